//! Health routes whose handlers and probes lie in other files than their registration.

use crate::support::{disagreements, files, only, root};
use faultlint::registry;

const CODES: [&str; 7] = ["HLT001", "HLT002", "HLT003", "HLT004", "HLT005", "HLT006", "HLT007"];

#[test]
fn health_routes_are_followed_across_files() {
    for project in ["urls", "routers"] {
        let folder = root().join("fixtures/health").join(project);
        let wrong = disagreements(&files(&folder, "py"), &folder, &only(&CODES));
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// The codes that are reported on a route whose probe escapes.
fn codes(selected: &[&str]) -> Vec<String> {
    let folder = root().join("rules/health/health-check-can-crash/cases");
    let reports = crate::support::check(&[folder.join("partly_handled.py")], &folder, &only(selected));
    reports.into_iter().map(|report| report.code.to_owned()).collect()
}

#[test]
fn the_routes_report_stands_in_the_place_of_the_calls() {
    assert_eq!(codes(&["NET001"]), ["NET001", "NET001"]);
    assert_eq!(codes(&["NET001", "HLT005"]), ["HLT005", "HLT005"]);
}

#[test]
fn what_stands_instead_at_a_handler_is_named_by_the_others() {
    for code in ["EXC001", "EXC002", "RTY005"] {
        let rule = registry::find(code).expect("the rule is there");
        assert!(rule.meta.yields_to.iter().any(|other| other == "HLT007"), "{code}");
    }
}
