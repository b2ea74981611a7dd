//! What a web framework does around the routes: the failures that its error handlers and middleware answer, and what an
//! application includes that is not seen in the file.

use super::escape::Classes;
use super::handler::{BASE_EXCEPTION, Caught, Handler};
use super::index::{BindingKind, FunctionId, Part};
use super::infer::Type;
use super::route::is_router_name;
use super::{Call, Model};
use crate::catalog::schema::{Meaning, Role};
use crate::syntax::ast::{BinaryOp, ExprId, ExprKind, Name, StmtKind};

/// How deep lists of what is included are followed.
const MAX_DEPTH: u8 = 6;

/// Of other files nothing is asked here.
struct ThisFile;

impl Classes for ThisFile {
    fn defines_class(&self, _name: &str) -> bool {
        false
    }
}

/// Error handlers.
impl<'a> Model<'a> {
    /// The classes (qualified) for which a call registers error handlers.
    pub(super) fn handled_exceptions(&self, call: &Call<'a>) -> Vec<Name> {
        let Some(value) = self.meant_value(call, Meaning::Exception) else { return Vec::new() };
        let everything = call.fact.and_then(|fact| fact.everything_with.as_deref()).unwrap_or_default();
        let sources = self.sources(value).exprs.into_iter().chain([self.here(value)]);
        let classes = sources.flat_map(|source| {
            let (model, source) = self.of(source);
            model.registered(source).into_iter().filter_map(|class| model.handled_name(class)).collect::<Vec<_>>()
        });
        let widened = classes.map(|name| {
            let all = everything.iter().any(|all| *all == name);
            if all { BASE_EXCEPTION.into() } else { name }
        });
        widened.collect()
    }

    /// The classes or statuses that an expression names: itself, a tuple's, a mapping's keys.
    fn registered(&self, value: ExprId) -> Vec<ExprId> {
        match &self.ast[value].kind {
            ExprKind::Dict(pairs) => pairs.iter().filter_map(|(key, _)| *key).collect(),
            ExprKind::Tuple(items) | ExprKind::List(items) => items.to_vec(),
            _ => vec![value],
        }
    }

    fn handled_name(&self, class: ExprId) -> Option<Name> {
        match self.infer(class).ty {
            Type::Symbol(name) => Some(name),
            _ => Some(format!("{}", self.constant(class)?.number()?).into()),
        }
    }

    /// The same for a call of which only the customary names of the application and of the method are known.
    pub(super) fn customarily_handled(&self, call: &Call<'a>) -> Vec<Name> {
        let ExprKind::Attribute { value, attr } = &self.ast[call.callee].kind else { return Vec::new() };
        let named = self.last_name(*value).is_some_and(|name| is_router_name(name));
        let fact = self.catalog.customary_with_role(attr, Role::ErrorHandler);
        let fact = fact.filter(|_| named && call.fact.is_none());
        fact.map_or_else(Vec::new, |fact| self.handled_exceptions(&Call { fact: Some(fact), ..call.clone() }))
    }

    /// What a method catches around the route, if it stands for one that the framework calls as a middleware.
    pub(super) fn caught_by_override(&self, function: FunctionId) -> Vec<Name> {
        let method = self.function(function);
        let Some(class) = method.class else { return Vec::new() };
        let role = |base: &Name| self.catalog.method(base, &method.name).and_then(|fact| fact.role);
        let is_middleware =
            self.library_bases(self.here(class)).iter().any(|base| role(base) == Some(Role::Middleware));
        if is_middleware { self.caught_around(function) } else { Vec::new() }
    }

    /// The classes that a middleware catches around its call of the route, which it is given as a parameter.
    pub(super) fn caught_around(&self, function: FunctionId) -> Vec<Name> {
        let calls = self.calls_of(function).into_iter().filter(|call| self.is_parameter(call.callee, function));
        calls.flat_map(|call| self.handled_at(call.expr)).collect()
    }

    fn is_parameter(&self, callee: ExprId, function: FunctionId) -> bool {
        let ExprKind::Name(name) = &self.ast[callee].kind else { return false };
        let scope = self.scope_of(callee, name).filter(|scope| *scope == self.function(function).scope);
        let bindings = scope.map_or(&[][..], |scope| self.bindings(scope, name));
        bindings.iter().any(|binding| matches!(binding.kind, BindingKind::Parameter(_)))
    }

