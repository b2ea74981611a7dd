//! The rules' folders. Written by the test `rules_rs_is_fresh`; do not edit.

use crate::registry::Folder;

#[path = "../rules/backpressure/unbounded-concurrency/rule.rs"]
mod unbounded_concurrency;
#[path = "../rules/backpressure/unbounded-queue/rule.rs"]
mod unbounded_queue;
#[path = "../rules/exception/broad-except/rule.rs"]
mod broad_except;
#[path = "../rules/exception/swallowed-exception/rule.rs"]
mod swallowed_exception;
#[path = "../rules/network/missing-timeout/rule.rs"]
mod missing_timeout;
#[path = "../rules/network/unchecked-response/rule.rs"]
mod unchecked_response;
#[path = "../rules/retry/retry-catches-too-much/rule.rs"]
mod retry_catches_too_much;
#[path = "../rules/retry/retry-loses-cause/rule.rs"]
mod retry_loses_cause;
#[path = "../rules/retry/retry-without-backoff/rule.rs"]
mod retry_without_backoff;
#[path = "../rules/retry/unbounded-retry/rule.rs"]
mod unbounded_retry;

/// All rules, ordered by path.
pub static RULES: &[Folder] = &[
    Folder {
        toml: include_str!("../rules/backpressure/unbounded-concurrency/rule.toml"),
        readme: include_str!("../rules/backpressure/unbounded-concurrency/README.md"),
        rule: &unbounded_concurrency::UnboundedConcurrency,
    },
    Folder {
        toml: include_str!("../rules/backpressure/unbounded-queue/rule.toml"),
        readme: include_str!("../rules/backpressure/unbounded-queue/README.md"),
        rule: &unbounded_queue::UnboundedQueue,
    },
    Folder {
        toml: include_str!("../rules/exception/broad-except/rule.toml"),
        readme: include_str!("../rules/exception/broad-except/README.md"),
        rule: &broad_except::BroadExcept,
    },
    Folder {
        toml: include_str!("../rules/exception/swallowed-exception/rule.toml"),
        readme: include_str!("../rules/exception/swallowed-exception/README.md"),
        rule: &swallowed_exception::SwallowedException,
    },
    Folder {
        toml: include_str!("../rules/network/missing-timeout/rule.toml"),
        readme: include_str!("../rules/network/missing-timeout/README.md"),
        rule: &missing_timeout::MissingTimeout,
    },
    Folder {
        toml: include_str!("../rules/network/unchecked-response/rule.toml"),
        readme: include_str!("../rules/network/unchecked-response/README.md"),
        rule: &unchecked_response::UncheckedResponse,
    },
    Folder {
        toml: include_str!("../rules/retry/retry-catches-too-much/rule.toml"),
        readme: include_str!("../rules/retry/retry-catches-too-much/README.md"),
        rule: &retry_catches_too_much::RetryCatchesTooMuch,
    },
    Folder {
        toml: include_str!("../rules/retry/retry-loses-cause/rule.toml"),
        readme: include_str!("../rules/retry/retry-loses-cause/README.md"),
        rule: &retry_loses_cause::RetryLosesCause,
    },
    Folder {
        toml: include_str!("../rules/retry/retry-without-backoff/rule.toml"),
        readme: include_str!("../rules/retry/retry-without-backoff/README.md"),
        rule: &retry_without_backoff::RetryWithoutBackoff,
    },
    Folder {
        toml: include_str!("../rules/retry/unbounded-retry/rule.toml"),
        readme: include_str!("../rules/retry/unbounded-retry/README.md"),
        rule: &unbounded_retry::UnboundedRetry,
    },
];
