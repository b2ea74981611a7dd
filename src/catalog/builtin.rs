//! The catalogue that comes with the program: every file of `rules/libraries`, embedded.

use super::Catalog;
use std::sync::LazyLock;

static BUILTIN: LazyLock<Catalog> = LazyLock::new(|| {
    Catalog::from_texts(LIBRARIES.iter().copied()).expect("a test reads every file of rules/libraries")
});

impl Catalog {
    /// The catalogue of `rules/libraries`; read once.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }
}

/// The files of `rules/libraries` by name, with their text; a test rewrites the list when it is stale.
#[rustfmt::skip]
pub const LIBRARIES: &[(&str, &str)] = &[
    ("aiohttp.toml", include_str!("../../rules/libraries/aiohttp.toml")),
    ("backoff.toml", include_str!("../../rules/libraries/backoff.toml")),
    ("httpx.toml", include_str!("../../rules/libraries/httpx.toml")),
    ("python-asyncio.toml", include_str!("../../rules/libraries/python-asyncio.toml")),
    ("python-concurrency.toml", include_str!("../../rules/libraries/python-concurrency.toml")),
    ("python-network.toml", include_str!("../../rules/libraries/python-network.toml")),
    ("python.toml", include_str!("../../rules/libraries/python.toml")),
    ("requests.toml", include_str!("../../rules/libraries/requests.toml")),
    ("tenacity.toml", include_str!("../../rules/libraries/tenacity.toml")),
    ("urllib3.toml", include_str!("../../rules/libraries/urllib3.toml")),
];
