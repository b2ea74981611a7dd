//! Whether a queue is filled while others take from it, or completely before they start; and whether it is read only
//! after all that fill it have ended.

use super::queue_uses::Uses;
use crate::catalog::schema::{Meaning, Role};
use crate::semantic::index::{BindingKind, FunctionId, MODULE};
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, ExprKind, StmtId, StmtKind};

/// How many calls into functions of the file are followed to where work is started.
const MAX_CALLS: u8 = 3;

impl<'a> Model<'a> {
    /// Whether a put brings items whose number nobody has fixed, while others take them.
    pub(super) fn is_live(&self, put: ExprId, made: &Call<'a>, uses: &Uses) -> bool {
        if self.is_callback(put) {
            return true;
        }
        let function = self.function_of(put);
        let watched = |&look: &ExprId| self.function_of(look) == function && self.decides(look);
        if uses.looks.iter().any(watched) || self.gives_back(put, uses) || self.is_stop_signal(put) {
            return false;
        }
        let turning = self.growing_turn(self.stmt_of(put));
        match self.workers_start(function) {
            Some(start) => turning && start < self.ast_start(put),
            None if self.fills_first(function, made) => false,
            None => turning || self.is_run_often(function, made, uses),
        }
    }

    /// Whether a function that starts nobody fills the queue before anybody takes from it: the code that makes the
    /// queue, where it runs once, or a function that this code waits for before it starts workers.
    fn fills_first(&self, function: FunctionId, made: &Call<'a>) -> bool {
        let home = self.function_of(made.expr);
        if function == home {
            return home == MODULE || self.is_own_constructor(home);
        }
        let calls = self.calls_to(function);
        let before = |&call: &In<ExprId>| {
            self.own(call).is_some_and(|call| {
                self.function_of(call) == home
                    && self.is_run_in_place(call, function)
                    && self.workers_start(home).is_some_and(|start| self.ast_start(call) < start)
            })
        };
        !calls.is_empty() && self.mentions_of(function).is_empty() && calls.iter().all(before)
    }

    /// Whether a call runs a function to its end before the code goes on.
    fn is_run_in_place(&self, call: ExprId, function: FunctionId) -> bool {
        let awaited = self.parent(call).is_some_and(|parent| matches!(self.ast[parent].kind, ExprKind::Await(_)));
        let definition = self.function(function);
        !definition.is_generator && (awaited || !definition.is_async)
    }

    /// Whether a put tells workers that were started before to stop: it puts `None`.
    fn is_stop_signal(&self, put: ExprId) -> bool {
        let ExprKind::Call { args, .. } = &self.ast[put].kind else { return false };
        let is_none = args.first().is_some_and(|arg| matches!(self.ast[arg.value].kind, ExprKind::None));
        is_none && self.workers_start(self.function_of(put)).is_some_and(|start| start < self.ast_start(put))
    }

    /// Whether the code that makes the queue takes from it only after it has waited for all that it started.
    pub(super) fn is_read_at_end(&self, made: &Call<'a>, uses: &Uses) -> bool {
        let home = self.function_of(made.expr);
        let Some(waited) = self.workers_end(home) else { return false };
        !uses.gets.is_empty()
            && uses.gets.iter().all(|&get| self.function_of(get) == home && self.ast_start(get) > waited)
            && uses.puts.iter().all(|&put| self.function_of(put) != home)
    }

    /// Where a function has waited for all that it started: behind the last start.
    fn workers_end(&self, function: FunctionId) -> Option<u32> {
        let calls = self.stmts_of(function).iter().flat_map(|&stmt| self.own_calls(stmt));
        let calls = calls.filter_map(|call| self.call(call)).collect::<Vec<_>>();
        let starts = calls.iter().filter(|call| self.starts_work(call));
        let ends = starts.clone().map(|start| match self.group_of(start.expr) {
            Some(group) => self.ast[group].span.end,
            None => self.ast_start(start.expr),
        });
        let last = ends.max()?;
        let grouped = starts.clone().all(|start| self.group_of(start.expr).is_some());
        let waits = calls.iter().filter(|call| self.joins(call)).map(|call| self.ast_start(call.expr));
        if grouped { Some(last) } else { waits.filter(|&wait| wait > last).min() }
    }

    /// Whether a call waits for a thread, a process or gathered work.
    fn joins(&self, call: &Call<'a>) -> bool {
        match self.role_of_start(call) {
            Some(Role::Gather | Role::Runs) => true,
            Some(Role::BlockingWait) => self.receiver(call.callee).is_some_and(|object| self.is_thread_object(object)),
            _ => false,
        }
    }

