//! For people: what happens, the source with the place marked, the places that explain, and the mend.

use super::snippet::Snippets;
use super::{Frame, escaped};
use crate::check::Report;
use crate::diagnostic::{Confidence, Diagnostic, Related, Severity};
use crate::source::Span;
use codespan_reporting::diagnostic::{self as codespan, Label, LabelStyle};
use codespan_reporting::term::termcolor::WriteColor;
use codespan_reporting::term::{Config, Styles, StylesWriter, emit_to_write_style};
use std::io;
use std::path::Path;

/// Writes all reports.
///
/// # Errors
/// What the output says.
pub fn write(reports: &[Report], frame: &Frame<'_>, out: &mut dyn WriteColor) -> io::Result<()> {
    let config = Config::default();
    let styles = Styles::default();
    for report in reports {
        let snippets = snippets(&report.diagnostic, frame);
        let shown = shown(&report.diagnostic, &snippets, frame);
        let mut writer = StylesWriter::new(&mut *out, &styles);
        emit_to_write_style(&mut writer, &config, &snippets, &shown).map_err(as_io)?;
    }
    Ok(())
}

fn as_io(error: codespan_reporting::files::Error) -> io::Error {
    match error {
        codespan_reporting::files::Error::Io(error) => error,
        error => io::Error::other(error.to_string()),
    }
}

/// The excerpts of all files that a report points into, its own first.
fn snippets(diagnostic: &Diagnostic, frame: &Frame<'_>) -> Snippets {
    let mut snippets = Snippets::default();
    let mut paths = vec![diagnostic.path.as_path()];
    for related in &diagnostic.related {
        if !paths.contains(&related.path.as_path()) {
            paths.push(&related.path);
        }
    }
    for path in paths {
        if let Some(source) = frame.sources.get(path) {
            snippets.add(frame.shown(path), source, &spans_in(path, diagnostic));
        }
    }
    snippets
}

fn spans_in(path: &Path, diagnostic: &Diagnostic) -> Vec<Span> {
    let own = (diagnostic.path == path).then_some(diagnostic.span);
    let related = diagnostic.related.iter().filter(|related| related.path == path).map(|related| related.span);
    own.into_iter().chain(related).collect()
}

fn shown(diagnostic: &Diagnostic, snippets: &Snippets, frame: &Frame<'_>) -> codespan::Diagnostic<usize> {
    let own = label(LabelStyle::Primary, &diagnostic.path, diagnostic.span, snippets, frame);
    let related = diagnostic.related.iter().filter_map(|related| related_label(related, snippets, frame));
    codespan::Diagnostic::new(severity(diagnostic.severity))
        .with_code(diagnostic.code)
        .with_message(format!("{}: {}", diagnostic.name, escaped(&diagnostic.message)))
        .with_labels(own.into_iter().chain(related).collect())
        .with_notes(notes(diagnostic))
}

fn severity(severity: Severity) -> codespan::Severity {
    match severity {
        Severity::Note => codespan::Severity::Note,
        Severity::Warning => codespan::Severity::Warning,
        Severity::Error => codespan::Severity::Error,
    }
}

fn related_label(related: &Related, snippets: &Snippets, frame: &Frame<'_>) -> Option<Label<usize>> {
    let label = label(LabelStyle::Secondary, &related.path, related.span, snippets, frame)?;
    Some(label.with_message(escaped(&related.message)))
}

fn label(style: LabelStyle, path: &Path, span: Span, snippets: &Snippets, frame: &Frame<'_>) -> Option<Label<usize>> {
    let (file, range) = snippets.place(frame.sources.get(path)?, span)?;
    Some(Label::new(style, file, range))
}

fn notes(diagnostic: &Diagnostic) -> Vec<String> {
    let lines = |text: &str| text.lines().map(|line| escaped(line).into_owned()).collect::<Vec<_>>().join("\n");
    let help = diagnostic.help.as_ref().map(|help| format!("help: {}", lines(help)));
    let sure = match diagnostic.confidence {
        Confidence::High => None,
        Confidence::Medium => Some("confidence: medium, a step rests on a customary name or shape".to_owned()),
        Confidence::Low => Some("confidence: low, much about this place is unknown".to_owned()),
    };
    help.into_iter().chain(sure).collect()
}
