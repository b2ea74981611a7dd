//! HLT002: The only health route looks at nothing that the service depends on.

use crate::diagnostic::Confidence;
use crate::project::health::Dependency;
use crate::rule::{Context, Finding, Rule};

/// The judgement of HLT002.
pub struct ShallowHealthCheck;

impl Rule for ShallowHealthCheck {
    fn module(&self, cx: &Context<'_>) {
        if cx.project.health_checks(cx.model.file).is_empty() {
            return;
        }
        let Some(check) = cx.project.shallow_check(cx.model) else { return };
        let dependencies = cx.project.dependencies();
        if check.handler.file != cx.model.file || dependencies.is_empty() {
            return;
        }
        let message = format!(
            "`{}` answers without a look at anything that the service needs: it says healthy while {} cannot be reached, \
             and the instance keeps getting traffic that it cannot serve",
            check.route.shown(),
            Dependency::list(dependencies)
        );
        let help = "add a readiness route that asks each of them with a short timeout and answers 503 when one that the \
                    service cannot do without fails; keep this one for liveness under a name such as `/livez`";
        let sure = if check.route.sure { Confidence::High } else { Confidence::Medium };
        let finding = Finding::new(cx.model.name_span(check.handler.id), message).at_most(sure).help(help);
        let places = dependencies.iter().map(|dependency| dependency.place(cx.model));
        cx.report(places.fold(finding, Finding::related));
    }
}
