//! What a project is, and that reports on a file do not depend on which paths were named.

use crate::support::{CLEAN, SWALLOWS, Scratch};

fn fingerprint(scratch: &Scratch, arguments: &[&str]) -> String {
    let whole = [&["check", "--output-format", "json"][..], arguments].concat();
    let run = scratch.run(&whole);
    run.json()[0]["fingerprint"].as_str().unwrap_or_else(|| panic!("{}", run.stderr)).to_owned()
}

#[test]
fn reports_do_not_depend_on_the_named_paths() {
    let scratch = Scratch::with(&[
        ("pyproject.toml", "[project]\nname = 'p'"),
        ("p/a.py", SWALLOWS),
        ("p/b.py", "from p.a import run\nrun(print)\n"),
        ("tests/test_a.py", "from p.a import run\nrun(print)\n"),
    ]);
    let whole = scratch.run(&["check", "--output-format", "json"]);
    for named in [&["p/a.py"][..], &["p"], &[".", "tests"], &["p/a.py", "tests/test_a.py"]] {
        let run = scratch.run(&[&["check", "--output-format", "json"], named].concat());
        assert_eq!(run.stdout, whole.stdout, "{named:?}");
    }
}

#[test]
fn the_output_is_the_same_at_any_number_of_threads() {
    let files = (0..40).map(|number| (format!("m{number}.py"), SWALLOWS)).collect::<Vec<_>>();
    let files = files.iter().map(|(name, text)| (name.as_str(), *text)).collect::<Vec<_>>();
    let scratch = Scratch::with(&files);
    let outputs = ["1", "2", "7"].map(|threads| scratch.run(&["check", "--threads", threads]).stdout);
    assert!(outputs[0].contains("m39.py"));
    assert_eq!(outputs[0], outputs[1]);
    assert_eq!(outputs[0], outputs[2]);
}

#[test]
fn the_root_is_the_nearest_configuration_then_manifest_then_git() {
    // The fingerprint holds the path in the project: equal ones tell that the roots are where they should be.
    let configured = Scratch::with(&[("faultlint.toml", ""), ("p/pyproject.toml", ""), ("p/a.py", SWALLOWS)]);
    let manifest = Scratch::with(&[(".git/HEAD", ""), ("p/setup.py", ""), ("p/a.py", SWALLOWS)]);
    let versioned = Scratch::with(&[(".git/HEAD", ""), ("p/a.py", SWALLOWS)]);
    let loose = Scratch::with(&[("p/a.py", SWALLOWS)]);
    let from = |scratch: &Scratch, path: &str| fingerprint(scratch, &[path]);
    assert_eq!(from(&configured, "p/a.py"), from(&versioned, "p/a.py"));
    assert_eq!(from(&loose, "."), from(&versioned, "p/a.py"), "a named folder without a mark is the root");
    assert_eq!(from(&manifest, "p/a.py"), from(&loose, "p"));
    assert_ne!(from(&manifest, "p/a.py"), from(&versioned, "p/a.py"));
    let module = Scratch::with(&[("setup.cfg", ""), ("p/__init__.py", ""), ("p/setup.py", ""), ("p/a.py", SWALLOWS)]);
    assert_eq!(from(&module, "p/a.py"), from(&versioned, "p/a.py"), "a module of a package is no manifest");
}

#[test]
fn each_file_is_judged_in_its_own_project() {
    let scratch = Scratch::with(&[
        ("a/faultlint.toml", "ignore = ['EXC']"),
        ("a/x.py", SWALLOWS),
        ("b/pyproject.toml", ""),
        ("b/x.py", SWALLOWS),
    ]);
    assert_eq!(scratch.reports(&["a", "b"]), ["b/x.py:4 EXC002"]);
    assert_eq!(scratch.reports(&["."]), ["b/x.py:4 EXC002"]);
}

#[test]
fn a_loose_file_does_not_read_what_is_below_its_folder() {
    let scratch = Scratch::with(&[("a.py", SWALLOWS)]);
    scratch.write("deep/faultlint.toml", "selct = []");
    scratch.write("deep/b.py", CLEAN);
    assert_eq!(scratch.reports(&["a.py"]), ["a.py:4 EXC002"]);
    scratch.run(&["check", "."]).expect_status(2);
}

#[test]
fn a_named_file_that_is_usually_left_out_changes_nothing_for_the_others() {
    // Who calls `fetch` decides whether its failure is open; a left-out caller must not become one by being named.
    let fetch = "import requests\n\ndef fetch(url):\n    return requests.get(url, timeout=3)\n";
    let scratch = Scratch::with(&[
        ("pyproject.toml", ""),
        ("a.py", fetch),
        ("build/b.py", "from a import fetch\n\ndef main():\n    fetch('x')\n"),
    ]);
    let about = |arguments: &[&str]| {
        let reports = scratch.reports(arguments);
        reports.into_iter().filter(|report| report.starts_with("a.py")).collect::<Vec<_>>()
    };
    let alone = about(&["a.py", "--select", "NET001"]);
    assert_eq!(alone, ["a.py:4 NET001"]);
    assert_eq!(about(&["a.py", "build/b.py", "--select", "NET001"]), alone);
}

#[test]
fn a_broken_configuration_of_another_project_below_is_not_ours() {
    let scratch = Scratch::with(&[("faultlint.toml", ""), ("a.py", SWALLOWS)]);
    scratch.write("other/faultlint.toml", "selct = []");
    scratch.write("other/b.py", SWALLOWS);
    assert_eq!(scratch.reports(&["a.py"]), ["a.py:4 EXC002"]);
    scratch.run(&["check", "."]).expect_status(2).expect_complaint(&["other/faultlint.toml:1:1"]);
}

#[test]
fn a_loose_file_belongs_to_the_current_directory() {
    let scratch = Scratch::with(&[
        ("pkg/client.py", "import requests\n\ndef fetch(url):\n    return requests.get(url, timeout=3)\n"),
        ("main.py", "from pkg.client import fetch\n\nfetch('x')\n"),
    ]);
    let about = |named: &[&str]| {
        let run = scratch.run(&[&["check", "--confidence", "low", "--output-format", "json"], named].concat());
        let reports = run.json().as_array().unwrap().clone();
        reports
            .into_iter()
            .filter(|report| report["filename"].as_str().unwrap().ends_with("client.py"))
            .collect::<Vec<_>>()
    };
    let whole = about(&["."]);
    assert_eq!(about(&["pkg/client.py"]), whole);
    assert_eq!(about(&["main.py", "pkg/client.py"]), whole);
    let run = scratch.run_on(SWALLOWS, &["check", "-", "--stdin-filename", "pkg/x.py", "--output-format", "json"]);
    scratch.write("pkg/x.py", SWALLOWS);
    assert_eq!(run.json()[0]["fingerprint"], fingerprint(&scratch, &[".", "--select", "EXC002"]));
}

#[test]
fn a_loose_file_elsewhere_belongs_to_its_outermost_package() {
    let there =
        Scratch::with(&[("p/__init__.py", ""), ("p/q/__init__.py", ""), ("p/q/a.py", SWALLOWS), ("b.py", SWALLOWS)]);
    let here = Scratch::with(&[]);
    let from_here = |name: &str| fingerprint(&here, &[there.at(name).to_str().unwrap()]);
    assert_eq!(from_here("p/q/a.py"), fingerprint(&there, &["p"]));
    assert_eq!(from_here("b.py"), fingerprint(&there, &["b.py"]));
}
