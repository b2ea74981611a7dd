//! DEG001: A fallback for a failed call makes another network call, and nothing handles the failure of that one.

use crate::diagnostic::{Confidence, Related};
use crate::project::escape::Escape;
use crate::project::failures::Operation;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Call;
use crate::semantic::handler::Handler;

/// The judgement of DEG001.
pub struct UnguardedFallback;

impl Rule for UnguardedFallback {
    fn call(&self, cx: &Context<'_>, call: &Call<'_>) {
        let Some(handler) = cx.model.failed_call_handler(call.expr) else { return };
        if cx.project.is_client_library() {
            return;
        }
        let kinds = cx.kinds();
        if cx.project.is_operation(call, &kinds) {
            let escape = cx.project.escape(cx.model, call);
            escape.iter().for_each(|escape| report(cx, call, handler, &call.name, escape, None));
        } else if let Some(behind) = cx.project.operation_behind(cx.model, call, &kinds) {
            let escape = cx.project.escape_from(cx.model, call.expr, &behind.exceptions, call.value.sure);
            escape.iter().for_each(|escape| report(cx, call, handler, &behind.name, escape, Some(&behind)));
        }
    }
}

fn report(
    cx: &Context<'_>,
    call: &Call<'_>,
    handler: Handler,
    name: &str,
    escape: &Escape,
    behind: Option<&Operation>,
) {
    let model = cx.model;
    if cx.gives_way_to("HLT005") && cx.project.leaves_health_route(model, call.expr, escape) {
        return;
    }
    let path = || model.module.source.path().to_owned();
    let callee = model.text(call.callee);
    let through = if behind.is_some() { format!("`{callee}` calls `{name}`, which") } else { format!("`{name}`") };
    let raised = escape.exceptions.join(" or ");
    let message = format!(
        "the fallback needs the network too: {through} raises `{raised}` when that peer is down as well, and nothing handles \
         it, so that the fallback turns one failure into another"
    );
    let handled = Related {
        path: path(),
        span: model.handler_span(handler),
        message: "this handler is where the first failure is answered".to_owned(),
    };
    let classes = model.spelled_classes(call.expr, &escape.exceptions);
    let help = format!(
        "guard the fallback: `try: {}(…)` with `except {}:`{}, and a last resort that needs no peer",
        model.short_text(call.callee),
        classes.text,
        classes.note()
    );
    let finding = Finding::new(model.span(call.callee), message).help(help).related(handled);
    let operation = behind.map(|behind| {
        let (model, call) = model.of(behind.call);
        model.related(model.callee_span(call), format!("`{name}` is called here"))
    });
    let sure = escape.confidence.min(Confidence::High);
    cx.report(operation.into_iter().fold(finding.at_most(sure), Finding::related));
}
