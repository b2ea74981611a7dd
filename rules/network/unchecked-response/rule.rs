//! NET003: a response's body is used, and nothing looks at its status.

use crate::diagnostic::{Confidence, Related};
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Call;

/// A response's body is used unchecked.
pub struct UncheckedResponse;

impl Rule for UncheckedResponse {
    fn call(&self, cx: &Context<'_>, call: &Call<'_>) {
        let model = cx.model;
        let Some(unchecked) = model.unchecked_body(call) else { return };
        let body = model.short_text(unchecked.place);
        let message = format!(
            "`{body}` takes the body for good whatever the status: when the peer answers 500 with an error page, that is used as if it were the data"
        );
        let mut finding = Finding::new(model.span(unchecked.place), message).help(help(cx, call));
        if !(unchecked.sure && call.value.sure) {
            finding = finding.at_most(Confidence::Medium);
        }
        let path = model.module.source.path().to_owned();
        let related =
            Related { path, span: model.span(call.callee), message: "the response comes from here".to_owned() };
        cx.report(finding.related(related));
    }
}

fn help(cx: &Context<'_>, call: &Call<'_>) -> String {
    let model = cx.model;
    match model.status_check(call) {
        Some(check) => format!("look at the status before the body is used: {check}"),
        None => "look at the response's status before its body is used".to_owned(),
    }
}
