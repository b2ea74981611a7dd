//! How long a network operation waits at most, by everything on the way: its arguments, the client that it goes
//! through, what was set on that client, the process's default, and scopes around it.

use super::arguments::{Constant, Given};
use super::index::{ClassId, FunctionId, Part, Scope};
use super::infer::Type;
use super::limit::Limit;
use super::origin::Origin;
use super::program::In;
use super::{Call, Model};
use crate::catalog::schema::{Meaning, NetworkKind, Role, Timeout};
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtId, StmtKind};

/// How many callers of callers are asked whether they bound the time.
const MAX_CALLERS: u8 = 4;

/// How long an operation waits at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EffectiveTimeout {
    /// The call is no operation that could wait, or another place is the one to judge.
    NotApplicable,
    /// It ends.
    Finite,
    /// It cannot be said.
    Unknown,
    /// For ever: nothing sets a limit.
    Missing {
        /// What made the client that has none, where that is not the call itself.
        maker: Option<In<ExprId>>,
        /// Whether the client was followed to where it is made.
        sure: bool,
    },
    /// For ever: a value says so.
    SwitchedOff {
        /// The value: `None`, `0`, a parameter's default.
        at: In<ExprId>,
        /// Whether the value stands at the place itself.
        sure: bool,
    },
}

/// Something that is set on an object after it was made.
#[derive(Debug)]
pub(crate) struct Setting {
    object: Vec<Origin>,
    class: Option<Name>,
    limit: Limit,
}

impl<'a> Model<'a> {
    /// How long `call` waits at most.
    pub fn effective_timeout(&self, call: &Call<'a>) -> EffectiveTimeout {
        let Some((fact, timeout)) = call.fact.and_then(|fact| Some((fact, fact.timeout.as_ref()?))) else {
            return EffectiveTimeout::NotApplicable;
        };
        let client = fact.network.is_some() || self.makes_client(call);
        if !client || self.is_judged_elsewhere(call, fact.network) || self.is_meant_to_wait(call, timeout) {
            return EffectiveTimeout::NotApplicable;
        }
        let limit = match self.own_limit(call, timeout) {
            Limit::Absent if fact.network.is_none() => return EffectiveTimeout::NotApplicable,
            Limit::Absent => return self.inherited_timeout(call, timeout),
            limit => limit,
        };
        match limit {
            Limit::Finite => EffectiveTimeout::Finite,
            Limit::Off(_) if fact.network.is_some() && self.is_bounded(call.expr) => EffectiveTimeout::Finite,
            Limit::Off(_) if fact.network.is_none() && self.limits_every_call(call.expr) => EffectiveTimeout::Finite,
            Limit::Off(at) => {
                let sure = self.own(at).is_some_and(|at| self.wrappers(at).any(|outer| outer == call.expr));
                EffectiveTimeout::SwitchedOff { at, sure }
            }
            _ => EffectiveTimeout::Unknown,
        }
    }

    /// Whether a call that does no network I/O makes something that does, as a client's constructor.
    fn makes_client(&self, call: &Call<'a>) -> bool {
        let returns = call.fact.and_then(|fact| fact.returns.as_deref());
        returns.is_some_and(|class| self.catalog.methods(class).any(|(_, method)| method.network.is_some()))
    }

