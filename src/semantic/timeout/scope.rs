//! Time limits that stand around an operation: scopes, bounded waits, and those around every call of its function.

use crate::catalog::schema::Role;
use crate::semantic::arguments::Given;
use crate::semantic::index::Part;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, ExprKind, StmtId, StmtKind};

/// How many callers of callers are asked whether they bound the time.
const MAX_CALLERS: u8 = 4;

impl<'a> Model<'a> {
    /// Whether a time limit stands around an operation: a scope, a bounded wait, or one around every call of its function.
    pub(crate) fn is_bounded(&self, expr: ExprId) -> bool {
        self.is_bounded_within(expr, MAX_CALLERS)
    }

    fn is_bounded_within(&self, expr: ExprId, depth: u8) -> bool {
        if self.has_limit_around(expr) {
            return true;
        }
        let Some(depth) = depth.checked_sub(1) else { return false };
        let function = self.function_of(expr);
        let calls = self.calls_to(function);
        if calls.is_empty() || !self.function(function).is_async || !self.mentions_of(function).is_empty() {
            return false;
        }
        calls.iter().all(|&call| {
            let (caller, call) = self.of(call);
            caller.is_bounded_within(call, depth)
        })
    }

    fn has_limit_around(&self, expr: ExprId) -> bool {
        if self.blocks_in_lambda(expr) {
            return false;
        }
        let bounded_wait = self.has_wait_limit(expr) || self.is_waited_for_by_name(expr);
        let own = self.stmt_of(expr);
        let enclosing = self.around(own).filter(|(_, part)| *part == Part::Body).map(|(stmt, _)| stmt);
        bounded_wait || enclosing.chain([own]).any(|stmt| self.opens_time_scope(stmt, expr))
    }

    /// Whether a blocking operation is what a lambda does: it runs where the lambda is called, in a thread as a rule, and
    /// what limits an awaitable around the lambda does not limit it.
    fn blocks_in_lambda(&self, expr: ExprId) -> bool {
        let blocks = || self.call(expr).and_then(|call| call.fact?.is_async) != Some(true);
        self.function(self.function_of(expr)).value.is_some() && blocks()
    }

    /// Whether a wait with a limit stands around an awaitable.
    fn has_wait_limit(&self, awaitable: ExprId) -> bool {
        self.wait_limit(awaitable).is_some()
    }

    /// The wait with a limit that stands around an awaitable.
    fn wait_limit(&self, awaitable: ExprId) -> Option<Call<'a>> {
        let waits = |call: &Call<'a>| call.has_role(Role::WaitFor) || call.has_role(Role::Gather);
        let mut calls = self.wrappers(awaitable).filter_map(|outer| self.call(outer));
        calls.find(|call| waits(call) && self.limits_wait(call))
    }

    /// What limits the wait for an awaitable in its own function: a wait that is given it, also by a name, or a scope in
    /// which it is awaited.
    pub(super) fn limiter_of(&self, awaitable: ExprId) -> Option<Call<'a>> {
        let own = self.stmt_of(awaitable);
        let enclosing = self.around(own).filter(|(_, part)| *part == Part::Body).map(|(stmt, _)| stmt);
        let awaited = self.wrappers(awaitable).any(|outer| self.is_await(outer));
        let named = self.bound_to(awaitable).map(|_| self.uses_of(awaitable)).unwrap_or_default();
        self.wait_limit(awaitable)
            .or_else(|| named.into_iter().find_map(|used| self.wait_limit(used)))
            .or_else(|| enclosing.filter(|_| awaited).find_map(|stmt| self.time_scope(stmt, awaitable)))
            .filter(|limiter| !limiter.has_role(Role::Gather))
    }

    /// Whether a bounded wait or a gathering wait is given a limit at all: a gathering without one has none.
    fn limits_wait(&self, call: &Call<'a>) -> bool {
        match call.fact.and_then(|fact| fact.timeout.as_ref()?.parameter.as_deref()) {
            Some(name) if call.has_role(Role::Gather) => {
                self.argument(call, name) != Given::Absent && self.sets_limit(call)
            }
            None if call.has_role(Role::Gather) => false,
            _ => self.sets_limit(call),
        }
    }

    /// Whether an awaitable, or the task or the list of tasks that is made of it, has a name by which it is waited for
    /// with a limit, and is not awaited otherwise.
    fn is_waited_for_by_name(&self, expr: ExprId) -> bool {
        let task = |outer: &ExprId| match &self.ast[*outer].kind {
            ExprKind::Call { .. } => self.call(*outer).is_some_and(|call| call.has_role(Role::SpawnTask)),
            ExprKind::Comprehension { .. } | ExprKind::List(_) | ExprKind::Tuple(_) => true,
            _ => false,
        };
        let mut values = std::iter::once(expr).chain(self.wrappers(expr).take_while(task));
        let Some(value) = values.find(|&value| self.bound_to(value).is_some()) else { return false };
        let uses = self.uses_of(value);
        let awaited = |used: ExprId| self.wrappers(used).next().is_some_and(|outer| self.is_await(outer));
        uses.iter().any(|&used| self.has_wait_limit(used)) && !uses.iter().any(|&used| awaited(used))
    }

    /// Whether a `with` bounds the time of what stands at `expr`: in its body, or behind the scope in its head.
    fn opens_time_scope(&self, stmt: StmtId, expr: ExprId) -> bool {
        self.time_scope(stmt, expr).is_some()
    }

    fn time_scope(&self, stmt: StmtId, expr: ExprId) -> Option<Call<'a>> {
        let StmtKind::With { items, .. } = &self.ast[stmt].kind else { return None };
        let scopes = items.iter().filter(|item| self.span(item.context).end <= self.span(expr).start);
        let mut calls = scopes.filter_map(|item| self.call(item.context));
        calls.find(|call| call.has_role(Role::TimeoutScope) && self.sets_limit(call))
    }
}
