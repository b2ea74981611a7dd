//! Work that is started once for each of many items: coroutines that are gathered, tasks and threads that are started
//! in a loop.

use super::work::{Io, Knowledge};
use crate::catalog::schema::{Meaning, Role};
use crate::diagnostic::Confidence;
use crate::semantic::index::{BindingKind, FunctionId};
use crate::semantic::infer::Type;
use crate::semantic::{Call, Model};
use crate::source::Span;
use crate::syntax::ast::{ArgKind, ExprId, ExprKind, Name, StmtId, StmtKind};

/// How far collections of coroutines are followed.
const MAX_DEPTH: u8 = 6;

/// What is started for each item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FanOutKind {
    /// Coroutines that are collected and then run together.
    Coroutines,
    /// Tasks.
    Tasks,
    /// Threads or processes.
    Threads,
}

/// The items for which work is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Items {
    /// The loop's header, or the comprehension.
    pub place: Span,
    /// What is gone through; `None` in a `while` loop.
    pub source: Option<ExprId>,
    /// What holds one item in each turn; `None` where nothing has a name.
    pub item: Option<ExprId>,
}

/// Work that is started once for each of many items, with nothing that bounds how much of it runs at once.
#[derive(Clone, Debug)]
pub struct FanOut {
    /// What is started.
    pub kind: FanOutKind,
    /// Where it is started: the callee.
    pub place: Span,
    /// The call that makes the coroutine, or the function that runs.
    pub work: ExprId,
    /// The I/O that is done.
    pub io: Io,
    /// The items.
    pub items: Items,
    /// How sure it is.
    pub confidence: Confidence,
}

impl<'a> Model<'a> {
    /// The unbounded work that `call` starts for each of many items.
    pub fn fan_out(&self, call: &Call<'a>) -> Option<FanOut> {
        let found = match self.role_of_start(call)? {
            Role::Gather => self.gathered(call),
            Role::SpawnTask => self.spawned(call),
            Role::StartThread => self.threads(call),
            _ => None,
        }?;
        (!self.limit_in_function(call.expr)).then_some(found)
    }

    /// What a call means; for a method of an item of a collection, what it means for what was put in there.
    pub(super) fn role_of_start(&self, call: &Call<'a>) -> Option<Role> {
        if let Some(fact) = call.fact {
            return fact.role;
        }
        let ExprKind::Attribute { value, attr } = &self.ast[call.callee].kind else { return None };
        let thread = self.thread_of_item(*value)?;
        match self.infer(thread).ty {
            Type::Instance(class) => self.catalog.method(&class, attr)?.role,
            Type::Object(class) => {
                let bases = self.library_bases(class);
                bases.iter().find_map(|base| self.catalog.method(base, attr))?.role
            }
            _ => None,
        }
    }

    /// The thread that was put into the collection of which a name holds an item.
    pub(super) fn thread_of_item(&self, item: ExprId) -> Option<ExprId> {
        let ExprKind::Name(name) = &self.ast[item].kind else { return None };
        let scope = self.scope_of(item, name)?;
        let BindingKind::Iterated(items) = self.reaching(item, name, scope).into_iter().next()?.kind else {
            return None;
        };
        self.makers(items, MAX_DEPTH).into_iter().find_map(|maker| self.thread_behind(maker.element))
    }

    fn found(&self, call: &Call<'a>, kind: FanOutKind, place: Span, work: ExprId, io: Io, items: Items) -> FanOut {
        let confidence = match io.known {
            Knowledge::Network if call.value.sure => Confidence::High,
            Knowledge::Network => Confidence::Medium,
            // A thread is costly whatever it does; what a coroutine does that nothing is known of may be bounded there.
            Knowledge::Unknown if kind == FanOutKind::Threads => Confidence::Medium,
            Knowledge::Unknown => Confidence::Low,
        };
        FanOut { kind, place, work, io, items, confidence }
    }

    /// Whether a semaphore, a pool or a client with a limit is made in the function around, and not only held around
    /// the start: that lets all of them start together.
    fn limit_in_function(&self, expr: ExprId) -> bool {
        let function = self.function_of(expr);
        let calls = self.stmts_of(function).iter().flat_map(|&stmt| self.own_calls(stmt));
        calls.filter_map(|call| self.call(call)).any(|call| {
            if call.has_role(Role::Limiter) { self.is_put_to_use(&call, function) } else { self.has_limit(&call) }
        })
    }

