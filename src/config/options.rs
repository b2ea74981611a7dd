//! What can be configured, as it is written: the keys of `faultlint.toml` and `[tool.faultlint]`.

use super::ConfigError;
use super::place;
use super::suggest::did_you_mean;
use crate::diagnostic::{Confidence, Severity};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// The settings of one layer; what is absent is left as it was.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Options {
    /// Rules to run, in the place of the default ones.
    pub select: Option<Vec<Spanned<String>>>,
    /// Rules not to run.
    pub ignore: Option<Vec<Spanned<String>>>,
    /// Rules to run beside those selected.
    pub extend_select: Option<Vec<Spanned<String>>>,
    /// Patterns of files and folders to leave out, in the place of the usual ones.
    pub exclude: Option<Vec<Spanned<String>>>,
    /// Patterns of files and folders to leave out as well.
    pub extend_exclude: Option<Vec<Spanned<String>>>,
    /// Whether exclusions also hold for what is named on the command line.
    pub force_exclude: Option<bool>,
    /// Whether test code is checked.
    pub include_tests: Option<bool>,
    /// Rules not to run on files of a pattern.
    pub per_file_ignores: Option<BTreeMap<String, Vec<Spanned<String>>>>,
    /// The least severity that is shown.
    pub severity: Option<Severity>,
    /// The least confidence that is shown.
    pub confidence: Option<Confidence>,
    /// The least severity that makes the run fail.
    pub fail_on: Option<FailOn>,
    /// How reports are printed.
    pub output_format: Option<OutputFormat>,
    /// The least Python that the code must run on: `py39` or `3.9`.
    pub target_version: Option<Spanned<String>>,
    /// Whether the project is a library whose callers handle its failures.
    pub client_library: Option<bool>,
    /// Severity and options of rules, by code or name.
    pub rules: Option<BTreeMap<String, Spanned<toml::Table>>>,
    /// Facts about the project's own clients, by the schema of `rules/libraries/`, or `file = "…"` with them.
    pub libraries: Option<Vec<Spanned<toml::Table>>>,
}

/// What makes the run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// A report that can be ignored for now.
    Note,
    /// The default.
    Warning,
    /// Only what breaks.
    Error,
    /// No report at all.
    Never,
}

impl FailOn {
    /// Whether a report of that severity makes the run fail.
    pub fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Note => true,
            Self::Warning => severity >= Severity::Warning,
            Self::Error => severity >= Severity::Error,
            Self::Never => false,
        }
    }
}

/// How reports are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutputFormat {
    /// With source, related places and help.
    #[default]
    Full,
    /// One line a report.
    Concise,
    /// An array for other tools.
    Json,
    /// Annotations of GitHub workflows.
    Github,
}

/// `pyproject.toml` as far as it concerns the tool.
#[derive(Deserialize)]
struct PyProject {
    tool: Option<Tool>,
}

#[derive(Deserialize)]
struct Tool {
    faultlint: Option<Options>,
}

/// A layer of settings with what is needed to speak about it.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// What is set.
    pub options: Options,
    /// Where it is set: a file, or a flag.
    pub origin: Origin,
}

/// Where settings come from, for messages.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    name: String,
    text: String,
    /// The keys under which the settings stand in the text.
    table: &'static [&'static str],
}

impl Origin {
    /// The command line.
    pub fn command_line() -> Self {
        Self { name: "command line".to_owned(), ..Self::default() }
    }

    /// A file of that text.
    pub(super) fn file(path: &Path, text: String) -> Self {
        let table = if is_pyproject(path) { &["tool", "faultlint"][..] } else { &[] };
        Self { name: path.display().to_string(), text, table }
    }

    /// An error in what stands at a path of keys and positions in arrays.
    pub fn error_at(&self, path: &[&str], reason: impl Into<String>) -> ConfigError {
        self.error(place::byte_of(&self.text, &[self.table, path].concat()), reason)
    }

    /// The error for which what stands at a path is no `T`.
    pub(super) fn error_in<T: for<'d> Deserialize<'d>>(&self, path: &[&str]) -> Option<ConfigError> {
        place::error_in::<T>(&self.text, &[self.table, path].concat()).map(|error| self.toml_error(&error))
    }

