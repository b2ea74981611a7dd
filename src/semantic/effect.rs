//! What a call may do to the one that runs it: wait on the network or sleep, by itself or in the functions behind it.

mod waiting;
mod words;

pub use waiting::{OwnWait, Waiting};

use super::cfg::{ENTRY, EXIT, Edge};
use super::index::FunctionId;
use super::infer::Type;
use super::origin::Origin;
use super::program::In;
use super::reach::Frame;
use super::{Call, Model};
use crate::catalog::schema::{Meaning, NetworkKind, Role, Timeout};
use crate::diagnostic::Confidence;
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::entry::Runs;
use crate::syntax::ast::{ExprId, ExprKind};
use std::rc::Rc;

/// A sleep of fewer seconds gives way to other threads and makes nobody wait.
const SHORTEST: f64 = 0.01;

/// What something waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// A peer.
    Network(NetworkKind),
    /// Time to pass.
    Sleep,
}

/// A wait, and the way to it.
#[derive(Clone, Debug)]
pub struct Wait {
    /// What it waits for.
    pub effect: Effect,
    /// The operation; where a library's function is handed to a thread that is waited for, what hands it over.
    pub call: In<ExprId>,
    /// The operation's qualified name.
    pub name: String,
    /// The call sites by which it is reached, the outermost first; empty where it is the call that was asked about.
    pub path: Vec<In<ExprId>>,
    /// Whether each step was resolved.
    pub sure: bool,
    /// How many of the steps behind the call may not be taken, as they stand in a branch or behind a `return`.
    pub branches: usize,
    /// Whether it holds the thread that runs it; otherwise only its own task waits.
    pub blocks: bool,
    /// Whether whoever waits for its end needs the very thing that it does.
    pub needed: bool,
}

/// What of the functions behind a call is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Within {
    /// What holds the thread of the one that calls: functions that are not coroutines, in no thread of their own.
    Thread,
    /// All that has to end before the call ends.
    Call,
}

impl<'a> Model<'a> {
    /// What the call itself waits for; `None` where it returns at once or is a coroutine that nobody waits for here.
    pub fn own_wait(&self, call: &Call<'a>) -> Option<Wait> {
        let effect = self.own_effect(call)?;
        // What is awaited gives way, whatever else is known of it.
        let is_async = call.fact.and_then(|fact| fact.is_async) == Some(true);
        let blocks = !is_async && !self.is_waited_for(call.expr);
        if is_async && !matches!(self.coroutine_runs(call.expr), Runs::At(_)) {
            return None;
        }
        Some(Wait {
            effect,
            call: self.here(call.expr),
            name: call.name.clone(),
            path: Vec::new(),
            sure: call.value.sure,
            branches: 0,
            blocks,
            needed: false,
        })
    }

    fn own_effect(&self, call: &Call<'a>) -> Option<Effect> {
        let fact = call.fact?;
        match (fact.network, fact.role) {
            (_, Some(Role::Close)) => None,
            (Some(kind), _) => {
                // What neither fails nor has a time limit only puts something into a buffer.
                let waits = fact.raises.is_some() || fact.timeout.is_some();
                let at_once = !waits || self.is_unconnected(call) || self.returns_at_once(call, fact.timeout.as_ref());
                (!at_once && !self.is_object_at_once(call, kind)).then_some(Effect::Network(kind))
            }
            // A method that waits, as an event's, waits for others in the process.
            (None, Some(Role::Delay)) if matches!(call.value.ty, Type::Symbol(_)) => {
                let length = self.meant_value(call, Meaning::Delay).and_then(|length| self.constant(length));
                let none = length.and_then(|length| length.number()).is_some_and(|length| length < SHORTEST);
                (!none).then_some(Effect::Sleep)
            }
            _ => None,
        }
    }

    /// Whether an argument says that the call does not wait: `block=False`, or a time limit of nothing.
    fn returns_at_once(&self, call: &Call<'a>, timeout: Option<&Timeout>) -> bool {
        let Some(timeout) = timeout else { return false };
        let limit = timeout.parameter.as_ref().map(|name| self.argument(call, name));
        let is_zero = |limit| match limit {
            Given::Value(value) => self.constant(value) == Some(Constant::Number(0.0)),
            Given::Absent | Given::Unknown => false,
        };
        self.says_at_once(call, timeout) || (!timeout.off.contains(&0.0) && limit.is_some_and(is_zero))
    }

    /// Whether the object whose method is called never waits: it was switched to that, or has no peer that could be slow.
    fn is_object_at_once(&self, call: &Call<'a>, kind: NetworkKind) -> bool {
        let Some(object) = self.receiver(call.callee).filter(|_| kind == NetworkKind::Socket) else { return false };
        let origins = self.origins(object);
        let made_local = origins.iter().any(|origin| match origin {
            Origin::Expr(made) => {
                let (model, made) = self.of(*made);
                model.call(made).is_some_and(|made| model.talks_to_nobody(&made))
            }
            _ => false,
        });
        let switched = || {
            let switches = self.calls().filter(|other| other.has_role(Role::NonBlocking));
            let objects = switches.filter_map(|other| self.receiver(other.callee));
            objects
                .into_iter()
                .any(|other| self.text(other) == self.text(object) || self.same_object(&self.origins(other), &origins))
        };
        made_local || switched()
    }

