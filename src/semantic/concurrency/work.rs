//! What a coroutine or a thread does: whether it does I/O, and whether a semaphore or a pool bounds it there.

use crate::catalog::schema::{Meaning, Role};
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ExprId, ExprKind, StmtId, StmtKind, WithItem};
use rustc_hash::FxHashSet;

/// How deep calls are followed.
const MAX_CALLS: u8 = 8;
/// How many functions are looked into for one start of work; behind them, anything may bound it.
const MAX_FUNCTIONS: usize = 64;

/// I/O that nothing bounds, as far as the file shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Io {
    /// How well it is known; the better known is greater.
    pub known: Knowledge,
    /// The call that does it.
    pub call: ExprId,
}

/// How well I/O is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Knowledge {
    /// Something unknown is run, which may bound itself; or a network operation runs under an unknown context manager.
    Unknown,
    /// A network operation.
    Network,
}

/// What was found on the way through functions.
#[derive(Default)]
struct Search {
    best: Option<Io>,
    bounded: bool,
    /// The functions that run once for each item.
    seen: FxHashSet<In<FunctionId>>,
    /// Network operations, which a client may bound.
    sent: Vec<(ExprId, ExprId)>,
}

impl Search {
    fn see(&mut self, known: Knowledge, call: ExprId) {
        let io = Io { known, call };
        if self.best.is_none_or(|best| best.known < known) {
            self.best = Some(io);
        }
    }
}

/// What stands around a call in its function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shelter {
    None,
    Unknown,
    Limiter,
}

impl<'a> Model<'a> {
    /// The I/O that calling (and awaiting) `call` does without a bound; `None` where there is none, or it is bounded.
    pub(super) fn io_of_call(&self, call: &Call<'a>) -> Option<Io> {
        let mut search = Search::default();
        self.search_call(call, true, MAX_CALLS, &mut search);
        self.unbounded(search)
    }

    /// The I/O that running the function `target` does without a bound; `at` is the call that starts it.
    pub(super) fn io_of_target(&self, target: Option<ExprId>, at: ExprId) -> Option<Io> {
        let Some(target) = target.map(|target| self.applied(target)) else {
            return Some(Io { known: Knowledge::Unknown, call: at });
        };
        if let ExprKind::Lambda { body, .. } = self.ast[target].kind {
            let mut search = Search::default();
            for call in self.calls_in(body).into_iter().filter_map(|call| self.call(call)) {
                self.search_call(&call, true, MAX_CALLS, &mut search);
            }
            return self.unbounded(search);
        }
        match self.infer(target).ty {
            Type::Function(function) | Type::Bound(function) => self.io_of_function(function, at),
            ref ty => match self.fact(ty).0 {
                Some(fact) if fact.network.is_some() => {
                    let bounded = self.is_limited_by_client(target, &FxHashSet::default());
                    (!bounded).then_some(Io { known: Knowledge::Network, call: at })
                }
                Some(_) => None,
                None if self.is_described(ty) => None,
                None => Some(Io { known: Knowledge::Unknown, call: at }),
            },
        }
    }

    /// The best known I/O that was found, if nothing bounds it; known when all functions on the way are.
    fn unbounded(&self, mut search: Search) -> Option<Io> {
        let sent = std::mem::take(&mut search.sent);
        let open = sent.into_iter().find(|&(callee, _)| !self.is_limited_by_client(callee, &search.seen));
        if let Some((_, call)) = open {
            search.see(Knowledge::Network, call);
        }
        let known = if search.seen.len() > MAX_FUNCTIONS { Knowledge::Unknown } else { Knowledge::Network };
        let best = search.best.filter(|_| !search.bounded)?;
        Some(Io { known: best.known.min(known), ..best })
    }

    /// The function that a function with some of its arguments given calls: `load` for `partial(load, client)`.
    fn applied(&self, target: ExprId) -> ExprId {
        let call = self.call(target).filter(|call| call.has_role(Role::Partial));
        call.and_then(|call| call.args.first().map(|arg| self.applied(arg.value))).unwrap_or(target)
    }

    /// The I/O that running a function of the project does without a bound; `at` is the call that starts it.
    pub(super) fn io_of_function(&self, function: In<FunctionId>, at: ExprId) -> Option<Io> {
        let mut search = Search::default();
        self.search_callee(function, at, MAX_CALLS, &mut search);
        self.unbounded(search)
    }

    /// Whether something belongs to a library that the catalogue describes, so that what it does not say of it is
    /// nothing of interest.
    fn is_described(&self, ty: &Type) -> bool {
        match ty {
            Type::Symbol(name) => self.catalog.library_of(name).is_some() || !name.contains('.'),
            Type::Unknown => false,
            _ => true,
        }
    }

    /// Follows a call into a function; what one of another file does is put down to the call.
    fn search_callee(&self, function: In<FunctionId>, at: ExprId, depth: u8, search: &mut Search) {
        if let Some(function) = self.own(function) {
            return self.search_function(function, depth, search);
        }
        let (model, function) = self.of(function);
        let mut inner = Search { seen: std::mem::take(&mut search.seen), ..Search::default() };
        model.search_function(function, depth, &mut inner);
        search.seen.clone_from(&inner.seen);
        search.bounded |= inner.bounded;
        if let Some(io) = model.unbounded(inner) {
            search.see(io.known, at);
        }
    }

