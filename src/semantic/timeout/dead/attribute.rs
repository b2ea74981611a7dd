//! Attributes that look like a time limit, and that the library never reads.

use super::{DeadLimit, Why};
use crate::semantic::arguments::Constant;
use crate::semantic::infer::Type;
use crate::semantic::limit::Limit;
use crate::semantic::origin::Origin;
use crate::semantic::{Call, Model};
use crate::source::Span;
use crate::syntax::ast::{ExprId, ExprKind, Name};

impl<'a> Model<'a> {
    /// Assignments to such attributes, where nobody in the project reads them either.
    pub(super) fn unread_attributes(&self) -> Vec<DeadLimit> {
        let assigned = self.index.patched.iter();
        assigned.filter_map(|&(object, ref attr, value)| self.unread_attribute(object, attr, value)).collect()
    }

    fn unread_attribute(&self, object: ExprId, attr: &Name, value: ExprId) -> Option<DeadLimit> {
        let found = self.infer(object);
        let Type::Instance(class) = &found.ty else { return None };
        if !self.catalog.is_without_effect(class, attr) || self.constant(value) == Some(Constant::None) {
            return None;
        }
        let origins = self.origins(object);
        if self.is_limited_otherwise(&origins) || self.is_read_somewhere(object, attr) {
            return None;
        }
        let known = !origins.iter().any(|origin| matches!(origin, Origin::Parameter(..) | Origin::Unknown));
        let span = Span::new(self.span(object).start, self.target_end(object, attr));
        let related = self.calls().find(|call| self.can_be_limited(call, &origins));
        let mend = related.as_ref().and_then(|call| {
            let name = call.fact?.timeout.as_ref()?.parameter.as_deref()?;
            Some(self.with_argument(call, name, self.text(value)))
        });
        let related = related.map(|call| self.here(call.expr));
        Some(DeadLimit { span, why: Why::Unread, mend, related, sure: found.sure && known })
    }

    /// Where the target `object.attr` ends.
    fn target_end(&self, object: ExprId, attr: &str) -> u32 {
        let end = self.span(object).end;
        let whole = self.ast.exprs.iter().find(
            |expr| matches!(&expr.kind, ExprKind::Attribute { value, attr: found } if *value == object && found == attr),
        );
        whole.map_or(end, |whole| whole.span.end)
    }

    /// Whether something else that is set on the object may limit its calls.
    fn is_limited_otherwise(&self, origins: &[Origin]) -> bool {
        matches!(self.set_on(origins), Some(Limit::Finite | Limit::Unknown))
    }

    /// Whether a call goes through the object, and takes a limit that it is not given.
    fn can_be_limited(&self, call: &Call<'a>, origins: &[Origin]) -> bool {
        let takes = call.fact.is_some_and(|fact| fact.network.is_some() && fact.timeout.is_some());
        let object = self.receiver(call.callee).filter(|_| takes);
        object.is_some_and(|object| self.same_object(&self.origins(object), origins))
    }

    /// Whether the project reads the attribute of something of the same name or class: the author passes it on.
    fn is_read_somewhere(&self, object: ExprId, attr: &Name) -> bool {
        let name = self.variable_name(object);
        self.program.files().any(|file| {
            let model = self.program.model(file);
            let reads = |expr: &ExprKind| match expr {
                ExprKind::Attribute { value, attr: read } if read == attr => {
                    model.variable_name(*value) == name && !model.is_assigned(*value, attr)
                }
                _ => false,
            };
            model.ast.exprs.iter().any(|expr| reads(&expr.kind))
        })
    }

    fn is_assigned(&self, object: ExprId, attr: &Name) -> bool {
        self.index.patched.iter().any(|(patched, name, _)| *patched == object && name == attr)
    }

    fn variable_name(&self, expr: ExprId) -> Option<Name> {
        match &self.ast[expr].kind {
            ExprKind::Name(name) | ExprKind::Attribute { attr: name, .. } => Some(name.clone()),
            _ => None,
        }
    }
}
