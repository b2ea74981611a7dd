//! The limit that a class of the project gives to the operations of the library class that it descends from.

use crate::catalog::schema::{Function as Fact, Timeout};
use crate::semantic::index::{ClassId, FunctionId};
use crate::semantic::infer::Type;
use crate::semantic::limit::Limit;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ArgKind, ExprId, ExprKind, Name, ParamKind, StmtKind};

/// A method in the place of a library's operation.
struct Override<'f> {
    /// The method.
    function: FunctionId,
    /// How the operation is limited.
    timeout: &'f Timeout,
    /// The name of the parameter that limits it.
    parameter: &'f str,
    /// Whether the library passes that parameter in every call.
    always_passed: bool,
    /// The name of the method's `**kwargs`.
    kwargs: Option<Name>,
}

impl<'a> Model<'a> {
    /// The limit that a class sets for its operations, by the methods that stand in their place and by what it mounts on
    /// itself; `Absent` where all that it does is known and sets none.
    pub(super) fn class_limit(&self, class: In<ClassId>) -> Limit {
        if self.has_unknown_base(class) {
            return Limit::Unknown;
        }
        let bases = self.library_bases(class);
        let limits = self.lineage(class).into_iter().map(|class| {
            let (model, id) = self.of(class);
            model.own_class_limit(id, &bases)
        });
        limits.reduce(Limit::or).unwrap_or(Limit::Absent)
    }

    fn own_class_limit(&self, id: ClassId, bases: &[Name]) -> Limit {
        let class = self.class(id);
        let methods = class.methods.iter();
        let overrides = methods.filter_map(|(name, &method)| self.limit_by_override(name, method, bases));
        let replaced = class.attributes.keys().filter(|name| self.operation(name, bases).is_some());
        let replaced = replaced.map(|_| Limit::Unknown);
        let methods = class.methods.values().copied();
        let mounted = methods.flat_map(|method| self.set_on_self(method, self.here(id)));
        overrides.chain(replaced).chain(mounted).reduce(Limit::or).unwrap_or(Limit::Absent)
    }

