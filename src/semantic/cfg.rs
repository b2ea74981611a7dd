//! Control flow of one function, with exceptional edges.
//!
//! A `finally` block is built once for each way through it (falling out, `return`, `break`, `continue`, an
//! exception), so that a statement may have several nodes and every path through the graph is a path of the program.

use crate::syntax::ast::{Ast, Block, Case, ExprId, ExprKind, StmtId, StmtKind, Try, WithItem};
use rustc_hash::FxHashMap;

use super::index::children;

/// Index of a node in [`Cfg::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// Where control enters.
pub const ENTRY: NodeId = NodeId(0);
/// Where control leaves by `return` or by falling off the end.
pub const EXIT: NodeId = NodeId(1);
/// Where control leaves by an exception.
pub const RAISED: NodeId = NodeId(2);

/// A point of control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// [`ENTRY`], [`EXIT`] or [`RAISED`].
    Boundary,
    /// A simple statement, or a definition.
    Stmt(StmtId),
    /// The test of an `if` or a `while`.
    Test(StmtId, ExprId),
    /// The head of a `for`: takes the next item or ends.
    Iterate(StmtId),
    /// The contexts of a `with` are made and entered.
    Enter(StmtId),
    /// The subject of a `match` is looked at.
    Match(StmtId),
    /// An exception looks for its handler among those of this `try` (or swallowing `with`).
    Dispatch(StmtId),
    /// The handler of that number begins.
    Handler(StmtId, usize),
}

impl NodeKind {
    /// The statement that the node belongs to.
    pub fn stmt(self) -> Option<StmtId> {
        match self {
            Self::Boundary => None,
            Self::Stmt(stmt)
            | Self::Test(stmt, _)
            | Self::Iterate(stmt)
            | Self::Enter(stmt)
            | Self::Match(stmt)
            | Self::Dispatch(stmt)
            | Self::Handler(stmt, _) => Some(stmt),
        }
    }
}

/// How control goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// To what follows.
    Next,
    /// The test held, or there was an item.
    True,
    /// The test did not hold, or there was no further item.
    False,
    /// Something raised.
    Raise,
}

/// A node and where control goes from it.
#[derive(Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Successors.
    pub next: Vec<(NodeId, Edge)>,
    /// Predecessors.
    pub previous: Vec<NodeId>,
}

/// The control flow of one function.
#[derive(Debug)]
pub struct Cfg {
    /// All nodes; the first three are the boundary.
    pub nodes: Vec<Node>,
    by_stmt: FxHashMap<StmtId, Vec<NodeId>>,
}

impl std::ops::Index<NodeId> for Cfg {
    type Output = Node;
    fn index(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }
}

/// What the builder asks about a tree that it does not know itself.
pub trait Oracle {
    /// Whether entering this context manager means that exceptions in its block may vanish.
    fn swallows(&self, context: ExprId) -> bool;

    /// Whether leaving this `with` statement always raises.
    fn raises_again(&self, with: StmtId) -> bool;
    /// Whether a call never returns (`sys.exit`).
    fn never_returns(&self, call: ExprId) -> bool;
}

impl Cfg {
    /// The graph of `body`.
    pub fn build(ast: &Ast, body: &[StmtId], oracle: &dyn Oracle) -> Self {
        let boundary = || Node { kind: NodeKind::Boundary, next: Vec::new(), previous: Vec::new() };
        let cfg = Self { nodes: (0..3).map(|_| boundary()).collect(), by_stmt: FxHashMap::default() };
        let mut builder = Builder { ast, oracle, cfg, frames: Vec::new(), raise_to: RAISED };
        let ends = builder.block(body, vec![(ENTRY, Edge::Next)]);
        builder.join(ends, EXIT);
        builder.cfg.link_back();
        builder.cfg
    }

    fn link_back(&mut self) {
        for id in 0..self.nodes.len() {
            let from = NodeId(u32::try_from(id).expect("a graph has fewer than 2^32 nodes"));
            for (to, _) in self.nodes[id].next.clone() {
                self.nodes[to.0 as usize].previous.push(from);
            }
        }
    }

    /// The nodes of a statement: several where a `finally` was built several times.
    pub fn of(&self, stmt: StmtId) -> &[NodeId] {
        self.by_stmt.get(&stmt).map_or(&[], Vec::as_slice)
    }

