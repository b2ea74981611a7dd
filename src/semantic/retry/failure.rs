//! What in a loop leads to another attempt: handlers around it, and bad answers that are looked at.

use super::attempt::{Attempt, Work};
use super::looped::Looped;
use super::{Failure, Repeat};
use crate::catalog::schema::Role;
use crate::semantic::Model;
use crate::semantic::cfg::{Edge, NodeId, NodeKind};
use crate::semantic::handler::{Caught, Handler};
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::syntax::ast::{Case, CompareOp, ExprId, ExprKind, Name, StmtId, StmtKind};
use rustc_hash::FxHashSet;

/// A failure with where it begins in the graph.
pub(super) struct Found {
    pub(super) failure: Failure,
    pub(super) starts: Vec<NodeId>,
    /// Whether there is an exception or a status that tells why it failed.
    pub(super) tells: bool,
    /// The branch that a bad answer takes.
    pub(super) edge: Option<(NodeId, NodeId)>,
    /// The attempts that fail so.
    pub(super) attempts: Vec<Attempt>,
}

impl Found {
    /// The attempts whose exceptions lead to another one.
    pub(super) fn repeats(&self) -> impl Iterator<Item = Repeat> {
        let handler = self.failure.handler;
        let attempts = self.attempts.iter().filter(move |_| handler.is_some());
        attempts.map(move |attempt| Repeat { call: attempt.call, handler })
    }
}

/// Builtin classes of failures that are no peer's: wrong values, missing things, the end of the program.
const LOCAL: [&str; 14] = [
    "ValueError",
    "LookupError",
    "TypeError",
    "AttributeError",
    "ArithmeticError",
    "AssertionError",
    "ImportError",
    "StopIteration",
    "StopAsyncIteration",
    "KeyboardInterrupt",
    "SystemExit",
    "FileNotFoundError",
    "FileExistsError",
    "BlockingIOError",
];

/// Status codes from here on say that the request failed.
const FIRST_BAD_STATUS: f64 = 400.0;

/// How many steps from a test to what it asks for are followed.
const MAX_STEPS: u8 = 6;

