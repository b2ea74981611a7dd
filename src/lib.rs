//! faultlint reads Python code and finds where it breaks when the network does.
//!
//! The layers, each using only those before it: [`source`], [`syntax`] and [`catalog`], [`semantic`], [`project`],
//! [`diagnostic`], [`rule`], [`registry`].

pub mod catalog;
pub mod diagnostic;
pub mod project;
pub mod registry;
pub mod rule;
mod rules;
pub mod semantic;
pub mod source;
pub mod syntax;
