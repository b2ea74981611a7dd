//! Attributes and methods of objects, as instances of their classes are found.

use super::super::{Calling, Look, MAX_BELOW, Node, Shared, Thing, Via, Watch};
use super::Solver;
use crate::semantic::index::{BindingKind, ClassId, FunctionId};
use crate::semantic::program::{FileId, In};
use crate::syntax::ast::{ExprId, Name};

impl Thing {
    /// How attributes are looked up on it, and in which class.
    fn look(self) -> Option<(Look, In<ClassId>)> {
        match self {
            Self::Object(class) => Some((Look::Object, class)),
            Self::Below(class) => Some((Look::Below, class)),
            Self::Class(class) => Some((Look::Class, class)),
            Self::Super(class) => Some((Look::Super, class)),
            _ => None,
        }
    }
}

impl Solver<'_> {
    /// Attribute `attr` of something arrives at `to`.
    pub(super) fn member(&mut self, object: Thing, attr: &Name, to: Node) {
        match object {
            Thing::Module(file) => self.global(file, attr, to),
            Thing::Many => self.net.push(to, Thing::Many),
            _ => {
                if let Some((look, class)) = object.look() {
                    let found = self.found_by(look, class, attr);
                    self.net.copy(found, to);
                }
            }
        }
    }

    /// What a module has under a name.
    fn global(&mut self, file: FileId, name: &Name, to: Node) {
        let bindings = self.modules[file.0 as usize].index.scopes[0].bindings.get(name);
        match bindings.map(|bindings| bindings.iter().map(|binding| &binding.kind).collect::<Vec<_>>()).as_deref() {
            Some([BindingKind::Function(function)]) => {
                let function = In { file, id: *function };
                if self.flow(function).is_decorated {
                    self.copy_shared(&Shared::Decorated(function), to);
                } else {
                    self.net.push(to, Thing::Function(function));
                }
            }
            Some([BindingKind::Class(class)]) => self.net.push(to, Thing::Class(In { file, id: *class })),
            _ => self.copy_shared(&Shared::Global(file, name.clone()), to),
        }
    }

    /// The node at which all arrives that a look-up finds.
    pub(super) fn found_by(&mut self, look: Look, class: In<ClassId>, name: &Name) -> Node {
        let key = Shared::Found(look, class, name.clone());
        if let Some(&node) = self.shared.get(&key) {
            return node;
        }
        let node = self.node(key);
        if matches!(look, Look::Object | Look::Class | Look::RawObject) {
            self.find(look, class, class, name, node);
            return node;
        }
        let lookups = self.lookups.entry(class).or_default();
        if lookups.is_empty() {
            self.looked.push(class);
        }
        lookups.push((look, name.clone(), node));
        let below = self.below.get(&class).cloned().unwrap_or_default();
        if below.len() > MAX_BELOW {
            self.net.push(node, Thing::Many);
        } else {
            below.into_iter().for_each(|of| self.find(look, class, of, name, node));
        }
        node
    }

    /// Looks a name up on an instance of `of`, seen from `class`.
    fn find(&mut self, look: Look, class: In<ClassId>, of: In<ClassId>, name: &Name, to: Node) {
        let lineage = self.lineage(of);
        let behind = matches!(look, Look::Super | Look::RawSuper);
        let start =
            if behind { lineage.iter().position(|one| *one == class).map_or(lineage.len(), |at| at + 1) } else { 0 };
        for &base in &lineage[start..] {
            let modules = self.modules;
            let this = &modules[base.file.0 as usize].index.classes[base.id.0 as usize];
            let method = this.methods.get(name).map(|&method| In { file: base.file, id: method });
            if matches!(look, Look::RawObject | Look::RawBelow | Look::RawSuper) {
                if let Some(method) = method {
                    return self.net.push(to, Thing::Method(method));
                }
                continue;
            }
            if this.attributes.contains_key(name) {
                let assigned = self.node(Shared::Attribute(base, name.clone()));
                self.net.copy(assigned, to);
            }
            self.inner_class(base, name, to);
            if let Some(method) = method {
                return self.method(method, look != Look::Class, to);
            }
        }
    }

    fn inner_class(&mut self, class: In<ClassId>, name: &Name, to: Node) {
        let index = &self.modules[class.file.0 as usize].index;
        let scope = index.classes[class.id.0 as usize].scope;
        let bindings = index.scopes[scope.0 as usize].bindings.get(name).into_iter().flatten();
        for binding in bindings {
            if let BindingKind::Class(inner) = binding.kind {
                self.net.push(to, Thing::Class(In { file: class.file, id: inner }));
            }
        }
    }

    /// A method is read on an instance or on its class.
    fn method(&mut self, method: In<FunctionId>, on_instance: bool, to: Node) {
        let flow = self.flow(method);
        let binds = flow.of_class || (on_instance && !flow.is_static);
        let is_decorated = flow.is_decorated;
        if on_instance && flow.is_property {
            return self.copy_shared(&Shared::Return(method), to);
        }
        if !is_decorated {
            let thing = Thing::Function(method);
            return self.net.push(to, if binds { thing.bound() } else { thing });
        }
        let meant = self.node(Shared::Decorated(method));
        if binds {
            self.watch(meant, &Watch::Bind { to });
        } else {
            self.net.copy(meant, to);
        }
    }

    /// Reading or setting an attribute runs a property.
    pub(super) fn property(&mut self, object: Thing, attr: &Name, at: In<ExprId>) {
        let Some((look, class)) = object.look().filter(|(look, _)| *look != Look::Class) else { return };
        let found = self.found_by(look.raw(), class, attr);
        self.watch(found, &Watch::Call(Calling::unseen(at, Via::Property)));
    }

    /// A special method of an object is called; what it returns arrives at `to`.
    pub(super) fn special(&mut self, object: Thing, method: &'static str, at: In<ExprId>, to: Option<Node>) {
        if matches!(object, Thing::Object(_) | Thing::Below(_))
            && let Some((look, class)) = object.look()
        {
            let found = self.found_by(look.raw(), class, &method.into());
            self.watch(found, &Watch::Call(Calling { result: to, ..Calling::unseen(at, Via::Special(method)) }));
        }
    }

    /// The method of that name that instances of exactly that class have.
    pub(super) fn find_method(&self, class: In<ClassId>, name: &str) -> Option<In<FunctionId>> {
        self.lineage(class).iter().find_map(|base| {
            let methods = &self.modules[base.file.0 as usize].index.classes[base.id.0 as usize].methods;
            methods.get(name).map(|&method| In { file: base.file, id: method })
        })
    }

    /// There are instances of a class.
    pub(super) fn made(&mut self, class: In<ClassId>) {
        if self.made.insert(class) {
            let lineage = self.lineage(class);
            lineage.iter().for_each(|&base| self.stands_below(class, base));
        }
    }

    /// Where no instance is known of a class or of one below it, there may be some of itself.
    pub(super) fn stand_in(&mut self, class: In<ClassId>) {
        self.stands_below(class, class);
    }

    fn stands_below(&mut self, class: In<ClassId>, base: In<ClassId>) {
        let below = self.below.entry(base).or_default();
        if below.contains(&class) {
            return;
        }
        below.push(class);
        let count = below.len();
        if count > MAX_BELOW + 1 {
            return;
        }
        let lookups = self.lookups.get(&base).cloned().unwrap_or_default();
        for (look, name, node) in lookups {
            if count > MAX_BELOW {
                self.net.push(node, Thing::Many);
            } else if !self.net.is_many(node) {
                self.find(look, base, class, &name, node);
            }
        }
    }

    /// What `with` binds.
    pub(super) fn enter(&mut self, context: Thing, to: Node) {
        match context {
            Thing::Object(class) | Thing::Below(class) => {
                let enter = self.find_method(class, "__enter__").or_else(|| self.find_method(class, "__aenter__"));
                match enter {
                    Some(enter) if !self.flow(enter).returns_self => self.copy_shared(&Shared::Return(enter), to),
                    _ => self.net.push(to, context),
                }
            }
            Thing::Generator(_) => self.each(context, to),
            _ => {}
        }
    }
}
