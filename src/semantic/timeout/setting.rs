//! What is set on objects after they were made, and the process's default.

use crate::catalog::schema::{Meaning, Role, Timeout};
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::index::{ClassId, MODULE, Scope};
use crate::semantic::infer::Type;
use crate::semantic::limit::Limit;
use crate::semantic::origin::Origin;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, ExprKind, Name};

/// Something that is set on an object after it was made.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(super) object: Vec<Origin>,
    pub(super) class: Option<Name>,
    pub(super) limit: Limit,
}

impl<'a> Model<'a> {
    /// Whether the project sets a default for all sockets where it runs, and the called library heeds it.
    pub(super) fn process_default(&self, call: &Call<'a>) -> bool {
        let heeds = self.catalog.library_of(&call.name).is_some_and(|library| library.heeds_socket_default);
        let mut files = self.program.changes().defaults().iter();
        heeds && files.any(|&file| self.program.model(file).sets_process_default(file == self.file))
    }

    /// Whether the file sets a default for all sockets: anywhere, where the sockets are made in this file too; else in
    /// code that something starts or calls.
    fn sets_process_default(&self, here: bool) -> bool {
        self.calls().filter(|call| call.has_role(Role::SocketDefaultTimeout) && self.sets_limit(call)).any(|call| {
            let function = self.function_of(call.expr);
            here || function == MODULE || self.entry(function).is_some() || self.is_called(function)
        })
    }

    /// Whether a call that sets a time (a setter, a scope, a bounded wait) sets one: not `None`.
    pub(super) fn sets_limit(&self, call: &Call<'a>) -> bool {
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
    pub(super) fn settings(&self) -> &[Setting] {
        self.memory.settings.get_or_init(|| {
            let changes = self.program.changes();
            let named = |call: &ExprId| match &self.ast[*call].kind {
                ExprKind::Call { func, .. } => match &self.ast[*func].kind {
                    ExprKind::Attribute { attr, .. } => changes.changes(attr),
                    _ => false,
                },
                _ => false,
            };
            let calls = self.index.calls.iter().copied().filter(named).filter_map(|call| self.call(call));
            let called = calls.filter_map(|call| {
                let limit = self.setting_limit(&call)?;
                Some(self.setting(self.receiver(call.callee)?, limit))
            });
            let assigned = self.index.patched.iter().filter(|(_, attr, _)| changes.changes(attr));
            let assigned = assigned.filter_map(|&(object, ref attr, value)| {
                Some(self.setting(object, self.assigned_limit(object, attr, value)?))
            });
            called.chain(assigned).collect()
        })
    }

    /// The limit that an assignment to an attribute of a library's object sets for its calls.
    fn assigned_limit(&self, object: ExprId, attr: &Name, value: ExprId) -> Option<Limit> {
        let found = self.infer(object);
        if let Type::Method(class, method) = self.member(&found, attr).ty {
            let timeout = self.catalog.method(&class, &method).and_then(|fact| fact.timeout.as_ref());
            return Some(timeout.map_or(Limit::Unknown, |timeout| self.replacement_limit(value, timeout)));
        }
        let Type::Instance(class) = found.ty else { return None };
        let sets = self.catalog.timeout_attribute(&class) == Some(attr.as_str());
        sets.then(|| self.limit(value, &Timeout::default()))
    }

    /// The limit that what stands in an operation's place sets: a `partial` of it with its timeout given.
    pub(super) fn replacement_limit(&self, value: ExprId, timeout: &Timeout) -> Limit {
        let made = self.call(value).filter(|made| made.has_role(Role::Partial));
        let Some((made, name)) = made.zip(timeout.parameter.as_deref()) else { return Limit::Unknown };
        match self.passed(made.args, name, None) {
            Given::Value(given) if self.limit(given, timeout) == Limit::Finite => Limit::Finite,
            _ => Limit::Unknown,
        }
    }

    /// What the project sets on the object that `origins` make, in this file and in others.
    pub(super) fn set_on(&self, origins: &[Origin]) -> Option<Limit> {
        let own = self.set_here(origins);
        if matches!(own, Some(Limit::Finite | Limit::Unknown)) {
            return own;
        }
        let others = self.program.changes().objects().iter().filter(|file| **file != self.file);
        let elsewhere = others.filter_map(|&file| self.program.model(file).set_here(origins)).reduce(Limit::or);
        own.into_iter().chain(elsewhere).reduce(Limit::or)
    }

    fn set_here(&self, origins: &[Origin]) -> Option<Limit> {
        let same = self.settings().iter().filter(|set| self.same_object(&set.object, origins));
        same.map(|set| set.limit).reduce(Limit::or)
    }

    fn setting(&self, object: ExprId, limit: Limit) -> Setting {
        let class = match self.infer(object).ty {
            Type::Instance(class) => Some(class),
            _ => None,
        };
        Setting { object: self.origins(object), class, limit }
    }

    pub(super) fn setting_limit(&self, call: &Call<'a>) -> Option<Limit> {
        match call.fact?.role? {
            Role::TimeoutSetter if self.sets_limit(call) => Some(Limit::Finite),
            Role::NonBlocking => {
                let value = call.args.first().and_then(|arg| self.constant(arg.value));
                value.is_none_or(|value| !value.truth()).then_some(Limit::Finite)
            }
            Role::Mounts => {
                let limits = call.args.iter().map(|arg| self.mounted_limit(arg.value));
                limits.reduce(Limit::or).filter(|limit| !limit.is_open())
            }
            _ => None,
        }
    }

    /// The limit that something mounted sets: what is not known may set one, a class of the project as its methods say.
    fn mounted_limit(&self, expr: ExprId) -> Limit {
        match self.infer(expr).ty {
            Type::Instance(_) => Limit::Absent,
            Type::Object(class) => {
                let (model, id) = self.of(class);
                let limit = self.class_limit(class);
                if limit.is_open() && model.speaks_of_timeouts(id) { Limit::Unknown } else { limit }
            }
            _ if matches!(self.ast[expr].kind, ExprKind::FString(_) | ExprKind::Binary { .. }) => Limit::Absent,
            _ => Limit::Unknown,
        }
    }

    /// Whether the code of a class speaks of timeouts at all.
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
}
