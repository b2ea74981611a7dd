//! What retry decorators and task frameworks make of a failure.

use super::{Catches, Classes, Fate, MAX_DEPTH, Raised, Walk};
use crate::catalog::schema::{Function as Fact, Meaning, Parameter, Role};
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::index::{ClassId, FunctionId};
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, Name};

impl Model<'_> {
    /// What becomes of the failure of a task or job in the framework to which `starter`, a decorator or a call, gives it:
    /// it may be run again.
    pub fn fate_in_framework(&self, starter: ExprId, raised: &Raised, classes: &dyn Classes) -> Fate {
        Walk { model: self.clone(), raised, classes, depth: MAX_DEPTH }.retried_by_framework(starter)
    }
}

impl<'a> Walk<'_, 'a> {
    /// Whether a retry decorator answers something else after the last attempt.
    pub(super) fn gives_up(&self, call: &Call<'a>) -> bool {
        let model = &self.model;
        let is_quiet = || {
            let raises = model.meant_value(call, Meaning::Reraises).and_then(|value| model.constant(value));
            call.fact.is_some_and(|fact| fact.raises.is_none()) && raises.is_some_and(|raises| !raises.truth())
        };
        model.meant_value(call, Meaning::GivesUp).is_some() || is_quiet()
    }

    /// The exception that a retry decorator raises in the place of what it retries, where it surely does.
    pub(super) fn wrapped(&self, decorator: ExprId) -> Option<Name> {
        let model = &self.model;
        let call = model.call(decorator);
        let ty = call.as_ref().map_or_else(|| model.infer(decorator).ty, |call| call.value.ty.clone());
        let fact = model.fact(&ty).0.filter(|fact| fact.role == Some(Role::RetryDecorator))?;
        let reraises = fact.meanings.as_ref()?.get(&Meaning::Reraises)?;
        let wrapper = fact.raises.as_ref()?.first()?;
        let given = call.as_ref().map_or(Given::Absent, |call| model.argument(call, &reraises.name));
        let same = match given {
            Given::Value(value) => model.constant(value)?.truth(),
            Given::Absent => reraises.default.as_ref()?.as_bool()?,
            Given::Unknown => return None,
        };
        let retried = call.as_ref().is_none_or(|call| self.is_retried(call));
        (!same && retried).then(|| wrapper.as_str().into())
    }

    /// Whether a retry decorator surely retries the exception: without a predicate, or with one that names its class.
    fn is_retried(&self, call: &Call<'a>) -> bool {
        let model = &self.model;
        match model.meant(call, Meaning::RetryOn).map(|(given, _)| given) {
            None | Some(Given::Absent) => true,
            Some(Given::Unknown) => false,
            Some(Given::Value(predicate)) => {
                let predicate = model.call(predicate);
                let classes = predicate.filter(|call| call.has_role(Role::RetryPredicate));
                let classes = classes.and_then(|call| model.meant_value(&call, Meaning::Exception));
                classes.is_some_and(|classes| self.any(model.classes_in(classes)) == Catches::All)
            }
        }
    }

    /// A task that its framework starts again: on what it is told to, on what its base class says, else by default.
    pub(super) fn retried_by_framework(&self, starter: ExprId) -> Fate {
        let model = &self.model;
        let call = model.call(starter);
        let fact = call.as_ref().map_or_else(|| model.fact(&model.infer(starter).ty).0, |call| call.fact);
        let Some(parameter) = fact.and_then(|fact| fact.meanings.as_ref()?.get(&Meaning::RetryOn)) else {
            return Fate::Open;
        };
        let given = call.as_ref().and_then(|call| model.meant(call, Meaning::RetryOn)).map(|(given, _)| given);
        match given {
            Some(Given::Value(classes)) => self.suppressed(model.classes_in(classes)),
            Some(Given::Unknown) => Fate::Unknown,
            Some(Given::Absent) | None => {
                let base = call.as_ref().and_then(|call| model.meant_value(call, Meaning::Base));
                match base.map(|base| model.infer(base).ty) {
                    Some(Type::Class(class)) => self.retried_by_base(class, &parameter.name),
                    Some(_) => Fate::Unknown,
                    None => self.retried_by_default(call.as_ref(), fact, parameter),
                }
            }
        }
    }

    /// What an attribute of a class of tasks says, which has the name of the decorator's parameter.
    fn retried_by_base(&self, class: In<ClassId>, attribute: &str) -> Fate {
        let Some(classes) = self.model.class_attribute(class, attribute) else { return Fate::Open };
        let (model, classes) = self.model.of(classes);
        self.suppressed(model.classes_in(classes))
    }

    /// A method that a class of tasks runs, where the class says what it is run again for.
    pub(super) fn retried_by_class(&self, function: FunctionId) -> Fate {
        let model = &self.model;
        let method = model.function(function);
        let Some(class) = method.class.map(|class| model.here(class)) else { return Fate::Open };
        let bases = model.library_bases(class);
        let runs = bases.iter().filter(|base| {
            model.catalog.method(base, &method.name).is_some_and(|fact| fact.role == Some(Role::EntryPoint))
        });
        let attribute = runs.into_iter().find_map(|base| model.catalog.retry_on_attribute(base));
        attribute.map_or(Fate::Open, |attribute| self.retried_by_base(class, attribute))
    }

    /// A framework that runs everything again that fails, unless it is told to make no further attempt.
    fn retried_by_default(&self, call: Option<&Call<'a>>, fact: Option<&Fact>, parameter: &Parameter) -> Fate {
        let Some(class) = parameter.default.as_ref().and_then(toml::Value::as_str) else { return Fate::Open };
        let stop = fact.and_then(|fact| fact.meanings.as_ref()?.get(&Meaning::Stop));
        let given = call.and_then(|call| self.model.meant_value(call, Meaning::Stop));
        let usual = stop.and_then(|stop| stop.default.as_ref()?.as_integer()) != Some(0);
        let again = given.map_or(usual, |count| match self.model.constant(count) {
            Some(Constant::None) => usual,
            count => count.is_none_or(|count| count.truth()),
        });
        if again && self.model.catalog.is_subclass(&self.raised.class, class) == Some(true) {
            Fate::Handled
        } else {
            Fate::Open
        }
    }
}

impl Model<'_> {
    /// What is assigned to an attribute of a class or of its nearest base that has it.
    pub(crate) fn class_attribute(&self, class: In<ClassId>, name: &str) -> Option<In<ExprId>> {
        self.lineage(class).into_iter().find_map(|class| {
            let (model, class) = self.of(class);
            let bindings = model.class(class).attributes.get(name)?;
            bindings.iter().find_map(|binding| binding.value).map(|value| model.here(value))
        })
    }
}
