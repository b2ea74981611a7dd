//! Routes and applications: which paths a file serves, and which web applications it makes.

use super::framework::{Answered, Scope};
use super::include::{Inclusion, Resource};
use super::index::{FunctionId, ScopeKind};
use super::infer::Type;
use super::{Call, Model};
use crate::catalog::schema::{Meaning, Role};
use crate::source::Span;
use crate::syntax::ast::{BinaryOp, ExprId, ExprKind, Name};
use rustc_hash::{FxHashMap, FxHashSet};

/// Stands in a path for a part that is not a constant.
pub const HOLE: char = '\u{1}';

/// Methods of HTTP as frameworks name their decorators, and the methods of classes that answer them.
pub(super) const VERBS: [&str; 7] = ["get", "post", "put", "patch", "delete", "head", "options"];
/// Names of decorators that register a route beside [`VERBS`], on a receiver with a customary name.
const ROUTE_WORDS: [&str; 1] = ["route"];
/// Names that applications and routers customarily have.
const ROUTERS: [&str; 4] = ["app", "router", "bp", "blueprint"];

/// One route, or the prefix of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// The path with the prefix of its router; [`HOLE`] for parts that are not constant; `None` when unknown.
    pub path: Option<String>,
    /// The methods in upper case; empty where they are the framework's default or not known.
    pub methods: Vec<String>,
    /// The function that answers.
    pub handler: Option<FunctionId>,
    /// What registers it: a call, a bare decorator, or a pair of a path and its handler.
    pub(crate) by: ExprId,
    /// The path's or the decorator's place.
    pub place: Span,
    /// Whether it answers with a page for people.
    pub is_page: bool,
    /// `false` where it rests on a customary name.
    pub sure: bool,
}

/// How any method is written where one is named.
const ANY_VERB: &str = "*";

impl Route {
    /// Whether it may answer GET.
    pub fn answers_get(&self) -> bool {
        self.methods.is_empty() || self.methods.iter().any(|method| method == "GET" || method == ANY_VERB)
    }

    /// The first method; GET where none is named.
    pub fn verb(&self) -> &str {
        self.methods.first().map_or("GET", String::as_str)
    }
}

/// Where a web application is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The callee of the call that makes it.
    pub place: Span,
    /// The callee's text.
    pub made_by: String,
    /// Whether another application includes it.
    pub mounted: bool,
    /// Whether it is made when the module is imported.
    pub at_import: bool,
    /// `false` where the callee rests on a customary name.
    pub sure: bool,
}

/// What a file has to do with web services.
#[derive(Clone, Debug, Default)]
pub struct Service {
    /// Routes and prefixes.
    pub routes: Vec<Route>,
    /// Applications.
    pub applications: Vec<Application>,
    /// What error handlers are registered for.
    pub error_handlers: Vec<Answered>,
    /// Calls that include routers and applications.
    pub inclusions: Vec<Inclusion>,
    /// Classes of the project that a library is given to call their methods.
    pub resources: Vec<Resource>,
    /// Calls that run something until it ends, by the qualified name of what they call.
    pub runners: Vec<(Name, ExprId)>,
    /// What is included that is not seen in the file: by its qualified name, empty where nothing is known of it.
    pub unseen: Vec<Name>,
    /// Whether a call runs an application or a coroutine until it ends.
    pub runs: bool,
    /// Whether a decorator registers an entry point that is no route.
    pub commands: bool,
}

/// Names under which the catalogue's web functions are called, so that other calls need not be resolved.
pub type WebNames = FxHashSet<Name>;

/// The roles that [`Model::service`] looks for.
pub const WEB_ROLES: [Role; 9] = [
    Role::Route,
    Role::Include,
    Role::Application,
    Role::Router,
    Role::ErrorHandler,
    Role::Middleware,
    Role::RequestHook,
    Role::EntryPoint,
    Role::Runs,
];

impl<'a> Model<'a> {
    /// What the file has to do with web services; only calls by one of `names` are looked at.
    pub fn service(&self, names: &WebNames) -> Service {
        let mut service = Service::default();
        let decorated = self.decorated(names);
        let calls = self.index.calls.iter().filter(|&&call| self.has_web_name(call, names));
        let calls = calls.filter_map(|&call| self.call(call)).collect::<Vec<_>>();
        let included = calls.iter().filter_map(|call| self.included(call)).collect::<Vec<_>>();
        for call in &calls {
            let function = decorated.get(&call.expr).copied();
            self.collect(call, function, &included, &mut service);
        }
        for (&decorator, &function) in &decorated {
            if self.call(decorator).is_none() {
                self.collect_bare(decorator, function, &mut service);
            }
        }
        let caught = self.functions().flat_map(|function| self.caught_by_override(function));
        service.error_handlers.extend(caught.map(everywhere));
        service.routes.extend(self.health_pairs());
        service.routes.sort_by_key(|route| route.place);
        service
    }

