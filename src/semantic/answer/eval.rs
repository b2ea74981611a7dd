//! The value of an expression where variables have these values.

use super::value::{Val, What};
use crate::catalog::schema::{Library, Meaning};
use crate::semantic::arguments::{Constant, Given};
use crate::semantic::infer::Type;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{ArgKind, Clause, CompareOp, ExprId, ExprKind, Name};
use rustc_hash::FxHashMap;

/// How deep expressions are looked into.
const MAX_DEPTH: u8 = 24;

/// What values are computed from.
pub(super) struct Eval<'s, 'a> {
    model: &'s Model<'a>,
    names: &'s FxHashMap<Name, Val>,
    gives: Option<(ExprId, &'s Val)>,
    depth: u8,
}

impl<'s, 'a> Eval<'s, 'a> {
    /// With these variables; `gives` is an expression whose value is known.
    pub(super) fn new(model: &'s Model<'a>, names: &'s FxHashMap<Name, Val>, gives: Option<(ExprId, &'s Val)>) -> Self {
        Self { model, names, gives, depth: MAX_DEPTH }
    }

    fn with<'n>(&'n self, names: &'n FxHashMap<Name, Val>) -> Eval<'n, 'a> {
        Eval { model: self.model, names, gives: self.gives, depth: self.depth.saturating_sub(1) }
    }

    /// The value of an expression.
    pub(super) fn expr(&self, expr: ExprId) -> Val {
        if let Some((_, value)) = self.gives.filter(|(place, _)| *place == expr) {
            return value.clone();
        }
        let Some(depth) = self.depth.checked_sub(1) else { return Val::UNKNOWN };
        Eval { depth, ..*self }.kind(expr)
    }

    fn kind(&self, expr: ExprId) -> Val {
        match &self.model.ast[expr].kind {
            ExprKind::Name(name) => match self.names.get(name) {
                Some(value) => value.clone(),
                None => self.constant(expr),
            },
            ExprKind::FString(parts) => {
                let touched = parts.iter().any(|&part| self.expr(part).is_touched());
                Val::constant(Constant::Str(self.model.text(expr).into())).taint(touched)
            }
            ExprKind::Dict(pairs) => self.dict(pairs),
            ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) => {
                Val::new(What::List(items.iter().map(|&item| self.expr(item)).collect()))
            }
            ExprKind::Await(inner) | ExprKind::Walrus { value: inner, .. } | ExprKind::Starred(inner) => {
                self.expr(*inner)
            }
            ExprKind::Conditional { test, body, orelse } => self.conditional(*test, *body, *orelse),
            ExprKind::Logical { left, and, right } => self.logical(*left, *and, *right),
            ExprKind::Not(inner) => {
                let inner = self.expr(*inner);
                inner.truth().map_or(Val::UNKNOWN, |truth| Val::bool(!truth)).taint(inner.is_touched())
            }
            ExprKind::Compare { first, rest } => match rest[..] {
                [(op, other)] => compare(op, &self.expr(*first), &self.expr(other)),
                _ => Val::UNKNOWN,
            },
            ExprKind::Subscript { value, index } => self.item(*value, *index),
            ExprKind::Attribute { value, attr } => self.attribute(expr, *value, attr),
            ExprKind::Call { .. } => self.call(expr),
            ExprKind::Comprehension { key, element, clauses, .. } => self.comprehension(*key, *element, clauses),
            kind => {
                let parts = crate::semantic::index::children(kind);
                let touched = parts.into_iter().any(|part| self.expr(part).is_touched());
                if touched { Val::UNKNOWN.taint(true) } else { self.constant(expr) }
            }
        }
    }

    fn conditional(&self, test: ExprId, body: ExprId, orelse: ExprId) -> Val {
        let test = self.expr(test);
        match test.truth() {
            Some(true) => self.expr(body).taint_if(test.tainted),
            Some(false) => self.expr(orelse).taint_if(test.tainted),
            None => Val::either(self.expr(body), self.expr(orelse)).taint_if(test.is_touched()),
        }
    }

    fn constant(&self, expr: ExprId) -> Val {
        self.model.constant(expr).map_or(Val::UNKNOWN, Val::constant)
    }

    fn dict(&self, pairs: &[(Option<ExprId>, ExprId)]) -> Val {
        let mut made = Val::new(What::Dict(Vec::new()));
        for &(key, value) in pairs {
            let value = self.expr(value);
            match (key.map(|key| self.expr(key).what), value) {
                (None, Val { what: What::Dict(items), .. }) => {
                    items.into_iter().for_each(|(name, item)| made.put(Some(name), item));
                }
                (Some(What::Const(Constant::Str(name))), value) => made.put(Some(name), value),
                (_, value) => made.put(None, value),
            }
        }
        made
    }

    fn logical(&self, left: ExprId, and: bool, right: ExprId) -> Val {
        let left = self.expr(left);
        match left.truth() {
            Some(truth) if truth == and => self.expr(right).taint_if(left.tainted),
            Some(_) => left,
            None => {
                let right = self.expr(right);
                let touched = left.is_touched() || right.is_touched();
                // A failing side decides whatever the other one is.
                if right.truth() == Some(!and) { Val::bool(!and).taint(touched) } else { Val::UNKNOWN.taint(touched) }
            }
        }
    }

    fn item(&self, object: ExprId, index: ExprId) -> Val {
        let (object, index) = (self.expr(object), self.expr(index));
        let touched = object.is_touched();
        match &index.what {
            What::Const(key) => object.item(key).cloned().unwrap_or(Val::UNKNOWN.taint(touched)),
            _ => Val::UNKNOWN.taint(touched),
        }
    }

    fn attribute(&self, expr: ExprId, object: ExprId, attr: &Name) -> Val {
        let held = self.expr(object);
        if let Some(item) = held.item(&Constant::Str(attr.clone())) {
            return item.clone();
        }
        if let Some(status) = status_in_name(self.model.text(expr)) {
            return Val::constant(Constant::Number(status));
        }
        match self.constant(expr) {
            Val { what: What::Unknown, .. } => Val::UNKNOWN.taint(held.is_touched()),
            known => known,
        }
    }

    fn call(&self, expr: ExprId) -> Val {
        let Some(call) = self.model.call(expr) else { return Val::UNKNOWN };
        if let Some((status, body)) = self.answer(&call) {
            let body = Box::new(body.unwrap_or(Val::constant(Constant::None)));
            return Val::new(What::Answer { body, status: status.map(Box::new) });
        }
        let touched = || call.args.iter().any(|arg| self.expr(arg.value).is_touched());
        match &call.value.ty {
            Type::Symbol(name) if !name.contains('.') => self.builtin(name, &call),
            Type::Symbol(name) if self.is_standard(name) => match self.first(&call) {
                Some(value @ Val { what: What::Dict(_) | What::List(_), .. }) => value,
                _ => Val::UNKNOWN.taint(touched()),
            },
            Type::Class(_) => Val::new(What::Dict(self.keywords(&call))),
            Type::Function(_) | Type::Bound(_) => Val::UNKNOWN.taint(touched()),
            _ => self.method(&call).unwrap_or_else(|| Val::UNKNOWN.taint(touched())),
        }
    }

    fn is_standard(&self, name: &str) -> bool {
        self.model.catalog.library_of(name).is_some_and(Library::is_standard)
    }

    fn first(&self, call: &Call<'_>) -> Option<Val> {
        Some(self.expr(call.args.first()?.value))
    }

    /// The keywords of a call with their values.
    pub(super) fn keywords(&self, call: &Call<'_>) -> Vec<(Name, Val)> {
        let named = call.args.iter().map(|arg| match &arg.kind {
            ArgKind::Keyword(name) => vec![(name.clone(), self.expr(arg.value))],
            ArgKind::DoubleStar => match self.expr(arg.value).what {
                What::Dict(items) => items,
                _ => vec![(Name::default(), Val::UNKNOWN)],
            },
            _ => Vec::new(),
        });
        named.flatten().collect()
    }

    /// The status and the body that a call gives to an answer, where it makes or sends one.
    pub(super) fn answer(&self, call: &Call<'a>) -> Option<(Option<Val>, Option<Val>)> {
        let body = self.model.meant(call, Meaning::Body);
        let status = self.model.meant(call, Meaning::Status);
        if body.is_none() && status.is_none() {
            return None;
        }
        let status = status.and_then(|(given, parameter)| match given {
            Given::Value(value) => Some(self.expr(value)),
            Given::Unknown => Some(Val::UNKNOWN),
            Given::Absent => parameter
                .default
                .as_ref()?
                .as_integer()
                .map(|code| Val::constant(Constant::Number(f64::from(i32::try_from(code).unwrap_or_default())))),
        });
        let body = body.and_then(|(given, parameter)| match given {
            // `make_response(body, status)`
            Given::Value(_) if parameter.name.starts_with('*') && call.args.len() > 1 => {
                Some(Val::new(What::List(call.args.iter().map(|arg| self.expr(arg.value)).collect())))
            }
            Given::Value(value) => Some(self.expr(value)),
            Given::Unknown => Some(Val::UNKNOWN),
            Given::Absent => {
                let keywords = self.keywords(call);
                (!keywords.is_empty() && status.is_none()).then(|| Val::new(What::Dict(keywords)))
            }
        });
        Some((status, body))
    }

    fn builtin(&self, name: &str, call: &Call<'_>) -> Val {
        let first = self.first(call);
        let touched = first.as_ref().is_some_and(Val::is_touched);
        let truth = match (name, first.as_ref().map(|value| (&value.what, value))) {
            ("dict", None) => return Val::new(What::Dict(self.keywords(call))),
            ("dict" | "list" | "tuple" | "set" | "sorted", Some(_)) => return first.unwrap_or(Val::UNKNOWN),
            ("list" | "set" | "tuple", None) => return Val::new(What::List(Vec::new())),
            ("bool", Some((_, value))) => value.truth(),
            ("all", Some((What::List(items), _))) => decide(items, false),
            ("any", Some((What::List(items), _))) => decide(items, true),
            _ => None,
        };
        truth.map_or(Val::UNKNOWN, Val::bool).taint(touched)
    }

    /// Methods of dicts and of objects that are known by their attributes.
    fn method(&self, call: &Call<'_>) -> Option<Val> {
        let ExprKind::Attribute { value, attr } = &self.model.ast[call.callee].kind else { return None };
        let held = self.expr(*value);
        let What::Dict(items) = &held.what else { return None };
        match attr.as_str() {
            "values" => Some(Val::new(What::List(items.iter().map(|(_, value)| value.clone()).collect()))),
            "items" => {
                let pair = |(name, value): &(Name, Val)| {
                    Val::new(What::List(vec![Val::constant(Constant::Str(name.clone())), value.clone()]))
                };
                Some(Val::new(What::List(items.iter().map(pair).collect())))
            }
            "get" => match self.first(call)?.what {
                What::Const(key) => held.item(&key).cloned(),
                _ => None,
            },
            // `model.model_dump()`, `report.to_dict()`, `body.copy()`
            _ if call.args.iter().all(|arg| matches!(arg.kind, ArgKind::Keyword(_))) => Some(held),
            _ => None,
        }
    }

    /// A comprehension over what is known: its elements, or the values of a dict.
    fn comprehension(&self, key: Option<ExprId>, element: ExprId, clauses: &[Clause]) -> Val {
        let [clause] = clauses else { return Val::UNKNOWN };
        let source = self.expr(clause.iter);
        let What::List(items) = &source.what else { return Val::UNKNOWN.taint(source.is_touched()) };
        let mut made = Vec::new();
        for item in items {
            let mut names = self.names.clone();
            self.bind(clause.target, item, &mut names);
            let inner = self.with(&names);
            let kept = clause.conditions.iter().map(|&condition| inner.expr(condition).truth());
            match kept.reduce(|one, other| if one == Some(true) { other } else { one }) {
                Some(Some(false)) => {}
                Some(None) => return Val::UNKNOWN.taint(source.is_touched()),
                _ => made.push((key.map(|key| inner.expr(key).what), inner.expr(element))),
            }
        }
        let named = |(key, value)| match key {
            Some(What::Const(Constant::Str(name))) => (name, value),
            _ => (Name::default(), value),
        };
        if key.is_some() {
            return Val::new(What::Dict(made.into_iter().map(named).collect()));
        }
        Val::new(What::List(made.into_iter().map(|(_, value)| value).collect()))
    }

    fn bind(&self, target: ExprId, item: &Val, names: &mut FxHashMap<Name, Val>) {
        match &self.model.ast[target].kind {
            ExprKind::Name(name) => {
                names.insert(name.clone(), item.clone());
            }
            ExprKind::Tuple(targets) => {
                let parts = match &item.what {
                    What::List(parts) if parts.len() == targets.len() => parts.clone(),
                    _ => vec![Val::UNKNOWN.taint(item.is_touched()); targets.len()],
                };
                targets.iter().zip(&parts).for_each(|(&target, part)| self.bind(target, part, names));
            }
            _ => {}
        }
    }
}

