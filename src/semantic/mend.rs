//! Mends as the reader would write them: names as the file can spell them, calls with the reader's own arguments.

use super::arguments::Given;
use super::handler::Handler;
use super::index::{BindingKind, ScopeId};
use super::program::In;
use super::{Call, Imports, Model};
use crate::catalog::schema::{Meaning, Role, Timeout};
use crate::source::Span;
use crate::syntax::ast::{Arg, ArgKind, ExprId, ExprKind, Name};
use std::rc::Rc;

/// How long a call in a mend may be, in bytes, before its later arguments are left out.
const READABLE: usize = 90;

/// The seconds that mends propose.
const SECONDS: &str = "10";

/// A name as a file can write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// The name.
    pub text: String,
    /// The module that has to be imported for it, if the file has no name for it yet.
    pub import: Option<String>,
}

impl Spelled {
    /// What has to be said about an import beside a mend; empty where none is needed.
    pub fn note(&self) -> String {
        self.import.as_ref().map_or_else(String::new, |module| format!(" (with `import {module}`)"))
    }
}

/// Names.
impl Model<'_> {
    /// How code at `at` can write the qualified name `name`.
    pub fn spelling(&self, at: ExprId, name: &str) -> Spelled {
        self.spelled_in(self.index.exprs[at.0 as usize].scope, name)
    }

    fn spelled_in(&self, scope: ScopeId, name: &str) -> Spelled {
        let bound = self.scopes_from(scope).flat_map(|scope| self.names_for(scope, name));
        if let Some(text) = bound.min_by_key(|text| (text.len(), text.clone())) {
            return Spelled { text, import: None };
        }
        let module = self.home_of(name);
        let import = module.filter(|module| !self.is_customary_in(scope, module)).map(str::to_owned);
        Spelled { text: name.to_owned(), import }
    }

    /// The classes of an `except` clause at `at`, as it would be written there.
    pub fn spelled_classes(&self, at: ExprId, names: impl IntoIterator<Item: AsRef<str>>) -> Spelled {
        self.listed_in(self.index.exprs[at.0 as usize].scope, names)
    }

    /// The classes of the `except` clause `handler`, as it would be written there.
    pub fn respelled_classes(&self, handler: Handler, names: impl IntoIterator<Item: AsRef<str>>) -> Spelled {
        let (Handler::Clause(stmt, _) | Handler::Suppress(stmt, _)) = handler;
        let function = self.index.stmts[stmt.0 as usize].function;
        self.listed_in(self.function(function).scope, names)
    }

    fn listed_in(&self, scope: ScopeId, names: impl IntoIterator<Item: AsRef<str>>) -> Spelled {
        let all = names.into_iter().map(|name| self.spelled_in(scope, name.as_ref())).collect::<Vec<_>>();
        let import = all.iter().find_map(|one| one.import.clone());
        if let [one] = &*all {
            return one.clone();
        }
        let texts = all.iter().map(|one| one.text.as_str()).collect::<Vec<_>>();
        Spelled { text: format!("({})", texts.join(", ")), import }
    }

    fn scopes_from(&self, first: ScopeId) -> impl Iterator<Item = ScopeId> + '_ {
        std::iter::successors(Some(first), |scope| self.index.scopes[scope.0 as usize].parent)
    }

    /// The imported names of a scope, with what follows them, that mean `name`.
    fn names_for(&self, scope: ScopeId, name: &str) -> Vec<String> {
        let imports = self.imports_of(scope);
        let written = imports.iter().filter_map(|(local, path)| {
            let rest = name.strip_prefix(path.as_str())?;
            (rest.is_empty() || rest.starts_with('.')).then(|| format!("{local}{rest}"))
        });
        written.collect()
    }

    /// The names that a scope imports, with the canonical name of what each means.
    fn imports_of(&self, scope: ScopeId) -> Imports {
        if let Some(known) = self.memory.imports.borrow().get(&scope) {
            return Rc::clone(known);
        }
        let bindings = self.index.scopes[scope.0 as usize].bindings.iter();
        let imports = bindings.filter_map(|(local, bindings)| {
            let path = match bindings.iter().map(|one| &one.kind).next()? {
                BindingKind::Import(path) => path.to_string(),
                BindingKind::ImportFrom { module, level: 0, name } => format!("{module}.{name}"),
                _ => return None,
            };
            Some((local.clone(), self.catalog.canonical(&path)))
        });
        let imports = imports.collect::<Rc<[_]>>();
        self.memory.imports.borrow_mut().insert(scope, Rc::clone(&imports));
        imports
    }

    /// The module in which something is defined by its qualified name; none for builtins.
    fn home_of<'n>(&self, name: &'n str) -> Option<&'n str> {
        let mut home = name.rsplit_once('.')?.0;
        while self.catalog.class(home).is_some() || self.catalog.is_exception(home) {
            home = home.rsplit_once('.')?.0;
        }
        Some(home)
    }

    /// Whether the file uses a module under its customary name without an import of it.
    fn is_customary_in(&self, scope: ScopeId, module: &str) -> bool {
        let top = Name::from(module.split('.').next().unwrap_or(module));
        let used = self.ast.exprs.iter().any(|expr| matches!(&expr.kind, ExprKind::Name(name) if *name == top));
        let bound = self.scopes_from(scope).any(|scope| !self.bindings(scope, &top).is_empty());
        used && !bound && self.catalog.customary_module(&top).is_some()
    }
}

