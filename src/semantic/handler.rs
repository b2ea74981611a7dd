//! What catches exceptions, and what it does with them.

use super::Model;
use crate::source::Span;
use crate::syntax::ast::{ExprId, StmtId};

/// Something that catches exceptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handler {
    /// An `except` clause: the `try`, and which of its handlers.
    Clause(StmtId, usize),
    /// A context manager that swallows: the `with`, and the call that makes it.
    Suppress(StmtId, ExprId),
}

impl Model<'_> {
    /// All handlers of the file, in source order.
    pub fn handlers(&self) -> Vec<Handler> {
        Vec::new()
    }

    /// Where a handler is reported: the head of the clause, or the callee.
    pub fn handler_span(&self, _handler: Handler) -> Span {
        Span::default()
    }
}
