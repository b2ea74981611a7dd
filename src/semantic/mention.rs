//! What a file mentions that another file may define: names that are imported, attributes, and strings that are names.

use super::Module;
use crate::syntax::ast::{ExprId, ExprKind, StmtKind};

impl Module {
    /// The names of the classes that the file defines.
    pub fn class_names(&self) -> impl Iterator<Item = &str> {
        self.index.classes.iter().map(|class| class.name.as_str())
    }

    /// Whether the file imports, or names in a string, something of which `is` holds by its dotted name.
    pub fn names_module(&self, is: &dyn Fn(&str) -> bool) -> bool {
        let imported = self.ast.stmts.iter().any(|stmt| match &stmt.kind {
            StmtKind::Import(items) => items.iter().any(|item| is(&item.path)),
            StmtKind::ImportFrom { module, level: 0, .. } => is(module),
            _ => false,
        });
        let quoted = |text: &str| is_dotted(text) && is(text);
        imported || self.ast.exprs.iter().any(|expr| matches!(&expr.kind, ExprKind::Str(text) if quoted(text)))
    }

    /// The string literals, without f-strings.
    pub(crate) fn strings(&self) -> impl Iterator<Item = (ExprId, &str)> {
        let numbered = (0..).map(ExprId).zip(&self.ast.exprs);
        numbered.filter_map(|(id, expr)| match &expr.kind {
            ExprKind::Str(text) => Some((id, text.as_str())),
            _ => None,
        })
    }

    /// Whether the file starts something when it is run as a program.
    pub fn is_program(&self) -> bool {
        let named = self.source.path().file_stem().is_some_and(|stem| stem == "__main__");
        named
            || self.ast.body.iter().any(|&stmt| match self.ast[stmt].kind {
                StmtKind::If { test, .. } => self.tests_main(test),
                _ => false,
            })
    }

    /// `__name__ == "__main__"`
    pub(super) fn tests_main(&self, test: ExprId) -> bool {
        let ExprKind::Compare { first, rest } = &self.ast[test].kind else { return false };
        let sides = std::iter::once(*first).chain(rest.iter().map(|part| part.1));
        sides.into_iter().any(|side| matches!(&self.ast[side].kind, ExprKind::Str(text) if text == "__main__"))
    }
}

/// Whether a string may be the name of something in Python: `package.module:function`.
pub(super) fn is_dotted(text: &str) -> bool {
    let start = |c: char| c == '_' || c.is_alphabetic();
    text.len() < 200
        && text.starts_with(start)
        && text.chars().all(|c| c == '_' || c == '.' || c == ':' || c.is_alphanumeric())
}
