//! From texts to reports: everything between reading and printing. Does no I/O and cannot fail.

use crate::analysis::{FAMILY, NOT_ANALYSED};
use crate::catalog::Catalog;
use crate::config::options::FailOn;
use crate::diagnostic::{Confidence, Diagnostic, Severity};
use crate::fingerprint::fingerprints;
use crate::project::{Manifest, Project};
use crate::registry::{self, Selected};
use crate::semantic::Module;
use crate::semantic::program::FileId;
use crate::semantic::resolution::Resolution;
use crate::source::{Source, Span};
use crate::suppress;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is asked about one file.
#[derive(Clone)]
pub struct Profile {
    /// The rules to run.
    pub rules: Arc<[Selected]>,
    /// The least severity that is shown.
    pub severity: Severity,
    /// The least confidence that is shown.
    pub confidence: Confidence,
    /// What makes the run fail.
    pub fail_on: FailOn,
}

/// A file of a project.
pub struct File {
    /// Its text.
    pub source: Arc<Source>,
    /// What is asked about it; `None` when it is read only for what it says about others.
    pub profile: Option<Profile>,
}

/// A project to check.
pub struct Input {
    /// The folder that paths are relative to.
    pub root: PathBuf,
    /// What the manifests say.
    pub manifest: Manifest,
    /// What is known of libraries.
    pub catalog: Arc<Catalog>,
    /// All files, each once.
    pub files: Vec<File>,
}

/// A report to print.
#[derive(Clone, Debug)]
pub struct Report {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// What identifies it when lines move.
    pub fingerprint: String,
    /// Whether it makes the run fail.
    pub fails: bool,
}

/// The texts that reports point into.
pub type Sources = BTreeMap<PathBuf, Arc<Source>>;

/// What a check gives.
#[derive(Default)]
pub struct Outcome {
    /// Ordered by path, place and code.
    pub reports: Vec<Report>,
    /// The texts that the reports point into.
    pub sources: Sources,
    /// Files on which the analysis itself broke down, with what it said: a defect of ours.
    pub broken: Vec<(PathBuf, String)>,
}

impl Outcome {
    /// Adds what another project gave, and restores the order.
    pub fn merge(&mut self, other: Self) {
        self.reports.extend(other.reports);
        self.sources.extend(other.sources);
        self.broken.extend(other.broken);
        self.reports.sort_by(|a, b| order(&a.diagnostic).cmp(&order(&b.diagnostic)));
    }
}

fn order(diagnostic: &Diagnostic) -> (&Path, Span, &str) {
    (&diagnostic.path, diagnostic.span, diagnostic.code)
}

/// Checks a project. `advance` is called once for each file that was read into the model and once for each that was
/// asked about.
pub fn check(mut input: Input, advance: &(dyn Fn() + Sync)) -> Outcome {
    input.files.sort_by(|a, b| a.source.path().cmp(b.source.path()));
    let (sources, profiles): (Vec<_>, Vec<_>) = input.files.into_iter().map(|file| (file.source, file.profile)).unzip();
    let (modules, mut broken) = read_modules(&sources, advance);
    let project = Project::link(input.root, input.manifest, input.catalog, modules);
    let judged = project.files().zip(&profiles).filter_map(|(file, profile)| {
        let profile = profile.as_ref()?;
        let judged = attempt(project.module(file).source.path(), || judge(file, &project, profile));
        advance();
        Some(judged)
    });
    let judged = judged.collect::<Vec<Result<Vec<Report>, _>>>();
    let mut outcome = Outcome::default();
    for file in judged {
        match file {
            Ok(reports) => outcome.reports.extend(reports),
            Err(error) => broken.push(error),
        }
    }
    outcome.sources = mentioned(&outcome.reports, &sources);
    outcome.broken = broken;
    outcome
}

/// What the calls and decorators of a file resolve to.
#[derive(Debug)]
pub struct Resolved {
    /// The file.
    pub source: Arc<Source>,
    /// By the place of what is called.
    pub calls: Vec<(Span, Resolution)>,
}

/// What the calls and decorators of a project's selected files resolve to, by file.
pub fn resolutions(mut input: Input, advance: &(dyn Fn() + Sync)) -> Vec<Resolved> {
    input.files.sort_by(|a, b| a.source.path().cmp(b.source.path()));
    let (sources, profiles): (Vec<_>, Vec<_>) = input.files.into_iter().map(|file| (file.source, file.profile)).unzip();
    let (modules, _) = read_modules(&sources, advance);
    let project = Project::link(input.root, input.manifest, input.catalog, modules);
    let resolved = project.files().zip(&profiles).filter(|(_, profile)| profile.is_some()).map(|(file, _)| {
        let program = project.program();
        let model = program.model(file);
        let places = model.resolutions().into_iter().map(|(callee, found)| (model.span(callee), found)).collect();
        advance();
        Resolved { source: Arc::clone(&model.module.source), calls: places }
    });
    resolved.collect()
}

/// The modules of all texts; one that breaks the analysis is taken as empty.
fn read_modules(sources: &[Arc<Source>], advance: &(dyn Fn() + Sync)) -> (Vec<Module>, Vec<(PathBuf, String)>) {
    let read = |source: &Arc<Source>| {
        let module = attempt(source.path(), || Module::new(Arc::clone(source)));
        advance();
        module.map_err(|error| Box::new((Module::new(Arc::new(Source::new(source.path(), String::new()))), error)))
    };
    let read = sources.par_iter().map(read).collect::<Vec<_>>();
    let mut broken = Vec::new();
    let modules = read.into_iter().map(|module| {
        module.unwrap_or_else(|failed| {
            let (empty, error) = *failed;
            broken.push(error);
            empty
        })
    });
    (modules.collect(), broken)
}

