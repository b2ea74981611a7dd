//! What a service depends on: databases, caches, brokers and other services that its code talks to.

use super::HealthCheck;
use crate::catalog::schema::{Library, NetworkKind, Role};
use crate::diagnostic::Related;
use crate::project::Project;
use crate::project::service::is_aside;
use crate::semantic::entry::Runs;
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::program::{FileId, In, Program};
use crate::semantic::resolution::Resolution;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{Arg, ExprId};
use std::collections::BTreeMap;

/// How many files are looked at for dependencies.
const MAX_FILES: usize = 400;
/// Schemes of URLs, and last parts of settings' names, that stand for a database elsewhere.
const ENGINES: [&str; 8] = ["postgres", "postgresql", "mysql", "mariadb", "oracle", "mssql", "mongodb", "cockroachdb"];
/// The same for a database in the process.
const EMBEDDED: [&str; 2] = ["sqlite", "sqlite3"];

/// What kind of thing a service depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// A database.
    Database,
    /// A cache.
    Cache,
    /// A message broker or job queue.
    Broker,
    /// Any other remote service.
    Service,
}

impl Category {
    /// The category of a kind of operations.
    pub fn of(kind: NetworkKind) -> Self {
        match kind {
            NetworkKind::Db => Self::Database,
            NetworkKind::Cache => Self::Cache,
            NetworkKind::Broker => Self::Broker,
            _ => Self::Service,
        }
    }

    /// Its name in a sentence, as the object.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Database => "a database",
            Self::Cache => "a cache",
            Self::Broker => "a broker",
            Self::Service => "other services",
        }
    }
}

/// Something that a service depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// What it is.
    pub category: Category,
    /// The library that talks to it, or the database's name in a setting.
    pub by: String,
    /// A place that shows it.
    pub at: In<ExprId>,
}

impl Dependency {
    /// The place that shows it.
    pub fn place(&self, model: &Model<'_>) -> Related {
        model.related_in(self.at, format!("here it uses {} ({})", self.category.noun(), self.by))
    }

    /// `a cache (redis), other services (requests)`
    pub fn list(all: &[Self]) -> String {
        let one = |dependency: &Self| format!("{} ({})", dependency.category.noun(), dependency.by);
        all.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

impl Project {
    /// One dependency of each category, as far as the code shows them.
    pub fn dependencies(&self) -> &[Dependency] {
        self.dependencies.get_or_init(|| self.find_dependencies(&self.program()))
    }

    fn find_dependencies(&self, program: &Program<'_>) -> Vec<Dependency> {
        let kinds = self.catalog.network_modules();
        let mut found = BTreeMap::new();
        if let Some(engine) = self.engine() {
            found.insert(Category::Database, engine);
        }
        let embedded = found.is_empty() && self.names_engine(&EMBEDDED).is_some();
        let files = self.modules.iter().zip(program.files());
        let files = files.filter(|(module, _)| !self.is_aside(module.source.path()));
        let missing = |found: &BTreeMap<Category, Dependency>, name: &str| {
            kinds.iter().any(|(module, kind)| {
                let under = name == *module || name.strip_prefix(*module).is_some_and(|rest| rest.starts_with('.'));
                under && !found.contains_key(&Category::of(*kind))
            })
        };
        let mut looked_at = 0;
        for (module, file) in files {
            if looked_at < MAX_FILES && module.names_module(&|name| missing(&found, name)) {
                looked_at += 1;
                for dependency in dependencies_in(&program.model(file), embedded) {
                    found.entry(dependency.category).or_insert(dependency);
                }
            }
        }
        found.into_values().collect()
    }

    fn is_aside(&self, path: &std::path::Path) -> bool {
        is_aside(path.strip_prefix(&self.root).unwrap_or(path))
    }

    /// The database elsewhere that a setting names.
    fn engine(&self) -> Option<Dependency> {
        let (at, by) = self.names_engine(&ENGINES)?;
        Some(Dependency { category: Category::Database, by, at })
    }

    /// The first string that is the address or the setting of one of `engines`: by number of file, with its name.
    fn names_engine(&self, engines: &[&str]) -> Option<(In<ExprId>, String)> {
        let files = (0..).map(FileId).zip(&self.modules);
        let mut files = files.filter(|(_, module)| !self.is_aside(module.source.path()));
        files.find_map(|(file, module)| {
            let (id, name) = module.strings().find_map(|(id, text)| Some((id, engine_of(text, engines)?)))?;
            Some((In { file, id }, name))
        })
    }

    /// Whether an operation talks to something outside of the process, as far as the project's settings tell.
    pub fn is_remote(&self, name: &str, kind: NetworkKind) -> bool {
        let embeds = self.catalog.library_of(name).is_some_and(|library| library.may_embed);
        kind != NetworkKind::Db
            || !embeds
            || self.names_engine(&EMBEDDED).is_none()
            || self.names_engine(&ENGINES).is_some()
    }

    /// The one health route to report where none of the service's looks at anything that the service needs: the first
    /// that is not named as liveness.
    pub fn shallow_check(&self, model: &Model<'_>) -> Option<HealthCheck> {
        let routes = &self.services.health;
        if self.services.has_health_library || routes.iter().any(|route| route.handler.is_none()) {
            return None;
        }
        let checks = model.program.files().flat_map(|file| self.health_checks(file)).collect::<Vec<_>>();
        let first = checks.iter().find(|check| !check.is_liveness).or(checks.first())?;
        checks.iter().all(|check| self.is_shallow(model, check)).then(|| first.clone())
    }

    /// Whether a health route touches nothing outside of the process, and nothing that is unknown.
    fn is_shallow(&self, model: &Model<'_>, check: &HealthCheck) -> bool {
        let (inner, handler) = model.of(check.handler);
        let makers = inner.parameter_makers(handler).into_iter();
        makers.chain([check.handler]).all(|function| {
            let (inner, function) = model.of(function);
            self.probes(&inner, function).is_empty() && !self.may_touch_unseen(&inner, function)
        })
    }

    /// Whether a function, through calls too, does anything of which it is not known that it talks to nobody: a call of
    /// something unknown, or of a library that is not described.
    pub fn may_touch_unseen(&self, model: &Model<'_>, handler: FunctionId) -> bool {
        model.running(handler).into_iter().any(|frame| {
            let (inner, function) = model.of(frame.function);
            inner.calls_of(function).iter().any(|call| inner.may_touch(call))
        })
    }
}

/// `postgresql` of `postgresql+psycopg2://db/app` and of `django.db.backends.postgresql`.
fn engine_of(text: &str, engines: &[&str]) -> Option<String> {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.split('+').next().unwrap_or(scheme));
    let setting = || text.rsplit_once('.').filter(|(home, _)| home.contains("backends")).map(|(_, last)| last);
    let name = scheme.or_else(setting)?;
    engines.contains(&name).then(|| name.to_owned())
}

fn dependencies_in(model: &Model<'_>, embedded: bool) -> Vec<Dependency> {
    let one = |call: Call<'_>| {
        let kind = call.fact.and_then(|fact| fact.network).or_else(|| model.client_kind(&call))?;
        let library = model.catalog.library_of(&call.name)?;
        let local = kind == NetworkKind::Db && embedded && library.may_embed;
        let by = if library.is_standard() { call.name.clone() } else { library.name.clone() };
        (!local && !call.has_role(Role::Close) && call.value.sure).then(|| Dependency {
            category: Category::of(kind),
            by,
            at: model.here(call.expr),
        })
    };
    model.calls().filter_map(one).collect()
}

