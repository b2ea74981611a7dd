//! What a health route says of a probe that fails: whether success goes out although it knows better.

use super::{HealthCheck, HealthRoute, Probe};
use crate::project::Project;
use crate::semantic::Model;
use crate::semantic::answer::{Failing, Outcome, Reading, Scenario, Status, Val, Verdict};
use crate::semantic::escape::Raised;
use crate::semantic::handler::{Caught, Handler};
use crate::semantic::health::speaks_of_status;
use crate::semantic::index::FunctionId;
use crate::semantic::program::In;
use crate::syntax::ast::ExprId;

/// How many different results of a helper are followed into what calls it.
const MAX_RESULTS: usize = 6;

/// How many callers of callers are asked whether the route is the only one.
const MAX_CALLERS: u8 = 4;

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The verdict says unhealthy, and success goes out.
    SaysUnhealthy,
    /// A probe's failure stands among the details, there is no verdict, and success goes out.
    OnlyDetails,
    /// The handler goes on as if nothing had failed, and the answer says healthy.
    Swallowed(In<Handler>),
}

/// A health route that answers with success in spite of a failure.
#[derive(Clone, Debug)]
pub struct Misreport {
    /// What is wrong.
    pub trouble: Trouble,
    /// The route.
    pub route: HealthRoute,
    /// The function that answers.
    pub handler: In<FunctionId>,
    /// What is returned; `None` where nothing is.
    pub returned: Option<In<ExprId>>,
    /// The probe that fails; `None` where the answer says unhealthy without one.
    pub probe: Option<Probe>,
    /// The handler that caught the probe's failure.
    pub caught: Option<In<Handler>>,
    /// `false` where a step rests on a customary name or on a guess at what the author means.
    pub sure: bool,
}

/// How a failure has come out of a function: as what, and who caught it first.
type Mode = (Failing, Option<In<Handler>>);
/// How the route ends, and who caught the failure first.
type End = (Outcome, Option<In<Handler>>);

impl Project {
    /// All health routes that answer with success in spite of a failure.
    pub fn misreports(&self) -> &[Misreport] {
        self.misreports.get_or_init(|| {
            let program = self.program();
            let checks = program.files().flat_map(|file| self.health_checks(file));
            let judged = checks.flat_map(|check| self.judge(&program.model(check.handler.file), &check));
            judged.collect()
        })
    }

    fn judge(&self, model: &Model<'_>, check: &HealthCheck) -> Vec<Misreport> {
        let mut found = Vec::new();
        let healthy = model.outcomes(check.handler.id, &Scenario::default()).unwrap_or_default();
        let healthy = healthy.into_iter().filter_map(|outcome| outcome.value).collect::<Vec<_>>();
        for probe in self.probes(model, check.handler.id) {
            for class in self.ways_to_fail(model, check, &probe) {
                if let Some(ends) = self.ends(model, &probe, &class) {
                    found.extend(judge_ends(model, check, &probe, &ends, &healthy));
                }
            }
        }
        found.extend(self.says_unhealthy(model, check));
        found
    }

    /// The classes that a probe raises, and those below them for which a function on the way has a handler.
    fn ways_to_fail(&self, model: &Model<'_>, check: &HealthCheck, probe: &Probe) -> Vec<String> {
        let (inner, call) = model.of(probe.call);
        let raised = inner.call(call).filter(|call| inner.fails_at(call).is_some());
        let raised = raised.and_then(|call| call.fact?.raises.clone()).unwrap_or_default();
        let functions = probe.callees.iter().copied().chain([check.handler]);
        let named = functions.flat_map(|function| {
            let (inner, function) = model.of(function);
            let handlers = inner.handlers().into_iter().filter(|&handler| inner.handler_function(handler) == function);
            handlers.flat_map(|handler| inner.caught(handler)).collect::<Vec<_>>()
        });
        let below = named.filter_map(|caught| match caught {
            Caught::Named(name) => Some(name.to_string()),
            _ => None,
        });
        let below = below.filter(|name| {
            raised.iter().any(|class| class != name && self.catalog.is_subclass(name, class) == Some(true))
        });
        let mut classes = below.chain(raised.clone()).collect::<Vec<_>>();
        classes.sort_unstable();
        classes.dedup();
        classes
    }

    /// How the route ends where a probe raises `class`; `None` where it cannot be followed.
    fn ends(&self, model: &Model<'_>, probe: &Probe, class: &str) -> Option<Vec<End>> {
        let mut places = probe.places(model)?;
        places.push(probe.call);
        let mut modes: Vec<Mode> = vec![(Failing::Raises(class.to_owned()), None)];
        for (number, &place) in places.iter().enumerate().rev() {
            let (inner, at) = model.of(place);
            let function = inner.function_of(at);
            let plain = inner.is_plainly_left(function, &Raised::new(class), self);
            if number > 0 && !plain || modes.len() > MAX_RESULTS {
                return None;
            }
            let mut ends = Vec::new();
            for (failing, caught) in modes {
                let scenario = Scenario { failing: Some((at, failing)) };
                let outcomes = inner.outcomes(function, &scenario)?;
                ends.extend(outcomes.into_iter().map(|outcome| {
                    let by = caught.or(outcome.handler.map(|handler| inner.here(handler)));
                    (outcome, by)
                }));
            }
            if number == 0 {
                return Some(ends);
            }
            modes = ends.into_iter().map(|(outcome, by)| (outcome.into_failing(class), by)).collect();
            modes.dedup_by(|one, other| one.1 == other.1 && format!("{:?}", one.0) == format!("{:?}", other.0));
        }
        None
    }