    /// The network operation of that name that a class inherits from a library.
    fn operation(&self, name: &str, bases: &[Name]) -> Option<&'a Fact> {
        let mut facts = bases.iter().filter_map(|base| self.catalog.method(base, name));
        facts.find(|fact| fact.network.is_some())
    }

    /// The limit that a method sets which stands in an operation's place; `None` where it does not.
    fn limit_by_override(&self, name: &str, method: FunctionId, bases: &[Name]) -> Option<Limit> {
        let fact = self.operation(name, bases)?;
        let timeout = fact.timeout.as_ref().and_then(|timeout| Some((timeout, timeout.parameter.as_deref()?)));
        let Some((timeout, parameter)) = timeout else { return Some(Limit::Unknown) };
        Some(self.override_limit(&Override {
            function: method,
            timeout,
            parameter,
            always_passed: fact.always_passes.iter().flatten().any(|name| name == parameter),
            kwargs: self.kwargs_of(method),
        }))
    }

    /// Whether another method of a class, or of its bases, limits the operations before `method` is reached.
    pub(super) fn is_limited_beside(&self, class: In<ClassId>, method: FunctionId) -> bool {
        let bases = self.library_bases(class);
        self.lineage(class).into_iter().any(|class| {
            let (model, id) = self.of(class);
            let others = model.class(id).methods.iter().filter(|(_, other)| model.here(**other) != self.here(method));
            others.into_iter().any(|(name, &other)| model.limit_by_override(name, other, &bases) == Some(Limit::Finite))
        })
    }

    fn kwargs_of(&self, function: FunctionId) -> Option<Name> {
        let params = self.function(function).params.iter();
        params.filter(|param| param.kind == ParamKind::Kwargs).map(|param| param.name.clone()).next()
    }

    /// What a method of a class sets on `self`.
    fn set_on_self(&self, method: FunctionId, class: In<ClassId>) -> Vec<Limit> {
        let calls = self.index.calls.iter().copied().filter(|&call| self.function_of(call) == method);
        let set = calls.filter_map(|call| self.call(call)).filter(|call| {
            let object = self.receiver(call.callee).map(|object| self.infer(object).ty);
            object == Some(Type::Object(class))
        });
        set.filter_map(|call| self.setting_limit(&call)).collect()
    }

    /// The limit that a method sets before, or as, it calls the library's own: `Absent` where it hands on what it got.
    fn override_limit(&self, this: &Override<'_>) -> Limit {
        if !self.function(this.function).decorators.is_empty() {
            return Limit::Unknown;
        }
        let set = self.limits_set_by(this);
        let set = set.into_iter().reduce(Limit::or).unwrap_or(Limit::Absent);
        match set {
            Limit::Finite => Limit::Finite,
            _ if self.names_the_limit(this) || !self.passes_kwargs_on(this) => Limit::Unknown,
            _ => Limit::Absent,
        }
    }

    /// The limits that a method gives: to the library's own method, and to a key of its `**kwargs`.
    fn limits_set_by(&self, this: &Override<'_>) -> Vec<Limit> {
        let mut limits = Vec::new();
        for &stmt in self.stmts_of(this.function) {
            if let StmtKind::Assign { targets, value } = &self.ast[stmt].kind
                && targets.iter().any(|&target| self.is_item_of_kwargs(target, this))
            {
                limits.push(self.limit(*value, this.timeout));
            }
            let calls = self.own_calls(stmt).into_iter().filter_map(|call| self.call(call));
            limits.extend(calls.filter_map(|call| self.limit_given_by(&call, this)));
        }
        limits
    }

    fn limit_given_by(&self, call: &Call<'a>, this: &Override<'_>) -> Option<Limit> {
        if self.is_super_call(call) {
            let given =
                call.args.iter().find(|arg| matches!(&arg.kind, ArgKind::Keyword(name) if name == this.parameter))?;
            return Some(self.limit(given.value, this.timeout));
        }
        let ExprKind::Attribute { value, attr } = &self.ast[call.callee].kind else { return None };
        let defaults = !this.always_passed && self.is_kwargs(*value, this) && self.falls_back(attr);
        let [key, fallback] = call.args else { return None };
        let keyed = defaults && matches!(&self.ast[key.value].kind, ExprKind::Str(text) if text == this.parameter);
        keyed.then(|| self.limit(fallback.value, this.timeout))
    }

    /// Whether a method speaks of the limit at all.
    fn names_the_limit(&self, this: &Override<'_>) -> bool {
        let params = self.function(this.function).params.iter();
        let named = |name: &str| name.to_ascii_lowercase().contains(this.parameter);
        let mut found = params.into_iter().any(|param| named(&param.name));
        for part in self.stmts_of(this.function).iter().flat_map(|&stmt| self.own_exprs(stmt)) {
            self.visit(part, &mut |_, kind| match kind {
                ExprKind::Str(text) | ExprKind::Name(text) | ExprKind::Attribute { attr: text, .. } => {
                    found |= named(text);
                }
                ExprKind::Lambda { .. } => found = true,
                ExprKind::Call { args, .. } => {
                    found |= args.iter().any(|arg| matches!(&arg.kind, ArgKind::Keyword(name) if named(name)));
                }
                _ => {}
            });
        }
        found
    }

    /// Whether a method hands its `**kwargs` on to the library's own method, and does nothing else with it.
    fn passes_kwargs_on(&self, this: &Override<'_>) -> bool {
        let (mut handed, mut other) = (false, false);
        for part in self.stmts_of(this.function).iter().flat_map(|&stmt| self.own_exprs(stmt)) {
            self.visit(part, &mut |expr, _| {
                if self.is_kwargs(expr, this) {
                    let outer = self.wrappers(expr).next().and_then(|outer| self.call(outer));
                    let splatted = outer.filter(|call| {
                        call.args.iter().any(|arg| arg.kind == ArgKind::DoubleStar && arg.value == expr)
                    });
                    match splatted {
                        Some(call) if self.is_super_call(&call) => handed = true,
                        _ => other = true,
                    }
                }
            });
        }
        handed && !other
    }

    fn is_kwargs(&self, expr: ExprId, this: &Override<'_>) -> bool {
        matches!(&self.ast[expr].kind, ExprKind::Name(name) if Some(name) == this.kwargs.as_ref())
    }

    /// Whether an expression is the parameter's key of the `**kwargs`.
    fn is_item_of_kwargs(&self, expr: ExprId, this: &Override<'_>) -> bool {
        match &self.ast[expr].kind {
            ExprKind::Subscript { value, index } => {
                self.is_kwargs(*value, this)
                    && matches!(&self.ast[*index].kind, ExprKind::Str(text) if text == this.parameter)
            }
            _ => false,
        }
    }
}
