//! HTTP responses: where a function reads a body, and whether anything looks at the status first or later.

use super::arguments::Given;
use super::index::{Binding, BindingKind, FunctionId, ScopeId};
use super::infer::Type;
use super::origin::Origin;
use super::{Call, Model};
use crate::catalog::schema::{Meaning, NetworkKind, Response, Role};
use crate::semantic::program::In;
use crate::syntax::ast::{CompareOp, ExprId, ExprKind, Name, StmtKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// How many functions of the file a response is followed into or out of.
const MAX_FUNCTIONS: u8 = 4;

/// A response's body that is used although nothing looks at its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UncheckedBody {
    /// The expression that reads the body: `response.json`.
    pub place: ExprId,
    /// Whether the client was followed to where it is made, and could not check by itself.
    pub sure: bool,
}

/// What one use does with a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    /// Looks at the status.
    Looks,
    /// Hands it on to where it cannot be followed.
    Escapes,
    /// Reads the body at this expression.
    Body(ExprId),
    /// Anything else.
    Neutral,
}

/// All uses of one response, summed up.
#[derive(Clone, Debug, Default)]
struct Uses {
    settled: bool,
    bodies: Vec<ExprId>,
}

impl Uses {
    fn add(&mut self, found: Use) {
        match found {
            Use::Looks | Use::Escapes => self.settled = true,
            Use::Body(place) => self.bodies.push(place),
            Use::Neutral => {}
        }
    }
}

impl<'a> Model<'a> {
    /// The first use of the body of the response that `call` gives, where its status is not looked at in the function.
    pub fn unchecked_body(&self, call: &Call<'a>) -> Option<UncheckedBody> {
        let sure = self.unchecked_source(call, MAX_FUNCTIONS)?;
        let response = self.response_of(call.expr)?;
        let mut uses = Uses::default();
        self.follow_response(call.expr, response, &mut uses, MAX_FUNCTIONS);
        if uses.settled {
            return None;
        }
        let place = uses.bodies.into_iter().min_by_key(|&body| self.span(body))?;
        Some(UncheckedBody { place, sure })
    }

