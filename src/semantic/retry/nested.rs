//! What a retry in a retry is judged by: which calls each repeats after which exceptions, what is left of a failure
//! when it gives up, and which retries a client carries.

use super::words::says_retry;
use super::{Failure, Form, Limit, Repeat, Retried, Retry};
use crate::catalog::schema::{Meaning, Role};
use crate::semantic::arguments::Constant;
use crate::semantic::handler::Caught;
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::origin::Origin;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtId, StmtKind};

/// A retry that a client makes by itself, as the project configured it.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The call that carries the number or policy.
    pub at: In<ExprId>,
    /// How often a request is sent.
    pub limit: Limit,
}

impl<'a> Model<'a> {
    /// The calls of a function's body that a policy around it makes again.
    pub(super) fn repeats_of_body(&self, function: FunctionId) -> Vec<Repeat> {
        let attempts = self.attempts_in(self.stmts_of(function)).into_iter();
        attempts.map(|attempt| Repeat { call: attempt.call, handler: None }).collect()
    }

    /// The calls of a task that are made again: all where the decorator names exceptions, and those around which a
    /// handler asks for another run.
    pub(super) fn repeats_of_task(&self, function: FunctionId, failures: &[Failure], by_class: bool) -> Vec<Repeat> {
        let handlers = failures.iter().filter_map(|failure| failure.handler);
        let guarded = handlers.flat_map(|handler| {
            let attempts = self.attempts_in(&self.all_stmts(self.guarded(handler))).into_iter();
            attempts.map(move |attempt| Repeat { call: attempt.call, handler: Some(handler) })
        });
        let mut repeats = guarded.collect::<Vec<_>>();
        if by_class {
            repeats.extend(self.repeats_of_body(function));
        }
        repeats
    }

    /// The exceptions after which a policy makes another attempt.
    pub fn retried_by(&self, retry: &Retry) -> Retried {
        if retry.catches_everything {
            return Retried::Everything;
        }
        let Some(call) = retry.policy.and_then(|policy| self.call(policy)) else { return Retried::Unknown };
        match self.meant_value(&call, Meaning::RetryOn) {
            Some(value) => self.retried_classes(value),
            None => Retried::Unknown,
        }
    }

    /// The classes that a class expression or a predicate is for.
    fn retried_classes(&self, value: ExprId) -> Retried {
        let predicate = self.call(value).filter(|call| call.fact.is_some());
        let classes = match predicate {
            Some(call) => self.meant_value(&call, Meaning::Exception),
            None => Some(value),
        };
        let Some(classes) = classes.map(|classes| self.classes_in(classes)) else { return Retried::Unknown };
        let known = !classes.is_empty() && !classes.iter().any(|class| matches!(class, Caught::Unknown(_)));
        if known { Retried::Classes(classes) } else { Retried::Unknown }
    }

    /// The places at which a retry's failure goes on when it gives up, each with its class (qualified): for a loop the
    /// attempts and what it raises in their stead, for a policy its function's attempts.
    pub fn given_up(&self, retry: &Retry) -> Vec<(ExprId, Type)> {
        let raised = retry.repeats.iter().flat_map(|repeat| {
            let retried = match repeat.handler {
                Some(handler) => Retried::Classes(self.caught(handler)),
                None => self.retried_by(retry),
            };
            let classes = self.call(repeat.call).and_then(|call| call.fact?.raises.as_deref());
            let classes = classes.into_iter().flatten().flat_map(move |class| self.shared(class, &retried));
            classes.map(|class| (repeat.call, Type::Symbol(class)))
        });
        match retry.form {
            Form::Policy => self.given_up_by_policy(retry, raised.collect()),
            // What is asked again for its answer's sake alone does not fail.
            _ if retry.repeats.is_empty() => Vec::new(),
            _ => raised.chain(self.raised_instead(retry)).collect(),
        }
    }

    /// What of a failure's class is retried: all of it, or the classes below it that are named.
    fn shared(&self, class: &str, retried: &Retried) -> Vec<Name> {
        let Retried::Classes(classes) = retried else { return vec![class.into()] };
        let shared = classes.iter().filter_map(|caught| match caught {
            Caught::Named(name) if self.is_catch_all(name) => Some(class.into()),
            Caught::Named(name) if self.catalog.is_subclass(class, name) == Some(true) => Some(class.into()),
            Caught::Named(name) => (self.catalog.is_subclass(name, class) == Some(true)).then(|| name.clone()),
            Caught::Local(_) | Caught::Unknown(_) => None,
        });
        shared.collect()
    }

    /// A policy may raise a class of its own in place of the failure, or give nothing to see of it.
    fn given_up_by_policy(&self, retry: &Retry, raised: Vec<(ExprId, Type)>) -> Vec<(ExprId, Type)> {
        let Some(policy) = retry.policy else { return raised };
        let callee = self.call(policy).map_or(policy, |call| call.callee);
        let Some(fact) = self.fact(&self.infer(callee).ty).0 else { return raised };
        let call = self.call(policy);
        let meant = |meaning| call.as_ref().and_then(|call| self.meant_value(call, meaning));
        let is_on = |value| self.constant(value).is_some_and(|constant| constant.truth());
        let Some(own) = &fact.raises else {
            let kept = meant(Meaning::Reraises).is_none_or(is_on);
            return if kept { raised } else { Vec::new() };
        };
        match (meant(Meaning::GivesUp), meant(Meaning::Reraises)) {
            (Some(_), _) => Vec::new(),
            (None, Some(value)) if is_on(value) => raised,
            (None, Some(value)) if self.constant(value).is_none() => Vec::new(),
            _ => {
                let at = raised.first().map(|first| first.0);
                let own = own.iter().map(|class| Type::Symbol(class.as_str().into()));
                at.into_iter().flat_map(|at| own.clone().map(move |class| (at, class))).collect()
            }
        }
    }

