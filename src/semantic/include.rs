//! What applications and routers include: under which prefix, and what is not seen in the file.

use super::index::{BindingKind, ClassId, FunctionId};
use super::infer::Type;
use super::origin::Origin;
use super::program::In;
use super::{Call, Model};
use crate::catalog::schema::{Meaning, Role};
use crate::syntax::ast::{BinaryOp, ExprId, ExprKind, Name};

/// How deep lists of what is included are followed.
const MAX_DEPTH: u8 = 6;

/// Something that a router or an application includes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Included {
    /// The router or application that this expression makes.
    Made(In<ExprId>),
    /// A function with a route of its own.
    Function(In<FunctionId>),
    /// The routes of the module of this name.
    Module(Name),
}

/// A call that includes something.
#[derive(Clone, Debug)]
pub struct Inclusion {
    /// The call.
    pub at: ExprId,
    /// What.
    pub included: Vec<Included>,
    /// Whether the prefix that is given there stands in the place of the included router's own.
    pub replaces: bool,
}

/// Where a library is told of a class whose methods it calls.
#[derive(Clone, Debug)]
pub struct Resource {
    /// The class.
    pub class: In<ClassId>,
    /// The place: a call, or the pair of a path and the class.
    pub at: ExprId,
    /// The path as it is written there.
    pub path: Option<String>,
    /// The methods that are called beside those of the library's own classes, `on_*` for all that begin so.
    pub methods: Vec<String>,
}

impl<'a> Model<'a> {
    /// What a call includes.
    pub(super) fn inclusion(&self, call: &Call<'a>) -> Option<Inclusion> {
        let mut included = Vec::new();
        self.collect_included(self.meant_value(call, Meaning::Included)?, &mut included, MAX_DEPTH);
        let replaces = call.fact.and_then(|fact| fact.replaces_prefix) == Some(true)
            && self.meant_value(call, Meaning::Prefix).is_some();
        (!included.is_empty()).then_some(Inclusion { at: call.expr, included, replaces })
    }

    fn collect_included(&self, expr: ExprId, found: &mut Vec<Included>, depth: u8) {
        let Some(depth) = depth.checked_sub(1) else { return };
        match (&self.ast[expr].kind, self.infer(expr).ty) {
            (ExprKind::List(items) | ExprKind::Tuple(items), _) => {
                items.iter().for_each(|&item| self.collect_included(item, found, depth));
            }
            (ExprKind::Str(module), _) => found.push(Included::Module(module.clone())),
            (_, Type::Function(function)) => found.push(Included::Function(function)),
            (_, Type::Module(file)) => found.push(Included::Module(self.program.module_name(file))),
            _ => found.extend(self.origins(expr).into_iter().filter_map(|origin| match origin {
                Origin::Expr(made) => Some(Included::Made(made)),
                _ => None,
            })),
        }
    }

    /// The classes of the project that a call hands to the library as something whose methods it calls.
    pub(super) fn resources(&self, call: &Call<'a>) -> Vec<Resource> {
        let methods = call.fact.and_then(|fact| fact.calls_methods.clone()).unwrap_or_default();
        let path = self.meant_value(call, Meaning::Path).and_then(|path| self.path_text(path));
        let given =
            [Meaning::Handler, Meaning::Hooked].into_iter().filter_map(|meaning| self.meant_value(call, meaning));
        let given = given.flat_map(|value| match &self.ast[value].kind {
            ExprKind::List(items) | ExprKind::Tuple(items) => items.to_vec(),
            _ => vec![value],
        });
        let classes = given.filter_map(|value| self.class_of_handler(value));
        classes.map(|class| Resource { class, at: call.expr, path: path.clone(), methods: methods.clone() }).collect()
    }

    /// The class of the project that answers: itself, an instance, or what its own method makes (`View.as_view()`).
    pub(super) fn class_of_handler(&self, handler: ExprId) -> Option<In<ClassId>> {
        let receiver = match self.ast[handler].kind {
            ExprKind::Call { func, .. } => self.receiver(func),
            _ => None,
        };
        match receiver.map_or_else(|| self.infer(handler), |object| self.infer(object)).ty {
            Type::Class(class) | Type::Object(class) => Some(class),
            _ => None,
        }
    }

    /// The expression that makes the object whose method `callee` is.
    pub(crate) fn made_receiver(&self, callee: ExprId) -> Option<In<ExprId>> {
        match self.origins(self.receiver(callee)?)[..] {
            [Origin::Expr(made)] => Some(made),
            _ => None,
        }
    }

    /// The prefixes that the calls around a place give to the routes in them, the outermost first.
    pub fn prefix_around(&self, place: ExprId) -> String {
        let calls = self.wrappers(place).filter_map(|outer| self.call(outer));
        let prefixes = calls.filter_map(|call| self.prefix_text(&call)).collect::<Vec<_>>();
        prefixes.into_iter().rev().collect()
    }

    /// The prefix that a call gives to the routes in it.
    pub fn prefix_text(&self, call: &Call<'a>) -> Option<String> {
        let meaning = match call.fact?.role? {
            Role::Route => Meaning::Path,
            Role::Include | Role::Router => Meaning::Prefix,
            _ => return None,
        };
        self.path_text(self.meant_value(call, meaning)?)
    }
}

/// What is not seen.
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
