//! What the code that a handler guards can do: raise, close, do network operations.

use super::Handler;
use crate::catalog::schema::{NetworkKind, Role};
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::semantic::{Call, Model, blocks};
use crate::syntax::ast::{BinaryOp, Block, ExprId, ExprKind, StmtId, StmtKind, Try};
use rustc_hash::FxHashSet;

/// The class of exceptions about values: bad data, not a broken peer.
const VALUE_ERROR: &str = "ValueError";
/// The class of the operating system's and most network failures by time.
const TIMEOUT_ERROR: &str = "TimeoutError";
/// How many calls into functions of the file are followed.
const MAX_CALLS: u8 = 6;

/// What a statement has to do with closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Closing {
    /// Nothing, and it does nothing else of note.
    Neutral,
    /// It closes.
    Closes,
    /// It does something else.
    Other,
}

impl<'a> Model<'a> {
    /// Whether anything in the guarded code can raise; logging, literals and functions that catch everything cannot.
    pub fn body_can_raise(&self, handler: Handler) -> bool {
        self.block_can_raise(self.guarded(handler), &mut FxHashSet::default())
    }

    fn block_can_raise(&self, block: &[StmtId], seen: &mut FxHashSet<In<FunctionId>>) -> bool {
        block.iter().any(|&stmt| self.stmt_can_raise(stmt, seen))
    }

