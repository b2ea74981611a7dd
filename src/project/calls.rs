//! Who calls whom in the whole project, through everything that hands functions on.

use super::Project;
use crate::catalog::schema::Meaning;
use crate::semantic::Model;
use crate::semantic::flow::{Flow, Known, Site, Thing, Things};
use crate::semantic::index::{ClassId, FunctionId};
use crate::semantic::program::In;
use crate::syntax::ast::{ExprId, ExprKind, StmtKind};
use std::collections::BTreeSet;

/// How often what is known may grow.
const MAX_ROUNDS: usize = 12;

/// Methods that `with` calls, and `async with`.
const WITH: [[&str; 2]; 2] = [["__enter__", "__exit__"], ["__aenter__", "__aexit__"]];
/// Methods that `for` calls, and `async for`: on what it is given, and on what that gives.
const FOR: [[&str; 2]; 2] = [["__iter__", "__next__"], ["__aiter__", "__anext__"]];

/// A caller and what it calls.
type Edge = (In<FunctionId>, In<FunctionId>);

impl Project {
    /// The calls between functions of the project, by qualified names: `package.module.Class.method` calls
    /// `package.other.function`. A module's own code goes by the module's name.
    pub fn call_edges(&self) -> BTreeSet<(String, String)> {
        let mut known = Known::default();
        for _ in 0..MAX_ROUNDS {
            let (edges, next) = self.round(&known);
            if next == known {
                return edges.into_iter().map(|(from, to)| (self.full_name(from), self.full_name(to))).collect();
            }
            known = next;
        }
        BTreeSet::new()
    }

    /// The calls as the rules see them, by the same names: those that resolve where they stand.
    pub fn resolved_call_edges(&self) -> BTreeSet<(String, String)> {
        let program = self.program();
        let callees = program.files().flat_map(|file| {
            let model = program.model(file);
            model.functions().map(move |function| model.here(function))
        });
        let edges = callees.flat_map(|callee| self.callers.calls(callee).iter().map(move |&call| (call, callee)));
        let named = edges.map(|(call, callee)| {
            let model = program.model(call.file);
            let caller = model.here(model.function_of(call.id));
            (self.full_name(caller), self.full_name(callee))
        });
        named.collect()
    }

    /// `package.module.Class.method`
    pub(super) fn full_name(&self, function: In<FunctionId>) -> String {
        let module = self.imports.name(function.file);
        let qualified = &self.module(function.file).index.functions[function.id.0 as usize].qualified;
        if qualified.is_empty() { module.to_string() } else { format!("{module}.{qualified}") }
    }

    /// The edges that follow from what is known, and what is then known.
    fn round(&self, known: &Known) -> (BTreeSet<Edge>, Known) {
        let program = self.program();
        let flow = Flow::new(&program, known);
        let mut round = Round { flow: &flow, edges: BTreeSet::new(), known: Known::default() };
        program.files().for_each(|file| round.file(&program.model(file)));
        (round.edges, round.known)
    }
}

/// What one look at all files finds.
struct Round<'f, 'a> {
    flow: &'f Flow<'a>,
    edges: BTreeSet<Edge>,
    known: Known,
}

