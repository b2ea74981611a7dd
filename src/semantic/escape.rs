//! Whether an exception leaves the function in which it is raised: the handlers, contexts and decorators on its way.

mod failed;
mod let_through;
mod retried;

use super::Model;
use super::handler::{BASE_EXCEPTION, Caught, Handler};
use super::index::{BindingKind, ClassId, FunctionId, Part};
use super::infer::Type;
use super::program::In;
use crate::catalog::schema::Role;
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtId, StmtKind, Try, WithItem};

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

/// An exception on its way.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Raised {
    /// Its class (qualified).
    pub class: Name,
    /// Whether it is one of a group, as a task group raises it: only `except*` and what takes the group catch it.
    pub grouped: bool,
}

impl Raised {
    /// An exception of `class` by itself.
    pub fn new(class: &str) -> Self {
        Self { class: class.into(), grouped: false }
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

/// The class of what a task group raises.
pub(crate) const GROUP: &str = "ExceptionGroup";

/// How deep context managers and decorators of the file are followed into each other.
const MAX_DEPTH: u8 = 4;

impl Model<'_> {
    /// What becomes of an exception raised at `at`, up to the end of the function's body.
    pub fn fate(&self, at: ExprId, raised: &Raised, classes: &dyn Classes) -> Fate {
        Walk { model: self.clone(), raised, classes, depth: MAX_DEPTH }.body(at)
    }

    /// What becomes of an exception raised at `at` up to where the function was called, decorators included, and as
    /// what it comes out there.
    pub fn way_out(&self, at: ExprId, raised: &Raised, classes: &dyn Classes) -> (Fate, Raised) {
        let mut raised = raised.clone();
        let mut fate = self.fate(at, &raised, classes);
        for &decorator in self.function(self.function_of(at)).decorators.iter().rev() {
            if !fate.goes_on() {
                break;
            }
            let walk = Walk { model: self.clone(), raised: &raised, classes, depth: MAX_DEPTH };
            let (next, wrapped) = (walk.decorator(decorator), walk.wrapped(decorator));
            fate = fate.then(next);
            raised.class = wrapped.unwrap_or(raised.class);
        }
        let walk = Walk { model: self.clone(), raised: &raised, classes, depth: MAX_DEPTH };
        let fate = fate.then(walk.retried_by_class(self.function_of(at)));
        (fate, raised)
    }
}

/// Decorators.
impl Model<'_> {
    /// Whether an exception that leaves a function's body comes out of its call just so.
    pub fn is_plainly_left(&self, function: FunctionId, raised: &Raised, classes: &dyn Classes) -> bool {
        let walk = Walk { model: self.clone(), raised, classes, depth: MAX_DEPTH };
        let mut decorators = self.function(function).decorators.iter();
        decorators.all(|&decorator| walk.decorator(decorator) == Fate::Open && walk.wrapped(decorator).is_none())
    }
}

/// The way of one exception.
struct Walk<'m, 'a> {
    model: Model<'a>,
    raised: &'m Raised,
    classes: &'m dyn Classes,
    depth: u8,
}

impl Walk<'_, '_> {
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
        if part != Part::Finally && self.drops_in(&parts.finalbody, stmt) { Fate::Handled } else { fate }
    }

    /// A `return` in a `finally` block drops the exception, and so does going on with a loop around it.
    fn drops_in(&self, block: &[StmtId], outer: StmtId) -> bool {
        let model = &self.model;
        let is_loop = |stmt: StmtId| matches!(model.ast[stmt].kind, StmtKind::For(_) | StmtKind::While { .. });
        model.all_stmts(block).into_iter().any(|stmt| match model.ast[stmt].kind {
            StmtKind::Return(_) => true,
            StmtKind::Break | StmtKind::Continue => {
                !model.around(stmt).take_while(|(around, _)| *around != outer).any(|(around, _)| is_loop(around))
            }
            _ => false,
        })
    }

    fn handlers(&self, stmt: StmtId, parts: &Try) -> Fate {
        for (number, handler) in parts.handlers.iter().enumerate() {
            let caught = self.model.caught(Handler::Clause(stmt, number));
            match if self.raised.grouped && !parts.star { self.any_group(&caught) } else { self.any(caught) } {
                Catches::Nothing => {}
                _ if self.lets_through(stmt, handler) => return Fate::Open,
                Catches::All => return Fate::Handled,
                Catches::Unknown => return Fate::Unknown,
                Catches::Some => {}
            }
        }
        Fate::Open
    }

    /// How much these classes catch together.
    fn any(&self, classes: Vec<Caught>) -> Catches {
        let parts = classes.into_iter().map(|class| self.one(class)).collect::<Vec<_>>();
        [Catches::All, Catches::Unknown, Catches::Some]
            .into_iter()
            .find(|degree| parts.contains(degree))
            .unwrap_or(Catches::Nothing)
    }

    /// How much of a group with the exception in it these classes catch together: all, or nothing.
    fn any_group(&self, classes: &[Caught]) -> Catches {
        let takes = |class: &Caught| match class {
            Caught::Named(name) => self.model.catalog.is_subclass(GROUP, name) == Some(true),
            Caught::Local(_) | Caught::Unknown(_) => false,
        };
        if classes.iter().any(takes) { Catches::All } else { Catches::Nothing }
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
        match catalog.is_subclass(&self.raised.class, name) {
            Some(true) => Catches::All,
            None => Catches::Unknown,
            Some(false) if catalog.is_subclass(name, &self.raised.class) == Some(true) => Catches::Some,
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
            Some(Role::EntryPoint) => self.retried_by_framework(decorator),
            Some(Role::RetryDecorator) if call.as_ref().is_some_and(|call| self.gives_up(call)) => Fate::Handled,
            Some(Role::Route | Role::RequestHook | Role::Middleware | Role::ErrorHandler | Role::Schedule) => {
                Fate::Open
            }
            Some(Role::RetryDecorator | Role::Transparent) => Fate::Open,
            _ if model.is_customary_route(decorator) => Fate::Open,
            _ => Fate::Unknown,
        }
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
