//! What a project's manifests say: `pyproject.toml`, `setup.cfg`, `setup.py`, or the metadata of an installed
//! distribution. A manifest that cannot be understood says nothing.

use super::options::Origin;
use crate::project::Manifest;
use std::path::{Path, PathBuf};

/// The manifest of the project at `root`, and a warning where `pyproject.toml` cannot be understood.
pub fn read(root: &Path) -> (Manifest, Option<String>) {
    let mut manifest = Manifest::default();
    let pyproject = root.join("pyproject.toml");
    let document = text(&pyproject).map(|text| text.parse::<toml::Table>().map_err(|error| (text, error)));
    let warning = match document {
        Some(Ok(document)) => {
            from_pyproject(&document, &mut manifest);
            None
        }
        Some(Err((text, error))) => Some(not_toml(&pyproject, text, &error)),
        None => None,
    };
    if let Some(text) = text(&root.join("setup.cfg")) {
        from_setup_cfg(&text, &mut manifest);
    }
    if let Some(text) = text(&root.join("setup.py")) {
        from_setup_py(&text, &mut manifest);
    }
    for folder in dist_info(root) {
        from_dist_info(&folder, &mut manifest);
    }
    (manifest, warning)
}

fn not_toml(path: &Path, text: String, error: &toml::de::Error) -> String {
    let error = Origin::file(path, text).toml_error(error);
    format!(
        "{}: is not TOML, so that nothing is known of the project's scripts and Python: {}",
        error.place, error.reason
    )
}

fn text(path: &Path) -> Option<String> {
    std::fs::read(path).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

fn from_pyproject(document: &toml::Table, manifest: &mut Manifest) {
    let poetry = document.get("tool").and_then(|tool| tool.get("poetry"));
    let project = document.get("project");
    manifest.is_distribution |= project.is_some() || poetry.is_some();
    let requires = project.and_then(|project| project.get("requires-python")).and_then(toml::Value::as_str);
    let poetry_python = poetry.and_then(|poetry| poetry.get("dependencies")?.get("python")?.as_str());
    manifest.requires_python = requires.or(poetry_python).and_then(least_version);
    for table in [project, poetry].into_iter().flatten() {
        for key in ["scripts", "gui-scripts"] {
            manifest.scripts.extend(targets(table.get(key)));
        }
        let groups = ["entry-points", "plugins"].into_iter().filter_map(|key| table.get(key)?.as_table());
        manifest.scripts.extend(groups.flat_map(toml::Table::values).flat_map(|group| targets(Some(group))));
    }
}

/// The values of a table of entry points; poetry also writes them as tables with a `reference`.
fn targets(table: Option<&toml::Value>) -> Vec<String> {
    let entries = table.and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::values);
    let target = |entry: &toml::Value| entry.as_str().or_else(|| entry.get("reference")?.as_str()).map(str::to_owned);
    entries.filter_map(target).collect()
}

fn from_setup_cfg(text: &str, manifest: &mut Manifest) {
    let mut section = String::new();
    for line in text.lines() {
        if let Some(name) = line.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            name.trim().clone_into(&mut section);
            manifest.is_distribution |= section == "metadata";
            continue;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        match section.as_str() {
            "options" if key.trim().replace('-', "_") == "python_requires" => {
                manifest.requires_python = manifest.requires_python.or_else(|| least_version(value));
            }
            "options.entry_points" => manifest.scripts.extend(entry_point(value)),
            _ => {}
        }
    }
}

/// `setup.py` is not executed: strings of the form `name = package.module:function` are its entry points.
fn from_setup_py(text: &str, manifest: &mut Manifest) {
    manifest.is_distribution = true;
    let strings = text.split(['"', '\'']).skip(1).step_by(2);
    manifest.scripts.extend(strings.filter_map(|string| entry_point(string.split_once('=')?.1)));
    let requires = text.split_once("python_requires").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
    manifest.requires_python = manifest.requires_python.or_else(|| requires.and_then(least_version));
}