impl<'a> Round<'_, 'a> {
    fn file(&mut self, model: &Model<'a>) {
        for number in 0..model.ast.exprs.len() {
            let expr = ExprId(u32::try_from(number).expect("a file has fewer than 2^32 expressions"));
            self.expr(model, expr);
        }
        for function in model.functions() {
            for &stmt in model.stmts_of(function) {
                self.stmt(model, function, &model.ast[stmt].kind);
            }
        }
        model.functions().for_each(|function| self.decorators(model, function));
    }

    fn expr(&mut self, model: &Model<'a>, expr: ExprId) {
        let caller = model.here(model.function_of(expr));
        match &model.ast[expr].kind {
            ExprKind::Call { func, .. } => {
                let site = Site::Call { at: model.here(expr), skip: 0, bound: 0 };
                self.call(caller, &self.flow.values(model, *func), Some(site));
                self.handed(model, caller, expr);
            }
            ExprKind::Attribute { value, attr } => {
                let read = self.flow.properties(&self.flow.values(model, *value), attr);
                self.edges.extend(read.into_iter().map(|property| (caller, property)));
            }
            ExprKind::Comprehension { clauses, .. } => {
                clauses.iter().for_each(|clause| self.iterate(model, caller, clause.iter, clause.is_async));
            }
            _ => {}
        }
    }

    /// A library's function calls what it is given.
    fn handed(&mut self, model: &Model<'a>, caller: In<FunctionId>, call: ExprId) {
        let target = model.call(call).filter(|call| call.fact.is_some());
        let target = target.and_then(|call| model.meant_value(&call, Meaning::Target));
        let partial = |call| model.call(call).is_some_and(|call| call.has_role(crate::catalog::schema::Role::Partial));
        if let Some(target) = target.filter(|_| !partial(call)) {
            self.call(caller, &self.flow.values(model, target), None);
        }
    }

    fn stmt(&mut self, model: &Model<'a>, function: FunctionId, stmt: &StmtKind) {
        let caller = model.here(function);
        match stmt {
            StmtKind::With { is_async, items, .. } => {
                for item in items {
                    let contexts = self.flow.values(model, item.context);
                    for method in WITH[usize::from(*is_async)] {
                        self.special(caller, &contexts, method);
                    }
                }
            }
            StmtKind::For(parts) => self.iterate(model, caller, parts.iter, parts.is_async),
            StmtKind::Class(class) => {
                for &decorator in &class.decorators {
                    self.call(caller, &self.flow.values(model, decorator), None);
                }
            }
            _ => {}
        }
    }

    fn iterate(&mut self, model: &Model<'a>, caller: In<FunctionId>, iter: ExprId, is_async: bool) {
        let [start, next] = FOR[usize::from(is_async)];
        let iterators = self.special(caller, &self.flow.values(model, iter), start);
        self.special(caller, &iterators, next);
    }

    /// Calls a special method of any of these that has it; gives what it returns.
    fn special(&mut self, caller: In<FunctionId>, objects: &Things, method: &str) -> Things {
        let methods = self.flow.special_methods(objects, method);
        self.edges.extend(methods.iter().map(|&method| (caller, method)));
        methods.into_iter().flat_map(|method| self.flow.returned(method, None)).collect()
    }

    fn decorators(&mut self, model: &Model<'a>, id: FunctionId) {
        let function = model.function(id);
        let Some(around) = function.parent else { return };
        for (number, &decorator) in function.decorators.iter().enumerate() {
            let site = Site::Decorator(model.here(id), number);
            self.call(model.here(around), &self.flow.values(model, decorator), Some(site));
        }
    }

    /// Something is called, with arguments from `site` if they are seen.
    fn call(&mut self, caller: In<FunctionId>, callees: &Things, site: Option<Site>) {
        for &callee in callees {
            match callee {
                Thing::Function(function) => self.enter(caller, function, site),
                Thing::Method(function) => self.enter(caller, function, site.map(Site::behind_bound)),
                Thing::Class(class) => self.make(caller, class, site),
                Thing::Object(_) => {
                    for method in self.flow.special_methods(&Things::from([callee]), "__call__") {
                        self.enter(caller, method, site.map(Site::behind_bound));
                    }
                }
                Thing::Partial(partial) => {
                    let site = Site::Call { at: partial, skip: 1, bound: 0 };
                    self.call(caller, &self.flow.partial_targets(partial), Some(site));
                }
                _ => {}
            }
        }
    }

    fn enter(&mut self, caller: In<FunctionId>, function: In<FunctionId>, site: Option<Site>) {
        self.edges.insert((caller, function));
        self.known.sites.entry(function).or_default().extend(site);
    }

    fn make(&mut self, caller: In<FunctionId>, class: In<ClassId>, site: Option<Site>) {
        self.known.made.insert(class);
        let object = Things::from([Thing::Object(class)]);
        let written = self.flow.special_methods(&object, "__init__");
        let generated =
            if written.is_empty() { self.flow.special_methods(&object, "__post_init__") } else { Vec::new() };
        written.into_iter().for_each(|init| self.enter(caller, init, site.map(Site::behind_bound)));
        self.edges.extend(generated.into_iter().map(|method| (caller, method)));
    }
}
