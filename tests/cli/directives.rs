//! Comments that silence reports: ours, and those of other linters.

use crate::support::Scratch;

/// What is reported on a file of this text.
fn reports(text: &str) -> Vec<String> {
    reports_with(text, &[])
}

fn reports_with(text: &str, arguments: &[&str]) -> Vec<String> {
    let found = Scratch::with(&[("a.py", text)]).reports(arguments);
    found.into_iter().map(|report| report.trim_start_matches("a.py:").to_owned()).collect()
}

/// A swallowed exception with these comments: above the function, behind `except`, and above it.
fn swallows(top: &str, behind: &str, above: &str) -> String {
    let above = if above.is_empty() { String::new() } else { format!("    {above}\n") };
    format!("{top}\ndef run(work):\n    try:\n        work()\n{above}    except Exception:{behind}\n        pass\n")
}

#[test]
fn without_directives_there_is_one_report() {
    assert_eq!(reports(&swallows("", "", "")), ["5 EXC002"]);
}

#[test]
fn a_directive_behind_the_place_silences_by_code_name_family_and_prefix() {
    for entry in ["EXC002", "swallowed-exception", "exception", "EXC", "EXC001, EXC002", "EXC002,"] {
        let text = swallows("", &format!("  # faultlint: ignore[{entry}] the caller retries"), "");
        let found = reports_with(&text, &["--ignore", "SUP001"]);
        assert!(found.is_empty(), "{entry}: {found:?}");
    }
}

#[test]
fn a_directive_of_another_rule_silences_nothing_and_is_reported() {
    let text = swallows("", "  # faultlint: ignore[EXC001]", "");
    assert_eq!(reports(&text), ["5 EXC002", "5 SUP001"]);
}

#[test]
fn each_entry_is_judged_on_its_own() {
    let text = swallows("", "  # faultlint: ignore[EXC001, EXC002]", "");
    assert_eq!(reports(&text), ["5 SUP001"]);
}

#[test]
fn a_directive_alone_above_the_place_silences() {
    assert!(reports(&swallows("", "", "# faultlint: ignore[EXC002] best effort")).is_empty());
    let stacked = "# faultlint: ignore[EXC002] best effort\n    # cached";
    assert!(reports(&swallows("", "", stacked)).is_empty());
    let far = "# faultlint: ignore[EXC002]\n\n";
    assert_eq!(reports(&swallows("", "", far)), ["5 SUP001", "8 EXC002"]);
}

#[test]
fn a_directive_may_follow_another_comment() {
    assert!(reports(&swallows("", "  # pragma: no cover  # faultlint: ignore[EXC002]", "")).is_empty());
}

#[test]
fn a_directive_for_the_file_stands_anywhere_at_top_level() {
    assert!(reports(&swallows("# faultlint: ignore-file[EXC002] generated", "", "")).is_empty());
    let at_end = swallows("", "", "") + "# faultlint: ignore-file[exception]\n";
    assert!(reports_with(&at_end, &["--ignore", "SUP001"]).is_empty());
    let inside = swallows("", "", "# faultlint: ignore-file[EXC002]");
    assert_eq!(reports(&inside), ["5 SUP002", "6 EXC002"]);
    let behind = swallows("", "  # faultlint: ignore-file[EXC002]", "");
    assert_eq!(reports(&behind), ["5 EXC002", "5 SUP002"]);
}

#[test]
fn a_directive_in_a_string_is_text() {
    assert!(reports("x = '# faultlint: ignore[EXC002]'\ny = '''\n# faultlint: ignore[NOPE]\n'''\n").is_empty());
    assert_eq!(reports(&(swallows("", "", "") + "x = '''\n# faultlint: ignore-file[EXC002]\n'''\n")), ["5 EXC002"]);
}

#[test]
fn an_idle_directive_is_not_reported_when_its_rules_are_not_selected() {
    let text = "x = 1  # faultlint: ignore[EXC002]\n";
    assert_eq!(reports(text), ["1 SUP001"]);
    assert!(reports_with(text, &["--ignore", "EXC002"]).is_empty());
    assert!(reports_with(text, &["--select", "SUP"]).is_empty());
}

#[test]
fn an_idle_directive_can_be_accepted_itself() {
    assert!(reports("x = 1  # faultlint: ignore[EXC002, SUP001] code generator\n").is_empty());
}

#[test]
fn malformed_directives_are_reported() {
    let malformed = [
        "# faultlint: ignore",
        "# faultlint: ignore EXC002",
        "# faultlint: ignore[]",
        "# faultlint: ignore[EXC002",
        "# faultlint: ignor[EXC002]",
        "# faultlint: disable=EXC002",
        "# faultlint ignore[EXC002]",
        "# faultlnt: ignore[EXC002]",
        "# Faultlint: ignore[EXC002]",
        "# faultlint: ignore[EXC02]",
    ];
    for directive in malformed {
        assert_eq!(reports(&swallows("", &format!("  {directive}"), "")), ["5 EXC002", "5 SUP002"], "{directive}");
    }
}

