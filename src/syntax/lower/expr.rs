//! Expressions.

use super::Lowering;
use crate::source::Span;
use crate::syntax::ast::{BinaryOp, Clause, CompareOp, ComprehensionKind, ExprId, ExprKind, Name};
use crate::syntax::cst::{Field, Kind, Part, Parts};
use crate::syntax::literals::number;
use crate::syntax::{MAX_CHAIN, MAX_DEPTH};

/// One step of a chain that leans to the left, `… operator right`.
struct Link<'t> {
    whole: Part<'t>,
    operator: &'t str,
    right: Option<Part<'t>>,
}

impl<'t> Lowering<'t> {
    /// An expression; one that is too deep is a hole.
    pub(super) fn expr(&mut self, part: Part<'t>) -> ExprId {
        let part = self.bare(part);
        let span = part.span();
        if self.takes_star(part) {
            let value = self.behind(part);
            return self.push(span, ExprKind::Starred(value));
        }
        self.deeper(1, span, |this| this.expr_here(part)).unwrap_or_else(|| self.hole(span))
    }

    /// The expression, or a hole where it is missing.
    pub(super) fn expr_or_hole(&mut self, part: Option<Part<'t>>, span: Span) -> ExprId {
        match part {
            Some(part) => self.expr(part),
            None => self.hole(span),
        }
    }

    /// The expressions in `parts`.
    pub(super) fn exprs(&mut self, parts: impl IntoIterator<Item = Part<'t>>) -> Box<[ExprId]> {
        parts.into_iter().map(|part| self.expr(part)).collect()
    }

    /// The one expression inside `part`.
    pub(super) fn only_value(&mut self, part: Part<'t>) -> ExprId {
        let inner = self.parts(part.node).values().next();
        self.expr_or_hole(inner, part.span())
    }

