//! What is printed, in each format.

use crate::support::{CLEAN, SWALLOWS, Scratch};

#[test]
fn json_has_the_keys_and_places_that_are_promised() {
    let scratch = Scratch::with(&[("a.py", SWALLOWS)]);
    let report = scratch.run(&["check", "--output-format", "json"]).json()[0].clone();
    assert_eq!(report["code"], "EXC002");
    assert_eq!(report["name"], "swallowed-exception");
    assert_eq!(report["severity"], "error");
    assert_eq!(report["filename"], scratch.at("a.py").to_str().unwrap());
    assert_eq!(report["location"], serde_json::json!({ "row": 4, "column": 5 }));
    assert_eq!(report["end_location"]["row"], 4);
    assert!(report["url"].is_null() && report["fix"].is_null());
}

#[test]
fn json_prints_an_array_also_when_there_is_nothing() {
    let scratch = Scratch::with(&[("a.py", CLEAN)]);
    assert_eq!(scratch.run(&["check", "--output-format", "json"]).expect_status(0).stdout, "[]\n");
}

#[test]
fn columns_are_characters_from_one() {
    let code = "try: é(); print('🗻')\nexcept Exception: pass\n";
    let scratch = Scratch::with(&[("a.py", &format!("{code}s = '🗻é'; x = 1  # faultlint: ignore[NOPE]\n"))]);
    let reports = scratch.run(&["check", "--select", "SUP002", "--output-format", "json"]).json();
    assert_eq!(reports[0]["location"], serde_json::json!({ "row": 3, "column": 38 }));
    assert_eq!(reports[0]["end_location"], serde_json::json!({ "row": 3, "column": 42 }));
}

