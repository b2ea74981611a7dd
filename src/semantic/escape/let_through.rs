//! Handlers that raise what they caught again, themselves or in functions that they give it to.

use super::{Catches, Walk};
use crate::semantic::index::{FunctionId, Part};
use crate::syntax::ast::{ExceptClause, ExprId, ExprKind, Name, StmtId, StmtKind};

impl Walk<'_, '_> {
    /// Whether a handler raises the exception that it caught again, on some way, or keeps it for one who does.
    pub(super) fn lets_through(&self, stmt: StmtId, handler: &ExceptClause) -> bool {
        let model = &self.model;
        let inside = model.all_stmts(&handler.body);
        let raises = inside.iter().any(|&inner| {
            let same = match model.ast[inner].kind {
                StmtKind::Raise { exc: None, .. } => !self.in_inner_handler(inner, stmt),
                StmtKind::Raise { exc: Some(exc), .. } => self.is_caught_name(exc, handler.name.as_ref()),
                _ => self.is_raised_in_calls(inner, handler.name.as_ref()),
            };
            same && !self.is_for_others(inner, Some(stmt), handler.name.as_ref())
        });
        raises || self.is_raised_later(stmt, handler, &inside)
    }

    /// Whether a statement gives the exception `name` to a function of the project that raises it again.
    fn is_raised_in_calls(&self, stmt: StmtId, name: Option<&Name>) -> bool {
        let model = &self.model;
        model.own_calls(stmt).into_iter().filter_map(|call| model.call(call)).any(|call| {
            let Some((walk, function)) = call.value.ty.function().and_then(|function| self.deeper(function)) else {
                return false;
            };
            let plain = walk.model.function(function).decorators.is_empty();
            let given = (0..call.args.len()).filter(|&at| self.is_caught_name(call.args[at].value, name));
            let mut taken = given.filter_map(|at| walk.model.parameter_at(function, &call, at));
            plain && taken.any(|param| walk.raises_parameter(function, &param.name))
        })
    }

    /// Whether a function raises the exception that it is given as `name`, and nothing in it catches that.
    fn raises_parameter(&self, function: FunctionId, name: &Name) -> bool {
        let model = &self.model;
        model.stmts_of(function).iter().any(|&stmt| {
            let raises = match model.ast[stmt].kind {
                StmtKind::Raise { exc: Some(exc), .. } => self.is_caught_name(exc, Some(name)),
                _ => self.is_raised_in_calls(stmt, Some(name)),
            };
            raises && !self.is_for_others(stmt, None, Some(name)) && self.around(stmt).goes_on()
        })
    }

    /// Whether a handler keeps the exception in a variable that the function raises behind it, with nothing around.
    fn is_raised_later(&self, stmt: StmtId, handler: &ExceptClause, inside: &[StmtId]) -> bool {
        let model = &self.model;
        let kept = inside.iter().filter_map(|&inner| match &model.ast[inner].kind {
            StmtKind::Assign { targets, value } if self.is_caught_name(*value, handler.name.as_ref()) => {
                match model.ast[targets[0]].kind {
                    ExprKind::Name(ref name) => Some(name),
                    _ => None,
                }
            }
            _ => None,
        });
        let kept = kept.collect::<Vec<_>>();
        // Where it is raised, another handler may keep it in turn.
        let Some((walk, ())) = self.deeper(model.here(())) else { return false };
        let function = model.index.stmts[stmt.0 as usize].function;
        !kept.is_empty()
            && model.stmts_of(function).iter().any(|&other| match model.ast[other].kind {
                StmtKind::Raise { exc: Some(exc), .. } if !inside.contains(&other) => {
                    matches!(&model.ast[exc].kind, ExprKind::Name(name) if kept.contains(&name))
                        && walk.around(other).goes_on()
                }
                _ => false,
            })
    }

    /// Whether a bare `raise` belongs to another `try` inside the handler of `outer`.
    fn in_inner_handler(&self, stmt: StmtId, outer: StmtId) -> bool {
        let between = self.model.around(stmt).take_while(|(around, _)| *around != outer);
        between.into_iter().any(|(_, part)| matches!(part, Part::Handler(_)))
    }

    /// `e`, or `e.with_traceback(…)`, of `except … as e`.
    fn is_caught_name(&self, exc: ExprId, caught: Option<&Name>) -> bool {
        match &self.model.ast[exc].kind {
            ExprKind::Name(name) => caught == Some(name),
            ExprKind::Call { func, .. } => match self.model.ast[*func].kind {
                ExprKind::Attribute { value, .. } => self.is_caught_name(value, caught),
                _ => false,
            },
            _ => false,
        }
    }

    /// Whether a `raise` in a handler of `outer`, or anywhere in a function, stands under an `isinstance` test that
    /// sends the exception elsewhere.
    fn is_for_others(&self, raise: StmtId, outer: Option<StmtId>, caught: Option<&Name>) -> bool {
        let between = self.model.around(raise).take_while(|(around, _)| Some(*around) != outer);
        between.into_iter().any(|(around, part)| match self.model.ast[around].kind {
            StmtKind::If { test, .. } => match self.passes(test, caught) {
                Some(passes) => passes == (part == Part::Else),
                None => false,
            },
            _ => false,
        })
    }

    /// Whether the exception passes an `isinstance` test for certain, or fails it for certain.
    fn passes(&self, test: ExprId, caught: Option<&Name>) -> Option<bool> {
        let args = match &self.model.ast[test].kind {
            ExprKind::Not(inner) => return self.passes(*inner, caught).map(|passes| !passes),
            ExprKind::Call { args, .. } => args,
            _ => return None,
        };
        let [object, class] = &args[..] else { return None };
        if !self.model.is_symbol(test, "isinstance") || !self.is_caught_name(object.value, caught) {
            return None;
        }
        match self.any(self.model.classes_in(class.value)) {
            Catches::All => Some(true),
            Catches::Nothing => Some(false),
            Catches::Some | Catches::Unknown => None,
        }
    }
}
