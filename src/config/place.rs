//! Where in a configuration's text something stands.

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error, ValueDeserializer};

/// Calls `read` with the value at a path of keys, and positions in arrays, in a TOML text. Where the path ends early, that
/// is the last value on it.
fn at<T>(text: &str, path: &[&str], read: impl FnOnce(Spanned<DeValue<'_>>) -> T) -> Option<T> {
    let document = DeTable::parse(text).ok()?;
    let span = document.span();
    let mut here = Spanned::new(span, DeValue::Table(document.into_inner()));
    for step in path {
        let next = match here.get_ref() {
            DeValue::Table(table) => {
                table.iter().find(|(key, _)| key.get_ref() == step).map(|(key, value)| (key.span(), value.clone()))
            }
            DeValue::Array(array) => {
                step.parse::<usize>().ok().and_then(|index| array.get(index)).map(|value| (value.span(), value.clone()))
            }
            _ => None,
        };
        let Some((key, value)) = next else { break };
        // A table has its header's place, or none; its key has one for sure.
        here = if matches!(value.get_ref(), DeValue::Table(_)) && value.span().is_empty() {
            Spanned::new(key, value.into_inner())
        } else {
            value
        };
    }
    Some(read(here))
}

/// The byte at which the value at a path stands.
pub(super) fn byte_of(text: &str, path: &[&str]) -> usize {
    at(text, path, |value| value.span().start).unwrap_or(0)
}

/// Reads the value at a path anew, for the place of what is wrong in it.
pub(super) fn error_in<T: for<'d> Deserialize<'d>>(text: &str, path: &[&str]) -> Option<Error> {
    at(text, path, |value| T::deserialize(ValueDeserializer::from(value)).err()).flatten()
}