    /// Every node that can be reached from `start` (itself included) along edges that `follow` allows.
    pub fn reach(
        &self,
        start: impl IntoIterator<Item = NodeId>,
        follow: impl Fn(NodeId, NodeId, Edge) -> bool,
    ) -> Reached {
        let mut seen = Reached(vec![false; self.nodes.len()]);
        let mut pending = start.into_iter().collect::<Vec<_>>();
        while let Some(node) = pending.pop() {
            if std::mem::replace(&mut seen.0[node.0 as usize], true) {
                continue;
            }
            let next = self[node].next.iter().filter(|(to, edge)| follow(node, *to, *edge));
            pending.extend(next.map(|(to, _)| *to));
        }
        seen
    }
}

/// A set of nodes.
#[derive(Debug)]
pub struct Reached(Vec<bool>);

impl Reached {
    /// Whether `node` is in the set.
    pub fn has(&self, node: NodeId) -> bool {
        self.0[node.0 as usize]
    }

    /// All nodes in the set, in order.
    pub fn iter(&self) -> impl Iterator<Item = NodeId> + '_ {
        let numbered = self.0.iter().enumerate().filter(|(_, has)| **has);
        numbered.map(|(index, _)| NodeId(u32::try_from(index).expect("a graph has fewer than 2^32 nodes")))
    }
}

/// Ends of control that still have to be joined to what follows.
type Ends = Vec<(NodeId, Edge)>;

enum Frame<'a> {
    Loop { head: NodeId, breaks: Ends },
    Finally { block: &'a Block, raise_to: NodeId },
}

struct Builder<'a> {
    ast: &'a Ast,
    oracle: &'a dyn Oracle,
    cfg: Cfg,
    frames: Vec<Frame<'a>>,
    raise_to: NodeId,
}

/// Beyond this many nodes for each statement a `finally` is no longer built anew for each way through it.
const MAX_COPIES: usize = 16;

impl<'a> Builder<'a> {
    fn node(&mut self, kind: NodeKind) -> NodeId {
        let id = NodeId(u32::try_from(self.cfg.nodes.len()).expect("a graph has fewer than 2^32 nodes"));
        self.cfg.nodes.push(Node { kind, next: Vec::new(), previous: Vec::new() });
        if let Some(stmt) = kind.stmt() {
            self.cfg.by_stmt.entry(stmt).or_default().push(id);
        }
        id
    }

    fn edge(&mut self, from: NodeId, to: NodeId, edge: Edge) {
        let next = &mut self.cfg.nodes[from.0 as usize].next;
        if !next.contains(&(to, edge)) {
            next.push((to, edge));
        }
    }

    fn join(&mut self, ends: Ends, to: NodeId) {
        for (from, edge) in ends {
            self.edge(from, to, edge);
        }
    }

    /// A node after `before`, with an exceptional edge where `raises`.
    fn step(&mut self, kind: NodeKind, before: Ends, raises: bool) -> NodeId {
        let node = self.node(kind);
        self.join(before, node);
        if raises {
            self.edge(node, self.raise_to, Edge::Raise);
        }
        node
    }

    fn block(&mut self, block: &'a [StmtId], mut ends: Ends) -> Ends {
        for &stmt in block {
            ends = self.stmt(stmt, ends);
        }
        ends
    }