    /// An error at a byte of the text.
    pub fn error(&self, byte: usize, reason: impl Into<String>) -> ConfigError {
        let place = if self.text.is_empty() { self.name.clone() } else { self.place(byte) };
        ConfigError { place, reason: reason.into() }
    }

    fn place(&self, byte: usize) -> String {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        let row = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        format!("{}:{row}:{column}", self.name)
    }

    /// An error of the TOML reader, with what was probably meant.
    pub(super) fn toml_error(&self, error: &toml::de::Error) -> ConfigError {
        self.error(error.span().map_or(0, |span| span.start), explain(error.message()))
    }
}

/// The reader's message, with a suggestion in the place of the list of all keys.
pub fn explain(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let kind = [("unknown field", "unknown key"), ("unknown variant", "unknown value")];
    let Some((_, noun)) = kind.into_iter().find(|(start, _)| message.starts_with(start)) else {
        return message.lines().collect::<Vec<_>>().join("; ");
    };
    let Some(word) = quoted.next() else { return message.to_owned() };
    let known = quoted.collect::<Vec<_>>();
    let meant = did_you_mean(word, known.iter().copied());
    let mend = if meant.is_empty() { format!("; known are {}", known.join(", ")) } else { meant };
    format!("{noun} `{word}`{mend}")
}

impl Layer {
    /// The layer that a file holds; `None` for a `pyproject.toml` without `[tool.faultlint]`.
    ///
    /// # Errors
    /// The file cannot be read, is no TOML, or has a key or value that is not known.
    pub fn read(path: &Path) -> Result<Option<Self>, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|error| ConfigError::unreadable(path, &error))?;
        let origin = Origin::file(path, text);
        let options = if is_pyproject(path) {
            let whole = toml::from_str::<PyProject>(&origin.text).map_err(|error| origin.toml_error(&error))?;
            whole.tool.and_then(|tool| tool.faultlint)
        } else {
            Some(toml::from_str(&origin.text).map_err(|error| origin.toml_error(&error))?)
        };
        Ok(options.map(|options| Self { options, origin }))
    }

    /// The layer that `KEY = VALUE` on the command line is.
    ///
    /// # Errors
    /// It is no TOML, or has a key or value that is not known.
    pub fn inline(text: &str) -> Result<Self, ConfigError> {
        let origin = Origin { name: format!("--config '{text}'"), ..Origin::default() };
        let options = toml::from_str(text)
            .map_err(|error| ConfigError { place: origin.name.clone(), reason: explain(error.message()) })?;
        Ok(Self { options, origin })
    }
}

fn is_pyproject(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "pyproject.toml")
}

/// The configuration file of a folder, if it has one: `faultlint.toml`, else a `pyproject.toml` with
/// `[tool.faultlint]`.
///
/// # Errors
/// The file is there and cannot be used.
pub fn in_folder(folder: &Path) -> Result<Option<(PathBuf, Layer)>, ConfigError> {
    for name in ["faultlint.toml", "pyproject.toml"] {
        let path = folder.join(name);
        // A folder in the place of the settings is told by the attempt to read it.
        let is_there = path.is_file() || (path.is_dir() && !is_pyproject(&path));
        if !is_there || (is_pyproject(&path) && !mentions_faultlint(&path)) {
            continue;
        }
        if let Some(layer) = Layer::read(&path)? {
            return Ok(Some((path, layer)));
        }
    }
    Ok(None)
}

/// Whether a `pyproject.toml` can hold settings; one that never names the tool is not judged, be it broken.
fn mentions_faultlint(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| bytes.windows(9).any(|window| window == b"faultlint"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_key_says_what_was_meant() {
        let error = Layer::inline("selct = ['NET']").unwrap_err();
        assert_eq!(error.reason, "unknown key `selct`; did you mean `select`?");
    }

    #[test]
    fn an_unknown_value_says_what_was_meant() {
        let error = Layer::inline("fail-on = 'warnings'").unwrap_err();
        assert_eq!(error.reason, "unknown value `warnings`; did you mean `warning`?");
    }
}
