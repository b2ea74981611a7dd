//! Queues without a bound: what is put into them that nobody has to keep up with.

use super::queue_uses::Uses;
use crate::catalog::schema::{Meaning, Parameter, Role};
use crate::diagnostic::Confidence;
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::index::{BindingKind, ClassId, FunctionId};
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, ExprKind, StmtKind};

/// A queue between a producer and a consumer that takes in any number of items.
#[derive(Clone, Debug)]
pub struct OpenQueue {
    /// Where items are put, if that is in the file.
    pub put: Option<ExprId>,
    /// Where they are taken, if that is in the file.
    pub get: Option<ExprId>,
    /// The name of the parameter that bounds such a queue; `None` where there is none.
    pub bound: Option<String>,
    /// How sure it is.
    pub confidence: Confidence,
}

/// How many items a queue takes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Finite,
    Open { sure: bool },
}

impl<'a> Model<'a> {
    /// What is wrong with the queue that `call` makes, if it is unbounded and stands between a producer and a consumer.
    pub fn open_queue(&self, call: &Call<'a>) -> Option<OpenQueue> {
        call.has_role(Role::Queue).then_some(())?;
        let Bound::Open { sure } = self.queue_bound(call) else { return None };
        let class = call.fact?.returns.as_deref().unwrap_or(&call.name);
        let uses = self.queue_uses(call.expr, class);
        let seen = self.traffic(call, &uses)?;
        let parameter = self.meant(call, Meaning::Bound).map(|(_, parameter)| parameter.name.clone());
        let sure = if sure && call.value.sure { Confidence::High } else { Confidence::Medium };
        Some(OpenQueue {
            put: seen.put,
            get: uses.gets.first().copied(),
            bound: parameter,
            confidence: seen.confidence.min(sure),
        })
    }

    fn queue_bound(&self, call: &Call<'a>) -> Bound {
        if let Type::Class(class) = call.value.ty
            && let Some(init) = self.find_method(class, "__init__")
        {
            return self.own(init).map_or(Bound::Finite, |init| self.inherited_bound(class, init));
        }
        let Some((given, parameter)) = self.meant(call, Meaning::Bound) else { return Bound::Open { sure: true } };
        match given {
            Given::Absent if none_by_default(parameter) => Bound::Open { sure: true },
            Given::Value(value) => self.bound_of(value, parameter, 4),
            Given::Absent | Given::Unknown => Bound::Finite,
        }
    }

    /// The bound that the constructor of a subclass in the file passes on.
    fn inherited_bound(&self, class: In<ClassId>, init: FunctionId) -> Bound {
        let calls = self.stmts_of(init).iter().flat_map(|&stmt| self.own_calls(stmt));
        let passed_on = calls.into_iter().find_map(|call| {
            let ExprKind::Call { func, args } = &self.ast[call].kind else { return None };
            let ExprKind::Attribute { value, .. } = &self.ast[*func].kind else { return None };
            matches!(self.infer(*value).ty, Type::Super(_)).then_some(args)
        });
        let base = self.library_bases(class).into_iter().find_map(|base| self.catalog.class(&base));
        let parameter = base.and_then(|base| base.constructor.meanings.as_ref()?.get(&Meaning::Bound));
        match (passed_on, parameter) {
            (Some(args), Some(parameter)) if none_by_default(parameter) => {
                match self.passed(args, &parameter.name, Some(0)) {
                    Given::Absent => Bound::Open { sure: true },
                    Given::Value(value) => self.bound_of(value, parameter, 4),
                    Given::Unknown => Bound::Finite,
                }
            }
            _ => Bound::Finite,
        }
    }

    fn bound_of(&self, value: ExprId, parameter: &Parameter, depth: u8) -> Bound {
        if depth == 0 {
            return Bound::Finite;
        }
        if let ExprKind::Conditional { body, orelse, .. } = self.ast[value].kind {
            return match (self.bound_of(body, parameter, depth - 1), self.bound_of(orelse, parameter, depth - 1)) {
                (Bound::Open { sure: one }, Bound::Open { sure: other }) => Bound::Open { sure: one && other },
                _ => Bound::Finite,
            };
        }
        match self.constant(value) {
            Some(constant) if is_open(&constant, parameter) => Bound::Open { sure: true },
            Some(_) => Bound::Finite,
            None => self.bound_of_parameter(value, parameter),
        }
    }

