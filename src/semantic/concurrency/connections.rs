//! The clients that work sends through: what they are where they come in by a parameter, and whether the project says
//! how many requests they send at once.

use crate::catalog::schema::{Function as Fact, Meaning, Role};
use crate::semantic::index::{FunctionId, ScopeKind};
use crate::semantic::infer::Type;
use crate::semantic::origin::Origin;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{Arg, ArgKind, ExprId, ExprKind, Name, StmtKind};
use rustc_hash::FxHashSet;

/// How far a client is followed through arguments, parameters and receivers.
const MAX_STEPS: u8 = 8;
/// How many places that give something to a parameter are looked at, and how many parameters on the way to one.
const MAX_GIVERS: usize = 16;

impl<'a> Model<'a> {
    /// Whether a call sends through a client whose connections the project limits, and which all `runs`, the functions
    /// that run once for each item, share.
    pub(super) fn is_limited_by_client(&self, callee: ExprId, runs: &FxHashSet<In<FunctionId>>) -> bool {
        self.receiver(callee).is_some_and(|client| self.is_limited(client, runs, MAX_STEPS))
    }

    /// Whether something that makes an object is known to limit its connections, and nothing known makes it without.
    fn is_limited(&self, object: ExprId, runs: &FxHashSet<In<FunctionId>>, steps: u8) -> bool {
        let Some(steps) = steps.checked_sub(1) else { return false };
        let answers = self.origins(object).into_iter().filter_map(|origin| match origin {
            Origin::Expr(made) => {
                let (model, made) = self.of(made);
                model.call(made).map(|call| model.is_made_with_limit(&call, runs, steps))
            }
            Origin::Parameter(function, position) => self.is_given_limited(function, position, runs, steps),
            Origin::Part(_) | Origin::Unknown => None,
        });
        answers.reduce(|one, other| one && other).unwrap_or(false)
    }

    /// Whether a call makes something with a limit: by an argument, one that was made with a limit, or because it is
    /// taken from something with a limit (`pool.acquire()`).
    fn is_made_with_limit(&self, call: &Call<'a>, runs: &FxHashSet<In<FunctionId>>, steps: u8) -> bool {
        if call.fact.is_none() {
            return false;
        }
        if let Some(client) = self.receiver(call.callee)
            && self.is_limited(client, runs, steps)
        {
            return true;
        }
        self.is_shared(call.expr, runs)
            && (self.has_limit(call) || call.args.iter().any(|arg| self.is_limit(arg.value, steps)))
    }

    /// Whether an argument is a limit, or was made with one: `limits=Limits(max_connections=10)`.
    fn is_limit(&self, arg: ExprId, steps: u8) -> bool {
        self.origins(arg).into_iter().any(|origin| {
            let Origin::Expr(made) = origin else { return false };
            let (model, made) = self.of(made);
            model.call(made).is_some_and(|made| {
                let mut given = made.args.iter();
                model.has_limit(&made) || (steps > 0 && given.any(|arg| model.is_limit(arg.value, steps - 1)))
            })
        })
    }

    /// Whether a call says how many may be in use at once, and does not say that all may.
    pub(super) fn has_limit(&self, call: &Call<'a>) -> bool {
        let limit = self.meant_value(call, Meaning::Limit);
        limit.is_some_and(|limit| self.constant(limit).is_none_or(|limit| limit.truth()))
    }

    /// Whether what `made` makes is not made anew for each item: it is made elsewhere, or kept.
    fn is_shared(&self, made: ExprId, runs: &FxHashSet<In<FunctionId>>) -> bool {
        let is_kept = |target: ExprId| match &self.ast[target].kind {
            ExprKind::Attribute { .. } => true,
            ExprKind::Name(name) => self.scope_of(target, name).is_some_and(|scope| {
                matches!(self.index.scopes[scope.0 as usize].kind, ScopeKind::Module | ScopeKind::Class(_))
            }),
            _ => false,
        };
        match &self.ast[self.stmt_of(made)].kind {
            StmtKind::Assign { targets, .. } if targets.iter().any(|&target| is_kept(target)) => true,
            _ => !runs.contains(&self.here(self.function_of(made))),
        }
    }

