//! The limit that a call's own arguments set.

use crate::catalog::schema::{Role, Timeout};
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::index::{Binding, BindingKind, ScopeId};
use crate::semantic::infer::Type;
use crate::semantic::limit::Limit;
use crate::semantic::origin::Origin;
use crate::semantic::program::FileId;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ArgKind, ExprId, ExprKind, Name};

impl<'a> Model<'a> {
    /// The limit that the call's own arguments set, those of `functools.partial` and of a request that was made before
    /// included.
    pub(super) fn own_limit(&self, call: &Call<'a>, timeout: &Timeout) -> Limit {
        let own = match &timeout.parameter {
            Some(name) => self.limit_by_name(call, name, timeout),
            None if self.may_set_otherwise(call, "", timeout) => Limit::Unknown,
            None => Limit::Absent,
        };
        match &timeout.from_argument {
            Some(argument) if own == Limit::Absent => self.carried_limit(call, argument),
            _ => match &timeout.setting {
                Some(setting) if own == Limit::Absent => self.setting_in_project(setting, timeout),
                _ => own,
            },
        }
    }

    fn limit_by_name(&self, call: &Call<'a>, name: &str, timeout: &Timeout) -> Limit {
        match self.argument(call, name) {
            Given::Value(value) => self.limit(value, timeout),
            Given::Unknown => self.splatted_limit(call, name, timeout),
            Given::Absent if self.may_set_otherwise(call, name, timeout) => Limit::Unknown,
            Given::Absent => self.partial_limit(call, name, timeout),
        }
    }

    /// The limit with which the request was made that a call sends.
    fn carried_limit(&self, call: &Call<'a>, argument: &str) -> Limit {
        let request = match self.argument(call, argument) {
            Given::Value(request) => request,
            Given::Absent => return Limit::Absent,
            Given::Unknown => return Limit::Unknown,
        };
        let limits = self.origins(request).into_iter().map(|origin| {
            let Origin::Expr(made) = origin else { return Limit::Unknown };
            let (model, made) = self.of(made);
            let made = model.call(made).and_then(|made| Some((made.clone(), made.fact?.timeout.as_ref()?)));
            made.map_or(Limit::Unknown, |(made, timeout)| model.own_limit(&made, timeout))
        });
        limits.reduce(Limit::or).unwrap_or(Limit::Unknown)
    }

    /// The limit that splatted dicts bring, those of other files included.
    fn splatted_limit(&self, call: &Call<'a>, name: &str, timeout: &Timeout) -> Limit {
        if call.args.iter().any(|arg| arg.kind == ArgKind::Star) {
            return Limit::Unknown;
        }
        let splats = call.args.iter().filter(|arg| arg.kind == ArgKind::DoubleStar);
        let limits = splats.map(|splat| match self.item(splat.value, name) {
            Given::Value(value) => self.limit(value, timeout),
            Given::Absent => Limit::Absent,
            Given::Unknown => self.item_elsewhere(splat.value, name, timeout),
        });
        limits.reduce(Limit::or).unwrap_or(Limit::Unknown)
    }

    /// The limit under a key of a dict that a module of the project has as a constant.
    fn item_elsewhere(&self, dict: ExprId, key: &str, timeout: &Timeout) -> Limit {
        let Some((file, name)) = self.variable_elsewhere(dict) else { return Limit::Unknown };
        let home = self.program.model(file);
        let mutated = home.functions().any(|function| home.is_mutated(function, &name, key));
        match home.bindings(ScopeId(0), &name) {
            [Binding { kind: BindingKind::Value(value), .. }]
                if !mutated && matches!(home.ast[*value].kind, ExprKind::Dict(_) | ExprKind::Call { .. }) =>
            {
                match home.item(*value, key) {
                    Given::Value(value) => home.limit(value, timeout),
                    Given::Absent => Limit::Absent,
                    Given::Unknown => Limit::Unknown,
                }
            }
            _ => Limit::Unknown,
        }
    }

    /// The module's variable that a name or an attribute of this file means.
    fn variable_elsewhere(&self, expr: ExprId) -> Option<(FileId, Name)> {
        match &self.ast[expr].kind {
            ExprKind::Name(name) => {
                let scope = self.scope_of(expr, name)?;
                let [binding] = self.reaching(expr, name, scope)[..] else { return None };
                let BindingKind::ImportFrom { module, level, name } = &binding.kind else { return None };
                Some((self.program.find_imported(self.file, *level, module)?, name.clone()))
            }
            ExprKind::Attribute { value, attr } => match self.infer(*value).ty {
                Type::Module(file) => Some((file, attr.clone())),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether another argument may set the timeout: any that is not a text without the parameter's name.
    fn may_set_otherwise(&self, call: &Call<'a>, name: &str, timeout: &Timeout) -> bool {
        timeout.unknown_with.iter().any(|other| match self.argument(call, other) {
            Given::Value(value) => match self.constant(value) {
                Some(Constant::Str(text)) => text.contains(name),
                Some(Constant::None) => false,
                _ => true,
            },
            Given::Unknown => true,
            Given::Absent => false,
        })
    }

    /// What a `partial` that made the callee has already given.
    fn partial_limit(&self, call: &Call<'a>, name: &str, timeout: &Timeout) -> Limit {
        if matches!(call.value.ty, Type::Class(_)) {
            return Limit::Absent;
        }
        let partials = self.origins(call.callee).into_iter().filter_map(|origin| match origin {
            Origin::Expr(expr) if expr != self.here(call.callee) => {
                let (model, expr) = self.of(expr);
                let made = model.call(expr).filter(|made| made.has_role(Role::Partial))?;
                Some((model, made))
            }
            _ => None,
        });
        let limits = partials.map(|(model, made)| match model.passed(made.args, name, None) {
            Given::Value(value) => model.limit(value, timeout),
            Given::Absent => Limit::Absent,
            Given::Unknown => Limit::Unknown,
        });
        limits.reduce(Limit::or).unwrap_or(Limit::Absent)
    }
}