    /// What the function of a loop raises in the stead of the failure, in its handlers or behind the loop. A loop that
    /// drops its failures until a time is over waits for a state, and what it raises then is that the state did not come.
    fn raised_instead(&self, retry: &Retry) -> Vec<(ExprId, Type)> {
        let handlers = retry.failures.iter().filter_map(|failure| failure.handler);
        let inside = handlers.flat_map(|handler| self.handler_stmts(handler)).collect::<Vec<_>>();
        let behind = |stmt: StmtId| self.ast[stmt].span.start > retry.end;
        let raises = self.stmts_of(retry.function).iter().filter_map(|&stmt| {
            let StmtKind::Raise { exc: Some(exc), .. } = self.ast[stmt].kind else { return None };
            let aftermath = inside.contains(&stmt) || (behind(stmt) && !self.is_state_missing(retry, stmt));
            aftermath.then_some((exc, self.raised_class(stmt)?))
        });
        raises.filter(|(_, class)| matches!(class, Type::Symbol(_) | Type::Class(_))).collect()
    }

    /// Whether a `raise` behind a loop that counts nothing says nothing of the failure.
    fn is_state_missing(&self, retry: &Retry, raise: StmtId) -> bool {
        let StmtKind::Raise { exc: Some(exc), cause: None } = self.ast[raise].kind else { return false };
        let caught = retry.failures.iter().filter_map(|failure| self.handler_binding(failure.handler?));
        let caught = caught.collect::<Vec<_>>();
        let mut says = false;
        self.visit(exc, &mut |_, kind| says |= matches!(kind, ExprKind::Name(name) if caught.contains(&name)));
        !retry.counts && !says
    }

    /// The retries that the client of an operation makes by itself, where the project gives it a number or a policy.
    pub fn carried_retries(&self, call: &Call<'a>) -> Vec<Carried> {
        let is_operation = call.fact.is_some_and(|fact| fact.network.is_some());
        let Some(client) = self.receiver(call.callee).filter(|_| is_operation) else { return Vec::new() };
        let origins = self.origins(client);
        let makers = origins.iter().filter_map(|origin| match origin {
            Origin::Expr(made) => Some(*made),
            _ => None,
        });
        let mut found = Vec::new();
        for made in makers {
            let (model, made) = self.of(made);
            found.extend(model.carried_by(made));
            found.extend(model.mounted_on(made, &origins));
        }
        found
    }

    /// The retries of what is mounted on a client in the file that makes it.
    fn mounted_on(&self, made: ExprId, origins: &[Origin]) -> Vec<Carried> {
        let class = self.call(made).map(|call| call.value.ty);
        let mounts = self.calls().filter(|call| call.has_role(Role::Mounts));
        let on_client = mounts.filter(|call| {
            let Some(object) = self.receiver(call.callee) else { return false };
            let same = self.same_object(&self.origins(object), origins);
            same || matches!((self.infer(object).ty, &class), (Type::Object(own), Some(Type::Class(made))) if own == *made)
        });
        on_client.flat_map(|call| call.args.iter().flat_map(|arg| self.carried_sources(arg.value))).collect()
    }

    fn carried_sources(&self, adapter: ExprId) -> Vec<Carried> {
        let sources = self.sources(adapter).exprs.into_iter();
        let carried = sources.filter_map(|source| {
            let (model, made) = self.of(source);
            model.carried_by(made)
        });
        carried.collect()
    }

    /// The retries that what a call makes carries, if the call says how many.
    fn carried_by(&self, made: ExprId) -> Option<Carried> {
        let call = self.call(made).filter(|call| call.has_role(Role::RetryCarrier))?;
        self.meant_value(&call, Meaning::Stop)?;
        let retries = self.retries();
        let own = retries.iter().find(|retry| retry.policy == Some(made) && !retry.is_single())?;
        Some(Carried { at: self.here(made), limit: own.limit })
    }

    /// Whether a call tells a retrying function not to retry: `fetch(url, retries=0)`.
    pub fn asks_for_one_attempt(&self, call: &Call<'a>) -> bool {
        let Some(function) = call.value.ty.function() else { return false };
        let (model, function) = self.of(function);
        call.args.iter().enumerate().any(|(position, arg)| {
            let parameter = model.parameter_at(function, call, position);
            let once = match self.constant(arg.value) {
                Some(Constant::Bool(value)) => !value,
                Some(Constant::None) => true,
                Some(constant) => constant.number().is_some_and(|number| number <= 1.0),
                None => false,
            };
            once && parameter.is_some_and(|parameter| says_retry(&parameter.name))
        })
    }

    /// Whether a call hands on the count of a retry, so that what it calls shares the budget.
    pub fn shares_budget(&self, call: &Call<'a>, retry: &Retry) -> bool {
        let Some(counter) = &retry.counter else { return false };
        call.args.iter().any(|arg| matches!(&self.ast[arg.value].kind, ExprKind::Name(name) if name == counter))
    }
}
