//! The paths of routes as they are served: with the prefixes of routers and of what includes them, over all files.

use super::Project;
use crate::catalog::schema::Role;
use crate::semantic::Model;
use crate::semantic::include::{Included, Inclusion};
use crate::semantic::index::FunctionId;
use crate::semantic::program::In;
use crate::syntax::ast::ExprId;

/// How many routers may include each other.
const MAX_DEPTH: u8 = 6;

/// A route as it is served.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServedRoute {
    /// The first method; GET where none is named.
    pub verb: String,
    /// The whole path as far as it is known, in the framework's own notation.
    pub path: String,
}

impl Project {
    /// The routes that a function answers.
    pub fn served_routes(&self, model: &Model<'_>, function: FunctionId) -> Vec<ServedRoute> {
        let this = model.function(function);
        let decorators = this.decorators.iter().filter_map(|&decorator| {
            let route = model.route_of_decorator(decorator, function)?;
            let path = self.served_path(model, decorator, &model.written_path(decorator)?);
            Some(ServedRoute { verb: route.verb().to_owned(), path })
        });
        let mentions = model.mentions_of(function).iter().filter_map(|&mention| {
            let (other, at) = model.of(mention);
            let (call, _) = other.registrar(at)?;
            let route = other.route_of_call(call.expr)?;
            let path = self.served_path(&other, call.expr, &other.written_path(call.expr)?);
            Some(ServedRoute { verb: route.verb().to_owned(), path })
        });
        let class = this.class.map(|class| model.here(class));
        let resources = self.services.resources.iter().filter(|(_, resource)| Some(resource.class) == class);
        let verb = this.name.rsplit('_').next().unwrap_or_default().to_uppercase();
        let resources = resources.filter_map(|(file, resource)| {
            let (other, at) = model.of(In { file: *file, id: resource.at });
            let path = self.served_path(&other, at, resource.path.as_deref()?);
            Some(ServedRoute { verb: verb.clone(), path })
        });
        let mut all = decorators.chain(mentions).chain(resources).collect::<Vec<_>>();
        all.sort();
        all.dedup();
        all
    }

    /// The path of what is registered at `at`, which is written there as `path`.
    fn served_path(&self, model: &Model<'_>, at: ExprId, path: &str) -> String {
        let path = format!("{}{path}", model.prefix_around(at));
        let router = model.call(at).and_then(|call| model.made_receiver(call.callee));
        let function = model.functions().find(|&function| model.function(function).decorators.contains(&at));
        let made =
            router.map(Included::Made).or_else(|| function.map(|function| Included::Function(model.here(function))));
        let prefix = made.and_then(|made| self.prefix_of(model, &made, MAX_DEPTH)).unwrap_or_else(|| {
            let module = Included::Module(self.imports.name(model.file));
            self.prefix_of(model, &module, MAX_DEPTH).unwrap_or_default()
        });
        format!("{prefix}{path}")
    }

    /// The prefix of all routes of something that is included, by the first inclusion of it; of a router its own too.
    fn prefix_of(&self, model: &Model<'_>, included: &Included, depth: u8) -> Option<String> {
        let own = match included {
            Included::Made(made) => {
                let (model, made) = model.of(*made);
                let call = model.call(made).filter(|call| call.has_role(Role::Router));
                call.and_then(|call| model.prefix_text(&call))
            }
            _ => None,
        };
        let inclusion = self.services.inclusions.iter().find(|(_, one)| one.included.contains(included));
        let Some((file, inclusion)) = inclusion.filter(|_| depth > 0) else { return own };
        let (other, at) = model.of(In { file: *file, id: inclusion.at });
        let own = own.filter(|_| !inclusion.replaces).unwrap_or_default();
        Some(format!("{}{own}", self.prefix_at(&other, at, inclusion, depth - 1)))
    }

    /// The prefix under which a call includes something, with those of the router on which it does.
    fn prefix_at(&self, model: &Model<'_>, at: ExprId, inclusion: &Inclusion, depth: u8) -> String {
        let Some(call) = model.call(at) else { return String::new() };
        let is_router = call.has_role(Role::Router);
        let own = if is_router { None } else { model.prefix_text(&call) };
        let around = model.prefix_around(at);
        let receiver = if is_router { Some(model.here(inclusion.at)) } else { model.made_receiver(call.callee) };
        let outer = receiver.and_then(|made| self.prefix_of(model, &Included::Made(made), depth));
        format!("{}{around}{}", outer.unwrap_or_default(), own.unwrap_or_default())
    }

    /// The routers and applications in which a router is included, itself first.
    pub(super) fn routers_around(&self, model: &Model<'_>, router: In<ExprId>) -> Vec<In<ExprId>> {
        let mut all = vec![router];
        for _ in 0..MAX_DEPTH {
            let last = Included::Made(all[all.len() - 1]);
            let inclusion = self.services.inclusions.iter().find(|(_, one)| one.included.contains(&last));
            let outer = inclusion.and_then(|(file, inclusion)| {
                let (model, at) = model.of(In { file: *file, id: inclusion.at });
                let call = model.call(at)?;
                if call.has_role(Role::Router) { Some(model.here(at)) } else { model.router_of(call.callee) }
            });
            match outer.filter(|outer| !all.contains(outer)) {
                Some(outer) => all.push(outer),
                None => break,
            }
        }
        all
    }
}
