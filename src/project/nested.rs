//! Retries inside retries of the same failure: their attempts multiply.

use super::Project;
use crate::diagnostic::Confidence;
use crate::semantic::escape::Raised;
use crate::semantic::handler::{Caught, Handler};
use crate::semantic::infer::Type;
use crate::semantic::program::{FileId, In};
use crate::semantic::reach::Frame;
use crate::semantic::retry::{Form, Limit, Repeat, Retried, Retry};
use crate::semantic::{Call, Model};
use crate::source::Span;
use crate::syntax::ast::ExprId;

/// A retry inside another one.
#[derive(Clone, Debug)]
pub struct Nested {
    /// The call sites from the outer retry to the inner one, the outermost first; empty where both stand in one
    /// function.
    pub path: Vec<In<ExprId>>,
    /// The file of the inner retry.
    pub file: FileId,
    /// The place of the inner retry.
    pub place: Span,
    /// How often the inner one makes its attempt.
    pub limit: Limit,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Something that retries inside an attempt.
struct Inner {
    place: Span,
    limit: Limit,
    confidence: Confidence,
    /// The failures that are left when it gives up, and where.
    given_up: Vec<(ExprId, Type)>,
}

impl Project {
    /// The retry inside `outer`, a retry of this file, that repeats the attempt after the same failure; the surest.
    pub fn nested_retry(&self, model: &Model<'_>, outer: &Retry) -> Option<Nested> {
        if outer.form == Form::Service || outer.is_single() {
            return None;
        }
        let behind = outer.repeats.iter().flat_map(|repeat| self.behind(model, outer, *repeat));
        let found = self.in_own_function(model, outer).into_iter().chain(behind);
        found.reduce(|best, next| if next.confidence > best.confidence { next } else { best })
    }

    /// What retries in the function that a policy decorates: a loop, or a policy below it.
    fn in_own_function(&self, model: &Model<'_>, outer: &Retry) -> Option<Nested> {
        let policy = outer.policy?;
        let decorators = &model.function(outer.function).decorators;
        let height = decorators.iter().position(|&decorator| decorator == policy)?;
        let retries = model.retries();
        let below = retries.iter().filter(|retry| {
            let lower = retry.policy.and_then(|policy| decorators.iter().position(|&other| other == policy));
            retry.function == outer.function && retry.place != outer.place && lower.is_none_or(|lower| lower > height)
        });
        let mut inner = below.filter_map(|retry| inner_retry(model, retry)).filter(|inner| {
            inner
                .given_up
                .iter()
                .any(|(at, class)| self.goes_out_of(model, *at, class) && retries_after(model, outer, None, class))
        });
        inner.next().map(|inner| Nested::new(model.file, &inner, outer, &[], true))
    }

    /// What retries behind one of the outer retry's calls.
    fn behind(&self, model: &Model<'_>, outer: &Retry, repeat: Repeat) -> Vec<Nested> {
        let Some(call) = model.call(repeat.call).filter(|call| !model.shares_budget(call, outer)) else {
            return Vec::new();
        };
        let carried = carried(model, &call).into_iter().filter(|(_, inner)| {
            inner.given_up.iter().any(|(_, class)| retries_after(model, outer, repeat.handler, class))
        });
        let carried = carried.map(|(file, inner)| Nested::new(file, &inner, outer, &[], call.value.sure));
        let own = model.here(outer.function);
        let frames = model.running_in(std::slice::from_ref(&call), &|frame| frame.function != own);
        let through = frames.iter().flat_map(|frame| self.in_frame(model, outer, repeat, frame));
        carried.chain(through).collect()
    }

    /// What retries in a function that runs within an attempt.
    fn in_frame(&self, outside: &Model<'_>, outer: &Retry, repeat: Repeat, frame: &Frame) -> Vec<Nested> {
        let (model, function) = outside.of(frame.function);
        let last = frame.path.last().map(|&site| outside.of(site));
        let last = last.and_then(|(caller, site)| Some((caller.call(site)?, caller)));
        if last.is_some_and(|(call, caller)| caller.asks_for_one_attempt(&call)) {
            return Vec::new();
        }
        let retries = model.retries();
        let own = retries.iter().filter(|retry| retry.function == function);
        let own = own.filter_map(|retry| inner_retry(&model, retry)).map(|inner| (model.file, inner));
        let calls = model.calls_of(function);
        let carried = calls.iter().flat_map(|call| carried(&model, call));
        let found = own.chain(carried).filter(|(_, inner)| {
            inner.given_up.iter().any(|(at, class)| {
                self.comes_out(&model, *at, class, &frame.path) && retries_after(outside, outer, repeat.handler, class)
            })
        });
        found.map(|(file, inner)| Nested::new(file, &inner, outer, &frame.path, frame.sure)).collect()
    }

