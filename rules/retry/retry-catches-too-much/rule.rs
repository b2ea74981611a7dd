//! RTY005: A retry makes the attempt again after every exception, so that programming errors are retried too.

use crate::catalog::schema::Meaning;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Model;
use crate::semantic::handler::Handler;
use crate::semantic::retry::{Form, Retry};

/// The judgement of RTY005.
pub struct RetryCatchesTooMuch;

impl Rule for RetryCatchesTooMuch {
    fn retry(&self, cx: &Context<'_>, retry: &Retry) {
        let model = cx.model;
        if retry.catches_everything {
            let message = format!(
                "`{}` retries after every exception: a wrong name or type is attempted again and again before it surfaces",
                model.slice(retry.place)
            );
            let finding = Finding::new(retry.place, message).help(policy_help(model, retry));
            cx.report(finding.at_most(retry.confidence));
        }
        if retry.form == Form::Service {
            return;
        }
        for handler in retry.failures.iter().filter_map(|failure| failure.handler) {
            if model.is_broad(handler) && !model.looks_at(handler) && !model.asks_by(handler) {
                cx.report(on_handler(model, retry, handler));
            }
        }
    }
}

fn on_handler(model: &Model<'_>, retry: &Retry, handler: Handler) -> Finding {
    let message = format!(
        "`{}` also catches programming errors: a wrong name or type is retried like a failing peer, and surfaces late \
         or never",
        model.handler_text(handler)
    );
    let mut finding = Finding::new(model.handler_span(handler), message).help(handler_help(model, handler));
    if let Some(attempt) = retry.attempt {
        finding = finding.related(model.related(attempt, "this is what is attempted again"));
    }
    finding.at_most(retry.confidence)
}

fn handler_help(model: &Model<'_>, handler: Handler) -> String {
    let raised = model.may_raise(handler).into_iter().filter(|name| !model.is_catch_all(name)).collect::<Vec<_>>();
    let classes = match &*raised {
        [] => return "catch only what the network can raise here, and let programming errors surface".to_owned(),
        [one] => one.clone(),
        many => format!("({})", many.join(", ")),
    };
    let name = model.handler_binding(handler).map(|name| format!(" as {name}")).unwrap_or_default();
    format!("catch what can fail here, `except {classes}{name}:`, and let programming errors surface")
}

fn policy_help(model: &Model<'_>, retry: &Retry) -> String {
    match model.policy_with(retry, Meaning::RetryOn) {
        Some(call) => format!("name the failures that are worth another attempt: `{call}`"),
        None => "name the failures that are worth another attempt".to_owned(),
    }
}
