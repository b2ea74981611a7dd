//! Every rule's folder keeps its promises: it is complete, its page shows the examples that are executed here, the bad
//! example gives exactly the annotated reports, the good one none, and the cases give what they say.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod health;
mod mends;
mod patterns;
mod policies;
mod service;
mod support;

use faultlint::registry::{self, Selected};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use support::{disagreements, files, only, read, root};

/// The folders of all rules, each with the code that its `rule.toml` gives.
fn folders() -> Vec<(PathBuf, String)> {
    let manifests = files(&root().join("rules"), "toml").into_iter().filter(|path| path.ends_with("rule.toml"));
    let code = |path: &Path| read(path).parse::<toml::Table>().unwrap()["code"].as_str().unwrap().to_owned();
    manifests.map(|path| (path.parent().unwrap().to_owned(), code(&path))).collect()
}

fn generated() -> String {
    let mut text = String::from(
        "//! The rules' folders. Written by the test `rules_rs_is_fresh`; do not edit.\n\nuse crate::registry::Folder;\n\n",
    );
    let (mut modules, mut entries) = (BTreeMap::new(), String::new());
    for (folder, _) in folders() {
        let relative = folder.strip_prefix(root()).unwrap().display().to_string();
        let name = folder.file_name().unwrap().to_str().unwrap();
        let module = name.replace('-', "_");
        let ty = name.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect::<String>();
        modules.insert(module.clone(), format!("#[path = \"../{relative}/rule.rs\"]\npub mod {module};\n"));
        let _ = write!(
            entries,
            "    Folder {{\n        toml: include_str!(\"../{relative}/rule.toml\"),\n        \
             readme: include_str!(\"../{relative}/README.md\"),\n        rule: &{module}::{ty},\n    }},\n"
        );
    }
    text.extend(modules.into_values());
    let list = if entries.is_empty() { "&[]".to_owned() } else { format!("&[\n{entries}]") };
    text + &format!("\n/// All rules, ordered by path.\npub static RULES: &[Folder] = {list};\n")
}

#[test]
fn rules_rs_is_fresh() {
    let path = root().join("src/rules.rs");
    let fresh = generated();
    if read(&path) != fresh {
        std::fs::write(&path, fresh).unwrap();
        panic!("src/rules.rs was stale and has been rewritten; build again");
    }
}

#[test]
fn every_folder_is_complete() {
    for (folder, code) in folders() {
        for name in ["rule.rs", "README.md", "dont.py", "do.py"] {
            assert!(folder.join(name).is_file(), "{code}: {} has no {name}", folder.display());
        }
        let rule = registry::find(&code).unwrap_or_else(|| panic!("{code} is not registered"));
        assert_eq!(
            folder.file_name().unwrap().to_str(),
            Some(rule.meta.name.as_str()),
            "{code}: the folder bears the name"
        );
        let family = folder.parent().unwrap().file_name().unwrap().to_str().unwrap();
        assert_eq!(family, rule.meta.family, "{code}: the folder lies in its family");
        for other in &rule.meta.yields_to {
            assert!(code != *other && other.len() == 6, "{code}: yields to {other}");
        }
    }
}

/// The Python blocks of a page, in order.
fn python_blocks(page: &str) -> Vec<String> {
    let blocks = page.split("```python\n").skip(1);
    blocks.map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// An example as the page shows it: without annotations.
fn shown(path: &Path) -> String {
    let text = read(path);
    let lines = text.lines().filter(|line| support::annotations(&format!("x\n{line}")).is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn pages_show_the_examples_that_are_run() {
    for (folder, code) in folders() {
        let blocks = python_blocks(&read(&folder.join("README.md")));
        let examples = vec![shown(&folder.join("dont.py")), shown(&folder.join("do.py"))];
        assert_eq!(blocks, examples, "{code}: the page's code blocks are dont.py and do.py");
        let page = read(&folder.join("README.md"));
        for heading in ["## What it does", "## Why is this bad in production?", "## Don't", "## Do", "## Limits"] {
            assert!(page.contains(heading), "{code}: the page has no {heading:?}");
        }
    }
}

#[test]
fn bad_examples_give_exactly_their_annotations() {
    let folders = folders();
    let wrong = folders.iter().flat_map(|(folder, code)| {
        let path = folder.join("dont.py");
        assert!(read(&path).contains(code.as_str()), "{code}: dont.py expects no report");
        disagreements(&[path], folder, &only(&[code.as_str()]))
    });
    let wrong = wrong.collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn good_examples_are_clean_under_the_default_rules_and_the_rule_itself() {
    let folders = folders();
    let wrong = folders.iter().flat_map(|(folder, code)| {
        let mut selected = Selected::defaults();
        selected.extend(only(&[code.as_str()]).into_iter().filter(|rule| !rule.rule.meta.default));
        disagreements(&[folder.join("do.py")], folder, &selected)
    });
    let wrong = wrong.collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn cases_give_what_they_say() {
    let folders = folders();
    let wrong = folders.iter().flat_map(|(folder, code)| {
        let cases = files(&folder.join("cases"), "py");
        cases.into_iter().flat_map(|case| disagreements(&[case], folder, &only(&[code.as_str()]))).collect::<Vec<_>>()
    });
    let wrong = wrong.collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
