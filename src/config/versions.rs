//! Which versions of libraries a project uses: by its lock files, else by its requirements, else by its metadata.

use pep440_rs::{Operator, Version, VersionSpecifiers};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// What a project says about one library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What is written there: `2.31.0`, or `>=2,<3`.
    pub written: String,
    /// The file that says it.
    pub file: PathBuf,
    /// The versions that are possible.
    admits: Admits,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Admits {
    Only(Version),
    Range(VersionSpecifiers),
}

impl Found {
    /// Whether every version that is possible lies before `version`; the newest is taken where nothing bounds it.
    pub fn is_before(&self, version: &str) -> bool {
        let Ok(version) = Version::from_str(version) else { return false };
        match &self.admits {
            Admits::Only(only) => *only < version,
            Admits::Range(range) => range.iter().any(|part| match part.operator() {
                Operator::LessThan => *part.version() <= version,
                Operator::LessThanEqual | Operator::Equal | Operator::ExactEqual => *part.version() < version,
                Operator::EqualStar | Operator::TildeEqual => next_release(part.version(), *part.operator()) <= version,
                _ => false,
            }),
        }
    }
}

/// The first release that `~=2.1` or `==2.*` does not admit.
fn next_release(version: &Version, operator: Operator) -> Version {
    let mut release = version.release().to_vec();
    if operator == Operator::TildeEqual {
        release.pop();
    }
    if let Some(last) = release.last_mut() {
        *last += 1;
    }
    Version::new(release)
}

/// The versions of a project's libraries, by the normalized name of the distribution.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    found: BTreeMap<String, Found>,
}

impl Versions {
    /// What the project says of a distribution.
    pub fn of(&self, distribution: &str) -> Option<&Found> {
        self.found.get(&normalized(distribution))
    }

    /// Whether the project's version of a distribution lies before `version`; unknown means the newest.
    pub fn is_before(&self, distribution: &str, version: &str) -> bool {
        self.of(distribution).is_some_and(|found| found.is_before(version))
    }

    /// Notes a version unless a better source has spoken.
    fn note(&mut self, file: &Path, name: &str, written: &str) {
        let written = written.trim();
        let admits = match Version::from_str(written.trim_start_matches("==")) {
            Ok(version) => Some(Admits::Only(version)),
            Err(_) => VersionSpecifiers::from_str(written).ok().filter(|range| !range.is_empty()).map(Admits::Range),
        };
        if let Some(admits) = admits {
            let found = Found { written: written.to_owned(), file: file.to_owned(), admits };
            self.found.entry(normalized(name)).or_insert(found);
        }
    }

    /// Notes a requirement as PEP 508 writes it: `requests[socks]>=2,<3; python_version > "3.8"`.
    fn require(&mut self, file: &Path, requirement: &str) {
        let requirement = requirement.split([';', '#']).next().unwrap_or_default().trim();
        let end = requirement.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.')));
        let (name, rest) = requirement.split_at(end.unwrap_or(requirement.len()));
        let rest = rest.trim_start();
        let specifier = match rest.strip_prefix('[').and_then(|extras| extras.split_once(']')) {
            Some((_, specifier)) => specifier,
            None => rest,
        };
        if !name.is_empty() {
            self.note(file, name, specifier.trim().trim_matches(['(', ')']));
        }
    }
}

/// Names of distributions are compared without case, and with `-` for each run of `-`, `_` and `.`.
fn normalized(name: &str) -> String {
    let parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-").to_lowercase()
}

/// The versions that the files at `root` tell. What cannot be read or understood tells nothing.
pub fn read(root: &Path) -> Versions {
    let mut versions = Versions::default();
    for lock in ["uv.lock", "poetry.lock", "pdm.lock"] {
        locked(&root.join(lock), &mut versions);
    }
    pipfile_lock(&root.join("Pipfile.lock"), &mut versions);
    for file in requirement_files(root) {
        requirements(&file, &mut versions);
    }
    pyproject(&root.join("pyproject.toml"), &mut versions);
    setup_cfg(&root.join("setup.cfg"), &mut versions);
    for folder in super::manifest::dist_info(root) {
        metadata(&folder, &mut versions);
    }
    versions
}

