//! What identifies a report when lines move: a hash of its rule, its file in the project, the function around it, the
//! text of its line, and which of several equal ones it is. No line numbers.

use crate::diagnostic::Diagnostic;
use crate::semantic::Module;
use crate::source::Span;
use rustc_hash::FxHashMap;
use std::path::Path;

/// The fingerprints of the reports on one file, which are ordered by place.
pub fn fingerprints(diagnostics: &[Diagnostic], module: &Module, root: &Path) -> Vec<String> {
    let mut seen = FxHashMap::<u128, u64>::default();
    let hashes = diagnostics.iter().map(|diagnostic| identity(diagnostic, module, root));
    hashes
        .map(|identity| {
            let occurrence = seen.entry(identity).and_modify(|count| *count += 1).or_default();
            format!("{:032x}", mix(identity, &occurrence.to_le_bytes()))
        })
        .collect()
}

fn identity(diagnostic: &Diagnostic, module: &Module, root: &Path) -> u128 {
    let path = diagnostic.path.strip_prefix(root).unwrap_or(&diagnostic.path);
    let path = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    let line = normalized_line(module, diagnostic.span);
    let parts = [diagnostic.code, &path, &diagnostic.function, &line];
    // The zero byte keeps the parts apart.
    parts.iter().fold(BASIS, |hash, part| mix(mix(hash, part.as_bytes()), &[0]))
}

/// The line of a place without its comment, white space as single spaces.
fn normalized_line(module: &Module, span: Span) -> String {
    let source = &module.source;
    let line = source.line_span(source.line_of(span.start));
    let comments = module.comments();
    let next = comments.partition_point(|comment| comment.span.start < line.start);
    let comment =
        comments.get(next).map(|comment| comment.span.start).filter(|start| (line.start + 1..line.end).contains(start));
    let code = source.slice(Span::new(line.start, comment.unwrap_or(line.end)));
    code.split_whitespace().collect::<Vec<_>>().join(" ")
}

const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// FNV-1a of 128 bits: the same on every machine and in every version.
fn mix(hash: u128, bytes: &[u8]) -> u128 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
}
