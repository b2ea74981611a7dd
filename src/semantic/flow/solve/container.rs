//! What containers, generators and mappings hold.

use super::super::{Key, Node, Shared, Taken, Thing};
use super::Solver;
use crate::semantic::program::In;
use crate::syntax::ast::ExprId;
use std::rc::Rc;

impl Solver<'_> {
    /// The items of a container at a key arrive at `to`.
    fn items(&mut self, at: In<ExprId>, key: &Key, to: Node) {
        let Some(container) = self.containers.get(&at).map(Rc::clone) else { return };
        for (place, node) in &container.items {
            let apart = match (key, place) {
                (Key::Any, _) | (_, Key::Any) => false,
                (key, place) => key != place,
            };
            if !apart {
                self.net.copy(*node, to);
            }
        }
        let stored = self.node(Shared::Stored(at));
        self.net.copy(stored, to);
    }

    pub(super) fn item(&mut self, container: Thing, key: &Key, to: Node) {
        match container {
            Thing::Container(at) => self.items(at, key, to),
            Thing::Each(class) => self.net.push(to, Thing::Below(class)),
            Thing::Rest(function) => self.copy_shared(&Shared::Rest(function), to),
            // Type parameters are given.
            Thing::Class(_) | Thing::Many => self.net.push(to, container),
            _ => {}
        }
    }

    /// What going through something gives.
    pub(super) fn each(&mut self, container: Thing, to: Node) {
        match container {
            Thing::Container(at) if self.containers.get(&at).is_some_and(|container| container.is_dict) => {}
            Thing::Class(_) => {}
            Thing::Values(dict) => self.items(dict, &Key::Any, to),
            Thing::Generator(function) => {
                let yielded = self.node(Shared::Yield(function));
                self.net.copy(yielded, to);
            }
            other => self.item(other, &Key::Any, to),
        }
    }

    /// What the second parts of the pairs of a dict are.
    pub(super) fn second(&mut self, container: Thing, to: Node) {
        if let Thing::Pairs(dict) = container {
            self.items(dict, &Key::Any, to);
        }
    }

    /// What a method of a mapping gives.
    pub(super) fn take(&mut self, container: Thing, how: Taken, to: Node) {
        match (container, how) {
            (Thing::Container(at), Taken::Value) => self.items(at, &Key::Any, to),
            (Thing::Container(at), Taken::Values) => self.net.push(to, Thing::Values(at)),
            (Thing::Container(at), Taken::Pairs) => self.net.push(to, Thing::Pairs(at)),
            (Thing::Each(_), Taken::Value) => self.item(container, &Key::Any, to),
            (Thing::Each(_), Taken::Values) => self.net.push(to, container),
            _ => {}
        }
    }

    /// Something is put into a container.
    pub(super) fn store(&mut self, container: Thing, value: Node) {
        if let Thing::Container(at) = container {
            let stored = self.node(Shared::Stored(at));
            self.net.copy(value, stored);
        }
    }
}
