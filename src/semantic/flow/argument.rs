//! What call sites give to parameters.

use super::container::Key;
use super::{Flow, Site, Thing, Things, arguments};
use crate::semantic::Model;
use crate::semantic::index::{Binding, BindingKind, FunctionId};
use crate::semantic::program::In;
use crate::syntax::ast::{ArgKind, ExprId, ExprKind, Name, ParamKind};

impl<'a> Flow<'a> {
    /// What a parameter may be.
    pub(super) fn parameter(&self, model: &Model<'a>, id: FunctionId, position: usize) -> Things {
        let function = model.function(id);
        let here = model.here(id);
        let Some(param) = function.params.get(position) else { return Things::new() };
        if let (0, Some(class)) = (position, function.class)
            && !model.is_decorated(id, "staticmethod")
        {
            let class = model.here(class);
            let of_class = model.is_decorated(id, "classmethod");
            return if of_class { Things::from([Thing::Class(class)]) } else { self.instances(class) };
        }
        if param.kind == ParamKind::Args {
            return Things::from([Thing::Rest(here, position)]);
        }
        let sites = self.known.sites.get(&here).into_iter().flatten();
        let mut found = sites.flat_map(|&site| self.argument(site, here, position)).collect::<Things>();
        if found.is_empty() {
            found.extend(param.annotation.map(|annotation| self.annotated(model, annotation)).unwrap_or_default());
        }
        found
    }

    /// What a call site gives to a parameter: the default where it gives nothing.
    pub(super) fn argument(&self, site: Site, function: In<FunctionId>, position: usize) -> Things {
        let (model, id) = self.of(function);
        let Some(param) = model.function(id).params.get(position) else { return Things::new() };
        let given = match site {
            Site::Decorator(decorated, number) => {
                let (model, decorated) = self.of(decorated);
                let first = usize::from(model.function(id).class.is_some());
                (position == first).then(|| self.decorated(&model, decorated, number + 1))
            }
            Site::Call { at, skip, bound } => {
                let (caller, call) = self.of(at);
                let by_position = (param.kind == ParamKind::Plain).then(|| position.checked_sub(bound)).flatten();
                self.call_argument(&caller, call, by_position.map(|number| number + skip), &param.name)
            }
        };
        given.unwrap_or_else(|| param.default.map(|default| self.values(&model, default)).unwrap_or_default())
    }

    pub(super) fn call_argument(
        &self,
        caller: &Model<'a>,
        call: ExprId,
        number: Option<usize>,
        name: &Name,
    ) -> Option<Things> {
        let args = arguments(caller, call);
        if let Some(arg) = args.iter().find(|arg| matches!(&arg.kind, ArgKind::Keyword(given) if given == name)) {
            return Some(self.values(caller, arg.value));
        }
        let positional = args.iter().filter(|arg| matches!(arg.kind, ArgKind::Positional | ArgKind::Star));
        for (at, arg) in positional.enumerate().take_while(|(at, _)| number.is_some_and(|number| *at <= number)) {
            if arg.kind == ArgKind::Star {
                let rest = number.map_or(Key::Any, |number| Key::Number(number - at));
                return Some(self.items(&self.values(caller, arg.value), &rest));
            }
            if number == Some(at) {
                return Some(self.values(caller, arg.value));
            }
        }
        let spread = args.iter().find(|arg| arg.kind == ArgKind::DoubleStar)?;
        self.spread(caller, spread.value, name)
    }

    /// What `**value` gives under a name, where `value` is the `**kwargs` of the function around.
    pub(super) fn spread(&self, model: &Model<'a>, value: ExprId, name: &Name) -> Option<Things> {
        let (function, position) = self.as_parameter(model, value)?;
        let takes = model.function(function).params[position].kind == ParamKind::Kwargs;
        let sites = self.known.sites.get(&model.here(function)).filter(|_| takes)?;
        let given = sites.iter().filter_map(|site| match *site {
            Site::Call { at, .. } => {
                let (caller, call) = self.of(at);
                self.call_argument(&caller, call, None, name)
            }
            Site::Decorator(..) => None,
        });
        given.reduce(|all, one| &all | &one)
    }

    /// The parameter that a name is, if nothing else is bound to it.
    pub(super) fn as_parameter(&self, model: &Model<'a>, expr: ExprId) -> Option<(FunctionId, usize)> {
        let ExprKind::Name(name) = &model.ast[expr].kind else { return None };
        let scope = model.scope_of(expr, name)?;
        match model.bindings(scope, name) {
            [Binding { kind: BindingKind::Parameter(position), .. }] => {
                Some((model.index.scopes[scope.0 as usize].function, *position))
            }
            _ => None,
        }
    }

    /// What the call sites give to `*args`.
    pub(super) fn rest(&self, function: In<FunctionId>, position: usize) -> Things {
        let sites = self.known.sites.get(&function).into_iter().flatten();
        let given = sites.flat_map(|site| match *site {
            Site::Call { at, skip, bound } => {
                let (caller, call) = self.of(at);
                let args = arguments(&caller, call).iter().filter(|arg| arg.kind == ArgKind::Positional);
                let args = args.skip((position + skip).saturating_sub(bound));
                args.flat_map(|arg| self.values(&caller, arg.value)).collect()
            }
            Site::Decorator(..) => Things::new(),
        });
        given.collect()
    }
}
