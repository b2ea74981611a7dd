//! Which files there are: what is to be checked, and what a project holds beside it.

use crate::config::settings::Settings;
use crate::config::{ConfigError, Configs};
use ignore::{DirEntry, WalkBuilder};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A file that is to be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selected {
    /// Its absolute path.
    pub path: PathBuf,
    /// The root of its project.
    pub root: Root,
}

/// The folder of a project.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Root {
    /// Absolute.
    pub folder: PathBuf,
    /// Whether nothing says that this is a project, and a file in it was named from elsewhere. What lies directly
    /// beside it is its context then, and not what is below, be it a whole home directory.
    pub loose: bool,
}

impl Root {
    fn of_file(path: &Path, configs: &Configs) -> Self {
        let beside = path.parent().unwrap_or(path);
        let project = configs.root(beside);
        let here = || path.starts_with(configs.here()).then(|| configs.here().to_owned());
        match project.or_else(here).or_else(|| topmost_package(beside)) {
            Some(folder) => Self { folder, loose: false },
            None => Self { folder: beside.to_owned(), loose: true },
        }
    }

    /// A path below the root, relative to it.
    pub fn inner<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(&self.folder).unwrap_or(path)
    }
}

/// The outermost of the packages that a folder lies in, if it is one.
fn topmost_package(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().take_while(|folder| folder.join("__init__.py").is_file()).last().map(Path::to_owned)
}

/// What could not be looked at, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// The place.
    pub path: PathBuf,
    /// The reason with the mend.
    pub reason: String,
}

/// The files to check.
#[derive(Debug, Default)]
pub struct Discovery {
    /// Ordered by path, each once.
    pub selected: Vec<Selected>,
    /// What could not be looked at.
    pub missed: Vec<Missed>,
}

/// The files that the paths on the command line (absolute) mean, with the one in whose place standard input stands.
///
/// # Errors
/// A configuration that holds for one of them cannot be used.
pub fn discover(paths: &[PathBuf], stdin: Option<&Path>, configs: &Arc<Configs>) -> Result<Discovery, ConfigError> {
    let mut selected = BTreeMap::new();
    let mut missed = Vec::new();
    let stdin = stdin.map(|path| named_file(path, configs)).transpose()?.flatten();
    selected.extend(stdin);
    // Outer folders before what lies in them, so that the order of arguments makes no difference.
    let mut paths = paths.to_vec();
    paths.sort();
    for path in &paths {
        let files = match std::fs::metadata(path) {
            Err(error) => {
                missed.push(Missed { path: path.clone(), reason: missing(path, &error) });
                Vec::new()
            }
            Ok(data) if !data.is_dir() && !data.is_file() => {
                let reason = "is not a regular file; name a file or folder, or pass what it holds to `-`".to_owned();
                missed.push(Missed { path: path.clone(), reason });
                Vec::new()
            }
            Ok(data) if data.is_dir() => named_folder(path, configs, &mut missed)?,
            Ok(_) => named_file(path, configs)?.into_iter().collect(),
        };
        for (file, root) in files {
            selected.entry(file).or_insert(root);
        }
    }
    let selected = selected.into_iter().map(|(path, root)| Selected { path, root }).collect();
    Ok(Discovery { selected, missed })
}

/// The files to check below a folder that is named.
fn named_folder(
    folder: &Path,
    configs: &Arc<Configs>,
    missed: &mut Vec<Missed>,
) -> Result<Vec<(PathBuf, Root)>, ConfigError> {
    let root = configs.root(folder).unwrap_or_else(|| folder.to_owned());
    let named = Named { folder, root: &root };
    let walk = walk(folder, configs, None);
    if let Some(error) = walk.failure {
        return Err(error);
    }
    missed.extend(walk.missed);
    let dangling = keep(walk.dangling, |file| named.is_wanted(file, configs))?;
    missed.extend(dangling.into_iter().map(|path| Missed { path, reason: format!("{NOWHERE}, or exclude it") }));
    let wanted = keep(walk.files, |file| named.is_wanted(file, configs))?;
    let nearest = |file: &Path| configs.root(file.parent().unwrap_or(file)).unwrap_or_else(|| root.clone());
    let with_root = |file: PathBuf| (Root { folder: nearest(&file), loose: false }, file);
    Ok(wanted.into_iter().map(with_root).map(|(root, file)| (file, root)).collect())
}

