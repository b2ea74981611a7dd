//! The facts in `rules/libraries` hold together: nothing is named that is not described.

use faultlint::catalog::Catalog;
use faultlint::catalog::builtin::LIBRARIES;
use faultlint::catalog::schema::{Class, Function, Library};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn libraries() -> Vec<(&'static str, Library)> {
    let read = |&(name, text): &(&'static str, &str)| {
        (name, toml::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}")))
    };
    LIBRARIES.iter().map(read).collect()
}

/// Each callable of a library by its qualified name, with the file that describes it.
fn callables(libraries: &[(&'static str, Library)]) -> Vec<(&'static str, String, Function)> {
    let mut found = Vec::new();
    for (file, library) in libraries {
        for (name, function) in &library.functions {
            found.push((*file, name.clone(), function.clone()));
        }
        for (name, class) in &library.classes {
            found.push((*file, name.clone(), class.constructor.clone()));
            for (method, function) in &class.methods {
                found.push((*file, format!("{name}.{method}"), function.clone()));
            }
        }
    }
    found
}

fn classes<'l>(
    libraries: &'l [(&'static str, Library)],
) -> impl Iterator<Item = (&'static str, &'l String, &'l Class)> {
    libraries.iter().flat_map(|(file, library)| library.classes.iter().map(|(name, class)| (*file, name, class)))
}

#[track_caller]
fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_list_of_files_is_fresh() {
    let mut files = std::fs::read_dir(root().join("rules/libraries"))
        .expect("the folder exists")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect::<Vec<PathBuf>>();
    files.sort();
    let mut list = String::new();
    for file in &files {
        let name = file.file_name().and_then(|name| name.to_str()).expect("UTF-8");
        writeln!(list, "    (\"{name}\", include_str!(\"../../rules/libraries/{name}\")),")
            .expect("a string takes all");
    }
    let path = root().join("src/catalog/builtin.rs");
    let text = std::fs::read_to_string(&path).expect("readable");
    let head = "pub const LIBRARIES: &[(&str, &str)] = &[\n";
    let start = text.find(head).expect("the list is there") + head.len();
    let fresh = format!("{}{list}];\n", &text[..start]);
    if text != fresh {
        std::fs::write(&path, fresh).expect("writable");
        panic!("src/catalog/builtin.rs was stale and has been rewritten; run again");
    }
}

#[test]
fn the_embedded_catalogue_is_read() {
    assert_eq!(Catalog::builtin().libraries().len(), LIBRARIES.len());
}

