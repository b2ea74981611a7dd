//! Exit statuses, output files, pipes, summaries, and the pages of rules.

use crate::support::{CLEAN, Run, SWALLOWS, Scratch};
use std::process::{Command, Stdio};

#[test]
fn nothing_to_report_is_status_zero_and_one_line_on_standard_error() {
    let scratch = Scratch::with(&[("a.py", CLEAN)]);
    let run = scratch.run(&["check"]);
    assert!(run.expect_status(0).stdout.is_empty());
    assert!(run.stderr.starts_with("No reports in 1 file, "), "{}", run.stderr);
}

#[test]
fn the_summary_counts_reports_files_and_time() {
    let scratch = Scratch::with(&[("a.py", SWALLOWS), ("b.py", "x = 1  # faultlint: ignore\n")]);
    let run = scratch.run(&["check"]);
    assert!(run.stderr.starts_with("Found 2 reports (1 error, 1 warning) in 2 files, "), "{}", run.stderr);
    assert!(run.stderr.ends_with(" s.\n") && run.stderr.lines().count() == 1, "{}", run.stderr);
}

#[test]
fn quiet_leaves_standard_error_to_errors() {
    let scratch = Scratch::with(&[("a.py", SWALLOWS)]);
    let run = scratch.run(&["check", "--quiet"]);
    assert!(run.expect_status(1).stderr.is_empty() && !run.stdout.is_empty());
    assert!(scratch.run(&["check", "--quiet", "gone.py"]).expect_status(2).stderr.starts_with("error: gone.py: "));
}

#[test]
fn a_wrong_flag_is_status_two() {
    let scratch = Scratch::with(&[]);
    scratch.run(&["check", "--selct", "NET"]).expect_status(2).expect_complaint(&["--select"]);
    scratch.run(&["check", "--fail-on", "warnings"]).expect_status(2).expect_complaint(&["warning"]);
    scratch.run(&["chek"]).expect_status(2).expect_complaint(&["check"]);
    scratch.run(&[]).expect_status(2);
    scratch.run(&["check", "--stdin-filename", "a.py"]).expect_status(2).expect_complaint(&["`-`"]);
}

#[test]
fn the_version_is_told() {
    let scratch = Scratch::with(&[]);
    let wanted = format!("faultlint {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(scratch.run(&["--version"]).expect_status(0).stdout, wanted);
}

#[test]
fn an_output_file_is_written_whole_or_not_at_all() {
    let scratch = Scratch::with(&[("a.py", SWALLOWS)]);
    let run = scratch.run(&["check", "--output-format", "json", "--output-file", "report.json", "--color", "always"]);
    assert!(run.expect_status(1).stdout.is_empty());
    let written = std::fs::read_to_string(scratch.at("report.json")).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&written).unwrap().as_array().unwrap().len(), 1);
    let left = std::fs::read_dir(scratch.path()).unwrap().count();
    assert_eq!(left, 2, "no file is left beside it");
    let nowhere = scratch.run(&["check", "--output-file", "gone/report.json"]);
    nowhere.expect_status(2).expect_complaint(&["gone/report.json", "folder that exists"]);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let many = SWALLOWS.repeat(2000);
    let scratch = Scratch::with(&[("a.py", &many)]);
    for format in ["full", "concise", "json", "github"] {
        let mut command = scratch.command(&["check", "--quiet", "--output-format", format]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let out = child.stdout.take().unwrap();
        let head = Command::new("head").arg("-n1").stdin(out).output().unwrap();
        assert!(!head.stdout.is_empty());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(output.stderr.is_empty(), "{format}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn files_are_shown_that_would_be_checked() {
    let scratch = Scratch::with(&[("b.py", CLEAN), ("a.py", SWALLOWS), ("tests/c.py", CLEAN), ("x.txt", "")]);
    let run = scratch.run(&["check", "--show-files"]);
    let wanted = [scratch.at("a.py"), scratch.at("b.py")].map(|path| path.display().to_string());
    assert_eq!(run.expect_status(0).stdout.lines().collect::<Vec<_>>(), wanted);
}

#[test]
fn a_rule_is_explained_by_code_and_by_name() {
    let scratch = Scratch::with(&[]);
    let page = scratch.run(&["rule", "EXC002"]);
    assert!(page.expect_status(0).stdout.starts_with("# swallowed-exception (EXC002)"), "{}", page.stdout);
    assert_eq!(scratch.run(&["rule", "swallowed-exception"]).stdout, page.stdout);
    for code in ["SUP001", "SUP002", "SYN001"] {
        let page = scratch.run(&["rule", code]);
        assert!(page.expect_status(0).stdout.contains(&format!("({code})\n")), "{}", page.stdout);
    }
    let json = scratch.run(&["rule", "EXC002", "--output-format", "json"]).json();
    assert_eq!(json["explanation"], page.stdout.as_str());
    assert_eq!(json["severity"], "error");
}

#[test]
fn all_rules_are_listed() {
    let scratch = Scratch::with(&[]);
    let table = scratch.run(&["rule", "--all"]).expect_status(0).stdout.clone();
    let json = scratch.run(&["rule", "--all", "--output-format", "json"]).json();
    assert_eq!(table.lines().count(), json.as_array().unwrap().len());
    for (line, rule) in table.lines().zip(json.as_array().unwrap()) {
        assert!(line.starts_with(rule["code"].as_str().unwrap()), "{line}");
    }
}

#[test]
fn an_unknown_rule_is_status_two_with_a_suggestion() {
    let scratch = Scratch::with(&[]);
    let run = scratch.run(&["rule", "swallowed-exeption"]);
    run.expect_status(2).expect_complaint(&["unknown rule", "did you mean `swallowed-exception`?"]);
    scratch.run(&["rule"]).expect_status(2);
}

#[test]
fn no_color_is_heard() {
    let scratch = Scratch::with(&[("a.py", SWALLOWS)]);
    let run = Run::of(scratch.command(&["check"]).env("NO_COLOR", "1"));
    assert!(!run.expect_status(1).stdout.contains('\x1b'));
}

#[test]
fn nothing_checked_is_nothing_summed_up() {
    let scratch = Scratch::with(&[]);
    let run = scratch.run(&["check", "gone.py"]);
    assert_eq!(run.expect_status(2).stderr.lines().count(), 1, "{}", run.stderr);
    let run = scratch.run(&["check"]);
    assert_eq!(run.expect_status(0).stderr.lines().count(), 1, "{}", run.stderr);
}

#[test]
fn a_wrong_value_names_the_mend() {
    let scratch = Scratch::with(&[("a.py", CLEAN)]);
    scratch.run(&["check", "--threads", "0"]).expect_status(2).expect_complaint(&["from 1", "each processor"]);
    scratch.run(&["check", "--target-version", "py27"]).expect_status(2).expect_complaint(&["Python 3", "`py39`"]);
    scratch.run(&["check", "--stdin-filename", "a.py"]).expect_status(2).expect_complaint(&["add the path `-`"]);
    scratch.run(&["rule"]).expect_status(2).expect_complaint(&["faultlint rule [OPTIONS] --all"]);
    scratch.run(&["check", "--select", "exc,all,Network"]).expect_status(0);
}
