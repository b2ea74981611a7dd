//! How long a network operation waits at most, by everything on the way: its arguments, the client that it goes
//! through, what was set on that client, the process's default, and scopes around it.

mod argument;
mod client;
pub mod dead;
mod framework;
mod message;
mod replaced;
mod scope;
mod setting;
mod subclass;

pub(crate) use setting::Setting;

use super::arguments::Given;
use super::infer::Type;
use super::limit::Limit;
use super::origin::Origin;
use super::program::In;
use super::{Call, Model};
use crate::catalog::schema::{NetworkKind, Role, Timeout};
use crate::syntax::ast::{ExprId, ExprKind, StmtKind};

/// How long an operation waits at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EffectiveTimeout {
    /// The call is no operation that could wait, or another place is the one to judge.
    NotApplicable,
    /// It ends.
    Finite,
    /// It cannot be said.
    Unknown,
    /// For ever: nothing sets a limit.
    Missing {
        /// What made the client that has none, where that is not the call itself.
        maker: Option<In<ExprId>>,
        /// Whether the client was followed to where it is made.
        sure: bool,
    },
    /// For ever: a value says so.
    SwitchedOff {
        /// The value: `None`, `0`, a parameter's default.
        at: In<ExprId>,
        /// Whether the value stands at the place itself.
        sure: bool,
    },
}

impl<'a> Model<'a> {
    /// How long `call` waits at most.
    pub fn effective_timeout(&self, call: &Call<'a>) -> EffectiveTimeout {
        let Some((fact, timeout)) = call.fact.and_then(|fact| Some((fact, fact.timeout.as_ref()?))) else {
            return EffectiveTimeout::NotApplicable;
        };
        let client = fact.network.is_some() || self.makes_client(call);
        if !client || self.is_judged_elsewhere(call, fact.network) || self.is_meant_to_wait(call, timeout) {
            return EffectiveTimeout::NotApplicable;
        }
        let own = match self.own_limit(call, timeout) {
            Limit::Absent if fact.network.is_none() => return EffectiveTimeout::NotApplicable,
            Limit::Absent => match self.set_before(call) {
                // Who switches the limit off to read in a loop means to wait for what may come.
                Some(Limit::Off(_)) if self.is_in_loop(self.stmt_of(call.expr)) => {
                    return EffectiveTimeout::NotApplicable;
                }
                set => set,
            },
            limit => Some(limit),
        };
        let Some(limit) = own else { return self.inherited_timeout(call, timeout) };
        match limit {
            Limit::Finite => EffectiveTimeout::Finite,
            Limit::Off(_) if fact.network.is_some() && self.is_bounded(call.expr) => EffectiveTimeout::Finite,
            Limit::Off(_) if fact.network.is_none() && self.limits_every_call(call.expr) => EffectiveTimeout::Finite,
            Limit::Off(at) => {
                let sure = self.own(at).is_some_and(|at| self.is_written_at(at, call));
                EffectiveTimeout::SwitchedOff { at, sure }
            }
            _ => EffectiveTimeout::Unknown,
        }
    }

    /// Whether a value stands among the arguments of a call, or of one that sets the limit of the object beside it.
    fn is_written_at(&self, value: ExprId, call: &Call<'a>) -> bool {
        let setter = |outer| self.call(outer).is_some_and(|outer| outer.has_role(Role::TimeoutSetter));
        self.wrappers(value).any(|outer| outer == call.expr || setter(outer))
    }

    /// Whether a call that does no network I/O makes something that does, as a client's constructor.
    fn makes_client(&self, call: &Call<'a>) -> bool {
        let returns = call.fact.and_then(|fact| fact.returns.as_deref());
        returns.is_some_and(|class| self.catalog.methods(class).any(|(_, method)| method.network.is_some()))
    }

