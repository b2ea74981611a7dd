//! RTY006: When all attempts are used up, nothing says why the last one failed.

use crate::rule::{Context, Finding, Rule};
use crate::semantic::Model;
use crate::semantic::handler::Handler;
use crate::semantic::retry::{Ending, Loss, Retry};

/// The judgement of RTY006.
pub struct RetryLosesCause;

impl Rule for RetryLosesCause {
    fn retry(&self, cx: &Context<'_>, retry: &Retry) {
        for loss in &retry.losses {
            let finding = Finding::new(loss.span, message(cx.model, retry, loss)).help(help(cx.model, loss));
            let finding = finding.related(cx.model.related(loss.failure, "the failure that nobody will see"));
            cx.report(finding.at_most(retry.confidence));
        }
    }
}

fn message(model: &Model<'_>, retry: &Retry, loss: &Loss) -> String {
    let attempt = retry.attempt.map_or("the attempt".to_owned(), |span| format!("`{}`", model.slice(span)));
    let ending = match loss.ending {
        Ending::Raises => "this exception does not say why",
        Ending::Returns => "this return does not say that it failed, nor why",
        Ending::FallsThrough => "the function just ends as if it had worked",
    };
    format!("after the last attempt of {attempt} {ending}: the failure itself is neither chained, kept nor logged")
}

fn help(model: &Model<'_>, loss: &Loss) -> String {
    if loss.handler.is_none() {
        return "put the status of the last answer into the exception or into a log line".to_owned();
    }
    let keep = match loss.handler.and_then(|handler| model.handler_binding(handler)) {
        _ if matches!(loss.handler, Some(Handler::Suppress(..))) => {
            "catch the failure instead of suppressing it, `except … as error: last_error = error`".to_owned()
        }
        Some(name) => format!("keep the failure in its handler, `last_error = {name}`"),
        None => "keep the failure in its handler, `except … as error: last_error = error`".to_owned(),
    };
    match loss.ending {
        Ending::Raises => format!("{keep}, and chain it: `{} from last_error`", model.slice(loss.span)),
        _ => format!("{keep}, and end with `raise last_error`, or log it"),
    }
}
