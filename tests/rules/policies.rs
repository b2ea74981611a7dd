//! The mend that a help shows for a retry policy takes the report away.

use crate::support::{CATALOG, only};
use faultlint::project::{Manifest, Project};
use faultlint::registry;
use faultlint::semantic::Module;
use faultlint::source::Source;
use std::path::PathBuf;
use std::sync::Arc;

const IMPORTS: &str = "import backoff\nimport requests\nimport retry\nimport retrying\nimport rq\nimport tenacity\n\
                       import urllib3.util\nfrom celery import shared_task\nfrom requests.adapters import HTTPAdapter\n";

/// The helps of what one rule reports on a policy: a decorator, or an object that is made.
fn helps(policy: &str, is_decorator: bool, code: &str) -> Vec<String> {
    let text = if is_decorator {
        format!("{IMPORTS}\n@{policy}\ndef fetch(url):\n    return requests.get(url, timeout=1)\n")
    } else {
        format!("{IMPORTS}\npolicy = {policy}\n")
    };
    let modules = vec![Module::new(Arc::new(Source::new(PathBuf::from("policy.py"), text)))];
    let project = Project::link(PathBuf::new(), Manifest::default(), Arc::clone(&CATALOG), modules);
    let found = project.program().files().flat_map(|file| registry::run(file, &project, &only(&[code])));
    found.map(|diagnostic| diagnostic.help.expect("a report has a help")).collect()
}

#[track_caller]
fn mends(policy: &str, is_decorator: bool, code: &str, mended: &str) {
    let shown = helps(policy, is_decorator, code);
    assert!(shown.len() == 1 && shown[0].contains(&format!("`{mended}`")), "{policy}: {shown:?}");
    assert_eq!(helps(mended, is_decorator, code), Vec::<String>::new(), "{mended} is still reported");
}

#[test]
fn a_carrier_of_a_number_gets_a_policy_of_its_own_library() {
    mends(
        "HTTPAdapter(max_retries=5)",
        false,
        "RTY001",
        "HTTPAdapter(max_retries=urllib3.util.Retry(total=5, backoff_factor=0.5))",
    );
}

#[test]
fn a_wait_is_written_as_its_library_takes_it() {
    mends("rq.Retry(max=3)", false, "RTY001", "rq.Retry(max=3, interval=[10, 30, 60])");
    mends("retrying.retry", true, "RTY001", "retrying.retry(wait_fixed=2000)");
    mends("tenacity.retry", true, "RTY001", "tenacity.retry(wait=tenacity.wait_random_exponential(max=60))");
    mends("retry.retry(tries=5)", true, "RTY001", "retry.retry(tries=5, delay=1, backoff=2, jitter=(0, 1))");
    mends(
        "backoff.on_exception(backoff.constant, OSError, interval=0)",
        true,
        "RTY001",
        "backoff.on_exception(backoff.constant, OSError, interval=1)",
    );
}

#[test]
fn the_failures_are_those_of_the_operation() {
    mends(
        "backoff.on_exception(backoff.expo, Exception, max_time=60)",
        true,
        "RTY005",
        "backoff.on_exception(backoff.expo, requests.RequestException, max_time=60)",
    );
    mends(
        "retrying.retry",
        true,
        "RTY005",
        "retrying.retry(retry_on_exception=lambda error: isinstance(error, requests.RequestException))",
    );
    mends(
        "shared_task(autoretry_for=(Exception,))",
        true,
        "RTY005",
        "shared_task(autoretry_for=(requests.RequestException,))",
    );
}

#[test]
fn an_end_is_put_in_the_place_of_the_endless_one() {
    mends(
        "tenacity.retry(stop=tenacity.stop_never)",
        true,
        "RTY002",
        "tenacity.retry(stop=tenacity.stop_after_attempt(5))",
    );
    mends("retry.retry(OSError, -1, 2)", true, "RTY002", "retry.retry(OSError, 5, 2)");
}
