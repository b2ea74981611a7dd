//! What makes the same attempt again because it failed: loops, recursion, decorators and policies.

use super::Model;
use super::handler::Handler;
use crate::source::Span;

/// Something that repeats an attempt.
#[derive(Clone, Debug)]
pub struct Retry {
    /// Where it is reported: the loop's header, the function's name, the decorator's or policy's callee.
    pub place: Span,
}

impl Model<'_> {
    /// Everything in the file that repeats an attempt, in source order.
    pub fn retries(&self) -> Vec<Retry> {
        Vec::new()
    }

    /// Whether what a handler does is to make the same attempt again.
    pub fn retries_after(&self, _handler: Handler) -> bool {
        false
    }
}
