//! What is attempted: network operations, calls that nothing is known about, or local work only.

use super::looped::Looped;
use super::words::says_retry;
use crate::catalog::schema::{Meaning, Role};
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ArgKind, ExprId, ExprKind, Name, StmtId, StmtKind};
use rustc_hash::FxHashSet;

/// What a call does, as far as a retry is concerned; ordered from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Work {
    /// Nothing that could fail with the network.
    Local,
    /// Nothing is known about it.
    Unknown,
    /// A network operation by a customary name, or one through several steps.
    Likely,
    /// A network operation.
    Network,
}

/// A call that a retry makes again.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    pub(super) stmt: StmtId,
    pub(super) call: ExprId,
    pub(super) work: Work,
}

/// How many calls into functions of the file are followed.
const MAX_CALLS: u8 = 6;

/// How many calls around an iterable are seen through: `list(reversed(range(3)))` has two; a name may be made from itself.
const MAX_WRAPPERS: u8 = 4;

impl<'a> Model<'a> {
    /// The calls of these statements that are more than local work.
    pub(super) fn attempts_in(&self, stmts: &[StmtId]) -> Vec<Attempt> {
        let calls = stmts.iter().flat_map(|&stmt| self.own_calls(stmt).into_iter().map(move |call| (stmt, call)));
        let works = calls.map(|(stmt, call)| Attempt { stmt, call, work: self.work_of(call) });
        works.filter(|attempt| attempt.work > Work::Local).collect()
    }

    /// What a call does.
    pub(super) fn work_of(&self, call: ExprId) -> Work {
        self.work(call, MAX_CALLS, &mut FxHashSet::default())
    }

    fn work(&self, call: ExprId, depth: u8, seen: &mut FxHashSet<In<FunctionId>>) -> Work {
        let Some(call) = self.call(call) else { return Work::Local };
        let given = call.args.iter().map(|arg| self.work_of_function(arg.value)).max().unwrap_or(Work::Local);
        let own = match (&call.value.ty, call.fact) {
            (_, Some(fact)) if fact.network.is_some() => network(call.value.sure),
            (Type::Function(function) | Type::Bound(function), _) => self.work_inside(*function, depth, seen),
            (Type::Class(class), None) => match self.find_method(*class, "__init__") {
                Some(init) => self.work_inside(init, depth, seen).max(Work::Local),
                None => Work::Local,
            },
            (_, Some(_)) => Work::Local,
            _ => self.unknown_work(&call),
        };
        own.max(given)
    }

    /// The work of a function that is passed on to be called (`to_thread(requests.get, url)`).
    fn work_of_function(&self, expr: ExprId) -> Work {
        let ty = self.infer(expr);
        match self.fact(&ty.ty).0 {
            Some(fact) if fact.network.is_some() => network(ty.sure),
            _ => Work::Local,
        }
    }

    fn work_inside(&self, function: In<FunctionId>, depth: u8, seen: &mut FxHashSet<In<FunctionId>>) -> Work {
        if depth == 0 || !seen.insert(function) {
            return Work::Local;
        }
        let (model, function) = self.of(function);
        if model.function(function).class.is_some() && model.is_abstract(function) {
            return Work::Unknown;
        }
        let calls = model.stmts_of(function).iter().flat_map(|&stmt| model.own_calls(stmt)).collect::<Vec<_>>();
        calls.into_iter().map(|call| model.work(call, depth - 1, seen)).max().unwrap_or(Work::Local)
    }

    /// Whether what is called is a class, by the way its name is written; an object's methods may be written so too.
    fn is_constructor(&self, call: &Call<'a>) -> bool {
        match &self.ast[call.callee].kind {
            ExprKind::Attribute { value, .. } if self.infer(*value).ty == Type::Unknown => false,
            ExprKind::Name(name) | ExprKind::Attribute { attr: name, .. } => {
                let plain = name.trim_start_matches('_');
                plain.starts_with(char::is_uppercase) && plain.contains(char::is_lowercase)
            }
            _ => false,
        }
    }

