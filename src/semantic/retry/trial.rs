//! What is known of counters and flags along the way, so that a loop can be followed while every attempt fails.

use super::failure::Found;
use super::looped::Looped;
use crate::semantic::Model;
use crate::semantic::arguments::Constant;
use crate::semantic::cfg::{ENTRY, Edge, NodeId, NodeKind};
use crate::syntax::ast::{BinaryOp, CompareOp, ExprId, ExprKind, Name, StmtId, StmtKind};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// A small value of a counter or flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Small {
    /// `None`
    None,
    /// `True`, `False`
    Truth(bool),
    /// A whole number.
    Number(i64),
}

impl Small {
    /// Whether Python takes the value for true.
    fn truth(self) -> bool {
        match self {
            Self::None => false,
            Self::Truth(value) => value,
            Self::Number(value) => value != 0,
        }
    }

    fn of(constant: &Constant) -> Option<Self> {
        const EXACT: f64 = 1e9;
        match constant {
            Constant::None => Some(Self::None),
            Constant::Bool(value) => Some(Self::Truth(*value)),
            #[expect(clippy::cast_possible_truncation, reason = "whole numbers below 1e9 only")]
            Constant::Number(value) if value.fract() == 0.0 && value.abs() < EXACT => Some(Self::Number(*value as i64)),
            _ => None,
        }
    }
}

/// What variables hold; one that is not listed is unknown.
pub(super) type Known = BTreeMap<Name, Small>;

/// How many states are looked at before nothing is said.
const MAX_STATES: usize = 4000;

impl Model<'_> {
    /// Whether a test holds with what is known; `None` where that cannot be told.
    pub(super) fn holds_with(&self, test: ExprId, known: &Known) -> Option<bool> {
        match &self.ast[test].kind {
            ExprKind::Not(inner) => self.holds_with(*inner, known).map(|holds| !holds),
            ExprKind::Logical { left, and, right } => {
                let (left, right) = (self.holds_with(*left, known), self.holds_with(*right, known));
                match (left, right) {
                    (Some(value), _) | (_, Some(value)) if value != *and => Some(value),
                    (Some(_), Some(_)) => Some(*and),
                    _ => None,
                }
            }
            ExprKind::Compare { first, rest } => {
                let [(op, second)] = &rest[..] else { return None };
                compare(self.small(*first, known)?, *op, self.small(*second, known)?)
            }
            _ => self.small(test, known).map(Small::truth),
        }
    }

    fn small(&self, expr: ExprId, known: &Known) -> Option<Small> {
        match &self.ast[expr].kind {
            ExprKind::Name(name) if known.contains_key(name) => known.get(name).copied(),
            ExprKind::Name(_) if self.is_bound_here(expr) => None,
            ExprKind::Binary { left, op, right } => apply(self.small(*left, known)?, *op, self.small(*right, known)?),
            _ => Small::of(&self.constant(expr)?),
        }
    }

    /// Whether a name is a variable of the function that uses it, so that its value changes along the way.
    fn is_bound_here(&self, expr: ExprId) -> bool {
        let ExprKind::Name(name) = &self.ast[expr].kind else { return false };
        let Some(scope) = self.scope_of(expr, name) else { return false };
        let function = self.function_of(expr);
        self.reaching(expr, name, scope).iter().any(|binding| binding.function == function)
    }
}

fn compare(left: Small, op: CompareOp, right: Small) -> Option<bool> {
    match (op, left, right) {
        (_, Small::Truth(_), Small::Number(_)) | (_, Small::Number(_), Small::Truth(_)) => None,
        (CompareOp::Eq | CompareOp::Is, ..) => Some(left == right),
        (CompareOp::NotEq | CompareOp::IsNot, ..) => Some(left != right),
        (CompareOp::Lt, Small::Number(left), Small::Number(right)) => Some(left < right),
        (CompareOp::LtE, Small::Number(left), Small::Number(right)) => Some(left <= right),
        (CompareOp::Gt, Small::Number(left), Small::Number(right)) => Some(left > right),
        (CompareOp::GtE, Small::Number(left), Small::Number(right)) => Some(left >= right),
        _ => None,
    }
}

fn apply(left: Small, op: BinaryOp, right: Small) -> Option<Small> {
    match (left, op, right) {
        (Small::Number(left), BinaryOp::Add, Small::Number(right)) => left.checked_add(right).map(Small::Number),
        (Small::Number(left), BinaryOp::Sub, Small::Number(right)) => left.checked_sub(right).map(Small::Number),
        _ => None,
    }
}

/// Where the trial stands.
#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    node: NodeId,
    known: Known,
    failures: u8,
}

