//! Functions that call themselves because they failed.

use super::attempt::{Attempt, Work};
use super::delay::Waits;
use super::words::says_retry;
use super::{Failure, Form, Limit, Repeat, Retry};
use crate::diagnostic::Confidence;
use crate::semantic::Model;
use crate::semantic::arguments::Constant;
use crate::semantic::cfg::{Cfg, Edge, NodeId, NodeKind};
use crate::semantic::handler::Handler;
use crate::semantic::index::{BindingKind, FunctionId, MODULE};
use crate::syntax::ast::{ArgKind, ExprId, ExprKind, Name, StmtId, StmtKind};

impl Model<'_> {
    /// The retry that a function is by calling itself from a handler or after a bad status, if it is one.
    pub(super) fn recursion(&self, function: FunctionId) -> Option<Retry> {
        let calls = self.own_recursive_calls(function);
        if calls.is_empty() {
            return None;
        }
        let graph = self.graph(function);
        let handlers = self.stmts_of(function).iter().flat_map(|&stmt| self.handlers_of(stmt));
        let handled = handlers.filter_map(|handler| self.again_after(function, &graph, handler, &calls));
        let found = handled.chain(self.again_after_status(function, &calls)).collect::<Vec<_>>();
        let first = found.first()?;
        let limit = found.iter().map(|one| self.recursion_limit(function, one));
        let limit = limit.reduce(|a, b| if a == Limit::None { a } else { b })?;
        Some(Retry {
            place: self.function(function).name_span,
            end: self.function(function).name_span.end,
            form: Form::Recursion,
            function,
            attempt: self.call(first.attempt.call).map(|call| self.span(call.callee)),
            repeats: found.iter().map(Again::repeat).filter(|one| one.handler.is_some()).collect(),
            counts: false,
            counter: None,
            policy: None,
            confidence: if first.attempt.work == Work::Network { Confidence::High } else { Confidence::Medium },
            failures: found.iter().map(|one| one.failure).collect(),
            waits_nothing: false,
            pace: None,
            limit,
            catches_everything: false,
            losses: Vec::new(),
        })
    }

    /// How a handler leads to one of the calls, if it is around an attempt.
    fn again_after(
        &self,
        function: FunctionId,
        graph: &Cfg,
        handler: Handler,
        calls: &[(StmtId, ExprId)],
    ) -> Option<Again> {
        let work = self.attempts_in(&self.all_stmts(self.guarded(handler)));
        let attempt = work.into_iter().max_by_key(|attempt| attempt.work)?;
        let mut ways = calls.iter();
        let (call, at_once) = ways.find_map(|&(stmt, call)| Some((call, self.reaches(graph, handler, stmt)?)))?;
        let says = self.function(function).params.iter().any(|param| says_retry(&param.name));
        let failure =
            Failure { span: self.handler_span(handler), handler: Some(handler), at_once, is_state: false, pace: None };
        (attempt.work > Work::Unknown || says).then_some(Again { failure, attempt, call, test: None })
    }

    /// The tests on the status of an attempt whose bad branch alone leads to one of the calls.
    fn again_after_status(&self, function: FunctionId, calls: &[(StmtId, ExprId)]) -> Vec<Again> {
        let mut attempts = self.attempts_in(self.stmts_of(function));
        attempts.retain(|attempt| attempt.work > Work::Unknown && !calls.iter().any(|call| call.1 == attempt.call));
        let Some(&attempt) = attempts.iter().max_by_key(|attempt| attempt.work) else { return Vec::new() };
        let Some(&(stmt, _)) = calls.first() else { return Vec::new() };
        let body = self.body_as_turn(function, stmt);
        let bad = body.bad_statuses(&attempts);
        let ways = bad
            .into_iter()
            .flat_map(|(test, start, other)| calls.iter().map(move |&(stmt, call)| (test, call, (start, other, stmt))));
        let again = ways.filter_map(|(test, call, (start, other, stmt))| {
            let ExprKind::Call { args, .. } = &self.ast[call].kind else { return None };
            let answers = body.answers(&attempts);
            let other_input = args.iter().any(|arg| !body.names_in(arg.value).is_disjoint(&answers));
            let at_once = self.leads_to(&body.graph, vec![start], stmt)?;
            let also = self.leads_to(&body.graph, vec![other], stmt).is_some();
            let failure = Failure { span: self.span(test), handler: None, at_once, is_state: false, pace: None };
            let counts = !body.names_in(test).is_subset(&answers);
            (!other_input && !also).then_some(Again { failure, attempt, call, test: Some((test, counts)) })
        });
        again.collect()
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
        let own = own.collect::<Vec<_>>();
        let several = own.len() > 1;
        own.into_iter().filter(|&(_, call)| !self.passes_other_input(function, call, several)).collect()
    }

    /// Whether a call passes something else than what the function was given, its counters left aside; `several` says
    /// that it is one of several such calls.
    fn passes_other_input(&self, function: FunctionId, call: ExprId, several: bool) -> bool {
        let ExprKind::Call { args, .. } = &self.ast[call].kind else { return false };
        let params = &self.function(function).params;
        args.iter().any(|arg| {
            let counts = matches!(&arg.kind, ArgKind::Keyword(name) if says_retry(name));
            let plain = match &self.ast[arg.value].kind {
                ExprKind::Name(name) => !self.is_piece(arg.value, name, several.then_some(function)),
                ExprKind::Attribute { .. } => true,
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

    /// Whether a name is one of several parts of something: an item that is gone through, or a half into which a
    /// parameter of `split` was divided.
    fn is_piece(&self, at: ExprId, name: &Name, split: Option<FunctionId>) -> bool {
        let Some(scope) = self.scope_of(at, name) else { return false };
        let splits = |value: ExprId| {
            let params = split.map(|function| &self.function(function).params);
            let mut found = false;
            self.visit(value, &mut |_, kind| {
                found |= matches!(kind, ExprKind::Name(name)
                    if params.iter().flat_map(|params| params.iter()).any(|param| param.name == *name));
            });
            found
        };
        self.reaching(at, name, scope).into_iter().any(|binding| match binding.kind {
            BindingKind::Iterated(_) | BindingKind::IteratedPart(..) => true,
            BindingKind::Unpacked(value, _) => {
                let sources = self.sources(value).exprs.into_iter().filter_map(|source| self.own(source));
                sources.into_iter().any(splits)
            }
            _ => false,
        })
    }

    /// Whether a handler leads to the statement that calls again, and if so, whether at once.
    fn reaches(&self, graph: &Cfg, handler: Handler, stmt: StmtId) -> Option<bool> {
        let Handler::Clause(of, number) = handler else { return None };
        let starts = graph.of(of).iter().copied().filter(|&node| graph[node].kind == NodeKind::Handler(of, number));
        let starts = starts.collect::<Vec<_>>();
        self.leads_to(graph, starts, stmt).filter(|_| self.stmts_after(handler).contains(&stmt))
    }

    /// Whether control comes from some points to a statement, and if so, whether at once.
    fn leads_to(&self, graph: &Cfg, starts: Vec<NodeId>, stmt: StmtId) -> Option<bool> {
        let again = |node: NodeId| graph[node].kind == NodeKind::Stmt(stmt);
        let waits = |node: NodeId| match graph[node].kind {
            NodeKind::Dispatch(_) | NodeKind::Handler(..) => Waits::No,
            kind => kind.stmt().map_or(Waits::No, |stmt| self.stmt_waits(stmt)),
        };
        let any = graph.reach(starts.iter().copied(), |from, _, edge| edge != Edge::Raise && !again(from));
        if !any.iter().any(again) {
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

    fn recursion_limit(&self, function: FunctionId, again: &Again) -> Limit {
        let ExprKind::Call { args, .. } = &self.ast[again.call].kind else { return Limit::Some };
        let single =
            args.iter().any(|arg| matches!(self.constant(arg.value), Some(Constant::Bool(_) | Constant::Number(_))));
        if single {
            return Limit::Attempts(2.0);
        }
        let changed = args.iter().any(|arg| !matches!(self.ast[arg.value].kind, ExprKind::Name(_)));
        let tested = self.around(self.stmt_of(again.call)).any(|(outer, _)| match self.ast[outer].kind {
            StmtKind::If { test, .. } => again.test.is_none_or(|(own, counts)| own != test || counts),
            _ => false,
        });
        if changed || tested || self.function(function).params.iter().any(|param| says_retry(&param.name)) {
            Limit::Some
        } else {
            Limit::None
        }
    }
}

/// A way on which a function calls itself because its attempt failed.
struct Again {
    failure: Failure,
    attempt: Attempt,
    call: ExprId,
    /// The test that looks at the status, and whether it asks for something else too.
    test: Option<(ExprId, bool)>,
}

impl Again {
    fn repeat(&self) -> Repeat {
        Repeat { call: self.attempt.call, handler: self.failure.handler }
    }
}
