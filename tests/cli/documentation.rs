//! What the documentation shows works as pasted.

use crate::support::{CLEAN, SWALLOWS, Scratch};
use std::path::Path;

fn page(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The code blocks of a page in that language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    page.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn settings_that_are_shown_are_understood() {
    let shown = ["README.md", "docs/configuration.md"].map(|name| blocks(&page(name), "toml"));
    assert!(shown.iter().all(|blocks| !blocks.is_empty()));
    for text in shown.concat() {
        let scratch = Scratch::with(&[("faultlint.toml", &text), ("a.py", CLEAN)]);
        let run = scratch.run(&["check"]);
        assert_eq!(run.status, 0, "{text}\n{}", run.stderr);
    }
}

#[test]
fn every_key_is_documented() {
    let scratch = Scratch::with(&[("faultlint.toml", "zzzzzzzzzz = 1"), ("a.py", CLEAN)]);
    let said = scratch.run(&["check"]).expect_status(2).stderr.clone();
    let keys = said.trim().split_once("known are ").unwrap().1.split(", ").map(str::to_owned).collect::<Vec<_>>();
    let page = page("docs/configuration.md");
    assert!(keys.len() > 10);
    for key in keys {
        assert!(page.contains(&format!("| `{key}` |")), "{key}");
    }
}

#[test]
fn own_clients_are_known_as_they_are_described() {
    let page = page("docs/configuration.md");
    let text = blocks(&page, "toml").into_iter().find(|text| text.starts_with("[[libraries]]")).unwrap();
    let code = "import acme\n\nacme.fetch('x')\nacme.push('x', b'')\nacme.fetch('x', timeout=3)\n";
    let scratch = Scratch::with(&[("faultlint.toml", &text), ("a.py", code)]);
    assert_eq!(scratch.reports(&["--select", "NET002"]), ["a.py:3 NET002", "a.py:4 NET002"]);
    assert!(scratch.reports(&["--select", "NET002", "--isolated"]).is_empty());
}

#[test]
fn the_task_for_an_editor_runs() {
    let task = serde_json::from_str::<serde_json::Value>(&blocks(&page("README.md"), "json")[0]).unwrap();
    let arguments = task["tasks"][0]["args"].as_array().unwrap().iter().map(|one| one.as_str().unwrap());
    let scratch = Scratch::with(&[("src/a.py", SWALLOWS)]);
    let run = scratch.run(&arguments.collect::<Vec<_>>());
    assert!(run.expect_status(1).stdout.starts_with("src/a.py:4:5: EXC002 "), "{}", run.stdout);
    assert!(run.stderr.is_empty());
}