impl Looped<'_> {
    /// Whether flags and counters let at most one further attempt follow, although each fails.
    pub(super) fn is_tried_twice_at_most(&self, found: &[&Found]) -> bool {
        let mut seen = FxHashSet::default();
        let mut pending = vec![State { node: ENTRY, known: Known::new(), failures: 0 }];
        while let Some(state) = pending.pop() {
            if seen.len() > MAX_STATES || (state.failures > 1 && self.is_attempt(state.node, found)) {
                return false;
            }
            if seen.insert(state.clone()) {
                pending.extend(self.next_states(&state, found));
            }
        }
        true
    }

    fn is_attempt(&self, node: NodeId, found: &[&Found]) -> bool {
        let stmt = self.graph[node].kind.stmt();
        found.iter().flat_map(|one| &one.attempts).any(|attempt| Some(attempt.stmt) == stmt && self.is_own_node(node))
    }

    fn is_own_node(&self, node: NodeId) -> bool {
        !matches!(self.graph[node].kind, NodeKind::Dispatch(_) | NodeKind::Handler(..))
    }

    fn next_states(&self, state: &State, found: &[&Found]) -> Vec<State> {
        let mut next = Vec::new();
        if self.is_attempt(state.node, found) {
            let fails = found.iter().filter(|one| one.edge.is_none() && self.is_attempt(state.node, &[**one]));
            let starts = fails.flat_map(|one| &one.starts);
            next.extend(starts.map(|&node| State { node, known: state.known.clone(), failures: state.failures + 1 }));
        }
        let known = self.after(state);
        let holds = match self.graph[state.node].kind {
            NodeKind::Test(_, test) => self.model.holds_with(test, &known),
            _ => None,
        };
        for &(to, edge) in &self.graph[state.node].next {
            let refuted = matches!((edge, holds), (Edge::True, Some(false)) | (Edge::False, Some(true)));
            let raises = edge == Edge::Raise && self.is_own_node(state.node);
            if raises && self.is_inside(state.node) || refuted {
                continue;
            }
            let bad = found.iter().any(|one| one.edge == Some((state.node, to)));
            let enters = self.heads.contains(&to) && !self.is_inside(state.node);
            let failures = if enters { 0 } else { state.failures + u8::from(bad) };
            let known = if raises { &state.known } else { &known };
            next.push(State { node: to, known: known.clone(), failures });
        }
        next
    }

    /// What is known after a point of control.
    fn after(&self, state: &State) -> Known {
        let mut known = state.known.clone();
        let kind = self.graph[state.node].kind;
        if self.is_own_node(state.node)
            && let Some(stmt) = kind.stmt()
        {
            self.learn(stmt, &mut known);
        }
        known
    }

    fn learn(&self, stmt: StmtId, known: &mut Known) {
        let before = known.clone();
        for (names, value) in self.assigned(stmt) {
            let small = match &self.model.ast[stmt].kind {
                StmtKind::AugAssign { op, .. } => {
                    let own = names.first().and_then(|name| before.get(name)).copied();
                    own.zip(self.model.small(value, &before)).and_then(|(own, value)| apply(own, *op, value))
                }
                StmtKind::Assign { .. } | StmtKind::AnnAssign { .. } => self.model.small(value, &before),
                _ => None,
            };
            for name in names {
                match small {
                    Some(small) => known.insert(name, small),
                    None => known.remove(&name),
                };
            }
        }
    }

    /// What flags hold when the loop gives up: set by constants only, those on the way of success left out.
    pub(super) fn known_in_the_end(&self, seen: &FxHashSet<StmtId>) -> impl Fn(ExprId) -> Option<bool> {
        let mut values = BTreeMap::<Name, FxHashSet<Option<Small>>>::new();
        for &stmt in self.model.stmts_of(self.function) {
            if self.body.contains(&stmt) && !seen.contains(&stmt) {
                continue;
            }
            for (names, value) in self.assigned(stmt) {
                let plain = matches!(self.model.ast[stmt].kind, StmtKind::Assign { .. } | StmtKind::AnnAssign { .. });
                let small = plain.then(|| self.model.small(value, &Known::new())).flatten();
                names.into_iter().for_each(|name| {
                    values.entry(name).or_default().insert(small);
                });
            }
        }
        let one = |values: FxHashSet<Option<Small>>| match values.into_iter().collect::<Vec<_>>()[..] {
            [value] => value,
            _ => None,
        };
        let known = values.into_iter().filter_map(|(name, values)| Some((name, one(values)?))).collect::<Known>();
        move |test| self.model.holds_with(test, &known)
    }
}
