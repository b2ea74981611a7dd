//! Where an object comes from: which constructor made a client, and whether two expressions are the same object.

use super::Model;
use super::index::{Binding, BindingKind, ClassId, FunctionId, ScopeId};
use super::infer::Type;
use super::program::In;
use crate::syntax::ast::{ExprId, ExprKind, Name};
use rustc_hash::FxHashSet;

/// How many expressions are followed from a use back to what made the value.
const MAX_STEPS: usize = 200;

/// One thing that makes an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// This expression, a call as a rule.
    Expr(In<ExprId>),
    /// A part of what this expression gives: `server.accept()[0]`, `conn, _ = server.accept()`.
    Part(In<ExprId>),
    /// The parameter of that number.
    Parameter(In<FunctionId>, usize),
    /// Something that is not followed.
    Unknown,
}

/// What was found so far, and which expressions and modules' names were looked at: each once, so that cycles end.
#[derive(Default)]
struct Found {
    origins: Vec<Origin>,
    seen: FxHashSet<In<ExprId>>,
    names: FxHashSet<In<Name>>,
}

impl Found {
    fn push(&mut self, origin: Origin) {
        self.origins.push(origin);
    }
}

impl Model<'_> {
    /// What makes the object that `expr` is, on all ways to it; `None` is left out. Never empty.
    pub(crate) fn origins(&self, expr: ExprId) -> Vec<Origin> {
        let mut found = Found::default();
        self.collect_origins(expr, &mut found);
        let mut origins = found.origins;
        origins.sort_unstable();
        origins.dedup();
        if origins.is_empty() {
            origins.push(Origin::Unknown);
        }
        origins
    }

    fn collect_origins(&self, expr: ExprId, found: &mut Found) {
        if !found.seen.insert(self.here(expr)) {
            return;
        }
        if found.seen.len() > MAX_STEPS {
            return found.push(Origin::Unknown);
        }
        match &self.ast[expr].kind {
            ExprKind::None => {}
            ExprKind::Name(name) => self.name_origins(expr, name, found),
            ExprKind::Attribute { value, attr } => self.attribute_origins(expr, *value, attr, found),
            ExprKind::Await(inner) | ExprKind::Walrus { value: inner, .. } => {
                self.collect_origins(*inner, found);
            }
            ExprKind::Conditional { body: left, orelse: right, .. } | ExprKind::Logical { left, right, and: false } => {
                self.collect_origins(*left, found);
                self.collect_origins(*right, found);
            }
            ExprKind::Subscript { value, .. } if matches!(self.ast[*value].kind, ExprKind::Call { .. }) => {
                found.push(Origin::Part(self.here(*value)));
            }
            ExprKind::Call { func, .. } => self.result_origins(expr, *func, found),
            _ => found.push(Origin::Expr(self.here(expr))),
        }
    }

    fn name_origins(&self, expr: ExprId, name: &Name, found: &mut Found) {
        let Some(scope) = self.scope_of(expr, name) else { return found.push(Origin::Unknown) };
        self.reaching(expr, name, scope).into_iter().for_each(|binding| self.binding_origins(binding, scope, found));
    }

    fn binding_origins(&self, binding: &Binding, scope: ScopeId, found: &mut Found) {
        match &binding.kind {
            BindingKind::ImportFrom { module, level, name } => self.imported_origins(module, *level, name, found),
            BindingKind::Value(value) | BindingKind::Annotated(_, Some(value)) => {
                self.collect_origins(*value, found);
            }
            BindingKind::Entered { context, .. } => self.collect_origins(*context, found),
            BindingKind::Unpacked(value, position) => self.part_origins(*value, *position, found),
            BindingKind::Annotated(_, None) => {}
            BindingKind::Parameter(position) => {
                let function = self.here(self.index.scopes[scope.0 as usize].function);
                found.push(Origin::Parameter(function, *position));
            }
            _ => found.push(Origin::Unknown),
        }
    }

    /// Item `position` of what `value` is: of a tuple as written, also in an attribute.
    fn part_origins(&self, value: ExprId, position: usize, found: &mut Found) {
        let before = std::mem::take(&mut found.origins);
        self.collect_origins(value, found);
        for origin in std::mem::replace(&mut found.origins, before) {
            match origin {
                Origin::Expr(whole) => {
                    let (model, expr) = self.of(whole);
                    match &model.ast[expr].kind {
                        ExprKind::Tuple(items) | ExprKind::List(items) => match items.get(position) {
                            Some(&item) => model.collect_origins(item, found),
                            None => found.push(Origin::Unknown),
                        },
                        _ => found.push(Origin::Part(whole)),
                    }
                }
                _ => found.push(Origin::Unknown),
            }
        }
    }

    fn attribute_origins(&self, expr: ExprId, object: ExprId, attr: &Name, found: &mut Found) {
        let (Type::Object(class) | Type::Class(class)) = self.infer(object).ty else {
            return self.global_origins(expr, object, attr, found);
        };
        if let Some(method) = self.find_method(class, attr) {
            return self.returned_origins(method, found);
        }
        let bindings = self.attribute_bindings(class, attr);
        if bindings.is_empty() {
            found.push(Origin::Unknown);
        }
        for value in bindings {
            match value {
                Some(value) => {
                    let (model, value) = self.of(value);
                    model.collect_origins(value, found);
                }
                None => found.push(Origin::Unknown),
            }
        }
    }

    /// What makes a variable of another module of the project: `clients.session`.
    fn global_origins(&self, expr: ExprId, object: ExprId, attr: &Name, found: &mut Found) {
        match self.infer(object).ty {
            Type::Module(file) => self.program.model(file).module_origins(attr, found),
            _ => found.push(Origin::Expr(self.here(expr))),
        }
    }

    /// What makes what the module's own code binds to `name`.
    fn module_origins(&self, name: &Name, found: &mut Found) {
        let bindings = self.bindings(ScopeId(0), name);
        if bindings.is_empty() {
            return found.push(Origin::Unknown);
        }
        if !found.names.insert(self.here(name.clone())) {
            return;
        }
        bindings.iter().for_each(|binding| self.binding_origins(binding, ScopeId(0), found));
    }

    /// What makes what an import of the project binds.
    fn imported_origins(&self, module: &str, level: u32, name: &Name, found: &mut Found) {
        match self.program.find_imported(self.file, level, module) {
            Some(file) => self.program.model(file).module_origins(name, found),
            None => found.push(Origin::Unknown),
        }
    }

    fn returned_origins(&self, function: In<FunctionId>, found: &mut Found) {
        let (model, function) = self.of(function);
        model.return_values(function).into_iter().for_each(|value| model.collect_origins(value, found));
    }

    /// What a class, its bases and its subclasses in the file give to an attribute; `None` for what is not followed.
    pub(crate) fn attribute_bindings(&self, class: In<ClassId>, attr: &str) -> Vec<Option<In<ExprId>>> {
        let family = self.family(class);
        let bindings = family.into_iter().flat_map(|class| {
            let (model, id) = self.of(class);
            let bound = model.class(id).attributes.get(attr).into_iter().flatten();
            let plain = bound.filter(|binding| binding.value.is_some() || binding.annotation.is_none());
            plain.map(move |binding| binding.value.map(|value| model.here(value)))
        });
        bindings.collect()
    }

    /// A class, its bases, and the classes of this file that descend from it.
    fn family(&self, class: In<ClassId>) -> Vec<In<ClassId>> {
        let all = 0..u32::try_from(self.index.classes.len()).expect("a file has fewer than 2^32 classes");
        let descendants = all
            .map(|id| self.here(ClassId(id)))
            .filter(|&other| other != class && self.lineage(other).contains(&class));
        self.lineage(class).into_iter().chain(descendants).collect()
    }

    fn result_origins(&self, call: ExprId, func: ExprId, found: &mut Found) {
        match self.infer(func).ty {
            Type::Function(function) | Type::Bound(function) if self.returns_value(function) => {
                self.returned_origins(function, found);
            }
            _ => match self.passed_on(call) {
                Some(value) => self.collect_origins(value, found),
                None => found.push(Origin::Expr(self.here(call))),
            },
        }
    }

    /// Whether two expressions may be the same object: something that is known makes both.
    pub(crate) fn same_object(&self, one: &[Origin], other: &[Origin]) -> bool {
        one.iter().any(|origin| *origin != Origin::Unknown && other.contains(origin))
    }

    /// The object whose method a call calls.
    pub(crate) fn receiver(&self, callee: ExprId) -> Option<ExprId> {
        match self.ast[callee].kind {
            ExprKind::Attribute { value, .. } => Some(value),
            _ => None,
        }
    }
}
