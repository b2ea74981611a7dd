//! Which functions, classes and objects of the project a value may be: all of them, followed through parameters,
//! closures, decorators, containers and class hierarchies.
//!
//! Where [`infer`](super::infer) gives one type or none, this gives a set, which grows with the call sites that are
//! known: see [`Known`]. What is not followed adds nothing to the set.

mod argument;
mod container;
mod module;
mod object;
mod result;

use super::Model;
use super::index::{Binding, BindingKind, ClassId, FunctionId, ScopeId};
use super::infer::Type;
use super::program::{FileId, In, Program};
use crate::syntax::ast::{Arg, ExprId, ExprKind, Name};
use container::Key;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

/// How deep one question may lead to others.
const MAX_DEPTH: u32 = 100;

/// One thing that a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    /// A function as it is written.
    Function(In<FunctionId>),
    /// A function with its first argument bound.
    Method(In<FunctionId>),
    /// A class.
    Class(In<ClassId>),
    /// An instance of exactly that class.
    Object(In<ClassId>),
    /// `super()` in a method of the first class, on an instance of the second.
    Super(In<ClassId>, In<ClassId>),
    /// A module.
    Module(FileId),
    /// What a list, tuple, set, dict or comprehension makes.
    Container(In<ExprId>),
    /// The values, and the pairs, of a dict that is written there.
    Values(In<ExprId>),
    Pairs(In<ExprId>),
    /// A container of what an annotation says.
    Each(In<ExprId>),
    /// What that call of `functools.partial` makes.
    Partial(In<ExprId>),
    /// The generator that a function makes.
    Generator(In<FunctionId>),
    /// The parameter `*args` of that number.
    Rest(In<FunctionId>, usize),
}

/// All that a value may be, as far as it is known.
pub(crate) type Things = BTreeSet<Thing>;

/// Where a function gets its arguments from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Site {
    /// A call: its arguments from number `skip` on, behind `bound` ones that are bound.
    Call { at: In<ExprId>, skip: usize, bound: usize },
    /// Decorator number so-and-so of a function.
    Decorator(In<FunctionId>, usize),
}

/// What is known so far of a whole program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// Where each function is called.
    pub(crate) sites: FxHashMap<In<FunctionId>, BTreeSet<Site>>,
    /// Classes of which there are instances.
    pub(crate) made: FxHashSet<In<ClassId>>,
}

/// Answers on the ground of what is known so far.
pub(crate) struct Flow<'a> {
    program: &'a Program<'a>,
    known: &'a Known,
    descendants: FxHashMap<In<ClassId>, Vec<In<ClassId>>>,
    memory: RefCell<FxHashMap<In<ExprId>, Rc<Things>>>,
    depth: Cell<u32>,
}

impl<'a> Flow<'a> {
    pub(crate) fn new(program: &'a Program<'a>, known: &'a Known) -> Self {
        let mut descendants = FxHashMap::<_, Vec<_>>::default();
        for file in program.files() {
            let model = program.model(file);
            for id in (0..).map(ClassId).take(model.index.classes.len()) {
                let class = model.here(id);
                model.lineage(class).into_iter().for_each(|base| descendants.entry(base).or_default().push(class));
            }
        }
        Self { program, known, descendants, memory: RefCell::default(), depth: Cell::default() }
    }

    /// What `expr` may be.
    pub(crate) fn values(&self, model: &Model<'a>, expr: ExprId) -> Things {
        if let Some(known) = self.memory.borrow().get(&model.here(expr)) {
            return Things::clone(known);
        }
        if self.depth.get() >= MAX_DEPTH {
            return Things::new();
        }
        self.depth.set(self.depth.get() + 1);
        self.memory.borrow_mut().insert(model.here(expr), Rc::default());
        let things = self.values_new(model, expr);
        self.memory.borrow_mut().insert(model.here(expr), Rc::new(things.clone()));
        self.depth.set(self.depth.get() - 1);
        things
    }

