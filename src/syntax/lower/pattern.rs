//! The cases of a `match`: what they bind, what they compare with, whether they take everything.

use super::Lowering;
use crate::source::Span;
use crate::syntax::ast::{Case, ExprId, ExprKind, Name};
use crate::syntax::cst::{Field, Kind, Part, Parts};

/// What the patterns of one case hold.
#[derive(Default)]
struct Found {
    bindings: Vec<ExprId>,
    values: Vec<ExprId>,
}

impl<'t> Lowering<'t> {
    /// One `case`.
    pub(super) fn case(&mut self, part: Part<'t>) -> Case {
        let parts = self.parts(part.node);
        let mut found = Found::default();
        let patterns: Vec<_> = parts.kinds(Kind::CasePattern).collect();
        for pattern in &patterns {
            self.pattern(*pattern, &mut found);
        }
        let guard = parts.field(Field::Guard).map(|guard| self.only_value(guard));
        let irrefutable = guard.is_none() && !parts.has(Kind::Comma) && self.takes_all_of_one(&patterns);
        let body = self.suite(parts.field(Field::Consequence));
        Case { bindings: found.bindings.into(), values: found.values.into(), guard, irrefutable, body }
    }

    fn takes_all_of_one(&mut self, patterns: &[Part<'t>]) -> bool {
        matches!(patterns, [only] if self.takes_all(*only))
    }

    /// Whether a pattern takes everything: `_`, a bare name, either in parentheses, with `as`, or as an alternative.
    fn takes_all(&mut self, part: Part<'t>) -> bool {
        let parts = self.parts(part.node);
        match part.kind {
            Kind::Underscore => true,
            Kind::DottedName => parts.kinds(Kind::Identifier).count() == 1,
            Kind::CasePattern | Kind::AsPattern if parts.has(Kind::Minus) => false,
            Kind::CasePattern | Kind::AsPattern => {
                parts.values().next().is_some_and(|inner| self.takes_all_within(inner))
            }
            Kind::TuplePattern => !parts.has(Kind::Comma) && parts.values().any(|inner| self.takes_all_within(inner)),
            Kind::UnionPattern => parts.values().any(|inner| self.takes_all_within(inner)),
            _ => false,
        }
    }

    fn takes_all_within(&mut self, part: Part<'t>) -> bool {
        self.deeper(1, part.span(), |this| this.takes_all(part)).unwrap_or(false)
    }

    fn pattern(&mut self, part: Part<'t>, found: &mut Found) {
        self.deeper(1, part.span(), |this| this.pattern_here(part, found));
    }

    fn pattern_here(&mut self, part: Part<'t>, found: &mut Found) {
        let parts = self.parts(part.node);
        match part.kind {
            Kind::DottedName => self.named_pattern(part, &parts, found),
            Kind::SplatPattern | Kind::Identifier => self.bind(parts.kind(Kind::Identifier).unwrap_or(part), found),
            Kind::ClassPattern | Kind::KeywordPattern => self.class_pattern(&parts, found),
            Kind::CasePattern | Kind::UnionPattern | Kind::DictPattern if !parts.has(Kind::Minus) => {
                parts.values().for_each(|inner| self.pattern(inner, found));
            }
            Kind::AsPattern | Kind::ListPattern | Kind::TuplePattern => {
                parts.values().for_each(|inner| self.pattern(inner, found));
            }
            Kind::CasePattern | Kind::UnionPattern | Kind::DictPattern => self.signed_patterns(&parts, found),
            Kind::ComplexPattern => found.values.push(self.push(part.span(), ExprKind::Number(f64::NAN))),
            Kind::Underscore => {}
            _ => found.values.push(self.expr(part)),
        }
    }

    /// A bare name binds; a dotted one is a value.
    fn named_pattern(&mut self, part: Part<'t>, parts: &Parts<'t>, found: &mut Found) {
        if parts.0.len() == 1 { self.bind(part, found) } else { found.values.push(self.dotted_value(part, parts)) }
    }

    /// The class (a value), or the keyword (nothing), and then the patterns inside.
    fn class_pattern(&mut self, parts: &Parts<'t>, found: &mut Found) {
        let mut inner = parts.values();
        if let Some(class) = inner.next().filter(|first| first.kind == Kind::DottedName) {
            let names = self.parts(class.node);
            found.values.push(self.dotted_value(class, &names));
        }
        inner.for_each(|pattern| self.pattern(pattern, found));
    }

    /// Patterns of which some are negative numbers.
    fn signed_patterns(&mut self, parts: &Parts<'t>, found: &mut Found) {
        let mut minus = None;
        for part in parts.iter() {
            match (part.kind, minus.take()) {
                (Kind::Minus, _) => minus = Some(part),
                (kind, None) if kind.is_value() => self.pattern(part, found),
                (kind, Some(sign)) if kind.is_value() => {
                    let operand = self.expr(part);
                    found.values.push(self.push(sign.span().to(part.span()), ExprKind::Unary { operand, minus: true }));
                }
                _ => {}
            }
        }
    }

    fn bind(&mut self, part: Part<'t>, found: &mut Found) {
        let name = self.name(part);
        if name != "_" && part.kind != Kind::SplatPattern {
            found.bindings.push(self.push(part.span(), ExprKind::Name(name)));
        }
    }

    /// `a.b.c` as an expression.
    pub(super) fn dotted_value(&mut self, part: Part<'t>, parts: &Parts<'t>) -> ExprId {
        let names: Vec<(Name, Span)> =
            parts.kinds(Kind::Identifier).map(|name| (self.name(name), name.span())).collect();
        if names.len() > 64 {
            return self.hole(part.span());
        }
        let mut names = names.into_iter();
        let Some((first, start)) = names.next() else {
            return self.hole(part.span());
        };
        let first = self.push(start, ExprKind::Name(first));
        names.fold(first, |value, (attr, span)| self.push(start.to(span), ExprKind::Attribute { value, attr }))
    }
}
