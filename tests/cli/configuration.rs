//! Configuration files, and what is wrong with them.

use crate::support::{CLEAN, SWALLOWS, Scratch};

#[test]
fn settings_come_from_faultlint_toml_else_from_pyproject() {
    let both = Scratch::with(&[
        ("faultlint.toml", "ignore = ['EXC']"),
        ("pyproject.toml", "[tool.faultlint]\nignore = []"),
        ("a.py", SWALLOWS),
    ]);
    assert!(both.reports(&[]).is_empty());
    let pyproject = Scratch::with(&[("pyproject.toml", "[tool.faultlint]\nignore = ['EXC']"), ("a.py", SWALLOWS)]);
    assert!(pyproject.reports(&[]).is_empty());
    assert_eq!(pyproject.reports(&["--isolated"]), ["a.py:4 EXC002"]);
}

#[test]
fn the_nearest_file_holds_and_nothing_is_merged() {
    let scratch = Scratch::with(&[
        ("faultlint.toml", "ignore = ['EXC']"),
        ("sub/faultlint.toml", "severity = 'note'"),
        ("a.py", SWALLOWS),
        ("sub/deep/a.py", SWALLOWS),
        ("plain/pyproject.toml", "[project]\nname = 'x'"),
        ("plain/a.py", SWALLOWS),
    ]);
    assert_eq!(scratch.reports(&[]), ["sub/deep/a.py:4 EXC002"]);
}

#[test]
fn the_command_line_has_the_last_word() {
    let scratch = Scratch::with(&[("faultlint.toml", "ignore = ['EXC']\nfail-on = 'never'"), ("a.py", SWALLOWS)]);
    let run = scratch.run(&["check", "--select", "EXC002", "--fail-on", "error", "--output-format", "concise"]);
    assert!(run.expect_status(1).stdout.contains("EXC002"));
}

#[test]
fn every_key_is_understood() {
    let text = "select = ['ALL']\nignore = ['NET']\nextend-select = ['SUP001']\nexclude = ['x']\nextend-exclude = ['y/*']\n\
                include-tests = true\nforce-exclude = false\nseverity = 'warning'\nconfidence = 'low'\nfail-on = 'error'\n\
                output-format = 'concise'\ntarget-version = 'py39'\nclient-library = false\n\
                [per-file-ignores]\n'a.py' = ['EXC']\n[rules.EXC001]\nseverity = 'note'\n";
    let scratch =
        Scratch::with(&[("faultlint.toml", text), ("a.py", SWALLOWS), ("b.py", SWALLOWS), ("x/c.py", SWALLOWS)]);
    let run = scratch.run(&["check"]);
    assert!(run.expect_status(1).stdout.starts_with("b.py:4:5: EXC002"), "{}", run.stdout);
    assert_eq!(run.stdout.lines().count(), 1);
}

#[test]
fn rules_have_a_severity_of_ones_own() {
    let text = "[rules.swallowed-exception]\nseverity = 'note'\n";
    let scratch = Scratch::with(&[("faultlint.toml", text), ("a.py", SWALLOWS)]);
    let run = scratch.run(&["check"]);
    assert!(run.expect_status(0).stdout.starts_with("note[EXC002]"), "{}", run.stdout);
}

#[test]
fn per_file_ignores_take_patterns_and_selectors() {
    let text = "[per-file-ignores]\n'legacy/' = ['EXC']\n'b*.py' = ['broad-except', 'swallowed-exception']\n";
    let files = [("faultlint.toml", text), ("legacy/x/a.py", SWALLOWS), ("b1.py", SWALLOWS), ("c.py", SWALLOWS)];
    assert_eq!(Scratch::with(&files).reports(&[]), ["c.py:4 EXC002"]);
}

#[test]
fn exclude_replaces_the_usual_folders_and_extend_exclude_adds() {
    let files = [("build/a.py", SWALLOWS), ("old/a.py", SWALLOWS), ("a.py", SWALLOWS)];
    let scratch = Scratch::with(&files);
    scratch.write("faultlint.toml", "exclude = ['old']");
    assert_eq!(scratch.reports(&[]), ["a.py:4 EXC002", "build/a.py:4 EXC002"]);
    scratch.write("faultlint.toml", "extend-exclude = ['old']");
    assert_eq!(scratch.reports(&[]), ["a.py:4 EXC002"]);
}

