//! Waiting: whether the next attempt can follow a failure at once.

use super::failure::Found;
use super::looped::Looped;
use super::words::says_wait;
use crate::catalog::schema::{NetworkKind, Role};
use crate::semantic::cfg::{Cfg, ENTRY, EXIT, Edge, NodeId, NodeKind};
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtId, StmtKind};
use rustc_hash::FxHashSet;

/// Whether something waits; ordered from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Waits {
    /// It does not.
    No,
    /// It may: on some path, or by its name only.
    Maybe,
    /// It always does.
    Always,
}

/// How many calls into functions of the file are followed.
const MAX_CALLS: u8 = 4;

impl<'a> Model<'a> {
    /// Whether a statement itself waits.
    pub(super) fn stmt_waits(&self, stmt: StmtId) -> Waits {
        self.waits(stmt, MAX_CALLS)
    }

    /// Whether a call waits.
    pub(super) fn waits_in_call(&self, call: ExprId) -> Waits {
        self.call_waits(call, MAX_CALLS)
    }

    fn waits(&self, stmt: StmtId, depth: u8) -> Waits {
        let called = self.own_calls(stmt).into_iter().map(|call| self.call_waits(call, depth));
        let entered = match &self.ast[stmt].kind {
            StmtKind::With { items, .. } => items.iter().map(|item| self.context_waits(item.context)).max(),
            StmtKind::For(parts) => Some(self.context_waits(parts.iter)),
            _ => None,
        };
        called.chain(entered).max().unwrap_or(Waits::No)
    }

    /// Whether entering or iterating an object may wait, by its name (`async with self.limiter`).
    fn context_waits(&self, context: ExprId) -> Waits {
        match &self.ast[context].kind {
            ExprKind::Name(name) | ExprKind::Attribute { attr: name, .. }
                if self.infer(context).ty == Type::Unknown && says_wait(name) =>
            {
                Waits::Maybe
            }
            _ => Waits::No,
        }
    }

    fn call_waits(&self, call: ExprId, depth: u8) -> Waits {
        let Some(call) = self.call(call) else { return Waits::No };
        if let Some(role) = self.role_of(&call) {
            return match role {
                Role::Delay => self.delays(&call),
                Role::BlockingWait => Waits::Always,
                _ => Waits::No,
            };
        }
        match call.value.ty {
            Type::Function(function) | Type::Bound(function) => {
                let (model, function) = self.of(function);
                model.function_waits(function, depth)
            }
            _ if call.fact.is_some() => Waits::No,
            _ => self.name_waits(call.callee),
        }
    }

    fn delays(&self, call: &Call<'a>) -> Waits {
        let length = self.meant_value(call, crate::catalog::schema::Meaning::Delay);
        match length.and_then(|length| self.constant(length)).and_then(|length| length.number()) {
            Some(length) if length <= 0.0 => Waits::No,
            _ => Waits::Always,
        }
    }

    fn name_waits(&self, callee: ExprId) -> Waits {
        match &self.ast[callee].kind {
            ExprKind::Name(name) if says_wait(name) => Waits::Maybe,
            ExprKind::Attribute { attr, .. } if says_wait(attr) => Waits::Maybe,
            ExprKind::Attribute { value, .. } => match &self.ast[*value].kind {
                ExprKind::Name(name) | ExprKind::Attribute { attr: name, .. } if says_wait(name) => Waits::Maybe,
                _ => Waits::No,
            },
            _ => Waits::No,
        }
    }

    fn function_waits(&self, function: FunctionId, depth: u8) -> Waits {
        let stmts = self.stmts_of(function);
        if depth == 0 {
            return Waits::No;
        }
        let most = stmts.iter().map(|&stmt| self.waits(stmt, depth - 1)).max().unwrap_or(Waits::No);
        if most < Waits::Always {
            return most;
        }
        let graph = self.graph(function);
        let waiting = self.waiting_nodes(&graph, stmts, depth - 1);
        let reached = graph.reach([ENTRY], |from, _, edge| edge != Edge::Raise && !waiting.contains(&from));
        if reached.has(EXIT) { Waits::Maybe } else { Waits::Always }
    }

    /// The points at which waiting is done, or decided on by its own length (`if seconds > 0: sleep(seconds)`).
    fn waiting_nodes(&self, graph: &Cfg, stmts: &[StmtId], depth: u8) -> FxHashSet<NodeId> {
        let waiting = stmts.iter().copied().filter(|&stmt| self.waits(stmt, depth) == Waits::Always);
        waiting.flat_map(|stmt| self.points(graph, stmt)).collect()
    }

