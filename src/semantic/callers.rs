//! Who calls and who mentions the functions of a project, found file by file and joined.

use super::flow::{Edge, Via};
use super::index::FunctionId;
use super::infer::Type;
use super::mention::is_dotted;
use super::program::In;
use super::{Model, Module};
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// The names of all functions and classes that a project defines: nothing else can be mentioned.
pub type Definitions = FxHashSet<Name>;

/// What one file says about functions of the project.
#[derive(Debug, Default)]
pub struct Uses {
    calls: Vec<(In<FunctionId>, ExprId)>,
    mentions: Vec<(In<FunctionId>, ExprId)>,
    overrides: Vec<(In<FunctionId>, In<FunctionId>)>,
    open: FxHashSet<Name>,
}

/// Who calls and who mentions each function of a project.
#[derive(Debug, Default)]
pub struct Callers {
    calls: FxHashMap<In<FunctionId>, Vec<In<ExprId>>>,
    mentions: FxHashMap<In<FunctionId>, Vec<In<ExprId>>>,
    /// The methods of bases in whose place a method stands.
    overrides: FxHashMap<In<FunctionId>, Vec<In<FunctionId>>>,
    /// Names by which something that is not resolved may mean a function.
    open: FxHashSet<Name>,
    /// The calls that are known, in order, with what each calls.
    edges: Vec<Edge>,
    /// By callee: the known calls whose failure comes out of the place, and whether each is of this function alone.
    known: FxHashMap<In<FunctionId>, Vec<(In<ExprId>, bool)>>,
    /// By callee: the calls that only the callee's name or type says.
    declared: FxHashMap<In<FunctionId>, Vec<In<ExprId>>>,
}

impl Callers {
    /// All calls that are known, in order.
    pub(crate) fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Joins what the files say, in their order, with the calls that are known of the whole project. `is_decorated` says
    /// whether a function stands under decorators.
    pub(crate) fn join(
        files: impl IntoIterator<Item = (super::program::FileId, Uses)>,
        edges: Vec<Edge>,
        is_decorated: &dyn Fn(In<FunctionId>) -> bool,
    ) -> Self {
        let mut all = Self { edges, ..Self::default() };
        all.add_known();
        for (file, uses) in files {
            for (function, call) in uses.calls {
                all.add_declared(function, In { file, id: call }, is_decorated(function));
            }
            for (function, mention) in uses.mentions {
                all.mentions.entry(function).or_default().push(In { file, id: mention });
            }
            for (method, base) in uses.overrides {
                all.overrides.entry(method).or_default().push(base);
            }
            all.open.extend(uses.open);
        }
        all.calls.values_mut().for_each(|calls| {
            calls.sort_unstable();
            calls.dedup();
        });
        all
    }

    fn add_known(&mut self) {
        for (number, edge) in self.edges.iter().enumerate() {
            if matches!(edge.via, Via::Library | Via::Wrapper) {
                continue;
            }
            let same = |other: Option<&Edge>| other.is_some_and(|other| (other.at, other.via) == (edge.at, edge.via));
            let alone = !same(number.checked_sub(1).and_then(|before| self.edges.get(before)))
                && !same(self.edges.get(number + 1));
            self.known.entry(edge.callee).or_default().push((edge.at, alone));
            if edge.via == Via::Call {
                self.calls.entry(edge.callee).or_default().push(edge.at);
            }
        }
    }

    /// A call of a function by its name or type: where something else is known of the call, the function is meant only
    /// behind its decorators.
    fn add_declared(&mut self, function: In<FunctionId>, call: In<ExprId>, is_decorated: bool) {
        self.calls.entry(function).or_default().push(call);
        let known = self.callees(call);
        if known.is_empty() {
            self.declared.entry(function).or_default().push(call);
        } else if is_decorated && known.iter().all(|edge| edge.callee != function) {
            let alone = known.len() == 1;
            self.known.entry(function).or_default().push((call, alone));
        }
    }

    /// What is known that a call, or the reading of a property, calls.
    fn callees(&self, at: In<ExprId>) -> &[Edge] {
        let from = self.edges.partition_point(|edge| edge.at < at);
        let all = &self.edges[from..];
        let count = all.iter().take_while(|edge| edge.at == at).filter(|edge| edge.is_written()).count();
        &all[..count]
    }

