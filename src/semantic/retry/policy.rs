//! Retry decorators, policies, and what carries them: what they wait, when they stop, what they retry.

use super::attempt::Work;
use super::{Form, Limit, Retry};
use crate::catalog::schema::{Function as Fact, Meaning, Role};
use crate::diagnostic::Confidence;
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::handler::Caught;
use crate::semantic::index::{BindingKind, FunctionId};
use crate::semantic::infer::Type;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ArgKind, ExprId, ExprKind};

/// A policy as it is written: a call, or a bare decorator.
pub(super) struct Written<'m> {
    callee: ExprId,
    call: Option<Call<'m>>,
    pub(super) fact: &'m Fact,
    role: Role,
    sure: bool,
    /// The call that fixed some of the arguments beforehand (`partial(retry, stop=…)`).
    fixed: Option<Call<'m>>,
}

impl<'a> Model<'a> {
    /// The policies and retry decorators that the file makes.
    pub(super) fn policies(&self) -> Vec<Retry> {
        let called = self.calls().filter_map(|call| self.written(call));
        let bare = self.functions().flat_map(|id| &self.function(id).decorators);
        let bare = bare.filter_map(|&decorator| self.bare(decorator));
        let policies = called.chain(bare).filter_map(|written| self.judged(&written));
        policies.chain(self.tasks()).collect()
    }

    fn written(&self, call: Call<'a>) -> Option<Written<'a>> {
        let (fact, sure) = match call.fact {
            Some(fact) => (fact, call.value.sure),
            None => (self.chosen(call.callee)?, false),
        };
        let role = fact.role.filter(|role| is_policy(*role))?;
        let fixed = self.fixing(call.callee);
        Some(Written { callee: call.callee, call: Some(Call { fact: Some(fact), ..call }), fact, role, sure, fixed })
    }

    /// The partial application that a callee is, if it is one.
    fn fixing(&self, callee: ExprId) -> Option<Call<'a>> {
        let sources = self.sources(callee);
        let own = sources.exprs.into_iter().filter_map(|source| self.own(source));
        let mut calls = own.filter_map(|source| self.call(source));
        calls.find(|call| call.has_role(Role::Partial))
    }

