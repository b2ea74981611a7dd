//! Parameters and arguments.

use super::Lowering;
use crate::syntax::ast::{Arg, ArgKind, Param, ParamKind};
use crate::syntax::cst::{Field, Kind, Part};

impl<'t> Lowering<'t> {
    /// The parameters of a function or lambda.
    pub(super) fn params(&mut self, part: Option<Part<'t>>) -> Box<[Param]> {
        let Some(part) = part else {
            return Box::default();
        };
        let mut params = Vec::new();
        let mut plain = ParamKind::Plain;
        for part in self.parts(part.node).values() {
            match part.kind {
                Kind::PositionalSeparator => {}
                Kind::KeywordSeparator => plain = ParamKind::KeywordOnly,
                _ => {
                    let param = self.param(part, plain);
                    if param.kind == ParamKind::Args {
                        plain = ParamKind::KeywordOnly;
                    }
                    params.push(param);
                }
            }
        }
        params.into()
    }

    /// One parameter. Python 2's tuple parameter has its text as its name.
    fn param(&mut self, part: Part<'t>, plain: ParamKind) -> Param {
        let parts = self.parts(part.node);
        let named = match part.kind {
            Kind::TypedParameter => parts.values().find(|inner| inner.field == Field::Other),
            Kind::DefaultParameter | Kind::TypedDefaultParameter => parts.field(Field::Name),
            _ => Some(part),
        };
        let (named, kind) = self.param_name(named.unwrap_or(part), plain);
        Param {
            name: self.name(named),
            kind,
            annotation: parts.field(Field::Type).map(|annotation| self.expr(annotation)),
            default: parts.field(Field::Value).map(|value| self.expr(value)),
            span: named.span(),
        }
    }

    /// The name behind `*` or `**`, and what the stars say.
    fn param_name(&mut self, part: Part<'t>, plain: ParamKind) -> (Part<'t>, ParamKind) {
        let kind = match part.kind {
            Kind::ListSplat => ParamKind::Args,
            Kind::DictionarySplatPattern => ParamKind::Kwargs,
            _ => return (part, plain),
        };
        (self.parts(part.node).values().last().unwrap_or(part), kind)
    }

    /// The arguments of a call or of a class header.
    pub(super) fn arguments(&mut self, part: Part<'t>) -> Box<[Arg]> {
        if part.kind == Kind::Generator {
            let value = self.expr(part);
            return [Arg { kind: ArgKind::Positional, value, span: part.span() }].into();
        }
        let parts = self.parts(part.node);
        parts.values().map(|argument| self.argument(argument)).collect()
    }

    fn argument(&mut self, part: Part<'t>) -> Arg {
        if self.takes_star(part) {
            return Arg { kind: ArgKind::Star, value: self.behind(part), span: part.span() };
        }
        let (kind, value) = match part.kind {
            Kind::KeywordArgument => {
                let parts = self.parts(part.node);
                let name = parts.field(Field::Name).map(|name| self.name(name)).unwrap_or_default();
                (ArgKind::Keyword(name), parts.field(Field::Value))
            }
            Kind::ListSplat => (ArgKind::Star, self.parts(part.node).values().last()),
            Kind::DictionarySplat => (ArgKind::DoubleStar, self.parts(part.node).values().last()),
            _ => (ArgKind::Positional, Some(part)),
        };
        let value = self.expr_or_hole(value, part.span());
        Arg { kind, value, span: part.span() }
    }
}
