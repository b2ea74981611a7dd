//! What fails while a module is imported: network operations that its own code runs, by itself or through calls.

use super::Project;
use crate::catalog::schema::Role;
use crate::diagnostic::Confidence;
use crate::semantic::entry::{EntryKind, Runs};
use crate::semantic::escape::{Fate, Raised};
use crate::semantic::index::MODULE;
use crate::semantic::program::{FileId, In};
use crate::semantic::{Call, Model};
use crate::syntax::ast::ExprId;
use rustc_hash::FxHashSet;
use std::collections::VecDeque;

/// How many functions are looked at on the way out of one operation.
const MAX_FUNCTIONS: usize = 256;

/// A failure that stops the import of a module.
#[derive(Clone, Debug)]
pub struct FailedImport {
    /// The exceptions (qualified).
    pub exceptions: Vec<String>,
    /// The call sites on the way out, the innermost first; the last stands in the module's own code.
    pub path: Vec<In<ExprId>>,
    /// The module that cannot be imported.
    pub module: FileId,
    /// How sure the way is.
    pub confidence: Confidence,
}

/// A way so far.
struct Way {
    at: In<ExprId>,
    path: Vec<In<ExprId>>,
    doubts: u8,
}

impl Project {
    /// How a failure of the network operation `call` stops an import; `None` where it is handled, or does not run then.
    pub fn failed_import(&self, model: &Model<'_>, call: &Call<'_>) -> Option<FailedImport> {
        model.fails_at(call)?;
        let failures = call.fact?.raises.as_deref()?;
        let failed = failures.iter().filter_map(|class| self.failed_by(model, call, class));
        failed.reduce(|mut all, one| {
            all.exceptions.extend(one.exceptions);
            all
        })
    }

    fn failed_by(&self, start: &Model<'_>, call: &Call<'_>, class: &str) -> Option<FailedImport> {
        let mut seen = FxHashSet::default();
        let first = Way { at: start.here(call.expr), path: Vec::new(), doubts: u8::from(!call.value.sure) };
        let mut pending = VecDeque::from([first]);
        while let Some(mut way) = pending.pop_front() {
            let (model, at) = start.of(way.at);
            let function = model.function_of(at);
            let (fate, _) = model.way_out(at, &Raised::new(class), self);
            if !fate.goes_on() || model.is_lambda(function) || seen.len() > MAX_FUNCTIONS {
                continue;
            }
            way.doubts += u8::from(fate != Fate::Open);
            // What a framework registers runs when the framework says so, also where it is called.
            if function == MODULE {
                if model.runs_at_import(at) && self.is_imported(&model) {
                    return Some(way.end(model.file, class));
                }
            } else if model.entry(function).is_none() && seen.insert(model.here(function)) {
                pending.extend(outwards(&model, at, &way));
            }
        }
        None
    }

    /// Whether a file's code runs because others import it: a file of the project, or what serves it.
    fn is_imported(&self, model: &Model<'_>) -> bool {
        let path = model.module.source.path();
        if path.file_stem().is_some_and(|stem| stem == "__init__") || self.imported_files().contains(&model.file) {
            return true;
        }
        if model.calls().any(|call| call.has_role(Role::Application) || call.has_role(Role::Router)) {
            return true;
        }
        let registers = |function| {
            let kind = model.entry(function).map(|entry| entry.kind);
            matches!(kind, Some(EntryKind::Route | EntryKind::Registered | EntryKind::Callback))
        };
        !model.module.is_program() && (self.is_in_package(model) || model.functions().any(registers))
    }

    fn is_in_package(&self, model: &Model<'_>) -> bool {
        let package = model.module.source.path().with_file_name("__init__.py");
        self.modules.binary_search_by(|module| module.source.path().cmp(&package)).is_ok()
    }

    /// The files that some other file imports.
    fn imported_files(&self) -> &FxHashSet<FileId> {
        self.imported.get_or_init(|| {
            let program = self.program();
            let found = program.files().flat_map(|file| program.model(file).imported_files());
            found.collect()
        })
    }
}

/// The ways on from a function to what calls it, waits for it or is decorated with it; not to calls of a base's method,
/// which on import mean one class, and as a rule another.
fn outwards(model: &Model<'_>, at: ExprId, way: &Way) -> Vec<Way> {
    let function = model.function_of(at);
    let here = model.here(function);
    let calls = model.calls_to(function).iter().filter_map(|&call| {
        let (caller, site) = model.of(call);
        match caller.runs(site, here) {
            Runs::At(place) => Some(way.through(call, caller.here(place), caller.is_sure(site))),
            _ => None,
        }
    });
    let mentions = model.mentions_of(function).iter().filter_map(|&mention| {
        let (other, site) = model.of(mention);
        match other.handed_off(site) {
            Runs::At(place) => Some(way.through(mention, other.here(place), other.is_sure(site))),
            _ if other.is_decorator(site) => Some(way.through(mention, mention, true)),
            _ => None,
        }
    });
    calls.chain(mentions).collect()
}

impl Way {
    /// The way on through a call site, out of `place`.
    fn through(&self, site: In<ExprId>, place: In<ExprId>, sure: bool) -> Self {
        let path = self.path.iter().copied().chain([site]).collect();
        Self { at: place, path, doubts: self.doubts + u8::from(!sure) }
    }

    fn end(self, module: FileId, class: &str) -> FailedImport {
        let confidence = match self.doubts {
            0 => Confidence::High,
            1 => Confidence::Medium,
            _ => Confidence::Low,
        };
        FailedImport { exceptions: vec![class.to_owned()], path: self.path, module, confidence }
    }
}
