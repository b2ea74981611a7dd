//! Subclasses that give a default limit where a key is missing that the library always passes.

use super::{DeadLimit, Why};
use crate::catalog::schema::Meaning;
use crate::semantic::Model;
use crate::semantic::arguments::Constant;
use crate::semantic::index::{ClassId, FunctionId};
use crate::syntax::ast::{ArgKind, CompareOp, ExprId, ExprKind, Name, ParamKind, StmtKind};

/// The class of `**kwargs`.
const MAPPING: &str = "dict";

/// A dict in a method, and the key that is always in it.
struct Passed<'n> {
    dict: Name,
    key: &'n str,
}

/// What an expression does with the key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It does what should be done where the key is missing.
    Test,
    /// It looks at the value, or changes the dict.
    Look,
    None,
}

impl Model<'_> {
    /// Tests for a key that is always there, in overrides that do not look at its value.
    pub(super) fn keys_always_there(&self) -> Vec<DeadLimit> {
        let classes = 0..u32::try_from(self.index.classes.len()).expect("a file has fewer than 2^32 classes");
        classes.flat_map(|class| self.keys_in_class(ClassId(class))).collect()
    }

    fn keys_in_class(&self, class: ClassId) -> Vec<DeadLimit> {
        if self.class(class).methods.is_empty() {
            return Vec::new();
        }
        let bases = self.library_bases(self.here(class));
        let mut methods = self.class(class).methods.iter().collect::<Vec<_>>();
        methods.sort_by_key(|(_, method)| **method);
        let methods = methods.into_iter().filter(|(_, method)| !self.is_limited_beside(self.here(class), **method));
        let dead = methods.flat_map(|(name, &method)| {
            let fact = bases.iter().find_map(|base| self.catalog.method(base, name));
            let keys = fact.and_then(|fact| fact.always_passes.as_deref()).unwrap_or_default();
            keys.iter().flat_map(move |key| self.tests_in(method, key))
        });
        dead.collect()
    }

    fn tests_in(&self, method: FunctionId, key: &str) -> Vec<DeadLimit> {
        let function = self.function(method);
        let collects = function.params.iter().find(|param| param.kind == ParamKind::Kwargs);
        let Some(dict) = collects.filter(|_| function.params.iter().all(|param| param.name != key)) else {
            return Vec::new();
        };
        let passed = Passed { dict: dict.name.clone(), key };
        let uses = self.uses_in(method, &passed);
        let rebound = self.bindings(function.scope, &passed.dict).len() > 1;
        if rebound || uses.iter().any(|(_, what)| *what == Use::Look) {
            return Vec::new();
        }
        let dead = uses.into_iter().map(|(expr, _)| DeadLimit {
            span: self.span(expr),
            why: Why::AlwaysPassed(passed.dict.clone(), key.into()),
            mend: None,
            related: None,
            sure: true,
        });
        dead.collect()
    }

    fn uses_in(&self, method: FunctionId, passed: &Passed<'_>) -> Vec<(ExprId, Use)> {
        let mut found = Vec::new();
        for &stmt in self.stmts_of(method) {
            let stored = match &self.ast[stmt].kind {
                StmtKind::Assign { targets, .. } => &targets[..],
                _ => &[],
            };
            for part in self.own_exprs(stmt).into_iter().filter(|part| !stored.contains(part)) {
                self.visit(part, &mut |expr, kind| match self.use_of_key(kind, passed) {
                    Use::None => {}
                    what => found.push((expr, what)),
                });
            }
        }
        found
    }

    fn use_of_key(&self, kind: &ExprKind, passed: &Passed<'_>) -> Use {
        match kind {
            ExprKind::Compare { first, rest } => match &**rest {
                [(CompareOp::In | CompareOp::NotIn, dict)]
                    if self.is_key(*first, passed) && self.is_dict(*dict, passed) =>
                {
                    Use::Test
                }
                _ => Use::None,
            },
            ExprKind::Subscript { value, index } if self.is_dict(*value, passed) && self.is_key(*index, passed) => {
                Use::Look
            }
            ExprKind::Call { func, args } => match &self.ast[*func].kind {
                ExprKind::Attribute { value, attr } if self.is_dict(*value, passed) => {
                    let keyed = args.first().is_some_and(|arg| self.is_key(arg.value, passed));
                    if keyed { self.use_by_method(attr, args.get(1).map(|arg| arg.value)) } else { Use::None }
                }
                _ if args.iter().any(|arg| arg.kind != ArgKind::DoubleStar && self.is_dict(arg.value, passed)) => {
                    Use::Look
                }
                _ => Use::None,
            },
            _ => Use::None,
        }
    }

    /// What a method of the dict does that is given the key: a fallback is for a missing key.
    fn use_by_method(&self, method: &str, second: Option<ExprId>) -> Use {
        let given = second.filter(|&second| self.falls_back(method) && self.constant(second) != Some(Constant::None));
        if given.is_some() { Use::Test } else { Use::Look }
    }

    /// Whether a method of a dict is given what holds where the key is missing.
    pub(in crate::semantic::timeout) fn falls_back(&self, method: &str) -> bool {
        let meanings = self.catalog.method(MAPPING, method).and_then(|fact| fact.meanings.as_ref());
        meanings.is_some_and(|meanings| meanings.contains_key(&Meaning::Fallback))
    }

    fn is_key(&self, expr: ExprId, passed: &Passed<'_>) -> bool {
        matches!(&self.ast[expr].kind, ExprKind::Str(text) if text == passed.key)
    }

    fn is_dict(&self, expr: ExprId, passed: &Passed<'_>) -> bool {
        matches!(&self.ast[expr].kind, ExprKind::Name(name) if *name == passed.dict)
    }
}
