//! By which way a failure escapes: from where it is raised, through callers in the file, to a root.

use super::Project;
use crate::catalog::schema::{NetworkKind, Role};
use crate::diagnostic::Confidence;
use crate::semantic::entry::{ANY_ATTRIBUTE, Entry, EntryKind, Runs};
use crate::semantic::escape::{Fate, GROUP, Raised};
use crate::semantic::framework::Scope;
use crate::semantic::index::FunctionId;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ArgKind, ExprId, Name};
use rustc_hash::FxHashSet;
use std::collections::VecDeque;

/// A failure that nothing handles.
#[derive(Clone, Debug)]
pub struct Escape {
    /// The exceptions that escape (qualified).
    pub exceptions: Vec<Name>,
    /// The call sites on the shortest way, the innermost first.
    pub path: Vec<In<ExprId>>,
    /// Where it ends.
    pub root: Entry,
    /// How sure the way is.
    pub confidence: Confidence,
    /// Whether the exceptions come out in a group.
    pub grouped: bool,
}

/// A way so far.
#[derive(Clone)]
struct Way {
    at: In<ExprId>,
    raised: Raised,
    path: Vec<In<ExprId>>,
    doubts: u8,
}

/// How many call sites a way may have.
const MAX_PATH: usize = 24;

impl Project {
    /// How a failure of the network operation `call` escapes; `None` where it is handled or cannot be said.
    pub fn escape(&self, model: &Model<'_>, call: &Call<'_>) -> Option<Escape> {
        let at = model.fails_at(call)?;
        let failures = call.fact?.raises.as_deref()?;
        let failures = failures.iter().filter(|class| self.passes_overrides(model, call, class));
        self.escape_from(model, at, &failures.map(|class| Raised::new(class)).collect::<Vec<_>>(), call.value.sure)
    }

    /// Whether a failure of the library comes out of the methods that the object's class, in the project, puts between
    /// the call and the library.
    fn passes_overrides(&self, model: &Model<'_>, call: &Call<'_>, class: &str) -> bool {
        let overrides = model.overrides_below(call);
        overrides.is_empty()
            || overrides.into_iter().any(|method| {
                let (model, function) = model.of(method);
                let inner = model.calls_of(function);
                let mut passed_on = inner.iter().filter(|inner| self.is_passed_to_super(&model, inner));
                passed_on.any(|inner| model.way_out(inner.expr, &Raised::new(class), self).0.goes_on())
            })
    }

    /// Whether a call is a network operation of the library's class that a method overrides.
    fn is_passed_to_super(&self, model: &Model<'_>, call: &Call<'_>) -> bool {
        let is_network = call.fact.is_some_and(|fact| fact.network.is_some());
        is_network && model.is_super_call(call)
    }

    /// How exceptions that come out of `at` escape.
    pub fn escape_from(&self, model: &Model<'_>, at: ExprId, raised: &[Raised], sure: bool) -> Option<Escape> {
        let escapes = raised.iter().filter_map(|raised| self.escape_of(model, at, raised, sure));
        escapes.reduce(|mut all, one| {
            all.exceptions.extend(one.exceptions);
            all
        })
    }

    fn escape_of(&self, start: &Model<'_>, at: ExprId, first: &Raised, sure: bool) -> Option<Escape> {
        let mut seen = FxHashSet::default();
        let raised = Raised { grouped: first.grouped || start.is_group(at), ..first.clone() };
        let way = Way { at: start.here(at), raised, path: Vec::new(), doubts: u8::from(!sure) };
        let mut pending = VecDeque::from([way]);
        while let Some(mut way) = pending.pop_front() {
            let (model, at) = start.of(way.at);
            let function = model.function_of(at);
            let (fate, raised) = model.way_out(at, &way.raised, self);
            if !fate.goes_on() || model.is_lambda(function) {
                continue;
            }
            way.raised = raised;
            way.doubts += u8::from(fate != Fate::Open);
            let root = self.root(&model, function);
            if let Some(root) = root.filter(|root| !self.covers(&model, function, root, &way.raised)) {
                return Some(way.end(root, &first.class));
            }
            if seen.insert((model.here(function), way.raised.clone())) && way.path.len() < MAX_PATH {
                match self.outwards(&model, function, &way) {
                    Ok(callers) => pending.extend(callers),
                    Err((way, root)) => return Some(way.end(root, &first.class)),
                }
            }
        }
        None
    }

