//! What the outside starts: entry points, by decorator, by how a function is passed on, by what its class is.

mod mentioned;
mod runs;

pub use runs::Runs;

use super::index::{FunctionId, MODULE, Part};
use super::infer::Type;
use super::program::In;
use super::{Call, Model};
use crate::catalog::schema::Role;
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtId, StmtKind};

/// What starts a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// The module's own code.
    Module,
    /// `main`, or a target of the manifest's scripts.
    Main,
    /// A route's handler.
    Route,
    /// A command, task or job that a decorator or a framework's class registers.
    Registered,
    /// The target of a thread or process.
    Thread,
    /// A coroutine that was handed to the event loop.
    Task,
    /// A callback.
    Callback,
    /// Nothing in the project calls it or refers to it.
    Unused,
}

/// Stands among what drives callbacks for each call of an attribute that has the name of the keyword with which one was
/// given.
pub const ANY_ATTRIBUTE: &str = "*";

/// An entry point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What starts it.
    pub kind: EntryKind,
    /// What to call it in a sentence.
    pub label: String,
    /// `false` where it rests on a customary name.
    pub sure: bool,
    /// For a route: the expression that makes the router on which it is registered, where it is one.
    pub router: Option<In<ExprId>>,
}

impl Entry {
    /// An entry point that was resolved.
    pub fn new(kind: EntryKind, label: String) -> Self {
        Self { kind, label, sure: true, router: None }
    }

    /// The same, resting on a guess unless `sure`.
    #[must_use]
    pub fn if_sure(self, sure: bool) -> Self {
        Self { sure: self.sure && sure, ..self }
    }

    /// The same, registered on what `router` makes.
    #[must_use]
    fn on(self, router: Option<In<ExprId>>) -> Self {
        Self { router, ..self }
    }
}

impl<'a> Model<'a> {
    /// What makes a function an entry point by itself, if anything does.
    pub fn entry(&self, function: FunctionId) -> Option<Entry> {
        if function == MODULE {
            return Some(Entry::new(EntryKind::Module, "the module's top level".to_owned()));
        }
        let mut decorators = self.function(function).decorators.iter();
        decorators
            .find_map(|&decorator| self.registers(decorator, function))
            .or_else(|| self.overrides(function))
            .or_else(|| self.overrides_generated(function))
    }

    fn quoted_name(&self, function: FunctionId) -> String {
        format!("`{}`", self.function(function).qualified)
    }

    fn registers(&self, decorator: ExprId, function: FunctionId) -> Option<Entry> {
        let name = self.quoted_name(function);
        let callee = if let ExprKind::Call { func, .. } = self.ast[decorator].kind { func } else { decorator };
        let router = || self.router_of(callee);
        if let Some(route) = self.route_of_decorator(decorator, function) {
            let path = route.path.as_ref().map_or_else(String::new, |path| format!(" `{} {path}`", route.verb()));
            let entry = Entry::new(EntryKind::Route, format!("route{path} ({name})"));
            return Some(entry.if_sure(route.sure).on(router()));
        }
        let call = self.call(decorator);
        let (role, sure) = if let Some(call) = &call {
            (call.fact?.role?, call.value.sure)
        } else {
            let value = self.infer(decorator);
            (self.fact(&value.ty).0?.role?, value.sure)
        };
        let (kind, label) = match role {
            Role::Route => (EntryKind::Route, format!("route handler {name}")),
            Role::RequestHook | Role::Middleware => (EntryKind::Route, name),
            Role::EntryPoint => (EntryKind::Registered, name),
            Role::Schedule => (EntryKind::Registered, format!("job {name}")),
            Role::ErrorHandler => (EntryKind::Callback, format!("error handler {name}")),
            _ => return None,
        };
        Some(Entry::new(kind, label).if_sure(sure).on(router()))
    }

    /// A method that stands for one that a library's class calls as an entry point (`Thread.run`).
    fn overrides(&self, function: FunctionId) -> Option<Entry> {
        let class = self.function(function).class?;
        let bases = self.library_bases(self.here(class));
        bases.iter().find_map(|base| self.stands_for(function, base))
    }

    /// What a method is if its class is used like the library's class `like`.
    pub fn stands_for(&self, function: FunctionId, like: &str) -> Option<Entry> {
        let kind = match self.catalog.method(like, &self.function(function).name)?.role? {
            Role::EntryPoint => EntryKind::Registered,
            Role::Thread => EntryKind::Thread,
            Role::Route | Role::RequestHook | Role::Middleware | Role::ErrorHandler => EntryKind::Route,
            _ => return None,
        };
        Some(Entry::new(kind, self.quoted_name(function)))
    }

    /// A method of a class whose base is generated code that is not there: its name and the number of its parameters
    /// say that it answers requests.
    fn overrides_generated(&self, function: FunctionId) -> Option<Entry> {
        let method = self.function(function);
        let class = method.class?;
        let is_base = |suffix: &str| {
            let args = self.class(class).args.iter();
            args.filter_map(|arg| self.last_name(arg.value)).any(|name| name.ends_with(suffix) && name != suffix)
        };
        let mut generated = self.catalog.libraries().iter().filter_map(|library| library.generated_base.as_ref());
        let public = !method.name.starts_with('_') && method.decorators.is_empty();
        let found = public && generated.any(|base| method.params.len() == base.parameters + 1 && is_base(&base.suffix));
        found.then(|| Entry::new(EntryKind::Route, self.quoted_name(function)).if_sure(false))
    }

