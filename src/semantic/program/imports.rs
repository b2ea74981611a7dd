//! Which file an import means: modules by dotted name, under each folder that Python may look in.
//!
//! A folder is taken for such a root when it is no package itself: the project's folder, `src`, a folder of scripts,
//! and each part of a namespace package. Which of several holds is decided by where the import stands.

use super::FileId;
use crate::syntax::ast::Name;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path;

/// The file name of a package's own code.
const PACKAGE: &str = "__init__";

/// The script by which a web project is customarily run: imports begin at its folder, be that a package as well.
const SCRIPT: &str = "manage";

/// The modules of a project by name.
#[derive(Debug, Default)]
pub struct Imports {
    /// Files by dotted name, under each root above them.
    by_name: FxHashMap<Name, Vec<Candidate>>,
    homes: Vec<Home>,
    /// Packages by the dotted name of all their folders.
    packages: FxHashSet<Name>,
    /// Folders that are run from, by the dotted name of all their folders.
    run_from: FxHashSet<Name>,
}

/// A file that has a name, and how many folders lie above the root of that name.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    file: FileId,
    root: usize,
}

/// Where a file lies.
#[derive(Debug)]
struct Home {
    /// From the project's folder down; that folder itself is the first where it is a package.
    folders: Box<[Name]>,
    /// The module's own name; empty for a package's own code.
    stem: Name,
}

impl Imports {
    /// Reads the names of files from their paths below `root`.
    pub fn new<'p>(root: &Path, paths: impl Iterator<Item = &'p Path>) -> Self {
        let mut homes = paths.map(|path| home(path.strip_prefix(root).unwrap_or(path))).collect::<Vec<_>>();
        if homes.iter().any(|home| home.folders.is_empty() && home.stem.is_empty()) {
            let name = root.file_name().map(|name| Name::from(name.to_string_lossy().as_ref())).unwrap_or_default();
            homes
                .iter_mut()
                .for_each(|home| home.folders = std::iter::once(&name).chain(&home.folders).cloned().collect());
        }
        let packages = homes.iter().filter(|home| home.stem.is_empty()).map(|home| home.dotted(0)).collect();
        let scripts = homes.iter().filter(|home| home.stem == SCRIPT && !home.folders.is_empty());
        let run_from = scripts.map(|home| home.folders.join(".").into()).collect();
        let mut this = Self { by_name: FxHashMap::default(), homes: Vec::new(), packages, run_from };
        for (number, home) in (0..).zip(homes) {
            this.enter(FileId(number), &home);
            this.homes.push(home);
        }
        this
    }

    /// The dotted name of a file below the project's folder.
    pub fn name(&self, file: FileId) -> Name {
        self.homes[file.0 as usize].dotted(0)
    }

    /// Enters a file under its name for each root above it.
    fn enter(&mut self, file: FileId, home: &Home) {
        for root in 0..=home.folders.len() {
            let dotted = home.dotted(root);
            let above = home.folders[..root].join(".");
            let is_root = !self.packages.contains(above.as_str()) || self.run_from.contains(above.as_str());
            if !dotted.is_empty() && is_root {
                self.by_name.entry(dotted).or_default().push(Candidate { file, root });
            }
        }
    }

    /// The module `dotted` for an import in `from`: under the nearest root around it, else the only one there is.
    /// What `is_installed` stands behind a package of the project and a file beside the importing one, but before another
    /// lone file or a namespace.
    pub fn find(&self, from: FileId, dotted: &str, is_installed: impl Fn(&str) -> bool) -> Option<FileId> {
        let candidates = self.by_name.get(dotted)?;
        let here = &self.homes[from.0 as usize].folders;
        let installed = is_installed(dotted);
        let stands = |one: &&Candidate| !installed || self.is_in_package(one) || self.is_beside(one, from);
        let mut allowed = candidates.iter().filter(stands).peekable();
        let only = allowed.peek().filter(|_| candidates.len() == 1).map(|one| one.file);
        let around = allowed.filter(|one| {
            let there = &self.homes[one.file.0 as usize].folders;
            here.len() >= one.root && here[..one.root] == there[..one.root]
        });
        around.max_by_key(|one| one.root).map(|one| one.file).or(only)
    }

    /// Whether the first part of a candidate's name is a package.
    fn is_in_package(&self, candidate: &Candidate) -> bool {
        let folders = &self.homes[candidate.file.0 as usize].folders;
        folders.len() > candidate.root && self.packages.contains(folders[..=candidate.root].join(".").as_str())
    }

    /// Whether a candidate lies in the folder of `from`, where Python looks first when it runs that file as a script.
    fn is_beside(&self, candidate: &Candidate, from: FileId) -> bool {
        let here = &self.homes[from.0 as usize].folders;
        let there = &self.homes[candidate.file.0 as usize].folders;
        candidate.file != from && candidate.root == here.len() && here == there
    }

    /// The module `dotted` counted from the package `level` dots above `from`.
    pub fn find_relative(&self, from: FileId, level: u32, dotted: &str) -> Option<FileId> {
        let here = &self.homes[from.0 as usize].folders;
        let depth = here.len().checked_sub(level.saturating_sub(1) as usize)?;
        self.below(&here[..depth], dotted)
    }

    /// The module `name` in the package `package`.
    pub fn find_in(&self, package: FileId, name: &str) -> Option<FileId> {
        let home = &self.homes[package.0 as usize];
        if home.stem.is_empty() { self.below(&home.folders, name) } else { None }
    }

    fn below(&self, folders: &[Name], dotted: &str) -> Option<FileId> {
        let parts = folders.iter().map(Name::as_str).chain([dotted]).filter(|part| !part.is_empty());
        let whole = parts.collect::<Vec<_>>().join(".");
        let candidates = self.by_name.get(whole.as_str())?;
        candidates.iter().find(|one| one.root == 0).map(|one| one.file)
    }
}

impl Home {
    /// The dotted name below root number `root`.
    fn dotted(&self, root: usize) -> Name {
        let folders = self.folders[root..].iter().map(Name::as_str);
        let parts = folders.chain((!self.stem.is_empty()).then_some(self.stem.as_str()));
        parts.collect::<Vec<_>>().join(".").into()
    }
}

fn home(path: &Path) -> Home {
    let text = |part: &std::ffi::OsStr| Name::from(part.to_string_lossy().as_ref());
    let folders = path.parent().into_iter().flat_map(Path::iter).map(text).collect();
    let stem = path.file_stem().filter(|stem| *stem != PACKAGE).map(text).unwrap_or_default();
    Home { folders, stem }
}
