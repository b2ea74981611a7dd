//! Functions that call themselves because they failed.

use super::attempt::Work;
use super::delay::Waits;
use super::words::says_retry;
use super::{Failure, Form, Limit, Retry};
use crate::diagnostic::Confidence;
use crate::semantic::Model;
use crate::semantic::arguments::Constant;
use crate::semantic::cfg::{Cfg, Edge, NodeId, NodeKind};
use crate::semantic::handler::Handler;
use crate::semantic::index::{FunctionId, MODULE};
use crate::syntax::ast::{ArgKind, ExprId, ExprKind, StmtId};

impl Model<'_> {
    /// The retry that a function is by calling itself from a handler, if it is one.
    pub(super) fn recursion(&self, function: FunctionId) -> Option<Retry> {
        let calls = self.own_recursive_calls(function);
        let graph = self.graph(function);
        let handlers = self.stmts_of(function).iter().flat_map(|&stmt| self.handlers_of(stmt)).collect::<Vec<_>>();
        let found = handlers.into_iter().filter_map(|handler| {
            let work = self.attempts_in(&self.all_stmts(self.guarded(handler)));
            let attempt = work.into_iter().max_by_key(|attempt| attempt.work)?;
            let again = calls
                .iter()
                .find_map(|&(stmt, call)| self.reaches(&graph, handler, stmt).map(|at_once| (stmt, call, at_once)));
            let (_, call, at_once) = again?;
            let says = self.function(function).params.iter().any(|param| says_retry(&param.name));
            (attempt.work > Work::Unknown || says).then_some((handler, attempt, call, at_once))
        });
        let found = found.collect::<Vec<_>>();
        let (_, attempt, call, _) = found.first()?;
        let limit = found.iter().map(|one| self.recursion_limit(function, one.2));
        let limit = limit.reduce(|a, b| if a == Limit::None { a } else { b })?;
        let callee = self.call(attempt.call).map(|call| self.span(call.callee));
        let _ = call;
        Some(Retry {
            place: self.function(function).name_span,
            form: Form::Recursion,
            function,
            attempt: callee,
            counter: None,
            policy: None,
            confidence: if attempt.work == Work::Network { Confidence::High } else { Confidence::Medium },
            failures: found.iter().map(|one| self.recursive_failure(one.0, one.3)).collect(),
            waits_nothing: false,
            limit,
            catches_everything: false,
            losses: Vec::new(),
        })
    }

    fn recursive_failure(&self, handler: Handler, at_once: bool) -> Failure {
        Failure { span: self.handler_span(handler), handler: Some(handler), at_once }
    }

    /// The calls of a function to itself that pass no smaller input.
    fn own_recursive_calls(&self, function: FunctionId) -> Vec<(StmtId, ExprId)> {
        if function == MODULE {
            return Vec::new();
        }
        let calls = self
            .stmts_of(function)
            .iter()
            .flat_map(|&stmt| self.own_calls(stmt).into_iter().map(move |call| (stmt, call)));
        let own = calls.filter(|&(_, call)| {
            self.call(call).is_some_and(|call| call.value.ty.function() == Some(self.here(function)))
        });
        own.filter(|&(_, call)| !self.passes_other_input(function, call)).collect()
    }

    /// Whether a call passes something else than what the function was given, its counters left aside.
    fn passes_other_input(&self, function: FunctionId, call: ExprId) -> bool {
        let ExprKind::Call { args, .. } = &self.ast[call].kind else { return false };
        let params = &self.function(function).params;
        args.iter().any(|arg| {
            let counts = matches!(&arg.kind, ArgKind::Keyword(name) if says_retry(name));
            let plain = match &self.ast[arg.value].kind {
                ExprKind::Name(_) | ExprKind::Attribute { .. } => true,
                ExprKind::Binary { left, right, .. } => {
                    let counter = |expr: ExprId| {
                        matches!(&self.ast[expr].kind, ExprKind::Name(name)
                        if params.iter().any(|param| param.name == *name))
                    };
                    let number = |expr: ExprId| matches!(self.ast[expr].kind, ExprKind::Number(_));
                    (counter(*left) && number(*right)) || (counter(*right) && number(*left))
                }
                _ => self.constant(arg.value).is_some(),
            };
            !counts && !plain
        })
    }

    /// Whether a handler leads to the statement that calls again, and if so, whether at once.
    fn reaches(&self, graph: &Cfg, handler: Handler, stmt: StmtId) -> Option<bool> {
        let Handler::Clause(of, number) = handler else { return None };
        let starts = graph.of(of).iter().copied().filter(|&node| graph[node].kind == NodeKind::Handler(of, number));
        let starts = starts.collect::<Vec<_>>();
        let again = |node: NodeId| graph[node].kind == NodeKind::Stmt(stmt);
        let waits = |node: NodeId| match graph[node].kind {
            NodeKind::Dispatch(_) | NodeKind::Handler(..) => Waits::No,
            kind => kind.stmt().map_or(Waits::No, |stmt| self.stmt_waits(stmt)),
        };
        let any = graph.reach(starts.iter().copied(), |from, _, edge| edge != Edge::Raise && !again(from));
        if !any.iter().any(again) || !self.stmts_after(handler).contains(&stmt) {
            return None;
        }
        let quick =
            graph.reach(starts, |from, _, edge| edge != Edge::Raise && !again(from) && waits(from) < Waits::Maybe);
        Some(quick.iter().any(|node| again(node) && waits(node) < Waits::Maybe))
    }

    /// The statements that run because of the failure: those of the handler.
    fn stmts_after(&self, handler: Handler) -> Vec<StmtId> {
        self.handler_stmts(handler)
    }

    fn recursion_limit(&self, function: FunctionId, call: ExprId) -> Limit {
        let ExprKind::Call { args, .. } = &self.ast[call].kind else { return Limit::Some };
        let single =
            args.iter().any(|arg| matches!(self.constant(arg.value), Some(Constant::Bool(_) | Constant::Number(_))));
        if single {
            return Limit::Attempts(2.0);
        }
        let changed = args.iter().any(|arg| !matches!(self.ast[arg.value].kind, ExprKind::Name(_)));
        let tested = self
            .around(self.stmt_of(call))
            .any(|(outer, _)| matches!(self.ast[outer].kind, crate::syntax::ast::StmtKind::If { .. }));
        if changed || tested || self.function(function).params.iter().any(|param| says_retry(&param.name)) {
            Limit::Some
        } else {
            Limit::None
        }
    }
}
