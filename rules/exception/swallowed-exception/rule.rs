//! EXC002: A handler drops the failure without a trace: nothing is done, logged or said.

use crate::diagnostic::Confidence;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Model;
use crate::semantic::handler::Handler;

/// The judgement of EXC002.
pub struct SwallowedException;

impl Rule for SwallowedException {
    fn handler(&self, cx: &Context<'_>, handler: &Handler) {
        let (model, handler) = (cx.model, *handler);
        if !model.does_nothing(handler) || !swallows_what_matters(model, handler) || is_excused(model, handler) {
            return;
        }
        let finding = Finding::new(model.handler_span(handler), message(model, handler));
        cx.report(finding.help(help(model, handler)).at_most(confidence(model, handler)));
    }
}

/// Whether the handler is broad, or is for failures of a network operation that it guards.
fn swallows_what_matters(model: &Model<'_>, handler: Handler) -> bool {
    model.is_broad(handler) || (model.catches_network_failure(handler) && !model.is_listener_tick(handler))
}

/// A handler that is not broad is judged by the operations in its body: as sure as these are.
fn confidence(model: &Model<'_>, handler: Handler) -> Confidence {
    let resolved = model.guarded_operations(handler).iter().any(|operation| operation.value.sure);
    if model.is_broad(handler) || resolved { Confidence::High } else { Confidence::Medium }
}

/// Whether there is a reason to drop the failure, or none to catch.
fn is_excused(model: &Model<'_>, handler: Handler) -> bool {
    model.has_reason(handler)
        || model.is_in_finalizer(handler)
        || model.is_mere_close(handler)
        || !model.body_can_raise(handler)
        || model.retries_after(handler)
}

fn message(model: &Model<'_>, handler: Handler) -> String {
    let head = model.handler_text(handler);
    match model.guarded_operations(handler).first() {
        Some(operation) => format!(
            "`{head}` drops the failure without a trace: nobody learns that `{}` failed, and the code goes on as if it \
             had not",
            model.text(operation.callee)
        ),
        None => format!(
            "`{head}` drops every exception without a trace, programming errors too: in production this code can fail \
             for weeks before anybody notices"
        ),
    }
}

fn help(model: &Model<'_>, handler: Handler) -> String {
    let raised = model.may_raise(handler).into_iter().filter(|name| !model.is_catch_all(name)).collect::<Vec<_>>();
    let narrow = match &*model.widest(&raised) {
        [name, ..] if model.is_broad(handler) => format!("catch `{name}` and "),
        _ => String::new(),
    };
    format!("{narrow}log what failed, or say in a comment on the handler why it may be ignored")
}