    /// Whether a limiter that is made in a function is used other than by being entered in the function itself.
    fn is_put_to_use(&self, made: &Call<'a>, function: FunctionId) -> bool {
        let stmt = self.stmt_of(made.expr);
        let names = match &self.ast[stmt].kind {
            StmtKind::Assign { value, .. } if *value == made.expr => self.bound_names(stmt),
            StmtKind::AnnAssign { value: Some(value), .. } if *value == made.expr => self.bound_names(stmt),
            StmtKind::With { .. } => self.bound_names(stmt),
            _ => return true,
        };
        names.into_iter().any(|name| {
            let uses = self.scope_of(made.expr, &name).and_then(|scope| self.name_uses().get(&(scope, name)));
            uses.into_iter().flatten().any(|&used| self.function_of(used) != function || !self.is_context(used))
        })
    }

    /// Whether an expression is a context manager of a `with` statement.
    fn is_context(&self, expr: ExprId) -> bool {
        match &self.ast[self.stmt_of(expr)].kind {
            StmtKind::With { items, .. } => items.iter().any(|item| item.context == expr),
            _ => false,
        }
    }

    fn gathered(&self, call: &Call<'a>) -> Option<FanOut> {
        let plain = call.args.iter().filter(|arg| matches!(arg.kind, ArgKind::Star | ArgKind::Positional));
        let makers = plain.flat_map(|arg| self.makers(arg.value, MAX_DEPTH));
        makers.into_iter().find_map(|maker| {
            let items = maker.items?;
            let (work, io) = if maker.applied {
                (maker.element, self.io_of_target(Some(maker.element), call.expr)?)
            } else {
                let work = self.coroutine(maker.element, MAX_DEPTH)?;
                (work, self.io_of_call(&self.call(work)?)?)
            };
            Some(self.found(call, FanOutKind::Coroutines, self.span(call.callee), work, io, items))
        })
    }

    /// The call that makes the coroutine behind an element; `None` where it already runs or is handed to a pool.
    fn coroutine(&self, element: ExprId, depth: u8) -> Option<ExprId> {
        let depth = depth.checked_sub(1)?;
        match &self.ast[element].kind {
            ExprKind::Await(_) => None,
            ExprKind::Name(name) => {
                let scope = self.scope_of(element, name)?;
                let binding = self.reaching(element, name, scope).into_iter().next()?;
                match binding.kind {
                    BindingKind::Value(value) => self.coroutine(value, depth),
                    _ => None,
                }
            }
            ExprKind::Conditional { body, orelse, .. } => {
                self.coroutine(*body, depth).or_else(|| self.coroutine(*orelse, depth))
            }
            ExprKind::Call { .. } => {
                let call = self.call(element)?;
                match call.fact.and_then(|fact| fact.role) {
                    Some(Role::WaitFor) => self.coroutine(self.wrapped(&call)?, depth),
                    Some(_) => None,
                    None if call.fact.is_some_and(|fact| fact.network.is_none()) => {
                        let inner = self.meant_value(&call, Meaning::Awaitable)?;
                        self.coroutine(inner, depth)
                    }
                    None => Some(element),
                }
            }
            _ => None,
        }
    }

    /// What a call that takes an awaitable or a function is given.
    fn wrapped(&self, call: &Call<'a>) -> Option<ExprId> {
        let meant =
            [Meaning::Awaitable, Meaning::Target].into_iter().find_map(|meaning| self.meant_value(call, meaning));
        meant.or_else(|| call.args.iter().find(|arg| arg.kind == ArgKind::Positional).map(|arg| arg.value))
    }

    /// The innermost loop around `stmt`, but not around `born`, that goes through growing items without waiting for
    /// `names` in each turn.
    pub(super) fn items_between(&self, stmt: StmtId, born: Option<StmtId>, names: &[Name]) -> Option<Items> {
        let outer = born.map(|born| self.loops_around(born).collect::<Vec<_>>()).unwrap_or_default();
        for turn in self.loops_around(stmt).filter(|turn| !outer.contains(turn)) {
            if self.is_waited_for_in(turn, names) || self.leaves_after(stmt) {
                return None;
            }
            if let Some(items) = self.growing_loop(turn, stmt) {
                return Some(items);
            }
        }
        None
    }

