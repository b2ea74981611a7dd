//! Strings and f-strings.

use super::Lowering;
use crate::source::Span;
use crate::syntax::ast::{ExprId, ExprKind, Name};
use crate::syntax::cst::{Field, Kind, Part};
use crate::syntax::literals::{Prefix, unescape};

impl<'t> Lowering<'t> {
    /// One literal, or several that stand side by side.
    pub(super) fn string(&mut self, part: Part<'t>) -> ExprKind {
        let pieces: Vec<_> = match part.kind {
            Kind::ConcatenatedString => self.parts(part.node).kinds(Kind::String).collect(),
            _ => vec![part],
        };
        let prefixes: Vec<_> = pieces.iter().map(|piece| self.prefix(*piece)).collect();
        if prefixes.iter().any(|prefix| prefix.repr) {
            return ExprKind::Other(Box::default());
        }
        if prefixes.iter().any(|prefix| prefix.format) {
            let parts = pieces.iter().flat_map(|piece| self.interpolations(*piece)).collect();
            return ExprKind::FString(parts);
        }
        if prefixes.iter().any(|prefix| prefix.bytes) {
            return ExprKind::Bytes;
        }
        let contents = pieces.iter().zip(prefixes).map(|(piece, prefix)| self.content(*piece, prefix));
        ExprKind::Str(contents.collect::<Vec<_>>().concat().into())
    }

    fn prefix(&mut self, string: Part<'t>) -> Prefix {
        let opening = string.node.child(0).map_or("", |start| &self.text[start.byte_range()]);
        Prefix::read(opening)
    }

    fn content(&self, string: Part<'t>, prefix: Prefix) -> String {
        let Some(content) = self.content_span(string) else {
            return String::new();
        };
        let content = self.slice(content);
        if prefix.raw || !content.contains('\\') { content.to_owned() } else { unescape(content) }
    }

    /// The place between the quotes. The parser may count the content with the closing quotes.
    fn content_span(&self, string: Part<'t>) -> Option<Span> {
        let opening = string.node.child(0)?;
        let quotes = self.text[opening.byte_range()].trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        let start = u32::try_from(opening.end_byte()).ok()?;
        let closed = self.slice(Span::new(start, string.span().end)).ends_with(quotes);
        let width = if closed { u32::try_from(quotes.len()).ok()? } else { 0 };
        Some(Span::new(start, string.span().end - width))
    }

    /// The expressions in braces, those in format specifications included.
    fn interpolations(&mut self, string: Part<'t>) -> Vec<ExprId> {
        let parts = self.parts(string.node);
        parts.kinds(Kind::Interpolation).flat_map(|part| self.interpolation(part)).collect()
    }

    fn interpolation(&mut self, part: Part<'t>) -> Vec<ExprId> {
        let inner = self.parts(part.node);
        let mut exprs: Vec<_> = inner.fields(Field::Expression).map(|value| self.expr(value)).collect();
        if let Some(format) = inner.kind(Kind::FormatSpecifier) {
            exprs.extend(self.deeper(1, format.span(), |this| this.interpolations(format)).unwrap_or_default());
        }
        exprs
    }

    /// A dotted name as it is written, without the white space that may stand in it.
    pub(super) fn dotted(&mut self, part: Part<'t>) -> Name {
        let text = self.slice(part.span());
        if text.bytes().all(|byte| !matches!(byte, b' ' | b'\t' | b'\\' | b'\n' | b'\r' | b'#')) {
            return Name::new(text);
        }
        let names: Vec<_> = self.parts(part.node).kinds(Kind::Identifier).map(|name| self.slice(name.span())).collect();
        names.join(".").into()
    }
}
