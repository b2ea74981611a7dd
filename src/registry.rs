//! All rules, and how they are run over one file.

use crate::diagnostic::{Confidence, Diagnostic, Related, Severity};
use crate::project::Project;
use crate::rule::{Context, Finding, Meta, Rule};
use crate::rules::RULES;
use crate::semantic::Model;
use crate::semantic::program::FileId;
use std::sync::LazyLock;

/// A rule's folder, embedded.
pub struct Folder {
    /// `rule.toml`
    pub toml: &'static str,
    /// `README.md`
    pub readme: &'static str,
    /// The judgement.
    pub rule: &'static dyn Rule,
}

/// A rule with its metadata read.
pub struct Registered {
    /// What `rule.toml` says.
    pub meta: Meta,
    /// The rule's page.
    pub readme: &'static str,
    /// The judgement.
    pub rule: &'static dyn Rule,
}

static REGISTERED: LazyLock<Vec<Registered>> = LazyLock::new(|| {
    let mut rules = RULES.iter().map(register).collect::<Vec<_>>();
    rules.sort_by(|a, b| a.meta.code.cmp(&b.meta.code));
    rules
});

fn register(folder: &Folder) -> Registered {
    let meta = toml::from_str(folder.toml).expect("a test reads every rule.toml");
    Registered { meta, readme: folder.readme, rule: folder.rule }
}

/// All rules, ordered by code.
pub fn rules() -> &'static [Registered] {
    &REGISTERED
}

/// A rule by its code or name.
pub fn find(code_or_name: &str) -> Option<&'static Registered> {
    rules().iter().find(|rule| rule.meta.code == code_or_name || rule.meta.name == code_or_name)
}

impl Registered {
    /// The options' defaults.
    pub fn default_options(&self) -> toml::Table {
        self.meta.options.iter().map(|(name, option)| (name.clone(), option.default.clone())).collect()
    }
}

/// A rule that is to be run, as configured.
#[derive(Clone)]
pub struct Selected {
    /// The rule.
    pub rule: &'static Registered,
    /// The severity of its reports.
    pub severity: Severity,
    /// Its options, complete.
    pub options: toml::Table,
}

impl Selected {
    /// The rule as it is without configuration.
    pub fn new(rule: &'static Registered) -> Self {
        Self { rule, severity: rule.meta.severity, options: rule.default_options() }
    }

    /// All rules that are on by default.
    pub fn defaults() -> Vec<Self> {
        rules().iter().filter(|rule| rule.meta.default).map(Self::new).collect()
    }
}

/// What the selected rules report on one file of a project, ordered by place and code; one report a defect.
pub fn run(file: FileId, project: &Project, selected: &[Selected]) -> Vec<Diagnostic> {
    let program = project.program();
    let model = program.model(file);
    let mut found = selected.iter().flat_map(|rule| run_rule(&model, project, rule, selected)).collect::<Vec<_>>();
    found.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
    found.dedup_by(|a, b| (a.span, a.code) == (b.span, b.code));
    let kept = found.iter().map(|one| !gives_way(one, &found)).collect::<Vec<_>>();
    found.into_iter().zip(kept).filter_map(|(one, kept)| kept.then_some(one)).collect()
}

/// Whether another report at the same place stands in the place of this one; all of them are ordered by place.
fn gives_way(one: &Diagnostic, all: &[Diagnostic]) -> bool {
    let before = find(one.code).map_or(&[][..], |rule| &rule.meta.yields_to);
    let first = all.partition_point(|other| other.span < one.span);
    let here = all[first..].iter().take_while(|other| other.span == one.span);
    !before.is_empty() && here.into_iter().any(|other| before.iter().any(|code| code == other.code))
}

fn run_rule(model: &Model<'_>, project: &Project, selected: &Selected, all: &[Selected]) -> Vec<Diagnostic> {
    let before = all.iter().map(|other| other.rule.meta.code.as_str());
    let before = before.filter(|&code| selected.rule.meta.yields_to.iter().any(|other| other == code)).collect();
    let cx = Context::new(model, project, &selected.options).behind(before);
    let rule = selected.rule.rule;
    rule.module(&cx);
    model.calls().for_each(|call| rule.call(&cx, &call));
    model.handlers().iter().for_each(|handler| rule.handler(&cx, handler));
    model.retries().iter().for_each(|retry| rule.retry(&cx, retry));
    cx.into_findings().into_iter().map(|finding| diagnostic(model, selected, finding)).collect()
}

fn diagnostic(model: &Model<'_>, selected: &Selected, finding: Finding) -> Diagnostic {
    // What is not seen there could handle, bound or check what is reported.
    let finding = if model.is_partly_unread(finding.span) { finding.at_most(Confidence::Low) } else { finding };
    let related = |one: Related| Related { message: on_one_line(&one.message), ..one };
    Diagnostic {
        code: &selected.rule.meta.code,
        name: &selected.rule.meta.name,
        severity: selected.severity,
        confidence: finding.confidence,
        path: model.module.source.path().to_owned(),
        function: model.function_at(finding.span),
        statement: model.statement_at(finding.span),
        span: finding.span,
        message: on_one_line(&finding.message),
        help: finding.help.as_deref().map(on_one_line),
        related: finding.related.into_iter().map(related).collect(),
    }
}

/// A text that quotes code of several lines, on one: a break beside a dot or inside of a bracket's edge goes, another one
/// becomes a space.
fn on_one_line(text: &str) -> String {
    let mut lines = text.lines().map(|line| line.trim().trim_end_matches('\\').trim_end());
    let mut whole = lines.next().unwrap_or("").to_owned();
    for line in lines.filter(|line| !line.is_empty()) {
        let joined = whole.ends_with(['.', '(', '[', '{']) || line.starts_with(['.', ')', ']', '}', ',', '(']);
        if !joined {
            whole.push(' ');
        }
        whole.push_str(line);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_of_several_lines_is_quoted_on_one() {
        assert_eq!(on_one_line("`(requests\r\n    .get)(\n  a,\n  b\n)` hangs"), "`(requests.get)(a, b)` hangs");
        assert_eq!(on_one_line("`a + \\\n  b`  and  c"), "`a + b`  and  c");
    }
}
