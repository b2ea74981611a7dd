//! What a rule reports: where, what happens, why it is believed, how sure it is, and how to mend it.

use crate::source::Span;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How bad the reported defect is in production; ordered from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; opinions differ.
    Note,
    /// Makes an outage worse, or hides it.
    Warning,
    /// Breaks in production under an ordinary fault.
    Error,
}

/// How sure a report is; ordered from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Two steps rest on a customary name or shape, or an unknown callee could handle or bound.
    Low,
    /// One step rests on a customary name or shape.
    Medium,
    /// Each step was resolved.
    High,
}

/// Another place that explains a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file, as in [`Diagnostic::path`].
    pub path: PathBuf,
    /// The place in that file.
    pub span: Span,
    /// What this place has to do with the report.
    pub message: String,
}

/// One report, complete: everything that the outputs print comes from here and from the source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's code, `NET002`.
    pub code: &'static str,
    /// The rule's name, `missing-timeout`.
    pub name: &'static str,
    /// How bad it is, after the configuration has spoken.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// The absolute path of the file.
    pub path: PathBuf,
    /// The marked place.
    pub span: Span,
    /// One sentence: what happens in production.
    pub message: String,
    /// The mend, on the reader's own code.
    pub help: Option<String>,
    /// Places that explain, in the order in which they should be read.
    pub related: Vec<Related>,
    /// Qualified name of the function around the place, `Client.fetch`; empty at module level.
    pub function: String,
    /// Lines on which a directive silences this report: the place's lines and the statement's last line.
    pub statement: Span,
}
