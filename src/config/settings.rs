//! Settings that hold for a folder: the layers read, in effect.

use super::ConfigError;
use super::options::{FailOn, Layer, Origin, OutputFormat, explain};
use super::patterns::Patterns;
use super::selector::{Choice, Selector};
use super::suggest::did_you_mean;
use crate::analysis::{all_rules, find};
use crate::catalog::CatalogError;
use crate::catalog::schema::Library;
use crate::diagnostic::{Confidence, Severity};
use crate::registry::{Registered, Selected};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// What holds for the files of a folder.
#[derive(Clone)]
pub struct Settings {
    /// The configuration file.
    pub file: Option<PathBuf>,
    /// The folder that patterns are relative to.
    pub base: PathBuf,
    /// What is left out.
    pub exclude: Vec<Patterns>,
    /// Whether exclusions also hold for what is named.
    pub force_exclude: bool,
    /// Whether test code is checked.
    pub include_tests: bool,
    /// The rules to run, with their severity and options.
    pub rules: Vec<Selected>,
    /// Rules not to run on files of a pattern.
    pub per_file_ignores: Vec<(Patterns, Vec<Selector>)>,
    /// The least severity that is shown.
    pub severity: Severity,
    /// The least confidence that is shown.
    pub confidence: Confidence,
    /// What makes the run fail.
    pub fail_on: FailOn,
    /// How reports are printed.
    pub output_format: OutputFormat,
    /// The least Python that the code must run on.
    pub target_version: Option<(u8, u8)>,
    /// Whether the project is a library whose callers handle its failures.
    pub client_library: Option<bool>,
    /// Facts about the project's own clients.
    pub libraries: Vec<OwnLibrary>,
    /// Where these are written.
    libraries_origin: Origin,
}

/// Facts about clients of the project's own.
#[derive(Clone)]
pub struct OwnLibrary {
    /// The facts.
    pub facts: Library,
    /// As they are written, or where.
    pub written: toml::Table,
}

impl Settings {
    /// The settings of `layers`, later ones over earlier ones; each with the folder that its patterns are relative to.
    ///
    /// # Errors
    /// A layer has a value that is not known.
    pub fn of(file: Option<PathBuf>, layers: &[(&Layer, &Path)]) -> Result<Self, ConfigError> {
        let mut settings = Self { file, ..Self::unconfigured(layers.first().map_or(Path::new(""), |(_, base)| base)) };
        let mut chosen = all_rules().map(|rule| (rule, rule.meta.default)).collect::<Vec<_>>();
        for (layer, base) in layers {
            let choice = choice(layer)?;
            chosen.iter_mut().for_each(|(rule, chosen)| *chosen = choice.apply(rule, *chosen));
            settings.overlay(layer, base)?;
        }
        settings.rules =
            chosen.into_iter().filter(|(_, chosen)| *chosen).map(|(rule, _)| Selected::new(rule)).collect();
        for (layer, _) in layers {
            configure_rules(&mut settings.rules, layer)?;
        }
        Ok(settings)
    }

    fn unconfigured(base: &Path) -> Self {
        Self {
            file: None,
            base: base.to_owned(),
            exclude: vec![Patterns::usual()],
            force_exclude: false,
            include_tests: false,
            rules: Vec::new(),
            per_file_ignores: Vec::new(),
            severity: Severity::Note,
            confidence: Confidence::Medium,
            fail_on: FailOn::Warning,
            output_format: OutputFormat::Full,
            target_version: None,
            client_library: None,
            libraries: Vec::new(),
            libraries_origin: Origin::default(),
        }
    }

    fn overlay(&mut self, layer: &Layer, base: &Path) -> Result<(), ConfigError> {
        let options = &layer.options;
        if let Some(exclude) = &options.exclude {
            self.exclude = vec![Patterns::of(exclude, base, &layer.origin)?];
        }
        if let Some(more) = &options.extend_exclude {
            self.exclude.push(Patterns::of(more, base, &layer.origin)?);
        }
        if let Some(ignores) = &options.per_file_ignores {
            self.per_file_ignores = ignores
                .iter()
                .map(|(pattern, rules)| {
                    let at = rules.first().map_or(0..0, Spanned::span);
                    let pattern = Patterns::of(&[Spanned::new(at, pattern.clone())], base, &layer.origin)?;
                    Ok((pattern, selectors(rules, layer)?))
                })
                .collect::<Result<_, _>>()?;
        }
        if let Some(version) = &options.target_version {
            let read = python_version(version.get_ref()).filter(|(major, _)| *major == 3);
            self.target_version = Some(read.ok_or_else(|| bad_version(version, layer))?);
        }
        if let Some(entries) = &options.libraries {
            let read = |(number, entry): (usize, &Spanned<toml::Table>)| {
                library(&number.to_string(), entry.get_ref(), &layer.origin, base)
            };
            self.libraries = entries.iter().enumerate().map(read).collect::<Result<_, _>>()?;
            self.libraries_origin = layer.origin.clone();
        }
        self.overlay_plain(layer);
        Ok(())
    }