/// A file that is named itself, if it is to be checked.
fn named_file(path: &Path, configs: &Configs) -> Result<Option<(PathBuf, Root)>, ConfigError> {
    let settings = configs.of_file(path)?;
    let root = Root::of_file(path, configs);
    let left_out = settings.force_exclude && is_left_out(path, &root.folder, &settings);
    Ok((!left_out && !is_other_python(path)).then(|| (path.to_owned(), root)))
}

/// Whether a named path is left out when exclusions hold for it too.
fn is_left_out(path: &Path, root: &Path, settings: &Settings) -> bool {
    settings.excludes_around(path, root)
        || (!settings.include_tests && is_test(path.strip_prefix(root).unwrap_or(path)))
}

const NOWHERE: &str = "is a link that leads nowhere; mend or remove the link";

fn missing(path: &Path, error: &std::io::Error) -> String {
    match error.kind() {
        _ if path.is_symlink() => NOWHERE.to_owned(),
        std::io::ErrorKind::NotFound => "there is no such file or folder; check the spelling".to_owned(),
        _ => format!("cannot be looked at: {error}"),
    }
}

/// A folder on the command line.
struct Named<'p> {
    folder: &'p Path,
    root: &'p Path,
}

impl Named<'_> {
    /// Whether a file below the folder is checked: test code is, if the folder itself is test code.
    fn is_wanted(&self, file: &Path, configs: &Configs) -> Result<bool, ConfigError> {
        let settings = configs.of_file(file)?;
        if settings.force_exclude && is_left_out(file, self.root, &settings) {
            return Ok(false);
        }
        Ok(settings.include_tests
            || self.is_test_folder(configs)
            || !is_test(file.strip_prefix(self.root).unwrap_or(file)))
    }

    fn is_test_folder(&self, configs: &Configs) -> bool {
        // A loose folder is its own root: its name says what it is.
        let loose = self.folder == self.root && configs.root(self.folder).is_none();
        let top = if loose { self.root.parent().unwrap_or(self.root) } else { self.root };
        self.folder.strip_prefix(top).is_ok_and(has_test_folder)
    }
}

fn has_test_folder(path: &Path) -> bool {
    path.components().any(|part| part == Component::Normal("tests".as_ref()))
}

/// Whether a path below the project's root is test code.
pub fn is_test(path: &Path) -> bool {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    let named = stem.starts_with("test_") || stem.ends_with("_test") || stem == "conftest";
    named || path.parent().is_some_and(has_test_folder)
}

/// All Python files of a project, ordered, without what its settings leave out. What lies in another project's folder is
/// none of it, whatever that one's configuration is.
pub fn project_files(root: &Root, configs: &Arc<Configs>) -> Vec<PathBuf> {
    let found = walk(&root.folder, configs, root.loose.then_some(1));
    let nearest = |file: &Path| configs.root(file.parent().unwrap_or(file));
    found.files.into_iter().filter(|file| nearest(file).is_none_or(|nearest| nearest == root.folder)).collect()
}

/// What a walk found.
struct Walk {
    /// Python files, ordered.
    files: Vec<PathBuf>,
    /// Links of the name of a Python file that lead nowhere, ordered.
    dangling: Vec<PathBuf>,
    /// What could not be looked at.
    missed: Vec<Missed>,
    /// The first configuration that cannot be used; what it holds for is not walked.
    failure: Option<ConfigError>,
}

