//! NET007: a timeout is written where it has no effect.

use crate::diagnostic::Confidence;
use crate::rule::{Context, Finding, Rule};
use crate::semantic::timeout::dead::{DeadLimit, Why};
use crate::semantic::{Call, Model};

/// A timeout is written where it has no effect.
pub struct IneffectiveTimeout;

impl Rule for IneffectiveTimeout {
    fn call(&self, cx: &Context<'_>, call: &Call<'_>) {
        if let Some(dead) = cx.model.dead_limit(call) {
            report(cx, &dead);
        }
    }

    fn module(&self, cx: &Context<'_>) {
        cx.model.dead_settings().iter().for_each(|dead| report(cx, dead));
    }
}

fn report(cx: &Context<'_>, dead: &DeadLimit) {
    let mut finding = Finding::new(dead.span, message(cx.model, dead)).help(help(cx.model, dead));
    if !dead.sure {
        finding = finding.at_most(Confidence::Medium);
    }
    if let Some((at, why)) = dead.related.zip(explained(&dead.why)) {
        finding = finding.related(cx.model.related_in(at, why));
    }
    cx.report(finding);
}

fn message(model: &Model<'_>, dead: &DeadLimit) -> String {
    let what = model.slice(dead.span);
    match &dead.why {
        Why::Unread => format!(
            "`{what}` limits nothing: the library never reads this attribute, so every call can still wait for ever for a peer that stops answering"
        ),
        Why::Misplaced(parameter) => format!(
            "`{what}` is given a number as `{parameter}`, not as its timeout: nothing ends the wait for a peer that stops answering"
        ),
        Why::DropsTotal => format!(
            "`{what}` limits a part of the operation and drops the library's default for the rest: a peer that accepts the connection and then says nothing is waited for without end"
        ),
        Why::Owned => format!(
            "`{what}` gives up after its timeout, but the end of the `with` block around it waits for the same work without one: work that hangs holds this thread all the same"
        ),
        Why::Thread => format!(
            "`{what}` gives up after its timeout, but cannot stop the thread: the call in it waits on without end, and when all threads of the pool wait like this, nothing runs any more"
        ),
        Why::AlwaysPassed(dict, key) => format!(
            "`{what}` never sees a missing timeout: the library always passes `{key}` in `{dict}`, with `None` where the caller gave none, so this default is never used and calls wait for ever"
        ),
    }
}

fn help(model: &Model<'_>, dead: &DeadLimit) -> String {
    match (&dead.why, &dead.mend) {
        (Why::Unread, Some(mend)) => format!("give the limit to each call: `{mend}`"),
        (Why::Unread, None) => "give the limit to each call, or to all by a subclass or an adapter".to_owned(),
        (Why::Misplaced(_), Some(mend)) => format!("give it by name: `{mend}`"),
        (Why::DropsTotal, Some(mend)) => format!("limit the whole as well: `{mend}`"),
        (Why::Owned, _) => {
            "give the work its own limit, a timeout on what it calls; a pool that is made without `with` \
                            can be left without waiting for it"
                .to_owned()
        }
        (Why::Thread, _) => dead.related.map_or_else(String::new, |work| {
            let (home, work) = model.of(work);
            match home.call(work) {
                Some(call) => home.limited(&call, None, None),
                None => format!("give `{}` a limit of its own, below this one", home.text(work)),
            }
        }),
        (Why::AlwaysPassed(dict, key), _) => {
            format!("look at the value, not at the key: `if {dict}.get(\"{key}\") is None:`")
        }
        (Why::Misplaced(_) | Why::DropsTotal, None) => "give the limit by name".to_owned(),
    }
}

fn explained(why: &Why) -> Option<&'static str> {
    match why {
        Why::Unread => Some("this call has no limit"),
        Why::Owned => Some("this block ends when all work is done"),
        Why::Thread => Some("in the thread, this has no limit"),
        Why::Misplaced(_) | Why::DropsTotal | Why::AlwaysPassed(..) => None,
    }
}