    /// Answers that say unhealthy with success without a probe that is known: of their own accord, or where a handler
    /// of the route answers.
    fn says_unhealthy(&self, model: &Model<'_>, check: &HealthCheck) -> Vec<Misreport> {
        let function = check.handler.id;
        let handlers = model.handlers().into_iter().filter(|&handler| model.handler_function(handler) == function);
        let into = handlers.filter_map(|handler| {
            Some(Scenario { failing: Some((model.first_guarded_call(handler)?, Failing::Into(handler))) })
        });
        let scenarios = std::iter::once(Scenario::default()).chain(into);
        let mut found = Vec::new();
        for scenario in scenarios {
            for outcome in model.outcomes(function, &scenario).unwrap_or_default() {
                let Some(value) = &outcome.value else { continue };
                let reading = Reading::of(value, outcome.status.as_ref());
                if reading.status == Status::Success && reading.may_be_unhealthy {
                    found.push(Misreport {
                        trouble: Trouble::SaysUnhealthy,
                        route: check.route.clone(),
                        handler: check.handler,
                        returned: outcome.returned.map(|id| model.here(id)),
                        probe: None,
                        caught: outcome.handler.map(|handler| model.here(handler)),
                        sure: check.route.sure,
                    });
                }
            }
        }
        found
    }
}

/// What the ends of a route say of a failure; `healthy` is what it answers where nothing fails.
fn judge_ends(model: &Model<'_>, check: &HealthCheck, probe: &Probe, ends: &[End], healthy: &[Val]) -> Vec<Misreport> {
    let read = |(outcome, by): &End| {
        let value = outcome.value.as_ref()?;
        let mut reading = Reading::of(value, outcome.status.as_ref());
        // A detail that only this answer has, written in the handler's own `return`, tells those who read it.
        reading.shows |= value.says_more_than(healthy);
        by.map(|by| (reading, outcome.returned, by))
    };
    let Some(read) = ends.iter().map(read).collect::<Option<Vec<_>>>() else { return Vec::new() };
    if read.is_empty() || read.iter().any(|(reading, ..)| reading.status != Status::Success) {
        return Vec::new();
    }
    let one = |trouble, returned: Option<ExprId>, caught, sure| Misreport {
        trouble,
        route: check.route.clone(),
        handler: check.handler,
        returned: returned.map(|id| In { file: check.handler.file, id }),
        probe: Some(probe.clone()),
        caught: Some(caught),
        sure: sure && probe.sure && check.route.sure,
    };
    // What others use as well (a cache in front of everything) may be lost without harm to the service's health.
    let dedicated = read.iter().all(|&(.., by)| is_dedicated(model, check.handler, by));
    let swallows = dedicated && read.iter().all(|(reading, ..)| reading.is_silent());
    let told = read.iter().filter_map(|&(reading, returned, by)| match reading.verdict {
        Verdict::Unhealthy => Some(one(Trouble::SaysUnhealthy, returned, by, true)),
        Verdict::Degraded => Some(one(Trouble::SaysUnhealthy, returned, by, false)),
        Verdict::Open if reading.may_be_unhealthy => Some(one(Trouble::SaysUnhealthy, returned, by, false)),
        Verdict::Absent if reading.shows && dedicated && !speaks_of_status(&check.route.path) => {
            Some(one(Trouble::OnlyDetails, returned, by, false))
        }
        Verdict::Healthy | Verdict::Absent if swallows => {
            let sure = reading.verdict == Verdict::Healthy;
            Some(one(Trouble::Swallowed(by), returned, by, sure))
        }
        _ => None,
    });
    told.collect()
}

/// Whether a handler stands in the route itself, or in a function that nobody but the route calls.
fn is_dedicated(model: &Model<'_>, route: In<FunctionId>, handler: In<Handler>) -> bool {
    let (inner, handler) = model.of(handler);
    serves_only(&inner, route, inner.handler_function(handler), MAX_CALLERS)
}

fn serves_only(model: &Model<'_>, route: In<FunctionId>, function: FunctionId, depth: u8) -> bool {
    if model.here(function) == route {
        return true;
    }
    let Some(depth) = depth.checked_sub(1) else { return false };
    let calls = model.calls_to(function);
    !calls.is_empty()
        && calls.iter().all(|&call| {
            let (caller, call) = model.of(call);
            serves_only(&caller, route, caller.function_of(call), depth)
        })
}

impl Outcome {
    /// What the end of a function is for the one that called it.
    fn into_failing(self, class: &str) -> Failing {
        match self.value {
            Some(value) => Failing::Gives(Val::taint_if(value, true)),
            None => Failing::Raises(self.raises.unwrap_or_else(|| class.to_owned())),
        }
    }
}
