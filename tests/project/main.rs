//! What the engine says about whole projects: `fixtures/project/<case>` has annotations under the code, one case for
//! each clause of what the model reaches. They come from what Python does, not from what the engine printed.
//!
//! ```python
//! client = make()
//! #        ^^^^^^ type: clients.Client
//! ```
//!
//! `type` is asked of an expression, `raises`, `escapes` and `timeout` of a call, `callers`, `role`, `route` and `may` of
//! a function's name. `raises: X by a.py:3, b.py:5` names the call sites inwards, the operation last; `escapes` those
//! outwards.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../rules/support.rs"]
#[expect(dead_code, reason = "what runs rules is not needed here")]
mod support;

use faultlint::project::Project;
use faultlint::project::reveal::Question;
use faultlint::semantic::Module;
use faultlint::source::{Source, Span};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use support::{CATALOG, Mark, annotations, files, read, root};

fn project(case: &Path) -> Project {
    let module = |path: PathBuf| Module::new(Arc::new(Source::new(path.clone(), read(&path))));
    let modules = files(case, "py").into_iter().map(module).collect();
    // What the case's lock file or requirements say decides which defaults hold.
    let versions = faultlint::config::versions::read(case);
    let earlier = CATALOG.at(&|library, version| versions.is_before(library, version)).unwrap();
    let catalog = earlier.map_or_else(|| Arc::clone(&CATALOG), Arc::new);
    let (manifest, warning) = faultlint::config::manifest::read(case);
    assert_eq!(warning, None);
    Project::link(case.to_owned(), manifest, catalog, modules)
}

fn question(mark: &Mark) -> Question {
    match mark.code.as_str() {
        "type" => Question::Type,
        "raises" if mark.text.contains(" by ") => Question::RaisesBy,
        "raises" => Question::Raises,
        "escapes" => Question::Escapes,
        "callers" => Question::Callers,
        "timeout" => Question::Timeout,
        "role" => Question::Role,
        "route" => Question::Route,
        "may" => Question::Effects,
        other => panic!("nothing is called {other}"),
    }
}

/// The place that a mark means; the cases are written in ASCII.
fn place(source: &Source, mark: &Mark) -> Span {
    let line = source.line_span(mark.row).start;
    Span::new(line + mark.start - 1, line + mark.end - 1)
}

/// What is wrong with the answers on one project.
fn disagreements(case: &Path) -> Vec<String> {
    let project = project(case);
    let mut wrong = Vec::new();
    for file in project.program().files() {
        let source = &project.module(file).source;
        for mark in annotations(source.text()) {
            let answer = project.reveal(file, place(source, &mark), question(&mark));
            if answer.as_deref() != Some(mark.text.as_str()) {
                let path = source.path().strip_prefix(root()).unwrap().display();
                wrong.push(format!("{path}:{mark}, but it is {}", answer.as_deref().unwrap_or("no such place")));
            }
        }
    }
    wrong
}

#[test]
fn every_case_is_as_annotated() {
    let cases = std::fs::read_dir(root().join("fixtures/project")).unwrap().map(|entry| entry.unwrap().path());
    let mut cases = cases.filter(|path| path.is_dir()).collect::<Vec<_>>();
    cases.sort();
    assert!(cases.len() >= 30, "only {} cases", cases.len());
    let asked = cases.iter().flat_map(|case| files(case, "py")).map(|path| annotations(&read(&path)).len());
    assert!(asked.sum::<usize>() >= 60, "the cases ask too little");
    let wrong = cases.iter().flat_map(|case| disagreements(case)).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
