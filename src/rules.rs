//! The rules' folders. Written by the test `rules_rs_is_fresh`; do not edit.

use crate::registry::Folder;

#[path = "../rules/exception/broad-except/rule.rs"]
mod broad_except;
#[path = "../rules/exception/swallowed-exception/rule.rs"]
mod swallowed_exception;
#[path = "../rules/network/missing-timeout/rule.rs"]
mod missing_timeout;
#[path = "../rules/network/unchecked-response/rule.rs"]
mod unchecked_response;

/// All rules, ordered by path.
pub static RULES: &[Folder] = &[
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
];
