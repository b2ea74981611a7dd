//! NET005: A network operation runs while a lock is held, so that one slow peer stalls everybody who wants the lock.

use crate::diagnostic::Confidence;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Call;
use crate::semantic::effect::{Effect, Wait, Within};
use crate::semantic::lock::Held;

/// The judgement of NET005.
pub struct NetworkCallUnderLock;

impl Rule for NetworkCallUnderLock {
    fn module(&self, cx: &Context<'_>) {
        for held in cx.model.locked() {
            held.calls.iter().for_each(|call| judge(cx, &held, call));
        }
    }
}

fn judge(cx: &Context<'_>, held: &Held<'_>, call: &Call<'_>) {
    let model = cx.model;
    let Some(wait) = waiting(cx, call) else { return };
    let taken = model.related(held.taken, format!("`{}` is taken here", model.short_text(held.lock)));
    let finding = Finding::new(model.span(call.callee), message(cx, held, call, &wait));
    let finding = finding.help(help(cx, held, call)).related(taken);
    let sure = if held.sure { Confidence::High } else { Confidence::Medium };
    let finding = finding.at_most(sure).at_most(wait.confidence());
    cx.report(model.steps_to(&wait).into_iter().fold(finding, Finding::related));
}

/// The network operation for which the lock is held: the call itself, else the nearest behind it.
fn waiting(cx: &Context<'_>, call: &Call<'_>) -> Option<Wait> {
    let kinds = cx.kinds();
    let counts = |wait: &Wait| matches!(wait.effect, Effect::Network(kind) if kinds.contains(&kind)) && !wait.needed;
    cx.model.waits_of(call, Within::Call).into_iter().find(counts)
}

fn message(cx: &Context<'_>, held: &Held<'_>, call: &Call<'_>, wait: &Wait) -> String {
    let (callee, lock) = (cx.model.short_text(call.callee), cx.model.short_text(held.lock));
    let through = if wait.path.is_empty() { String::new() } else { format!(", which calls {}", cx.model.way_to(wait)) };
    format!(
        "`{lock}` is held while `{callee}`{through} waits for the network: one slow peer stalls everybody who wants the lock"
    )
}

fn help(cx: &Context<'_>, held: &Held<'_>, call: &Call<'_>) -> String {
    let model = cx.model;
    let lock = model.short_text(held.lock);
    let with = if held.is_async { "async with" } else { "with" };
    format!(
        "fetch first and hold the lock only to store: `{}`, then `{with} {lock}:` around what uses the answer",
        model.kept_call(call)
    )
}
