//! Python's syntax: from text to an owned tree. Node kinds of the parser are named below here only.

pub mod ast;
mod cst;
mod literals;
mod lower;
mod normalize;
mod survey;

use std::cell::RefCell;
use tree_sitter::{Parser, Tree};

/// How many levels of statements and expressions a tree has at most. What lies deeper is
/// [`ast::ExprKind::Other`] or left out, and its place is in [`ast::Ast::unread`], so that
/// a walk by recursion never overflows the stack.
pub const MAX_DEPTH: u32 = 200;

/// Reads `text` as a module. Never fails: what cannot be read is in [`ast::Ast::unread`].
pub fn parse(text: &str) -> ast::Ast {
    let normalized = normalize::normalize(text);
    parse_tree(&normalized.bytes).map_or_else(ast::Ast::default, |tree| lower::lower(text, &tree, &normalized.hidden))
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
