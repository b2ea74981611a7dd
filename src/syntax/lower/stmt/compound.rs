//! Statements with blocks.

use crate::source::Span;
use crate::syntax::MAX_CHAIN;
use crate::syntax::ast::{Block, ClassDef, ExceptClause, ExprId, For, FunctionDef, StmtKind, Try, WithItem};
use crate::syntax::cst::{Field, Kind, Part, Parts};
use crate::syntax::lower::Lowering;

impl<'t> Lowering<'t> {
    /// `if`, its `elif`s nested in the `else` of the one before.
    pub(super) fn if_statement(&mut self, part: Part<'t>, parts: &Parts<'t>) -> Option<StmtKind> {
        let test = self.expr(parts.field(Field::Condition)?);
        let body = self.suite(parts.field(Field::Consequence));
        let alternatives: Vec<_> = parts.fields(Field::Alternative).collect();
        let orelse = self.alternatives(&alternatives, part.span().end);
        Some(StmtKind::If { test, body, orelse })
    }

    /// The `elif` and `else` clauses of an `if` that ends at `end`.
    fn alternatives(&mut self, clauses: &[Part<'t>], end: u32) -> Block {
        let outer = self.chained;
        let (mut links, mut orelse) = (Vec::new(), Block::default());
        for clause in clauses {
            let parts = self.parts(clause.node);
            self.errors(&parts);
            if clause.kind == Kind::ElseClause {
                orelse = self.suite(parts.field(Field::Body));
                break;
            }
            let span = Span::new(clause.span().start, end);
            // The other half is for the expressions in it.
            if self.chained >= MAX_CHAIN / 2 {
                self.deep.push(span);
                break;
            }
            self.chained += 1;
            let test = self.expr_or_hole(parts.field(Field::Condition), clause.span());
            links.push((span, test, self.suite(parts.field(Field::Consequence))));
        }
        self.chained = outer;
        for (span, test, body) in links.into_iter().rev() {
            orelse = Box::new([self.compound_stmt(span, StmtKind::If { test, body, orelse })]);
        }
        orelse
    }

    pub(super) fn for_statement(&mut self, part: Part<'t>, parts: &Parts<'t>) -> Option<StmtKind> {
        let target = self.expr(parts.field(Field::Left)?);
        let iter = self.expr(parts.field(Field::Right)?);
        let body = self.suite(parts.field(Field::Body));
        let orelse = self.else_block(parts.field(Field::Alternative));
        let header = head(part, parts);
        Some(StmtKind::For(Box::new(For { is_async: parts.has(Kind::Async), target, iter, body, orelse, header })))
    }

    pub(super) fn while_statement(&mut self, part: Part<'t>, parts: &Parts<'t>) -> Option<StmtKind> {
        let test = self.expr(parts.field(Field::Condition)?);
        let body = self.suite(parts.field(Field::Body));
        let orelse = self.else_block(parts.field(Field::Alternative));
        Some(StmtKind::While { test, body, orelse, header: head(part, parts) })
    }

    fn else_block(&mut self, clause: Option<Part<'t>>) -> Block {
        let Some(clause) = clause else {
            return Block::default();
        };
        let parts = self.parts(clause.node);
        self.errors(&parts);
        self.suite(parts.field(Field::Body))
    }

    pub(super) fn try_statement(&mut self, parts: &Parts<'t>) -> StmtKind {
        let body = self.suite(parts.field(Field::Body));
        let mut star = false;
        let mut handlers = Vec::new();
        for part in parts.kinds(Kind::ExceptClause) {
            let inner = self.parts(part.node);
            star |= inner.has(Kind::Star);
            handlers.push(self.except(part, &inner));
        }
        let orelse = self.else_block(parts.kind(Kind::ElseClause));
        let finalbody = parts.kind(Kind::FinallyClause).map(|clause| {
            let inner = self.parts(clause.node);
            self.suite(inner.kind(Kind::Block))
        });
        let finalbody = finalbody.unwrap_or_default();
        StmtKind::Try(Box::new(Try { body, handlers: handlers.into(), orelse, finalbody, star }))
    }

    fn except(&mut self, part: Part<'t>, parts: &Parts<'t>) -> ExceptClause {
        self.errors(parts);
        let (class, target) = self.caught(parts);
        let name = target.filter(|target| target.kind == Kind::Identifier).map(|target| self.name(target));
        let body = self.suite(parts.kind(Kind::Block));
        let span = Span::new(part.span().start, self.end_of(&body).unwrap_or(part.span().end));
        ExceptClause { span, head: head(part, parts), class, name, body }
    }

    /// The class and the target of an `except`. `except A, b:` is a tuple of classes (PEP 758), but in a file
    /// with other signs of Python 2 it is Python 2's `except A as b`.
    fn caught(&mut self, parts: &Parts<'t>) -> (Option<ExprId>, Option<Part<'t>>) {
        let values: Vec<_> = parts.fields(Field::Value).collect();
        match (values.as_slice(), parts.field(Field::Alias)) {
            ([], target) => (None, target),
            ([only], None) if only.kind == Kind::AsPattern => self.as_pattern(*only),
            ([class, ..], Some(target)) => (Some(self.expr(*class)), Some(target)),
            ([class, target], None) if self.python2 => (Some(self.expr(*class)), Some(*target)),
            ([first, ..], None) => (Some(self.joined(&values, false, first.span())), None),
        }
    }

    /// `value as target`
    fn as_pattern(&mut self, part: Part<'t>) -> (Option<ExprId>, Option<Part<'t>>) {
        let parts = self.parts(part.node);
        let value = parts.values().find(|value| value.field != Field::Alias).map(|value| self.expr(value));
        let target = parts.field(Field::Alias).map(|target| self.bare(target));
        (value, target)
    }

    pub(super) fn with_statement(&mut self, parts: &Parts<'t>) -> Option<StmtKind> {
        let clause = parts.kind(Kind::WithClause)?;
        let inner = self.parts(clause.node);
        self.errors(&inner);
        let items = inner.kinds(Kind::WithItem).flat_map(|item| self.with_items(item)).collect();
        let body = self.suite(parts.field(Field::Body));
        Some(StmtKind::With { is_async: parts.has(Kind::Async), items, body })
    }

    /// The items that one node stands for: several where parentheses hold them.
    fn with_items(&mut self, item: Part<'t>) -> Vec<WithItem> {
        let Some(value) = self.parts(item.node).field(Field::Value) else {
            return Vec::new();
        };
        let values = match value.kind {
            Kind::Tuple | Kind::Parenthesized => self.parts(value.node).values().collect(),
            _ => vec![value],
        };
        values.into_iter().map(|value| self.with_item(value)).collect()
    }

    fn with_item(&mut self, value: Part<'t>) -> WithItem {
        if value.kind != Kind::AsPattern {
            return WithItem { context: self.expr(value), target: None };
        }
        let (context, target) = self.as_pattern(value);
        let target = target.map(|target| self.expr(target));
        WithItem { context: context.unwrap_or_else(|| self.hole(value.span())), target }
    }

    pub(super) fn match_statement(&mut self, part: Part<'t>, parts: &Parts<'t>) -> StmtKind {
        let subjects: Vec<_> = parts.fields(Field::Subject).collect();
        let subject = self.joined(&subjects, parts.has(Kind::Comma), part.span());
        let body = parts.field(Field::Body).map(|body| self.parts(body.node));
        if let Some(inner) = &body {
            self.errors(inner);
        }
        let cases = body.into_iter().flat_map(|body| body.0).filter(|case| case.kind == Kind::CaseClause);
        StmtKind::Match { subject, cases: cases.map(|case| self.case(case)).collect() }
    }

    pub(super) fn function(&mut self, parts: &Parts<'t>, decorators: Box<[ExprId]>) -> Option<StmtKind> {
        let name = parts.field(Field::Name)?;
        Some(StmtKind::Function(Box::new(FunctionDef {
            name: self.name(name),
            name_span: name.span(),
            is_async: parts.has(Kind::Async),
            params: self.params(parts.field(Field::Parameters)),
            returns: parts.field(Field::ReturnType).map(|returns| self.expr(returns)),
            decorators,
            body: self.suite(parts.field(Field::Body)),
        })))
    }

    pub(super) fn class(&mut self, parts: &Parts<'t>, decorators: Box<[ExprId]>) -> Option<StmtKind> {
        let name = parts.field(Field::Name)?;
        Some(StmtKind::Class(Box::new(ClassDef {
            name: self.name(name),
            name_span: name.span(),
            args: parts.field(Field::Superclasses).map(|bases| self.arguments(bases)).unwrap_or_default(),
            decorators,
            body: self.suite(parts.field(Field::Body)),
        })))
    }

    pub(super) fn decorated(&mut self, parts: &Parts<'t>) -> Option<StmtKind> {
        let decorators = parts.kinds(Kind::Decorator).map(|decorator| self.only_value(decorator)).collect();
        let definition = parts.field(Field::Definition)?;
        let inner = self.parts(definition.node);
        self.errors(&inner);
        match definition.kind {
            Kind::Class => self.class(&inner, decorators),
            _ => self.function(&inner, decorators),
        }
    }
}

/// From the start of a clause to its colon, without it.
fn head(part: Part, parts: &Parts) -> Span {
    let span = part.span();
    let end = parts.kind(Kind::Colon).map_or(span.end, |colon| colon.span().start);
    Span::new(span.start, end)
}
