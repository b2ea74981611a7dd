//! One walk over the tree: which function, scope and statement everything belongs to, and what binds each name.

use crate::source::Span;
use crate::syntax::ast::{
    Arg, ArgKind, Ast, Block, ClassDef, ExprId, ExprKind, FunctionDef, ImportItem, Name, Param, StmtId, StmtKind,
};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Index of a function in [`Index::functions`]; 0 is the module's own code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionId(pub u32);

/// Index of a class in [`Index::classes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u32);

/// Index of a scope in [`Index::scopes`]; 0 is the module's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScopeId(pub u32);

/// The module's own code.
pub const MODULE: FunctionId = FunctionId(0);

/// A function, a lambda, or the module's own code.
#[derive(Debug)]
pub struct Function {
    /// `fetch`; empty for the module and lambdas.
    pub name: Name,
    /// `Client.fetch`; empty for the module.
    pub qualified: String,
    /// The function around it; `None` for the module only.
    pub parent: Option<FunctionId>,
    /// The class whose body defines it.
    pub class: Option<ClassId>,
    /// The `def` statement.
    pub stmt: Option<StmtId>,
    /// The scope of its body.
    pub scope: ScopeId,
    /// `async def`
    pub is_async: bool,
    /// Whether it yields.
    pub is_generator: bool,
    /// The parameters in order.
    pub params: Box<[Param]>,
    /// The expressions behind `@`.
    pub decorators: Box<[ExprId]>,
    /// The name's place; empty for the module.
    pub name_span: Span,
    /// `-> annotation`
    pub returns: Option<ExprId>,
    /// The body; for a lambda see `value`.
    pub body: Block,
    /// A lambda's value.
    pub value: Option<ExprId>,
}

/// A class.
#[derive(Debug)]
pub struct Class {
    /// Its name.
    pub name: Name,
    /// `Outer.Inner`
    pub qualified: String,
    /// The statement.
    pub stmt: StmtId,
    /// The scope of its body.
    pub scope: ScopeId,
    /// The bases and keywords of the header.
    pub args: Box<[Arg]>,
    /// Methods by name; the last definition wins.
    pub methods: FxHashMap<Name, FunctionId>,
    /// What is assigned to `self.name` in any method, or to `name` in the class body.
    pub attributes: FxHashMap<Name, Vec<AttributeBinding>>,
}

/// One assignment to an attribute of a class's instances.
#[derive(Clone, Copy, Debug)]
pub struct AttributeBinding {
    /// What is assigned; `None` where it is not a plain assignment.
    pub value: Option<ExprId>,
    /// Its annotation.
    pub annotation: Option<ExprId>,
}

/// What kind of block a scope is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// The module.
    Module,
    /// A class body: not seen from the functions in it.
    Class(ClassId),
    /// A function or lambda.
    Function,
    /// A comprehension.
    Comprehension,
}

/// A block in which names are bound.
#[derive(Debug)]
pub struct Scope {
    /// What it is.
    pub kind: ScopeKind,
    /// The scope around it.
    pub parent: Option<ScopeId>,
    /// The function whose code runs in it.
    pub function: FunctionId,
    /// What binds each name, in source order.
    pub bindings: FxHashMap<Name, Vec<Binding>>,
    /// Names declared `global` or `nonlocal`, and the scope where they live.
    pub outer: FxHashMap<Name, ScopeId>,
}

/// One place that binds a name.
#[derive(Clone, Debug)]
pub struct Binding {
    /// How.
    pub kind: BindingKind,
    /// The statement that does it; `None` for parameters and comprehension targets.
    pub stmt: Option<StmtId>,
    /// The function in whose code it happens.
    pub function: FunctionId,
}

/// How a name is bound.
#[derive(Clone, Debug)]
pub enum BindingKind {
    /// `name = value`, `name := value`
    Value(ExprId),
    /// `name: annotation = value`
    Annotated(ExprId, Option<ExprId>),
    /// A name in a tuple target; the value and the position in it.
    Unpacked(ExprId, usize),
    /// `name += value`
    Augmented(ExprId),
    /// `for name in iter`, also in comprehensions.
    Iterated(ExprId),
    /// A name in a tuple target of a `for`; what is iterated and the position in each item.
    IteratedPart(ExprId, usize),
    /// `with context as name`
    Entered {
        /// The context manager.
        context: ExprId,
        /// `async with`
        is_async: bool,
    },
    /// `import path`: the module that the name then means.
    Import(Name),
    /// `from module import name`
    ImportFrom {
        /// The module's dotted path without its leading dots.
        module: Name,
        /// How many leading dots.
        level: u32,
        /// The name in the module.
        name: Name,
    },
    /// Parameter number so-and-so of the scope's function.
    Parameter(usize),
    /// `def`
    Function(FunctionId),
    /// `class`
    Class(ClassId),
    /// `except … as name`
    Caught,
    /// `del name`, match patterns, and anything else whose value is not followed.
    Opaque,
}

