//! How the waits between attempts change: always the same, longer each time, or with a random part.

use super::delay::Waits;
use super::failure::Found;
use super::looped::Looped;
use super::policy::Written;
use crate::catalog::schema::{Function as Fact, Meaning, Pace, Role};
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::cfg::{Edge, NodeKind};
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ArgKind, BinaryOp, ExprId, ExprKind, Name, StmtId, StmtKind};
use rustc_hash::FxHashSet;

/// How many values are followed from a wait to what its length is made of.
const MAX_STEPS: u8 = 6;
/// The method in which an object's attributes get their first values.
const CONSTRUCTOR: &str = "__init__";

/// Of two parts of a wait: a random one makes the whole random, else both must be known.
fn together(one: Option<Pace>, other: Option<Pace>) -> Option<Pace> {
    match (one, other) {
        (Some(Pace::Random), _) | (_, Some(Pace::Random)) => Some(Pace::Random),
        (Some(one), Some(other)) => Some(one.max(other)),
        _ => None,
    }
}

/// Waits of loops.
impl<'m> Looped<'m> {
    /// How the waits between a failure and the next attempt change; `None` where some cannot be told.
    pub(super) fn pace_after(&self, found: &Found) -> Option<Pace> {
        let attempts = self.attempt_nodes(&found.attempts);
        let before = self.turn(found.starts.iter().copied(), |node| attempts.contains(&node));
        let round = self.heads.iter().copied().filter(|&head| before.has(head));
        let after = self
            .graph
            .reach(round, |from, to, edge| edge != Edge::Raise && !attempts.contains(&from) && self.is_inside(to));
        let passed =
            before.iter().chain(after.iter()).filter(|&node| self.is_inside(node) && !attempts.contains(&node));
        let stmts = passed.filter_map(|node| match self.graph[node].kind {
            NodeKind::Dispatch(_) | NodeKind::Handler(..) | NodeKind::Boundary => None,
            kind => kind.stmt(),
        });
        let waiting = stmts.filter(|&stmt| self.model.stmt_waits(stmt) > Waits::No).collect::<FxHashSet<_>>();
        let paces = waiting.into_iter().map(|stmt| self.pace_of_stmt(stmt));
        paces.reduce(together).flatten()
    }

    fn pace_of_stmt(&self, stmt: StmtId) -> Option<Pace> {
        let calls = self.model.own_calls(stmt).into_iter().filter_map(|call| self.model.call(call));
        let paces =
            calls.filter(|call| self.model.waits_in_call(call.expr) > Waits::No).map(|call| self.pace_of_wait(&call));
        paces.reduce(together).flatten()
    }

    fn pace_of_wait(&self, call: &Call<'m>) -> Option<Pace> {
        match self.model.role_of(call) {
            Some(Role::Delay | Role::BlockingWait) => self.pace_of(self.delay_of(call)?, MAX_STEPS),
            Some(_) => None,
            None => self.pace_of_function(call),
        }
    }

    /// How the wait of a function of the project changes: by a number of its own, or by what it is given.
    fn pace_of_function(&self, call: &Call<'m>) -> Option<Pace> {
        let (model, function) = self.model.of(call.value.ty.function()?);
        let waits = model.calls_of(function).into_iter().filter(|inner| model.waits_in_call(inner.expr) > Waits::No);
        let paces = waits.map(|wait| {
            let length = model.meant_value(&wait, Meaning::Delay)?;
            match model.parameter_named(function, length) {
                Some(position) => {
                    let given = call.args.iter().enumerate().find_map(|(at, arg)| {
                        let parameter = model.parameter_at(function, call, at)?;
                        (model.function(function).params[position].name == parameter.name).then_some(arg.value)
                    });
                    self.pace_of(given?, MAX_STEPS)
                }
                None if model.is_random(length) => Some(Pace::Random),
                None => model.constant(length)?.number().map(|_| Pace::Constant),
            }
        });
        paces.reduce(together).flatten()
    }

