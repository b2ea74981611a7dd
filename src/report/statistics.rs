//! Counts instead of reports.

use super::severity_name;
use crate::check::Report;
use crate::config::options::OutputFormat;
use crate::diagnostic::Severity;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct Count<'a> {
    code: &'a str,
    name: &'a str,
    severity: Severity,
    #[serde(rename = "count")]
    reports: usize,
}

/// Writes how often each rule reports, the most frequent first: as JSON where reports would be, else as a table.
///
/// # Errors
/// What the output says.
pub fn write<W: Write + ?Sized>(format: OutputFormat, reports: &[Report], out: &mut W) -> io::Result<()> {
    let counts = counts(reports);
    if format == OutputFormat::Json {
        serde_json::to_writer_pretty(&mut *out, &counts)?;
        return writeln!(out);
    }
    let width = counts.iter().map(|count| count.reports.to_string().len()).max().unwrap_or(0);
    for Count { code, name, severity, reports } in &counts {
        writeln!(out, "{reports:>width$}  {code}  {:<7}  {name}", severity_name(*severity))?;
    }
    Ok(())
}

fn counts(reports: &[Report]) -> Vec<Count<'_>> {
    let mut by_rule = BTreeMap::<_, usize>::new();
    for report in reports {
        let diagnostic = &report.diagnostic;
        *by_rule.entry((diagnostic.code, diagnostic.name, diagnostic.severity)).or_default() += 1;
    }
    let count = |((code, name, severity), reports)| Count { code, name, severity, reports };
    let mut counts = by_rule.into_iter().map(count).collect::<Vec<_>>();
    counts.sort_by_key(|count| std::cmp::Reverse(count.reports));
    counts
}
