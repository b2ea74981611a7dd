//! Whether the number of items that are gone through grows with the input.

use crate::catalog::schema::{Meaning, Role};
use crate::semantic::Model;
use crate::semantic::index::{Binding, BindingKind, ScopeId};
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::syntax::ast::{Arg, ArgKind, BinaryOp, ExprId, ExprKind, Name, StmtKind};

/// How far values are followed.
const MAX_DEPTH: u8 = 10;
/// Words in the names of an application's own configuration.
const CONFIGURATION: [&str; 6] = ["settings", "setting", "config", "configuration", "conf", "cfg"];

impl Model<'_> {
    /// Whether going through `items` makes as many turns as the input says. A literal, a constant, the
    /// application's configuration, a count and a slice with an end are fixed.
    pub(super) fn grows(&self, items: ExprId) -> bool {
        self.grows_within(items, MAX_DEPTH)
    }

    fn grows_within(&self, items: ExprId, depth: u8) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        if self.is_configuration(items) {
            return false;
        }
        match &self.ast[items].kind {
            ExprKind::List(parts) | ExprKind::Tuple(parts) | ExprKind::Set(parts) => {
                parts.iter().any(|&part| match self.ast[part].kind {
                    ExprKind::Starred(value) => self.grows_within(value, depth),
                    _ => false,
                })
            }
            ExprKind::Dict(pairs) => pairs.iter().any(|(key, value)| key.is_none() && self.grows_within(*value, depth)),
            ExprKind::Comprehension { clauses, .. } => {
                clauses.iter().any(|clause| self.grows_within(clause.iter, depth))
            }
            ExprKind::Binary { left, op: BinaryOp::Mul, right } => {
                self.grows_within(*left, depth) || self.measures_growing(*right, depth)
            }
            ExprKind::Binary { left, right, .. }
            | ExprKind::Logical { left, right, .. }
            | ExprKind::Conditional { body: left, orelse: right, .. } => {
                self.grows_within(*left, depth) || self.grows_within(*right, depth)
            }
            ExprKind::Starred(value) | ExprKind::Await(value) | ExprKind::Walrus { value, .. } => {
                self.grows_within(*value, depth)
            }
            ExprKind::Subscript { value, index } => match self.ast[*index].kind {
                ExprKind::Slice(_) => self.text(*index).trim_end().ends_with(':') && self.grows_within(*value, depth),
                _ => true,
            },
            ExprKind::Attribute { .. } => self.attribute_grows(items, depth),
            ExprKind::Name(name) => self.name_grows(items, name, depth),
            ExprKind::Call { func, args } => self.call_grows(items, *func, args, depth),
            ExprKind::Str(_) | ExprKind::Bytes | ExprKind::Number(_) | ExprKind::None => false,
            _ => true,
        }
    }

    /// Whether a value belongs to the application's configuration, by the names on the way to it, or is named as a
    /// constant.
    fn is_configuration(&self, expr: ExprId) -> bool {
        let says_so = |name: &Name| {
            let constant = name.len() > 1 && !name.chars().any(char::is_lowercase);
            constant || name.to_lowercase().split('_').any(|word| CONFIGURATION.contains(&word))
        };
        match &self.ast[expr].kind {
            ExprKind::Name(name) => says_so(name),
            ExprKind::Attribute { value, attr } => says_so(attr) || self.is_configuration(*value),
            ExprKind::Subscript { value, .. } => self.is_configuration(*value),
            ExprKind::Call { func, .. } => self.is_configuration(*func),
            _ => false,
        }
    }

    fn attribute_grows(&self, expr: ExprId, depth: u8) -> bool {
        let sources = self.sources(expr);
        let grows = |&source: &In<ExprId>| {
            let (model, inner) = self.of(source);
            let empty = match &model.ast[inner].kind {
                ExprKind::List(parts) | ExprKind::Tuple(parts) | ExprKind::Set(parts) => parts.is_empty(),
                ExprKind::Dict(parts) => parts.is_empty(),
                _ => false,
            };
            source == self.here(expr) || empty || model.grows_within(inner, depth)
        };
        !sources.complete || sources.exprs.iter().any(grows)
    }

    fn name_grows(&self, expr: ExprId, name: &Name, depth: u8) -> bool {
        let Some(scope) = self.scope_of(expr, name) else { return true };
        let bindings = self.reaching(expr, name, scope);
        bindings.into_iter().any(|binding| self.binding_grows(binding, name, scope, depth))
    }

    fn binding_grows(&self, binding: &Binding, name: &Name, scope: ScopeId, depth: u8) -> bool {
        match &binding.kind {
            &(BindingKind::Value(value) | BindingKind::Annotated(_, Some(value))) => {
                self.grows_within(value, depth) || self.is_filled(name, scope, depth)
            }
            BindingKind::Augmented(value) => self.grows_within(*value, depth),
            BindingKind::Unpacked(value, position) => match &self.ast[*value].kind {
                ExprKind::Tuple(parts) | ExprKind::List(parts) => {
                    parts.get(*position).is_none_or(|&part| self.grows_within(part, depth))
                }
                _ => true,
            },
            // The members of an enumeration that the file writes.
            BindingKind::Class(_) => false,
            // One item of a collection of collections: a batch. Something imported: a part of the application.
            BindingKind::Iterated(_) | BindingKind::Import(_) | BindingKind::ImportFrom { .. } => false,
            _ => true,
        }
    }

    /// Whether a variable that began as a literal is filled from something that grows.
    fn is_filled(&self, name: &Name, scope: ScopeId, depth: u8) -> bool {
        let function = self.index.scopes[scope.0 as usize].function;
        let is_name = |expr: ExprId| matches!(&self.ast[expr].kind, ExprKind::Name(other) if other == name);
        self.stmts_of(function).iter().any(|&stmt| {
            let filled_by = self.own_calls(stmt).into_iter().any(|call| {
                let ExprKind::Call { func, args } = &self.ast[call].kind else { return false };
                match &self.ast[*func].kind {
                    ExprKind::Attribute { value, attr } if is_name(*value) => match attr.as_str() {
                        "append" | "add" | "insert" | "setdefault" => self.turns_grow(stmt, depth),
                        "extend" | "update" => args.iter().any(|arg| self.grows_within(arg.value, depth)),
                        _ => false,
                    },
                    _ => false,
                }
            });
            let stored = match &self.ast[stmt].kind {
                StmtKind::Assign { targets, .. } => targets.iter().any(
                    |&target| matches!(self.ast[target].kind, ExprKind::Subscript { value, .. } if is_name(value)),
                ),
                _ => false,
            };
            filled_by || (stored && self.turns_grow(stmt, depth))
        })
    }

    /// Whether a loop around a statement makes as many turns as the input says.
    fn turns_grow(&self, stmt: crate::syntax::ast::StmtId, depth: u8) -> bool {
        self.loops_around(stmt).any(|turn| match &self.ast[turn].kind {
            StmtKind::For(parts) => self.grows_within(parts.iter, depth),
            _ => true,
        })
    }

    fn call_grows(&self, expr: ExprId, func: ExprId, args: &[Arg], depth: u8) -> bool {
        let mut given = args.iter().filter(|arg| !matches!(arg.kind, ArgKind::Keyword(_))).map(|arg| arg.value);
        match self.builtin(func) {
            Some("range") => return given.any(|arg| self.measures_growing(arg, depth)),
            Some("zip") => return given.all(|arg| self.grows_within(arg, depth)),
            Some("map" | "filter") => return given.skip(1).any(|arg| self.grows_within(arg, depth)),
            Some("enumerate" | "list" | "tuple" | "set" | "frozenset" | "dict" | "sorted" | "reversed" | "iter") => {
                return given.next().is_some_and(|arg| self.grows_within(arg, depth));
            }
            _ => {}
        }
        if let ExprKind::Attribute { value, attr } = &self.ast[func].kind
            && ["items", "keys", "values", "copy"].contains(&attr.as_str())
            && args.is_empty()
        {
            return self.grows_within(*value, depth);
        }
        self.unknown_call_grows(expr, func, depth)
    }

    fn unknown_call_grows(&self, expr: ExprId, func: ExprId, depth: u8) -> bool {
        if let Some(value) = self.passed_on(expr) {
            return self.grows_within(value, depth);
        }
        if let Some(call) = self.call(expr)
            && (call.has_role(Role::Counter) || self.meant_value(&call, Meaning::Limit).is_some())
        {
            return call.args.iter().any(|arg| self.measures_growing(arg.value, depth));
        }
        match self.infer(func).ty {
            Type::Function(function) | Type::Bound(function) => {
                let (model, function) = self.of(function);
                let returned = model.return_values(function);
                returned.is_empty() || returned.into_iter().any(|value| model.grows_within(value, depth))
            }
            _ => true,
        }
    }

    /// Whether a number is the length of something that grows.
    fn measures_growing(&self, number: ExprId, depth: u8) -> bool {
        if matches!(self.ast[number].kind, ExprKind::Call { func, .. } if self.builtin(func) == Some("min")) {
            return false;
        }
        let calls = self.calls_in(number).into_iter();
        let measured = calls.filter_map(|call| match &self.ast[call].kind {
            ExprKind::Call { func, args } if self.builtin(*func) == Some("len") => args.first().map(|arg| arg.value),
            _ => None,
        });
        let mut measured = measured.chain(self.named_length(number));
        measured.any(|items| self.grows_within(items, depth))
    }

    /// What a variable holds the length of.
    fn named_length(&self, number: ExprId) -> Option<ExprId> {
        let ExprKind::Name(name) = &self.ast[number].kind else { return None };
        let scope = self.scope_of(number, name)?;
        let [Binding { kind: BindingKind::Value(value), .. }] = self.reaching(number, name, scope)[..] else {
            return None;
        };
        match &self.ast[*value].kind {
            ExprKind::Call { func, args } if self.builtin(*func) == Some("len") => args.first().map(|arg| arg.value),
            _ => None,
        }
    }
}
