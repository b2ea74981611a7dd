//! One line a report: `path:line:column: CODE message`.

use super::{Frame, escaped};
use crate::check::Report;
use std::io::{self, Write};

/// Writes all reports.
///
/// # Errors
/// What the output says.
pub fn write<W: Write + ?Sized>(reports: &[Report], frame: &Frame<'_>, out: &mut W) -> io::Result<()> {
    for report in reports {
        writeln!(out, "{}", line(report, frame))?;
    }
    Ok(())
}

/// One report.
pub fn line(report: &Report, frame: &Frame<'_>) -> String {
    let diagnostic = &report.diagnostic;
    let (start, _) = frame.positions(&diagnostic.path, diagnostic.span);
    let path = frame.shown(&diagnostic.path);
    format!("{path}:{}:{}: {} {}", start.row, start.column, diagnostic.code, escaped(&diagnostic.message))
}