    fn stmt(&mut self, id: StmtId, before: Ends) -> Ends {
        let ast = self.ast;
        let simple = NodeKind::Stmt(id);
        match &ast[id].kind {
            StmtKind::If { test, body, orelse } => {
                let node = self.step(NodeKind::Test(id, *test), before, self.can_raise(*test));
                let (when_true, when_false) = self.branches(node, *test);
                let mut ends = self.block(body, when_true);
                ends.extend(self.block(orelse, when_false));
                ends
            }
            StmtKind::While { test, body, orelse, .. } => {
                let node = self.step(NodeKind::Test(id, *test), before, self.can_raise(*test));
                let (when_true, when_false) = self.branches(node, *test);
                self.looped(node, body, orelse, when_true, when_false)
            }
            StmtKind::For(parts) => {
                let node = self.step(NodeKind::Iterate(id), before, true);
                let (more, done) = (vec![(node, Edge::True)], vec![(node, Edge::False)]);
                self.looped(node, &parts.body, &parts.orelse, more, done)
            }
            StmtKind::Try(parts) => self.try_stmt(id, parts, before),
            StmtKind::With { items, body, .. } => self.with_stmt(id, items, body, before),
            StmtKind::Match { cases, .. } => self.match_stmt(id, cases, before),
            StmtKind::Class(def) => {
                let node = self.step(simple, before, true);
                self.block(&def.body, vec![(node, Edge::Next)])
            }
            StmtKind::Return(value) => {
                let raises = value.is_some_and(|value| self.can_raise(value));
                let node = self.step(simple, before, raises);
                let ends = self.unwind(0, vec![(node, Edge::Next)]);
                self.join(ends, EXIT);
                Ends::new()
            }
            StmtKind::Raise { .. } => {
                self.step(simple, before, true);
                Ends::new()
            }
            StmtKind::Break => self.leave_turn(simple, before, true),
            StmtKind::Continue => self.leave_turn(simple, before, false),
            StmtKind::Expr(value) if self.ends_here(*value) => {
                self.step(simple, before, true);
                Ends::new()
            }
            kind => {
                let raises = self.stmt_can_raise(kind);
                vec![(self.step(simple, before, raises), Edge::Next)]
            }
        }
    }

    fn with_stmt(&mut self, id: StmtId, items: &[WithItem], body: &'a [StmtId], before: Ends) -> Ends {
        let node = self.step(NodeKind::Enter(id), before, true);
        if self.oracle.raises_again(id) {
            for (end, _) in self.block(body, vec![(node, Edge::Next)]) {
                self.edge(end, self.raise_to, Edge::Raise);
            }
            return Ends::new();
        }
        if !items.iter().any(|item| self.oracle.swallows(item.context)) {
            return self.block(body, vec![(node, Edge::Next)]);
        }
        let dispatch = self.node(NodeKind::Dispatch(id));
        self.edge(dispatch, self.raise_to, Edge::Raise);
        let outer = std::mem::replace(&mut self.raise_to, dispatch);
        let mut ends = self.block(body, vec![(node, Edge::Next)]);
        self.raise_to = outer;
        ends.push((dispatch, Edge::Next));
        ends
    }

    fn match_stmt(&mut self, id: StmtId, cases: &'a [Case], before: Ends) -> Ends {
        let node = self.step(NodeKind::Match(id), before, true);
        let mut ends = Ends::new();
        for case in cases {
            ends.extend(self.block(&case.body, vec![(node, Edge::Next)]));
        }
        if !cases.iter().any(|case| case.irrefutable) {
            ends.push((node, Edge::Next));
        }
        ends
    }

    fn ends_here(&self, value: ExprId) -> bool {
        matches!(self.ast[value].kind, ExprKind::Call { .. }) && self.oracle.never_returns(value)
    }

    /// The ends of a test: one only where the test is a constant.
    fn branches(&self, node: NodeId, test: ExprId) -> (Ends, Ends) {
        let (mut when_true, mut when_false) = (vec![(node, Edge::True)], vec![(node, Edge::False)]);
        match self.ast[test].kind {
            ExprKind::Bool(true) => when_false.clear(),
            ExprKind::Number(value) if value != 0.0 => when_false.clear(),
            ExprKind::Bool(false) => when_true.clear(),
            _ => {}
        }
        (when_true, when_false)
    }

    fn looped(&mut self, head: NodeId, body: &'a Block, orelse: &'a Block, more: Ends, done: Ends) -> Ends {
        self.frames.push(Frame::Loop { head, breaks: Ends::new() });
        let ends = self.block(body, more);
        self.join(ends, head);
        let Some(Frame::Loop { breaks, .. }) = self.frames.pop() else {
            unreachable!("frames are pushed and popped in pairs")
        };
        let mut after = self.block(orelse, done);
        after.extend(breaks);
        after
    }

    /// `break` or `continue`: runs the `finally` blocks up to the loop, then leaves or goes round.
    fn leave_turn(&mut self, kind: NodeKind, before: Ends, leaves: bool) -> Ends {
        let node = self.step(kind, before, false);
        let Some(depth) = self.frames.iter().rposition(|frame| matches!(frame, Frame::Loop { .. })) else {
            return Ends::new();
        };
        let ends = self.unwind(depth + 1, vec![(node, Edge::Next)]);
        let Frame::Loop { head, breaks } = &mut self.frames[depth] else { return Ends::new() };
        if leaves {
            breaks.extend(ends);
        } else {
            let head = *head;
            self.join(ends, head);
        }
        Ends::new()
    }

