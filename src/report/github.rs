//! Workflow commands of GitHub Actions, which become annotations on the changed lines.

use super::{Frame, concise};
use crate::check::Report;
use crate::diagnostic::Severity;
use std::io::{self, Write};

/// Writes all reports.
///
/// # Errors
/// What the output says.
pub fn write<W: Write + ?Sized>(reports: &[Report], frame: &Frame<'_>, out: &mut W) -> io::Result<()> {
    for report in reports {
        writeln!(out, "{}", command(report, frame))?;
    }
    Ok(())
}

fn command(report: &Report, frame: &Frame<'_>) -> String {
    let diagnostic = &report.diagnostic;
    let (start, end) = frame.positions(&diagnostic.path, diagnostic.span);
    let level = match diagnostic.severity {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let title = property(&format!("faultlint {} ({})", diagnostic.name, diagnostic.code));
    let file = property(&diagnostic.path.to_string_lossy());
    let line = format!("line={},endLine={}", start.row, end.row);
    // Columns of a place of several lines are refused.
    let columns = format!(",col={},endColumn={}", start.column, end.column);
    let columns = if start.row == end.row { columns } else { String::new() };
    let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
    let message = data(&format!("{}{help}", concise::line(report, frame)));
    format!("::{level} title={title},file={file},{line}{columns}::{message}")
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_command_or_property_is_escaped() {
        assert_eq!(data("50%\r\nof: a, b"), "50%25%0D%0Aof: a, b");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
