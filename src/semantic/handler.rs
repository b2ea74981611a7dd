//! What catches exceptions: which classes, around what, and where it is reported.
//!
//! What a handler does with the exception is in `outcome`, whether it decides by it in `filter`, what the guarded code
//! can do in `guarded`, what its author says about it in `reason`.

mod filter;
mod guarded;
mod outcome;
mod reason;

use super::index::{ClassId, FunctionId};
use super::infer::Type;
use super::{Model, Module};
use crate::catalog::schema::Role;
use crate::semantic::program::In;
use crate::source::Span;
use crate::syntax::ast::{ArgKind, Ast, ExprId, ExprKind, Name, StmtId, StmtKind};

/// The class that catches all but what ends the process or the task.
const EXCEPTION: &str = "Exception";
/// The class that catches all.
pub(crate) const BASE_EXCEPTION: &str = "BaseException";
/// How many steps a class expression is followed through variables and tuples.
const MAX_STEPS: u8 = 8;

/// Something that catches exceptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Handler {
    /// An `except` clause: the `try`, and which of its handlers.
    Clause(StmtId, usize),
    /// A context manager that swallows: the `with`, and the call that makes it.
    Suppress(StmtId, ExprId),
}

/// One class that a handler catches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caught {
    /// A builtin or a library's class, by qualified name; also one of a library that the catalogue does not know.
    Named(Name),
    /// A class of the project.
    Local(In<ClassId>),
    /// What this expression gives is not known.
    Unknown(In<ExprId>),
}

/// How much a handler catches; ordered from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Breadth {
    /// Classes below `Exception`, or nothing that is known to be broader.
    Narrow,
    /// `Exception`, alone or among others.
    Exception,
    /// Everything: without a class, or `BaseException`.
    Everything,
}

impl Module {
    /// The lines of each `except` clause that does nothing: the first one, and the last one of its body.
    pub(crate) fn empty_clauses(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let clauses = self.ast.stmts.iter().flat_map(|stmt| match &stmt.kind {
            StmtKind::Try(parts) => &*parts.handlers,
            _ => &[],
        });
        let empty = clauses.filter(|clause| clause.body.iter().all(|&stmt| is_nothing(&self.ast, stmt)));
        let row = |byte: u32| self.source.line_of(byte);
        empty.filter_map(move |clause| {
            let last = self.ast[*clause.body.last()?].span;
            Some((row(clause.head.start), row(last.end.saturating_sub(1).max(last.start))))
        })
    }
}

/// Whether a statement does nothing: `pass`, `...`, `continue` or a string.
fn is_nothing(ast: &Ast, stmt: StmtId) -> bool {
    match ast[stmt].kind {
        StmtKind::Pass | StmtKind::Continue => true,
        StmtKind::Expr(value) => matches!(ast[value].kind, ExprKind::Ellipsis | ExprKind::Str(_)),
        _ => false,
    }
}

impl<'a> Model<'a> {
    /// All handlers of the file, in source order.
    pub fn handlers(&self) -> Vec<Handler> {
        let stmts =
            (0..u32::try_from(self.ast.stmts.len()).expect("a file has fewer than 2^32 statements")).map(StmtId);
        let mut found = stmts.flat_map(|stmt| self.handlers_of(stmt)).collect::<Vec<_>>();
        found.sort_by_key(|&handler| self.handler_span(handler));
        found
    }

