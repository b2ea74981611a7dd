//! Where a queue goes in a file, and what is done with it there.

use crate::catalog::schema::{Meaning, Role};
use crate::semantic::Model;
use crate::semantic::index::{BindingKind, ClassId, FunctionId, ScopeId};
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::syntax::ast::{ArgKind, ExprId, ExprKind, Name, StmtKind};

/// How many variables, attributes and keys one queue is followed through.
const MAX_HOLDERS: usize = 16;

/// What holds a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// A variable.
    Name(ScopeId, Name),
    /// An attribute of instances of a class of the file, or of something unknown.
    Attribute(Option<In<ClassId>>, Name),
    /// A key of some dict.
    Key(Name),
    /// An item of a collection that one of the others holds.
    Item(Box<Holder>),
}

/// What is done with a queue.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// Calls that put an item, or mentions of the putting method that are handed on.
    pub(super) puts: Vec<ExprId>,
    /// Calls that take an item, or mentions of the taking method.
    pub(super) gets: Vec<ExprId>,
    /// Where it is given to something unknown.
    pub(super) given_away: Vec<ExprId>,
    /// Whether something other than one variable of one function holds it.
    pub(super) shared: bool,
    /// Looks at how much it holds.
    pub(super) looks: Vec<ExprId>,
}

