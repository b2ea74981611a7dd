//! From the parser's tree to the owned one.

mod expr;
mod params;
mod pattern;
mod stmt;
mod text;
mod unread;

use super::MAX_DEPTH;
use super::ast::{Ast, Expr, ExprId, ExprKind, Name, Stmt, StmtId, StmtKind};
use super::cst::{Part, Parts};
use super::survey::{Survey, survey};
use crate::source::Span;
use tree_sitter::{Node, Tree, TreeCursor};

/// The owned tree of `text`, of which `tree` is the parser's, which did not see the comments `hidden`.
pub(super) fn lower(text: &str, tree: &Tree, hidden: &[Span]) -> Ast {
    let Survey { comments, missing, python2, .. } = survey(text, tree, hidden);
    let root = tree.root_node();
    let mut lowering = Lowering {
        text,
        cursor: tree.walk(),
        ast: Ast { comments, ..Ast::default() },
        unread: missing,
        depth: 0,
        star: None,
        python2,
    };
    let body = lowering.block_of(root);
    let mut ast = lowering.ast;
    ast.body = body;
    ast.unread = unread::merge(lowering.unread);
    ast
}

/// The state of one lowering.
struct Lowering<'t> {
    text: &'t str,
    cursor: TreeCursor<'t>,
    ast: Ast,
    unread: Vec<Span>,
    depth: u32,
    python2: bool,
    /// Where the star stands that the parser took into an expression's first operand, as the expression is read without it.
    star: Option<u32>,
}

impl<'t> Lowering<'t> {
    /// The parts of `node`; its errors are noted as unread.
    fn parts(&mut self, node: Node<'t>) -> Parts<'t> {
        Parts::read(&mut self.cursor, node)
    }

    fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or("")
    }

    fn name(&self, part: Part<'t>) -> Name {
        Name::new(self.slice(part.span()))
    }

    fn push(&mut self, span: Span, kind: ExprKind) -> ExprId {
        let span = if self.star == Some(span.start) { self.behind_star(span) } else { span };
        self.ast.exprs.push(Expr { span, kind });
        ExprId(u32::try_from(self.ast.exprs.len() - 1).expect("fewer expressions than bytes"))
    }

    fn push_stmt(&mut self, span: Span, kind: StmtKind) -> StmtId {
        self.ast.stmts.push(Stmt { span, kind });
        StmtId(u32::try_from(self.ast.stmts.len() - 1).expect("fewer statements than bytes"))
    }

    /// An expression of which nothing is known.
    fn hole(&mut self, span: Span) -> ExprId {
        self.push(span, ExprKind::Other(Box::default()))
    }

    /// Does `work` `levels` deeper; `None`, with `span` noted as unread, where that is too deep.
    fn deeper<T>(&mut self, levels: u32, span: Span, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth + levels > MAX_DEPTH {
            self.unread.push(span);
            return None;
        }
        self.depth += levels;
        let result = work(self);
        self.depth -= levels;
        Some(result)
    }
}
