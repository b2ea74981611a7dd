//! One loop with its control flow, and whether it is a retry.

use super::attempt::{Attempt, Work};
use super::failure::Found;
use super::{Form, Retry};
use crate::diagnostic::Confidence;
use crate::semantic::Model;
use crate::semantic::cfg::{Cfg, Edge, NodeId, NodeKind, Reached};
use crate::semantic::index::{FunctionId, Part};
use crate::source::Span;
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtId, StmtKind};
use rustc_hash::FxHashSet;
use std::rc::Rc;

/// A loop.
pub(super) struct Looped<'m> {
    pub(super) model: &'m Model<'m>,
    pub(super) function: FunctionId,
    pub(super) stmt: StmtId,
    pub(super) graph: Rc<Cfg>,
    /// What each turn binds, for `for` loops.
    pub(super) target: Option<ExprId>,
    /// Whether it goes over things, not numbers: the same attempt only if they are what it is made with.
    pub(super) rotates: bool,
    /// The statements of the body, nested blocks included.
    pub(super) body: Vec<StmtId>,
    inside: FxHashSet<StmtId>,
    pub(super) heads: Vec<NodeId>,
    /// Names that count turns, and what is made from them.
    pub(super) counters: FxHashSet<Name>,
}

impl Model<'_> {
    /// The retry that a loop is, if it is one.
    pub(super) fn retry_loop(&self, function: FunctionId, stmt: StmtId) -> Option<Retry> {
        let (body, target, iter) = match &self.ast[stmt].kind {
            StmtKind::While { body, .. } => (body, None, None),
            StmtKind::For(parts) => (&parts.body, Some(parts.target), Some(parts.iter)),
            _ => return None,
        };
        let body = self.all_stmts(body);
        let graph = self.graph(function);
        let is_head = |node: &NodeId| !matches!(graph[*node].kind, NodeKind::Stmt(_));
        let heads = graph.of(stmt).iter().copied().filter(is_head).collect();
        let inside = body.iter().copied().collect();
        let counters = FxHashSet::default();
        let mut this =
            Looped { model: self, function, stmt, graph, target, rotates: false, body, inside, heads, counters };
        this.rotates = iter.is_some_and(|iter| !this.is_counter(iter));
        this.counters = this.find_counters();
        this.judge()
    }

    /// The body of a function seen as one turn, for questions about answers and statuses.
    pub(super) fn body_as_turn(&self, function: FunctionId, stmt: StmtId) -> Looped<'_> {
        let body = self.stmts_of(function).to_vec();
        let inside = body.iter().copied().collect();
        let (graph, heads, counters) = (self.graph(function), Vec::new(), FxHashSet::default());
        Looped { model: self, function, stmt, graph, target: None, rotates: false, body, inside, heads, counters }
    }

    /// The header of a loop, without its colon.
    fn header(&self, stmt: StmtId) -> Span {
        match &self.ast[stmt].kind {
            StmtKind::While { header, .. } => *header,
            StmtKind::For(parts) => parts.header,
            _ => self.ast[stmt].span,
        }
    }
}