    fn search_function(&self, function: FunctionId, depth: u8, search: &mut Search) {
        if depth == 0 || search.seen.len() > MAX_FUNCTIONS || !search.seen.insert(self.here(function)) {
            return;
        }
        let own = self.function(function).value.map(|value| self.calls_in(value));
        let calls = match own {
            Some(calls) => calls,
            None => self.stmts_of(function).iter().flat_map(|&stmt| self.own_calls(stmt)).collect(),
        };
        for call in calls.into_iter().filter_map(|call| self.call(call)) {
            if self.takes_permit(&call) {
                search.bounded = true;
                return;
            }
            match self.shelter(call.expr) {
                Shelter::Limiter => {}
                Shelter::None => self.search_call(&call, self.is_waited_for(call.expr), depth, search),
                Shelter::Unknown => self.search_sheltered(&call, depth, search),
            }
        }
    }

    /// What runs under a context manager that nothing is known of is less sure.
    fn search_sheltered(&self, call: &Call<'a>, depth: u8, search: &mut Search) {
        let mut inner = Search { seen: std::mem::take(&mut search.seen), ..Search::default() };
        self.search_call(call, self.is_waited_for(call.expr), depth, &mut inner);
        search.seen = inner.seen;
        search.bounded |= inner.bounded;
        let sent = inner.sent.first().map(|&(_, call)| call);
        if let Some(call) = inner.best.map(|io| io.call).or(sent) {
            search.see(Knowledge::Unknown, call);
        }
    }

    fn search_call(&self, call: &Call<'a>, waited: bool, depth: u8, search: &mut Search) {
        if call.args.iter().any(|arg| self.is_limiter(arg.value)) {
            search.bounded = true;
            return;
        }
        if let Some(fact) = call.fact {
            if fact.network.is_some() {
                search.sent.push((call.callee, call.expr));
            }
            return;
        }
        match call.value.ty {
            Type::Function(function) | Type::Bound(function) => {
                self.search_callee(function, call.expr, depth - 1, search);
            }
            Type::Unknown if self.method_of_given(call.callee).is_some_and(|fact| fact.network.is_some()) => {
                search.sent.push((call.callee, call.expr));
            }
            Type::Unknown if !self.callees(call.expr).is_empty() => {
                for (callee, _) in self.callees(call.expr) {
                    self.search_callee(callee, call.expr, depth - 1, search);
                }
            }
            ref ty if waited && !self.is_described(ty) => {
                search.see(Knowledge::Unknown, call.expr);
            }
            _ => {}
        }
    }

    /// Whether a call is awaited, gone through with `async for`, or gives something with `async with … as`.
    pub(crate) fn is_waited_for(&self, call: ExprId) -> bool {
        let stmt = &self.ast[self.stmt_of(call)].kind;
        let entered = match stmt {
            StmtKind::With { is_async: true, items, .. } => {
                items.iter().any(|item| item.context == call && item.target.is_some())
            }
            StmtKind::For(parts) => parts.is_async && parts.iter == call,
            _ => false,
        };
        entered
            || self.parent(call).is_some_and(|parent| match &self.ast[parent].kind {
                ExprKind::Await(_) => true,
                ExprKind::Comprehension { clauses, .. } => {
                    clauses.iter().any(|clause| clause.is_async && clause.iter == call)
                }
                _ => false,
            })
    }

    /// What the context managers around a call do to it.
    fn shelter(&self, call: ExprId) -> Shelter {
        let stmt = self.stmt_of(call);
        let outer = self.around(stmt).map(|(outer, _)| outer);
        let mut shelter = Shelter::None;
        for item in outer.flat_map(|outer| self.contexts(outer)) {
            match self.sheltered_by(item) {
                Shelter::Limiter => return Shelter::Limiter,
                Shelter::Unknown => shelter = Shelter::Unknown,
                Shelter::None => {}
            }
        }
        shelter
    }

    fn contexts(&self, stmt: StmtId) -> &'a [WithItem] {
        match &self.ast[stmt].kind {
            StmtKind::With { items, .. } => items,
            _ => &[],
        }
    }

    /// What entering a context manager does to what is inside. An unknown one may hand out permits; one that gives
    /// something to work with (`as response`) is taken for a resource.
    fn sheltered_by(&self, item: &WithItem) -> Shelter {
        let context = item.context;
        if self.admits_few(context) {
            return Shelter::Limiter;
        }
        if item.target.is_some() {
            return Shelter::None;
        }
        let value = self.infer(context);
        let described = match self.call(context) {
            Some(call) => call.fact.is_some() || self.builtin(call.callee).is_some() || self.enters_file(&call),
            None => false,
        };
        if described || !matches!(value.ty, Type::Unknown | Type::Symbol(_)) { Shelter::None } else { Shelter::Unknown }
    }

    /// Whether a context manager is a generator of the file that takes no limiter.
    fn enters_file(&self, call: &Call<'a>) -> bool {
        match call.value.ty {
            Type::Function(function) | Type::Bound(function) => {
                let (model, function) = self.of(function);
                let items = model.stmts_of(function).iter().flat_map(|&stmt| model.contexts(stmt));
                !items.into_iter().any(|item| model.sheltered_by(item) != Shelter::None)
            }
            _ => false,
        }
    }

    /// The function that a thread object runs.
    pub(super) fn thread_target(&self, call: &Call<'a>) -> Option<ExprId> {
        self.meant_value(call, Meaning::Target)
    }
}