/// Runs a check with that configuration, and gives what it complains about.
fn complaint(text: &str) -> String {
    let scratch = Scratch::with(&[("faultlint.toml", text), ("a.py", SWALLOWS)]);
    let run = scratch.run(&["check"]);
    run.expect_status(2);
    assert!(run.stdout.is_empty(), "{}", run.stdout);
    run.stderr
}

#[test]
fn mistakes_name_file_line_and_what_was_meant() {
    let mistakes = [
        ("selct = ['NET']", ":1:1: unknown key `selct`; did you mean `select`?"),
        ("\nselect = ['EXC1002']", ":2:11: unknown rule `EXC1002`; did you mean `EXC002`?"),
        ("fail-on = 'warnings'", "unknown value `warnings`; did you mean `warning`?"),
        ("[rules.EXC02]\nseverity = 'note'", "unknown rule `EXC02`; did you mean `EXC002`?"),
        ("[rules.EXC002]\nseverty = 'note'", "unknown key `severty`; did you mean `severity`?"),
        ("[rules.EXC002]\nseverity = 'notes'", "unknown value `notes`; did you mean `note`?"),
        ("target-version = 'three'", "`three` is no version of Python"),
        ("[[libraries]]\nname = 'x'\nmoduls = ['x']", "unknown key `moduls`; did you mean `modules`?"),
        ("[[libraries]]\nfile = 'gone.toml'", "`gone.toml` cannot be read"),
        ("select = 'NET'", ":1:10: "),
        ("select = [", ":1:"),
        ("exclude = ['a[']", ":1:12: "),
        ("[per-file-ignores]\n'a.py' = ['NOPE']", ":2:11: unknown rule `NOPE`"),
    ];
    for (text, wanted) in mistakes {
        let complaint = complaint(text);
        assert!(complaint.contains("faultlint.toml:"), "{text}: {complaint}");
        assert!(complaint.contains(wanted), "{text}: {complaint}");
    }
}

#[test]
fn a_mistake_in_pyproject_names_its_line_in_the_file() {
    let scratch =
        Scratch::with(&[("pyproject.toml", "[project]\nname = 'x'\n[tool.faultlint]\nselct = []\n"), ("a.py", CLEAN)]);
    scratch.run(&["check"]).expect_status(2).expect_complaint(&["pyproject.toml:4:1: unknown key `selct`"]);
}

#[test]
fn a_broken_pyproject_without_our_table_is_not_ours_to_judge() {
    let scratch = Scratch::with(&[("pyproject.toml", "[project\n"), ("a.py", SWALLOWS)]);
    assert_eq!(scratch.reports(&[]), ["a.py:4 EXC002"]);
}

#[test]
fn config_takes_a_file_or_a_setting() {
    let scratch = Scratch::with(&[("etc/own.toml", "ignore = ['EXC']"), ("faultlint.toml", ""), ("a.py", SWALLOWS)]);
    assert!(scratch.reports(&["--config", "etc/own.toml"]).is_empty());
    assert!(scratch.reports(&["--config", "ignore = ['EXC']"]).is_empty());
    scratch
        .run(&["check", "--config", "gone.toml"])
        .expect_status(2)
        .expect_complaint(&["gone.toml", "cannot be read"]);
    scratch.run(&["check", "--config", "ignor = []"]).expect_status(2).expect_complaint(&["did you mean `ignore`?"]);
    scratch.run(&["check", "--config", "etc/own.toml", "--isolated"]).expect_status(2);
}

#[test]
fn settings_are_shown_as_they_hold() {
    let scratch = Scratch::with(&[
        ("sub/faultlint.toml", "fail-on = 'error'\n[rules.EXC001]\nseverity = 'note'"),
        ("sub/a.py", CLEAN),
    ]);
    let run = scratch.run(&["check", "sub", "--show-settings", "--ignore", "SUP"]);
    let shown = run.expect_status(0).stdout.parse::<toml::Table>().unwrap();
    assert_eq!(shown["fail-on"].as_str(), Some("error"));
    assert_eq!(shown["rules"]["EXC001"]["severity"].as_str(), Some("note"));
    let selected = shown["select"].as_array().unwrap();
    assert!(selected.iter().any(|code| code.as_str() == Some("EXC002")));
    assert!(!selected.iter().any(|code| code.as_str() == Some("SUP001")));
    assert!(run.stdout.contains("sub/faultlint.toml"));
    scratch.write("again.toml", &run.stdout);
    scratch.run(&["check", "--config", "again.toml"]).expect_status(0);
}

