//! Directives in comments: which reports they silence, and which of them silence nothing or cannot be understood.

mod directive;
mod foreign;

use crate::analysis::{MALFORMED_DIRECTIVE, UNUSED_DIRECTIVE, all_rules, find};
use crate::config::selector::Selector;
use crate::diagnostic::{Confidence, Diagnostic};
use crate::registry::Selected;
use crate::semantic::Module;
use crate::source::{Source, Span};
use directive::{Directive, Entry};
use foreign::Foreign;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The lines on which a directive may stand to silence a report.
struct Lines {
    /// Those of the marked place.
    place: RangeInclusive<u32>,
    /// The first one of the statement.
    first: u32,
    /// The last one of the statement.
    last: u32,
}

impl Lines {
    fn of(diagnostic: &Diagnostic, source: &Source) -> Self {
        let row = |byte: u32| source.line_of(byte);
        let last = |span: Span| row(span.end.saturating_sub(1).max(span.start));
        Self {
            place: row(diagnostic.span.start)..=last(diagnostic.span),
            first: row(diagnostic.statement.start.min(diagnostic.span.start)),
            last: last(diagnostic.statement),
        }
    }

    /// Whether a comment behind code on that line speaks about the report.
    fn holds(&self, row: u32) -> bool {
        self.place.contains(&row) || row == self.last
    }
}

/// Directives by the lines that they speak about, so that a report meets only those that may be about it.
struct ByRow<T> {
    all: Vec<T>,
    narrow: BTreeMap<u32, Vec<usize>>,
    /// Those that do not speak about few lines.
    wide: Vec<usize>,
}

impl<T> ByRow<T> {
    fn of(all: Vec<T>, rows: impl Fn(&T) -> Option<Vec<u32>>) -> Self {
        let (mut narrow, mut wide) = (BTreeMap::<u32, Vec<usize>>::new(), Vec::new());
        for (number, one) in all.iter().enumerate() {
            match rows(one) {
                Some(rows) => rows.into_iter().for_each(|row| narrow.entry(row).or_default().push(number)),
                None => wide.push(number),
            }
        }
        Self { all, narrow, wide }
    }

    /// Those that may speak about a report on these lines.
    fn near(&self, lines: &Lines) -> impl Iterator<Item = &T> {
        let of_place = self.narrow.range(lines.place.clone()).map(|(_, numbers)| numbers);
        let of_statement = [lines.first, lines.last].map(|row| self.narrow.get(&row));
        let numbers = of_place.chain(of_statement.into_iter().flatten()).chain([&self.wide]).flatten();
        numbers.map(|&number| &self.all[number])
    }
}

/// What remains of the reports on a file after its directives have spoken, with the reports on these directives.
pub fn apply(module: &Module, mut found: Vec<Diagnostic>, selected: &[Selected]) -> Vec<Diagnostic> {
    let (directives, malformed) = directive::read(module);
    let malformed = malformed.into_iter().filter(|one| is_read(module, one.span));
    found.extend(malformed.filter_map(|one| one.report(module, selected)));
    let directives = ByRow::of(directives, Directive::rows);
    let foreign = ByRow::of(foreign::read(module), Foreign::rows);
    found.retain(|diagnostic| {
        let lines = Lines::of(diagnostic, &module.source);
        let ours = directives.near(&lines).filter(|directive| directive.silences(diagnostic, &lines)).count() > 0;
        !ours && !foreign.near(&lines).any(|one| one.silences(diagnostic, &lines))
    });
    found.extend(unused(module, &directives, selected));
    found
}

/// Whether a place lies where the parser could read: elsewhere a directive may silence what we cannot see.
fn is_read(module: &Module, span: Span) -> bool {
    !module.unread().iter().any(|unread| unread.start < span.end && span.start < unread.end)
}

/// Reports on the entries that silence nothing.
fn unused(module: &Module, directives: &ByRow<Directive>, selected: &[Selected]) -> Vec<Diagnostic> {
    let entries =
        directives.all.iter().flat_map(|directive| directive.entries.iter().map(move |entry| (directive, entry)));
    let idle =
        entries.filter(|(_, entry)| !entry.used.get() && is_judged(entry, selected) && is_read(module, entry.span));
    let reports = idle.filter_map(|(directive, entry)| {
        let message = format!("this directive silences no {}: the next defect here goes out unseen", entry.text);
        let help = if directive.entries.len() == 1 {
            "remove the comment".to_owned()
        } else {
            format!("remove `{}` from the list", entry.text)
        };
        report(module, UNUSED_DIRECTIVE, entry.span, message, Some(help), selected)
    });
    let speaks = |diagnostic: &Diagnostic| {
        let lines = Lines::of(diagnostic, &module.source);
        directives.near(&lines).any(|directive| directive.silences(diagnostic, &lines))
    };
    let mut found = reports.filter(|diagnostic| !speaks(diagnostic)).collect::<Vec<_>>();
    let about_directives = directives.all.iter().flat_map(|directive| &directive.entries);
    let idle = about_directives.filter(|entry| names_unused_alone(&entry.selector) && !entry.used.get());
    found.extend(idle.filter(|entry| is_read(module, entry.span)).filter_map(|entry| {
        let message =
            format!("this directive silences no {}: there is no other directive here that does nothing", entry.text);
        report(module, UNUSED_DIRECTIVE, entry.span, message, Some(format!("remove `{}`", entry.text)), selected)
    }));
    found
}

/// Whether an entry is about unused directives and nothing else.
fn names_unused_alone(selector: &Selector) -> bool {
    matches!(selector, Selector::Rule(code) if code == UNUSED_DIRECTIVE)
}

/// Whether the run could have used the entry: every rule that it names is selected, and it is not about directives.
fn is_judged(entry: &Entry, selected: &[Selected]) -> bool {
    let is_selected = |code: &str| selected.iter().any(|one| one.rule.meta.code == code);
    let mut named = all_rules().filter(|rule| entry.selector.selects(rule));
    !names_unused(&entry.selector) && named.all(|rule| is_selected(&rule.meta.code))
}

fn names_unused(selector: &Selector) -> bool {
    find(UNUSED_DIRECTIVE).is_some_and(|rule| selector.selects(rule))
}

/// A report of one of our own rules, if it is selected.
fn report(
    module: &Module,
    code: &str,
    span: Span,
    message: String,
    help: Option<String>,
    selected: &[Selected],
) -> Option<Diagnostic> {
    let chosen = selected.iter().find(|one| one.rule.meta.code == code)?;
    Some(Diagnostic {
        code: &chosen.rule.meta.code,
        name: &chosen.rule.meta.name,
        severity: chosen.severity,
        confidence: Confidence::High,
        path: module.source.path().to_owned(),
        span,
        message,
        help,
        related: Vec::new(),
        function: String::new(),
        statement: span,
    })
}

impl directive::Malformed {
    fn report(self, module: &Module, selected: &[Selected]) -> Option<Diagnostic> {
        let message = format!("this directive silences nothing: {}", self.reason);
        report(module, MALFORMED_DIRECTIVE, self.span, message, self.help, selected)
    }
}
