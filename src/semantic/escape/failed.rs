//! Handlers whose handling is that a call failed, and what may be a failure of the network.

use crate::semantic::Model;
use crate::semantic::handler::{Caught, Handler};
use crate::semantic::index::{BindingKind, ClassId, Part};
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::syntax::ast::{ExprId, ExprKind, Name};

/// Builtin exceptions that the network raises.
const NETWORK_BUILTINS: [&str; 7] = [
    "OSError",
    "ConnectionError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "ConnectionAbortedError",
    "BrokenPipeError",
    "TimeoutError",
];

impl Model<'_> {
    /// The last part of a dotted name, or the name under which another file of the project knows an imported one.
    pub(crate) fn foreign_name(&self, expr: ExprId) -> Option<Name> {
        match &self.ast[expr].kind {
            ExprKind::Attribute { attr, .. } => Some(attr.clone()),
            ExprKind::Name(name) => {
                let scope = self.scope_of(expr, name)?;
                self.bindings(scope, name).iter().find_map(|binding| match &binding.kind {
                    BindingKind::ImportFrom { name, .. } => Some(name.clone()),
                    _ => None,
                })
            }
            _ => None,
        }
    }

    /// The handler in whose body `at` stands, if what it handles is that a call failed: the innermost one.
    pub fn failed_call_handler(&self, at: ExprId) -> Option<Handler> {
        let handlers = self.around(self.stmt_of(at)).filter_map(|(stmt, part)| match part {
            Part::Handler(number) => Some(Handler::Clause(stmt, number)),
            _ => None,
        });
        let mut handlers = handlers.filter(|&handler| self.is_for_failed_call(handler));
        if self.function(self.function_of(at)).value.is_some() { None } else { handlers.next() }
    }

    /// Whether the guarded code makes a call, and the handler takes what a failing peer raises.
    fn is_for_failed_call(&self, handler: Handler) -> bool {
        let guarded = self.all_stmts(self.guarded(handler));
        let calls = guarded.into_iter().flat_map(|stmt| self.own_calls(stmt)).filter_map(|call| self.call(call));
        let (mut any, mut fits) = (false, false);
        for call in calls {
            match call.fact {
                Some(fact) if fact.network.is_some() => {
                    let failures = fact.raises.as_deref().unwrap_or_default();
                    fits |= failures.iter().any(|class| self.may_end_in(handler, class));
                }
                Some(_) => {}
                None => any = true,
            }
        }
        fits || (any && self.caught(handler).iter().any(|class| self.may_be_network_failure(class)))
    }

    fn may_end_in(&self, handler: Handler, class: &str) -> bool {
        self.caught(handler).iter().any(|caught| match caught {
            Caught::Named(name) => {
                self.catalog.is_subclass(class, name) != Some(false)
                    || self.catalog.is_subclass(name, class) == Some(true)
            }
            Caught::Local(_) => false,
            Caught::Unknown(_) => true,
        })
    }

    /// Whether a class may be what a call that nothing is known about raises when its peer fails.
    fn may_be_network_failure(&self, class: &Caught) -> bool {
        match class {
            Caught::Named(name) if name.contains('.') => self.catalog.is_subclass(name, "ValueError") != Some(true),
            Caught::Named(name) => {
                self.is_catch_all(name) || NETWORK_BUILTINS.contains(&name.as_str()) || !self.catalog.is_exception(name)
            }
            Caught::Local(class) => self.library_exceptions(*class).any(|base| self.catalog.is_network_failure(&base)),
            Caught::Unknown(_) => true,
        }
    }

    /// The exception classes outside of the project from which a class descends.
    pub(crate) fn library_exceptions(&self, class: In<ClassId>) -> impl Iterator<Item = Name> + '_ {
        let bases = self.lineage(class).into_iter().flat_map(|class| self.bases(class));
        bases.filter_map(|base| match base {
            Type::Symbol(name) if self.catalog.is_exception(&name) => Some(name),
            _ => None,
        })
    }
}
