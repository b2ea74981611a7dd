//! NET001: The failure of a network call reaches an entry point with nothing on the way that handles it.

use crate::diagnostic::Related;
use crate::project::escape::Escape;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Call;
use crate::semantic::entry::EntryKind;

/// The judgement of NET001.
pub struct UnhandledNetworkCall;

impl Rule for UnhandledNetworkCall {
    fn call(&self, cx: &Context<'_>, call: &Call<'_>) {
        let is_network = call.fact.is_some_and(|fact| fact.network.is_some());
        if !is_network || cx.project.is_client_library() || !cx.project.is_operation(call, &cx.kinds()) {
            return;
        }
        let Some(escape) = cx.project.escape(cx.model, call) else { return };
        let told_by_route = cx.gives_way_to("HLT005") && cx.project.leaves_health_route(cx.model, call.expr, &escape);
        if told_by_route || cx.project.continues_conversation(cx.model, call, &escape) {
            return;
        }
        let finding = Finding::new(cx.model.span(call.callee), message(&call.name, &escape));
        let finding = finding.at_most(escape.confidence).help(help(cx, call, &escape));
        cx.report(related(cx, &escape).into_iter().fold(finding, Finding::related));
    }
}

fn message(name: &str, escape: &Escape) -> String {
    let label = &escape.root.label;
    let (way, end) = match escape.root.kind {
        EntryKind::Unused => (format!("nothing handles it before it leaves {label}"), ""),
        EntryKind::Module => ("nothing handles it".to_owned(), ": the program ends, or does not start"),
        EntryKind::Route => (between(label), ": the request fails with it"),
        EntryKind::Thread => (between(label), ": the thread ends"),
        EntryKind::Task => (between(label), ": the task ends"),
        EntryKind::Main | EntryKind::Registered | EntryKind::Callback => (between(label), ": the run ends with it"),
    };
    let raised = escape.exceptions.iter().map(|class| format!("`{class}`")).collect::<Vec<_>>().join(" or ");
    format!("`{name}` raises {raised} when its peer is down or slow, and {way}{end}")
}

fn between(label: &str) -> String {
    format!("nothing between here and {label} handles it")
}

fn help(cx: &Context<'_>, call: &Call<'_>, escape: &Escape) -> String {
    let classes = cx.model.spelled_classes(call.expr, &escape.exceptions);
    let callee = cx.model.short_text(call.callee);
    let outer = escape.path.last().map(|&call| {
        let (model, call) = cx.model.of(call);
        format!(", or around `{}`,", model.callee_text(call))
    });
    let except = if escape.grouped { "except*" } else { "except" };
    format!(
        "put `try: … {except} {}:`{} around `{callee}(…)`{} and go on without the answer: a default, a cached value, or an \
         error that says what is missing",
        classes.text,
        classes.note(),
        outer.unwrap_or_default()
    )
}

/// The call sites on the way out, numbered.
fn related(cx: &Context<'_>, escape: &Escape) -> Vec<Related> {
    let sites = escape.path.iter().zip(1..).map(|(&site, number): (_, usize)| {
        let (model, site) = cx.model.of(site);
        let within = model.function(model.function_of(site)).qualified.as_str();
        let place = if within.is_empty() { "the module's top level".to_owned() } else { format!("`{within}`") };
        let message = format!("{number}. goes on through `{}`, in {place}", model.callee_text(site));
        model.related(model.callee_span(site), message)
    });
    sites.collect()
}
