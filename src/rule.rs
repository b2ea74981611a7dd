//! What a rule is: its metadata, and the judgement that it makes.

use crate::diagnostic::Severity;
use serde::Deserialize;
use std::collections::BTreeMap;

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