    /// Whether each call through the client that `made` makes has a limit of its own, and nobody else is given the client.
    fn limits_every_call(&self, made: ExprId) -> bool {
        let is_client = |expr: ExprId| self.origins(expr).contains(&Origin::Expr(self.here(made)));
        let mut through = self.calls().filter(|call| self.receiver(call.callee).is_some_and(is_client)).peekable();
        let limited = |call: Call<'a>| match call.fact.and_then(|fact| Some((fact.network?, fact.timeout.as_ref()?))) {
            Some((_, timeout)) => self.own_limit(&call, timeout) == Limit::Finite,
            None => true,
        };
        let is_variable = |expr: ExprId| matches!(self.ast[expr].kind, ExprKind::Name(_) | ExprKind::Attribute { .. });
        let leaves = matches!(self.ast[self.stmt_of(made)].kind, StmtKind::Return(_));
        !leaves
            && through.peek().is_some()
            && through.all(limited)
            && !self.calls().flat_map(|call| call.args).any(|arg| is_variable(arg.value) && is_client(arg.value))
    }

    /// Databases and caches are judged where the connection is made, and `super()`'s methods where they are called.
    fn is_judged_elsewhere(&self, call: &Call<'a>, kind: Option<NetworkKind>) -> bool {
        let method = matches!(call.value.ty, Type::Method(..));
        let receiver = self.receiver(call.callee).map(|object| self.infer(object).ty);
        (method && matches!(kind, Some(NetworkKind::Db | NetworkKind::Cache)))
            || matches!(receiver, Some(Type::Super(_)))
    }

    /// Whether the call returns at once, or is a server's or subscriber's wait for what may come.
    fn is_meant_to_wait(&self, call: &Call<'a>, timeout: &Timeout) -> bool {
        let at_once = timeout.unless.iter().any(|(name, value)| match self.argument(call, name) {
            Given::Value(given) => self.constant(given).is_none_or(|constant| constant.truth() == *value),
            Given::Unknown => true,
            Given::Absent => false,
        });
        at_once
            || self.is_unconnected(call)
            || (call.has_role(Role::Listens) && self.is_in_loop(self.stmt_of(call.expr)))
    }

    /// Whether the call does no network I/O because it does not say with whom.
    pub(crate) fn is_unconnected(&self, call: &Call<'a>) -> bool {
        let needed = call.fact.and_then(|fact| fact.connects_with.as_deref());
        needed.is_some_and(|name| self.argument(call, name) == Given::Absent)
    }

    /// The limit that the call's own arguments set, those of `functools.partial` included.
    fn own_limit(&self, call: &Call<'a>, timeout: &Timeout) -> Limit {
        let Some(name) = &timeout.parameter else { return Limit::Absent };
        match self.argument(call, name) {
            Given::Value(value) => self.limit(value, timeout),
            Given::Unknown => Limit::Unknown,
            Given::Absent if self.may_set_otherwise(call, name, timeout) => Limit::Unknown,
            Given::Absent => self.partial_limit(call, name, timeout),
        }
    }

    /// Whether another argument may set the timeout: any that is not a text without the parameter's name.
    fn may_set_otherwise(&self, call: &Call<'a>, name: &str, timeout: &Timeout) -> bool {
        timeout.unknown_with.iter().any(|other| match self.argument(call, other) {
            Given::Value(value) => match self.constant(value) {
                Some(Constant::Str(text)) => text.contains(name),
                Some(Constant::None) => false,
                _ => true,
            },
            Given::Unknown => true,
            Given::Absent => false,
        })
    }

    /// What a `partial` that made the callee has already given.
    fn partial_limit(&self, call: &Call<'a>, name: &str, timeout: &Timeout) -> Limit {
        if matches!(call.value.ty, Type::Class(_)) {
            return Limit::Absent;
        }
        let partials = self.origins(call.callee).into_iter().filter_map(|origin| match origin {
            Origin::Expr(expr) if expr != self.here(call.callee) => {
                let (model, expr) = self.of(expr);
                let made = model.call(expr).filter(|made| made.has_role(Role::Partial))?;
                Some((model, made))
            }
            _ => None,
        });
        let limits = partials.map(|(model, made)| match model.passed(made.args, name, None) {
            Given::Value(value) => model.limit(value, timeout),
            Given::Absent => Limit::Absent,
            Given::Unknown => Limit::Unknown,
        });
        limits.reduce(Limit::or).unwrap_or(Limit::Absent)
    }

    /// The limit where the call itself says nothing.
    fn inherited_timeout(&self, call: &Call<'a>, timeout: &Timeout) -> EffectiveTimeout {
        let object = self.receiver(call.callee).filter(|_| matches!(call.value.ty, Type::Method(..)));
        let origins = object.map(|object| self.origins(object));
        let client = match &origins {
            Some(_) if self.is_overridden(call, object) => Limit::Unknown,
            Some(origins) => self.client_limit(call, timeout, origins),
            None if self.is_patched(call) => Limit::Unknown,
            None => Limit::Absent,
        };
        match client {
            Limit::Finite => return EffectiveTimeout::Finite,
            Limit::Unknown => return EffectiveTimeout::Unknown,
            // Reported where the client is made.
            Limit::Off(_) => return EffectiveTimeout::NotApplicable,
            Limit::Absent if timeout.default.is_some() => return EffectiveTimeout::Finite,
            Limit::Absent => {}
        }
        if self.process_default(call) || self.is_bounded(call.expr) {
            return EffectiveTimeout::Finite;
        }
        let makers = origins.as_deref().unwrap_or_default();
        let maker = makers.iter().find_map(|origin| match origin {
            Origin::Expr(expr) | Origin::Part(expr) if self.is_maker(*expr) => Some(*expr),
            _ => None,
        });
        EffectiveTimeout::Missing { maker, sure: object.is_none() || maker.is_some() }
    }

    fn is_maker(&self, expr: In<ExprId>) -> bool {
        let (model, expr) = self.of(expr);
        matches!(model.ast[expr].kind, ExprKind::Call { .. })
    }

    /// What the client brings, by what made it and by what was set on it.
    fn client_limit(&self, call: &Call<'a>, timeout: &Timeout, origins: &[Origin]) -> Limit {
        let Type::Method(class, _) = &call.value.ty else { return Limit::Unknown };
        let unseen = origins.iter().any(|origin| matches!(origin, Origin::Parameter(..) | Origin::Unknown));
        let set = self.settings().iter().filter(|setting| {
            self.same_object(&setting.object, origins) || (unseen && setting.class.as_ref() == Some(class))
        });
        let set = set.map(|setting| setting.limit).reduce(Limit::or);
        match set {
            Some(limit @ (Limit::Finite | Limit::Unknown)) => return limit,
            _ if self.is_patched(call) => return Limit::Unknown,
            _ => {}
        }
        if origins.iter().any(|&origin| self.is_foreign_made(origin)) || (unseen && timeout.parameter.is_none()) {
            return Limit::Unknown;
        }
        if !timeout.from_client {
            return Limit::Absent;
        }
        let made = origins.iter().map(|&origin| self.made_limit(origin));
        made.reduce(Limit::or).unwrap_or(Limit::Unknown)
    }

    /// Whether something that is not in sight makes the object, and may give it a limit or a check.
    pub(crate) fn is_foreign_made(&self, origin: Origin) -> bool {
        match origin {
            Origin::Expr(expr) => {
                let (model, expr) = self.of(expr);
                model.call(expr).is_none_or(|call| call.fact.is_none())
            }
            Origin::Part(_) | Origin::Parameter(..) | Origin::Unknown => false,
        }
    }

    /// The limit that an object has from what made it; `Off` where another place reports it.
    fn made_limit(&self, origin: Origin) -> Limit {
        let (made, part) = match origin {
            Origin::Expr(made) => (made, false),
            Origin::Part(made) => (made, true),
            Origin::Parameter(..) | Origin::Unknown => return Limit::Unknown,
        };
        let (model, expr) = self.of(made);
        model.limit_made_at(expr, part)
    }

    /// The limit that the object has that `expr`, or a part of it, is.
    fn limit_made_at(&self, expr: ExprId, part: bool) -> Limit {
        let Some((call, fact)) = self.call(expr).and_then(|call| Some((call.clone(), call.fact?))) else {
            return Limit::Unknown;
        };
        if self.talks_to_nobody(&call) {
            return Limit::Finite;
        }
        if part {
            return if call.has_role(Role::Listens) { Limit::Absent } else { Limit::Unknown };
        }
        if let Type::Class(class) = call.value.ty
            && self.find_method(class, "__init__").is_some()
        {
            return Limit::Unknown;
        }
        match &fact.timeout {
            Some(timeout) => match self.own_limit(&call, timeout) {
                Limit::Absent if timeout.default.is_some() => Limit::Finite,
                Limit::Absent if self.is_unconnected(&call) => Limit::Absent,
                Limit::Absent if fact.network.is_some() && !self.process_default(&call) => Limit::Off(self.here(expr)),
                limit => limit,
            },
            None if self.catalog.class(&call.name).is_some() => Limit::Absent,
            None => Limit::Unknown,
        }
    }

    /// Whether an argument says that what is made talks to nobody elsewhere, as a Unix-domain socket.
    fn talks_to_nobody(&self, call: &Call<'a>) -> bool {
        let local = call.fact.map_or(&[][..], |fact| fact.local_with.as_deref().unwrap_or_default());
        call.args.iter().any(|arg| match self.infer(arg.value).ty {
            Type::Symbol(name) => local.iter().any(|value| *value == name),
            _ => false,
        })
    }

    /// Whether the object's class, in the file, puts something of its own between the call and the library.
    pub(crate) fn is_overridden(&self, call: &Call<'a>, object: Option<ExprId>) -> bool {
        let Some(Type::Object(class)) = object.map(|object| self.infer(object).ty) else { return false };
        let bases = self.library_bases(class);
        let overrides = self.lineage(class).into_iter().any(|class| {
            let (model, class) = self.of(class);
            let methods = &model.class(class).methods;
            methods.keys().any(|name| {
                let facts = bases.iter().filter_map(|base| self.catalog.method(base, name));
                facts.into_iter().any(|fact| fact.network.is_some())
            })
        });
        overrides || (self.has_unknown_base(class) && !matches!(call.value.ty, Type::Method(..)))
    }

    /// The methods of the object's class, in the project, that may run before the library's: overrides of its network
    /// operations, where a method of the library is called.
    pub(crate) fn overrides_below(&self, call: &Call<'a>) -> Vec<In<FunctionId>> {
        let Some(Type::Object(class)) = self.receiver(call.callee).map(|object| self.infer(object).ty) else {
            return Vec::new();
        };
        let bases = self.library_bases(class);
        let overrides = self.lineage(class).into_iter().flat_map(|class| {
            let (model, class) = self.of(class);
            let methods = model.class(class).methods.iter();
            let operations = methods.filter(|(name, _)| {
                let facts = bases.iter().filter_map(|base| self.catalog.method(base, name));
                facts.into_iter().any(|fact| fact.network.is_some())
            });
            operations.map(|(_, &method)| model.here(method)).collect::<Vec<_>>()
        });
        let mut found = overrides.collect::<Vec<_>>();
        found.sort_unstable();
        found
    }

    /// Whether a call calls a method of `super()`.
    pub(crate) fn is_super_call(&self, call: &Call<'a>) -> bool {
        self.receiver(call.callee).is_some_and(|object| matches!(self.infer(object).ty, Type::Super(_)))
    }

    /// Whether the file puts something in the place of a function of the called library.
    fn is_patched(&self, call: &Call<'a>) -> bool {
        self.index.patched.iter().any(|(object, attr, _)| match self.infer(*object).ty {
            Type::Symbol(owner) => {
                self.catalog.callable(&format!("{owner}.{attr}")).is_some()
                    && self.is_of_same_library(&owner, &call.name)
            }
            _ => false,
        })
    }

    fn is_of_same_library(&self, one: &str, other: &str) -> bool {
        let library = |name| self.catalog.library_of(name).map(|library| &library.name);
        library(one).is_some() && library(one) == library(other)
    }

    /// Whether the file sets a default for all sockets, and the called library heeds it.
    fn process_default(&self, call: &Call<'a>) -> bool {
        let heeds = self.catalog.library_of(&call.name).is_some_and(|library| library.heeds_socket_default);
        heeds
            && self
                .calls()
                .filter(|other| other.has_role(Role::SocketDefaultTimeout))
                .any(|other| self.sets_limit(&other))
    }

    /// Whether a call that sets a time (a setter, a scope, a bounded wait) sets one: not `None`.
    fn sets_limit(&self, call: &Call<'a>) -> bool {
        self.time_given(call) != Some(Constant::None)
    }

    /// The time that a setter, a scope or a bounded wait is given, if it is a constant.
    fn time_given(&self, call: &Call<'a>) -> Option<Constant> {
        let named = call.fact.and_then(|fact| fact.timeout.as_ref()?.parameter.as_deref());
        let meant = named
            .map(|name| self.argument(call, name))
            .or_else(|| Some(self.meant(call, Meaning::Total).or_else(|| self.meant(call, Meaning::Delay))?.0));
        let value = match meant {
            Some(Given::Value(value)) => Some(value),
            Some(Given::Absent) => return Some(Constant::None),
            Some(Given::Unknown) => None,
            None => call.args.first().map(|arg| arg.value),
        };
        value.and_then(|value| self.constant(value))
    }

    /// Everything that the file sets on objects after they were made.
    fn settings(&self) -> &[Setting] {
        self.memory.settings.get_or_init(|| {
            let called = self.calls().filter_map(|call| {
                let limit = self.setting_limit(&call)?;
                Some(self.setting(self.receiver(call.callee)?, limit))
            });
            let patched = self.index.patched.iter().filter_map(|&(object, ref attr, _)| {
                let Type::Method(..) = self.member(&self.infer(object), attr).ty else { return None };
                Some(self.setting(object, Limit::Unknown))
            });
            let assigned = self.index.patched.iter().filter_map(|&(object, ref attr, value)| {
                let Type::Instance(class) = self.infer(object).ty else { return None };
                let sets = self.catalog.timeout_attribute(&class) == Some(attr.as_str());
                sets.then(|| self.setting(object, self.limit(value, &Timeout::default())))
            });
            called.chain(patched).chain(assigned).collect()
        })
    }

    fn setting(&self, object: ExprId, limit: Limit) -> Setting {
        let class = match self.infer(object).ty {
            Type::Instance(class) => Some(class),
            _ => None,
        };
        Setting { object: self.origins(object), class, limit }
    }

    fn setting_limit(&self, call: &Call<'a>) -> Option<Limit> {
        match call.fact?.role? {
            Role::TimeoutSetter if self.sets_limit(call) => Some(Limit::Finite),
            Role::NonBlocking => {
                let value = call.args.first().and_then(|arg| self.constant(arg.value));
                value.is_none_or(|value| !value.truth()).then_some(Limit::Finite)
            }
            Role::Mounts => call.args.iter().any(|arg| self.may_set_timeouts(arg.value)).then_some(Limit::Unknown),
            _ => None,
        }
    }

    /// Whether something mounted may set timeouts: what is not known may, a class of the file that speaks of one does.
    fn may_set_timeouts(&self, expr: ExprId) -> bool {
        match self.infer(expr).ty {
            Type::Instance(_) => false,
            Type::Object(class) => {
                let (model, id) = self.of(class);
                self.has_unknown_base(class) || model.speaks_of_timeouts(id)
            }
            _ => !matches!(self.ast[expr].kind, ExprKind::FString(_) | ExprKind::Binary { .. }),
        }
    }

    fn speaks_of_timeouts(&self, class: ClassId) -> bool {
        let scope = self.index.classes[class.0 as usize].scope;
        let inside = |mut at| loop {
            let here: &Scope = &self.index.scopes[at as usize];
            if at == scope.0 {
                return true;
            }
            match here.parent {
                Some(parent) => at = parent.0,
                None => return false,
            }
        };
        let named = |name: &str| name.contains("timeout");
        let methods = self.index.classes[class.0 as usize].methods.values();
        let mut params = methods.flat_map(|&method| self.function(method).params.iter());
        params.any(|param| named(&param.name))
            || self.ast.exprs.iter().enumerate().any(|(number, expr)| match &expr.kind {
                ExprKind::Str(name) | ExprKind::Name(name) | ExprKind::Attribute { attr: name, .. } => {
                    named(name) && inside(self.index.exprs[number].scope.0)
                }
                _ => false,
            })
    }

    /// Whether a time limit stands around an operation: a scope, a bounded wait, or one around every call of its function.
    pub(crate) fn is_bounded(&self, expr: ExprId) -> bool {
        self.is_bounded_within(expr, MAX_CALLERS)
    }

    fn is_bounded_within(&self, expr: ExprId, depth: u8) -> bool {
        if self.has_limit_around(expr) {
            return true;
        }
        let Some(depth) = depth.checked_sub(1) else { return false };
        let function = self.function_of(expr);
        let calls = self.calls_to(function);
        if calls.is_empty() || !self.function(function).is_async || !self.mentions_of(function).is_empty() {
            return false;
        }
        calls.iter().all(|&call| {
            let (caller, call) = self.of(call);
            caller.is_bounded_within(call, depth)
        })
    }

    fn has_limit_around(&self, expr: ExprId) -> bool {
        let bounded_wait = self.has_wait_limit(expr) || self.is_waited_for_by_name(expr);
        let own = self.stmt_of(expr);
        let enclosing = self.around(own).filter(|(_, part)| *part == Part::Body).map(|(stmt, _)| stmt);
        bounded_wait || enclosing.chain([own]).any(|stmt| self.opens_time_scope(stmt, expr))
    }

    /// Whether a wait with a limit stands around an awaitable.
    fn has_wait_limit(&self, awaitable: ExprId) -> bool {
        self.wrappers(awaitable).filter_map(|outer| self.call(outer)).any(|call| {
            let waits = call.has_role(Role::WaitFor) || call.has_role(Role::Gather);
            waits && self.limits_wait(&call)
        })
    }

    /// Whether a bounded wait or a gathering wait is given a limit at all: a gathering without one has none.
    fn limits_wait(&self, call: &Call<'a>) -> bool {
        match call.fact.and_then(|fact| fact.timeout.as_ref()?.parameter.as_deref()) {
            Some(name) if call.has_role(Role::Gather) => {
                self.argument(call, name) != Given::Absent && self.sets_limit(call)
            }
            None if call.has_role(Role::Gather) => false,
            _ => self.sets_limit(call),
        }
    }

    /// Whether an awaitable, or the task or the list of tasks that is made of it, has a name by which it is waited for
    /// with a limit, and is not awaited otherwise.
    fn is_waited_for_by_name(&self, expr: ExprId) -> bool {
        let task = |outer: &ExprId| match &self.ast[*outer].kind {
            ExprKind::Call { .. } => self.call(*outer).is_some_and(|call| call.has_role(Role::SpawnTask)),
            ExprKind::Comprehension { .. } | ExprKind::List(_) | ExprKind::Tuple(_) => true,
            _ => false,
        };
        let mut values = std::iter::once(expr).chain(self.wrappers(expr).take_while(task));
        let Some(value) = values.find(|&value| self.bound_to(value).is_some()) else { return false };
        let uses = self.uses_of(value);
        let awaited = |used: ExprId| self.wrappers(used).next().is_some_and(|outer| self.is_await(outer));
        uses.iter().any(|&used| self.has_wait_limit(used)) && !uses.iter().any(|&used| awaited(used))
    }

    /// Whether a `with` bounds the time of what stands at `expr`: in its body, or behind the scope in its head.
    fn opens_time_scope(&self, stmt: StmtId, expr: ExprId) -> bool {
        let StmtKind::With { items, .. } = &self.ast[stmt].kind else { return false };
        let scopes = items.iter().filter(|item| self.span(item.context).end <= self.span(expr).start);
        scopes
            .filter_map(|item| self.call(item.context))
            .any(|call| call.has_role(Role::TimeoutScope) && self.sets_limit(&call))
    }

    /// Whether another operation on the same object, earlier in the file, waits for ever for the same reason, so that
    /// one report says it all.
    pub fn is_reported_before(&self, call: &Call<'a>) -> bool {
        let own = |call: &Call<'a>| {
            call.fact.and_then(|fact| fact.timeout.as_ref()).is_some_and(|timeout| timeout.parameter.is_none())
        };
        let Some(object) = self.receiver(call.callee).filter(|_| own(call)) else { return false };
        let origins = self.origins(object);
        let mut earlier = self.calls().take_while(|other| other.expr != call.expr).filter(own);
        earlier.any(|other| {
            let object = self.receiver(other.callee);
            object.is_some_and(|object| self.same_object(&self.origins(object), &origins))
                && matches!(self.effective_timeout(&other), EffectiveTimeout::Missing { .. })
        })
    }
}

/// For messages.
impl<'a> Model<'a> {
    /// The text of a callee, in one line: what stands before a long chain is left out.
    pub fn short_text(&self, callee: ExprId) -> String {
        let text = self.text(callee);
        if text.len() <= 60 && !text.contains('\n') {
            return text.to_owned();
        }
        match &self.ast[callee].kind {
            ExprKind::Attribute { attr, .. } => format!("….{attr}"),
            _ => text.lines().next().unwrap_or_default().to_owned(),
        }
    }

    /// What an operation that does not end holds: the task that awaits it, else the thread.
    pub fn waiter(&self, call: &Call<'a>) -> &'static str {
        if call.fact.and_then(|fact| fact.is_async) == Some(true) { "task" } else { "thread" }
    }

    /// The call that limits the object whose method `call` calls, if its class has such a method.
    pub fn timeout_setter(&self, call: &Call<'a>) -> Option<String> {
        let Type::Method(class, _) = &call.value.ty else { return None };
        let setter = self.catalog.method_with_role(class, Role::TimeoutSetter)?;
        let object = self.short_text(self.receiver(call.callee)?);
        Some(format!("{object}.{setter}(10)"))
    }
}
