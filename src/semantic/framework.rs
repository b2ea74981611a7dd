//! What a web framework does around the routes: the failures that its error handlers and middleware answer.

use super::escape::{Classes, Raised};
use super::handler::{BASE_EXCEPTION, Caught, Handler};
use super::index::{BindingKind, ClassId, FunctionId, Part};
use super::infer::Type;
use super::program::In;
use super::route::is_router_name;
use super::{Call, Model};
use crate::catalog::schema::{Function as Fact, Meaning, Role};
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtKind};

/// Of other files nothing is asked here.
struct ThisFile;

impl Classes for ThisFile {
    fn defines_class(&self, _name: &str) -> bool {
        false
    }
}

/// A class of failures that a framework answers, and for which of its routes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The class (qualified).
    pub class: Name,
    /// The routes.
    pub scope: Scope,
}

/// For which routes an error handler stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of the application.
    Application,
    /// Those of the router that this expression makes.
    Router(In<ExprId>),
}

/// Error handlers.
impl<'a> Model<'a> {
    /// What a call registers error handlers for; `function` is what it decorates.
    pub(super) fn answered_by_call(&self, call: &Call<'a>, function: Option<FunctionId>) -> Vec<Answered> {
        let wide = call.fact.and_then(|fact| fact.application_wide) == Some(true);
        let scope = match self.router_of(call.callee) {
            _ if call.has_role(Role::Router) => Scope::Router(self.here(call.expr)),
            Some(router) if !wide => Scope::Router(router),
            _ => Scope::Application,
        };
        let classes = self.handled_exceptions(call, function);
        classes.into_iter().map(|class| Answered { class, scope }).collect()
    }

    /// The expression that makes the router whose method `callee` is.
    pub(crate) fn router_of(&self, callee: ExprId) -> Option<In<ExprId>> {
        let made = self.made_receiver(callee)?;
        let (model, expr) = self.of(made);
        model.call(expr).is_some_and(|call| call.has_role(Role::Router)).then_some(made)
    }

    /// The classes (qualified) for which a call registers error handlers that do not plainly raise.
    pub(super) fn handled_exceptions(&self, call: &Call<'a>, function: Option<FunctionId>) -> Vec<Name> {
        let Some(value) = self.meant_value(call, Meaning::Exception) else { return Vec::new() };
        let handler = self.meant_value(call, Meaning::Handler).map(|handler| self.here(handler));
        if function.is_some_and(|function| self.only_raises(function)) {
            return Vec::new();
        }
        let everything = call.fact.and_then(|fact| fact.everything_with.as_deref()).unwrap_or_default();
        let sources = self.sources(value).exprs.into_iter().chain([self.here(value)]);
        let classes = sources.flat_map(|source| {
            let (model, source) = self.of(source);
            let registered = model.registered(source).into_iter();
            let answering =
                registered.filter(|(_, own)| !model.plainly_raises(own.map(|own| model.here(own)).or(handler)));
            answering.filter_map(|(class, _)| model.handled_name(class)).collect::<Vec<_>>()
        });
        let widened = classes.map(|name| {
            let all = everything.iter().any(|all| *all == name);
            if all { BASE_EXCEPTION.into() } else { name }
        });
        widened.collect()
    }

    /// Whether a handler is a function of the project that only raises.
    fn plainly_raises(&self, handler: Option<In<ExprId>>) -> bool {
        let function = handler.and_then(|handler| {
            let (model, handler) = self.of(handler);
            model.infer(handler).ty.function()
        });
        function.is_some_and(|function| {
            let (model, function) = self.of(function);
            model.only_raises(function)
        })
    }

    /// The classes or statuses that an expression names: itself, a tuple's, a mapping's keys with their handlers.
    fn registered(&self, value: ExprId) -> Vec<(ExprId, Option<ExprId>)> {
        match &self.ast[value].kind {
            ExprKind::Dict(pairs) => {
                pairs.iter().filter_map(|(key, handler)| Some(((*key)?, Some(*handler)))).collect()
            }
            ExprKind::Tuple(items) | ExprKind::List(items) => items.iter().map(|&item| (item, None)).collect(),
            _ => vec![(value, None)],
        }
    }

    fn handled_name(&self, class: ExprId) -> Option<Name> {
        match self.infer(class).ty {
            Type::Symbol(name) => Some(name),
            _ => Some(format!("{}", self.constant(class)?.number()?).into()),
        }
    }