impl Looped<'_> {
    /// The failures that lead to another attempt.
    pub(super) fn failures(&self, attempts: &[Attempt], says: bool) -> Vec<Found> {
        let mut found = Vec::new();
        for &stmt in self.body.iter().filter(|&&stmt| self.is_own(stmt)) {
            for handler in self.model.handlers_of(stmt) {
                found.extend(self.handled(handler, attempts, says));
            }
        }
        found.extend(self.bad_answers(attempts, says));
        found.sort_by_key(|one| one.failure.span);
        for one in &mut found {
            one.failure.at_once = self.goes_at_once(one);
            one.failure.is_state =
                !one.tells || one.failure.handler.is_some_and(|handler| self.model.chooses_by_text(handler));
            one.failure.pace = if one.failure.at_once { None } else { self.pace_after(one) };
        }
        found
    }

    fn handled(&self, handler: Handler, attempts: &[Attempt], says: bool) -> Option<Found> {
        if self.is_endless() && self.model.is_listener_tick(handler) {
            return None;
        }
        let guarded = self.model.all_stmts(self.model.guarded(handler)).into_iter().collect::<FxHashSet<_>>();
        let mut inner = attempts.iter().filter(|one| guarded.contains(&one.stmt)).copied().collect::<Vec<_>>();
        if inner.is_empty() && guarded.iter().any(|&stmt| self.checks_status(stmt, attempts)) {
            inner = attempts.to_vec();
        }
        let varying = self.varying();
        let changed = self.changed_by(handler);
        inner.retain(|attempt| {
            (attempt.work > Work::Unknown || says || self.names_network_failure(handler))
                && !self.depends_on(attempt, &varying)
        });
        if inner.is_empty() || !self.may_be_peers(handler) || inner.iter().any(|one| self.is_given(one, &changed)) {
            return None;
        }
        let starts = self.handler_starts(handler);
        self.goes_round(starts.clone()).then(|| Found {
            failure: Failure {
                span: self.model.handler_span(handler),
                handler: Some(handler),
                at_once: false,
                is_state: false,
                pace: None,
            },
            starts,
            tells: true,
            edge: None,
            attempts: inner,
        })
    }

    fn handler_starts(&self, handler: Handler) -> Vec<NodeId> {
        let begins = |node: &NodeId| match handler {
            Handler::Clause(stmt, number) => self.graph[*node].kind == NodeKind::Handler(stmt, number),
            Handler::Suppress(stmt, _) => self.graph[*node].kind == NodeKind::Dispatch(stmt),
        };
        self.graph.of(self.model.handler_stmt(handler)).iter().copied().filter(begins).collect()
    }

    /// Whether a statement looks at an attempt's answer by raising for a bad one (`raise_for_status`).
    fn checks_status(&self, stmt: StmtId, attempts: &[Attempt]) -> bool {
        let answers = self.answers(attempts);
        self.model
            .own_calls(stmt)
            .into_iter()
            .filter_map(|call| self.model.call(call))
            .any(|call| call.has_role(Role::ChecksStatus) && !self.names_in(call.callee).is_disjoint(&answers))
    }

    /// Whether a handler catches something that a peer's failure may be.
    fn may_be_peers(&self, handler: Handler) -> bool {
        self.model.caught(handler).iter().any(|class| match class {
            Caught::Named(name) => {
                !LOCAL.iter().any(|local| self.model.catalog.is_subclass(name, local) == Some(true))
                    || self.model.guarded_operations(handler).iter().any(|call| {
                        let raised = call.fact.and_then(|fact| fact.raises.as_ref()).into_iter().flatten();
                        raised.into_iter().any(|raised| self.model.catalog.is_subclass(name, raised) == Some(true))
                    })
            }
            Caught::Local(_) | Caught::Unknown(_) => true,
        })
    }

    /// Whether a handler names an exception that only a network library raises; a builtin one may be anybody's.
    fn names_network_failure(&self, handler: Handler) -> bool {
        self.model.caught(handler).iter().any(|class| match class {
            Caught::Named(name) => name.contains('.') && self.model.catalog.is_network_failure(name),
            _ => false,
        })
    }

    /// Names that a handler binds anew, so that what is made from them is another attempt.
    fn changed_by(&self, handler: Handler) -> FxHashSet<Name> {
        let stmts = self.model.handler_stmts(handler);
        stmts.iter().flat_map(|&stmt| self.assigned(stmt)).flat_map(|(names, _)| names).collect()
    }

    /// Whether an attempt is passed one of these names.
    fn is_given(&self, attempt: &Attempt, names: &FxHashSet<Name>) -> bool {
        let ExprKind::Call { args, .. } = &self.model.ast[attempt.call].kind else { return false };
        args.iter().any(|arg| match &self.model.ast[arg.value].kind {
            ExprKind::Name(name) => names.contains(name) && !self.counters.contains(name),
            _ => false,
        })
    }

    /// The names that hold an attempt's answer, or something made from it.
    pub(super) fn answers(&self, attempts: &[Attempt]) -> FxHashSet<Name> {
        let calls = attempts.iter().map(|attempt| attempt.call).collect::<FxHashSet<_>>();
        let mut names = FxHashSet::default();
        for &stmt in self.body.iter().chain([&self.stmt]) {
            for (targets, value) in self.assigned(stmt) {
                if self.model.calls_in(value).iter().any(|call| calls.contains(call)) {
                    names.extend(targets);
                }
            }
        }
        self.derived(names)
    }

    /// The tests that look at an answer, one branch of which goes round while the other leaves.
    fn bad_answers(&self, attempts: &[Attempt], says: bool) -> Vec<Found> {
        let varying = self.varying();
        let answers = self.answers(attempts);
        let carried = self.carried(&answers);
        let same = |attempt: &Attempt| {
            (attempt.work > Work::Unknown || says)
                && !self.depends_on(attempt, &varying)
                && !self.depends_on(attempt, &carried)
        };
        let attempts = attempts.iter().filter(|attempt| same(attempt)).copied().collect::<Vec<_>>();
        if attempts.is_empty() {
            return Vec::new();
        }
        let tests = self.body.iter().filter_map(|&stmt| match self.model.ast[stmt].kind {
            StmtKind::If { test, .. } if self.is_own(stmt) => Some((stmt, test)),
            _ => None,
        });
        let head = self.head_test().map(|test| (self.stmt, test));
        let tests = tests.chain(head).filter(|(_, test)| self.looks_bad(*test, &answers, says));
        let mut found = tests.flat_map(|(stmt, test)| self.bad_branch(stmt, test, &attempts)).collect::<Vec<_>>();
        let matches = self.body.iter().filter(|&&stmt| self.is_own(stmt));
        found.extend(matches.flat_map(|&stmt| self.bad_cases(stmt, &attempts, &answers)));
        found
    }

    /// The cases of a `match` on a status that go round while the one for success leaves.
    fn bad_cases(&self, stmt: StmtId, attempts: &[Attempt], answers: &FxHashSet<Name>) -> Vec<Found> {
        let StmtKind::Match { subject, cases } = &self.model.ast[stmt].kind else { return Vec::new() };
        if self.names_in(*subject).is_disjoint(answers) || !self.asks_status(*subject) {
            return Vec::new();
        }
        let nodes = self.graph.of(stmt).iter().filter(|&&node| self.graph[node].kind == NodeKind::Match(stmt));
        let ways = nodes.flat_map(|&node| {
            let next = self.graph[node].next.iter().filter(|(_, edge)| *edge != Edge::Raise);
            cases.iter().zip(next).map(move |(case, &(start, _))| (node, case, start))
        });
        let ways = ways.collect::<Vec<_>>();
        let again = |start: NodeId| self.is_inside(start) && self.goes_round([start]);
        let is_bad = |case: &Case| match case.values.iter().find_map(|&value| self.is_bad_status(value)) {
            Some(bad) => bad,
            None => case.irrefutable && !self.raises_for_status(case),
        };
        let good = |case: &Case| case.values.iter().any(|&value| self.is_bad_status(value) == Some(false));
        if !ways.iter().any(|&(_, case, start)| good(case) && !again(start)) {
            return Vec::new();
        }
        let bad = ways.into_iter().filter(|&(_, case, start)| is_bad(case) && again(start));
        bad.map(|(node, _, start)| Found {
            failure: Failure {
                span: self.model.span(*subject),
                handler: None,
                at_once: false,
                is_state: false,
                pace: None,
            },
            starts: vec![start],
            tells: true,
            edge: Some((node, start)),
            attempts: attempts.to_vec(),
        })
        .collect()
    }

    fn raises_for_status(&self, case: &Case) -> bool {
        let calls = self.model.all_stmts(&case.body).into_iter().flat_map(|stmt| self.model.own_calls(stmt));
        calls.filter_map(|call| self.model.call(call)).any(|call| call.has_role(Role::ChecksStatus))
    }

    /// The tests on the status of an attempt, with where a bad and where a good one leads.
    pub(super) fn bad_statuses(&self, attempts: &[Attempt]) -> Vec<(ExprId, NodeId, NodeId)> {
        let answers = self.answers(attempts);
        let tests = self.body.iter().filter_map(|&stmt| match self.model.ast[stmt].kind {
            StmtKind::If { test, .. } => Some((stmt, test)),
            _ => None,
        });
        let asking = tests.filter(|&(_, test)| !self.names_in(test).is_disjoint(&answers) && self.asks_status(test));
        let mut found = Vec::new();
        for (stmt, test) in asking {
            let Some(fails) = self.fails_when(test) else { continue };
            for &node in self.graph.of(stmt) {
                let next = |wanted: Edge| self.graph[node].next.iter().find(|next| next.1 == wanted).map(|next| next.0);
                let (Some(yes), Some(no)) = (next(Edge::True), next(Edge::False)) else { continue };
                found.push(if fails { (test, yes, no) } else { (test, no, yes) });
            }
        }
        found
    }

    /// Names that take something of an answer over into the next turn.
    fn carried(&self, answers: &FxHashSet<Name>) -> FxHashSet<Name> {
        let assigned = self.body.iter().flat_map(|&stmt| self.assigned(stmt));
        let from_answer = assigned.filter(|(_, value)| !self.names_in(*value).is_disjoint(answers));
        from_answer.flat_map(|(names, _)| names).collect()
    }

    fn looks_bad(&self, test: ExprId, answers: &FxHashSet<Name>, says: bool) -> bool {
        if self.names_in(test).is_disjoint(answers)
            && !self.model.calls_in(test).iter().any(|&call| self.model.work_of(call) > Work::Local)
        {
            return false;
        }
        says || self.asks_status(test) || self.asks_for_nothing(test, MAX_STEPS)
    }

    /// Whether a test asks whether a function of the file, which answers a failure with nothing, gave something.
    fn asks_for_nothing(&self, test: ExprId, depth: u8) -> bool {
        let deeper = |part: ExprId| depth > 0 && self.asks_for_nothing(part, depth - 1);
        match &self.model.ast[test].kind {
            ExprKind::Not(inner) | ExprKind::Await(inner) => deeper(*inner),
            ExprKind::Walrus { value, .. } => deeper(*value),
            ExprKind::Compare { first, rest } => match rest[..] {
                [(CompareOp::Is | CompareOp::IsNot, none)] => {
                    matches!(self.model.ast[none].kind, ExprKind::None) && deeper(*first)
                }
                [(CompareOp::Eq | CompareOp::NotEq, code)] => {
                    self.model.constant(code).is_some() && self.answers_with_code(*first)
                }
                _ => false,
            },
            ExprKind::Logical { left, right, .. } => deeper(*left) || deeper(*right),
            ExprKind::Name(name) => {
                let stmts = self.body.iter().chain([&self.stmt]);
                let set = stmts.flat_map(|&stmt| self.assigned(stmt)).filter(|(names, _)| names.contains(name));
                let values = set.map(|(_, value)| value).collect::<Vec<_>>();
                matches!(values[..], [value] if deeper(value))
            }
            ExprKind::Call { .. } => self.model.call(test).is_some_and(|call| match call.value.ty {
                Type::Function(function) | Type::Bound(function) => {
                    let (model, function) = self.model.of(function);
                    model.answers_failure_with_nothing(function)
                }
                _ => false,
            }),
            _ => false,
        }
    }

    /// Whether a call is a network operation that gives a failure back as a number instead of raising it.
    fn answers_with_code(&self, expr: ExprId) -> bool {
        let fact = self.model.call(expr).and_then(|call| call.fact);
        fact.is_some_and(|fact| fact.network.is_some() && fact.raises.as_ref().is_some_and(Vec::is_empty))
    }

    /// Whether a test looks at the status of an answer, not at a state that a text names (`"completed"`).
    fn asks_status(&self, test: ExprId) -> bool {
        let mut asks = false;
        self.model.visit(test, &mut |expr, kind| match kind {
            ExprKind::Attribute { attr, .. } if self.model.catalog.is_status_attribute(attr) => {
                asks |= !self.is_compared_with_text(expr);
            }
            ExprKind::Name(name) if self.holds_status(name) => asks |= !self.is_compared_with_text(expr),
            _ => {}
        });
        asks
    }

    /// Whether a variable of the loop holds an answer's status: by what it is made from, else by its customary name.
    fn holds_status(&self, name: &Name) -> bool {
        let values = self.body.iter().flat_map(|&stmt| self.assigned(stmt)).filter(|(names, _)| names.contains(name));
        let mut values = values.map(|(_, value)| value).peekable();
        let customary = self.model.catalog.is_status_attribute(name);
        if values.peek().is_none() {
            return customary;
        }
        values.any(|value| match &self.model.ast[value].kind {
            ExprKind::Attribute { attr, .. } => self.model.catalog.is_status_attribute(attr),
            _ => customary && !self.reads_text_key(value),
        })
    }

    /// Whether a value is a field of a body: `data["status"]`, `data.get("status")`.
    fn reads_text_key(&self, value: ExprId) -> bool {
        let is_text = |expr: ExprId| matches!(self.model.ast[expr].kind, ExprKind::Str(_));
        match &self.model.ast[value].kind {
            ExprKind::Subscript { index, .. } => is_text(*index),
            ExprKind::Call { args, .. } => args.first().is_some_and(|arg| is_text(arg.value)),
            ExprKind::Await(inner) => self.reads_text_key(*inner),
            _ => false,
        }
    }

    fn is_compared_with_text(&self, expr: ExprId) -> bool {
        let is_text = |value: &ExprId| match &self.model.ast[*value].kind {
            ExprKind::Str(_) => true,
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => {
                items.iter().any(|&item| matches!(self.model.ast[item].kind, ExprKind::Str(_)))
            }
            _ => false,
        };
        self.model.wrappers(expr).any(|around| match &self.model.ast[around].kind {
            ExprKind::Compare { first, rest } => {
                std::iter::once(first).chain(rest.iter().map(|one| &one.1)).any(is_text)
            }
            _ => false,
        })
    }

    fn bad_branch(&self, stmt: StmtId, test: ExprId, attempts: &[Attempt]) -> Vec<Found> {
        let fails_when = self.fails_when(test);
        let nodes =
            self.graph.of(stmt).iter().copied().filter(|&node| matches!(self.graph[node].kind, NodeKind::Test(..)));
        let mut found = Vec::new();
        for node in nodes {
            let branch =
                |wanted: Edge| self.graph[node].next.iter().find(|(_, edge)| *edge == wanted).map(|next| next.0);
            let (Some(yes), Some(no)) = (branch(Edge::True), branch(Edge::False)) else { continue };
            let again = |start: NodeId| self.is_inside(start) && self.goes_round([start]);
            let (bad, good) = match (again(yes), again(no)) {
                (true, false) if fails_when != Some(false) => (yes, no),
                (false, true) if fails_when != Some(true) => (no, yes),
                (true, true) if fails_when.is_some() && stmt != self.stmt => {
                    if fails_when == Some(true) {
                        (yes, no)
                    } else {
                        (no, yes)
                    }
                }
                _ => continue,
            };
            if self.is_inside(good) && !self.can_leave(good) {
                continue;
            }
            found.push(Found {
                failure: Failure {
                    span: self.model.span(test),
                    handler: None,
                    at_once: false,
                    is_state: false,
                    pace: None,
                },
                starts: vec![bad],
                tells: self.asks_status(test),
                edge: Some((node, bad)),
                attempts: attempts.to_vec(),
            });
        }
        found
    }

    /// Whether a test on a status holds for failures (or for success); `None` where that cannot be told.
    fn fails_when(&self, test: ExprId) -> Option<bool> {
        match &self.model.ast[test].kind {
            ExprKind::Not(inner) => self.fails_when(*inner).map(|fails| !fails),
            ExprKind::Logical { left, right, .. } => self.fails_when(*left).or_else(|| self.fails_when(*right)),
            ExprKind::Attribute { attr, .. } if self.model.catalog.is_success_attribute(attr) => Some(false),
            ExprKind::Compare { first, rest } if rest.len() == 2 => self.is_bad_status(*first),
            ExprKind::Compare { rest, .. } => {
                let (op, value) = rest.last()?;
                let bad = self.is_bad_status(*value)?;
                match op {
                    CompareOp::Eq | CompareOp::In | CompareOp::Is => Some(bad),
                    CompareOp::NotEq | CompareOp::NotIn | CompareOp::IsNot => Some(!bad),
                    CompareOp::Lt | CompareOp::LtE => Some(false),
                    CompareOp::Gt | CompareOp::GtE => Some(true),
                }
            }
            ExprKind::Name(_) => match self.model.infer(test).ty {
                Type::Instance(class) if self.model.catalog.response(&class).is_some() => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    fn is_bad_status(&self, value: ExprId) -> Option<bool> {
        if let ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) = &self.model.ast[value].kind {
            let bad = items.iter().filter_map(|&item| self.is_bad_status(item)).collect::<Vec<_>>();
            return bad.first().copied();
        }
        let status = self.model.constant(value)?.number()?;
        (status >= 100.0).then_some(status >= FIRST_BAD_STATUS)
    }

    /// Branches of any test on an answer that go round although the other one leaves.
    pub(super) fn answer_edges(&self, found: &[Found]) -> FxHashSet<(NodeId, NodeId)> {
        let attempts = found.iter().flat_map(|one| &one.attempts).copied().collect::<Vec<_>>();
        let answers = self.answers(&attempts);
        let asks = |test: ExprId| {
            !self.names_in(test).is_disjoint(&answers)
                || self.model.calls_in(test).iter().any(|&call| self.model.work_of(call) > Work::Local)
        };
        let mut edges = FxHashSet::default();
        for &stmt in &self.body {
            let (StmtKind::If { test, .. } | StmtKind::Match { subject: test, .. }) = self.model.ast[stmt].kind else {
                continue;
            };
            for &node in self.graph.of(stmt).iter().filter(|_| asks(test)) {
                let branches = self.graph[node].next.iter().filter(|(_, edge)| *edge != Edge::Raise);
                let leaves = branches.clone().any(|&(to, _)| !self.is_inside(to) || !self.goes_round([to]));
                edges.extend(
                    branches
                        .filter(|_| leaves)
                        .map(|&(to, _)| (node, to))
                        .filter(|&(_, to)| self.is_inside(to) && self.goes_round([to])),
                );
            }
        }
        edges
    }
}

impl Model<'_> {
    /// Whether a function catches the failure of its network operation and returns `None` or `False` for it.
    fn answers_failure_with_nothing(&self, function: FunctionId) -> bool {
        let handlers = self.stmts_of(function).iter().flat_map(|&stmt| self.handlers_of(stmt));
        handlers.into_iter().any(|handler| {
            let attempts = self.attempts_in(&self.all_stmts(self.guarded(handler)));
            attempts.iter().any(|attempt| attempt.work > Work::Unknown)
                && self.handler_stmts(handler).iter().any(|&stmt| match self.ast[stmt].kind {
                    StmtKind::Return(value) => {
                        value.is_none_or(|value| matches!(self.ast[value].kind, ExprKind::None | ExprKind::Bool(false)))
                    }
                    _ => false,
                })
        })
    }
}
