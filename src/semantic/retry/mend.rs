//! How a retry could be mended, in the author's own words.

use super::Retry;
use super::attempt::Work;
use crate::catalog::schema::{Meaning, Parameter};
use crate::semantic::Model;
use crate::semantic::index::BindingKind;
use crate::syntax::ast::{Arg, ArgKind, ExprId, ExprKind, Name};

/// What stands for the exception classes in a catalogue's example: as one expression, and separated by commas.
const CLASSES: [&str; 2] = ["{}", "{*}"];

impl Model<'_> {
    /// A policy's call with an argument for `meaning` set: `retry(stop=tenacity.stop_after_attempt(5))`.
    pub fn policy_with(&self, retry: &Retry, meaning: Meaning) -> Option<String> {
        let policy = retry.policy?;
        let (callee, args) = match &self.ast[policy].kind {
            ExprKind::Call { func, args } => (*func, &**args),
            _ => (policy, &[][..]),
        };
        let fact = self.fact(&self.infer(callee).ty).0?;
        let meanings = fact.meanings.as_ref()?;
        // A wait that is told its length (`interval=0`) is mended there.
        let length = meanings.get(&Meaning::Delay).filter(|length| args.iter().any(|arg| is_for(arg, length)));
        let parameter = length.filter(|_| meaning == Meaning::Wait).or_else(|| meanings.get(&meaning))?;
        let names = fact.parameters.iter().flatten().take_while(|name| *name != "*");
        let position = names.into_iter().position(|name| *name == parameter.name);
        let own = args.iter().position(|arg| is_for(arg, parameter));
        let place =
            own.or_else(|| position.filter(|&at| args.get(at).is_some_and(|arg| arg.kind == ArgKind::Positional)));
        let value = match &parameter.takes {
            Some(class) => self.policy_for(callee, class, args.get(place?)?.value)?,
            None => self.example(callee, parameter, retry, meaning),
        };
        let mut written = args.iter().map(|arg| self.slice(arg.span).to_owned()).collect::<Vec<_>>();
        match place {
            Some(at) if args[at].kind == ArgKind::Positional => written[at] = value,
            Some(at) => written[at] = format!("{}={value}", parameter.name),
            None => written.push(format!("{}={value}", parameter.name)),
        }
        Some(format!("{}({})", self.text(callee), written.join(", ")))
    }

    /// A good value for a parameter: the catalogue's example, else a number or the class of the failure.
    fn example(&self, callee: ExprId, parameter: &Parameter, retry: &Retry, meaning: Meaning) -> String {
        let classes = self.failures_of(retry);
        let one = match &classes[..] {
            [one] => one.clone(),
            many => format!("({})", many.join(", ")),
        };
        let plain = match meaning {
            Meaning::Wait => "1",
            Meaning::Stop => "5",
            _ => CLASSES[0],
        };
        let example = parameter.example.as_deref().unwrap_or(plain);
        let example = example.replace(CLASSES[0], &one).replace(CLASSES[1], &classes.join(", "));
        match example.split_once('(') {
            Some((name, rest)) if name.contains('.') => format!("{}({rest}", self.spelled(callee, name)),
            None if example.contains('.') && meaning == Meaning::Wait && parameter.example.is_some() => {
                self.spelled(callee, &example).to_owned()
            }
            _ => example,
        }
    }

    /// The classes that the retried function's network operations raise; the builtin one where none is known.
    fn failures_of(&self, retry: &Retry) -> Vec<String> {
        let mut found = Vec::new();
        let attempts = self.attempts_in(self.stmts_of(retry.function));
        for attempt in attempts.iter().filter(|attempt| attempt.work > Work::Unknown) {
            let raises = self.call(attempt.call).and_then(|call| call.fact?.raises.as_ref());
            for class in raises.into_iter().flatten().filter(|class| !self.is_catch_all(class)) {
                if !found.contains(class) {
                    found.push(class.clone());
                }
            }
        }
        if found.is_empty() { vec!["ConnectionError".to_owned()] } else { found }
    }

    /// A library's name as it can be written at `place`: short where the file imports it so, else in full.
    fn spelled<'s>(&self, place: ExprId, name: &'s str) -> &'s str {
        let short = name.rsplit('.').next().unwrap_or(name);
        if self.means(place, &short.into(), name) { short } else { name }
    }

    /// Whether a bare name at `place` is an import of `full`.
    fn means(&self, place: ExprId, short: &Name, full: &str) -> bool {
        let Some(scope) = self.scope_of(place, short) else { return false };
        self.reaching(place, short, scope).iter().all(|binding| match &binding.kind {
            BindingKind::ImportFrom { module, level: 0, name } => {
                self.catalog.canonical(&format!("{module}.{name}")) == self.catalog.canonical(full)
            }
            _ => false,
        })
    }

    /// A policy object that makes `number` retries and waits between them.
    fn policy_for(&self, place: ExprId, class: &str, number: ExprId) -> Option<String> {
        let meanings = self.catalog.class(class)?.constructor.meanings.as_ref()?;
        let (stop, wait) = (&meanings.get(&Meaning::Stop)?.name, &meanings.get(&Meaning::Wait)?.name);
        Some(format!("{}({stop}={}, {wait}=0.5)", self.spelled(place, class), self.text(number)))
    }

    /// The call that waits in the code around a retry: `time.sleep`, or awaited where a coroutine waits.
    pub fn sleep_call(&self, retry: &Retry) -> String {
        let is_async = self.function(retry.function).is_async;
        let sleep = self.catalog.sleep(is_async).unwrap_or("sleep");
        if is_async { format!("await {sleep}") } else { sleep.to_owned() }
    }
}

fn is_for(arg: &Arg, parameter: &Parameter) -> bool {
    matches!(&arg.kind, ArgKind::Keyword(name) if *name == *parameter.name)
}
