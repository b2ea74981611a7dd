//! What calls give: what functions return, behind their decorators.

use super::{Flow, MAX_DEPTH, Site, Thing, Things, arguments};
use crate::catalog::schema::Role;
use crate::semantic::Model;
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::syntax::ast::{ExprId, ExprKind, StmtKind};

impl<'a> Flow<'a> {
    /// What a function's name means under the decorators from number `from` on, the outermost being number 0.
    pub(super) fn decorated(&self, model: &Model<'a>, function: FunctionId, from: usize) -> Things {
        let start = Things::from([Thing::Function(model.here(function))]);
        let decorators = model.function(function).decorators.iter().enumerate().skip(from);
        decorators.rev().fold(start, |inner, (number, &decorator)| {
            let site = Site::Decorator(model.here(function), number);
            let given = self.values(model, decorator).into_iter().flat_map(|decorator| self.result(decorator, site));
            let given = given.collect::<Things>();
            if given.is_empty() { inner } else { given }
        })
    }

    pub(super) fn results(&self, model: &Model<'a>, call: ExprId, func: ExprId) -> Things {
        let site = Site::Call { at: model.here(call), skip: 0, bound: 0 };
        let found = self.values(model, func).into_iter().flat_map(|callee| self.result(callee, site));
        let mut found = found.collect::<Things>();
        if let ExprKind::Attribute { value, attr } = &model.ast[func].kind {
            found.extend(self.taken(&self.values(model, *value), attr));
        }
        match model.call(call).and_then(|call| call.fact?.role) {
            Some(Role::Partial) => found.extend([Thing::Partial(model.here(call))]),
            Some(Role::Transparent | Role::Passes) if !is_called(model, call) => {
                let first = arguments(model, call).first().map(|arg| self.values(model, arg.value));
                found.extend(first.unwrap_or_default());
            }
            _ if matches!(model.infer(func).ty, Type::Symbol(name) if name == "super") => {
                found.extend(self.supers(model, call));
            }
            _ => {}
        }
        found
    }

    pub(super) fn supers(&self, model: &Model<'a>, call: ExprId) -> Things {
        let around = std::iter::successors(Some(model.function_of(call)), |&id| model.function(id).parent);
        let class = around.into_iter().find_map(|id| model.function(id).class);
        let Some(class) = class.map(|class| model.here(class)) else { return Things::new() };
        let objects = self.instances(class).into_iter();
        objects
            .filter_map(|object| if let Thing::Object(of) = object { Some(Thing::Super(class, of)) } else { None })
            .collect()
    }

    /// What calling something at a site gives.
    pub(super) fn result(&self, callee: Thing, site: Site) -> Things {
        match callee {
            Thing::Function(function) => self.returned(function, Some(site)),
            Thing::Method(function) => self.returned(function, Some(site.behind_bound())),
            Thing::Class(class) => Things::from([Thing::Object(class)]),
            Thing::Object(class) => {
                let call = self.program.model(class.file).find_method(class, "__call__");
                call.map(|call| self.returned(call, Some(site.behind_bound()))).unwrap_or_default()
            }
            Thing::Partial(partial) => {
                let site = Site::Call { at: partial, skip: 1, bound: 0 };
                self.partial_targets(partial).into_iter().flat_map(|target| self.result(target, site)).collect()
            }
            _ => Things::new(),
        }
    }

    /// What a function returns to a site.
    pub(crate) fn returned(&self, function: In<FunctionId>, site: Option<Site>) -> Things {
        if self.depth.get() >= MAX_DEPTH {
            return Things::new();
        }
        self.depth.set(self.depth.get() + 1);
        let (model, id) = self.of(function);
        let this = model.function(id);
        let found = if this.is_generator {
            Things::from([Thing::Generator(function)])
        } else {
            let values = this.value.into_iter().chain(model.return_values(id));
            let given = values.flat_map(|value| match (self.as_parameter(&model, value), site) {
                (Some((owner, position)), Some(site)) if owner == id && !(position == 0 && this.class.is_some()) => {
                    self.argument(site, function, position)
                }
                _ => self.values(&model, value),
            });
            given.collect()
        };
        let declared = this.returns.filter(|_| found.is_empty()).map(|returns| self.annotated(&model, returns));
        self.depth.set(self.depth.get() - 1);
        declared.unwrap_or(found)
    }

    /// What a call of `functools.partial` is for.
    pub(crate) fn partial_targets(&self, partial: In<ExprId>) -> Things {
        let (model, call) = self.of(partial);
        arguments(&model, call).first().map(|target| self.values(&model, target.value)).unwrap_or_default()
    }
}

/// Whether what a call gives is called or decorated with: then its arguments are not what it gives back.
fn is_called(model: &Model<'_>, call: ExprId) -> bool {
    let parent = model.index.exprs[call.0 as usize].parent;
    match (parent.map(|parent| &model.ast[parent].kind), &model.ast[model.stmt_of(call)].kind) {
        (Some(ExprKind::Call { func, .. }), _) => *func == call,
        (None, StmtKind::Function(definition)) => definition.decorators.contains(&call),
        _ => false,
    }
}