    /// The classes that a function answers which a framework gives the failure, where `fact` describes the library's
    /// function in whose place it stands: by the `isinstance` tests around what it returns, everything without one.
    pub(crate) fn answered_by(&self, function: FunctionId, fact: &Fact) -> Vec<Name> {
        let this = self.function(function);
        let Some(exception) = fact.meanings.as_ref().and_then(|meanings| meanings.get(&Meaning::Exception)) else {
            return if self.only_raises(function) { Vec::new() } else { vec![BASE_EXCEPTION.into()] };
        };
        let names = fact.parameters.as_deref().unwrap_or_default();
        let position = names.iter().position(|name| *name == exception.name);
        let param = position.and_then(|at| this.params.get(at + usize::from(this.class.is_some())));
        let Some(param) = param else { return Vec::new() };
        let values = self.return_values(function).into_iter();
        let answers = values.flat_map(|value| self.sources(value).exprs).filter_map(|source| self.own(source));
        let answers = answers.filter(|&answer| self.is_answer(answer, function));
        answers.flat_map(|answer| self.tested_classes(answer, &param.name)).collect()
    }

    /// Whether an expression is an answer of the author's own: not nothing, nor what the framework would answer.
    fn is_answer(&self, value: ExprId, function: FunctionId) -> bool {
        let default =
            self.call(value).is_some_and(|call| call.has_role(Role::ErrorHandler) || self.is_super_call(&call));
        !default && self.function_of(value) == function && !matches!(self.ast[value].kind, ExprKind::None)
    }

    /// The classes for which `at` is reached, by the `isinstance` tests of `name` around it.
    fn tested_classes(&self, at: ExprId, name: &Name) -> Vec<Name> {
        let mut classes = Vec::new();
        for (outer, part) in self.around(self.stmt_of(at)) {
            if let (StmtKind::If { test, .. }, Part::Body) = (&self.ast[outer].kind, part) {
                self.visit(*test, &mut |expr, _| classes.extend(self.tested(expr, name)));
            }
        }
        if classes.is_empty() {
            return vec![BASE_EXCEPTION.into()];
        }
        let named = classes.into_iter().flat_map(|class| self.classes_in(class)).filter_map(|caught| match caught {
            Caught::Named(name) => Some(name),
            Caught::Local(_) | Caught::Unknown(_) => None,
        });
        named.collect()
    }

    /// The classes of `isinstance(name, classes)`.
    fn tested(&self, test: ExprId, name: &Name) -> Option<ExprId> {
        let ExprKind::Call { args, .. } = &self.ast[test].kind else { return None };
        let [object, classes] = &args[..] else { return None };
        let own = matches!(&self.ast[object.value].kind, ExprKind::Name(object) if object == name);
        (own && self.is_symbol(test, "isinstance")).then_some(classes.value)
    }

    /// The classes that a method of the project answers that stands in the place of a library's error handler, for all
    /// that the methods of `class` raise.
    pub fn answered_in_class(&self, class: In<ClassId>) -> Vec<Name> {
        let bases = self.library_bases(class);
        let handlers = bases.iter().flat_map(|base| self.catalog.methods(base));
        let handlers = handlers.filter(|(_, fact)| fact.role == Some(Role::ErrorHandler));
        let own = handlers.filter_map(|(name, fact)| Some((self.find_method(class, name)?, fact)));
        own.flat_map(|(method, fact)| {
            let (model, method) = self.of(method);
            model.answered_by(method, fact)
        })
        .collect()
    }

    /// The classes that a route's own decorator answers.
    pub fn answered_by_route(&self, function: FunctionId) -> Vec<Name> {
        let calls = self.function(function).decorators.iter().filter_map(|&decorator| self.call(decorator));
        let routes = calls.filter(|call| call.has_role(Role::Route));
        routes.flat_map(|call| self.handled_exceptions(&call, None)).collect()
    }

    /// The same for a call of which only the customary names of the application and of the method are known.
    pub(super) fn customarily_handled(&self, call: &Call<'a>) -> Vec<Name> {
        let ExprKind::Attribute { value, attr } = &self.ast[call.callee].kind else { return Vec::new() };
        let named = self.last_name(*value).is_some_and(|name| is_router_name(name));
        let fact = self.catalog.customary_with_role(attr, Role::ErrorHandler);
        let fact = fact.filter(|_| named && call.fact.is_none());
        fact.map_or_else(Vec::new, |fact| self.handled_exceptions(&Call { fact: Some(fact), ..call.clone() }, None))
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
        named.filter(|name| !self.fate(at, &Raised::new(name), &ThisFile).goes_on()).collect()
    }
}
