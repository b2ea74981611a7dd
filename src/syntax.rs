//! Python's syntax: from text to an owned tree. Node kinds of the parser are named below here only.

pub mod ast;
mod cst;
mod literals;
mod lower;
mod normalize;
mod recover;
mod survey;

use crate::source::Span;
use std::cell::RefCell;
use tree_sitter::{Parser, Tree};

/// How many levels of statements and expressions a tree has at most. What lies deeper is
/// [`ast::ExprKind::Other`] or left out, and its place is in [`ast::Ast::deep`], so that
/// a walk by recursion never overflows the stack.
pub const MAX_DEPTH: u32 = 200;

/// How many levels a tree has beside [`MAX_DEPTH`] where things are written one after the other and yet lie in each
/// other: `elif` behind `elif`, `.b(c)[d]` behind what it is taken of.
pub const MAX_CHAIN: u32 = 2000;

/// How often a text that is not Python is read again without what swallowed the rest of it.
const RETRIES: usize = 32;

/// Reads `text` as a module. Never fails: what cannot be read is in [`ast::Ast::unread`].
pub fn parse(text: &str) -> ast::Ast {
    let mut normalized = normalize::normalize(text);
    let mut read = read(text, &normalized);
    for _ in 0..RETRIES {
        let regions = recover::swallowing(&normalized.bytes, &read.broken, &read.strings);
        if regions.is_empty() {
            break;
        }
        for region in regions {
            normalized.dropped.push(span(&region));
            recover::blank(&mut normalized.bytes.to_mut()[region]);
        }
        read = self::read(text, &normalized);
    }
    read.ast
}

fn read(text: &str, normalized: &normalize::Normalized) -> lower::Lowered {
    let tree = parse_tree(&normalized.bytes);
    tree.map_or_else(lower::Lowered::default, |tree| lower::lower(text, &tree, normalized))
}

/// A range of bytes of a text whose positions have 32 bits.
fn span(range: &std::ops::Range<usize>) -> Span {
    let at = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
    Span::new(at(range.start), at(range.end))
}

/// The parser's tree; `None` for a text that is too large for byte positions of 32 bits.
fn parse_tree(text: &[u8]) -> Option<Tree> {
    thread_local! {
        static PARSER: RefCell<Parser> = RefCell::new(new_parser());
    }
    u32::try_from(text.len()).ok()?;
    PARSER.with_borrow_mut(|parser| parser.parse(text, None))
}

fn new_parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&cst::language()).expect("the grammar's version is one that the parser reads");
    parser
}