#[test]
fn prose_is_no_directive() {
    for comment in
        ["# faultlint is run in CI", "# see faultlint ignore rules", "# default: ignore it", "# fault: ignore"]
    {
        assert!(reports(&format!("x = 1  {comment}\n")).is_empty(), "{comment}");
    }
}

#[test]
fn a_malformed_directive_says_what_was_meant() {
    let scratch =
        Scratch::with(&[("a.py", "x = 1  # faultlint: ignore EXC002 why\ny = 2  # faultlint: ignore[EXC02]\n")]);
    let output = scratch.run(&["check"]).stdout;
    assert!(output.contains("help: write `# faultlint: ignore[EXC002] reason`"), "{output}");
    assert!(output.contains("did you mean `EXC002`?"), "{output}");
}

#[test]
fn directives_of_other_linters_hold() {
    let accepting = [
        "# noqa",
        "# NOQA",
        "#noqa:BLE001",
        "# noqa: E501, BLE001",
        "# noqa: E501 S110",
        "# noqa : BLE001",
        "# noqa: BLE001 - the caller retries",
        "# pylint: disable=broad-exception-caught",
        "# pylint: disable=unused-import, W0718",
        "# nosec",
        "# nosec B110",
        "# nosec: B110, B101",
        "# nosec because it is fine",
        "# type: ignore  # noqa: BLE001",
    ];
    for comment in accepting {
        let found = reports(&swallows("", &format!("  {comment}"), ""));
        assert!(found.is_empty(), "{comment}: {found:?}");
    }
}

#[test]
fn directives_of_other_linters_for_other_things_do_not_hold() {
    for comment in
        ["# noqa: E501", "# noqa: S113", "# pylint: disable=unused-import", "# nosec B101", "# noqable", "# nosecrets"]
    {
        assert_eq!(reports(&swallows("", &format!("  {comment}"), "")), ["5 EXC002"], "{comment}");
    }
}

#[test]
fn pylint_disables_for_the_rest_of_a_block() {
    assert!(reports(&swallows("# pylint: disable=broad-exception-caught", "", "")).is_empty());
    let in_function = swallows("", "", "").replace(":\n    try", ":\n    # pylint: disable=W0718\n    try");
    assert!(reports(&in_function).is_empty());
    let elsewhere = format!("def other():\n    # pylint: disable=W0718\n    return 1\n\n{}", swallows("", "", ""));
    assert_eq!(reports(&elsewhere), ["9 EXC002"]);
    let enabled = "# pylint: disable=W0718\nx = 1\n# pylint: enable=W0718";
    assert_eq!(reports(&swallows(enabled, "", "")), ["7 EXC002"]);
    let on_header = swallows("", "", "").replace("(work):", "(work):  # pylint: disable=W0718");
    assert!(reports(&on_header).is_empty());
    assert!(reports(&swallows("", "", "# pylint: disable-next=broad-except,broad-exception-caught")).is_empty());
    assert!(reports(&swallows("# pylint: skip-file", "", "")).is_empty());
}

#[test]
fn ruff_and_flake8_directives_for_files_hold() {
    for comment in ["# ruff: noqa", "# ruff: noqa: BLE001", "# flake8: noqa: E501, S110", "# flake8: noqa"] {
        assert!(reports(&swallows(comment, "", "")).is_empty(), "{comment}");
    }
    assert_eq!(reports(&swallows("# ruff: noqa: E501", "", "")), ["5 EXC002"]);
    assert_eq!(reports(&swallows("# noqa", "", "")), ["5 EXC002"], "a plain one is about its line");
}

#[test]
fn bandit_is_heard_where_it_reports_an_empty_handler() {
    let body = |line: &str| format!("def f(g):\n    try:\n        g()\n    except Exception:\n        {line}\n");
    for line in ["pass  # nosec B110", "pass  # nosec", "pass"] {
        let found = reports(&body(line));
        assert_eq!(found.is_empty(), line.contains("nosec"), "{line}: {found:?}");
    }
    assert_eq!(reports(&body("pass  # noqa: S110")), ["4 EXC002"]);
    assert_eq!(reports(&body("pass  # nosec B101")), ["4 EXC002"]);
    assert_eq!(reports(&body("return None  # nosec B110")), ["4 EXC001"]);
}

#[test]
fn rules_are_named_in_any_case_of_letters() {
    for rule in ["exc002", "Exc", "all", "Swallowed-Exception", "EXCEPTION"] {
        let found = reports(&swallows("", &format!("  # faultlint: ignore[{rule}] known"), ""));
        assert!(found.is_empty(), "{rule}: {found:?}");
    }
}

#[test]
fn a_directive_about_directives_that_silences_nothing_is_told() {
    assert_eq!(reports("x = 1  # faultlint: ignore[SUP001]\n"), ["1 SUP001"]);
    assert!(reports("x = 1  # faultlint: ignore[EXC002, SUP001]\n").is_empty());
}