/// Time limits.
impl<'a> Model<'a> {
    /// A sentence that gives the operation or the constructor `call` a time limit; `off` is the value that switches it
    /// off, `maker` what made the client.
    pub fn limited(&self, call: &Call<'a>, off: Option<In<ExprId>>, maker: Option<In<ExprId>>) -> String {
        if let Some(mend) = self.limited_call(call, off) {
            return format!("give it a limit that fits the peer: {mend}");
        }
        if let Some(setting) = call.fact.and_then(|fact| fact.timeout.as_ref()?.setting.as_ref()) {
            return format!("set a limit in the settings: `{} = {SECONDS}`", setting.name);
        }
        if let Some(setter) = self.timeout_setter(call) {
            return format!("set a limit before the call: `{setter}`");
        }
        let made = maker.map(|maker| self.of(maker));
        let made = made.and_then(|(model, maker)| model.limited_call(&model.call(maker)?, None));
        if let Some(mend) = made {
            return format!("give the client a limit where it is made: {mend}");
        }
        match call.fact.and_then(|fact| fact.is_async) {
            Some(true) => self.waited_for(call),
            _ => self.limited_by_default(call),
        }
    }

    /// The call with a time limit among its arguments; or where the value that switches it off has to be replaced.
    fn limited_call(&self, call: &Call<'a>, off: Option<In<ExprId>>) -> Option<String> {
        let timeout = call.fact?.timeout.as_ref()?;
        let name = timeout.parameter.as_deref()?;
        let value = self.limit_value(call, timeout);
        let given = self.argument(call, name);
        let from_afar = match given {
            Given::Value(given) => !self.span(call.expr).contains(self.span(given)),
            Given::Absent | Given::Unknown => false,
        };
        if from_afar {
            let place = off.map(|off| self.of(off)).map_or("what it is given", |(model, off)| model.text(off));
            return Some(format!("`{}` in the place of `{place}`{}", value.text, value.note()));
        }
        Some(format!("`{}`{}", self.with_argument(call, name, &value.text), value.note()))
    }

    /// The value that sets the limit: seconds, or the object that the library takes in their place.
    fn limit_value(&self, call: &Call<'a>, timeout: &Timeout) -> Spelled {
        let Some(class) = &timeout.object else { return Spelled { text: SECONDS.to_owned(), import: None } };
        let total =
            self.catalog.class(class).and_then(|class| class.constructor.meanings.as_ref()?.get(&Meaning::Total));
        let class = self.spelling(call.expr, class);
        let argument = total.map_or_else(|| SECONDS.to_owned(), |total| format!("{}={SECONDS}", total.name));
        Spelled { text: format!("{}({argument})", class.text), import: class.import }
    }

    /// A bounded wait around something that is awaited.
    fn waited_for(&self, call: &Call<'a>) -> String {
        let scope = self.catalog.companion(&call.name, Role::TimeoutScope, "fail");
        if let (None, Some(scope)) = (self.catalog.companion(&call.name, Role::WaitFor, ""), scope) {
            let scope = self.spelling(call.expr, scope);
            return format!("bound the wait: `with {}({SECONDS}):` around it{}", scope.text, scope.note());
        }
        let Some(wait) = self.catalog.own_with_role(Role::WaitFor) else { return NO_WAY.to_owned() };
        let wait = self.spelling(call.expr, wait);
        let inner = self.short_call(call);
        format!("bound the wait: `await {}({inner}, timeout={SECONDS})`{}", wait.text, wait.note())
    }

    /// The process's default for sockets, if the library heeds it.
    fn limited_by_default(&self, call: &Call<'a>) -> String {
        let heeds = self.catalog.library_of(&call.name).is_some_and(|library| library.heeds_socket_default);
        match self.catalog.own_with_role(Role::SocketDefaultTimeout).filter(|_| heeds) {
            Some(setter) => {
                let setter = self.spelling(call.expr, setter);
                format!(
                    "set a limit for all sockets when the program starts: `{}({SECONDS})`{}",
                    setter.text,
                    setter.note()
                )
            }
            None => NO_WAY.to_owned(),
        }
    }

