//! How a retry could be mended, in the author's own words.

use super::Retry;
use crate::catalog::schema::{Meaning, Role};
use crate::semantic::Model;
use crate::syntax::ast::{ArgKind, ExprId, ExprKind};

impl Model<'_> {
    /// A policy's call with an argument for `meaning` added: `retry(stop=stop_after_attempt(5))`.
    pub fn policy_with(&self, retry: &Retry, meaning: Meaning) -> Option<String> {
        let policy = retry.policy?;
        let (callee, args) = match &self.ast[policy].kind {
            ExprKind::Call { func, args } => (*func, &**args),
            _ => (policy, &[][..]),
        };
        let (fact, name) = self.fact(&self.infer(callee).ty);
        let parameter = &fact?.meanings.as_ref()?.get(&meaning)?.name;
        let value = match fact?.role? {
            Role::RetryCarrier => self.policy_for(args.iter().find(|arg| self.is_for(arg, parameter))?.value)?,
            _ => self.policy_value(callee, &name, meaning)?,
        };
        let kept = args.iter().filter(|arg| !self.is_for(arg, parameter));
        let kept = kept.map(|arg| self.slice(arg.span).to_owned()).chain([format!("{parameter}={value}")]);
        Some(format!("{}({})", self.text(callee), kept.collect::<Vec<_>>().join(", ")))
    }

    fn is_for(&self, arg: &crate::syntax::ast::Arg, parameter: &str) -> bool {
        matches!(&arg.kind, ArgKind::Keyword(name) if name == parameter)
    }

    /// What to pass for `meaning` to the policy of that name: a number, or a strategy of its library.
    fn policy_value(&self, callee: ExprId, name: &str, meaning: Meaning) -> Option<String> {
        let (role, prefer, args) = match meaning {
            Meaning::Wait => (Role::WaitStrategy, "random_exponential", ""),
            Meaning::Stop => (Role::StopStrategy, "attempt", "5"),
            Meaning::RetryOn => (Role::RetryPredicate, "exception_type", "ConnectionError"),
            _ => return None,
        };
        let Some(strategy) = self.catalog.companion(name, role, prefer) else {
            return match meaning {
                Meaning::Wait => Some("0.5".to_owned()),
                Meaning::Stop => Some("5".to_owned()),
                _ => Some("ConnectionError".to_owned()),
            };
        };
        Some(format!("{}({args})", self.spelled(callee, strategy)))
    }

    /// A library's name as the author would write it beside `callee`: with the module's name where that is used.
    fn spelled<'s>(&self, callee: ExprId, name: &'s str) -> &'s str {
        match self.ast[callee].kind {
            ExprKind::Attribute { .. } => name,
            _ => name.rsplit('.').next().unwrap_or(name),
        }
    }

    /// A policy object that makes `number` retries and waits between them.
    fn policy_for(&self, number: ExprId) -> Option<String> {
        let policy = self.catalog.policy_class()?;
        let meanings = self.catalog.class(policy)?.constructor.meanings.as_ref()?;
        let (stop, wait) = (&meanings.get(&Meaning::Stop)?.name, &meanings.get(&Meaning::Wait)?.name);
        let class = policy.rsplit('.').next().unwrap_or(policy);
        Some(format!("{class}({stop}={}, {wait}=0.5)", self.text(number)))
    }

    /// The call that waits in the code around a retry: `time.sleep`, or awaited where a coroutine waits.
    pub fn sleep_call(&self, retry: &Retry) -> String {
        let is_async = self.function(retry.function).is_async;
        let sleep = self.catalog.sleep(is_async).unwrap_or("sleep");
        if is_async { format!("await {sleep}") } else { sleep.to_owned() }
    }
}
