//! Lets things flow through the nodes of all files until nothing is new.

mod call;
mod container;
mod object;

use super::net::Net;
use super::{Calling, Container, FileFlow, FunctionFlow, Look, Node, Shared, Site, Thing, Via, Watch};
use crate::semantic::Module;
use crate::semantic::index::{ClassId, Function, FunctionId};
use crate::semantic::program::{FileId, In};
use crate::syntax::ast::{ExprId, ExprKind, Name, StmtKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// How often what flows only where nothing else does is let flow.
const MAX_ROUNDS: usize = 12;

/// A call that was found: where it is, what it calls, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Edge {
    pub(crate) at: In<ExprId>,
    pub(crate) via: Via,
    pub(crate) callee: In<FunctionId>,
}

impl Edge {
    /// Whether it is a call that is written out.
    pub(crate) fn is_written(&self) -> bool {
        matches!(self.via, Via::Call | Via::Partial | Via::Wrapper)
    }
}

/// The calls in a project, in order.
pub(crate) fn solve(modules: &[Module], files: Vec<FileFlow>) -> Vec<Edge> {
    let mut solver = Solver { modules, ..Solver::default() };
    solver.join(files);
    solver.run();
    solver.found()
}

/// What is known while things flow.
#[derive(Default)]
pub(crate) struct Solver<'a> {
    modules: &'a [Module],
    net: Net,
    shared: FxHashMap<Shared, Node>,
    sites: Vec<Rc<Site>>,
    containers: FxHashMap<In<ExprId>, Rc<Container>>,
    partials: FxHashMap<In<ExprId>, (Node, u32)>,
    functions: Vec<Vec<FunctionFlow>>,
    lineages: Vec<Vec<Rc<[In<ClassId>]>>>,
    fallbacks: Vec<(Node, Node)>,
    /// The classes with instances at or below each class.
    below: FxHashMap<In<ClassId>, Vec<In<ClassId>>>,
    made: FxHashSet<In<ClassId>>,
    /// What is looked up on instances of each class or of one below.
    lookups: FxHashMap<In<ClassId>, Vec<(Look, Name, Node)>>,
    /// Classes with look-ups, in the order of the first.
    looked: Vec<In<ClassId>>,
    edges: FxHashSet<Edge>,
    /// Places where anything may be called.
    open: FxHashSet<In<ExprId>>,
    linked: FxHashSet<(In<FunctionId>, u32, usize, Option<Node>)>,
    watched: FxHashSet<(Node, Calling)>,
    /// The sites that call functions with `**kwargs`, and the names that are taken from these.
    takers: FxHashMap<In<FunctionId>, Vec<u32>>,
    taken: FxHashMap<In<FunctionId>, Vec<(Name, Node)>>,
}

