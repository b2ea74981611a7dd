//! The six snippets that the project comes from give, under the default rules, exactly what the meaning of the rules
//! says: the good ones nothing, each bad one its own reports.

use crate::support::{check, read, root};
use faultlint::diagnostic::Confidence;
use faultlint::registry::Selected;
use std::path::Path;

/// Code and marked text of each report on a snippet that a user sees.
fn reports(name: &str) -> Vec<(String, String)> {
    let path = root().join("fixtures/patterns").join(name);
    let text = read(&path);
    let reports = check(std::slice::from_ref(&path), Path::new("fixtures/patterns"), &Selected::defaults());
    let shown = reports.into_iter().filter(|report| report.confidence >= Confidence::Medium);
    shown.map(|report| (report.code.to_owned(), text[report.span.range()].to_owned())).collect()
}

fn expected(reports: &[(&str, &str)]) -> Vec<(String, String)> {
    reports.iter().map(|(code, text)| ((*code).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn good_patterns_are_silent() {
    for name in ["do_graceful_degradation.py", "do_health_checks.py", "do_backpressure.py"] {
        assert_eq!(reports(name), [], "{name}");
    }
}

#[test]
fn assuming_success_is_unhandled_unbounded_and_unchecked() {
    let wanted = expected(&[("NET001", "requests.get"), ("NET002", "requests.get"), ("NET003", "response.json")]);
    assert_eq!(reports("dont_assume_success.py"), wanted);
}

#[test]
fn retrying_without_backoff_hammers_hangs_and_loses_the_cause() {
    let wanted = expected(&[
        ("RTY001", "for i in range(max_retries)"),
        ("NET002", "requests.post"),
        ("RTY006", "raise Exception(\"Failed after max retries\")"),
    ]);
    assert_eq!(reports("dont_retry_without_backoff.py"), wanted);
}

#[test]
fn catching_all_is_broad() {
    assert_eq!(reports("dont_catch_all.py"), expected(&[("EXC001", "except Exception")]));
}
