//! Work that runs at the same time: how much of it is started, and what bounds it.
//!
//! [`fan_out`](Model::fan_out) finds work that is started once for each of many items, and
//! [`open_queue`](Model::open_queue) finds queues that take in more than anybody has to fetch.

mod collection;
mod connections;
mod fan_out;
mod growth;
mod queue;
mod queue_fill;
mod queue_uses;
mod work;

pub use fan_out::{FanOut, FanOutKind, Items};
pub use queue::OpenQueue;
pub use work::{Io, Knowledge};

use super::infer::Type;
use super::{Call, Model};
use crate::catalog::schema::Role;
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtId, StmtKind};

impl<'a> Model<'a> {
    /// The name of a builtin that `expr` reads.
    pub(crate) fn builtin(&self, expr: ExprId) -> Option<&'a str> {
        match &self.ast[expr].kind {
            ExprKind::Name(name) if self.scope_of(expr, name).is_none() => Some(name),
            _ => None,
        }
    }

    /// The loops around a statement in its function, innermost first.
    fn loops_around(&self, stmt: StmtId) -> impl Iterator<Item = StmtId> + '_ {
        let inside = self.around(stmt).filter(|(_, part)| *part == super::index::Part::Body);
        let is_loop = |stmt: &StmtId| matches!(self.ast[*stmt].kind, StmtKind::For(_) | StmtKind::While { .. });
        inside.map(|(stmt, _)| stmt).filter(is_loop)
    }

    /// The statements of a loop's body, nested blocks included.
    fn turn(&self, stmt: StmtId) -> Vec<StmtId> {
        match &self.ast[stmt].kind {
            StmtKind::For(parts) => self.all_stmts(&parts.body),
            StmtKind::While { body, .. } => self.all_stmts(body),
            _ => Vec::new(),
        }
    }

    /// Whether an expression, or a part of it, is one of these names.
    fn names_any(&self, expr: ExprId, names: &[Name]) -> bool {
        let mut found = false;
        self.visit(expr, &mut |_, kind| found |= matches!(kind, ExprKind::Name(name) if names.contains(name)));
        found
    }

    /// The expression that an expression is a part of.
    fn parent(&self, expr: ExprId) -> Option<ExprId> {
        self.index.exprs[expr.0 as usize].parent
    }

    /// The method call on `expr`: its name and the call.
    fn method_call_on(&self, expr: ExprId) -> Option<(&'a Name, ExprId)> {
        let attribute = self.parent(expr)?;
        let ExprKind::Attribute { value, attr } = &self.ast[attribute].kind else { return None };
        let call = self.parent(attribute)?;
        let ExprKind::Call { func, .. } = &self.ast[call].kind else { return None };
        (*value == expr && *func == attribute).then_some((attr, call))
    }

    /// Whether a value bounds how much runs at once: a semaphore, a limiter, a pool, or an object of the file that
    /// takes a permit of one when it is entered.
    fn is_limiter(&self, expr: ExprId) -> bool {
        self.is_made_by(expr, &[Role::Limiter])
    }

    /// Whether entering a value bounds what runs inside; a lock lets one in.
    fn admits_few(&self, expr: ExprId) -> bool {
        self.is_made_by(expr, &[Role::Limiter, Role::Lock])
    }

    fn is_made_by(&self, expr: ExprId, roles: &[Role]) -> bool {
        let made_by = |class: &str| self.catalog.callable(class).and_then(|made| made.role);
        let matches = |class: &str| made_by(class).is_some_and(|role| roles.contains(&role));
        match self.infer(expr).ty {
            Type::Instance(class) => matches(&class),
            Type::Object(class) => {
                let entered = ["__aenter__", "__enter__"].iter().find_map(|name| self.find_method(class, name));
                let acquires = |enter| {
                    let (model, enter) = self.of(enter);
                    model.acquires(enter)
                };
                self.library_bases(class).iter().any(|base| matches(base)) || entered.is_some_and(acquires)
            }
            _ => false,
        }
    }

    /// Whether a function of the file takes a permit of a limiter.
    fn acquires(&self, function: super::index::FunctionId) -> bool {
        let calls = self.stmts_of(function).iter().flat_map(|&stmt| self.own_calls(stmt));
        calls.filter_map(|call| self.call(call)).any(|call| self.takes_permit(&call))
    }

    /// Whether a call is a limiter's method that waits for a permit.
    fn takes_permit(&self, call: &Call<'a>) -> bool {
        match &self.ast[call.callee].kind {
            ExprKind::Attribute { value, .. } => call.has_role(Role::BlockingWait) && self.is_limiter(*value),
            _ => false,
        }
    }
}