    /// How the value of an expression changes from turn to turn.
    fn pace_of(&self, expr: ExprId, steps: u8) -> Option<Pace> {
        let steps = steps.checked_sub(1)?;
        match &self.model.ast[expr].kind {
            ExprKind::Number(_) => Some(Pace::Constant),
            ExprKind::Name(name) => self.pace_of_name(expr, name, steps),
            ExprKind::Attribute { attr, .. } if self.sets_attribute(attr) => Some(Pace::Growing),
            ExprKind::Attribute { .. } => self.pace_of_attribute(expr),
            ExprKind::Binary { left, right, .. } | ExprKind::Logical { left, right, .. } => {
                together(self.pace_of(*left, steps), self.pace_of(*right, steps))
            }
            ExprKind::Conditional { body, orelse, .. } => {
                together(self.pace_of(*body, steps), self.pace_of(*orelse, steps))
            }
            ExprKind::Subscript { index, .. } => self.pace_of(*index, steps).filter(|pace| *pace > Pace::Constant),
            ExprKind::Call { .. } => self.pace_of_result(expr, steps),
            _ => None,
        }
    }

    fn pace_of_name(&self, expr: ExprId, name: &Name, steps: u8) -> Option<Pace> {
        let assigned = self.body.iter().flat_map(|&stmt| self.assigned(stmt));
        let values = assigned.filter(|(names, _)| names.contains(name)).map(|(_, value)| value).collect::<Vec<_>>();
        if values.iter().any(|&value| self.model.is_random(value)) {
            return Some(Pace::Random);
        }
        let from_itself = |value: &ExprId| self.names_in(*value).contains(name);
        if self.varying().contains(name) || self.counters.contains(name) || values.iter().any(from_itself) {
            return Some(Pace::Growing);
        }
        if values.is_empty() {
            return self.model.constant_or_given(expr);
        }
        let paces = values.into_iter().map(|value| self.pace_of(value, steps));
        paces.reduce(together).flatten()
    }

    fn sets_attribute(&self, attr: &Name) -> bool {
        let targets = self.body.iter().flat_map(|&stmt| match &self.model.ast[stmt].kind {
            StmtKind::Assign { targets, .. } => targets.to_vec(),
            StmtKind::AugAssign { target, .. } => vec![*target],
            _ => Vec::new(),
        });
        targets
            .into_iter()
            .any(|target| matches!(&self.model.ast[target].kind, ExprKind::Attribute { attr: set, .. } if set == attr))
    }

    /// An attribute that no method but the constructor of its class sets.
    fn pace_of_attribute(&self, expr: ExprId) -> Option<Pace> {
        let ExprKind::Attribute { value, attr } = &self.model.ast[expr].kind else { return None };
        let Type::Object(class) = self.model.infer(*value).ty else { return self.model.constant_or_given(expr) };
        let mut assigned = self.model.attribute_bindings(class, attr).into_iter();
        let later = |value: Option<In<ExprId>>| {
            let Some((model, value)) = value.map(|value| self.model.of(value)) else { return true };
            let method = model.function(model.function_of(value));
            method.class.is_some() && method.name != CONSTRUCTOR
        };
        (!assigned.any(later)).then_some(Pace::Constant)
    }

    /// What a call gives: arithmetic on its arguments, or something random.
    fn pace_of_result(&self, expr: ExprId, steps: u8) -> Option<Pace> {
        if self.model.is_random(expr) {
            return Some(Pace::Random);
        }
        let call = self.model.call(expr)?;
        let counts = self.model.builtin(call.callee).is_some() || call.has_role(Role::Harmless);
        let args = call.args.iter().map(|arg| self.pace_of(arg.value, steps)).collect::<Vec<_>>();
        match args.iter().flatten().max() {
            Some(Pace::Constant) | None if !counts => None,
            _ => args.into_iter().reduce(together).flatten(),
        }
    }
}

/// Waits of policies.
impl<'a> Model<'a> {
    /// How the waits of a policy change, by its parameters and its strategy.
    pub(super) fn policy_pace(&self, written: &Written<'a>) -> Option<Pace> {
        let mut own = written.fact.pace;
        let mut given = None;
        for (parameter, &pace) in written.fact.paces.iter().flatten() {
            match self.given_by_name(written, parameter) {
                Given::Value(value) if self.is_nothing_given(value) => own = own.filter(|own| *own != pace),
                Given::Value(value) => given = given.max(Some(self.pace_of_list(value).unwrap_or(pace))),
                Given::Unknown => return None,
                Given::Absent => {}
            }
        }
        let strategy = match self.given(written, Meaning::Wait) {
            Some(Given::Value(value)) if self.constant(value).is_none() => Some(self.strategy_pace(value, MAX_STEPS)),
            _ => None,
        };
        match (own.max(given), strategy) {
            (Some(Pace::Random), _) => Some(Pace::Random),
            (known, Some(strategy)) if written.fact.paces.is_none() || known.is_none() => known.max(strategy),
            (known, _) => known,
        }
    }

