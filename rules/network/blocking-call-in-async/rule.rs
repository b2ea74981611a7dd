//! NET004: A blocking network operation or sleep runs on the event loop and stops everything else that the loop serves.

use crate::diagnostic::Confidence;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Call;
use crate::semantic::effect::{Effect, Wait, Within};
use crate::semantic::event_loop::OtherWork;

/// The judgement of NET004.
pub struct BlockingCallInAsync;

impl Rule for BlockingCallInAsync {
    fn call(&self, cx: &Context<'_>, call: &Call<'_>) {
        let model = cx.model;
        if !model.function(model.function_of(call.expr)).is_async {
            return;
        }
        let Some(wait) = blocking(cx, call) else { return };
        let doubt = match model.other_work(call.expr) {
            OtherWork::None => return,
            OtherWork::Unknown => Confidence::Low,
            OtherWork::Some => wait.confidence(),
        };
        let finding = Finding::new(model.span(call.callee), message(cx, call, &wait));
        let finding = finding.help(model.off_the_loop(call, &wait)).at_most(doubt);
        cx.report(model.steps_to(&wait).into_iter().fold(finding, Finding::related));
    }
}

/// The wait that holds the loop while `call` runs: its own, else the nearest behind it.
fn blocking(cx: &Context<'_>, call: &Call<'_>) -> Option<Wait> {
    let kinds = cx.kinds();
    let counts = |wait: &Wait| match wait.effect {
        Effect::Network(kind) => wait.blocks && kinds.contains(&kind),
        Effect::Sleep => wait.blocks,
    };
    let own = cx.model.own_wait(call);
    match own {
        Some(wait) => Some(wait).filter(counts),
        None if call.fact.is_some() => None,
        None => cx.model.waits_behind(call, Within::Thread).into_iter().find(counts),
    }
}

fn message(cx: &Context<'_>, call: &Call<'_>, wait: &Wait) -> String {
    let callee = cx.model.short_text(call.callee);
    let through = if wait.path.is_empty() { String::new() } else { format!(": it calls {}", cx.model.way_to(wait)) };
    match wait.effect {
        Effect::Network(_) => format!(
            "`{callee}` blocks the event loop{through}: while this peer is slow, every other request, task and timeout of \
             the loop stands still"
        ),
        Effect::Sleep => format!(
            "`{callee}` stops the event loop{through}: while it sleeps, every other request, task and timeout of the loop \
             stands still"
        ),
    }
}
