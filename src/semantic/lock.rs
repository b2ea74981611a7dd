//! Where a lock is held, and what of it is done that all who want the lock need anyway.

use super::entry::Runs;
use super::index::{FunctionId, ScopeKind};
use super::infer::Type;
use super::origin::Origin;
use super::{Call, Model, cfg};
use crate::catalog::schema::{Meaning, NetworkKind, Role};
use crate::semantic::arguments::Given;
use crate::source::Span;
use crate::syntax::ast::{ExprId, ExprKind, StmtId, StmtKind};

/// A stretch of one function in which a lock is held.
#[derive(Clone, Debug)]
pub struct Held<'a> {
    /// The lock.
    pub lock: ExprId,
    /// Where it is taken.
    pub taken: Span,
    /// The calls that are made while it is held, nested functions left out.
    pub calls: Vec<Call<'a>>,
    /// Whether it is taken with `async with` or awaited.
    pub is_async: bool,
    /// `false` where what is taken may be something else.
    pub sure: bool,
}

impl<'a> Model<'a> {
    /// The stretches of the file in which a lock is held.
    pub fn locked(&self) -> Vec<Held<'a>> {
        let all = (0..self.ast.stmts.len())
            .map(|id| StmtId(u32::try_from(id).expect("a file has fewer than 2^32 statements")));
        let blocks = all.flat_map(|stmt| self.locked_by_with(stmt));
        blocks.chain(self.calls().filter_map(|call| self.locked_by_call(&call))).collect()
    }

    fn locked_by_with(&self, stmt: StmtId) -> Vec<Held<'a>> {
        let StmtKind::With { is_async, items, body } = &self.ast[stmt].kind else { return Vec::new() };
        let held = items.iter().enumerate().filter_map(|(number, item)| {
            let sure = self.is_lock(item.context)?;
            let later = items[number + 1..].iter().flat_map(|item| self.calls_in(item.context));
            let stmts = self.all_stmts(body);
            let inside = stmts.iter().flat_map(|&stmt| self.own_calls(stmt));
            let calls = later.chain(inside).filter_map(|call| self.call(call));
            let ends = |call: &Call<'a>| self.waited_for_at(call).is_none_or(|end| end == stmt || stmts.contains(&end));
            let calls = calls.filter(ends).collect();
            Some(Held { lock: item.context, taken: self.span(item.context), calls, is_async: *is_async, sure })
        });
        held.collect()
    }

    /// What is done between `lock.acquire()` and the release.
    fn locked_by_call(&self, call: &Call<'a>) -> Option<Held<'a>> {
        let lock = self.receiver(call.callee).filter(|_| call.has_role(Role::BlockingWait))?;
        let sure = self.is_lock(lock).filter(|_| !self.may_return_without(call))?;
        let function = self.function_of(call.expr);
        let graph = self.graph(function);
        let releases = |node: cfg::NodeId| graph[node].kind.stmt().is_some_and(|stmt| self.releases(stmt, lock));
        let start = graph.of(self.stmt_of(call.expr)).iter().flat_map(|&node| graph[node].next.iter());
        let start = start.filter(|(_, edge)| *edge != cfg::Edge::Raise).map(|(node, _)| *node).collect::<Vec<_>>();
        let reached = graph.reach(start, |from, _, _| !releases(from));
        let held = |stmt: &StmtId| graph.of(*stmt).iter().any(|&node| reached.has(node) && !releases(node));
        let stmts = self.stmts_of(function).iter().copied().filter(held).collect::<Vec<_>>();
        let inside = stmts.iter().flat_map(|&stmt| self.own_calls(stmt)).filter(|&inner| inner != call.expr);
        let ends = |call: &Call<'a>| self.waited_for_at(call).is_none_or(|end| stmts.contains(&end));
        let calls = inside.filter_map(|inner| self.call(inner)).filter(ends).collect();
        Some(Held { lock, taken: self.span(call.callee), calls, is_async: self.is_awaited(call.expr), sure })
    }

    /// The statement that waits for the end of what a call starts; `None` where that cannot be said.
    fn waited_for_at(&self, call: &Call<'a>) -> Option<StmtId> {
        let runs = match call.value.ty.function() {
            Some(callee) => self.runs(call.expr, callee),
            None if call.fact.and_then(|fact| fact.is_async) == Some(true) => self.coroutine_runs(call.expr),
            None => Runs::At(call.expr),
        };
        match runs {
            Runs::At(place) => Some(self.stmt_of(place)),
            Runs::Task | Runs::Unknown => None,
        }
    }

    /// Whether an expression is awaited where it stands.
    pub(crate) fn is_awaited(&self, expr: ExprId) -> bool {
        self.wrappers(expr).next().is_some_and(|outer| self.is_await(outer))
    }

    /// Whether an attempt to take a lock may come back without it, so that nobody has to wait.
    fn may_return_without(&self, call: &Call<'a>) -> bool {
        let unless = call.fact.and_then(|fact| fact.timeout.as_ref()).into_iter().flat_map(|timeout| &timeout.unless);
        unless.into_iter().any(|(name, _)| self.argument(call, name) != Given::Absent)
    }

    /// A statement that only calls a method of the lock that does not wait gives it back.
    fn releases(&self, stmt: StmtId, lock: ExprId) -> bool {
        let StmtKind::Expr(value) = self.ast[stmt].kind else { return false };
        let Some(call) = self.call(value).filter(|call| call.has_role(Role::Harmless)) else { return false };
        self.receiver(call.callee).is_some_and(|object| self.text(object) == self.text(lock))
    }

    /// Whether an expression is a lock, which lets one in at a time; if so, whether that is sure.
    fn is_lock(&self, expr: ExprId) -> Option<bool> {
        // What a call or a key gives may be a lock for each key, at which only those wait who want the same.
        if !matches!(self.ast[expr].kind, ExprKind::Name(_) | ExprKind::Attribute { .. }) {
            return None;
        }
        let value = self.infer(expr);
        let class = match value.ty {
            Type::Instance(class) => class,
            Type::Object(class) => self.library_bases(class).into_iter().next()?,
            _ => return None,
        };
        let fact = self.catalog.callable(&class)?;
        let one = match fact.role? {
            Role::Lock => true,
            Role::Limiter => self.admits_one(expr),
            _ => false,
        };
        (one && !self.is_of_key(expr)).then_some(value.sure)
    }

    /// Whether a lock is taken out of a collection: one for each key.
    fn is_of_key(&self, lock: ExprId) -> bool {
        let ExprKind::Name(name) = &self.ast[lock].kind else { return false };
        let Some(scope) = self.scope_of(lock, name) else { return false };
        let own = self.index.scopes[scope.0 as usize].function == self.function_of(lock);
        let stored = || {
            self.stmts_of(self.function_of(lock)).iter().any(|&stmt| match &self.ast[stmt].kind {
                StmtKind::Assign { targets, .. } => {
                    let named = targets.iter().any(|&target| self.text(target) == name.as_str());
                    let keyed = |&target: &ExprId| matches!(self.ast[target].kind, ExprKind::Subscript { .. });
                    named && targets.iter().any(keyed)
                }
                _ => false,
            })
        };
        own && scope.0 != 0 && stored()
    }

    /// Whether a semaphore admits one at a time, wherever it is made.
    fn admits_one(&self, expr: ExprId) -> bool {
        let made = self.origins(expr).into_iter().map(|origin| match origin {
            Origin::Expr(made) => {
                let (model, made) = self.of(made);
                let call = model.call(made)?;
                let (given, parameter) = model.meant(&call, Meaning::Limit)?;
                match given {
                    Given::Value(limit) => model.constant(limit)?.number(),
                    Given::Absent => parameter.default.as_ref()?.as_integer().map(|_| 1.0),
                    Given::Unknown => None,
                }
            }
            _ => None,
        });
        made.into_iter().all(|limit| limit == Some(1.0))
    }
}