impl Looped<'_> {
    fn judge(&self) -> Option<Retry> {
        let attempts = self.model.attempts_in(&self.body).into_iter();
        let attempts = attempts.filter(|attempt| self.is_own(attempt.stmt) && !self.is_aftermath(attempt.stmt));
        let tested = self.head_test().map(|_| self.model.attempts_in(&[self.stmt])).unwrap_or_default();
        let tested = tested.into_iter().filter(|attempt| attempt.work > Work::Unknown);
        let attempts = tested.chain(attempts).filter(|attempt| !self.rotates || self.is_made_with_item(attempt));
        let attempts = attempts.collect::<Vec<_>>();
        if attempts.is_empty() {
            return None;
        }
        let says = self.says_retry();
        let found = self.failures(&attempts, says);
        let first = self.chief(&found)?;
        let form = self.form(&found, says)?;
        if form == Form::Service && first.work < Work::Likely {
            return None;
        }
        let found = found.iter().filter(|one| form == Form::Loop || one.failure.handler.is_some()).collect::<Vec<_>>();
        let limit = if form == Form::Service { super::Limit::None } else { self.limit(&found) };
        let losses = if form == Form::Service { Vec::new() } else { self.losses(&found, &attempts) };
        let callee = self.model.call(first.call).map(|call| self.model.span(call.callee));
        (!found.is_empty()).then(|| Retry {
            place: self.model.header(self.stmt),
            end: self.model.ast[self.stmt].span.end,
            form,
            function: self.function,
            attempt: callee,
            repeats: found.iter().flat_map(|one| one.repeats()).collect(),
            counts: self.target.is_some() || self.counter().is_some(),
            counter: self.counter(),
            policy: None,
            confidence: if first.work == Work::Network { Confidence::High } else { Confidence::Medium },
            failures: found.iter().map(|one| one.failure).collect(),
            waits_nothing: false,
            pace: None,
            limit,
            catches_everything: false,
            losses,
        })
    }

    /// The attempt to name: what does most, is no use of another's answer, and stands on its own.
    fn chief<'f>(&self, found: &'f [Found]) -> Option<&'f Attempt> {
        let all = found.iter().flat_map(|one| &one.attempts).collect::<Vec<_>>();
        let answers = self.answers(&all.iter().map(|attempt| **attempt).collect::<Vec<_>>());
        all.into_iter().max_by_key(|attempt| {
            let callee = self.model.call(attempt.call).map(|call| self.names_in(call.callee));
            let fresh = callee.is_none_or(|names| names.is_disjoint(&answers));
            (attempt.work, fresh, self.stands_alone(attempt))
        })
    }

    /// Whether a call is what its statement evaluates, not a part of something else.
    fn stands_alone(&self, attempt: &Attempt) -> bool {
        let whole = |expr: ExprId| match self.model.ast[expr].kind {
            ExprKind::Await(inner) => inner == attempt.call,
            _ => expr == attempt.call,
        };
        self.model.own_exprs(attempt.stmt).into_iter().any(whole)
    }

    /// The variable that counts the attempts: what the loop counts, or a running number that says so.
    fn counter(&self) -> Option<Name> {
        let target = self.target.and_then(|target| self.bound_in(target).into_iter().next());
        let counts = |name: &Name| name.chars().any(|letter| letter != '_');
        let mut others = self.counters.iter().filter(|name| super::words::says_retry(name)).collect::<Vec<_>>();
        others.sort_unstable();
        target.filter(counts).or_else(|| others.first().map(|name| (*name).clone()))
    }

    /// Whether this is the innermost loop around a statement.
    pub(super) fn is_own(&self, stmt: StmtId) -> bool {
        let is_loop = |stmt: StmtId| matches!(self.model.ast[stmt].kind, StmtKind::For(_) | StmtKind::While { .. });
        self.model.around(stmt).find(|(outer, _)| is_loop(*outer)).is_some_and(|(outer, _)| outer == self.stmt)
    }

    /// Whether a statement runs only after a failure: in a handler, or to raise.
    fn is_aftermath(&self, stmt: StmtId) -> bool {
        let mut around = self.model.around(stmt).take_while(|(outer, _)| *outer != self.stmt);
        matches!(self.model.ast[stmt].kind, StmtKind::Raise { .. })
            || around.any(|(_, part)| matches!(part, Part::Handler(_)))
    }

    /// Whether a node belongs to a turn of the loop, its head included.
    pub(super) fn is_inside(&self, node: NodeId) -> bool {
        self.heads.contains(&node) || self.graph[node].kind.stmt().is_some_and(|stmt| self.inside.contains(&stmt))
    }

    /// Where control goes from `start` within a turn; it stops at the head, and where nothing expected follows.
    pub(super) fn turn(&self, start: impl IntoIterator<Item = NodeId>, stops: impl Fn(NodeId) -> bool) -> Reached {
        self.graph.reach(start, |from, to, edge| {
            edge != Edge::Raise && !self.heads.contains(&from) && !stops(from) && self.is_inside(to)
        })
    }

    /// Whether control can come from `start` to the head.
    pub(super) fn goes_round(&self, start: impl IntoIterator<Item = NodeId>) -> bool {
        let reached = self.turn(start, |_| false);
        self.heads.iter().any(|&head| reached.has(head))
    }

    /// Whether control can leave the loop from `start` without going round.
    pub(super) fn can_leave(&self, start: NodeId) -> bool {
        if !self.is_inside(start) {
            return true;
        }
        self.turn([start], |_| false).iter().filter(|node| !self.heads.contains(node)).any(|node| {
            self.is_raise(node)
                || self.graph[node].next.iter().any(|&(to, edge)| edge != Edge::Raise && !self.is_inside(to))
        })
    }

    fn is_raise(&self, node: NodeId) -> bool {
        matches!(self.graph[node].kind, NodeKind::Stmt(stmt)
            if matches!(self.model.ast[stmt].kind, StmtKind::Raise { .. }))
            || self.graph[node].next.iter().all(|&(_, edge)| edge == Edge::Raise)
    }

    /// The points of control of a statement itself.
    pub(super) fn nodes_of(&self, stmt: StmtId) -> Vec<NodeId> {
        let own = |node: &NodeId| !matches!(self.graph[*node].kind, NodeKind::Dispatch(_) | NodeKind::Handler(..));
        self.graph.of(stmt).iter().copied().filter(own).collect()
    }

    pub(super) fn head_test(&self) -> Option<ExprId> {
        match self.model.ast[self.stmt].kind {
            StmtKind::While { test, .. } => Some(test),
            _ => None,
        }
    }

    /// A retry loop, a service loop, or neither: what does success do?
    fn form(&self, found: &[Found], says: bool) -> Option<Form> {
        let cut = found.iter().filter_map(|one| one.edge).collect::<FxHashSet<_>>();
        let asks = if says || self.target.is_some() { self.answer_edges(found) } else { FxHashSet::default() };
        let sets = self.flag_nodes();
        let attempts = found.iter().flat_map(|one| &one.attempts);
        let starts = attempts.flat_map(|attempt| self.success_of(attempt, &cut)).collect::<Vec<_>>();
        let reached =
            self.graph.reach(starts.iter().copied().filter(|&node| self.is_inside(node)), |from, to, edge| {
                edge != Edge::Raise
                    && !self.heads.contains(&from)
                    && !sets.contains(&from)
                    && !cut.contains(&(from, to))
                    && !asks.contains(&(from, to))
                    && self.is_inside(to)
            });
        let endless = self.target.is_none() && self.is_endless();
        if self.heads.iter().any(|&head| reached.has(head)) {
            return endless.then_some(Form::Service);
        }
        // Work without end inside one turn is never left by success either: a reconnector.
        let leaves = |node: NodeId| {
            !self.is_inside(node)
                || sets.contains(&node)
                || self.is_raise(node)
                || self.graph[node].next.iter().any(|&(to, edge)| edge != Edge::Raise && !self.is_inside(to))
        };
        let is_left = starts.iter().copied().chain(reached.iter()).any(leaves);
        Some(if endless && !is_left { Form::Service } else { Form::Loop })
    }

    /// Where control goes on when an attempt succeeds; what the loop's own test attempts begins behind the test.
    fn success_of(&self, attempt: &Attempt, cut: &FxHashSet<(NodeId, NodeId)>) -> Vec<NodeId> {
        if attempt.stmt != self.stmt {
            return self.nodes_of(attempt.stmt);
        }
        let next = self.heads.iter().flat_map(|&head| self.graph[head].next.iter().map(move |next| (head, *next)));
        let good = next.filter(|&(head, (to, edge))| edge != Edge::Raise && !cut.contains(&(head, to)));
        good.map(|(_, (to, _))| to).collect()
    }

    /// Nodes that set what the loop's test asks for, so that it ends: `done = True` in `while not done`.
    fn flag_nodes(&self) -> FxHashSet<NodeId> {
        let Some(test) = self.head_test() else { return FxHashSet::default() };
        let asked = self.all_names(test);
        let sets = |stmt: StmtId| match &self.model.ast[stmt].kind {
            StmtKind::AugAssign { .. } | StmtKind::For(_) => false,
            StmtKind::Assign { targets, .. } => targets.iter().any(|&target| {
                self.bound_in(target).iter().any(|name| asked.contains(name))
                    || matches!(&self.model.ast[target].kind, ExprKind::Attribute { attr, .. } if asked.contains(attr))
            }),
            _ => self.assigned(stmt).iter().any(|(names, _)| names.iter().any(|name| asked.contains(name))),
        };
        let handled = |stmt: &StmtId| {
            let mut around = self.model.around(*stmt);
            !around.any(|(_, part)| matches!(part, Part::Handler(_)))
        };
        let setting = self.body.iter().copied().filter(handled).filter(|&stmt| sets(stmt));
        setting.flat_map(|stmt| self.nodes_of(stmt)).collect()
    }

    /// Whether the loop's test never ends it by itself: `True`, or a flag that others set.
    pub(super) fn is_endless(&self) -> bool {
        let Some(test) = self.head_test() else { return false };
        let mut plain = true;
        self.model.visit(test, &mut |_, kind| plain &= !matches!(kind, ExprKind::Compare { .. }));
        plain && self.all_names(test).is_disjoint(&self.counters)
    }

    pub(super) fn attempt_nodes(&self, attempts: &[Attempt]) -> FxHashSet<NodeId> {
        attempts.iter().flat_map(|attempt| self.nodes_of(attempt.stmt)).collect()
    }
}
