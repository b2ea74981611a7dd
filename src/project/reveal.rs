//! What the model knows at a place, in words: for people who ask, and for tests.

use super::Project;
use crate::catalog::schema::{NetworkKind, Role};
use crate::semantic::Model;
use crate::semantic::effect::{Effect, Wait, Within};
use crate::semantic::entry::{EntryKind, Runs};
use crate::semantic::index::FunctionId;
use crate::semantic::infer::Type;
use crate::semantic::program::{FileId, In};
use crate::semantic::timeout::EffectiveTimeout;
use crate::source::Span;
use crate::syntax::ast::{ExprId, ExprKind};

/// What can be asked of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What an expression evaluates to.
    Type,
    /// Which exceptions come out of a call.
    Raises,
    /// The same, with the call sites on the way inwards to the operation.
    RaisesBy,
    /// Where the failures of a call end, and by which call sites.
    Escapes,
    /// Who calls the function of that name.
    Callers,
    /// How long a call waits at most.
    Timeout,
    /// What starts the function of that name.
    Role,
    /// The routes that the function of that name answers.
    Route,
    /// What the function of that name may do while it runs.
    Effects,
}

/// The kinds of operations whose failures are followed.
const KINDS: [NetworkKind; 9] = [
    NetworkKind::Http,
    NetworkKind::Rpc,
    NetworkKind::Socket,
    NetworkKind::Mail,
    NetworkKind::Websocket,
    NetworkKind::Cloud,
    NetworkKind::Broker,
    NetworkKind::Cache,
    NetworkKind::Db,
];

impl Project {
    /// The answer to a question about what stands exactly at `span`; `None` where nothing does that could be asked.
    pub fn reveal(&self, file: FileId, span: Span, question: Question) -> Option<String> {
        let program = self.program();
        let model = program.model(file);
        match question {
            Question::Type => Some(self.type_text(&model, &model.infer(expr_at(&model, span)?).ty)),
            Question::Raises => Some(self.raises_text(&model, call_at(&model, span)?, false)),
            Question::RaisesBy => Some(self.raises_text(&model, call_at(&model, span)?, true)),
            Question::Escapes => Some(self.escapes_text(&model, call_at(&model, span)?)),
            Question::Callers => Some(self.callers_text(&model, function_at(&model, span)?)),
            Question::Timeout => {
                let call = model.call(call_at(&model, span)?)?;
                Some(timeout_text(model.effective_timeout(&call)).to_owned())
            }
            Question::Role => Some(self.role_text(&model, function_at(&model, span)?)),
            Question::Route => Some(self.route_text(&model, function_at(&model, span)?)),
            Question::Effects => Some(effects_text(&model, function_at(&model, span)?)),
        }
    }

    fn type_text(&self, model: &Model<'_>, ty: &Type) -> String {
        let class = |class: &In<_>| {
            let (model, id) = model.of(*class);
            format!("{}.{}", self.imports.name(class.file), model.class(id).qualified)
        };
        match ty {
            Type::Unknown => "unknown".to_owned(),
            Type::None => "None".to_owned(),
            Type::Symbol(name) => format!("symbol {name}"),
            Type::Instance(name) => name.to_string(),
            Type::Method(class, method) => format!("method {class}.{method}"),
            Type::Module(file) => format!("module {}", self.imports.name(*file)),
            Type::Function(function) | Type::Bound(function) => format!("function {}", self.full_name(*function)),
            Type::Class(of) => format!("class {}", class(of)),
            Type::Object(of) => class(of),
            Type::Super(of) => format!("super of {}", class(of)),
            Type::Items(item) => format!("items {}", self.type_text(model, item)),
            Type::Values(item) => format!("values {}", self.type_text(model, item)),
        }
    }

    fn raises_text(&self, model: &Model<'_>, call: ExprId, with_way: bool) -> String {
        let Some(call) = model.call(call) else { return String::new() };
        let failures = self.failures_behind(model, &call, &KINDS);
        let way = failures.first().map(|failure| self.places_text(model, &failure.path));
        let mut raised = match call.fact.and_then(|fact| fact.raises.clone()) {
            Some(raised) => raised,
            None => failures.into_iter().map(|failure| failure.raised.class.to_string()).collect(),
        };
        raised.sort();
        raised.dedup();
        match way.filter(|_| with_way) {
            _ if raised.is_empty() => "nothing known".to_owned(),
            Some(way) => format!("{} by {way}", raised.join(", ")),
            None => raised.join(", "),
        }
    }

    /// `client.py:5, service.py:9`
    fn places_text(&self, model: &Model<'_>, places: &[In<ExprId>]) -> String {
        let place = |&place: &In<ExprId>| {
            let (model, expr) = model.of(place);
            let source = &model.module.source;
            let path = source.path().strip_prefix(&self.root).unwrap_or(source.path());
            format!("{}:{}", path.display(), source.line_of(model.span(expr).start))
        };
        places.iter().map(place).collect::<Vec<_>>().join(", ")
    }