#[test]
fn a_name_is_described_once() {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for (file, library) in libraries() {
        // An exception may be a class with methods as well.
        let exceptions = library.exceptions.keys().map(|name| ("exception", name));
        let callables = library.functions.keys().chain(library.classes.keys()).map(|name| ("callable", name));
        for (kind, name) in exceptions.chain(callables) {
            if !seen.insert((kind, name.clone())) {
                problems.push(format!("{file}: `{name}` is described twice"));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn no_described_name_is_an_alias() {
    let catalog = Catalog::builtin();
    let mut problems = Vec::new();
    for (file, library) in libraries() {
        let names = library.functions.keys().chain(library.classes.keys()).chain(library.exceptions.keys());
        for name in names.filter(|name| catalog.canonical(name) != **name) {
            problems.push(format!("{file}: `{name}` is an alias of `{}`", catalog.canonical(name)));
        }
    }
    assert_none(&problems);
}

#[test]
fn aliases_end_at_something() {
    let catalog = Catalog::builtin();
    let libraries = libraries();
    let mut problems = Vec::new();
    let known = |name: &str| {
        let below = format!("{name}.");
        catalog.callable(name).is_some()
            || catalog.is_exception(name)
            || libraries.iter().any(|(_, library)| {
                let names = library.functions.keys().chain(library.classes.keys()).chain(library.exceptions.keys());
                names.chain(&library.modules).any(|other| other == name || other.starts_with(&below))
            })
    };
    for (file, library) in &libraries {
        for (alias, target) in &library.aliases {
            let target = catalog.canonical(target);
            if !known(&target) {
                problems.push(format!("{file}: `{alias}` stands for `{target}`, which is not described"));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn classes_that_are_named_are_described() {
    let catalog = Catalog::builtin();
    let libraries = libraries();
    let mut problems = Vec::new();
    let mut check = |file: &str, at: &str, what: &str, class: &str| {
        for part in class.split(", ").filter(|part| *part != "_" && catalog.class(part).is_none()) {
            problems.push(format!("{file}: {what} of `{at}` is `{part}`, which is not described"));
        }
    };
    for (file, name, fact) in callables(&libraries) {
        fact.returns.iter().for_each(|class| check(file, &name, "the result", class));
    }
    for (file, name, class) in classes(&libraries) {
        class.bases.iter().for_each(|base| check(file, name, "a base", base));
        class.enters.iter().for_each(|entered| check(file, name, "what `with` binds", entered));
        class
            .attributes
            .iter()
            .for_each(|(attribute, class)| check(file, &format!("{name}.{attribute}"), "the class", class));
    }
    assert_none(&problems);
}

#[test]
fn exceptions_that_are_raised_are_described() {
    let catalog = Catalog::builtin();
    let problems = callables(&libraries()).into_iter().flat_map(|(file, name, fact)| {
        let raises = fact.raises.unwrap_or_default().into_iter().filter(|class| !catalog.is_exception(class));
        raises
            .map(move |class| format!("{file}: `{name}` raises `{class}`, which is not described"))
            .collect::<Vec<_>>()
    });
    assert_none(&problems.collect::<Vec<_>>());
}

#[test]
fn exceptions_descend_from_the_root_of_all() {
    let catalog = Catalog::builtin();
    let mut problems = Vec::new();
    for (file, library) in libraries() {
        for name in library.exceptions.keys() {
            if catalog.is_subclass(name, "BaseException") != Some(true)
                || catalog.is_subclass(name, "no.such") != Some(false)
            {
                problems.push(format!("{file}: a base of `{name}` is not described"));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn parameters_that_mean_something_are_listed() {
    let catalog = Catalog::builtin();
    let mut problems = Vec::new();
    for (file, name, _) in callables(&libraries()) {
        let fact = catalog.callable(&name).expect("it is described");
        let listed = fact.parameters.clone().unwrap_or_default();
        let timeout = fact.timeout.iter().flat_map(|timeout| {
            let named = timeout.parameter.iter().chain(&timeout.from_argument).chain(&timeout.mistaken);
            named.chain(timeout.unless.keys()).chain(&timeout.unknown_with)
        });
        let passed = fact.always_passes.iter().flatten();
        let meant = fact.meanings.iter().flat_map(|meanings| {
            meanings.values().flat_map(|parameter| std::iter::once(&parameter.name).chain(&parameter.also))
        });
        for parameter in timeout.chain(meant).chain(passed).chain(&fact.connects_with).filter(|name| !name.is_empty()) {
            if !listed.contains(parameter) {
                problems.push(format!("{file}: `{name}` does not list its parameter `{parameter}`"));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn a_name_belongs_to_a_module_of_its_library() {
    let mut problems = Vec::new();
    for (file, library) in libraries() {
        let names = library.functions.keys().chain(library.classes.keys()).chain(library.exceptions.keys());
        for name in names.filter(|name| name.contains('.')) {
            let inside = |module: &String| name.strip_prefix(module.as_str()).is_some_and(|rest| rest.starts_with('.'));
            if !library.modules.iter().any(inside) {
                problems.push(format!("{file}: `{name}` is in none of its modules"));
            }
        }
    }
    assert_none(&problems);
}

#[test]
fn all_earlier_facts_can_be_put_back() {
    let catalog = Catalog::builtin().at(&|_, _| true).unwrap();
    assert!(catalog.is_some());
}