    /// What the catalogue says of the response that an expression is.
    fn response_of(&self, expr: ExprId) -> Option<&'a Response> {
        match self.infer(expr).ty {
            Type::Instance(class) => self.catalog.response(&class),
            _ => None,
        }
    }

    /// Whether nothing on the client's side looks at the status of what a call gives; if so, whether that is sure.
    fn unchecked_source(&self, call: &Call<'a>, depth: u8) -> Option<bool> {
        match call.value.ty {
            Type::Function(function) | Type::Bound(function) => {
                let (model, function) = self.of(function);
                model.unchecked_wrapper(function, depth.checked_sub(1)?)
            }
            _ => self.unchecked_client(call),
        }
    }

    /// Whether a function of the file returns a response whose status nobody has looked at.
    fn unchecked_wrapper(&self, function: FunctionId, depth: u8) -> Option<bool> {
        if !self.function(function).decorators.is_empty() || self.function(function).is_generator {
            return None;
        }
        let mut sure = true;
        let values = self.return_values(function);
        for origin in values.iter().flat_map(|&value| self.direct_origins(value, MAX_FUNCTIONS)) {
            let made = self.call(origin?)?;
            sure &= self.unchecked_source(&made, depth)?;
            if self.looks_anywhere(made.expr) {
                return None;
            }
        }
        (!values.is_empty()).then_some(sure)
    }

    /// The calls that make what is returned, without a step into other functions.
    fn direct_origins(&self, value: ExprId, depth: u8) -> Vec<Option<ExprId>> {
        match &self.ast[value].kind {
            ExprKind::Await(inner) => self.direct_origins(*inner, depth),
            ExprKind::Call { .. } => vec![Some(value)],
            ExprKind::Name(name) => {
                let Some(scope) = self.scope_of(value, name) else { return vec![None] };
                let bindings = self.reaching(value, name, scope).into_iter();
                bindings
                    .flat_map(|binding| match binding.kind {
                        BindingKind::Value(value) if depth > 0 => self.direct_origins(value, depth - 1),
                        _ => vec![None],
                    })
                    .collect()
            }
            _ => vec![None],
        }
    }

    /// Whether the status of the response that `made` gives is looked at, or it is handed on otherwise than by `return`.
    fn looks_anywhere(&self, made: ExprId) -> bool {
        let Some(response) = self.response_of(made) else { return true };
        self.uses_of(made).into_iter().any(|place| {
            let returned = matches!(self.ast[self.stmt_of(place)].kind, StmtKind::Return(_));
            match self.judge(place, response, 1) {
                Use::Looks => true,
                Use::Escapes => !returned,
                _ => false,
            }
        })
    }

    /// Whether a library call gives a response that the library, the session and its hooks have not checked.
    fn unchecked_client(&self, call: &Call<'a>) -> Option<bool> {
        let fact = call.fact.filter(|fact| fact.network == Some(NetworkKind::Http))?;
        fact.returns.as_deref().and_then(|class| self.catalog.response(class))?;
        if self.may_check(call) {
            return None;
        }
        let Some(object) = self.receiver(call.callee).filter(|_| matches!(call.value.ty, Type::Method(..))) else {
            return Some(true);
        };
        if self.is_overridden(call, Some(object)) {
            return None;
        }
        let origins = self.origins(object);
        if self.is_hooked(call, &origins) || origins.iter().any(|&origin| self.is_foreign_made(origin)) {
            return None;
        }
        let mut makers = origins.iter().map(|origin| match origin {
            Origin::Expr(expr) => {
                let (model, expr) = self.of(*expr);
                model.call(expr).map(|maker| model.may_check(&maker))
            }
            _ => None,
        });
        let checks = makers.clone().any(|checks| checks == Some(true));
        (!checks).then(|| makers.all(|checks| checks.is_some()))
    }

    /// Whether the arguments of a call or a constructor say that responses are checked, or hook something in.
    fn may_check(&self, call: &Call<'a>) -> bool {
        let given = |meaning| self.meant(call, meaning).map(|(given, _)| given);
        [given(Meaning::ChecksStatus), given(Meaning::Hooks)].into_iter().flatten().any(|given| match given {
            Given::Value(value) => self.constant(value).is_none_or(|constant| constant.truth()),
            Given::Unknown | Given::Absent => false,
        })
    }

    /// Whether the file touches the hooks of the session, or puts a function of its own in the place of a method.
    fn is_hooked(&self, call: &Call<'a>, origins: &[Origin]) -> bool {
        let mut facts = origins.iter().filter_map(|origin| match origin {
            Origin::Expr(expr) => {
                let (model, expr) = self.of(*expr);
                model.call(expr)?.fact
            }
            _ => None,
        });
        let hooks = facts.find_map(|fact| fact.meanings.as_ref()?.get(&Meaning::Hooks));
        let hooks = hooks.or_else(|| call.fact?.meanings.as_ref()?.get(&Meaning::Hooks));
        let touched = hooks
            .and_then(|hooks| self.attribute_uses().get(&*hooks.name))
            .is_some_and(|objects| objects.iter().any(|&object| self.same_object(&self.origins(object), origins)));
        touched
            || self.index.patched.iter().any(|&(object, _, value)| {
                let replaced = self.call(value).is_none_or(|made| !made.has_role(Role::Partial));
                let method = matches!(self.infer(value).ty, Type::Function(_) | Type::Bound(_) | Type::Class(_));
                replaced && method && self.same_object(&self.origins(object), origins)
            })
    }

    /// Collects what happens to the response that `made` is.
    fn follow_response(&self, made: ExprId, response: &Response, uses: &mut Uses, depth: u8) {
        for place in self.uses_of(made) {
            uses.add(self.judge(place, response, depth));
        }
    }

    /// The expressions that are the object which `made` makes: itself, or each use of the name that it is bound to.
    pub(crate) fn uses_of(&self, made: ExprId) -> Vec<ExprId> {
        let value = self.outermost_await(made);
        let Some((name, binding, scope)) = self.bound_to(value) else { return vec![value] };
        let uses = self.name_uses().get(&(scope, name.clone())).map_or(&[][..], Vec::as_slice);
        let uses = uses
            .iter()
            .copied()
            .filter(|&used| self.reaching(used, &name, scope).iter().any(|reaching| std::ptr::eq(*reaching, binding)));
        self.walrus_around(value).into_iter().chain(uses).collect()
    }

    /// The walrus that binds a value, which is a use of it as well.
    fn walrus_around(&self, value: ExprId) -> Option<ExprId> {
        let outer = self.wrappers(value).next()?;
        matches!(self.ast[outer].kind, ExprKind::Walrus { .. }).then_some(outer)
    }

    /// The expression, or the `await`, walrus or wrapping parenthesis around it that has the same value.
    pub(super) fn outermost_await(&self, expr: ExprId) -> ExprId {
        self.wrappers(expr)
            .take_while(|&outer| matches!(self.ast[outer].kind, ExprKind::Await(_)))
            .last()
            .unwrap_or(expr)
    }

    /// The name that a value is bound to by an assignment, a walrus or a `with`.
    pub(super) fn bound_to(&self, value: ExprId) -> Option<(Name, &'a Binding, ScopeId)> {
        let stmt = self.stmt_of(value);
        let target = match &self.ast[stmt].kind {
            StmtKind::Assign { targets, value: whole } if *whole == value && targets.len() == 1 => targets[0],
            StmtKind::AnnAssign { target, value: Some(whole), .. } if *whole == value => *target,
            StmtKind::With { items, .. } => items.iter().find(|item| item.context == value)?.target?,
            _ => match self.wrappers(value).next().map(|outer| &self.ast[outer].kind) {
                Some(ExprKind::Walrus { target, .. }) => *target,
                _ => return None,
            },
        };
        let ExprKind::Name(name) = &self.ast[target].kind else { return None };
        let scope = self.scope_of(target, name)?;
        let binding = self.bindings(scope, name).iter().find(|binding| match binding.kind {
            BindingKind::Value(bound) | BindingKind::Annotated(_, Some(bound)) => bound == value,
            BindingKind::Entered { context, .. } => context == value,
            _ => false,
        });
        Some((name.clone(), binding?, scope))
    }

    /// Of what each attribute is taken, everywhere.
    fn attribute_uses(&self) -> &FxHashMap<Name, Vec<ExprId>> {
        self.memory.attribute_uses.get_or_init(|| {
            let mut uses = FxHashMap::<Name, Vec<ExprId>>::default();
            for expr in &self.ast.exprs {
                if let ExprKind::Attribute { value, attr } = &expr.kind {
                    uses.entry(attr.clone()).or_default().push(*value);
                }
            }
            uses
        })
    }

    /// Every place at which each name of a scope is read.
    pub(crate) fn name_uses(&self) -> &FxHashMap<(ScopeId, Name), Vec<ExprId>> {
        self.memory.name_uses.get_or_init(|| {
            let mut uses = FxHashMap::<(ScopeId, Name), Vec<ExprId>>::default();
            let targets = self.targets();
            for (number, expr) in self.ast.exprs.iter().enumerate() {
                let id = ExprId(u32::try_from(number).expect("a file has fewer than 2^32 expressions"));
                if let ExprKind::Name(name) = &expr.kind
                    && !targets.contains(&id)
                    && let Some(scope) = self.scope_of(id, name)
                {
                    uses.entry((scope, name.clone())).or_default().push(id);
                }
            }
            uses
        })
    }

    /// The names that statements and walruses bind, as expressions.
    fn targets(&self) -> FxHashSet<ExprId> {
        let mut found = FxHashSet::default();
        for stmt in &self.ast.stmts {
            match &stmt.kind {
                StmtKind::Assign { targets, .. } => found.extend(targets.iter().copied()),
                StmtKind::AnnAssign { target, .. } => _ = found.insert(*target),
                StmtKind::For(parts) => _ = found.insert(parts.target),
                StmtKind::With { items, .. } => found.extend(items.iter().filter_map(|item| item.target)),
                StmtKind::Delete(targets) => found.extend(targets.iter().copied()),
                _ => {}
            }
        }
        found.extend(self.ast.exprs.iter().filter_map(|expr| match expr.kind {
            ExprKind::Walrus { target, .. } => Some(target),
            _ => None,
        }));
        found
    }

    /// What is done with the response that `place` is.
    fn judge(&self, place: ExprId, response: &Response, depth: u8) -> Use {
        let Some(outer) = self.index.exprs[place.0 as usize].parent else {
            return self.judge_stmt(place, response, depth);
        };
        match &self.ast[outer].kind {
            ExprKind::Attribute { attr, .. } if response.status.iter().any(|name| name == attr) => Use::Looks,
            ExprKind::Attribute { attr, .. } if response.body.iter().any(|name| name == attr) => {
                if self.is_only_told(outer) || self.is_told_by_name(outer) { Use::Neutral } else { Use::Body(outer) }
            }
            ExprKind::Attribute { .. } => Use::Neutral,
            ExprKind::Call { func, args } if args.iter().any(|arg| arg.value == place) => {
                self.judge_argument(outer, *func, place, depth)
            }
            ExprKind::Not(_) if response.truth_is_success => Use::Looks,
            ExprKind::Not(_) | ExprKind::FString(_) => Use::Neutral,
            ExprKind::Compare { rest, .. }
                if rest.iter().all(|(op, _)| matches!(op, CompareOp::Is | CompareOp::IsNot)) =>
            {
                Use::Neutral
            }
            ExprKind::Logical { .. } if response.truth_is_success => Use::Looks,
            ExprKind::Conditional { test, .. } if *test == place && response.truth_is_success => Use::Looks,
            ExprKind::Conditional { test, .. } if *test == place => Use::Neutral,
            ExprKind::Await(_) | ExprKind::Logical { .. } => self.judge(outer, response, depth),
            ExprKind::Walrus { .. } if self.bound_to(place).is_some() => self.judge(outer, response, depth),
            ExprKind::Comprehension { clauses, .. } if clauses.iter().any(|clause| clause.iter == place) => {
                if response.iterable { Use::Body(place) } else { Use::Escapes }
            }
            _ => Use::Escapes,
        }
    }

    /// What a statement does with a response that is an expression of its own.
    fn judge_stmt(&self, place: ExprId, response: &Response, depth: u8) -> Use {
        match &self.ast[self.stmt_of(place)].kind {
            StmtKind::Expr(_) | StmtKind::Delete(_) => Use::Neutral,
            StmtKind::If { .. } | StmtKind::While { .. } | StmtKind::Assert { .. } if response.truth_is_success => {
                Use::Looks
            }
            StmtKind::If { .. } | StmtKind::While { .. } | StmtKind::Assert { .. } => Use::Neutral,
            StmtKind::For(parts) if parts.iter == place && response.iterable => Use::Body(place),
            StmtKind::With { items, .. } if items.iter().any(|item| item.context == place && item.target.is_none()) => {
                Use::Neutral
            }
            StmtKind::Assign { .. } | StmtKind::AnnAssign { .. } | StmtKind::With { .. } => {
                self.judge_alias(place, response, depth)
            }
            _ => Use::Escapes,
        }
    }

    /// A response that gets another name: followed under that name.
    fn judge_alias(&self, place: ExprId, response: &Response, depth: u8) -> Use {
        let (Some(depth), Some(_)) = (depth.checked_sub(1), self.bound_to(place)) else { return Use::Escapes };
        let mut uses = Uses::default();
        self.follow_response(place, response, &mut uses, depth);
        match uses.bodies.into_iter().min_by_key(|&body| self.span(body)) {
            _ if uses.settled => Use::Looks,
            Some(body) => Use::Body(body),
            None => Use::Neutral,
        }
    }

    /// A response that is passed to a function: only one that is known to do nothing with it is harmless.
    fn judge_argument(&self, call: ExprId, func: ExprId, place: ExprId, depth: u8) -> Use {
        let Some(called) = self.call(call) else { return Use::Escapes };
        if called.fact.is_some_and(|fact| matches!(fact.role, Some(Role::Log | Role::Formats | Role::Close))) {
            return Use::Neutral;
        }
        let (Type::Function(function) | Type::Bound(function)) = self.infer(func).ty else { return Use::Escapes };
        let Some(depth) = depth.checked_sub(1) else { return Use::Escapes };
        let Some(response) = self.response_of(place) else { return Use::Escapes };
        let Some(param) = self.parameter_of(function, &called, place) else { return Use::Escapes };
        let (model, function) = self.of(function);
        if model.ignores_status(function, &param, response, depth) { Use::Neutral } else { Use::Escapes }
    }

    /// The parameter of a function to which a call gives the argument at `place`.
    fn parameter_of(&self, function: In<FunctionId>, call: &Call<'a>, place: ExprId) -> Option<Name> {
        let bound = usize::from(matches!(call.value.ty, Type::Bound(_)));
        let (model, function) = self.of(function);
        let mut params = model.function(function).params.iter().enumerate().skip(bound);
        let given = params.find(|(number, param)| {
            self.passed(call.args, &param.name, number.checked_sub(bound)) == Given::Value(place)
        });
        given.map(|(_, param)| param.name.clone())
    }

    /// Whether a function neither looks at the status of the response that `param` is nor hands it on.
    fn ignores_status(&self, function: FunctionId, param: &Name, response: &Response, depth: u8) -> bool {
        let scope = self.function(function).scope;
        let uses = self.name_uses().get(&(scope, param.clone())).map_or(&[][..], Vec::as_slice);
        uses.iter().copied().all(|used| !matches!(self.judge(used, response, depth), Use::Looks | Use::Escapes))
    }

    /// Whether the value read at `body` ends in a log line, a printed line or the message of an exception.
    fn is_only_told(&self, body: ExprId) -> bool {
        let in_raise = matches!(self.ast[self.stmt_of(body)].kind, StmtKind::Raise { .. });
        in_raise
            || self.wrappers(body).filter_map(|outer| self.call(outer)).filter(|call| call.callee != body).any(|call| {
                let log = call.has_role(Role::Log) || call.has_role(Role::RecordsTraceback);
                log || (self.is_statement(call.expr) && call.has_role(Role::Formats))
            })
    }

    /// Whether the body that is read at `body` gets the name of a local variable, all of whose uses only tell it.
    fn is_told_by_name(&self, body: ExprId) -> bool {
        let read = self.wrappers(body).find(|&outer| !self.is_call_of(outer, body) && !self.is_await(outer));
        let value = self.wrappers(body).take_while(|&outer| Some(outer) != read).last().unwrap_or(body);
        let local =
            self.bound_to(value).is_some_and(|(.., scope)| self.index.scopes[scope.0 as usize].parent.is_some());
        let uses = if local { self.uses_of(value) } else { Vec::new() };
        !uses.is_empty() && uses.into_iter().all(|used| self.is_only_told(used))
    }

    fn is_call_of(&self, expr: ExprId, callee: ExprId) -> bool {
        matches!(self.ast[expr].kind, ExprKind::Call { func, .. } if func == callee)
    }

    pub(super) fn is_await(&self, expr: ExprId) -> bool {
        matches!(self.ast[expr].kind, ExprKind::Await(_))
    }

    fn is_statement(&self, expr: ExprId) -> bool {
        matches!(self.ast[self.stmt_of(expr)].kind, StmtKind::Expr(whole) if whole == expr)
    }
}
