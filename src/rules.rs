//! The rules' folders. Written by the test `rules_rs_is_fresh`; do not edit.

use crate::registry::Folder;

/// All rules, ordered by path.
pub static RULES: &[Folder] = &[];
