//! What a handler does with the exception: raises again, records it, hands it on.

use super::Handler;
use crate::catalog::schema::{Meaning, Role};
use crate::semantic::arguments::Given;
use crate::semantic::cfg::{Cfg, ENTRY, EXIT, Edge, NodeId, NodeKind, Reached};
use crate::semantic::index::{BindingKind, FunctionId, Part};
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ArgKind, ExprId, ExprKind, Name, Param, ParamKind, StmtId, StmtKind};
use rustc_hash::FxHashSet;

/// How many calls into functions of the file, or renamings, are followed.
const MAX_CALLS: u8 = 6;

impl<'a> Model<'a> {
    /// Whether every way through a handler ends in an exception: the same, another, or the end of the process.
    pub fn always_raises(&self, handler: Handler) -> bool {
        let nodes = self.handler_nodes(handler);
        let graph = self.graph(self.handler_function(handler));
        !nodes.is_empty() && nodes.into_iter().all(|node| self.ends_in_raise(&graph, node, handler))
    }

    /// The points of control at which a handler begins; several where a `finally` around it was copied.
    fn handler_nodes(&self, handler: Handler) -> Vec<NodeId> {
        let Handler::Clause(stmt, number) = handler else { return Vec::new() };
        let graph = self.graph(self.handler_function(handler));
        let begins = |node: &NodeId| graph[*node].kind == NodeKind::Handler(stmt, number);
        graph.of(stmt).iter().copied().filter(begins).collect()
    }

    /// Where control can go from a node without anything unexpected raising.
    pub(super) fn ways_on(&self, graph: &Cfg, start: NodeId) -> Reached {
        graph.reach([start], |from, _, edge| edge != Edge::Raise && !self.ends_at(graph, from))
    }

    /// Whether every way on from `start` ends in an exception inside the handler itself; a `raise` behind the `try` is
    /// no answer of the handler's.
    pub(super) fn ends_in_raise(&self, graph: &Cfg, start: NodeId, handler: Handler) -> bool {
        let Handler::Clause(stmt, number) = handler else { return false };
        let own = self.handler_stmts(handler).into_iter().collect::<FxHashSet<_>>();
        let inside = |node: NodeId| match graph[node].kind {
            NodeKind::Handler(..) if graph[node].kind == NodeKind::Handler(stmt, number) => true,
            kind => kind.stmt().is_some_and(|stmt| own.contains(&stmt)),
        };
        // What lies outside settles the question: what follows there is not asked.
        let on = |from, _, edge| edge != Edge::Raise && inside(from) && !self.ends_at(graph, from);
        let reached = graph.reach([start], on);
        reached.iter().all(inside) && reached.iter().any(|node| self.ends_at(graph, node))
    }

    /// Whether control does not go on after a node: a `raise`, or a call that never returns.
    pub(super) fn ends_at(&self, graph: &Cfg, node: NodeId) -> bool {
        let (NodeKind::Stmt(stmt) | NodeKind::Enter(stmt)) = graph[node].kind else { return false };
        match self.ast[stmt].kind {
            StmtKind::Raise { .. } => true,
            StmtKind::Expr(value) | StmtKind::Return(Some(value)) => self.never_returns_from(value, MAX_CALLS),
            StmtKind::With { .. } => self.is_raised_again_after(stmt),
            _ => false,
        }
    }

    /// Whether a call never returns: it leaves the process, or every way through the function of the file raises.
    fn never_returns_from(&self, expr: ExprId, depth: u8) -> bool {
        let expr = self.awaited(expr);
        let Some(call) = self.call(expr) else { return false };
        match call.value.ty {
            Type::Function(function) | Type::Bound(function) => {
                let (model, function) = self.of(function);
                depth > 0 && model.never_returns_itself(function, depth - 1)
            }
            _ => call.has_role(Role::Exits),
        }
    }

    fn never_returns_itself(&self, function: FunctionId, depth: u8) -> bool {
        let definition = self.function(function);
        if definition.body.is_empty() || definition.is_generator || !definition.decorators.is_empty() {
            return false;
        }
        let graph = self.graph(function);
        let ends = |node: NodeId| match graph[node].kind {
            NodeKind::Stmt(stmt) => match self.ast[stmt].kind {
                StmtKind::Raise { .. } => !self.is_placeholder(stmt),
                StmtKind::Expr(value) => self.never_returns_from(value, depth),
                _ => false,
            },
            _ => false,
        };
        let reached = graph.reach([ENTRY], |from, _, edge| edge != Edge::Raise && !ends(from));
        !reached.has(EXIT) && reached.iter().any(ends)
    }