    fn points(&self, graph: &Cfg, stmt: StmtId) -> Vec<NodeId> {
        let own = |node: &NodeId| !matches!(graph[*node].kind, NodeKind::Dispatch(_) | NodeKind::Handler(..));
        graph.of(stmt).iter().copied().filter(own).collect()
    }
}

impl Looped<'_> {
    /// Whether the next attempt can follow a failure with no delay in between.
    pub(super) fn goes_at_once(&self, found: &Found) -> bool {
        if found.attempts.iter().all(|attempt| self.is_blocking_read(attempt.call)) {
            return false;
        }
        let attempts = self.attempt_nodes(&found.attempts);
        let mut delays = self.delay_nodes();
        let reads = found.attempts.iter().filter(|attempt| self.waits_for_peer(attempt.call));
        for node in reads.flat_map(|attempt| self.nodes_of(attempt.stmt)) {
            delays.remove(&node);
        }
        let before = self.turn(found.starts.iter().copied(), |node| delays.contains(&node));
        let round = self.heads.iter().copied().filter(|&head| before.has(head) && !delays.contains(&head));
        let after = self.graph.reach(round, |from, to, edge| {
            edge != Edge::Raise && !delays.contains(&from) && !attempts.contains(&from) && self.is_inside(to)
        });
        let at_once = attempts.iter().any(|&attempt| after.has(attempt) && !delays.contains(&attempt));
        let asked = found.edge.map(|(test, _)| test);
        let passed = asked.into_iter().chain(before.iter()).chain(after.iter()).filter(|node| !attempts.contains(node));
        at_once && passed.filter(|&node| self.is_inside(node)).all(|node| self.node_waits(node) < Waits::Maybe)
    }

    fn node_waits(&self, node: NodeId) -> Waits {
        match self.graph[node].kind {
            NodeKind::Dispatch(_) | NodeKind::Handler(..) | NodeKind::Boundary => Waits::No,
            kind => kind.stmt().map_or(Waits::No, |stmt| self.model.stmt_waits(stmt)),
        }
    }

    /// A listener's read waits by itself; making the connection that it reads from does not.
    fn is_blocking_read(&self, call: ExprId) -> bool {
        let Some(call) = self.model.call(call) else { return false };
        let kind = call.fact.and_then(|fact| fact.network);
        self.is_endless()
            && matches!(call.value.ty, Type::Method(..))
            && matches!(kind, Some(NetworkKind::Socket | NetworkKind::Websocket | NetworkKind::Broker))
    }

    /// Whether a call waits for what a peer sends: when it fails, it has not waited.
    fn waits_for_peer(&self, call: ExprId) -> bool {
        let Some(call) = self.model.call(call) else { return false };
        call.has_role(Role::BlockingWait) && call.fact.is_some_and(|fact| fact.network.is_some())
    }

    /// The points where a turn waits, and those that decide about waiting by the number of the turn or its length.
    fn delay_nodes(&self) -> FxHashSet<NodeId> {
        let stmts = self.body.iter().copied().chain([self.stmt]);
        let waiting = stmts.filter(|&stmt| self.model.stmt_waits(stmt) == Waits::Always).collect::<Vec<_>>();
        let decided = waiting.iter().flat_map(|&stmt| self.deciding(stmt)).collect::<Vec<_>>();
        waiting.into_iter().chain(decided).flat_map(|stmt| self.nodes_of(stmt)).collect()
    }

    /// The tests around a wait that ask for the number of the turn (the first or last goes without), or for its length.
    fn deciding(&self, wait: StmtId) -> Vec<StmtId> {
        let lengths = self.lengths(wait);
        let around = self.model.around(wait).map(|(outer, _)| outer).take_while(|&outer| outer != self.stmt);
        let decides = |stmt: &StmtId| match self.model.ast[*stmt].kind {
            StmtKind::If { test, .. } => {
                let names = self.all_names(test);
                !names.is_disjoint(&lengths) || !names.is_disjoint(&self.counters)
            }
            _ => false,
        };
        around.filter(decides).collect()
    }

    /// The names of which the length of a wait is made.
    fn lengths(&self, wait: StmtId) -> FxHashSet<Name> {
        let calls = self.model.own_calls(wait).into_iter().filter_map(|call| self.model.call(call));
        let lengths = calls.filter_map(|call| self.delay_of(&call)).flat_map(|length| self.all_names(length));
        lengths.collect()
    }
}
