//! What messages say about operations that do not end.

use crate::catalog::schema::Role;
use crate::semantic::arguments::Given;
use crate::semantic::index::{BindingKind, FunctionId};
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ArgKind, ExprId, ExprKind, Name, ParamKind};

/// How many callers are named.
const MAX_CALLERS: usize = 3;

impl<'a> Model<'a> {
    /// The text of a callee, in one line: what stands before a long chain is left out.
    pub fn short_text(&self, callee: ExprId) -> String {
        let text = self.text(callee);
        if text.len() <= 60 && !text.contains('\n') {
            return text.to_owned();
        }
        match &self.ast[callee].kind {
            ExprKind::Attribute { attr, .. } => format!("….{attr}"),
            _ => text.lines().next().unwrap_or_default().to_owned(),
        }
    }

    /// What an operation that does not end holds: the task that awaits it, else the thread.
    pub fn waiter(&self, call: &Call<'a>) -> &'static str {
        if call.fact.and_then(|fact| fact.is_async) == Some(true) { "task" } else { "thread" }
    }

    /// The call that limits the object whose method `call` calls, if its class has such a method.
    pub fn timeout_setter(&self, call: &Call<'a>) -> Option<String> {
        let Type::Method(class, _) = &call.value.ty else { return None };
        let setter = self.catalog.method_with_role(class, Role::TimeoutSetter)?;
        let object = self.short_text(self.receiver(call.callee)?);
        Some(format!("{object}.{setter}(10)"))
    }

    /// The calls of the wrapper in which `call` stands that leave the limit to it, and so to nobody: where it hands its
    /// `**kwargs`, or a parameter, on.
    pub fn callers_without_limit(&self, call: &Call<'a>) -> Vec<In<ExprId>> {
        let Some(name) = call.fact.and_then(|fact| fact.timeout.as_ref()?.parameter.as_deref()) else {
            return Vec::new();
        };
        let given = match self.argument(call, name) {
            Given::Value(value) => self.parameter_behind(value),
            _ => call
                .args
                .iter()
                .filter(|arg| arg.kind == ArgKind::DoubleStar)
                .find_map(|arg| self.parameter_behind(arg.value)),
        };
        let Some((function, parameter)) = given else { return Vec::new() };
        let params = &self.function(function).params;
        let place = params.iter().position(|param| param.name == parameter && param.kind == ParamKind::Plain);
        let silent = self.calls_to(function).iter().copied().filter(|&caller| {
            let (model, caller) = self.of(caller);
            model.leaves_out(caller, name, &parameter, place)
        });
        silent.take(MAX_CALLERS).collect()
    }

    fn parameter_behind(&self, expr: ExprId) -> Option<(FunctionId, Name)> {
        let ExprKind::Name(name) = &self.ast[expr].kind else { return None };
        let scope = self.scope_of(expr, name)?;
        let binding =
            self.reaching(expr, name, scope).into_iter().find(|one| matches!(one.kind, BindingKind::Parameter(_)))?;
        Some((binding.function, name.clone()))
    }

    /// Whether a call gives nothing to a wrapper's parameter, nor by the name that it hands on.
    fn leaves_out(&self, call: ExprId, name: &str, parameter: &str, place: Option<usize>) -> bool {
        let ExprKind::Call { func, args } = &self.ast[call].kind else { return false };
        let bound = matches!(self.infer(*func).ty, Type::Bound(_) | Type::Class(_));
        let place = place.and_then(|place| place.checked_sub(usize::from(bound)));
        self.passed(args, parameter, place) == Given::Absent && self.passed(args, name, None) == Given::Absent
    }
}