    /// Whether a function plainly raises: its last statement does, and none returns. To be asked before there is a
    /// graph.
    pub(crate) fn ends_by_raising(&self, function: FunctionId) -> bool {
        self.function(function).decorators.is_empty() && self.only_raises(function)
    }

    /// The same, whatever its decorators make of it.
    pub(crate) fn only_raises(&self, function: FunctionId) -> bool {
        let definition = self.function(function);
        let returns = |&stmt: &StmtId| matches!(self.ast[stmt].kind, StmtKind::Return(_));
        !definition.is_generator && self.block_raises(&definition.body) && !self.stmts_of(function).iter().any(returns)
    }

    fn block_raises(&self, block: &[StmtId]) -> bool {
        let Some(&last) = block.last() else { return false };
        match &self.ast[last].kind {
            StmtKind::Raise { .. } => !self.is_placeholder(last),
            StmtKind::If { body, orelse, .. } => self.block_raises(body) && self.block_raises(orelse),
            StmtKind::With { body, .. } => self.block_raises(body),
            _ => false,
        }
    }

    /// `raise NotImplementedError`: subclasses put something else in the place of such a function.
    fn is_placeholder(&self, raise: StmtId) -> bool {
        self.raised_class(raise).is_some_and(|ty| matches!(ty, Type::Symbol(name) if name == "NotImplementedError"))
    }

    /// The class of the exception that a `raise` names.
    pub(crate) fn raised_class(&self, raise: StmtId) -> Option<Type> {
        let StmtKind::Raise { exc: Some(exc), .. } = self.ast[raise].kind else { return None };
        let class = match self.ast[exc].kind {
            ExprKind::Call { func, .. } => func,
            _ => exc,
        };
        Some(self.infer(class).ty)
    }

    pub(crate) fn awaited(&self, expr: ExprId) -> ExprId {
        match self.ast[expr].kind {
            ExprKind::Await(inner) => inner,
            _ => expr,
        }
    }

    /// Whether a handler records the traceback on any way through it, itself or in a function of the file.
    pub fn records_traceback(&self, handler: Handler) -> bool {
        let mut seen = FxHashSet::default();
        let stmts = self.handler_stmts(handler);
        stmts.into_iter().any(|stmt| self.stmt_records(stmt, &mut seen))
    }

    fn stmt_records(&self, stmt: StmtId, seen: &mut FxHashSet<In<FunctionId>>) -> bool {
        let calls = self.own_calls(stmt);
        calls.into_iter().filter_map(|call| self.call(call)).any(|call| self.call_records(&call, seen))
    }

    fn call_records(&self, call: &Call<'a>, seen: &mut FxHashSet<In<FunctionId>>) -> bool {
        if self.role_of(call) == Some(Role::RecordsTraceback) || self.is_given_traceback(call) {
            return true;
        }
        match call.value.ty {
            Type::Function(function) | Type::Bound(function) if seen.insert(function) => {
                let (model, function) = self.of(function);
                // What stands in a handler there records that handler's exception.
                let own = |stmt: StmtId| model.around(stmt).all(|(_, part)| !matches!(part, Part::Handler(_)));
                model.stmts_of(function).iter().any(|&stmt| own(stmt) && model.stmt_records(stmt, seen))
            }
            _ => false,
        }
    }

    /// Whether a call is told to record the traceback (`exc_info=True`, or the exception itself).
    fn is_given_traceback(&self, call: &Call<'a>) -> bool {
        let given = match self.meant(call, Meaning::Traceback) {
            Some((Given::Value(value), _)) => Some(value),
            Some(_) => None,
            None if call.fact.is_none() => call.args.iter().find_map(|arg| match &arg.kind {
                ArgKind::Keyword(name) if self.catalog.is_customary_parameter(name, Meaning::Traceback) => {
                    Some(arg.value)
                }
                _ => None,
            }),
            None => None,
        };
        given.is_some_and(|value| self.constant(value).is_none_or(|constant| constant.truth()))
    }

