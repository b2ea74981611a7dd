//! RTY002: A failed attempt is made again and again, with neither a number of attempts nor a deadline that ends it.

use crate::catalog::schema::Meaning;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Model;
use crate::semantic::retry::{Form, Limit, Retry};

/// The judgement of RTY002.
pub struct UnboundedRetry;

impl Rule for UnboundedRetry {
    fn retry(&self, cx: &Context<'_>, retry: &Retry) {
        if retry.limit != Limit::None || retry.form == Form::Service {
            return;
        }
        let model = cx.model;
        let mut finding = Finding::new(retry.place, message(model, retry)).help(help(model, retry));
        for failure in &retry.failures {
            finding = finding.related(model.related(failure.span, "after this failure nothing ends the attempts"));
        }
        cx.report(finding.at_most(retry.confidence));
    }
}

fn message(model: &Model<'_>, retry: &Retry) -> String {
    let what = match (retry.form, retry.attempt) {
        (Form::Policy, _) => format!("`{}` never gives up", model.slice(retry.place)),
        (_, Some(attempt)) => format!("`{}` is tried again for as long as it fails", model.slice(attempt)),
        _ => "the attempt is made again for as long as it fails".to_owned(),
    };
    format!("{what}: while the peer is down every caller hangs here, and nobody learns of the outage")
}

fn help(model: &Model<'_>, retry: &Retry) -> String {
    match retry.form {
        Form::Policy => match model.policy_with(retry, Meaning::Stop) {
            Some(call) => format!("let it give up some time: `{call}`"),
            None => "give it a number of attempts or a deadline after which it gives up".to_owned(),
        },
        Form::Recursion => "pass the number of attempts on, and raise the failure when they are used up".to_owned(),
        _ => "make a fixed number of attempts, `for attempt in range(5):`, leave the loop when one has succeeded, and \
              raise the failure after the last"
            .to_owned(),
    }
}