fn text(path: &Path) -> Option<String> {
    std::fs::read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// A lock file in TOML with a table `[[package]]` for each library.
fn locked(path: &Path, versions: &mut Versions) {
    let Some(Ok(document)) = text(path).map(|text| text.parse::<toml::Table>()) else { return };
    for package in document.get("package").and_then(toml::Value::as_array).into_iter().flatten() {
        let field = |key: &str| package.get(key).and_then(toml::Value::as_str);
        if let (Some(name), Some(version)) = (field("name"), field("version")) {
            versions.note(path, name, version);
        }
    }
}

fn pipfile_lock(path: &Path, versions: &mut Versions) {
    let Some(Ok(document)) = text(path).map(|text| serde_json::from_str::<serde_json::Value>(&text)) else { return };
    for section in ["default", "develop"] {
        for (name, package) in document.get(section).and_then(serde_json::Value::as_object).into_iter().flatten() {
            if let Some(version) = package.get("version").and_then(serde_json::Value::as_str) {
                versions.note(path, name, version);
            }
        }
    }
}

/// `requirements.txt` and its like directly under `root`, ordered by name.
fn requirement_files(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let named = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with("requirements") && path.extension().is_some_and(|end| end == "txt")
    };
    let mut found = entries.filter(named).collect::<Vec<_>>();
    found.sort();
    found
}

fn requirements(path: &Path, versions: &mut Versions) {
    let lines = text(path).unwrap_or_default();
    lines.lines().filter(|line| !line.trim_start().starts_with('-')).for_each(|line| versions.require(path, line));
}

fn pyproject(path: &Path, versions: &mut Versions) {
    let Some(Ok(document)) = text(path).map(|text| text.parse::<toml::Table>()) else { return };
    let required = document.get("project").and_then(|project| project.get("dependencies")?.as_array());
    let required = required.into_iter().flatten().filter_map(toml::Value::as_str);
    required.for_each(|requirement| versions.require(path, requirement));
    let poetry = document.get("tool").and_then(|tool| tool.get("poetry")?.get("dependencies")?.as_table());
    for (name, value) in poetry.into_iter().flatten() {
        let written = value.as_str().or_else(|| value.get("version")?.as_str());
        written.into_iter().for_each(|written| versions.note(path, name, &from_caret(written)));
    }
}

/// poetry's `^2.31` as a range: up to the next first part that is not zero.
fn from_caret(written: &str) -> String {
    let Some(Ok(least)) = written.strip_prefix('^').map(Version::from_str) else { return written.to_owned() };
    let mut release = least.release().to_vec();
    let first = release.iter().position(|part| *part != 0).unwrap_or(release.len().saturating_sub(1));
    release.truncate(first + 1);
    release[first] += 1;
    format!(">={least},<{}", Version::new(release))
}

fn setup_cfg(path: &Path, versions: &mut Versions) {
    let lines = text(path).unwrap_or_default();
    let (mut section, mut inside) = (String::new(), false);
    for line in lines.lines() {
        if let Some(name) = line.trim().strip_prefix('[') {
            name.trim_end_matches(']').clone_into(&mut section);
            inside = false;
        } else if line.starts_with([' ', '\t']) {
            if inside {
                versions.require(path, line);
            }
        } else {
            let (key, value) = line.split_once('=').unwrap_or((line, ""));
            inside = section == "options" && key.trim() == "install_requires";
            if inside {
                versions.require(path, value);
            }
        }
    }
}

fn metadata(folder: &Path, versions: &mut Versions) {
    let path = folder.join("METADATA");
    let lines = text(&path).unwrap_or_default();
    let required =
        lines.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("Requires-Dist:"));
    required.filter(|requirement| !requirement.contains("extra ==")).for_each(|one| versions.require(&path, one));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(requirement: &str) -> Versions {
        let mut versions = Versions::default();
        versions.require(Path::new("requirements.txt"), requirement);
        versions
    }

    #[test]
    fn a_version_is_before_another_if_all_that_is_possible_is() {
        for requirement in
            ["websockets==9.1", "websockets<10", "Websockets[x] >=8,<=9.1 ; python_version > '3'", "websockets~=9.0"]
        {
            assert!(found(requirement).is_before("websockets", "10.0"), "{requirement}");
        }
        for requirement in
            ["websockets", "websockets>=8", "websockets==10.0", "websockets<11", "websockets!=9", "websockets~=10.1"]
        {
            assert!(!found(requirement).is_before("websockets", "10.0"), "{requirement}");
        }
    }

    #[test]
    fn names_are_compared_without_case_and_separators() {
        assert!(found("Paho_MQTT==1.5").is_before("paho.mqtt", "2"));
    }

    #[test]
    fn a_caret_ends_before_the_next_first_part() {
        assert_eq!(from_caret("^2.31"), ">=2.31,<3");
        assert_eq!(from_caret("^0.4.1"), ">=0.4.1,<0.5");
        assert_eq!(from_caret(">=2"), ">=2");
    }

    #[test]
    fn the_first_source_decides() {
        let mut versions = found("redis==4.0");
        versions.note(Path::new("pyproject.toml"), "redis", ">=5");
        assert_eq!(versions.of("redis").map(|found| &*found.written), Some("==4.0"));
    }
}
