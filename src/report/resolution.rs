//! What calls and decorators resolve to: counts, and where nothing is known.

use super::escaped;
use crate::check::Resolved;
use crate::semantic::resolution::Resolution;
use std::io::{self, Write};
use std::path::Path;

/// The kinds in the order in which they are printed, with what they are called.
const KINDS: [(Resolution, &str); 5] = [
    (Resolution::Project, "project"),
    (Resolution::Catalog, "catalogue"),
    (Resolution::Standard, "builtin or standard library"),
    (Resolution::External, "external: imported, not in the catalogue"),
    (Resolution::Unknown, "unknown"),
];

/// Writes a line for each call that is not known, `path:line:column: text`, then the counts and shares.
///
/// # Errors
/// What the output says.
pub fn write<W: Write + ?Sized>(files: &[Resolved], here: &Path, out: &mut W) -> io::Result<()> {
    let all = files.iter().flat_map(|file| file.calls.iter().map(move |call| (&file.source, call)));
    for (source, (span, _)) in all.clone().filter(|(_, (_, found))| *found == Resolution::Unknown) {
        let path = source.path().strip_prefix(here).unwrap_or(source.path());
        let place = source.position(span.start);
        let text = escaped(source.slice(*span).lines().next().unwrap_or_default());
        writeln!(out, "{}:{}:{}: {text}", escaped(&path.to_string_lossy()), place.row, place.column)?;
    }
    let total = all.clone().count();
    for (kind, name) in KINDS {
        let count = all.clone().filter(|(_, (_, found))| *found == kind).count();
        let share = (count * 1000).checked_div(total).unwrap_or(0);
        writeln!(out, "{count:>8}  {:>3}.{} %  {name}", share / 10, share % 10)?;
    }
    writeln!(out, "{total:>8}           calls and decorators")
}