    /// The handlers that a statement is made of: the clauses of a `try`, the swallowing contexts of a `with`.
    pub(crate) fn handlers_of(&self, stmt: StmtId) -> Vec<Handler> {
        match &self.ast[stmt].kind {
            StmtKind::Try(parts) => (0..parts.handlers.len()).map(|number| Handler::Clause(stmt, number)).collect(),
            StmtKind::With { items, .. } => {
                let contexts = items.iter().map(|item| item.context);
                let swallowing =
                    contexts.filter(|&context| self.call(context).is_some_and(|call| call.has_role(Role::Suppress)));
                swallowing.map(|context| Handler::Suppress(stmt, context)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Where a handler is reported: the head of the clause without its colon, or the callee of what swallows.
    pub fn handler_span(&self, handler: Handler) -> Span {
        match handler {
            Handler::Clause(stmt, number) => self.clause(stmt, number).head,
            Handler::Suppress(_, call) => match self.ast[call].kind {
                ExprKind::Call { func, .. } => self.span(func),
                _ => self.span(call),
            },
        }
    }

    /// The text of a handler's place: `except Exception as error`, `contextlib.suppress`.
    pub fn handler_text(&self, handler: Handler) -> &'a str {
        self.module.source.slice(self.handler_span(handler))
    }

    pub(crate) fn clause(&self, stmt: StmtId, number: usize) -> &'a crate::syntax::ast::ExceptClause {
        let StmtKind::Try(parts) = &self.ast[stmt].kind else {
            unreachable!("a clause is numbered within a `try` statement")
        };
        &parts.handlers[number]
    }

    /// The word that a handler's clause begins with: `except`, or `except*` for groups of exceptions.
    pub fn except_word(&self, handler: Handler) -> &'static str {
        match &self.ast[self.handler_stmt(handler)].kind {
            StmtKind::Try(parts) if parts.star => "except*",
            _ => "except",
        }
    }

    /// The statement whose handler it is.
    pub(crate) fn handler_stmt(&self, handler: Handler) -> StmtId {
        match handler {
            Handler::Clause(stmt, _) | Handler::Suppress(stmt, _) => stmt,
        }
    }

    /// The function in whose code a handler stands.
    pub fn handler_function(&self, handler: Handler) -> FunctionId {
        self.index.stmts[self.handler_stmt(handler).0 as usize].function
    }

    /// The statements of a handler's body; none for a context manager that swallows.
    pub(crate) fn handler_body(&self, handler: Handler) -> &'a [StmtId] {
        match handler {
            Handler::Clause(stmt, number) => &self.clause(stmt, number).body,
            Handler::Suppress(..) => &[],
        }
    }

