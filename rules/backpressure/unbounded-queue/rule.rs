//! BKP002: A queue between a producer and a consumer takes in any number of items.

use crate::diagnostic::Related;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::concurrency::OpenQueue;
use crate::semantic::{Call, Model};

/// The judgement of BKP002.
pub struct UnboundedQueue;

impl Rule for UnboundedQueue {
    fn call(&self, cx: &Context<'_>, call: &Call<'_>) {
        let Some(queue) = cx.model.open_queue(call) else { return };
        let message = "nothing bounds this queue: when what takes from it is slower than what puts into it, it grows \
                       until the process runs out of memory, and each item waits longer than the one before";
        let mut finding = Finding::new(cx.model.span(call.callee), message)
            .help(help(cx.model, call, &queue))
            .at_most(queue.confidence);
        let places = [(queue.put, "items are put here"), (queue.get, "and taken here")];
        for (expr, message) in places.into_iter().filter_map(|(expr, message)| Some((expr?, message))) {
            let path = cx.model.module.source.path().to_owned();
            finding = finding.related(Related { path, span: cx.model.span(expr), message: message.to_owned() });
        }
        cx.report(finding);
    }
}

fn help(model: &Model<'_>, call: &Call<'_>, queue: &OpenQueue) -> String {
    let callee = model.text(call.callee);
    match &queue.bound {
        Some(bound) => format!(
            "give it a bound, so that a producer that is ahead waits (or decides what to drop): `{callee}({bound}=1000)`"
        ),
        None => {
            format!("`{callee}` cannot be bounded: take a queue with a bound, so that a producer that is ahead waits")
        }
    }
}
