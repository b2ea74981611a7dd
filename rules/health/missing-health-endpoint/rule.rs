//! HLT001: A service has no route that tells whether it is healthy.

use crate::diagnostic::Confidence;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::route::Application;

/// The judgement of HLT001.
pub struct MissingHealthEndpoint;

impl Rule for MissingHealthEndpoint {
    fn module(&self, cx: &Context<'_>) {
        let here = cx.model.module.source.path();
        let applications = cx.project.services().without_health.iter().filter(|(path, _)| path == here);
        applications.for_each(|(_, application)| cx.report(finding(application)));
    }
}

fn finding(application: &Application) -> Finding {
    let message = format!(
        "the service that `{}` makes has no health route: a load balancer or orchestrator cannot tell an instance that hangs \
         or has lost its dependencies from one that works, and keeps sending it traffic",
        application.made_by
    );
    let sure = if application.sure { Confidence::High } else { Confidence::Medium };
    let help = "serve one, such as `GET /health` (with gRPC the standard health service), that checks what the service cannot do without and answers 503 when that fails";
    Finding::new(application.place, message).at_most(sure).help(help)
}
