//! Attributes and methods of objects and classes.

use super::{Flow, Thing, Things};
use crate::semantic::Model;
use crate::semantic::index::{BindingKind, ClassId, FunctionId};
use crate::semantic::program::In;
use crate::syntax::ast::Name;

impl<'a> Flow<'a> {
    /// Attribute `attr` of any of these.
    pub(super) fn members(&self, objects: &Things, attr: &Name) -> Things {
        objects.iter().flat_map(|&object| self.member(object, attr)).collect()
    }

    pub(super) fn member(&self, object: Thing, attr: &Name) -> Things {
        match object {
            Thing::Module(file) => self.exported(file, attr),
            Thing::Object(class) => self.found_in(&self.lineage(class), attr, true),
            Thing::Class(class) => self.found_in(&self.lineage(class), attr, false),
            Thing::Super(class, of) => self.found_in(&self.behind(class, of), attr, true),
            _ => Things::new(),
        }
    }

    pub(super) fn lineage(&self, class: In<ClassId>) -> Vec<In<ClassId>> {
        self.program.model(class.file).lineage(class)
    }

    /// The classes behind `class` in the order in which methods of an instance of `of` are looked up.
    pub(super) fn behind(&self, class: In<ClassId>, of: In<ClassId>) -> Vec<In<ClassId>> {
        self.lineage(of).into_iter().skip_while(|&one| one != class).skip(1).collect()
    }

    pub(super) fn found_in(&self, classes: &[In<ClassId>], attr: &Name, on_instance: bool) -> Things {
        let mut found = Things::new();
        for &class in classes {
            let (model, id) = self.of(class);
            let this = model.class(id);
            let assigned = this.attributes.get(attr).into_iter().flatten();
            found.extend(assigned.flat_map(|one| match (one.annotation, one.value) {
                (Some(annotation), value) => self.declared(&model, annotation, value),
                (None, value) => value.map(|value| self.values(&model, value)).unwrap_or_default(),
            }));
            let inner = model.bindings(this.scope, attr).iter().filter_map(|binding| match binding.kind {
                BindingKind::Class(class) => Some(Thing::Class(model.here(class))),
                _ => None,
            });
            found.extend(inner);
            if let Some(&method) = this.methods.get(attr) {
                found.extend(self.method(&model, method, on_instance));
                return found;
            }
        }
        found
    }

    /// A method read on an instance or on its class.
    pub(super) fn method(&self, model: &Model<'a>, method: FunctionId, on_instance: bool) -> Things {
        if on_instance && model.runs_on_read(method) {
            return self.returned(model.here(method), None);
        }
        let binds =
            model.is_decorated(method, "classmethod") || (on_instance && !model.is_decorated(method, "staticmethod"));
        let plain = self.decorated(model, method, 0).into_iter();
        plain
            .map(|thing| match thing {
                Thing::Function(function) if binds => Thing::Method(function),
                other => other,
            })
            .collect()
    }

    /// The properties that reading `attr` of any of these runs.
    pub(crate) fn properties(&self, objects: &Things, attr: &Name) -> Vec<In<FunctionId>> {
        let found = objects.iter().filter_map(|object| match *object {
            Thing::Object(class) => self.program.model(class.file).find_method(class, attr),
            Thing::Super(class, of) => {
                let behind = self.behind(class, of).into_iter();
                behind.into_iter().find_map(|base| self.program.model(base.file).method_of(base, attr))
            }
            _ => None,
        });
        found
            .filter(|&method| {
                let (model, id) = self.of(method);
                model.runs_on_read(id)
            })
            .collect()
    }

    /// The methods of that name that instances have.
    pub(crate) fn special_methods(&self, objects: &Things, name: &str) -> Vec<In<FunctionId>> {
        let classes = objects.iter().filter_map(|object| match *object {
            Thing::Object(class) => Some(class),
            _ => None,
        });
        classes.filter_map(|class| self.program.model(class.file).find_method(class, name)).collect()
    }

    /// What `with` binds.
    pub(super) fn entered(&self, contexts: &Things) -> Things {
        let entered = contexts.iter().flat_map(|&context| match context {
            Thing::Object(class) => {
                let model = self.program.model(class.file);
                let enter = model.find_method(class, "__enter__").or_else(|| model.find_method(class, "__aenter__"));
                enter.map_or(Things::from([context]), |enter| self.returned(enter, None))
            }
            Thing::Generator(_) => self.iterated(&Things::from([context])),
            _ => Things::new(),
        });
        entered.collect()
    }
}