    fn decorated(&self, names: &WebNames) -> FxHashMap<ExprId, FunctionId> {
        let decorators =
            self.functions().flat_map(|id| self.function(id).decorators.iter().map(move |&expr| (expr, id)));
        decorators.filter(|(expr, _)| self.is_web_name(self.callee_of(*expr), names)).collect()
    }

    fn callee_of(&self, expr: ExprId) -> ExprId {
        match self.ast[expr].kind {
            ExprKind::Call { func, .. } => func,
            _ => expr,
        }
    }

    fn has_web_name(&self, call: ExprId, names: &WebNames) -> bool {
        self.is_web_name(self.callee_of(call), names)
    }

    /// Whether a callee is named as something of the web is, or has a name of the file's own for it.
    fn is_web_name(&self, callee: ExprId, names: &WebNames) -> bool {
        match &self.ast[callee].kind {
            ExprKind::Attribute { attr, .. } => names.contains(attr) || self.is_verb(attr),
            ExprKind::Name(name) => names.contains(name) || self.is_renamed(callee, name),
            _ => false,
        }
    }

    fn is_verb(&self, attr: &str) -> bool {
        VERBS.contains(&attr) || ROUTE_WORDS.contains(&attr)
    }

    /// An alias of an import, or a class of the file.
    fn is_renamed(&self, callee: ExprId, name: &Name) -> bool {
        let Some(scope) = self.scope_of(callee, name) else { return false };
        self.bindings(scope, name).iter().any(|binding| match &binding.kind {
            super::index::BindingKind::ImportFrom { name: original, .. } => original != name,
            super::index::BindingKind::Class(class) => !self.index.classes[class.0 as usize].args.is_empty(),
            _ => false,
        })
    }

    fn collect(&self, call: &Call<'a>, function: Option<FunctionId>, included: &[ExprId], service: &mut Service) {
        service.resources.extend(self.resources(call));
        service.inclusions.extend(self.inclusion(call));
        match call.fact.and_then(|fact| fact.role) {
            Some(Role::Route) => service.routes.push(self.route(call, function)),
            Some(Role::Include | Role::Router) => {
                service.routes.extend(self.prefix(call));
                service.unseen.extend(self.unseen(call));
                service.error_handlers.extend(self.answered_by_call(call, None));
            }
            Some(Role::Application) => {
                service.applications.push(self.application(call, included));
                service.routes.extend(self.listed_routes(call));
                service.resources.extend(self.listed_classes(call));
                service.unseen.extend(self.unseen(call));
                service.error_handlers.extend(self.answered_by_call(call, None));
            }
            Some(Role::ErrorHandler) => service.error_handlers.extend(self.answered_by_call(call, function)),
            Some(Role::Middleware) => {
                let caught = function.into_iter().flat_map(|function| self.caught_around(function));
                service.error_handlers.extend(caught.map(everywhere));
            }
            Some(Role::Runs) => {
                service.runs = true;
                service.runners.push((call.name.as_str().into(), call.expr));
            }
            Some(Role::EntryPoint | Role::RequestHook) => service.commands = true,
            _ => {
                service.routes.extend(function.and_then(|function| self.customary_route(call.expr, function)));
                service.error_handlers.extend(self.customarily_handled(call).into_iter().map(everywhere));
            }
        }
    }

    fn collect_bare(&self, decorator: ExprId, function: FunctionId, service: &mut Service) {
        let role = self.fact(&self.infer(decorator).ty).0.and_then(|fact| fact.role);
        service.commands |= matches!(role, Some(Role::EntryPoint | Role::RequestHook));
        if role == Some(Role::Middleware) {
            service.error_handlers.extend(self.caught_around(function).into_iter().map(everywhere));
        }
        if role == Some(Role::Route) {
            let place = self.span(decorator);
            let handler = Some(function);
            let is_page = self.is_page(function);
            service.routes.push(Route {
                path: None,
                methods: Vec::new(),
                handler,
                by: decorator,
                place,
                is_page,
                sure: true,
            });
        }
    }

    /// The route that a call registers for what it is given.
    pub fn route_of_call(&self, call: ExprId) -> Option<Route> {
        let call = self.call(call).filter(|call| call.has_role(Role::Route))?;
        Some(self.route(&call, None))
    }

    /// The path of a route as it is written at the call that registers it.
    pub fn written_path(&self, call: ExprId) -> Option<String> {
        let call = self.call(call)?;
        let path = self.meant_value(&call, Meaning::Path).or_else(|| Some(call.args.first()?.value))?;
        self.path_text(path)
    }

