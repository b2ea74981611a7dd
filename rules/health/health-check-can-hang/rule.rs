//! HLT004: A health route runs a network operation that can wait for ever.

use crate::diagnostic::Confidence;
use crate::project::health::{HealthCheck, Probe};
use crate::rule::{Context, Finding, Rule};

/// The judgement of HLT004.
pub struct HealthCheckCanHang;

impl Rule for HealthCheckCanHang {
    fn module(&self, cx: &Context<'_>) {
        for check in cx.project.health_checks(cx.model.file) {
            let probes = cx.project.probes(cx.model, check.handler.id);
            let hanging = probes.iter().filter_map(|probe| Some((probe, cx.project.hangs(cx.model, probe)?)));
            let hanging = hanging.collect::<Vec<_>>();
            if let Some((first, sure)) = hanging.iter().rev().max_by_key(|(_, sure)| *sure) {
                cx.report(finding(cx, &check, first, *sure, &hanging));
            }
        }
    }
}

fn finding(cx: &Context<'_>, check: &HealthCheck, probe: &Probe, sure: bool, all: &[(&Probe, bool)]) -> Finding {
    let message = format!(
        "`{}` waits for ever when `{}` gets no answer: nothing on the way sets a timeout, so the probe of the orchestrator \
         times out instead, and healthy instances are taken out or restarted while each hanging check holds a worker",
        check.route.shown(),
        probe.name
    );
    let (model, call) = cx.model.of(probe.call);
    let help =
        format!("give `{}(…)` a timeout of a second or two, well below the orchestrator's", model.callee_text(call));
    let sure = if sure && check.route.sure { Confidence::High } else { Confidence::Medium };
    let finding = Finding::new(cx.model.name_span(check.handler.id), message).at_most(sure).help(help);
    let others = all.iter().map(|(other, _)| other).filter(|other| other.call != probe.call);
    let others = others.map(|other| cx.model.related_in(other.call, format!("`{}` waits for ever too", other.name)));
    probe.way(cx.model, "waits for ever").into_iter().chain(others).fold(finding, Finding::related)
}
