//! HLT001: A service has no route that tells whether it is healthy.

use crate::diagnostic::Confidence;
use crate::project::health::Dependency;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::route::Application;

/// The judgement of HLT001.
pub struct MissingHealthEndpoint;

impl Rule for MissingHealthEndpoint {
    fn module(&self, cx: &Context<'_>) {
        let here = cx.model.module.source.path();
        let applications = cx.project.services().without_health.iter().filter(|(path, _)| path == here);
        applications.for_each(|(_, application)| cx.report(finding(cx, application)));
    }
}

fn finding(cx: &Context<'_>, application: &Application) -> Finding {
    let dependencies = cx.project.dependencies();
    let lost = match dependencies {
        [] => "its dependencies".to_owned(),
        found => Dependency::list(found),
    };
    let message = format!(
        "the service that `{}` makes has no health route: a load balancer or orchestrator cannot tell an instance that hangs \
         or has lost {lost} from one that works, and keeps sending it traffic",
        application.made_by
    );
    let sure = if application.sure { Confidence::High } else { Confidence::Medium };
    let help = "serve one, such as `GET /health` (with gRPC the standard health service), that checks what the service cannot do without and answers 503 when that fails";
    let finding = Finding::new(application.place, message).at_most(sure).help(help);
    let places = dependencies.iter().map(|dependency| dependency.place(cx.model));
    places.fold(finding, Finding::related)
}