    /// The bound that a parameter's default gives, where no call of the file passes another.
    fn bound_of_parameter(&self, value: ExprId, bound: &Parameter) -> Bound {
        let default = self.parameter_default(value).filter(|(function, name, default)| {
            let constant = self.constant(*default);
            constant.is_some_and(|constant| is_open(&constant, bound)) && !self.is_passed(*function, name)
        });
        if default.is_some() { Bound::Open { sure: false } } else { Bound::Finite }
    }

    /// The function, name and default of the parameter that a name reads.
    fn parameter_default(&self, value: ExprId) -> Option<(FunctionId, &'a str, ExprId)> {
        let ExprKind::Name(name) = &self.ast[value].kind else { return None };
        let scope = self.scope_of(value, name)?;
        let [binding] = self.reaching(value, name, scope)[..] else { return None };
        let BindingKind::Parameter(position) = binding.kind else { return None };
        let function = self.index.scopes[scope.0 as usize].function;
        Some((function, name, self.function(function).params.get(position)?.default?))
    }

    /// Whether a call in the file passes the parameter `name` of a function.
    fn is_passed(&self, function: FunctionId, name: &str) -> bool {
        let params = &self.function(function).params;
        let position = params.iter().position(|param| param.name == name);
        let position =
            position.map(|position| position - usize::from(self.function(function).class.is_some()).min(position));
        self.calls_to(function).iter().any(|&call| {
            let (caller, call) = self.of(call);
            match &caller.ast[call].kind {
                ExprKind::Call { args, .. } => caller.passed(args, name, position) != Given::Absent,
                _ => false,
            }
        })
    }

    /// Whether items come in that nobody has to fetch first; `None` where the queue is a list of work, holds a fixed
    /// number of tokens, exchanges one result, or nothing is seen of what it is for.
    fn traffic(&self, made: &Call<'a>, uses: &Uses) -> Option<Traffic> {
        if self.is_read_at_end(made, uses) {
            return None;
        }
        let put = uses.puts.iter().copied().find(|&put| self.is_live(put, made, uses));
        let taken_in_turn = uses.gets.iter().any(|&get| self.is_repeated(get));
        match put {
            Some(put) if uses.gets.is_empty() => {
                let elsewhere = uses.shared || !uses.given_away.is_empty();
                elsewhere.then_some(Traffic { put: Some(put), confidence: Confidence::Medium })
            }
            Some(put) if taken_in_turn || uses.shared => {
                let home = self.function_of(put);
                let apart = self.is_callback(put) || uses.gets.iter().any(|&get| self.function_of(get) != home);
                apart.then_some(Traffic { put: Some(put), confidence: Confidence::High })
            }
            Some(_) => None,
            None if uses.puts.is_empty() && taken_in_turn && !uses.given_away.is_empty() => {
                Some(Traffic { put: None, confidence: Confidence::Low })
            }
            None => None,
        }
    }

    /// Whether a call or a mention stands in a loop, or is handed on to something that may use it often.
    fn is_repeated(&self, place: ExprId) -> bool {
        let called = matches!(self.ast[place].kind, ExprKind::Call { .. });
        let in_comprehension =
            self.wrappers(place).any(|wrapper| matches!(self.ast[wrapper].kind, ExprKind::Comprehension { .. }));
        let stmt = self.stmt_of(place);
        let in_test = matches!(self.ast[stmt].kind, StmtKind::While { .. });
        !called || in_comprehension || in_test || self.loops_around(stmt).next().is_some()
    }

    /// Whether a mention of the putting method is given to something that may call it any number of times.
    pub(super) fn is_callback(&self, put: ExprId) -> bool {
        let called = matches!(self.ast[put].kind, ExprKind::Call { .. });
        let taker = self.parent(put).and_then(|call| self.call(call));
        let once = |call: &Call<'a>| {
            let role = call.fact.and_then(|fact| fact.role);
            matches!(role, Some(Role::HandOff | Role::Schedule | Role::Thread | Role::Partial))
        };
        !called && !taker.as_ref().is_some_and(once)
    }
}

/// What flows through a queue.
struct Traffic {
    put: Option<ExprId>,
    confidence: Confidence,
}

/// Whether a library's queue is unbounded unless the caller says otherwise.
fn none_by_default(parameter: &Parameter) -> bool {
    let number = parameter.default.as_ref().and_then(toml::Value::as_integer);
    number.is_some_and(|number| number <= 0)
}

/// Whether a bound is none: infinity, `None`, and where the library says so by its default, zero or less.
fn is_open(bound: &Constant, parameter: &Parameter) -> bool {
    match bound.number() {
        Some(number) => number.is_infinite() || (number <= 0.0 && none_by_default(parameter)),
        None => *bound == Constant::None,
    }
}