/// In which part of a compound statement a statement lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The first block: `if`, loops, `with`, `try`, `def`, `class`, a case.
    Body,
    /// The handler of that number.
    Handler(usize),
    /// The `else` block.
    Else,
    /// The `finally` block.
    Finally,
}

/// Where a statement stands.
#[derive(Clone, Copy, Debug)]
pub struct StmtHome {
    /// The function whose code it is.
    pub function: FunctionId,
    /// The scope in which its names are looked up.
    pub scope: ScopeId,
    /// The compound statement around it in the same function or class body.
    pub parent: Option<(StmtId, Part)>,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug)]
pub struct ExprHome {
    /// The scope in which its names are looked up.
    pub scope: ScopeId,
    /// The statement that it belongs to.
    pub stmt: StmtId,
    /// The expression that it is a part of.
    pub parent: Option<ExprId>,
}

/// Everything that the walk found.
#[derive(Debug)]
pub struct Index {
    /// Functions; the first is the module.
    pub functions: Vec<Function>,
    /// Classes in source order.
    pub classes: Vec<Class>,
    /// Scopes; the first is the module's.
    pub scopes: Vec<Scope>,
    /// By statement.
    pub stmts: Vec<StmtHome>,
    /// The statements of each function's own code, nested blocks included, nested functions not.
    pub by_function: Vec<Vec<StmtId>>,
    /// The statements by where they start, outer ones before inner ones.
    pub by_place: Vec<StmtId>,
    /// By expression.
    pub exprs: Vec<ExprHome>,
    /// Calls in evaluation order.
    pub calls: Vec<ExprId>,
    /// `from module import *`
    pub star_imports: Vec<(Name, u32)>,
    /// Attributes that are assigned on something else than `self`: `session.request = …`.
    pub patched: Vec<(ExprId, Name, ExprId)>,
    /// The annotations of attributes of something else than `self`: `g.session: Session = …`.
    pub declared: Vec<(ExprId, Name, ExprId)>,
}

/// Walks `ast`.
pub fn index(ast: &Ast) -> Index {
    let home = StmtHome { function: MODULE, scope: ScopeId(0), parent: None };
    let nowhere = ExprHome { scope: ScopeId(0), stmt: StmtId(0), parent: None };
    let mut walk = Walk {
        ast,
        index: Index {
            functions: vec![module_function(ast)],
            classes: Vec::new(),
            scopes: vec![scope(ScopeKind::Module, None, MODULE)],
            stmts: vec![home; ast.stmts.len()],
            by_function: Vec::new(),
            by_place: by_place(ast),
            exprs: vec![nowhere; ast.exprs.len()],
            calls: Vec::new(),
            star_imports: Vec::new(),
            patched: Vec::new(),
            declared: Vec::new(),
        },
        place: Place { function: MODULE, scope: ScopeId(0), class: None },
    };
    walk.block(&ast.body, None);
    let mut index = walk.index;
    index.by_function = by_function(&index);
    index
}

/// Inner statements are stored before outer ones, which tells those apart that have the same place.
fn by_place(ast: &Ast) -> Vec<StmtId> {
    let mut stmts = (0..number(ast.stmts.len())).map(StmtId).collect::<Vec<_>>();
    stmts.sort_unstable_by_key(|&stmt| (ast[stmt].span.start, Reverse((ast[stmt].span.end, stmt.0))));
    stmts
}

fn by_function(index: &Index) -> Vec<Vec<StmtId>> {
    let mut stmts = vec![Vec::new(); index.functions.len()];
    for (position, home) in index.stmts.iter().enumerate() {
        stmts[home.function.0 as usize].push(StmtId(number(position)));
    }
    stmts
}

fn module_function(ast: &Ast) -> Function {
    Function {
        name: Name::default(),
        qualified: String::new(),
        parent: None,
        class: None,
        stmt: None,
        scope: ScopeId(0),
        is_async: false,
        is_generator: false,
        params: Box::default(),
        decorators: Box::default(),
        name_span: Span::default(),
        returns: None,
        body: ast.body.clone(),
        value: None,
    }
}

