//! The command line as people and programs use it: the real binary, in scratch folders.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod configuration;
mod directives;
mod documentation;
mod files;
mod formats;
mod manners;
mod project;
mod selection;
mod support;
mod versions;
