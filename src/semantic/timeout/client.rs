//! The limit that a client brings: by what made it, and by what was set on it.

use crate::catalog::schema::{Role, Timeout};
use crate::semantic::cfg::ENTRY;
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::limit::Limit;
use crate::semantic::origin::Origin;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, StmtId};
use rustc_hash::FxHashSet;

/// How many steps are gone back to find what was set before.
const MAX_SEARCH: usize = 2_000;

impl<'a> Model<'a> {
    /// What the client brings, by what made it and by what was set on it.
    pub(super) fn client_limit(&self, call: &Call<'a>, timeout: &Timeout, origins: &[Origin]) -> Limit {
        let Type::Method(class, _) = &call.value.ty else { return Limit::Unknown };
        let unseen = origins.iter().any(|origin| matches!(origin, Origin::Parameter(..) | Origin::Unknown));
        let alike = self.settings().iter().filter(|set| unseen && set.class.as_ref() == Some(class));
        let set = alike.map(|set| set.limit).chain(self.set_on(origins)).reduce(Limit::or);
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

    /// The last limit that the function itself sets on the object before a call, where that one may switch it off: the
    /// value that does, or a limit on one of the ways.
    pub(super) fn set_before(&self, call: &Call<'a>) -> Option<Limit> {
        let object = self.receiver(call.callee).filter(|_| matches!(call.value.ty, Type::Method(..)))?;
        let function = self.function_of(call.expr);
        let setters = self.index.calls.iter().copied().filter(|&other| self.function_of(other) == function);
        let setters = setters.filter_map(|other| self.call(other)).filter(|other| other.has_role(Role::TimeoutSetter));
        let setters = setters.collect::<Vec<_>>();
        if setters.iter().all(|setter| self.sets_limit(setter)) {
            return None;
        }
        let origins = self.origins(object);
        let set = setters.iter().filter(|setter| {
            let object = self.receiver(setter.callee);
            object.is_some_and(|object| self.same_object(&self.origins(object), &origins))
        });
        let set = set.map(|setter| (self.stmt_of(setter.expr), self.setter_limit(setter))).collect::<Vec<_>>();
        self.last_limit(function, self.stmt_of(call.expr), &set)
    }

    fn setter_limit(&self, setter: &Call<'a>) -> Limit {
        let value = setter.args.first().map(|arg| arg.value).filter(|_| !self.sets_limit(setter));
        value.map_or(Limit::Finite, |value| Limit::Off(self.here(value)))
    }

    /// The limit that is set last on all ways to a statement; `None` where a way has none of them.
    fn last_limit(&self, function: FunctionId, stmt: StmtId, set: &[(StmtId, Limit)]) -> Option<Limit> {
        let graph = self.graph(function);
        let mut seen = FxHashSet::default();
        let mut pending = graph.of(stmt).iter().flat_map(|&node| graph[node].previous.clone()).collect::<Vec<_>>();
        let mut limits = Vec::new();
        while let Some(node) = pending.pop() {
            if !seen.insert(node) {
                continue;
            }
            if node == ENTRY || seen.len() > MAX_SEARCH {
                return None;
            }
            match set.iter().find(|(setter, _)| graph[node].kind.stmt() == Some(*setter)) {
                Some((_, limit)) => limits.push(*limit),
                None => pending.extend(&graph[node].previous),
            }
        }
        limits.into_iter().reduce(Limit::or)
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

    /// Whether an argument says that what is made talks to nobody elsewhere or waits for nobody, as a Unix-domain socket.
    pub(in crate::semantic) fn talks_to_nobody(&self, call: &Call<'a>) -> bool {
        let local = call.fact.map_or(&[][..], |fact| fact.local_with.as_deref().unwrap_or_default());
        call.args.iter().any(|arg| match self.infer(arg.value).ty {
            Type::Symbol(name) => local.iter().any(|value| *value == name),
            _ => false,
        })
    }
}
