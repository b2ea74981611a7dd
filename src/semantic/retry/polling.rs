//! Loops that look like retries and only wait: for a state, for an answer, for a peer to come up.

use super::delay::Waits;
use super::{Failure, Form, Limit, Retry};
use crate::catalog::schema::{NetworkKind, Role};
use crate::semantic::Model;
use crate::semantic::handler::Handler;
use crate::syntax::ast::{ExprId, ExprKind, StmtKind};

impl Model<'_> {
    /// Whether a loop only waits for something to be there: it counts nothing, ends by time, and drops its failures.
    pub fn waits_for_state(&self, retry: &Retry) -> bool {
        let drops = |failure: &Failure| match failure.handler {
            Some(handler) => self.drops(handler),
            None => true,
        };
        let asks = retry.failures.iter().any(|failure| failure.is_state);
        let by_time = !retry.counts && retry.limit == Limit::Some;
        let probes = !retry.repeats.is_empty() && retry.repeats.iter().all(|repeat| self.only_connects(repeat.call));
        retry.form == Form::Loop && (asks || probes || (by_time && retry.failures.iter().all(drops)))
    }

    /// Whether a call only connects to a peer, or asks whether it is there: nothing is made of what it gives.
    fn only_connects(&self, call: ExprId) -> bool {
        let Some(found) = self.call(call) else { return false };
        let kind = found.fact.and_then(|fact| fact.network);
        let connects =
            matches!(kind, Some(NetworkKind::Socket | NetworkKind::Db | NetworkKind::Cache | NetworkKind::Broker));
        let whole = self.wrappers(call).all(|outer| match self.ast[outer].kind {
            ExprKind::Await(_) | ExprKind::Attribute { .. } => true,
            ExprKind::Call { .. } => self.call(outer).is_some_and(|outer| outer.has_role(Role::Close)),
            _ => false,
        });
        connects && found.args.iter().all(|arg| self.is_address(arg.value)) && whole && self.is_dropped(call)
    }

    /// Whether the statement of an expression makes nothing of it.
    fn is_dropped(&self, expr: ExprId) -> bool {
        match &self.ast[self.stmt_of(expr)].kind {
            StmtKind::Expr(_) => true,
            StmtKind::With { items, .. } => items.iter().all(|item| item.target.is_none()),
            _ => false,
        }
    }

    /// Whether an argument says where or how long, not what is sent.
    fn is_address(&self, expr: ExprId) -> bool {
        matches!(
            self.ast[expr].kind,
            ExprKind::Tuple(_)
                | ExprKind::Number(_)
                | ExprKind::Name(_)
                | ExprKind::Attribute { .. }
                | ExprKind::Str(_)
        )
    }

    /// Whether a handler does nothing but wait.
    fn drops(&self, handler: Handler) -> bool {
        let stmts = self.handler_stmts(handler);
        stmts.iter().all(|&stmt| match self.ast[stmt].kind {
            StmtKind::Pass | StmtKind::Continue => true,
            StmtKind::Expr(_) => self.stmt_waits(stmt) == Waits::Always,
            _ => false,
        })
    }
}
