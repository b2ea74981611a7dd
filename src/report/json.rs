//! An array for other tools, shaped like ruff's; the schema is `docs/report.schema.json`.

use super::Frame;
use crate::check::Report;
use crate::diagnostic::{Confidence, Related, Severity};
use crate::source::{Position, Span};
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    name: &'a str,
    message: &'a str,
    severity: Severity,
    confidence: Confidence,
    filename: String,
    location: Location,
    end_location: Location,
    url: Option<&'a str>,
    help: Option<&'a str>,
    related: Vec<RelatedEntry<'a>>,
    fix: Option<()>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct RelatedEntry<'a> {
    message: &'a str,
    filename: String,
    location: Location,
    end_location: Location,
}

#[derive(Serialize)]
struct Location {
    row: u32,
    column: u32,
}

impl From<Position> for Location {
    fn from(position: Position) -> Self {
        Self { row: position.row, column: position.column }
    }
}

/// Writes all reports; the array also when there are none.
///
/// # Errors
/// What the output says.
pub fn write<W: Write + ?Sized>(reports: &[Report], frame: &Frame<'_>, out: &mut W) -> io::Result<()> {
    let entries = reports.iter().map(|report| entry(report, frame)).collect::<Vec<_>>();
    serde_json::to_writer_pretty(&mut *out, &entries)?;
    writeln!(out)
}

fn entry<'a>(report: &'a Report, frame: &Frame<'_>) -> Entry<'a> {
    let diagnostic = &report.diagnostic;
    let (location, end_location) = locations(&diagnostic.path, diagnostic.span, frame);
    Entry {
        code: diagnostic.code,
        name: diagnostic.name,
        message: &diagnostic.message,
        severity: diagnostic.severity,
        confidence: diagnostic.confidence,
        filename: filename(&diagnostic.path),
        location,
        end_location,
        url: None,
        help: diagnostic.help.as_deref(),
        related: diagnostic.related.iter().map(|related| related_entry(related, frame)).collect(),
        fix: None,
        fingerprint: &report.fingerprint,
    }
}

fn related_entry<'a>(related: &'a Related, frame: &Frame<'_>) -> RelatedEntry<'a> {
    let (location, end_location) = locations(&related.path, related.span, frame);
    RelatedEntry { message: &related.message, filename: filename(&related.path), location, end_location }
}

fn locations(path: &Path, span: Span, frame: &Frame<'_>) -> (Location, Location) {
    let (start, end) = frame.positions(path, span);
    (start.into(), end.into())
}

fn filename(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
