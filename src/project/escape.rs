//! By which way a failure escapes: from where it is raised, through callers in the file, to a root.

use super::Project;
use crate::catalog::schema::{NetworkKind, Role};
use crate::diagnostic::Confidence;
use crate::semantic::entry::{Entry, EntryKind, Runs};
use crate::semantic::index::FunctionId;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, Name};
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
}

/// A network operation whose failure comes out of a call.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The operation.
    pub call: In<ExprId>,
    /// Its qualified name.
    pub name: String,
    /// The exceptions that come out (qualified).
    pub exceptions: Vec<String>,
}

/// A way so far.
#[derive(Clone)]
struct Way {
    at: In<ExprId>,
    path: Vec<In<ExprId>>,
    doubts: u8,
}

/// How deep functions are followed to an operation.
const MAX_DEPTH: u8 = 5;
/// How many call sites a way may have.
const MAX_PATH: usize = 24;

impl Project {
    /// How a failure of the network operation `call` escapes; `None` where it is handled or cannot be said.
    pub fn escape(&self, model: &Model<'_>, call: &Call<'_>) -> Option<Escape> {
        if !model.fails_here(call) {
            return None;
        }
        let failures = call.fact?.raises.as_deref()?;
        let failures = failures.iter().filter(|class| self.passes_overrides(model, call, class)).cloned();
        self.escape_from(model, call.expr, &failures.collect::<Vec<_>>(), call.value.sure)
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
                passed_on.any(|inner| {
                    let out = model.fate(inner.expr, class, self);
                    out.then(model.fate_in_decorators(function, class, self)).goes_on()
                })
            })
    }

    /// Whether a call is a network operation of the library's class that a method overrides.
    fn is_passed_to_super(&self, model: &Model<'_>, call: &Call<'_>) -> bool {
        let is_network = call.fact.is_some_and(|fact| fact.network.is_some());
        is_network && model.is_super_call(call)
    }

    /// How exceptions of `classes` that are raised at `at` escape.
    pub fn escape_from(&self, model: &Model<'_>, at: ExprId, classes: &[String], sure: bool) -> Option<Escape> {
        let escapes = classes.iter().filter_map(|class| self.escape_of(model, at, class, sure));
        escapes.reduce(|mut all, one| {
            all.exceptions.extend(one.exceptions);
            all
        })
    }

    fn escape_of(&self, start: &Model<'_>, at: ExprId, class: &str, sure: bool) -> Option<Escape> {
        let mut seen = FxHashSet::default();
        let mut pending = VecDeque::from([Way { at: start.here(at), path: Vec::new(), doubts: u8::from(!sure) }]);
        while let Some(mut way) = pending.pop_front() {
            let (model, at) = start.of(way.at);
            let function = model.function_of(at);
            let fate = model.fate(at, class, self).then(model.fate_in_decorators(function, class, self));
            if !fate.goes_on() || model.is_lambda(function) {
                continue;
            }
            way.doubts += u8::from(fate != crate::semantic::escape::Fate::Open);
            if let Some(root) = self.root(&model, function).filter(|root| !self.covers(root, class)) {
                return Some(way.end(root, class));
            }
            if seen.insert(model.here(function)) && way.path.len() < MAX_PATH {
                match self.outwards(&model, function, &way, class) {
                    Ok(callers) => pending.extend(callers),
                    Err(escape) => return Some(escape),
                }
            }
        }
        None
    }

    /// The ways on from a function to its callers, or the end of the way.
    fn outwards(&self, model: &Model<'_>, function: FunctionId, way: &Way, class: &str) -> Result<Vec<Way>, Escape> {
        let here = model.here(function);
        let mut ways = Vec::new();
        for (&call, sure) in model.calls_of_any(here) {
            let (caller, at) = model.of(call);
            if self.is_fallback(&caller, at) {
                continue;
            }
            match caller.runs(at, here) {
                Runs::At(place) => ways.push(way.through(call, caller.here(place), sure && caller.is_sure(at))),
                Runs::Task => {
                    let label = format!("the task that runs `{}`", model.function(function).qualified);
                    let root = Entry { kind: EntryKind::Task, label, sure: true };
                    return Err(way.through(call, call, sure && caller.is_sure(at)).end(root, class));
                }
                Runs::Unknown => {}
            }
        }
        for &mention in model.mentions_of(function) {
            let (other, at) = model.of(mention);
            if let Runs::At(place) = other.handed_off(at) {
                ways.push(way.through(mention, other.here(place), other.is_sure(at)));
            }
            let root = other.mentioned_as(at, &model.function(function).qualified);
            if let Some(root) = root.filter(|root| !self.covers(root, class)) {
                return Err(way.through(mention, mention, true).end(root, class));
            }
        }
        Ok(ways)
    }

    /// What makes a function a root, if it is one.
    fn root(&self, model: &Model<'_>, function: FunctionId) -> Option<Entry> {
        if let Some(entry) = model.entry(function) {
            return Some(entry);
        }
        let path = model.module.source.path();
        let this = model.function(function);
        let at_top = this.class.is_none() && this.parent == Some(crate::semantic::index::MODULE);
        if at_top && self.is_script(path, &this.name) {
            return Some(Entry { kind: EntryKind::Main, label: format!("`{}`", this.name), sure: true });
        }
        if model.is_called(function) {
            return None;
        }
        if at_top && this.name == "main" {
            return Some(Entry { kind: EntryKind::Main, label: "`main`".to_owned(), sure: true });
        }
        let unused = model.is_unreferred(function) && !self.is_found_by_name(model, function);
        let label = format!("`{}` (nothing else in the project calls it)", this.qualified);
        unused.then_some(Entry { kind: EntryKind::Unused, label, sure: true })
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
    fn covers(&self, root: &Entry, class: &str) -> bool {
        let handlers = &self.services.error_handlers;
        root.kind == EntryKind::Route
            && handlers.iter().any(|handled| self.catalog.is_subclass(class, handled) != Some(false))
    }

    /// The first network operation of `kinds` behind a call of a function of the project whose failure comes out of
    /// the call, with the classes that do.
    pub fn operation_behind(&self, model: &Model<'_>, call: &Call<'_>, kinds: &[NetworkKind]) -> Option<Operation> {
        self.operation_in(model, call, kinds, MAX_DEPTH)
    }

    fn operation_in(&self, model: &Model<'_>, call: &Call<'_>, kinds: &[NetworkKind], depth: u8) -> Option<Operation> {
        let callee = call.value.ty.function()?;
        if depth == 0 || model.runs(call.expr, callee) != Runs::At(call.expr) {
            return None;
        }
        let (model, function) = model.of(callee);
        let inner = model.calls_of(function);
        inner.iter().find_map(|inner| {
            let operation = self.direct_operation(&model, inner, kinds);
            let mut operation = operation.or_else(|| self.operation_in(&model, inner, kinds, depth - 1))?;
            operation.exceptions.retain(|class| {
                let out = model.fate(inner.expr, class, self);
                out.then(model.fate_in_decorators(function, class, self)).goes_on()
            });
            (!operation.exceptions.is_empty()).then_some(operation)
        })
    }

    fn direct_operation(&self, model: &Model<'_>, call: &Call<'_>, kinds: &[NetworkKind]) -> Option<Operation> {
        let failures = call.fact?.raises.clone()?;
        let fails = self.is_operation(call, kinds) && model.fails_here(call);
        fails.then(|| Operation { call: model.here(call.expr), name: call.name.clone(), exceptions: failures })
    }

    /// Whether `call` is a network operation of `kinds` that can fail: not one that only closes.
    pub fn is_operation(&self, call: &Call<'_>, kinds: &[NetworkKind]) -> bool {
        let Some(fact) = call.fact else { return false };
        fact.network.is_some_and(|kind| kinds.contains(&kind)) && fact.role != Some(Role::Close)
    }
}

impl Way {
    /// The way on through a call site, out of `place`.
    fn through(&self, site: In<ExprId>, place: In<ExprId>, sure: bool) -> Self {
        let mut path = self.path.clone();
        path.push(site);
        Self { at: place, path, doubts: self.doubts + u8::from(!sure) }
    }

    fn end(self, root: Entry, class: &str) -> Escape {
        let confidence = match self.doubts + u8::from(!root.sure) {
            0 => Confidence::High,
            1 => Confidence::Medium,
            _ => Confidence::Low,
        };
        Escape { exceptions: vec![class.into()], path: self.path, root, confidence }
    }
}
