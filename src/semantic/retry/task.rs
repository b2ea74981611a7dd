//! Tasks of a job queue that are run again because they failed.

use super::{Failure, Form, Limit, Retry};
use crate::catalog::schema::{Function as Fact, Meaning, Role};
use crate::diagnostic::Confidence;
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::index::FunctionId;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, ExprKind};

impl<'a> Model<'a> {
    /// The tasks of the file that are retried: by themselves, or after the exceptions that their decorator names.
    pub(super) fn tasks(&self) -> Vec<Retry> {
        let decorated = self.functions().flat_map(|id| self.function(id).decorators.iter().map(move |&one| (id, one)));
        decorated.filter_map(|(function, decorator)| self.task(function, &self.call(decorator)?)).collect()
    }

    fn task(&self, function: FunctionId, decorator: &Call<'a>) -> Option<Retry> {
        let meanings = decorator.fact?.meanings.as_ref()?;
        let tells = meanings.contains_key(&Meaning::RetryOn) && meanings.contains_key(&Meaning::Stop);
        let again = self.calls_for_retry(function, &decorator.name);
        let named = self.meant_value(decorator, Meaning::RetryOn);
        if !decorator.has_role(Role::EntryPoint) || !tells || (again.is_empty() && named.is_none()) {
            return None;
        }
        let unfiltered = self.meant(decorator, Meaning::Filter).is_none_or(|(given, _)| given == Given::Absent);
        let failures = self.retried_failures(function, &again);
        let pace = self.task_pace(decorator, &again, !failures.is_empty() || named.is_some());
        Some(Retry {
            place: self.span(decorator.callee),
            end: self.span(decorator.callee).end,
            form: Form::Policy,
            function,
            attempt: None,
            repeats: self.repeats_of_task(function, &failures, named.is_some()),
            counts: false,
            counter: None,
            policy: Some(decorator.expr),
            confidence: if decorator.value.sure { Confidence::High } else { Confidence::Medium },
            failures,
            waits_nothing: false,
            pace,
            limit: self.task_limit(decorator, &again),
            catches_everything: unfiltered && named.is_some_and(|classes| self.is_broad_class(classes)),
            losses: Vec::new(),
        })
    }

    /// The calls with which a task asks to be run again (`self.retry()`).
    fn calls_for_retry(&self, function: FunctionId, decorator: &str) -> Vec<ExprId> {
        let calls = self.stmts_of(function).iter().flat_map(|&stmt| self.own_calls(stmt));
        calls.filter(|&call| self.asks_for_retry(call, function, decorator)).collect()
    }

    /// Whether a call is a method of the task itself that runs it again, as the decorator's library has one.
    fn asks_for_retry(&self, call: ExprId, function: FunctionId, decorator: &str) -> bool {
        let ExprKind::Call { func, .. } = &self.ast[call].kind else { return false };
        let ExprKind::Attribute { value, attr } = &self.ast[*func].kind else { return false };
        let ExprKind::Name(object) = &self.ast[*value].kind else { return false };
        let function = self.function(function);
        let own = function.params.first().is_some_and(|first| first.name == *object) || function.name == *object;
        let repeats = |fact: &Fact| {
            let meanings = fact.meanings.as_ref();
            fact.role == Some(Role::Delay) && meanings.is_some_and(|meanings| meanings.contains_key(&Meaning::Stop))
        };
        own && self.catalog.methods_beside(decorator, attr).any(repeats)
    }

    /// The handlers in which the task asks to be run again.
    fn retried_failures(&self, function: FunctionId, again: &[ExprId]) -> Vec<Failure> {
        let handlers = self.stmts_of(function).iter().flat_map(|&stmt| self.handlers_of(stmt));
        let asking = handlers.filter(|&handler| {
            let stmts = self.handler_stmts(handler);
            stmts.iter().any(|&stmt| self.own_calls(stmt).iter().any(|call| again.contains(call)))
        });
        asking
            .map(|handler| Failure {
                span: self.handler_span(handler),
                handler: Some(handler),
                at_once: false,
                is_state: false,
                pace: None,
            })
            .collect()
    }

    /// Without end only where the decorator says so, and nothing else may set another number.
    fn task_limit(&self, decorator: &Call<'a>, again: &[ExprId]) -> Limit {
        let meanings = decorator.fact.and_then(|fact| fact.meanings.as_ref());
        let Some(stop) = meanings.and_then(|meanings| meanings.get(&Meaning::Stop)) else { return Limit::Some };
        let passes = |call: &ExprId| match &self.ast[*call].kind {
            ExprKind::Call { args, .. } => self.passed(args, &stop.name, None) != Given::Absent,
            _ => true,
        };
        let mut others = stop.also.iter().map(|name| self.argument(decorator, name));
        let endless = match self.argument(decorator, &stop.name) {
            Given::Value(value) => self.constant(value) == Some(Constant::None),
            _ => false,
        };
        let alone = others.all(|given| given == Given::Absent) && !again.iter().any(passes);
        if endless && alone && !self.may_give_up(again) { Limit::None } else { Limit::Some }
    }

    /// Whether a request to be run again depends on a test, which may count or look at the time.
    fn may_give_up(&self, again: &[ExprId]) -> bool {
        let tested = |call: &ExprId| {
            let mut around = self.around(self.stmt_of(*call));
            around.any(|(outer, _)| matches!(self.ast[outer].kind, crate::syntax::ast::StmtKind::If { .. }))
        };
        !again.is_empty() && again.iter().all(tested)
    }
}
