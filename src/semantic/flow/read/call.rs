//! Calls: what is called, what is given, and what comes back.

use super::super::{Argument, ArgumentKind, Calling, Node, Site, Taken, Thing, Via, Watch};
use super::{Reader, Seen};
use crate::catalog::schema::{Meaning, Role};
use crate::semantic::Call;
use crate::semantic::infer::Type;
use crate::syntax::ast::{Arg, ArgKind, ExprId, ExprKind, Name, ParamKind, StmtKind};

/// Methods that put their last argument into what they are called on.
const STORES: [&str; 6] = ["append", "appendleft", "add", "insert", "setdefault", "put"];

impl Taken {
    /// What a method of a mapping gives.
    fn of(method: &str) -> Option<Self> {
        match method {
            "get" | "pop" | "setdefault" => Some(Self::Value),
            "values" => Some(Self::Values),
            "items" => Some(Self::Pairs),
            _ => None,
        }
    }
}

impl<'a> Reader<'a, '_> {
    /// What a call gives.
    pub(super) fn call(&mut self, expr: ExprId, func: ExprId) -> Option<Node> {
        let call = self.model.call(expr)?;
        match call.fact.and_then(|fact| fact.role) {
            Some(Role::Partial) => return self.partial(&call),
            Some(Role::Transparent | Role::Passes) if !self.is_called(expr) => {
                return call.args.first().and_then(|arg| self.node(arg.value));
            }
            _ => self.handed(&call),
        }
        match &call.value.ty {
            Type::Symbol(name) if name == "super" => self.super_of(expr),
            Type::Symbol(_) | Type::Instance(_) => None,
            Type::Method(_, name) => {
                let name = name.clone();
                self.method_of_container(expr, func, &name)
            }
            _ => self.project_call(expr, func, call.args),
        }
    }

    fn project_call(&mut self, expr: ExprId, func: ExprId, args: &'a [Arg]) -> Option<Node> {
        let callee = self.node(func);
        let ast = self.model.ast;
        if let ExprKind::Attribute { attr, .. } = &ast[func].kind
            && (Taken::of(attr).is_some() || STORES.contains(&attr.as_str()))
        {
            let taken = self.method_of_container(expr, func, attr);
            if callee.is_none() {
                return taken;
            }
        }
        let callee = callee?;
        let result = self.promised(expr);
        let site = self.arguments(args);
        let calling =
            Calling { site: Some(site), result: Some(result), ..Calling::unseen(self.model.here(expr), Via::Call) };
        self.watch(callee, Watch::Call(calling));
        Some(result)
    }

    /// The node of an expression that is being read.
    fn promised(&mut self, expr: ExprId) -> Node {
        if let Some(Seen::Open(Some(node))) = self.exprs.get(&expr) {
            return *node;
        }
        let node = self.fresh();
        self.exprs.insert(expr, Seen::Open(Some(node)));
        node
    }

    /// `container.get(key)`, `container.append(value)`
    fn method_of_container(&mut self, expr: ExprId, func: ExprId, method: &Name) -> Option<Node> {
        let ast = self.model.ast;
        let ExprKind::Attribute { value, .. } = ast[func].kind else { return None };
        if STORES.contains(&method.as_str())
            && let ExprKind::Call { args, .. } = &ast[expr].kind
            && let Some(last) = args.last()
        {
            self.store(value, last.value);
        }
        let how = Taken::of(method)?;
        let container = self.node(value)?;
        let to = self.promised(expr);
        self.watch(container, Watch::Taken { how, to });
        Some(to)
    }

    pub(super) fn arguments(&mut self, args: &'a [Arg]) -> u32 {
        let args = args.iter().map(|arg| {
            let kind = match &arg.kind {
                ArgKind::Positional => ArgumentKind::Positional,
                ArgKind::Star => ArgumentKind::Star,
                ArgKind::Keyword(name) => ArgumentKind::Keyword(name.clone()),
                ArgKind::DoubleStar => {
                    let owner = self.as_parameter(arg.value).filter(|&(function, position)| {
                        self.model.function(function).params[position].kind == ParamKind::Kwargs
                    });
                    ArgumentKind::Spread(owner.map(|(function, _)| self.model.here(function)))
                }
            };
            Argument { kind, node: self.node(arg.value) }
        });
        let args = args.collect();
        self.site(Site { args })
    }

    /// `functools.partial(target, …)`
    fn partial(&mut self, call: &Call<'a>) -> Option<Node> {
        let (first, rest) = call.args.split_first()?;
        let target = self.node(first.value)?;
        let site = self.arguments(rest);
        self.flow.partials.push((call.expr, target, site));
        Some(self.constant(Thing::Partial(self.model.here(call.expr))))
    }

    /// A library's function calls what it is given.
    fn handed(&mut self, call: &Call<'a>) {
        if call.fact.is_none() {
            return;
        }
        if let Some(target) = self.model.meant_value(call, Meaning::Target)
            && let Some(node) = self.node(target)
        {
            self.watch(node, Watch::Call(Calling::unseen(self.model.here(target), Via::Library)));
        }
    }

    fn super_of(&mut self, call: ExprId) -> Option<Node> {
        let model = self.model.clone();
        let around = std::iter::successors(Some(model.function_of(call)), |&id| model.function(id).parent);
        let class = around.into_iter().find_map(|id| model.function(id).class)?;
        Some(self.constant(Thing::Super(model.here(class))))
    }

    /// A class decorator is called.
    pub(super) fn decorate_class(&mut self, decorator: ExprId) {
        if let Some(node) = self.node(decorator) {
            self.watch(node, Watch::Call(Calling::unseen(self.model.here(decorator), Via::Decorator)));
        }
    }

    /// Whether what a call gives is called or decorated with: then its arguments are not what it gives back.
    fn is_called(&self, call: ExprId) -> bool {
        let model = &self.model;
        let parent = model.index.exprs[call.0 as usize].parent;
        match (parent.map(|parent| &model.ast[parent].kind), &model.ast[model.stmt_of(call)].kind) {
            (Some(ExprKind::Call { func, .. }), _) => *func == call,
            (None, StmtKind::Function(definition)) => definition.decorators.contains(&call),
            _ => false,
        }
    }
}
