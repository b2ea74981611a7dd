//! faultlint reads Python code and finds where it breaks when the network does.
//!
//! The layers, each using only those before it: [`source`], [`syntax`] and [`catalog`], [`semantic`], [`project`],
//! [`diagnostic`], [`rule`], [`registry`], [`analysis`], [`config`], [`suppress`], [`check`], [`discover`], [`workspace`],
//! [`report`], [`cli`].

pub mod analysis;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod discover;
pub mod fingerprint;
pub mod project;
pub mod registry;
pub mod report;
pub mod rule;
pub mod rules;
pub mod semantic;
pub mod source;
pub mod suppress;
pub mod syntax;
pub mod workspace;
