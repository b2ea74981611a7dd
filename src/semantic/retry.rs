//! What makes the same attempt again because it failed: loops, recursion, decorators and policies.
//!
//! A retry is found by control flow: a failure (a handler around the attempt, or a bad answer that is looked at) leads
//! to the attempt again, and success does not. What lies on the way is judged here too: waiting, limits, lost causes.

mod attempt;
mod delay;
mod failure;
mod limit;
mod looped;
mod loss;
mod mend;
pub mod nested;
mod pace;
mod policy;
mod polling;
mod recursion;
mod task;
mod trial;
mod words;

use super::Model;
use super::handler::{Caught, Handler};
use super::index::FunctionId;
use super::program::In;
use crate::catalog::schema::Pace;
use crate::diagnostic::{Confidence, Related};
use crate::source::Span;
use crate::syntax::ast::{ExprId, Name};
use std::rc::Rc;

/// How an attempt is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A loop that success leaves.
    Loop,
    /// An endless loop in which success also goes round again.
    Service,
    /// A function that calls itself when it fails.
    Recursion,
    /// A decorator or policy object of a library.
    Policy,
}

/// How often the attempt is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// At most so many times, the first included.
    Attempts(f64),
    /// Limited by a number, a deadline, or by something that cannot be told.
    Some,
    /// Without end.
    None,
}

/// A failure that leads to another attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The head of the handler, or the test that looks at the answer.
    pub span: Span,
    /// The handler, unless it is an answer that is bad.
    pub handler: Option<Handler>,
    /// Whether the next attempt can follow at once.
    pub at_once: bool,
    /// Whether it only says that something is not there yet: an answer without a bad status, or an exception that is
    /// chosen by its text.
    pub is_state: bool,
    /// How the waits before the next attempt change, where there are some and it can be told.
    pub pace: Option<Pace>,
}

/// A place where a retry gives up and the last failure is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The final `raise` or `return`; the loop's header where the function just ends.
    pub span: Span,
    /// How it ends.
    pub ending: Ending,
    /// The failure that is lost.
    pub failure: Span,
    /// The lost failure's handler, unless it is a bad answer.
    pub handler: Option<Handler>,
}

/// How a retry ends after its last attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Another exception.
    Raises,
    /// `None`, `False`, or nothing.
    Returns,
    /// The function runs off its end.
    FallsThrough,
}

/// A call that is made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The call.
    pub call: ExprId,
    /// The handler by which its failure leads to the next attempt; none under a policy, where what leaves the function
    /// does.
    pub handler: Option<Handler>,
}

/// The exceptions after which a policy makes another attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Retried {
    /// All that a program raises.
    Everything,
    /// These classes.
    Classes(Vec<Caught>),
    /// It cannot be told.
    Unknown,
}

/// Something that repeats an attempt.
#[derive(Clone, Debug)]
pub struct Retry {
    /// Where it is reported: the loop's header, the function's name, the decorator's or policy's callee.
    pub place: Span,
    /// The end of what it repeats in its function, as a byte of the file; its place's end for policies.
    pub end: u32,
    /// How it repeats.
    pub form: Form,
    /// The function in whose code it stands.
    pub function: FunctionId,
    /// The callee of the attempt, where one is known.
    pub attempt: Option<Span>,
    /// The calls that are made again.
    pub repeats: Vec<Repeat>,
    /// Whether it counts its attempts, so that not the time or something else ends it.
    pub counts: bool,
    /// The variable that counts the attempts, for loops that have one.
    pub counter: Option<Name>,
    /// The call that makes a policy, or the bare decorator.
    pub policy: Option<ExprId>,
    /// How sure it is that this is a retry of something that can fail with the network.
    pub confidence: Confidence,
    /// The failures that lead to another attempt; none for policies.
    pub failures: Vec<Failure>,
    /// Whether a policy waits nothing between attempts.
    pub waits_nothing: bool,
    /// How the waits of a policy change, where it waits and it can be told.
    pub pace: Option<Pace>,
    /// How often the attempt is made.
    pub limit: Limit,
    /// Whether a policy repeats after every exception.
    pub catches_everything: bool,
    /// Where the last failure is lost.
    pub losses: Vec<Loss>,
}

impl Retry {
    /// Whether it is known that there is at most one further attempt.
    pub fn is_single(&self) -> bool {
        matches!(self.limit, Limit::Attempts(attempts) if attempts <= 2.0)
    }

    /// The exceptions after which all waits change so.
    pub fn paced(&self, pace: Pace) -> impl Iterator<Item = &Failure> {
        self.failures.iter().filter(move |failure| failure.handler.is_some() && failure.pace == Some(pace))
    }

    /// The failures after which the next attempt can follow at once.
    pub fn immediate(&self) -> impl Iterator<Item = &Failure> {
        self.failures.iter().filter(|failure| failure.at_once)
    }
}

impl Model<'_> {
    /// Everything in the file that repeats an attempt, in source order.
    pub fn retries(&self) -> Rc<[Retry]> {
        if let Some(known) = &*self.memory.retries.borrow() {
            return Rc::clone(known);
        }
        let mut found = self.functions().flat_map(|function| self.retries_in(function)).collect::<Vec<_>>();
        found.extend(self.policies());
        found.sort_by_key(|retry| retry.place);
        let found = Rc::from(found);
        *self.memory.retries.borrow_mut() = Some(Rc::clone(&found));
        found
    }

    fn retries_in(&self, function: FunctionId) -> Vec<Retry> {
        let loops = self.stmts_of(function).iter().filter_map(|&stmt| self.retry_loop(function, stmt));
        loops.chain(self.recursion(function)).collect()
    }

    /// Whether a handler's failure makes a retry (not a service loop) go on to the next attempt.
    pub fn retries_after(&self, handler: Handler) -> bool {
        self.retries()
            .iter()
            .filter(|retry| retry.form != Form::Service)
            .any(|retry| retry.failures.iter().any(|failure| failure.handler == Some(handler)))
    }

    /// The text of a place.
    pub fn slice(&self, span: Span) -> &str {
        self.module.source.slice(span)
    }

    /// A place of the project that explains a report.
    pub fn related_in(&self, at: In<ExprId>, message: impl Into<String>) -> Related {
        let (model, expr) = self.of(at);
        model.related(model.span(expr), message)
    }

    /// A place in this file that explains a report.
    pub fn related(&self, span: Span, message: impl Into<String>) -> Related {
        Related { path: self.module.source.path().to_owned(), span, message: message.into() }
    }
}
