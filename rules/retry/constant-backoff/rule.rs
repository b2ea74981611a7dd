//! RTY003: The delay between attempts is the same each time.

use crate::catalog::schema::{Meaning, Pace};
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Model;
use crate::semantic::retry::{Form, Retry};

/// The judgement of RTY003.
pub struct ConstantBackoff;

impl Rule for ConstantBackoff {
    fn retry(&self, cx: &Context<'_>, retry: &Retry) {
        if retry.is_single() || cx.model.waits_for_state(retry) {
            return;
        }
        let model = cx.model;
        let Some(message) = message(model, retry) else { return };
        let mut finding = Finding::new(retry.place, message).help(help(model, retry)).at_most(retry.confidence);
        for failure in retry.paced(Pace::Constant) {
            finding = finding.related(model.related(failure.span, "after this failure the delay is always the same"));
        }
        cx.report(finding);
    }
}

fn message(model: &Model<'_>, retry: &Retry) -> Option<String> {
    let attempt = retry.attempt.map_or("the attempt".to_owned(), |span| format!("`{}`", model.slice(span)));
    let waits = match retry.form {
        Form::Policy if retry.pace == Some(Pace::Constant) => format!("`{}` waits", model.slice(retry.place)),
        Form::Loop if retry.paced(Pace::Constant).next().is_some() => format!("{attempt} is tried again after"),
        _ => return None,
    };
    Some(format!(
        "{waits} the same time after each failure: all clients that failed together come back together, at a rate that does \
         not fall while the peer is in trouble"
    ))
}

fn help(model: &Model<'_>, retry: &Retry) -> String {
    if retry.form == Form::Policy {
        return match model.policy_with(retry, Meaning::Wait) {
            Some(call) => format!("let the wait grow, with some jitter: `{call}`"),
            None => "let the wait grow from attempt to attempt, with some jitter".to_owned(),
        };
    }
    let counter = retry.counter.as_deref().unwrap_or("attempt");
    let declared = if retry.counter.is_some() { "" } else { " (`attempt` counts the failures)" };
    format!(
        "wait longer each time and with some jitter: `{}(min(60, 2 ** {counter}) * random.uniform(0.5, 1))`{declared}",
        model.sleep_call(retry)
    )
}