impl Model<'_> {
    /// What is done with the queue of `class` that `made` makes.
    pub(super) fn queue_uses(&self, made: ExprId, class: &str) -> Uses {
        let mut uses = Uses::default();
        let mut holders = Vec::new();
        self.follow(made, &mut holders, &mut uses);
        let mut next = 0;
        while next < holders.len() && next < MAX_HOLDERS {
            let holder = holders[next].clone();
            uses.shared |= !matches!(holder, Holder::Name(scope, _) if self.in_a_function(scope));
            for mention in self.reads_of(&holder) {
                self.see_mention(mention, class, &mut holders, &mut uses);
            }
            next += 1;
        }
        uses
    }

    fn in_a_function(&self, scope: ScopeId) -> bool {
        self.index.scopes[scope.0 as usize].function != crate::semantic::index::MODULE
    }

    /// Every place of the file that reads what `holder` holds.
    fn reads_of(&self, holder: &Holder) -> Vec<ExprId> {
        let all = (0..self.ast.exprs.len())
            .map(|number| ExprId(u32::try_from(number).expect("a file has fewer than 2^32 expressions")));
        all.filter(|&expr| self.reads(expr, holder)).collect()
    }

    fn reads(&self, expr: ExprId, holder: &Holder) -> bool {
        match (&self.ast[expr].kind, holder) {
            (ExprKind::Name(name), Holder::Name(scope, held)) => {
                name == held && self.scope_of(expr, name) == Some(*scope)
            }
            (ExprKind::Attribute { value, attr }, Holder::Attribute(class, held)) => {
                attr == held && self.may_be_of(*value, *class)
            }
            (ExprKind::Subscript { index, .. }, Holder::Key(key)) => {
                matches!(&self.ast[*index].kind, ExprKind::Str(text) if text == key)
            }
            (ExprKind::Subscript { value, index }, Holder::Item(outer)) => {
                !matches!(self.ast[*index].kind, ExprKind::Slice(_)) && self.reads(*value, outer)
            }
            (ExprKind::Name(name), Holder::Item(outer)) => self.iterates(expr, name, outer),
            _ => false,
        }
    }

    /// Whether a name is bound by going through what `outer` holds.
    fn iterates(&self, expr: ExprId, name: &Name, outer: &Holder) -> bool {
        let Some(scope) = self.scope_of(expr, name) else { return false };
        self.bindings(scope, name).iter().any(|binding| match binding.kind {
            BindingKind::Iterated(items) => {
                let mut found = false;
                self.visit(items, &mut |part, _| found |= self.reads(part, outer));
                found
            }
            _ => false,
        })
    }

    /// Whether a value may be an instance of a class of the file.
    fn may_be_of(&self, value: ExprId, class: Option<In<ClassId>>) -> bool {
        match self.infer(value).ty {
            Type::Unknown | Type::Super(_) => true,
            Type::Object(other) | Type::Class(other) => {
                class.is_none_or(|class| self.lineage(other).contains(&class) || self.lineage(class).contains(&other))
            }
            _ => false,
        }
    }

    /// Notes what a mention of the queue does with it.
    fn see_mention(&self, mention: ExprId, class: &str, holders: &mut Vec<Holder>, uses: &mut Uses) {
        let parent = self.parent(mention).map(|parent| (parent, &self.ast[parent].kind));
        match parent {
            Some((attribute, ExprKind::Attribute { value, attr })) if *value == mention => {
                self.see_method(attribute, class, attr, uses);
            }
            _ => self.follow(mention, holders, uses),
        }
    }

    fn see_method(&self, attribute: ExprId, class: &str, method: &str, uses: &mut Uses) {
        // A pair of ends, as channels have them, is one queue.
        let Some(fact) = class.split(", ").find_map(|end| self.catalog.method(end, method)) else { return };
        let call = self
            .parent(attribute)
            .filter(|&call| matches!(self.ast[call].kind, ExprKind::Call { func, .. } if func == attribute));
        let place = call.unwrap_or(attribute);
        match fact.role {
            Some(Role::QueuePut) => uses.puts.push(place),
            Some(Role::BlockingWait | Role::Takes) => uses.gets.push(place),
            Some(Role::Harmless) => uses.looks.push(place),
            None if fact.raises.as_ref().is_some_and(|raised| !raised.is_empty()) => uses.gets.push(place),
            _ => {}
        }
    }

    /// Follows a value that is the queue to where it is kept or given.
    fn follow(&self, value: ExprId, holders: &mut Vec<Holder>, uses: &mut Uses) {
        let mut add = |holder: Holder| {
            if !holders.contains(&holder) {
                holders.push(holder);
            }
        };
        let Some(parent) = self.parent(value) else {
            return self.follow_statement(value, &mut add, uses);
        };
        match &self.ast[parent].kind {
            ExprKind::Attribute { .. } | ExprKind::Compare { .. } | ExprKind::Not(_) | ExprKind::FString(_) => {}
            ExprKind::Logical { .. } | ExprKind::Conditional { .. } | ExprKind::Await(_) | ExprKind::Starred(_) => {
                self.follow(parent, holders, uses);
            }
            ExprKind::Walrus { target, .. } if *target != value => self.hold(*target, &mut add),
            ExprKind::Dict(pairs) => {
                let key = pairs.iter().find(|(_, held)| *held == value).and_then(|(key, _)| *key);
                match key.map(|key| &self.ast[key].kind) {
                    Some(ExprKind::Str(key)) => add(Holder::Key(key.clone())),
                    _ => uses.given_away.push(parent),
                }
            }
            ExprKind::Tuple(parts) | ExprKind::List(parts) => {
                let position = parts.iter().position(|part| *part == value).unwrap_or(0);
                self.follow_packed(parent, position, &mut add, uses);
            }
            ExprKind::Call { func, .. } if *func != value => self.follow_argument(parent, value, &mut add, uses),
            ExprKind::Subscript { .. } => {}
            _ => uses.given_away.push(parent),
        }
    }

    fn follow_statement(&self, value: ExprId, add: &mut dyn FnMut(Holder), uses: &mut Uses) {
        match &self.ast[self.stmt_of(value)].kind {
            StmtKind::Assign { targets, value: assigned } if *assigned == value => {
                targets.iter().for_each(|&target| self.hold(target, add));
            }
            StmtKind::AnnAssign { target, value: Some(assigned), .. } if *assigned == value => {
                self.hold(*target, add);
            }
            StmtKind::For(parts) if parts.iter == value => uses.gets.push(value),
            StmtKind::Return(_) | StmtKind::Raise { .. } | StmtKind::With { .. } => uses.given_away.push(value),
            StmtKind::Expr(yielded) if *yielded != value => uses.given_away.push(value),
            _ => {}
        }
    }

    /// What an assignment to `target` makes hold the queue.
    fn hold(&self, target: ExprId, add: &mut dyn FnMut(Holder)) {
        match &self.ast[target].kind {
            ExprKind::Name(name) => {
                let Some(scope) = self.scope_of(target, name) else { return };
                let kind = self.index.scopes[scope.0 as usize].kind;
                match kind {
                    crate::semantic::index::ScopeKind::Class(class) => {
                        add(Holder::Attribute(Some(self.here(class)), name.clone()));
                    }
                    _ => add(Holder::Name(scope, name.clone())),
                }
            }
            ExprKind::Attribute { value, attr } => {
                let class = match self.infer(*value).ty {
                    Type::Object(class) | Type::Class(class) => Some(class),
                    _ => None,
                };
                add(Holder::Attribute(class, attr.clone()));
            }
            ExprKind::Subscript { value, index } => match &self.ast[*index].kind {
                ExprKind::Str(key) => add(Holder::Key(key.clone())),
                _ => self.hold_item(*value, add),
            },
            ExprKind::Tuple(ends) => ends.iter().for_each(|&end| self.hold(end, add)),
            _ => {}
        }
    }

    /// An item of the collection `collection` is the queue.
    fn hold_item(&self, collection: ExprId, add: &mut dyn FnMut(Holder)) {
        self.hold(collection, &mut |outer| add(Holder::Item(Box::new(outer))));
    }

    fn follow_argument(&self, call: ExprId, value: ExprId, add: &mut dyn FnMut(Holder), uses: &mut Uses) {
        let ExprKind::Call { func, args } = &self.ast[call].kind else { return };
        let Some(arg) = args.iter().position(|arg| arg.value == value) else { return };
        if let ExprKind::Attribute { value: collection, attr } = &self.ast[*func].kind
            && ["append", "add", "insert"].contains(&attr.as_str())
            && !matches!(self.infer(*func).ty, Type::Function(_) | Type::Bound(_))
        {
            return self.hold_item(*collection, add);
        }
        let by_name = match &args[arg].kind {
            ArgKind::Keyword(name) => Some(name),
            _ => None,
        };
        match self.infer(*func).ty {
            Type::Function(function) => self.hold_parameter(function, by_name, arg, add),
            Type::Bound(function) => self.hold_parameter(function, by_name, arg + 1, add),
            Type::Class(class) => match (self.find_method(class, "__init__"), by_name) {
                (Some(init), _) => self.hold_parameter(init, by_name, arg + 1, add),
                (None, Some(name)) => add(Holder::Attribute(Some(class), name.clone())),
                (None, None) => uses.given_away.push(call),
            },
            Type::Symbol(_) if self.builtin(*func).is_some() => {}
            _ => self.follow_partial(call, arg, add, uses),
        }
    }

    /// Arguments of a call that calls its first argument with the others: `partial(worker, queue)`, `to_thread`.
    fn follow_partial(&self, call: ExprId, position: usize, add: &mut dyn FnMut(Holder), uses: &mut Uses) {
        let target = self.call(call).and_then(|call| {
            let meant = self.meant_value(&call, Meaning::Target);
            meant.or_else(|| call.has_role(Role::Partial).then(|| call.args.first().map(|arg| arg.value)).flatten())
        });
        let ExprKind::Call { args, .. } = &self.ast[call].kind else { return };
        let first = target.and_then(|target| args.iter().position(|arg| arg.value == target));
        match (target.map(|target| self.infer(target).ty), first) {
            (Some(Type::Function(function)), Some(first)) if position > first => {
                self.hold_parameter(function, None, position - first - 1, add);
            }
            (Some(Type::Bound(function)), Some(first)) if position > first => {
                self.hold_parameter(function, None, position - first, add);
            }
            _ => uses.given_away.push(call),
        }
    }

    /// A tuple or list of arguments: `Thread(target=worker, args=(queue,))`.
    fn follow_packed(&self, packed: ExprId, position: usize, add: &mut dyn FnMut(Holder), uses: &mut Uses) {
        let Some(call) = self.parent(packed).and_then(|call| self.call(call)) else {
            uses.given_away.push(packed);
            return;
        };
        let target = self.meant_value(&call, Meaning::Target);
        match target.map(|target| self.infer(target).ty) {
            Some(Type::Function(function)) => self.hold_parameter(function, None, position, add),
            Some(Type::Bound(function)) => self.hold_parameter(function, None, position + 1, add),
            _ => uses.given_away.push(call.expr),
        }
    }

    fn hold_parameter(
        &self,
        function: In<FunctionId>,
        by_name: Option<&Name>,
        position: usize,
        add: &mut dyn FnMut(Holder),
    ) {
        // What another file does with a queue that it is given is not followed.
        let Some(function) = self.own(function).map(|function| self.function(function)) else { return };
        let param = match by_name {
            Some(name) => function.params.iter().find(|param| param.name == *name),
            None => function.params.get(position),
        };
        param.into_iter().for_each(|param| add(Holder::Name(function.scope, param.name.clone())));
    }
}