    /// Builds the `finally` blocks of the frames from the innermost down to `depth`.
    fn unwind(&mut self, depth: usize, mut ends: Ends) -> Ends {
        let mut kept = Vec::new();
        while self.frames.len() > depth {
            let frame = self.frames.pop().expect("the loop's condition says that there is one");
            if let Frame::Finally { block, raise_to } = &frame {
                ends = self.finally(block, *raise_to, ends);
            }
            kept.push(frame);
        }
        self.frames.extend(kept.into_iter().rev());
        ends
    }

    fn finally(&mut self, block: &'a Block, raise_to: NodeId, ends: Ends) -> Ends {
        if self.cfg.nodes.len() > MAX_COPIES * (self.ast.stmts.len() + MAX_COPIES) {
            return ends;
        }
        let inner = std::mem::replace(&mut self.raise_to, raise_to);
        let ends = self.block(block, ends);
        self.raise_to = inner;
        ends
    }

    fn try_stmt(&mut self, id: StmtId, parts: &'a Try, before: Ends) -> Ends {
        let outer = self.raise_to;
        if !parts.finalbody.is_empty() {
            let failing = self.node(NodeKind::Dispatch(id));
            let ends = self.finally(&parts.finalbody, outer, vec![(failing, Edge::Next)]);
            for (from, _) in ends {
                self.edge(from, outer, Edge::Raise);
            }
            self.raise_to = failing;
            self.frames.push(Frame::Finally { block: &parts.finalbody, raise_to: outer });
        }
        let ends = self.guarded(id, parts, before);
        if parts.finalbody.is_empty() {
            return ends;
        }
        self.frames.pop();
        self.raise_to = outer;
        self.finally(&parts.finalbody, outer, ends)
    }

    /// The `try` block, its handlers and its `else`, without the `finally`.
    fn guarded(&mut self, id: StmtId, parts: &'a Try, before: Ends) -> Ends {
        let outer = self.raise_to;
        if parts.handlers.is_empty() {
            let ends = self.block(&parts.body, before);
            return self.block(&parts.orelse, ends);
        }
        let dispatch = self.node(NodeKind::Dispatch(id));
        self.raise_to = dispatch;
        let ends = self.block(&parts.body, before);
        self.raise_to = outer;
        let mut after = self.block(&parts.orelse, ends);
        for (number, handler) in parts.handlers.iter().enumerate() {
            let node = self.node(NodeKind::Handler(id, number));
            self.edge(dispatch, node, Edge::Raise);
            after.extend(self.block(&handler.body, vec![(node, Edge::Next)]));
        }
        if !parts.handlers.iter().any(|handler| self.catches_all(handler.class)) {
            self.edge(dispatch, outer, Edge::Raise);
        }
        after
    }

    fn catches_all(&self, class: Option<ExprId>) -> bool {
        class.is_none_or(|class| matches!(&self.ast[class].kind, ExprKind::Name(name) if name == "BaseException"))
    }

    fn stmt_can_raise(&self, kind: &StmtKind) -> bool {
        match kind {
            StmtKind::Expr(value) | StmtKind::Assign { value, .. } | StmtKind::AugAssign { value, .. } => {
                self.can_raise(*value)
            }
            StmtKind::AnnAssign { value, .. } => value.is_some_and(|value| self.can_raise(value)),
            StmtKind::Pass | StmtKind::Global(_) | StmtKind::Nonlocal(_) => false,
            _ => true,
        }
    }

    fn can_raise(&self, expr: ExprId) -> bool {
        match &self.ast[expr].kind {
            ExprKind::Call { .. }
            | ExprKind::Await(_)
            | ExprKind::Yield(_)
            | ExprKind::YieldFrom(_)
            | ExprKind::Subscript { .. }
            | ExprKind::Attribute { .. } => true,
            ExprKind::Lambda { .. } => false,
            kind => children(kind).into_iter().any(|part| self.can_raise(part)),
        }
    }
}
