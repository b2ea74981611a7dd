//! What limit a value sets when it is given as a timeout: followed through names, attributes, parameters and
//! timeout objects.

use super::arguments::Given;
use super::index::{Binding, BindingKind, FunctionId, Part, ScopeId};
use super::infer::Type;
use super::program::In;
use super::{Call, Model};
use crate::catalog::schema::{Function as Fact, Meaning, Role, Timeout};
use crate::syntax::ast::{ExprId, ExprKind, Name, Param, ParamKind, StmtKind};
use rustc_hash::FxHashMap;

/// How many expressions are followed from a use back to constants.
const MAX_STEPS: usize = 100;

/// How long something waits at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// Not for ever.
    Finite,
    /// It cannot be said.
    Unknown,
    /// For ever, because this expression says so.
    Off(In<ExprId>),
    /// Nothing is said.
    Absent,
}

impl Limit {
    /// What holds where it is one or the other: a limit on one way shows that the author thought of it.
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Finite, _) | (_, Self::Finite) => Self::Finite,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Off(at), _) | (_, Self::Off(at)) => Self::Off(at),
            (Self::Absent, Self::Absent) => Self::Absent,
        }
    }

    /// The tighter of two that hold at once, as connect and read timeouts do: for ever if one is.
    fn both(self, other: Self) -> Self {
        match (self, other) {
            (Self::Off(at), _) | (_, Self::Off(at)) => Self::Off(at),
            (Self::Finite, Self::Finite) => Self::Finite,
            _ => Self::Unknown,
        }
    }

    /// Whether nothing bounds the wait.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, Self::Off(_) | Self::Absent)
    }
}

/// The timeout that is asked about, and what is known of the expressions on the way.
struct Asked<'t> {
    timeout: &'t Timeout,
    known: FxHashMap<In<ExprId>, Limit>,
    /// How many variables of modules were looked up.
    looked_up: usize,
}