/// Walks a folder, down to `depth`.
fn walk(folder: &Path, configs: &Arc<Configs>, depth: Option<usize>) -> Walk {
    let failure = Arc::new(Mutex::new(None));
    let (mut files, mut dangling) = (Vec::new(), Vec::new());
    let mut missed = Vec::new();
    for entry in walker(folder, configs, &failure).max_depth(depth).build() {
        match entry {
            Ok(entry) if is_python(&entry) => files.push(entry.into_path()),
            Ok(entry) if is_dangling(&entry) => dangling.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => missed.extend(unreadable(folder, &error)),
        }
    }
    files.sort();
    dangling.sort();
    let failure = failure.lock().unwrap_or_else(PoisonError::into_inner).take();
    Walk { files, dangling, missed, failure }
}

fn walker(folder: &Path, configs: &Arc<Configs>, failure: &Arc<Mutex<Option<ConfigError>>>) -> WalkBuilder {
    let mut builder = WalkBuilder::new(folder);
    builder.hidden(false).require_git(false).git_global(true).follow_links(false);
    let (configs, failure) = (Arc::clone(configs), Arc::clone(failure));
    builder.filter_entry(move |entry| {
        if entry.depth() == 0 {
            return true;
        }
        match configs.of_file(entry.path()) {
            Ok(settings) => !settings.excludes(entry.path()),
            Err(error) => {
                failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                false
            }
        }
    });
    builder
}

fn keep(
    files: Vec<PathBuf>,
    mut wanted: impl FnMut(&Path) -> Result<bool, ConfigError>,
) -> Result<Vec<PathBuf>, ConfigError> {
    files.into_iter().filter_map(|file| wanted(&file).map(|wanted| wanted.then_some(file)).transpose()).collect()
}

/// Whether a walked entry is a file of Python code; a link counts as what it leads to.
fn is_python(entry: &DirEntry) -> bool {
    let Some(kind) = entry.file_type().filter(|_| has_python_name(entry)) else { return false };
    kind.is_file() || (kind.is_symlink() && entry.path().is_file())
}

fn has_python_name(entry: &DirEntry) -> bool {
    entry.path().extension().is_some_and(|end| end == "py" || end == "pyw")
}

/// Whether a link of the name of a Python file leads nowhere. Emacs marks files that are being edited by such links.
fn is_dangling(entry: &DirEntry) -> bool {
    let marks = entry.file_name().as_encoded_bytes().starts_with(b".#");
    entry.path_is_symlink() && has_python_name(entry) && !marks && !entry.path().exists()
}

/// Whether a file is Python of a kind that is not checked: a stub or a notebook.
fn is_other_python(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "pyi" || end == "ipynb")
}

fn unreadable(folder: &Path, error: &ignore::Error) -> Option<Missed> {
    let path = error_path(error).unwrap_or_else(|| folder.to_owned());
    let cause = error.io_error()?;
    // The walker's own words name the path again.
    let cause = cause.raw_os_error().map_or_else(|| cause.kind().into(), std::io::Error::from_raw_os_error);
    Some(Missed { path, reason: crate::workspace::unreadable(&cause) })
}

fn error_path(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        _ => None,
    }
}

/// `path` made absolute from `here`, without `.` and `..`; links are not followed.
pub fn absolute(path: &Path, here: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_code_is_known_by_its_place_and_name() {
        for path in ["tests/a.py", "a/tests/b/c.py", "test_a.py", "a/b_test.py", "conftest.py"] {
            assert!(is_test(Path::new(path)), "{path}");
        }
        for path in ["a.py", "tests.py", "testing/a.py", "contest.py", "latest_a.py"] {
            assert!(!is_test(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn absolute_paths_have_no_dots() {
        assert_eq!(absolute(Path::new("../b/./c.py"), Path::new("/x/a")), Path::new("/x/b/c.py"));
    }
}
