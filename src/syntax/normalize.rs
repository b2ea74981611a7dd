//! What the grammar does not read although Python does, replaced byte for byte. The result serves
//! for parsing only: names and strings are read from the text itself, at the same offsets. So a
//! replacement inside of a string or comment does no harm.

use crate::source::Span;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A run of comment lines that is longer than this is hidden from the parser, whose scanner looks through
/// the rest of the run at each of its lines.
const LONG_RUN: usize = 200;

/// The most bytes that are looked through for the end of type parameters.
const LONGEST_TYPE_PARAMETERS: usize = 4096;

/// How many widths of indentation the parser's scanner can tell apart: its state has 1,024 bytes, two for each level beside
/// up to 257 for open strings, and more of them end the process.
const MAX_WIDTHS: usize = 380;

/// Text as the grammar wants it, of the same length as the text that it stands for.
pub(super) struct Normalized<'t> {
    /// What the parser reads.
    pub(super) bytes: Cow<'t, [u8]>,
    /// Comments (or lines of a string that look like comments) that the parser does not see, in order.
    pub(super) hidden: Vec<Span>,
    /// Lines (or lines of a string) that are indented too deeply for the parser to see them, in order.
    pub(super) deep: Vec<Span>,
    /// What was left out since it swallowed what follows.
    pub(super) dropped: Vec<Span>,
}

/// The bytes of `text` as the grammar wants them.
pub(super) fn normalize(text: &str) -> Normalized<'_> {
    let mut bytes = Cow::Borrowed(text.as_bytes());
    line_ends(&mut bytes);
    lines(&mut bytes);
    soft_keyword_type(&mut bytes);
    type_parameter_defaults(&mut bytes);
    let mut hidden = hide_outdented(&mut bytes);
    hidden.extend(hide_long_runs(&mut bytes));
    hidden.sort_unstable_by_key(|comment| comment.start);
    let deep = hide_deepest(&mut bytes);
    Normalized { bytes, hidden, deep, dropped: Vec::new() }
}

/// A lone CR ends a line as LF does; a NUL byte would end the file.
fn line_ends(bytes: &mut Cow<[u8]>) {
    for at in 0..bytes.len() {
        let byte = match bytes[at] {
            0 => b' ',
            b'\r' if bytes.get(at + 1) != Some(&b'\n') => b'\n',
            _ => continue,
        };
        bytes.to_mut()[at] = byte;
    }
}

/// What depends on where lines start.
fn lines(bytes: &mut Cow<[u8]>) {
    let mut start = 0;
    let mut joined = false;
    while start < bytes.len() {
        let end = line_end(bytes, start);
        indentation(bytes, start, end);
        let continues = bytes[start..end].trim_ascii() == b"\\";
        if joined && continues {
            bytes.to_mut()[start..end].fill(b' ');
        }
        joined = continues;
        start = end;
    }
}

/// One past the line feed of the line that holds byte `start`.
fn line_end(bytes: &[u8], start: usize) -> usize {
    bytes[start..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |at| start + at + 1)
}

/// A tab after spaces goes to the next multiple of eight; the grammar counts eight for each tab.
/// The same width is written as form feeds (which count nothing at a line's start), tabs and spaces.
fn indentation(bytes: &mut Cow<[u8]>, start: usize, end: usize) {
    let line = &bytes[start..end];
    let length = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    if !line[..length].windows(2).any(|pair| pair == b" \t") {
        return;
    }
    let column = |column: usize, &byte: &u8| if byte == b'\t' { column / 8 * 8 + 8 } else { column + 1 };
    let width = line[..length].iter().fold(0, column);
    let (tabs, spaces) = (width / 8, width % 8);
    let indent = &mut bytes.to_mut()[start..start + length];
    indent.fill(b'\x0c');
    indent[length - tabs - spaces..length - spaces].fill(b'\t');
    indent[length - spaces..].fill(b' ');
}