    /// Whether a function is meant to be put in its place by a subclass: it has no body of its own.
    fn is_abstract(&self, function: FunctionId) -> bool {
        self.function(function).body.iter().all(|&stmt| match &self.ast[stmt].kind {
            StmtKind::Pass => true,
            StmtKind::Raise { exc: Some(exc), .. } => self.calls_in(*exc).len() <= 1,
            StmtKind::Expr(value) => matches!(self.ast[*value].kind, ExprKind::Str(_) | ExprKind::Ellipsis),
            _ => false,
        })
    }

    /// The work of a call that resolves to nothing described: local where its name or its object says so.
    fn unknown_work(&self, call: &Call<'a>) -> Work {
        if self.role_of(call).is_some() || self.is_constructor(call) {
            return Work::Local;
        }
        match (&call.value.ty, &self.ast[call.callee].kind) {
            (Type::Symbol(name), _) if self.catalog.is_exception(name) => Work::Local,
            (Type::Symbol(name), _) => match self.catalog.library_of(name) {
                Some(_) => Work::Local,
                None => Work::Unknown,
            },
            (Type::Unknown, ExprKind::Attribute { value, .. }) => match self.infer(*value).ty {
                Type::Instance(_) => Work::Local,
                _ => Work::Unknown,
            },
            (Type::Unknown, _) => Work::Unknown,
            _ => Work::Local,
        }
    }
}

fn network(sure: bool) -> Work {
    if sure { Work::Network } else { Work::Likely }
}

