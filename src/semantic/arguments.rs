//! Which value a call gives to a parameter, and what constants expressions have.

use super::index::{Binding, BindingKind, FunctionId, ScopeId};
use super::infer::Type;
use super::program::In;
use super::{Call, Model};
use crate::catalog::schema::{Meaning, Parameter, Role};
use crate::syntax::ast::{Arg, ArgKind, ExprId, ExprKind, Name, ParamKind, StmtKind};
use rustc_hash::FxHashSet;

/// What a call says about one parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// This expression is passed.
    Value(ExprId),
    /// Nothing is passed: the default holds.
    Absent,
    /// Something unknown is splatted in, which may pass it.
    Unknown,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// `None`
    None,
    /// `True`, `False`
    Bool(bool),
    /// A number; infinity for `math.inf` and `float("inf")`.
    Number(f64),
    /// A string.
    Str(Name),
}

impl Constant {
    /// Whether Python takes the value for true.
    pub fn truth(&self) -> bool {
        match self {
            Self::None => false,
            Self::Bool(value) => *value,
            Self::Number(value) => *value != 0.0,
            Self::Str(text) => !text.is_empty(),
        }
    }

    /// The value as a number.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            Self::Bool(value) => Some(f64::from(u8::from(*value))),
            _ => None,
        }
    }
}

impl<'a> Model<'a> {
    /// What a call of a library function gives to its parameter `name`.
    pub fn argument(&self, call: &Call<'a>, name: &str) -> Given {
        let positional = call.fact.and_then(|fact| fact.parameters.as_ref());
        let position = positional.and_then(|names| {
            let names = names.iter().take_while(|name| *name != "*");
            names.clone().position(|parameter| parameter == name)
        });
        self.passed(call.args, name, position)
    }

    /// What a call gives to the parameter with that meaning; `None` where the function has no such parameter.
    pub fn meant(&self, call: &Call<'a>, meaning: Meaning) -> Option<(Given, &'a Parameter)> {
        let parameter = call.fact?.meanings.as_ref()?.get(&meaning)?;
        let names = std::iter::once(&parameter.name).chain(&parameter.also);
        let given = names.map(|name| self.argument(call, name)).find(|given| *given != Given::Absent);
        Some((given.unwrap_or(Given::Absent), parameter))
    }

