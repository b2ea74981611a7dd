//! HLT003: A health route knows that something is wrong, and sends success.

use crate::diagnostic::Confidence;
use crate::project::health::{Misreport, Trouble};
use crate::rule::{Context, Finding, Rule};

/// The judgement of HLT003.
pub struct UnhealthyReportedOk;

impl Rule for UnhealthyReportedOk {
    fn module(&self, cx: &Context<'_>) {
        let here = cx.project.misreports().iter().filter(|one| one.handler.file == cx.model.file);
        for one in here {
            match one.trouble {
                Trouble::SaysUnhealthy => report(cx, one, "says in its body that the service is not healthy"),
                Trouble::OnlyDetails => report(cx, one, "mentions the failed probe in its body only"),
                Trouble::Swallowed(_) => {}
            }
        }
    }
}

fn report(cx: &Context<'_>, one: &Misreport, what: &str) {
    let probe = one.probe.as_ref();
    let when = probe.map_or_else(String::new, |probe| format!(" when `{}` fails", probe.name));
    let message = format!(
        "`{}` {what}{when}, and sends it with status 200: load balancers and orchestrators read the status, not the body, \
         and keep sending traffic to an instance that knows that it cannot serve",
        one.route.shown()
    );
    let span = one.returned.map_or_else(|| cx.model.name_span(one.handler.id), |returned| cx.model.span(returned.id));
    let sure = if one.sure { Confidence::High } else { Confidence::Medium };
    let help = "send status 503 on this way, and 200 only where the verdict is healthy";
    let mut finding = Finding::new(span, message).at_most(sure).help(help);
    if let Some(probe) = probe {
        finding = probe.way(cx.model, "fails").into_iter().fold(finding, Finding::related);
    }
    if let Some(caught) = one.caught {
        let (model, handler) = cx.model.of(caught);
        finding = finding.related(model.related(model.handler_span(handler), "the failure is caught here"));
    }
    cx.report(finding);
}
