//! Which files may change objects and variables of others: told by names alone, so that only these files are asked.

use super::FileId;
use crate::catalog::Catalog;
use crate::catalog::schema::Role;
use crate::semantic::Module;
use crate::syntax::ast::{ExprKind, Name};
use rustc_hash::{FxHashMap, FxHashSet};

/// Files by what they may change.
#[derive(Debug, Default)]
pub struct Changes {
    /// What changes an object when it is called, or assigned to.
    names: FxHashSet<Name>,
    /// Files that call or assign to something of these names.
    objects: Vec<FileId>,
    /// Files that may set the default of all sockets.
    defaults: Vec<FileId>,
    /// Files that assign to attributes of what they did not make, by attribute.
    assigned: FxHashMap<Name, Vec<FileId>>,
}

impl Changes {
    /// Looks at every call and every assignment to an attribute.
    pub fn of(modules: &[Module], catalog: &Catalog) -> Self {
        let setters = catalog.names_with(&[Role::TimeoutSetter, Role::NonBlocking, Role::Mounts]).map(Name::from);
        let setters = setters.collect::<FxHashSet<_>>();
        let defaults = catalog.names_with(&[Role::SocketDefaultTimeout]).map(Name::from).collect::<FxHashSet<_>>();
        let names = catalog.changeable_names().map(Name::from).chain(setters.iter().cloned()).collect();
        let mut this = Self { names, ..Self::default() };
        for (file, module) in (0..).map(FileId).zip(modules) {
            let called = called_names(module).collect::<FxHashSet<_>>();
            let assigned = module.index.patched.iter().map(|(_, attr, _)| attr).collect::<FxHashSet<_>>();
            if called.iter().any(|name| defaults.contains(*name)) {
                this.defaults.push(file);
            }
            if called.iter().any(|name| setters.contains(*name)) || assigned.iter().any(|name| this.changes(name)) {
                this.objects.push(file);
            }
            assigned.into_iter().for_each(|attr| this.assigned.entry(attr.clone()).or_default().push(file));
        }
        this
    }

    /// Whether something of that name changes an object when it is called, or assigned to.
    pub(crate) fn changes(&self, name: &Name) -> bool {
        self.names.contains(name)
    }

    /// The files that may change objects.
    pub(crate) fn objects(&self) -> &[FileId] {
        &self.objects
    }

    /// The files that may set the default of all sockets.
    pub(crate) fn defaults(&self) -> &[FileId] {
        &self.defaults
    }

    /// The files that assign to an attribute of that name of something else than `self`.
    pub(crate) fn assigning(&self, attr: &str) -> &[FileId] {
        self.assigned.get(attr).map_or(&[], Vec::as_slice)
    }
}

/// The last parts of the names that a file calls.
fn called_names(module: &Module) -> impl Iterator<Item = &Name> {
    module.index.calls.iter().filter_map(|&call| match &module.ast[call].kind {
        ExprKind::Call { func, .. } => match &module.ast[*func].kind {
            ExprKind::Name(name) | ExprKind::Attribute { attr: name, .. } => Some(name),
            _ => None,
        },
        _ => None,
    })
}
