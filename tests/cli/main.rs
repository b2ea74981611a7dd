//! The command line as people and programs use it: the real binary, in scratch folders.

mod configuration;
mod directives;
mod files;
mod formats;
mod manners;
mod project;
mod selection;
mod support;
