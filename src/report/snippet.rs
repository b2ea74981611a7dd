//! Source as it can be shown: the lines around some places, control characters written out, long lines cut to a window
//! around the place. Rows and columns stay those of the file.

use super::shown_char;
use crate::source::{Source, Span};
use codespan_reporting::files::{Error, Files};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

/// The widest line that is shown whole, in characters.
const WIDTH: usize = 200;
/// How much of a cut line is shown before the place, in characters.
const BEFORE: usize = 60;

/// The excerpts that one report shows, a file each.
#[derive(Default)]
pub(super) struct Snippets {
    files: Vec<Snippet>,
}

/// The excerpt of one file.
pub(super) struct Snippet {
    path: PathBuf,
    name: String,
    text: String,
    /// Lines shown, by row.
    lines: Vec<Line>,
}

/// A line as it is shown.
struct Line {
    row: u32,
    /// Where it stands in the excerpt, without its end.
    range: Range<usize>,
    /// For each shown piece: its byte in the excerpt, its byte in the source, its column from 1.
    pieces: Vec<(usize, u32, usize)>,
}

impl Snippets {
    /// Adds the lines of a file on which `spans` begin; the first on a line is what its window is around.
    pub(super) fn add(&mut self, name: String, source: &Source, spans: &[Span]) {
        let mut starts = BTreeMap::<u32, u32>::new();
        for span in spans {
            starts.entry(source.line_of(span.start)).or_insert(span.start);
        }
        let mut snippet = Snippet { path: source.path().to_owned(), name, text: String::new(), lines: Vec::new() };
        starts.into_iter().for_each(|(row, focus)| snippet.push(source, row, focus));
        self.files.push(snippet);
    }

    /// The file's number, and where `span` (its part on its first line) is shown.
    pub(super) fn place(&self, source: &Source, span: Span) -> Option<(usize, Range<usize>)> {
        let file = self.files.iter().position(|file| file.path == source.path())?;
        let row = source.line_of(span.start);
        let line = self.files[file].lines.iter().find(|line| line.row == row)?;
        let end = span.end.min(source.line_span(row).end);
        Some((file, line.shown(span.start)..line.shown(end.max(span.start))))
    }
}

impl Snippet {
    fn push(&mut self, source: &Source, row: u32, focus: u32) {
        let span = source.line_span(row);
        let text = source.slice(span);
        let window = window(text, focus.saturating_sub(span.start) as usize);
        let start = self.text.len();
        let mut pieces = Vec::new();
        if window.start > 0 {
            self.text.push('…');
        }
        for (index, (byte, c)) in text.char_indices().enumerate() {
            if window.contains(&index) {
                pieces.push((self.text.len(), span.start + offset(byte), index + 1));
                match c {
                    '\t' => self.text.push(c),
                    c => self.text.extend(shown_char(c)),
                }
            }
        }
        let whole = text.chars().count();
        let end = text.char_indices().nth(window.end).map_or(text.len(), |(byte, _)| byte);
        pieces.push((self.text.len(), span.start + offset(end), window.end.min(whole) + 1));
        if window.end < whole {
            self.text.push('…');
        }
        self.lines.push(Line { row, range: start..self.text.len(), pieces });
        self.text.push('\n');
    }
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).expect("a source is smaller than 4 GB")
}

/// The characters of a line that are shown, when the place begins at byte `focus`.
fn window(text: &str, focus: usize) -> Range<usize> {
    let whole = text.chars().count();
    if whole <= WIDTH {
        return 0..whole;
    }
    let place = text.get(..focus).map_or(0, |before| before.chars().count());
    let start = place.saturating_sub(BEFORE).min(whole - WIDTH);
    start..start + WIDTH
}

impl Line {
    /// Where a byte of the source is shown, or the nearest that is.
    fn shown(&self, byte: u32) -> usize {
        let next = self.pieces.partition_point(|(_, source, _)| *source < byte);
        self.pieces.get(next).or(self.pieces.last()).map_or(self.range.start, |(shown, _, _)| *shown)
    }

    /// The column in the file of a byte of the excerpt.
    fn column(&self, byte: usize) -> usize {
        let next = self.pieces.partition_point(|(shown, _, _)| *shown <= byte);
        self.pieces.get(next.saturating_sub(1)).map_or(1, |(_, _, column)| *column)
    }
}

impl Snippets {
    fn file(&self, id: usize) -> Result<&Snippet, Error> {
        self.files.get(id).ok_or(Error::FileMissing)
    }

    fn line(&self, id: usize, index: usize) -> Result<&Line, Error> {
        let lines = &self.file(id)?.lines;
        lines.get(index).ok_or(Error::LineTooLarge { given: index, max: lines.len() })
    }
}

impl<'a> Files<'a> for Snippets {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.file(id)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.file(id)?.text)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        let lines = &self.file(id)?.lines;
        Ok(lines.partition_point(|line| line.range.start <= byte).saturating_sub(1))
    }

    fn line_number(&'a self, id: usize, index: usize) -> Result<usize, Error> {
        Ok(self.line(id, index)?.row as usize)
    }

    fn column_number(&'a self, id: usize, index: usize, byte: usize) -> Result<usize, Error> {
        Ok(self.line(id, index)?.column(byte))
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        let range = &self.line(id, index)?.range;
        // With its end, as the printer expects it.
        Ok(range.start..range.end + 1)
    }
}