    fn overlay_plain(&mut self, layer: &Layer) {
        let options = &layer.options;
        self.force_exclude = options.force_exclude.unwrap_or(self.force_exclude);
        self.include_tests = options.include_tests.unwrap_or(self.include_tests);
        self.severity = options.severity.unwrap_or(self.severity);
        self.confidence = options.confidence.unwrap_or(self.confidence);
        self.fail_on = options.fail_on.unwrap_or(self.fail_on);
        self.output_format = options.output_format.unwrap_or(self.output_format);
        self.client_library = options.client_library.or(self.client_library);
    }

    /// The error of own libraries that do not fit the catalogue, at the fact that it is about.
    pub fn library_error(&self, error: &CatalogError) -> ConfigError {
        let at = |(number, own): (usize, &OwnLibrary)| {
            let number = number.to_string();
            let (class, method) = error.origin.rsplit_once('.').unwrap_or((&error.origin, ""));
            let path = |rest: &[&'_ str]| {
                self.libraries_origin
                    .error_at(&[&["libraries", &number], rest].concat(), format!("[[libraries]]: {error}"))
            };
            let facts = &own.written;
            let has = |table: &str, name: &str| facts.get(table).is_some_and(|table| table.get(name).is_some());
            match &*error.origin {
                _ if facts.contains_key("file") => Some(path(&["file"])),
                name if has("functions", name) => Some(path(&["functions", name])),
                name if has("classes", name) => Some(path(&["classes", name])),
                _ if has("classes", class) => Some(path(&["classes", class, "methods", method])),
                _ => None,
            }
        };
        let found = self.libraries.iter().enumerate().find_map(at);
        found.unwrap_or_else(|| self.libraries_origin.error_at(&["libraries"], format!("[[libraries]]: {error}")))
    }

    /// Whether the file or folder itself is to be left out.
    pub fn excludes(&self, path: &Path) -> bool {
        self.exclude.iter().any(|patterns| patterns.matches(path))
    }

    /// Whether the file or a folder around it, below `top`, is to be left out.
    pub fn excludes_around(&self, path: &Path, top: &Path) -> bool {
        self.exclude.iter().any(|patterns| patterns.covers(path, top))
    }

    /// The rules to run on a file.
    pub fn rules_for(&self, path: &Path) -> Vec<Selected> {
        let holding = self.per_file_ignores.iter().filter(|(patterns, _)| patterns.covers(path, &self.base));
        let ignored = holding.flat_map(|(_, selectors)| selectors).collect::<Vec<_>>();
        let ignores = |rule: &Registered| ignored.iter().any(|selector| selector.selects(rule));
        self.rules.iter().filter(|selected| !ignores(selected.rule)).cloned().collect()
    }
}

fn choice(layer: &Layer) -> Result<Choice, ConfigError> {
    let read = |texts: &Option<Vec<Spanned<String>>>| selectors(texts.as_deref().unwrap_or_default(), layer);
    let options = &layer.options;
    let select = options.select.as_ref().map(|texts| selectors(texts, layer)).transpose()?;
    Ok(Choice { select, extend_select: read(&options.extend_select)?, ignore: read(&options.ignore)? })
}

fn selectors(texts: &[Spanned<String>], layer: &Layer) -> Result<Vec<Selector>, ConfigError> {
    let read = |text: &Spanned<String>| {
        Selector::parse(text.get_ref()).map_err(|reason| layer.origin.error(text.span().start, reason))
    };
    texts.iter().map(read).collect()
}

