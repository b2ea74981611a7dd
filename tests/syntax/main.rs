//! What the tree says about Python text. Expectations come from Python's language reference.

mod broken;
mod expressions;
mod limits;
mod modern;
mod python2;
mod shape;
mod spans;
mod statements;