fn scope(kind: ScopeKind, parent: Option<ScopeId>, function: FunctionId) -> Scope {
    Scope { kind, parent, function, bindings: FxHashMap::default(), outer: FxHashMap::default() }
}

fn number(length: usize) -> u32 {
    u32::try_from(length).expect("a file of at most 4 GiB has fewer than 2^32 of anything")
}

/// Where the walk stands.
#[derive(Clone, Copy)]
struct Place {
    function: FunctionId,
    scope: ScopeId,
    class: Option<ClassId>,
}

struct Walk<'a> {
    ast: &'a Ast,
    index: Index,
    place: Place,
}

impl Walk<'_> {
    fn block(&mut self, block: &[StmtId], parent: Option<(StmtId, Part)>) {
        for &stmt in block {
            self.index.stmts[stmt.0 as usize] =
                StmtHome { function: self.place.function, scope: self.place.scope, parent };
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, id: StmtId) {
        let ast = self.ast;
        match &ast[id].kind {
            StmtKind::Expr(value) => self.expr(*value, id, None),
            StmtKind::Assign { targets, value } => {
                self.expr(*value, id, None);
                for &target in targets {
                    self.target(target, id, Some(BindingKind::Value(*value)));
                }
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(*value, id, None);
                self.target(*target, id, Some(BindingKind::Augmented(*value)));
            }
            StmtKind::AnnAssign { target, annotation, value } => {
                self.expr(*annotation, id, None);
                if let Some(value) = *value {
                    self.expr(value, id, None);
                }
                self.target(*target, id, Some(BindingKind::Annotated(*annotation, *value)));
            }
            StmtKind::Return(value) => value.iter().for_each(|&value| self.expr(value, id, None)),
            StmtKind::Raise { exc, cause } => exc.iter().chain(cause).for_each(|&part| self.expr(part, id, None)),
            StmtKind::Delete(targets) => targets.iter().for_each(|&target| self.target(target, id, None)),
            StmtKind::Assert { test, message } => {
                self.expr(*test, id, None);
                if let Some(message) = *message {
                    self.expr(message, id, None);
                }
            }
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
            StmtKind::Global(names) => names.iter().for_each(|name| self.declare(name, true)),
            StmtKind::Nonlocal(names) => names.iter().for_each(|name| self.declare(name, false)),
            StmtKind::Import(items) => items.iter().for_each(|item| self.import(item, id)),
            StmtKind::ImportFrom { module, level, items } => self.import_from(module, *level, items, id),
            StmtKind::If { test, body, orelse } | StmtKind::While { test, body, orelse, .. } => {
                self.expr(*test, id, None);
                self.block(body, Some((id, Part::Body)));
                self.block(orelse, Some((id, Part::Else)));
            }
            StmtKind::For(parts) => {
                self.expr(parts.iter, id, None);
                self.target(parts.target, id, Some(BindingKind::Iterated(parts.iter)));
                self.block(&parts.body, Some((id, Part::Body)));
                self.block(&parts.orelse, Some((id, Part::Else)));
            }
            StmtKind::Try(parts) => self.try_stmt(parts, id),
            StmtKind::With { is_async, items, body } => {
                for item in items {
                    self.expr(item.context, id, None);
                    let kind = BindingKind::Entered { context: item.context, is_async: *is_async };
                    item.target.iter().for_each(|&target| self.target(target, id, Some(kind.clone())));
                }
                self.block(body, Some((id, Part::Body)));
            }
            StmtKind::Match { subject, cases } => {
                self.expr(*subject, id, None);
                for case in cases {
                    case.bindings.iter().for_each(|&name| self.target(name, id, None));
                    case.values.iter().chain(&case.guard).for_each(|&value| self.expr(value, id, None));
                    self.block(&case.body, Some((id, Part::Body)));
                }
            }
            StmtKind::Function(def) => self.function(def, id),
            StmtKind::Class(def) => self.class(def, id),
            StmtKind::Other(parts) => parts.iter().for_each(|&part| self.expr(part, id, None)),
        }
    }

    fn try_stmt(&mut self, parts: &crate::syntax::ast::Try, id: StmtId) {
        self.block(&parts.body, Some((id, Part::Body)));
        for (number, handler) in parts.handlers.iter().enumerate() {
            handler.class.iter().for_each(|&class| self.expr(class, id, None));
            handler.name.iter().for_each(|name| self.bind(name, BindingKind::Caught, Some(id)));
            self.block(&handler.body, Some((id, Part::Handler(number))));
        }
        self.block(&parts.orelse, Some((id, Part::Else)));
        self.block(&parts.finalbody, Some((id, Part::Finally)));
    }

    fn declare(&mut self, name: &Name, global: bool) {
        let home = if global { Some(ScopeId(0)) } else { self.enclosing_function_scope() };
        if let Some(home) = home {
            self.index.scopes[self.place.scope.0 as usize].outer.insert(name.clone(), home);
        }
    }

    /// The scope of the nearest function around the present one.
    fn enclosing_function_scope(&self) -> Option<ScopeId> {
        let mut scope = self.index.scopes[self.place.scope.0 as usize].parent?;
        while !matches!(self.index.scopes[scope.0 as usize].kind, ScopeKind::Function) {
            scope = self.index.scopes[scope.0 as usize].parent?;
        }
        Some(scope)
    }

    fn import(&mut self, item: &ImportItem, stmt: StmtId) {
        let (name, path) = if let Some(alias) = &item.alias {
            (alias.clone(), item.path.clone())
        } else {
            let top = Name::from(item.path.split('.').next().unwrap_or(""));
            (top.clone(), top)
        };
        self.bind(&name, BindingKind::Import(path), Some(stmt));
    }

    fn import_from(&mut self, module: &Name, level: u32, items: &[ImportItem], stmt: StmtId) {
        if items.is_empty() {
            self.index.star_imports.push((module.clone(), level));
        }
        for item in items {
            let kind = BindingKind::ImportFrom { module: module.clone(), level, name: item.path.clone() };
            self.bind(item.alias.as_ref().unwrap_or(&item.path), kind, Some(stmt));
        }
    }

    fn bind(&mut self, name: &Name, kind: BindingKind, stmt: Option<StmtId>) {
        let here = &self.index.scopes[self.place.scope.0 as usize];
        let scope = here.outer.get(name).copied().unwrap_or(self.place.scope);
        let binding = Binding { kind, stmt, function: self.place.function };
        if let (ScopeKind::Class(class), Some(attribute)) =
            (self.index.scopes[scope.0 as usize].kind, attribute_of(&binding.kind))
        {
            self.index.classes[class.0 as usize].attributes.entry(name.clone()).or_default().push(attribute);
        }
        self.index.scopes[scope.0 as usize].bindings.entry(name.clone()).or_default().push(binding);
    }

    /// Binds the names in `target`; `kind` is how a plain name there is bound, `None` for what is not followed.
    fn target(&mut self, target: ExprId, stmt: StmtId, kind: Option<BindingKind>) {
        self.home(target, stmt, None);
        let kind = kind.unwrap_or(BindingKind::Opaque);
        match &self.ast[target].kind {
            ExprKind::Name(name) => self.bind(name, kind, Some(stmt)),
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                for (position, &item) in items.iter().enumerate() {
                    let part = match &kind {
                        BindingKind::Value(value) => BindingKind::Unpacked(*value, position),
                        BindingKind::Iterated(iter) => BindingKind::IteratedPart(*iter, position),
                        _ => BindingKind::Opaque,
                    };
                    self.target(item, stmt, Some(part));
                }
            }
            ExprKind::Starred(inner) => self.target(*inner, stmt, None),
            ExprKind::Attribute { value, attr } => {
                self.expr(*value, stmt, Some(target));
                self.bind_attribute(*value, attr, &kind);
            }
            _ => self.parts(target, stmt),
        }
    }

    fn bind_attribute(&mut self, object: ExprId, attr: &Name, kind: &BindingKind) {
        let attribute = attribute_of(kind).unwrap_or(AttributeBinding { value: None, annotation: None });
        if let Some(class) = self.class_of_self(object) {
            self.index.classes[class.0 as usize].attributes.entry(attr.clone()).or_default().push(attribute);
        } else {
            self.index.patched.extend(attribute.value.map(|value| (object, attr.clone(), value)));
            self.index.declared.extend(attribute.annotation.map(|annotation| (object, attr.clone(), annotation)));
        }
    }

    /// The class whose instance (or which itself) `object` is: the first parameter of a method around.
    fn class_of_self(&self, object: ExprId) -> Option<ClassId> {
        let ExprKind::Name(name) = &self.ast[object].kind else { return None };
        let mut function = &self.index.functions[self.place.function.0 as usize];
        loop {
            if let Some(class) = function.class {
                return (function.params.first()?.name == *name).then_some(class);
            }
            function = &self.index.functions[function.parent?.0 as usize];
        }
    }

    fn home(&mut self, expr: ExprId, stmt: StmtId, parent: Option<ExprId>) {
        self.index.exprs[expr.0 as usize] = ExprHome { scope: self.place.scope, stmt, parent };
    }

    fn expr(&mut self, id: ExprId, stmt: StmtId, parent: Option<ExprId>) {
        self.home(id, stmt, parent);
        match &self.ast[id].kind {
            ExprKind::Lambda { params, body } => self.lambda(id, params, *body, stmt),
            ExprKind::Comprehension { key, element, clauses, .. } => {
                self.comprehension(id, *key, *element, clauses, stmt);
            }
            ExprKind::Walrus { target, value } => {
                self.expr(*value, stmt, Some(id));
                self.target(*target, stmt, Some(BindingKind::Value(*value)));
            }
            ExprKind::Call { .. } => {
                self.parts(id, stmt);
                self.index.calls.push(id);
            }
            ExprKind::Yield(_) | ExprKind::YieldFrom(_) => {
                self.index.functions[self.place.function.0 as usize].is_generator = true;
                self.parts(id, stmt);
            }
            _ => self.parts(id, stmt),
        }
    }

    fn parts(&mut self, id: ExprId, stmt: StmtId) {
        for part in children(&self.ast[id].kind) {
            self.expr(part, stmt, Some(id));
        }
    }

    fn inside(&mut self, place: Place, walk: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.place, place);
        walk(self);
        self.place = outer;
    }

    fn new_scope(&mut self, kind: ScopeKind, function: FunctionId) -> ScopeId {
        let id = ScopeId(number(self.index.scopes.len()));
        self.index.scopes.push(scope(kind, Some(self.place.scope), function));
        id
    }

    fn comprehension(
        &mut self,
        id: ExprId,
        key: Option<ExprId>,
        element: ExprId,
        clauses: &[crate::syntax::ast::Clause],
        stmt: StmtId,
    ) {
        let scope = self.new_scope(ScopeKind::Comprehension, self.place.function);
        self.inside(Place { scope, ..self.place }, |walk| {
            for clause in clauses {
                walk.expr(clause.iter, stmt, Some(id));
                walk.target(clause.target, stmt, Some(BindingKind::Iterated(clause.iter)));
                clause.conditions.iter().for_each(|&condition| walk.expr(condition, stmt, Some(id)));
            }
            key.iter().chain([&element]).for_each(|&part| walk.expr(part, stmt, Some(id)));
        });
    }

    fn defaults(&mut self, params: &[Param], stmt: StmtId, parent: Option<ExprId>) {
        for part in params.iter().flat_map(|param| param.annotation.iter().chain(&param.default)) {
            self.expr(*part, stmt, parent);
        }
    }

    fn bind_params(&mut self, params: &[Param]) {
        for (number, param) in params.iter().enumerate() {
            self.bind(&param.name, BindingKind::Parameter(number), None);
        }
    }

    fn lambda(&mut self, id: ExprId, params: &[Param], body: ExprId, stmt: StmtId) {
        self.defaults(params, stmt, Some(id));
        let function = FunctionId(number(self.index.functions.len()));
        let scope = self.new_scope(ScopeKind::Function, function);
        self.index.functions.push(Function {
            name: Name::default(),
            qualified: self.qualified("<lambda>"),
            parent: Some(self.place.function),
            stmt: None,
            scope,
            params: params.into(),
            name_span: self.ast[id].span,
            value: Some(body),
            body: Box::default(),
            ..module_function(&Ast::default())
        });
        self.inside(Place { function, scope, class: None }, |walk| {
            walk.bind_params(params);
            walk.expr(body, stmt, Some(id));
        });
    }

    fn qualified(&self, name: &str) -> String {
        let outer = match self.place.class {
            Some(class) => &self.index.classes[class.0 as usize].qualified,
            None => &self.index.functions[self.place.function.0 as usize].qualified,
        };
        if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") }
    }

    fn function(&mut self, def: &FunctionDef, stmt: StmtId) {
        def.decorators.iter().chain(&def.returns).for_each(|&part| self.expr(part, stmt, None));
        self.defaults(&def.params, stmt, None);
        let id = FunctionId(number(self.index.functions.len()));
        let scope = self.new_scope(ScopeKind::Function, id);
        self.index.functions.push(Function {
            name: def.name.clone(),
            qualified: self.qualified(&def.name),
            parent: Some(self.place.function),
            class: self.place.class,
            stmt: Some(stmt),
            scope,
            is_async: def.is_async,
            is_generator: false,
            params: def.params.clone(),
            decorators: def.decorators.clone(),
            name_span: def.name_span,
            returns: def.returns,
            body: def.body.clone(),
            value: None,
        });
        self.bind(&def.name, BindingKind::Function(id), Some(stmt));
        if let Some(class) = self.place.class {
            self.index.classes[class.0 as usize].methods.insert(def.name.clone(), id);
        }
        self.inside(Place { function: id, scope, class: None }, |walk| {
            walk.bind_params(&def.params);
            walk.block(&def.body, None);
        });
    }

    fn class(&mut self, def: &ClassDef, stmt: StmtId) {
        def.decorators.iter().for_each(|&part| self.expr(part, stmt, None));
        def.args.iter().for_each(|arg| self.expr(arg.value, stmt, None));
        let id = ClassId(number(self.index.classes.len()));
        let scope = self.new_scope(ScopeKind::Class(id), self.place.function);
        self.index.classes.push(Class {
            name: def.name.clone(),
            qualified: self.qualified(&def.name),
            stmt,
            scope,
            args: def.args.clone(),
            methods: FxHashMap::default(),
            attributes: FxHashMap::default(),
        });
        self.bind(&def.name, BindingKind::Class(id), Some(stmt));
        self.inside(Place { scope, class: Some(id), ..self.place }, |walk| {
            walk.block(&def.body, Some((stmt, Part::Body)));
        });
    }
}