/// `type` is a keyword only where a name follows it: `type(self).x = 1` is no alias.
fn soft_keyword_type(bytes: &mut Cow<[u8]>) {
    for at in words(bytes, b"type") {
        let rest = &bytes[at + 4..];
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if blanks == 0 || !rest.get(blanks).is_some_and(|&byte| is_name_byte(byte)) {
            bytes.to_mut()[at] = b'T';
        }
    }
}

/// `[T = int]` behind the name of a function, class or alias reads as `[T : int]`.
fn type_parameter_defaults(bytes: &mut Cow<[u8]>) {
    let heads = [&b"def"[..], b"class", b"type"].map(|keyword| words(bytes, keyword)).concat();
    for head in heads {
        let line = &bytes[head..line_end(bytes, head)];
        let Some(name) = line.iter().position(u8::is_ascii_whitespace) else { continue };
        let blanks = line[name..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let length = line[name + blanks..].iter().take_while(|&&byte| is_name_byte(byte)).count();
        if length > 0 && line.get(name + blanks + length) == Some(&b'[') {
            bracketed_defaults(bytes, head + name + blanks + length);
        }
    }
}

/// Replaces the lone `=` directly in the brackets that open at `open`.
fn bracketed_defaults(bytes: &mut Cow<[u8]>, open: usize) {
    let mut depth = 0_usize;
    for at in open..bytes.len().min(open + LONGEST_TYPE_PARAMETERS) {
        match bytes[at] {
            b'[' | b'(' | b'{' => depth += 1,
            b']' | b')' | b'}' if depth <= 1 => return,
            b']' | b')' | b'}' => depth -= 1,
            b'=' if depth == 1 && bytes.get(at + 1) != Some(&b'=') => bytes.to_mut()[at] = b':',
            _ => {}
        }
    }
}

/// Where `word` stands alone, not behind a dot.
fn words(bytes: &[u8], word: &[u8]) -> Vec<usize> {
    let alone = |at: &usize| {
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        !is_name_byte(before) && before != b'.' && !bytes.get(at + word.len()).is_some_and(|&byte| is_name_byte(byte))
    };
    let candidates = bytes.windows(word.len()).enumerate().filter(|(_, window)| *window == word);
    candidates.map(|(at, _)| at).filter(alone).collect()
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// Blanks comments that stand further left than the definition or decorator that follows: the parser's scanner takes
/// one behind a decorator for the end of the block.
fn hide_outdented(bytes: &mut Cow<[u8]>) -> Vec<Span> {
    let (mut hidden, mut run) = (Vec::new(), Vec::<std::ops::Range<usize>>::new());
    let mut start = 0;
    while start < bytes.len() {
        let end = line_end(bytes, start);
        let line = bytes[start..end].trim_ascii_end();
        let text = line.trim_ascii_start();
        let column = line.len() - text.len();
        if text.starts_with(b"#") {
            run.push(start + column..start + line.len());
        } else if !text.is_empty() {
            let outdented = |bytes: &[u8], comment: usize| comment - line_start(bytes, comment) < column;
            if starts_definition(text) {
                run.retain(|comment| outdented(bytes, comment.start) && !may_end_string(&bytes[comment.clone()]));
                run.drain(..).for_each(|comment| hide(bytes, comment, &mut hidden));
            }
            run.clear();
        }
        start = end;
    }
    hidden
}

/// The offset of the first byte of the line that holds byte `at`.
fn line_start(bytes: &[u8], at: usize) -> usize {
    bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |before| before + 1)
}

fn starts_definition(line: &[u8]) -> bool {
    let word = |word: &[u8]| line.starts_with(word) && line.get(word.len()).is_some_and(u8::is_ascii_whitespace);
    line.starts_with(b"@") || word(b"def") || word(b"class") || word(b"async")
}

/// Whether a line could be the end of a string of several lines.
fn may_end_string(line: &[u8]) -> bool {
    line.windows(3).any(|quotes| quotes == b"\"\"\"" || quotes == b"'''")
}

/// Blanks the code of lines that are indented further than the scanner can tell apart. The levels that are open at some
/// place have different widths, so that no more are open than there are widths in the text.
fn hide_deepest(bytes: &mut Cow<[u8]>) -> Vec<Span> {
    let lines = indented_lines(bytes);
    let widths = lines.iter().map(|&(_, width)| width).collect::<BTreeSet<_>>();
    let Some(&limit) = widths.iter().nth(MAX_WIDTHS) else { return Vec::new() };
    let mut hidden = Vec::new();
    let mut run = 0..0;
    for (start, _) in lines.into_iter().filter(|&(_, width)| width >= limit) {
        let length = bytes[start..line_end(bytes, start)].trim_ascii_end().len();
        if !bytes[run.end..start].trim_ascii().is_empty() {
            enclose(bytes, &run);
            run = start..start;
        }
        hide(bytes, start..start + length, &mut hidden);
        run.end = start + length;
    }
    enclose(bytes, &run);
    hidden
}

/// Puts brackets around blanked lines: the scanner would look through all blanks anew for each block that ends behind
/// them.
fn enclose(bytes: &mut Cow<[u8]>, blanks: &std::ops::Range<usize>) {
    if blanks.len() >= 2 {
        let text = bytes.to_mut();
        text[blanks.start] = b'(';
        text[blanks.end - 1] = b')';
    }
}

/// The first byte of the code of each line that is indented, and the width of its indentation as the scanner counts it:
/// in 16 bits, past line ends behind backslashes.
fn indented_lines(bytes: &[u8]) -> Vec<(usize, u16)> {
    let mut lines = Vec::new();
    let mut width = Some(0_u16);
    for (at, &byte) in bytes.iter().enumerate() {
        let joins = || bytes[at + 1..].iter().find(|&&byte| byte != b'\r') == Some(&b'\n');
        let joined = || at > 0 && bytes[..at].iter().rfind(|&&byte| byte != b'\r') == Some(&b'\\');
        width = match (byte, width) {
            (b'\n', Some(width)) if joined() => Some(width),
            (b'\n', _) => Some(0),
            (b' ', Some(width)) => Some(width.wrapping_add(1)),
            (b'\t', Some(width)) => Some(width.wrapping_add(8)),
            (b'\r' | b'\x0c', Some(_)) => Some(0),
            (b'\\', Some(width)) if joins() => Some(width),
            (b'#', _) | (_, None | Some(0)) => None,
            (_, Some(width)) => {
                lines.push((at, width));
                None
            }
        };
    }
    lines
}

fn hide(bytes: &mut Cow<[u8]>, comment: std::ops::Range<usize>, hidden: &mut Vec<Span>) {
    let at = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
    hidden.push(Span::new(at(comment.start), at(comment.end)));
    bytes.to_mut()[comment].fill(b' ');
}

/// Blanks the comments of long runs. Lines with quotes are left, since one may end a string.
fn hide_long_runs(bytes: &mut Cow<[u8]>) -> Vec<Span> {
    let (mut hidden, mut run) = (Vec::new(), Vec::new());
    let mut start = 0;
    while start < bytes.len() {
        let end = line_end(bytes, start);
        let line = bytes[start..end].trim_ascii_end();
        let text = line.trim_ascii_start();
        if text.starts_with(b"#") && !text.contains(&b'"') && !text.contains(&b'\'') {
            run.push(start + line.len() - text.len()..start + line.len());
        } else if !text.is_empty() {
            hide_run(bytes, &mut run, &mut hidden);
        }
        start = end;
    }
    hide_run(bytes, &mut run, &mut hidden);
    hidden
}

fn hide_run(bytes: &mut Cow<[u8]>, run: &mut Vec<std::ops::Range<usize>>, hidden: &mut Vec<Span>) {
    let long = run.len() > LONG_RUN;
    run.drain(..).filter(|_| long).for_each(|comment| hide(bytes, comment, hidden));
}
