//! What the outside starts: entry points, by decorator, by how a function is passed on, by what its class is.

use super::index::{FunctionId, MODULE};
use super::infer::Type;
use super::program::In;
use super::{Call, Model};
use crate::catalog::schema::{Meaning, Role};
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtKind};

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

/// Builtins that take items out of what they are given.
const USES_UP: [&str; 12] =
    ["list", "tuple", "set", "frozenset", "sorted", "dict", "sum", "any", "all", "max", "min", "next"];
/// Builtins that take items only when they are themselves gone through.
const HANDS_OUT: [&str; 5] = ["iter", "enumerate", "zip", "map", "filter"];

/// An entry point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What starts it.
    pub kind: EntryKind,
    /// What to call it in a sentence.
    pub label: String,
    /// `false` where it rests on a customary name.
    pub sure: bool,
}

/// Where the body of a called function runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// What it raises comes out of this expression: the call itself, or what waits for it.
    At(ExprId),
    /// In a task of its own.
    Task,
    /// It cannot be said.
    Unknown,
}

impl<'a> Model<'a> {
    /// What makes a function an entry point by itself, if anything does.
    pub fn entry(&self, function: FunctionId) -> Option<Entry> {
        if function == MODULE {
            return Some(Entry { kind: EntryKind::Module, label: "the module's top level".to_owned(), sure: true });
        }
        let mut decorators = self.function(function).decorators.iter();
        decorators.find_map(|&decorator| self.registers(decorator, function)).or_else(|| self.overrides(function))
    }

    fn quoted_name(&self, function: FunctionId) -> String {
        format!("`{}`", self.function(function).qualified)
    }

    fn registers(&self, decorator: ExprId, function: FunctionId) -> Option<Entry> {
        let name = self.quoted_name(function);
        if let Some(route) = self.route_of_decorator(decorator, function) {
            let path = route.path.as_ref().map_or_else(String::new, |path| format!(" `{} {path}`", route.verb()));
            return Some(Entry { kind: EntryKind::Route, label: format!("route{path} ({name})"), sure: route.sure });
        }
        let call = self.call(decorator);
        let (role, sure) = if let Some(call) = &call {
            (call.fact?.role?, call.value.sure)
        } else {
            let value = self.infer(decorator);
            (self.fact(&value.ty).0?.role?, value.sure)
        };
        match role {
            Role::Route => Some(Entry { kind: EntryKind::Route, label: format!("route handler {name}"), sure }),
            Role::RequestHook | Role::Middleware => Some(Entry { kind: EntryKind::Route, label: name, sure }),
            Role::EntryPoint => Some(Entry { kind: EntryKind::Registered, label: name, sure }),
            Role::Schedule => Some(Entry { kind: EntryKind::Registered, label: format!("job {name}"), sure }),
            Role::ErrorHandler => {
                Some(Entry { kind: EntryKind::Callback, label: format!("error handler {name}"), sure })
            }
            _ => None,
        }
    }

    /// A method that stands for one that a library's class calls as an entry point (`Thread.run`).
    fn overrides(&self, function: FunctionId) -> Option<Entry> {
        let method = self.function(function);
        let bases = self.library_bases(self.here(method.class?));
        let role = bases.iter().find_map(|base| self.catalog.method(base, &method.name)?.role)?;
        let kind = match role {
            Role::EntryPoint => EntryKind::Registered,
            Role::Route | Role::RequestHook | Role::Middleware => EntryKind::Route,
            _ => return None,
        };
        Some(Entry { kind, label: self.quoted_name(function), sure: true })
    }

    /// What a mention of a function that does not call it makes of it.
    /// `qualified` is the function's name.
    pub fn mentioned_as(&self, mention: ExprId, qualified: &str) -> Option<Entry> {
        let home = self.index.exprs[mention.0 as usize];
        let call = self.call(home.parent?)?;
        let role = call.fact?.role?;
        let meant = |meaning| self.meant_value(&call, meaning) == Some(mention);
        let name = format!("`{qualified}`");
        let (kind, label) = match role {
            Role::Thread if meant(Meaning::Target) => (EntryKind::Thread, format!("thread target {name}")),
            Role::Schedule if meant(Meaning::Target) => (EntryKind::Callback, format!("callback {name}")),
            Role::EntryPoint => (EntryKind::Callback, format!("callback {name}")),
            Role::RequestHook => (EntryKind::Route, name),
            Role::Route if meant(Meaning::Handler) => (EntryKind::Route, format!("route handler {name}")),
            _ => return None,
        };
        Some(Entry { kind, label, sure: call.value.sure })
    }

    /// Where the body of `callee` runs that `call` calls.
    pub fn runs(&self, call: ExprId, callee: In<FunctionId>) -> Runs {
        let (model, callee) = self.of(callee);
        let function = model.function(callee);
        match (function.is_async, function.is_generator) {
            (false, false) => Runs::At(call),
            (true, false) => self.coroutine_runs(call),
            (_, true) => self.generator_runs(call),
        }
    }

