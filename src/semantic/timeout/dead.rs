//! Time limits that are written where they have no effect: the author believes in them, and nothing ends.

mod argument;
mod attribute;
mod key;
mod owner;
mod thread;

use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::source::Span;
use crate::syntax::ast::{ExprId, Name};

/// A time limit that has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLimit {
    /// Where it is written: a callee, the target of an assignment, a test.
    pub span: Span,
    /// Why it has none.
    pub why: Why,
    /// What should be written instead, where it can be said on the reader's code.
    pub mend: Option<String>,
    /// Another place that explains it.
    pub related: Option<In<ExprId>>,
    /// Whether each step was resolved.
    pub sure: bool,
}

/// Why a time limit has no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// An attribute that the library never reads is assigned to.
    Unread,
    /// A number stands at the place of this parameter.
    Misplaced(Name),
    /// A timeout object limits a part of the operation, and drops the limit of the rest.
    DropsTotal,
    /// Behind the wait, the pool's `with` block waits for the same work without a limit; what makes the pool is related.
    Owned,
    /// The wait ends, and the thread does not; what it waits for is related.
    Thread,
    /// The library always passes this key of that dict, so that it is never missing.
    AlwaysPassed(Name, Name),
}

impl<'a> Model<'a> {
    /// The time limit without effect that a call is, or is given.
    pub fn dead_limit(&self, call: &Call<'a>) -> Option<DeadLimit> {
        self.misplaced_limit(call)
            .or_else(|| self.dropped_total(call))
            .or_else(|| self.owned_wait(call))
            .or_else(|| self.unlimited_thread(call))
    }

    /// The time limits without effect that the file sets in other ways: attributes, and defaults of subclasses.
    pub fn dead_settings(&self) -> Vec<DeadLimit> {
        self.unread_attributes().into_iter().chain(self.keys_always_there()).collect()
    }

    fn dead_at(&self, call: &Call<'a>, why: Why) -> DeadLimit {
        let sure = call.value.sure;
        DeadLimit { span: self.span(call.callee), why, mend: None, related: None, sure }
    }
}
