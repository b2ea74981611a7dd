//! Which files are checked, and what they may be made of.

use crate::support::{CLEAN, SWALLOWS, Scratch};

#[test]
fn a_folder_is_walked_for_python_files_only() {
    let scratch = Scratch::with(&[
        ("a.py", SWALLOWS),
        ("b/c.pyw", SWALLOWS),
        ("stub.pyi", SWALLOWS),
        ("notes.ipynb", SWALLOWS),
        ("script", SWALLOWS),
    ]);
    assert_eq!(scratch.reports(&[]), ["a.py:4 EXC002", "b/c.pyw:4 EXC002"]);
}

#[test]
fn stubs_and_notebooks_are_left_out_even_when_named() {
    let scratch = Scratch::with(&[("stub.pyi", SWALLOWS), ("notes.ipynb", "{}")]);
    let run = scratch.run(&["check", "stub.pyi", "notes.ipynb", "--output-format", "json"]);
    assert_eq!(run.expect_status(0).stdout, "[]\n");
}

#[test]
fn a_named_file_is_python_whatever_its_name() {
    let scratch = Scratch::with(&[("script", SWALLOWS)]);
    assert_eq!(scratch.reports(&["script"]), ["script:4 EXC002"]);
}

#[test]
fn ignore_files_and_the_usual_folders_are_respected_without_git() {
    let scratch = Scratch::with(&[
        (".gitignore", "generated/\n"),
        (".ignore", "local.py\n"),
        ("generated/a.py", SWALLOWS),
        ("local.py", SWALLOWS),
        (".venv/lib/a.py", SWALLOWS),
        ("node_modules/a.py", SWALLOWS),
        ("build/a.py", SWALLOWS),
        ("dist/a.py", SWALLOWS),
        ("src/a.py", SWALLOWS),
    ]);
    assert_eq!(scratch.reports(&[]), ["src/a.py:4 EXC002"]);
}

#[test]
fn what_is_named_is_checked_unless_exclusion_is_forced() {
    let scratch = Scratch::with(&[("pyproject.toml", ""), ("build/a.py", SWALLOWS), ("gen.py", SWALLOWS)]);
    let named = ["build/a.py", "gen.py", "--exclude", "gen.py"];
    assert_eq!(scratch.reports(&named), ["build/a.py:4 EXC002", "gen.py:4 EXC002"]);
    assert_eq!(scratch.reports(&["build"]), ["build/a.py:4 EXC002"]);
    let forced = [&named[..], &["--force-exclude"]].concat();
    assert!(scratch.reports(&forced).is_empty());
    assert!(scratch.reports(&["build", "--force-exclude"]).is_empty());
}

#[test]
fn test_code_is_left_out_unless_named_or_asked_for() {
    let scratch = Scratch::with(&[
        ("pyproject.toml", ""),
        ("app.py", SWALLOWS),
        ("tests/helper.py", SWALLOWS),
        ("app/test_a.py", SWALLOWS),
        ("app/b_test.py", SWALLOWS),
        ("conftest.py", SWALLOWS),
    ]);
    assert_eq!(scratch.reports(&[]), ["app.py:4 EXC002"]);
    assert_eq!(scratch.reports(&["tests"]), ["tests/helper.py:4 EXC002"]);
    assert_eq!(scratch.reports(&["app/test_a.py"]), ["app/test_a.py:4 EXC002"]);
    assert_eq!(scratch.reports(&["--include-tests"]).len(), 5);
    assert!(scratch.reports(&["tests", "--force-exclude"]).is_empty());
}

#[test]
fn test_code_below_a_named_test_folder_is_checked_whatever_its_name() {
    let files = [("pyproject.toml", ""), ("tests/test_a.py", SWALLOWS), ("tests/unit/conftest.py", SWALLOWS)];
    let scratch = Scratch::with(&files);
    assert_eq!(scratch.reports(&["tests"]), ["tests/test_a.py:4 EXC002", "tests/unit/conftest.py:4 EXC002"]);
    assert_eq!(scratch.reports(&["tests/unit"]), ["tests/unit/conftest.py:4 EXC002"]);
}

#[test]
fn a_loose_folder_called_tests_is_checked_when_named() {
    let scratch = Scratch::with(&[("tests/test_a.py", SWALLOWS)]);
    assert_eq!(scratch.reports(&["tests"]), ["tests/test_a.py:4 EXC002"]);
}

#[test]
fn a_project_inside_of_a_folder_called_tests_is_no_test_code() {
    let scratch = Scratch::with(&[("tests/p/pyproject.toml", ""), ("tests/p/a.py", SWALLOWS)]);
    assert_eq!(scratch.reports(&["tests/p/a.py"]), ["tests/p/a.py:4 EXC002"]);
    assert_eq!(scratch.reports(&["tests/p"]), ["tests/p/a.py:4 EXC002"]);
}