    /// What a callee is that was chosen among several (`Adapter if … else HTTPAdapter`), if one makes a policy.
    fn chosen(&self, callee: ExprId) -> Option<&'a Fact> {
        let choices = self.choices(callee);
        let mut facts = choices.into_iter().filter_map(|choice| self.fact(&self.infer(choice).ty).0);
        facts.find(|fact| fact.role.is_some_and(is_policy))
    }

    /// What a variable may be by the conditional expression that is assigned to it.
    fn choices(&self, expr: ExprId) -> Vec<ExprId> {
        let ExprKind::Name(name) = &self.ast[expr].kind else { return Vec::new() };
        let Some(scope) = self.scope_of(expr, name) else { return Vec::new() };
        let bound = self.reaching(expr, name, scope).into_iter().filter_map(|binding| match binding.kind {
            BindingKind::Value(value) => Some(value),
            _ => None,
        });
        let both = bound.filter_map(|value| match self.ast[value].kind {
            ExprKind::Conditional { body, orelse, .. } => Some([body, orelse]),
            _ => None,
        });
        both.flatten().collect()
    }

    fn bare(&self, decorator: ExprId) -> Option<Written<'a>> {
        if matches!(self.ast[decorator].kind, ExprKind::Call { .. }) {
            return None;
        }
        let value = self.infer(decorator);
        let fact = self.fact(&value.ty).0.filter(|fact| fact.role == Some(Role::RetryDecorator))?;
        let fixed = self.fixing(decorator);
        Some(Written { callee: decorator, call: None, fact, role: Role::RetryDecorator, sure: value.sure, fixed })
    }

    fn judged(&self, written: &Written<'a>) -> Option<Retry> {
        let decorated = self.decorated_function(written);
        if decorated.is_some_and(|function| self.work_of_body(function) == Work::Local) {
            return None;
        }
        let limit = self.policy_limit(written);
        let retries = !matches!(limit, Limit::Attempts(attempts) if attempts <= 1.0);
        retries.then(|| Retry {
            place: self.span(written.callee),
            end: self.span(written.callee).end,
            form: Form::Policy,
            function: decorated.unwrap_or_else(|| self.function_of(written.callee)),
            attempt: None,
            repeats: decorated.map(|function| self.repeats_of_body(function)).unwrap_or_default(),
            counts: false,
            counter: None,
            policy: Some(written.call.as_ref().map_or(written.callee, |call| call.expr)),
            confidence: if written.sure { Confidence::High } else { Confidence::Medium },
            failures: Vec::new(),
            waits_nothing: self.waits_nothing(written),
            pace: if self.waits_nothing(written) || self.asks_for_result(written) {
                None
            } else {
                self.policy_pace(written)
            },
            limit,
            catches_everything: self.catches_everything(written),
            losses: Vec::new(),
        })
    }

    /// The function under the decorator.
    fn decorated_function(&self, written: &Written<'a>) -> Option<FunctionId> {
        let expr = written.call.as_ref().map_or(written.callee, |call| call.expr);
        self.functions().find(|&id| self.function(id).decorators.contains(&expr))
    }

    fn work_of_body(&self, function: FunctionId) -> Work {
        let attempts = self.attempts_in(self.stmts_of(function));
        attempts.into_iter().map(|attempt| attempt.work).max().unwrap_or(Work::Local)
    }

    /// What is given for a meaning, by any of the parameters that say it.
    pub(super) fn given(&self, written: &Written<'a>, meaning: Meaning) -> Option<Given> {
        let all = self.all_given(written, meaning)?;
        Some(all.into_iter().find(|given| *given != Given::Absent).unwrap_or(Given::Absent))
    }

    /// What each of the parameters for a meaning is given.
    fn all_given(&self, written: &Written<'a>, meaning: Meaning) -> Option<Vec<Given>> {
        let parameter = written.fact.meanings.as_ref()?.get(&meaning)?;
        let names = std::iter::once(&parameter.name).chain(&parameter.also);
        Some(names.map(|name| self.given_by_name(written, name)).collect())
    }

    pub(super) fn given_by_name(&self, written: &Written<'a>, name: &str) -> Given {
        let Some(fixed) = &written.fixed else {
            return written.call.as_ref().map_or(Given::Absent, |call| self.argument(call, name));
        };
        let names = written.fact.parameters.iter().flatten().take_while(|name| *name != "*");
        let position = names.into_iter().position(|parameter| parameter == name);
        let before = fixed.args.iter().filter(|arg| arg.kind == ArgKind::Positional).count();
        // The first argument of a partial application is what is applied.
        let shifted = position.map(|position| position + 1);
        let own = shifted.and_then(|position| position.checked_sub(before));
        match written.call.as_ref().map_or(Given::Absent, |call| self.passed(call.args, name, own)) {
            Given::Absent => self.passed(fixed.args, name, shifted),
            given => given,
        }
    }

    /// The number that a parameter has when it is not passed.
    fn default(written: &Written<'a>, meaning: Meaning) -> Option<f64> {
        let default = written.fact.meanings.as_ref()?.get(&meaning)?.default.as_ref()?;
        default.as_float().or_else(|| default.as_integer().map(as_float))
    }

    fn waits_nothing(&self, written: &Written<'a>) -> bool {
        if written.role == Role::RetryCarrier {
            return self.carries_number(written);
        }
        if self.given(written, Meaning::Delay).is_some_and(|given| self.is_zero(given)) {
            return true;
        }
        let Some(mut waits) = self.all_given(written, Meaning::Wait) else { return false };
        waits.retain(|given| *given != Given::Absent);
        if waits.is_empty() {
            return Self::default(written, Meaning::Wait).is_none_or(|default| default == 0.0);
        }
        waits.into_iter().all(|given| match given {
            Given::Value(value) => self.is_zero(given) || self.is_no_wait(value),
            _ => false,
        })
    }

    fn is_zero(&self, given: Given) -> bool {
        let Given::Value(value) = given else { return false };
        matches!(self.constant(value), Some(Constant::None))
            || self.constant(value).and_then(|value| value.number()).is_some_and(|number| number <= 0.0)
    }

    /// Whether a wait strategy waits nothing: by its kind, or because it is told zero.
    fn is_no_wait(&self, strategy: ExprId) -> bool {
        let Some(call) = self.call(strategy) else { return false };
        let zero = || {
            let delay = self.meant(&call, Meaning::Delay).map(|meant| meant.0);
            delay.is_some_and(|given| self.is_zero(given))
        };
        call.has_role(Role::NoWaitStrategy) || (call.has_role(Role::WaitStrategy) && zero())
    }

    /// Whether a number of retries is given where a policy could be, and the carrier waits nothing by itself.
    fn carries_number(&self, written: &Written<'a>) -> bool {
        if written.fact.meanings.as_ref().is_none_or(|meanings| !meanings.contains_key(&Meaning::Wait)) {
            return false;
        }
        match self.given(written, Meaning::Stop) {
            Some(Given::Value(value)) => {
                self.constant(value).and_then(|value| value.number()).is_some()
                    || matches!(self.infer(value).ty, Type::Instance(class) if class == "int")
            }
            _ => false,
        }
    }

    fn policy_limit(&self, written: &Written<'a>) -> Limit {
        let first = if written.role == Role::RetryDecorator { 0.0 } else { 1.0 };
        let deadline = self.given(written, Meaning::Deadline);
        let has_deadline = deadline.is_some_and(|given| !self.is_unset(given));
        if matches!(self.given(written, Meaning::RetryOn), Some(Given::Value(value)) if self.polls(value)) {
            return Limit::Some;
        }
        let limit = match self.given(written, Meaning::Stop) {
            Some(Given::Value(value)) if !self.means_default(written, value) => self.stops(value),
            Some(Given::Absent | Given::Value(_)) => {
                Self::default(written, Meaning::Stop).map_or(Limit::None, Limit::Attempts)
            }
            _ => Limit::Some,
        };
        match limit {
            Limit::Attempts(number) if number >= 0.0 && number.is_finite() => Limit::Attempts(number + first),
            Limit::Some => Limit::Some,
            _ if has_deadline => Limit::Some,
            _ => Limit::None,
        }
    }

    /// Whether a value leaves a carrier at its own number of retries: `PoolManager(retries=None)`.
    fn means_default(&self, written: &Written<'a>, value: ExprId) -> bool {
        written.role == Role::RetryCarrier && self.constant(value) == Some(Constant::None)
    }

    /// Whether a policy only waits for a result.
    fn asks_for_result(&self, written: &Written<'a>) -> bool {
        matches!(self.given(written, Meaning::RetryOn), Some(Given::Value(predicate)) if self.polls(predicate))
    }

    /// Whether what is retried is a result that is not there yet: waiting for a state, which no failure prolongs.
    fn polls(&self, predicate: ExprId) -> bool {
        self.call(predicate).is_some_and(|call| call.has_role(Role::ResultPredicate))
    }

    fn is_unset(&self, given: Given) -> bool {
        match given {
            Given::Absent => true,
            Given::Value(value) => self.constant(value) == Some(Constant::None),
            Given::Unknown => false,
        }
    }

    fn stops(&self, value: ExprId) -> Limit {
        match self.constant(value) {
            Some(Constant::None) => return Limit::None,
            Some(constant) if constant.number().is_some() => {
                return constant.number().map_or(Limit::Some, Limit::Attempts);
            }
            _ => {}
        }
        let fact = self.fact(&self.infer(value).ty).0;
        if fact.is_some_and(|fact| fact.role == Some(Role::NeverStopStrategy)) {
            return Limit::None;
        }
        let number = self.call(value).and_then(|call| self.meant_value(&call, Meaning::Stop));
        let number = number.and_then(|number| self.constant(number)).and_then(|number| number.number());
        number.map_or(Limit::Some, Limit::Attempts)
    }

    fn catches_everything(&self, written: &Written<'a>) -> bool {
        let filter = self.given(written, Meaning::Filter).unwrap_or(Given::Absent);
        if written.role != Role::RetryDecorator || filter != Given::Absent {
            return false;
        }
        match self.given(written, Meaning::RetryOn) {
            Some(Given::Absent) => true,
            Some(Given::Value(value)) => self.takes_everything(value),
            _ => false,
        }
    }

    /// Whether a predicate or a class is for every exception.
    fn takes_everything(&self, value: ExprId) -> bool {
        if let ExprKind::Name(_) | ExprKind::Attribute { .. } = &self.ast[value].kind
            && let [source] = self.sources(value).exprs[..]
            && source != self.here(value)
        {
            let (model, source) = self.of(source);
            return model.takes_everything(source);
        }
        let Some(call) = self.call(value) else {
            let everything =
                self.fact(&self.infer(value).ty).0.is_some_and(|fact| fact.role == Some(Role::RetryEverything));
            return everything || self.is_broad_class(value);
        };
        if call.has_role(Role::RetryEverything) {
            return true;
        }
        match self.meant(&call, Meaning::Exception) {
            Some((Given::Absent, parameter)) => {
                parameter.default.as_ref().and_then(toml::Value::as_str).is_some_and(|class| self.is_catch_all(class))
                    && !call.args.iter().any(|arg| arg.kind == ArgKind::Star)
            }
            Some((Given::Value(class), _)) => self.is_broad_class(class),
            _ => false,
        }
    }

    pub(super) fn is_broad_class(&self, class: ExprId) -> bool {
        self.classes_in(class).iter().any(|class| match class {
            Caught::Named(name) => self.is_catch_all(name),
            _ => false,
        })
    }
}

fn is_policy(role: Role) -> bool {
    matches!(role, Role::RetryPolicy | Role::RetryCarrier | Role::RetryDecorator)
}

/// A count as a number; counts beyond 2^32 are as good as endless.
fn as_float(count: i64) -> f64 {
    f64::from(i32::try_from(count).unwrap_or(i32::MAX))
}
