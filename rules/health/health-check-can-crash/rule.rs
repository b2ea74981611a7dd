//! HLT005: A dependency probe can raise out of a health route.

use crate::diagnostic::Confidence;
use crate::project::health::Probe;
use crate::rule::{Context, Finding, Rule};

/// The judgement of HLT005.
pub struct HealthCheckCanCrash;

impl Rule for HealthCheckCanCrash {
    fn module(&self, cx: &Context<'_>) {
        for check in cx.project.health_checks(cx.model.file) {
            let probes = cx.project.probes(cx.model, check.handler.id);
            let raising = probes.into_iter().filter_map(|probe| {
                let (classes, sure) = cx.project.failures_out(cx.model, &probe);
                (!classes.is_empty()).then_some((probe, classes, sure && check.route.sure))
            });
            let raising = raising.collect::<Vec<_>>();
            let Some((probe, classes, sure)) = raising.iter().rev().max_by_key(|(_, _, sure)| *sure) else { continue };
            let message = format!(
                "`{}` raises {} out of `{}` when that dependency is down: the answer is an error page instead of a report, \
                 and nobody learns which of the dependencies failed",
                probe.name,
                classes.iter().map(|class| format!("`{class}`")).collect::<Vec<_>>().join(" or "),
                check.route.shown(),
            );
            let sure = if *sure { Confidence::High } else { Confidence::Medium };
            let span = cx.model.name_span(check.handler.id);
            let finding = Finding::new(span, message).at_most(sure).help(help(cx, probe, classes));
            let others = raising.iter().map(|(other, ..)| other).filter(|other| other.call != probe.call);
            let others =
                others.map(|other| cx.model.related_in(other.call, format!("`{}` raises out of it too", other.name)));
            cx.report(probe.way(cx.model, "raises").into_iter().chain(others).fold(finding, Finding::related));
        }
    }
}

fn help(cx: &Context<'_>, probe: &Probe, classes: &[String]) -> String {
    let (model, call) = cx.model.of(probe.call);
    let spelled = model.spelled_classes(call, classes);
    format!(
        "put `try: … except {}:`{} around `{}(…)`, note there which dependency failed, and answer 503 with the report",
        spelled.text,
        spelled.note(),
        model.callee_text(call)
    )
}
