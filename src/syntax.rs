//! Python's syntax: from text to an owned tree. Node kinds of the parser are named below here only.

pub mod ast;
