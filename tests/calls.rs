//! Who calls whom, on small programs of every kind: `fixtures/calls/<category>/<case>`. The edges that are expected there
//! were written by hand, and `tests/external/test_calls.py` checks that they are exactly what Python calls.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::print_stdout, reason = "the measure is for people to read")]

use faultlint::catalog::Catalog;
use faultlint::project::{Manifest, Project};
use faultlint::semantic::Module;
use faultlint::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Of the edges that are found, how many are real; of the real ones, how many are found.
const LEAST_PRECISION: f64 = 0.99;
const LEAST_RECALL: f64 = 0.95;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.unwrap().into_path());
    walk.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}

fn catalog() -> Arc<Catalog> {
    let texts = files(&root().join("rules/libraries"), "toml").into_iter();
    let texts =
        texts.map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap())).collect::<Vec<_>>();
    Arc::new(Catalog::from_texts(texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))).unwrap())
}

type Edges = BTreeSet<(String, String)>;

fn project(case: &Path, catalog: &Arc<Catalog>) -> Project {
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        Module::new(Arc::new(Source::new(path, text)))
    };
    let modules = files(case, "py").into_iter().map(read).collect();
    Project::link(case.to_owned(), Manifest::default(), Arc::clone(catalog), modules)
}

fn expected(edges: &Path) -> Edges {
    let text = std::fs::read_to_string(edges).unwrap();
    let pair = |line: &str| line.split_once(" -> ").map(|(from, to)| (from.to_owned(), to.to_owned())).unwrap();
    text.lines().map(pair).collect()
}

/// How many edges are found rightly, wrongly, and not.
#[derive(Clone, Copy, Default)]
struct Measure {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Measure {
    fn add(&mut self, wanted: &Edges, found: &Edges) {
        let count = |edges: usize| u32::try_from(edges).unwrap();
        self.right += count(found.intersection(wanted).count());
        self.wrong += count(found.difference(wanted).count());
        self.missed += count(wanted.difference(found).count());
    }

    fn precision(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.wrong).max(1))
    }

    fn recall(self) -> f64 {
        f64::from(self.right) / f64::from((self.right + self.missed).max(1))
    }

    fn print(self, name: &str, cases: usize) {
        let (precision, recall) = (self.precision() * 100.0, self.recall() * 100.0);
        let edges = self.right + self.missed;
        println!("{name:<12} {cases:>4} cases {edges:>4} edges  precision {precision:>5.1} %  recall {recall:>5.1} %");
    }
}

/// How well `question` finds the edges of all cases, printed by category.
fn measure(question: fn(&Project) -> Edges) -> Measure {
    let catalog = catalog();
    let mut by_category = BTreeMap::<String, (Measure, usize)>::new();
    let mut all = (Measure::default(), 0);
    for edges in files(&root().join("fixtures/calls"), "txt") {
        let case = edges.parent().unwrap();
        let (wanted, found) = (expected(&edges), question(&project(case, &catalog)));
        let name = case.strip_prefix(root().join("fixtures/calls")).unwrap();
        found.difference(&wanted).for_each(|(from, to)| println!("wrong  {}: {from} -> {to}", name.display()));
        wanted.difference(&found).for_each(|(from, to)| println!("missed {}: {from} -> {to}", name.display()));
        let category = name.iter().next().unwrap().to_string_lossy().into_owned();
        for (measure, cases) in [by_category.entry(category).or_default(), &mut all] {
            measure.add(&wanted, &found);
            *cases += 1;
        }
    }
    by_category.iter().for_each(|(name, (measure, cases))| measure.print(name, *cases));
    all.0.print("all", all.1);
    assert!(all.1 >= 60, "only {} cases", all.1);
    all.0
}

#[test]
fn the_call_graph_is_right_and_nearly_whole() {
    let measured = measure(Project::call_edges);
    assert!(measured.precision() >= LEAST_PRECISION, "precision {:.3}", measured.precision());
    assert!(measured.recall() >= LEAST_RECALL, "recall {:.3}", measured.recall());
}
