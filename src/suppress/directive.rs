//! faultlint's own directives: `# faultlint: ignore[…] reason` and `# faultlint: ignore-file[…]`.

use super::Lines;
use crate::analysis::find;
use crate::config::selector::Selector;
use crate::config::suggest::nearest;
use crate::diagnostic::Diagnostic;
use crate::semantic::Module;
use crate::source::{Source, Span};
use crate::syntax::ast::Comment;
use rustc_hash::FxHashSet;
use std::cell::Cell;
use std::ops::RangeInclusive;

const TOOL: &str = "faultlint";
const LINE: &str = "ignore";
const FILE: &str = "ignore-file";

/// A directive that can be understood.
pub(super) struct Directive {
    scope: Scope,
    /// What it names.
    pub(super) entries: Vec<Entry>,
}

/// Where a directive holds.
enum Scope {
    /// Everywhere.
    File,
    /// Behind code, on this line.
    Behind(u32),
    /// Alone on this line; with the lines below that it speaks about.
    Above(u32, RangeInclusive<u32>),
}

/// One item of a directive's list.
pub(super) struct Entry {
    /// The rules that it means.
    pub(super) selector: Selector,
    /// Its text.
    pub(super) text: String,
    /// Its place.
    pub(super) span: Span,
    /// Whether it has silenced a report.
    pub(super) used: Cell<bool>,
}

/// What means to be a directive and cannot be understood.
pub(super) struct Malformed {
    /// Its place.
    pub(super) span: Span,
    /// What is wrong.
    pub(super) reason: String,
    /// What was probably meant.
    pub(super) help: Option<String>,
}

impl Directive {
    /// Whether the report is silenced; remembers which entries did it.
    pub(super) fn silences(&self, diagnostic: &Diagnostic, lines: &Lines) -> bool {
        let Some(rule) = find(diagnostic.code).filter(|_| self.scope.holds(lines)) else { return false };
        let naming = self.entries.iter().filter(|entry| entry.selector.selects(rule));
        naming.inspect(|entry| entry.used.set(true)).count() > 0
    }

    /// The lines that it speaks about; `None` for the whole file.
    pub(super) fn rows(&self) -> Option<Vec<u32>> {
        match &self.scope {
            Scope::File => None,
            Scope::Behind(row) => Some(vec![*row]),
            Scope::Above(row, below) => Some(std::iter::once(*row).chain(below.clone()).collect()),
        }
    }
}

impl Scope {
    fn holds(&self, lines: &Lines) -> bool {
        match self {
            Self::File => true,
            Self::Behind(row) => lines.holds(*row),
            Self::Above(row, below) => {
                lines.place.contains(row) || below.contains(&lines.first) || below.contains(lines.place.start())
            }
        }
    }
}

/// The directives of a file, and what only means to be one.
pub(super) fn read(module: &Module) -> (Vec<Directive>, Vec<Malformed>) {
    let source = &module.source;
    let mut directives = Vec::new();
    let mut malformed = Vec::new();
    let mut alone = None;
    for comment in module.comments() {
        for (span, text) in parts(source, comment.span) {
            let Some(read) = directive(text, span.start) else { continue };
            let read = read.and_then(|(kind, list)| {
                let alone = alone.get_or_insert_with(|| comment_rows(module));
                Ok((scope(kind, comment, source, alone, span)?, list))
            });
            match read {
                Ok((scope, list)) => {
                    let (entries, unknown) = entries(list, span);
                    malformed.extend(unknown);
                    directives.push(Directive { scope, entries });
                }
                Err(error) => malformed.push(error.at(span)),
            }
        }
    }
    (directives, malformed)
}

/// The parts of a comment, each from behind a `#` to the next one, without white space around it.
pub(super) fn parts(source: &Source, comment: Span) -> impl Iterator<Item = (Span, &str)> {
    let text = source.slice(comment);
    let mut start = comment.start;
    text.split('#').filter_map(move |part| {
        let at = start + length(&part[..part.len() - part.trim_start().len()]);
        start += length(part) + 1;
        let part = part.trim();
        (!part.is_empty()).then(|| (Span::new(at, at + length(part)), part))
    })
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).expect("a comment is shorter than 4 GB")
}

/// Rows of comments that stand alone on their line.
fn comment_rows(module: &Module) -> FxHashSet<u32> {
    let alone = module.comments().iter().filter(|comment| comment.own_line);
    alone.map(|comment| module.source.line_of(comment.span.start)).collect()
}

/// What is wrong, before the place is known.
struct Fault {
    reason: String,
    help: Option<String>,
}

impl Fault {
    fn new(reason: impl Into<String>, help: impl Into<String>) -> Self {
        Self { reason: reason.into(), help: Some(help.into()) }
    }

    fn at(self, span: Span) -> Malformed {
        Malformed { span, reason: self.reason, help: self.help }
    }
}

/// What a directive does, and its list with the place where that begins.
type Read<'t> = (Kind, (&'t str, u32));

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Line,
    File,
}

