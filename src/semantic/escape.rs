//! Whether an exception leaves the function in which it is raised: the handlers, contexts and decorators on its way.

use super::handler::{BASE_EXCEPTION, Caught, Handler};
use super::index::{BindingKind, ClassId, FunctionId, Part};
use super::infer::Type;
use super::program::In;
use super::{Call, Model};
use crate::catalog::schema::{Meaning, Role};
use crate::syntax::ast::{ExceptClause, ExprId, ExprKind, Name, StmtId, StmtKind, Try, WithItem};

/// What becomes of an exception on its way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It goes on.
    Open,
    /// It goes on, unless a context manager swallows it of which nothing is known.
    Doubtful,
    /// Something that is not known may catch it.
    Unknown,
    /// Something catches it.
    Handled,
}

impl Fate {
    /// Whether the exception goes on.
    pub fn goes_on(self) -> bool {
        self <= Self::Doubtful
    }

    /// The fate of one who has to pass both.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        self.max(next)
    }
}

/// How much of an exception's class a handler catches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Catches {
    All,
    Some,
    Nothing,
    Unknown,
}

/// Answers what a single file cannot: whether some file of the project defines a class of that name.
pub trait Classes {
    /// Whether the project defines a class `name`.
    fn defines_class(&self, name: &str) -> bool;
}

/// Builtin exceptions that the network raises.
const NETWORK_BUILTINS: [&str; 7] = [
    "OSError",
    "ConnectionError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "ConnectionAbortedError",
    "BrokenPipeError",
    "TimeoutError",
];

/// How deep context managers and decorators of the file are followed into each other.
const MAX_DEPTH: u8 = 4;

impl Model<'_> {
    /// What becomes of an exception of `class` (qualified) raised at `at`, up to the end of the function's body.
    pub fn fate(&self, at: ExprId, class: &str, classes: &dyn Classes) -> Fate {
        Walk { model: self.clone(), class, classes, depth: MAX_DEPTH }.body(at)
    }

    /// What becomes of an exception of `class` that leaves a function's body, in the function's decorators.
    pub fn fate_in_decorators(&self, function: FunctionId, class: &str, classes: &dyn Classes) -> Fate {
        let walk = Walk { model: self.clone(), class, classes, depth: MAX_DEPTH };
        let decorators = self.function(function).decorators.iter().rev();
        decorators.map(|&decorator| walk.decorator(decorator)).fold(Fate::Open, Fate::then)
    }
}

/// The way of one class of exceptions.
struct Walk<'m, 'a> {
    model: Model<'a>,
    class: &'m str,
    classes: &'m dyn Classes,
    depth: u8,
}

