//! What runs when a file is imported, and which files it imports in turn.

use super::FileId;
use crate::semantic::Model;
use crate::semantic::index::Part;
use crate::syntax::ast::{ExprId, StmtKind};

impl Model<'_> {
    /// The files of the project that this one imports, wherever it does.
    pub fn imported_files(&self) -> Vec<FileId> {
        let files = self.ast.stmts.iter().flat_map(|stmt| match &stmt.kind {
            StmtKind::Import(items) => {
                items.iter().filter_map(|item| self.program.find_module(self.file, &item.path)).collect()
            }
            StmtKind::ImportFrom { module, level, items } => {
                let package = self.program.find_imported(self.file, *level, module);
                let names = items.iter().map(|item| item.path.as_str());
                let dot = if module.is_empty() { "" } else { "." };
                let beside = |name| self.program.find_imported(self.file, *level, &format!("{module}{dot}{name}"));
                let inner = names.filter_map(|name| {
                    package.map_or_else(|| beside(name), |package| self.program.find_in(package, name))
                });
                inner.chain(package).collect()
            }
            _ => Vec::new(),
        });
        files.filter(|&file| file != self.file).collect()
    }

    /// Whether code of the module itself runs on import: not if it is for the program or the type checker only.
    pub fn runs_at_import(&self, at: ExprId) -> bool {
        !self.around(self.stmt_of(at)).any(|(outer, part)| match self.ast[outer].kind {
            StmtKind::If { test, .. } => part == Part::Body && self.module.tests_main(test),
            _ => false,
        })
    }

    /// Whether an expression is what decorates a function or a class, called or not.
    pub fn is_decorator(&self, expr: ExprId) -> bool {
        match &self.ast[self.stmt_of(expr)].kind {
            StmtKind::Function(definition) => definition.decorators.contains(&expr),
            StmtKind::Class(definition) => definition.decorators.contains(&expr),
            _ => false,
        }
    }
}
