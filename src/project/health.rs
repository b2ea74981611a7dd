//! Health routes: which functions answer them, the network operations that they run, and what becomes of each.

mod dependencies;
mod verdict;

pub use dependencies::{Category, Dependency};
pub use verdict::{Misreport, Trouble};

use super::Project;
use super::escape::Escape;
use crate::catalog::schema::NetworkKind;
use crate::diagnostic::Related;
use crate::semantic::entry::Runs;
use crate::semantic::escape::Raised;
use crate::semantic::health::{is_health_route, is_liveness_path, is_readiness_path, is_status_path};
use crate::semantic::index::FunctionId;
use crate::semantic::program::{FileId, In};
use crate::semantic::reach::Frame;
use crate::semantic::route::{Route, Service};
use crate::semantic::timeout::EffectiveTimeout;
use crate::semantic::{Call, Model};
use crate::source::Span;
use crate::syntax::ast::ExprId;

/// The kinds of operations that a health check may probe: all.
const KINDS: [NetworkKind; 11] = [
    NetworkKind::Http,
    NetworkKind::Rpc,
    NetworkKind::Socket,
    NetworkKind::Mail,
    NetworkKind::Transfer,
    NetworkKind::Websocket,
    NetworkKind::Cloud,
    NetworkKind::Broker,
    NetworkKind::Cache,
    NetworkKind::Db,
    NetworkKind::Dns,
];

/// A path under which a service answers health checks, with the function that does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthRoute {
    /// The path as far as it is known in the file that registers it.
    pub path: String,
    /// The function that answers; `None` where it is not found.
    pub handler: Option<In<FunctionId>>,
    /// Where it is registered.
    pub registered: (FileId, Span),
    /// `false` where it rests on a customary name.
    pub sure: bool,
}

impl HealthRoute {
    /// Whether it is named as a route that only asks whether the process lives.
    pub fn is_liveness(&self) -> bool {
        is_liveness_path(&self.path) && !is_readiness_path(&self.path)
    }

    /// The health routes that a file registers.
    pub(super) fn of(model: &Model<'_>, service: &Service) -> Vec<Self> {
        let routes = service.routes.iter().filter(|route| is_health_route(route) && !model.is_router(route));
        let speaks = |route: &&Route| {
            let path = route.path.as_deref().unwrap_or_default();
            !is_status_path(path) || model.is_on_application(route)
        };
        routes.filter(speaks).flat_map(|route| Self::each(model, route)).collect()
    }

    fn each(model: &Model<'_>, route: &Route) -> Vec<Self> {
        let responders = model.responders(route);
        let one = |handler| Self {
            path: route.path.clone().unwrap_or_default(),
            handler,
            registered: (model.file, route.place),
            sure: route.sure,
        };
        if responders.is_empty() {
            return vec![one(None)];
        }
        let is_page = |handler: In<FunctionId>| {
            let (model, handler) = model.of(handler);
            model.is_page(handler)
        };
        responders.into_iter().filter(|&handler| !is_page(handler)).map(|handler| one(Some(handler))).collect()
    }
}

/// A network operation that a health route runs.
#[derive(Clone, Debug)]
pub struct Probe {
    /// The operation.
    pub call: In<ExprId>,
    /// Its qualified name.
    pub name: String,
    /// Its kind.
    pub kind: NetworkKind,
    /// The call sites by which the route reaches it, the outermost first.
    pub path: Vec<In<ExprId>>,
    /// The functions that are called at these, in the same order.
    pub callees: Vec<In<FunctionId>>,
    /// `false` where a step of the way rests on a customary name.
    pub sure: bool,
}

/// A health route's handler.
#[derive(Clone, Debug)]
pub struct HealthCheck {
    /// The function that answers.
    pub handler: In<FunctionId>,
    /// The route; the first one where several lead there.
    pub route: HealthRoute,
    /// Whether every route that leads there is named as liveness.
    pub is_liveness: bool,
}

impl Project {
    /// The handlers of health routes in a file.
    pub fn health_checks(&self, file: FileId) -> Vec<HealthCheck> {
        let mut found: Vec<HealthCheck> = Vec::new();
        for route in &self.services.health {
            let Some(handler) = route.handler.filter(|handler| handler.file == file) else { continue };
            match found.iter_mut().find(|check| check.handler == handler) {
                Some(check) => check.is_liveness &= route.is_liveness(),
                None => found.push(HealthCheck { handler, route: route.clone(), is_liveness: route.is_liveness() }),
            }
        }
        found
    }

    /// Whether a failure raised at `at` escapes out of a health route.
    pub fn leaves_health_route(&self, model: &Model<'_>, at: ExprId, escape: &Escape) -> bool {
        let mut sites = std::iter::once(model.here(at)).chain(escape.path.iter().copied());
        sites.any(|site| {
            let (inner, site) = model.of(site);
            let function = Some(inner.here(inner.function_of(site)));
            self.services.health.iter().any(|route| route.handler == function)
        })
    }

    /// The network operations that a function runs, those that merely close left out.
    pub fn probes(&self, model: &Model<'_>, handler: FunctionId) -> Vec<Probe> {
        // By each call of the handler anew: a helper that two checks share is a probe of both.
        let own = Frame { function: model.here(handler), path: Vec::new(), sure: true, aside: false };
        let called = model.calls_of(handler).into_iter();
        let frames = called.flat_map(|call| model.running_in(&[call], &|frame| frame.function != own.function));
        let mut found = Vec::new();
        for frame in std::iter::once(own.clone()).chain(frames) {
            let (inner, function) = model.of(frame.function);
            for call in inner.calls_of(function) {
                if self.is_operation(&call, &KINDS) && !inner.is_unconnected(&call) {
                    found.extend(Probe::of(&inner, &call, &frame));
                }
            }
        }
        found
    }

