//! NET002: a network operation that can wait for ever.

use crate::diagnostic::Confidence;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Call;
use crate::semantic::timeout::EffectiveTimeout;

/// A network operation can wait for ever.
pub struct MissingTimeout;

impl Rule for MissingTimeout {
    fn call(&self, cx: &Context<'_>, call: &Call<'_>) {
        let model = cx.model;
        let timeout = model.effective_timeout(call);
        let (message, sure, related) = match timeout {
            EffectiveTimeout::Missing { .. } | EffectiveTimeout::SwitchedOff { .. }
                if model.is_reported_before(call) =>
            {
                return;
            }
            EffectiveTimeout::Missing { maker, sure } => (missing(cx, call), sure, maker.map(|at| (at, NO_LIMIT))),
            EffectiveTimeout::SwitchedOff { at, sure } => {
                (switched_off(cx, call), sure, (!sure).then_some((at, DEFAULT_OFF)))
            }
            _ => return,
        };
        let mut finding = Finding::new(model.span(call.callee), message).help(help(cx, call, timeout));
        if !(sure && call.value.sure) {
            finding = finding.at_most(Confidence::Medium);
        }
        if let Some((at, message)) = related {
            finding = finding.related(model.related_in(at, message));
        }
        for caller in model.callers_without_limit(call) {
            finding = finding.related(model.related_in(caller, LEFT_OUT));
        }
        cx.report(finding);
    }
}

const NO_LIMIT: &str = "made here, without a time limit";
const LEFT_OUT: &str = "called here, without a time limit";
const DEFAULT_OFF: &str = "nobody has to say otherwise, and this says: no limit";

fn missing(cx: &Context<'_>, call: &Call<'_>) -> String {
    let name = cx.model.short_text(call.callee);
    let waiter = cx.model.waiter(call);
    format!(
        "`{name}` can wait for ever: nothing on the way sets a timeout, so one peer that stops answering holds this {waiter} until the process is restarted"
    )
}

fn switched_off(cx: &Context<'_>, call: &Call<'_>) -> String {
    let name = cx.model.short_text(call.callee);
    if call.fact.is_some_and(|fact| fact.network.is_none()) {
        return format!(
            "`{name}` is made with its timeout switched off, so every call through it that sets none of its own can wait for ever for a peer that stops answering"
        );
    }
    let waiter = cx.model.waiter(call);
    format!(
        "`{name}` can wait for ever: its timeout is switched off, so one peer that stops answering holds this {waiter} until the process is restarted"
    )
}

fn help(cx: &Context<'_>, call: &Call<'_>, timeout: EffectiveTimeout) -> String {
    match timeout {
        EffectiveTimeout::SwitchedOff { at, .. } => cx.model.limited(call, Some(at), None),
        EffectiveTimeout::Missing { maker, .. } => cx.model.limited(call, None, maker),
        _ => cx.model.limited(call, None, None),
    }
}
