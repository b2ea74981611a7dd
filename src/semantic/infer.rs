//! What an expression is: types, as far as they are followed.
//!
//! Reach: imports and aliases, star imports by `__all__`, assignments (the ones that can reach the use), `with … as`,
//! walrus, tuple targets, annotations (also strings, `Optional`, `Union`, `|`, `Annotated`), `fastapi.Depends` as a
//! default, `self.x` set in any method, constructors, what a function returns, `functools.partial`, `super()`, library
//! bases. Anything else is [`Type::Unknown`].

use super::Model;
use super::cfg::{ENTRY, NodeId, NodeKind};
use super::index::{AttributeBinding, Binding, BindingKind, ClassId, FunctionId, ScopeId, ScopeKind};
use super::program::{FileId, In};
use crate::catalog::schema::{Meaning, Role};
use crate::syntax::ast::{BinaryOp, ExprId, ExprKind, Name, StmtId, StmtKind};

/// What an expression evaluates to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Type {
    /// Nothing is known.
    #[default]
    Unknown,
    /// `None`
    None,
    /// Something outside the file by its qualified name: a module, a class, a function.
    Symbol(Name),
    /// An instance of a library's (or builtin) class; `"A, B"` for a tuple of two.
    Instance(Name),
    /// A method of an instance of a library's class: class, name.
    Method(Name, Name),
    /// A module of the project.
    Module(FileId),
    /// A function of the project.
    Function(In<FunctionId>),
    /// A method of the project, on an instance.
    Bound(In<FunctionId>),
    /// A class of the project.
    Class(In<ClassId>),
    /// An instance of a class of the project.
    Object(In<ClassId>),
    /// `super()` in a method of that class.
    Super(In<ClassId>),
    /// A collection whose items are declared to be of one type.
    Items(Box<Type>),
    /// A mapping whose values are declared to be of one type.
    Values(Box<Type>),
}

impl Type {
    /// The project's function or method that it is.
    pub fn function(&self) -> Option<In<FunctionId>> {
        match self {
            Self::Function(function) | Self::Bound(function) => Some(*function),
            _ => None,
        }
    }
}

/// A type, and whether it rests on what was resolved alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// The type.
    pub ty: Type,
    /// `false` where it rests on a customary name, or another possible value is unknown.
    pub sure: bool,
}

impl Value {
    /// This value where something is known of it, else another.
    fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        if self.ty == Type::Unknown { other() } else { self }
    }

    fn sure(ty: Type) -> Self {
        Self { ty, sure: true }
    }

    fn unknown() -> Self {
        Self::default()
    }

    /// What is left when the value is one or the other.
    fn or(self, other: Self) -> Self {
        match (&self.ty, &other.ty) {
            (a, b) if a == b => Self { sure: self.sure && other.sure, ty: self.ty },
            (Type::None, _) => other,
            (_, Type::None) => self,
            (Type::Unknown, _) => Self { sure: false, ..other },
            (_, Type::Unknown) => Self { sure: false, ..self },
            _ => Self::unknown(),
        }
    }
}

/// How deep one question may lead to others.
const MAX_DEPTH: u32 = 48;
/// How many nodes are looked at to find the bindings that reach a use.
const MAX_SEARCH: usize = 2_000;
/// How many bases are followed; a cycle ends here.
const MAX_BASES: usize = 16;

impl<'a> Model<'a> {
    /// What `expr` evaluates to.
    pub fn infer(&self, expr: ExprId) -> Value {
        if let Some(known) = self.memory.types.borrow().get(&expr) {
            return known.clone();
        }
        if self.program.depth.get() >= MAX_DEPTH {
            return Value::unknown();
        }
        self.program.depth.set(self.program.depth.get() + 1);
        self.memory.types.borrow_mut().insert(expr, Value::unknown());
        let value = self.customary(expr, self.infer_new(expr));
        self.program.depth.set(self.program.depth.get() - 1);
        self.memory.types.borrow_mut().insert(expr, value.clone());
        value
    }

    /// An unknown value under a customary name (`logger`, `self.log`) is taken for what the name says.
    fn customary(&self, expr: ExprId, value: Value) -> Value {
        if value.ty != Type::Unknown && !self.is_foreign(&value.ty) {
            return value;
        }
        let name = match &self.ast[expr].kind {
            ExprKind::Name(name) => name,
            ExprKind::Attribute { attr, .. } => attr,
            _ => return value,
        };
        match self.catalog.customary_class(name) {
            Some(class) => Value { ty: Type::Instance(class.into()), sure: false },
            None => value,
        }
    }

    /// Whether a symbol belongs to no library that the catalogue knows.
    fn is_foreign(&self, ty: &Type) -> bool {
        matches!(ty, Type::Symbol(name) if self.catalog.library_of(name).is_none() && !self.is_builtin(name))
    }

