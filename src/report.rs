//! Printing: one file a format. What is printed comes from the reports and the texts that they point into.

pub mod concise;
pub mod full;
pub mod github;
pub mod json;
pub mod resolution;
mod snippet;
pub mod statistics;

use crate::check::{Outcome, Sources};
use crate::config::options::OutputFormat;
use crate::diagnostic::Severity;
use crate::source::{Position, Span};
use codespan_reporting::term::termcolor::WriteColor;
use std::borrow::Cow;
use std::io;
use std::path::Path;

/// Where output goes and from where paths are shown.
pub struct Frame<'a> {
    /// The current directory.
    pub here: &'a Path,
    /// The texts.
    pub sources: &'a Sources,
}

impl Frame<'_> {
    /// A path as people see it: relative to the current directory where it lies below, control characters escaped.
    pub fn shown(&self, path: &Path) -> String {
        escaped(&path.strip_prefix(self.here).unwrap_or(path).to_string_lossy()).into_owned()
    }

    /// Where a span begins and ends.
    pub fn positions(&self, path: &Path, span: Span) -> (Position, Position) {
        let nowhere = Position { row: 1, column: 1 };
        let source = self.sources.get(path);
        source.map_or((nowhere, nowhere), |source| (source.position(span.start), source.position(span.end)))
    }
}

/// Writes all reports.
///
/// # Errors
/// What the output says.
pub fn write(format: OutputFormat, outcome: &Outcome, here: &Path, out: &mut dyn WriteColor) -> io::Result<()> {
    let frame = Frame { here, sources: &outcome.sources };
    match format {
        OutputFormat::Full => full::write(&outcome.reports, &frame, out),
        OutputFormat::Concise => concise::write(&outcome.reports, &frame, out),
        OutputFormat::Json => json::write(&outcome.reports, &frame, out),
        OutputFormat::Github => github::write(&outcome.reports, &frame, out),
    }
}

/// The word for a severity.
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Text with its control characters, and those that change the direction of text, written out.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_control) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().flat_map(|c| shown_char(c).into_iter()).collect())
}

/// The characters that stand for one in output.
fn shown_char(c: char) -> Vec<char> {
    match c {
        '\n' => "\\n".chars().collect(),
        '\r' => "\\r".chars().collect(),
        '\t' => "\\t".chars().collect(),
        c if !is_control(c) => vec![c],
        c if u32::from(c) < 0x100 => format!("\\x{:02x}", u32::from(c)).chars().collect(),
        c => format!("\\u{{{:x}}}", u32::from(c)).chars().collect(),
    }
}

/// Whether a character would act on the terminal or on its neighbours instead of being seen.
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
