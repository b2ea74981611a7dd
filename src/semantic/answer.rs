//! What a function answers when one of its calls fails: the ways through it with the values on them, as far as they
//! tell a status and a verdict.
//!
//! `value` is what is known of a value, `eval` computes it from expressions, `effects` what
//! statements change, `paths` follows the ways, `verdict` reads
//! an answer.

mod effects;
mod eval;
mod paths;
mod value;
mod verdict;

pub(crate) use paths::{Failing, Outcome, Scenario};
pub(crate) use value::Val;
pub(crate) use verdict::{Reading, Status, Verdict};