impl Model<'_> {
    /// The kind of operations of the client that a call makes.
    fn client_kind(&self, call: &Call<'_>) -> Option<NetworkKind> {
        let standard = self.catalog.library_of(&call.name).is_some_and(Library::is_standard);
        let class = call.fact.filter(|_| !standard)?.returns.as_deref().unwrap_or(&call.name);
        self.catalog.methods(class).find_map(|(_, method)| method.network.filter(|_| method.role != Some(Role::Close)))
    }

    /// Whether a call may talk to something of which nothing is known here.
    fn may_touch(&self, call: &Call<'_>) -> bool {
        if self.runs_aside(call) {
            return true;
        }
        if call.fact.is_some() {
            return false;
        }
        let unseen = matches!(self.resolution_of(call.callee), Resolution::External | Resolution::Unknown);
        match &call.value.ty {
            // A described library's function that is not described does no network I/O that is known; it may still.
            Type::Symbol(name) | Type::Method(name, _) => unseen || !self.is_standard(name),
            Type::Unknown => unseen && self.role_of(call) != Some(Role::Log) && !self.is_of_literal(call.callee),
            _ => false,
        }
    }

    /// Whether a function of the project may run by a call without being among those that run within.
    fn runs_aside(&self, call: &Call<'_>) -> bool {
        let called = call.value.ty.function();
        let aside = called.is_some_and(|callee| !matches!(self.runs(call.expr, callee), Runs::At(_)));
        let given = |arg: &Arg| {
            let function = self.infer(arg.value).ty.function();
            function.is_some() && !matches!(self.handed_off(arg.value), Runs::At(_))
        };
        aside || call.args.iter().any(given)
    }

    fn is_standard(&self, name: &str) -> bool {
        !name.contains('.') || self.catalog.library_of(name).is_some_and(Library::is_standard)
    }

    /// Whether a method is one of a string's or another literal's.
    fn is_of_literal(&self, callee: ExprId) -> bool {
        let object = self.receiver(callee).map(|object| self.infer(object).ty);
        matches!(object, Some(Type::Instance(class)) if !class.contains('.'))
    }
}