    /// The failures (qualified classes) of a probe that leave the route, and whether it is sure that they do.
    pub fn failures_out(&self, model: &Model<'_>, probe: &Probe) -> (Vec<String>, bool) {
        let (inner, call) = model.of(probe.call);
        let Some(call) = inner.call(call).filter(|call| inner.fails_at(call).is_some()) else {
            return (Vec::new(), false);
        };
        let raised = call.fact.and_then(|fact| fact.raises.clone()).unwrap_or_default();
        let fates = raised.into_iter().filter_map(|class| Some((self.leaves_route(model, probe, &class)?, class)));
        let (sure, classes): (Vec<bool>, Vec<String>) = fates.unzip();
        (classes, probe.sure && sure.into_iter().all(|sure| sure))
    }

    /// Whether a failure of `class` leaves the route, and whether that is sure; `None` where something handles it.
    fn leaves_route(&self, model: &Model<'_>, probe: &Probe, class: &str) -> Option<bool> {
        let mut places = probe.places(model)?;
        places.push(probe.call);
        let mut sure = true;
        for &place in places.iter().rev() {
            let (inner, at) = model.of(place);
            let function = inner.function_of(at);
            let (fate, _) = inner.way_out(at, &Raised::new(class), self);
            if !fate.goes_on() || inner.is_lambda(function) {
                return None;
            }
            sure &= fate == crate::semantic::escape::Fate::Open;
        }
        (!self.answers_failure(class)).then_some(sure)
    }

    /// Whether an error handler of the web framework answers for a class.
    fn answers_failure(&self, class: &str) -> bool {
        let handlers = &self.services.error_handlers;
        handlers.iter().any(|handled| self.catalog.is_subclass(class, &handled.class) != Some(false))
    }

    /// Whether a probe can wait for ever; with `true` where that is sure.
    pub fn hangs(&self, model: &Model<'_>, probe: &Probe) -> Option<bool> {
        let bounded = |&site: &In<ExprId>| {
            let (inner, site) = model.of(site);
            inner.is_bounded(site)
        };
        if probe.path.iter().any(bounded) {
            return None;
        }
        let (inner, call) = model.of(probe.call);
        let call = inner.call(call)?;
        let sure = match inner.effective_timeout(&call) {
            EffectiveTimeout::Missing { sure, .. } | EffectiveTimeout::SwitchedOff { sure, .. } => sure,
            EffectiveTimeout::NotApplicable if !inner.is_bounded(call.expr) => inner.client_waits(&call)?,
            _ => return None,
        };
        Some(sure && probe.sure)
    }
}

impl Probe {
    fn of(model: &Model<'_>, call: &Call<'_>, frame: &Frame) -> Option<Self> {
        let callees = frame.path.iter().skip(1).map(|&site| {
            let (model, site) = model.of(site);
            model.here(model.function_of(site))
        });
        let last = (!frame.path.is_empty()).then_some(frame.function);
        Some(Self {
            call: model.here(call.expr),
            name: call.name.clone(),
            kind: call.fact?.network?,
            path: frame.path.clone(),
            callees: callees.chain(last).collect(),
            sure: frame.sure && call.value.sure,
        })
    }

    /// Where the failure of each call on the way comes out, the outermost first; `None` where that is not known.
    pub(super) fn places(&self, model: &Model<'_>) -> Option<Vec<In<ExprId>>> {
        let places = self.path.iter().zip(&self.callees).map(|(&site, &callee)| {
            let (inner, site) = model.of(site);
            inner.place_of(site, callee).map(|place| inner.here(place))
        });
        places.collect()
    }
}

impl Model<'_> {
    /// Where what `callee` raises comes out that is called, or handed to a thread, at `site`.
    fn place_of(&self, site: ExprId, callee: In<FunctionId>) -> Option<ExprId> {
        let call = self.call(site)?;
        let handed = call.args.iter().filter(|arg| self.infer(arg.value).ty.function() == Some(callee));
        let handed = handed.map(|arg| self.handed_off(arg.value)).find(|runs| matches!(runs, Runs::At(_)));
        match handed.unwrap_or_else(|| self.runs(site, callee)) {
            Runs::At(place) => Some(place),
            _ => None,
        }
    }
}

impl HealthRoute {
    /// The path as it is shown: without the marks of a pattern.
    pub fn shown(&self) -> String {
        let plain = self.path.replace(crate::semantic::route::HOLE, "…");
        let plain = plain.trim_start_matches(['^', '/']).trim_end_matches(['$', '?']);
        format!("/{plain}")
    }
}

impl Probe {
    /// The way from the route to the operation, numbered; `does` says what the operation does there.
    pub fn way(&self, model: &Model<'_>, does: &str) -> Vec<Related> {
        let mut places = self.path.iter().map(|&site| (site, "is called here".to_owned())).collect::<Vec<_>>();
        places.push((self.call, does.to_owned()));
        let numbered = places.into_iter().zip(1..);
        let related = numbered.map(|((site, what), number): (_, usize)| {
            let (inner, call) = model.of(site);
            let message = format!("{number}. `{}` {what}", inner.callee_text(call));
            inner.related(inner.callee_span(call), message)
        });
        related.collect()
    }
}

impl Model<'_> {
    /// The place of a function's name; a lambda's own.
    pub fn name_span(&self, function: FunctionId) -> Span {
        let this = self.function(function);
        this.value.map_or(this.name_span, |value| self.span(value))
    }
}
