//! What becomes of the last failure when a retry gives up.

use super::attempt::Attempt;
use super::failure::Found;
use super::looped::Looped;
use super::{Ending, Loss};
use crate::semantic::cfg::{EXIT, Edge, NodeId, NodeKind, Reached};
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtKind};
use rustc_hash::FxHashSet;

impl Looped<'_> {
    /// The places where the loop gives up and loses the last failure.
    pub(super) fn losses(&self, found: &[&Found], attempts: &[Attempt]) -> Vec<Loss> {
        let mut losses = found.iter().flat_map(|one| self.losses_of(one, attempts)).collect::<Vec<_>>();
        losses.sort_by_key(|loss| (loss.span, loss.failure));
        losses.dedup_by_key(|loss| loss.span);
        losses
    }

    fn losses_of(&self, found: &Found, attempts: &[Attempt]) -> Vec<Loss> {
        if !found.tells {
            return Vec::new();
        }
        let stops = self.attempt_nodes(attempts);
        let before = self.turn(found.starts.iter().copied(), |_| false);
        let again = self.graph.reach(self.heads.iter().copied(), |from, to, edge| {
            edge != Edge::Raise && !stops.contains(&from) && self.is_inside(to)
        });
        let names = self.failure_names_with_copies(found);
        let seen = before.iter().filter(|&node| self.is_inside(node)).collect::<Vec<_>>();
        if seen.iter().any(|&node| self.keeps(node, &names)) || self.is_recorded(found) {
            return Vec::new();
        }
        let ends = self.giving_up(found, &before, &again);
        let passed = seen.iter().chain(&again.iter().collect::<Vec<_>>()).copied().collect::<Vec<_>>();
        let passed = passed.into_iter().filter_map(|node| self.graph[node].kind.stmt()).collect();
        let holds = self.known_in_the_end(&passed);
        let refuted = |from: NodeId, edge: Edge| match self.graph[from].kind {
            NodeKind::Test(stmt, test) if !self.body.contains(&stmt) && stmt != self.stmt => {
                matches!((edge, holds(test)), (Edge::True, Some(false)) | (Edge::False, Some(true)))
            }
            _ => false,
        };
        let after = self.graph.reach(ends, |from, _, edge| {
            edge != Edge::Raise && !self.heads.contains(&from) && !stops.contains(&from) && !refuted(from, edge)
        });
        if after.iter().any(|node| self.keeps(node, &names)) || self.is_traced(&after, found) {
            return Vec::new();
        }
        self.endings(&after, found, &refuted)
    }

    fn is_recorded(&self, found: &Found) -> bool {
        found
            .failure
            .handler
            .is_some_and(|handler| self.model.records_traceback(handler) || self.model.hands_on(handler))
    }

    /// The names that hold the failure, and what is made from them anywhere in the function.
    fn failure_names_with_copies(&self, found: &Found) -> FxHashSet<Name> {
        let names = match found.failure.handler {
            Some(handler) => self.model.handler_binding(handler).into_iter().cloned().collect(),
            None => self.answers(&found.attempts),
        };
        self.derived_in(names, self.model.stmts_of(self.function))
    }

    /// Whether a point of control does something with the failure: passes it on, raises, returns or stores it.
    fn keeps(&self, node: NodeId, names: &FxHashSet<Name>) -> bool {
        let NodeKind::Stmt(stmt) = self.graph[node].kind else { return false };
        let mentions = |expr: ExprId| !self.names_in(expr).is_disjoint(names);
        match &self.model.ast[stmt].kind {
            StmtKind::Expr(value) => mentions(*value),
            StmtKind::Return(Some(value)) => mentions(*value),
            StmtKind::Raise { exc, cause } => exc.iter().chain(cause).any(|&expr| mentions(expr)),
            StmtKind::Assign { targets, value } => {
                mentions(*value)
                    && targets.iter().any(|&target| !matches!(self.model.ast[target].kind, ExprKind::Name(_)))
            }
            StmtKind::AugAssign { value, .. } => mentions(*value),
            _ => false,
        }
    }

    /// Where control goes when the attempts are used up after this failure.
    fn giving_up(&self, found: &Found, before: &Reached, again: &Reached) -> Vec<NodeId> {
        let mut ends = Vec::new();
        let tests = before.iter().chain(again.iter()).filter(|&node| self.is_inside(node) && self.counts_out(node));
        let leaving = tests.collect::<FxHashSet<_>>();
        for &node in &leaving {
            let branches = self.graph[node].next.iter().filter(|(_, edge)| *edge != Edge::Raise).map(|next| next.0);
            ends.extend(branches.filter(|&to| !self.is_inside(to) || !self.goes_round([to])));
        }
        if self.limit(&[found]) != super::Limit::None && self.runs_out(found, &leaving) {
            let heads = self.heads.iter().flat_map(|&head| &self.graph[head].next);
            ends.extend(heads.filter(|(_, edge)| *edge == Edge::False).map(|next| next.0));
        }
        ends
    }

    /// Whether the loop's own end can follow this failure: no test on the count comes before, which would have left.
    fn runs_out(&self, found: &Found, tests: &FxHashSet<NodeId>) -> bool {
        let by_count = self.target.is_some()
            || self.head_test().is_some_and(|test| !self.all_names(test).is_disjoint(&self.counters));
        let decides = |node: NodeId| {
            tests.contains(&node)
                && self.graph[node].next.iter().any(|&(to, edge)| edge != Edge::Raise && self.leaves_only(to))
        };
        let reached = self.turn(found.starts.iter().copied(), decides);
        by_count && self.heads.iter().any(|&head| reached.has(head))
    }

    fn leaves_only(&self, node: NodeId) -> bool {
        !self.is_inside(node) || !self.goes_round([node])
    }

    fn endings(&self, after: &Reached, found: &Found, refuted: &dyn Fn(NodeId, Edge) -> bool) -> Vec<Loss> {
        let handler_body = self.handler_body(found);
        let loss = |span, ending| Loss { span, ending, failure: found.failure.span, handler: found.failure.handler };
        let mut losses = Vec::new();
        for node in after.iter() {
            let NodeKind::Stmt(stmt) = self.graph[node].kind else { continue };
            let span = self.model.ast[stmt].span;
            match self.model.ast[stmt].kind {
                StmtKind::Raise { exc: Some(exc), cause: None } if !handler_body.contains(&stmt) => {
                    losses.extend(self.is_new(exc).then(|| loss(span, Ending::Raises)));
                }
                StmtKind::Return(value) if self.is_nothing(value) => {
                    losses.push(loss(span, Ending::Returns));
                }
                _ => {}
            }
        }
        if self.falls_through(after, refuted) {
            losses.push(loss(self.place(), Ending::FallsThrough));
        }
        losses
    }

    fn place(&self) -> crate::source::Span {
        match &self.model.ast[self.stmt].kind {
            StmtKind::While { header, .. } => *header,
            StmtKind::For(parts) => parts.header,
            _ => self.model.ast[self.stmt].span,
        }
    }

    /// Whether an exception is made on the spot.
    fn is_new(&self, exc: ExprId) -> bool {
        matches!(self.model.ast[exc].kind, ExprKind::Call { .. })
            || matches!(
                self.model.infer(exc).ty,
                crate::semantic::infer::Type::Symbol(_) | crate::semantic::infer::Type::Class(_)
            )
    }

    fn is_nothing(&self, value: Option<ExprId>) -> bool {
        value.is_none_or(|value| matches!(self.model.ast[value].kind, ExprKind::None | ExprKind::Bool(false)))
    }

    /// Whether the function can run off its end from here.
    fn falls_through(&self, after: &Reached, refuted: &dyn Fn(NodeId, Edge) -> bool) -> bool {
        let ends = |node: NodeId| match self.graph[node].kind {
            NodeKind::Stmt(stmt) => !matches!(self.model.ast[stmt].kind, StmtKind::Return(_)),
            NodeKind::Boundary => false,
            _ => true,
        };
        let off = |node: NodeId| {
            let mut next = self.graph[node].next.iter();
            next.any(|&(to, edge)| to == EXIT && edge != Edge::Raise && !refuted(node, edge))
        };
        self.function != crate::semantic::index::MODULE
            && (after.iter().any(|node| ends(node) && off(node)) || after.has(EXIT) && self.ends_at_once(after))
    }

    /// Whether nothing at all follows the loop.
    fn ends_at_once(&self, after: &Reached) -> bool {
        after.iter().all(|node| node == EXIT)
    }

    /// Whether a message on the way names the status that the test asked for.
    fn is_traced(&self, after: &Reached, found: &Found) -> bool {
        let before = self.turn(found.starts.iter().copied(), |_| false);
        before.iter().chain(after.iter()).any(|node| match self.graph[node].kind {
            NodeKind::Stmt(stmt) => self.model.own_exprs(stmt).into_iter().any(|expr| self.names_status(expr, found)),
            _ => false,
        })
    }

    /// Whether a text in `expr` contains the status for which the failure's test asks.
    fn names_status(&self, expr: ExprId, found: &Found) -> bool {
        let asked = self.asked_statuses(found);
        let mut named = false;
        self.model.visit(expr, &mut |_, kind| {
            if let ExprKind::Str(text) = kind {
                named |= asked.iter().any(|status| text.contains(status.as_str()));
            }
        });
        named
    }

    fn asked_statuses(&self, found: &Found) -> Vec<String> {
        let mut statuses = Vec::new();
        let Some((node, _)) = found.edge else { return statuses };
        let NodeKind::Test(_, test) = self.graph[node].kind else { return statuses };
        self.model.visit(test, &mut |_, kind| {
            if let ExprKind::Number(number) = kind
                && *number >= 100.0
            {
                statuses.push(number.to_string());
            }
        });
        statuses
    }
}
