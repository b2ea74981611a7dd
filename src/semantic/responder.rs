//! Which functions answer a route: the decorated one, the one that is registered in another file, the method of a class.

use super::index::{ClassId, FunctionId};
use super::infer::Type;
use super::program::In;
use super::route::{Route, VERBS};
use super::{Call, Model};
use crate::catalog::schema::{Meaning, Role};
use crate::syntax::ast::{ExprId, ExprKind, StmtKind};

/// The method of HTTP that a health check uses.
const VERB: &str = "get";
/// How many calls around a handler are looked through: `csrf_exempt(never_cache(health))`.
const MAX_WRAPPERS: u8 = 4;

impl<'a> Model<'a> {
    /// The functions that answer GET on a route of this file, as far as they are found.
    pub fn responders(&self, route: &Route) -> Vec<In<FunctionId>> {
        if let Some(handler) = route.handler {
            return vec![self.here(handler)];
        }
        let registered = match &self.ast[route.by].kind {
            ExprKind::Tuple(items) => items.get(1).copied(),
            _ => self.call(route.by).and_then(|call| self.registered_handler(&call)),
        };
        match registered {
            Some(handler) => self.responders_in(handler, MAX_WRAPPERS),
            None => self.decorated_class(route.by).map_or_else(Vec::new, |class| self.class_responders(class)),
        }
    }

    /// Whether what registers a route only gives a router its prefix.
    pub(crate) fn is_router(&self, route: &Route) -> bool {
        self.call(route.by).is_some_and(|call| call.has_role(Role::Router))
    }

    fn registered_handler(&self, call: &Call<'a>) -> Option<ExprId> {
        let prefix = call.has_role(Role::Include) || call.has_role(Role::Router);
        self.meant_value(call, Meaning::Handler).filter(|_| !prefix)
    }

    /// The functions that answer where `handler` is what is registered.
    fn responders_in(&self, handler: ExprId, depth: u8) -> Vec<In<FunctionId>> {
        match self.infer(handler).ty {
            Type::Function(function) | Type::Bound(function) => return vec![function],
            Type::Class(class) | Type::Object(class) => return self.class_responders(class),
            _ => {}
        }
        let (ExprKind::Call { func, args }, Some(depth)) = (&self.ast[handler].kind, depth.checked_sub(1)) else {
            return Vec::new();
        };
        // `View.as_view()`
        if let ExprKind::Attribute { value, .. } = self.ast[*func].kind
            && let Type::Class(class) = self.infer(value).ty
        {
            return self.class_responders(class);
        }
        let inner = args.iter().map(|arg| self.responders_in(arg.value, depth)).filter(|found| !found.is_empty());
        let mut inner = inner.collect::<Vec<_>>();
        if inner.len() == 1 { inner.remove(0) } else { Vec::new() }
    }

    /// The methods by which a class, or an object of it, answers GET.
    fn class_responders(&self, class: In<ClassId>) -> Vec<In<FunctionId>> {
        if let Some(method) = self.find_method(class, VERB) {
            return vec![method];
        }
        let bases = self.library_bases(class);
        let answers = |name: &str| {
            let verb = name.rsplit_once('_').is_some_and(|(_, verb)| verb == VERB);
            let hook = bases
                .iter()
                .filter_map(|base| self.catalog.method(base, name))
                .any(|fact| matches!(fact.role, Some(Role::RequestHook | Role::Route)) && !VERBS.contains(&name));
            verb || hook
        };
        let methods = self.lineage(class).into_iter().flat_map(|class| {
            let (model, class) = self.of(class);
            let named = model.class(class).methods.iter().filter(|(name, _)| answers(name));
            named.map(|(_, &method)| model.here(method)).collect::<Vec<_>>()
        });
        let mut methods = methods.collect::<Vec<_>>();
        methods.sort_unstable();
        methods.truncate(1);
        methods
    }

    /// The class that an expression decorates.
    fn decorated_class(&self, decorator: ExprId) -> Option<In<ClassId>> {
        let decorates = |class: &ClassId| match &self.ast[self.class(*class).stmt].kind {
            StmtKind::Class(definition) => definition.decorators.contains(&decorator),
            _ => false,
        };
        let all = 0..u32::try_from(self.index.classes.len()).expect("a file has fewer than 2^32 classes");
        all.map(ClassId).find(decorates).map(|class| self.here(class))
    }

    /// Whether a route's path is complete: it is registered on the application itself, not on something that may be
    /// included under a prefix.
    pub fn is_on_application(&self, route: &Route) -> bool {
        let Some(call) = self.call(route.by) else { return false };
        let Some(object) = self.receiver(call.callee) else { return false };
        match self.infer(object).ty {
            Type::Instance(class) => {
                self.catalog.class(&class).is_some_and(|class| class.constructor.role == Some(Role::Application))
            }
            Type::Object(class) => self.library_bases(class).iter().any(|base| {
                self.catalog.class(base).is_some_and(|class| class.constructor.role == Some(Role::Application))
            }),
            _ => false,
        }
    }

    /// The functions that the framework runs before a handler to make its parameters (`Depends(…)`).
    pub fn parameter_makers(&self, handler: FunctionId) -> Vec<In<FunctionId>> {
        let defaults = self.function(handler).params.iter().filter_map(|param| param.default);
        let calls = defaults.filter_map(|default| self.call(default));
        let made = calls.filter_map(|call| self.infer(self.meant_value(&call, Meaning::Target)?).ty.function());
        made.collect()
    }
}