impl Model<'_> {
    /// The limit that `expr` sets, given as the timeout that `timeout` describes.
    pub(crate) fn limit(&self, expr: ExprId, timeout: &Timeout) -> Limit {
        self.limit_within(expr, &mut Asked { timeout, known: FxHashMap::default(), looked_up: 0 })
    }

    /// The limit that a variable of the module sets.
    pub(super) fn limit_of_variable(&self, name: &Name, timeout: &Timeout) -> Limit {
        self.global_limit(name, &mut Asked { timeout, known: FxHashMap::default(), looked_up: 0 })
    }

    fn limit_within(&self, expr: ExprId, ask: &mut Asked<'_>) -> Limit {
        if let Some(&known) = ask.known.get(&self.here(expr)) {
            return known;
        }
        if ask.known.len() > MAX_STEPS {
            return Limit::Unknown;
        }
        // A value that is made of itself adds nothing.
        ask.known.insert(self.here(expr), Limit::Absent);
        let limit = self.fresh_limit(expr, ask);
        ask.known.insert(self.here(expr), limit);
        limit
    }

    fn fresh_limit(&self, expr: ExprId, ask: &mut Asked<'_>) -> Limit {
        match &self.ast[expr].kind {
            ExprKind::None if ask.timeout.none_inherits => Limit::Absent,
            ExprKind::None => Limit::Off(self.here(expr)),
            ExprKind::Tuple(items) => {
                let parts = items.iter().map(|&item| self.limit_within(item, ask));
                parts.reduce(Limit::both).unwrap_or(Limit::Unknown)
            }
            ExprKind::Name(name) => self.name_limit(expr, name, ask),
            ExprKind::Attribute { value, attr } => self.attribute_limit(expr, *value, attr, ask),
            ExprKind::Await(inner) | ExprKind::Walrus { value: inner, .. } => self.limit_within(*inner, ask),
            ExprKind::Conditional { body: left, orelse: right, .. } | ExprKind::Logical { left, right, and: false } => {
                self.limit_within(*left, ask).or(self.limit_within(*right, ask))
            }
            ExprKind::Call { func, .. } => self.call_limit(expr, *func, ask),
            _ => self.number_limit(expr, ask.timeout),
        }
    }

    fn number_limit(&self, expr: ExprId, timeout: &Timeout) -> Limit {
        match self.constant(expr).and_then(|constant| constant.number()) {
            Some(number) if number.is_infinite() || timeout.off.contains(&number) => Limit::Off(self.here(expr)),
            Some(_) => Limit::Finite,
            None => Limit::Unknown,
        }
    }

    /// A timeout object's total, or what a function of the file returns.
    fn call_limit(&self, expr: ExprId, func: ExprId, ask: &mut Asked<'_>) -> Limit {
        let Some(call) = self.call(expr) else { return Limit::Unknown };
        if call.has_role(Role::TimeoutObject) {
            return self.object_limit(&call, ask.timeout);
        }
        match self.infer(func).ty {
            Type::Function(function) | Type::Bound(function) => self.returned_limit(function, ask),
            _ => self.number_limit(expr, ask.timeout),
        }
    }

    /// The limit that a timeout object sets for the wait for an answer. What a part of it drops is NET007's to say.
    fn object_limit(&self, call: &Call<'_>, timeout: &Timeout) -> Limit {
        let own = Timeout { none_inherits: false, ..timeout.clone() };
        let limit = |meaning| match self.meant(call, meaning).map(|(given, _)| given) {
            Some(Given::Value(value)) => self.limit(value, &own),
            Some(Given::Unknown) => Limit::Unknown,
            Some(Given::Absent) | None => Limit::Absent,
        };
        let (total, reading) = (limit(Meaning::Total), limit(Meaning::Reading));
        let says = |flag: fn(&Fact) -> Option<bool>| call.fact.and_then(flag) == Some(true);
        let (overrides, drops) = (says(|fact| fact.parts_override), says(|fact| fact.drops_default));
        match (total, reading) {
            (Limit::Finite, Limit::Off(at)) if overrides => Limit::Off(at),
            (Limit::Finite, Limit::Unknown) if overrides => Limit::Unknown,
            (Limit::Finite, _) | (_, Limit::Finite) => Limit::Finite,
            (Limit::Unknown, _) | (_, Limit::Unknown) => Limit::Unknown,
            (Limit::Absent, Limit::Absent) if call.args.is_empty() => Limit::Off(self.here(call.expr)),
            (Limit::Off(at), Limit::Absent) if call.args.len() == 1 => Limit::Off(at),
            _ if drops => Limit::Unknown,
            (_, open) => open,
        }
    }

    fn name_limit(&self, expr: ExprId, name: &Name, ask: &mut Asked<'_>) -> Limit {
        let Some(scope) = self.scope_of(expr, name) else {
            return self.star_limit(name, ask).unwrap_or_else(|| self.number_limit(expr, ask.timeout));
        };
        let bindings = self.reaching(expr, name, scope).into_iter();
        let limits = bindings.map(|binding| self.binding_limit(binding, scope, ask));
        match limits.reduce(Limit::or).unwrap_or(Limit::Unknown) {
            Limit::Off(_) if self.is_tested(expr) => Limit::Unknown,
            limit => limit,
        }
    }

    fn binding_limit(&self, binding: &Binding, scope: ScopeId, ask: &mut Asked<'_>) -> Limit {
        match binding.kind {
            BindingKind::Value(value) | BindingKind::Annotated(_, Some(value)) => self.limit_within(value, ask),
            BindingKind::Parameter(position) => {
                let function = self.index.scopes[scope.0 as usize].function;
                self.parameter_limit(function, position, ask)
            }
            BindingKind::ImportFrom { ref module, level, ref name } => {
                let file = self.program.find_imported(self.file, level, module);
                file.map_or(Limit::Unknown, |file| self.program.model(file).global_limit(name, ask))
            }
            _ => Limit::Unknown,
        }
    }

    /// The limit of a variable of the module; one that is set in several places cannot be told.
    fn global_limit(&self, name: &Name, ask: &mut Asked<'_>) -> Limit {
        ask.looked_up += 1;
        if ask.looked_up > MAX_STEPS {
            return Limit::Unknown;
        }
        let limit = match self.bindings(ScopeId(0), name) {
            [binding] => self.binding_limit(binding, ScopeId(0), ask),
            [] => self.star_limit(name, ask).unwrap_or(Limit::Unknown),
            _ => Limit::Unknown,
        };
        if limit.is_open() && self.is_assigned_elsewhere(name) { Limit::Unknown } else { limit }
    }

    /// The limit of a name that a star import from a module of the project binds.
    fn star_limit(&self, name: &Name, ask: &mut Asked<'_>) -> Option<Limit> {
        self.index.star_imports.iter().rev().find_map(|(module, level)| {
            let model = self.program.model(self.program.find_imported(self.file, *level, module)?);
            let limit = model.exports(name).then(|| model.global_limit(name, ask));
            limit.filter(|limit| *limit != Limit::Unknown)
        })
    }

    /// Whether another file assigns to that variable of this module: `settings.TIMEOUT = 5`.
    fn is_assigned_elsewhere(&self, name: &Name) -> bool {
        self.program.changes().assigning(name).iter().any(|&file| {
            let model = self.program.model(file);
            let mut assigned = model.index.patched.iter().filter(|(_, attr, _)| attr == name);
            assigned.any(|(object, ..)| model.infer(*object).ty == Type::Module(self.file))
        })
    }

    /// Whether an `if` around the use looks at the same name or attribute, so that its value there is another one.
    fn is_tested(&self, expr: ExprId) -> bool {
        let text = self.text(expr);
        let mentions = |test: ExprId| {
            let mut found = false;
            self.visit(test, &mut |part, _| found |= self.text(part) == text);
            found
        };
        self.around(self.stmt_of(expr)).any(|(outer, part)| match self.ast[outer].kind {
            StmtKind::If { test, .. } => matches!(part, Part::Body | Part::Else) && mentions(test),
            _ => false,
        })
    }

    fn attribute_limit(&self, expr: ExprId, object: ExprId, attr: &Name, ask: &mut Asked<'_>) -> Limit {
        let class = match self.infer(object).ty {
            Type::Object(class) | Type::Class(class) => class,
            Type::Module(file) => return self.program.model(file).global_limit(attr, ask),
            _ => return self.number_limit(expr, ask.timeout),
        };
        if let Some(method) = self.find_method(class, attr) {
            return self.returned_limit(method, ask);
        }
        if self.index.patched.iter().any(|(_, patched, _)| patched == attr) || self.is_tested(expr) {
            return Limit::Unknown;
        }
        let limits = self.attribute_bindings(class, attr).into_iter().map(|value| match value {
            Some(value) => {
                let (model, value) = self.of(value);
                model.limit_within(value, ask)
            }
            None => Limit::Unknown,
        });
        limits.reduce(Limit::or).unwrap_or(Limit::Unknown)
    }

    fn returned_limit(&self, function: In<FunctionId>, ask: &mut Asked<'_>) -> Limit {
        let (model, function) = self.of(function);
        let limits = model.return_values(function).into_iter().map(|value| model.limit_within(value, ask));
        limits.reduce(Limit::or).unwrap_or(Limit::Unknown)
    }

    /// What callers of the file and the default give to a parameter; a caller elsewhere is taken to leave the default.
    fn parameter_limit(&self, function: FunctionId, position: usize, ask: &mut Asked<'_>) -> Limit {
        let param = &self.function(function).params[position];
        if matches!(param.kind, ParamKind::Args | ParamKind::Kwargs) {
            return Limit::Unknown;
        }
        let default = param.default.map(|default| self.limit_within(default, ask));
        if matches!(default, Some(Limit::Finite | Limit::Unknown)) {
            return default.unwrap_or(Limit::Unknown);
        }
        let given = self.calls_to(function).iter().map(|&call| {
            let (caller, call) = self.of(call);
            caller.given_limit(call, param, position, default, ask)
        });
        let given = given.collect::<Vec<_>>();
        if given.is_empty() && self.is_called_by_interface(function) {
            return Limit::Unknown;
        }
        match default {
            Some(default) if given.is_empty() || given.iter().any(|limit| limit.is_open()) => default,
            _ => given.into_iter().reduce(Limit::or).unwrap_or(Limit::Unknown),
        }
    }

    /// Whether those who call a method may know it by a base's interface.
    fn is_called_by_interface(&self, function: FunctionId) -> bool {
        let this = self.function(function);
        let Some(class) = this.class else { return false };
        self.has_unknown_base(self.here(class)) || !self.callers().overridden(self.here(function)).is_empty()
    }

    /// What one call in this file gives to a parameter of a function of the project.
    fn given_limit(
        &self,
        call: ExprId,
        param: &Param,
        position: usize,
        default: Option<Limit>,
        ask: &mut Asked<'_>,
    ) -> Limit {
        let ExprKind::Call { func, args } = &self.ast[call].kind else { return Limit::Unknown };
        let bound = matches!(self.infer(*func).ty, Type::Bound(_) | Type::Class(_));
        let offset = usize::from(bound);
        let place = (param.kind == ParamKind::Plain).then(|| position.checked_sub(offset)).flatten();
        match self.passed(args, &param.name, place) {
            Given::Value(value) => self.limit_within(value, ask),
            Given::Absent => default.unwrap_or(Limit::Unknown),
            Given::Unknown => Limit::Unknown,
        }
    }
}