    /// Where a generator that `made` makes is used up: there, or where the variable is that holds it.
    fn generator_runs(&self, made: ExprId) -> Runs {
        if self.is_consumed(made) {
            return Runs::At(made);
        }
        let uses = self.uses_of(made);
        let used_up = uses.into_iter().find(|&used| used != made && self.is_consumed(used));
        used_up.map_or(Runs::Unknown, Runs::At)
    }

    /// Where a function runs that is given to something as `mention`: to a pool or thread that is waited for.
    pub fn handed_off(&self, mention: ExprId) -> Runs {
        let call = self.index.exprs[mention.0 as usize].parent.and_then(|parent| self.call(parent));
        let Some(call) = call.filter(|call| call.has_role(Role::HandOff)) else { return Runs::Unknown };
        match call.fact.and_then(|fact| fact.is_async) {
            _ if self.meant_value(&call, Meaning::Target) != Some(mention) => Runs::Unknown,
            Some(true) => self.coroutine_runs(call.expr),
            _ => self.future_runs(call.expr),
        }
    }

    /// Where a coroutine that `expr` makes is run.
    pub fn coroutine_runs(&self, expr: ExprId) -> Runs {
        if self.is_entered(expr) {
            return Runs::At(expr);
        }
        let Some(parent) = self.index.exprs[expr.0 as usize].parent else { return self.kept_runs(expr) };
        match &self.ast[parent].kind {
            ExprKind::Await(_) | ExprKind::Attribute { .. } => Runs::At(expr),
            ExprKind::Call { .. } => self.handed(parent),
            ExprKind::Conditional { .. } | ExprKind::Starred(_) => self.coroutine_runs(parent),
            _ => Runs::Unknown,
        }
    }

    fn handed(&self, call: ExprId) -> Runs {
        let Some(call) = self.call(call) else { return Runs::Unknown };
        match call.fact.and_then(|fact| fact.role) {
            Some(Role::SpawnTask) if call.fact.is_some_and(|fact| fact.joined == Some(true)) => Runs::At(call.expr),
            Some(Role::SpawnTask) => self.future_runs(call.expr),
            Some(Role::Runs) => Runs::At(call.expr),
            Some(Role::WaitFor) => self.coroutine_runs(call.expr),
            _ => Runs::Unknown,
        }
    }

    /// Where the failure of what runs aside, as `expr` says, comes out: where it is awaited or asked for its result;
    /// nowhere if the future is dropped.
    fn future_runs(&self, expr: ExprId) -> Runs {
        if self.index.exprs[expr.0 as usize].parent.is_some() {
            return self.coroutine_runs(expr);
        }
        match self.ast[self.stmt_of(expr)].kind {
            StmtKind::Expr(_) => Runs::Task,
            _ => self.kept_runs(expr),
        }
    }

    /// Where a coroutine or future that a variable holds is waited for, if that is the only thing done with it.
    fn kept_runs(&self, made: ExprId) -> Runs {
        let uses = self.uses_of(made);
        let waits = |&used: &ExprId| match self.coroutine_runs(used) {
            Runs::At(place) if self.index.exprs[used.0 as usize].parent.is_some() => Some(place),
            _ => None,
        };
        match &*uses {
            [first, ..] if *first != made => uses.iter().find_map(waits).map_or(Runs::Unknown, Runs::At),
            [] => Runs::Task,
            _ => Runs::Unknown,
        }
    }

    /// Whether an expression is a context of a `with`, or what a `for` iterates.
    fn is_entered(&self, expr: ExprId) -> bool {
        match &self.ast[self.stmt_of(expr)].kind {
            StmtKind::With { items, .. } => items.iter().any(|item| item.context == expr),
            StmtKind::For(parts) => parts.iter == expr,
            _ => false,
        }
    }

    /// Whether the generator that `expr` is is used, at least in part, in the same statement, or entered as a context.
    fn is_consumed(&self, expr: ExprId) -> bool {
        if self.is_entered(expr) {
            return true;
        }
        let Some(parent) = self.index.exprs[expr.0 as usize].parent else { return false };
        match &self.ast[parent].kind {
            ExprKind::YieldFrom(_) | ExprKind::Starred(_) => true,
            ExprKind::Comprehension { kind, .. } => *kind != crate::syntax::ast::ComprehensionKind::Generator,
            ExprKind::Call { func, .. } => match self.builtin(*func) {
                Some(name) if USES_UP.contains(&name) => true,
                Some(name) if HANDS_OUT.contains(&name) => self.is_consumed(parent),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether the failure of the operation `call` comes out at the call.
    pub fn fails_here(&self, call: &Call<'a>) -> bool {
        if self.is_unconnected(call) {
            return false;
        }
        match call.fact.and_then(|fact| fact.is_async) {
            Some(true) => match self.coroutine_runs(call.expr) {
                Runs::At(place) => !self.is_asked(place),
                _ => false,
            },
            _ => true,
        }
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
