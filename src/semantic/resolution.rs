//! What calls and decorators resolve to, counted: how much of a file the model knows.

use super::Model;
use super::index::{Binding, BindingKind, ScopeId};
use super::infer::Type;
use super::program::In;
use crate::syntax::ast::{ExprId, ExprKind, Name};

/// What is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resolution {
    /// Something of the project.
    Project,
    /// Something of a library that the catalogue describes.
    Catalog,
    /// A builtin, or something of the standard library.
    Standard,
    /// Something of a library that is imported and that the catalogue does not describe.
    External,
    /// It is not known.
    Unknown,
}

/// How far values are followed back.
const MAX_STEPS: u8 = 12;

impl Resolution {
    /// What holds where it is one or the other: known only if both are.
    fn or(self, other: Self) -> Self {
        if self == other { self } else { self.max(other) }
    }
}

impl Model<'_> {
    /// What each call and each decorator of the file resolves to, by the expression that is called.
    pub fn resolutions(&self) -> Vec<(ExprId, Resolution)> {
        let calls = self.index.calls.iter().filter_map(|&call| match self.ast[call].kind {
            ExprKind::Call { func, .. } => Some(func),
            _ => None,
        });
        let decorators = self.index.functions.iter().flat_map(|function| function.decorators.iter().copied());
        let bare = decorators.filter(|&decorator| !matches!(self.ast[decorator].kind, ExprKind::Call { .. }));
        calls.chain(bare).map(|callee| (callee, self.resolution(callee, MAX_STEPS))).collect()
    }

    /// What something that is called resolves to.
    pub fn resolution_of(&self, callee: ExprId) -> Resolution {
        self.resolution(callee, MAX_STEPS)
    }

    fn resolution(&self, callee: ExprId, steps: u8) -> Resolution {
        match self.infer(callee).ty {
            Type::Function(_) | Type::Bound(_) | Type::Class(_) | Type::Object(_) | Type::Module(_) => {
                Resolution::Project
            }
            Type::Symbol(name) | Type::Method(name, _) | Type::Instance(name) => self.belongs_to(&name),
            Type::Items(_) | Type::Values(_) => Resolution::Standard,
            Type::Super(_) | Type::None | Type::Unknown => self.provider(callee, steps),
        }
    }

    /// To whom a name outside of the project belongs.
    fn belongs_to(&self, name: &str) -> Resolution {
        match self.catalog.library_of(name) {
            Some(library) if library.name.starts_with("python") => Resolution::Standard,
            Some(_) => Resolution::Catalog,
            None if name.contains('.') => Resolution::External,
            None if self.catalog.callable(name).is_some() || self.catalog.is_exception(name) => Resolution::Standard,
            None if BUILTIN_TYPES.contains(&name) => Resolution::Standard,
            None => Resolution::External,
        }
    }

    /// Who provides a value whose type is not known: what it is a part or a result of.
    fn provider(&self, expr: ExprId, steps: u8) -> Resolution {
        let Some(steps) = steps.checked_sub(1) else { return Resolution::Unknown };
        match &self.ast[expr].kind {
            ExprKind::Name(name) => self.provider_of_name(expr, name, steps),
            ExprKind::Attribute { value, attr } => self.provider_of_attribute(*value, attr, steps),
            ExprKind::Call { func, .. } => match self.resolution(*func, steps) {
                // What a function of the project gives would have been followed.
                Resolution::Project => Resolution::Unknown,
                known => known,
            },
            ExprKind::Await(inner) | ExprKind::Starred(inner) | ExprKind::Walrus { value: inner, .. } => {
                self.value_provider(*inner, steps)
            }
            ExprKind::Subscript { value, .. } => match self.value_provider(*value, steps) {
                Resolution::External => Resolution::External,
                _ => Resolution::Unknown,
            },
            ExprKind::Conditional { body: left, orelse: right, .. } | ExprKind::Logical { left, right, .. } => {
                self.value_provider(*left, steps).or(self.value_provider(*right, steps))
            }
            ExprKind::Binary { left, .. } => self.value_provider(*left, steps),
            ExprKind::Comprehension { .. } | ExprKind::Compare { .. } | ExprKind::Not(_) | ExprKind::Lambda { .. } => {
                Resolution::Standard
            }
            _ => Resolution::Unknown,
        }
    }

    /// Who provides a value.
    fn value_provider(&self, expr: ExprId, steps: u8) -> Resolution {
        match self.infer(expr).ty {
            Type::Symbol(name) | Type::Method(name, _) | Type::Instance(name) => self.belongs_to(&name),
            Type::Unknown => self.provider(expr, steps),
            Type::None => Resolution::Standard,
            _ => Resolution::Project,
        }
    }

    fn provider_of_attribute(&self, object: ExprId, attr: &Name, steps: u8) -> Resolution {
        let class = match self.infer(object).ty {
            Type::Object(class) | Type::Class(class) | Type::Super(class) => class,
            Type::Module(_) => return Resolution::Unknown,
            _ => return self.value_provider(object, steps),
        };
        let bound = self.attribute_bindings(class, attr);
        let held = bound.into_iter().map(|value| match value {
            Some(In { file, id }) if file == self.file => self.value_provider(id, steps),
            Some(elsewhere) => {
                let (model, value) = self.of(elsewhere);
                model.value_provider(value, steps)
            }
            None => Resolution::Unknown,
        });
        let inherited = || {
            let mut bases = self.lineage(class).into_iter().flat_map(|class| self.bases(class));
            let outside = bases.find_map(|base| if let Type::Symbol(name) = base { Some(name) } else { None });
            outside.map_or(Resolution::Unknown, |name| self.belongs_to(&name))
        };
        held.reduce(Resolution::or).unwrap_or_else(inherited)
    }

    fn provider_of_name(&self, expr: ExprId, name: &Name, steps: u8) -> Resolution {
        let Some(scope) = self.scope_of(expr, name) else { return Resolution::Unknown };
        let bindings = self.reaching(expr, name, scope).into_iter();
        let provided = bindings.map(|binding| self.provider_of_binding(binding, scope, steps));
        provided.reduce(Resolution::or).unwrap_or(Resolution::Unknown)
    }

    fn provider_of_binding(&self, binding: &Binding, scope: ScopeId, steps: u8) -> Resolution {
        match &binding.kind {
            BindingKind::Value(value)
            | BindingKind::Annotated(_, Some(value))
            | BindingKind::Entered { context: value, .. } => self.value_provider(*value, steps),
            BindingKind::Unpacked(value, _) | BindingKind::Iterated(value) => {
                match self.value_provider(*value, steps) {
                    Resolution::External => Resolution::External,
                    _ => Resolution::Unknown,
                }
            }
            BindingKind::Annotated(annotation, None) => self.provider_of_annotation(*annotation),
            BindingKind::Parameter(position) => {
                let function = self.function(self.index.scopes[scope.0 as usize].function);
                let annotation = function.params.get(*position).and_then(|param| param.annotation);
                annotation.map_or(Resolution::Unknown, |annotation| self.provider_of_annotation(annotation))
            }
            BindingKind::Caught => Resolution::Standard,
            _ => Resolution::Unknown,
        }
    }

    fn provider_of_annotation(&self, annotation: ExprId) -> Resolution {
        match &self.ast[annotation].kind {
            ExprKind::Subscript { value, .. } => self.provider_of_annotation(*value),
            ExprKind::Binary { left, .. } => self.provider_of_annotation(*left),
            _ => match self.infer(annotation).ty {
                Type::Symbol(name) => self.belongs_to(&name),
                Type::Class(_) => Resolution::Project,
                _ => Resolution::Unknown,
            },
        }
    }
}

/// Types that need no import and that the catalogue does not call.
const BUILTIN_TYPES: [&str; 14] = [
    "str",
    "bytes",
    "int",
    "float",
    "bool",
    "list",
    "dict",
    "set",
    "tuple",
    "frozenset",
    "object",
    "super",
    "type",
    "bytearray",
];