    fn values_new(&self, model: &Model<'a>, expr: ExprId) -> Things {
        match &model.ast[expr].kind {
            ExprKind::Name(name) => self.named(model, expr, name),
            ExprKind::Attribute { value, attr } => self.members(&self.values(model, *value), attr),
            ExprKind::Call { func, .. } => self.results(model, expr, *func),
            ExprKind::Await(inner) | ExprKind::Walrus { value: inner, .. } => self.values(model, *inner),
            ExprKind::Conditional { body: left, orelse: right, .. } | ExprKind::Logical { left, right, .. } => {
                &self.values(model, *left) | &self.values(model, *right)
            }
            ExprKind::Subscript { value, index } => self.items(&self.values(model, *value), &Key::of(model, *index)),
            ExprKind::List(_)
            | ExprKind::Tuple(_)
            | ExprKind::Set(_)
            | ExprKind::Dict(_)
            | ExprKind::Comprehension { .. } => Things::from([Thing::Container(model.here(expr))]),
            ExprKind::Lambda { .. } => {
                let lambda = model.functions().find(|&id| {
                    let function = model.function(id);
                    function.value.is_some() && function.name_span == model.span(expr)
                });
                lambda.map(|id| Thing::Function(model.here(id))).into_iter().collect()
            }
            _ => Things::new(),
        }
    }

    fn named(&self, model: &Model<'a>, expr: ExprId, name: &Name) -> Things {
        match model.scope_of(expr, name) {
            Some(scope) => {
                let bindings = model.reaching(expr, name, scope);
                bindings.into_iter().flat_map(|binding| self.bound(model, binding, scope)).collect()
            }
            None => self.star_imported(model, name),
        }
    }

    fn bound(&self, model: &Model<'a>, binding: &Binding, scope: ScopeId) -> Things {
        match &binding.kind {
            BindingKind::Value(value) => self.values(model, *value),
            BindingKind::Annotated(annotation, value) => self.declared(model, *annotation, *value),
            BindingKind::Unpacked(value, position) => self.items(&self.values(model, *value), &Key::Number(*position)),
            BindingKind::Iterated(value) => self.iterated(&self.values(model, *value)),
            BindingKind::IteratedPart(value, position) => {
                let whole = self.values(model, *value);
                let pairs = whole.iter().filter(|_| *position == 1).flat_map(|thing| match thing {
                    Thing::Pairs(dict) => self.items_of(Thing::Container(*dict), &Key::Any),
                    _ => Things::new(),
                });
                let parts = self.items(&self.iterated(&whole), &Key::Number(*position));
                pairs.chain(parts).collect()
            }
            BindingKind::Entered { context, .. } => self.entered(&self.values(model, *context)),
            BindingKind::Import(path) => self.module(model, 0, path).map(Thing::Module).into_iter().collect(),
            BindingKind::ImportFrom { module, level, name } => self.imported(model, module, *level, name),
            BindingKind::Parameter(position) => {
                self.parameter(model, model.index.scopes[scope.0 as usize].function, *position)
            }
            BindingKind::Function(function) => self.decorated(model, *function, 0),
            BindingKind::Class(class) => Things::from([Thing::Class(model.here(*class))]),
            _ => Things::new(),
        }
    }

    fn declared(&self, model: &Model<'a>, annotation: ExprId, value: Option<ExprId>) -> Things {
        let given = value.map(|value| self.values(model, value)).unwrap_or_default();
        if given.is_empty() { self.annotated(model, annotation) } else { given }
    }

    /// What an annotation declares.
    fn annotated(&self, model: &Model<'a>, annotation: ExprId) -> Things {
        match (model.annotation(annotation).ty, &model.ast[annotation].kind) {
            (Type::Object(class), _) => self.instances(class),
            (Type::Unknown, ExprKind::Subscript { index, .. }) => {
                let item = match &model.ast[*index].kind {
                    ExprKind::Tuple(items) => items.last().copied().unwrap_or(*index),
                    _ => *index,
                };
                Things::from([Thing::Each(model.here(item))])
            }
            _ => Things::new(),
        }
    }

    /// The instances that there are of a class and those below it; if none is known, one of itself.
    fn instances(&self, class: In<ClassId>) -> Things {
        let all = self.descendants.get(&class).into_iter().flatten();
        let made = all.filter(|one| self.known.made.contains(one)).map(|&one| Thing::Object(one)).collect::<Things>();
        if made.is_empty() { Things::from([Thing::Object(class)]) } else { made }
    }

    fn of<T>(&self, found: In<T>) -> (Model<'a>, T) {
        (self.program.model(found.file), found.id)
    }
}

impl Site {
    /// The same site for a function whose first argument is bound.
    pub(crate) fn behind_bound(self) -> Self {
        match self {
            Self::Call { at, skip, bound } => Self::Call { at, skip, bound: bound + 1 },
            decorator @ Self::Decorator(..) => decorator,
        }
    }
}

fn arguments<'a>(model: &Model<'a>, call: ExprId) -> &'a [Arg] {
    let ast: &'a crate::syntax::ast::Ast = model.ast;
    match &ast[call].kind {
        ExprKind::Call { args, .. } => args,
        _ => &[],
    }
}
