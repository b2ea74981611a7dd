//! What stands between a call and the library's own function: overrides, and functions that the file replaces.

use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::ExprId;

impl<'a> Model<'a> {
    /// Whether the object's class, in the file, puts something of its own between the call and the library.
    pub(crate) fn is_overridden(&self, call: &Call<'a>, object: Option<ExprId>) -> bool {
        let Some(Type::Object(class)) = object.map(|object| self.infer(object).ty) else { return false };
        let bases = self.library_bases(class);
        let overrides = self.lineage(class).into_iter().any(|class| {
            let (model, class) = self.of(class);
            let methods = &model.class(class).methods;
            methods.keys().any(|name| {
                let facts = bases.iter().filter_map(|base| self.catalog.method(base, name));
                facts.into_iter().any(|fact| fact.network.is_some())
            })
        });
        overrides || (self.has_unknown_base(class) && !matches!(call.value.ty, Type::Method(..)))
    }

    /// The methods of the object's class, in the project, that may run before the library's: overrides of its network
    /// operations, where a method of the library is called.
    pub(crate) fn overrides_below(&self, call: &Call<'a>) -> Vec<In<FunctionId>> {
        let Some(Type::Object(class)) = self.receiver(call.callee).map(|object| self.infer(object).ty) else {
            return Vec::new();
        };
        let bases = self.library_bases(class);
        let overrides = self.lineage(class).into_iter().flat_map(|class| {
            let (model, class) = self.of(class);
            let methods = model.class(class).methods.iter();
            let operations = methods.filter(|(name, _)| {
                let facts = bases.iter().filter_map(|base| self.catalog.method(base, name));
                facts.into_iter().any(|fact| fact.network.is_some())
            });
            operations.map(|(_, &method)| model.here(method)).collect::<Vec<_>>()
        });
        let mut found = overrides.collect::<Vec<_>>();
        found.sort_unstable();
        found
    }

    /// Whether a call calls a method of `super()`.
    pub(crate) fn is_super_call(&self, call: &Call<'a>) -> bool {
        self.receiver(call.callee).is_some_and(|object| matches!(self.infer(object).ty, Type::Super(_)))
    }

    /// Whether the file puts something in the place of a function of the called library.
    pub(super) fn is_patched(&self, call: &Call<'a>) -> bool {
        self.index.patched.iter().any(|(object, attr, _)| match self.infer(*object).ty {
            Type::Symbol(owner) => {
                self.catalog.callable(&format!("{owner}.{attr}")).is_some()
                    && self.is_of_same_library(&owner, &call.name)
            }
            _ => false,
        })
    }

    fn is_of_same_library(&self, one: &str, other: &str) -> bool {
        let library = |name| self.catalog.library_of(name).map(|library| &library.name);
        library(one).is_some() && library(one) == library(other)
    }
}
