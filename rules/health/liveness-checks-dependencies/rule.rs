//! HLT006: A liveness route probes a remote dependency.

use crate::diagnostic::Confidence;
use crate::rule::{Context, Finding, Rule};

/// The judgement of HLT006.
pub struct LivenessChecksDependencies;

impl Rule for LivenessChecksDependencies {
    fn module(&self, cx: &Context<'_>) {
        for check in cx.project.health_checks(cx.model.file).into_iter().filter(|check| check.is_liveness) {
            let probes = cx.project.probes(cx.model, check.handler.id);
            let remote = probes.into_iter().filter(|probe| cx.project.is_remote(&probe.name, probe.kind));
            let remote = remote.collect::<Vec<_>>();
            let Some(probe) = remote.iter().rev().max_by_key(|probe| probe.sure) else { continue };
            let message = format!(
                "`{}` is named as a liveness route and asks a remote dependency through `{}`: an outage there gets healthy \
                 processes killed and restarted, all at once, which mends nothing",
                check.route.shown(),
                probe.name
            );
            let sure = if probe.sure && check.route.sure { Confidence::High } else { Confidence::Medium };
            let help = "answer liveness from the process alone, and ask dependencies in a readiness route (`/readyz`), \
                        which takes the instance out of traffic without a restart";
            let span = cx.model.name_span(check.handler.id);
            let finding = Finding::new(span, message).at_most(sure).help(help);
            cx.report(probe.way(cx.model, "asks a remote dependency").into_iter().fold(finding, Finding::related));
        }
    }
}
