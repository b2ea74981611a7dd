//! Waits with a limit inside the `with` block of the pool that does the work: its end waits again, without one.

use super::{DeadLimit, Why};
use crate::catalog::schema::Role;
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::index::{BindingKind, Part};
use crate::semantic::infer::Type;
use crate::semantic::origin::Origin;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtId, StmtKind};

/// How many steps lead from an item back to the collection's making.
const MAX_STEPS: u8 = 4;

impl<'a> Model<'a> {
    /// A wait with a limit for work whose pool waits for it at the end of a block around.
    pub(super) fn owned_wait(&self, call: &Call<'a>) -> Option<DeadLimit> {
        let ExprKind::Attribute { value: future, attr } = &self.ast[call.callee].kind else { return None };
        if call.args.is_empty() {
            return None;
        }
        let started = self.handed_over(*future)?;
        let result = started.fact?.returns.as_deref()?;
        let fact = self.catalog.method(result, attr).filter(|fact| fact.role == Some(Role::BlockingWait))?;
        let name = fact.timeout.as_ref()?.parameter.as_deref()?;
        let position = fact.parameters.as_ref().and_then(|names| names.iter().position(|one| one == name));
        match self.passed(call.args, name, position) {
            Given::Value(value) if self.constant(value) != Some(Constant::None) => {}
            _ => return None,
        }
        let pool = self.receiver(started.callee)?;
        let (block, made) = self.joining_block(self.stmt_of(call.expr), pool)?;
        if self.is_tick(call, block) || self.is_pool_handled(block, pool) {
            return None;
        }
        let sure = started.value.sure;
        Some(DeadLimit { related: Some(self.here(made)), sure, ..self.dead_at(call, Why::Owned) })
    }

    /// The `with` block around a statement that waits at its end for the work of `pool`, and what makes the pool.
    fn joining_block(&self, stmt: StmtId, pool: ExprId) -> Option<(StmtId, ExprId)> {
        let owner = self.origins(pool);
        let joins = |context: ExprId| match self.infer(context).ty {
            Type::Instance(class) => self.catalog.joins_on_exit(&class),
            _ => false,
        };
        let blocks = self.around(stmt).filter(|(_, part)| *part == Part::Body);
        blocks.into_iter().find_map(|(outer, _)| {
            let StmtKind::With { items, .. } = &self.ast[outer].kind else { return None };
            let mut contexts = items.iter().map(|item| item.context);
            let made = contexts.find(|&made| joins(made) && self.same_object(&self.origins(made), &owner))?;
            Some((outer, made))
        })
    }

    /// Whether a wait goes round in a `while` loop of the block: it is a tick between looks at the work.
    fn is_tick(&self, call: &Call<'a>, block: StmtId) -> bool {
        let inner = self.around(self.stmt_of(call.expr)).take_while(|(outer, _)| *outer != block);
        inner.into_iter().any(|(outer, _)| matches!(self.ast[outer].kind, StmtKind::While { .. }))
    }

    /// Whether the block does more with the pool than to hand work over, as to kill it, or leaves the process.
    fn is_pool_handled(&self, block: StmtId, pool: ExprId) -> bool {
        let StmtKind::With { body, .. } = &self.ast[block].kind else { return true };
        let text = self.text(pool);
        let mut handled = false;
        for part in self.all_stmts(body).into_iter().flat_map(|stmt| self.own_exprs(stmt)) {
            self.visit(part, &mut |expr, kind| {
                let exits = || self.call(expr).is_some_and(|call| call.has_role(Role::Exits));
                handled |= match kind {
                    ExprKind::Name(_) | ExprKind::Attribute { .. } => {
                        self.text(expr) == text && !self.is_plain_use(expr)
                    }
                    ExprKind::Call { .. } => exits(),
                    _ => false,
                };
            });
        }
        handled
    }

