//! The limit that a call's own arguments set.

use crate::catalog::schema::{Role, Timeout};
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::infer::Type;
use crate::semantic::limit::Limit;
use crate::semantic::origin::Origin;
use crate::semantic::{Call, Model};

impl<'a> Model<'a> {
    /// The limit that the call's own arguments set, those of `functools.partial` included.
    pub(super) fn own_limit(&self, call: &Call<'a>, timeout: &Timeout) -> Limit {
        let Some(name) = &timeout.parameter else { return Limit::Absent };
        match self.argument(call, name) {
            Given::Value(value) => self.limit(value, timeout),
            Given::Unknown => Limit::Unknown,
            Given::Absent if self.may_set_otherwise(call, name, timeout) => Limit::Unknown,
            Given::Absent => self.partial_limit(call, name, timeout),
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