/// Whether one of `items` has that truth: then it decides; if all are known and none has, the other.
fn decide(items: &[Val], truth: bool) -> Option<bool> {
    let truths = items.iter().map(Val::truth).collect::<Vec<_>>();
    if truths.contains(&Some(truth)) {
        return Some(truth);
    }
    truths.iter().all(Option::is_some).then_some(!truth)
}

fn compare(op: CompareOp, left: &Val, right: &Val) -> Val {
    let touched = left.is_touched() || right.is_touched();
    let equal = match (&left.what, &right.what) {
        (What::Const(left), What::Const(right)) => Some(left == right),
        // What is known to be a dict or a list is not None.
        (What::Dict(_) | What::List(_) | What::Answer { .. }, What::Const(_)) => Some(false),
        _ => None,
    };
    let within = || match (&left.what, &right.what) {
        (What::Const(_), What::List(items)) => {
            let known = items.iter().all(|item| matches!(item.what, What::Const(_)));
            let has = items.iter().any(|item| item.what == left.what);
            (known || has).then_some(has)
        }
        _ => None,
    };
    let truth = match op {
        CompareOp::Eq | CompareOp::Is => equal,
        CompareOp::NotEq | CompareOp::IsNot => equal.map(|equal| !equal),
        CompareOp::In => within(),
        CompareOp::NotIn => within().map(|within| !within),
        _ => None,
    };
    truth.map_or(Val::UNKNOWN, Val::bool).taint(touched)
}

/// The status that a constant's name says: `status.HTTP_503_SERVICE_UNAVAILABLE`, `HTTPStatus.OK`.
fn status_in_name(text: &str) -> Option<f64> {
    let (home, last) = text.rsplit_once('.')?;
    if matches!(last, "value") {
        return status_in_name(home);
    }
    let number = last.split('_').filter_map(|word| word.parse::<u16>().ok()).find(|number| (100..600).contains(number));
    let shouted = || last.len() > 1 && last.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    let of_status = || home.to_lowercase().ends_with("status");
    match number {
        Some(number) => Some(f64::from(number)),
        None if shouted() && of_status() => Some(if last == "OK" { 200.0 } else { 500.0 }),
        None => None,
    }
}
