//! One walk over the parser's whole tree without recursion: comments, what could not be read, signs of Python 2.

use super::ast::Comment;
use super::cst::{Grammar, Kind, span};
use super::literals::is_python2_octal;
use crate::source::Span;
use tree_sitter::{Node, Tree, TreeCursor};

/// What the walk finds.
#[derive(Default)]
pub(super) struct Survey {
    /// Every comment, in order.
    pub(super) comments: Vec<Comment>,
    /// Nodes that the parser had to make up, as the character before them.
    pub(super) missing: Vec<Span>,
    /// Whether something is written that only Python 2 reads: a `print` or `exec` statement, `raise E, value`,
    /// backticks, `<>`, `0777`, `10L`, `ur''`.
    pub(super) python2: bool,
    /// The strings, in order.
    pub(super) strings: Vec<Span>,
}

/// Walks over `tree`, the tree of `text`; of the comments `hidden` from it those in strings are none.
pub(super) fn survey(text: &str, tree: &Tree, hidden: &[Span]) -> Survey {
    let mut survey = Survey::default();
    let mut cursor = tree.walk();
    loop {
        survey.visit(text, cursor.node());
        if !advance(&mut cursor) {
            break;
        }
    }
    survey.add_hidden(text, hidden);
    survey
}

/// Goes to the next node in source order; false at the end.
fn advance(cursor: &mut TreeCursor) -> bool {
    if cursor.goto_first_child() {
        return true;
    }
    loop {
        if cursor.goto_next_sibling() {
            return true;
        }
        if !cursor.goto_parent() {
            return false;
        }
    }
}

impl Survey {
    /// Whether a place lies in a string.
    pub(super) fn is_in_string(&self, span: Span) -> bool {
        let before = self.strings.partition_point(|string| string.start <= span.start);
        self.strings[..before].last().is_some_and(|string| string.contains(span))
    }

    fn add_hidden(&mut self, text: &str, hidden: &[Span]) {
        let found = hidden.iter().filter(|span| !self.is_in_string(**span)).map(|span| comment(text, *span));
        let found = found.collect::<Vec<_>>();
        if !found.is_empty() {
            self.comments.extend(found);
            self.comments.sort_unstable_by_key(|comment| comment.span);
        }
    }

    fn visit(&mut self, text: &str, node: Node) {
        let kind = Grammar::get().kind(node);
        match kind {
            Kind::Comment => self.comments.push(comment(text, span(node))),
            Kind::Print | Kind::Exec | Kind::Operator => self.python2 = true,
            Kind::String => self.strings.push(span(node)),
            Kind::Raise => self.python2 |= raises_several(node),
            Kind::Integer => self.python2 |= is_python2_integer(&text[node.byte_range()]),
            Kind::StringStart => self.python2 |= is_python2_string(&text[node.byte_range()]),
            _ => {}
        }
        if node.is_missing() {
            self.missing.push(before(text, span(node).start));
        }
    }
}

/// `raise E, value`
fn raises_several(node: Node) -> bool {
    node.named_child(0).is_some_and(|child| Grammar::get().kind(child) == Kind::ExpressionList)
}

fn is_python2_integer(digits: &str) -> bool {
    digits.ends_with(['l', 'L']) || is_python2_octal(digits)
}

fn is_python2_string(opening: &str) -> bool {
    let prefix = opening.as_bytes();
    prefix[0] == b'`' || prefix.get(..2).is_some_and(|pair| pair.eq_ignore_ascii_case(b"ur"))
}

fn comment(text: &str, span: Span) -> Comment {
    let trimmed = text[span.range()].trim_end_matches(['\r', '\n']);
    let end = span.start + u32::try_from(trimmed.len()).unwrap_or(0);
    let before = &text.as_bytes()[..span.start as usize];
    let indent = before.iter().rev().find(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c'));
    Comment { span: Span::new(span.start, end), own_line: indent.is_none_or(|byte| matches!(byte, b'\n' | b'\r')) }
}

/// The last character before byte `at` that is no white space; the empty span at the start of the text.
fn before(text: &str, at: u32) -> Span {
    let head = text[..at as usize].trim_end();
    let width = head.chars().next_back().map_or(0, char::len_utf8);
    let at = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
    Span::new(at(head.len() - width), at(head.len()))
}