    /// The items of a loop, if there are as many as the input says.
    fn growing_loop(&self, turn: StmtId, stmt: StmtId) -> Option<Items> {
        match &self.ast[turn].kind {
            StmtKind::For(parts) if parts.is_async || self.grows(parts.iter) => {
                Some(Items { place: parts.header, source: Some(parts.iter), item: Some(parts.target) })
            }
            StmtKind::While { test, header, .. } if !self.counts(*test) && self.takes_an_item(turn, stmt) => {
                Some(Items { place: *header, source: None, item: None })
            }
            _ => None,
        }
    }

    /// Whether a test compares the length of something.
    fn counts(&self, test: ExprId) -> bool {
        let mut found = false;
        self.visit(test, &mut |_, kind| {
            if let ExprKind::Compare { first, rest } = kind {
                let sides = std::iter::once(*first).chain(rest.iter().map(|side| side.1));
                found |= sides.into_iter().any(|side| {
                    matches!(self.ast[side].kind, ExprKind::Call { func, .. } if self.builtin(func) == Some("len"))
                });
            }
        });
        found
    }

    /// Whether a statement in a loop uses something that each turn binds anew.
    fn takes_an_item(&self, turn: StmtId, stmt: StmtId) -> bool {
        let bound = self.turn(turn).into_iter().filter(|other| *other != stmt);
        let names = bound.flat_map(|stmt| self.bound_names(stmt)).collect::<Vec<_>>();
        self.own_exprs(stmt).into_iter().any(|expr| self.names_any(expr, &names))
    }

    /// The plain names that a statement assigns.
    fn bound_names(&self, stmt: StmtId) -> Vec<Name> {
        let targets = match &self.ast[stmt].kind {
            StmtKind::Assign { targets, .. } => targets.to_vec(),
            StmtKind::AnnAssign { target, .. } => vec![*target],
            StmtKind::For(parts) => vec![parts.target],
            StmtKind::With { items, .. } => items.iter().filter_map(|item| item.target).collect(),
            _ => Vec::new(),
        };
        targets.into_iter().flat_map(|target| self.plain_names(target)).collect()
    }

