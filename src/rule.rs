//! What a rule is: its metadata, the judgement that it makes, and what it reports.
//!
//! A rule is asked about things (a call, a handler, a retry), never about syntax; what it needs to know, the
//! [`Model`] of the file and the [`Project`] answer.

use crate::catalog::schema::NetworkKind;
use crate::diagnostic::{Confidence, Related, Severity};
use crate::project::Project;
use crate::semantic::handler::Handler;
use crate::semantic::retry::Retry;
use crate::semantic::{Call, Model};
use crate::source::Span;
use serde::Deserialize;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A rule's judgement. Each hook is called for every such thing in a file.
pub trait Rule: Sync {
    /// A call, decorators that are called included.
    fn call(&self, _cx: &Context<'_>, _call: &Call<'_>) {}

    /// An `except` clause, or a context manager that swallows exceptions.
    fn handler(&self, _cx: &Context<'_>, _handler: &Handler) {}

    /// Something that makes the same attempt again because it failed.
    fn retry(&self, _cx: &Context<'_>, _retry: &Retry) {}

    /// The file as a whole, once.
    fn module(&self, _cx: &Context<'_>) {}
}

/// What a rule is given, and where it reports.
pub struct Context<'a> {
    /// The file.
    pub model: &'a Model<'a>,
    /// All files.
    pub project: &'a Project,
    /// The rule's options as configured, by name; each has at least its default.
    pub options: &'a toml::Table,
    before: Vec<&'a str>,
    findings: RefCell<Vec<Finding>>,
}

impl<'a> Context<'a> {
    /// A context without findings.
    pub fn new(model: &'a Model<'a>, project: &'a Project, options: &'a toml::Table) -> Self {
        Self { model, project, options, before: Vec::new(), findings: RefCell::default() }
    }

    /// With the codes of rules that run as well and whose report of the same defect stands in the place of this rule's.
    #[must_use]
    pub fn behind(mut self, before: Vec<&'a str>) -> Self {
        self.before = before;
        self
    }

    /// Whether the rule `code` runs as well, and its report of the same defect, at another place, stands instead.
    pub fn gives_way_to(&self, code: &str) -> bool {
        self.before.contains(&code)
    }

    /// The kinds of network operations that the rule's option `kinds` names.
    pub fn kinds(&self) -> Vec<NetworkKind> {
        let kinds = self.options.get("kinds").cloned();
        kinds.and_then(|kinds| kinds.try_into().ok()).unwrap_or_default()
    }

    /// Reports.
    pub fn report(&self, finding: Finding) {
        self.findings.borrow_mut().push(finding);
    }

    /// What was reported.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner()
    }
}

/// What a rule found: a [`crate::diagnostic::Diagnostic`] without what follows from the rule and the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The marked place: a call's callee, a loop's header, a handler's head.
    pub span: Span,
    /// One sentence: what happens in production.
    pub message: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// The mend, on the reader's own code.
    pub help: Option<String>,
    /// Places that explain, in the order in which they should be read.
    pub related: Vec<Related>,
}

impl Finding {
    /// A finding of high confidence.
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), confidence: Confidence::High, help: None, related: Vec::new() }
    }

    /// With this mend.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With this confidence, if it is less than the present one.
    #[must_use]
    pub fn at_most(mut self, confidence: Confidence) -> Self {
        self.confidence = self.confidence.min(confidence);
        self
    }

    /// With another place that explains.
    #[must_use]
    pub fn related(mut self, related: Related) -> Self {
        self.related.push(related);
        self
    }
}

/// A rule's metadata, from its `rule.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Meta {
    /// `NET002`
    pub code: String,
    /// `missing-timeout`
    pub name: String,
    /// One sentence: what the rule finds.
    pub summary: String,
    /// The family's folder: `network`, `retry`, `exception`, `degradation`, `health`, `backpressure`.
    pub family: String,
    /// Severity unless the configuration says otherwise.
    pub severity: Severity,
    /// Whether the rule offers fixes.
    pub fix: bool,
    /// Whether the rule is on by default; `false` for opt-in rules.
    pub default: bool,
    /// The version that brought the rule.
    pub since: String,
    /// Codes of rules whose report at the same place stands in the place of this one's: one defect, one report.
    #[serde(default)]
    pub yields_to: Vec<String>,
    /// Codes and symbolic names of other linters whose suppression (`noqa`, `pylint: disable`, `nosec`) holds here too.
    #[serde(default)]
    pub also_silenced_by: Vec<String>,
    /// Papers, guidance and documentation that the rule rests on.
    pub references: Vec<Reference>,
    /// The rule's options by name.
    #[serde(default)]
    pub options: BTreeMap<String, RuleOption>,
}

/// Something to read about a rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Reference {
    /// Author, title, year, as one would cite it.
    pub title: String,
}

/// An option of a rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RuleOption {
    /// What the option changes.
    pub summary: String,
    /// Its value when the configuration does not set it; its type is the option's type.
    pub default: toml::Value,
}
