//! Where the text could not be read.

use super::Lowering;
use crate::source::Span;

/// The spans in order; those that overlap or touch joined.
pub(super) fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => *last = last.to(span),
            _ => merged.push(span),
        }
    }
    merged
}

impl Lowering<'_> {
    /// Notes the parts of `span` outside of `read` (in order) as unread, as far as they are more than white space.
    pub(super) fn unread_between(&mut self, span: Span, read: impl IntoIterator<Item = Span>) {
        let mut start = span.start;
        for inner in read {
            self.note_unread(Span::new(start, inner.start));
            start = start.max(inner.end);
        }
        self.note_unread(Span::new(start, span.end));
    }

    fn note_unread(&mut self, span: Span) {
        let text = self.slice(span);
        let start = text.len() - text.trim_start().len();
        let length = text.trim().len();
        if length > 0 {
            let at = |offset: usize| span.start + u32::try_from(offset).unwrap_or(0);
            self.unread.push(Span::new(at(start), at(start + length)));
        }
    }
}
