//! The services of a project: applications, routes and error handlers in all of its files.

use super::Manifest;
use crate::catalog::Catalog;
use crate::semantic::Module;
use crate::semantic::health::is_health_route;
use crate::semantic::program::{FileId, Program};
use crate::semantic::route::{Application, Service, WebNames};
use crate::syntax::ast::Name;
use std::path::{Component, Path, PathBuf};

/// What one file says about services and entry points.
#[derive(Debug)]
pub(super) struct Facts {
    service: Service,
    is_program: bool,
    has_health_library: bool,
    pub(super) dynamic_owners: Vec<Name>,
}

impl Facts {
    pub(super) fn of(program: &Program<'_>, file: FileId, names: &WebNames) -> Self {
        let model = program.model(file);
        let is_health = |name: &str| model.catalog.library_of(name).is_some_and(|library| library.serves_health);
        Self {
            service: model.service(names),
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
    /// Exception classes (qualified) for which a file registers an error handler.
    pub error_handlers: Vec<Name>,
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
        let error_handlers = facts.iter().flat_map(|file| file.service.error_handlers.clone()).collect();
        let mut services = Self { without_health: Vec::new(), error_handlers, has_entry };
        if !has_health && !has_unknown {
            let files = modules.iter().map(|module| module.source.path()).zip(facts);
            let files = files.filter(|(path, _)| !is_aside(path.strip_prefix(root).unwrap_or(path)));
            services.collect(files, !manifest.is_distribution || runs);
        }
        services
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
fn is_aside(path: &Path) -> bool {
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
