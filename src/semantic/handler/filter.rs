//! Handlers that decide by the exception whether to raise.

use super::Handler;
use crate::catalog::schema::{Meaning, Role};
use crate::semantic::cfg::{Cfg, EXIT, Edge, NodeId};
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{CompareOp, ExprId, ExprKind, Name, StmtId, StmtKind};
use rustc_hash::FxHashSet;

/// How many calls into functions of the file are followed.
const MAX_CALLS: u8 = 6;

impl<'a> Model<'a> {
    /// Whether a handler is a filter: it decides by the exception (its class, status, errno or message) whether to
    /// raise, itself or in a function of the file that it gives the exception to.
    pub fn looks_at(&self, handler: Handler) -> bool {
        let stmts = self.handler_stmts(handler);
        if stmts.iter().any(|&stmt| self.may_let_through(stmt)) {
            return true;
        }
        let Some(name) = self.handler_binding(handler) else { return false };
        let derived = self.derived_names(&stmts, name);
        let graph = self.graph(self.handler_function(handler));
        self.branches_by(&stmts, &derived, &graph, &|to| self.ends_in_raise(&graph, to, handler))
            || stmts.iter().any(|&stmt| self.is_filtered_by_call(stmt, &derived, MAX_CALLS))
    }

    /// Whether one of the statements branches by one of the names, and one of its branches ends as `ends` says.
    fn branches_by(
        &self,
        stmts: &[StmtId],
        names: &FxHashSet<Name>,
        graph: &Cfg,
        ends: &dyn Fn(NodeId) -> bool,
    ) -> bool {
        stmts.iter().any(|&stmt| {
            let subject = match self.ast[stmt].kind {
                StmtKind::If { test, .. } => test,
                StmtKind::Match { subject, .. } => subject,
                _ => return false,
            };
            self.mentions(subject, names)
                && graph.of(stmt).iter().any(|&node| {
                    let branches = graph[node].next.iter().filter(|(_, edge)| *edge != Edge::Raise);
                    branches.into_iter().any(|&(to, _)| ends(to))
                })
        })
    }

    /// Whether a statement gives one of the names to a function of the file that decides by it whether to raise.
    fn is_filtered_by_call(&self, stmt: StmtId, names: &FxHashSet<Name>, depth: u8) -> bool {
        self.own_calls(stmt).into_iter().filter_map(|call| self.call(call)).any(|call| {
            let (Type::Function(function) | Type::Bound(function)) = call.value.ty else { return false };
            let given = call.args.iter().enumerate().filter(|(_, arg)| self.mentions(arg.value, names));
            let (model, function) = self.of(function);
            let mut taken = given.filter_map(|(position, _)| model.parameter_at(function, &call, position));
            depth > 0 && taken.any(|param| model.is_filter(function, &param.name, depth - 1))
        })
    }

    fn is_filter(&self, function: FunctionId, param: &Name, depth: u8) -> bool {
        let definition = self.function(function);
        if definition.is_generator || !definition.decorators.is_empty() {
            return false;
        }
        let stmts = self.stmts_of(function);
        let derived = self.derived_names(stmts, param);
        let graph = self.graph(function);
        let raises = |to: NodeId| {
            let reached = self.ways_on(&graph, to);
            !reached.has(EXIT) && reached.iter().any(|node| self.ends_at(&graph, node))
        };
        self.branches_by(stmts, &derived, &graph, &raises)
            || stmts.iter().any(|&stmt| self.is_filtered_by_call(stmt, &derived, depth))
    }

    /// What in a `with` statement's context manager raises the exception being handled again at its end, and the
    /// assignments in its body that tell it whether to.
    fn raising_again(&self, stmt: StmtId) -> Option<(Call<'a>, Vec<StmtId>)> {
        let StmtKind::With { items, body, .. } = &self.ast[stmt].kind else { return None };
        let contexts = items.iter().filter_map(|item| self.call(item.context));
        let call = contexts.into_iter().find(|call| call.has_role(Role::Reraises))?;
        let switch = self.meant(&call, Meaning::Reraises).map(|(_, parameter)| parameter.name.as_str());
        let sets = |stmt: &StmtId| {
            match &self.ast[*stmt].kind {
            StmtKind::Assign { targets, .. } => targets.iter().any(
                |&target| matches!(&self.ast[target].kind, ExprKind::Attribute { attr, .. } if Some(attr.as_str()) == switch),
            ),
            _ => false,
        }
        };
        Some((call, self.all_stmts(body).into_iter().filter(sets).collect()))
    }