    /// What stands inside parentheses, however many, or in an annotation.
    pub(super) fn bare(&mut self, mut part: Part<'t>) -> Part<'t> {
        while matches!(part.kind, Kind::Parenthesized | Kind::Type | Kind::AsPatternTarget) {
            let parts = self.parts(part.node);
            match parts.values().next() {
                Some(inner) if !parts.has(Kind::Error) => part = inner,
                _ => break,
            }
        }
        part
    }

    /// Whether the parser took the star of `*a.b()` into the operand `a`.
    pub(super) fn takes_star(&self, part: Part<'t>) -> bool {
        use Kind::{Attribute, Binary, Boolean, Call, Comparison, Conditional, Subscript};
        let start = part.span().start;
        matches!(part.kind, Attribute | Binary | Boolean | Call | Comparison | Conditional | Subscript)
            && self.star != Some(start)
            && self.text.as_bytes().get(start as usize) == Some(&b'*')
    }

    /// The expression behind the star that its first operand took.
    pub(super) fn behind(&mut self, part: Part<'t>) -> ExprId {
        let outer = self.star.replace(part.span().start);
        let value = self.expr(part);
        self.star = outer;
        value
    }

    /// `span` without its leading star.
    pub(super) fn behind_star(&self, span: Span) -> Span {
        let operand = self.slice(Span::new(span.start + 1, span.end)).trim_start();
        Span::new(span.end - u32::try_from(operand.len()).unwrap_or(0), span.end)
    }

    fn expr_here(&mut self, part: Part<'t>) -> ExprId {
        if part.kind == Kind::ListSplat && self.star == Some(part.span().start) {
            let value = self.parts(part.node).values().last();
            return self.expr_or_hole(value, part.span());
        }
        if matches!(part.kind, Kind::Binary | Kind::Boolean) {
            return self.chain(part);
        }
        if let Some(chain) = self.taken_of(part) {
            return chain;
        }
        let kind = self.expr_kind(part);
        self.push(part.span(), kind)
    }

    fn expr_kind(&mut self, part: Part<'t>) -> ExprKind {
        match part.kind {
            Kind::Identifier | Kind::Underscore => ExprKind::Name(self.name(part)),
            Kind::String | Kind::ConcatenatedString => self.string(part),
            Kind::Integer | Kind::Float => ExprKind::Number(number(self.slice(part.span()))),
            Kind::True => ExprKind::Bool(true),
            Kind::False => ExprKind::Bool(false),
            Kind::None => ExprKind::None,
            Kind::Ellipsis => ExprKind::Ellipsis,
            _ => {
                let parts = self.parts(part.node);
                if parts.has(Kind::Error) || parts.has(Kind::Missing) {
                    return self.broken(&parts);
                }
                self.compound(part, &parts).unwrap_or_else(|| ExprKind::Other(self.exprs(parts.values())))
            }
        }
    }

    /// An expression in which something could not be read: only its parts are known.
    fn broken(&mut self, parts: &Parts<'t>) -> ExprKind {
        self.errors(parts);
        let known = parts.values().filter(|inner| inner.kind != Kind::Missing && !inner.kind.is_statement());
        ExprKind::Other(self.exprs(known))
    }

    /// An expression with parts; `None` where one is missing or the tree does not distinguish it.
    fn compound(&mut self, part: Part<'t>, parts: &Parts<'t>) -> Option<ExprKind> {
        Some(match part.kind {
            Kind::NotOperator => ExprKind::Not(self.expr(parts.field(Field::Argument)?)),
            Kind::Unary => self.unary(parts)?,
            Kind::Comparison => self.comparison(parts)?,
            Kind::Conditional => self.conditional(parts)?,
            Kind::Lambda => {
                let params = self.params(parts.field(Field::Parameters));
                ExprKind::Lambda { params, body: self.expr(parts.field(Field::Body)?) }
            }
            Kind::Await => ExprKind::Await(self.expr(parts.values().last()?)),
            Kind::Yield => self.yielded(parts),
            Kind::Tuple | Kind::TuplePattern | Kind::ExpressionList | Kind::PatternList => {
                ExprKind::Tuple(self.exprs(parts.values()))
            }
            Kind::List | Kind::ListPattern => ExprKind::List(self.exprs(parts.values())),
            Kind::Set => ExprKind::Set(self.exprs(parts.values())),
            Kind::Dictionary => ExprKind::Dict(parts.values().map(|item| self.dict_item(item)).collect()),
            Kind::ListComprehension => self.comprehension(ComprehensionKind::List, parts)?,
            Kind::SetComprehension => self.comprehension(ComprehensionKind::Set, parts)?,
            Kind::DictComprehension => self.comprehension(ComprehensionKind::Dict, parts)?,
            Kind::Generator => self.comprehension(ComprehensionKind::Generator, parts)?,
            Kind::GenericType => self.generic_type(parts)?,
            Kind::UnionType => self.union_type(parts)?,
            Kind::MemberType => self.member_type(parts)?,
            Kind::Slice => ExprKind::Slice(self.exprs(parts.values())),
            Kind::ListSplat | Kind::SplatType => ExprKind::Starred(self.expr(parts.values().last()?)),
            Kind::NamedExpression => {
                let target = self.expr(parts.field(Field::Name)?);
                ExprKind::Walrus { target, value: self.expr(parts.field(Field::Value)?) }
            }
            _ => return None,
        })
    }

    /// `a.b(c)[d]…`, what is taken of something else: read by a loop. `None` for what is no such thing.
    fn taken_of(&mut self, part: Part<'t>) -> Option<ExprId> {
        let mut links = Vec::new();
        let mut inner = part;
        while let Some((object, parts)) = self.taken_link(inner) {
            links.push((inner, parts));
            inner = self.bare(object);
            if self.takes_star(inner) || links.len() > MAX_CHAIN as usize {
                break;
            }
        }
        if links.is_empty() {
            return None;
        }
        let chain = self.chained(links.len(), part.span(), |this| {
            links.into_iter().rev().fold(this.expr(inner), |object, (link, parts)| this.take(link, &parts, object))
        });
        Some(chain.unwrap_or_else(|| self.hole(part.span())))
    }

    /// What an attribute, call or subscript is taken of, with its parts. `None` where some of it could not be read: of
    /// a call with an argument that is not known nobody knows what is passed.
    fn taken_link(&mut self, part: Part<'t>) -> Option<(Part<'t>, Parts<'t>)> {
        let (object, other) = match part.kind {
            Kind::Attribute => (Field::Object, Field::Attribute),
            Kind::Call => (Field::Function, Field::Arguments),
            Kind::Subscript => (Field::Value, Field::Subscript),
            _ => return None,
        };
        let parts = self.parts(part.node);
        let other = parts.field(other)?;
        let is_broken = parts.has(Kind::Error) || parts.has(Kind::Missing);
        if is_broken || (part.kind == Kind::Call && other.node.has_error() && self.is_broken(other)) {
            return None;
        }
        Some((parts.field(object)?, parts))
    }

    /// Takes an attribute, call or subscript of `object`.
    fn take(&mut self, link: Part<'t>, parts: &Parts<'t>, object: ExprId) -> ExprId {
        let field = |field| parts.field(field).expect("a link has both of its parts");
        let kind = match link.kind {
            Kind::Attribute => ExprKind::Attribute { value: object, attr: self.name(field(Field::Attribute)) },
            Kind::Call => ExprKind::Call { func: object, args: self.arguments(field(Field::Arguments)) },
            _ => ExprKind::Subscript { value: object, index: self.subscripts(parts) },
        };
        self.push(link.span(), kind)
    }

    fn is_broken(&mut self, part: Part<'t>) -> bool {
        let parts = self.parts(part.node);
        parts.has(Kind::Error) || parts.has(Kind::Missing)
    }

    fn unary(&mut self, parts: &Parts<'t>) -> Option<ExprKind> {
        let operand = self.expr(parts.field(Field::Argument)?);
        Some(ExprKind::Unary { operand, minus: parts.has(Kind::Minus) })
    }

    fn comparison(&mut self, parts: &Parts<'t>) -> Option<ExprKind> {
        let operators: Vec<_> = parts.fields(Field::Operator).map(|part| compare_op(self.slice(part.span()))).collect();
        let mut operands = parts.values().filter(|part| part.field != Field::Operator);
        let first = self.expr(operands.next()?);
        let rest = operators.into_iter().zip(operands).map(|(op, operand)| (op, self.expr(operand))).collect();
        Some(ExprKind::Compare { first, rest })
    }

    fn conditional(&mut self, parts: &Parts<'t>) -> Option<ExprKind> {
        let mut values = parts.values();
        let (body, test, orelse) = (values.next()?, values.next()?, values.next()?);
        let (body, test) = (self.expr(body), self.expr(test));
        Some(ExprKind::Conditional { test, body, orelse: self.expr(orelse) })
    }

    fn yielded(&mut self, parts: &Parts<'t>) -> ExprKind {
        let value = parts.values().next().map(|value| self.expr(value));
        match value {
            Some(value) if parts.has(Kind::From) => ExprKind::YieldFrom(value),
            value => ExprKind::Yield(value),
        }
    }

    fn dict_item(&mut self, part: Part<'t>) -> (Option<ExprId>, ExprId) {
        let parts = self.parts(part.node);
        match part.kind {
            Kind::Pair => {
                let key = self.expr_or_hole(parts.field(Field::Key), part.span());
                (Some(key), self.expr_or_hole(parts.field(Field::Value), part.span()))
            }
            _ => (None, self.expr_or_hole(parts.values().last(), part.span())),
        }
    }

    fn comprehension(&mut self, kind: ComprehensionKind, parts: &Parts<'t>) -> Option<ExprKind> {
        let body = parts.field(Field::Body)?;
        let (key, element) = match body.kind {
            Kind::Pair => self.dict_item(body),
            _ => (None, self.expr(body)),
        };
        let mut clauses: Vec<(Clause, Vec<ExprId>)> = Vec::new();
        for part in parts.values() {
            match (part.kind, clauses.last_mut()) {
                (Kind::ForInClause, _) => clauses.push((self.clause(part), Vec::new())),
                (Kind::IfClause, Some((_, conditions))) => conditions.push(self.only_value(part)),
                _ => {}
            }
        }
        let clauses =
            clauses.into_iter().map(|(clause, conditions)| Clause { conditions: conditions.into(), ..clause });
        Some(ExprKind::Comprehension { kind, key, element, clauses: clauses.collect() })
    }

    fn clause(&mut self, part: Part<'t>) -> Clause {
        let parts = self.parts(part.node);
        let target = self.expr_or_hole(parts.field(Field::Left), part.span());
        let iters: Vec<_> = parts.fields(Field::Right).collect();
        let iter = self.joined(&iters, false, part.span());
        Clause { target, iter, conditions: Box::default(), is_async: parts.has(Kind::Async) }
    }

    /// One expression as it is, several (or one with a comma behind it) as a tuple.
    pub(super) fn joined(&mut self, parts: &[Part<'t>], comma: bool, span: Span) -> ExprId {
        match parts {
            [] => self.hole(span),
            [only] if !comma => self.expr(*only),
            [first, .., last] | [first @ last] => {
                let place = first.span().to(last.span());
                let items = self.exprs(parts.iter().copied());
                self.push(place, ExprKind::Tuple(items))
            }
        }
    }

    fn subscripts(&mut self, parts: &Parts<'t>) -> ExprId {
        let indices: Vec<_> = parts.fields(Field::Subscript).collect();
        let span = indices.first().map(|index| index.span()).unwrap_or_default();
        self.joined(&indices, parts.has(Kind::Comma), span)
    }

    fn generic_type(&mut self, parts: &Parts<'t>) -> Option<ExprKind> {
        let value = self.expr(parts.kind(Kind::Identifier)?);
        let parameter = parts.kind(Kind::TypeParameter)?;
        let inner = self.parts(parameter.node);
        let types: Vec<_> = inner.values().collect();
        Some(ExprKind::Subscript { value, index: self.joined(&types, inner.has(Kind::Comma), parameter.span()) })
    }

    fn union_type(&mut self, parts: &Parts<'t>) -> Option<ExprKind> {
        let mut types = parts.values();
        let left = self.expr(types.next()?);
        Some(ExprKind::Binary { left, op: BinaryOp::BitOr, right: self.expr(types.next()?) })
    }

    fn member_type(&mut self, parts: &Parts<'t>) -> Option<ExprKind> {
        let value = self.expr(parts.values().next()?);
        Some(ExprKind::Attribute { value, attr: Name::new(self.slice(parts.kind(Kind::Identifier)?.span())) })
    }

    /// `a + b + c …`, which leans to the left: read by a loop. One that is too long is its operands.
    fn chain(&mut self, part: Part<'t>) -> ExprId {
        let (first, links) = self.links(part);
        let levels = u32::try_from(links.len()).unwrap_or(u32::MAX);
        if self.depth.saturating_add(levels) >= MAX_DEPTH {
            let operands = links.iter().rev().filter_map(|link| link.right);
            let operands = self.exprs(std::iter::once(first).chain(operands));
            return self.push(part.span(), ExprKind::Other(operands));
        }
        self.depth += levels - 1;
        let mut left = self.expr(first);
        for link in links.into_iter().rev() {
            let right = self.expr_or_hole(link.right, link.whole.span());
            left = self.push(link.whole.span(), operation(left, link.operator, right));
            self.depth -= 1;
        }
        self.depth += 1;
        left
    }

    /// The leftmost operand of a chain, and its steps from the outermost to the innermost.
    fn links(&mut self, part: Part<'t>) -> (Part<'t>, Vec<Link<'t>>) {
        let mut links = Vec::new();
        let mut whole = part;
        while matches!(whole.kind, Kind::Binary | Kind::Boolean) {
            let parts = self.parts(whole.node);
            self.errors(&parts);
            let operator = parts.field(Field::Operator).map_or("", |operator| self.slice(operator.span()));
            links.push(Link { whole, operator, right: parts.field(Field::Right) });
            let Some(left) = parts.field(Field::Left) else {
                break;
            };
            whole = self.bare(left);
        }
        (whole, links)
    }
}

fn operation(left: ExprId, operator: &str, right: ExprId) -> ExprKind {
    match operator {
        "and" | "or" => ExprKind::Logical { left, and: operator == "and", right },
        _ => ExprKind::Binary { left, op: binary_op(operator), right },
    }
}

/// The operator that is written as `operator`, a trailing `=` left aside.
pub(super) fn binary_op(operator: &str) -> BinaryOp {
    match operator.trim_end_matches('=') {
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Sub,
        "*" => BinaryOp::Mul,
        "**" => BinaryOp::Pow,
        "<<" => BinaryOp::LeftShift,
        "|" => BinaryOp::BitOr,
        "%" => BinaryOp::Mod,
        _ => BinaryOp::Other,
    }
}

fn compare_op(operator: &str) -> CompareOp {
    match operator {
        "==" => CompareOp::Eq,
        "<" => CompareOp::Lt,
        "<=" => CompareOp::LtE,
        ">" => CompareOp::Gt,
        ">=" => CompareOp::GtE,
        "in" => CompareOp::In,
        "is" => CompareOp::Is,
        _ if operator.starts_with("is") => CompareOp::IsNot,
        _ if operator.starts_with("not") => CompareOp::NotIn,
        _ => CompareOp::NotEq,
    }
}
