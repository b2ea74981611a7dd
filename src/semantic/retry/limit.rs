//! What ends a retry: a number of attempts, a deadline, or something that cannot be told.

use super::Limit;
use super::failure::Found;
use super::looped::Looped;
use super::words::{says_retry, says_wait};
use crate::catalog::schema::Role;
use crate::semantic::cfg::{Edge, NodeId, NodeKind};
use crate::semantic::handler::Handler;
use crate::semantic::infer::Type;
use crate::syntax::ast::{BinaryOp, ExprId, ExprKind, Name, StmtId, StmtKind};
use rustc_hash::FxHashSet;

impl Looped<'_> {
    /// The names that count the turns of the loop, and what is made from them.
    pub(super) fn find_counters(&self) -> FxHashSet<Name> {
        let mut names = self.target.iter().flat_map(|&target| self.bound_in(target)).collect::<FxHashSet<_>>();
        for &stmt in &self.body {
            match &self.model.ast[stmt].kind {
                StmtKind::AugAssign { target, op: BinaryOp::Add | BinaryOp::Sub, .. } => {
                    names.extend(self.counter_name(*target));
                }
                StmtKind::Assign { targets, value } => {
                    let own = self.all_names(*value);
                    let arithmetic = matches!(self.model.ast[*value].kind, ExprKind::Binary { .. });
                    let again = targets.iter().filter_map(|&target| self.counter_name(target));
                    names.extend(again.filter(|name| arithmetic && own.contains(name)));
                }
                _ => {}
            }
        }
        names.extend(self.header_counters());
        self.derived(names)
    }

    fn counter_name(&self, target: ExprId) -> Option<Name> {
        match &self.model.ast[target].kind {
            ExprKind::Name(name) | ExprKind::Attribute { attr: name, .. } => Some(name.clone()),
            _ => None,
        }
    }

    /// Names in the loop's test that the body sets and that say that they count.
    fn header_counters(&self) -> Vec<Name> {
        let Some(test) = self.head_test() else { return Vec::new() };
        let set = self.body.iter().flat_map(|&stmt| self.assigned(stmt)).flat_map(|(names, _)| names);
        let set = set.collect::<FxHashSet<_>>();
        self.names_in(test).into_iter().filter(|name| set.contains(name) && says_retry(name)).collect()
    }

    /// How often the loop makes its attempt after these failures.
    pub(super) fn limit(&self, found: &[&Found]) -> Limit {
        match self.limit_by_shape(found) {
            Limit::Some if self.is_tried_twice_at_most(found) => Limit::Attempts(2.0),
            limit => limit,
        }
    }

    fn limit_by_shape(&self, found: &[&Found]) -> Limit {
        if let StmtKind::For(parts) = &self.model.ast[self.stmt].kind {
            return self.iterations(parts.iter);
        }
        if self.head_limits(found) || self.is_in_time_scope() {
            return Limit::Some;
        }
        let endless = found.iter().any(|one| !self.has_exit(one));
        if endless { Limit::None } else { Limit::Some }
    }

    fn iterations(&self, iter: ExprId) -> Limit {
        let number = |value: ExprId| self.model.constant(value).and_then(|value| value.number());
        match &self.model.ast[iter].kind {
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                Limit::Attempts(f64::from(u32::try_from(items.len()).unwrap_or(u32::MAX)))
            }
            ExprKind::Call { args, .. } if args.len() == 1 && !self.may_be_endless(iter) => {
                number(args[0].value).map_or(Limit::Some, Limit::Attempts)
            }
            ExprKind::Call { args, .. } if self.may_be_endless(iter) && args.len() < 2 => Limit::None,
            _ => Limit::Some,
        }
    }

    /// Whether a counter goes on without end: it takes no bound (`itertools.count`).
    fn may_be_endless(&self, iter: ExprId) -> bool {
        let call = self.model.call(iter);
        call.is_some_and(|call| call.has_role(Role::Counter) && call.name.contains('.'))
    }

    /// Whether the loop's test ends it by number, by time, or in a way that cannot be told.
    fn head_limits(&self, found: &[&Found]) -> bool {
        let Some(test) = self.head_test() else { return true };
        let attempts = found.iter().flat_map(|one| &one.attempts).map(|attempt| attempt.call);
        let attempts = attempts.collect::<FxHashSet<_>>();
        let calls = self.model.calls_in(test).into_iter().filter(|call| !attempts.contains(call));
        !calls.into_iter().all(|call| self.is_flag_call(call))
            || !self.all_names(test).is_disjoint(&self.counters)
            || (!self.is_endless() && !self.asks_answer_only(test, &attempts))
    }

    fn asks_answer_only(&self, test: ExprId, attempts: &FxHashSet<ExprId>) -> bool {
        let set = self.body.iter().chain([&self.stmt]).flat_map(|&stmt| self.assigned(stmt));
        let set = set.flat_map(|(names, _)| names).collect::<FxHashSet<_>>();
        let mut inside = FxHashSet::default();
        for &call in attempts {
            self.model.visit(call, &mut |part, _| {
                inside.insert(part);
            });
        }
        let mut only = true;
        self.model.visit(test, &mut |part, kind| {
            if let ExprKind::Name(name) = kind
                && !inside.contains(&part)
            {
                only &= set.contains(name) && !self.counters.contains(name);
            }
        });
        only
    }

    /// Whether a call asks for a flag that is set from outside (`event.is_set()`).
    fn is_flag_call(&self, call: ExprId) -> bool {
        let Some(call) = self.model.call(call) else { return false };
        call.args.is_empty() && call.fact.is_some_and(|fact| fact.role == Some(Role::Harmless))
    }

    fn is_in_time_scope(&self) -> bool {
        self.model.around(self.stmt).any(|(outer, _)| match &self.model.ast[outer].kind {
            StmtKind::With { items, .. } => items.iter().any(|item| {
                self.model
                    .call(item.context)
                    .is_none_or(|call| call.has_role(Role::TimeoutScope) || call.fact.is_none())
                    && matches!(self.model.ast[item.context].kind, ExprKind::Call { .. })
            }),
            _ => false,
        })
    }

    /// Whether something on the way from a failure to the next attempt may end the loop for that very failure.
    fn has_exit(&self, found: &Found) -> bool {
        let before = self.turn(found.starts.iter().copied(), |_| false);
        let attempts = self.attempt_nodes(&found.attempts);
        let after = self.graph.reach(self.heads.iter().copied(), |from, to, edge| {
            edge != Edge::Raise && !attempts.contains(&from) && self.is_inside(to)
        });
        let own = self.failure_names(found);
        let asked = found.edge.map(|(test, _)| test);
        let passed = asked
            .into_iter()
            .chain(before.iter())
            .chain(after.iter())
            .filter(|&node| self.is_inside(node))
            .collect::<FxHashSet<_>>();
        let is_own = |node: NodeId| matches!(self.graph[node].kind, NodeKind::Match(_)) && asked == Some(node);
        passed.iter().any(|&node| !is_own(node) && self.may_end(node, &own, &attempts))
    }

    /// The names that hold the failure itself.
    fn failure_names(&self, found: &Found) -> FxHashSet<Name> {
        match found.failure.handler {
            Some(handler) => {
                let names = self.model.handler_binding(handler).into_iter().cloned().collect();
                self.derived_in(names, &self.model.handler_stmts(handler))
            }
            None => self.answers(&found.attempts),
        }
    }

    fn may_end(&self, node: NodeId, failure: &FxHashSet<Name>, attempts: &FxHashSet<NodeId>) -> bool {
        match self.graph[node].kind {
            NodeKind::Test(stmt, test) if stmt != self.stmt => {
                let branches = self.graph[node].next.iter().filter(|(_, edge)| *edge != Edge::Raise);
                branches.into_iter().any(|&(to, _)| self.can_leave(to)) && self.may_limit(test, failure)
            }
            NodeKind::Stmt(stmt) if !attempts.contains(&node) => self.calls_limiter(stmt),
            NodeKind::Match(_) | NodeKind::Enter(_) => true,
            _ => false,
        }
    }

    /// Whether a test asks for anything but the failure itself or a flag from outside.
    fn may_limit(&self, test: ExprId, failure: &FxHashSet<Name>) -> bool {
        let names = self.all_names(test);
        if !names.is_disjoint(&self.counters) {
            return true;
        }
        let unknown = self
            .model
            .calls_in(test)
            .into_iter()
            .any(|call| self.model.call(call).is_some_and(|call| call.fact.is_none() || self.is_clock(&call.name)));
        let set = self.body.iter().flat_map(|&stmt| self.assigned(stmt)).flat_map(|(names, _)| names);
        let other = set.filter(|name| names.contains(name)).any(|name| !failure.contains(&name));
        let compares = matches!(self.model.ast[test].kind, ExprKind::Compare { .. });
        unknown || other || (compares && self.names_in(test).is_disjoint(failure))
    }

    fn is_clock(&self, name: &str) -> bool {
        self.model.catalog.library_of(name).is_some() && !self.model.catalog.is_exception(name) && name.contains('.')
    }

    /// Whether a statement calls something that may end the retry: it is given the count, or its name says so.
    fn calls_limiter(&self, stmt: StmtId) -> bool {
        self.model.own_calls(stmt).into_iter().filter_map(|call| self.model.call(call)).any(|call| {
            let known = call.fact.is_some() || self.model.role_of(&call).is_some();
            let unknown = matches!(call.value.ty, Type::Unknown | Type::Symbol(_) | Type::Bound(_) | Type::Function(_));
            let names = self.all_names(call.expr);
            !known
                && unknown
                && (names.iter().any(|name| says_wait(name) || says_retry(name))
                    || call.args.iter().any(|arg| !self.names_in(arg.value).is_disjoint(&self.counters)))
        })
    }

    /// Whether a test on the count can end the loop after this failure.
    pub(super) fn counts_out(&self, node: NodeId) -> bool {
        let NodeKind::Test(stmt, test) = self.graph[node].kind else { return false };
        stmt != self.stmt && !self.all_names(test).is_disjoint(&self.counters)
    }

    pub(super) fn handler_body(&self, found: &Found) -> FxHashSet<StmtId> {
        let stmts = found.failure.handler.map(|handler: Handler| self.model.handler_stmts(handler));
        stmts.unwrap_or_default().into_iter().collect()
    }
}
