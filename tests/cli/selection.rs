//! Which rules run, what is shown, and what makes the run fail.

use crate::support::{SWALLOWS, Scratch};

/// A report EXC001 at line 4 (a warning), and one SUP002 at line 7.
const LOGS: &str = "def run(work):\n    try:\n        work()\n    except Exception:\n        print('lost')\n\n\
                    x = 1  # faultlint: ignore[NOPE]\n";

#[test]
fn rules_are_selected_by_code_name_family_prefix_and_all() {
    let scratch = Scratch::with(&[("a.py", LOGS)]);
    for selector in ["EXC001", "broad-except", "exception", "EXC", "EXC00"] {
        assert_eq!(scratch.reports(&["--select", selector]), ["a.py:4 EXC001"], "{selector}");
    }
    assert_eq!(scratch.reports(&["--select", "ALL"]), ["a.py:4 EXC001", "a.py:7 SUP002"]);
    assert_eq!(scratch.reports(&["--select", "EXC001,SUP002"]), ["a.py:4 EXC001", "a.py:7 SUP002"]);
}

#[test]
fn ignore_takes_away_and_extend_select_adds() {
    let scratch = Scratch::with(&[("a.py", LOGS)]);
    assert_eq!(scratch.reports(&["--ignore", "EXC"]), ["a.py:7 SUP002"]);
    assert_eq!(scratch.reports(&["--select", "SUP", "--extend-select", "EXC001"]).len(), 2);
    assert_eq!(scratch.reports(&["--select", "EXC001", "--ignore", "EXC"]), ["a.py:4 EXC001"], "the narrower wins");
}

#[test]
fn an_unknown_rule_is_an_error_that_says_what_was_meant() {
    let scratch = Scratch::with(&[("a.py", LOGS)]);
    let run = scratch.run(&["check", "--select", "EXC01"]);
    run.expect_status(2).expect_complaint(&["command line", "unknown rule `EXC01`", "did you mean `EXC001`?"]);
    assert!(run.stdout.is_empty());
    scratch.run(&["check", "--ignore", "broad-excpt"]).expect_status(2).expect_complaint(&["`broad-except`"]);
}

#[test]
fn severity_and_confidence_hide_what_is_below() {
    let scratch = Scratch::with(&[("a.py", LOGS), ("b.py", SWALLOWS)]);
    assert_eq!(scratch.reports(&["--severity", "error"]), ["b.py:4 EXC002"]);
    assert_eq!(scratch.reports(&["--severity", "warning"]).len(), 3);
    let shown = |confidence: &str| scratch.reports(&["--confidence", confidence]).len();
    assert!(shown("low") >= shown("medium") && shown("medium") >= shown("high"));
}

#[test]
fn the_exit_status_follows_fail_on() {
    let warns = Scratch::with(&[("a.py", LOGS)]);
    let status = |arguments: &[&str]| warns.run(&[&["check"], arguments].concat()).status;
    assert_eq!(status(&[]), 1, "the default is warning");
    assert_eq!(status(&["--fail-on", "error"]), 0);
    assert_eq!(status(&["--fail-on", "note"]), 1);
    assert_eq!(status(&["--fail-on", "never"]), 0);
    assert_eq!(status(&["--exit-zero"]), 0);
    let notes = Scratch::with(&[("a.py", "= = =\n")]);
    assert_eq!(notes.run(&["check"]).expect_status(0).stdout.matches("note[SYN001]").count(), 1);
    notes.run(&["check", "--fail-on", "note"]).expect_status(1);
}

#[test]
fn exit_zero_does_not_hide_failures() {
    let scratch = Scratch::with(&[("a.py", SWALLOWS)]);
    scratch.run(&["check", "gone.py", "--exit-zero"]).expect_status(2);
}

#[test]
fn an_empty_handler_is_not_reported_as_broad_when_its_own_rule_is_off() {
    let text = "def f(g):\n    try:\n        g()\n    except Exception:\n        pass\n";
    let scratch = Scratch::with(&[("a.py", text)]);
    assert_eq!(scratch.reports(&[]), ["a.py:4 EXC002"]);
    assert!(scratch.reports(&["--ignore", "EXC002"]).is_empty());
}
