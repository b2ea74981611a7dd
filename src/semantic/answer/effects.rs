//! What a statement does to what is known on a way: variables, items, and the status and body of the answer.

use super::paths::{State, Walk};
use super::value::{Val, What};
use crate::semantic::arguments::Constant;
use crate::semantic::cfg::Oracle;
use crate::semantic::handler::Handler;
use crate::semantic::index::Part;
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtId, StmtKind};

/// Names of attributes by which a response is given its body.
const BODIES: [&str; 5] = ["media", "body", "text", "content", "data"];

/// Whether a name says that it is a response's status.
fn is_status_name(name: &str) -> bool {
    name.split('_').any(|word| word == "status")
}

impl Walk<'_, '_> {
    /// What a statement does to what is known; whether it raises, or never returns.
    pub(super) fn leaves(&self, stmt: StmtId, state: &mut State) -> bool {
        let tainted = state.handler.is_some_and(|handler| self.is_inside(stmt, handler));
        match &self.model.ast[stmt].kind {
            StmtKind::Raise { .. } => return true,
            StmtKind::Return(Some(value)) if self.model.never_returns(self.model.awaited(*value)) => return true,
            StmtKind::Expr(value) if self.model.never_returns(self.model.awaited(*value)) => return true,
            StmtKind::Return(value) => {
                state.returned = *value;
                state.value = value.map(|value| self.eval(state).expr(value));
            }
            StmtKind::Expr(value) => self.effect(*value, tainted, state),
            StmtKind::Assign { targets, value } => {
                let given = self.eval(state).expr(*value).taint_if(tainted);
                targets.iter().for_each(|&target| self.assign(target, given.clone(), state));
            }
            StmtKind::AnnAssign { target, value: Some(value), .. } => {
                let given = self.eval(state).expr(*value).taint_if(tainted);
                self.assign(*target, given, state);
            }
            StmtKind::AugAssign { target, value, .. } => {
                let touched = self.eval(state).expr(*value).is_touched() || self.eval(state).expr(*target).is_touched();
                self.assign(*target, Val::UNKNOWN.taint(touched || tainted), state);
            }
            StmtKind::For(parts) => self.assign(parts.target, Val::UNKNOWN, state),
            StmtKind::With { items, .. } => {
                items.iter().filter_map(|item| item.target).for_each(|target| self.assign(target, Val::UNKNOWN, state));
            }
            _ => {}
        }
        false
    }

    fn is_inside(&self, stmt: StmtId, handler: Handler) -> bool {
        let Handler::Clause(outer, number) = handler else { return false };
        self.model.around(stmt).any(|(around, part)| around == outer && part == Part::Handler(number))
    }

    fn assign(&self, target: ExprId, value: Val, state: &mut State) {
        match &self.model.ast[target].kind {
            ExprKind::Name(name) => {
                state.names.insert(name.clone(), value);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => {
                let items = match &value.what {
                    What::List(items) if items.len() == targets.len() => items.clone(),
                    _ => vec![Val::UNKNOWN.taint(value.is_touched()); targets.len()],
                };
                targets.iter().zip(items).for_each(|(&target, item)| self.assign(target, item, state));
            }
            ExprKind::Subscript { value: object, index } => {
                let key = match self.eval(state).expr(*index).what {
                    What::Const(Constant::Str(key)) => Some(key),
                    _ => None,
                };
                self.change(*object, state, &mut |held| held.put(key.clone(), value.clone()));
            }
            ExprKind::Attribute { value: object, attr } => self.assign_attribute(*object, attr, value, state),
            _ => {}
        }
    }

    /// Changes what the variable at the root of `object` holds: the item itself where the way to it is constant.
    fn change(&self, object: ExprId, state: &mut State, change: &mut dyn FnMut(&mut Val)) {
        match &self.model.ast[object].kind {
            ExprKind::Name(name) => {
                if let Some(held) = state.names.get_mut(name) {
                    change(held);
                }
            }
            ExprKind::Subscript { value: outer, index } => {
                let key = match self.eval(state).expr(*index).what {
                    What::Const(Constant::Str(key)) => Some(key),
                    _ => None,
                };
                let mut inner = self.eval(state).expr(object);
                change(&mut inner);
                self.change(*outer, state, &mut |held| held.put(key.clone(), inner.clone()));
            }
            _ => {}
        }
    }

    /// `response.status_code = 503`, `resp.media = report`, `report.status = "down"`.
    fn assign_attribute(&self, object: ExprId, attr: &Name, value: Val, state: &mut State) {
        let held = match &self.model.ast[object].kind {
            ExprKind::Name(name) => state.names.get_mut(name),
            _ => None,
        };
        match held.map(|held| &mut held.what) {
            Some(What::Answer { status, .. }) if is_status_name(attr) => *status = Some(Box::new(value)),
            Some(What::Answer { body, .. }) => **body = value,
            Some(What::Dict(_)) => self.change(object, state, &mut |held| held.put(Some(attr.clone()), value.clone())),
            _ if is_status_name(attr) => state.status = Some(value),
            _ if BODIES.contains(&attr.as_str()) => state.body = Some(value),
            _ => {}
        }
    }

    /// A call for what it does: it sets the status or the body, or changes a list or a dict.
    fn effect(&self, value: ExprId, tainted: bool, state: &mut State) {
        let Some(call) = self.model.call(self.model.awaited(value)) else { return };
        let given = |index: usize| call.args.get(index).map(|arg| self.eval(state).expr(arg.value).taint_if(tainted));
        if let Some((status, body)) = self.eval(state).answer(&call) {
            state.status = status.or(state.status.take());
            state.body = body.or(state.body.take());
            return;
        }
        let ExprKind::Attribute { value: object, attr } = &self.model.ast[call.callee].kind else { return };
        let (object, first) = (*object, given(0).unwrap_or(Val::UNKNOWN.taint(tainted)));
        match attr.as_str() {
            "append" | "add" => self.change(object, state, &mut |held| held.put(None, first.clone())),
            "extend" | "update" => {
                let keywords =
                    self.eval(state).keywords(&call).into_iter().map(|(name, item)| (name, item.taint_if(tainted)));
                let keywords = keywords.collect::<Vec<_>>();
                self.change(object, state, &mut |held| held.merge(first.clone(), keywords.clone()));
            }
            name if is_status_name(name) && call.fact.is_none() => state.status = Some(first),
            _ => {}
        }
    }
}