    fn stmt_can_raise(&self, stmt: StmtId, seen: &mut FxHashSet<In<FunctionId>>) -> bool {
        match &self.ast[stmt].kind {
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue | StmtKind::Global(_) | StmtKind::Nonlocal(_) => {
                false
            }
            StmtKind::Return(value) => value.is_some_and(|value| self.expr_can_raise(value, seen)),
            StmtKind::Expr(value) => self.expr_can_raise(*value, seen),
            StmtKind::Assign { targets, value } => {
                targets.iter().any(|&target| !self.is_plain_target(target)) || self.expr_can_raise(*value, seen)
            }
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                !self.is_plain_target(*target) || self.expr_can_raise(*value, seen)
            }
            StmtKind::Function(def) => !def.decorators.is_empty(),
            StmtKind::If { test, body, orelse } => {
                self.expr_can_raise(*test, seen)
                    || self.block_can_raise(body, seen)
                    || self.block_can_raise(orelse, seen)
            }
            StmtKind::Try(parts) => self.try_can_raise(stmt, parts, seen),
            _ => true,
        }
    }

    fn try_can_raise(&self, stmt: StmtId, parts: &Try, seen: &mut FxHashSet<In<FunctionId>>) -> bool {
        let caught = self.handlers_of(stmt).into_iter().any(|handler| self.is_broad(handler));
        let handlers = parts.handlers.iter().map(|handler| &handler.body);
        let rest = handlers.chain([&parts.orelse, &parts.finalbody]).collect::<Vec<&Block>>();
        (!caught && self.block_can_raise(&parts.body, seen))
            || rest.iter().any(|block| self.block_can_raise(block, seen))
    }

    fn is_plain_target(&self, target: ExprId) -> bool {
        match self.ast[target].kind {
            ExprKind::Name(_) => true,
            ExprKind::Attribute { value, .. } => matches!(self.infer(value).ty, Type::Object(_)),
            _ => false,
        }
    }

    fn expr_can_raise(&self, expr: ExprId, seen: &mut FxHashSet<In<FunctionId>>) -> bool {
        let mut parts_can_raise = |model: &Self| {
            crate::semantic::index::children(&model.ast[expr].kind)
                .into_iter()
                .any(|part| model.expr_can_raise(part, seen))
        };
        match &self.ast[expr].kind {
            ExprKind::Lambda { .. } => false,
            ExprKind::Attribute { value, .. } => {
                (!matches!(self.infer(*value).ty, Type::Object(_)) && !self.is_known(expr))
                    || self.receiver_can_raise(*value, seen)
            }
            ExprKind::Binary { left, op, .. } => {
                let formats = *op == BinaryOp::Mod && matches!(self.ast[*left].kind, ExprKind::Str(_));
                !formats || parts_can_raise(self)
            }
            ExprKind::Call { func, args } => {
                args.iter().any(|arg| self.expr_can_raise(arg.value, seen))
                    || self.call_can_raise(expr, seen)
                    || self.receiver_can_raise(*func, seen)
            }
            ExprKind::Subscript { .. }
            | ExprKind::Yield(_)
            | ExprKind::YieldFrom(_)
            | ExprKind::Comprehension { .. }
            | ExprKind::Other(_) => true,
            _ => parts_can_raise(self),
        }
    }

    /// Whether getting at the object that an attribute or a method is taken from can raise: `get(url)` in
    /// `get(url).text`. A plain chain of names cannot.
    fn receiver_can_raise(&self, expr: ExprId, seen: &mut FxHashSet<In<FunctionId>>) -> bool {
        match self.ast[expr].kind {
            ExprKind::Name(_) => false,
            ExprKind::Attribute { value, .. } => self.receiver_can_raise(value, seen),
            _ => self.expr_can_raise(expr, seen),
        }
    }

    /// Whether an attribute is something that the catalogue or the file describes.
    fn is_known(&self, expr: ExprId) -> bool {
        !matches!(self.infer(expr).ty, Type::Unknown | Type::Symbol(_))
    }

    fn call_can_raise(&self, call: ExprId, seen: &mut FxHashSet<In<FunctionId>>) -> bool {
        let Some(call) = self.call(call) else { return true };
        match call.value.ty {
            Type::Function(function) | Type::Bound(function) => {
                let (model, id) = self.of(function);
                let definition = model.function(id);
                let plain = definition.decorators.is_empty() && !definition.is_generator && !definition.body.is_empty();
                !plain || (seen.insert(function) && model.block_can_raise(&definition.body, seen))
            }
            _ => !matches!(
                call.fact.and_then(|fact| fact.role),
                Some(Role::Log | Role::Harmless | Role::Formats | Role::RecordsTraceback)
            ),
        }
    }

    /// Whether the guarded code only closes or releases something.
    pub fn is_mere_close(&self, handler: Handler) -> bool {
        self.closing_of(self.guarded(handler), MAX_CALLS) == Closing::Closes
    }

    fn closing_of(&self, block: &[StmtId], depth: u8) -> Closing {
        block.iter().map(|&stmt| self.closing(stmt, depth)).max().unwrap_or(Closing::Neutral)
    }

    fn closing(&self, stmt: StmtId, depth: u8) -> Closing {
        match &self.ast[stmt].kind {
            StmtKind::Pass | StmtKind::Delete(_) | StmtKind::Return(None) => Closing::Neutral,
            StmtKind::Expr(value) | StmtKind::Return(Some(value)) | StmtKind::Assign { value, .. } => {
                self.expr_closing(*value, depth)
            }
            StmtKind::If { body, orelse, .. } => self.closing_of(body, depth).max(self.closing_of(orelse, depth)),
            StmtKind::For(parts) if self.calls_in(parts.iter).into_iter().all(|call| self.is_local(call)) => {
                self.closing_of(&parts.body, depth)
            }
            StmtKind::Try(parts) => self.closing_of(&parts.body, depth).max(self.closing_of(&parts.finalbody, depth)),
            _ => Closing::Other,
        }
    }

    fn is_local(&self, call: ExprId) -> bool {
        self.call(call).is_none_or(|call| call.fact.is_none_or(|fact| fact.network.is_none()))
    }

    fn expr_closing(&self, expr: ExprId, depth: u8) -> Closing {
        let expr = self.awaited(expr);
        if self.calls_in(expr).is_empty() {
            return match self.ast[expr].kind {
                ExprKind::Yield(_) | ExprKind::YieldFrom(_) | ExprKind::Await(_) => Closing::Other,
                _ => Closing::Neutral,
            };
        }
        let Some(call) = self.call(expr) else { return Closing::Other };
        if self.closes(&call, depth) {
            return Closing::Closes;
        }
        match self.role_of(&call) {
            Some(Role::Log | Role::Delay | Role::Harmless | Role::Formats) => Closing::Neutral,
            _ => Closing::Other,
        }
    }

    /// Whether a call closes: by the catalogue, by its customary name, or because its argument does (`wait_for(close())`).
    fn closes(&self, call: &Call<'a>, depth: u8) -> bool {
        if call.has_role(Role::Close) {
            return true;
        }
        if depth == 0 || call.fact.is_some_and(|fact| fact.network.is_some()) {
            return false;
        }
        let by_name = matches!(&self.ast[call.callee].kind,
            ExprKind::Attribute { attr, .. } if self.catalog.customary_method(attr) == Some(Role::Close));
        if by_name {
            return true;
        }
        if let Type::Function(function) | Type::Bound(function) = call.value.ty {
            let (model, function) = self.of(function);
            return model.closing_of(&model.function(function).body, depth - 1) == Closing::Closes;
        }
        let inner = call.args.iter().filter_map(|arg| self.call(self.awaited(arg.value)));
        inner.into_iter().any(|inner| self.closes(&inner, depth - 1))
    }

    /// The network operations in the guarded code, direct ones and those in functions of the file that it calls.
    pub fn guarded_operations(&self, handler: Handler) -> Vec<Call<'a>> {
        let mut found = Vec::new();
        self.collect_operations(&self.all_stmts(self.guarded(handler)), &mut found, &mut FxHashSet::default());
        found
    }

    /// The first call in the guarded code itself.
    pub(crate) fn first_guarded_call(&self, handler: Handler) -> Option<ExprId> {
        self.all_stmts(self.guarded(handler)).into_iter().flat_map(|stmt| self.own_calls(stmt)).next()
    }

    /// The calls in the guarded code that give a network operation a time limit by waiting for it.
    fn guarded_limits(&self, handler: Handler) -> Vec<Call<'a>> {
        let stmts = self.all_stmts(self.guarded(handler));
        let calls = stmts.into_iter().flat_map(|stmt| self.own_calls(stmt)).filter_map(|call| self.call(call));
        let limits = calls.filter(|call| call.has_role(Role::WaitFor) && self.wraps_operation(call.expr));
        limits.collect()
    }

    fn wraps_operation(&self, wrapper: ExprId) -> bool {
        self.calls_in(wrapper).into_iter().filter_map(|call| self.call(call)).any(|call| match call.value.ty {
            Type::Function(function) | Type::Bound(function) => {
                let (mut found, mut seen) = (Vec::new(), FxHashSet::from_iter([function]));
                let (model, function) = self.of(function);
                model.collect_operations(model.stmts_of(function), &mut found, &mut seen);
                !found.is_empty()
            }
            _ => call.fact.is_some_and(|fact| fact.network.is_some()),
        })
    }

    fn collect_operations(&self, stmts: &[StmtId], found: &mut Vec<Call<'a>>, seen: &mut FxHashSet<In<FunctionId>>) {
        let calls = stmts.iter().flat_map(|&stmt| self.own_calls(stmt)).filter_map(|call| self.call(call));
        for call in calls {
            match call.value.ty {
                Type::Function(function) | Type::Bound(function) if seen.insert(function) => {
                    let (model, id) = self.of(function);
                    let mut inner = Vec::new();
                    model.collect_operations(model.stmts_of(id), &mut inner, seen);
                    // What stands in another file is put down to the call that leads there.
                    let foreign = self.own(function).is_none();
                    let placed = |one: Call<'a>| Call { expr: call.expr, callee: call.callee, args: call.args, ..one };
                    found.extend(inner.into_iter().map(|one| if foreign { placed(one) } else { one }));
                }
                _ if call.fact.is_some_and(|fact| fact.network.is_some()) => found.push(call),
                _ => {}
            }
        }
    }

    /// Whether a handler is for failures of a network operation that it guards: it names such a failure, a base or a kind of it.
    pub fn catches_network_failure(&self, handler: Handler) -> bool {
        let operations = self.guarded_operations(handler);
        let raising = operations.into_iter().chain(self.guarded_limits(handler));
        let raised = raising.filter_map(|call| call.fact?.raises.as_ref()).flatten().collect::<Vec<_>>();
        let named = self.caught(handler).into_iter().filter_map(|class| match class {
            super::Caught::Named(name) => Some(name),
            _ => None,
        });
        named.into_iter().any(|class| {
            raised.iter().any(|failure| {
                self.catalog.is_subclass(failure, &class) == Some(true)
                    || (self.catalog.is_subclass(&class, failure) == Some(true)
                        && self.catalog.is_subclass(&class, VALUE_ERROR) != Some(true))
            })
        })
    }

    /// Whether a handler only catches the tick of a listener: the timeout of a blocking read that a loop repeats.
    pub fn is_listener_tick(&self, handler: Handler) -> bool {
        let is_timeout = |class: &super::Caught| matches!(class, super::Caught::Named(name) if self.catalog.is_subclass(name, TIMEOUT_ERROR) == Some(true));
        let listens = |call: &Call<'_>| {
            let kind = call.fact.and_then(|fact| fact.network);
            matches!(kind, Some(NetworkKind::Socket | NetworkKind::Websocket | NetworkKind::Broker))
        };
        let caught = self.caught(handler);
        !caught.is_empty()
            && caught.iter().all(is_timeout)
            && self.is_in_loop(self.handler_stmt(handler))
            && self.guarded_operations(handler).iter().all(listens)
    }

    /// The exceptions that the guarded code is known to raise and the handler catches, as qualified names in order of
    /// appearance: by the catalogue, and by `raise` in it or in functions of the file that it calls.
    pub fn may_raise(&self, handler: Handler) -> Vec<String> {
        let mut found = Vec::new();
        self.collect_raised(self.guarded(handler), &mut found, &mut FxHashSet::default());
        let mut named = FxHashSet::default();
        found.retain(|name| named.insert(name.clone()) && self.catches(handler, name) != Some(false));
        found
    }

    /// The classes that are enough to catch all of `classes`: those without a base among the others, in their order.
    pub fn widest(&self, classes: &[String]) -> Vec<String> {
        let has_base = |class: &str| {
            classes.iter().any(|base| base != class && self.catalog.is_subclass(class, base) == Some(true))
        };
        classes.iter().filter(|class| !has_base(class)).cloned().collect()
    }

    fn collect_raised(&self, block: &[StmtId], found: &mut Vec<String>, seen: &mut FxHashSet<In<FunctionId>>) {
        for &stmt in block {
            match self.raised_class(stmt) {
                Some(Type::Symbol(name)) => found.push(name.to_string()),
                Some(Type::Class(class)) => {
                    let (model, class) = self.of(class);
                    found.push(model.class(class).name.to_string());
                }
                _ => {}
            }
            for call in self.own_calls(stmt).into_iter().filter_map(|call| self.call(call)) {
                match call.value.ty {
                    Type::Function(function) | Type::Bound(function) if seen.insert(function) => {
                        let (model, function) = self.of(function);
                        model.collect_raised(&model.function(function).body, found, seen);
                    }
                    _ => found.extend(call.fact.and_then(|fact| fact.raises.clone()).unwrap_or_default()),
                }
            }
            let caught = self.handlers_of(stmt).into_iter().any(|handler| self.is_broad(handler));
            let inner = blocks(&self.ast[stmt].kind);
            for block in inner.into_iter().skip(usize::from(caught)) {
                self.collect_raised(block, found, seen);
            }
        }
    }
}