    /// The role of what is called: as the catalogue says, or for an unknown object as the method's name customarily says.
    pub(crate) fn role_of(&self, call: &Call<'_>) -> Option<Role> {
        if call.fact.is_some() {
            return call.fact.and_then(|fact| fact.role);
        }
        match (&call.value.ty, &self.ast[call.callee].kind) {
            (Type::Unknown, ExprKind::Attribute { attr, .. }) => self.catalog.customary_method(attr),
            (Type::Symbol(name), ExprKind::Attribute { attr, .. }) if self.catalog.library_of(name).is_none() => {
                self.catalog.customary_method(attr)
            }
            _ => None,
        }
    }

    /// Whether a handler hands the exception object itself on: to a call, a variable that outlives it, or the caller.
    ///
    /// Formatting, printing and logging it is not handing on.
    pub fn hands_on(&self, handler: Handler) -> bool {
        let Some(name) = self.handler_binding(handler) else { return false };
        let use_of = Held { name, raising: false, function: self.handler_function(handler) };
        self.handler_stmts(handler).into_iter().any(|stmt| self.stmt_hands_on(stmt, use_of, MAX_CALLS))
    }

    fn stmt_hands_on(&self, stmt: StmtId, held: Held<'_>, depth: u8) -> bool {
        let is_held = |expr: ExprId| self.holds(expr, held.name);
        match &self.ast[stmt].kind {
            StmtKind::Raise { exc, cause } => {
                held.raising && exc.iter().chain(cause).any(|&expr| self.mentions_name(expr, held.name))
            }
            StmtKind::Return(Some(value)) if is_held(*value) => true,
            StmtKind::Assign { targets, value } if is_held(*value) => {
                targets.iter().any(|&target| self.outlives(target, held, depth))
            }
            StmtKind::AnnAssign { target, value: Some(value), .. } if is_held(*value) => {
                self.outlives(*target, held, depth)
            }
            StmtKind::AugAssign { value, .. } if is_held(*value) => true,
            _ => self.own_exprs(stmt).into_iter().any(|expr| self.expr_hands_on(expr, held, depth)),
        }
    }

    fn expr_hands_on(&self, expr: ExprId, held: Held<'_>, depth: u8) -> bool {
        let mut found = false;
        self.visit(expr, &mut |expr, kind| {
            found |= match kind {
                ExprKind::Yield(Some(value)) => self.holds(*value, held.name),
                ExprKind::Call { args, .. } => {
                    let given = args.iter().enumerate().filter(|(_, arg)| self.holds(arg.value, held.name));
                    given.into_iter().any(|(position, _)| self.takes_on(expr, position, depth))
                }
                _ => false,
            };
        });
        found
    }

    /// Whether an expression is the exception, or a container that holds it.
    fn holds(&self, expr: ExprId, name: &Name) -> bool {
        match &self.ast[expr].kind {
            ExprKind::Name(other) => other == name,
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => {
                items.iter().any(|&item| self.holds(item, name))
            }
            ExprKind::Dict(pairs) => pairs.iter().any(|(_, value)| self.holds(*value, name)),
            ExprKind::Starred(inner) | ExprKind::Await(inner) | ExprKind::Walrus { value: inner, .. } => {
                self.holds(*inner, name)
            }
            ExprKind::Conditional { body, orelse, .. } => self.holds(*body, name) || self.holds(*orelse, name),
            ExprKind::Logical { left, right, .. } => self.holds(*left, name) || self.holds(*right, name),
            _ => false,
        }
    }

    fn mentions_name(&self, expr: ExprId, name: &Name) -> bool {
        let mut found = false;
        self.visit(expr, &mut |_, kind| found |= matches!(kind, ExprKind::Name(other) if other == name));
        found
    }

    /// Whether what is assigned to `target` is used after the handler other than for formatting.
    fn outlives(&self, target: ExprId, held: Held<'_>, depth: u8) -> bool {
        let ExprKind::Name(name) = &self.ast[target].kind else { return true };
        let scope = &self.index.scopes[self.function(held.function).scope.0 as usize];
        if name == held.name || depth == 0 {
            return false;
        }
        if scope.outer.contains_key(name) {
            return true;
        }
        let alias = Held { name, raising: true, ..held };
        self.stmts_of(held.function).iter().any(|&stmt| self.stmt_hands_on(stmt, alias, depth - 1))
    }

