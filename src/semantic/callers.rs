//! Who calls and who mentions the functions of a project, found file by file and joined.

use super::flow::Edge;
use super::index::FunctionId;
use super::infer::Type;
use super::mention::is_dotted;
use super::origin::Origin;
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
    edges: Vec<Edge>,
}

impl Callers {
    /// All calls that are known, in order.
    pub(crate) fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Joins what the files say, in their order.
    pub(crate) fn join(files: impl IntoIterator<Item = (super::program::FileId, Uses)>, edges: Vec<Edge>) -> Self {
        let mut all = Self { edges, ..Self::default() };
        for (file, uses) in files {
            for (function, call) in uses.calls {
                all.calls.entry(function).or_default().push(In { file, id: call });
            }
            for (function, mention) in uses.mentions {
                all.mentions.entry(function).or_default().push(In { file, id: mention });
            }
            for (method, base) in uses.overrides {
                all.overrides.entry(method).or_default().push(base);
            }
            all.open.extend(uses.open);
        }
        all
    }

    /// The calls of a function; those of a method that it stands for are not among them.
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

    /// The calls of a function, and those of methods for which it stands, which may mean it: whether it is sure.
    pub(crate) fn calls_of_any(&self, function: In<FunctionId>) -> impl Iterator<Item = (&In<ExprId>, bool)> {
        let callers = self.callers();
        let own = callers.calls(function).iter().map(|call| (call, true));
        let bases = callers.overridden(function).iter().flat_map(|&base| callers.calls(base));
        own.chain(bases.map(|call| (call, false)))
    }

    /// The functions of the project that a call may run, and whether each is sure.
    pub fn callees(&self, call: ExprId) -> Vec<(In<FunctionId>, bool)> {
        let Some(call) = self.call(call) else { return Vec::new() };
        match call.value.ty {
            Type::Function(function) | Type::Bound(function) => vec![(function, call.value.sure)],
            Type::Class(class) => {
                self.find_method(class, "__init__").map(|init| (init, call.value.sure)).into_iter().collect()
            }
            Type::Unknown => self.candidates(call.callee).into_iter().map(|method| (method, false)).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether something in the project, other than a function itself, calls or mentions it.
    pub(crate) fn is_called(&self, function: FunctionId) -> bool {
        let elsewhere = |call: &In<ExprId>| {
            let (caller, at) = self.of(*call);
            caller.here(caller.function_of(at)) != self.here(function)
        };
        self.calls_of_any(self.here(function)).any(|(call, _)| elsewhere(call))
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
            Type::Unknown => {
                let candidates = self.candidates(expr);
                uses.calls.extend(call.iter().flat_map(|&call| candidates.iter().map(move |&one| (one, call))));
                uses.open.extend(attr.filter(|_| candidates.is_empty() || call.is_none()).cloned());
            }
            _ => uses.calls.extend(attr.and_then(|attr| Some((self.property(expr, attr)?, expr)))),
        }
    }

    /// The methods that a callee may be whose object is one of several classes of the project; none where some other
    /// object is possible.
    pub(crate) fn candidates(&self, callee: ExprId) -> Vec<In<FunctionId>> {
        let ExprKind::Attribute { value, attr } = &self.ast[callee].kind else { return Vec::new() };
        let methods = self.origins(*value).into_iter().map(|origin| {
            let Origin::Expr(made) = origin else { return None };
            let (model, made) = self.of(made);
            let Type::Class(class) = model.call(made)?.value.ty else { return None };
            self.find_method(class, attr)
        });
        methods.collect::<Option<Vec<_>>>().unwrap_or_default()
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
