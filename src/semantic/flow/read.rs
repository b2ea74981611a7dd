//! What flows in one file.

mod call;
mod define;
mod name;

use super::{Container, FileFlow, Key, Look, Node, Shared, Site, Thing, Watch};
use crate::semantic::index::BindingKind;
use crate::semantic::infer::Type;
use crate::semantic::{Model, Module};
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// How deep an expression is followed at once; what lies deeper is read later.
const MAX_DEPTH: u32 = 60;

/// The names in a project under which objects have something that may be called.
#[derive(Debug, Default)]
pub(crate) struct Names {
    members: FxHashSet<Name>,
    properties: FxHashSet<Name>,
}

impl Names {
    /// The names in these files.
    pub(crate) fn of(modules: &[Module]) -> Self {
        let mut names = Self::default();
        for index in modules.iter().map(|module| &module.index) {
            for class in &index.classes {
                names.members.extend(class.methods.keys().chain(class.attributes.keys()).cloned());
                let inner = index.scopes[class.scope.0 as usize].bindings.iter();
                let inner = inner.filter(|(_, all)| all.iter().any(|one| matches!(one.kind, BindingKind::Class(_))));
                names.members.extend(inner.map(|(name, _)| name.clone()));
            }
            let decorated = index.functions.iter().filter(|one| one.class.is_some() && !one.decorators.is_empty());
            names.properties.extend(decorated.map(|function| function.name.clone()));
        }
        names
    }
}

/// How far an expression was read: while it is, the node that was promised to those who ask for it meanwhile.
#[derive(Clone, Copy)]
enum Seen {
    Open(Option<Node>),
    Done(Option<Node>),
}

/// Reads one file.
struct Reader<'a, 'n> {
    model: Model<'a>,
    names: &'n Names,
    flow: FileFlow,
    exprs: FxHashMap<ExprId, Seen>,
    /// By the address of what binds a name.
    bindings: FxHashMap<usize, Option<Node>>,
    shared: FxHashMap<Shared, Node>,
    constants: FxHashMap<Thing, Node>,
    later: Vec<(ExprId, Node)>,
    depth: u32,
}

impl Model<'_> {
    /// What flows in this file.
    pub(crate) fn flow(&self, names: &Names) -> FileFlow {
        let mut reader = Reader {
            model: self.clone(),
            names,
            flow: FileFlow::default(),
            exprs: FxHashMap::default(),
            bindings: FxHashMap::default(),
            shared: FxHashMap::default(),
            constants: FxHashMap::default(),
            later: Vec::new(),
            depth: 0,
        };
        reader.file();
        reader.flow.shrink();
        reader.flow
    }
}