    /// The calls of a function that are known, and whether each is of it alone.
    pub(crate) fn known(&self, function: In<FunctionId>) -> &[(In<ExprId>, bool)] {
        self.known.get(&function).map_or(&[], Vec::as_slice)
    }

    /// The calls of a function that only its name or type says.
    fn declared(&self, function: In<FunctionId>) -> &[In<ExprId>] {
        self.declared.get(&function).map_or(&[], Vec::as_slice)
    }

    /// The calls that are written out of a function, as known or by its name or type; those of a method that it stands
    /// for are not among them.
    pub fn calls(&self, function: In<FunctionId>) -> &[In<ExprId>] {
        self.calls.get(&function).map_or(&[], Vec::as_slice)
    }

    /// Other mentions of a function: passed on, stored, decorated with.
    pub fn mentions(&self, function: In<FunctionId>) -> &[In<ExprId>] {
        self.mentions.get(&function).map_or(&[], Vec::as_slice)
    }

    /// The methods of bases in the project for which a method stands.
    pub fn overridden(&self, method: In<FunctionId>) -> &[In<FunctionId>] {
        self.overrides.get(&method).map_or(&[], Vec::as_slice)
    }

    /// Whether something that is not resolved has that name.
    pub fn is_open(&self, name: &str) -> bool {
        self.open.contains(name)
    }
}

impl Module {
    /// The names of the functions and classes that the file defines.
    pub fn definitions(&self) -> impl Iterator<Item = &Name> {
        let functions = self.index.functions.iter().map(|function| &function.name);
        functions.chain(self.index.classes.iter().map(|class| &class.name)).filter(|name| !name.is_empty())
    }
}

