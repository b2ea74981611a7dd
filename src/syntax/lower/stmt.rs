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
        self.compound_stmt(part.span(), kind)
    }

    /// Adds a statement that ends where its last block does: the parser lets a block reach over comments behind it.
    fn compound_stmt(&mut self, span: Span, kind: StmtKind) -> StmtId {
        let end = last_block(&kind).and_then(|block| self.end_of(block)).unwrap_or(span.end);
        self.push_stmt(Span::new(span.start, end), kind)
    }

    /// Where the last statement of `block` ends.
    fn end_of(&self, block: &[StmtId]) -> Option<u32> {
        block.last().map(|&last| self.ast[last].span.end)
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
            Kind::TypeAlias => self.type_alias(parts)?,
            _ => return None,
        })
    }
}

/// The block with which a statement ends.
fn last_block(kind: &StmtKind) -> Option<&[StmtId]> {
    let blocks: Vec<&Block> = match kind {
        StmtKind::If { body, orelse, .. } | StmtKind::While { body, orelse, .. } => vec![body, orelse],
        StmtKind::For(parts) => vec![&parts.body, &parts.orelse],
        StmtKind::Try(parts) => {
            let handlers = parts.handlers.iter().map(|handler| &handler.body);
            std::iter::once(&parts.body).chain(handlers).chain([&parts.orelse, &parts.finalbody]).collect()
        }
        StmtKind::With { body, .. } => vec![body],
        StmtKind::Match { cases, .. } => cases.iter().map(|case| &case.body).collect(),
        StmtKind::Function(function) => vec![&function.body],
        StmtKind::Class(class) => vec![&class.body],
        _ => Vec::new(),
    };
    blocks.into_iter().rfind(|block| !block.is_empty()).map(|block| &**block)
}
