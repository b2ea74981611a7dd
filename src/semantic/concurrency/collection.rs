//! What collections of coroutines, tasks and threads are made of.

use super::fan_out::Items;
use crate::catalog::schema::Role;
use crate::semantic::Model;
use crate::semantic::index::{BindingKind, ScopeId};
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::syntax::ast::{Arg, BinaryOp, Clause, ExprId, ExprKind, Name, StmtId, StmtKind};

/// What puts elements into a collection.
pub(super) struct Maker {
    /// The element; a function, where calling it with an item gives the element.
    pub(super) element: ExprId,
    /// Whether the element is what calling `element` gives: `map(load, urls)`.
    pub(super) applied: bool,
    pub(super) items: Option<Items>,
}

impl Model<'_> {
    /// What makes the elements of a collection.
    pub(super) fn makers(&self, collection: ExprId, depth: u8) -> Vec<Maker> {
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        match &self.ast[collection].kind {
            ExprKind::Comprehension { element, clauses, .. } => {
                vec![Maker { element: *element, applied: false, items: self.growing_clause(collection, clauses) }]
            }
            ExprKind::List(parts) | ExprKind::Tuple(parts) | ExprKind::Set(parts) => {
                let starred = parts.iter().filter_map(|&part| match self.ast[part].kind {
                    ExprKind::Starred(value) => Some(value),
                    _ => None,
                });
                starred.flat_map(|value| self.makers(value, depth)).collect()
            }
            ExprKind::Binary { left, op: BinaryOp::Add, right } => {
                self.makers(*left, depth).into_iter().chain(self.makers(*right, depth)).collect()
            }
            ExprKind::Starred(value) => self.makers(*value, depth),
            ExprKind::Name(name) => self.makers_of_name(collection, name, depth),
            ExprKind::Call { func, args } => self.makers_of_call(*func, args, depth),
            _ => Vec::new(),
        }
    }

    pub(super) fn growing_clause(&self, comprehension: ExprId, clauses: &[Clause]) -> Option<Items> {
        let clause = clauses.iter().find(|clause| self.grows(clause.iter))?;
        Some(Items { place: self.span(comprehension), source: Some(clause.iter), item: Some(clause.target) })
    }

    fn makers_of_call(&self, func: ExprId, args: &[Arg], depth: u8) -> Vec<Maker> {
        let first = args.first().map(|arg| arg.value);
        match self.builtin(func) {
            Some("map") => return self.makers_of_map(func, args, depth),
            Some("list" | "tuple" | "set" | "iter" | "sorted" | "reversed") => {
                return first.map(|value| self.makers(value, depth)).unwrap_or_default();
            }
            Some(_) => return Vec::new(),
            None => {}
        }
        if let ExprKind::Attribute { value, attr } = &self.ast[func].kind
            && ["values", "keys", "copy"].contains(&attr.as_str())
        {
            return self.makers(*value, depth);
        }
        match self.infer(func).ty {
            Type::Function(In { file, id: function }) | Type::Bound(In { file, id: function }) if file == self.file => {
                self.return_values(function).into_iter().flat_map(|value| self.makers(value, depth)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What `map(function, items)` makes. Where the function starts tasks, they are started for what the items are.
    fn makers_of_map(&self, func: ExprId, args: &[Arg], depth: u8) -> Vec<Maker> {
        let [function, rest @ ..] = args else { return Vec::new() };
        let spawns = self.fact(&self.infer(function.value).ty).0.is_some_and(|fact| fact.role == Some(Role::SpawnTask));
        if spawns {
            return rest.iter().flat_map(|arg| self.makers(arg.value, depth)).collect();
        }
        let growing = rest.iter().map(|arg| arg.value).find(|&items| self.grows(items));
        let items = growing.map(|source| Items { place: self.span(func), source: Some(source), item: None });
        match self.ast[function.value].kind {
            ExprKind::Lambda { body, .. } => vec![Maker { element: body, applied: false, items }],
            _ => vec![Maker { element: function.value, applied: true, items }],
        }
    }

    fn makers_of_name(&self, at: ExprId, name: &Name, depth: u8) -> Vec<Maker> {
        let Some(scope) = self.scope_of(at, name) else { return Vec::new() };
        let mut makers = Vec::new();
        for binding in self.reaching(at, name, scope) {
            match binding.kind {
                BindingKind::Value(value) | BindingKind::Annotated(_, Some(value)) => {
                    makers.extend(self.makers(value, depth));
                    makers.extend(self.fillers(name, scope, binding.stmt, depth));
                }
                BindingKind::Augmented(value) => makers.extend(self.makers(value, depth)),
                _ => {}
            }
        }
        makers
    }

    /// What is put into the collection `name` after `born` made it.
    fn fillers(&self, name: &Name, scope: ScopeId, born: Option<StmtId>, depth: u8) -> Vec<Maker> {
        let function = self.index.scopes[scope.0 as usize].function;
        let is_name = |expr: ExprId| matches!(&self.ast[expr].kind, ExprKind::Name(other) if other == name);
        let mut makers = Vec::new();
        for &stmt in self.stmts_of(function) {
            let elsewhere = || self.items_between(stmt, born, std::slice::from_ref(name));
            for call in self.own_calls(stmt) {
                let ExprKind::Call { func, args } = &self.ast[call].kind else { continue };
                let ExprKind::Attribute { value, attr } = &self.ast[*func].kind else { continue };
                let (true, Some(arg)) = (is_name(*value), args.first()) else { continue };
                match attr.as_str() {
                    "append" | "add" => makers.push(Maker { element: arg.value, applied: false, items: elsewhere() }),
                    "extend" | "update" => makers.extend(self.makers(arg.value, depth)),
                    _ => {}
                }
            }
            if let StmtKind::Assign { targets, value } = &self.ast[stmt].kind
                && targets
                    .iter()
                    .any(|&target| matches!(self.ast[target].kind, ExprKind::Subscript { value, .. } if is_name(value)))
            {
                makers.push(Maker { element: *value, applied: false, items: elsewhere() });
            }
        }
        makers
    }
}