    /// Whether a failure at `at` leaves its function and those on the way out to the first call site.
    fn comes_out(&self, model: &Model<'_>, at: ExprId, class: &Type, path: &[In<ExprId>]) -> bool {
        self.goes_out_of(model, at, class)
            && path.iter().skip(1).all(|&site| {
                let (caller, site) = model.of(site);
                self.goes_out_of(&caller, site, class)
            })
    }

    fn goes_out_of(&self, model: &Model<'_>, at: ExprId, class: &Type) -> bool {
        let Some(name) = library_class(model, class) else { return false };
        model.way_out(at, &Raised::new(&name), self).0.goes_on()
    }
}

impl Nested {
    fn new(file: FileId, inner: &Inner, outer: &Retry, path: &[In<ExprId>], sure: bool) -> Self {
        let way = if sure { Confidence::High } else { Confidence::Medium };
        let confidence = inner.confidence.min(outer.confidence).min(way);
        Self { path: path.to_vec(), file, place: inner.place, limit: inner.limit, confidence }
    }
}

/// A retry as the inner one; one further attempt (with a fresh token) multiplies nothing to speak of.
fn inner_retry(model: &Model<'_>, retry: &Retry) -> Option<Inner> {
    let counts = retry.form != Form::Service && !retry.is_single();
    counts.then(|| Inner {
        place: retry.place,
        limit: retry.limit,
        confidence: retry.confidence,
        given_up: model.given_up(retry),
    })
}

/// What the client of an operation retries by itself.
fn carried(model: &Model<'_>, call: &Call<'_>) -> Vec<(FileId, Inner)> {
    let raises = call.fact.and_then(|fact| fact.raises.as_deref()).into_iter().flatten();
    let given_up = raises.map(|class| (call.expr, Type::Symbol(class.as_str().into()))).collect::<Vec<_>>();
    let carried = model.carried_retries(call).into_iter().map(|carried| {
        let (maker, at) = model.of(carried.at);
        let confidence = if call.value.sure { Confidence::High } else { Confidence::Medium };
        let given_up = given_up.clone();
        (maker.file, Inner { place: maker.callee_span(at), limit: carried.limit, confidence, given_up })
    });
    carried.collect()
}

/// Whether the outer retry makes another attempt after a failure of `class`.
fn retries_after(model: &Model<'_>, outer: &Retry, handler: Option<Handler>, class: &Type) -> bool {
    let classes = match handler {
        Some(handler) if model.is_caught_before(handler, class) => return false,
        Some(handler) => model.caught(handler),
        None => match model.retried_by(outer) {
            Retried::Everything => return true,
            Retried::Classes(classes) => classes,
            Retried::Unknown => return false,
        },
    };
    classes.iter().any(|caught| takes(model, caught, class))
}

/// Whether catching one class may take a failure of the other: it is that class, a base, or a part of it.
fn takes(model: &Model<'_>, caught: &Caught, class: &Type) -> bool {
    match (caught, class) {
        (Caught::Named(caught), _) if model.is_catch_all(caught) => true,
        (Caught::Named(caught), Type::Symbol(class)) => {
            model.catalog.is_subclass(class, caught) == Some(true)
                || model.catalog.is_subclass(caught, class) == Some(true)
        }
        (Caught::Named(caught), Type::Class(class)) => {
            model.library_exceptions(*class).any(|base| model.catalog.is_subclass(&base, caught) == Some(true))
        }
        (Caught::Local(caught), Type::Class(class)) => model.lineage(*class).contains(caught),
        _ => false,
    }
}

/// The library's class that an exception is, or descends from.
fn library_class(model: &Model<'_>, class: &Type) -> Option<String> {
    match class {
        Type::Symbol(name) => Some(name.to_string()),
        Type::Class(class) => model.library_exceptions(*class).next().map(|name| name.to_string()),
        _ => None,
    }
}
