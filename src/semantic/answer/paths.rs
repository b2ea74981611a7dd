//! The ways through a function in which one call fails: by what is raised there, or by what it gives in the place of
//! its answer.

use super::eval::Eval;
use super::value::{Val, What};
use crate::semantic::Model;
use crate::semantic::arguments::Constant;
use crate::semantic::cfg::{Cfg, ENTRY, EXIT, Edge, NodeId, NodeKind, RAISED};
use crate::semantic::handler::Handler;
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::syntax::ast::{ExprId, Name, StmtId, StmtKind};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// How many points of control are looked at for one question.
const MAX_STEPS: usize = 6_000;
/// How often a way may come by one point of control.
const MAX_VISITS: u8 = 2;

/// How a call fails.
#[derive(Clone, Debug)]
pub(crate) enum Failing {
    /// It raises this class (qualified).
    Raises(String),
    /// It raises what this handler catches.
    Into(Handler),
    /// It gives this.
    Gives(Val),
}

/// What goes wrong in a function: nothing, or one call.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scenario {
    /// The place where the failure comes out, and how.
    pub(crate) failing: Option<(ExprId, Failing)>,
}

/// How a way through a function ends.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// What it returns; `None` where it raises.
    pub(crate) value: Option<Val>,
    /// The class (qualified) that it raises, where another one than that of the failure is known.
    pub(crate) raises: Option<String>,
    /// The status that it sets aside from the value.
    pub(crate) status: Option<Val>,
    /// What is returned, as written.
    pub(crate) returned: Option<ExprId>,
    /// The handler that caught the failure.
    pub(crate) handler: Option<Handler>,
}

/// A way so far.
#[derive(Clone, Default)]
pub(super) struct State {
    pub(super) names: FxHashMap<Name, Val>,
    pub(super) status: Option<Val>,
    pub(super) body: Option<Val>,
    pub(super) returned: Option<ExprId>,
    pub(super) value: Option<Val>,
    pub(super) handler: Option<Handler>,
    raises: Option<String>,
    failed: bool,
    visits: FxHashMap<NodeId, u8>,
}

/// Ways that are still to be followed.
type Pending = Vec<(NodeId, State)>;

/// It cannot be said how a way goes on.
struct Lost;

impl Model<'_> {
    /// How the ways through a function end in a scenario, those left out that do not come by the failing call; `None`
    /// where there are too many, or one cannot be followed.
    pub(crate) fn outcomes(&self, function: FunctionId, scenario: &Scenario) -> Option<Vec<Outcome>> {
        let graph = self.graph(function);
        let mut walk = Walk { model: self, graph, scenario, found: Vec::new() };
        walk.follow().ok()?;
        Some(walk.found)
    }
}

pub(super) struct Walk<'w, 'a> {
    pub(super) model: &'w Model<'a>,
    graph: Rc<Cfg>,
    scenario: &'w Scenario,
    found: Vec<Outcome>,
}

