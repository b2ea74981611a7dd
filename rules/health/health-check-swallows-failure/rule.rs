//! HLT007: A handler in a health check goes on to report healthy.

use crate::diagnostic::Confidence;
use crate::project::health::{Misreport, Trouble};
use crate::rule::{Context, Finding, Rule};
use crate::semantic::handler::Handler;

/// The judgement of HLT007.
pub struct HealthCheckSwallowsFailure;

impl Rule for HealthCheckSwallowsFailure {
    fn handler(&self, cx: &Context<'_>, handler: &Handler) {
        let here = Trouble::Swallowed(cx.model.here(*handler));
        let all = cx.project.misreports().iter().filter(|one| one.trouble == here);
        if let Some(one) = all.max_by_key(|one| one.sure) {
            cx.report(finding(cx, *handler, one));
        }
    }
}

fn finding(cx: &Context<'_>, handler: Handler, one: &Misreport) -> Finding {
    let probe = one.probe.as_ref().map_or("the probe", |probe| probe.name.as_str());
    let message = format!(
        "`{}` reports healthy when `{probe}` fails: `{}` catches the failure and leaves no trace of it in the answer, so \
         the check stays green through the very outage that it is there to show",
        one.route.shown(),
        cx.model.handler_text(handler)
    );
    let sure = if one.sure { Confidence::High } else { Confidence::Medium };
    let help = "answer 503 from here, or set a flag that the status and the verdict of the answer are made from";
    let finding = Finding::new(cx.model.handler_span(handler), message).at_most(sure).help(help);
    let mut places = one.probe.as_ref().map_or_else(Vec::new, |probe| probe.way(cx.model, "fails"));
    places.extend(one.returned.map(|returned| cx.model.related_in(returned, "this answer goes out all the same")));
    places.into_iter().fold(finding, Finding::related)
}
