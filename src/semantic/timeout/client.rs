//! The limit that a client brings: by what made it, and by what was set on it.

use crate::catalog::schema::{Role, Timeout};
use crate::semantic::infer::Type;
use crate::semantic::limit::Limit;
use crate::semantic::origin::Origin;
use crate::semantic::{Call, Model};
use crate::syntax::ast::ExprId;

impl<'a> Model<'a> {
    /// What the client brings, by what made it and by what was set on it.
    pub(super) fn client_limit(&self, call: &Call<'a>, timeout: &Timeout, origins: &[Origin]) -> Limit {
        let Type::Method(class, _) = &call.value.ty else { return Limit::Unknown };
        let unseen = origins.iter().any(|origin| matches!(origin, Origin::Parameter(..) | Origin::Unknown));
        let set = self.settings().iter().filter(|setting| {
            self.same_object(&setting.object, origins) || (unseen && setting.class.as_ref() == Some(class))
        });
        let set = set.map(|setting| setting.limit).reduce(Limit::or);
        match set {
            Some(limit @ (Limit::Finite | Limit::Unknown)) => return limit,
            _ if self.is_patched(call) => return Limit::Unknown,
            _ => {}
        }
        if origins.iter().any(|&origin| self.is_foreign_made(origin)) || (unseen && timeout.parameter.is_none()) {
            return Limit::Unknown;
        }
        if !timeout.from_client {
            return Limit::Absent;
        }
        let made = origins.iter().map(|&origin| self.made_limit(origin));
        made.reduce(Limit::or).unwrap_or(Limit::Unknown)
    }

    /// Whether something that is not in sight makes the object, and may give it a limit or a check.
    pub(crate) fn is_foreign_made(&self, origin: Origin) -> bool {
        match origin {
            Origin::Expr(expr) => {
                let (model, expr) = self.of(expr);
                model.call(expr).is_none_or(|call| call.fact.is_none())
            }
            Origin::Part(_) | Origin::Parameter(..) | Origin::Unknown => false,
        }
    }

    /// The limit that an object has from what made it; `Off` where another place reports it.
    fn made_limit(&self, origin: Origin) -> Limit {
        let (made, part) = match origin {
            Origin::Expr(made) => (made, false),
            Origin::Part(made) => (made, true),
            Origin::Parameter(..) | Origin::Unknown => return Limit::Unknown,
        };
        let (model, expr) = self.of(made);
        model.limit_made_at(expr, part)
    }

    /// The limit that the object has that `expr`, or a part of it, is.
    fn limit_made_at(&self, expr: ExprId, part: bool) -> Limit {
        let Some((call, fact)) = self.call(expr).and_then(|call| Some((call.clone(), call.fact?))) else {
            return Limit::Unknown;
        };
        if self.talks_to_nobody(&call) {
            return Limit::Finite;
        }
        if part {
            return if call.has_role(Role::Listens) { Limit::Absent } else { Limit::Unknown };
        }
        if let Type::Class(class) = call.value.ty
            && self.find_method(class, "__init__").is_some()
        {
            return Limit::Unknown;
        }
        match &fact.timeout {
            Some(timeout) => match self.own_limit(&call, timeout) {
                Limit::Absent if timeout.default.is_some() => Limit::Finite,
                Limit::Absent if self.is_unconnected(&call) => Limit::Absent,
                Limit::Absent if fact.network.is_some() && !self.process_default(&call) => Limit::Off(self.here(expr)),
                limit => limit,
            },
            None if self.catalog.class(&call.name).is_some() => Limit::Absent,
            None => Limit::Unknown,
        }
    }

    /// Whether an argument says that what is made talks to nobody elsewhere, as a Unix-domain socket.
    fn talks_to_nobody(&self, call: &Call<'a>) -> bool {
        let local = call.fact.map_or(&[][..], |fact| fact.local_with.as_deref().unwrap_or_default());
        call.args.iter().any(|arg| match self.infer(arg.value).ty {
            Type::Symbol(name) => local.iter().any(|value| *value == name),
            _ => false,
        })
    }
}