    /// The ways on from a function to its callers, or the end of the way.
    fn outwards(&self, model: &Model<'_>, function: FunctionId, way: &Way) -> Result<Vec<Way>, (Way, Entry)> {
        let here = model.here(function);
        let mut ways = Vec::new();
        for (&call, sure) in model.calls_of_any(here) {
            let (caller, at) = model.of(call);
            if self.is_fallback(&caller, at) {
                continue;
            }
            let sure = sure && caller.is_sure(at);
            match caller.runs(at, here) {
                Runs::At(place) => ways.push(way.through(call, &caller, place, sure)),
                Runs::Task => {
                    let label = format!("the task that runs `{}`", model.function(function).qualified);
                    return Err((way.through(call, &caller, at, sure), Entry::new(EntryKind::Task, label)));
                }
                Runs::Unknown => {}
            }
        }
        for &mention in model.mentions_of(function) {
            ways.extend(self.outwards_by_mention(model, function, way, mention)?);
        }
        Ok(ways)
    }

    /// The ways on from a function that something is given to call, or the end of the way.
    fn outwards_by_mention(
        &self,
        model: &Model<'_>,
        function: FunctionId,
        way: &Way,
        mention: In<ExprId>,
    ) -> Result<Vec<Way>, (Way, Entry)> {
        let (other, at) = model.of(mention);
        if let Runs::At(place) = other.handed_off(at) {
            return Ok(vec![way.through(mention, &other, place, other.is_sure(at))]);
        }
        let root = other.mentioned_as(at, &model.function(function).qualified);
        let Some(root) = root.filter(|root| !self.covers(model, function, root, &way.raised)) else {
            return Ok(Vec::new());
        };
        let starter = other.registrar(at).map(|(call, _)| call.expr);
        if starter.is_some_and(|starter| !other.fate_in_framework(starter, &way.raised, self).goes_on()) {
            return Ok(Vec::new());
        }
        match self.driven_by(&other, at) {
            Some(places) => Ok(places
                .into_iter()
                .map(|place| {
                    let (runner, at) = model.of(place);
                    way.through(place, &runner, at, false)
                })
                .collect()),
            None => Err((way.through(mention, &other, at, true), root)),
        }
    }

    /// The calls out of which the failure of a callback comes, where a mention makes a function one of a kind whose
    /// library does not keep its failures; `None` where no such call is seen, or the library keeps them.
    fn driven_by(&self, model: &Model<'_>, mention: ExprId) -> Option<Vec<In<ExprId>>> {
        let (call, given) = model.registrar(mention)?;
        let drivers = call.fact?.fails_in.as_deref()?;
        if drivers.iter().any(|driver| driver == ANY_ATTRIBUTE) {
            let ArgKind::Keyword(name) = &call.args.iter().find(|arg| arg.value == given)?.kind else { return None };
            return Some(model.calls_by_attribute(name));
        }
        let runners = self.services.runners.iter().filter(|(name, _)| drivers.iter().any(|driver| name == driver));
        let places = runners.map(|(_, place)| *place).collect::<Vec<_>>();
        let own = places.iter().copied().filter(|place| place.file == model.file).collect::<Vec<_>>();
        let nearest = if own.is_empty() { places } else { own };
        (!nearest.is_empty()).then_some(nearest)
    }

    /// What makes a function a root, if it is one.
    fn root(&self, model: &Model<'_>, function: FunctionId) -> Option<Entry> {
        if let Some(entry) = self.entry(model, function) {
            return Some(entry);
        }
        let path = model.module.source.path();
        let this = model.function(function);
        let at_top = this.class.is_none() && this.parent == Some(crate::semantic::index::MODULE);
        if at_top && self.is_script(path, &this.name) {
            return Some(Entry::new(EntryKind::Main, format!("`{}`", this.name)));
        }
        if model.is_called(function) {
            return None;
        }
        if at_top && this.name == "main" {
            return Some(Entry::new(EntryKind::Main, "`main`".to_owned()));
        }
        let unused = model.is_unreferred(function) && !self.is_found_by_name(model, function);
        let label = format!("`{}` (nothing else in the project calls it)", this.qualified);
        unused.then(|| Entry::new(EntryKind::Unused, label))
    }

