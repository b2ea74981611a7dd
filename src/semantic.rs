//! The model of one file: names, types, calls, handlers, loops and control flow.
//!
//! [`Module`] is owned data, built without knowledge of other files. [`Model`] answers questions about it;
//! it remembers answers, so it belongs to one thread.

pub(crate) mod answer;
pub mod arguments;
pub mod callers;
pub mod cfg;
mod collection;
pub mod concurrency;
pub mod effect;
pub mod entry;
pub mod escape;
pub mod event_loop;
pub(crate) mod flow;
pub mod framework;
pub mod handler;
pub mod health;
pub mod include;
pub mod index;
pub mod infer;
pub(crate) mod limit;
pub mod lock;
pub mod mend;
pub mod mention;
pub(crate) mod origin;
pub mod program;
pub mod reach;
pub mod resolution;
pub mod responder;
pub mod response;
pub mod retry;
pub mod route;
pub mod setting;
pub mod timeout;

use crate::catalog::Catalog;
use crate::catalog::schema::{Function as Fact, Role};
use crate::source::{Source, Span};
use crate::syntax::ast::{Arg, Ast, ExprId, ExprKind, Name, StmtId, StmtKind};
use cfg::Cfg;
use index::{ClassId, FunctionId, Index, Part};
use infer::{Type, Value};
use program::{FileId, In, Program};
use rustc_hash::FxHashMap;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// One file, read: its text, its tree, and what binds what.
#[derive(Debug)]
pub struct Module {
    /// The text.
    pub source: Arc<Source>,
    pub(crate) ast: Ast,
    pub(crate) index: Index,
}

impl Module {
    /// Reads `source`; never fails.
    pub fn new(source: Arc<Source>) -> Self {
        let ast = crate::syntax::parse(source.text());
        let index = index::index(&ast);
        Self { source, ast, index }
    }

    /// Spans that could not be read.
    pub fn unread(&self) -> &[Span] {
        &self.ast.unread
    }

    /// Spans of these that are nested too deeply.
    pub fn too_deep(&self) -> &[Span] {
        &self.ast.deep
    }

    /// The comments in order.
    pub fn comments(&self) -> &[crate::syntax::ast::Comment] {
        &self.ast.comments
    }
}

/// Questions about one file of a program. A view that is cheap to make; what is found out stays with the program.
#[derive(Clone)]
pub struct Model<'a> {
    /// Which file.
    pub file: FileId,
    /// The file.
    pub module: &'a Module,
    /// What is known of libraries.
    pub catalog: &'a Catalog,
    /// All files.
    pub(crate) program: &'a Program<'a>,
    pub(crate) ast: &'a Ast,
    pub(crate) index: &'a Index,
    memory: Rc<Memory>,
}

/// The names that a scope imports, with what each means.
type Imports = Rc<[(Name, String)]>;

/// What each function waits for, by what of it is looked at.
type Waits = FxHashMap<(FunctionId, effect::Within), Rc<[effect::Wait]>>;

/// What was found out about one file.
#[derive(Default)]
struct Memory {
    types: RefCell<FxHashMap<ExprId, Value>>,
    globals: RefCell<FxHashMap<Name, Option<Value>>>,
    annotations: RefCell<FxHashMap<ExprId, Value>>,
    graphs: RefCell<FxHashMap<FunctionId, Rc<Cfg>>>,
    retries: RefCell<Option<Rc<[retry::Retry]>>>,
    settings: OnceCell<Vec<timeout::Setting>>,
    name_uses: OnceCell<FxHashMap<(index::ScopeId, Name), Vec<ExprId>>>,
    attribute_uses: OnceCell<FxHashMap<Name, Vec<ExprId>>>,
    imports: RefCell<FxHashMap<index::ScopeId, Imports>>,
    waits: RefCell<Waits>,
}

/// A call, and what is known of what it calls.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The call expression.
    pub expr: ExprId,
    /// What is called.
    pub callee: ExprId,
    /// The arguments.
    pub args: &'a [Arg],
    /// What it resolves to.
    pub value: Value,
    /// The library fact, if there is one.
    pub fact: Option<&'a Fact>,
    /// The qualified name of the library's function: `requests.Session.get`; empty when not a library's.
    pub name: String,
}