    fn is_builtin(&self, name: &str) -> bool {
        let name = self.catalog.canonical(name);
        !name.contains('.') && (self.catalog.callable(&name).is_some() || self.catalog.is_exception(&name))
    }

    fn infer_new(&self, expr: ExprId) -> Value {
        match &self.ast[expr].kind {
            ExprKind::Name(name) => self.infer_name(expr, name),
            ExprKind::Attribute { value, attr } => self.attribute(*value, attr),
            ExprKind::Call { func, .. } => self.result(expr, *func),
            ExprKind::Await(value) => self.infer(*value),
            ExprKind::Walrus { value, .. } => self.infer(*value),
            ExprKind::Conditional { body, orelse, .. } => self.infer(*body).or(self.infer(*orelse)),
            ExprKind::Logical { left, and: false, right } => self.infer(*left).or(self.infer(*right)),
            ExprKind::Logical { right, and: true, .. } => self.infer(*right),
            ExprKind::Subscript { value, index } => self.subscripted(*value, *index),
            ExprKind::None => Value::sure(Type::None),
            ExprKind::Str(_) | ExprKind::FString(_) => Value::sure(Type::Instance("str".into())),
            ExprKind::Bytes => Value::sure(Type::Instance("bytes".into())),
            ExprKind::Number(_) => Value::sure(Type::Instance("int".into())),
            ExprKind::Bool(_) => Value::sure(Type::Instance("bool".into())),
            ExprKind::List(_) => Value::sure(Type::Instance("list".into())),
            ExprKind::Dict(_) => Value::sure(Type::Instance("dict".into())),
            ExprKind::Set(_) => Value::sure(Type::Instance("set".into())),
            ExprKind::Tuple(_) => Value::sure(Type::Instance("tuple".into())),
            _ => Value::unknown(),
        }
    }

    /// What an attribute is: a member, or what an annotation of it in the file says where the object is a library's.
    fn attribute(&self, object: ExprId, attr: &Name) -> Value {
        let owner = self.infer(object);
        let declared = match &owner.ty {
            Type::Symbol(name) if self.catalog.library_of(name).is_some() => self.declared_attribute(name, attr),
            _ => None,
        };
        declared.unwrap_or_else(|| self.member(&owner, attr))
    }

    /// What an annotation says that stands where an attribute of something of a library is assigned (`g.session: Session`).
    fn declared_attribute(&self, owner: &Name, attr: &Name) -> Option<Value> {
        let mut declared = self.index.declared.iter().filter(|(_, name, _)| name == attr);
        let same = |object: ExprId| matches!(self.infer(object).ty, Type::Symbol(name) if name == *owner);
        declared.find(|(object, ..)| same(*object)).map(|(.., annotation)| self.annotation(*annotation))
    }

    /// An item of a tuple, by its number.
    fn subscripted(&self, value: ExprId, index: ExprId) -> Value {
        match self.ast[index].kind {
            ExprKind::Number(0.0) => self.unpacked(value, 0),
            ExprKind::Number(1.0) => self.unpacked(value, 1),
            _ => self.parametrized(value),
        }
        .or_else(|| self.item_at(value))
    }

    /// A class or function with its type parameters given: `Queue[str]`.
    fn parametrized(&self, generic: ExprId) -> Value {
        let value = self.infer(generic);
        let callable = matches!(value.ty, Type::Symbol(_)) && self.fact(&value.ty).0.is_some();
        if callable { value } else { Value::unknown() }
    }

    fn infer_name(&self, expr: ExprId, name: &Name) -> Value {
        let Some(scope) = self.scope_of(expr, name) else {
            return self.star_imported(name).unwrap_or_else(|| self.unbound(name));
        };
        let values = self.reaching(expr, name, scope).into_iter().map(|binding| self.bound_value(binding, scope));
        values.reduce(Value::or).unwrap_or_default()
    }

    /// What a name that the file binds nowhere means: a builtin, or a library by custom.
    fn unbound(&self, name: &Name) -> Value {
        if self.is_builtin(name) {
            return Value::sure(Type::Symbol(self.catalog.canonical(name).into()));
        }
        match self.catalog.customary_module(name) {
            Some(module) if self.index.star_imports.is_empty() => {
                Value { ty: Type::Symbol(module.into()), sure: false }
            }
            _ => Value::unknown(),
        }
    }

    /// The scope that binds `name` for a use at `expr`; class bodies are not seen from inside their functions.
    pub(crate) fn scope_of(&self, expr: ExprId, name: &Name) -> Option<ScopeId> {
        self.scope_from(self.index.exprs[expr.0 as usize].scope, name)
    }