    /// The route that a decorator registers for `function`.
    pub fn route_of_decorator(&self, decorator: ExprId, function: FunctionId) -> Option<Route> {
        let call = self.call(decorator)?;
        match call.fact.and_then(|fact| fact.role) {
            Some(Role::Route) => Some(self.route(&call, Some(function))),
            _ => self.customary_route(decorator, function),
        }
    }

    fn route(&self, call: &Call<'a>, function: Option<FunctionId>) -> Route {
        let path = self.meant_value(call, Meaning::Path);
        let prefix = self.receiver_prefix(call.callee);
        let handler = function.or_else(|| self.named_function(self.meant_value(call, Meaning::Handler)?));
        Route {
            path: path.and_then(|path| self.path_text(path)).map(|path| format!("{prefix}{path}")),
            methods: self.methods(call),
            handler,
            by: call.expr,
            place: self.span(path.unwrap_or(call.callee)),
            is_page: handler.is_some_and(|handler| self.is_page(handler)),
            sure: call.value.sure,
        }
    }

    fn named_function(&self, expr: ExprId) -> Option<FunctionId> {
        match self.infer(expr).ty {
            Type::Function(function) | Type::Bound(function) => self.own(function),
            _ => None,
        }
    }

    fn methods(&self, call: &Call<'a>) -> Vec<String> {
        let given = self.meant(call, Meaning::Methods);
        let value = self.meant_value(call, Meaning::Methods);
        let names = match value.map(|value| (value, &self.ast[value].kind)) {
            Some((_, ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items))) => self.strings(items),
            Some((value, _)) => self.strings(&[value]),
            None => {
                let default = given.and_then(|(_, parameter)| parameter.default.as_ref()?.as_str());
                default.into_iter().map(Name::from).collect()
            }
        };
        names.into_iter().map(|name| name.to_uppercase()).collect()
    }

    fn strings(&self, items: &[ExprId]) -> Vec<Name> {
        items.iter().filter_map(|&item| self.string(item)).collect()
    }

    fn string(&self, expr: ExprId) -> Option<Name> {
        match self.constant(expr)? {
            super::arguments::Constant::Str(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn last_name(&self, callee: ExprId) -> Option<&'a Name> {
        match &self.ast[callee].kind {
            ExprKind::Attribute { attr: name, .. } | ExprKind::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The prefix of the router on which a method is called.
    fn receiver_prefix(&self, callee: ExprId) -> String {
        let ExprKind::Attribute { value, .. } = self.ast[callee].kind else { return String::new() };
        let sources = self.sources(value);
        let [made] = sources.exprs[..] else { return String::new() };
        let (model, made) = self.of(made);
        let prefix = model.call(made).and_then(|call| model.meant_value(&call, Meaning::Prefix));
        prefix.and_then(|prefix| model.path_text(prefix)).unwrap_or_default()
    }

    /// The prefix under which a router is made or included, as a route of its own.
    fn prefix(&self, call: &Call<'a>) -> Option<Route> {
        let prefix = self.meant_value(call, Meaning::Prefix).or_else(|| self.meant_value(call, Meaning::Path))?;
        let place = self.span(prefix);
        let path = Some(self.path_text(prefix)?);
        let (by, sure) = (call.expr, call.value.sure);
        Some(Route { path, methods: Vec::new(), handler: None, by, place, is_page: false, sure })
    }

    /// Pairs of a path and its handler in an application's arguments.
    fn listed_routes(&self, call: &Call<'a>) -> Vec<Route> {
        let mut found = Vec::new();
        let lists = call.args.iter().flat_map(|arg| self.sources(arg.value).exprs).filter_map(|list| self.own(list));
        for list in lists {
            self.visit(list, &mut |expr, kind| found.extend(self.pair(expr, kind)));
        }
        found
    }

    /// The classes in the pairs of a path and a class in an application's arguments.
    fn listed_classes(&self, call: &Call<'a>) -> Vec<Resource> {
        let mut found = Vec::new();
        let lists = call.args.iter().flat_map(|arg| self.sources(arg.value).exprs).filter_map(|list| self.own(list));
        for list in lists {
            self.visit(list, &mut |at, kind| {
                let ExprKind::Tuple(items) = kind else { return };
                let (Some(route), [_, class, ..]) = (self.pair(at, kind), &items[..]) else { return };
                if let Type::Class(class) = self.infer(*class).ty {
                    found.push(Resource { class, at, path: route.path, methods: Vec::new() });
                }
            });
        }
        found
    }

    /// Pairs of a health route's path and something else, anywhere: applications gather such lists over files.
    fn health_pairs(&self) -> Vec<Route> {
        let numbered = (0..).map(ExprId).zip(&self.ast.exprs);
        let pairs = numbered.filter_map(|(id, expr)| self.pair(id, &expr.kind));
        pairs.filter(super::health::is_health_route).collect()
    }

    /// The route that a pair of a path and its handler is.
    fn pair(&self, by: ExprId, kind: &ExprKind) -> Option<Route> {
        let ExprKind::Tuple(items) = kind else { return None };
        let [path, _, ..] = items[..] else { return None };
        let text = self.path_text(path).filter(|text| text.contains('/') || text.starts_with(HOLE))?;
        let place = self.span(path);
        Some(Route { path: Some(text), methods: Vec::new(), handler: None, by, place, is_page: false, sure: true })
    }

    /// The constant text of a path; parts that are not constant become [`HOLE`].
    pub fn path_text(&self, expr: ExprId) -> Option<String> {
        match &self.ast[expr].kind {
            ExprKind::Str(text) => Some(text.to_string()),
            ExprKind::FString(_) => Some(holes(self.text(expr))),
            ExprKind::Binary { left, op: BinaryOp::Add, right } => {
                let part = |side| self.path_text(side).unwrap_or_else(|| HOLE.to_string());
                Some(part(*left) + &part(*right))
            }
            _ => self.string(expr).map(|text| text.to_string()),
        }
    }

    /// A decorator `@app.get(…)` on a receiver of which only the customary name is known.
    pub(crate) fn is_customary_route(&self, decorator: ExprId) -> bool {
        let ExprKind::Call { func, .. } = self.ast[decorator].kind else { return false };
        let ExprKind::Attribute { value, attr } = &self.ast[func].kind else { return false };
        let named = self.last_name(*value).is_some_and(|name| is_router_name(name));
        self.is_verb(attr) && named && self.fact(&self.infer(func).ty).0.is_none()
    }

    fn customary_route(&self, decorator: ExprId, function: FunctionId) -> Option<Route> {
        if !self.is_customary_route(decorator) {
            return None;
        }
        let call = self.call(decorator)?;
        let path = call.args.first().and_then(|arg| self.path_text(arg.value));
        let last = self.last_name(call.callee)?;
        let named = super::index::keyword(call.args, "methods");
        let methods = match named.map(|value| &self.ast[value].kind) {
            Some(ExprKind::List(items) | ExprKind::Tuple(items)) => {
                self.strings(items).iter().map(|name| name.to_uppercase()).collect()
            }
            _ if VERBS.contains(&last.as_str()) => vec![last.to_uppercase()],
            _ => Vec::new(),
        };
        let (place, is_page) = (self.span(call.callee), self.is_page(function));
        Some(Route { path, methods, handler: Some(function), by: decorator, place, is_page, sure: false })
    }

    /// What an application includes: the expressions that made it.
    fn included(&self, call: &Call<'a>) -> Option<ExprId> {
        if !call.has_role(Role::Include) {
            return None;
        }
        let included = self.meant_value(call, Meaning::Included)?;
        self.sources(included).exprs.first().and_then(|&made| self.own(made))
    }

    fn application(&self, call: &Call<'a>, included: &[ExprId]) -> Application {
        let scope = &self.index.scopes[self.index.exprs[call.expr.0 as usize].scope.0 as usize];
        Application {
            place: self.span(call.callee),
            made_by: self.text(call.callee).to_owned(),
            mounted: included.contains(&call.expr),
            at_import: matches!(scope.kind, ScopeKind::Module),
            sure: call.value.sure,
        }
    }

    /// Whether all that a function answers with is rendered for people.
    pub(crate) fn is_page(&self, function: FunctionId) -> bool {
        let values = self.return_values(function);
        let renders = |value: &ExprId| self.call(*value).is_some_and(|call| call.has_role(Role::Page));
        !values.is_empty() && values.iter().all(renders)
    }
}

/// What stands for all routes of the application.
fn everywhere(class: Name) -> Answered {
    Answered { class, scope: Scope::Application }
}

/// Whether a variable is named as applications and routers are: `app`, `users_bp`.
pub(super) fn is_router_name(name: &str) -> bool {
    ROUTERS.iter().any(|router| name.strip_suffix(router).is_some_and(|rest| rest.is_empty() || rest.ends_with('_')))
}

/// The text of an f-string literal, its interpolations replaced by [`HOLE`].
fn holes(literal: &str) -> String {
    let inner = literal.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_matches(['"', '\'']);
    let mut text = String::new();
    let mut depth = 0_usize;
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' if depth == 0 && chars.peek() == Some(&c) => {
                chars.next();
                text.push(c);
            }
            '{' => {
                if depth == 0 {
                    text.push(HOLE);
                }
                depth += 1;
            }
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => text.push(c),
            _ => {}
        }
    }
    text
}