impl Call<'_> {
    /// Whether the callee has `role`.
    pub fn has_role(&self, role: Role) -> bool {
        self.fact.is_some_and(|fact| fact.role == Some(role))
    }
}

impl<'a> Model<'a> {
    /// The control flow of a function; a lambda's is empty.
    pub(crate) fn graph(&self, function: FunctionId) -> Rc<Cfg> {
        if let Some(graph) = self.memory.graphs.borrow().get(&function) {
            return Rc::clone(graph);
        }
        let body = &self.function(function).body;
        let graph = Rc::new(Cfg::build(self.ast, body, self));
        self.memory.graphs.borrow_mut().insert(function, Rc::clone(&graph));
        graph
    }

    /// Something of this file, as others see it.
    pub fn here<T>(&self, id: T) -> In<T> {
        In { file: self.file, id }
    }

    /// Something of the project with the model of its file.
    pub fn of<T>(&self, found: In<T>) -> (Self, T) {
        let model = if found.file == self.file { self.clone() } else { self.program.model(found.file) };
        (model, found.id)
    }

    /// Something of the project, if it is of this file.
    pub(crate) fn own<T>(&self, found: In<T>) -> Option<T> {
        (found.file == self.file).then_some(found.id)
    }

    /// A class.
    pub fn class(&self, id: ClassId) -> &'a index::Class {
        &self.index.classes[id.0 as usize]
    }

    /// A function.
    pub fn function(&self, id: FunctionId) -> &'a index::Function {
        &self.index.functions[id.0 as usize]
    }

    /// All functions, the module first.
    pub fn functions(&self) -> impl Iterator<Item = FunctionId> + use<> {
        (0..u32::try_from(self.index.functions.len()).expect("a file has fewer than 2^32 functions")).map(FunctionId)
    }

    /// The statements of a function's own code, nested blocks included, nested functions not.
    pub(crate) fn stmts_of(&self, function: FunctionId) -> &[StmtId] {
        &self.index.by_function[function.0 as usize]
    }

    /// All calls of the file, in evaluation order.
    pub fn calls(&self) -> impl Iterator<Item = Call<'a>> + '_ {
        self.index.calls.iter().filter_map(|&expr| self.call(expr))
    }

    /// The call that `expr` is.
    pub fn call(&self, expr: ExprId) -> Option<Call<'a>> {
        let ExprKind::Call { func, args } = &self.ast[expr].kind else { return None };
        let value = self.infer(*func);
        let (fact, name) = self.fact(&value.ty);
        Some(Call { expr, callee: *func, args, value, fact, name })
    }

    /// What the catalogue says of something callable, and its qualified name.
    pub fn fact(&self, ty: &Type) -> (Option<&'a Fact>, String) {
        match ty {
            Type::Symbol(name) => (self.catalog.callable(name), name.to_string()),
            Type::Method(class, method) => (self.catalog.method(class, method), format!("{class}.{method}")),
            Type::Class(class) => {
                let base = self.library_bases(*class).into_iter().find_map(|base| {
                    let fact = self.catalog.class(&base).map(|class| &class.constructor)?;
                    Some((Some(fact), base.to_string()))
                });
                base.unwrap_or_default()
            }
            _ => (None, String::new()),
        }
    }

    /// The function in whose code an expression stands: the innermost, lambdas included.
    pub fn function_of(&self, expr: ExprId) -> FunctionId {
        self.index.scopes[self.index.exprs[expr.0 as usize].scope.0 as usize].function
    }

    /// The statement that an expression belongs to.
    pub(crate) fn stmt_of(&self, expr: ExprId) -> StmtId {
        self.index.exprs[expr.0 as usize].stmt
    }

    /// The place of an expression.
    pub fn span(&self, expr: ExprId) -> Span {
        self.ast[expr].span
    }

    /// The innermost statement, compound ones by their header only, that holds `span`.
    fn innermost(&self, span: Span) -> Option<StmtId> {
        let starting = self.index.by_place.partition_point(|&stmt| self.ast[stmt].span.start <= span.start);
        let nearest = starting.checked_sub(1).map(|last| self.index.by_place[last]);
        // Statements lie in each other or apart: one that holds the place is the nearest before, or around it.
        let around = std::iter::successors(nearest, |&stmt| self.enclosing(stmt));
        around.into_iter().find(|&stmt| self.ast[stmt].span.contains(span))
    }

    /// The statement directly around another, be it a definition's.
    fn enclosing(&self, stmt: StmtId) -> Option<StmtId> {
        let home = &self.index.stmts[stmt.0 as usize];
        home.parent.map(|(outer, _)| outer).or_else(|| self.function(home.function).stmt)
    }

    /// Whether some of the function around a place could not be read: in it, or behind it where its block went on.
    pub fn is_partly_unread(&self, span: Span) -> bool {
        if self.ast.unread.is_empty() {
            return false;
        }
        let function = self.innermost(span).map_or(index::MODULE, |stmt| self.index.stmts[stmt.0 as usize].function);
        let Some(whole) = self.function(function).stmt.map(|stmt| self.ast[stmt].span) else { return false };
        let column = |byte: u32| self.module.source.position(byte).column;
        let next = self.index.by_place.partition_point(|&stmt| self.ast[stmt].span.start < whole.end);
        let next = self.index.by_place.get(next).map_or(u32::MAX, |&stmt| self.ast[stmt].span.start);
        let first = self.ast.unread.partition_point(|unread| unread.end <= whole.start);
        let behind = self.ast.unread[first..].iter().take_while(|unread| unread.start < next);
        behind.into_iter().any(|unread| unread.start < whole.end || column(unread.start) > column(whole.start))
    }

    /// The qualified name of the function around a place; empty at module level.
    pub fn function_at(&self, span: Span) -> String {
        let function = self.innermost(span).map_or(index::MODULE, |stmt| self.index.stmts[stmt.0 as usize].function);
        self.function(function).qualified.clone()
    }

    /// The lines of a place and of the statement around it, as far as a directive may stand there: the whole of a
    /// simple statement; of a compound one its header, decorators included, or the place alone where that lies behind.
    pub fn statement_at(&self, span: Span) -> Span {
        let Some(stmt) = self.innermost(span) else { return span };
        let whole = self.ast[stmt].span;
        let body = match &self.ast[stmt].kind {
            StmtKind::Function(definition) => definition.body.first().copied(),
            StmtKind::Class(definition) => definition.body.first().copied(),
            kind => blocks(kind).into_iter().flatten().next().copied(),
        };
        let Some(body) = body.map(|first| self.ast[first].span) else { return whole };
        if body.start < span.end {
            return span;
        }
        let written = self.own_exprs(stmt).into_iter().map(|expr| self.span(expr).end).filter(|end| *end <= body.start);
        let end = written.fold(span.end, u32::max);
        let colon = self.module.source.slice(Span::new(end, body.start)).find(':').unwrap_or(0);
        Span::new(whole.start, end + u32::try_from(colon).expect("a source is smaller than 4 GB"))
    }

    /// The text of an expression.
    pub fn text(&self, expr: ExprId) -> &'a str {
        self.module.source.slice(self.ast[expr].span)
    }

    /// The compound statements around a statement, innermost first, with the part in which it lies.
    pub(crate) fn around(&self, stmt: StmtId) -> impl Iterator<Item = (StmtId, Part)> + '_ {
        let parent = |stmt: StmtId| self.index.stmts[stmt.0 as usize].parent;
        std::iter::successors(parent(stmt), move |(outer, _)| parent(*outer))
    }

    /// The expressions around an expression, innermost first, up to its statement.
    pub(crate) fn wrappers(&self, expr: ExprId) -> impl Iterator<Item = ExprId> + '_ {
        let parent = |expr: ExprId| self.index.exprs[expr.0 as usize].parent;
        std::iter::successors(parent(expr), move |outer| parent(*outer))
    }

    /// All calls at or below an expression; not those in lambdas.
    pub(crate) fn calls_in(&self, expr: ExprId) -> Vec<ExprId> {
        let mut found = Vec::new();
        self.visit(expr, &mut |expr, kind| {
            if matches!(kind, ExprKind::Call { .. }) {
                found.push(expr);
            }
        });
        found
    }

    /// Visits an expression and what is in it, lambdas left out.
    pub(crate) fn visit(&self, expr: ExprId, see: &mut dyn FnMut(ExprId, &'a ExprKind)) {
        let kind = &self.ast[expr].kind;
        see(expr, kind);
        if matches!(kind, ExprKind::Lambda { .. }) {
            return;
        }
        for part in index::children(kind) {
            self.visit(part, see);
        }
    }

    /// The expressions that a statement evaluates itself, without those of nested statements.
    pub(crate) fn own_exprs(&self, stmt: StmtId) -> Vec<ExprId> {
        match &self.ast[stmt].kind {
            StmtKind::Expr(value) => vec![*value],
            StmtKind::Assign { targets, value } => std::iter::once(*value).chain(targets.iter().copied()).collect(),
            StmtKind::AugAssign { target, value, .. } => vec![*value, *target],
            StmtKind::AnnAssign { target, value, .. } => value.iter().copied().chain([*target]).collect(),
            StmtKind::Return(value) => value.iter().copied().collect(),
            StmtKind::Raise { exc, cause } => exc.iter().chain(cause).copied().collect(),
            StmtKind::Delete(targets) => targets.to_vec(),
            StmtKind::Assert { test, message } => std::iter::once(*test).chain(*message).collect(),
            StmtKind::If { test, .. } | StmtKind::While { test, .. } => vec![*test],
            StmtKind::For(parts) => vec![parts.iter, parts.target],
            StmtKind::With { items, .. } => {
                items.iter().flat_map(|item| std::iter::once(item.context).chain(item.target)).collect()
            }
            StmtKind::Match { subject, .. } => vec![*subject],
            StmtKind::Function(def) => def.decorators.to_vec(),
            StmtKind::Class(def) => {
                def.decorators.iter().copied().chain(def.args.iter().map(|arg| arg.value)).collect()
            }
            StmtKind::Other(parts) => parts.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The calls that a statement makes itself, in evaluation order.
    pub(crate) fn own_calls(&self, stmt: StmtId) -> Vec<ExprId> {
        self.own_exprs(stmt).into_iter().flat_map(|expr| self.calls_in(expr)).collect()
    }

    /// All statements of a block and of the blocks in it, nested functions and classes left out.
    pub(crate) fn all_stmts(&self, block: &[StmtId]) -> Vec<StmtId> {
        let mut found = Vec::new();
        let mut pending = block.iter().rev().copied().collect::<Vec<_>>();
        while let Some(stmt) = pending.pop() {
            found.push(stmt);
            let blocks = blocks(&self.ast[stmt].kind);
            pending.extend(blocks.into_iter().flatten().rev().copied());
        }
        found
    }
}

impl cfg::Oracle for Model<'_> {
    fn swallows(&self, context: ExprId) -> bool {
        self.call(context).is_some_and(|call| call.has_role(Role::Suppress))
    }

    fn raises_again(&self, with: StmtId) -> bool {
        self.is_raised_again_after(with)
    }

    fn never_returns(&self, call: ExprId) -> bool {
        let Some(call) = self.call(call) else { return false };
        let raises = |function| {
            let (model, function) = self.of(function);
            model.ends_by_raising(function)
        };
        call.has_role(Role::Exits) || call.value.ty.function().is_some_and(raises)
    }
}

/// The blocks directly inside a statement, in source order; a function's body is its own code and left out.
pub(crate) fn blocks(kind: &StmtKind) -> Vec<&[StmtId]> {
    match kind {
        StmtKind::If { body, orelse, .. } | StmtKind::While { body, orelse, .. } => vec![body, orelse],
        StmtKind::For(parts) => vec![&parts.body, &parts.orelse],
        StmtKind::Try(parts) => {
            let handlers = parts.handlers.iter().map(|handler| &*handler.body);
            std::iter::once(&*parts.body).chain(handlers).chain([&*parts.orelse, &*parts.finalbody]).collect()
        }
        StmtKind::With { body, .. } => vec![body],
        StmtKind::Match { cases, .. } => cases.iter().map(|case| &*case.body).collect(),
        _ => Vec::new(),
    }
}