/// What is needed by all who want a lock.
impl<'a> Model<'a> {
    /// Whether all who wait for a call to end need what it does: it is a step of an exchange on a connection that is
    /// kept, on which questions and answers would mix, or it fills a value that was found to be missing or too old.
    pub(crate) fn is_needed_by_all(&self, call: &Call<'a>) -> bool {
        self.is_exchange(call) || self.fills_what_was_asked_for(call)
    }

    fn is_exchange(&self, call: &Call<'a>) -> bool {
        let one_at_a_time = matches!(
            call.fact.and_then(|fact| fact.network),
            Some(
                NetworkKind::Socket
                    | NetworkKind::Websocket
                    | NetworkKind::Mail
                    | NetworkKind::Transfer
                    | NetworkKind::Broker
                    | NetworkKind::Db
                    | NetworkKind::Cache
            )
        );
        one_at_a_time
            && match self.receiver(call.callee).filter(|_| matches!(call.value.ty, Type::Method(..))) {
                Some(object) => self.is_kept(object),
                None => self.is_assigned_for_good(call.expr),
            }
    }

    /// Whether an object outlives the function in which it is used, or was not made there.
    fn is_kept(&self, object: ExprId) -> bool {
        let function = self.function_of(object);
        let ExprKind::Name(name) = &self.ast[object].kind else {
            return !matches!(self.ast[object].kind, ExprKind::Call { .. });
        };
        let made_here = self.origins(object).into_iter().all(|origin| match origin {
            Origin::Expr(made) => self.own(made).is_some_and(|made| self.function_of(made) == function),
            _ => false,
        });
        let leaves = |stmt: &StmtId| match &self.ast[*stmt].kind {
            StmtKind::Assign { targets, value } => {
                self.text(*value) == name.as_str() && targets.iter().any(|&target| self.is_lasting(target))
            }
            StmtKind::Return(Some(value)) => self.text(*value) == name.as_str(),
            _ => false,
        };
        !made_here || self.stmts_of(function).iter().any(leaves)
    }

