//! Arguments that are no limit: a number at another parameter's place, a timeout object that drops the total.

use super::{DeadLimit, Why};
use crate::catalog::schema::{Meaning, Role};
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ArgKind, ExprId, ExprKind};

impl<'a> Model<'a> {
    /// A number that stands, by its place, at a parameter that takes none.
    pub(super) fn misplaced_limit(&self, call: &Call<'a>) -> Option<DeadLimit> {
        let fact = call.fact?;
        let timeout = fact.timeout.as_ref()?;
        let name = timeout.parameter.as_deref()?;
        if timeout.mistaken.is_empty() || self.argument(call, name) != Given::Absent {
            return None;
        }
        let parameters = fact.parameters.as_deref()?;
        let positional = call.args.iter().take_while(|arg| arg.kind == ArgKind::Positional);
        let mut given = positional.zip(parameters).enumerate();
        let (position, (_, parameter)) = given.find(|(_, (arg, parameter))| {
            timeout.mistaken.contains(parameter) && self.is_meant_as_limit(arg.value, name)
        })?;
        let mend = Some(self.with_argument_named(call, position, name));
        Some(DeadLimit { mend, ..self.dead_at(call, Why::Misplaced(parameter.as_str().into())) })
    }

    /// Whether a value is a number, or bears the parameter's name and nothing says that it is anything else.
    fn is_meant_as_limit(&self, value: ExprId, name: &str) -> bool {
        match self.constant(value) {
            Some(Constant::Number(_)) => true,
            Some(_) => false,
            None => match &self.ast[value].kind {
                ExprKind::Name(given) | ExprKind::Attribute { attr: given, .. } => given.eq_ignore_ascii_case(name),
                _ => false,
            },
        }
    }

    /// A timeout object that limits connecting or the like, with neither a total nor a limit for the answer.
    pub(super) fn dropped_total(&self, call: &Call<'a>) -> Option<DeadLimit> {
        let drops = call.fact.and_then(|fact| fact.drops_default) == Some(true);
        if !drops || !call.has_role(Role::TimeoutObject) {
            return None;
        }
        let (total, parameter) = self.meant(call, Meaning::Total)?;
        let reading = self.meant(call, Meaning::Reading).map_or(Given::Absent, |(given, _)| given);
        let written = call.args.iter().any(|arg| self.constant(arg.value) != Some(Constant::None));
        if !written || !self.is_left_open(total) || !self.is_left_open(reading) {
            return None;
        }
        let mend = Some(self.with_argument(call, &parameter.name, "30"));
        Some(DeadLimit { mend, ..self.dead_at(call, Why::DropsTotal) })
    }

    fn is_left_open(&self, given: Given) -> bool {
        match given {
            Given::Absent => true,
            Given::Value(value) => self.constant(value) == Some(Constant::None),
            Given::Unknown => false,
        }
    }
}