    fn scope_from(&self, start: ScopeId, name: &Name) -> Option<ScopeId> {
        let mut current = Some(start);
        while let Some(id) = current {
            let scope = &self.index.scopes[id.0 as usize];
            let visible = id == start || !matches!(scope.kind, ScopeKind::Class(_));
            if let Some(home) = scope.outer.get(name).filter(|_| visible) {
                return self.index.scopes[home.0 as usize].bindings.contains_key(name).then_some(*home);
            }
            if visible && scope.bindings.contains_key(name) {
                return Some(id);
            }
            current = scope.parent;
        }
        None
    }

    /// All bindings of `name` in a scope.
    pub(crate) fn bindings(&self, scope: ScopeId, name: &Name) -> &'a [Binding] {
        self.index.scopes[scope.0 as usize].bindings.get(name).map_or(&[], Vec::as_slice)
    }

    /// The bindings of `name` in `scope` that can reach the use at `expr`.
    pub(crate) fn reaching(&self, expr: ExprId, name: &Name, scope: ScopeId) -> Vec<&'a Binding> {
        let all = self.bindings(scope, name);
        if let [BindingKind::Import(first), ..] = all.iter().map(|binding| &binding.kind).collect::<Vec<_>>()[..]
            && all.iter().all(|binding| matches!(&binding.kind, BindingKind::Import(path) if path == first))
        {
            // `import a` and `import a.b` bind the same.
            return vec![&all[0]];
        }
        let home = self.index.exprs[expr.0 as usize];
        let function = self.index.scopes[home.scope.0 as usize].function;
        let same =
            self.index.scopes[scope.0 as usize].function == function && all.iter().all(|b| b.function == function);
        if all.len() < 2 || !same {
            return all.iter().collect();
        }
        if let Some(binding) = self.bound_earlier_in_statement(expr, all) {
            return vec![binding];
        }
        let found = self.search_back(function, home.stmt, all);
        if found.is_empty() { all.iter().collect() } else { found }
    }

    /// A walrus in the same statement, before the use.
    fn bound_earlier_in_statement(&self, expr: ExprId, all: &'a [Binding]) -> Option<&'a Binding> {
        let home = self.index.exprs[expr.0 as usize];
        all.iter().rev().find(|binding| match binding.kind {
            BindingKind::Value(value) if binding.stmt == Some(home.stmt) => {
                let walrus = self.index.exprs[value.0 as usize].parent;
                walrus.is_some_and(|walrus| self.span(walrus).end <= self.span(expr).start)
            }
            _ => false,
        })
    }

    fn search_back(&self, function: FunctionId, stmt: StmtId, all: &'a [Binding]) -> Vec<&'a Binding> {
        let graph = self.graph(function);
        let mut seen = rustc_hash::FxHashSet::default();
        let starts = graph.of(stmt).iter().filter(|node| !matches!(graph[**node].kind, NodeKind::Handler(..)));
        let mut pending = starts.flat_map(|&node| graph[node].previous.clone()).collect::<Vec<_>>();
        let mut found: Vec<&Binding> = Vec::new();
        while let Some(node) = pending.pop() {
            if !seen.insert(node) {
                continue;
            }
            if seen.len() > MAX_SEARCH {
                return all.iter().collect();
            }
            match all.iter().rfind(|binding| binds_at(binding, node, graph[node].kind)) {
                Some(binding) if found.iter().any(|known| std::ptr::eq(*known, binding)) => {}
                Some(binding) => found.push(binding),
                None => pending.extend(&graph[node].previous),
            }
        }
        found
    }

    /// What a binding gives its name.
    pub(crate) fn bound_value(&self, binding: &Binding, scope: ScopeId) -> Value {
        match &binding.kind {
            BindingKind::Value(value) => self.infer(*value),
            BindingKind::Annotated(annotation, value) => self.annotated(*annotation, *value),
            BindingKind::Unpacked(value, position) => self.unpacked(*value, *position),
            BindingKind::Entered { context, .. } => self.entered(*context),
            BindingKind::Import(path) => self.imported(path),
            BindingKind::ImportFrom { module, level, name } => self.imported_from(module, *level, name),
            BindingKind::Iterated(iter) => self.item_of(*iter),
            BindingKind::IteratedPart(iter, 1) => self.second_of(*iter),
            BindingKind::Parameter(position) => self.parameter(scope, *position),
            BindingKind::Function(function) => Value::sure(Type::Function(self.here(*function))),
            BindingKind::Class(class) => Value::sure(Type::Class(self.here(*class))),
            _ => Value::unknown(),
        }
    }

    /// What a dotted name means for an import in this file: a module of the project, or something outside of it.
    fn imported(&self, path: &str) -> Value {
        match self.program.find_module(self.file, path) {
            Some(file) => Value::sure(Type::Module(file)),
            None => Value::sure(Type::Symbol(self.catalog.canonical(path).into())),
        }
    }

    fn imported_from(&self, module: &str, level: u32, name: &str) -> Value {
        match self.program.find_imported(self.file, level, module) {
            Some(file) => self.exported(file, name),
            None if level == 0 => self.imported(&joined(module, name)),
            // A namespace package has no file of its own, its modules do.
            None => {
                let module = self.program.find_imported(self.file, level, &joined(module, name));
                module.map(module_value).unwrap_or_default()
            }
        }
    }

    /// What a dotted name in a string means, as an import of it would.
    pub(crate) fn named_type(&self, dotted: &str) -> Type {
        dotted.rsplit_once('.').map_or(Type::Unknown, |(module, name)| self.imported_from(module, 0, name).ty)
    }

    /// What a module of the project has under `name`: what it binds, or a module in it.
    fn exported(&self, file: FileId, name: &str) -> Value {
        let model = self.program.model(file);
        let bound = model.global(name);
        match self.program.find_in(file, name) {
            Some(module) if bound.as_ref().is_none_or(|bound| bound.ty == Type::Unknown) => module_value(module),
            _ => bound.unwrap_or_default(),
        }
    }

    /// What the module's own code binds to `name`, by itself or with a star import; `None` where it does not.
    fn global(&self, name: &str) -> Option<Value> {
        if let Some(known) = self.memory.globals.borrow().get(name) {
            return known.clone();
        }
        // A cycle of imports gives nothing more.
        self.memory.globals.borrow_mut().insert(name.into(), Some(Value::unknown()));
        let scope = ScopeId(0);
        let bindings = self.bindings(scope, &name.into()).iter();
        let values = bindings.map(|binding| self.bound_value(binding, scope));
        let value = values.reduce(Value::or).or_else(|| self.star_imported(name));
        self.memory.globals.borrow_mut().insert(name.into(), value.clone());
        value
    }

    /// What star imports from modules of the project bind to `name`.
    fn star_imported(&self, name: &str) -> Option<Value> {
        self.index.star_imports.iter().rev().find_map(|(module, level)| {
            let model = self.program.model(self.program.find_imported(self.file, *level, module)?);
            if model.exports(name) { model.global(name) } else { None }
        })
    }

    /// Whether a star import from the file takes `name`: what `__all__` lists, or all that is not private.
    pub(crate) fn exports(&self, name: &str) -> bool {
        let bindings = self.bindings(ScopeId(0), &"__all__".into()).iter();
        let listed = bindings.map(|binding| match binding.kind {
            BindingKind::Value(list) | BindingKind::Augmented(list) | BindingKind::Annotated(_, Some(list)) => {
                self.listed(list, name)
            }
            _ => None,
        });
        let listed = listed.reduce(|one, other| Some(one? || other?)).flatten();
        listed.unwrap_or(!name.starts_with('_'))
    }

    /// Whether a list of strings has `name`; `None` where it is not all written out.
    fn listed(&self, list: ExprId, name: &str) -> Option<bool> {
        let (ExprKind::List(items) | ExprKind::Tuple(items)) = &self.ast[list].kind else { return None };
        let texts = items.iter().map(|&item| match &self.ast[item].kind {
            ExprKind::Str(text) => Some(text.as_str() == name),
            _ => None,
        });
        texts.reduce(|one, other| Some(one? || other?)).unwrap_or(Some(false))
    }

    fn annotated(&self, annotation: ExprId, value: Option<ExprId>) -> Value {
        let declared = self.annotation(annotation);
        match value {
            Some(value) if declared.ty == Type::Unknown => self.infer(value),
            _ => declared,
        }
    }

    fn unpacked(&self, value: ExprId, position: usize) -> Value {
        if let ExprKind::Tuple(items) | ExprKind::List(items) = &self.ast[value].kind {
            return items.get(position).map(|&item| self.infer(item)).unwrap_or_default();
        }
        if let Some(value) = self.unpacked_attribute(value, position) {
            return value;
        }
        let Value { ty: Type::Instance(name), sure } = self.infer(value) else { return Value::unknown() };
        match name.split(", ").nth(position) {
            Some(part) if name.contains(", ") && part != "_" => Value { ty: Type::Instance(part.into()), sure },
            _ => Value::unknown(),
        }
    }

    /// Item `position` of the tuples that are assigned to an attribute.
    fn unpacked_attribute(&self, value: ExprId, position: usize) -> Option<Value> {
        let ExprKind::Attribute { value: object, attr } = &self.ast[value].kind else { return None };
        let Type::Object(class) = self.infer(*object).ty else { return None };
        let assigned = self.attribute_bindings(class, attr).into_iter().filter_map(|value| {
            let (model, value) = self.of(value?);
            match &model.ast[value].kind {
                ExprKind::None => None,
                ExprKind::Tuple(items) => Some(items.get(position).map(|&item| model.infer(item)).unwrap_or_default()),
                _ => Some(Value::unknown()),
            }
        });
        assigned.reduce(Value::or)
    }

    fn entered(&self, context: ExprId) -> Value {
        let value = self.infer(context);
        match &value.ty {
            Type::Instance(class) => match self.catalog.class(class).and_then(|class| class.enters.as_ref()) {
                Some(enters) => Value { ty: Type::Instance(enters.as_str().into()), sure: value.sure },
                None => value,
            },
            Type::Object(class) => {
                let enter = self.find_method(*class, "__enter__").or_else(|| self.find_method(*class, "__aenter__"));
                enter.map_or(value, |enter| self.returned_by(enter))
            }
            _ => value,
        }
    }

    fn parameter(&self, scope: ScopeId, position: usize) -> Value {
        let id = self.index.scopes[scope.0 as usize].function;
        let function = self.function(id);
        let Some(param) = function.params.get(position) else { return Value::unknown() };
        if let (0, Some(class)) = (position, function.class) {
            return Value::sure(if self.is_decorated(id, "classmethod") {
                Type::Class(self.here(class))
            } else {
                Type::Object(self.here(class))
            });
        }
        if let Some(annotation) = param.annotation {
            return self.annotation(annotation);
        }
        if let Some(provider) = param.default.and_then(|default| self.injected_by(default)) {
            return self.returned_by(provider);
        }
        match param.default.map(|default| self.infer(default)) {
            Some(Value { ty: ty @ Type::Symbol(_), .. }) => Value { ty, sure: false },
            _ => Value::unknown(),
        }
    }

    /// The function of the project that a framework calls for a parameter whose default names it (`Depends(session)`).
    fn injected_by(&self, default: ExprId) -> Option<In<FunctionId>> {
        let call = self.call(default).filter(|call| call.has_role(Role::RequestHook))?;
        self.infer(self.meant_value(&call, Meaning::Target)?).ty.function()
    }

    /// Whether a function stands under a decorator that resolves to the library function `name`.
    pub(crate) fn is_decorated(&self, function: FunctionId, name: &str) -> bool {
        self.function(function)
            .decorators
            .iter()
            .any(|&decorator| matches!(self.infer(decorator).ty, Type::Symbol(symbol) if symbol == name))
    }

    /// The instance that an annotation declares.
    pub(crate) fn annotation(&self, expr: ExprId) -> Value {
        match &self.ast[expr].kind {
            ExprKind::Str(text) => self.quoted_annotation(expr, text),
            ExprKind::Binary { left, op: BinaryOp::BitOr, right } => self.annotation(*left).or(self.annotation(*right)),
            ExprKind::None => Value::sure(Type::None),
            ExprKind::Subscript { value, index } => match self.infer(*value).ty {
                Type::Symbol(name) if name.ends_with(".Optional") => self.annotation(*index),
                Type::Symbol(name) if name.ends_with(".Annotated") => self.annotation(self.first_item(*index)),
                Type::Symbol(name) if name.ends_with(".Union") => self.any_of(*index),
                Type::Symbol(name) => self.collection(&name, *index),
                _ => Value::unknown(),
            },
            _ => self.instance(self.infer(expr)).or_else(|| self.aliased(expr)),
        }
    }

    /// What the name of a type alias declares whose value is no class: `type Perhaps = Session | None`.
    fn aliased(&self, expr: ExprId) -> Value {
        let sources = self.sources(expr);
        let [alias] = sources.exprs[..] else { return Value::unknown() };
        let (model, alias) = self.of(alias);
        let kind = &model.ast[alias].kind;
        let is_type = matches!(kind, ExprKind::Str(_) | ExprKind::Binary { .. } | ExprKind::Subscript { .. });
        if !sources.complete || !is_type || self.program.depth.get() >= MAX_DEPTH {
            return Value::unknown();
        }
        self.program.depth.set(self.program.depth.get() + 1);
        let value = match kind {
            ExprKind::Str(_) => model.annotation(alias),
            _ => model.remembered(alias, || model.annotation(alias)),
        };
        self.program.depth.set(self.program.depth.get() - 1);
        value
    }

    /// The instance that each of several annotations declares.
    fn any_of(&self, annotations: ExprId) -> Value {
        match &self.ast[annotations].kind {
            ExprKind::Tuple(items) => {
                items.iter().map(|&item| self.annotation(item)).reduce(Value::or).unwrap_or_default()
            }
            _ => self.annotation(annotations),
        }
    }

    fn first_item(&self, expr: ExprId) -> ExprId {
        match &self.ast[expr].kind {
            ExprKind::Tuple(items) => items.first().copied().unwrap_or(expr),
            _ => expr,
        }
    }

    /// The instance that a string annotation declares.
    fn quoted_annotation(&self, expr: ExprId, text: &str) -> Value {
        self.remembered(expr, || self.instance(self.named(expr, text)))
    }

    /// What an annotation declares, worked out once; what is declared by itself stays unknown.
    fn remembered(&self, expr: ExprId, declared: impl FnOnce() -> Value) -> Value {
        if let Some(known) = self.memory.annotations.borrow().get(&expr) {
            return known.clone();
        }
        self.memory.annotations.borrow_mut().insert(expr, Value::unknown());
        let value = declared();
        self.memory.annotations.borrow_mut().insert(expr, value.clone());
        value
    }

    /// What a dotted name in a string annotation resolves to.
    fn named(&self, at: ExprId, text: &str) -> Value {
        let text = text.trim().trim_end_matches("| None").trim_start_matches("None |").trim();
        let inner = text.strip_suffix(']').and_then(|text| text.split_once("Optional["));
        let text =
            inner.filter(|(module, _)| module.is_empty() || module.ends_with('.')).map_or(text, |(_, inner)| inner);
        let mut parts = text.split('.');
        let first = Name::from(parts.next().unwrap_or(""));
        let Some(scope) = self.scope_of(at, &first) else { return self.unbound(&first) };
        let bound = self.bindings(scope, &first).iter().map(|binding| self.bound_value(binding, scope));
        let start = bound.reduce(Value::or).unwrap_or_default();
        parts.fold(start, |value, part| self.member(&value, part))
    }

    fn instance(&self, class: Value) -> Value {
        let ty = match class.ty {
            Type::Symbol(name) if self.catalog.class(&name).is_some() => Type::Instance(name),
            Type::Class(class) => Type::Object(class),
            _ => Type::Unknown,
        };
        Value { ty, sure: class.sure }
    }

    /// Attribute `attr` of a value.
    pub(crate) fn member(&self, value: &Value, attr: &str) -> Value {
        let found = match &value.ty {
            Type::Symbol(name) => self.imported(&joined(name, attr)),
            Type::Module(file) => self.exported(*file, attr),
            Type::Instance(class) => self.library_member(class, attr),
            Type::Object(class) => self.object_member(*class, attr),
            Type::Class(class) => self.class_member(*class, attr),
            Type::Super(class) => self.inherited_member(*class, attr),
            Type::Function(function) => self.decorated_member(*function, attr),
            Type::Items(_) => self.library_member(&"list".into(), attr),
            Type::Values(_) => self.library_member(&"dict".into(), attr),
            _ => Value::unknown(),
        };
        Value { sure: found.sure && value.sure, ..found }
    }

    /// An attribute of what a library's decorator makes of a function (`group.command`).
    fn decorated_member(&self, function: In<FunctionId>, attr: &str) -> Value {
        let (model, function) = self.of(function);
        let made = model.function(function).decorators.iter().find_map(|&decorator| {
            let callee = model.call(decorator).map_or(decorator, |call| call.callee);
            model.fact(&model.infer(callee).ty).0?.returns.as_deref()
        });
        made.map(|class| self.library_member(&class.into(), attr)).unwrap_or_default()
    }

    fn library_member(&self, class: &Name, attr: &str) -> Value {
        if self.catalog.method(class, attr).is_some() {
            return Value::sure(Type::Method(class.clone(), attr.into()));
        }
        match self.catalog.attribute(class, attr) {
            Some(class) => Value::sure(Type::Instance(class.into())),
            None => Value::unknown(),
        }
    }

    fn object_member(&self, class: In<ClassId>, attr: &str) -> Value {
        for base in self.lineage(class) {
            let (model, id) = self.of(base);
            let class = model.class(id);
            if let Some(&method) = class.methods.get(attr) {
                return model.method_value(method);
            }
            if let Some(values) = class.attributes.get(attr) {
                return model.attribute_value(values);
            }
            if let [Binding { kind: BindingKind::Class(inner), .. }] = model.bindings(class.scope, &attr.into()) {
                return Value::sure(Type::Class(model.here(*inner)));
            }
        }
        let bases = self.library_bases(class);
        bases
            .iter()
            .map(|base| self.library_member(base, attr))
            .find(|value| value.ty != Type::Unknown)
            .unwrap_or_default()
    }

    /// A method read on an instance: bound, or what a property gives.
    fn method_value(&self, method: FunctionId) -> Value {
        if self.runs_on_read(method) { self.returned(method) } else { Value::sure(Type::Bound(self.here(method))) }
    }

    /// Whether reading a method as an attribute runs it; the setter of a property bears its name.
    pub(crate) fn runs_on_read(&self, method: FunctionId) -> bool {
        let this = self.function(method);
        this.decorators.iter().any(|&decorator| match &self.ast[decorator].kind {
            ExprKind::Attribute { value, .. } if matches!(&self.ast[*value].kind, ExprKind::Name(name) if *name == this.name) => true,
            _ => matches!(self.infer(decorator).ty, Type::Symbol(name) if name == "property" || name == "functools.cached_property"),
        })
    }

    fn attribute_value(&self, values: &[AttributeBinding]) -> Value {
        let values = values.iter().map(|binding| match binding.annotation {
            Some(annotation) => self.annotated(annotation, binding.value),
            None => binding.value.map(|value| self.infer(value)).unwrap_or_default(),
        });
        values.reduce(Value::or).unwrap_or_default()
    }

    fn class_member(&self, class: In<ClassId>, attr: &str) -> Value {
        match self.find_method(class, attr) {
            Some(method) => Value::sure(Type::Bound(method)),
            None => self.object_member(class, attr),
        }
    }

    fn inherited_member(&self, class: In<ClassId>, attr: &str) -> Value {
        let mut inherited = self.lineage(class).into_iter().skip(1);
        if let Some(method) = inherited.find_map(|base| self.method_of(base, attr)) {
            return Value::sure(Type::Bound(method));
        }
        let bases = self.library_bases(class);
        bases
            .iter()
            .map(|base| self.library_member(base, attr))
            .find(|value| value.ty != Type::Unknown)
            .unwrap_or_default()
    }

    /// The method `name` that a class itself defines.
    pub(crate) fn method_of(&self, class: In<ClassId>, name: &str) -> Option<In<FunctionId>> {
        let (model, id) = self.of(class);
        model.class(id).methods.get(name).map(|&method| model.here(method))
    }

    /// The method `name` of a class of the project or of its bases there.
    pub(crate) fn find_method(&self, class: In<ClassId>, name: &str) -> Option<In<FunctionId>> {
        self.lineage(class).into_iter().find_map(|class| self.method_of(class, name))
    }

    /// A class and its bases in the project, in the order in which Python looks methods up.
    pub(crate) fn lineage(&self, class: In<ClassId>) -> Vec<In<ClassId>> {
        self.linearized(class, &mut Vec::new())
    }

    /// The lineage of a class below `around`.
    fn linearized(&self, class: In<ClassId>, around: &mut Vec<In<ClassId>>) -> Vec<In<ClassId>> {
        if around.contains(&class) || around.len() >= MAX_BASES {
            return Vec::new();
        }
        let bases = self.bases(class).into_iter();
        let bases = bases.filter_map(|base| if let Type::Class(base) = base { Some(base) } else { None });
        let bases = bases.collect::<Vec<_>>();
        around.push(class);
        let mut orders = bases.iter().map(|&base| self.linearized(base, around)).collect::<Vec<_>>();
        around.pop();
        orders.push(bases);
        std::iter::once(class).chain(merged(orders)).collect()
    }

    /// The library classes from which a class of the project descends.
    pub(crate) fn library_bases(&self, class: In<ClassId>) -> Vec<Name> {
        let bases = self.lineage(class).into_iter().flat_map(|class| self.bases(class));
        let named = bases.filter_map(|base| if let Type::Symbol(name) = base { Some(name) } else { None });
        named.filter(|name| self.catalog.class(name).is_some()).collect()
    }

    /// Whether a base of the class is something that is not known.
    pub(crate) fn has_unknown_base(&self, class: In<ClassId>) -> bool {
        self.lineage(class).into_iter().flat_map(|class| self.bases(class)).any(|base| match base {
            Type::Class(_) => false,
            Type::Symbol(name) => {
                name != "object" && self.catalog.class(&name).is_none() && !self.catalog.is_exception(&name)
            }
            _ => true,
        })
    }

    pub(crate) fn bases(&self, class: In<ClassId>) -> Vec<Type> {
        let (model, id) = self.of(class);
        let args = &model.class(id).args;
        let positional = args.iter().filter(|arg| arg.kind == crate::syntax::ast::ArgKind::Positional);
        positional.map(|arg| model.infer(model.unsubscripted(arg.value)).ty).collect()
    }

    fn unsubscripted(&self, expr: ExprId) -> ExprId {
        match self.ast[expr].kind {
            ExprKind::Subscript { value, .. } => value,
            _ => expr,
        }
    }

    /// What a call gives.
    fn result(&self, call: ExprId, func: ExprId) -> Value {
        if let Some(value) = self.taken_out(func) {
            return value;
        }
        let callee = self.infer(func);
        let (fact, name) = self.fact(&callee.ty);
        let ty = match (&callee.ty, fact) {
            (Type::Class(class), _) => Type::Object(*class),
            (Type::Function(function) | Type::Bound(function), _) => {
                let value = self.returned_by(*function);
                return Value { sure: value.sure && callee.sure, ..value };
            }
            (Type::Symbol(symbol), _) if symbol == "super" => return self.super_value(call),
            (_, Some(fact)) if fact.role == Some(Role::Partial) => return self.first_argument(call),
            (_, Some(fact)) if fact.role == Some(Role::Passes) => return self.passed_value(call),
            (_, Some(fact)) => match &fact.returns {
                Some(returns) => Type::Instance(returns.as_str().into()),
                None => Type::Unknown,
            },
            (Type::Symbol(_), None) if self.catalog.is_exception(&name) => Type::Instance(name.into()),
            _ => Type::Unknown,
        };
        Value { ty, sure: callee.sure }
    }

    /// The value that a call gives back: as it is declared there, else as it is.
    fn passed_value(&self, call: ExprId) -> Value {
        let declared = self.call(call).and_then(|call| self.meant_value(&call, Meaning::Declared));
        let declared = declared.map(|annotation| self.annotation(annotation)).unwrap_or_default();
        match self.passed_on(call) {
            Some(value) if declared.ty == Type::Unknown => self.infer(value),
            _ => declared,
        }
    }

    fn first_argument(&self, call: ExprId) -> Value {
        let ExprKind::Call { args, .. } = &self.ast[call].kind else { return Value::unknown() };
        args.first().map(|arg| self.infer(arg.value)).unwrap_or_default()
    }

    fn super_value(&self, call: ExprId) -> Value {
        let mut function = Some(self.function_of(call));
        while let Some(id) = function {
            if let Some(class) = self.function(id).class {
                return Value::sure(Type::Super(self.here(class)));
            }
            function = self.function(id).parent;
        }
        Value::unknown()
    }

    /// What a function of the project returns.
    pub(crate) fn returned_by(&self, function: In<FunctionId>) -> Value {
        let (model, id) = self.of(function);
        model.returned(id)
    }

    /// What a function of the file returns, by its `return` statements, else by its annotation.
    pub(crate) fn returned(&self, id: FunctionId) -> Value {
        let function = self.function(id);
        if let Some(value) = function.value {
            return self.infer(value);
        }
        if self.is_generator_not_context(id) {
            return Value::unknown();
        }
        let values = self.return_values(id).into_iter().map(|value| self.infer(value));
        let inferred = values.reduce(Value::or).unwrap_or_default();
        match function.returns {
            Some(annotation) if inferred.ty == Type::Unknown => self.annotation(annotation),
            _ => inferred,
        }
    }

    /// Whether a function of the project returns a value.
    pub(crate) fn returns_value(&self, function: In<FunctionId>) -> bool {
        let (model, function) = self.of(function);
        !model.return_values(function).is_empty()
    }

    /// Whether a function of the project yields.
    pub(crate) fn is_generator(&self, function: In<FunctionId>) -> bool {
        let (model, function) = self.of(function);
        model.function(function).is_generator
    }

    fn is_generator_not_context(&self, id: FunctionId) -> bool {
        self.function(id).is_generator
    }

    /// The values of a function's `return` statements.
    pub(crate) fn return_values(&self, id: FunctionId) -> Vec<ExprId> {
        let returned = self.stmts_of(id).iter().filter_map(|&stmt| match self.ast[stmt].kind {
            StmtKind::Return(value) => value,
            _ => None,
        });
        returned.collect()
    }
}

/// Joins orders of classes into one that keeps each (C3); where Python would refuse, the first class goes first.
fn merged(mut orders: Vec<Vec<In<ClassId>>>) -> Vec<In<ClassId>> {
    let mut all = Vec::new();
    loop {
        orders.retain(|order| !order.is_empty());
        let mut heads = orders.iter().map(|order| order[0]);
        let free = heads.clone().find(|head| orders.iter().all(|order| !order[1..].contains(head)));
        let Some(next) = free.or_else(|| heads.next()) else { return all };
        all.push(next);
        orders.iter_mut().for_each(|order| order.retain(|class| *class != next));
    }
}

fn joined(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}.{name}") }
}

fn module_value(file: FileId) -> Value {
    Value::sure(Type::Module(file))
}

fn binds_at(binding: &Binding, node: NodeId, kind: NodeKind) -> bool {
    match binding.stmt {
        None => node == ENTRY,
        Some(stmt) if kind.stmt() == Some(stmt) => match binding.kind {
            BindingKind::Caught => matches!(kind, NodeKind::Handler(..)),
            _ => !matches!(kind, NodeKind::Dispatch(_)),
        },
        Some(_) => false,
    }
}
