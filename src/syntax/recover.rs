//! Where text was swallowed that can be read: a bracket that never closes takes in all that follows it. Definitions and
//! imports at the margin stand in no bracket, so what is open there has gone wrong before.

use crate::source::Span;
use std::ops::Range;

/// Regions to leave out so that the text behind them can be read: each ends where a definition, decorator or import
/// stands at the margin in one of the `unread` spans. `strings` are the places of strings, in order.
pub(super) fn swallowing(bytes: &[u8], unread: &[Span], strings: &[Span]) -> Vec<Range<usize>> {
    if unread.is_empty() {
        return Vec::new();
    }
    let heads = heads(bytes, strings);
    let spans = unread.iter().map(|span| (span.range(), heads_in(&heads, *span)));
    let spans = spans.filter(|(_, within)| !within.is_empty()).collect::<Vec<_>>();
    let open = spans.iter().flat_map(|(span, within)| {
        let before = heads.partition_point(|&head| head <= span.start).checked_sub(1).map_or(0, |last| heads[last]);
        let starts = std::iter::once(before).chain(within.iter().copied());
        starts.zip(within.iter().copied()).filter_map(|(start, end)| open_part(bytes, start..end))
    });
    let open = open.collect::<Vec<_>>();
    if !open.is_empty() {
        return open;
    }
    // No bracket is open: the error itself goes.
    let first = spans.first().map(|(span, within)| line_start(bytes, span.start)..within[0]);
    first.into_iter().collect()
}

/// Blanks a region, its line ends left.
pub(super) fn blank(bytes: &mut [u8]) {
    bytes.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
}

/// The starts of lines that begin with a definition, decorator or import at the margin, outside of strings.
fn heads(bytes: &[u8], strings: &[Span]) -> Vec<usize> {
    let in_string = |at: usize| {
        let before = strings.partition_point(|string| (string.start as usize) < at);
        strings[..before].last().is_some_and(|string| at < string.end as usize)
    };
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    let starts = std::iter::once(0).chain(starts);
    starts.filter(|&start| is_head(&bytes[start..]) && !in_string(start)).collect()
}

fn is_head(line: &[u8]) -> bool {
    let words = [&b"def"[..], b"class", b"async", b"import", b"from"];
    let is_word = |word: &[u8]| line.starts_with(word) && line.get(word.len()).is_some_and(u8::is_ascii_whitespace);
    line.starts_with(b"@") || words.into_iter().any(is_word)
}

/// The heads strictly inside of `span`.
fn heads_in(heads: &[usize], span: Span) -> &[usize] {
    let from = heads.partition_point(|&head| head <= span.start as usize);
    let to = heads.partition_point(|&head| head < span.end as usize);
    &heads[from..to.max(from)]
}

/// From the line of the outermost bracket that is open at the end of `piece` to that end.
fn open_part(bytes: &[u8], piece: Range<usize>) -> Option<Range<usize>> {
    let mut open = Vec::new();
    let mut at = piece.start;
    while at < piece.end {
        match bytes[at] {
            b'(' | b'[' | b'{' => open.push(at),
            b')' | b']' | b'}' => drop(open.pop()),
            b'#' => at = line_end(bytes, at),
            quote @ (b'"' | b'\'') => at = string_end(bytes, at, quote),
            _ => {}
        }
        at += 1;
    }
    open.first().map(|&bracket| line_start(bytes, bracket).max(piece.start)..piece.end)
}

/// The last byte of the string that opens at `at`; of the line, where it does not close there and has one quote only.
fn string_end(bytes: &[u8], at: usize, quote: u8) -> usize {
    let triple = [quote; 3];
    let is_triple = bytes[at..].starts_with(&triple);
    let mut next = at + if is_triple { 3 } else { 1 };
    while next < bytes.len() {
        match bytes[next] {
            b'\\' => next += 1,
            b'\n' if !is_triple => return next,
            byte if byte == quote && !is_triple => return next,
            _ if is_triple && bytes[next..].starts_with(&triple) => return next + 2,
            _ => {}
        }
        next += 1;
    }
    bytes.len()
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |length| at + length)
}

fn line_start(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |before| before + 1)
}