    /// Whether leaving a `with` statement raises the exception being handled again, whatever happens in it.
    pub(crate) fn is_raised_again_after(&self, stmt: StmtId) -> bool {
        self.raising_again(stmt).is_some_and(|(call, told)| {
            let asked = self.meant_value(&call, Meaning::Reraises).map(|value| &self.ast[value].kind);
            told.is_empty() && !matches!(asked, Some(ExprKind::Bool(false)))
        })
    }

    /// Whether the body of a `with` statement decides whether leaving it raises the exception being handled again.
    fn may_let_through(&self, stmt: StmtId) -> bool {
        let is_conditional = |told: &StmtId| {
            let inner = self.around(*told).take_while(|(outer, _)| *outer != stmt);
            inner.into_iter().any(|(outer, _)| matches!(self.ast[outer].kind, StmtKind::If { .. }))
        };
        self.raising_again(stmt).is_some_and(|(_, told)| told.iter().any(is_conditional))
    }

    /// Whether a handler asks by the exception whether to go on, and raises on some way: the filter may be elsewhere.
    pub fn asks_by(&self, handler: Handler) -> bool {
        let Some(name) = self.handler_binding(handler) else { return false };
        let stmts = self.handler_stmts(handler);
        let derived = self.derived_names(&stmts, name);
        let asks = stmts.iter().any(|&stmt| match self.ast[stmt].kind {
            StmtKind::If { test, .. } => self.mentions(test, &derived),
            _ => false,
        });
        asks && stmts.iter().any(|&stmt| matches!(self.ast[stmt].kind, StmtKind::Raise { .. }))
    }

    /// Whether a handler asks for a text in what the exception says.
    pub(crate) fn chooses_by_text(&self, handler: Handler) -> bool {
        let Some(name) = self.handler_binding(handler) else { return false };
        let stmts = self.handler_stmts(handler);
        let derived = self.derived_names(&stmts, name);
        let mut asks = false;
        let tests = stmts.iter().filter_map(|&stmt| match self.ast[stmt].kind {
            StmtKind::If { test, .. } if self.mentions(test, &derived) => Some(test),
            _ => None,
        });
        for test in tests {
            self.visit(test, &mut |_, kind| {
                let ExprKind::Compare { first, rest } = kind else { return };
                let contains = rest.iter().any(|(op, _)| matches!(op, CompareOp::In | CompareOp::NotIn));
                asks |= contains && matches!(self.ast[*first].kind, ExprKind::Str(_));
            });
        }
        asks
    }

    /// The name, and those in the statements whose values were made from it.
    fn derived_names(&self, stmts: &[StmtId], name: &Name) -> FxHashSet<Name> {
        let mut names = FxHashSet::from_iter([name.clone()]);
        for &stmt in stmts {
            for expr in self.own_exprs(stmt) {
                self.visit(expr, &mut |_, kind| {
                    if let ExprKind::Walrus { target, value } = kind
                        && self.mentions(*value, &names.clone())
                    {
                        names.extend(self.names_in(*target));
                    }
                });
            }
            let (targets, value) = match &self.ast[stmt].kind {
                StmtKind::Assign { targets, value } => (&**targets, *value),
                StmtKind::AnnAssign { target, value: Some(value), .. } => (std::slice::from_ref(target), *value),
                StmtKind::For(parts) => (std::slice::from_ref(&parts.target), parts.iter),
                _ => continue,
            };
            if self.mentions(value, &names) {
                names.extend(targets.iter().flat_map(|&target| self.names_in(target)));
            }
        }
        names
    }

    fn names_in(&self, target: ExprId) -> Vec<Name> {
        match &self.ast[target].kind {
            ExprKind::Name(name) => vec![name.clone()],
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().flat_map(|&item| self.names_in(item)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn mentions(&self, expr: ExprId, names: &FxHashSet<Name>) -> bool {
        let mut found = false;
        self.visit(expr, &mut |_, kind| found |= matches!(kind, ExprKind::Name(name) if names.contains(name)));
        found
    }
}