#[cfg(unix)]
#[test]
fn loops_of_links_are_harmless_and_linked_files_are_read() {
    let scratch = Scratch::with(&[("src/a.py", SWALLOWS)]);
    std::os::unix::fs::symlink(scratch.path(), scratch.at("src/loop")).unwrap();
    std::os::unix::fs::symlink(scratch.at("src/a.py"), scratch.at("src/link.py")).unwrap();
    std::os::unix::fs::symlink("nowhere.py", scratch.at("src/broken.py")).unwrap();
    assert_eq!(scratch.reports(&[]), ["src/a.py:4 EXC002", "src/link.py:4 EXC002"]);
}

#[test]
fn the_same_file_named_twice_is_checked_once() {
    let scratch = Scratch::with(&[("src/a.py", SWALLOWS)]);
    assert_eq!(scratch.reports(&["src/a.py", "src", "./src/../src/a.py"]), ["src/a.py:4 EXC002"]);
}

#[test]
fn a_path_that_is_not_there_does_not_stop_the_rest() {
    let scratch = Scratch::with(&[("a.py", SWALLOWS)]);
    let run = scratch.run(&["check", "a.py", "gone.py", "--output-format", "json"]);
    run.expect_status(2).expect_complaint(&["gone.py", "no such file"]);
    assert_eq!(run.reports(scratch.path()), ["a.py:4 EXC002"]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_does_not_stop_the_rest() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::with(&[("a.py", SWALLOWS), ("secret.py", SWALLOWS)]);
    std::fs::set_permissions(scratch.at("secret.py"), std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(scratch.at("secret.py")).is_ok() {
        // Root reads everything: a folder that looks like a file is as unreadable.
        std::fs::remove_file(scratch.at("secret.py")).unwrap();
        let linked = std::os::unix::fs::symlink("/proc/self/mem", scratch.at("secret.py"));
        linked.unwrap();
    }
    let run = scratch.run(&["check", "--output-format", "json"]);
    run.expect_status(2).expect_complaint(&["error: secret.py", "exclude it"]);
    assert_eq!(run.reports(scratch.path()), ["a.py:4 EXC002"]);
}

#[test]
fn standard_input_stands_in_the_place_of_a_file() {
    let scratch = Scratch::with(&[("pyproject.toml", ""), ("src/a.py", CLEAN)]);
    let run = scratch.run_on(SWALLOWS, &["check", "-", "--stdin-filename", "src/a.py", "--output-format", "json"]);
    assert_eq!(run.expect_status(1).reports(scratch.path()), ["src/a.py:4 EXC002"]);
    let excluded = ["check", "-", "--stdin-filename", "build/a.py", "--force-exclude", "--output-format", "json"];
    assert_eq!(scratch.run_on(SWALLOWS, &excluded).expect_status(0).stdout, "[]\n");
}

#[test]
fn standard_input_without_a_name_is_checked() {
    let scratch = Scratch::with(&[]);
    let run = scratch.run_on(SWALLOWS, &["check", "-", "--output-format", "concise"]);
    assert!(run.expect_status(1).stdout.starts_with("stdin.py:4:5: EXC002 "), "{}", run.stdout);
}

#[test]
fn any_bytes_are_survived_and_the_rest_is_checked() {
    let scratch = Scratch::with(&[("a.py", SWALLOWS), ("empty.py", "")]);
    scratch.write("latin.py", b"# -*- coding: latin-1 -*-\ns = '\xe9'\n");
    scratch.write("bom.py", [b"\xef\xbb\xbf".as_slice(), SWALLOWS.as_bytes()].concat());
    scratch.write("crlf.py", SWALLOWS.replace('\n', "\r\n"));
    scratch.write("nul.py", b"x = 1\0\ny = 2");
    scratch.write("binary.py", (0..=255).cycle().take(5000).collect::<Vec<u8>>());
    scratch.write("formfeed.py", format!("\x0c{SWALLOWS}"));
    scratch.write("nested.py", format!("x = {}{}\n", "(".repeat(10_000), ")".repeat(10_000)));
    let run = scratch.run(&["check", "--ignore", "SYN", "--output-format", "json"]);
    let expected = ["a.py:4 EXC002", "bom.py:4 EXC002", "crlf.py:4 EXC002", "formfeed.py:4 EXC002"];
    assert_eq!(run.expect_status(1).reports(scratch.path()), expected);
    assert!(!run.stderr.contains("broke down"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_checked() {
    let scratch = Scratch::with(&[("a.py", &format!("{SWALLOWS}\n)]}} = = =\n\n\n{}", SWALLOWS.replace("run", "go")))]);
    let reports = scratch.reports(&[]);
    assert!(reports.contains(&"a.py:4 EXC002".to_owned()), "{reports:?}");
    assert!(reports.iter().any(|report| report.ends_with("SYN001")), "{reports:?}");
    assert!(reports.contains(&"a.py:13 EXC002".to_owned()), "{reports:?}");
    let run = scratch.run(&["check", "--select", "SYN001"]);
    assert!(run.expect_status(0).stdout.contains("was not analysed") || run.stdout.contains("were not analysed"));
    assert!(!run.stdout.to_lowercase().contains("syntax error"), "{}", run.stdout);
}

#[test]
fn what_is_too_deep_is_told_from_what_is_no_python() {
    let lines = (0..600).map(|level| " ".repeat(level) + "if a:\n").collect::<String>();
    let scratch = Scratch::with(&[
        ("deep.py", &format!("{lines}{}x = 'a'\n{SWALLOWS}", " ".repeat(600))),
        ("broken.py", &format!("x = f(1\n\n{SWALLOWS}")),
        ("long.py", &format!("x = a{}\n{SWALLOWS}", ".b(1)".repeat(5_000))),
    ]);
    let run = scratch.run(&["check", "--output-format", "concise"]);
    let said = run.expect_status(1).stdout.lines().collect::<Vec<_>>();
    assert_eq!(said.len(), 6, "{said:#?}");
    assert!(
        said[0].contains("broken.py:1:1: SYN001") && said[0].ends_with("could not be read as Python"),
        "{}",
        said[0]
    );
    assert!(said[1].contains("broken.py:6:5: EXC002"), "{}", said[1]);
    assert!(said[2].contains("SYN001") && said[2].ends_with("nested too deeply to be analysed"), "{}", said[2]);
    assert!(said[3].contains("deep.py:605:5: EXC002"), "{}", said[3]);
    assert!(said[4].contains("SYN001") && said[4].ends_with("nested too deeply to be analysed"), "{}", said[4]);
    assert!(said[5].contains("long.py:5:5: EXC002"), "{}", said[5]);
}

#[test]
fn a_folder_without_python_files_is_no_failure() {
    let scratch = Scratch::with(&[("readme.md", "")]);
    scratch.run(&["check"]).expect_status(0).expect_complaint(&["no Python files"]);
}

#[test]
fn a_name_that_is_annotated_by_itself_is_survived() {
    let text = "Client: 'Client' = None\n\n\ndef f(client: 'Client'):\n    return client.get('x')\n";
    Scratch::with(&[("a.py", text)]).run(&["check"]).expect_status(0);
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_named_is_refused() {
    let scratch = Scratch::with(&[("a.py", SWALLOWS)]);
    let made = std::process::Command::new("mkfifo").arg(scratch.at("pipe.py")).status().unwrap();
    assert!(made.success());
    let run = scratch.run(&["check", "pipe.py", "a.py", "--output-format", "json"]);
    run.expect_status(2).expect_complaint(&["error: pipe.py: is not a regular file"]);
    assert_eq!(run.reports(scratch.path()), ["a.py:4 EXC002"]);
    assert_eq!(scratch.run(&["check"]).expect_status(1).stderr.lines().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_told() {
    use std::os::unix::fs::symlink;
    let scratch = Scratch::with(&[("a.py", SWALLOWS)]);
    symlink("user@host.123", scratch.at(".#a.py")).unwrap();
    scratch.run(&["check"]).expect_status(1);
    symlink("gone.py", scratch.at("b.py")).unwrap();
    scratch.run(&["check", "b.py"]).expect_status(2).expect_complaint(&["error: b.py: is a link that leads nowhere"]);
    let run = scratch.run(&["check", "--output-format", "json"]);
    run.expect_status(2).expect_complaint(&["error: b.py: is a link that leads nowhere", "exclude it", " in 1 file,"]);
    assert_eq!(run.reports(scratch.path()), ["a.py:4 EXC002"]);
    scratch.run(&["check", "--exclude", "b.py"]).expect_status(1);
}

#[test]
fn what_an_unread_part_could_protect_is_less_sure() {
    let text = "import requests\n\ndef f():\n    requests.get('x')\n    y = (1\n\ndef g():\n    requests.get('x')\n";
    let scratch = Scratch::with(&[("a.py", text)]);
    let select = ["--select", "NET002"];
    assert_eq!(scratch.reports(&select), ["a.py:8 NET002"]);
    let low = [&select[..], &["--confidence", "low"]].concat();
    assert_eq!(scratch.reports(&low), ["a.py:4 NET002", "a.py:8 NET002"]);
}
