//! All files of a project, linked: who refers to whom across files, and what the manifest says.

use crate::catalog::Catalog;
use crate::semantic::Module;
use std::path::PathBuf;
use std::sync::Arc;

/// What the project's manifests say, read at the edge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Whether there is a `[project]` table, `setup.cfg`, `setup.py` or dist-info metadata: code that others install.
    pub is_distribution: bool,
    /// Targets of console scripts and other entry points: `package.module:function`.
    pub scripts: Vec<String>,
    /// The least Python that is supported, `(3, 9)`.
    pub requires_python: Option<(u8, u8)>,
    /// The setting `client-library`.
    pub client_library: Option<bool>,
}

/// A project: its files, and what follows from having them all.
#[derive(Debug)]
pub struct Project {
    /// The folder that paths are relative to.
    pub root: PathBuf,
    /// What the manifests say.
    pub manifest: Manifest,
    /// What is known of libraries.
    pub catalog: Arc<Catalog>,
    /// Every file, ordered by path.
    pub modules: Vec<Module>,
}

impl Project {
    /// Links `modules`, the files under `root`.
    pub fn link(root: PathBuf, manifest: Manifest, catalog: Arc<Catalog>, modules: Vec<Module>) -> Self {
        Self { root, manifest, catalog, modules }
    }
}
