//! Statements.

mod compound;
mod simple;

use super::Lowering;
use crate::source::Span;
use crate::syntax::ast::{Block, StmtId, StmtKind};
use crate::syntax::cst::{Kind, Part, Parts};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// The statements directly in `node`, those that were read inside its unreadable parts included.
    pub(super) fn block_of(&mut self, node: Node<'t>) -> Block {
        let parts = self.parts(node);
        let mut statements = Vec::new();
        if node.is_error() {
            self.salvage(crate::syntax::cst::span(node), &parts, &mut statements);
        } else {
            self.statements(&parts, &mut statements);
        }
        statements.into()
    }

    /// The statements of a block that may be missing.
    pub(super) fn suite(&mut self, part: Option<Part<'t>>) -> Block {
        part.map(|part| self.block_of(part.node)).unwrap_or_default()
    }

    fn statements(&mut self, parts: &Parts<'t>, into: &mut Vec<StmtId>) {
        for part in parts.iter() {
            match part.kind {
                Kind::Error => {
                    let inner = self.parts(part.node);
                    self.salvage(part.span(), &inner, into);
                }
                kind if kind.is_statement() => into.extend(self.stmt(part)),
                _ => {}
            }
        }
    }

    /// What was read inside of an unreadable part: its whole statements and those of its blocks. The rest is unread.
    fn salvage(&mut self, span: Span, parts: &Parts<'t>, into: &mut Vec<StmtId>) {
        let read: Vec<_> = parts.iter().filter(|part| part.kind.is_statement() || part.kind == Kind::Block).collect();
        self.unread_between(span, read.iter().map(|part| part.span()));
        for part in read {
            if part.kind == Kind::Block {
                let block = self.deeper(1, part.span(), |this| this.block_of(part.node));
                into.extend(block.unwrap_or_default());
            } else {
                into.extend(self.stmt(part));
            }
        }
    }

    /// Notes what is unreadable directly among `parts`.
    pub(super) fn errors(&mut self, parts: &Parts<'t>) {
        for part in parts.kinds(Kind::Error) {
            self.unread_between(part.span(), []);
        }
    }

    /// A statement; `None` where it lies too deep.
    fn stmt(&mut self, part: Part<'t>) -> Option<StmtId> {
        self.deeper(1, part.span(), |this| this.stmt_here(part))
    }

    fn stmt_here(&mut self, part: Part<'t>) -> StmtId {
        let parts = self.parts(part.node);
        self.errors(&parts);
        let kind = self.stmt_kind(part, &parts).unwrap_or_else(|| StmtKind::Other(self.exprs(parts.values())));
        self.push_stmt(part.span(), kind)
    }

    fn stmt_kind(&mut self, part: Part<'t>, parts: &Parts<'t>) -> Option<StmtKind> {
        Some(match part.kind {
            Kind::Pass => StmtKind::Pass,
            Kind::Break => StmtKind::Break,
            Kind::Continue => StmtKind::Continue,
            Kind::ExpressionStatement => self.expression_statement(part, parts)?,
            Kind::Return => StmtKind::Return(parts.values().next().map(|value| self.expr(value))),
            Kind::Raise => self.raise(parts),
            Kind::Delete => self.delete(parts)?,
            Kind::Assert => self.assert(parts)?,
            Kind::Global => StmtKind::Global(self.names(parts)),
            Kind::Nonlocal => StmtKind::Nonlocal(self.names(parts)),
            Kind::Import => StmtKind::Import(self.import_items(parts)),
            Kind::ImportFrom | Kind::FutureImport => self.import_from(part, parts),
            Kind::If => self.if_statement(part, parts)?,
            Kind::For => self.for_statement(part, parts)?,
            Kind::While => self.while_statement(part, parts)?,
            Kind::Try => self.try_statement(parts),
            Kind::With => self.with_statement(parts)?,
            Kind::Match => self.match_statement(part, parts),
            Kind::Function => self.function(parts, Box::default())?,
            Kind::Class => self.class(parts, Box::default())?,
            Kind::Decorated => self.decorated(parts)?,
            Kind::Print => self.print(parts),
            _ => return None,
        })
    }
}