impl Solver<'_> {
    fn join(&mut self, files: Vec<FileFlow>) {
        let mut things = Vec::new();
        for (file, flow) in (0..).map(FileId).zip(files) {
            let nodes = self.join_nodes(&flow);
            let node = |local: Node| nodes[local as usize];
            let first_site = u32::try_from(self.sites.len()).expect("a project has fewer than 2^32 calls");
            for mut site in flow.sites {
                site.args.iter_mut().for_each(|arg| arg.node = arg.node.map(node));
                self.sites.push(Rc::new(site));
            }
            for mut container in flow.containers {
                container.items.iter_mut().for_each(|item| item.1 = node(item.1));
                self.containers.insert(In { file, id: container.at }, Rc::new(container));
            }
            for (at, target, site) in flow.partials {
                self.partials.insert(In { file, id: at }, (node(target), site + first_site));
            }
            flow.copies.into_iter().for_each(|(from, to)| self.net.copy_first(node(from), node(to)));
            flow.watches.into_iter().for_each(|(at, watch)| self.net.watch(node(at), watch.moved(&node, first_site)));
            self.fallbacks.extend(flow.fallbacks.into_iter().map(|(from, to)| (node(from), node(to))));
            things.extend(flow.things.into_iter().map(|(thing, at)| (thing, node(at))));
            self.functions.push(flow.functions);
            self.lineages.push(flow.lineages.into_iter().map(Rc::from).collect());
        }
        things.into_iter().for_each(|(thing, node)| self.net.push(node, thing));
    }

    /// The numbers of a file's nodes among all.
    fn join_nodes(&mut self, flow: &FileFlow) -> Vec<Node> {
        let first = self.net.add_nodes(flow.nodes);
        let mut nodes = (first..first + flow.nodes).collect::<Vec<_>>();
        for (key, local) in &flow.shared {
            let own = nodes[*local as usize];
            nodes[*local as usize] = *self.shared.entry(key.clone()).or_insert(own);
        }
        nodes
    }

    fn run(&mut self) {
        for _ in 0..MAX_ROUNDS {
            self.settle();
            let empty = self.fallbacks.iter().copied().filter(|&(_, to)| self.net.is_empty(to)).collect::<Vec<_>>();
            empty.into_iter().for_each(|(from, to)| self.net.copy(from, to));
            let unmade = self.looked.iter().copied().filter(|class| !self.below.contains_key(class));
            unmade.collect::<Vec<_>>().into_iter().for_each(|class| self.stand_in(class));
            if self.net.is_settled() {
                return;
            }
        }
        self.settle();
    }

    fn settle(&mut self) {
        while let Some((node, thing)) = self.net.next() {
            for watch in self.net.pass_on(node, thing) {
                self.react(&watch, thing);
            }
        }
    }

    /// The calls, without those where anything may be called.
    fn found(self) -> Vec<Edge> {
        let mut edges = self.edges.iter().copied().filter(|edge| !self.open.contains(&edge.at)).collect::<Vec<_>>();
        edges.sort_unstable();
        self.leave_out_unawaitable(&mut edges);
        let decorators = edges.iter().filter(|edge| edge.via == Via::Decorator);
        let decorators = decorators.map(|edge| (edge.at, edge.callee)).collect::<FxHashSet<_>>();
        for edge in edges.iter_mut().filter(|edge| matches!(edge.via, Via::Call | Via::Partial)) {
            if self.is_wrapped_by(edge.callee, edge.at, &decorators) {
                edge.via = Via::Wrapper;
            }
        }
        edges
    }

    /// Where a call is awaited that may call a coroutine function, it calls no function that gives nothing to await.
    fn leave_out_unawaitable(&self, edges: &mut Vec<Edge>) {
        let awaited = edges.iter().filter(|edge| {
            let module = &self.modules[edge.at.file.0 as usize];
            let parent = module.index.exprs[edge.at.id.0 as usize].parent;
            edge.is_written()
                && self.function(edge.callee).is_async
                && parent.is_some_and(|parent| matches!(module.ast[parent].kind, ExprKind::Await(_)))
        });
        let awaited = awaited.map(|edge| edge.at).collect::<FxHashSet<_>>();
        edges.retain(|edge| {
            let callee = self.function(edge.callee);
            !edge.is_written() || !awaited.contains(&edge.at) || callee.is_async || self.returns_value(edge.callee)
        });
    }

    fn returns_value(&self, function: In<FunctionId>) -> bool {
        let module = &self.modules[function.file.0 as usize];
        let mut stmts = module.index.by_function[function.id.0 as usize].iter();
        stmts.any(|&stmt| matches!(module.ast[stmt].kind, StmtKind::Return(Some(_))))
    }

    /// Whether a place lies in a decorator of a function: in the decorating function, or in the decorating class.
    fn is_wrapped_by(
        &self,
        function: In<FunctionId>,
        at: In<ExprId>,
        decorators: &FxHashSet<(In<ExprId>, In<FunctionId>)>,
    ) -> bool {
        let index = &self.modules[at.file.0 as usize].index;
        let home = index.scopes[index.exprs[at.id.0 as usize].scope.0 as usize].function;
        let around = std::iter::successors(Some(home), |id| index.functions[id.0 as usize].parent);
        self.function(function).decorators.iter().any(|&decorator| {
            let decorator = In { file: function.file, id: decorator };
            around.clone().any(|id| {
                let id = In { file: at.file, id };
                decorators.contains(&(decorator, id))
                    || (self.function(id).name == "__call__"
                        && self.function(id).class.is_some_and(|home| {
                            let init = self.find_method(In { file: at.file, id: home }, "__init__");
                            init.is_some_and(|init| decorators.contains(&(decorator, init)))
                        }))
            })
        })
    }

    /// What follows from something that arrived where it is watched.
    fn react(&mut self, watch: &Watch, thing: Thing) {
        match watch {
            Watch::Member { attr, to } => self.member(thing, attr, *to),
            Watch::Property { attr, at } => self.property(thing, attr, *at),
            Watch::Call(calling) => self.call(thing, *calling),
            Watch::Special { method, at, to } => self.special(thing, method, *at, *to),
            Watch::Item { key, to } => self.item(thing, key, *to),
            Watch::Each { to } => self.each(thing, *to),
            Watch::Second { to } => self.second(thing, *to),
            Watch::Taken { how, to } => self.take(thing, *how, *to),
            Watch::Enter { to } => self.enter(thing, *to),
            Watch::Store { value } => self.store(thing, *value),
            Watch::Bind { to } => self.net.push(*to, thing.bound()),
        }
    }

    fn watch(&mut self, node: Node, watch: &Watch) {
        if let Watch::Call(calling) = *watch
            && !self.watched.insert((node, calling))
        {
            return;
        }
        self.net.watch(node, watch.clone());
        self.net.things(node).into_iter().for_each(|thing| self.react(watch, thing));
    }

    fn node(&mut self, key: Shared) -> Node {
        let net = &mut self.net;
        *self.shared.entry(key).or_insert_with(|| net.add_nodes(1))
    }

    /// Lets what arrives at a shared node, if there is one, arrive elsewhere.
    fn copy_shared(&mut self, key: &Shared, to: Node) {
        if let Some(&from) = self.shared.get(key) {
            self.net.copy(from, to);
        }
    }

    fn function(&self, function: In<FunctionId>) -> &Function {
        &self.modules[function.file.0 as usize].index.functions[function.id.0 as usize]
    }

    fn flow(&self, function: In<FunctionId>) -> &FunctionFlow {
        &self.functions[function.file.0 as usize][function.id.0 as usize]
    }

    fn lineage(&self, class: In<ClassId>) -> Rc<[In<ClassId>]> {
        Rc::clone(&self.lineages[class.file.0 as usize][class.id.0 as usize])
    }
}

impl Thing {
    /// What it is when it is read on an instance.
    fn bound(self) -> Self {
        match self {
            Self::Function(function) => Self::Method(function),
            other => other,
        }
    }
}

impl Watch {
    /// The same with the numbers that nodes and calls have among all.
    fn moved(self, node: &dyn Fn(Node) -> Node, first_site: u32) -> Self {
        match self {
            Self::Member { attr, to } => Self::Member { attr, to: node(to) },
            Self::Property { .. } => self,
            Self::Call(calling) => Self::Call(Calling {
                site: calling.site.map(|site| site + first_site),
                result: calling.result.map(node),
                ..calling
            }),
            Self::Special { method, at, to } => Self::Special { method, at, to: to.map(node) },
            Self::Item { key, to } => Self::Item { key, to: node(to) },
            Self::Each { to } => Self::Each { to: node(to) },
            Self::Second { to } => Self::Second { to: node(to) },
            Self::Taken { how, to } => Self::Taken { how, to: node(to) },
            Self::Enter { to } => Self::Enter { to: node(to) },
            Self::Store { value } => Self::Store { value: node(value) },
            Self::Bind { to } => Self::Bind { to: node(to) },
        }
    }
}