    /// The name under which a handler has the exception.
    pub fn handler_binding(&self, handler: Handler) -> Option<&'a Name> {
        match handler {
            Handler::Clause(stmt, number) => self.clause(stmt, number).name.as_ref(),
            Handler::Suppress(..) => None,
        }
    }

    /// The statements whose exceptions a handler catches.
    pub(crate) fn guarded(&self, handler: Handler) -> &'a [StmtId] {
        match &self.ast[self.handler_stmt(handler)].kind {
            StmtKind::Try(parts) => &parts.body,
            StmtKind::With { body, .. } => body,
            _ => &[],
        }
    }

    /// The classes that a handler catches; a bare `except` catches `BaseException`.
    pub fn caught(&self, handler: Handler) -> Vec<Caught> {
        let mut found = Vec::new();
        match handler {
            Handler::Clause(stmt, number) => match self.clause(stmt, number).class {
                Some(class) => self.collect_classes(class, &mut found, MAX_STEPS),
                None => found.push(Caught::Named(BASE_EXCEPTION.into())),
            },
            Handler::Suppress(_, call) => {
                let ExprKind::Call { args, .. } = &self.ast[call].kind else { return found };
                for arg in args {
                    match arg.kind {
                        ArgKind::Positional | ArgKind::Star => {
                            self.collect_classes(arg.value, &mut found, MAX_STEPS);
                        }
                        _ => found.push(Caught::Unknown(self.here(arg.value))),
                    }
                }
            }
        }
        found
    }

    /// The exception classes that a class expression names: one, a tuple, or what a variable holds.
    pub(crate) fn classes_in(&self, expr: ExprId) -> Vec<Caught> {
        let mut found = Vec::new();
        self.collect_classes(expr, &mut found, MAX_STEPS);
        found
    }

    fn collect_classes(&self, expr: ExprId, found: &mut Vec<Caught>, steps: u8) {
        match self.infer(expr).ty {
            Type::Symbol(name) => return found.push(Caught::Named(name)),
            Type::Class(class) => return found.push(Caught::Local(class)),
            _ if steps == 0 => return found.push(Caught::Unknown(self.here(expr))),
            _ => {}
        }
        match &self.ast[expr].kind {
            ExprKind::Tuple(items) | ExprKind::List(items) | ExprKind::Set(items) => {
                items.iter().for_each(|&item| self.collect_classes(item, found, steps - 1));
            }
            ExprKind::Starred(inner) => self.collect_classes(*inner, found, steps - 1),
            ExprKind::Binary { left, right, .. } => {
                [*left, *right].into_iter().for_each(|side| self.collect_classes(side, found, steps - 1));
            }
            _ => self.collect_sources_of_class(expr, found, steps),
        }
    }

    fn collect_sources_of_class(&self, expr: ExprId, found: &mut Vec<Caught>, steps: u8) {
        let sources = self.sources(expr);
        for &source in sources.exprs.iter().filter(|&&source| source != self.here(expr)) {
            let (model, source) = self.of(source);
            model.collect_classes(source, found, steps - 1);
        }
        if !sources.complete || sources.exprs.is_empty() || sources.exprs.contains(&self.here(expr)) {
            found.push(Caught::Unknown(self.here(expr)));
        }
    }

    /// How much a handler catches.
    pub fn breadth(&self, handler: Handler) -> Breadth {
        let breadths = self.caught(handler).into_iter().map(|class| match class {
            Caught::Named(name) if name == BASE_EXCEPTION => Breadth::Everything,
            Caught::Named(name) if name == EXCEPTION => Breadth::Exception,
            _ => Breadth::Narrow,
        });
        breadths.max().unwrap_or(Breadth::Narrow)
    }

    /// Whether a handler catches `Exception` or more, so that programming errors end in it too.
    pub fn is_broad(&self, handler: Handler) -> bool {
        self.breadth(handler) > Breadth::Narrow
    }

    /// Whether a class catches all exceptions that a program raises.
    pub fn is_catch_all(&self, class: &str) -> bool {
        class == EXCEPTION || class == BASE_EXCEPTION
    }

    /// Whether `class` (qualified) ends in the handler: it is caught, or a base of it is; `None` where that is not known.
    pub fn catches(&self, handler: Handler, class: &str) -> Option<bool> {
        let answers = self.caught(handler).into_iter().map(|caught| match caught {
            Caught::Named(base) if base == BASE_EXCEPTION => Some(true),
            Caught::Named(base) => self.catalog.is_subclass(class, &base),
            Caught::Local(_) => Some(false),
            Caught::Unknown(_) => None,
        });
        answers
            .reduce(|a, b| if a == Some(true) || b == Some(true) { Some(true) } else { a.and(b) })
            .unwrap_or(Some(false))
    }

    /// Whether an earlier clause of the same `try` takes an exception of `class`, so that it does not come to this one.
    pub(crate) fn is_caught_before(&self, handler: Handler, class: &Type) -> bool {
        let (Handler::Clause(stmt, number), Type::Symbol(class)) = (handler, class) else { return false };
        (0..number).any(|earlier| self.catches(Handler::Clause(stmt, earlier), class) == Some(true))
    }

    /// Whether a handler stands in `__del__`, whose exceptions nobody could receive.
    pub fn is_in_finalizer(&self, handler: Handler) -> bool {
        let function = self.function(self.handler_function(handler));
        function.class.is_some() && function.name == "__del__"
    }

    /// Whether a handler's body does nothing at all: `pass`, `...`, `continue` or a string.
    pub fn does_nothing(&self, handler: Handler) -> bool {
        self.handler_body(handler).iter().all(|&stmt| is_nothing(self.ast, stmt))
    }

    /// All statements of a handler's body, nested blocks included.
    pub(crate) fn handler_stmts(&self, handler: Handler) -> Vec<StmtId> {
        self.all_stmts(self.handler_body(handler))
    }

    /// Whether a statement lies in a loop of the same function.
    pub(crate) fn is_in_loop(&self, stmt: StmtId) -> bool {
        self.around(stmt).any(|(outer, _)| matches!(self.ast[outer].kind, StmtKind::For(_) | StmtKind::While { .. }))
    }
}
