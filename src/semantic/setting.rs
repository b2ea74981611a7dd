//! Settings of a framework that name classes and functions of the project by their dotted names.

use super::Model;
use super::framework::{Answered, Scope};
use super::index::{BindingKind, ClassId, ScopeId};
use super::infer::Type;
use super::program::In;
use crate::catalog::schema::Role;
use crate::syntax::ast::{ExprId, ExprKind, Name};

/// Something that a setting names, with the library's class or function for which it stands.
#[derive(Clone, Debug)]
pub struct Named {
    /// What is named.
    pub ty: Type,
    /// The library's class or function (qualified).
    pub like: Name,
}

impl Model<'_> {
    /// What the file's settings name in the project.
    pub fn named_in_settings(&self) -> Vec<Named> {
        let settings = self.catalog.settings().flat_map(|(setting, like)| {
            let (variable, key) = setting.split_once('.').map_or((setting, None), |(name, key)| (name, Some(key)));
            let texts = self.assigned_texts(variable, key).into_iter();
            texts.map(move |text| (text, Name::from(like))).collect::<Vec<_>>()
        });
        let named = settings.map(|(text, like)| Named { ty: self.named_type(&text), like });
        named.filter(|named| matches!(named.ty, Type::Class(_) | Type::Function(_))).collect()
    }

    /// The dotted strings that the module's own code assigns to a variable, or to a key of the mapping in it.
    fn assigned_texts(&self, variable: &str, key: Option<&str>) -> Vec<Name> {
        let bindings = self.bindings(ScopeId(0), &variable.into()).iter();
        let values = bindings.filter_map(|binding| match binding.kind {
            BindingKind::Value(value) | BindingKind::Augmented(value) | BindingKind::Annotated(_, Some(value)) => {
                Some(value)
            }
            _ => None,
        });
        let mut texts = Vec::new();
        for value in values.flat_map(|value| self.under_key(value, key)) {
            self.visit(value, &mut |_, kind| match kind {
                ExprKind::Str(text) if text.contains('.') => texts.push(text.clone()),
                _ => {}
            });
        }
        texts
    }

    fn under_key(&self, value: ExprId, key: Option<&str>) -> Vec<ExprId> {
        match (&self.ast[value].kind, key) {
            (_, None) => vec![value],
            (ExprKind::Dict(pairs), Some(key)) => {
                let own = |name: &ExprId| matches!(&self.ast[*name].kind, ExprKind::Str(text) if text == key);
                pairs.iter().filter(|(name, _)| name.as_ref().is_some_and(own)).map(|(_, value)| *value).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What the whole application's requests are answered with by error handlers that settings name, or that override
    /// a library's.
    pub fn answered_by_name(&self, named: &[Named]) -> Vec<Answered> {
        let by_settings = named.iter().flat_map(|named| match named.ty {
            Type::Class(class) => self.answered_by_methods(class, &named.like, false),
            Type::Function(function) => {
                let (model, function) = self.of(function);
                let fact = self.catalog.callable(&named.like).filter(|fact| fact.role == Some(Role::ErrorHandler));
                fact.map_or_else(Vec::new, |fact| model.answered_by(function, fact))
            }
            _ => Vec::new(),
        });
        let classes = (0..).map(ClassId).take(self.index.classes.len()).map(|class| self.here(class));
        let by_override = classes.flat_map(|class| {
            let bases = self.library_bases(class);
            bases.iter().flat_map(|base| self.answered_by_methods(class, base, true)).collect::<Vec<_>>()
        });
        let classes = by_settings.chain(by_override);
        classes.map(|class| Answered { class, scope: Scope::Application }).collect()
    }

    /// What the methods of a class answer that stand in the place of error handlers of the library's class `like`;
    /// only of those for the whole application, if `wide`.
    fn answered_by_methods(&self, class: In<ClassId>, like: &str, wide: bool) -> Vec<Name> {
        let handlers = self.catalog.methods(like).filter(|(_, fact)| {
            fact.role == Some(Role::ErrorHandler) && (!wide || fact.application_wide == Some(true))
        });
        let own = handlers.filter_map(|(name, fact)| Some((self.find_method(class, name)?, fact)));
        own.flat_map(|(method, fact)| {
            let (model, method) = self.of(method);
            model.answered_by(method, fact)
        })
        .collect()
    }
}
