//! From files to projects that can be checked: which files belong together, their texts, manifests and catalogue.

use crate::catalog::Catalog;
use crate::check::{File, Input, Profile};
use crate::config::settings::Settings;
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
    /// Whether test code is part of what they see.
    tests: bool,
}

/// The files to check by root, with those in test code apart: what is said of the others must not depend on
/// whether test code was named.
///
/// # Errors
/// A configuration that holds for one of the roots cannot be used.
pub fn group(selected: &[Selected], configs: &Configs) -> Result<Vec<Group>, ConfigError> {
    let mut groups = BTreeMap::<(&Root, bool), BTreeSet<PathBuf>>::new();
    for file in selected {
        let in_tests = is_test(file.root.inner(&file.path));
        let tests = in_tests || configs.of_folder(&file.root.folder)?.include_tests;
        groups.entry((&file.root, tests)).or_default().insert(file.path.clone());
    }
    let group = |((root, tests), selected): ((&Root, bool), _)| Group { root: root.clone(), selected, tests };
    Ok(groups.into_iter().map(group).collect())
}

/// Reads a group's project.
///
/// # Errors
/// A configuration that holds in the project cannot be used.
pub fn load(
    group: &Group,
    configs: &Arc<Configs>,
    catalog: &Arc<Catalog>,
    substitute: Option<&Substitute>,
    missed: &mut Vec<Missed>,
) -> Result<Input, ConfigError> {
    let settings = configs.of_folder(&group.root.folder)?;
    let mut paths = project_files(&group.root, configs)?.into_iter().collect::<BTreeSet<_>>();
    paths.retain(|path| group.tests || !is_test(group.root.inner(path)));
    paths.extend(group.selected.iter().cloned());
    let paths = paths.into_iter().collect::<Vec<_>>();
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
        manifest: manifest_of(&group.root.folder, &settings),
        catalog: catalog_of(catalog, &settings)?,
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

fn unreadable(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "has vanished while it was looked for; run again".to_owned(),
        std::io::ErrorKind::PermissionDenied => {
            "cannot be read: permission denied; make it readable or exclude it".to_owned()
        }
        _ => format!("cannot be read: {error}; make it readable or exclude it"),
    }
}

/// What the manifests say, under what the settings say.
fn manifest_of(root: &Path, settings: &Settings) -> crate::project::Manifest {
    let mut manifest = manifest::read(root);
    manifest.requires_python = settings.target_version.or(manifest.requires_python);
    manifest.client_library = settings.client_library;
    manifest
}

/// The catalogue with the project's own libraries.
fn catalog_of(catalog: &Arc<Catalog>, settings: &Settings) -> Result<Arc<Catalog>, ConfigError> {
    if settings.libraries.is_empty() {
        return Ok(Arc::clone(catalog));
    }
    let place = settings.file.as_ref().map_or("--config".to_owned(), |file| file.display().to_string());
    let error = |error: crate::catalog::CatalogError| ConfigError { place, reason: format!("[[libraries]]: {error}") };
    catalog.as_ref().clone().with(settings.libraries.clone()).map(Arc::new).map_err(error)
}