    /// The value that a call passes for a meaning, if it passes one.
    pub fn meant_value(&self, call: &Call<'a>, meaning: Meaning) -> Option<ExprId> {
        match self.meant(call, meaning)?.0 {
            Given::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The argument that a call gives back, if it is known to do that.
    pub(crate) fn passed_on(&self, call: ExprId) -> Option<ExprId> {
        let call = self.call(call).filter(|call| call.has_role(Role::Passes))?;
        self.meant_value(&call, Meaning::Passed).or_else(|| Some(call.args.first()?.value))
    }

    /// What arguments give to the parameter `name` at `position`.
    pub(crate) fn passed(&self, args: &[Arg], name: &str, position: Option<usize>) -> Given {
        let by_name = args.iter().find(|arg| matches!(&arg.kind, ArgKind::Keyword(given) if given == name));
        if let Some(arg) = by_name {
            return Given::Value(arg.value);
        }
        if let Some(position) = position {
            let before = args.iter().take_while(|arg| arg.kind == ArgKind::Positional);
            if let Some(arg) = before.clone().nth(position) {
                return Given::Value(arg.value);
            }
            if args.iter().any(|arg| arg.kind == ArgKind::Star) {
                return Given::Unknown;
            }
        }
        let splats = args.iter().filter(|arg| arg.kind == ArgKind::DoubleStar);
        let mut given = Given::Absent;
        for splat in splats {
            match self.item(splat.value, name) {
                Given::Absent => {}
                found => given = found,
            }
        }
        given
    }

    /// What a splatted dict holds under `key`.
    pub(super) fn item(&self, dict: ExprId, key: &str) -> Given {
        match &self.ast[dict].kind {
            ExprKind::Dict(pairs) => self.dict_item(pairs, key),
            ExprKind::Call { args, .. } if self.is_symbol(dict, "dict") => {
                let positional = args.iter().any(|arg| arg.kind == ArgKind::Positional);
                if positional { Given::Unknown } else { self.passed(args, key, None) }
            }
            ExprKind::Name(name) => self.item_of_name(dict, name, key),
            _ => Given::Unknown,
        }
    }

    /// Whether the callee of a call is that builtin or library function.
    pub(crate) fn is_symbol(&self, call: ExprId, name: &str) -> bool {
        let ExprKind::Call { func, .. } = &self.ast[call].kind else { return false };
        matches!(self.infer(*func).ty, Type::Symbol(symbol) if symbol == name)
    }

    fn dict_item(&self, pairs: &[(Option<ExprId>, ExprId)], key: &str) -> Given {
        let mut given = Given::Absent;
        for (name, value) in pairs {
            match name.map(|name| &self.ast[name].kind) {
                Some(ExprKind::Str(text)) if text == key => given = Given::Value(*value),
                Some(ExprKind::Str(_)) => {}
                Some(_) => given = Given::Unknown,
                None => match self.item(*value, key) {
                    Given::Absent => {}
                    found => given = found,
                },
            }
        }
        given
    }

    /// A variable that holds a dict: known when one literal reaches the use and nobody changes it.
    fn item_of_name(&self, at: ExprId, name: &Name, key: &str) -> Given {
        let Some(scope) = self.scope_of(at, name) else { return Given::Unknown };
        let [binding] = self.reaching(at, name, scope)[..] else { return Given::Unknown };
        if let BindingKind::Parameter(position) = binding.kind {
            return self.item_of_parameter(binding.function, position, name, key);
        }
        let BindingKind::Value(value) = binding.kind else { return Given::Unknown };
        if !matches!(self.ast[value].kind, ExprKind::Dict(_) | ExprKind::Call { .. })
            || self.is_mutated(binding.function, name, key)
        {
            return Given::Unknown;
        }
        self.item(value, key)
    }

    /// What callers pass under `key` into a function's `**name`: nothing, where all of them are known and do not.
    fn item_of_parameter(&self, function: FunctionId, position: usize, name: &Name, key: &str) -> Given {
        let calls = self.calls_to(function);
        let collects = self.function(function).params[position].kind == ParamKind::Kwargs;
        if !collects || calls.is_empty() || self.is_called_unseen(function) || self.is_mutated(function, name, key) {
            return Given::Unknown;
        }
        let passes = |&call: &In<ExprId>| {
            let (caller, call) = self.of(call);
            match &caller.ast[call].kind {
                ExprKind::Call { args, .. } if !args.iter().any(|arg| arg.kind == ArgKind::DoubleStar) => {
                    caller.passed(args, key, None) != Given::Absent
                }
                _ => true,
            }
        };
        if calls.iter().any(passes) { Given::Unknown } else { Given::Absent }
    }

    /// Whether something that is not followed may call a function.
    fn is_called_unseen(&self, function: FunctionId) -> bool {
        let this = self.function(function);
        !this.decorators.is_empty()
            || !self.mentions_of(function).is_empty()
            || self.callers().is_open(&this.name)
            || !self.callers().overridden(self.here(function)).is_empty()
    }

    /// Whether a function changes the dict `name` in a way that could set `key`.
    pub(super) fn is_mutated(&self, function: FunctionId, name: &Name, key: &str) -> bool {
        let is_dict = |expr: ExprId| matches!(&self.ast[expr].kind, ExprKind::Name(other) if other == name);
        self.stmts_of(function).iter().any(|&stmt| {
            if let StmtKind::Assign { targets, .. } = &self.ast[stmt].kind
                && targets.iter().any(|&target| match self.ast[target].kind {
                    ExprKind::Subscript { value, index } => {
                        is_dict(value) && !matches!(&self.ast[index].kind, ExprKind::Str(other) if other != key)
                    }
                    _ => false,
                })
            {
                return true;
            }
            self.own_calls(stmt).into_iter().any(|call| {
                let ExprKind::Call { func, .. } = &self.ast[call].kind else { return false };
                matches!(&self.ast[*func].kind, ExprKind::Attribute { value, attr } if is_dict(*value) && attr != "get")
            })
        })
    }

    /// The constant that an expression has on every way to it; `None` where it is not one.
    pub fn constant(&self, expr: ExprId) -> Option<Constant> {
        self.constant_within(expr, 8)
    }

    fn constant_within(&self, expr: ExprId, depth: u8) -> Option<Constant> {
        match &self.ast[expr].kind {
            ExprKind::None => Some(Constant::None),
            ExprKind::Bool(value) => Some(Constant::Bool(*value)),
            ExprKind::Number(value) if !value.is_nan() => Some(Constant::Number(*value)),
            ExprKind::Str(text) => Some(Constant::Str(text.clone())),
            ExprKind::Unary { operand, minus: true } => {
                self.constant_within(*operand, depth)?.number().map(|value| Constant::Number(-value))
            }
            ExprKind::Name(_) | ExprKind::Attribute { .. } if depth > 0 => {
                if matches!(self.infer(expr).ty, Type::Symbol(name) if name == "math.inf") {
                    return Some(Constant::Number(f64::INFINITY));
                }
                let sources = self.sources(expr);
                let mut constants = sources.exprs.iter().map(|&source| {
                    let (model, inner) = self.of(source);
                    if source == self.here(expr) { None } else { model.constant_within(inner, depth - 1) }
                });
                let first = constants.next().flatten()?;
                (sources.complete && constants.all(|other| other.as_ref() == Some(&first))).then_some(first)
            }
            ExprKind::Call { args, .. } if self.is_symbol(expr, "float") => {
                let text = args.first().map(|arg| &self.ast[arg.value].kind)?;
                matches!(text, ExprKind::Str(text) if text == "inf").then_some(Constant::Number(f64::INFINITY))
            }
            _ => None,
        }
    }

    /// The expressions that make a value: followed through names, attributes of `self`, `or`, conditionals,
    /// `await` and what functions of the file return.
    pub(crate) fn sources(&self, expr: ExprId) -> Sources {
        let mut sources = Sources { exprs: Vec::new(), complete: true, seen: FxHashSet::default() };
        self.collect_sources(expr, &mut sources, 12);
        sources
    }

    fn collect_sources(&self, expr: ExprId, sources: &mut Sources, depth: u8) {
        if depth == 0 {
            sources.complete = false;
            return;
        }
        if !sources.seen.insert(self.here(expr)) {
            return;
        }
        match &self.ast[expr].kind {
            ExprKind::Name(name) => {
                let Some(scope) = self.scope_of(expr, name) else { return sources.exprs.push(self.here(expr)) };
                for binding in self.reaching(expr, name, scope) {
                    self.binding_sources(binding, sources, depth);
                }
            }
            ExprKind::Attribute { value, attr } => self.attribute_sources(expr, *value, attr, sources, depth),
            ExprKind::Await(inner) => self.collect_sources(*inner, sources, depth - 1),
            ExprKind::Walrus { value, .. } => self.collect_sources(*value, sources, depth - 1),
            ExprKind::Conditional { body, orelse, .. } => {
                self.collect_sources(*body, sources, depth - 1);
                self.collect_sources(*orelse, sources, depth - 1);
            }
            ExprKind::Logical { left, right, and: false } => {
                self.collect_sources(*left, sources, depth - 1);
                self.collect_sources(*right, sources, depth - 1);
            }
            ExprKind::Call { func, .. } => match self.infer(*func).ty {
                Type::Function(function) | Type::Bound(function) if self.returns_value(function) => {
                    let (model, function) = self.of(function);
                    for value in model.return_values(function) {
                        model.collect_sources(value, sources, depth - 1);
                    }
                }
                _ => match self.passed_on(expr) {
                    Some(value) => self.collect_sources(value, sources, depth - 1),
                    None => sources.exprs.push(self.here(expr)),
                },
            },
            _ => sources.exprs.push(self.here(expr)),
        }
    }

    fn binding_sources(&self, binding: &Binding, sources: &mut Sources, depth: u8) {
        match &binding.kind {
            BindingKind::Value(value) | BindingKind::Annotated(_, Some(value)) => {
                self.collect_sources(*value, sources, depth - 1);
            }
            BindingKind::Entered { context, .. } => self.collect_sources(*context, sources, depth - 1),
            BindingKind::ImportFrom { module, level, name } => {
                match self.program.find_imported(self.file, *level, module) {
                    Some(file) => self.program.model(file).module_sources(name, sources, depth - 1),
                    None => sources.complete = false,
                }
            }
            _ => sources.complete = false,
        }
    }

    /// What makes what the module's own code binds to `name`.
    fn module_sources(&self, name: &Name, sources: &mut Sources, depth: u8) {
        let bindings = self.bindings(ScopeId(0), name);
        sources.complete &= depth > 0 && !bindings.is_empty();
        if depth > 0 {
            bindings.iter().for_each(|binding| self.binding_sources(binding, sources, depth));
        }
    }

    fn attribute_sources(&self, expr: ExprId, object: ExprId, attr: &Name, sources: &mut Sources, depth: u8) {
        let class = match self.infer(object).ty {
            Type::Object(class) | Type::Class(class) => class,
            Type::Module(file) => return self.program.model(file).module_sources(attr, sources, depth - 1),
            _ => return sources.exprs.push(self.here(expr)),
        };
        let bindings = self.lineage(class).into_iter().find_map(|class| {
            let (model, class) = self.of(class);
            let bindings = model.class(class).attributes.get(attr)?;
            Some((model, bindings))
        });
        let Some((model, bindings)) = bindings else {
            sources.complete = false;
            return;
        };
        for binding in bindings {
            match binding.value {
                Some(value) => model.collect_sources(value, sources, depth - 1),
                None => sources.complete = false,
            }
        }
    }
}

/// What makes a value.
#[derive(Clone, Debug)]
pub(crate) struct Sources {
    /// The expressions at the ends that were reached.
    pub(crate) exprs: Vec<In<ExprId>>,
    /// Whether nothing else can make it.
    pub(crate) complete: bool,
    /// Each is followed once: what a value is made of does not depend on the way to it.
    seen: FxHashSet<In<ExprId>>,
}
