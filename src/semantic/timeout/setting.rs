//! What is set on objects after they were made, and the process's default.

use crate::catalog::schema::{Meaning, Role, Timeout};
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::index::{ClassId, Scope};
use crate::semantic::infer::Type;
use crate::semantic::limit::Limit;
use crate::semantic::origin::Origin;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, ExprKind, Name};

/// Something that is set on an object after it was made.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(super) object: Vec<Origin>,
    pub(super) class: Option<Name>,
    pub(super) limit: Limit,
}

impl<'a> Model<'a> {
    /// Whether the file sets a default for all sockets, and the called library heeds it.
    pub(super) fn process_default(&self, call: &Call<'a>) -> bool {
        let heeds = self.catalog.library_of(&call.name).is_some_and(|library| library.heeds_socket_default);
        heeds
            && self
                .calls()
                .filter(|other| other.has_role(Role::SocketDefaultTimeout))
                .any(|other| self.sets_limit(&other))
    }

    /// Whether a call that sets a time (a setter, a scope, a bounded wait) sets one: not `None`.
    pub(super) fn sets_limit(&self, call: &Call<'a>) -> bool {
        self.time_given(call) != Some(Constant::None)
    }

    /// The time that a setter, a scope or a bounded wait is given, if it is a constant.
    fn time_given(&self, call: &Call<'a>) -> Option<Constant> {
        let named = call.fact.and_then(|fact| fact.timeout.as_ref()?.parameter.as_deref());
        let meant = named
            .map(|name| self.argument(call, name))
            .or_else(|| Some(self.meant(call, Meaning::Total).or_else(|| self.meant(call, Meaning::Delay))?.0));
        let value = match meant {
            Some(Given::Value(value)) => Some(value),
            Some(Given::Absent) => return Some(Constant::None),
            Some(Given::Unknown) => None,
            None => call.args.first().map(|arg| arg.value),
        };
        value.and_then(|value| self.constant(value))
    }

    /// Everything that the file sets on objects after they were made.
    pub(super) fn settings(&self) -> &[Setting] {
        self.memory.settings.get_or_init(|| {
            let called = self.calls().filter_map(|call| {
                let limit = self.setting_limit(&call)?;
                Some(self.setting(self.receiver(call.callee)?, limit))
            });
            let patched = self.index.patched.iter().filter_map(|&(object, ref attr, _)| {
                let Type::Method(..) = self.member(&self.infer(object), attr).ty else { return None };
                Some(self.setting(object, Limit::Unknown))
            });
            let assigned = self.index.patched.iter().filter_map(|&(object, ref attr, value)| {
                let Type::Instance(class) = self.infer(object).ty else { return None };
                let sets = self.catalog.timeout_attribute(&class) == Some(attr.as_str());
                sets.then(|| self.setting(object, self.limit(value, &Timeout::default())))
            });
            called.chain(patched).chain(assigned).collect()
        })
    }

    fn setting(&self, object: ExprId, limit: Limit) -> Setting {
        let class = match self.infer(object).ty {
            Type::Instance(class) => Some(class),
            _ => None,
        };
        Setting { object: self.origins(object), class, limit }
    }

    fn setting_limit(&self, call: &Call<'a>) -> Option<Limit> {
        match call.fact?.role? {
            Role::TimeoutSetter if self.sets_limit(call) => Some(Limit::Finite),
            Role::NonBlocking => {
                let value = call.args.first().and_then(|arg| self.constant(arg.value));
                value.is_none_or(|value| !value.truth()).then_some(Limit::Finite)
            }
            Role::Mounts => call.args.iter().any(|arg| self.may_set_timeouts(arg.value)).then_some(Limit::Unknown),
            _ => None,
        }
    }

    /// Whether something mounted may set timeouts: what is not known may, a class of the file that speaks of one does.
    fn may_set_timeouts(&self, expr: ExprId) -> bool {
        match self.infer(expr).ty {
            Type::Instance(_) => false,
            Type::Object(class) => {
                let (model, id) = self.of(class);
                self.has_unknown_base(class) || model.speaks_of_timeouts(id)
            }
            _ => !matches!(self.ast[expr].kind, ExprKind::FString(_) | ExprKind::Binary { .. }),
        }
    }

    fn speaks_of_timeouts(&self, class: ClassId) -> bool {
        let scope = self.index.classes[class.0 as usize].scope;
        let inside = |mut at| loop {
            let here: &Scope = &self.index.scopes[at as usize];
            if at == scope.0 {
                return true;
            }
            match here.parent {
                Some(parent) => at = parent.0,
                None => return false,
            }
        };
        let named = |name: &str| name.contains("timeout");
        let methods = self.index.classes[class.0 as usize].methods.values();
        let mut params = methods.flat_map(|&method| self.function(method).params.iter());
        params.any(|param| named(&param.name))
            || self.ast.exprs.iter().enumerate().any(|(number, expr)| match &expr.kind {
                ExprKind::Str(name) | ExprKind::Name(name) | ExprKind::Attribute { attr: name, .. } => {
                    named(name) && inside(self.index.exprs[number].scope.0)
                }
                _ => false,
            })
    }
}
