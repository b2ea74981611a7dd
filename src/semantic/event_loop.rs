//! Whether an event loop has other work while a coroutine holds it.

use super::effect::Effect;
use super::entry::Runs;
use super::index::FunctionId;
use super::infer::Type;
use super::program::In;
use super::{Call, Model};
use crate::catalog::schema::{Meaning, NetworkKind, Role};
use crate::syntax::ast::ExprId;
use rustc_hash::FxHashSet;

/// How many places at which coroutines are run are looked at.
const MAX_PLACES: usize = 32;

/// Whether something else waits while a place in a coroutine holds the loop; ordered from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OtherWork {
    /// Nothing: the coroutine has the loop for itself, as a program has before it starts anything.
    None,
    /// Only something that is not known could have started other work.
    Unknown,
    /// There is, or anybody may call the coroutine.
    Some,
}

/// Where a coroutine function is run.
#[derive(Default)]
struct Around {
    /// The coroutines that wait for it, and where a loop is run for it.
    places: Vec<In<ExprId>>,
    /// Whether something that is not resolved may call it too.
    open: bool,
}

impl<'a> Model<'a> {
    /// Whether the loop has other work while `at`, which stands in a coroutine, holds it.
    pub fn other_work(&self, at: ExprId) -> OtherWork {
        let mut places = vec![self.here(at)];
        let mut seen = FxHashSet::default();
        let mut most = OtherWork::None;
        let mut next = 0;
        while let Some(&place) = places.get(next) {
            next += 1;
            let (model, place) = self.of(place);
            let function = model.function_of(place);
            let runs_loop = next > 1 && model.call(place).is_some_and(|call| call.has_role(Role::Runs));
            if runs_loop || !seen.insert(model.here(function)) {
                continue;
            }
            let Some(around) = model.around_coroutine(function).filter(|_| places.len() <= MAX_PLACES) else {
                return OtherWork::Some;
            };
            most = most.max(if around.open { OtherWork::Unknown } else { OtherWork::None });
            places.extend(around.places);
        }
        let before = places.into_iter().map(|place| {
            let (model, place) = self.of(place);
            model.work_before(place, model.function_of(place))
        });
        before.fold(most, OtherWork::max)
    }

    /// Where a coroutine function is run; `None` where it is run among others, or by who knows whom.
    fn around_coroutine(&self, function: FunctionId) -> Option<Around> {
        if self.entry(function).is_some() {
            return None;
        }
        let here = self.here(function);
        let mut around = Around { open: self.callers().is_open(&self.function(function).name), ..Around::default() };
        let mut any = false;
        for (&call, _) in self.calls_of_any(here) {
            let (caller, call) = self.of(call);
            let Runs::At(place) = caller.runs(call, here) else { return None };
            let role = caller.call(place).and_then(|call| call.fact?.role);
            let alone = role == Some(Role::Runs);
            if !alone && (role == Some(Role::SpawnTask) || !caller.function(caller.function_of(place)).is_async) {
                return None;
            }
            any = true;
            around.places.push(caller.here(place));
        }
        for &mention in self.mentions_of(function) {
            let (other, mention) = self.of(mention);
            let call = other.wrappers(mention).next().and_then(|outer| other.call(outer))?;
            any = true;
            around.places.extend(call.has_role(Role::Runs).then(|| other.here(call.expr)));
            if !call.has_role(Role::Runs) {
                return None;
            }
        }
        any.then_some(around)
    }

    /// What a function has started before control comes to `at`.
    fn work_before(&self, at: ExprId, function: FunctionId) -> OtherWork {
        let graph = self.graph(function);
        let is_before = |call: ExprId| {
            let after =
                graph.of(self.stmt_of(call)).iter().flat_map(|&node| graph[node].next.iter().map(|next| next.0));
            let reached = graph.reach(after, |_, _, _| true);
            let earlier = self.stmt_of(call) == self.stmt_of(at) && self.span(call).end <= self.span(at).start;
            earlier || graph.of(self.stmt_of(at)).iter().any(|&node| reached.has(node))
        };
        let calls = self.calls_of(function).into_iter().filter(|call| call.expr != at);
        let started = calls.map(|call| (call.expr, self.leaves_running(&call).max(self.leaves_behind(&call))));
        let before = started.filter(|&(call, started)| started > OtherWork::None && is_before(call));
        before.map(|(_, started)| started).max().unwrap_or(OtherWork::None)
    }

    /// What the functions of the project behind a call start.
    fn leaves_behind(&self, call: &Call<'a>) -> OtherWork {
        let frames = self.running_in(std::slice::from_ref(call), &|frame| !frame.aside);
        let started = frames.into_iter().map(|frame| {
            let (model, function) = self.of(frame.function);
            model.calls_of(function).iter().map(|inner| model.leaves_running(inner)).max().unwrap_or(OtherWork::None)
        });
        started.max().unwrap_or(OtherWork::None)
    }

    /// Whether a call starts something that goes on in the loop when it has returned.
    fn leaves_running(&self, call: &Call<'a>) -> OtherWork {
        let awaited = self.is_awaited(call.expr);
        let Some(fact) = call.fact else {
            let unknown = call.value.ty == Type::Unknown && awaited && self.callees(call.expr).is_empty();
            return if unknown { OtherWork::Unknown } else { OtherWork::None };
        };
        let is_async = fact.is_async == Some(true);
        let started = match fact.role {
            Some(Role::SpawnTask) => fact.joined != Some(true) || !awaited,
            Some(Role::Gather) => !awaited,
            Some(Role::Runs) => is_async,
            Some(Role::HandOff | Role::WaitFor) => false,
            // A server with its callback for each connection.
            _ => is_async && fact.meanings.as_ref().is_some_and(|meanings| meanings.contains_key(&Meaning::Target)),
        };
        // Such connections are kept alive in the background.
        let kept = matches!(
            self.own_wait(call).map(|wait| wait.effect),
            Some(Effect::Network(NetworkKind::Websocket | NetworkKind::Broker))
        );
        if started || (kept && is_async) { OtherWork::Some } else { OtherWork::None }
    }
}
