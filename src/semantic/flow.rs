//! Which functions, classes and objects of the project a value may be: all of them, followed through parameters,
//! closures, decorators, containers and class hierarchies.
//!
//! Where [`infer`](super::infer) gives one type or none, this gives a set, which grows with the call sites that are
//! known: see [`Known`]. What is not followed adds nothing to the set.

use super::Model;
use super::index::{Binding, BindingKind, ClassId, FunctionId, ScopeId};
use super::infer::Type;
use super::program::{FileId, In, Program};
use crate::catalog::schema::Role;
use crate::syntax::ast::{Arg, ArgKind, ExprId, ExprKind, Name, ParamKind, StmtKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

/// How deep one question may lead to others.
const MAX_DEPTH: u32 = 100;
/// Methods of a mapping that give one of its values.
const GIVES_VALUE: [&str; 3] = ["get", "pop", "setdefault"];
/// Methods of a mapping that give all of its values, and its pairs.
const GIVES_VALUES: &str = "values";
const GIVES_PAIRS: &str = "items";

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

/// A position in a container, if it is written out.
#[derive(Clone, Debug)]
enum Key {
    Number(usize),
    Text(Name),
    Any,
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
            ExprKind::Subscript { value, index } => {
                let key = match &model.ast[*index].kind {
                    ExprKind::Number(number) if number.fract() == 0.0 && (0.0..1e6).contains(number) =>
                    {
                        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in range")]
                        Key::Number(*number as usize)
                    }
                    ExprKind::Str(text) => Key::Text(text.as_str().into()),
                    _ => Key::Any,
                };
                self.items(&self.values(model, *value), &key)
            }
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
}

/// Modules.
impl<'a> Flow<'a> {
    fn module(&self, model: &Model<'a>, level: u32, path: &str) -> Option<FileId> {
        self.program.find_imported(model.file, level, path)
    }

    fn imported(&self, model: &Model<'a>, module: &Name, level: u32, name: &Name) -> Things {
        if let Some(file) = self.module(model, level, module) {
            return self.exported(file, name);
        }
        let whole = if module.is_empty() { name.to_string() } else { format!("{module}.{name}") };
        self.module(model, level, &whole).map(Thing::Module).into_iter().collect()
    }

    /// What a module has under `name`.
    fn exported(&self, file: FileId, name: &Name) -> Things {
        let model = self.program.model(file);
        let bindings = model.bindings(ScopeId(0), name);
        if self.depth.get() >= MAX_DEPTH {
            return Things::new();
        }
        self.depth.set(self.depth.get() + 1);
        let mut found = bindings.iter().flat_map(|binding| self.bound(&model, binding, ScopeId(0))).collect::<Things>();
        if bindings.is_empty() {
            found = self.star_imported(&model, name);
        }
        self.depth.set(self.depth.get() - 1);
        if found.is_empty() {
            found.extend(self.program.find_in(file, name).map(Thing::Module));
        }
        found
    }

    fn star_imported(&self, model: &Model<'a>, name: &Name) -> Things {
        let sources = model.index.star_imports.iter().rev();
        let found = sources.filter_map(|(module, level)| self.module(model, *level, module));
        let mut found =
            found.filter(|file| self.program.model(*file).exports(name)).map(|file| self.exported(file, name));
        found.find(|things| !things.is_empty()).unwrap_or_default()
    }
}

/// Functions.
impl<'a> Flow<'a> {
    /// What a function's name means under the decorators from number `from` on, the outermost being number 0.
    fn decorated(&self, model: &Model<'a>, function: FunctionId, from: usize) -> Things {
        let start = Things::from([Thing::Function(model.here(function))]);
        let decorators = model.function(function).decorators.iter().enumerate().skip(from);
        decorators.rev().fold(start, |inner, (number, &decorator)| {
            let site = Site::Decorator(model.here(function), number);
            let given = self.values(model, decorator).into_iter().flat_map(|decorator| self.result(decorator, site));
            let given = given.collect::<Things>();
            if given.is_empty() { inner } else { given }
        })
    }

    /// What a parameter may be.
    fn parameter(&self, model: &Model<'a>, id: FunctionId, position: usize) -> Things {
        let function = model.function(id);
        let here = model.here(id);
        let Some(param) = function.params.get(position) else { return Things::new() };
        if let (0, Some(class)) = (position, function.class)
            && !model.is_decorated(id, "staticmethod")
        {
            let class = model.here(class);
            let of_class = model.is_decorated(id, "classmethod");
            return if of_class { Things::from([Thing::Class(class)]) } else { self.instances(class) };
        }
        if param.kind == ParamKind::Args {
            return Things::from([Thing::Rest(here, position)]);
        }
        let sites = self.known.sites.get(&here).into_iter().flatten();
        let mut found = sites.flat_map(|&site| self.argument(site, here, position)).collect::<Things>();
        if found.is_empty() {
            found.extend(param.annotation.map(|annotation| self.annotated(model, annotation)).unwrap_or_default());
        }
        found
    }

    /// What a call site gives to a parameter: the default where it gives nothing.
    fn argument(&self, site: Site, function: In<FunctionId>, position: usize) -> Things {
        let (model, id) = self.of(function);
        let Some(param) = model.function(id).params.get(position) else { return Things::new() };
        let given = match site {
            Site::Decorator(decorated, number) => {
                let (model, decorated) = self.of(decorated);
                let first = usize::from(model.function(id).class.is_some());
                (position == first).then(|| self.decorated(&model, decorated, number + 1))
            }
            Site::Call { at, skip, bound } => {
                let (caller, call) = self.of(at);
                let by_position = (param.kind == ParamKind::Plain).then(|| position.checked_sub(bound)).flatten();
                self.call_argument(&caller, call, by_position.map(|number| number + skip), &param.name)
            }
        };
        given.unwrap_or_else(|| param.default.map(|default| self.values(&model, default)).unwrap_or_default())
    }

    fn call_argument(&self, caller: &Model<'a>, call: ExprId, number: Option<usize>, name: &Name) -> Option<Things> {
        let args = arguments(caller, call);
        if let Some(arg) = args.iter().find(|arg| matches!(&arg.kind, ArgKind::Keyword(given) if given == name)) {
            return Some(self.values(caller, arg.value));
        }
        let positional = args.iter().filter(|arg| matches!(arg.kind, ArgKind::Positional | ArgKind::Star));
        for (at, arg) in positional.enumerate().take_while(|(at, _)| number.is_some_and(|number| *at <= number)) {
            if arg.kind == ArgKind::Star {
                let rest = number.map_or(Key::Any, |number| Key::Number(number - at));
                return Some(self.items(&self.values(caller, arg.value), &rest));
            }
            if number == Some(at) {
                return Some(self.values(caller, arg.value));
            }
        }
        let spread = args.iter().find(|arg| arg.kind == ArgKind::DoubleStar)?;
        self.spread(caller, spread.value, name)
    }

    /// What `**value` gives under a name, where `value` is the `**kwargs` of the function around.
    fn spread(&self, model: &Model<'a>, value: ExprId, name: &Name) -> Option<Things> {
        let (function, position) = self.as_parameter(model, value)?;
        let takes = model.function(function).params[position].kind == ParamKind::Kwargs;
        let sites = self.known.sites.get(&model.here(function)).filter(|_| takes)?;
        let given = sites.iter().filter_map(|site| match *site {
            Site::Call { at, .. } => {
                let (caller, call) = self.of(at);
                self.call_argument(&caller, call, None, name)
            }
            Site::Decorator(..) => None,
        });
        given.reduce(|all, one| &all | &one)
    }

    /// The parameter that a name is, if nothing else is bound to it.
    fn as_parameter(&self, model: &Model<'a>, expr: ExprId) -> Option<(FunctionId, usize)> {
        let ExprKind::Name(name) = &model.ast[expr].kind else { return None };
        let scope = model.scope_of(expr, name)?;
        match model.bindings(scope, name) {
            [Binding { kind: BindingKind::Parameter(position), .. }] => {
                Some((model.index.scopes[scope.0 as usize].function, *position))
            }
            _ => None,
        }
    }

    fn results(&self, model: &Model<'a>, call: ExprId, func: ExprId) -> Things {
        let site = Site::Call { at: model.here(call), skip: 0, bound: 0 };
        let found = self.values(model, func).into_iter().flat_map(|callee| self.result(callee, site));
        let mut found = found.collect::<Things>();
        if let ExprKind::Attribute { value, attr } = &model.ast[func].kind {
            found.extend(self.taken(&self.values(model, *value), attr));
        }
        match model.call(call).and_then(|call| call.fact?.role) {
            Some(Role::Partial) => found.extend([Thing::Partial(model.here(call))]),
            Some(Role::Transparent | Role::Passes) if !is_called(model, call) => {
                let first = arguments(model, call).first().map(|arg| self.values(model, arg.value));
                found.extend(first.unwrap_or_default());
            }
            _ if matches!(model.infer(func).ty, Type::Symbol(name) if name == "super") => {
                found.extend(self.supers(model, call));
            }
            _ => {}
        }
        found
    }

    /// What a method of a mapping gives.
    fn taken(&self, objects: &Things, method: &Name) -> Things {
        let dicts = objects.iter().filter_map(|object| match object {
            Thing::Container(place) => Some(*place),
            _ => None,
        });
        dicts
            .flat_map(|dict| match method.as_str() {
                name if GIVES_VALUE.contains(&name) => self.items_of(Thing::Container(dict), &Key::Any),
                GIVES_VALUES => Things::from([Thing::Values(dict)]),
                GIVES_PAIRS => Things::from([Thing::Pairs(dict)]),
                _ => Things::new(),
            })
            .collect()
    }

    fn supers(&self, model: &Model<'a>, call: ExprId) -> Things {
        let around = std::iter::successors(Some(model.function_of(call)), |&id| model.function(id).parent);
        let class = around.into_iter().find_map(|id| model.function(id).class);
        let Some(class) = class.map(|class| model.here(class)) else { return Things::new() };
        let objects = self.instances(class).into_iter();
        objects
            .filter_map(|object| if let Thing::Object(of) = object { Some(Thing::Super(class, of)) } else { None })
            .collect()
    }

    /// What calling something at a site gives.
    fn result(&self, callee: Thing, site: Site) -> Things {
        match callee {
            Thing::Function(function) => self.returned(function, Some(site)),
            Thing::Method(function) => self.returned(function, Some(site.behind_bound())),
            Thing::Class(class) => Things::from([Thing::Object(class)]),
            Thing::Object(class) => {
                let call = self.program.model(class.file).find_method(class, "__call__");
                call.map(|call| self.returned(call, Some(site.behind_bound()))).unwrap_or_default()
            }
            Thing::Partial(partial) => {
                let site = Site::Call { at: partial, skip: 1, bound: 0 };
                self.partial_targets(partial).into_iter().flat_map(|target| self.result(target, site)).collect()
            }
            _ => Things::new(),
        }
    }

    /// What a function returns to a site.
    pub(crate) fn returned(&self, function: In<FunctionId>, site: Option<Site>) -> Things {
        if self.depth.get() >= MAX_DEPTH {
            return Things::new();
        }
        self.depth.set(self.depth.get() + 1);
        let (model, id) = self.of(function);
        let this = model.function(id);
        let found = if this.is_generator {
            Things::from([Thing::Generator(function)])
        } else {
            let values = this.value.into_iter().chain(model.return_values(id));
            let given = values.flat_map(|value| match (self.as_parameter(&model, value), site) {
                (Some((owner, position)), Some(site)) if owner == id && !(position == 0 && this.class.is_some()) => {
                    self.argument(site, function, position)
                }
                _ => self.values(&model, value),
            });
            given.collect()
        };
        let declared = this.returns.filter(|_| found.is_empty()).map(|returns| self.annotated(&model, returns));
        self.depth.set(self.depth.get() - 1);
        declared.unwrap_or(found)
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

/// Objects and classes.
impl<'a> Flow<'a> {
    /// Attribute `attr` of any of these.
    fn members(&self, objects: &Things, attr: &Name) -> Things {
        objects.iter().flat_map(|&object| self.member(object, attr)).collect()
    }

    fn member(&self, object: Thing, attr: &Name) -> Things {
        match object {
            Thing::Module(file) => self.exported(file, attr),
            Thing::Object(class) => self.found_in(&self.lineage(class), attr, true),
            Thing::Class(class) => self.found_in(&self.lineage(class), attr, false),
            Thing::Super(class, of) => self.found_in(&self.behind(class, of), attr, true),
            _ => Things::new(),
        }
    }

    fn lineage(&self, class: In<ClassId>) -> Vec<In<ClassId>> {
        self.program.model(class.file).lineage(class)
    }

    /// The classes behind `class` in the order in which methods of an instance of `of` are looked up.
    fn behind(&self, class: In<ClassId>, of: In<ClassId>) -> Vec<In<ClassId>> {
        self.lineage(of).into_iter().skip_while(|&one| one != class).skip(1).collect()
    }

    fn found_in(&self, classes: &[In<ClassId>], attr: &Name, on_instance: bool) -> Things {
        let mut found = Things::new();
        for &class in classes {
            let (model, id) = self.of(class);
            let this = model.class(id);
            let assigned = this.attributes.get(attr).into_iter().flatten();
            found.extend(assigned.flat_map(|one| match (one.annotation, one.value) {
                (Some(annotation), value) => self.declared(&model, annotation, value),
                (None, value) => value.map(|value| self.values(&model, value)).unwrap_or_default(),
            }));
            let inner = model.bindings(this.scope, attr).iter().filter_map(|binding| match binding.kind {
                BindingKind::Class(class) => Some(Thing::Class(model.here(class))),
                _ => None,
            });
            found.extend(inner);
            if let Some(&method) = this.methods.get(attr) {
                found.extend(self.method(&model, method, on_instance));
                return found;
            }
        }
        found
    }

    /// A method read on an instance or on its class.
    fn method(&self, model: &Model<'a>, method: FunctionId, on_instance: bool) -> Things {
        if on_instance && model.runs_on_read(method) {
            return self.returned(model.here(method), None);
        }
        let binds =
            model.is_decorated(method, "classmethod") || (on_instance && !model.is_decorated(method, "staticmethod"));
        let plain = self.decorated(model, method, 0).into_iter();
        plain
            .map(|thing| match thing {
                Thing::Function(function) if binds => Thing::Method(function),
                other => other,
            })
            .collect()
    }

    /// The properties that reading `attr` of any of these runs.
    pub(crate) fn properties(&self, objects: &Things, attr: &Name) -> Vec<In<FunctionId>> {
        let found = objects.iter().filter_map(|object| match *object {
            Thing::Object(class) => self.program.model(class.file).find_method(class, attr),
            Thing::Super(class, of) => {
                let behind = self.behind(class, of).into_iter();
                behind.into_iter().find_map(|base| self.program.model(base.file).method_of(base, attr))
            }
            _ => None,
        });
        found
            .filter(|&method| {
                let (model, id) = self.of(method);
                model.runs_on_read(id)
            })
            .collect()
    }

    /// The methods of that name that instances have.
    pub(crate) fn special_methods(&self, objects: &Things, name: &str) -> Vec<In<FunctionId>> {
        let classes = objects.iter().filter_map(|object| match *object {
            Thing::Object(class) => Some(class),
            _ => None,
        });
        classes.filter_map(|class| self.program.model(class.file).find_method(class, name)).collect()
    }

    /// What a call of `functools.partial` is for.
    pub(crate) fn partial_targets(&self, partial: In<ExprId>) -> Things {
        let (model, call) = self.of(partial);
        arguments(&model, call).first().map(|target| self.values(&model, target.value)).unwrap_or_default()
    }

    /// What `with` binds.
    fn entered(&self, contexts: &Things) -> Things {
        let entered = contexts.iter().flat_map(|&context| match context {
            Thing::Object(class) => {
                let model = self.program.model(class.file);
                let enter = model.find_method(class, "__enter__").or_else(|| model.find_method(class, "__aenter__"));
                enter.map_or(Things::from([context]), |enter| self.returned(enter, None))
            }
            Thing::Generator(_) => self.iterated(&Things::from([context])),
            _ => Things::new(),
        });
        entered.collect()
    }
}

/// Containers.
impl<'a> Flow<'a> {
    /// What going through any of these gives.
    fn iterated(&self, containers: &Things) -> Things {
        let items = containers.iter().flat_map(|&container| match container {
            Thing::Container(place) if self.is_dict(place) => Things::new(),
            Thing::Values(dict) => self.items_of(Thing::Container(dict), &Key::Any),
            Thing::Generator(function) => self.yielded(function),
            _ => self.items_of(container, &Key::Any),
        });
        items.collect()
    }

    fn is_dict(&self, place: In<ExprId>) -> bool {
        matches!(self.program.model(place.file).ast[place.id].kind, ExprKind::Dict(_))
    }

    /// The items at `key` of any of these.
    fn items(&self, containers: &Things, key: &Key) -> Things {
        containers.iter().flat_map(|&container| self.items_of(container, key)).collect()
    }

    fn items_of(&self, container: Thing, key: &Key) -> Things {
        match container {
            Thing::Container(place) => {
                let (model, expr) = self.of(place);
                self.written_items(&model, expr, key)
            }
            Thing::Each(annotation) => {
                let (model, annotation) = self.of(annotation);
                self.annotated(&model, annotation)
            }
            Thing::Rest(function, position) => self.rest(function, position),
            _ => Things::new(),
        }
    }

    fn written_items(&self, model: &Model<'a>, expr: ExprId, key: &Key) -> Things {
        match &model.ast[expr].kind {
            ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) => {
                let starred = items.iter().any(|item| matches!(model.ast[*item].kind, ExprKind::Starred(_)));
                match key {
                    Key::Number(number) if !starred => {
                        items.get(*number).map(|&item| self.values(model, item)).unwrap_or_default()
                    }
                    _ => items.iter().flat_map(|&item| self.item(model, item)).collect(),
                }
            }
            ExprKind::Dict(pairs) => {
                let here = pairs.iter().filter(|(name, _)| match (key, name.map(|name| &model.ast[name].kind)) {
                    (Key::Text(wanted), Some(ExprKind::Str(name))) => name.as_str() == wanted.as_str(),
                    _ => true,
                });
                here.flat_map(|(_, value)| self.values(model, *value)).collect()
            }
            ExprKind::Comprehension { element, .. } => self.values(model, *element),
            _ => Things::new(),
        }
    }

    fn item(&self, model: &Model<'a>, item: ExprId) -> Things {
        match model.ast[item].kind {
            ExprKind::Starred(inner) => self.iterated(&self.values(model, inner)),
            _ => self.values(model, item),
        }
    }

    /// What the call sites give to `*args`.
    fn rest(&self, function: In<FunctionId>, position: usize) -> Things {
        let sites = self.known.sites.get(&function).into_iter().flatten();
        let given = sites.flat_map(|site| match *site {
            Site::Call { at, skip, bound } => {
                let (caller, call) = self.of(at);
                let args = arguments(&caller, call).iter().filter(|arg| arg.kind == ArgKind::Positional);
                let args = args.skip((position + skip).saturating_sub(bound));
                args.flat_map(|arg| self.values(&caller, arg.value)).collect()
            }
            Site::Decorator(..) => Things::new(),
        });
        given.collect()
    }

    fn yielded(&self, function: In<FunctionId>) -> Things {
        let (model, id) = self.of(function);
        let mut found = Things::new();
        for &stmt in model.stmts_of(id) {
            for expr in model.own_exprs(stmt) {
                model.visit(expr, &mut |_, kind| match kind {
                    ExprKind::Yield(Some(value)) => found.extend(self.values(&model, *value)),
                    ExprKind::YieldFrom(inner) => found.extend(self.iterated(&self.values(&model, *inner))),
                    _ => {}
                });
            }
        }
        found
    }
}

/// Whether what a call gives is called or decorated with: then its arguments are not what it gives back.
fn is_called(model: &Model<'_>, call: ExprId) -> bool {
    let parent = model.index.exprs[call.0 as usize].parent;
    match (parent.map(|parent| &model.ast[parent].kind), &model.ast[model.stmt_of(call)].kind) {
        (Some(ExprKind::Call { func, .. }), _) => *func == call,
        (None, StmtKind::Function(definition)) => definition.decorators.contains(&call),
        _ => false,
    }
}

fn arguments<'a>(model: &Model<'a>, call: ExprId) -> &'a [Arg] {
    let ast: &'a crate::syntax::ast::Ast = model.ast;
    match &ast[call].kind {
        ExprKind::Call { args, .. } => args,
        _ => &[],
    }
}