/// Names and what they are made of, inside one loop.
impl Looped<'_> {
    /// The names that an expression mentions.
    pub(super) fn names_in(&self, expr: ExprId) -> FxHashSet<Name> {
        let mut found = FxHashSet::default();
        self.model.visit(expr, &mut |_, kind| {
            if let ExprKind::Name(name) = kind {
                found.insert(name.clone());
            }
        });
        found
    }

    /// The plain names that a target binds.
    pub(super) fn bound_in(&self, target: ExprId) -> Vec<Name> {
        match &self.model.ast[target].kind {
            ExprKind::Name(name) => vec![name.clone()],
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                items.iter().flat_map(|&item| self.bound_in(item)).collect()
            }
            ExprKind::Starred(inner) => self.bound_in(*inner),
            _ => Vec::new(),
        }
    }

    /// What a statement assigns: names and the value.
    pub(super) fn assigned(&self, stmt: StmtId) -> Vec<(Vec<Name>, ExprId)> {
        let mut found = match &self.model.ast[stmt].kind {
            StmtKind::Assign { targets, value } => {
                targets.iter().map(|&target| (self.bound_in(target), *value)).collect()
            }
            StmtKind::AnnAssign { target, value: Some(value), .. } | StmtKind::AugAssign { target, value, .. } => {
                vec![(self.bound_in(*target), *value)]
            }
            StmtKind::For(parts) => vec![(self.bound_in(parts.target), parts.iter)],
            StmtKind::With { items, .. } => {
                items.iter().filter_map(|item| Some((self.bound_in(item.target?), item.context))).collect()
            }
            _ => Vec::new(),
        };
        for expr in self.model.own_exprs(stmt) {
            self.model.visit(expr, &mut |_, kind| {
                if let ExprKind::Walrus { target, value } = kind {
                    found.push((self.bound_in(*target), *value));
                }
            });
        }
        found
    }

    /// `names` and all names of the loop's body whose values are made from them.
    pub(super) fn derived(&self, names: FxHashSet<Name>) -> FxHashSet<Name> {
        self.derived_in(names, &self.body)
    }

    pub(super) fn derived_in(&self, mut names: FxHashSet<Name>, stmts: &[StmtId]) -> FxHashSet<Name> {
        loop {
            let before = names.len();
            for &stmt in stmts {
                for (targets, value) in self.assigned(stmt) {
                    if !self.names_in(value).is_disjoint(&names) {
                        names.extend(targets);
                    }
                }
            }
            if names.len() == before {
                return names;
            }
        }
    }

    /// Whether an attempt is other work each time because it uses one of `varying` other than as a counter.
    pub(super) fn depends_on(&self, attempt: &Attempt, varying: &FxHashSet<Name>) -> bool {
        let ExprKind::Call { func, args } = &self.model.ast[attempt.call].kind else { return false };
        let call = self.model.call(attempt.call);
        let timeout = call.and_then(|call| call.fact?.timeout.as_ref()?.parameter.clone());
        let credentials = self.credentials(attempt.call);
        let counted = |kind: &ArgKind| match kind {
            ArgKind::Keyword(name) => {
                says_retry(name)
                    || timeout.as_deref() == Some(name)
                    || name.contains("timeout")
                    || credentials.contains(&&**name)
            }
            _ => false,
        };
        self.uses(*func, varying)
            || args.iter().filter(|arg| !counted(&arg.kind)).any(|arg| self.uses(arg.value, varying))
    }

    /// The parameters of a call that say who asks and by which way, not what is asked of whom.
    fn credentials(&self, call: ExprId) -> Vec<&str> {
        let fact = self.model.call(call).and_then(|call| call.fact);
        let parameter = fact.and_then(|fact| fact.meanings.as_ref()?.get(&Meaning::Credentials));
        let names = parameter.into_iter().flat_map(|parameter| std::iter::once(&parameter.name).chain(&parameter.also));
        names.map(String::as_str).collect()
    }

    /// Whether the item of this turn is what an attempt is made with: a proxy, a token.
    pub(super) fn is_made_with_item(&self, attempt: &Attempt) -> bool {
        let ExprKind::Call { args, .. } = &self.model.ast[attempt.call].kind else { return false };
        let item = self.target.iter().flat_map(|&target| self.bound_in(target)).collect();
        let item = self.derived(item);
        let credentials = self.credentials(attempt.call);
        args.iter().any(|arg| match &arg.kind {
            ArgKind::Keyword(name) => credentials.contains(&&**name) && self.uses(arg.value, &item),
            _ => false,
        })
    }

    /// Whether an expression is made from one of `varying`; a counter of attempts that only is passed on is none.
    fn uses(&self, expr: ExprId, varying: &FxHashSet<Name>) -> bool {
        match &self.model.ast[expr].kind {
            ExprKind::Name(name) => varying.contains(name) && !says_retry(name),
            ExprKind::Subscript { value, index } => {
                self.uses(*value, varying) || !self.names_in(*index).is_disjoint(varying)
            }
            ExprKind::Lambda { body, .. } => self.uses(*body, varying),
            kind => crate::semantic::index::children(kind).into_iter().any(|part| self.uses(part, varying)),
        }
    }

    /// The names that are other work in each turn of the loop: its variable, running numbers, items that are taken out.
    pub(super) fn varying(&self) -> FxHashSet<Name> {
        let mut names = self.target.iter().flat_map(|&target| self.bound_in(target)).collect::<FxHashSet<_>>();
        for &stmt in &self.body {
            match &self.model.ast[stmt].kind {
                StmtKind::AugAssign { target, .. } => names.extend(self.base_name(*target)),
                StmtKind::For(parts) if !self.is_counter(parts.iter) => names.extend(self.bound_in(parts.target)),
                _ => {}
            }
            for (targets, value) in self.assigned(stmt) {
                if self.model.calls_in(value).into_iter().any(|call| self.takes(call)) {
                    names.extend(targets);
                }
            }
        }
        self.derived(names)
    }

    /// The variable in which an assignment changes something: `params` of `params["page"]`.
    fn base_name(&self, target: ExprId) -> Option<Name> {
        match &self.model.ast[target].kind {
            ExprKind::Name(name) => Some(name.clone()),
            ExprKind::Subscript { value, .. } => self.base_name(*value),
            _ => None,
        }
    }

    fn takes(&self, call: ExprId) -> bool {
        let role = self.model.call(call).and_then(|call| self.model.role_of(&call));
        matches!(role, Some(Role::Takes | Role::BlockingWait))
    }

    /// Whether the loop says that it retries: in its header, its counters, its tests, or its function's name.
    pub(super) fn says_retry(&self) -> bool {
        let says = |name: &Name| says_retry(name);
        let counters = self.counters.iter().any(says) || self.header_names().iter().any(says);
        counters
            || self.model.function(self.function).qualified.split('.').any(says_retry)
            || self.body.iter().any(|&stmt| match self.model.ast[stmt].kind {
                StmtKind::If { test, .. } => self.all_names(test).iter().any(says),
                _ => false,
            })
    }

    fn header_names(&self) -> FxHashSet<Name> {
        let header = match &self.model.ast[self.stmt].kind {
            StmtKind::For(parts) => vec![parts.iter, parts.target],
            StmtKind::While { test, .. } => vec![*test],
            _ => Vec::new(),
        };
        header.into_iter().flat_map(|expr| self.all_names(expr)).collect()
    }

    /// The names that an expression mentions, those of attributes included.
    pub(super) fn all_names(&self, expr: ExprId) -> FxHashSet<Name> {
        let mut found = FxHashSet::default();
        self.model.visit(expr, &mut |_, kind| match kind {
            ExprKind::Name(name) | ExprKind::Attribute { attr: name, .. } => {
                found.insert(name.clone());
            }
            _ => {}
        });
        found
    }

    /// Whether iterating gives numbers: a counter, or a fixed sequence of them.
    pub(super) fn is_counter(&self, iter: ExprId) -> bool {
        self.counts_within(iter, MAX_WRAPPERS)
    }

    fn counts_within(&self, iter: ExprId, wrappers: u8) -> bool {
        let sources = self.model.sources(iter);
        !sources.exprs.is_empty()
            && sources.exprs.iter().all(|&source| match self.model.own(source) {
                Some(source) => self.counts(source, wrappers),
                None => self.lists_numbers(source),
            })
    }

    /// Whether a value is a fixed sequence of numbers.
    fn lists_numbers(&self, iter: In<ExprId>) -> bool {
        let (model, iter) = self.model.of(iter);
        match &model.ast[iter].kind {
            ExprKind::Tuple(items) | ExprKind::List(items) => {
                let is_number = |item| model.constant(item).is_some_and(|value| value.number().is_some());
                !items.is_empty() && items.iter().all(|&item| is_number(item))
            }
            _ => false,
        }
    }

    fn counts(&self, iter: ExprId, wrappers: u8) -> bool {
        match &self.model.ast[iter].kind {
            ExprKind::Tuple(_) | ExprKind::List(_) => self.lists_numbers(self.model.here(iter)),
            ExprKind::Call { .. } => self.model.call(iter).is_some_and(|call| {
                call.has_role(Role::Counter)
                    || (call.has_role(Role::Harmless)
                        && wrappers > 0
                        && call.args.first().is_some_and(|arg| self.counts_within(arg.value, wrappers - 1)))
            }),
            _ => false,
        }
    }

    /// The delay that a call of the loop is told, if it says one.
    pub(super) fn delay_of(&self, call: &Call<'_>) -> Option<ExprId> {
        let parameter = call.fact?.meanings.as_ref()?.get(&Meaning::Delay)?;
        let position = call.fact?.parameters.as_ref().and_then(|all| all.iter().position(|one| *one == parameter.name));
        match self.model.passed(call.args, &parameter.name, position) {
            crate::semantic::arguments::Given::Value(value) => Some(value),
            _ => None,
        }
    }
}