impl<'a> Walk<'_, 'a> {
    fn follow(&mut self) -> Result<(), Lost> {
        let mut pending = vec![(ENTRY, State::default())];
        let mut steps = 0;
        while let Some((node, mut state)) = pending.pop() {
            steps += 1;
            if steps > MAX_STEPS {
                return Err(Lost);
            }
            let visits = state.visits.entry(node).or_default();
            *visits += 1;
            if *visits <= MAX_VISITS {
                self.step(node, state, &mut pending)?;
            }
        }
        Ok(())
    }

    fn end(&mut self, state: State, raises: bool) {
        if !state.failed && self.scenario.failing.is_some() {
            return;
        }
        let none = |value: &Val| matches!(value.what, What::Const(Constant::None));
        let value = match state.value {
            Some(value) if state.body.is_none() || !none(&value) => value,
            _ => state.body.unwrap_or(Val::UNKNOWN),
        };
        self.found.push(Outcome {
            value: (!raises).then_some(value),
            raises: state.raises,
            status: state.status,
            returned: state.returned,
            handler: state.handler,
        });
    }

    fn step(&mut self, node: NodeId, mut state: State, pending: &mut Pending) -> Result<(), Lost> {
        if node == EXIT || node == RAISED {
            self.end(state, node == RAISED);
            return Ok(());
        }
        let kind = self.graph[node].kind;
        if let NodeKind::Handler(stmt, number) = kind {
            self.catch(Handler::Clause(stmt, number), &mut state);
        }
        if let Some(failing) = self.fails_at(kind) {
            state.failed = true;
            match failing {
                Failing::Raises(class) => return self.raise(node, &class, state, pending),
                Failing::Into(handler) => return self.enter(handler, state, pending),
                Failing::Gives(_) => {}
            }
        }
        if let NodeKind::Stmt(stmt) | NodeKind::Enter(stmt) | NodeKind::Iterate(stmt) = kind
            && self.leaves(stmt, &mut state)
        {
            return self.raise_explicitly(node, stmt, state, pending);
        }
        self.go_on(node, &state, pending);
        Ok(())
    }

    fn catch(&self, handler: Handler, state: &mut State) {
        state.handler.get_or_insert(handler);
        if let Some(name) = self.model.handler_binding(handler) {
            state.names.insert(name.clone(), Val::UNKNOWN.taint(true));
        }
    }

    /// The ways on from a point of control: one where the test is known.
    fn go_on(&self, node: NodeId, state: &State, pending: &mut Pending) {
        let taken = match self.graph[node].kind {
            NodeKind::Test(_, test) => self.eval(state).expr(test).truth(),
            _ => None,
        };
        let open = |edge: Edge| match taken {
            Some(truth) => edge == if truth { Edge::True } else { Edge::False },
            None => edge != Edge::Raise,
        };
        let next = self.graph[node].next.iter().filter(|(_, edge)| open(*edge));
        pending.extend(next.map(|&(to, _)| (to, state.clone())));
    }

    /// How the failing call fails, if it stands at this point of control.
    fn fails_at(&self, kind: NodeKind) -> Option<Failing> {
        let (place, failing) = self.scenario.failing.as_ref()?;
        let evaluates = !matches!(kind, NodeKind::Boundary | NodeKind::Dispatch(_) | NodeKind::Handler(..));
        (evaluates && kind.stmt() == Some(self.model.stmt_of(*place))).then(|| failing.clone())
    }

    /// The way from a failing point of control to what catches `class`.
    fn raise(&mut self, from: NodeId, class: &str, mut state: State, pending: &mut Pending) -> Result<(), Lost> {
        let mut at = self.raise_target(from).ok_or(Lost)?;
        for _ in 0..self.graph.nodes.len() {
            let NodeKind::Dispatch(stmt) = self.graph[at].kind else {
                pending.push((at, state));
                return Ok(());
            };
            for handler in self.model.handlers_of(stmt).into_iter().filter(|_| self.dispatches(at)) {
                match self.model.catches(handler, class) {
                    Some(false) => {}
                    None => return Err(Lost),
                    Some(true) => {
                        state.handler.get_or_insert(handler);
                        let to = self.handler_node(at, handler).ok_or(Lost)?;
                        pending.push((to, state));
                        return Ok(());
                    }
                }
            }
            at = self.outer(at).ok_or(Lost)?;
        }
        Err(Lost)
    }

    fn raise_target(&self, from: NodeId) -> Option<NodeId> {
        let mut raises = self.graph[from].next.iter().filter(|(_, edge)| *edge == Edge::Raise).map(|(to, _)| *to);
        raises.next()
    }

    /// Whether the node sends exceptions to handlers, and is not the begin of a `finally`.
    fn dispatches(&self, dispatch: NodeId) -> bool {
        let NodeKind::Dispatch(stmt) = self.graph[dispatch].kind else { return false };
        let clauses =
            self.graph[dispatch].next.iter().any(|(to, _)| matches!(self.graph[*to].kind, NodeKind::Handler(..)));
        clauses || matches!(self.model.ast[stmt].kind, StmtKind::With { .. })
    }

    fn handler_node(&self, dispatch: NodeId, handler: Handler) -> Option<NodeId> {
        let next = &self.graph[dispatch].next;
        match handler {
            Handler::Clause(stmt, number) => {
                let node = NodeKind::Handler(stmt, number);
                next.iter().map(|(to, _)| *to).find(|to| self.graph[*to].kind == node)
            }
            Handler::Suppress(..) => next.iter().find(|(_, edge)| *edge == Edge::Next).map(|(to, _)| *to),
        }
    }

    /// Where an exception goes on behind handlers that do not catch it, or behind a `finally`.
    fn outer(&self, dispatch: NodeId) -> Option<NodeId> {
        if self.dispatches(dispatch) {
            let out = self.graph[dispatch]
                .next
                .iter()
                .filter(|(to, edge)| *edge == Edge::Raise && !matches!(self.graph[*to].kind, NodeKind::Handler(..)));
            return out.map(|(to, _)| *to).next();
        }
        let inside = self.graph.reach([dispatch], |_, _, edge| edge != Edge::Raise);
        let mut targets = inside.iter().filter_map(|node| self.raise_target(node)).collect::<Vec<_>>();
        targets.sort_unstable();
        targets.dedup();
        targets.retain(|target| !inside.has(*target));
        match targets[..] {
            [target] => Some(target),
            _ => None,
        }
    }

    fn enter(&mut self, handler: Handler, state: State, pending: &mut Pending) -> Result<(), Lost> {
        let Handler::Clause(stmt, number) = handler else { return Err(Lost) };
        let kind = NodeKind::Handler(stmt, number);
        let node = self.graph.of(stmt).iter().find(|node| self.graph[**node].kind == kind).ok_or(Lost)?;
        pending.push((*node, state));
        Ok(())
    }

    /// A `raise`, or a call that does not return: only what it means for the failing way is asked.
    fn raise_explicitly(
        &mut self,
        node: NodeId,
        stmt: StmtId,
        mut state: State,
        pending: &mut Pending,
    ) -> Result<(), Lost> {
        if !state.failed {
            return Ok(());
        }
        let again = matches!(self.model.ast[stmt].kind, StmtKind::Raise { exc: None, .. });
        let named = self.model.raised_name(stmt);
        let class = named.or_else(|| match &self.scenario.failing {
            Some((_, Failing::Raises(class))) if again => Some(class.clone()),
            _ => None,
        });
        if matches!(self.raise_target(node), Some(RAISED) | None) {
            state.raises = class.or_else(|| (!again).then(|| "Exception".to_owned()));
            self.end(state, true);
            return Ok(());
        }
        match class {
            Some(class) => self.raise(node, &class, state, pending),
            None => Err(Lost),
        }
    }

    pub(super) fn eval<'s>(&'s self, state: &'s State) -> Eval<'s, 'a> {
        let gives = match &self.scenario.failing {
            Some((place, Failing::Gives(value))) => Some((*place, value)),
            _ => None,
        };
        Eval::new(self.model, &state.names, gives)
    }
}

impl Model<'_> {
    /// The class (qualified) that a `raise` names.
    fn raised_name(&self, stmt: StmtId) -> Option<String> {
        match self.raised_class(stmt)? {
            Type::Symbol(name) if self.catalog.is_exception(&name) => Some(name.to_string()),
            _ => None,
        }
    }
}
