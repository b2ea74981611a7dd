//! What containers, generators and mappings hold.

use super::{Flow, Thing, Things};
use crate::semantic::Model;
use crate::semantic::index::FunctionId;
use crate::semantic::program::In;
use crate::syntax::ast::{ExprId, ExprKind, Name};

/// Methods of a mapping that give one of its values.
const GIVES_VALUE: [&str; 3] = ["get", "pop", "setdefault"];
/// Methods of a mapping that give all of its values, and its pairs.
const GIVES_VALUES: &str = "values";
const GIVES_PAIRS: &str = "items";

/// A position in a container, if it is written out.
#[derive(Clone, Debug)]
pub(super) enum Key {
    Number(usize),
    Text(Name),
    Any,
}

impl Key {
    /// The key that `index` says.
    pub(super) fn of(model: &Model<'_>, index: ExprId) -> Self {
        match &model.ast[index].kind {
            ExprKind::Number(number) if number.fract() == 0.0 && (0.0..1e6).contains(number) =>
            {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in range")]
                Self::Number(*number as usize)
            }
            ExprKind::Str(text) => Self::Text(text.as_str().into()),
            _ => Self::Any,
        }
    }
}

impl<'a> Flow<'a> {
    /// What going through any of these gives.
    pub(super) fn iterated(&self, containers: &Things) -> Things {
        let items = containers.iter().flat_map(|&container| match container {
            Thing::Container(place) if self.is_dict(place) => Things::new(),
            Thing::Values(dict) => self.items_of(Thing::Container(dict), &Key::Any),
            Thing::Generator(function) => self.yielded(function),
            _ => self.items_of(container, &Key::Any),
        });
        items.collect()
    }

    pub(super) fn is_dict(&self, place: In<ExprId>) -> bool {
        matches!(self.program.model(place.file).ast[place.id].kind, ExprKind::Dict(_))
    }

    /// The items at `key` of any of these.
    pub(super) fn items(&self, containers: &Things, key: &Key) -> Things {
        containers.iter().flat_map(|&container| self.items_of(container, key)).collect()
    }

    pub(super) fn items_of(&self, container: Thing, key: &Key) -> Things {
        match container {
            Thing::Container(place) => {
                let (model, expr) = self.of(place);
                self.written_items(&model, expr, key)
            }
            Thing::Each(annotation) => {
                let (model, annotation) = self.of(annotation);
                self.annotated(&model, annotation)
            }
            Thing::Rest(function, position) => self.rest(function, position),
            _ => Things::new(),
        }
    }

    pub(super) fn written_items(&self, model: &Model<'a>, expr: ExprId, key: &Key) -> Things {
        match &model.ast[expr].kind {
            ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) => {
                let starred = items.iter().any(|item| matches!(model.ast[*item].kind, ExprKind::Starred(_)));
                match key {
                    Key::Number(number) if !starred => {
                        items.get(*number).map(|&item| self.values(model, item)).unwrap_or_default()
                    }
                    _ => items.iter().flat_map(|&item| self.item(model, item)).collect(),
                }
            }
            ExprKind::Dict(pairs) => {
                let here = pairs.iter().filter(|(name, _)| match (key, name.map(|name| &model.ast[name].kind)) {
                    (Key::Text(wanted), Some(ExprKind::Str(name))) => name.as_str() == wanted.as_str(),
                    _ => true,
                });
                here.flat_map(|(_, value)| self.values(model, *value)).collect()
            }
            ExprKind::Comprehension { element, .. } => self.values(model, *element),
            _ => Things::new(),
        }
    }

    pub(super) fn item(&self, model: &Model<'a>, item: ExprId) -> Things {
        match model.ast[item].kind {
            ExprKind::Starred(inner) => self.iterated(&self.values(model, inner)),
            _ => self.values(model, item),
        }
    }

    /// What a method of a mapping gives.
    pub(super) fn taken(&self, objects: &Things, method: &Name) -> Things {
        let dicts = objects.iter().filter_map(|object| match object {
            Thing::Container(place) => Some(*place),
            _ => None,
        });
        dicts
            .flat_map(|dict| match method.as_str() {
                name if GIVES_VALUE.contains(&name) => self.items_of(Thing::Container(dict), &Key::Any),
                GIVES_VALUES => Things::from([Thing::Values(dict)]),
                GIVES_PAIRS => Things::from([Thing::Pairs(dict)]),
                _ => Things::new(),
            })
            .collect()
    }

    pub(super) fn yielded(&self, function: In<FunctionId>) -> Things {
        let (model, id) = self.of(function);
        let mut found = Things::new();
        for &stmt in model.stmts_of(id) {
            for expr in model.own_exprs(stmt) {
                model.visit(expr, &mut |_, kind| match kind {
                    ExprKind::Yield(Some(value)) => found.extend(self.values(&model, *value)),
                    ExprKind::YieldFrom(inner) => found.extend(self.iterated(&self.values(&model, *inner))),
                    _ => {}
                });
            }
        }
        found
    }
}