impl Model<'_> {
    /// Who calls and who mentions each function of the project.
    pub(crate) fn callers(&self) -> &Callers {
        self.program.callers()
    }

    /// The calls of a function of this file.
    pub(crate) fn calls_to(&self, function: FunctionId) -> &[In<ExprId>] {
        self.program.callers().calls(self.here(function))
    }

    /// The other mentions of a function of this file.
    pub(crate) fn mentions_of(&self, function: FunctionId) -> &[In<ExprId>] {
        self.program.callers().mentions(self.here(function))
    }

    /// The calls that run a function, and whether each is sure: those that are known, and where nothing is known of a
    /// call those that its callee's name or type says, also of a method in whose place it stands.
    pub(crate) fn calls_of_any(&self, function: In<FunctionId>) -> impl Iterator<Item = (&In<ExprId>, bool)> {
        let callers = self.callers();
        let known = callers.known(function).iter().map(|(call, alone)| (call, *alone));
        let own = callers.declared(function).iter().map(|call| (call, true));
        let bases = callers.overridden(function).iter().flat_map(|&base| callers.declared(base));
        known.chain(own).chain(bases.map(|call| (call, false)))
    }

    /// The functions of the project that a call may run, and whether each is sure.
    pub fn callees(&self, call: ExprId) -> Vec<(In<FunctionId>, bool)> {
        let known = self.callers().callees(self.here(call));
        if !known.is_empty() {
            return self.known_callees(call, known);
        }
        let Some(call) = self.call(call) else { return Vec::new() };
        match call.value.ty {
            Type::Function(function) | Type::Bound(function) => vec![(function, call.value.sure)],
            Type::Class(class) => {
                self.find_method(class, "__init__").map(|init| (init, call.value.sure)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The same where it is known: a function under decorators stands for what these put around it.
    fn known_callees(&self, call: ExprId, known: &[Edge]) -> Vec<(In<FunctionId>, bool)> {
        let value = self.call(call).map(|call| call.value).unwrap_or_default();
        let alone = known.len() == 1 && value.sure;
        match value.ty.function() {
            Some(meant) if self.has_decorators(meant) => vec![(meant, alone)],
            meant => {
                let resolved = meant.is_none_or(|meant| known.iter().any(|edge| edge.callee == meant));
                known.iter().map(|edge| (edge.callee, alone && resolved)).collect()
            }
        }
    }

    fn has_decorators(&self, function: In<FunctionId>) -> bool {
        let (model, function) = self.of(function);
        !model.function(function).decorators.is_empty()
    }

    /// Whether something in the project, other than a function itself, calls or mentions it.
    pub(crate) fn is_called(&self, function: FunctionId) -> bool {
        let elsewhere = |call: &In<ExprId>| {
            let (caller, at) = self.of(*call);
            caller.here(caller.function_of(at)) != self.here(function)
        };
        self.calls_of_any(self.here(function)).any(|(call, _)| elsewhere(call))
            || self.calls_to(function).iter().any(elsewhere)
            || !self.mentions_of(function).is_empty()
    }

    /// Whether what a call calls was resolved without a guess.
    pub(crate) fn is_sure(&self, call: ExprId) -> bool {
        self.call(call).is_none_or(|call| call.value.sure)
    }

    /// What this file says about the functions of the project.
    pub fn uses(&self, definitions: &Definitions) -> Uses {
        let mut uses = Uses::default();
        let callees = self.index.calls.iter().filter_map(|&call| match self.ast[call].kind {
            ExprKind::Call { func, .. } => Some((func, call)),
            _ => None,
        });
        let callees = callees.collect::<FxHashMap<_, _>>();
        for number in 0..self.ast.exprs.len() {
            let expr = ExprId(u32::try_from(number).expect("a file has fewer than 2^32 expressions"));
            let call = callees.get(&expr).copied();
            match &self.ast[expr].kind {
                ExprKind::Name(name) if call.is_some() || definitions.contains(name) => {
                    self.use_of(expr, call, None, &mut uses);
                }
                ExprKind::Attribute { attr, .. } if call.is_some() || definitions.contains(attr) => {
                    self.use_of(expr, call, Some(attr), &mut uses);
                }
                ExprKind::Str(text) if is_dotted(text) => {
                    let parts = text.split(['.', ':']).map(Name::from);
                    uses.open.extend(parts.filter(|part| definitions.contains(part)));
                }
                _ => {}
            }
        }
        self.note_imports(definitions, &mut uses);
        self.note_overrides(&mut uses);
        uses
    }

    fn use_of(&self, expr: ExprId, call: Option<ExprId>, attr: Option<&Name>, uses: &mut Uses) {
        match self.infer(expr).ty {
            Type::Function(function) | Type::Bound(function) => match call {
                Some(call) => uses.calls.push((function, call)),
                None => uses.mentions.push((function, expr)),
            },
            Type::Class(class) if call.is_some() => {
                let init = self.find_method(class, "__init__").zip(call);
                uses.calls.extend(init);
            }
            Type::Unknown => uses.open.extend(attr.cloned()),
            _ => uses.calls.extend(attr.and_then(|attr| Some((self.property(expr, attr)?, expr)))),
        }
    }

    /// The property that reading an attribute runs.
    fn property(&self, expr: ExprId, attr: &str) -> Option<In<FunctionId>> {
        let ExprKind::Attribute { value, .. } = self.ast[expr].kind else { return None };
        let Type::Object(class) = self.infer(value).ty else { return None };
        self.find_method(class, attr)
    }

    /// Names that are imported and not used here: for others, who may see more.
    fn note_imports(&self, definitions: &Definitions, uses: &mut Uses) {
        let read = self.ast.exprs.iter().filter_map(|expr| match &expr.kind {
            ExprKind::Name(name) => Some(name),
            _ => None,
        });
        let read = read.collect::<FxHashSet<_>>();
        for stmt in &self.ast.stmts {
            let StmtKind::ImportFrom { items, .. } = &stmt.kind else { continue };
            for item in items.iter().filter(|item| definitions.contains(&item.path)) {
                if !read.contains(item.alias.as_ref().unwrap_or(&item.path)) {
                    uses.open.insert(item.path.clone());
                }
            }
        }
        for (module, level) in &self.index.star_imports {
            let file = self.program.find_imported(self.file, *level, module);
            uses.open.extend(file.into_iter().flat_map(|file| self.program.model(file).module.definitions()).cloned());
        }
    }

    fn note_overrides(&self, uses: &mut Uses) {
        for function in self.functions() {
            let Some(class) = self.function(function).class else { continue };
            let name = &self.function(function).name;
            let bases = self.lineage(self.here(class)).into_iter().skip(1);
            uses.overrides.extend(bases.filter_map(|base| Some((self.here(function), self.method_of(base, name)?))));
        }
    }
}
