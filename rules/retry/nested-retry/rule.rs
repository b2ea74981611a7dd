//! RTY007: A retry inside another retry of the same failure multiplies the attempts.

use crate::diagnostic::Related;
use crate::project::nested::Nested;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::Model;
use crate::semantic::program::In;
use crate::semantic::retry::{Limit, Retry};

/// The judgement of RTY007.
pub struct NestedRetry;

impl Rule for NestedRetry {
    fn retry(&self, cx: &Context<'_>, retry: &Retry) {
        let Some(nested) = cx.project.nested_retry(cx.model, retry) else { return };
        let finding = Finding::new(retry.place, message(cx.model, retry, &nested)).at_most(nested.confidence);
        let finding = finding.help(help(cx.model, &nested));
        cx.report(related(cx.model, &nested).into_iter().fold(finding, Finding::related));
    }
}

fn message(model: &Model<'_>, retry: &Retry, nested: &Nested) -> String {
    let attempt = retry.attempt.map(|span| model.slice(span));
    let attempt = attempt.unwrap_or_else(|| model.function(retry.function).name.as_str());
    let total = match (retry.limit, nested.limit) {
        (Limit::Attempts(outer), Limit::Attempts(inner)) => {
            format!("{outer} × {inner} = {} attempts", outer * inner)
        }
        (Limit::None, _) | (_, Limit::None) => "attempts without end".to_owned(),
        (outer, inner) => format!("{} × {} attempts", times(outer), times(inner)),
    };
    format!(
        "`{attempt}` is retried here, and what it does retries the same failure by itself: {total} for one request, so that \
         a peer in trouble gets many times its load"
    )
}

fn times(limit: Limit) -> String {
    match limit {
        Limit::Attempts(attempts) => attempts.to_string(),
        Limit::Some | Limit::None => "several".to_owned(),
    }
}

fn help(model: &Model<'_>, nested: &Nested) -> String {
    let (inside, ()) = model.of(In { file: nested.file, id: () });
    let written = inside.slice(nested.place).lines().next().unwrap_or_default();
    format!(
        "retry in one place only: keep the retry that is nearest to the peer (`{written}`) and let its last failure pass here, or \
         let that one make a single attempt"
    )
}

/// The call sites down to the inner retry, numbered, and the inner retry.
fn related(model: &Model<'_>, nested: &Nested) -> Vec<Related> {
    let sites = nested.path.iter().zip(1..).map(|(&site, number): (_, usize)| {
        let (caller, site) = model.of(site);
        caller.related(caller.callee_span(site), format!("{number}. each attempt calls `{}`", caller.callee_text(site)))
    });
    let (inside, ()) = model.of(In { file: nested.file, id: () });
    let inner = inside.related(nested.place, "this retries the same failure inside each attempt");
    sites.chain([inner]).collect()
}