    /// Whether all calls of the file give a parameter something with a limit; `None` where none is seen.
    fn is_given_limited(
        &self,
        function: In<FunctionId>,
        position: usize,
        runs: &FxHashSet<In<FunctionId>>,
        steps: u8,
    ) -> Option<bool> {
        let given = self.given_to(function, position).into_iter();
        let limited = given.map(|given| {
            let (model, given) = self.of(given);
            model.is_limited(given, runs, steps)
        });
        limited.reduce(|one, other| one && other)
    }

    /// What a method does that is called on a parameter, by what the calls of the file give to that parameter.
    pub(super) fn method_of_given(&self, callee: ExprId) -> Option<&'a Fact> {
        let ExprKind::Attribute { value, attr } = &self.ast[callee].kind else { return None };
        let classes = self.classes_given(*value, &mut FxHashSet::default());
        classes.iter().find_map(|class| self.catalog.method(class, attr))
    }

    /// The library classes of what an expression may be that a parameter brings in; `seen` are the parameters that
    /// were looked at.
    fn classes_given(&self, expr: ExprId, seen: &mut FxHashSet<(In<FunctionId>, usize)>) -> Vec<Name> {
        let mut classes = Vec::new();
        for origin in self.origins(expr) {
            let Origin::Parameter(function, position) = origin else { continue };
            if seen.len() >= MAX_GIVERS || !seen.insert((function, position)) {
                continue;
            }
            for given in self.given_to(function, position) {
                let (model, given) = self.of(given);
                match model.infer(given).ty {
                    Type::Instance(class) => classes.push(class),
                    Type::Unknown => classes.extend(model.classes_given(given, seen)),
                    _ => {}
                }
            }
        }
        classes
    }

    /// What the project gives to the parameter of that number: in calls of the function, and where the function is
    /// handed on with its arguments. Nothing where too many give something.
    fn given_to(&self, function: In<FunctionId>, position: usize) -> Vec<In<ExprId>> {
        let (home, id) = self.of(function);
        let definition = home.function(id);
        let Some(param) = definition.params.get(position) else { return Vec::new() };
        let place = position.checked_sub(usize::from(definition.class.is_some()));
        if self.callers().calls(function).len() > MAX_GIVERS {
            return Vec::new();
        }
        let calls = self.callers().calls(function).iter().filter_map(|&call| {
            let (model, call) = self.of(call);
            let ExprKind::Call { args, .. } = &model.ast[call].kind else { return None };
            given_by(args, &param.name, place).map(|given| model.here(given))
        });
        let handed = self.callers().mentions(function).iter().filter_map(|&mention| {
            let (model, mention) = self.of(mention);
            model.handed_to(mention, &param.name, place).map(|given| model.here(given))
        });
        calls.chain(handed).collect()
    }

    /// What a call that takes a function and its arguments gives to a parameter of that function.
    fn handed_to(&self, mention: ExprId, name: &Name, place: Option<usize>) -> Option<ExprId> {
        let call = self.call(self.parent(mention)?)?;
        let packed = call.args.iter().find_map(|arg| match &self.ast[arg.value].kind {
            ExprKind::Tuple(parts) if call.has_role(Role::Thread) => Some(parts),
            _ => None,
        });
        if let Some(parts) = packed {
            return parts.get(place?).copied();
        }
        let runs = call.has_role(Role::Partial) || self.meant_value(&call, Meaning::Target) == Some(mention);
        let first = call.args.iter().position(|arg| arg.value == mention)? + 1;
        runs.then(|| given_by(call.args, name, place.map(|place| place + first))).flatten()
    }
}

/// What arguments give to the parameter `name`, which is at `place` among them.
fn given_by(args: &[Arg], name: &Name, place: Option<usize>) -> Option<ExprId> {
    let by_name = args.iter().find(|arg| matches!(&arg.kind, ArgKind::Keyword(given) if given == name));
    let by_place = || args.get(place?).filter(|arg| arg.kind == ArgKind::Positional);
    by_name.or_else(by_place).map(|arg| arg.value)
}
