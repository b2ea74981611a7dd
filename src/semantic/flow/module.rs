//! What the modules of the project have under a name.

use super::{Flow, MAX_DEPTH, Thing, Things};
use crate::semantic::Model;
use crate::semantic::index::ScopeId;
use crate::semantic::program::FileId;
use crate::syntax::ast::Name;

impl<'a> Flow<'a> {
    pub(super) fn module(&self, model: &Model<'a>, level: u32, path: &str) -> Option<FileId> {
        self.program.find_imported(model.file, level, path)
    }

    pub(super) fn imported(&self, model: &Model<'a>, module: &Name, level: u32, name: &Name) -> Things {
        if let Some(file) = self.module(model, level, module) {
            return self.exported(file, name);
        }
        let whole = if module.is_empty() { name.to_string() } else { format!("{module}.{name}") };
        self.module(model, level, &whole).map(Thing::Module).into_iter().collect()
    }

    /// What a module has under `name`.
    pub(super) fn exported(&self, file: FileId, name: &Name) -> Things {
        let model = self.program.model(file);
        let bindings = model.bindings(ScopeId(0), name);
        if self.depth.get() >= MAX_DEPTH {
            return Things::new();
        }
        self.depth.set(self.depth.get() + 1);
        let mut found = bindings.iter().flat_map(|binding| self.bound(&model, binding, ScopeId(0))).collect::<Things>();
        if bindings.is_empty() {
            found = self.star_imported(&model, name);
        }
        self.depth.set(self.depth.get() - 1);
        if found.is_empty() {
            found.extend(self.program.find_in(file, name).map(Thing::Module));
        }
        found
    }

    pub(super) fn star_imported(&self, model: &Model<'a>, name: &Name) -> Things {
        let sources = model.index.star_imports.iter().rev();
        let found = sources.filter_map(|(module, level)| self.module(model, *level, module));
        let mut found =
            found.filter(|file| self.program.model(*file).exports(name)).map(|file| self.exported(file, name));
        found.find(|things| !things.is_empty()).unwrap_or_default()
    }
}
