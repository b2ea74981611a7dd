//! `faultlint rule`: a rule's page, or the table of all.

use super::Status;
use super::output::{Color, deliver};
use crate::analysis::{all_rules, find};
use crate::config::suggest::did_you_mean;
use crate::registry::Registered;
use crate::report::severity_name;
use anyhow::anyhow;
use clap::ValueEnum;
use codespan_reporting::term::termcolor::WriteColor;
use serde_json::{Value, json};
use std::io;

/// Arguments of `faultlint rule`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The rule's code or name, `NET002` or `missing-timeout`
    #[arg(required_unless_present = "all")]
    rule: Option<String>,
    /// List all rules
    #[arg(long, conflicts_with = "rule")]
    all: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    output_format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page of text, or a table
    Text,
    /// For other tools
    Json,
}

/// Prints what was asked for.
pub(super) fn run(args: &Args) -> anyhow::Result<Status> {
    let rules = match &args.rule {
        Some(name) => vec![find(name).ok_or_else(|| unknown(name))?],
        None => all_rules().collect(),
    };
    deliver(None, Color::Never, |out| match (args.output_format, args.all) {
        (Format::Json, true) => print_json(&rules.iter().map(|rule| as_json(rule)).collect::<Value>(), out),
        (Format::Json, false) => print_json(&rules.iter().map(|rule| as_json(rule)).next().unwrap_or_default(), out),
        (Format::Text, true) => print_table(&rules, out),
        (Format::Text, false) => rules.iter().try_for_each(|rule| write!(out, "{}", rule.readme)),
    })?;
    Ok(Status::Clean)
}

fn unknown(name: &str) -> anyhow::Error {
    let known = all_rules().flat_map(|rule| [&*rule.meta.code, &*rule.meta.name]);
    let meant = did_you_mean(name, known);
    let mend = if meant.is_empty() { "; `faultlint rule --all` lists them" } else { "" };
    anyhow!("unknown rule `{name}`{meant}{mend}")
}

fn print_json(value: &Value, out: &mut dyn WriteColor) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

fn as_json(rule: &Registered) -> Value {
    let meta = &rule.meta;
    let option = |(name, option): (&String, &crate::rule::RuleOption)| json!({ "name": name, "summary": option.summary, "default": option.default });
    json!({
        "code": meta.code,
        "name": meta.name,
        "summary": meta.summary,
        "family": meta.family,
        "severity": meta.severity,
        "default": meta.default,
        "fix": meta.fix,
        "since": meta.since,
        "also_silenced_by": meta.also_silenced_by,
        "options": meta.options.iter().map(option).collect::<Value>(),
        "references": meta.references.iter().map(|reference| reference.title.as_str()).collect::<Value>(),
        "explanation": rule.readme,
    })
}

fn print_table(rules: &[&Registered], out: &mut dyn WriteColor) -> io::Result<()> {
    let width = rules.iter().map(|rule| rule.meta.name.len()).max().unwrap_or(0);
    for rule in rules {
        let meta = &rule.meta;
        let opt_in = if meta.default { "" } else { " (opt-in)" };
        let severity = severity_name(meta.severity);
        writeln!(out, "{}  {:<width$}  {severity:<7}  {}{opt_in}", meta.code, meta.name, meta.summary)?;
    }
    Ok(())
}
