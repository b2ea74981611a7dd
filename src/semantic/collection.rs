//! What is in collections of one type: by annotation, or as they are written out.

use super::Model;
use super::infer::{Type, Value};
use crate::syntax::ast::{ComprehensionKind, ExprId, ExprKind, Name};

/// Annotations of collections whose items are of the type in brackets, by their last names in lower case.
const COLLECTIONS: [&str; 11] = [
    "list",
    "set",
    "frozenset",
    "tuple",
    "sequence",
    "iterable",
    "iterator",
    "collection",
    "mutablesequence",
    "abstractset",
    "generator",
];
/// Annotations of mappings whose values are of the second type in brackets.
const MAPPINGS: [&str; 5] = ["dict", "mapping", "mutablemapping", "defaultdict", "ordereddict"];
/// Builtins that give the items of their argument again.
const SAME_ITEMS: [&str; 7] = ["list", "tuple", "set", "frozenset", "sorted", "reversed", "iter"];
/// Methods of collections and mappings that give one of what is in them.
const TAKES_OUT: [&str; 4] = ["get", "pop", "popleft", "setdefault"];

impl Model<'_> {
    /// What the annotation `name[index]` declares, where it is one of a collection.
    pub(super) fn collection(&self, name: &Name, index: ExprId) -> Value {
        let last = name.rsplit('.').next().unwrap_or(name).to_lowercase();
        let items = match &self.ast[index].kind {
            ExprKind::Tuple(items) => items.to_vec(),
            _ => vec![index],
        };
        let boxed = |value: Value, make: fn(Box<Type>) -> Type| match value.ty {
            Type::Unknown | Type::None => Value::default(),
            ty => Value { ty: make(Box::new(ty)), sure: value.sure },
        };
        match items[..] {
            [item] if COLLECTIONS.contains(&last.as_str()) => boxed(self.annotation(item), Type::Items),
            [item, rest] if last == "tuple" && matches!(self.ast[rest].kind, ExprKind::Ellipsis) => {
                boxed(self.annotation(item), Type::Items)
            }
            [_, value] if MAPPINGS.contains(&last.as_str()) => boxed(self.annotation(value), Type::Values),
            _ => Value::default(),
        }
    }

    /// What going through `iter` gives each time.
    pub(super) fn item_of(&self, iter: ExprId) -> Value {
        if let ExprKind::Call { func, args } = &self.ast[iter].kind {
            if let (Some(name), Some(arg)) = (self.builtin(*func), args.first())
                && SAME_ITEMS.contains(&name)
            {
                return self.item_of(arg.value);
            }
            if let ExprKind::Attribute { value, attr } = &self.ast[*func].kind
                && attr == "values"
            {
                return self.value_of(*value);
            }
        }
        let value = self.infer(iter);
        match value.ty {
            Type::Items(item) => Value { ty: *item, sure: value.sure },
            _ => self.written_out(iter, false),
        }
    }

    /// The second part of what going through `iter` gives: of `mapping.items()`, of `enumerate(items)`.
    pub(super) fn second_of(&self, iter: ExprId) -> Value {
        let ExprKind::Call { func, args } = &self.ast[iter].kind else { return Value::default() };
        match (&self.ast[*func].kind, args.first()) {
            (ExprKind::Attribute { value, attr }, _) if attr == "items" => self.value_of(*value),
            (_, Some(arg)) if self.builtin(*func) == Some("enumerate") => self.item_of(arg.value),
            _ => Value::default(),
        }
    }

    /// What stands under a key, or at a place, of `collection`.
    pub(super) fn item_at(&self, collection: ExprId) -> Value {
        let value = self.infer(collection);
        match value.ty {
            Type::Items(item) | Type::Values(item) => Value { ty: *item, sure: value.sure },
            Type::Instance(name) if name == "list" => self.written_out(collection, false),
            Type::Unknown | Type::Instance(_) => self.written_out(collection, true),
            _ => Value::default(),
        }
    }

    fn value_of(&self, mapping: ExprId) -> Value {
        let value = self.infer(mapping);
        match value.ty {
            Type::Values(item) => Value { ty: *item, sure: value.sure },
            _ => self.written_out(mapping, true),
        }
    }

    /// What a method of a declared collection or mapping takes out of it.
    pub(super) fn taken_out(&self, callee: ExprId) -> Option<Value> {
        let ExprKind::Attribute { value, attr } = &self.ast[callee].kind else { return None };
        if !TAKES_OUT.contains(&attr.as_str()) {
            return None;
        }
        let object = self.infer(*value);
        match object.ty {
            Type::Items(item) | Type::Values(item) => Some(Value { ty: *item, sure: object.sure }),
            _ => None,
        }
    }

    /// What is in a collection, or a mapping under its keys, that the file writes out: instances of one class. Never
    /// sure, as others may put something else in.
    fn written_out(&self, collection: ExprId, mapping: bool) -> Value {
        let sources = self.sources(collection);
        let [source] = sources.exprs[..] else { return Value::default() };
        let Some(source) = self.own(source).filter(|_| sources.complete) else { return Value::default() };
        let items = match &self.ast[source].kind {
            ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) if !mapping => items.to_vec(),
            ExprKind::Dict(pairs) if mapping => pairs.iter().map(|(_, value)| *value).collect(),
            ExprKind::Comprehension { kind, element, .. } if (*kind == ComprehensionKind::Dict) == mapping => {
                vec![*element]
            }
            _ => return Value::default(),
        };
        let mut types = items.into_iter().map(|item| self.infer(item).ty);
        let first = types.next().filter(|ty| matches!(ty, Type::Instance(_) | Type::Object(_)));
        match first {
            Some(ty) if types.all(|other| other == ty) => Value { ty, sure: false },
            _ => Value::default(),
        }
    }
}
