//! Which failures of network operations come out of a call, and by which way: the shortest for each.

use super::Project;
use crate::catalog::schema::NetworkKind;
use crate::semantic::entry::Runs;
use crate::semantic::escape::Raised;
use crate::semantic::index::FunctionId;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::ExprId;
use rustc_hash::{FxHashMap, FxHashSet};

/// A failure that comes out of a call.
#[derive(Clone, Debug)]
pub struct Failure {
    /// As what it comes out.
    pub raised: Raised,
    /// The call sites on the way inwards; the last is the operation.
    pub path: Vec<In<ExprId>>,
}

/// A network operation whose failure comes out of a call.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The operation.
    pub call: In<ExprId>,
    /// Its qualified name.
    pub name: String,
    /// The exceptions that come out.
    pub exceptions: Vec<Raised>,
}

/// How deep functions are followed to an operation.
const MAX_DEPTH: usize = 8;
/// How many functions are looked at for one question.
const MAX_FUNCTIONS: usize = 400;

/// A call in a function of the project: the operation's failures, or the function that it calls.
enum Site {
    Operation(In<ExprId>, ExprId, Vec<String>),
    Call(In<ExprId>, ExprId, In<FunctionId>),
}

impl Project {
    /// The failures of operations of `kinds` that come out of a call of a function of the project, each by a shortest
    /// way.
    pub fn failures_behind(&self, model: &Model<'_>, call: &Call<'_>, kinds: &[NetworkKind]) -> Vec<Failure> {
        let Some(callee) = call.value.ty.function() else { return Vec::new() };
        let Runs::At(place) = model.runs(call.expr, callee) else { return Vec::new() };
        let mut found = self.failures_of(model, callee, kinds);
        found.iter_mut().for_each(|failure| failure.raised.grouped |= model.is_group(place));
        found
    }

    /// The first such operation, and what of its failures comes out.
    pub fn operation_behind(&self, model: &Model<'_>, call: &Call<'_>, kinds: &[NetworkKind]) -> Option<Operation> {
        let failures = self.failures_behind(model, call, kinds);
        let first = *failures.first()?.path.last()?;
        let own = failures.into_iter().filter(|failure| failure.path.last() == Some(&first));
        let exceptions = own.map(|failure| failure.raised).collect();
        let (model, operation) = model.of(first);
        Some(Operation { call: first, name: model.call(operation)?.name, exceptions })
    }

    /// The failures that come out of a function: round by round, so that the first way found is a shortest.
    fn failures_of(&self, model: &Model<'_>, start: In<FunctionId>, kinds: &[NetworkKind]) -> Vec<Failure> {
        let sites = self.sites_below(model, start, kinds);
        let mut known = FxHashMap::<In<FunctionId>, Vec<Failure>>::default();
        for round in 0..=MAX_DEPTH {
            let mut new = Vec::new();
            for (function, sites) in &sites {
                let found = sites.iter().flat_map(|site| self.failures_at(model, site, round, &known));
                new.extend(found.map(|failure| (*function, failure)));
            }
            for (function, failure) in new {
                let all = known.entry(function).or_default();
                if all.iter().all(|one| one.raised != failure.raised) {
                    all.push(failure);
                }
            }
        }
        known.remove(&start).unwrap_or_default()
    }

    /// What comes out of the function around a call that was new in the round before.
    fn failures_at(
        &self,
        model: &Model<'_>,
        site: &Site,
        round: usize,
        known: &FxHashMap<In<FunctionId>, Vec<Failure>>,
    ) -> Vec<Failure> {
        let inner = match site {
            Site::Operation(call, _, classes) if round == 0 => {
                let failure = |class: &String| Failure { raised: Raised::new(class), path: vec![*call] };
                classes.iter().map(failure).collect()
            }
            Site::Call(call, _, callee) => {
                let last = known.get(callee).into_iter().flatten().filter(|failure| failure.path.len() == round);
                let through = |failure: &Failure| {
                    let path = std::iter::once(*call).chain(failure.path.iter().copied()).collect();
                    Failure { path, raised: failure.raised.clone() }
                };
                last.map(through).collect()
            }
            Site::Operation(..) => Vec::new(),
        };
        let (Site::Operation(call, place, _) | Site::Call(call, place, _)) = site;
        let (model, place) = model.of(In { file: call.file, id: *place });
        let grouped = model.is_group(place);
        let out = inner.into_iter().filter_map(|failure| {
            let raised = Raised { grouped: failure.raised.grouped || grouped, ..failure.raised };
            let (fate, raised) = model.way_out(place, &raised, self);
            fate.goes_on().then_some(Failure { raised, path: failure.path })
        });
        out.collect()
    }

    /// The calls in a function and in those that it calls, as far as they are looked at.
    fn sites_below(
        &self,
        model: &Model<'_>,
        start: In<FunctionId>,
        kinds: &[NetworkKind],
    ) -> Vec<(In<FunctionId>, Vec<Site>)> {
        let mut seen = FxHashSet::from_iter([start]);
        let mut pending = std::collections::VecDeque::from([(start, 0)]);
        let mut found = Vec::new();
        while let Some((function, depth)) = pending.pop_front() {
            let sites = self.sites_in(model, function, kinds);
            let callees = sites.iter().filter_map(|site| match site {
                Site::Call(_, _, callee) => Some(*callee),
                Site::Operation(..) => None,
            });
            for callee in callees {
                if depth < MAX_DEPTH && seen.len() < MAX_FUNCTIONS && seen.insert(callee) {
                    pending.push_back((callee, depth + 1));
                }
            }
            found.push((function, sites));
        }
        found
    }

    fn sites_in(&self, model: &Model<'_>, function: In<FunctionId>, kinds: &[NetworkKind]) -> Vec<Site> {
        let (model, function) = model.of(function);
        let sites = model.calls_of(function).into_iter().filter_map(|call| {
            let here = model.here(call.expr);
            if self.is_operation(&call, kinds) {
                let classes = call.fact?.raises.clone()?;
                return Some(Site::Operation(here, model.fails_at(&call)?, classes));
            }
            let callee = call.value.ty.function()?;
            match model.runs(call.expr, callee) {
                Runs::At(place) => Some(Site::Call(here, place, callee)),
                _ => None,
            }
        });
        sites.collect()
    }
}
