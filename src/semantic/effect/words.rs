//! Waits in words: the way to them, and calls that keep them off an event loop.

use super::{Effect, Wait};
use crate::catalog::schema::Role;
use crate::diagnostic::Related;
use crate::semantic::index::BindingKind;
use crate::semantic::mend::Spelled;
use crate::semantic::{Call, Model};
use crate::syntax::ast::StmtKind;

impl<'a> Model<'a> {
    /// The operation, and the functions through which it is reached: "`requests.get` through `load`, `fetch`".
    pub fn way_to(&self, wait: &Wait) -> String {
        let between = wait.path.iter().skip(1).map(|&site| {
            let (model, site) = self.of(site);
            format!("`{}`", model.short_callee(site))
        });
        let between = between.collect::<Vec<_>>();
        let through = if between.is_empty() { String::new() } else { format!(" through {}", between.join(", ")) };
        format!("`{}`{through}", wait.name)
    }

    /// The places on the way to a wait behind a call, numbered, the operation last.
    pub fn steps_to(&self, wait: &Wait) -> Vec<Related> {
        if wait.path.is_empty() {
            return Vec::new();
        }
        let between = wait.path.iter().skip(1).map(|&site| (site, "goes on through"));
        let steps = between.chain([(wait.call, "waits in")]).zip(1..).map(|((site, what), number): (_, usize)| {
            let (model, site) = self.of(site);
            let within = &model.function(model.function_of(site)).qualified;
            let message = format!("{number}. {what} `{}`, in `{within}`", model.short_callee(site));
            model.related(model.callee_span(site), message)
        });
        steps.collect()
    }

    fn short_callee(&self, site: crate::syntax::ast::ExprId) -> String {
        self.call(site).map_or_else(|| self.callee_text(site).to_owned(), |call| self.short_text(call.callee))
    }

    /// How the reader's own call is kept off the event loop: a sleep that is awaited, or a thread.
    pub fn off_the_loop(&self, call: &Call<'a>, wait: &Wait) -> String {
        let args = self.short_args(call);
        if wait.effect == Effect::Sleep && wait.path.is_empty() {
            let sleep = self.of_loop_library(Role::Delay).or_else(|| self.catalog.sleep(true));
            let sleep = sleep.map(|sleep| self.spelling(call.expr, sleep));
            return sleep.map_or_else(String::new, |sleep| {
                format!("let the task wait and not the thread: `await {}({args})`{}", sleep.text, sleep.note())
            });
        }
        let thread = self.of_loop_library(Role::HandOff).or_else(|| self.catalog.own_with_role(Role::HandOff));
        let thread = thread.map(|thread| self.spelling(call.expr, thread));
        let Some(Spelled { text, import }) = thread else { return String::new() };
        let callee = self.short_text(call.callee);
        let args = if args.is_empty() { String::new() } else { format!(", {args}") };
        let note = import.map_or_else(String::new, |module| format!(" (with `import {module}`)"));
        format!("let a thread wait for it: `await {text}({callee}{args})`{note}, or use an asynchronous client")
    }

    /// The function with `role` of another library for event loops that the file imports in the place of Python's own.
    fn of_loop_library(&self, role: Role) -> Option<&str> {
        let imported = self.ast.stmts.iter().flat_map(|stmt| match &stmt.kind {
            StmtKind::Import(items) => items.iter().map(|item| item.path.as_str()).collect(),
            StmtKind::ImportFrom { module, level: 0, .. } => vec![module.as_str()],
            _ => Vec::new(),
        });
        let imported = imported.collect::<Vec<_>>();
        let own = self.catalog.sleep(true).and_then(|sleep| sleep.split('.').next());
        if imported.iter().any(|&module| Some(module) == own) {
            return None;
        }
        imported.into_iter().find_map(|module| {
            let is_async = |name: &str| self.catalog.callable(name).and_then(|fact| fact.is_async) == Some(true);
            self.catalog.companion(module, Role::Delay, "").filter(|name| is_async(name))?;
            self.catalog.companion(module, role, "").filter(|name| is_async(name))
        })
    }

    /// A call whose answer is put into a variable: as it is, where it is put into one already.
    pub fn kept_call(&self, call: &Call<'a>) -> String {
        let value = self.outermost_await(call.expr);
        let awaits = if value == call.expr { "" } else { "await " };
        let name = self.bound_to(value).filter(|(_, binding, _)| matches!(binding.kind, BindingKind::Value(_)));
        let name = name.map_or_else(|| "answer".to_owned(), |(name, ..)| name.to_string());
        format!("{name} = {awaits}{}", self.short_call(call))
    }
}