    fn is_thread_object(&self, object: ExprId) -> bool {
        match self.infer(object).ty {
            Type::Instance(class) => self.catalog.callable(&class).is_some_and(|made| made.role == Some(Role::Thread)),
            _ => self.thread_of_item(object).is_some(),
        }
    }

    /// Where a function starts tasks, threads or work in a pool for the first time, itself or in a function that it
    /// calls.
    fn workers_start(&self, function: FunctionId) -> Option<u32> {
        let calls = self.stmts_of(function).iter().flat_map(|&stmt| self.own_calls(stmt));
        let starts = calls.filter_map(|call| self.call(call)).filter(|call| self.starts_workers(call, MAX_CALLS));
        starts.map(|call| self.ast_start(call.expr)).min()
    }

    fn starts_workers(&self, call: &Call<'a>, depth: u8) -> bool {
        let (Type::Function(callee) | Type::Bound(callee)) = call.value.ty else { return self.starts_work(call) };
        let (model, callee) = self.of(callee);
        let calls = model.stmts_of(callee).iter().flat_map(|&stmt| model.own_calls(stmt));
        depth > 0 && calls.filter_map(|call| model.call(call)).any(|call| model.starts_workers(&call, depth - 1))
    }

    fn starts_work(&self, call: &Call<'a>) -> bool {
        let role = self.role_of_start(call);
        matches!(role, Some(Role::SpawnTask | Role::StartThread | Role::HandOff | Role::Gather | Role::Runs))
    }

    fn ast_start(&self, expr: ExprId) -> u32 {
        self.span(expr).start
    }

    /// Whether a loop around a statement makes as many turns as the input says.
    fn growing_turn(&self, stmt: StmtId) -> bool {
        self.loops_around(stmt).any(|turn| match &self.ast[turn].kind {
            StmtKind::For(parts) => parts.is_async || self.grows(parts.iter),
            _ => true,
        })
    }

    /// Whether a look at the queue decides something: it stands in a test.
    fn decides(&self, look: ExprId) -> bool {
        let top = self.wrappers(look).last().unwrap_or(look);
        match self.ast[self.stmt_of(look)].kind {
            StmtKind::If { test, .. } | StmtKind::While { test, .. } => test == top,
            _ => false,
        }
    }

    /// Whether what is put was taken from the same queue before: a pool of fixed tokens.
    fn gives_back(&self, put: ExprId, uses: &Uses) -> bool {
        let ExprKind::Call { args, .. } = &self.ast[put].kind else { return false };
        let Some(item) = args.first().map(|arg| arg.value) else { return false };
        let ExprKind::Name(name) = &self.ast[item].kind else { return false };
        let Some(scope) = self.scope_of(item, name) else { return false };
        self.bindings(scope, name).iter().any(|binding| match binding.kind {
            BindingKind::Value(value) => {
                let mut taken = false;
                self.visit(value, &mut |part, _| taken |= uses.gets.contains(&part));
                taken
            }
            _ => false,
        })
    }

    /// Whether a function runs any number of times while the queue is there: a method, a callback, a route; not the
    /// function that made the queue, nor one that is started or called once by it.
    fn is_run_often(&self, function: FunctionId, made: &Call<'a>, uses: &Uses) -> bool {
        let home = self.function_of(made.expr);
        if function == home && !uses.shared {
            return false;
        }
        if function == home {
            return home != MODULE && !self.is_own_constructor(home);
        }
        let nested = std::iter::successors(self.function(function).parent, |outer| self.function(*outer).parent)
            .any(|outer| outer == home && home != MODULE);
        let local = nested || !uses.shared;
        !local || self.may_be_called_back(function)
    }

    fn is_own_constructor(&self, function: FunctionId) -> bool {
        self.function(function).class.is_some() && self.function(function).name == "__init__"
    }

    /// Whether a function is handed to something that may call it any number of times, or called or started in a loop.
    fn may_be_called_back(&self, function: FunctionId) -> bool {
        let in_loop = |place: &In<ExprId>| {
            let (model, place) = self.of(*place);
            model.loops_around(model.stmt_of(place)).next().is_some()
        };
        let is_target = |mention: &In<ExprId>| {
            let (model, mention) = self.of(*mention);
            model.is_target(mention)
        };
        self.calls_to(function).iter().any(in_loop)
            || self.function(function).value.is_some()
            || !self.function(function).decorators.is_empty()
            || self.mentions_of(function).iter().any(|mention| in_loop(mention) || !is_target(mention))
    }

    /// Whether a mention of a function is what a thread, a task or a pool runs, once.
    fn is_target(&self, mention: ExprId) -> bool {
        let call = self.parent(mention).and_then(|call| self.call(call));
        call.is_some_and(|call| self.meant_value(&call, Meaning::Target) == Some(mention))
    }
}