    /// Whether a call that is given the exception as its argument number `position` may do something with it; a
    /// harmless method may keep it (`errors.append(error)`), a harmless function does not.
    fn takes_on(&self, call: ExprId, position: usize, depth: u8) -> bool {
        let Some(call) = self.call(call) else { return false };
        if let ExprKind::Attribute { value, .. } = self.ast[call.callee].kind
            && matches!(self.infer(value).ty, Type::Instance(class) if class == "str")
        {
            return false;
        }
        match call.value.ty {
            Type::Function(function) | Type::Bound(function) => {
                let (model, function) = self.of(function);
                depth == 0 || model.parameter_is_handed_on(function, &call, position, depth - 1)
            }
            Type::Method(..) if call.has_role(Role::Harmless) => true,
            _ => !matches!(
                self.role_of(&call),
                Some(Role::Formats | Role::Log | Role::Harmless | Role::RecordsTraceback | Role::Exits)
            ),
        }
    }

    fn parameter_is_handed_on(&self, function: FunctionId, call: &Call<'_>, position: usize, depth: u8) -> bool {
        let param = self.parameter_at(function, call, position);
        let Some(param) = param else { return true };
        let held = Held { name: &param.name, raising: true, function };
        self.stmts_of(function).iter().any(|&stmt| self.stmt_hands_on(stmt, held, depth))
    }

    /// The parameter of a function of the file that takes the argument number `position` of a call.
    pub(crate) fn parameter_at(&self, function: FunctionId, call: &Call<'_>, position: usize) -> Option<&'a Param> {
        let bound = matches!(call.value.ty, Type::Bound(_)) && !self.is_decorated(function, "staticmethod");
        let params = &self.function(function).params;
        match &call.args[position].kind {
            ArgKind::Keyword(name) => params.iter().find(|param| param.name == *name),
            ArgKind::Positional => {
                let taken = |(at, param): &(usize, &Param)| {
                    param.kind == ParamKind::Args
                        || (*at == position + usize::from(bound) && param.kind == ParamKind::Plain)
                };
                params.iter().enumerate().find(taken).map(|(_, param)| param)
            }
            ArgKind::Star | ArgKind::DoubleStar => None,
        }
    }

    /// How a handler could record the traceback where it logs: `log.exception`, in the author's own words.
    pub fn traceback_logger(&self, handler: Handler) -> Option<String> {
        let calls = self.handler_stmts(handler).into_iter().flat_map(|stmt| self.own_calls(stmt));
        calls.filter_map(|call| self.call(call)).find_map(|call| {
            let (Type::Method(class, _), Role::Log) = (&call.value.ty, call.fact?.role?) else { return None };
            let ExprKind::Attribute { value, .. } = self.ast[call.callee].kind else { return None };
            let method = self.catalog.method_with_role(class, Role::RecordsTraceback)?;
            Some(format!("{}.{method}", self.text(value)))
        })
    }

    /// Whether a handler calls something that nothing is known about, which may look after the exception.
    pub fn calls_unknown(&self, handler: Handler) -> bool {
        let calls = self.handler_stmts(handler).into_iter().flat_map(|stmt| self.own_calls(stmt));
        calls.filter_map(|call| self.call(call)).any(|call| match &self.ast[call.callee].kind {
            ExprKind::Name(name) => {
                call.fact.is_none()
                    && matches!(call.value.ty, Type::Unknown | Type::Symbol(_))
                    && self.is_imported(call.callee, name)
            }
            _ => false,
        })
    }

    /// Whether a name is bound by an import.
    fn is_imported(&self, at: ExprId, name: &Name) -> bool {
        let Some(scope) = self.scope_of(at, name) else { return false };
        let imported = |kind: &BindingKind| matches!(kind, BindingKind::Import(_) | BindingKind::ImportFrom { .. });
        self.bindings(scope, name).iter().any(|binding| imported(&binding.kind))
    }
}

/// A variable that holds the exception.
#[derive(Clone, Copy)]
struct Held<'n> {
    name: &'n Name,
    /// Whether raising it counts as handing on: for what outlives the handler.
    raising: bool,
    function: FunctionId,
}