    /// The library's function that a call hands to a thread for which it waits, as a wait of that call.
    fn handed_wait(&self, call: &Call<'a>) -> Option<Wait> {
        let target = self.meant_value(call, Meaning::Target).filter(|_| call.has_role(Role::HandOff))?;
        let value = self.infer(target);
        let (fact, name) = self.fact(&value.ty);
        let kind = fact.filter(|fact| fact.role != Some(Role::Close))?.network?;
        matches!(self.handed_off(target), Runs::At(_)).then(|| Wait {
            effect: Effect::Network(kind),
            call: self.here(call.expr),
            name,
            path: Vec::new(),
            sure: value.sure && call.value.sure,
            branches: 0,
            blocks: false,
            needed: false,
        })
    }

    /// What a call waits for, by itself or in the functions of the project behind it: of each kind of wait, the nearest.
    pub fn waits_of(&self, call: &Call<'a>, within: Within) -> Vec<Wait> {
        let needed = |wait: Wait| Wait { needed: within == Within::Call && self.is_needed_by_all(call), ..wait };
        let handed = || self.handed_wait(call).filter(|_| within == Within::Call);
        match self.own_wait(call).or_else(handed) {
            Some(wait) => vec![needed(wait)],
            None => self.waits_behind(call, within),
        }
    }

    /// What the functions of the project behind a call wait for: of each kind of wait, the nearest.
    pub fn waits_behind(&self, call: &Call<'a>, within: Within) -> Vec<Wait> {
        let direct = self
            .running_in(std::slice::from_ref(call), &|frame| frame.path.len() == 1 && self.is_within(frame, within));
        let needed = within == Within::Call && self.is_needed_by_all(call);
        let waits = direct.into_iter().filter(|frame| !self.is_another(call, frame)).flat_map(|frame| {
            let (model, function) = self.of(frame.function);
            let waits = model.waits_in(function, within);
            let through = move |wait: &Wait| Wait {
                path: frame.path.iter().chain(&wait.path).copied().collect(),
                sure: wait.sure && frame.sure && model.is_run_as_written(function),
                blocks: wait.blocks && !frame.aside,
                needed: wait.needed || needed,
                ..wait.clone()
            };
            waits.iter().map(through).collect::<Vec<_>>()
        });
        waits.collect()
    }

    /// What a function of this file waits for while it runs: of each kind of wait, the nearest.
    pub(crate) fn waits_in(&self, function: FunctionId, within: Within) -> Rc<[Wait]> {
        if let Some(known) = self.memory.waits.borrow().get(&(function, within)) {
            return Rc::clone(known);
        }
        let calls = self.calls_of(function);
        let mut found = Vec::new();
        calls.iter().for_each(|call| self.see_waits(call, None, within, &mut found));
        for frame in self.running_in(&calls, &|frame| self.is_within(frame, within)) {
            let (model, inner) = self.of(frame.function);
            model.calls_of(inner).iter().for_each(|call| model.see_waits(call, Some(&frame), within, &mut found));
        }
        let found = Rc::from(found);
        self.memory.waits.borrow_mut().insert((function, within), Rc::clone(&found));
        found
    }

    fn see_waits(&self, call: &Call<'a>, frame: Option<&Frame>, within: Within, found: &mut Vec<Wait>) {
        let handed = || self.handed_wait(call).filter(|_| within == Within::Call);
        let Some(wait) = self.own_wait(call).filter(|wait| within == Within::Call || wait.blocks).or_else(handed)
        else {
            return;
        };
        let path = frame.map(|frame| frame.path.clone()).unwrap_or_default();
        let needed = within == Within::Call
            && (self.is_needed_by_all(call)
                || path.iter().any(|&site| {
                    let (model, site) = self.of(site);
                    model.call(site).is_some_and(|site| model.is_needed_by_all(&site))
                }));
        let branches = usize::from(self.is_optional(call.expr))
            + path
                .iter()
                .filter(|&&site| {
                    let (model, site) = self.of(site);
                    model.is_optional(site)
                })
                .count();
        let known = found.iter().position(|known| known.effect == wait.effect && known.needed == needed);
        if known.is_some_and(|known| found[known].branches <= branches.max(1)) {
            return;
        }
        let plain = |&site: &In<ExprId>| {
            let (model, site) = self.of(site);
            model.is_run_as_written(model.function_of(site))
        };
        let sure = wait.sure
            && frame.is_none_or(|frame| frame.sure && self.is_run_as_written(self.function_of(call.expr)))
            && path.iter().skip(1).all(plain);
        let blocks = wait.blocks && frame.is_none_or(|frame| !frame.aside);
        let wait = Wait { path, sure, branches, blocks, needed, ..wait };
        match known {
            Some(known) => found[known] = wait,
            None => found.push(wait),
        }
    }