    /// What makes a function an entry point: itself, its class, or what a library is told of the class.
    pub(super) fn entry(&self, model: &Model<'_>, function: FunctionId) -> Option<Entry> {
        let named = || {
            let class = model.function(function).class.map(|class| model.here(class))?;
            model.stands_for(function, self.services.named.get(&class)?)
        };
        let resource = || {
            let this = model.function(function);
            let class = this.class.map(|class| model.here(class))?;
            let mut told = self.services.resources.iter().filter(|(_, resource)| resource.class == class);
            let called = told.any(|(_, resource)| resource.methods.iter().any(|pattern| matches(pattern, &this.name)));
            called.then(|| Entry::new(EntryKind::Route, format!("`{}`", this.qualified)))
        };
        model.entry(function).or_else(named).or_else(resource)
    }

    /// Whether the members of the function's class or module are looked up by names that are not written out.
    fn is_found_by_name(&self, model: &Model<'_>, function: FunctionId) -> bool {
        let stem = model.module.source.path().file_stem().and_then(|stem| stem.to_str());
        let owner = model.class_name(function).or(stem);
        owner.is_some_and(|owner| self.is_looked_up(owner))
    }

    /// Whether an operation is in a handler for a failed call, where it is the fallback's failure that is reported.
    fn is_fallback(&self, model: &Model<'_>, call: ExprId) -> bool {
        model.failed_call_handler(call).is_some()
    }

    /// Whether the web framework answers for what leaves its routes.
    fn covers(&self, model: &Model<'_>, function: FunctionId, root: &Entry, raised: &Raised) -> bool {
        if root.kind != EntryKind::Route {
            return false;
        }
        let class = if raised.grouped { GROUP } else { &raised.class };
        let is_for = |handled: &str| self.catalog.is_subclass(class, handled) != Some(false);
        let routers = root.router.map(|router| self.routers_around(model, router)).unwrap_or_default();
        let is_here = |scope: Scope| match scope {
            Scope::Application => true,
            Scope::Router(router) => routers.contains(&router),
        };
        let own = model.function(function).class.map(|class| model.answered_in_class(model.here(class)));
        self.services.error_handlers.iter().any(|handler| is_for(&handler.class) && is_here(handler.scope))
            || own.into_iter().flatten().any(|class| is_for(&class))
            || model.answered_by_route(function).iter().any(|class| is_for(class))
    }

    /// Whether `call` is a network operation of `kinds` that can fail: not one that only closes.
    pub fn is_operation(&self, call: &Call<'_>, kinds: &[NetworkKind]) -> bool {
        let Some(fact) = call.fact else { return false };
        fact.network.is_some_and(|kind| kinds.contains(&kind)) && fact.role != Some(Role::Close)
    }
}

/// Whether a method's name is the pattern, or begins like one that ends in `*`.
fn matches(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

impl Way {
    /// The way on through a call site, out of `place` in the file of `model`.
    fn through(&self, site: In<ExprId>, model: &Model<'_>, place: ExprId, sure: bool) -> Self {
        let mut path = self.path.clone();
        path.push(site);
        let raised = Raised { grouped: self.raised.grouped || model.is_group(place), ..self.raised.clone() };
        Self { at: model.here(place), raised, path, doubts: self.doubts + u8::from(!sure) }
    }

    fn end(self, root: Entry, class: &str) -> Escape {
        let confidence = match self.doubts + u8::from(!root.sure) {
            0 => Confidence::High,
            1 => Confidence::Medium,
            _ => Confidence::Low,
        };
        Escape { exceptions: vec![class.into()], path: self.path, root, confidence, grouped: self.raised.grouped }
    }
}