impl<'a> Walk<'_, 'a> {
    /// The same walk in a function that is called, which may be another file's.
    fn deeper<T>(&self, inner: In<T>) -> Option<(Self, T)> {
        let depth = self.depth.checked_sub(1)?;
        let (model, id) = self.model.of(inner);
        Some((Self { model, depth, ..*self }, id))
    }

    fn body(&self, at: ExprId) -> Fate {
        let stmt = self.model.stmt_of(at);
        self.earlier_items(stmt, at).then(self.around(stmt))
    }

    /// The fate of an exception that leaves a statement.
    fn around(&self, stmt: StmtId) -> Fate {
        let model = &self.model;
        let mut fate = Fate::Open;
        for (outer, part) in model.around(stmt) {
            if !fate.goes_on() {
                return fate;
            }
            fate = fate.then(match (&model.ast[outer].kind, part) {
                (StmtKind::Try(parts), part) => self.try_stmt(outer, parts, part),
                (StmtKind::With { items, .. }, _) => self.items(items),
                _ => Fate::Open,
            });
        }
        fate
    }

    /// The items of a `with` before the one in which `at` stands are entered already.
    fn earlier_items(&self, stmt: StmtId, at: ExprId) -> Fate {
        let StmtKind::With { items, .. } = &self.model.ast[stmt].kind else { return Fate::Open };
        let place = self.model.span(at).start;
        let before = items.iter().take_while(|item| self.model.span(item.context).end <= place).count();
        self.items(&items[..before])
    }

    fn items(&self, items: &[WithItem]) -> Fate {
        items.iter().rev().map(|item| self.context(item.context)).fold(Fate::Open, Fate::then)
    }

    fn try_stmt(&self, stmt: StmtId, parts: &Try, part: Part) -> Fate {
        let fate = if part == Part::Body { self.handlers(stmt, parts) } else { Fate::Open };
        if part != Part::Finally && self.returns_in(&parts.finalbody) { Fate::Handled } else { fate }
    }

    /// A `return` in a `finally` block drops the exception.
    fn returns_in(&self, block: &[StmtId]) -> bool {
        let model = &self.model;
        model.all_stmts(block).into_iter().any(|stmt| matches!(model.ast[stmt].kind, StmtKind::Return(_)))
    }

    fn handlers(&self, stmt: StmtId, parts: &Try) -> Fate {
        for (number, handler) in parts.handlers.iter().enumerate() {
            match self.any(self.model.caught(Handler::Clause(stmt, number))) {
                Catches::Nothing => {}
                _ if self.lets_through(stmt, handler) => return Fate::Open,
                Catches::All => return Fate::Handled,
                Catches::Unknown => return Fate::Unknown,
                Catches::Some => {}
            }
        }
        Fate::Open
    }

    /// Whether a handler raises the exception that it caught again, on some way, or keeps it for one who does.
    fn lets_through(&self, stmt: StmtId, handler: &ExceptClause) -> bool {
        let model = &self.model;
        let inside = model.all_stmts(&handler.body);
        let raises = inside.iter().any(|&inner| {
            let StmtKind::Raise { exc, .. } = model.ast[inner].kind else { return false };
            let same = match exc {
                None => !self.in_inner_handler(inner, stmt),
                Some(exc) => self.is_caught_name(exc, handler),
            };
            same && !self.is_for_others(inner, stmt, handler)
        });
        raises || self.is_raised_later(stmt, handler, &inside)
    }

    /// Whether a handler keeps the exception in a variable that the function raises behind it, with nothing around.
    fn is_raised_later(&self, stmt: StmtId, handler: &ExceptClause, inside: &[StmtId]) -> bool {
        let model = &self.model;
        let kept = inside.iter().filter_map(|&inner| match &model.ast[inner].kind {
            StmtKind::Assign { targets, value } if self.is_caught_name(*value, handler) => {
                match model.ast[targets[0]].kind {
                    ExprKind::Name(ref name) => Some(name),
                    _ => None,
                }
            }
            _ => None,
        });
        let kept = kept.collect::<Vec<_>>();
        // Where it is raised, another handler may keep it in turn.
        let Some((walk, ())) = self.deeper(model.here(())) else { return false };
        let function = model.index.stmts[stmt.0 as usize].function;
        !kept.is_empty()
            && model.stmts_of(function).iter().any(|&other| match model.ast[other].kind {
                StmtKind::Raise { exc: Some(exc), .. } if !inside.contains(&other) => {
                    matches!(&model.ast[exc].kind, ExprKind::Name(name) if kept.contains(&name))
                        && walk.around(other).goes_on()
                }
                _ => false,
            })
    }

    /// Whether a bare `raise` belongs to another `try` inside the handler of `outer`.
    fn in_inner_handler(&self, stmt: StmtId, outer: StmtId) -> bool {
        let between = self.model.around(stmt).take_while(|(around, _)| *around != outer);
        between.into_iter().any(|(_, part)| matches!(part, Part::Handler(_)))
    }

    /// `e`, or `e.with_traceback(…)`, of `except … as e`.
    fn is_caught_name(&self, exc: ExprId, handler: &ExceptClause) -> bool {
        match &self.model.ast[exc].kind {
            ExprKind::Name(name) => handler.name.as_ref() == Some(name),
            ExprKind::Call { func, .. } => match self.model.ast[*func].kind {
                ExprKind::Attribute { value, .. } => self.is_caught_name(value, handler),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a `raise` in a handler of `outer` stands under an `isinstance` test that sends the exception elsewhere.
    fn is_for_others(&self, raise: StmtId, outer: StmtId, handler: &ExceptClause) -> bool {
        let between = self.model.around(raise).take_while(|(around, _)| *around != outer);
        between.into_iter().any(|(around, part)| match self.model.ast[around].kind {
            StmtKind::If { test, .. } => match self.passes(test, handler) {
                Some(passes) => passes == (part == Part::Else),
                None => false,
            },
            _ => false,
        })
    }

    /// Whether the exception passes an `isinstance` test for certain, or fails it for certain.
    fn passes(&self, test: ExprId, handler: &ExceptClause) -> Option<bool> {
        let args = match &self.model.ast[test].kind {
            ExprKind::Not(inner) => return self.passes(*inner, handler).map(|passes| !passes),
            ExprKind::Call { args, .. } => args,
            _ => return None,
        };
        let [object, class] = &args[..] else { return None };
        if !self.model.is_symbol(test, "isinstance") || !self.is_caught_name(object.value, handler) {
            return None;
        }
        match self.any(self.model.classes_in(class.value)) {
            Catches::All => Some(true),
            Catches::Nothing => Some(false),
            Catches::Some | Catches::Unknown => None,
        }
    }

    /// How much these classes catch together.
    fn any(&self, classes: Vec<Caught>) -> Catches {
        let parts = classes.into_iter().map(|class| self.one(class)).collect::<Vec<_>>();
        [Catches::All, Catches::Unknown, Catches::Some]
            .into_iter()
            .find(|degree| parts.contains(degree))
            .unwrap_or(Catches::Nothing)
    }

    fn one(&self, class: Caught) -> Catches {
        match class {
            Caught::Named(name) if name == BASE_EXCEPTION => Catches::All,
            Caught::Named(name) => self.named(&name),
            Caught::Local(_) => Catches::Nothing,
            Caught::Unknown(expr) => {
                let (model, expr) = self.model.of(expr);
                match model.foreign_name(expr) {
                    Some(name) if self.classes.defines_class(&name) => Catches::Nothing,
                    _ => Catches::Unknown,
                }
            }
        }
    }

    fn named(&self, name: &str) -> Catches {
        let catalog = self.model.catalog;
        if !catalog.is_exception(name) {
            let last = name.rsplit('.').next().unwrap_or(name);
            let own = catalog.library_of(name).is_none() && self.classes.defines_class(last);
            return if own { Catches::Nothing } else { Catches::Unknown };
        }
        match catalog.is_subclass(self.class, name) {
            Some(true) => Catches::All,
            None => Catches::Unknown,
            Some(false) if catalog.is_subclass(name, self.class) == Some(true) => Catches::Some,
            Some(false) => Catches::Nothing,
        }
    }

    /// What a context manager does with an exception of its block.
    fn context(&self, context: ExprId) -> Fate {
        let model = &self.model;
        let call = model.call(context);
        if let Some(call) = &call {
            if call.has_role(Role::Suppress) {
                return self.suppressed(model.caught(Handler::Suppress(model.stmt_of(context), context)));
            }
            if let Some(function) = call.value.ty.function()
                && model.is_generator(function)
            {
                return self.yields(function);
            }
        }
        match model.infer(context).ty {
            Type::Object(class) => self.exit_method(class),
            Type::Instance(_) | Type::None => Fate::Open,
            _ if call.is_some_and(|call| call.fact.is_some()) => Fate::Open,
            _ => Fate::Doubtful,
        }
    }

    fn suppressed(&self, classes: Vec<Caught>) -> Fate {
        match self.any(classes) {
            Catches::All => Fate::Handled,
            Catches::Unknown => Fate::Unknown,
            Catches::Some | Catches::Nothing => Fate::Open,
        }
    }

    /// A generator under `contextmanager`: the exception comes out of its `yield`.
    fn yields(&self, function: In<FunctionId>) -> Fate {
        let Some((walk, function)) = self.deeper(function) else { return Fate::Unknown };
        let model = &walk.model;
        let mut fate = Fate::Open;
        for &stmt in model.stmts_of(function) {
            for expr in model.own_exprs(stmt) {
                model.visit(expr, &mut |part, kind| {
                    if matches!(kind, ExprKind::Yield(_)) {
                        fate = fate.then(walk.body(part));
                    }
                });
            }
        }
        fate
    }

    /// A class swallows where its `__exit__` can return something true.
    fn exit_method(&self, class: In<ClassId>) -> Fate {
        let model = &self.model;
        let exit = model.find_method(class, "__exit__").or_else(|| model.find_method(class, "__aexit__"));
        let Some(exit) = exit else {
            return if model.has_unknown_base(class) { Fate::Doubtful } else { Fate::Open };
        };
        let (model, exit) = model.of(exit);
        let keeps = |value: ExprId| model.constant(value).is_some_and(|constant| !constant.truth());
        let raises = |&stmt: &StmtId| matches!(model.ast[stmt].kind, StmtKind::Raise { exc: Some(_), .. });
        if model.stmts_of(exit).iter().any(raises) {
            // Another exception may take the place of this one.
            return Fate::Unknown;
        }
        if model.return_values(exit).into_iter().all(keeps) { Fate::Open } else { Fate::Unknown }
    }

    fn decorator(&self, decorator: ExprId) -> Fate {
        let model = &self.model;
        let call = model.call(decorator);
        let ty = call.as_ref().map_or_else(|| model.infer(decorator).ty, |call| call.value.ty.clone());
        if let Type::Function(function) = ty {
            return self.wrapper(function);
        }
        match model.fact(&ty).0.and_then(|fact| fact.role) {
            Some(Role::EntryPoint) => call.map_or(Fate::Open, |call| self.retried_by_framework(&call)),
            Some(Role::RetryDecorator)
                if call.as_ref().is_some_and(|call| model.meant_value(call, Meaning::GivesUp).is_some()) =>
            {
                Fate::Handled
            }
            Some(Role::Route | Role::RequestHook | Role::Middleware | Role::ErrorHandler | Role::Schedule) => {
                Fate::Open
            }
            Some(Role::RetryDecorator | Role::Transparent) => Fate::Open,
            _ if model.is_customary_route(decorator) => Fate::Open,
            _ => Fate::Unknown,
        }
    }

    /// A task that its framework starts again on these exceptions.
    fn retried_by_framework(&self, call: &Call<'a>) -> Fate {
        let model = &self.model;
        let classes = model.meant_value(call, Meaning::RetryOn);
        classes.map_or(Fate::Open, |classes| self.suppressed(model.classes_in(classes)))
    }

    /// A decorator of the project: what its wrapper does around the call of the function that it is given.
    fn wrapper(&self, decorator: In<FunctionId>) -> Fate {
        let Some((walk, decorator)) = self.deeper(decorator) else { return Fate::Unknown };
        let model = &walk.model;
        let inside = |function: FunctionId| {
            std::iter::successors(Some(function), |id| model.function(*id).parent).any(|outer| outer == decorator)
        };
        let calls = model.index.calls.iter().copied().filter(|&call| {
            let ExprKind::Call { func, .. } = model.ast[call].kind else { return false };
            let ExprKind::Name(name) = &model.ast[func].kind else { return false };
            let owner = model.scope_of(func, name).map(|scope| &model.index.scopes[scope.0 as usize]);
            let parameter = owner.filter(|scope| {
                scope.bindings[name].iter().all(|binding| matches!(binding.kind, BindingKind::Parameter(_)))
            });
            inside(model.function_of(call)) && parameter.is_some_and(|scope| inside(scope.function))
        });
        calls.map(|call| walk.body(call)).reduce(Fate::then).unwrap_or(Fate::Unknown)
    }
}

impl Model<'_> {
    /// The last part of a dotted name, or the name under which another file of the project knows an imported one.
    pub(crate) fn foreign_name(&self, expr: ExprId) -> Option<Name> {
        match &self.ast[expr].kind {
            ExprKind::Attribute { attr, .. } => Some(attr.clone()),
            ExprKind::Name(name) => {
                let scope = self.scope_of(expr, name)?;
                self.bindings(scope, name).iter().find_map(|binding| match &binding.kind {
                    BindingKind::ImportFrom { name, .. } => Some(name.clone()),
                    _ => None,
                })
            }
            _ => None,
        }
    }

    /// The handler in whose body `at` stands, if what it handles is that a call failed: the innermost one.
    pub fn failed_call_handler(&self, at: ExprId) -> Option<Handler> {
        let handlers = self.around(self.stmt_of(at)).filter_map(|(stmt, part)| match part {
            Part::Handler(number) => Some(Handler::Clause(stmt, number)),
            _ => None,
        });
        let mut handlers = handlers.filter(|&handler| self.is_for_failed_call(handler));
        if self.function(self.function_of(at)).value.is_some() { None } else { handlers.next() }
    }

    /// Whether the guarded code makes a call, and the handler takes what a failing peer raises.
    fn is_for_failed_call(&self, handler: Handler) -> bool {
        let guarded = self.all_stmts(self.guarded(handler));
        let calls = guarded.into_iter().flat_map(|stmt| self.own_calls(stmt)).filter_map(|call| self.call(call));
        let (mut any, mut fits) = (false, false);
        for call in calls {
            match call.fact {
                Some(fact) if fact.network.is_some() => {
                    let failures = fact.raises.as_deref().unwrap_or_default();
                    fits |= failures.iter().any(|class| self.may_end_in(handler, class));
                }
                Some(_) => {}
                None => any = true,
            }
        }
        fits || (any && self.caught(handler).iter().any(|class| self.may_be_network_failure(class)))
    }

    fn may_end_in(&self, handler: Handler, class: &str) -> bool {
        self.caught(handler).iter().any(|caught| match caught {
            Caught::Named(name) => {
                self.catalog.is_subclass(class, name) != Some(false)
                    || self.catalog.is_subclass(name, class) == Some(true)
            }
            Caught::Local(_) => false,
            Caught::Unknown(_) => true,
        })
    }

    /// Whether a class may be what a call that nothing is known about raises when its peer fails.
    fn may_be_network_failure(&self, class: &Caught) -> bool {
        match class {
            Caught::Named(name) if name.contains('.') => self.catalog.is_subclass(name, "ValueError") != Some(true),
            Caught::Named(name) => {
                self.is_catch_all(name) || NETWORK_BUILTINS.contains(&name.as_str()) || !self.catalog.is_exception(name)
            }
            Caught::Local(class) => self.library_exceptions(*class).any(|base| self.catalog.is_network_failure(&base)),
            Caught::Unknown(_) => true,
        }
    }

    /// The exception classes outside of the project from which a class descends.
    pub(crate) fn library_exceptions(&self, class: In<ClassId>) -> impl Iterator<Item = Name> + '_ {
        let bases = self.lineage(class).into_iter().flat_map(|class| self.bases(class));
        bases.filter_map(|base| match base {
            Type::Symbol(name) if self.catalog.is_exception(&name) => Some(name),
            _ => None,
        })
    }
}