impl<'a> Reader<'a, '_> {
    fn file(&mut self) {
        let model = self.model.clone();
        model.functions().for_each(|function| self.define_function(function));
        self.define_classes();
        self.define_globals();
        for &call in &model.index.calls {
            self.node(call);
        }
        for number in 0..model.ast.exprs.len() {
            self.implicit(ExprId(u32::try_from(number).expect("a file has fewer than 2^32 expressions")));
        }
        for stmt in &model.ast.stmts {
            self.stmt(&stmt.kind);
        }
        while let Some((expr, node)) = self.later.pop() {
            if let Some(found) = self.read(expr) {
                self.copy(found, node);
            }
        }
        self.define_parameters();
    }

    fn fresh(&mut self) -> Node {
        self.flow.nodes += 1;
        self.flow.nodes - 1
    }

    fn shared(&mut self, key: Shared) -> Node {
        if let Some(&node) = self.shared.get(&key) {
            return node;
        }
        let node = self.fresh();
        self.flow.shared.push((key.clone(), node));
        self.shared.insert(key, node);
        node
    }

    fn constant(&mut self, thing: Thing) -> Node {
        if let Some(&node) = self.constants.get(&thing) {
            return node;
        }
        let node = self.fresh();
        self.flow.things.push((thing, node));
        self.constants.insert(thing, node);
        node
    }

    fn copy(&mut self, from: Node, to: Node) {
        self.flow.copies.push((from, to));
    }

    fn watch(&mut self, node: Node, watch: Watch) {
        self.flow.watches.push((node, watch));
    }

    /// A new node, at which what a watch on `node` finds arrives.
    fn watched(&mut self, node: Node, watch: impl FnOnce(Node) -> Watch) -> Node {
        let to = self.fresh();
        self.watch(node, watch(to));
        to
    }

    fn site(&mut self, site: Site) -> u32 {
        self.flow.sites.push(site);
        u32::try_from(self.flow.sites.len() - 1).expect("a file has fewer than 2^32 calls")
    }

    /// The node at which all of these arrive.
    fn joined(&mut self, mut nodes: Vec<Node>) -> Option<Node> {
        nodes.sort_unstable();
        nodes.dedup();
        if nodes.len() < 2 {
            return nodes.pop();
        }
        let to = self.fresh();
        nodes.into_iter().for_each(|from| self.copy(from, to));
        Some(to)
    }

    /// The node of an expression; `None` where nothing of the project can arrive.
    fn node(&mut self, expr: ExprId) -> Option<Node> {
        match self.exprs.get(&expr) {
            Some(Seen::Done(node)) => return *node,
            Some(Seen::Open(promised)) => {
                let node = promised.unwrap_or_else(|| self.fresh());
                self.exprs.insert(expr, Seen::Open(Some(node)));
                return Some(node);
            }
            None => {}
        }
        if self.depth >= MAX_DEPTH {
            let node = self.fresh();
            self.exprs.insert(expr, Seen::Done(Some(node)));
            self.later.push((expr, node));
            return Some(node);
        }
        self.exprs.insert(expr, Seen::Open(None));
        self.depth += 1;
        let mut found = self.read(expr);
        self.depth -= 1;
        if let Some(Seen::Open(Some(promised))) = self.exprs.get(&expr).copied() {
            if let Some(found) = found.filter(|found| *found != promised) {
                self.copy(found, promised);
            }
            found = Some(promised);
        }
        self.exprs.insert(expr, Seen::Done(found));
        found
    }

    fn read(&mut self, expr: ExprId) -> Option<Node> {
        let ast = self.model.ast;
        match &ast[expr].kind {
            ExprKind::Name(name) => self.named(expr, name),
            ExprKind::Attribute { value, attr } => self.attribute(*value, attr),
            ExprKind::Call { func, .. } => self.call(expr, *func),
            ExprKind::Await(inner) | ExprKind::Walrus { value: inner, .. } => self.node(*inner),
            ExprKind::Conditional { body: left, orelse: right, .. } | ExprKind::Logical { left, right, .. } => {
                let both = [*left, *right].map(|side| self.node(side));
                self.joined(both.into_iter().flatten().collect())
            }
            ExprKind::Subscript { value, index } => {
                let container = self.node(*value)?;
                let key = Key::of(&self.model, *index);
                Some(self.watched(container, |to| Watch::Item { key, to }))
            }
            ExprKind::List(_) | ExprKind::Tuple(_) | ExprKind::Set(_) | ExprKind::Dict(_) => self.container(expr),
            ExprKind::Comprehension { .. } => self.container(expr),
            ExprKind::Lambda { .. } => {
                let lambda = self.model.functions().find(|&id| {
                    let function = self.model.function(id);
                    function.value.is_some() && function.name_span == self.model.span(expr)
                })?;
                Some(self.constant(Thing::Function(self.model.here(lambda))))
            }
            _ => None,
        }
    }

    fn attribute(&mut self, value: ExprId, attr: &Name) -> Option<Node> {
        match self.model.infer(value).ty {
            Type::Module(file) => return Some(self.exported(file, attr)),
            Type::Symbol(_) | Type::Method(..) => return None,
            _ if !self.names.members.contains(attr) => return None,
            _ => {}
        }
        let object = self.node(value)?;
        Some(self.watched(object, |to| Watch::Member { attr: attr.clone(), to }))
    }

    /// What is written out of a container; `None` where nothing in it matters and nothing can be put into it.
    fn container(&mut self, expr: ExprId) -> Option<Node> {
        let ast = self.model.ast;
        let mut items = Vec::new();
        let mut is_open = false;
        match &ast[expr].kind {
            ExprKind::Dict(pairs) => {
                is_open = pairs.is_empty();
                for (name, value) in pairs {
                    let key = name.map_or(Key::Any, |name| Key::of_text(&self.model, name));
                    items.extend(self.node(*value).map(|node| (key, node)));
                }
            }
            ExprKind::Comprehension { element, .. } => items.extend(self.node(*element).map(|node| (Key::Any, node))),
            ExprKind::List(parts) | ExprKind::Tuple(parts) | ExprKind::Set(parts) => {
                is_open = parts.is_empty();
                let starred = parts.iter().any(|part| matches!(ast[*part].kind, ExprKind::Starred(_)));
                for (number, &part) in parts.iter().enumerate() {
                    let key = if starred { Key::Any } else { Key::Number(number) };
                    items.extend(self.item(part).map(|node| (key, node)));
                }
            }
            _ => {}
        }
        if items.is_empty() && !is_open {
            return None;
        }
        let is_dict = matches!(ast[expr].kind, ExprKind::Dict(_));
        self.flow.containers.push(Container { at: expr, is_dict, items });
        Some(self.constant(Thing::Container(self.model.here(expr))))
    }

    fn item(&mut self, item: ExprId) -> Option<Node> {
        match self.model.ast[item].kind {
            ExprKind::Starred(inner) => {
                let inner = self.node(inner)?;
                Some(self.watched(inner, |to| Watch::Each { to }))
            }
            _ => self.node(item),
        }
    }

    /// What an expression runs besides what it calls.
    fn implicit(&mut self, expr: ExprId) {
        let ast = self.model.ast;
        match &ast[expr].kind {
            ExprKind::Attribute { value, attr } if self.names.properties.contains(attr) => {
                if !matches!(self.model.infer(*value).ty, Type::Module(_) | Type::Symbol(_) | Type::Method(..))
                    && let Some(object) = self.node(*value)
                {
                    self.watch(object, Watch::Property { attr: attr.clone(), at: self.model.here(expr) });
                }
            }
            ExprKind::Comprehension { clauses, .. } => {
                clauses.iter().for_each(|clause| self.iterate(clause.iter, clause.is_async));
            }
            _ => {}
        }
    }

    fn stmt(&mut self, stmt: &'a StmtKind) {
        match stmt {
            StmtKind::With { is_async, items, .. } => {
                let [enter, exit] = if *is_async { ["__aenter__", "__aexit__"] } else { ["__enter__", "__exit__"] };
                for item in items {
                    self.special(item.context, enter);
                    self.special(item.context, exit);
                }
            }
            StmtKind::For(parts) => self.iterate(parts.iter, parts.is_async),
            StmtKind::Class(class) => class.decorators.iter().for_each(|&decorator| self.decorate_class(decorator)),
            StmtKind::Assign { targets, value } => targets.iter().for_each(|&target| self.store_at(target, *value)),
            _ => {}
        }
    }

    fn iterate(&mut self, iter: ExprId, is_async: bool) {
        let [start, next] = if is_async { ["__aiter__", "__anext__"] } else { ["__iter__", "__next__"] };
        let at = self.model.here(iter);
        if let Some(iterators) = self.special(iter, start) {
            self.watch(iterators, Watch::Special { method: next, at, to: None });
        }
    }

    /// A special method of an object is called; gives what it returns.
    fn special(&mut self, object: ExprId, method: &'static str) -> Option<Node> {
        let node = self.node(object)?;
        let at = self.model.here(object);
        Some(self.watched(node, |to| Watch::Special { method, at, to: Some(to) }))
    }

    /// `container[key] = value`
    fn store_at(&mut self, target: ExprId, value: ExprId) {
        let ExprKind::Subscript { value: container, .. } = self.model.ast[target].kind else { return };
        self.store(container, value);
    }

    fn store(&mut self, container: ExprId, value: ExprId) {
        if let Some(value) = self.node(value)
            && let Some(container) = self.node(container)
        {
            self.watch(container, Watch::Store { value });
        }
    }
}

impl Key {
    /// The key that `index` says.
    fn of(model: &Model<'_>, index: ExprId) -> Self {
        match &model.ast[index].kind {
            ExprKind::Number(number) if number.fract() == 0.0 && (0.0..1e6).contains(number) =>
            {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in range")]
                Self::Number(*number as usize)
            }
            _ => Self::of_text(model, index),
        }
    }

    fn of_text(model: &Model<'_>, key: ExprId) -> Self {
        match &model.ast[key].kind {
            ExprKind::Str(text) => Self::Text(text.as_str().into()),
            _ => Self::Any,
        }
    }
}

impl Look {
    /// The same for methods as they are written.
    pub(super) fn raw(self) -> Self {
        match self {
            Self::Object | Self::Class => Self::RawObject,
            Self::Below => Self::RawBelow,
            Self::Super => Self::RawSuper,
            raw => raw,
        }
    }
}