    /// Whether a function may come to its end without a call: it stands in a branch or a handler, or behind a `return`.
    fn is_optional(&self, expr: ExprId) -> bool {
        let graph = self.graph(self.function_of(expr));
        let own = graph.of(self.stmt_of(expr));
        let around = graph.reach([ENTRY], |_, to, edge| edge != Edge::Raise && !own.contains(&to));
        own.is_empty() || around.has(EXIT)
    }

    fn is_within(&self, frame: &Frame, within: Within) -> bool {
        if !self.program.may_wait(frame.function, within) {
            return false;
        }
        let (model, function) = self.of(frame.function);
        let handed = || model.has_decorator_with(function, &[Role::HandOff]);
        within == Within::Call || !(frame.aside || model.function(function).is_async || handed())
    }

    /// Whether an awaited call cannot run just that function: it is no coroutine function and gives nothing to await, so
    /// that another one must be meant, or a decorator has made it one, as one that hands its work to a thread does.
    fn is_another(&self, call: &Call<'a>, frame: &Frame) -> bool {
        let (model, function) = self.of(frame.function);
        let awaited = self.is_awaited(call.expr) || self.is_gathered(call.expr);
        let is_plain = awaited && !frame.aside && !model.function(function).is_async;
        let gives = || model.is_run_as_written(function) && model.gives_awaitable(function);
        is_plain && !gives()
    }

    /// Whether an expression is given to something that awaits several at once.
    fn is_gathered(&self, expr: ExprId) -> bool {
        let outer = self.wrappers(expr).next().and_then(|outer| self.call(outer));
        outer.is_some_and(|outer| outer.callee != expr && outer.has_role(Role::Gather))
    }

    /// Whether a function returns what a coroutine function or an asynchronous operation gives.
    fn gives_awaitable(&self, function: FunctionId) -> bool {
        self.return_values(function).into_iter().filter_map(|value| self.call(value)).any(|call| {
            let coroutine = |(callee, _): (In<FunctionId>, bool)| {
                let (model, callee) = self.of(callee);
                model.function(callee).is_async
            };
            let library = call.fact.is_some_and(|fact| fact.is_async == Some(true));
            library || call.has_role(Role::SpawnTask) || self.callees(call.expr).into_iter().any(coroutine)
        })
    }

    /// Whether no decorator is known to put something of its own in the place of a function.
    fn is_run_as_written(&self, function: FunctionId) -> bool {
        self.function(function).decorators.iter().all(|&decorator| {
            let callee = self.call(decorator).map_or(decorator, |call| call.callee);
            let ty = self.infer(callee).ty;
            let known = self.fact(&ty).0.is_some();
            known || matches!(ty, Type::Symbol(name) if !name.contains('.') || self.catalog.library_of(&name).is_some())
        })
    }

    /// Whether a function stands under a decorator with one of these roles.
    pub(crate) fn has_decorator_with(&self, function: FunctionId, roles: &[Role]) -> bool {
        self.function(function).decorators.iter().any(|&decorator| {
            let callee = self.call(decorator).map_or(decorator, |call| call.callee);
            let role = self.fact(&self.infer(callee).ty).0.and_then(|fact| fact.role);
            role.is_some_and(|role| roles.contains(&role))
        })
    }

    /// The host that an operation talks to, where its arguments say so: in a text, or in the pair of host and port.
    pub fn peer(&self, call: &Call<'a>) -> Option<String> {
        call.args.iter().find_map(|arg| match &self.ast[arg.value].kind {
            ExprKind::Tuple(items) => self.constant_text(*items.first()?),
            ExprKind::FString(_) => host_in(self.text(arg.value)),
            _ => host_in(&self.constant_text(arg.value)?),
        })
    }

    fn constant_text(&self, expr: ExprId) -> Option<String> {
        match self.constant(expr)? {
            Constant::Str(text) => Some(text.to_string()),
            _ => None,
        }
    }
}

/// The host in a text with a scheme, if it is written out.
fn host_in(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("://")?;
    let end = rest.find(['/', '?', '#', '{', '"', '\'']).unwrap_or(rest.len());
    let whole = !rest[end..].starts_with('{') && end > 0;
    whole.then(|| rest[..end].to_owned())
}

impl Wait {
    /// How sure it is that what leads to it is taken: a step that was not resolved or may not be taken is a doubt, one
    /// branch is none.
    pub fn confidence(&self) -> Confidence {
        match usize::from(!self.sure) + self.branches.saturating_sub(1) {
            0 => Confidence::High,
            1 => Confidence::Medium,
            _ => Confidence::Low,
        }
    }
}

impl NetworkKind {
    /// The kind as the documentation names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Rpc => "rpc",
            Self::Socket => "socket",
            Self::Mail => "mail",
            Self::Transfer => "transfer",
            Self::Websocket => "websocket",
            Self::Cloud => "cloud",
            Self::Broker => "broker",
            Self::Cache => "cache",
            Self::Db => "db",
            Self::Dns => "dns",
        }
    }
}
