//! Patterns of files and folders, as ruff understands them: one without a slash matches a name anywhere, every one
//! matches a path below the folder in which it is written.

use super::ConfigError;
use super::options::Origin;
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::path::Path;
use toml::Spanned;

/// Folders that are left out unless `exclude` says otherwise.
pub const USUAL: [&str; 28] = [
    ".bzr",
    ".direnv",
    ".eggs",
    ".git",
    ".git-rewrite",
    ".hg",
    ".ipynb_checkpoints",
    ".mypy_cache",
    ".nox",
    ".pants.d",
    ".pyenv",
    ".pytest_cache",
    ".pytype",
    ".ruff_cache",
    ".svn",
    ".tox",
    ".venv",
    ".vscode",
    "__pycache__",
    "__pypackages__",
    "_build",
    "buck-out",
    "build",
    "dist",
    "node_modules",
    "site-packages",
    "venv",
    "virtualenv",
];

/// A set of patterns.
#[derive(Clone, Debug)]
pub struct Patterns {
    names: GlobSet,
    paths: GlobSet,
    written: Vec<String>,
}

impl Patterns {
    /// The folders that are usually left out.
    pub fn usual() -> Self {
        let globs = USUAL.iter().map(|name| Glob::new(name).expect("the usual names are patterns"));
        let written = USUAL.iter().map(|name| (*name).to_owned()).collect();
        Self { names: set(globs), paths: GlobSet::empty(), written }
    }

    /// The patterns of `texts`, written in a file in `base`.
    ///
    /// # Errors
    /// One is no pattern.
    pub fn of(texts: &[Spanned<String>], base: &Path, origin: &Origin) -> Result<Self, ConfigError> {
        let mut names = Vec::new();
        let mut paths = Vec::new();
        for text in texts {
            let (name, path) = globs(text.get_ref(), base)
                .map_err(|error| origin.error(text.span().start, format!("{error}; write it as in .gitignore")))?;
            names.extend(name);
            paths.push(path);
        }
        let written = texts.iter().map(|text| text.get_ref().clone()).collect();
        Ok(Self { names: set(names), paths: set(paths), written })
    }

    /// Whether the file or folder itself matches; not whether it lies in a folder that does.
    pub fn matches(&self, path: &Path) -> bool {
        path.file_name().is_some_and(|name| self.names.is_match(name)) || self.paths.is_match(path)
    }

    /// Whether the file or a folder around it, below `top`, matches.
    pub fn covers(&self, path: &Path, top: &Path) -> bool {
        path.ancestors().take_while(|ancestor| *ancestor != top).any(|ancestor| self.matches(ancestor))
    }

    /// The patterns as written.
    pub fn written(&self) -> &[String] {
        &self.written
    }
}

/// The pattern as a name, if it is one, and as a path.
fn globs(text: &str, base: &Path) -> Result<(Option<Glob>, Glob), globset::Error> {
    let trimmed = text.trim_end_matches('/');
    let name = if trimmed.contains('/') { None } else { Some(Glob::new(trimmed)?) };
    let base = globset::escape(&base.display().to_string());
    let rooted = if Path::new(trimmed).is_absolute() { trimmed.to_owned() } else { format!("{base}/{trimmed}") };
    Ok((name, Glob::new(&rooted)?))
}

fn set(globs: impl IntoIterator<Item = Glob>) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    globs.into_iter().for_each(|glob| {
        builder.add(glob);
    });
    builder.build().expect("each pattern was read on its own")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(texts: &[&str]) -> Patterns {
        let texts = texts.iter().map(|text| Spanned::new(0..0, (*text).to_owned())).collect::<Vec<_>>();
        Patterns::of(&texts, Path::new("/p"), &Origin::command_line()).unwrap()
    }

    #[test]
    fn a_name_matches_anywhere_and_a_path_from_its_base() {
        assert!(patterns(&["gen.py"]).matches(Path::new("/p/a/gen.py")));
        assert!(patterns(&["a/*.py"]).matches(Path::new("/p/a/gen.py")));
        assert!(!patterns(&["a/*.py"]).matches(Path::new("/p/b/a/gen.py")));
    }

    #[test]
    fn a_folder_covers_what_is_below_it() {
        assert!(patterns(&["legacy/"]).covers(Path::new("/p/legacy/a/b.py"), Path::new("/p")));
        assert!(!patterns(&["p"]).covers(Path::new("/p/a.py"), Path::new("/p")), "what lies above does not count");
    }
}
