//! The services of a project: applications, routes and error handlers in all of its files.

use super::Manifest;
use super::health::HealthRoute;
use crate::catalog::Catalog;
use crate::semantic::Module;
use crate::semantic::framework::Answered;
use crate::semantic::health::is_health_route;
use crate::semantic::include::{Inclusion, Resource};
use crate::semantic::index::ClassId;
use crate::semantic::infer::Type;
use crate::semantic::program::{FileId, In, Program};
use crate::semantic::route::{Application, Service, WebNames};
use crate::semantic::setting::Named;
use crate::syntax::ast::{ExprId, Name};
use rustc_hash::FxHashMap;
use std::path::{Component, Path, PathBuf};

/// What one file says about services and entry points.
#[derive(Debug)]
pub(super) struct Facts {
    service: Service,
    health: Vec<HealthRoute>,
    is_program: bool,
    has_health_library: bool,
    named: Vec<Named>,
    pub(super) dynamic_owners: Vec<Name>,
}

impl Facts {
    pub(super) fn of(program: &Program<'_>, file: FileId, names: &WebNames) -> Self {
        let model = program.model(file);
        let is_health = |name: &str| model.catalog.library_of(name).is_some_and(|library| library.serves_health);
        let named = model.named_in_settings();
        let mut service = model.service(names);
        service.error_handlers.extend(model.answered_by_name(&named));
        let health = HealthRoute::of(&model, &service);
        Self {
            health,
            service,
            named,
            dynamic_owners: model.dynamic_owners(),
            is_program: model.module.is_program(),
            has_health_library: model.module.names_module(&is_health),
        }
    }
}

/// What the files of a project serve together.
#[derive(Debug, Default)]
pub struct Services {
    /// Applications that have no health route: the file's path, and where the application is made.
    pub without_health: Vec<(PathBuf, Application)>,
    /// What some file registers an error handler for.
    pub error_handlers: Vec<Answered>,
    /// The calls that include routers and applications.
    pub inclusions: Vec<(FileId, Inclusion)>,
    /// The classes that a library is given to call their methods.
    pub resources: Vec<(FileId, Resource)>,
    /// Calls that run something until it ends, by the qualified name of what they call.
    pub runners: Vec<(Name, In<ExprId>)>,
    /// Classes that settings name, with the library's class for which they stand.
    pub named: FxHashMap<In<ClassId>, Name>,
    /// Health routes, in the order of files.
    pub health: Vec<HealthRoute>,
    /// Whether a library serves a health route by itself.
    pub has_health_library: bool,
    /// Whether some file has a route, a command, a `__main__` block or runs something.
    pub(super) has_entry: bool,
}

impl Services {
    pub(super) fn of(
        root: &Path,
        manifest: &Manifest,
        catalog: &Catalog,
        modules: &[Module],
        facts: Vec<Facts>,
    ) -> Self {
        let has_health =
            facts.iter().any(|file| file.has_health_library || file.service.routes.iter().any(is_health_route));
        let has_unknown = facts.iter().any(|file| {
            file.service.routes.iter().any(|route| route.path.is_none())
                || file.service.unseen.iter().any(|name| !is_seen(name, modules, catalog))
        });
        let runs = facts.iter().any(|file| file.is_program || file.service.runs) || !manifest.scripts.is_empty();
        let has_entry = facts.iter().any(Facts::has_entry);
        let mut services = Self { has_entry, ..Self::default() };
        (0..).map(FileId).zip(&facts).for_each(|(file, facts)| services.join(file, facts));
        services.health = facts.iter().flat_map(|file| file.health.clone()).collect();
        services.has_health_library = facts.iter().any(|file| file.has_health_library);
        if !has_health && !has_unknown {
            let files = modules.iter().map(|module| module.source.path()).zip(facts);
            let files = files.filter(|(path, _)| !is_aside(path.strip_prefix(root).unwrap_or(path)));
            services.collect(files, !manifest.is_distribution || runs);
        }
        services
    }

    /// Takes in what one file says about routes and what is around them.
    fn join(&mut self, file: FileId, facts: &Facts) {
        let service = &facts.service;
        self.error_handlers.extend(service.error_handlers.iter().cloned());
        self.inclusions.extend(service.inclusions.iter().map(|one| (file, one.clone())));
        self.resources.extend(service.resources.iter().map(|one| (file, one.clone())));
        self.runners.extend(service.runners.iter().map(|(name, call)| (name.clone(), In { file, id: *call })));
        self.named.extend(facts.named.iter().filter_map(|named| match named.ty {
            Type::Class(class) => Some((class, named.like.clone())),
            _ => None,
        }));
    }

    /// One application for each folder that makes some: those below belong to the same service.
    fn collect<'p>(&mut self, files: impl Iterator<Item = (&'p Path, Facts)>, ships: bool) {
        for (path, facts) in files {
            let known = self.without_health.iter().any(|(other, _)| {
                other.parent().zip(path.parent()).is_some_and(|(other, here)| here.starts_with(other))
            });
            let mut applications = facts.service.applications.into_iter().filter(|app| !app.mounted);
            let first = applications.find(|app| ships || app.at_import);
            self.without_health.extend(first.filter(|_| !known).map(|app| (path.to_owned(), app)));
        }
    }
}

impl Facts {
    fn has_entry(&self) -> bool {
        self.is_program || self.service.commands || self.service.routes.iter().any(|route| route.handler.is_some())
    }
}

/// Whether a file of the project, or a library that the catalogue describes, defines `name` (qualified).
fn is_seen(name: &str, modules: &[Module], catalog: &Catalog) -> bool {
    if name.is_empty() {
        return false;
    }
    let ends = name.match_indices('.').map(|(at, _)| at).chain([name.len()]);
    let mut paths = ends.map(|end| name[..end].split('.').collect::<PathBuf>());
    let holds = |path: &Path| {
        modules.iter().any(|module| {
            let file = module.source.path().with_extension("");
            file.ends_with(path) || file.parent().is_some_and(|folder| folder.ends_with(path))
        })
    };
    catalog.library_of(name).is_some() || paths.any(|path| holds(&path))
}

/// Whether a file, by its path in the project, is no part of a service: an example, documentation, a test.
pub(super) fn is_aside(path: &Path) -> bool {
    const FOLDERS: [&str; 12] = [
        "example",
        "examples",
        "doc",
        "docs",
        "demo",
        "demos",
        "sample",
        "samples",
        "test",
        "tests",
        "testing",
        "tutorials",
    ];
    let folders = path.parent().into_iter().flat_map(Path::components);
    folders.into_iter().any(|part| match part {
        Component::Normal(name) => name.to_str().is_some_and(|name| FOLDERS.contains(&name)),
        _ => false,
    })
}