    fn handled_at(&self, at: ExprId) -> Vec<Name> {
        let around = self.around(self.stmt_of(at)).filter(|(_, part)| *part == Part::Body);
        let clauses = around.flat_map(|(stmt, _)| match &self.ast[stmt].kind {
            StmtKind::Try(parts) => (0..parts.handlers.len()).map(|number| Handler::Clause(stmt, number)).collect(),
            _ => Vec::new(),
        });
        let named = clauses.flat_map(|handler| self.caught(handler)).filter_map(|caught| match caught {
            Caught::Named(name) => Some(name),
            Caught::Local(_) | Caught::Unknown(_) => None,
        });
        named.filter(|name| !self.fate(at, name, &ThisFile).goes_on()).collect()
    }
}

/// What is included.
impl<'a> Model<'a> {
    /// What a call includes that is not seen in the file: by its qualified name, empty where nothing is known of it.
    pub(super) fn unseen(&self, call: &Call<'a>) -> Vec<Name> {
        let mut found = Vec::new();
        if let Some(included) = self.meant_value(call, Meaning::Included) {
            self.collect_unseen(included, &mut found, MAX_DEPTH);
        }
        found
    }

    fn collect_unseen(&self, expr: ExprId, found: &mut Vec<Name>, depth: u8) {
        let Some(depth) = depth.checked_sub(1) else { return found.push(Name::default()) };
        match &self.ast[expr].kind {
            ExprKind::List(items) | ExprKind::Tuple(items) => {
                let pair = matches!(self.ast[expr].kind, ExprKind::Tuple(_))
                    && items.first().is_some_and(|&first| self.path_text(first).is_some());
                let items = items.iter().filter(|_| !pair);
                items.for_each(|&item| self.collect_unseen(item, found, depth));
            }
            ExprKind::Starred(inner) => self.collect_unseen(*inner, found, depth),
            ExprKind::Binary { left, op: BinaryOp::Add, right } => {
                self.collect_unseen(*left, found, depth);
                self.collect_unseen(*right, found, depth);
            }
            ExprKind::Str(text) => found.push(text.clone()),
            ExprKind::None => {}
            ExprKind::Call { func, .. } => self.unseen_call(expr, *func, found),
            ExprKind::Name(_) | ExprKind::Attribute { .. } => self.unseen_variable(expr, found, depth),
            _ => found.push(Name::default()),
        }
    }

    /// What a library that the catalogue describes makes is known; what anybody else makes is not.
    fn unseen_call(&self, call: ExprId, func: ExprId, found: &mut Vec<Name>) {
        let known = self.call(call).is_some_and(|call| call.fact.is_some());
        match self.infer(func).ty {
            _ if known => {}
            Type::Symbol(name) => found.push(name),
            Type::Class(_) => {}
            _ => found.push(Name::default()),
        }
    }

    fn unseen_variable(&self, expr: ExprId, found: &mut Vec<Name>, depth: u8) {
        match self.infer(expr).ty {
            Type::Symbol(name) => return found.push(name),
            Type::Unknown | Type::Instance(_) if !self.is_from_neighbour(expr) => {}
            _ => return,
        }
        let sources = self.sources(expr);
        if !sources.complete || sources.exprs.is_empty() || sources.exprs.contains(&self.here(expr)) {
            return found.push(Name::default());
        }
        self.added(expr).into_iter().for_each(|item| self.collect_unseen(item, found, depth));
        for source in sources.exprs {
            let (model, source) = self.of(source);
            model.collect_unseen(source, found, depth);
        }
    }

    /// Whether a name comes, by a relative import, from another file of the project.
    fn is_from_neighbour(&self, expr: ExprId) -> bool {
        match &self.ast[expr].kind {
            ExprKind::Attribute { value, .. } => self.is_from_neighbour(*value),
            ExprKind::Name(name) => {
                let scope = self.scope_of(expr, name);
                let bindings = scope.map_or(&[][..], |scope| self.bindings(scope, name));
                bindings.iter().any(|binding| matches!(binding.kind, BindingKind::ImportFrom { level: 1.., .. }))
            }
            _ => false,
        }
    }

    /// What methods of a list are given, by its name: what they add, as far as that matters.
    fn added(&self, list: ExprId) -> Vec<ExprId> {
        let text = self.text(list);
        let made = self.sources(list).exprs.into_iter().any(|source| {
            let (model, source) = self.of(source);
            matches!(model.ast[source].kind, ExprKind::List(_))
        });
        if !made {
            return Vec::new();
        }
        let calls = self.index.calls.iter().filter_map(|&call| match &self.ast[call].kind {
            ExprKind::Call { func, args } => Some((self.receiver(*func)?, args)),
            _ => None,
        });
        let on_list = calls.filter(|(object, _)| *object != list && self.text(*object) == text);
        on_list.flat_map(|(_, args)| args.iter().map(|arg| arg.value)).collect()
    }
}
