//! Limits around a thread: the wait for it ends, the thread does not.

use super::{DeadLimit, Why};
use crate::catalog::schema::{Meaning, Role};
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::semantic::timeout::EffectiveTimeout;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{Arg, ArgKind, ExprId, ExprKind};
use rustc_hash::FxHashSet;

/// How deep functions are followed that run in the thread.
const MAX_CALLS: u8 = 4;

impl<'a> Model<'a> {
    /// A bounded wait, or a scope, around work in a thread that has no limit of its own.
    pub(super) fn unlimited_thread(&self, call: &Call<'a>) -> Option<DeadLimit> {
        let in_thread = call.has_role(Role::HandOff) && call.fact.and_then(|fact| fact.is_async) == Some(true);
        let limiter = self.limiter_of(call.expr).filter(|_| in_thread)?;
        let target = self.meant_value(call, Meaning::Target)?;
        let work = self.endless_target(call, target)?;
        let sure = call.value.sure && limiter.value.sure;
        Some(DeadLimit { related: Some(work), sure, ..self.dead_at(&limiter, Why::Thread) })
    }

    /// The operation without a limit that the function handed over runs; the function itself where it is a library's.
    fn endless_target(&self, call: &Call<'a>, target: ExprId) -> Option<In<ExprId>> {
        let after = call.args.iter().position(|arg| arg.value == target).map_or(call.args.len(), |at| at + 1);
        match &self.ast[target].kind {
            ExprKind::Lambda { body, .. } => {
                self.endless_among(self.calls_in(*body), MAX_CALLS, &mut FxHashSet::default())
            }
            ExprKind::Call { args, .. } if self.call(target).is_some_and(|made| made.has_role(Role::Partial)) => {
                let applied = args.first().filter(|arg| arg.kind == ArgKind::Positional)?;
                self.endless_function(call, applied.value, &args[1..])
            }
            _ => self.endless_function(call, target, &call.args[after..]),
        }
    }

    fn endless_function(&self, call: &Call<'a>, target: ExprId, args: &'a [Arg]) -> Option<In<ExprId>> {
        let value = self.infer(target);
        if let Type::Function(function) | Type::Bound(function) = value.ty {
            let (model, function) = self.of(function);
            return model.endless_in(function, MAX_CALLS, &mut FxHashSet::default());
        }
        let (fact, name) = self.fact(&value.ty);
        let run = Call { expr: call.expr, callee: target, args, value, fact, name };
        let timeout = fact.filter(|fact| fact.network.is_some())?.timeout.as_ref()?;
        let judged =
            run.value.sure && !self.is_meant_to_wait(&run, timeout) && !self.is_judged_elsewhere(&run, fact?.network);
        (judged && self.limit_of(&run, timeout).is_open()).then(|| self.here(target))
    }

    /// The first operation without a limit that a function of the file runs in its thread.
    fn endless_in(&self, function: FunctionId, depth: u8, seen: &mut FxHashSet<In<FunctionId>>) -> Option<In<ExprId>> {
        let this = self.function(function);
        let runs = !this.is_async && !this.is_generator && this.decorators.is_empty();
        if !runs || !seen.insert(self.here(function)) {
            return None;
        }
        let own = self.index.calls.iter().copied().filter(|&call| self.function_of(call) == function);
        self.endless_among(own.collect(), depth, seen)
    }

    fn endless_among(&self, calls: Vec<ExprId>, depth: u8, seen: &mut FxHashSet<In<FunctionId>>) -> Option<In<ExprId>> {
        calls.into_iter().filter_map(|call| self.call(call)).find_map(|call| {
            let endless = matches!(
                self.effective_timeout(&call),
                EffectiveTimeout::Missing { sure: true, .. } | EffectiveTimeout::SwitchedOff { sure: true, .. }
            );
            if endless && call.value.sure && call.fact.is_some_and(|fact| fact.network.is_some()) {
                return Some(self.here(call.expr));
            }
            let (model, inner) = self.of(call.value.ty.function()?);
            model.endless_in(inner, depth.checked_sub(1)?, seen)
        })
    }
}
