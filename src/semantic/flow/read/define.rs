//! What functions, classes and modules define.

use super::super::{Argument, ArgumentKind, Calling, FunctionFlow, Node, Shared, Site, Thing, Via, Watch};
use super::Reader;
use crate::semantic::index::{BindingKind, ClassId, FunctionId, ScopeId};
use crate::syntax::ast::{ExprId, ExprKind};

impl Reader<'_, '_> {
    pub(super) fn define_function(&mut self, id: FunctionId) {
        let model = self.model.clone();
        let function = model.function(id);
        let known = FunctionFlow {
            is_decorated: !function.decorators.is_empty(),
            is_property: function.class.is_some() && model.runs_on_read(id),
            is_static: model.is_decorated(id, "staticmethod"),
            of_class: model.is_decorated(id, "classmethod"),
            ..FunctionFlow::default()
        };
        self.flow.functions.push(known);
        if function.is_generator {
            self.define_yields(id);
        } else {
            self.define_returns(id);
        }
        for (position, param) in function.params.iter().enumerate() {
            if let Some(node) = param.default.and_then(|default| self.node(default)) {
                let to = self.shared(Shared::Default(model.here(id), position));
                self.copy(node, to);
            }
        }
        if !function.decorators.is_empty() {
            self.define_decorated(id);
        }
    }

    fn define_returns(&mut self, id: FunctionId) {
        let model = self.model.clone();
        let function = model.function(id);
        let mut passes = Vec::new();
        let mut returns_self = false;
        for value in function.value.into_iter().chain(model.return_values(id)) {
            match self.as_parameter(value) {
                Some((owner, 0)) if owner == id && function.class.is_some() => {
                    returns_self = true;
                    self.define_return(id, value);
                }
                Some((owner, position)) if owner == id => passes.push(position),
                _ => self.define_return(id, value),
            }
        }
        let declared = function.returns.filter(|_| passes.is_empty());
        if let Some(thing) = declared.and_then(|annotation| self.annotated(annotation)) {
            let fallback = self.constant(thing);
            let to = self.shared(Shared::Return(model.here(id)));
            self.flow.fallbacks.push((fallback, to));
        }
        let known = self.flow.functions.last_mut().expect("the function was just added");
        (known.passes, known.returns_self) = (passes, returns_self);
    }

    fn define_return(&mut self, id: FunctionId, value: ExprId) {
        if let Some(node) = self.node(value) {
            let to = self.shared(Shared::Return(self.model.here(id)));
            self.copy(node, to);
        }
    }

    fn define_yields(&mut self, id: FunctionId) {
        let model = self.model.clone();
        let mut yielded = Vec::new();
        for &stmt in model.stmts_of(id) {
            for expr in model.own_exprs(stmt) {
                model.visit(expr, &mut |_, kind| match kind {
                    ExprKind::Yield(Some(value)) => yielded.push((*value, false)),
                    ExprKind::YieldFrom(inner) => yielded.push((*inner, true)),
                    _ => {}
                });
            }
        }
        for (value, is_each) in yielded {
            let Some(node) = self.node(value) else { continue };
            let to = self.shared(Shared::Yield(model.here(id)));
            if is_each {
                self.watch(node, Watch::Each { to });
            } else {
                self.copy(node, to);
            }
        }
    }

    /// What the function's name means under its decorators, the outermost being number 0. One that gives nothing that
    /// is known is taken for one that gives back what it is given.
    fn define_decorated(&mut self, id: FunctionId) {
        let model = self.model.clone();
        let start = self.constant(Thing::Function(model.here(id)));
        let decorators = model.function(id).decorators.iter().rev();
        let all = decorators.fold(start, |inner, &decorator| self.decorated(decorator, inner));
        let to = self.shared(Shared::Decorated(model.here(id)));
        self.copy(all, to);
    }

    fn decorated(&mut self, decorator: ExprId, inner: Node) -> Node {
        let Some(callee) = self.node(decorator) else { return inner };
        let argument = Argument { kind: ArgumentKind::Positional, node: Some(inner) };
        let site = self.site(Site { args: Box::new([argument]) });
        let result = self.fresh();
        let calling = Calling {
            site: Some(site),
            result: Some(result),
            ..Calling::unseen(self.model.here(decorator), Via::Decorator)
        };
        self.watch(callee, Watch::Call(calling));
        self.flow.fallbacks.push((inner, result));
        result
    }

    pub(super) fn define_classes(&mut self) {
        let model = self.model.clone();
        for (id, class) in (0..).map(ClassId).zip(&model.index.classes) {
            self.flow.lineages.push(model.lineage(model.here(id)).into());
            let mut names = class.attributes.keys().collect::<Vec<_>>();
            names.sort_unstable();
            for name in names {
                for one in &class.attributes[name] {
                    let node = match (one.annotation, one.value) {
                        (Some(annotation), value) => self.declared(annotation, value),
                        (None, value) => value.and_then(|value| self.node(value)),
                    };
                    if let Some(node) = node {
                        let to = self.shared(Shared::Attribute(model.here(id), name.clone()));
                        self.copy(node, to);
                    }
                }
            }
        }
    }

    /// What others may take from the module that `infer` does not tell them.
    pub(super) fn define_globals(&mut self) {
        let model = self.model.clone();
        let scope = ScopeId(0);
        let mut names = model.index.scopes[0].bindings.iter().collect::<Vec<_>>();
        names.sort_unstable_by_key(|(name, _)| *name);
        for (name, bindings) in names {
            if let [one] = &bindings[..]
                && matches!(one.kind, BindingKind::Function(_) | BindingKind::Class(_) | BindingKind::Import(_))
            {
                continue;
            }
            let nodes = bindings.iter().filter_map(|binding| self.bound(binding, scope)).collect::<Vec<_>>();
            for node in nodes {
                let to = self.shared(Shared::Global(model.file, name.clone()));
                self.copy(node, to);
            }
        }
    }

    /// What the annotations of parameters declare that are used.
    pub(super) fn define_parameters(&mut self) {
        let used = self.flow.shared.iter().filter_map(|(key, node)| match key {
            Shared::Parameter(function, position) if function.file == self.model.file => {
                let annotation = self.model.function(function.id).params[*position].annotation?;
                Some((self.annotated(annotation)?, *node))
            }
            _ => None,
        });
        for (thing, node) in used.collect::<Vec<_>>() {
            let fallback = self.constant(thing);
            self.flow.fallbacks.push((fallback, node));
        }
    }
}
