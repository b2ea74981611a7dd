//! Calls: what they call, and what they give to parameters.

use super::super::{ArgumentKind, Calling, Key, Node, Shared, Site, Thing, Via, Watch};
use super::{Edge, Solver};
use crate::semantic::index::{ClassId, FunctionId};
use crate::semantic::program::In;
use crate::syntax::ast::{ExprId, Name, ParamKind};
use std::rc::Rc;

impl Calling {
    /// A call whose arguments are not seen.
    pub(in super::super) fn unseen(at: In<ExprId>, via: Via) -> Self {
        Self { at, site: None, bound: 0, result: None, via }
    }
}

/// What a call gives to a parameter.
enum Given {
    Nothing,
    /// Something; no node where nothing of the project can arrive.
    Value(Option<Node>),
    /// Perhaps something, out of `**kwargs`.
    Perhaps(Node),
}

impl Solver<'_> {
    /// Something is called.
    pub(super) fn call(&mut self, callee: Thing, calling: Calling) {
        match callee {
            Thing::Function(function) => self.run_function(function, calling),
            Thing::Method(function) => self.run_function(function, Calling { bound: calling.bound + 1, ..calling }),
            Thing::Class(class) => self.make(class, calling),
            Thing::Object(_) | Thing::Below(_) => self.call_object(callee, calling),
            Thing::Partial(partial) => {
                if let Some(&(target, site)) = self.partials.get(&partial) {
                    let via = if calling.via == Via::Call { Via::Partial } else { calling.via };
                    self.watch(target, &Watch::Call(Calling { site: Some(site), bound: 0, via, ..calling }));
                }
            }
            Thing::Many => {
                self.open.insert(calling.at);
            }
            _ => {}
        }
    }

    fn call_object(&mut self, object: Thing, calling: Calling) {
        let (look, class) = match object {
            Thing::Below(class) => (super::Look::RawBelow, class),
            Thing::Object(class) => (super::Look::RawObject, class),
            _ => return,
        };
        let found = self.found_by(look, class, &"__call__".into());
        self.watch(found, &Watch::Call(calling));
    }

    fn make(&mut self, class: In<ClassId>, calling: Calling) {
        self.made(class);
        if let Some(result) = calling.result {
            self.net.push(result, Thing::Object(class));
        }
        let inner = Calling { bound: calling.bound + 1, result: None, ..calling };
        if let Some(init) = self.find_method(class, "__init__") {
            return self.run_function(init, inner);
        }
        if let Some(site) = calling.site {
            self.give_fields(class, site);
        }
        if let Some(generated) = self.find_method(class, "__post_init__") {
            self.run_function(generated, Calling { site: None, ..inner });
        }
    }

    /// A generated constructor keeps what it is given by name.
    fn give_fields(&mut self, class: In<ClassId>, site: u32) {
        let site = Rc::clone(&self.sites[site as usize]);
        for arg in &site.args {
            let (ArgumentKind::Keyword(name), Some(node)) = (&arg.kind, arg.node) else { continue };
            let lineage = self.lineage(class);
            let owner = lineage.iter().find(|base| {
                let classes = &self.modules[base.file.0 as usize].index.classes;
                classes[base.id.0 as usize].attributes.contains_key(name)
            });
            if let Some(&owner) = owner {
                let field = self.node(Shared::Attribute(owner, name.clone()));
                self.net.copy(node, field);
            }
        }
    }

    fn run_function(&mut self, callee: In<FunctionId>, calling: Calling) {
        if calling.via == Via::Property && !self.flow(callee).is_property {
            return;
        }
        self.edges.insert(Edge { at: calling.at, callee, via: calling.via });
        match calling.site {
            Some(site) => self.link(callee, site, calling.bound, calling.result),
            None => self.returns(callee, None, calling.bound, calling.result),
        }
    }

    /// A call's arguments arrive at the parameters of a function, and what that returns at the call.
    fn link(&mut self, function: In<FunctionId>, site: u32, bound: usize, result: Option<Node>) {
        if !self.linked.insert((function, site, bound, result)) {
            return;
        }
        let modules = self.modules;
        let this = &modules[function.file.0 as usize].index.functions[function.id.0 as usize];
        for (position, param) in this.params.iter().enumerate().skip(bound) {
            match param.kind {
                ParamKind::Args => self.give_rest(function, site, position - bound),
                ParamKind::Kwargs => self.give_names(function, site),
                ParamKind::Plain | ParamKind::KeywordOnly => {
                    if let Some(&to) = self.shared.get(&Shared::Parameter(function, position)) {
                        self.give(function, site, bound, position, to);
                    }
                }
            }
        }
        self.returns(function, Some(site), bound, result);
    }

    /// What a call gives to a parameter arrives at `to`: the default where it gives nothing.
    fn give(&mut self, function: In<FunctionId>, site: u32, bound: usize, position: usize, to: Node) {
        let modules = self.modules;
        let this = &modules[function.file.0 as usize].index.functions[function.id.0 as usize];
        let Some(param) = this.params.get(position) else { return };
        let number = (param.kind == ParamKind::Plain).then(|| position.checked_sub(bound)).flatten();
        match self.given(site, number, &param.name) {
            Given::Value(node) => node.into_iter().for_each(|node| self.net.copy(node, to)),
            Given::Nothing => self.copy_shared(&Shared::Default(function, position), to),
            Given::Perhaps(node) => {
                self.net.copy(node, to);
                if let Some(&default) = self.shared.get(&Shared::Default(function, position)) {
                    self.fallbacks.push((default, to));
                }
            }
        }
    }

    fn given(&mut self, site: u32, number: Option<usize>, name: &Name) -> Given {
        let Site { args } = &*Rc::clone(&self.sites[site as usize]);
        if let Some(arg) = args.iter().find(|arg| matches!(&arg.kind, ArgumentKind::Keyword(given) if given == name)) {
            return Given::Value(arg.node);
        }
        let positional = args.iter().filter(|arg| matches!(arg.kind, ArgumentKind::Positional | ArgumentKind::Star));
        for (at, arg) in positional.enumerate().take_while(|(at, _)| number.is_some_and(|number| *at <= number)) {
            if arg.kind == ArgumentKind::Star {
                let key = number.map_or(Key::Any, |number| Key::Number(number - at));
                return Given::Value(arg.node.map(|node| self.item_of(node, key)));
            }
            if number == Some(at) {
                return Given::Value(arg.node);
            }
        }
        let spread = args.iter().find_map(|arg| match arg.kind {
            ArgumentKind::Spread(owner) => owner,
            _ => None,
        });
        spread.map_or(Given::Nothing, |owner| Given::Perhaps(self.keyword(owner, name)))
    }

    fn item_of(&mut self, container: Node, key: Key) -> Node {
        let to = self.net.add_nodes(1);
        self.watch(container, &Watch::Item { key, to });
        to
    }

    /// What calls of a function with `**kwargs` give under a name that it does not itself take.
    fn keyword(&mut self, function: In<FunctionId>, name: &Name) -> Node {
        let key = Shared::Keyword(function, name.clone());
        if let Some(&node) = self.shared.get(&key) {
            return node;
        }
        let node = self.node(key);
        self.taken.entry(function).or_default().push((name.clone(), node));
        let sites = self.takers.get(&function).cloned().unwrap_or_default();
        sites.into_iter().for_each(|site| self.give_name(site, name, node));
        node
    }

    fn give_names(&mut self, function: In<FunctionId>, site: u32) {
        self.takers.entry(function).or_default().push(site);
        let taken = self.taken.get(&function).cloned().unwrap_or_default();
        taken.into_iter().for_each(|(name, node)| self.give_name(site, &name, node));
    }

    fn give_name(&mut self, site: u32, name: &Name, to: Node) {
        match self.given(site, None, name) {
            Given::Value(node) => node.into_iter().for_each(|node| self.net.copy(node, to)),
            Given::Perhaps(node) => self.net.copy(node, to),
            Given::Nothing => {}
        }
    }

    /// The positional arguments from `start` on arrive at `*args`.
    fn give_rest(&mut self, function: In<FunctionId>, site: u32, start: usize) {
        let Some(&to) = self.shared.get(&Shared::Rest(function)) else { return };
        let site = Rc::clone(&self.sites[site as usize]);
        let positional =
            site.args.iter().filter(|arg| matches!(arg.kind, ArgumentKind::Positional | ArgumentKind::Star));
        for arg in positional.skip(start) {
            match (arg.node, &arg.kind) {
                (Some(node), ArgumentKind::Star) => self.watch(node, &Watch::Each { to }),
                (Some(node), _) => self.net.copy(node, to),
                (None, _) => {}
            }
        }
    }

    /// What a function returns arrives at a call.
    fn returns(&mut self, function: In<FunctionId>, site: Option<u32>, bound: usize, result: Option<Node>) {
        let Some(result) = result else { return };
        if self.function(function).is_generator {
            return self.net.push(result, Thing::Generator(function));
        }
        for position in self.flow(function).passes.clone() {
            match site {
                Some(site) => self.give(function, site, bound, position, result),
                None => self.copy_shared(&Shared::Parameter(function, position), result),
            }
        }
        self.copy_shared(&Shared::Return(function), result);
    }
}
