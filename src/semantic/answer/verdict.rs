//! What an answer says: its status, and whether its overall verdict is healthy.

use super::value::{Val, What};
use crate::semantic::arguments::Constant;

/// Keys under which a health check gives its overall verdict, the most telling first.
const VERDICTS: [&str; 18] = [
    "status",
    "healthy",
    "is_healthy",
    "health",
    "ok",
    "success",
    "state",
    "ready",
    "is_ready",
    "alive",
    "live",
    "up",
    "result",
    "message",
    "msg",
    "detail",
    "overall",
    "overall_status",
];
/// Keys that say that something is wrong by being there.
const TROUBLES: [&str; 3] = ["error", "errors", "exception"];
/// Words of a verdict that says healthy.
const HEALTHY: [&str; 20] = [
    "ok",
    "okay",
    "healthy",
    "up",
    "pass",
    "passing",
    "alive",
    "ready",
    "live",
    "running",
    "success",
    "successful",
    "good",
    "green",
    "available",
    "operational",
    "online",
    "pong",
    "true",
    "active",
];
/// Words of a verdict that says that it is not.
const UNHEALTHY: [&str; 22] = [
    "unhealthy",
    "error",
    "errors",
    "down",
    "fail",
    "failed",
    "failing",
    "failure",
    "unavailable",
    "unready",
    "bad",
    "critical",
    "unreachable",
    "disconnected",
    "dead",
    "red",
    "ko",
    "offline",
    "broken",
    "false",
    "exception",
    "inactive",
];
/// Words of a verdict that says that it serves, but not as it should.
const DEGRADED: [&str; 4] = ["degraded", "warning", "warn", "partial"];
/// Words that turn the next one round.
const NOT: [&str; 3] = ["not", "no", "non"];

/// The status with which an answer goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// 2xx or 3xx.
    Success,
    /// Anything else.
    Failure,
    /// One or the other, or not known.
    Unknown,
}

/// What the body says of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// All is well.
    Healthy,
    /// Something is not, but it serves.
    Degraded,
    /// It is not well.
    Unhealthy,
    /// It depends on something that is not known.
    Open,
    /// Nothing, as it gives details only or has no body.
    Absent,
    /// It cannot be said.
    Unknown,
}

/// An answer, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The status.
    pub(crate) status: Status,
    /// The verdict.
    pub(crate) verdict: Verdict,
    /// Whether the verdict is, or may be, one that says unhealthy.
    pub(crate) may_be_unhealthy: bool,
    /// Whether a failure shows in the body, be it as a detail.
    pub(crate) shows: bool,
}

impl Reading {
    /// Reads what a route returns; `status` is what was set aside from it.
    pub(crate) fn of(value: &Val, status: Option<&Val>) -> Self {
        let options = value.options().into_iter().map(|option| Self::of_one(option, status));
        let read = options.reduce(|one, other| Self {
            status: if one.status == other.status { one.status } else { Status::Unknown },
            verdict: one.verdict.or(other.verdict),
            may_be_unhealthy: one.may_be_unhealthy || other.may_be_unhealthy,
            shows: one.shows || other.shows,
        });
        read.unwrap_or(Self {
            status: Status::Unknown,
            verdict: Verdict::Unknown,
            may_be_unhealthy: false,
            shows: false,
        })
    }

    /// Whether nobody who reads the answer could tell that something failed.
    pub(crate) fn is_silent(self) -> bool {
        !self.shows && matches!(self.verdict, Verdict::Healthy | Verdict::Absent)
    }

    fn of_one(value: &Val, status: Option<&Val>) -> Self {
        match &value.what {
            What::List(items) => match &items[..] {
                [body, said] | [body, said, _] if is_status(said) => Self::of_one(body, Some(said)),
                [body, headers] if matches!(headers.what, What::Dict(_)) => Self::of_one(body, status),
                [_, _] | [_, _, _] => Self::plain(value, Status::Unknown),
                _ => Self::plain(value, status_of(status)),
            },
            What::Answer { body, status: own } => {
                let inner = matches!(body.what, What::List(_) | What::Answer { .. });
                let status = own.as_deref().or(status);
                if inner { Self::of_one(body, status) } else { Self::plain(body, status_of(status)) }
            }
            What::Unknown => Self::plain(value, Status::Unknown),
            _ => Self::plain(value, status_of(status)),
        }
    }

    fn plain(body: &Val, status: Status) -> Self {
        let may_be_unhealthy = verdicts(body).contains(&Verdict::Unhealthy);
        Self { status, verdict: verdict(body), may_be_unhealthy, shows: shows_trouble(body) }
    }
}

impl Verdict {
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (one, other) if one == other => one,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            _ => Self::Open,
        }
    }
}

/// Whether a value may be a status: a number, or what cannot be anything that is known otherwise.
fn is_status(value: &Val) -> bool {
    value.options().iter().all(|option| match &option.what {
        What::Const(constant) => constant.number().is_some() || status_of_text(constant).is_some(),
        What::Unknown => true,
        _ => false,
    })
}

