//! Source text: decoded, with byte spans and the way from a byte to a line and a column.

mod decode;

pub use decode::decode;

use std::ops::Range;
use std::path::{Path, PathBuf};

/// A range of bytes in the decoded text of one file; `end` is exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte `start` to byte `end` (exclusive).
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span as a range of indices into the text.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// A place as people count: both from 1, `column` in Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub row: u32,
    /// Column in Unicode characters, from 1.
    pub column: u32,
}

/// The decoded text of one file, and where its lines start.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    text: String,
    line_starts: Vec<u32>,
}

impl Source {
    /// A source of `text` that was read from `path`.
    pub fn new(path: impl Into<PathBuf>, text: String) -> Self {
        let line_starts = line_starts(&text);
        Self { path: path.into(), text, line_starts }
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of `span`.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// How many lines the file has; an empty file has one.
    pub fn line_count(&self) -> u32 {
        u32::try_from(self.line_starts.len()).unwrap_or(u32::MAX)
    }

    /// The line, from 1, on which `byte` lies.
    pub fn line_of(&self, byte: u32) -> u32 {
        u32::try_from(self.line_starts.partition_point(|&start| start <= byte)).unwrap_or(u32::MAX)
    }

    /// The span of line `row` (from 1) without its line ending.
    pub fn line_span(&self, row: u32) -> Span {
        let index = row.saturating_sub(1) as usize;
        let Some(&start) = self.line_starts.get(index) else { return Span::default() };
        let end = self.line_starts.get(index + 1).map_or(self.text.len(), |&next| next as usize);
        let line = self.text[start as usize..end].trim_end_matches(['\r', '\n']);
        Span::new(start, start + u32::try_from(line.len()).unwrap_or(0))
    }

    /// Row and column of `byte`.
    pub fn position(&self, byte: u32) -> Position {
        let row = self.line_of(byte);
        let start = self.line_starts.get(row.saturating_sub(1) as usize).copied().unwrap_or(0);
        let before = self.text.get(start as usize..byte as usize).unwrap_or("");
        Position { row, column: u32::try_from(before.chars().count()).unwrap_or(u32::MAX - 1) + 1 }
    }
}

/// Bytes at which lines start. A line ends at LF, CR LF or a lone CR, as Python has it.
fn line_starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    for (index, &byte) in bytes.iter().enumerate() {
        if byte == b'\n' || (byte == b'\r' && bytes.get(index + 1) != Some(&b'\n')) {
            starts.push(u32::try_from(index + 1).unwrap_or(u32::MAX));
        }
    }
    starts
}
