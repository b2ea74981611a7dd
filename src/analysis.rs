//! The rules about the analysis itself (FLT): they have no folder, since no model of Python decides them, but a page,
//! a severity and a code that can be selected like any other.

use crate::diagnostic::Severity;
use crate::registry::{self, Registered};
use crate::rule::{Meta, Reference, Rule};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A faultlint directive that silences nothing.
pub const UNUSED_DIRECTIVE: &str = "SUP001";
/// A faultlint directive that cannot be understood.
pub const MALFORMED_DIRECTIVE: &str = "SUP002";
/// Lines that the parser could not read.
pub const NOT_ANALYSED: &str = "SYN001";

/// The family's name, in the place of a folder.
pub const FAMILY: &str = "analysis";

/// Judged outside of the model, where directives are applied and files are read.
struct Outside;

impl Rule for Outside {}

static RULES: LazyLock<[Registered; 3]> = LazyLock::new(|| {
    [
        registered(
            (UNUSED_DIRECTIVE, "unused-directive"),
            Severity::Warning,
            "A faultlint directive silences nothing.",
            include_str!("analysis/unused-directive.md"),
        ),
        registered(
            (MALFORMED_DIRECTIVE, "malformed-directive"),
            Severity::Warning,
            "A faultlint directive is misspelt, names an unknown rule, or has no brackets.",
            include_str!("analysis/malformed-directive.md"),
        ),
        registered(
            (NOT_ANALYSED, "not-analysed"),
            Severity::Note,
            "Lines could not be read and were not analysed.",
            include_str!("analysis/not-analysed.md"),
        ),
    ]
});

fn registered((code, name): (&str, &str), severity: Severity, summary: &str, readme: &'static str) -> Registered {
    let meta = Meta {
        code: code.to_owned(),
        name: name.to_owned(),
        summary: summary.to_owned(),
        family: FAMILY.to_owned(),
        severity,
        fix: false,
        default: true,
        since: "0.1.0".to_owned(),
        yields_to: Vec::new(),
        also_silenced_by: Vec::new(),
        references: Vec::<Reference>::new(),
        options: BTreeMap::new(),
    };
    Registered { meta, readme, rule: &Outside }
}

/// The rules about the analysis.
pub fn rules() -> &'static [Registered] {
    &*RULES
}

/// Every rule: those with a folder, ordered by code, then those about the analysis.
pub fn all_rules() -> impl Iterator<Item = &'static Registered> {
    registry::rules().iter().chain(rules())
}

/// A rule of either kind by its code or name.
pub fn find(code_or_name: &str) -> Option<&'static Registered> {
    all_rules().find(|rule| rule.meta.code == code_or_name || rule.meta.name == code_or_name)
}