    fn escapes_text(&self, model: &Model<'_>, call: ExprId) -> String {
        let Some(call) = model.call(call) else { return String::new() };
        let escape = if self.is_operation(&call, &KINDS) {
            self.escape(model, &call)
        } else {
            let raised = self.failures_behind(model, &call, &KINDS).into_iter().map(|failure| failure.raised);
            self.escape_from(model, call.expr, &raised.collect::<Vec<_>>(), call.value.sure)
        };
        let Some(escape) = escape else { return "nowhere".to_owned() };
        let end = format!("{} to {}", escape.exceptions.join(", "), kind_text(escape.root.kind));
        if escape.path.is_empty() { end } else { format!("{end} through {}", self.places_text(model, &escape.path)) }
    }

    fn route_text(&self, model: &Model<'_>, function: FunctionId) -> String {
        let routes = self.served_routes(model, function).into_iter();
        let routes = routes.map(|route| format!("{} {}", route.verb, route.path)).collect::<Vec<_>>();
        if routes.is_empty() { "none".to_owned() } else { routes.join(", ") }
    }

    /// What starts a function, by itself or by how it is passed on.
    fn role_text(&self, model: &Model<'_>, function: FunctionId) -> String {
        let this = model.function(function);
        let mentioned = || {
            let mut mentions = model.mentions_of(function).iter();
            mentions.find_map(|&mention| {
                let (other, at) = model.of(mention);
                other.mentioned_as(at, &this.qualified)
            })
        };
        let runs = |&mention: &In<ExprId>| {
            let (other, at) = model.of(mention);
            let call = other.registrar(at).map(|(call, _)| call);
            call.is_some_and(|call| call.has_role(Role::Runs)) && other.handed_off(at) != Runs::Unknown
        };
        let script =
            self.is_script(model.module.source.path(), &this.name) || model.mentions_of(function).iter().any(runs);
        let script = script.then_some(EntryKind::Main);
        let entry = self.entry(model, function).or_else(mentioned).map(|entry| entry.kind);
        entry.or(script).map_or("none", kind_text).to_owned()
    }

    fn callers_text(&self, model: &Model<'_>, function: FunctionId) -> String {
        let name = self.full_name(model.here(function));
        let callers = self.call_edges().into_iter().filter(|(_, to)| *to == name).map(|(from, _)| from);
        let callers = callers.collect::<Vec<_>>();
        if callers.is_empty() { "nobody".to_owned() } else { callers.join(", ") }
    }
}

fn expr_at(model: &Model<'_>, span: Span) -> Option<ExprId> {
    let all = (0..u32::try_from(model.ast.exprs.len()).expect("a file has fewer than 2^32 expressions")).map(ExprId);
    all.into_iter().find(|&expr| model.span(expr) == span)
}

/// The call that stands at `span`, or whose callee does.
fn call_at(model: &Model<'_>, span: Span) -> Option<ExprId> {
    let found = |expr: &ExprId| match model.ast[*expr].kind {
        ExprKind::Call { func, .. } => model.span(*expr) == span || model.span(func) == span,
        _ => false,
    };
    model.index.calls.iter().copied().find(found)
}

fn function_at(model: &Model<'_>, span: Span) -> Option<FunctionId> {
    model.functions().find(|&function| model.function(function).name_span == span)
}

fn timeout_text(timeout: EffectiveTimeout) -> &'static str {
    match timeout {
        EffectiveTimeout::NotApplicable => "not applicable",
        EffectiveTimeout::Finite => "finite",
        EffectiveTimeout::Unknown => "unknown",
        EffectiveTimeout::Missing { .. } => "missing",
        EffectiveTimeout::SwitchedOff { .. } => "switched off",
    }
}

fn kind_text(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Module => "module",
        EntryKind::Main => "main",
        EntryKind::Route => "route",
        EntryKind::Registered => "registered",
        EntryKind::Thread => "thread",
        EntryKind::Task => "task",
        EntryKind::Callback => "callback",
        EntryKind::Unused => "unused",
    }
}

/// What a function waits for and by which way, whether it holds the loop, and which locks it takes.
fn effects_text(model: &Model<'_>, function: FunctionId) -> String {
    let mut texts =
        model.waits_in(function, Within::Call).iter().map(|wait| wait_text(model, wait)).collect::<Vec<_>>();
    texts.dedup();
    let blocks = model.waits_in(function, Within::Thread).iter().any(|wait| wait.blocks);
    texts.extend((model.function(function).is_async && blocks).then(|| "block the loop".to_owned()));
    let locks = model.running(function).into_iter().flat_map(|frame| {
        let (model, function) = model.of(frame.function);
        let held = model.locked().into_iter().filter(|held| model.function_of(held.lock) == function);
        held.map(|held| format!("hold {}", model.text(held.lock))).collect::<Vec<_>>()
    });
    texts.extend(locks);
    if texts.is_empty() { "nothing known".to_owned() } else { texts.join("; ") }
}

fn wait_text(model: &Model<'_>, wait: &Wait) -> String {
    let (home, call) = model.of(wait.call);
    let peer = home.call(call).and_then(|call| home.peer(&call)).map(|peer| format!(" at {peer}"));
    let what = match wait.effect {
        Effect::Network(kind) => format!("wait {}{}", kind.name(), peer.unwrap_or_default()),
        Effect::Sleep => "sleep".to_owned(),
    };
    let sites = wait.path.iter().map(|&site| {
        let (model, site) = model.of(site);
        model.callee_text(site).to_owned()
    });
    let way = sites.chain([wait.name.clone()]).collect::<Vec<_>>();
    format!("{what} through {}", way.join(", "))
}
