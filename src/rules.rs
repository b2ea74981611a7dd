//! The rules' folders. Written by the test `rules_rs_is_fresh`; do not edit.

use crate::registry::Folder;

#[path = "../rules/retry/backoff-without-jitter/rule.rs"]
pub mod backoff_without_jitter;
#[path = "../rules/network/blocking-call-in-async/rule.rs"]
pub mod blocking_call_in_async;
#[path = "../rules/exception/broad-except/rule.rs"]
pub mod broad_except;
#[path = "../rules/retry/constant-backoff/rule.rs"]
pub mod constant_backoff;
#[path = "../rules/degradation/hard-dependency-at-import/rule.rs"]
pub mod hard_dependency_at_import;
#[path = "../rules/health/health-check-can-crash/rule.rs"]
pub mod health_check_can_crash;
#[path = "../rules/health/health-check-can-hang/rule.rs"]
pub mod health_check_can_hang;
#[path = "../rules/health/health-check-swallows-failure/rule.rs"]
pub mod health_check_swallows_failure;
#[path = "../rules/network/ineffective-timeout/rule.rs"]
pub mod ineffective_timeout;
#[path = "../rules/health/liveness-checks-dependencies/rule.rs"]
pub mod liveness_checks_dependencies;
#[path = "../rules/health/missing-health-endpoint/rule.rs"]
pub mod missing_health_endpoint;
#[path = "../rules/network/missing-timeout/rule.rs"]
pub mod missing_timeout;
#[path = "../rules/retry/nested-retry/rule.rs"]
pub mod nested_retry;
#[path = "../rules/network/network-call-under-lock/rule.rs"]
pub mod network_call_under_lock;
#[path = "../rules/retry/retry-catches-too-much/rule.rs"]
pub mod retry_catches_too_much;
#[path = "../rules/retry/retry-loses-cause/rule.rs"]
pub mod retry_loses_cause;
#[path = "../rules/retry/retry-without-backoff/rule.rs"]
pub mod retry_without_backoff;
#[path = "../rules/health/shallow-health-check/rule.rs"]
pub mod shallow_health_check;
#[path = "../rules/exception/swallowed-exception/rule.rs"]
pub mod swallowed_exception;
#[path = "../rules/backpressure/unbounded-concurrency/rule.rs"]
pub mod unbounded_concurrency;
#[path = "../rules/backpressure/unbounded-queue/rule.rs"]
pub mod unbounded_queue;
#[path = "../rules/retry/unbounded-retry/rule.rs"]
pub mod unbounded_retry;
#[path = "../rules/network/unchecked-response/rule.rs"]
pub mod unchecked_response;
#[path = "../rules/degradation/unguarded-fallback/rule.rs"]
pub mod unguarded_fallback;
#[path = "../rules/network/unhandled-network-call/rule.rs"]
pub mod unhandled_network_call;
#[path = "../rules/health/unhealthy-reported-ok/rule.rs"]
pub mod unhealthy_reported_ok;

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
        toml: include_str!("../rules/degradation/hard-dependency-at-import/rule.toml"),
        readme: include_str!("../rules/degradation/hard-dependency-at-import/README.md"),
        rule: &hard_dependency_at_import::HardDependencyAtImport,
    },
    Folder {
        toml: include_str!("../rules/degradation/unguarded-fallback/rule.toml"),
        readme: include_str!("../rules/degradation/unguarded-fallback/README.md"),
        rule: &unguarded_fallback::UnguardedFallback,
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
        toml: include_str!("../rules/health/health-check-can-crash/rule.toml"),
        readme: include_str!("../rules/health/health-check-can-crash/README.md"),
        rule: &health_check_can_crash::HealthCheckCanCrash,
    },
    Folder {
        toml: include_str!("../rules/health/health-check-can-hang/rule.toml"),
        readme: include_str!("../rules/health/health-check-can-hang/README.md"),
        rule: &health_check_can_hang::HealthCheckCanHang,
    },
    Folder {
        toml: include_str!("../rules/health/health-check-swallows-failure/rule.toml"),
        readme: include_str!("../rules/health/health-check-swallows-failure/README.md"),
        rule: &health_check_swallows_failure::HealthCheckSwallowsFailure,
    },
    Folder {
        toml: include_str!("../rules/health/liveness-checks-dependencies/rule.toml"),
        readme: include_str!("../rules/health/liveness-checks-dependencies/README.md"),
        rule: &liveness_checks_dependencies::LivenessChecksDependencies,
    },
    Folder {
        toml: include_str!("../rules/health/missing-health-endpoint/rule.toml"),
        readme: include_str!("../rules/health/missing-health-endpoint/README.md"),
        rule: &missing_health_endpoint::MissingHealthEndpoint,
    },
    Folder {
        toml: include_str!("../rules/health/shallow-health-check/rule.toml"),
        readme: include_str!("../rules/health/shallow-health-check/README.md"),
        rule: &shallow_health_check::ShallowHealthCheck,
    },
    Folder {
        toml: include_str!("../rules/health/unhealthy-reported-ok/rule.toml"),
        readme: include_str!("../rules/health/unhealthy-reported-ok/README.md"),
        rule: &unhealthy_reported_ok::UnhealthyReportedOk,
    },
    Folder {
        toml: include_str!("../rules/network/blocking-call-in-async/rule.toml"),
        readme: include_str!("../rules/network/blocking-call-in-async/README.md"),
        rule: &blocking_call_in_async::BlockingCallInAsync,
    },
    Folder {
        toml: include_str!("../rules/network/ineffective-timeout/rule.toml"),
        readme: include_str!("../rules/network/ineffective-timeout/README.md"),
        rule: &ineffective_timeout::IneffectiveTimeout,
    },
    Folder {
        toml: include_str!("../rules/network/missing-timeout/rule.toml"),
        readme: include_str!("../rules/network/missing-timeout/README.md"),
        rule: &missing_timeout::MissingTimeout,
    },
    Folder {
        toml: include_str!("../rules/network/network-call-under-lock/rule.toml"),
        readme: include_str!("../rules/network/network-call-under-lock/README.md"),
        rule: &network_call_under_lock::NetworkCallUnderLock,
    },
    Folder {
        toml: include_str!("../rules/network/unchecked-response/rule.toml"),
        readme: include_str!("../rules/network/unchecked-response/README.md"),
        rule: &unchecked_response::UncheckedResponse,
    },
    Folder {
        toml: include_str!("../rules/network/unhandled-network-call/rule.toml"),
        readme: include_str!("../rules/network/unhandled-network-call/README.md"),
        rule: &unhandled_network_call::UnhandledNetworkCall,
    },
    Folder {
        toml: include_str!("../rules/retry/backoff-without-jitter/rule.toml"),
        readme: include_str!("../rules/retry/backoff-without-jitter/README.md"),
        rule: &backoff_without_jitter::BackoffWithoutJitter,
    },
    Folder {
        toml: include_str!("../rules/retry/constant-backoff/rule.toml"),
        readme: include_str!("../rules/retry/constant-backoff/README.md"),
        rule: &constant_backoff::ConstantBackoff,
    },
    Folder {
        toml: include_str!("../rules/retry/nested-retry/rule.toml"),
        readme: include_str!("../rules/retry/nested-retry/README.md"),
        rule: &nested_retry::NestedRetry,
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