    /// The `try` statements around an expression, each with the part in which it lies.
    pub(crate) fn handlers_around(&self, expr: ExprId) -> Vec<(StmtId, Part)> {
        let around = self.around(self.stmt_of(expr));
        around.filter(|(outer, _)| matches!(self.ast[*outer].kind, StmtKind::Try(_))).collect()
    }

    /// Whether an attribute of `expr` is read: a coroutine has none, a Deferred's take callbacks, one of which may be
    /// for the failure.
    fn is_asked(&self, expr: ExprId) -> bool {
        let parent = self.index.exprs[expr.0 as usize].parent;
        parent.is_some_and(|parent| matches!(self.ast[parent].kind, ExprKind::Attribute { .. }))
    }

    /// Whether nothing in the project mentions a function, and nothing says that something unseen may.
    pub fn is_unreferred(&self, function: FunctionId) -> bool {
        let this = self.function(function);
        let nested = this.parent != Some(MODULE) && this.class.is_none();
        if this.name.is_empty() || nested || !self.is_plainly_decorated(function) {
            return false;
        }
        let name = self.name_of_callee(function);
        let special = this.name.starts_with("__") && this.name != "__init__";
        !special && !self.callers().is_open(&name) && self.is_own_method(function)
    }

    /// The name under which others get at a function: a constructor's is its class's.
    pub fn name_of_callee(&self, function: FunctionId) -> Name {
        let this = self.function(function);
        match this.class {
            Some(class) if this.name == "__init__" => self.index.classes[class.0 as usize].name.clone(),
            _ => this.name.clone(),
        }
    }

    fn is_plainly_decorated(&self, function: FunctionId) -> bool {
        self.function(function).decorators.iter().all(|&decorator| {
            let callee = self.call(decorator).map_or(decorator, |call| call.callee);
            let fact = self.fact(&self.infer(callee).ty).0;
            matches!(fact.and_then(|fact| fact.role), Some(Role::Transparent | Role::RetryDecorator))
                && !self.is_property(callee)
        })
    }

    fn is_property(&self, decorator: ExprId) -> bool {
        matches!(&self.infer(decorator).ty, Type::Symbol(name) if name.rsplit('.').next().is_some_and(|last| last.ends_with("property")))
    }

    /// Whether no base that is not known, and no base of the file with the same method, could call a method.
    fn is_own_method(&self, function: FunctionId) -> bool {
        let this = self.function(function);
        let Some(class) = this.class.map(|class| self.here(class)) else { return true };
        if self.has_unknown_base(class) {
            return false;
        }
        let inherited =
            self.lineage(class).into_iter().skip(1).any(|base| self.find_method(base, &this.name).is_some());
        let of_library = self.library_bases(class).iter().any(|base| self.catalog.class(base).is_some());
        !inherited && !of_library
    }

    /// The name of the class whose method a function is.
    pub fn class_name(&self, function: FunctionId) -> Option<&'a str> {
        let class = self.function(function).class?;
        Some(&self.index.classes[class.0 as usize].name)
    }

    /// The calls in a function's own code, in order of statements.
    pub fn calls_of(&self, function: FunctionId) -> Vec<Call<'a>> {
        let calls = self.stmts_of(function).iter().flat_map(|&stmt| self.own_calls(stmt));
        calls.filter_map(|call| self.call(call)).collect()
    }

    /// The place of what a call calls; of anything else its own.
    pub fn callee_span(&self, expr: ExprId) -> crate::source::Span {
        match self.ast[expr].kind {
            ExprKind::Call { func, .. } => self.span(func),
            _ => self.span(expr),
        }
    }

    /// The text of what a call calls; of anything else its own.
    pub fn callee_text(&self, expr: ExprId) -> &'a str {
        self.module.source.slice(self.callee_span(expr))
    }

    /// Whether a function is a lambda.
    pub fn is_lambda(&self, function: FunctionId) -> bool {
        self.function(function).value.is_some()
    }

    /// The names on which attributes are looked up by `getattr` with a name that is not written out; for `self` the
    /// class around.
    pub(crate) fn dynamic_owners(&self) -> Vec<Name> {
        let lookups = self.index.calls.iter().filter(|&&call| self.is_named_call(call, "getattr"));
        let owners = lookups.filter_map(|&call| {
            let ExprKind::Call { args, .. } = &self.ast[call].kind else { return None };
            let written_out = matches!(self.ast[args.get(1)?.value].kind, ExprKind::Str(_));
            if written_out { None } else { self.owner_name(args.first()?.value) }
        });
        owners.collect()
    }

    fn is_named_call(&self, call: ExprId, name: &str) -> bool {
        let ExprKind::Call { func, .. } = self.ast[call].kind else { return false };
        matches!(&self.ast[func].kind, ExprKind::Name(callee) if callee == name)
    }

    fn owner_name(&self, object: ExprId) -> Option<Name> {
        if let Type::Object(class) | Type::Class(class) = self.infer(object).ty {
            let (model, class) = self.of(class);
            return Some(model.class(class).name.clone());
        }
        match &self.ast[object].kind {
            ExprKind::Name(name) => Some(name.clone()),
            ExprKind::Attribute { attr, .. } => Some(attr.clone()),
            ExprKind::Call { func, .. } => self.owner_name(*func),
            _ => None,
        }
    }
}
