//! Where projects begin.

use super::options::in_folder;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

const MANIFESTS: [&str; 2] = ["pyproject.toml", "setup.cfg"];
/// A manifest, unless it lies in a package and is a module like others there.
const SETUP: &str = "setup.py";

/// The roots of folders, each looked for once.
#[derive(Default)]
pub struct Roots {
    by_folder: Mutex<FxHashMap<PathBuf, Marks>>,
}

/// The nearest folder, from some folder upwards, with each kind of mark.
#[derive(Clone, Default)]
struct Marks {
    configured: Option<Arc<Path>>,
    manifest: Option<Arc<Path>>,
    versioned: Option<Arc<Path>>,
}

impl Roots {
    /// The root of the project that a folder (absolute) belongs to: the nearest with a configuration from there
    /// upwards, else with a manifest, else with `.git`; `None` when there is none of these.
    pub fn of(&self, folder: &Path) -> Option<PathBuf> {
        let marks = self.marks(folder);
        marks.configured.or(marks.manifest).or(marks.versioned).map(|root| root.to_path_buf())
    }

    fn marks(&self, folder: &Path) -> Marks {
        if let Some(known) = self.lock().get(folder) {
            return known.clone();
        }
        let above = folder.parent().map(|parent| self.marks(parent)).unwrap_or_default();
        let here = |holds: bool| holds.then(|| Arc::from(folder));
        let marks = Marks {
            configured: here(is_configured(folder)).or(above.configured),
            manifest: here(has_manifest(folder)).or(above.manifest),
            versioned: here(folder.join(".git").exists()).or(above.versioned),
        };
        self.lock().insert(folder.to_owned(), marks.clone());
        marks
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, FxHashMap<PathBuf, Marks>> {
        self.by_folder.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn has_manifest(folder: &Path) -> bool {
    let has = |name: &str| folder.join(name).is_file();
    MANIFESTS.into_iter().any(has) || (has(SETUP) && !has("__init__.py"))
}

/// Whether a folder has a configuration, be it usable or not.
fn is_configured(folder: &Path) -> bool {
    !matches!(in_folder(folder), Ok(None))
}
