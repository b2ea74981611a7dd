//! Where the body of a called function runs, and so where its failures come out: coroutines, generators, tasks, threads.

use crate::catalog::schema::{Meaning, Role};
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::origin::Origin;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, ExprKind, StmtKind};

/// Builtins that take items out of what they are given.
const USES_UP: [&str; 12] =
    ["list", "tuple", "set", "frozenset", "sorted", "dict", "sum", "any", "all", "max", "min", "next"];
/// Builtins that take items only when they are themselves gone through.
const HANDS_OUT: [&str; 5] = ["iter", "enumerate", "zip", "map", "filter"];

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

/// Whether a call starts a task in a group that is waited for.
fn is_joined(call: &Call<'_>) -> bool {
    call.has_role(Role::SpawnTask) && call.fact.is_some_and(|fact| fact.joined == Some(true))
}

impl<'a> Model<'a> {
    /// Where the body of `callee` runs that `call` calls.
    pub fn runs(&self, call: ExprId, callee: In<FunctionId>) -> Runs {
        let (model, callee) = self.of(callee);
        let function = model.function(callee);
        match (function.is_async, function.is_generator) {
            _ if model.is_deferred(callee) => Runs::Unknown,
            (false, false) => Runs::At(call),
            (true, false) => self.coroutine_runs(call),
            (_, true) => self.generator_runs(call),
        }
    }

    /// Whether a call of a function, as its decorators make it, only has it run elsewhere.
    fn is_deferred(&self, function: FunctionId) -> bool {
        self.function(function).decorators.iter().any(|&decorator| {
            let callee = self.call(decorator).map_or(decorator, |call| call.callee);
            self.fact(&self.infer(callee).ty).0.is_some_and(|fact| fact.deferred == Some(true))
        })
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
        let call = self.registrar(mention).map(|(call, _)| call);
        let waits = |call: &Call<'a>| call.has_role(Role::HandOff) || call.has_role(Role::Runs) || is_joined(call);
        let Some(call) = call.filter(waits) else { return Runs::Unknown };
        match call.fact.and_then(|fact| fact.is_async) {
            _ if is_joined(&call) && self.meant_value(&call, Meaning::Target) == Some(mention) => {
                Runs::At(self.group_around(&call))
            }
            _ if call.has_role(Role::Runs) && self.meant_value(&call, Meaning::Target) == Some(mention) => {
                Runs::At(call.expr)
            }
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
            ExprKind::Await(_) => Runs::At(expr),
            ExprKind::Attribute { .. } if !self.is_only_watched(parent) => Runs::At(expr),
            ExprKind::Call { .. } => self.handed(parent),
            ExprKind::Conditional { .. } | ExprKind::Starred(_) => self.coroutine_runs(parent),
            _ => Runs::Unknown,
        }
    }

    /// Whether a method of a future is one that does not wait for it (`add_done_callback`, `cancel`).
    fn is_only_watched(&self, method: ExprId) -> bool {
        let role = self.fact(&self.infer(method).ty).0.and_then(|fact| fact.role);
        matches!(role, Some(Role::Schedule | Role::Harmless))
    }

    fn handed(&self, call: ExprId) -> Runs {
        let Some(call) = self.call(call) else { return Runs::Unknown };
        match call.fact.and_then(|fact| fact.role) {
            Some(Role::SpawnTask) if is_joined(&call) => Runs::At(self.group_around(&call)),
            Some(Role::SpawnTask) => self.future_runs(call.expr),
            Some(Role::Runs) => Runs::At(call.expr),
            Some(Role::WaitFor) => self.coroutine_runs(call.expr),
            _ => Runs::Unknown,
        }
    }

    /// Where the failure of what a task group starts comes out: at the context that makes the group, else at the start.
    fn group_around(&self, start: &Call<'a>) -> ExprId {
        let origins = self.receiver(start.callee).map(|group| self.origins(group)).unwrap_or_default();
        let made = origins.into_iter().find_map(|origin| match origin {
            Origin::Expr(made) => self.own(made),
            _ => None,
        });
        let same = |made: &ExprId| self.function_of(*made) == self.function_of(start.expr) && self.is_entered(*made);
        made.filter(same).unwrap_or(start.expr)
    }

    /// Whether an expression makes a group of tasks whose failures come out of it as a group of exceptions.
    pub fn is_group(&self, expr: ExprId) -> bool {
        let Type::Instance(class) = self.infer(expr).ty else { return false };
        let class = self.catalog.class(&class).and_then(|known| known.enters.as_deref()).unwrap_or(&class).to_owned();
        self.is_entered(expr) && self.catalog.methods(&class).any(|(_, method)| method.joined == Some(true))
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

    /// Where the failure of the operation `call` comes out: at the call, or at the group of tasks that runs it.
    pub fn fails_at(&self, call: &Call<'a>) -> Option<ExprId> {
        if self.is_unconnected(call) {
            return None;
        }
        match call.fact.and_then(|fact| fact.is_async) {
            Some(true) => match self.coroutine_runs(call.expr) {
                Runs::At(place) if self.is_group(place) => Some(place),
                Runs::At(place) => (!self.is_asked(place)).then_some(call.expr),
                _ => None,
            },
            _ => Some(call.expr),
        }
    }
}
