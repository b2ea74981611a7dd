//! Statements on one line.

use crate::syntax::ast::{ExprId, ExprKind, ImportItem, Name, StmtKind};
use crate::syntax::cst::{Field, Kind, Part, Parts};
use crate::syntax::lower::Lowering;
use crate::syntax::lower::expr::binary_op;

impl<'t> Lowering<'t> {
    pub(super) fn expression_statement(&mut self, part: Part<'t>, parts: &Parts<'t>) -> Option<StmtKind> {
        let values: Vec<_> = parts.values().collect();
        match values.first()?.kind {
            Kind::Assignment => self.assignment(values[0]),
            Kind::AugmentedAssignment => self.augmented(values[0]),
            _ => Some(StmtKind::Expr(self.joined(&values, parts.has(Kind::Comma), part.span()))),
        }
    }

    /// `a = b = value`, `target: annotation = value`.
    fn assignment(&mut self, part: Part<'t>) -> Option<StmtKind> {
        let mut targets = Vec::new();
        let mut parts = self.parts(part.node);
        self.errors(&parts);
        if let Some(annotation) = parts.field(Field::Type) {
            let target = self.expr(parts.field(Field::Left)?);
            let annotation = self.expr(annotation);
            let value = parts.field(Field::Right).map(|value| self.expr(value));
            return Some(StmtKind::AnnAssign { target, annotation, value });
        }
        loop {
            targets.push(self.expr(parts.field(Field::Left)?));
            let right = parts.field(Field::Right)?;
            if right.kind != Kind::Assignment {
                let value = self.expr(right);
                return Some(StmtKind::Assign { targets: targets.into(), value });
            }
            parts = self.parts(right.node);
            self.errors(&parts);
        }
    }

    /// `type Name = type`, as the assignment that it is in all but the time of its evaluation.
    pub(super) fn type_alias(&mut self, parts: &Parts<'t>) -> Option<StmtKind> {
        let named = self.expr(parts.field(Field::Left)?);
        // `Name[T]` declares parameters.
        let target = if let ExprKind::Subscript { value, .. } = self.ast[named].kind { value } else { named };
        Some(StmtKind::Assign { targets: Box::new([target]), value: self.expr(parts.field(Field::Right)?) })
    }

    fn augmented(&mut self, part: Part<'t>) -> Option<StmtKind> {
        let parts = self.parts(part.node);
        self.errors(&parts);
        let target = self.expr(parts.field(Field::Left)?);
        let op = binary_op(parts.field(Field::Operator).map_or("", |operator| self.slice(operator.span())));
        Some(StmtKind::AugAssign { target, op, value: self.expr(parts.field(Field::Right)?) })
    }

    /// `raise exc from cause`; of Python 2's `raise E, value, traceback` the class.
    pub(super) fn raise(&mut self, parts: &Parts<'t>) -> StmtKind {
        let raised = parts.values().find(|part| part.field != Field::Cause);
        let exc = raised.map(|part| match part.kind {
            Kind::ExpressionList => self.only_value(part),
            _ => self.expr(part),
        });
        StmtKind::Raise { exc, cause: parts.field(Field::Cause).map(|cause| self.expr(cause)) }
    }

    pub(super) fn delete(&mut self, parts: &Parts<'t>) -> Option<StmtKind> {
        let deleted = parts.values().next()?;
        let targets = match deleted.kind {
            Kind::ExpressionList => self.parts(deleted.node).values().collect(),
            _ => vec![deleted],
        };
        Some(StmtKind::Delete(self.exprs(targets)))
    }

    pub(super) fn assert(&mut self, parts: &Parts<'t>) -> Option<StmtKind> {
        let mut values = parts.values();
        let test = self.expr(values.next()?);
        Some(StmtKind::Assert { test, message: values.next().map(|message| self.expr(message)) })
    }

    /// Python 2's `print >>file, value`.
    pub(super) fn print(&mut self, parts: &Parts<'t>) -> StmtKind {
        let printed: Vec<ExprId> = parts
            .values()
            .map(|part| if part.kind == Kind::Chevron { self.only_value(part) } else { self.expr(part) })
            .collect();
        StmtKind::Other(printed.into())
    }

    pub(super) fn names(&mut self, parts: &Parts<'t>) -> Box<[Name]> {
        parts.kinds(Kind::Identifier).map(|part| self.name(part)).collect()
    }

    pub(super) fn import_items(&mut self, parts: &Parts<'t>) -> Box<[ImportItem]> {
        parts.fields(Field::Name).map(|part| self.import_item(part)).collect()
    }

    fn import_item(&mut self, part: Part<'t>) -> ImportItem {
        let span = part.span();
        if part.kind != Kind::AliasedImport {
            return ImportItem { path: self.dotted(part), alias: None, span };
        }
        let parts = self.parts(part.node);
        let path = parts.field(Field::Name).map(|name| self.dotted(name)).unwrap_or_default();
        ImportItem { path, alias: parts.field(Field::Alias).map(|alias| self.name(alias)), span }
    }

    pub(super) fn import_from(&mut self, part: Part<'t>, parts: &Parts<'t>) -> StmtKind {
        let (module, level) = match parts.field(Field::ModuleName) {
            Some(module) if module.kind == Kind::RelativeImport => self.relative(module),
            Some(module) => (self.dotted(module), 0),
            None if part.kind == Kind::FutureImport => (Name::new_static("__future__"), 0),
            None => (Name::default(), 0),
        };
        StmtKind::ImportFrom { module, level, items: self.import_items(parts) }
    }

    fn relative(&mut self, part: Part<'t>) -> (Name, u32) {
        let parts = self.parts(part.node);
        let dots = parts.kind(Kind::ImportPrefix).map_or("", |prefix| self.slice(prefix.span()));
        let level = u32::try_from(dots.bytes().filter(|byte| *byte == b'.').count()).unwrap_or(u32::MAX);
        (parts.kind(Kind::DottedName).map(|module| self.dotted(module)).unwrap_or_default(), level)
    }
}
