//! What messages say about operations that do not end.

use crate::catalog::schema::Role;
use crate::semantic::infer::Type;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, ExprKind};

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
}
