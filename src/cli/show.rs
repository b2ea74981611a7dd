//! `--show-settings` and `--show-files`.

use crate::catalog::Catalog;
use crate::config::options::{FailOn, OutputFormat};
use crate::config::settings::Settings;
use crate::config::versions;
use crate::discover::Selected;
use crate::report::{escaped, severity_name};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Writes the files that would be checked, one a line.
pub(super) fn files<W: Write + ?Sized>(selected: &[Selected], out: &mut W) -> io::Result<()> {
    selected.iter().try_for_each(|file| writeln!(out, "{}", escaped(&file.path.to_string_lossy())))
}

/// Writes the versions of the libraries that the catalogue knows: for each the distribution, what is written, the file
/// that says it, and the facts that hold because of it.
pub(super) fn versions<W: Write + ?Sized>(root: &Path, catalog: &Catalog, out: &mut W) -> io::Result<()> {
    writeln!(out, "# versions by the files in {}", escaped(&root.to_string_lossy()))?;
    let versions = versions::read(root);
    let mut known =
        catalog.libraries().iter().filter(|library| !library.name.starts_with("python")).collect::<Vec<_>>();
    known.sort_by_key(|library| &library.name);
    for library in known {
        let Some(found) = versions.of(&library.name) else { continue };
        let file = found.file.strip_prefix(root).unwrap_or(&found.file);
        let earlier = library.before.iter().filter(|facts| found.is_before(&facts.version));
        let earlier = earlier.map(|facts| format!("; as before {}", facts.version)).collect::<Vec<_>>().concat();
        let (written, file) = (escaped(&found.written), escaped(&file.to_string_lossy()).into_owned());
        writeln!(out, "{} {written} ({file}{earlier})", library.name)?;
    }
    Ok(())
}

/// Writes settings as TOML that would have the same effect; `others` are named paths for which others hold.
pub(super) fn settings<W: Write + ?Sized>(
    (path, settings): (&Path, &Settings),
    others: &[(PathBuf, Arc<Settings>)],
    out: &mut W,
) -> io::Result<()> {
    let shown = |path: &Path| escaped(&path.to_string_lossy()).into_owned();
    let origin = |settings: &Settings| settings.file.as_deref().map_or("no configuration file".to_owned(), shown);
    let (place, base) = (shown(path), shown(&settings.base));
    writeln!(out, "# settings of {place} by {}, patterns relative to {base}", origin(settings))?;
    for (path, other) in others {
        writeln!(out, "# other settings hold for {}, by {}: name it alone to see them", shown(path), origin(other))?;
    }
    let table = table(settings);
    let text = toml::to_string_pretty(&table).map_err(io::Error::other)?;
    write!(out, "{text}")
}

fn table(settings: &Settings) -> toml::Table {
    let mut table = toml::Table::new();
    let mut set = |key: &str, value: toml::Value| {
        table.insert(key.to_owned(), value);
    };
    let codes = settings.rules.iter().map(|one| one.rule.meta.code.clone());
    let patterns = settings.exclude.iter().flat_map(|patterns| patterns.written().iter().cloned());
    set("select", strings(codes));
    set("exclude", strings(patterns));
    set("force-exclude", settings.force_exclude.into());
    set("include-tests", settings.include_tests.into());
    set("severity", severity_name(settings.severity).into());
    set("confidence", format!("{:?}", settings.confidence).to_lowercase().into());
    set("fail-on", fail_on(settings.fail_on).into());
    set("output-format", output_format(settings.output_format).into());
    if let Some((major, minor)) = settings.target_version {
        set("target-version", format!("py{major}{minor}").into());
    }
    if let Some(is_library) = settings.client_library {
        set("client-library", is_library.into());
    }
    let tables = [("per-file-ignores", per_file_ignores(settings)), ("rules", rules(settings))];
    for (key, entries) in tables.into_iter().filter(|(_, entries)| !entries.is_empty()) {
        set(key, entries.into());
    }
    if !settings.libraries.is_empty() {
        let written = settings.libraries.iter().map(|own| own.written.clone().into());
        set("libraries", written.collect::<Vec<toml::Value>>().into());
    }
    table
}

fn per_file_ignores(settings: &Settings) -> toml::Table {
    let mut ignores = toml::Table::new();
    for (patterns, selectors) in &settings.per_file_ignores {
        let selectors = strings(selectors.iter().map(ToString::to_string));
        ignores.extend(patterns.written().iter().map(|pattern| (pattern.clone(), selectors.clone())));
    }
    ignores
}

fn strings(texts: impl Iterator<Item = String>) -> toml::Value {
    texts.map(toml::Value::String).collect::<Vec<_>>().into()
}

/// Severity and options of the rules that differ from their defaults.
fn rules(settings: &Settings) -> toml::Table {
    let mut rules = toml::Table::new();
    for one in &settings.rules {
        let defaults = one.rule.default_options();
        let mut changed = one.options.clone();
        changed.retain(|key, value| defaults.get(key) != Some(value));
        if one.severity != one.rule.meta.severity {
            changed.insert("severity".to_owned(), severity_name(one.severity).into());
        }
        if !changed.is_empty() {
            rules.insert(one.rule.meta.code.clone(), changed.into());
        }
    }
    rules
}

fn fail_on(fail_on: FailOn) -> &'static str {
    match fail_on {
        FailOn::Note => "note",
        FailOn::Warning => "warning",
        FailOn::Error => "error",
        FailOn::Never => "never",
    }
}

fn output_format(format: OutputFormat) -> &'static str {
    match format {
        OutputFormat::Full => "full",
        OutputFormat::Concise => "concise",
        OutputFormat::Json => "json",
        OutputFormat::Github => "github",
    }
}