    /// Whether each call through the client that `made` makes has a limit of its own, and nobody else is given the client.
    fn limits_every_call(&self, made: ExprId) -> bool {
        let is_client = |expr: ExprId| self.origins(expr).contains(&Origin::Expr(self.here(made)));
        let mut through = self.calls().filter(|call| self.receiver(call.callee).is_some_and(is_client)).peekable();
        let limited = |call: Call<'a>| match call.fact.and_then(|fact| Some((fact.network?, fact.timeout.as_ref()?))) {
            Some((_, timeout)) => self.own_limit(&call, timeout) == Limit::Finite,
            None => true,
        };
        let is_variable = |expr: ExprId| matches!(self.ast[expr].kind, ExprKind::Name(_) | ExprKind::Attribute { .. });
        let leaves = matches!(self.ast[self.stmt_of(made)].kind, StmtKind::Return(_));
        !leaves
            && through.peek().is_some()
            && through.all(limited)
            && !self.calls().flat_map(|call| call.args).any(|arg| is_variable(arg.value) && is_client(arg.value))
    }

    /// Databases and caches are judged where the connection is made, and `super()`'s methods where they are called.
    fn is_judged_elsewhere(&self, call: &Call<'a>, kind: Option<NetworkKind>) -> bool {
        let method = matches!(call.value.ty, Type::Method(..));
        let receiver = self.receiver(call.callee).map(|object| self.infer(object).ty);
        (method && matches!(kind, Some(NetworkKind::Db | NetworkKind::Cache)))
            || matches!(receiver, Some(Type::Super(_)))
    }

    /// Whether the call returns at once, or is a server's or subscriber's wait for what may come.
    fn is_meant_to_wait(&self, call: &Call<'a>, timeout: &Timeout) -> bool {
        self.says_at_once(call, timeout)
            || self.is_unconnected(call)
            || (call.has_role(Role::Listens) && self.is_in_loop(self.stmt_of(call.expr)))
    }

    /// Whether an argument says, or may say, that the call does not wait (`block=False`).
    pub(super) fn says_at_once(&self, call: &Call<'a>, timeout: &Timeout) -> bool {
        timeout.unless.iter().any(|(name, value)| match self.argument(call, name) {
            Given::Value(given) => self.constant(given).is_none_or(|constant| constant.truth() == *value),
            Given::Unknown => true,
            Given::Absent => false,
        })
    }

    /// Whether the call does no network I/O because it does not say with whom.
    pub(crate) fn is_unconnected(&self, call: &Call<'a>) -> bool {
        let needed = call.fact.and_then(|fact| fact.connects_with.as_deref());
        needed.is_some_and(|name| self.argument(call, name) == Given::Absent)
    }

    /// The limit that a call has by its arguments, its client and the process's default; scopes around it left out.
    fn limit_of(&self, call: &Call<'a>, timeout: &Timeout) -> Limit {
        match self.own_limit(call, timeout) {
            Limit::Absent => self.inherited_limit(call, timeout),
            limit => limit,
        }
    }

    /// The limit of a call that says nothing itself, scopes around it left out.
    fn inherited_limit(&self, call: &Call<'a>, timeout: &Timeout) -> Limit {
        let object = self.object_of(call);
        let class = match object.map(|object| self.infer(object).ty) {
            Some(Type::Object(class)) => self.class_limit(class),
            _ => Limit::Absent,
        };
        let limit = match object.map(|object| self.origins(object)) {
            Some(_) if !class.is_open() => class,
            Some(origins) => self.client_limit(call, timeout, &origins),
            None if self.is_patched(call) => Limit::Unknown,
            None => Limit::Absent,
        };
        match limit {
            Limit::Absent if timeout.default.is_some() || self.process_default(call) => Limit::Finite,
            limit => limit,
        }
    }

    /// The object whose method, one of the library's, a call calls.
    fn object_of(&self, call: &Call<'a>) -> Option<ExprId> {
        self.receiver(call.callee).filter(|_| matches!(call.value.ty, Type::Method(..)))
    }

    /// How long a call waits that says nothing itself.
    fn inherited_timeout(&self, call: &Call<'a>, timeout: &Timeout) -> EffectiveTimeout {
        match self.inherited_limit(call, timeout) {
            Limit::Finite => return EffectiveTimeout::Finite,
            Limit::Unknown => return EffectiveTimeout::Unknown,
            // Reported where the client is made.
            Limit::Off(_) => return EffectiveTimeout::NotApplicable,
            Limit::Absent if self.is_bounded(call.expr) => return EffectiveTimeout::Finite,
            Limit::Absent => {}
        }
        let object = self.object_of(call);
        let origins = object.map(|object| self.origins(object));
        let makers = origins.as_deref().unwrap_or_default();
        let maker = makers.iter().find_map(|origin| match origin {
            Origin::Expr(expr) | Origin::Part(expr) if self.is_maker(*expr) => Some(*expr),
            _ => None,
        });
        EffectiveTimeout::Missing { maker, sure: object.is_none() || maker.is_some() }
    }

    fn is_maker(&self, expr: In<ExprId>) -> bool {
        let (model, expr) = self.of(expr);
        matches!(model.ast[expr].kind, ExprKind::Call { .. })
    }

    /// Whether another operation on the same object, earlier in the file, waits for ever for the same reason, so that
    /// one report says it all.
    pub fn is_reported_before(&self, call: &Call<'a>) -> bool {
        let own = |call: &Call<'a>| {
            call.fact.and_then(|fact| fact.timeout.as_ref()).is_some_and(|timeout| timeout.parameter.is_none())
        };
        let Some(object) = self.receiver(call.callee).filter(|_| own(call)) else { return false };
        let origins = self.origins(object);
        let mut earlier = self.calls().take_while(|other| other.expr != call.expr).filter(own);
        earlier.any(|other| {
            let object = self.receiver(other.callee);
            object.is_some_and(|object| self.same_object(&self.origins(object), &origins))
                && matches!(
                    self.effective_timeout(&other),
                    EffectiveTimeout::Missing { .. } | EffectiveTimeout::SwitchedOff { .. }
                )
        })
    }
}

impl<'a> Model<'a> {
    /// Whether the client that a call goes through was made so that it waits for ever; with `true` where that is sure.
    /// For operations that are judged where their client is made.
    pub(crate) fn client_waits(&self, call: &Call<'a>) -> Option<bool> {
        let object = self.receiver(call.callee).filter(|_| matches!(call.value.ty, Type::Method(..)))?;
        let made = self.origins(object).into_iter().map(|origin| match origin {
            Origin::Expr(made) => {
                let (model, made) = self.of(made);
                match model.effective_timeout(&model.call(made)?) {
                    EffectiveTimeout::Missing { sure, .. } | EffectiveTimeout::SwitchedOff { sure, .. } => Some(sure),
                    _ => None,
                }
            }
            _ => None,
        });
        made.reduce(|one, other| Some(one? && other?)).flatten()
    }
}
