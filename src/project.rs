//! All files of a project, linked: who refers to whom across files, and what the manifest says.

mod calls;
mod conversation;
pub mod escape;
pub mod failures;
pub mod health;
pub mod import;
pub mod nested;
pub mod reveal;
pub mod routes;
pub mod service;

use crate::catalog::Catalog;
use crate::semantic::Module;
use crate::semantic::callers::{Callers, Definitions};
use crate::semantic::effect::Waiting;
use crate::semantic::escape::Classes;
use crate::semantic::flow;
use crate::semantic::index::FunctionId;
use crate::semantic::program::{Changes, FileId, Imports, In, Program};
use crate::semantic::route::WebNames;
use rayon::prelude::*;
use rustc_hash::{FxHashSet, FxHasher};
use service::{Facts, Services};
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// What the project's manifests say, read at the edge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Whether there is a `[project]` table, `setup.cfg`, `setup.py` or dist-info metadata: code that others install.
    pub is_distribution: bool,
    /// Targets of console scripts and other entry points: `package.module:function`.
    pub scripts: Vec<String>,
    /// The least Python that is supported, `(3, 9)`.
    pub requires_python: Option<(u8, u8)>,
    /// The setting `client-library`.
    pub client_library: Option<bool>,
}

/// A project: its files, and what follows from having them all.
#[derive(Debug)]
pub struct Project {
    /// The folder that paths are relative to.
    pub root: PathBuf,
    /// What the manifests say.
    pub manifest: Manifest,
    /// What is known of libraries.
    pub catalog: Arc<Catalog>,
    /// Every file, ordered by path.
    pub modules: Vec<Module>,
    imports: Imports,
    callers: Callers,
    changes: Changes,
    class_names: FxHashSet<u64>,
    dynamic_owners: FxHashSet<u64>,
    services: Services,
    misreports: OnceLock<Vec<health::Misreport>>,
    dependencies: OnceLock<Vec<health::Dependency>>,
    waiting: Waiting,
    imported: OnceLock<FxHashSet<FileId>>,
}

/// The identity of a name: equal names have equal ones, and different names in practice different ones.
fn identity(name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    name.hash(&mut hasher);
    hasher.finish()
}

impl Project {
    /// Links `modules`, the files under `root`.
    pub fn link(root: PathBuf, manifest: Manifest, catalog: Arc<Catalog>, mut modules: Vec<Module>) -> Self {
        modules.sort_by(|a, b| a.source.path().cmp(b.source.path()));
        let imports = Imports::new(&root, modules.iter().map(|module| module.source.path()));
        let definitions = modules.iter().flat_map(Module::definitions).cloned().collect::<Definitions>();
        let names = catalog.names_with(&crate::semantic::route::WEB_ROLES).map(Into::into).collect::<WebNames>();
        let changes = Changes::of(&modules, &catalog);
        let members = flow::Names::of(&modules);
        let nobody = Callers::default();
        let read = |file| {
            let program = Program::new(&modules, &imports, &nobody, &changes, &catalog);
            let model = program.model(file);
            let calls = (model.uses(&definitions), model.flow(&members));
            (Facts::of(&program, file, &names), (calls, model.own_waits()))
        };
        let (facts, (calls, waits)): (Vec<_>, (Vec<_>, Vec<_>)) = files(&modules).map(read).unzip();
        let (uses, flows): (Vec<_>, Vec<_>) = calls.into_iter().unzip();
        let edges = flow::solve(&modules, flows);
        let is_decorated = |function: In<FunctionId>| {
            let functions = &modules[function.file.0 as usize].index.functions;
            !functions[function.id.0 as usize].decorators.is_empty()
        };
        let callers = Callers::join((0..).map(FileId).zip(uses), edges, &is_decorated);
        let waiting = Waiting::of(&Program::new(&modules, &imports, &callers, &changes, &catalog), &waits);
        let class_names = modules.iter().flat_map(Module::class_names).map(identity).collect();
        let dynamic_owners = facts.iter().flat_map(|file| &file.dynamic_owners).map(|name| identity(name)).collect();
        let services = Services::of(&root, &manifest, &catalog, &modules, facts);
        Self {
            root,
            manifest,
            catalog,
            modules,
            imports,
            callers,
            changes,
            class_names,
            dynamic_owners,
            services,
            misreports: OnceLock::new(),
            dependencies: OnceLock::new(),
            waiting,
            imported: OnceLock::new(),
        }
    }

    /// The files as a program, of which nothing has been asked yet.
    pub fn program(&self) -> Program<'_> {
        Program::new(&self.modules, &self.imports, &self.callers, &self.changes, &self.catalog)
            .with_waiting(&self.waiting)
    }

    /// A file.
    pub fn module(&self, file: FileId) -> &Module {
        &self.modules[file.0 as usize]
    }

    /// The dotted name of a file's module.
    pub fn module_name(&self, file: FileId) -> String {
        self.imports.name(file).to_string()
    }

    /// The files in order, in parallel.
    pub fn files(&self) -> impl IndexedParallelIterator<Item = FileId> + use<> {
        files(&self.modules)
    }

    /// Whether the project is a client library: code that others install, whose callers handle what it raises.
    pub fn is_client_library(&self) -> bool {
        let starts = !self.manifest.scripts.is_empty() || self.services.has_entry;
        self.manifest.client_library.unwrap_or(self.manifest.is_distribution && !starts)
    }

    /// Whether members of something of that name are looked up by names that are not written out.
    pub fn is_looked_up(&self, name: &str) -> bool {
        self.dynamic_owners.contains(&identity(name))
    }

    /// What the project serves.
    pub fn services(&self) -> &Services {
        &self.services
    }

    /// Whether one of the manifest's scripts starts `function` of the module at `path`.
    pub fn is_script(&self, path: &Path, function: &str) -> bool {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let package = || path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
        let module = if stem == "__init__" { package() } else { stem };
        self.manifest.scripts.iter().any(|script| {
            let (home, target) = script.split_once(':').unwrap_or((script, "main"));
            home.rsplit('.').next() == Some(module) && target.split('.').next() == Some(function)
        })
    }
}

fn files(modules: &[Module]) -> impl IndexedParallelIterator<Item = FileId> + use<> {
    (0..u32::try_from(modules.len()).expect("a project has fewer than 2^32 files")).into_par_iter().map(FileId)
}

impl Classes for Project {
    fn defines_class(&self, name: &str) -> bool {
        self.class_names.contains(&identity(name))
    }
}
