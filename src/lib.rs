//! faultlint reads Python code and finds where it breaks when the network does.
//!
//! The layers, each using only those before it: [`source`], [`syntax`] and [`catalog`], [`diagnostic`], [`rule`].

pub mod catalog;
pub mod diagnostic;
pub mod rule;
pub mod semantic;
pub mod source;
pub mod syntax;