    /// The call as it reads with `value` for the parameter `name`, in the place of what is given to it now.
    pub(super) fn with_argument(&self, call: &Call<'a>, name: &str, value: &str) -> String {
        let given = match self.argument(call, name) {
            Given::Value(given) => Some(self.span(given)),
            Given::Absent | Given::Unknown => None,
        };
        let mut texts = Vec::new();
        let mut replaced = None;
        for arg in call.args {
            let text = self.module.source.slice(arg.span);
            match given.filter(|given| arg.span.contains(*given) && !is_keyword(arg, name)) {
                Some(given) => {
                    replaced = Some(texts.len());
                    texts.push(replace(text, arg.span, given, value));
                }
                None if is_keyword(arg, name) => {
                    replaced = Some(texts.len());
                    texts.push(format!("{name}={value}"));
                }
                None => texts.push(text.to_owned()),
            }
        }
        let kept = replaced.unwrap_or_else(|| {
            texts.push(format!("{name}={value}"));
            texts.len() - 1
        });
        self.call_text(call, &texts, Some(kept))
    }

    /// The call as it reads with its argument number `position` given to the parameter `name` by name.
    pub(super) fn with_argument_named(&self, call: &Call<'a>, position: usize, name: &str) -> String {
        let text = |arg: &Arg| self.module.source.slice(arg.span).to_owned();
        let others = call.args.iter().enumerate().filter(|(number, _)| *number != position);
        let mut texts = others.map(|(_, arg)| text(arg)).collect::<Vec<_>>();
        texts.push(format!("{name}={}", self.text(call.args[position].value)));
        self.call_text(call, &texts, Some(texts.len() - 1))
    }

    /// The call in one line.
    pub(crate) fn short_call(&self, call: &Call<'a>) -> String {
        let texts = call.args.iter().map(|arg| self.module.source.slice(arg.span).to_owned()).collect::<Vec<_>>();
        self.call_text(call, &texts, None)
    }

    /// The arguments of a call in one line; of too many, the first ones.
    pub(crate) fn short_args(&self, call: &Call<'a>) -> String {
        let whole = self.short_call(call);
        let inner = whole.strip_prefix(&self.short_text(call.callee)).and_then(|rest| rest.strip_prefix('('));
        inner.and_then(|rest| rest.strip_suffix(')')).unwrap_or_default().to_owned()
    }

    /// A call with these arguments; of one that is too long, the first ones and the one at `kept`.
    fn call_text(&self, call: &Call<'a>, args: &[String], kept: Option<usize>) -> String {
        let callee = self.short_text(call.callee);
        let needed = kept.map_or(0, |kept| args[kept].len() + 2);
        let mut room = READABLE.saturating_sub(callee.len() + 2 + needed);
        let mut shown = Vec::new();
        let mut whole = true;
        for (number, arg) in args.iter().enumerate() {
            let fits = whole && !arg.contains('\n') && arg.len() + 2 <= room;
            if Some(number) == kept {
                shown.push(arg.as_str());
            } else if fits {
                room -= arg.len() + 2;
                shown.push(arg);
            } else {
                whole = false;
                if shown.last() != Some(&"…") {
                    shown.push("…");
                }
            }
        }
        format!("{callee}({})", shown.join(", "))
    }

    /// Lines that look at the status of the response that `call` gives: `response.raise_for_status()`.
    pub fn status_check(&self, call: &Call<'a>) -> Option<String> {
        let super::infer::Type::Instance(class) = self.infer(call.expr).ty else { return None };
        let value = self.outermost_await(call.expr);
        let (name, first) = if let Some((name, ..)) = self.bound_to(value) {
            (name, String::new())
        } else {
            let awaits = if value == call.expr { "" } else { "await " };
            (Name::from("response"), format!("`response = {awaits}{}`, then ", self.short_call(call)))
        };
        let check = match self.catalog.method_with_role(&class, Role::ChecksStatus) {
            Some(check) => format!("{name}.{check}()"),
            None => format!("if {name}.{} >= 400: …", self.catalog.response(&class)?.code.as_ref()?),
        };
        Some(format!("{first}`{check}`"))
    }
}

/// Where nothing that could be written is known.
const NO_WAY: &str = "give the client a limit where it is made";

fn is_keyword(arg: &Arg, name: &str) -> bool {
    matches!(&arg.kind, ArgKind::Keyword(given) if given == name)
}

/// `text`, which stands at `whole`, with what stands at `part` replaced.
fn replace(text: &str, whole: Span, part: Span, value: &str) -> String {
    let start = (part.start - whole.start) as usize;
    let end = (part.end - whole.start) as usize;
    format!("{}{value}{}", &text[..start], &text[end..])
}
