//! Directives of other linters that already accept the same defect: `noqa`, `pylint: disable`, `nosec`.

use super::Lines;
use super::directive::parts;
use crate::analysis::find;
use crate::diagnostic::Diagnostic;
use crate::semantic::Module;
use crate::source::Source;
use crate::syntax::ast::Comment;
use std::ops::RangeInclusive;

/// What one directive of another tool accepts, and where.
pub(super) struct Foreign {
    rows: Rows,
    codes: Codes,
}

/// Where a directive holds.
#[derive(Clone)]
enum Rows {
    /// Everywhere.
    File,
    /// On this line.
    Line(u32),
    /// For reports that begin on these lines.
    Block(RangeInclusive<u32>),
}

/// What a directive accepts.
enum Codes {
    /// Everything.
    All,
    /// These codes and symbolic names; or the beginnings of codes.
    Listed(Vec<String>),
}

impl Foreign {
    /// Whether the report is silenced.
    pub(super) fn silences(&self, diagnostic: &Diagnostic, lines: &Lines) -> bool {
        let also = find(diagnostic.code).map_or(&[][..], |rule| &rule.meta.also_silenced_by);
        self.rows.hold(lines) && also.iter().any(|code| self.codes.accept(code))
    }

    /// The line that it speaks about; `None` where these are many.
    pub(super) fn rows(&self) -> Option<Vec<u32>> {
        match self.rows {
            Rows::Line(row) => Some(vec![row]),
            Rows::File | Rows::Block(_) => None,
        }
    }
}

impl Rows {
    fn hold(&self, lines: &Lines) -> bool {
        match self {
            Self::File => true,
            Self::Line(row) => lines.holds(*row),
            Self::Block(rows) => rows.contains(lines.place.start()),
        }
    }
}

impl Codes {
    fn accept(&self, code: &str) -> bool {
        match self {
            Self::All => true,
            Self::Listed(listed) => listed.iter().any(|one| one == code || begins(one, code)),
        }
    }
}

/// Whether `BLE` is written for `BLE001`.
fn begins(prefix: &str, code: &str) -> bool {
    let is_code = |text: &str| text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    is_code(prefix) && is_code(code) && code.starts_with(prefix)
}

/// All directives of other tools in a file.
pub(super) fn read(module: &Module) -> Vec<Foreign> {
    let source = &module.source;
    let mut found = Vec::new();
    for comment in module.comments() {
        let row = source.line_of(comment.span.start);
        for (_, part) in parts(source, comment.span) {
            if let Some(part) = after(part, "pylint:") {
                pylint(part, comment, source, &mut found);
            } else {
                found.extend(noqa(part, comment, row));
                found.extend(nosec(part, module, row));
            }
        }
    }
    found
}

/// What follows `start`, in any case of letters.
fn after<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

/// `noqa`, `noqa: S113, BLE001`; for the whole file behind `ruff:` or `flake8:`.
fn noqa(part: &str, comment: &Comment, row: u32) -> Option<Foreign> {
    let tool = after(part, "ruff:").or_else(|| after(part, "flake8:")).map(str::trim_start);
    let rest = after(tool.unwrap_or(part), "noqa").filter(|rest| ends_word(rest))?;
    let codes = rest.trim_start().strip_prefix(':').map_or(Codes::All, |list| listed(list, is_noqa_code));
    match tool {
        Some(_) => comment.own_line.then_some(Foreign { rows: Rows::File, codes }),
        None => Some(Foreign { rows: Rows::Line(row), codes }),
    }
}

