//! Conversations: several operations on one connection in one function, whose failures are one defect.

use super::Project;
use super::escape::Escape;
use crate::catalog::schema::NetworkKind;
use crate::semantic::origin::Origin;
use crate::semantic::{Call, Model};

/// The kinds of operations that go on over one connection by a protocol of questions and answers.
const KINDS: [NetworkKind; 2] = [NetworkKind::Mail, NetworkKind::Transfer];

impl Project {
    /// Whether an operation goes on with a conversation that failed before it: an earlier one on the same object, in the
    /// same function and under the same handlers, escapes to the same root as `escape` does.
    pub fn continues_conversation(&self, model: &Model<'_>, call: &Call<'_>, escape: &Escape) -> bool {
        let is_operation = |other: &Call<'_>| self.is_operation(other, &KINDS);
        let Some(object) = model.receiver(call.callee).filter(|_| is_operation(call)) else { return false };
        let origins = model.origins(object);
        let handlers = model.handlers_around(call.expr);
        let place = model.span(call.callee).end;
        let function = model.function_of(call.expr);
        let earlier = model.calls_of(function).into_iter().filter(|other| model.span(other.callee).end < place);
        let mut earlier = earlier.filter(|other| {
            let made = origins.contains(&Origin::Expr(model.here(other.expr)));
            let same =
                || model.receiver(other.callee).is_some_and(|one| model.same_object(&model.origins(one), &origins));
            is_operation(other) && (made || same()) && model.handlers_around(other.expr) == handlers
        });
        earlier.any(|other| self.escape(model, &other).is_some_and(|one| one.root == escape.root))
    }
}