    /// Whether a mention of a pool hands work over, or closes it.
    fn is_plain_use(&self, pool: ExprId) -> bool {
        let plain = |call: Call<'a>| call.has_role(Role::HandOff) || call.has_role(Role::Close);
        let mut outer = self.wrappers(pool);
        match outer.next().map(|outer| (outer, &self.ast[outer].kind)) {
            Some((_, ExprKind::Attribute { .. })) => outer.next().and_then(|call| self.call(call)).is_some_and(plain),
            Some((call, ExprKind::Call { .. })) => self.call(call).is_some_and(plain),
            _ => false,
        }
    }

    /// The call that handed the work over whose future `expr` is.
    fn handed_over(&self, future: ExprId) -> Option<Call<'a>> {
        let made = self.origins(future).into_iter().find_map(|origin| match origin {
            Origin::Expr(made) => self.hand_off(self.own(made)?),
            _ => None,
        });
        made.or_else(|| self.handed_over_as_item(future))
    }

    fn hand_off(&self, expr: ExprId) -> Option<Call<'a>> {
        self.call(expr).filter(|call| call.has_role(Role::HandOff) && matches!(call.value.ty, Type::Method(..)))
    }

    /// The call that handed the work over, where the future is an item of a collection.
    fn handed_over_as_item(&self, future: ExprId) -> Option<Call<'a>> {
        let ExprKind::Name(name) = &self.ast[future].kind else { return None };
        let scope = self.scope_of(future, name)?;
        self.reaching(future, name, scope).into_iter().find_map(|binding| match binding.kind {
            BindingKind::Iterated(items) | BindingKind::IteratedPart(items, _) => self.hand_off_in(items, MAX_STEPS),
            _ => None,
        })
    }

    /// A call that hands over the work whose futures are the items of a collection.
    fn hand_off_in(&self, items: ExprId, steps: u8) -> Option<Call<'a>> {
        let steps = steps.checked_sub(1)?;
        match &self.ast[items].kind {
            ExprKind::Call { func, args } => {
                let object = self.receiver(*func).into_iter();
                object.chain(args.iter().map(|arg| arg.value)).find_map(|part| self.hand_off_in(part, steps))
            }
            ExprKind::Name(name) => {
                let scope = self.scope_of(items, name)?;
                let made = self.reaching(items, name, scope).into_iter().find_map(|binding| match binding.kind {
                    BindingKind::Value(value) | BindingKind::Annotated(_, Some(value)) => {
                        self.hand_off_in(value, steps)
                    }
                    _ => None,
                });
                made.or_else(|| self.hand_off_into(name, items))
            }
            ExprKind::Comprehension { key, element, .. } => {
                key.iter().chain([element]).flat_map(|&part| self.calls_in(part)).find_map(|call| self.hand_off(call))
            }
            ExprKind::List(_) | ExprKind::Tuple(_) | ExprKind::Dict(_) | ExprKind::Set(_) => {
                self.calls_in(items).into_iter().find_map(|call| self.hand_off(call))
            }
            _ => None,
        }
    }

    /// A call whose future is put into the collection of that name, in the function of `at`.
    fn hand_off_into(&self, collection: &Name, at: ExprId) -> Option<Call<'a>> {
        let function = self.function_of(at);
        let is_collection = |expr: ExprId| matches!(&self.ast[expr].kind, ExprKind::Name(name) if name == collection);
        let takes = |target: ExprId| match self.ast[target].kind {
            ExprKind::Attribute { value, .. } | ExprKind::Subscript { value, .. } => is_collection(value),
            _ => false,
        };
        let started = self.calls().filter(|call| self.function_of(call.expr) == function);
        started.filter_map(|call| self.hand_off(call.expr)).find(|call| {
            let appended = self.wrappers(call.expr).any(|outer| match self.ast[outer].kind {
                ExprKind::Call { func, .. } => takes(func),
                ExprKind::Subscript { .. } => takes(outer),
                _ => false,
            });
            appended
                || match &self.ast[self.stmt_of(call.expr)].kind {
                    StmtKind::Assign { targets, .. } => targets.iter().any(|&target| takes(target)),
                    _ => false,
                }
        })
    }
}
