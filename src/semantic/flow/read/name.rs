//! What names mean.

use super::super::{Key, Node, Shared, Thing, Watch};
use super::Reader;
use crate::semantic::index::{Binding, BindingKind, FunctionId, ScopeId};
use crate::semantic::infer::Type;
use crate::semantic::program::{FileId, In};
use crate::syntax::ast::{ExprId, ExprKind, Name, ParamKind};

impl<'a> Reader<'a, '_> {
    pub(super) fn named(&mut self, expr: ExprId, name: &Name) -> Option<Node> {
        let Some(scope) = self.model.scope_of(expr, name) else {
            let ty = self.model.infer(expr).ty;
            return self.of_type(&ty);
        };
        let bindings = self.model.reaching(expr, name, scope);
        let nodes = bindings.into_iter().filter_map(|binding| self.bound(binding, scope)).collect();
        self.joined(nodes)
    }

    /// The node of what `infer` knows for certain.
    fn of_type(&mut self, ty: &Type) -> Option<Node> {
        match *ty {
            Type::Function(function) => Some(self.function(function)),
            Type::Class(class) => Some(self.constant(Thing::Class(class))),
            Type::Module(file) => Some(self.constant(Thing::Module(file))),
            _ => None,
        }
    }

    /// What the name of a function means.
    pub(super) fn function(&mut self, function: In<FunctionId>) -> Node {
        let (model, id) = self.model.of(function);
        if model.function(id).decorators.is_empty() {
            self.constant(Thing::Function(function))
        } else {
            self.shared(Shared::Decorated(function))
        }
    }

    pub(super) fn bound(&mut self, binding: &'a Binding, scope: ScopeId) -> Option<Node> {
        let address = std::ptr::from_ref(binding).addr();
        if let Some(&node) = self.bindings.get(&address) {
            return node;
        }
        let node = self.bound_new(binding, scope);
        self.bindings.insert(address, node);
        node
    }

    fn bound_new(&mut self, binding: &'a Binding, scope: ScopeId) -> Option<Node> {
        match &binding.kind {
            BindingKind::Value(value) => self.node(*value),
            BindingKind::Annotated(annotation, value) => self.declared(*annotation, *value),
            BindingKind::Unpacked(value, position) => {
                let key = Key::Number(*position);
                self.node(*value).map(|whole| self.watched(whole, |to| Watch::Item { key, to }))
            }
            BindingKind::Iterated(value) => self.node(*value).map(|whole| self.watched(whole, |to| Watch::Each { to })),
            BindingKind::IteratedPart(value, position) => self.iterated_part(*value, *position),
            BindingKind::Entered { context, .. } => {
                self.node(*context).map(|context| self.watched(context, |to| Watch::Enter { to }))
            }
            BindingKind::Import(_) => {
                let ty = self.model.bound_value(binding, scope).ty;
                self.of_type(&ty)
            }
            BindingKind::ImportFrom { module, level, name } => self.imported(binding, scope, module, *level, name),
            BindingKind::Parameter(position) => {
                let function = self.model.index.scopes[scope.0 as usize].function;
                self.parameter(function, *position)
            }
            BindingKind::Function(function) => Some(self.function(self.model.here(*function))),
            BindingKind::Class(class) => Some(self.constant(Thing::Class(self.model.here(*class)))),
            _ => None,
        }
    }

    fn iterated_part(&mut self, value: ExprId, position: usize) -> Option<Node> {
        let whole = self.node(value)?;
        let each = self.watched(whole, |to| Watch::Each { to });
        let part = self.watched(each, |to| Watch::Item { key: Key::Number(position), to });
        if position == 1 {
            self.watch(whole, Watch::Second { to: part });
        }
        Some(part)
    }

    fn imported(&mut self, binding: &Binding, scope: ScopeId, module: &Name, level: u32, name: &Name) -> Option<Node> {
        match self.model.bound_value(binding, scope).ty {
            Type::Symbol(_) | Type::Method(..) => None,
            ty @ (Type::Function(_) | Type::Class(_) | Type::Module(_)) => self.of_type(&ty),
            _ => {
                let file = self.model.program.find_imported(self.model.file, level, module)?;
                Some(self.shared(Shared::Global(file, name.clone())))
            }
        }
    }

    /// What a module of the project has under a name.
    pub(super) fn exported(&mut self, file: FileId, name: &Name) -> Node {
        let value = self.model.member(&crate::semantic::infer::Value { ty: Type::Module(file), sure: true }, name);
        self.of_type(&value.ty).unwrap_or_else(|| self.shared(Shared::Global(file, name.clone())))
    }

    /// What a parameter holds.
    fn parameter(&mut self, id: FunctionId, position: usize) -> Option<Node> {
        let function = self.model.function(id);
        let here = self.model.here(id);
        let param = function.params.get(position)?;
        if let (0, Some(class)) = (position, function.class)
            && !self.model.is_decorated(id, "staticmethod")
        {
            let class = self.model.here(class);
            let of_class = self.model.is_decorated(id, "classmethod");
            return Some(self.constant(if of_class { Thing::Class(class) } else { Thing::Below(class) }));
        }
        match param.kind {
            ParamKind::Args => {
                self.shared(Shared::Rest(here));
                Some(self.constant(Thing::Rest(here)))
            }
            ParamKind::Kwargs => None,
            _ => Some(self.shared(Shared::Parameter(here, position))),
        }
    }

    /// What is assigned, else what the annotation declares.
    pub(super) fn declared(&mut self, annotation: ExprId, value: Option<ExprId>) -> Option<Node> {
        let given = value.and_then(|value| self.node(value));
        let declared = self.annotated(annotation).map(|thing| self.constant(thing));
        let (Some(given), Some(declared)) = (given, declared) else { return given.or(declared) };
        let to = self.fresh();
        self.copy(given, to);
        self.flow.fallbacks.push((declared, to));
        Some(to)
    }

    /// What an annotation declares.
    pub(super) fn annotated(&self, annotation: ExprId) -> Option<Thing> {
        match (self.model.annotation(annotation).ty, &self.model.ast[annotation].kind) {
            (Type::Object(class), _) => Some(Thing::Below(class)),
            (Type::Unknown, ExprKind::Subscript { index, .. }) => {
                let item = match &self.model.ast[*index].kind {
                    ExprKind::Tuple(items) => items.last().copied().unwrap_or(*index),
                    _ => *index,
                };
                match self.model.annotation(item).ty {
                    Type::Object(class) => Some(Thing::Each(class)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The parameter that a name is, if nothing else is bound to it.
    pub(super) fn as_parameter(&self, expr: ExprId) -> Option<(FunctionId, usize)> {
        let ExprKind::Name(name) = &self.model.ast[expr].kind else { return None };
        let scope = self.model.scope_of(expr, name)?;
        match self.model.bindings(scope, name) {
            [Binding { kind: BindingKind::Parameter(position), .. }] => {
                Some((self.model.index.scopes[scope.0 as usize].function, *position))
            }
            _ => None,
        }
    }
}