/// Whether what is before `rest` is a whole word.
fn ends_word(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// `S113`, or the beginning of codes, `BLE`.
fn is_noqa_code(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = word.len() - digits.len();
    (1..=5).contains(&letters) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The codes at the begin of a list; everything when there is none, since then the list is a reason.
fn listed(list: &str, is_code: fn(&str) -> bool) -> Codes {
    let words = list.split([',', ' ', '\t']).map(str::trim).filter(|word| !word.is_empty());
    let codes = words.take_while(|word| is_code(word)).map(str::to_owned).collect::<Vec<_>>();
    if codes.is_empty() { Codes::All } else { Codes::Listed(codes) }
}

/// `nosec`, `nosec B113`, `nosec: B110, try_except_pass`. In the empty body of an `except` clause it speaks about the
/// clause.
fn nosec(part: &str, module: &Module, row: u32) -> Vec<Foreign> {
    let Some(rest) = after(part, "nosec").filter(|rest| ends_word(rest)) else { return Vec::new() };
    let accepts = |rows: Rows| {
        let codes = listed(rest.trim_start().trim_start_matches(':'), is_bandit_test);
        Foreign { rows, codes }
    };
    let clauses = module.empty_clauses().filter(|(head, last)| (*head..=*last).contains(&row));
    let heads = clauses.map(|(head, _)| Rows::Block(head..=head));
    std::iter::once(Rows::Line(row)).chain(heads).map(accepts).collect()
}

fn is_bandit_test(word: &str) -> bool {
    let numbered =
        word.strip_prefix('B').is_some_and(|rest| rest.len() == 3 && rest.bytes().all(|b| b.is_ascii_digit()));
    numbered || (word.contains('_') && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b.is_ascii_digit()))
}

/// `pylint: disable=…` and its kin.
fn pylint(part: &str, comment: &Comment, source: &Source, found: &mut Vec<Foreign>) {
    let row = source.line_of(comment.span.start);
    for clause in part.split(';') {
        let clause = clause.trim();
        if clause == "skip-file" {
            found.push(Foreign { rows: Rows::File, codes: Codes::All });
        }
        let Some((verb, messages)) = clause.split_once('=') else { continue };
        let messages = messages.split(',').filter_map(|message| message.split_whitespace().next());
        match verb.trim() {
            "disable" => disable(messages, &disabled(comment, source, row), found),
            "disable-next" => disable(messages, &Rows::Line(row + 1), found),
            "enable" => messages.for_each(|message| enable(message, row, found)),
            _ => {}
        }
    }
}

fn disable<'m>(messages: impl Iterator<Item = &'m str>, rows: &Rows, found: &mut Vec<Foreign>) {
    found.extend(messages.map(|message| {
        let codes = if message == "all" { Codes::All } else { Codes::Listed(vec![message.to_owned()]) };
        Foreign { rows: rows.clone(), codes }
    }));
}

/// Ends what `message` disabled before `row`.
fn enable(message: &str, row: u32, found: &mut [Foreign]) {
    for one in found {
        let same = matches!(&one.codes, Codes::Listed(codes) if codes.iter().any(|code| code == message));
        if let Rows::Block(rows) = &mut one.rows
            && (same || message == "all")
            && rows.contains(&row)
        {
            *rows = *rows.start()..=row;
        }
    }
}

/// Where a `disable` holds: behind code on its line, behind a definition's header in the whole of it, and alone on a
/// line for the rest of the block.
fn disabled(comment: &Comment, source: &Source, row: u32) -> Rows {
    let line = source.slice(source.line_span(row));
    let indent = line.len() - line.trim_start().len();
    if comment.own_line {
        return Rows::Block(row..=block_end(source, row, indent));
    }
    let code = line[..(comment.span.start - source.line_span(row).start) as usize].trim();
    let defines = ["def ", "async def ", "class ", ")"].iter().any(|word| code.starts_with(word));
    if defines && code.ends_with(':') { Rows::Block(row..=block_end(source, row, indent + 1)) } else { Rows::Line(row) }
}

/// The last line below `row` before code that is indented by less than `indent`.
fn block_end(source: &Source, row: u32, indent: usize) -> u32 {
    let dedents = |row: &u32| {
        let line = source.slice(source.line_span(*row));
        let code = line.trim_start();
        !code.is_empty() && !code.starts_with('#') && line.len() - code.len() < indent
    };
    (row + 1..=source.line_count()).find(dedents).map_or(source.line_count(), |dedent| dedent - 1)
}
