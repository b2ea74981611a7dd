//! EXC001: A handler catches every exception, so that programming errors are handled like failures that were expected.

use crate::diagnostic::Confidence;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Model;
use crate::semantic::handler::Handler;

/// The judgement of EXC001.
pub struct BroadExcept;

/// How many exception classes a message names.
const MAX_NAMED: usize = 4;

impl Rule for BroadExcept {
    fn handler(&self, cx: &Context<'_>, handler: &Handler) {
        let (model, handler) = (cx.model, *handler);
        if !matches!(handler, Handler::Clause(..)) || !model.is_broad(handler) || is_excused(model, handler) {
            return;
        }
        let raised = model.may_raise(handler);
        let finding = Finding::new(model.handler_span(handler), message(model, handler, &raised));
        let sure = if model.calls_unknown(handler) { Confidence::Medium } else { Confidence::High };
        cx.report(finding.help(help(model, handler, &raised)).at_most(sure));
    }
}

/// Whether the exception goes on, is looked at, leaves a traceback, or could not come to be. A handler that does nothing
/// is another rule's, also where that one is switched off or accepts it.
fn is_excused(model: &Model<'_>, handler: Handler) -> bool {
    model.always_raises(handler)
        || model.looks_at(handler)
        || model.records_traceback(handler)
        || model.hands_on(handler)
        || model.is_mere_close(handler)
        || !model.body_can_raise(handler)
        || (model.does_nothing(handler) && !model.retries_after(handler))
}

fn message(model: &Model<'_>, handler: Handler, raised: &[String]) -> String {
    let head = model.handler_text(handler);
    let expected = match raised {
        [] => String::new(),
        names => format!("; the body can raise {}", listed(names)),
    };
    let mistaken_for = match &*model.guarded_operations(handler) {
        [] => "the failure that was expected",
        _ => "a failing peer",
    };
    format!(
        "`{head}` also catches programming errors: a wrong name or type is handled like {mistaken_for}, and no \
         traceback is left to find it by{expected}"
    )
}

fn help(model: &Model<'_>, handler: Handler, raised: &[String]) -> String {
    let narrow = match narrowed(model, handler, raised) {
        Some((head, note)) => format!("catch what can fail here, `{head}:`{note}, and let programming errors surface"),
        None => "name the exceptions that are expected here, and let programming errors surface".to_owned(),
    };
    match model.traceback_logger(handler) {
        Some(logger) => format!("{narrow}; or keep the traceback: `{logger}(…)`"),
        None => format!("{narrow}; or log the exception with its traceback, or raise it again"),
    }
}

/// The handler's head with the classes that the body can raise, and what has to be imported for it.
fn narrowed(model: &Model<'_>, handler: Handler, raised: &[String]) -> Option<(String, String)> {
    let known = raised.iter().filter(|name| !model.is_catch_all(name)).cloned().collect::<Vec<_>>();
    let mut widest = model.widest(&known);
    widest.truncate(MAX_NAMED);
    if widest.is_empty() {
        return None;
    }
    let classes = model.respelled_classes(handler, widest.iter().map(String::as_str));
    let name = model.handler_binding(handler).map(|name| format!(" as {name}")).unwrap_or_default();
    Some((format!("{} {}{name}", model.except_word(handler), classes.text), classes.note()))
}

fn listed(names: &[String]) -> String {
    let shown = names.iter().take(MAX_NAMED).map(|name| format!("`{name}`")).collect::<Vec<_>>();
    let more = if names.len() > MAX_NAMED { " and others" } else { "" };
    format!("{}{more}", shown.join(", "))
}
