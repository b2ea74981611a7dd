//! Settings: which file configures a folder, what it says, and what that means together with the command line.

pub mod manifest;
pub mod options;
pub mod patterns;
mod place;
pub mod root;
pub mod selector;
pub mod settings;
pub mod suggest;
pub mod versions;

use options::{Layer, in_folder};
use root::Roots;
use rustc_hash::FxHashMap;
use settings::Settings;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A configuration that cannot be used: where, and why with what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// `path:line:column`, or a flag.
    pub place: String,
    /// What is wrong, and what was probably meant.
    pub reason: String,
}

impl ConfigError {
    fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        let place = path.display().to_string();
        let reason = match error.kind() {
            std::io::ErrorKind::InvalidData => "is not UTF-8; save it as UTF-8".to_owned(),
            std::io::ErrorKind::IsADirectory => {
                "is a folder and no file of settings; rename it or pass --isolated".to_owned()
            }
            _ => format!("cannot be read: {error}; name a readable file or pass --isolated"),
        };
        Self { place, reason }
    }
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}", self.place, self.reason)
    }
}

impl std::error::Error for ConfigError {}

/// Which configuration file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Each file's nearest one.
    #[default]
    Nearest,
    /// This one for every file.
    File(PathBuf),
    /// None.
    Isolated,
}

/// The settings of folders, each found once.
pub struct Configs {
    choice: Choice,
    over: Vec<Layer>,
    here: PathBuf,
    by_folder: Mutex<FxHashMap<PathBuf, Arc<Settings>>>,
    roots: Roots,
}

impl Configs {
    /// Settings by `choice`, overlaid by the layers of the command line; `here` is the current directory.
    pub fn new(choice: Choice, over: Vec<Layer>, here: &Path) -> Self {
        Self { choice, over, here: here.to_owned(), by_folder: Mutex::default(), roots: Roots::default() }
    }

    /// The settings of the files directly in `folder` (absolute).
    ///
    /// # Errors
    /// The configuration that holds there cannot be used.
    pub fn of_folder(&self, folder: &Path) -> Result<Arc<Settings>, ConfigError> {
        if let Some(known) = self.lock().get(folder) {
            return Ok(Arc::clone(known));
        }
        let settings = self.find(folder)?;
        self.lock().insert(folder.to_owned(), Arc::clone(&settings));
        Ok(settings)
    }

    /// The settings of a file (absolute).
    ///
    /// # Errors
    /// The configuration that holds there cannot be used.
    pub fn of_file(&self, file: &Path) -> Result<Arc<Settings>, ConfigError> {
        self.of_folder(file.parent().unwrap_or(file))
    }

    /// The current directory.
    pub fn here(&self) -> &Path {
        &self.here
    }

    /// The root of the project that a folder (absolute) belongs to, if it belongs to one; see [`Roots::of`].
    pub fn root(&self, folder: &Path) -> Option<PathBuf> {
        self.roots.of(folder)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, FxHashMap<PathBuf, Arc<Settings>>> {
        self.by_folder.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, folder: &Path) -> Result<Arc<Settings>, ConfigError> {
        match &self.choice {
            Choice::Nearest => self.nearest(folder),
            Choice::Isolated => self.shared(|| Ok(None)),
            Choice::File(path) => self.shared(|| {
                let unset = Layer::default;
                Ok(Some((path.clone(), Layer::read(path)?.unwrap_or_else(unset))))
            }),
        }
    }

    fn nearest(&self, folder: &Path) -> Result<Arc<Settings>, ConfigError> {
        match (in_folder(folder)?, folder.parent()) {
            (Some(found), _) => self.build(Some(found)),
            (None, Some(parent)) => self.of_folder(parent),
            (None, None) => self.build(None),
        }
    }

    /// Settings that are the same for every folder, kept under the empty path.
    fn shared(
        &self,
        read: impl FnOnce() -> Result<Option<(PathBuf, Layer)>, ConfigError>,
    ) -> Result<Arc<Settings>, ConfigError> {
        let key = PathBuf::new();
        if let Some(known) = self.lock().get(&key) {
            return Ok(Arc::clone(known));
        }
        let settings = self.build(read()?)?;
        self.lock().insert(key, Arc::clone(&settings));
        Ok(settings)
    }

    fn build(&self, file: Option<(PathBuf, Layer)>) -> Result<Arc<Settings>, ConfigError> {
        let base = file.as_ref().and_then(|(path, _)| path.parent()).unwrap_or(&self.here).to_owned();
        let (path, layer) = file.unzip();
        let layers = layer.iter().map(|layer| (layer, base.as_path()));
        let layers = layers.chain(self.over.iter().map(|layer| (layer, self.here.as_path()))).collect::<Vec<_>>();
        Settings::of(path, &layers).map(Arc::new)
    }
}