    fn plain_names(&self, target: ExprId) -> Vec<Name> {
        match &self.ast[target].kind {
            ExprKind::Name(name) => vec![name.clone()],
            ExprKind::Tuple(parts) | ExprKind::List(parts) => {
                parts.iter().flat_map(|&part| self.plain_names(part)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether a turn of a loop waits for what `names` hold, or looks at how many there are.
    fn is_waited_for_in(&self, turn: StmtId, names: &[Name]) -> bool {
        let stmts = self.turn(turn);
        let mut names = names.to_vec();
        for &stmt in &stmts {
            if let StmtKind::For(parts) = &self.ast[stmt].kind
                && self.names_any(parts.iter, &names)
            {
                names.extend(self.plain_names(parts.target));
            }
        }
        stmts.iter().flat_map(|&stmt| self.own_exprs(stmt)).any(|expr| self.waits_for(expr, &names))
    }

    fn waits_for(&self, expr: ExprId, names: &[Name]) -> bool {
        let mut found = false;
        self.visit(expr, &mut |part, kind| {
            found |= match kind {
                ExprKind::Await(value) => self.names_any(*value, names),
                ExprKind::Compare { .. } => self.counts(part) && self.names_any(part, names),
                ExprKind::Call { .. } => self.call(part).is_some_and(|call| {
                    let waits = matches!(
                        call.fact.and_then(|fact| fact.role),
                        Some(Role::BlockingWait | Role::Gather | Role::WaitFor | Role::Runs)
                    );
                    (waits && self.names_any(part, names)) || self.takes_permit(&call)
                }),
                _ => false,
            };
        });
        found
    }

    /// Whether control leaves the loop right behind a statement.
    fn leaves_after(&self, stmt: StmtId) -> bool {
        let leaves = |stmt: StmtId| {
            matches!(self.ast[stmt].kind, StmtKind::Return(_) | StmtKind::Break | StmtKind::Raise { .. })
        };
        let graph = self.graph(self.index.stmts[stmt.0 as usize].function);
        let next = graph.of(stmt).iter().flat_map(|&node| graph[node].next.iter());
        let mut next = next.filter(|(_, edge)| *edge != crate::semantic::cfg::Edge::Raise);
        leaves(stmt) || next.any(|(node, _)| graph[*node].kind.stmt().is_some_and(leaves))
    }

    fn spawned(&self, call: &Call<'a>) -> Option<FanOut> {
        let work = self.wrapped(call)?;
        let items = self.items_of_start(call.expr)?;
        let (work, io) = match self.coroutine(work, MAX_DEPTH) {
            Some(coroutine) => (coroutine, self.io_of_call(&self.call(coroutine)?)?),
            None if self.meant_value(call, Meaning::Target) == Some(work) => {
                let bounded = call.args.iter().any(|arg| self.is_limiter(arg.value));
                (work, self.io_of_target(Some(work), call.expr).filter(|_| !bounded)?)
            }
            None => return None,
        };
        Some(self.found(call, FanOutKind::Tasks, self.span(call.callee), work, io, items))
    }

    /// The growing items for each of which `start`, a call that starts something, is run without waiting for it.
    fn items_of_start(&self, start: ExprId) -> Option<Items> {
        let wrappers = self.wrappers(start).collect::<Vec<_>>();
        let awaited = |&wrapper: &ExprId| matches!(self.ast[wrapper].kind, ExprKind::Await(_));
        let each = wrappers.iter().position(|&wrapper| {
            matches!(self.ast[wrapper].kind, ExprKind::Comprehension { element, .. } if self.span(element).contains(self.span(start)))
        });
        let inner = &wrappers[..each.unwrap_or(wrappers.len())];
        if inner.iter().any(awaited) || self.is_blocked_on(start) {
            return None;
        }
        if let Some(each) = each
            && let ExprKind::Comprehension { clauses, .. } = &self.ast[wrappers[each]].kind
            && let Some(items) = self.growing_clause(wrappers[each], clauses)
        {
            return Some(items);
        }
        if wrappers.iter().any(awaited) {
            return None;
        }
        let stmt = self.stmt_of(start);
        let names = self.holders(stmt, start)?;
        let scope = self.group_of(start);
        self.items_between(stmt, scope, &names)
    }

    /// Whether the code waits at once for what a call started: `run_coroutine_threadsafe(…).result()`.
    fn is_blocked_on(&self, start: ExprId) -> bool {
        let wrapping = self.method_call_on(start).and_then(|(_, call)| self.call(call));
        wrapping.is_some_and(|call| call.has_role(Role::BlockingWait))
    }

    /// The `with` statement whose group of tasks takes a task: leaving it waits for all.
    pub(super) fn group_of(&self, start: ExprId) -> Option<StmtId> {
        let ExprKind::Call { func, .. } = &self.ast[start].kind else { return None };
        let ExprKind::Attribute { value, .. } = &self.ast[*func].kind else { return None };
        let ExprKind::Name(group) = &self.ast[*value].kind else { return None };
        let enters = |stmt: &StmtId| match &self.ast[*stmt].kind {
            StmtKind::With { .. } => self.bound_names(*stmt).contains(group),
            _ => false,
        };
        self.around(self.stmt_of(start)).map(|(stmt, _)| stmt).find(enters)
    }

    /// The names that hold what a statement starts, and the collections that they are put into; `None` where each
    /// key of a lasting collection has one.
    fn holders(&self, stmt: StmtId, start: ExprId) -> Option<Vec<Name>> {
        let mut names = Vec::new();
        if let StmtKind::Assign { targets, .. } = &self.ast[stmt].kind {
            for &target in targets {
                match self.ast[target].kind {
                    ExprKind::Subscript { value, .. } => match &self.ast[value].kind {
                        ExprKind::Name(name) => names.push(name.clone()),
                        _ => return None,
                    },
                    ExprKind::Attribute { .. } => return None,
                    _ => names.extend(self.plain_names(target)),
                }
            }
        }
        names.extend(self.collected_in(start));
        let function = self.function_of(start);
        let stored = self.stmts_of(function).iter().filter_map(|&stmt| match &self.ast[stmt].kind {
            StmtKind::Assign { targets, value } if self.names_any(*value, &names) => Some(targets),
            _ => None,
        });
        let mut lasting = stored.flatten().filter(|&&target| match self.ast[target].kind {
            ExprKind::Subscript { value, .. } => !matches!(self.ast[value].kind, ExprKind::Name(_)),
            _ => false,
        });
        if lasting.next().is_some() {
            return None;
        }
        let collections = self.collections_of(function, &names);
        names.extend(collections);
        Some(names)
    }

    /// The variable into which a call's value is put at once: `tasks.append(create_task(…))`.
    fn collected_in(&self, start: ExprId) -> Option<Name> {
        let outer = self.parent(start)?;
        let ExprKind::Call { func, .. } = &self.ast[outer].kind else { return None };
        self.collector(*func)
    }

    fn collector(&self, func: ExprId) -> Option<Name> {
        let ExprKind::Attribute { value, attr } = &self.ast[func].kind else { return None };
        match &self.ast[*value].kind {
            ExprKind::Name(name) if ["append", "add", "extend"].contains(&attr.as_str()) => Some(name.clone()),
            _ => None,
        }
    }

    /// The variables into which one of `names` is put.
    fn collections_of(&self, function: FunctionId, names: &[Name]) -> Vec<Name> {
        let calls = self.stmts_of(function).iter().flat_map(|&stmt| self.own_calls(stmt));
        let filling = calls.filter_map(|call| match &self.ast[call].kind {
            ExprKind::Call { func, args } if args.iter().any(|arg| self.names_any(arg.value, names)) => {
                self.collector(*func)
            }
            _ => None,
        });
        filling.collect()
    }

    fn threads(&self, call: &Call<'a>) -> Option<FanOut> {
        let ExprKind::Attribute { value: object, .. } = self.ast[call.callee].kind else { return None };
        let (made, items) = self.started_thread(object, call)?;
        let made = self.call(made)?;
        let chained = made.expr == object;
        let io = match made.value.ty {
            Type::Class(class) => {
                let run = self.find_method(class, "run");
                run.map_or(Some(Io { known: Knowledge::Unknown, call: made.expr }), |run| {
                    self.io_of_function(run, made.expr)
                })?
            }
            _ => self.io_of_target(self.thread_target(&made), made.expr)?,
        };
        let bounded = made.args.iter().any(|arg| self.mentions_limiter(arg.value));
        let place = if chained { self.span(made.callee) } else { self.span(call.callee) };
        let work = self.thread_target(&made).unwrap_or(made.callee);
        (!bounded).then(|| self.found(call, FanOutKind::Threads, place, work, io, items))
    }

    fn mentions_limiter(&self, expr: ExprId) -> bool {
        match &self.ast[expr].kind {
            ExprKind::Tuple(parts) | ExprKind::List(parts) => parts.iter().any(|&part| self.is_limiter(part)),
            _ => self.is_limiter(expr),
        }
    }

    /// The call that made the thread `object`, and the items for each of which one is started.
    fn started_thread(&self, object: ExprId, start: &Call<'a>) -> Option<(ExprId, Items)> {
        let name = match &self.ast[object].kind {
            ExprKind::Call { .. } => return Some((object, self.items_of_start(start.expr)?)),
            ExprKind::Name(name) => name,
            _ => return None,
        };
        let scope = self.scope_of(object, name)?;
        let binding = self.reaching(object, name, scope).into_iter().next()?;
        match binding.kind {
            BindingKind::Value(made) => {
                let stmt = self.stmt_of(made);
                self.is_thread(made).then_some(())?;
                let mut names = self.holders(stmt, made)?;
                names.push(name.clone());
                Some((made, self.items_between(stmt, None, &names)?))
            }
            BindingKind::Iterated(threads) => {
                let stmt = self.stmt_of(start.expr);
                let turn = self.loops_around(stmt).next()?;
                if self.is_waited_for_in(turn, std::slice::from_ref(name)) {
                    return None;
                }

                self.makers(threads, MAX_DEPTH).into_iter().find_map(|maker| {
                    let element = self.thread_behind(maker.element)?;
                    Some((element, maker.items?))
                })
            }
            _ => None,
        }
    }

    fn thread_behind(&self, element: ExprId) -> Option<ExprId> {
        match &self.ast[element].kind {
            ExprKind::Name(name) => {
                let scope = self.scope_of(element, name)?;
                match self.reaching(element, name, scope).into_iter().next()?.kind {
                    BindingKind::Value(value) => self.is_thread(value).then_some(value),
                    _ => None,
                }
            }
            _ => self.is_thread(element).then_some(element),
        }
    }

    /// Whether a call makes a thread.
    fn is_thread(&self, made: ExprId) -> bool {
        self.call(made).is_some_and(|call| call.has_role(Role::Thread))
    }
}
