//! Which functions of a project may wait at all: found once for all files, so that the others need not be looked into.

use super::Within;
use crate::catalog::schema::{Meaning, Role};
use crate::semantic::Model;
use crate::semantic::index::FunctionId;
use crate::semantic::program::{FileId, In, Program};
use rustc_hash::FxHashSet;

/// A function of a file that makes a call that may wait, and whether the call may hold the thread.
pub type OwnWait = (FunctionId, bool);

/// The functions behind which there may be a wait.
#[derive(Debug, Default)]
pub struct Waiting {
    on_thread: FxHashSet<In<FunctionId>>,
    at_all: FxHashSet<In<FunctionId>>,
}

impl Waiting {
    /// What follows from the functions that wait themselves, by who calls and who hands on each.
    pub fn of(program: &Program<'_>, own: &[Vec<OwnWait>]) -> Self {
        let all = || {
            let files = (0..).map(FileId).zip(own);
            files.flat_map(|(file, own)| own.iter().map(move |&(id, blocks)| (In { file, id }, blocks)))
        };
        let is_sync = |function: In<FunctionId>| !program.model(function.file).function(function.id).is_async;
        let blocking = all().filter(|&(function, blocks)| blocks && is_sync(function)).map(|(function, _)| function);
        Self {
            on_thread: outwards(program, blocking.collect(), &is_sync),
            at_all: outwards(program, all().map(|(function, _)| function).collect(), &|_| true),
        }
    }

    /// Whether a wait may be found in a function or behind it.
    pub fn may_wait(&self, function: In<FunctionId>, within: Within) -> bool {
        match within {
            Within::Thread => self.on_thread.contains(&function),
            Within::Call => self.at_all.contains(&function),
        }
    }
}

/// These functions and all that run them, among those that `passes` lets through.
fn outwards(
    program: &Program<'_>,
    first: Vec<In<FunctionId>>,
    passes: &dyn Fn(In<FunctionId>) -> bool,
) -> FxHashSet<In<FunctionId>> {
    let mut found = FxHashSet::default();
    let mut pending = first;
    while let Some(function) = pending.pop() {
        if !found.insert(function) {
            continue;
        }
        let model = program.model(function.file);
        let mentions = model.mentions_of(function.id).iter();
        let sites = model.calls_of_any(function).map(|(site, _)| site).chain(mentions);
        let outer = sites.map(|site| In { file: site.file, id: program.model(site.file).function_of(site.id) });
        pending.extend(outer.filter(|&outer| passes(outer)));
    }
    found
}

impl Model<'_> {
    /// The functions of this file that make a call that may wait.
    pub fn own_waits(&self) -> Vec<OwnWait> {
        let waits = self.calls().filter_map(|call| {
            let fact = call.fact?;
            let function = self.function_of(call.expr);
            if fact.network.is_some() || fact.role == Some(Role::Delay) {
                return Some((function, fact.is_async != Some(true)));
            }
            let target = self.meant_value(&call, Meaning::Target).filter(|_| fact.role == Some(Role::HandOff))?;
            let handed = self.fact(&self.infer(target).ty).0?;
            handed.network.map(|_| (function, false))
        });
        waits.collect()
    }
}
