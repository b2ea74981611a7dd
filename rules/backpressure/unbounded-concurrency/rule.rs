//! BKP001: The number of tasks or threads that run at once grows with the input, and nothing bounds it.

use crate::diagnostic::Related;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::concurrency::{FanOut, FanOutKind, Knowledge};
use crate::semantic::{Call, Model};
use crate::source::Span;

/// The judgement of BKP001.
pub struct UnboundedConcurrency;

impl Rule for UnboundedConcurrency {
    fn call(&self, cx: &Context<'_>, call: &Call<'_>) {
        let Some(found) = cx.model.fan_out(call) else { return };
        let finding = Finding::new(found.place, message(cx.model, &found))
            .help(help(cx.model, &found))
            .at_most(found.confidence)
            .related(related(cx.model, found.items.place, "this is gone through with no limit on what runs at once"));
        cx.report(match io_note(cx.model, &found) {
            Some(note) => finding.related(note),
            None => finding,
        });
    }
}

fn related(model: &Model<'_>, span: Span, message: &str) -> Related {
    Related { path: model.module.source.path().to_owned(), span, message: message.to_owned() }
}

/// The I/O, where it stands elsewhere than the work itself.
fn io_note(model: &Model<'_>, found: &FanOut) -> Option<Related> {
    let (io, work) = (model.span(found.io.call), model.span(found.work));
    let message = match found.io.known {
        Knowledge::Network => "the I/O that all of them do at the same time",
        Knowledge::Unknown => "what each of them waits for",
    };
    (!io.contains(work) && !work.contains(io)).then(|| related(model, io, message))
}

fn message(model: &Model<'_>, found: &FanOut) -> String {
    let work = one_line(model.text(found.work));
    let started = match found.kind {
        FanOutKind::Coroutines => format!("runs `{work}`"),
        FanOutKind::Tasks => format!("starts a task for `{work}`"),
        FanOutKind::Threads => format!("starts a thread for `{work}`"),
    };
    let each = match found.items.source {
        Some(source) => format!("once for each of `{}`", one_line(model.text(source))),
        None => "in each turn of a loop".to_owned(),
    };
    format!(
        "this {started} {each}, all at once: a large input or a slow peer piles up connections and memory until the \
         process or the peer fails"
    )
}

fn help(model: &Model<'_>, found: &FanOut) -> String {
    let work = one_line(model.text(found.work));
    match found.kind {
        FanOutKind::Threads => format!(
            "let a pool of fixed size run it: `with ThreadPoolExecutor(max_workers=10) as pool:` and \
             `pool.submit({work}, …)`"
        ),
        FanOutKind::Coroutines | FanOutKind::Tasks => {
            let item = found.items.item.map_or("item", |item| model.text(item));
            let awaited = if model.call(found.work).is_some() { work } else { format!("{work}({item})") };
            format!(
                "make `semaphore = asyncio.Semaphore(10)` once, and start each through a coroutine that waits for it: \
                 `async def limited({item}):`, `async with semaphore:`, `return await {awaited}`; around the start \
                 itself it bounds nothing"
            )
        }
    }
}

/// A text on one line, cut where it is long.
fn one_line(text: &str) -> String {
    const MAX_SHOWN: usize = 60;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = line.chars().take(MAX_SHOWN).collect::<String>();
    if cut.len() < line.len() { format!("{cut}…") } else { line }
}
