//! RTY004: The delay between attempts grows, but without a random part.

use crate::catalog::schema::{Meaning, Pace};
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Model;
use crate::semantic::retry::{Form, Retry};

/// The judgement of RTY004.
pub struct BackoffWithoutJitter;

impl Rule for BackoffWithoutJitter {
    fn retry(&self, cx: &Context<'_>, retry: &Retry) {
        let grows = match retry.form {
            Form::Policy => retry.pace == Some(Pace::Growing),
            Form::Loop => retry.paced(Pace::Growing).next().is_some(),
            Form::Service | Form::Recursion => false,
        };
        if !grows || retry.is_single() || cx.model.waits_for_state(retry) {
            return;
        }
        let finding = Finding::new(retry.place, message(cx.model, retry)).help(help(cx.model, retry));
        cx.report(finding.at_most(retry.confidence));
    }
}

fn message(model: &Model<'_>, retry: &Retry) -> String {
    let attempt = match retry.form {
        Form::Policy => Some(retry.place),
        _ => retry.attempt,
    };
    let attempt = attempt.map_or("the attempt".to_owned(), |span| format!("`{}`", model.slice(span)));
    format!(
        "the waits of {attempt} grow, but they are the same for all: clients that failed together come back together, each \
         time in one wave"
    )
}

fn help(model: &Model<'_>, retry: &Retry) -> String {
    match model.policy_with(retry, Meaning::Wait).filter(|_| retry.form == Form::Policy) {
        Some(call) => format!("add a random part to the wait, as in `{call}`"),
        None => "add a random part to the wait: multiply it by `random.uniform(0.5, 1)`".to_owned(),
    }
}
