//! From the parser's tree to the owned one.

mod expr;
mod params;
mod pattern;
mod stmt;
mod text;
mod unread;

use super::ast::{Ast, Expr, ExprId, ExprKind, Name, Stmt, StmtId, StmtKind};
use super::cst::{Part, Parts};
use super::normalize::Normalized;
use super::survey::{Survey, survey};
use super::{MAX_CHAIN, MAX_DEPTH};
use crate::source::Span;
use tree_sitter::{Node, Tree, TreeCursor};

/// An owned tree, and what may help to read more of its text.
#[derive(Default)]
pub(super) struct Lowered {
    pub(super) ast: Ast,
    /// What is no Python, in order.
    pub(super) broken: Vec<Span>,
    /// The strings, in order.
    pub(super) strings: Vec<Span>,
}

/// The owned tree of `text`, of which `tree` is the parser's, who saw it as `normalized`.
pub(super) fn lower(text: &str, tree: &Tree, normalized: &Normalized) -> Lowered {
    let survey = survey(text, tree, &normalized.hidden);
    let deep = normalized.deep.iter().filter(|span| !survey.is_in_string(**span)).copied().collect();
    let Survey { comments, missing, python2, strings } = survey;
    let root = tree.root_node();
    let mut lowering = Lowering {
        text,
        cursor: tree.walk(),
        ast: Ast { comments, ..Ast::default() },
        unread: missing,
        deep,
        depth: 0,
        chained: 0,
        star: None,
        python2,
    };
    let body = lowering.block_of(root);
    let broken = unread::merge(lowering.unread.clone());
    normalized.dropped.iter().for_each(|span| lowering.unread_between(*span, []));
    let mut ast = lowering.ast;
    ast.body = body;
    ast.deep = unread::merge(lowering.deep);
    ast.unread = unread::merge([lowering.unread, ast.deep.clone()].concat());
    Lowered { ast, broken, strings }
}

/// The state of one lowering.
struct Lowering<'t> {
    text: &'t str,
    cursor: TreeCursor<'t>,
    ast: Ast,
    unread: Vec<Span>,
    /// What is nested too deeply.
    deep: Vec<Span>,
    depth: u32,
    /// How many links of chains the present place lies in.
    chained: u32,
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

    /// Does `work` `levels` deeper; `None`, with `span` noted, where that is too deep.
    fn deeper<T>(&mut self, levels: u32, span: Span, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth + levels > MAX_DEPTH {
            self.deep.push(span);
            return None;
        }
        self.depth += levels;
        let result = work(self);
        self.depth -= levels;
        Some(result)
    }

    /// Does `work` inside of a chain of `links`; `None`, with `span` noted, where that is too long.
    fn chained<T>(&mut self, links: usize, span: Span, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let links = u32::try_from(links).unwrap_or(u32::MAX);
        if self.chained.saturating_add(links) > MAX_CHAIN {
            self.deep.push(span);
            return None;
        }
        self.chained += links;
        let result = work(self);
        self.chained -= links;
        Some(result)
    }
}