    fn is_nothing_given(&self, value: ExprId) -> bool {
        self.constant(value).is_some_and(|constant| !constant.truth())
    }

    /// A list of waits, one for each attempt.
    fn pace_of_list(&self, value: ExprId) -> Option<Pace> {
        let ExprKind::List(items) = &self.ast[value].kind else { return None };
        let same = items.windows(2).all(|pair| self.constant(pair[0]) == self.constant(pair[1]));
        Some(if same { Pace::Constant } else { Pace::Growing })
    }

    /// How the waits of a strategy change; of several that are added up, together.
    fn strategy_pace(&self, strategy: ExprId, steps: u8) -> Option<Pace> {
        let steps = steps.checked_sub(1)?;
        match &self.ast[strategy].kind {
            ExprKind::Binary { left, op: BinaryOp::Add, right } => {
                together(self.strategy_pace(*left, steps), self.strategy_pace(*right, steps))
            }
            ExprKind::Call { func, args } => match self.pace_fact(*func) {
                Some(Fact { pace: Some(pace), .. }) => Some(*pace),
                Some(Fact { role: Some(Role::WaitStrategy), .. }) => {
                    args.iter().map(|arg| self.strategy_pace(arg.value, steps)).reduce(together).flatten()
                }
                _ => None,
            },
            _ => match self.pace_fact(strategy) {
                Some(fact) => fact.pace,
                None => match self.sources(strategy).exprs[..] {
                    [source] if source != self.here(strategy) => {
                        let (model, source) = self.of(source);
                        model.strategy_pace(source, steps)
                    }
                    _ => None,
                },
            },
        }
    }

    fn pace_fact(&self, callee: ExprId) -> Option<&'a Fact> {
        self.fact(&self.infer(callee).ty).0
    }

    /// How the waits of a task change, where its decorator says so and no request to run again says otherwise; one that
    /// follows no failure (`fails`) polls.
    pub(super) fn task_pace(&self, decorator: &Call<'a>, again: &[ExprId], fails: bool) -> Option<Pace> {
        if again.iter().any(|&call| self.says_when(call, &decorator.name)) || (!again.is_empty() && !fails) {
            return None;
        }
        let paces = decorator.fact?.paces.as_ref()?.iter().filter(|(parameter, _)| {
            matches!(self.argument(decorator, parameter), Given::Value(value) if !self.is_nothing_given(value))
        });
        paces.map(|(_, pace)| *pace).max()
    }

    /// Whether a request to run a task again may say when.
    fn says_when(&self, call: ExprId, decorator: &str) -> bool {
        let ExprKind::Call { func, args } = &self.ast[call].kind else { return true };
        let ExprKind::Attribute { attr, .. } = &self.ast[*func].kind else { return true };
        let facts = self.catalog.methods_beside(decorator, attr);
        let delays = facts.filter_map(|fact| fact.meanings.as_ref()?.get(&Meaning::Delay)).collect::<Vec<_>>();
        args.iter().any(|arg| match &arg.kind {
            ArgKind::Keyword(name) => {
                delays.iter().any(|delay| delay.name == **name || delay.also.contains(&name.to_string()))
            }
            _ => true,
        })
    }

    /// A constant, or what somebody gave that nothing here changes.
    fn constant_or_given(&self, expr: ExprId) -> Option<Pace> {
        match self.constant(expr) {
            Some(Constant::Number(_)) => Some(Pace::Constant),
            Some(_) => None,
            None => Some(Pace::Constant),
        }
    }

    /// Whether a random number is part of a value.
    fn is_random(&self, expr: ExprId) -> bool {
        let mut calls = self.calls_in(expr).into_iter().filter_map(|call| self.call(call));
        calls.any(|call| call.fact.and_then(|fact| fact.pace) == Some(Pace::Random))
    }

    /// The parameter of `function` that an expression plainly is.
    fn parameter_named(&self, function: FunctionId, expr: ExprId) -> Option<usize> {
        let ExprKind::Name(name) = &self.ast[expr].kind else { return None };
        self.function(function).params.iter().position(|param| param.name == *name)
    }
}
