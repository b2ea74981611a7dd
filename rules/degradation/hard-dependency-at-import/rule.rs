//! DEG003: A network operation runs while a module is imported and nothing handles its failure: the process cannot start
//! while the peer is down.

use crate::diagnostic::Related;
use crate::project::import::FailedImport;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Call;

/// The judgement of DEG003.
pub struct HardDependencyAtImport;

impl Rule for HardDependencyAtImport {
    fn call(&self, cx: &Context<'_>, call: &Call<'_>) {
        if call.fact.is_none_or(|fact| fact.network.is_none()) || !cx.project.is_operation(call, &cx.kinds()) {
            return;
        }
        let Some(failed) = cx.project.failed_import(cx.model, call) else { return };
        let finding = Finding::new(cx.model.span(call.callee), message(cx, call, &failed));
        let finding = finding.help(help(cx, call, &failed)).at_most(failed.confidence);
        cx.report(related(cx, &failed).into_iter().fold(finding, Finding::related));
    }
}

fn message(cx: &Context<'_>, call: &Call<'_>, failed: &FailedImport) -> String {
    let raised = failed.exceptions.iter().map(|class| format!("`{class}`")).collect::<Vec<_>>().join(" or ");
    let module = cx.project.module_name(failed.module);
    format!(
        "`{}` runs while `{module}` is imported, and nothing handles {raised}: while its peer is down or slow the process \
         cannot start, nor restart",
        call.name
    )
}

fn help(cx: &Context<'_>, call: &Call<'_>, failed: &FailedImport) -> String {
    let (model, site) = failed.path.last().map_or((cx.model.clone(), call.expr), |&site| cx.model.of(site));
    let classes = cx.model.spelled_classes(call.expr, &failed.exceptions);
    let code = model.call(site).map_or_else(|| model.text(site).to_owned(), |call| model.kept_call(&call));
    format!(
        "move `{code}` into a function with `@functools.cache` that is called when the answer is first needed, or put \
         `try: … except {}:`{} around it and start with a default",
        classes.text,
        classes.note()
    )
}

/// The call sites on the way out, numbered.
fn related(cx: &Context<'_>, failed: &FailedImport) -> Vec<Related> {
    let sites = failed.path.iter().zip(1..).map(|(&site, number): (_, usize)| {
        let (model, site) = cx.model.of(site);
        let within = model.function(model.function_of(site)).qualified.as_str();
        let place = if within.is_empty() { "the module's top level".to_owned() } else { format!("`{within}`") };
        model.related(
            model.callee_span(site),
            format!("{number}. runs through `{}`, in {place}", model.callee_text(site)),
        )
    });
    sites.collect()
}