fn attribute_of(kind: &BindingKind) -> Option<AttributeBinding> {
    match kind {
        BindingKind::Value(value) => Some(AttributeBinding { value: Some(*value), annotation: None }),
        BindingKind::Annotated(annotation, value) => {
            Some(AttributeBinding { value: *value, annotation: Some(*annotation) })
        }
        _ => None,
    }
}

/// The expressions directly inside one, in evaluation order; a lambda's and a comprehension's included.
pub fn children(kind: &ExprKind) -> Vec<ExprId> {
    match kind {
        ExprKind::Name(_)
        | ExprKind::Str(_)
        | ExprKind::Bytes
        | ExprKind::Number(_)
        | ExprKind::Bool(_)
        | ExprKind::None
        | ExprKind::Ellipsis => Vec::new(),
        ExprKind::Attribute { value, .. }
        | ExprKind::Not(value)
        | ExprKind::Unary { operand: value, .. }
        | ExprKind::Await(value)
        | ExprKind::YieldFrom(value)
        | ExprKind::Starred(value) => vec![*value],
        ExprKind::Yield(value) => value.iter().copied().collect(),
        ExprKind::Call { func, args } => std::iter::once(*func).chain(args.iter().map(|arg| arg.value)).collect(),
        ExprKind::FString(parts)
        | ExprKind::Tuple(parts)
        | ExprKind::List(parts)
        | ExprKind::Set(parts)
        | ExprKind::Slice(parts)
        | ExprKind::Other(parts) => parts.to_vec(),
        ExprKind::Binary { left, right, .. } | ExprKind::Logical { left, right, .. } => vec![*left, *right],
        ExprKind::Compare { first, rest } => std::iter::once(*first).chain(rest.iter().map(|part| part.1)).collect(),
        ExprKind::Conditional { test, body, orelse } => vec![*test, *body, *orelse],
        ExprKind::Lambda { params, body } => {
            let defaults = params.iter().filter_map(|param| param.default);
            defaults.chain([*body]).collect()
        }
        ExprKind::Dict(pairs) => pairs.iter().flat_map(|(key, value)| key.iter().copied().chain([*value])).collect(),
        ExprKind::Comprehension { key, element, clauses, .. } => {
            let clauses = clauses
                .iter()
                .flat_map(|clause| [clause.iter, clause.target].into_iter().chain(clause.conditions.iter().copied()));
            clauses.chain(*key).chain([*element]).collect()
        }
        ExprKind::Subscript { value, index } => vec![*value, *index],
        ExprKind::Walrus { target, value } => vec![*target, *value],
    }
}

/// The value of keyword `name`, if it is given by name.
pub fn keyword(args: &[Arg], name: &str) -> Option<ExprId> {
    args.iter().find(|arg| matches!(&arg.kind, ArgKind::Keyword(given) if given == name)).map(|arg| arg.value)
}