#[test]
fn mistakes_in_tables_name_their_own_line() {
    let own = "[[libraries]]\nname = 'own'\nmodules = ['own']\n[libraries.functions]\n";
    let mistakes = [
        ("[[libraries]]\nname = 'x'\nmodules = ['x']\nmoduls = ['x']".to_owned(), ":4:1: unknown key `moduls`"),
        (format!("{own}'own.get' = {{ network = 'htpp' }}"), ":5:25: unknown value `htpp`"),
        (format!("{own}'own.post' = {{}}\n'own.get' = {{ like = 'own.gone' }}"), ":6:13: [[libraries]]: own.get: "),
        ("[[libraries]]\nname = 'x'\nmodules = 'x'".to_owned(), ":3:11: "),
        ("severity = 'note'\n[[libraries]]\nfile = 'gone.toml'".to_owned(), ":3:8: `gone.toml` cannot be read"),
        ("[rules.EXC001]\nseverity = 'note'\n[rules.EXC002]\nseverity = 'notes'".to_owned(), ":4:12: [rules.EXC002]"),
        ("[rules.NET001]\n\nkinds = 3".to_owned(), ":3:9: [rules.NET001]"),
        ("[rules.NET001]\n\nkindes = 3".to_owned(), ":3:10: [rules.NET001]: unknown key"),
    ];
    for (text, wanted) in mistakes {
        let said = complaint(&text);
        assert!(said.contains(&format!("faultlint.toml{wanted}")), "{text}: {said}");
    }
    let scratch = Scratch::with(&[("faultlint.toml", "[[libraries]]\nfile = 'own.toml'"), ("a.py", CLEAN)]);
    scratch.write("own.toml", "name = 'own'\n\nmodules = 3\n");
    scratch.run(&["check"]).expect_status(2).expect_complaint(&["own.toml:3:11: "]);
    let pyproject = "[project]\nname = 'x'\n\n[tool.faultlint.rules.EXC002]\n\nseverity = 'notes'\n";
    let scratch = Scratch::with(&[("pyproject.toml", pyproject), ("a.py", CLEAN)]);
    scratch.run(&["check"]).expect_status(2).expect_complaint(&["pyproject.toml:6:12: [rules.EXC002]"]);
}

#[test]
fn settings_are_shown_whole() {
    let text = "[per-file-ignores]\n'old/*' = ['exc', 'NET002']\n\n[[libraries]]\nname = 'own'\nmodules = ['own']\n";
    let scratch = Scratch::with(&[("a/faultlint.toml", text), ("a/x.py", CLEAN), ("b/x.py", CLEAN)]);
    let run = scratch.run(&["check", "a", "b", "--show-settings"]);
    let shown = run.expect_status(0).stdout.parse::<toml::Table>().unwrap();
    assert_eq!(shown["per-file-ignores"]["old/*"].as_array().unwrap().len(), 2);
    assert_eq!(shown["libraries"][0]["name"].as_str(), Some("own"));
    assert!(!shown.contains_key("rules"));
    let others = format!("# other settings hold for {}, by no configuration file", scratch.at("b").display());
    assert!(run.stdout.contains(&others), "{}", run.stdout);
    assert!(run.stdout.starts_with(&format!("# settings of {} by ", scratch.at("a").display())), "{}", run.stdout);
    scratch.write("again.toml", &run.stdout);
    scratch.run(&["check", "--config", "again.toml"]).expect_status(0);
}

#[test]
fn a_manifest_that_is_not_toml_is_told() {
    let scratch = Scratch::with(&[("pyproject.toml", "[project]\nname = \n"), ("a.py", SWALLOWS)]);
    let run = scratch.run(&["check"]);
    run.expect_status(1).expect_complaint(&["warning: ", "pyproject.toml:2:", "is not TOML"]);
    assert!(!scratch.run(&["check", "--quiet"]).expect_status(1).stderr.contains("TOML"));
}

#[test]
fn a_configuration_that_is_no_text_is_refused() {
    let folder = Scratch::with(&[("faultlint.toml/x", ""), ("a.py", CLEAN)]);
    folder.run(&["check"]).expect_status(2).expect_complaint(&["faultlint.toml: is a folder"]);
    let latin = Scratch::with(&[("a.py", CLEAN)]);
    latin.write("faultlint.toml", b"# caf\xe9\n");
    latin.run(&["check"]).expect_status(2).expect_complaint(&["faultlint.toml: is not UTF-8; save it as UTF-8"]);
}
