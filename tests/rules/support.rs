//! Expectations that stand in Python fixtures as comments under the code, and what the rules really report there.
//!
//! ```python
//! return r.get(url)
//! #      ^^^^^ NET002: can wait for ever
//! ```
//!
//! The carets mark the report's place exactly; of a place of several lines, what lies on its first. A comment that
//! begins with `#<^` marks from the `#` on, for places at the line's begin. `[low]` behind the code stands
//! for low confidence. The text behind the colon occurs in the report's message. Several annotations may follow a line.

use faultlint::catalog::Catalog;
use faultlint::diagnostic::{Confidence, Diagnostic};
use faultlint::project::{Manifest, Project};
use faultlint::registry::{self, Selected};
use faultlint::semantic::Module;
use faultlint::source::Source;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// The catalogue of `rules/libraries`.
pub(crate) static CATALOG: LazyLock<Arc<Catalog>> = LazyLock::new(|| {
    let files = files(&root().join("rules/libraries"), "toml");
    let texts = files.iter().map(|path| (path.display().to_string(), read(path))).collect::<Vec<_>>();
    let texts = texts.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    Arc::new(Catalog::from_texts(texts).unwrap_or_else(|error| panic!("{error}")))
});

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below a folder with that extension, ordered; none where there is no such folder.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    walk.map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect()
}

/// What the rules report on a project of these files.
pub(crate) fn check(paths: &[PathBuf], root: &Path, selected: &[Selected]) -> Vec<Diagnostic> {
    let modules = paths.iter().map(|path| Module::new(Arc::new(Source::new(path.clone(), read(path))))).collect();
    let project = Project::link(root.to_owned(), Manifest::default(), Arc::clone(&CATALOG), modules);
    project.program().files().flat_map(|file| registry::run(file, &project, selected)).collect()
}

/// A report, or the annotation that asks for one: code with its mark, row, first and last column (exclusive).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    pub row: u32,
    pub start: u32,
    pub end: u32,
    pub code: String,
    pub text: String,
}

impl Mark {
    fn same_place(&self, other: &Self) -> bool {
        (self.row, self.start, self.end, &self.code) == (other.row, other.start, other.end, &other.code)
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}:{}-{} {}: {}", self.row, self.start, self.end, self.code, self.text)
    }
}

/// The annotations in a text.
pub(crate) fn annotations(text: &str) -> Vec<Mark> {
    let mut row = 0;
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        match annotation(line) {
            Some((start, end, rest)) => found.push(marked(row, start, end, rest)),
            None => row = u32::try_from(index).unwrap() + 1,
        }
    }
    found
}

/// First column, last column (exclusive) and what follows the carets, if a line is an annotation.
fn annotation(line: &str) -> Option<(u32, u32, &str)> {
    let hash = line.find(|c: char| !c.is_whitespace()).filter(|&at| line[at..].starts_with('#'))?;
    let marks_itself = line[hash + 1..].starts_with("<^");
    let before = hash + 1 + usize::from(marks_itself);
    let gap = line[before..].find(|c: char| c != ' ').filter(|&at| line[before + at..].starts_with('^'))?;
    let first = before + gap;
    let carets = line[first..].bytes().take_while(|&byte| byte == b'^').count();
    let start = if marks_itself { hash } else { first };
    let columns = |byte: usize| u32::try_from(line[..byte].chars().count()).unwrap() + 1;
    Some((columns(start), columns(first + carets), line[first + carets..].trim()))
}

fn marked(row: u32, start: u32, end: u32, rest: &str) -> Mark {
    let (code, text) = rest.split_once(':').unwrap_or((rest, ""));
    Mark { row, start, end, code: code.trim().to_owned(), text: text.trim().to_owned() }
}

fn reported(diagnostic: &Diagnostic, source: &Source) -> Mark {
    let start = source.position(diagnostic.span.start);
    let line_end = source.line_span(start.row).end;
    let end = source.position(diagnostic.span.end.min(line_end));
    let low = if diagnostic.confidence == Confidence::Low { " [low]" } else { "" };
    Mark {
        row: start.row,
        start: start.column,
        end: end.column,
        code: format!("{}{low}", diagnostic.code),
        text: diagnostic.message.clone(),
    }
}

/// What is wrong with the reports on a project, by its annotations; empty when all is as annotated.
pub(crate) fn disagreements(paths: &[PathBuf], root: &Path, selected: &[Selected]) -> Vec<String> {
    let diagnostics = check(paths, root, selected);
    paths.iter().flat_map(|path| disagreements_in(path, &diagnostics)).collect()
}

fn disagreements_in(path: &Path, diagnostics: &[Diagnostic]) -> Vec<String> {
    let source = Source::new(path, read(path));
    let wanted = annotations(source.text());
    let here = diagnostics.iter().filter(|diagnostic| diagnostic.path == path);
    let found = here.map(|diagnostic| reported(diagnostic, &source)).collect::<BTreeSet<_>>();
    let missing =
        wanted.iter().filter(|want| !found.iter().any(|one| one.same_place(want) && one.text.contains(&want.text)));
    let noisy = found.iter().filter(|one| !wanted.iter().any(|want| want.same_place(one)));
    let name = path.strip_prefix(root()).unwrap_or(path).display();
    let missing = missing.map(|mark| format!("missing {name}:{mark}"));
    missing.chain(noisy.map(|mark| format!("noisy   {name}:{mark}"))).collect()
}

/// The rules of these codes, as they are without configuration.
pub(crate) fn only(codes: &[&str]) -> Vec<Selected> {
    registry::rules().iter().filter(|rule| codes.contains(&rule.meta.code.as_str())).map(Selected::new).collect()
}