/// Major and minor of `py39`, `3.9`, `3.9.2`.
pub fn python_version(text: &str) -> Option<(u8, u8)> {
    let (major, minor) = match text.strip_prefix("py") {
        Some(digits) => digits.split_at_checked(1)?,
        None => text.split_once('.')?,
    };
    let minor = minor.split('.').next()?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

fn bad_version(version: &Spanned<String>, layer: &Layer) -> ConfigError {
    let text = version.get_ref();
    let reason = match python_version(text) {
        Some(_) => {
            format!("`{text}` is no version of Python 3, the only one that code is judged for; write `py39` or `3.9`")
        }
        None => format!("`{text}` is no version of Python; write `py39` or `3.9`"),
    };
    layer.origin.error(version.span().start, reason)
}

/// An entry of `[[libraries]]`: `file = "…"`, or the facts themselves.
fn library(number: &str, table: &toml::Table, origin: &Origin, base: &Path) -> Result<OwnLibrary, ConfigError> {
    let Some(file) = table.get("file").and_then(toml::Value::as_str) else {
        let facts = Library::deserialize(table.clone()).map_err(|error| {
            let placed = origin.error_in::<Library>(&["libraries", number]);
            placed.unwrap_or_else(|| origin.error_at(&["libraries", number], explain(error.message())))
        })?;
        return Ok(OwnLibrary { facts, written: table.clone() });
    };
    let path = base.join(file);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        origin.error_at(&["libraries", number, "file"], format!("`{file}` cannot be read: {error}"))
    })?;
    let facts = toml::from_str(&text).map_err(|error| Origin::file(&path, text).toml_error(&error))?;
    let written = [("file".to_owned(), path.to_string_lossy().into_owned().into())].into_iter().collect();
    Ok(OwnLibrary { facts, written })
}

/// Applies `[rules.…]` of a layer to the rules that are chosen; what is said of others is checked all the same.
fn configure_rules(rules: &mut [Selected], layer: &Layer) -> Result<(), ConfigError> {
    for (name, table) in layer.options.rules.iter().flatten() {
        let at = |reason: String| layer.origin.error(table.span().start, reason);
        let Some(rule) = find(name) else {
            let known = all_rules().flat_map(|rule| [&*rule.meta.code, &*rule.meta.name]);
            return Err(at(format!("[rules.{name}]: unknown rule `{name}`{}", did_you_mean(name, known))));
        };
        let wrong = |(key, reason): (&str, String)| {
            layer.origin.error_at(&["rules", name, key], format!("[rules.{name}]: {reason}"))
        };
        let configured = configured(rule, table.get_ref()).map_err(wrong)?;
        let chosen = rules.iter_mut().filter(|selected| selected.rule.meta.code == rule.meta.code);
        chosen.for_each(|selected| {
            selected.severity = configured.0.unwrap_or(selected.severity);
            selected.options.extend(configured.1.clone());
        });
    }
    Ok(())
}

/// The severity and the options that a rule's table sets; or the key with what is wrong about it.
fn configured<'t>(
    rule: &Registered,
    table: &'t toml::Table,
) -> Result<(Option<Severity>, toml::Table), (&'t str, String)> {
    let mut severity = None;
    let mut options = toml::Table::new();
    for (key, value) in table {
        if key == "severity" {
            let read = Severity::deserialize(value.clone()).map_err(|error| (&**key, explain(error.message())))?;
            severity = Some(read);
        } else {
            check_option(rule, key, value).map_err(|reason| (&**key, reason))?;
            options.insert(key.clone(), value.clone());
        }
    }
    Ok((severity, options))
}

fn check_option(rule: &Registered, key: &str, value: &toml::Value) -> Result<(), String> {
    let known = &rule.meta.options;
    let Some(option) = known.get(key) else {
        let names = known.keys().map(String::as_str).chain(["severity"]).collect::<Vec<_>>();
        let meant = did_you_mean(key, names.iter().copied());
        let mend = if meant.is_empty() { format!("; known are {}", names.join(", ")) } else { meant };
        return Err(format!("unknown key `{key}`{mend}"));
    };
    if option.default.same_type(value) {
        return Ok(());
    }
    let (wanted, found) = (option.default.type_str(), value.type_str());
    Err(format!("`{key}` is a {wanted}, not a {found}; its default is `{}`", option.default))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_in_both_spellings() {
        assert_eq!(python_version("py39"), Some((3, 9)));
        assert_eq!(python_version("py312"), Some((3, 12)));
        assert_eq!(python_version("3.10"), Some((3, 10)));
        assert_eq!(python_version("three"), None);
    }
}