    /// Whether what a call gives is kept: in an attribute, or in a variable of the module.
    fn is_assigned_for_good(&self, call: ExprId) -> bool {
        match &self.ast[self.stmt_of(call)].kind {
            StmtKind::Assign { targets, .. } => targets.iter().any(|&target| self.is_lasting(target)),
            StmtKind::AnnAssign { target, .. } => self.is_lasting(*target),
            StmtKind::Return(_) => true,
            _ => false,
        }
    }

    fn is_lasting(&self, target: ExprId) -> bool {
        match &self.ast[target].kind {
            ExprKind::Attribute { .. } => true,
            ExprKind::Tuple(items) => items.iter().any(|&item| self.is_lasting(item)),
            ExprKind::Name(name) => {
                let scope = self.scope_of(target, name);
                let home = scope.map(|scope| &self.index.scopes[scope.0 as usize]);
                home.is_some_and(|home| {
                    matches!(home.kind, ScopeKind::Module) || home.function != self.function_of(target)
                })
            }
            _ => false,
        }
    }

    /// Whether a value that outlives the function was asked for before the call, and is set by it or after it.
    fn fills_what_was_asked_for(&self, call: &Call<'a>) -> bool {
        let function = self.function_of(call.expr);
        let place = self.span(call.expr).start;
        let tests = self.stmts_of(function).iter().filter_map(|&stmt| match self.ast[stmt].kind {
            StmtKind::If { test, .. } | StmtKind::While { test, .. } if self.span(test).end <= place => Some(test),
            _ => None,
        });
        let tests = tests.collect::<Vec<_>>();
        if tests.is_empty() || function == super::index::MODULE {
            return false;
        }
        let own = self.assigned_from(function, self.ast[self.stmt_of(call.expr)].span.start);
        let behind = call.value.ty.function().map(|callee| {
            let (model, callee) = self.of(callee);
            model.assigned_from(callee, 0)
        });
        let filled = own.into_iter().chain(behind.into_iter().flatten()).collect::<Vec<_>>();
        filled.iter().any(|target| tests.iter().any(|&test| self.asks_for(test, target)))
    }

    /// The texts of the lasting variables that a function sets at or behind a place; not items of collections.
    fn assigned_from(&self, function: FunctionId, from: u32) -> Vec<&'a str> {
        let later = self.stmts_of(function).iter().filter(|&&stmt| self.ast[stmt].span.start >= from);
        let targets = later.flat_map(|&stmt| match &self.ast[stmt].kind {
            StmtKind::Assign { targets, .. } => targets.to_vec(),
            StmtKind::AnnAssign { target, value: Some(_), .. } => vec![*target],
            _ => Vec::new(),
        });
        let parts = targets.flat_map(|target| match &self.ast[target].kind {
            ExprKind::Tuple(items) => items.to_vec(),
            _ => vec![target],
        });
        parts.filter(|&target| self.is_lasting(target)).map(|target| self.text(target)).collect()
    }

    /// Whether a test looks at a variable, itself or in a function of the file that it calls.
    fn asks_for(&self, test: ExprId, variable: &str) -> bool {
        let mut asks = false;
        self.visit(test, &mut |part, kind| {
            let through = || {
                let value = self.infer(part).ty.function().and_then(|callee| self.own(callee));
                value
                    .and_then(|callee| self.function(callee).stmt)
                    .is_some_and(|stmt| self.module.source.slice(self.ast[stmt].span).contains(variable))
            };
            asks |= match kind {
                ExprKind::Name(_) => self.text(part) == variable || through(),
                ExprKind::Attribute { .. } => self.text(part) == variable || through(),
                _ => false,
            };
        });
        asks
    }
}
