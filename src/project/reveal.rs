//! What the model knows at a place, in words: for people who ask, and for tests.

use super::Project;
use crate::catalog::schema::NetworkKind;
use crate::semantic::Model;
use crate::semantic::entry::{Entry, EntryKind};
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
    /// Who calls the function of that name.
    Callers,
    /// How long a call waits at most.
    Timeout,
    /// What starts the function of that name.
    Role,
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
            Question::Raises => Some(self.raises_text(&model, call_at(&model, span)?)),
            Question::Callers => Some(self.callers_text(&model, function_at(&model, span)?)),
            Question::Timeout => {
                let call = model.call(call_at(&model, span)?)?;
                Some(timeout_text(model.effective_timeout(&call)).to_owned())
            }
            Question::Role => Some(role_text(&model, function_at(&model, span)?)),
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
        }
    }

    fn raises_text(&self, model: &Model<'_>, call: ExprId) -> String {
        let Some(call) = model.call(call) else { return String::new() };
        let mut raised = match call.fact.and_then(|fact| fact.raises.clone()) {
            Some(raised) => raised,
            None => self.operation_behind(model, &call, &KINDS).map(|found| found.exceptions).unwrap_or_default(),
        };
        raised.sort();
        if raised.is_empty() { "nothing known".to_owned() } else { raised.join(", ") }
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

/// What starts a function, by itself or by how it is passed on.
fn role_text(model: &Model<'_>, function: FunctionId) -> String {
    let mentioned = || {
        let mut mentions = model.mentions_of(function).iter();
        mentions.find_map(|&mention| {
            let (other, at) = model.of(mention);
            other.mentioned_as(at, &model.function(function).qualified)
        })
    };
    let entry: Option<Entry> = model.entry(function).or_else(mentioned);
    let text = match entry.map(|entry| entry.kind) {
        None => "none",
        Some(EntryKind::Module) => "module",
        Some(EntryKind::Main) => "main",
        Some(EntryKind::Route) => "route",
        Some(EntryKind::Registered) => "registered",
        Some(EntryKind::Thread) => "thread",
        Some(EntryKind::Task) => "task",
        Some(EntryKind::Callback) => "callback",
        Some(EntryKind::Unused) => "unused",
    };
    text.to_owned()
}