/// Nothing said: 200.
fn status_of(status: Option<&Val>) -> Status {
    let Some(status) = status else { return Status::Success };
    let options = status.options().into_iter().map(|option| match &option.what {
        What::Const(Constant::None) => Status::Success,
        What::Const(constant) => match constant.number().or_else(|| status_of_text(constant)) {
            Some(number) if number < 400.0 => Status::Success,
            Some(_) => Status::Failure,
            None => Status::Unknown,
        },
        _ => Status::Unknown,
    });
    options.reduce(|one, other| if one == other { one } else { Status::Unknown }).unwrap_or(Status::Unknown)
}

/// `503` of `503 Service Unavailable`.
fn status_of_text(constant: &Constant) -> Option<f64> {
    let Constant::Str(text) = constant else { return None };
    text.split(' ').next()?.parse().ok().filter(|number| (100.0..600.0).contains(number))
}

fn verdict(body: &Val) -> Verdict {
    verdicts(body).into_iter().reduce(Verdict::or).unwrap_or(Verdict::Absent)
}

/// The verdicts that a body may give.
fn verdicts(body: &Val) -> Vec<Verdict> {
    match &body.what {
        What::Unknown => vec![Verdict::Unknown],
        What::Either(options) => options.iter().flat_map(verdicts).collect(),
        What::Const(constant) => vec![said(constant)],
        What::Dict(items) => {
            let of = |key: &&str| items.iter().rev().find(|(name, _)| name == *key).map(|(_, value)| value);
            let mut told = VERDICTS.iter().filter_map(&of).map(verdicts_of_item);
            let wrong = || TROUBLES.iter().filter_map(&of).any(|value| value.tainted);
            told.find(|verdicts| *verdicts != [Verdict::Absent])
                .unwrap_or_else(|| vec![if wrong() { Verdict::Unhealthy } else { Verdict::Absent }])
        }
        What::List(_) => vec![Verdict::Absent],
        What::Answer { body, .. } => verdicts(body),
    }
}

/// The verdicts under a telling key; a dict there holds details.
fn verdicts_of_item(value: &Val) -> Vec<Verdict> {
    match &value.what {
        What::Dict(_) | What::List(_) => vec![Verdict::Absent],
        What::Unknown if value.tainted => vec![Verdict::Open],
        _ => verdicts(value),
    }
}

fn said(constant: &Constant) -> Verdict {
    match constant {
        Constant::Bool(true) => Verdict::Healthy,
        Constant::Bool(false) => Verdict::Unhealthy,
        Constant::None => Verdict::Absent,
        Constant::Number(number) if *number >= 400.0 => Verdict::Unhealthy,
        Constant::Number(_) => Verdict::Absent,
        Constant::Str(text) => said_in_words(text),
    }
}

fn said_in_words(text: &str) -> Verdict {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let has = |list: &[&str]| {
        words.iter().enumerate().any(|(at, word)| {
            let turned = at > 0 && NOT.contains(&words[at - 1]);
            !turned && list.contains(word)
        })
    };
    let turned = words.windows(2).any(|pair| NOT.contains(&pair[0]) && HEALTHY.contains(&pair[1]));
    if turned || has(&UNHEALTHY) {
        Verdict::Unhealthy
    } else if has(&DEGRADED) {
        Verdict::Degraded
    } else if has(&HEALTHY) {
        Verdict::Healthy
    } else {
        Verdict::Absent
    }
}

/// Whether something in a body is as it is because of the failure, and does not say that all is well.
fn shows_trouble(body: &Val) -> bool {
    let own = body.tainted
        && match &body.what {
            What::Const(constant) => said(constant) != Verdict::Healthy,
            What::Unknown => true,
            _ => false,
        };
    own || body.parts().into_iter().any(shows_trouble)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_with_what_turns_them_round() {
        for (text, verdict) in [
            ("OK", Verdict::Healthy),
            ("not ready", Verdict::Unhealthy),
            ("not_ready", Verdict::Unhealthy),
            ("no errors", Verdict::Absent),
            ("f\"error: {e}\"", Verdict::Unhealthy),
            ("degraded", Verdict::Degraded),
            ("1.2.3", Verdict::Absent),
        ] {
            assert_eq!(said_in_words(text), verdict, "{text}");
        }
    }

    #[test]
    fn a_status_in_the_body_pair_stands() {
        let body = Val::new(What::Dict(vec![("status".into(), Val::constant(Constant::Str("error".into())))]));
        let pair = Val::new(What::List(vec![body.clone(), Val::constant(Constant::Number(503.0))]));
        let plain = Reading::of(&body, None);
        assert_eq!((plain.status, plain.verdict), (Status::Success, Verdict::Unhealthy));
        assert_eq!(Reading::of(&pair, None).status, Status::Failure);
        let either = Val::either(Val::constant(Constant::Number(200.0)), Val::constant(Constant::Number(503.0)));
        assert_eq!(Reading::of(&body, Some(&either)).status, Status::Unknown);
    }
}