/// What `work` on a file gives, or how it broke down.
fn attempt<T>(path: &Path, work: impl FnOnce() -> T) -> Result<T, (PathBuf, String)> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| (path.to_owned(), panic_message(&*panic).to_owned()))
}

/// What a panic says.
pub fn panic_message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message")
}

/// The reports on one file.
fn judge(file: FileId, project: &Project, profile: &Profile) -> Vec<Report> {
    let module = project.module(file);
    let (about, rules): (Vec<_>, Vec<_>) =
        profile.rules.iter().cloned().partition(|one| one.rule.meta.family == FAMILY);
    let mut found = registry::run(file, project, &rules);
    found.extend(unread(module, &about));
    found.sort_by(|a, b| order(a).cmp(&order(b)));
    // Before directives are applied, lest a new one changes which of several equal reports another is.
    let mut known = identified(&found, module, project).collect::<FxHashMap<_, _>>();
    let mut kept = suppress::apply(module, found, &profile.rules);
    kept.sort_by(|a, b| order(a).cmp(&order(b)));
    let added = kept.iter().filter(|one| !known.contains_key(&(one.span, one.code))).cloned().collect::<Vec<_>>();
    known.extend(identified(&added, module, project));
    kept.retain(|one| one.severity >= profile.severity && one.confidence >= profile.confidence);
    let report = |diagnostic: Diagnostic| {
        let fingerprint = known.remove(&(diagnostic.span, diagnostic.code)).unwrap_or_default();
        Report { fails: profile.fail_on.fails(diagnostic.severity), fingerprint, diagnostic }
    };
    kept.into_iter().map(report).collect()
}

/// The fingerprints of reports by place and code.
fn identified<'d>(
    diagnostics: &'d [Diagnostic],
    module: &Module,
    project: &Project,
) -> impl Iterator<Item = ((Span, &'static str), String)> + use<'d> {
    let fingerprints = fingerprints(diagnostics, module, &project.root);
    diagnostics.iter().map(|one| (one.span, one.code)).zip(fingerprints)
}

/// Reports on the lines that the parser could not read, if that rule is among those selected.
fn unread(module: &Module, selected: &[Selected]) -> Vec<Diagnostic> {
    let Some(chosen) = selected.iter().find(|one| one.rule.meta.code == NOT_ANALYSED) else { return Vec::new() };
    let report = |span: Span| Diagnostic {
        code: &chosen.rule.meta.code,
        name: &chosen.rule.meta.name,
        severity: chosen.severity,
        confidence: Confidence::High,
        path: module.source.path().to_owned(),
        span,
        message: unread_message(module, span),
        help: None,
        related: Vec::new(),
        function: String::new(),
        statement: span,
    };
    unread_blocks(module).into_iter().map(report).collect()
}

/// Unread spans, those on the same or adjacent lines joined that are unread for the same reason.
fn unread_blocks(module: &Module) -> Vec<Span> {
    let mut blocks = Vec::<Span>::new();
    for &span in module.unread() {
        match blocks.last_mut() {
            Some(last)
                if rows(module, span).0 <= rows(module, *last).1 + 1
                    && is_too_deep(module, span) == is_too_deep(module, *last) =>
            {
                *last = last.to(span);
            }
            _ => blocks.push(span),
        }
    }
    blocks
}

/// Whether a span, or some of it, is unread since it is nested too deeply.
fn is_too_deep(module: &Module, span: Span) -> bool {
    let deep = module.too_deep();
    deep.get(deep.partition_point(|deep| deep.end <= span.start)).is_some_and(|deep| deep.start < span.end)
}

/// First and last line of a span.
fn rows(module: &Module, span: Span) -> (u32, u32) {
    let last = span.end.saturating_sub(1).max(span.start);
    (module.source.line_of(span.start), module.source.line_of(last))
}

fn unread_message(module: &Module, span: Span) -> String {
    let (lines, one) = match rows(module, span) {
        (first, last) if first == last => (format!("line {first}"), true),
        (first, last) => (format!("lines {first}–{last}"), false),
    };
    match (is_too_deep(module, span), one) {
        (true, true) => format!("{lines} is nested too deeply to be analysed"),
        (true, false) => format!("{lines} are nested too deeply to be analysed"),
        (false, true) => format!("{lines} was not analysed: it could not be read as Python"),
        (false, false) => format!("{lines} were not analysed: they could not be read as Python"),
    }
}

/// The texts that reports point into.
fn mentioned(reports: &[Report], sources: &[Arc<Source>]) -> Sources {
    let related = |report: &'_ Report| report.diagnostic.related.iter().map(|one| one.path.clone()).collect::<Vec<_>>();
    let paths =
        reports.iter().flat_map(|report| std::iter::once(report.diagnostic.path.clone()).chain(related(report)));
    let paths = paths.collect::<BTreeSet<_>>();
    let here = sources.iter().filter(|source| paths.contains(source.path()));
    here.map(|source| (source.path().to_owned(), Arc::clone(source))).collect()
}
