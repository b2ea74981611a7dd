//! From files to projects that can be checked: which files belong together, their texts, manifests and catalogue.

use crate::catalog::Catalog;
use crate::check::{File, Input, Profile};
use crate::config::settings::Settings;
use crate::config::versions;
use crate::config::{ConfigError, Configs, manifest};
use crate::discover::{Missed, Root, Selected, is_test, project_files};
use crate::source::{Source, decode};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A text that stands in the place of a file: standard input.
pub struct Substitute {
    /// The absolute path.
    pub path: PathBuf,
    /// What would be read.
    pub bytes: Vec<u8>,
}

/// Files of one root that see the same other files.
#[derive(Debug)]
pub struct Group {
    /// The project's root.
    pub root: Root,
    /// Those to check.
    pub selected: BTreeSet<PathBuf>,
    /// All that are read, the selected ones among them.
    pub files: BTreeSet<PathBuf>,
}

/// What a file sees of its project.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sight {
    /// What is checked when nothing in particular is named.
    Code,
    /// Test code as well.
    Tests,
    /// Other files that are usually left out and were named, as well.
    Named,
}

/// The files to check by root, apart by what they see: what is said of a file must not depend on what else was named.
///
/// # Errors
/// A configuration that holds for one of the roots cannot be used.
pub fn group(selected: &[Selected], configs: &Arc<Configs>) -> Result<Vec<Group>, ConfigError> {
    let mut by_root = BTreeMap::<&Root, BTreeSet<&PathBuf>>::new();
    for file in selected {
        by_root.entry(&file.root).or_default().insert(&file.path);
    }
    let mut groups = Vec::new();
    for (root, selected) in by_root {
        let include_tests = configs.of_folder(&root.folder)?.include_tests;
        groups.extend(by_sight(root, &selected, &project_files(root, configs), include_tests));
    }
    Ok(groups)
}

/// The groups of one root, whose project has these `files`.
fn by_sight(root: &Root, selected: &BTreeSet<&PathBuf>, files: &[PathBuf], include_tests: bool) -> Vec<Group> {
    let is_code = |path: &Path| include_tests || !is_test(root.inner(path));
    let sight = |path: &PathBuf| match files.binary_search(path) {
        Ok(_) if is_code(path) => Sight::Code,
        Ok(_) => Sight::Tests,
        Err(_) => Sight::Named,
    };
    let mut groups = BTreeMap::<Sight, BTreeSet<PathBuf>>::new();
    for path in selected {
        groups.entry(sight(path)).or_default().insert((*path).clone());
    }
    let group = |(sight, selected): (Sight, BTreeSet<PathBuf>)| {
        let seen = files.iter().filter(|path| sight == Sight::Tests || is_code(path));
        Group { root: root.clone(), files: seen.chain(&selected).cloned().collect(), selected }
    };
    groups.into_iter().map(group).collect()
}

/// Reads a group's project.
///
/// # Errors
/// A configuration that holds in the project cannot be used.
///
/// What only makes the project less known is added to `warnings`.
pub fn load(
    group: &Group,
    configs: &Arc<Configs>,
    catalog: &Arc<Catalog>,
    substitute: Option<&Substitute>,
    missed: &mut Vec<Missed>,
    warnings: &mut BTreeSet<String>,
) -> Result<Input, ConfigError> {
    let settings = configs.of_folder(&group.root.folder)?;
    let paths = group.files.iter().cloned().collect::<Vec<_>>();
    let sources = paths.par_iter().map(|path| read(path, substitute)).collect::<Vec<_>>();
    let mut files = Vec::with_capacity(paths.len());
    let mut profiles = Profiles::default();
    for (path, source) in paths.iter().zip(sources) {
        let is_selected = group.selected.contains(path);
        match source {
            Ok(source) if is_selected => {
                files.push(File { source, profile: Some(profiles.of(path, configs.of_file(path)?.as_ref())) });
            }
            Ok(source) => files.push(File { source, profile: None }),
            Err(reason) if is_selected => missed.push(Missed { path: path.clone(), reason }),
            // What cannot be read for context leaves things unknown; the run that checks it will say so.
            Err(_) => {}
        }
    }
    Ok(Input {
        root: group.root.folder.clone(),
        manifest: manifest_of(&group.root.folder, &settings, warnings),
        catalog: catalog_of(&group.root.folder, catalog, &settings)?,
        files,
    })
}

/// What tells lists of rules apart: the configuration that they come from, and their codes.
type ProfileKey = (Option<PathBuf>, Vec<&'static str>);

/// Profiles of files; equal lists of rules are kept once.
#[derive(Default)]
struct Profiles {
    rules: BTreeMap<ProfileKey, Arc<[crate::registry::Selected]>>,
}

impl Profiles {
    fn of(&mut self, path: &Path, settings: &Settings) -> Profile {
        let rules = settings.rules_for(path);
        let codes = rules.iter().map(|one| one.rule.meta.code.as_str()).collect();
        let rules = self.rules.entry((settings.file.clone(), codes)).or_insert_with(|| rules.into());
        Profile {
            rules: Arc::clone(rules),
            severity: settings.severity,
            confidence: settings.confidence,
            fail_on: settings.fail_on,
        }
    }
}

fn read(path: &Path, substitute: Option<&Substitute>) -> Result<Arc<Source>, String> {
    let bytes = match substitute.filter(|substitute| substitute.path == path) {
        Some(substitute) => substitute.bytes.clone(),
        None => std::fs::read(path).map_err(|error| unreadable(&error))?,
    };
    if u32::try_from(bytes.len().saturating_mul(2)).is_err() {
        return Err("is larger than 2 GB; exclude it".to_owned());
    }
    Ok(Arc::new(Source::new(path, decode(bytes))))
}

/// Why a file or folder cannot be read, with the mend.
pub(crate) fn unreadable(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "has vanished while it was looked for; run again".to_owned(),
        std::io::ErrorKind::PermissionDenied => {
            "cannot be read: permission denied; make it readable or exclude it".to_owned()
        }
        _ => format!("cannot be read: {error}; make it readable or exclude it"),
    }
}

/// What the manifests say, under what the settings say.
fn manifest_of(root: &Path, settings: &Settings, warnings: &mut BTreeSet<String>) -> crate::project::Manifest {
    let (mut manifest, warning) = manifest::read(root);
    warnings.extend(warning);
    manifest.requires_python = settings.target_version.or(manifest.requires_python);
    manifest.client_library = settings.client_library;
    manifest
}

/// The catalogue at the project's versions, with its own libraries.
fn catalog_of(root: &Path, catalog: &Arc<Catalog>, settings: &Settings) -> Result<Arc<Catalog>, ConfigError> {
    let versions = versions::read(root);
    let earlier = catalog.at(&|name, version| versions.is_before(name, version));
    let catalog = &earlier.expect("a test puts back all earlier facts").map_or_else(|| Arc::clone(catalog), Arc::new);
    if settings.libraries.is_empty() {
        return Ok(Arc::clone(catalog));
    }
    let libraries = settings.libraries.iter().map(|own| own.facts.clone()).collect();
    catalog.as_ref().clone().with(libraries).map(Arc::new).map_err(|error| settings.library_error(&error))
}
