//! All files that see each other, and what was found out about them so far.

mod changes;
mod importing;
mod imports;

pub use changes::Changes;
pub use imports::Imports;

use super::callers::Callers;
use super::effect::{Waiting, Within};
use super::index::FunctionId;
use super::{Memory, Model, Module};
use crate::catalog::Catalog;
use crate::syntax::ast::Name;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Number of a file in a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Something of a file: a function, a class, an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct In<T> {
    /// The file.
    pub file: FileId,
    /// Which one there.
    pub id: T,
}

/// The files of a project. It remembers answers, so it belongs to one thread; since what a question finds may depend on
/// those before it, each file is judged with a program of its own.
pub struct Program<'a> {
    modules: &'a [Module],
    imports: &'a Imports,
    callers: &'a Callers,
    changes: &'a Changes,
    catalog: &'a Catalog,
    waiting: Option<&'a Waiting>,
    memories: RefCell<FxHashMap<FileId, Rc<Memory>>>,
    /// How deep the present question is nested in others.
    pub(super) depth: Cell<u32>,
}

impl<'a> Program<'a> {
    /// A program of which nothing has been asked yet.
    ///
    /// `callers` are those of all files; none while it is being found out who they are.
    pub fn new(
        modules: &'a [Module],
        imports: &'a Imports,
        callers: &'a Callers,
        changes: &'a Changes,
        catalog: &'a Catalog,
    ) -> Self {
        let (memories, depth) = (RefCell::default(), Cell::new(0));
        Self { modules, imports, callers, changes, catalog, waiting: None, memories, depth }
    }

    /// The program with what is known of which functions may wait.
    #[must_use]
    pub fn with_waiting(self, waiting: &'a Waiting) -> Self {
        Self { waiting: Some(waiting), ..self }
    }

    /// Whether a wait may be found in a function or behind it.
    pub(super) fn may_wait(&self, function: In<FunctionId>, within: Within) -> bool {
        self.waiting.is_none_or(|waiting| waiting.may_wait(function, within))
    }

    /// The model of a file.
    pub fn model(&'a self, file: FileId) -> Model<'a> {
        let module = &self.modules[file.0 as usize];
        let memory = Rc::clone(self.memories.borrow_mut().entry(file).or_default());
        Model { file, module, catalog: self.catalog, program: self, ast: &module.ast, index: &module.index, memory }
    }

    /// Who calls and who mentions each function.
    pub(super) fn callers(&self) -> &'a Callers {
        self.callers
    }

    /// Which files may change what others made.
    pub(super) fn changes(&self) -> &'a Changes {
        self.changes
    }

    /// The module of the project that `dotted` means for an import in `from`.
    pub(super) fn find_module(&self, from: FileId, dotted: &str) -> Option<FileId> {
        self.imports.find(from, dotted, |name| self.catalog.library_of(name).is_some())
    }

    /// The module of the project from which `from level-dots module import …` in `from` takes names.
    pub(super) fn find_imported(&self, from: FileId, level: u32, module: &str) -> Option<FileId> {
        match level {
            0 => self.find_module(from, module),
            _ => self.imports.find_relative(from, level, module),
        }
    }

    /// The dotted name of a module below the project's folder.
    pub(super) fn module_name(&self, file: FileId) -> Name {
        self.imports.name(file)
    }

    /// The module `name` in a package of the project.
    pub(super) fn find_in(&self, package: FileId, name: &str) -> Option<FileId> {
        self.imports.find_in(package, name)
    }

    /// The files in order.
    pub fn files(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..u32::try_from(self.modules.len()).expect("a project has fewer than 2^32 files")).map(FileId)
    }
}
