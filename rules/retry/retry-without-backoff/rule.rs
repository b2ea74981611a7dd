//! RTY001: A failed attempt is made again at once, so that a peer in trouble is hit harder the worse it is.

use crate::catalog::schema::Meaning;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Model;
use crate::semantic::retry::{Failure, Form, Limit, Retry};

/// The judgement of RTY001.
pub struct RetryWithoutBackoff;

impl Rule for RetryWithoutBackoff {
    fn retry(&self, cx: &Context<'_>, retry: &Retry) {
        if retry.is_single() {
            return;
        }
        let model = cx.model;
        let Some(message) = message(model, retry) else { return };
        let mut finding = Finding::new(retry.place, message).help(help(model, retry)).at_most(retry.confidence);
        for failure in retry.immediate() {
            finding = finding.related(model.related(failure.span, what_happens(failure)));
        }
        if let Some(attempt) = retry.attempt {
            finding = finding.related(model.related(attempt, "this is what is attempted again"));
        }
        cx.report(finding);
    }
}

/// What happens in production; `None` where every way to the next attempt waits.
fn message(model: &Model<'_>, retry: &Retry) -> Option<String> {
    let times = match retry.limit {
        Limit::Attempts(attempts) => format!("up to {attempts} times"),
        Limit::Some => "several times".to_owned(),
        Limit::None => "without end".to_owned(),
    };
    let attempt = retry.attempt.map_or("the attempt".to_owned(), |span| format!("`{}`", model.slice(span)));
    if retry.form == Form::Policy {
        return retry.waits_nothing.then(|| {
            format!(
                "`{}` waits nothing between attempts: a peer that is down or overloaded is hit {times} in a row",
                model.slice(retry.place)
            )
        });
    }
    retry.immediate().next()?;
    Some(format!(
        "{attempt} is tried again {times} with no delay after a failure: a peer that is down or overloaded gets more \
         load the worse it is"
    ))
}

fn what_happens(failure: &Failure) -> &'static str {
    match failure.handler {
        Some(_) => "this handler goes on to the next attempt at once",
        None => "this answer leads to the next attempt at once",
    }
}

fn help(model: &Model<'_>, retry: &Retry) -> String {
    if retry.form == Form::Policy {
        return match model.policy_with(retry, Meaning::Wait) {
            Some(call) => format!("let it wait between attempts, longer each time: `{call}`"),
            None => "give it a policy that waits between attempts, longer each time".to_owned(),
        };
    }
    let sleep = model.sleep_call(retry);
    let counter = retry.counter.as_deref().unwrap_or("attempt");
    let declared = if retry.counter.is_some() { "" } else { " (`attempt` counts the failures)" };
    format!(
        "wait before the next attempt, longer each time and with some jitter: `{sleep}(min(60, 2 ** {counter}))`{declared}"
    )
}