#[test]
fn fingerprints_hold_when_lines_move_and_tell_equal_reports_apart() {
    let fingerprints = |text: &str| {
        let scratch = Scratch::with(&[("a.py", text)]);
        let output = scratch.run(&["check", "--output-format", "json"]).json();
        let reports = output.as_array().unwrap().clone();
        reports.iter().map(|report| report["fingerprint"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let twice = format!("{SWALLOWS}    try:\n        work()\n    except Exception:\n        pass\n");
    let before = fingerprints(&twice);
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    assert_eq!(fingerprints(&format!("import os\n\n\n{twice}")), before);
    let commented = twice.replacen("except Exception:", "except  Exception:  # why?", 1);
    assert_eq!(fingerprints(&commented), before, "comments and white space do not count");
    let first_silenced = twice.replacen("Exception:", "Exception:  # faultlint: ignore[EXC002]", 1);
    assert_eq!(fingerprints(&first_silenced), before[1..], "a directive on one leaves the other what it is");
    assert_ne!(fingerprints(&SWALLOWS.replace("run", "go"))[0], before[0], "the function counts");
}

#[test]
fn concise_is_one_line_a_report() {
    let scratch = Scratch::with(&[("src/a.py", SWALLOWS)]);
    let run = scratch.run(&["check", "--output-format", "concise"]);
    assert_eq!(run.expect_status(1).stdout.lines().count(), 1);
    assert!(run.stdout.starts_with("src/a.py:4:5: EXC002 "), "{}", run.stdout);
}

#[test]
fn full_shows_code_name_source_and_place() {
    let scratch = Scratch::with(&[("src/a.py", SWALLOWS)]);
    let run = scratch.run(&["check"]);
    assert!(run.stdout.starts_with("error[EXC002]: swallowed-exception: "), "{}", run.stdout);
    assert!(run.stdout.contains("─ src/a.py:4:5\n"), "{}", run.stdout);
    assert!(run.stdout.contains("4 │     except Exception:\n  │     ^^^^^^"), "{}", run.stdout);
    assert!(run.stdout.contains("= help: "), "{}", run.stdout);
    assert!(!run.stdout.contains('\x1b'), "no colours outside of a terminal");
}

#[test]
fn colours_come_when_asked_for() {
    let scratch = Scratch::with(&[("a.py", SWALLOWS)]);
    assert!(scratch.run(&["check", "--color", "always"]).stdout.contains('\x1b'));
    assert!(!scratch.run(&["check", "--color", "never"]).stdout.contains('\x1b'));
}

#[test]
fn control_characters_are_shown_escaped_and_columns_stay_true() {
    let scratch = Scratch::with(&[("a.py", "x = '\x1b[31m\u{202e}'  # faultlint: ignore[NOPE]\n")]);
    let run = scratch.run(&["check", "--select", "SUP002"]);
    assert!(!run.stdout.contains(['\x1b', '\u{202e}']), "{}", run.stdout);
    assert!(run.stdout.contains(r"\x1b[31m\u{202e}"), "{}", run.stdout);
    assert!(run.stdout.contains("a.py:1:35"), "{}", run.stdout);
    let (code, marks) = marked_lines(&run.stdout);
    assert_eq!(code.find("NOPE"), marks.find('^'), "{}", run.stdout);
}

/// The first source line and the line of marks under it, from the border on.
fn marked_lines(output: &str) -> (String, String) {
    let lines = output.lines().collect::<Vec<_>>();
    let marks = lines.iter().position(|line| line.contains('^')).unwrap();
    let behind = |line: &str| line.split_once('│').unwrap().1.replace('…', ".").clone();
    (behind(lines[marks - 1]), behind(lines[marks]))
}

#[test]
fn a_long_line_is_cut_around_the_place_and_columns_stay_true() {
    let line = format!("x = '{}'  # faultlint: ignore[NOPE] {}\n", "a".repeat(5000), "b".repeat(5000));
    let scratch = Scratch::with(&[("a.py", &line)]);
    let run = scratch.run(&["check", "--select", "SUP002"]);
    assert!(run.stdout.lines().all(|line| line.chars().count() < 260), "{}", run.stdout);
    assert!(run.stdout.contains("a.py:1:5029"), "{}", run.stdout);
    let (code, marks) = marked_lines(&run.stdout);
    assert_eq!(code.find("NOPE"), marks.find('^'), "{}", run.stdout);
    assert_eq!(marks.matches('^').count(), 4);
}

#[test]
fn github_annotates_and_escapes() {
    let scratch = Scratch::with(&[("a,b/50%.py", SWALLOWS)]);
    let run = scratch.run(&["check", "--output-format", "github"]);
    let line = run.expect_status(1).stdout.lines().next().unwrap().to_owned();
    assert!(line.starts_with("::error title=faultlint swallowed-exception (EXC002),file="), "{line}");
    assert!(line.contains("a%2Cb/50%25.py,line=4,endLine=4,col=5,"), "{line}");
    assert!(line.contains("::a,b/50%25.py:4:5: EXC002 "), "{line}");
    assert_eq!(run.stdout.lines().count(), 1);
}

#[test]
fn statistics_count_instead_of_reporting() {
    let scratch = Scratch::with(&[("a.py", SWALLOWS), ("b.py", SWALLOWS), ("c.py", "x = 1  # faultlint: ignore[]\n")]);
    let run = scratch.run(&["check", "--statistics"]);
    let lines = run.expect_status(1).stdout.lines().collect::<Vec<_>>();
    assert_eq!(lines, ["2  EXC002  error    swallowed-exception", "1  SUP002  warning  malformed-directive"]);
    let json = scratch.run(&["check", "--statistics", "--output-format", "json"]).json();
    assert_eq!(
        json[0],
        serde_json::json!({
            "code": "EXC002", "name": "swallowed-exception", "severity": "error", "count": 2
        })
    );
}

#[test]
fn reports_are_ordered_by_path_place_and_code() {
    let scratch = Scratch::with(&[("b.py", SWALLOWS), ("a/z.py", SWALLOWS), ("a.py", &SWALLOWS.repeat(2))]);
    let reports = scratch.reports(&[]);
    assert_eq!(reports, ["a/z.py:4 EXC002", "a.py:4 EXC002", "a.py:9 EXC002", "b.py:4 EXC002"]);
}

#[test]
fn code_of_several_lines_is_quoted_on_one() {
    let text = "import requests\n\n(requests\n    .get)(\n    'x'\n)\n";
    let scratch = Scratch::with(&[("a.py", text)]);
    for format in ["full", "json", "concise", "github"] {
        let run = scratch.run(&["check", "--select", "NET001", "--output-format", format]);
        let said = run.expect_status(1).stdout.replace("::error", "");
        assert!(said.contains("requests.get"), "{format}: {said}");
        assert!(!said.contains("\\n  ") && !said.contains("requests\n    .get("), "{format}: {said}");
    }
    let report = scratch.run(&["check", "--select", "NET001", "--output-format", "json"]).json()[0].clone();
    for key in ["message", "help"] {
        assert!(!report[key].as_str().unwrap().contains('\n'), "{report}");
    }
}