/// Reads a part of a comment as a directive; `None` when it does not mean to be one.
fn directive(text: &str, start: u32) -> Option<Result<Read<'_>, Fault>> {
    let (tool, rest) = word(text);
    let (colon, rest) = match rest.trim_start().strip_prefix(':') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, rest.trim_start()),
    };
    let (verb, rest) = word(rest);
    let is_verb = nearest(verb, [LINE, FILE]).is_some();
    if tool != TOOL {
        let misspelt = nearest(tool, [TOOL]).is_some() && (tool.len() >= 6) && is_verb;
        let listed = colon || rest.trim_start().starts_with('[');
        return (misspelt && listed).then(|| Err(meant(&format!("`{tool}` is not `{TOOL}`"), verb, rest)));
    }
    if !colon {
        let listed = rest.trim_start().starts_with('[');
        return (is_verb && listed).then(|| Err(meant(&format!("a colon is missing behind `{TOOL}`"), verb, rest)));
    }
    let kind = match verb {
        LINE => Kind::Line,
        FILE => Kind::File,
        _ => return Some(Err(meant(&format!("`{verb}` is none of `{LINE}` and `{FILE}`"), verb, rest))),
    };
    Some(list(rest, start + length(text) - length(rest)).map(|list| (kind, list)).ok_or_else(|| no_list(verb, rest)))
}

/// The word that a text begins with, and the rest.
fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_').unwrap_or(text.len()))
}

/// What stands between brackets at the begin of `rest`, which lies at byte `start`, and where.
fn list(rest: &str, start: u32) -> Option<(&str, u32)> {
    let inner = rest.trim_start().strip_prefix('[')?;
    let end = inner.find(']')?;
    (!inner[..end].trim_matches([' ', ',']).is_empty()).then(|| (&inner[..end], start + length(rest) - length(inner)))
}

fn no_list(verb: &str, rest: &str) -> Fault {
    let reason = match rest.trim_start().strip_prefix('[') {
        None => "it names no rules in brackets",
        Some(inner) if inner.contains(']') => "its brackets are empty",
        Some(_) => "its bracket is not closed",
    };
    meant(reason, verb, rest)
}

/// A fault with the directive that was probably meant.
fn meant(reason: &str, verb: &str, rest: &str) -> Fault {
    let verb = nearest(verb, [LINE, FILE]).unwrap_or(LINE);
    let words = rest.split([' ', ',', '[', ']', '=', ':', '(', ')']).filter(|word| !word.is_empty());
    let rules = words.map_while(|word| Selector::parse(word).is_ok().then_some(word)).collect::<Vec<_>>();
    let rules = if rules.is_empty() { "CODE".to_owned() } else { rules.join(", ") };
    Fault::new(reason, format!("write `# {TOOL}: {verb}[{rules}] reason`"))
}

/// The items of a list, and what is wrong with some.
fn entries((list, start): (&str, u32), directive: Span) -> (Vec<Entry>, Vec<Malformed>) {
    let mut entries = Vec::new();
    let mut malformed = Vec::new();
    let mut at = start;
    for item in list.split(',') {
        let text = item.trim();
        let begin = at + length(&item[..item.len() - item.trim_start().len()]);
        at += length(item) + 1;
        let span = Span::new(begin, begin + length(text)).to(Span::new(begin.max(directive.start), begin));
        match Selector::parse(text) {
            _ if text.is_empty() => {}
            Ok(selector) => entries.push(Entry { selector, text: text.to_owned(), span, used: Cell::new(false) }),
            Err(reason) => malformed.push(Malformed { span, reason, help: None }),
        }
    }
    (entries, malformed)
}

fn scope(kind: Kind, comment: &Comment, source: &Source, alone: &FxHashSet<u32>, span: Span) -> Result<Scope, Fault> {
    let row = source.line_of(comment.span.start);
    let is_top = comment.own_line && source.line_span(row).start == comment.span.start;
    match kind {
        Kind::File if is_top => Ok(Scope::File),
        Kind::File => {
            let help = format!("put `# {}` on a line of its own, not indented", source.slice(span));
            Err(Fault::new(format!("`{FILE}` has no effect behind code or inside of a block"), help))
        }
        Kind::Line if comment.own_line => Ok(Scope::Above(row, below(source, alone, row))),
        Kind::Line => Ok(Scope::Behind(row)),
    }
}

/// The lines that a comment alone on line `row` speaks about: the first one below that is no comment, and with a
/// decorator all up to the definition.
fn below(source: &Source, alone: &FxHashSet<u32>, row: u32) -> RangeInclusive<u32> {
    let first = (row + 1..=source.line_count()).find(|row| !alone.contains(row)).unwrap_or(row);
    let text = |row: u32| source.slice(source.line_span(row));
    let indent = |row: u32| text(row).len() - text(row).trim_start().len();
    let defines = |row: &u32| {
        let line = text(*row).trim_start();
        ["def ", "async ", "class "].iter().any(|word| line.starts_with(word)) && indent(*row) == indent(first)
    };
    let is_decorator = text(first).trim_start().starts_with('@');
    let last = is_decorator.then(|| (first..=source.line_count()).find(defines)).flatten().unwrap_or(first);
    first..=last
}
