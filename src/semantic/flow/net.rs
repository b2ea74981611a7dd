//! Nodes, and lists of what belongs to each, kept in one piece of memory.

use super::{MAX_THINGS, Node, Thing, Watch};
use rustc_hash::FxHashSet;
use std::collections::VecDeque;

/// The end of a list.
const END: u32 = u32::MAX;

/// A list for each node.
struct Lists<T> {
    heads: Vec<u32>,
    items: Vec<(T, u32)>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { heads: Vec::new(), items: Vec::new() }
    }
}

impl<T: Clone> Lists<T> {
    fn push(&mut self, node: Node, item: T) {
        let head = &mut self.heads[node as usize];
        let place = u32::try_from(self.items.len()).expect("fewer than 2^32 items are kept");
        self.items.push((item, *head));
        *head = place;
    }

    fn iter(&self, node: Node) -> impl Iterator<Item = &T> {
        let item = |place: u32| self.items.get(place as usize);
        let first = item(self.heads[node as usize]);
        std::iter::successors(first, move |(_, next)| item(*next)).map(|(item, _)| item)
    }
}

/// Nodes, what has arrived at each, and what follows when something arrives.
#[derive(Default)]
pub(super) struct Net {
    things: Lists<Thing>,
    copies: Lists<Node>,
    watches: Lists<Watch>,
    queue: VecDeque<(Node, Thing)>,
    /// What was said while things flow, lest it is said twice.
    copied: FxHashSet<(Node, Node)>,
}

impl Net {
    /// Makes nodes; gives the first.
    pub(super) fn add_nodes(&mut self, count: u32) -> Node {
        let first = u32::try_from(self.things.heads.len()).expect("a program has fewer than 2^32 nodes");
        let total = first as usize + count as usize;
        for heads in [&mut self.things.heads, &mut self.copies.heads, &mut self.watches.heads] {
            heads.resize(total, END);
        }
        first
    }

    /// Lets something arrive.
    pub(super) fn push(&mut self, node: Node, thing: Thing) {
        let mut count = 0;
        for known in self.things.iter(node) {
            if *known == thing || *known == Thing::Many {
                return;
            }
            count += 1;
        }
        let thing = if count < MAX_THINGS { thing } else { Thing::Many };
        self.things.push(node, thing);
        self.queue.push_back((node, thing));
    }

    /// The next thing that has arrived and was not looked at.
    pub(super) fn next(&mut self) -> Option<(Node, Thing)> {
        self.queue.pop_front()
    }

    /// What has arrived.
    pub(super) fn things(&self, node: Node) -> Vec<Thing> {
        self.things.iter(node).copied().collect()
    }

    /// Whether nothing is left to be looked at.
    pub(super) fn is_settled(&self) -> bool {
        self.queue.is_empty()
    }

    pub(super) fn is_empty(&self, node: Node) -> bool {
        self.things.iter(node).next().is_none()
    }

    pub(super) fn is_many(&self, node: Node) -> bool {
        self.things.iter(node).next() == Some(&Thing::Many)
    }

    /// What arrives at `from` arrives at `to`.
    pub(super) fn copy(&mut self, from: Node, to: Node) {
        if from != to && self.copied.insert((from, to)) {
            self.copies.push(from, to);
            self.things(from).into_iter().for_each(|thing| self.push(to, thing));
        }
    }

    /// The same, before anything has arrived, of nodes for which it was not yet said.
    pub(super) fn copy_first(&mut self, from: Node, to: Node) {
        self.copies.push(from, to);
    }

    pub(super) fn watch(&mut self, node: Node, watch: Watch) {
        self.watches.push(node, watch);
    }

    /// What has to be done about something that arrived, besides passing it on, which is done.
    pub(super) fn pass_on(&mut self, node: Node, thing: Thing) -> Vec<Watch> {
        let targets = self.copies.iter(node).copied().collect::<Vec<_>>();
        targets.into_iter().for_each(|to| self.push(to, thing));
        self.watches.iter(node).cloned().collect()
    }
}