/// The target of an entry point, without extras: `package.module:function`.
fn entry_point(value: &str) -> Option<String> {
    let target = value.split('[').next()?.trim();
    let (module, function) = target.split_once(':')?;
    let dotted = |text: &str| text.split('.').all(|part| !part.is_empty() && part.chars().all(is_word));
    (dotted(module) && dotted(function)).then(|| target.to_owned())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Folders of metadata directly under `root`, ordered by name.
pub(super) fn dist_info(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let is_metadata = |path: &PathBuf| path.extension().is_some_and(|end| end == "dist-info" || end == "egg-info");
    let mut found = entries.filter(is_metadata).collect::<Vec<_>>();
    found.sort();
    found
}

fn from_dist_info(folder: &Path, manifest: &mut Manifest) {
    let metadata = text(&folder.join("METADATA")).or_else(|| text(&folder.join("PKG-INFO")));
    manifest.is_distribution |= metadata.is_some();
    let requires = metadata.iter().flat_map(|text| text.lines()).find_map(|line| line.strip_prefix("Requires-Python:"));
    manifest.requires_python = manifest.requires_python.or_else(|| requires.and_then(least_version));
    let entry_points = text(&folder.join("entry_points.txt")).unwrap_or_default();
    let values = entry_points.lines().filter_map(|line| Some(line.split_once('=')?.1));
    manifest.scripts.extend(values.filter_map(entry_point));
}

/// The least version that a specifier admits: `>=3.9,<4`, `^3.10`, `~=3.8`.
fn least_version(specifier: &str) -> Option<(u8, u8)> {
    let lower = specifier.split([',', '|']).map(str::trim).find_map(|part| {
        let version = part.trim_start_matches(|c: char| !c.is_ascii_digit());
        let operator = part[..part.len() - version.len()].trim().trim_matches(['"', '\'']);
        matches!(operator, ">=" | ">" | "==" | "~=" | "^" | "~" | "").then_some(version)
    })?;
    let mut numbers = lower.split(['.', ' ', '*', '"', '\'']);
    let major = numbers.next()?.parse().ok()?;
    Some((major, numbers.next().and_then(|minor| minor.parse().ok()).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specifiers_name_the_least_version() {
        assert_eq!(least_version(">=3.9,<4"), Some((3, 9)));
        assert_eq!(least_version("<4,>=3.10"), Some((3, 10)));
        assert_eq!(least_version("^3.8.1"), Some((3, 8)));
        assert_eq!(least_version("==3.11.*"), Some((3, 11)));
        assert_eq!(least_version("<4"), None);
    }

    #[test]
    fn pyproject_names_scripts_and_entry_points() {
        let text = "[project]\nrequires-python = '>=3.9'\nscripts = {a = 'p.cli:main'}\nentry-points.x = {b = 'p:q'}";
        let mut manifest = Manifest::default();
        from_pyproject(&text.parse().unwrap(), &mut manifest);
        assert!(manifest.is_distribution);
        assert_eq!(manifest.requires_python, Some((3, 9)));
        assert_eq!(manifest.scripts, ["p.cli:main", "p:q"]);
    }

    #[test]
    fn pyproject_that_only_configures_tools_is_no_distribution() {
        let mut manifest = Manifest::default();
        from_pyproject(&"[tool.ruff]\nline-length = 100".parse().unwrap(), &mut manifest);
        assert!(!manifest.is_distribution);
    }

    #[test]
    fn setup_cfg_and_setup_py_name_entry_points() {
        let mut manifest = Manifest::default();
        from_setup_cfg(
            "[metadata]\nname = p\n[options.entry_points]\nconsole_scripts =\n  a = p.cli:main",
            &mut manifest,
        );
        from_setup_py("setup(python_requires='>=3.7', entry_points={'x': ['b = p.b:run [extra]']})", &mut manifest);
        assert_eq!(manifest.scripts, ["p.cli:main", "p.b:run"]);
        assert_eq!(manifest.requires_python, Some((3, 7)));
    }
}
