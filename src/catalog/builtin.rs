//! The catalogue that comes with the program: every file of `rules/libraries`, embedded.

use super::Catalog;
use std::sync::LazyLock;

static BUILTIN: LazyLock<Catalog> =
    LazyLock::new(|| Catalog::from_texts(LIBRARIES.iter().copied()).expect("a test reads every file of rules/libraries"));

impl Catalog {
    /// The catalogue of `rules/libraries`; read once.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }
}

/// The files of `rules/libraries` by name, with their text; a test rewrites the list when it is stale.
#[rustfmt::skip]
pub const LIBRARIES: &[(&str, &str)] = &[
];
