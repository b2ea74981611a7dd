//! Functions that something is given to call: as an argument, in a list, by an assignment.

use super::{ANY_ATTRIBUTE, Entry, EntryKind};
use crate::catalog::schema::{Meaning, Role};
use crate::semantic::arguments::Given;
use crate::semantic::infer::Type;
use crate::semantic::program::In;
use crate::semantic::{Call, Model};
use crate::syntax::ast::{Arg, ArgKind, ExprId, ExprKind, StmtKind};

impl<'a> Model<'a> {
    /// The call to which a mention is given as an argument, by itself, in a list or wrapped, and that argument.
    pub fn registrar(&self, mention: ExprId) -> Option<(Call<'a>, ExprId)> {
        let mut top = mention;
        loop {
            let parent = self.index.exprs[top.0 as usize].parent?;
            match self.ast[parent].kind {
                ExprKind::List(_) | ExprKind::Tuple(_) | ExprKind::Set(_) | ExprKind::Dict(_) => {}
                ExprKind::Call { func, .. } if func != top => {
                    let call = self.call(parent)?;
                    if !matches!(call.fact.and_then(|fact| fact.role), Some(Role::Partial | Role::Transparent)) {
                        return Some((call, top));
                    }
                }
                _ => return None,
            }
            top = parent;
        }
    }

    /// The calls of an attribute of that name on something that is not known (`args.func(args)`).
    pub fn calls_by_attribute(&self, name: &str) -> Vec<In<ExprId>> {
        let named = self.index.calls.iter().copied().filter(|&call| {
            let ExprKind::Call { func, .. } = self.ast[call].kind else { return false };
            let is_named = matches!(&self.ast[func].kind, ExprKind::Attribute { attr, .. } if attr == name);
            is_named && self.infer(func).ty == Type::Unknown
        });
        named.map(|call| self.here(call)).collect()
    }

    /// What a mention of a function that does not call it makes of it.
    /// `qualified` is the function's name.
    pub fn mentioned_as(&self, mention: ExprId, qualified: &str) -> Option<Entry> {
        let name = format!("`{qualified}`");
        let Some((call, given)) = self.registrar(mention) else { return self.assigned_as(mention, &name) };
        let means = |meaning: Meaning| {
            let parameter = call.fact?.meanings.as_ref()?.get(&meaning)?;
            let names = std::iter::once(&parameter.name).chain(&parameter.also);
            names.map(|name| self.argument(&call, name)).find(|value| *value == Given::Value(given))
        };
        let meant = |meaning: Meaning| means(meaning).is_some();
        let bare = given == mention;
        let (kind, label) = match call.fact?.role {
            _ if meant(Meaning::Callbacks) => (EntryKind::Registered, name),
            _ if meant(Meaning::Hooked) => (EntryKind::Route, name),
            Some(Role::Thread) if meant(Meaning::Target) => (EntryKind::Thread, format!("thread target {name}")),
            Some(Role::Schedule) if meant(Meaning::Target) || self.is_called_by_name(&call, given) => {
                (EntryKind::Callback, format!("callback {name}"))
            }
            Some(Role::SpawnTask) if meant(Meaning::Awaitable) => {
                (EntryKind::Task, format!("the task that runs {name}"))
            }
            Some(Role::EntryPoint) if bare => (EntryKind::Callback, format!("callback {name}")),
            Some(Role::RequestHook) if bare => (EntryKind::Route, name),
            Some(Role::Route) if meant(Meaning::Handler) => (EntryKind::Route, format!("route handler {name}")),
            Some(Role::Include) if meant(Meaning::Included) => (EntryKind::Route, format!("route handler {name}")),
            _ => return None,
        };
        Some(Entry::new(kind, label).if_sure(call.value.sure).on(self.router_of(call.callee)))
    }

    /// Whether a call keeps what it is given under the keyword's name, by which others call it.
    fn is_called_by_name(&self, call: &Call<'a>, given: ExprId) -> bool {
        let drivers = call.fact.and_then(|fact| fact.fails_in.as_deref()).unwrap_or_default();
        let by_name = |arg: &Arg| arg.value == given && matches!(arg.kind, ArgKind::Keyword(_));
        drivers.iter().any(|driver| driver == ANY_ATTRIBUTE) && call.args.iter().any(by_name)
    }

    /// A function that is assigned to an attribute which a library's object calls (`client.on_message = received`).
    fn assigned_as(&self, mention: ExprId, name: &str) -> Option<Entry> {
        let StmtKind::Assign { targets, value } = &self.ast[self.stmt_of(mention)].kind else { return None };
        let object = targets.iter().find_map(|&target| match &self.ast[target].kind {
            ExprKind::Attribute { value, attr } => Some((self.infer(*value), attr)),
            _ => None,
        });
        let (object, attr) = object.filter(|_| *value == mention)?;
        let calls = |class: &str| self.catalog.callbacks(class).any(|callback| callback == attr.as_str());
        let taken = match &object.ty {
            Type::Instance(class) => calls(class),
            Type::Object(class) => self.library_bases(*class).iter().any(|base| calls(base)),
            _ => false,
        };
        taken.then(|| Entry::new(EntryKind::Callback, format!("callback {name}")).if_sure(object.sure))
    }
}
