//! What is known of libraries: facts from `rules/libraries/*.toml`, asked by qualified name.

pub mod builtin;
pub mod schema;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use schema::{Class, Function, Library, Meaning, NetworkKind, Role};
use std::collections::BTreeSet;

/// How many bases are followed; a cycle in the data ends here.
const MAX_BASES: usize = 16;

/// The name that stands for every method of a class that is not listed.
const ANY_METHOD: &str = "*";

/// Everything that the catalogue knows, indexed by qualified name.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    libraries: Vec<Library>,
    modules: FxHashMap<String, usize>,
    aliases: FxHashMap<String, String>,
    functions: FxHashMap<String, Function>,
    classes: FxHashMap<String, Class>,
    exceptions: FxHashMap<String, Vec<String>>,
    customary: FxHashMap<String, String>,
}

/// A catalogue file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogError {
    /// The file or configuration key.
    pub origin: String,
    /// What is wrong with it.
    pub reason: String,
}

impl std::fmt::Display for CatalogError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}: {}", self.origin, self.reason)
    }
}

impl std::error::Error for CatalogError {}

impl Catalog {
    /// The catalogue of `texts`, each an origin (for errors) and the TOML text of one library.
    ///
    /// # Errors
    /// A text that is not TOML of the schema, or a `like` that names nothing.
    pub fn from_texts<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<Self, CatalogError> {
        let texts = texts.into_iter().collect::<Vec<_>>();
        let read = |(origin, text): &(&str, &str)| {
            toml::from_str(text)
                .map_err(|error| CatalogError { origin: (*origin).to_owned(), reason: error.to_string() })
        };
        Self::new(texts.par_iter().map(read).collect::<Result<Vec<Library>, _>>()?)
    }

    /// The catalogue of `libraries`; a later library's fact stands in the place of an earlier one's.
    ///
    /// # Errors
    /// A `like` that names nothing, or itself.
    pub fn new(libraries: Vec<Library>) -> Result<Self, CatalogError> {
        Self::default().with(libraries)
    }

    /// This catalogue and `libraries`, whose facts stand in the place of those that are here already.
    ///
    /// # Errors
    /// A `like` that names nothing, or itself.
    pub fn with(mut self, libraries: Vec<Library>) -> Result<Self, CatalogError> {
        for library in libraries {
            self.add(library);
        }
        self.resolve_likes()?;
        Ok(self)
    }

    fn add(&mut self, mut library: Library) {
        let index = self.libraries.len();
        self.modules.extend(library.modules.iter().map(|module| (module.clone(), index)));
        self.aliases.extend(std::mem::take(&mut library.aliases));
        self.exceptions.extend(std::mem::take(&mut library.exceptions));
        self.functions.extend(std::mem::take(&mut library.functions));
        for (name, mut class) in std::mem::take(&mut library.classes) {
            class.constructor.returns.get_or_insert_with(|| name.clone());
            self.customary.extend(class.customary.iter().map(|variable| (variable.clone(), name.clone())));
            self.classes.insert(name, class);
        }
        self.libraries.push(library);
    }

    /// The catalogue as it is for a project that uses the libraries in certain versions: `is_before` says of a
    /// distribution whether the project's version lies before a given one.
    ///
    /// # Errors
    /// A `like` that names nothing, or itself.
    pub fn at(&self, is_before: &dyn Fn(&str, &str) -> bool) -> Result<Option<Self>, CatalogError> {
        let all = self.libraries.iter().flat_map(|library| library.before.iter().map(move |facts| (library, facts)));
        let hold =
            all.filter(|(library, facts)| is_before(&library.name, &facts.version)).map(|(_, facts)| facts.clone());
        let hold = hold.collect::<Vec<_>>();
        if hold.is_empty() {
            return Ok(None);
        }
        let mut earlier = self.clone();
        hold.into_iter().for_each(|facts| earlier.put_back(facts));
        earlier.resolve_likes()?;
        Ok(Some(earlier))
    }

    fn put_back(&mut self, facts: schema::Before) {
        self.functions.extend(facts.functions);
        for (name, mut constructor) in facts.constructors {
            constructor.returns.get_or_insert_with(|| name.clone());
            self.classes.entry(name).or_default().constructor = constructor;
        }
        for (name, method) in facts.methods {
            let Some((class, method_name)) = name.rsplit_once('.') else { continue };
            let class = self.classes.entry(class.to_owned()).or_default();
            class.methods.insert(method_name.to_owned(), method);
        }
    }

    /// Replaces each `like` by what it stands for.
    fn resolve_likes(&mut self) -> Result<(), CatalogError> {
        for name in keys_where(&self.functions, |fact| fact.like.is_some()) {
            let full = self.expand(&name, self.functions[&name].clone(), MAX_BASES)?;
            self.functions.insert(name, full);
        }
        for class in keys_where(&self.classes, Class::has_like) {
            let mut full = self.classes[&class].clone();
            full.constructor = self.expand(&class, full.constructor, MAX_BASES)?;
            for (name, method) in full.methods.iter_mut().filter(|(_, method)| method.like.is_some()) {
                *method = self.expand(&format!("{class}.{name}"), method.clone(), MAX_BASES)?;
            }
            self.classes.insert(class, full);
        }
        Ok(())
    }

    /// `fact` with what its `like` says where it says nothing itself.
    fn expand(&self, name: &str, mut fact: Function, depth: usize) -> Result<Function, CatalogError> {
        let Some(like) = fact.like.take() else { return Ok(fact) };
        let missing = || CatalogError {
            origin: name.to_owned(),
            reason: format!("`like = \"{like}\"` names nothing that is described"),
        };
        if depth == 0 {
            return Err(missing());
        }
        let model = self.callable(&like).cloned().ok_or_else(missing)?;
        let model = self.expand(&like, model, depth - 1)?;
        Ok(Function {
            like: None,
            network: fact.network.or(model.network),
            role: fact.role.or(model.role),
            is_async: fact.is_async.or(model.is_async),
            parameters: fact.parameters.or(model.parameters),
            raises: fact.raises.or(model.raises),
            returns: fact.returns.or(model.returns),
            timeout: fact.timeout.or(model.timeout),
            joined: fact.joined.or(model.joined),
            connects_with: fact.connects_with.or(model.connects_with),
            local_with: fact.local_with.or(model.local_with),
            everything_with: fact.everything_with.or(model.everything_with),
            always_passes: fact.always_passes.or(model.always_passes),
            drops_default: fact.drops_default.or(model.drops_default),
            parts_override: fact.parts_override.or(model.parts_override),
            pace: fact.pace.or(model.pace),
            paces: fact.paces.or(model.paces),
            application_wide: fact.application_wide.or(model.application_wide),
            replaces_prefix: fact.replaces_prefix.or(model.replaces_prefix),
            deferred: fact.deferred.or(model.deferred),
            fails_in: fact.fails_in.or(model.fails_in),
            calls_methods: fact.calls_methods.or(model.calls_methods),
            meanings: fact.meanings.or(model.meanings),
        })
    }

    /// The name under which `name` is described; a prefix that is an alias is replaced.
    pub fn canonical(&self, name: &str) -> String {
        let mut current = name.to_owned();
        for _ in 0..MAX_BASES {
            let Some(next) = self.unalias(&current) else { break };
            current = next;
        }
        current
    }

    fn unalias(&self, name: &str) -> Option<String> {
        if let Some(target) = self.aliases.get(name) {
            return Some(target.clone());
        }
        let mut end = name.len();
        while let Some(dot) = name[..end].rfind('.') {
            if let Some(target) = self.aliases.get(&name[..dot]) {
                return Some(format!("{target}{}", &name[dot..]));
            }
            end = dot;
        }
        None
    }

    /// The library to which `name` (a module or something in one) belongs.
    pub fn library_of(&self, name: &str) -> Option<&Library> {
        let mut end = name.len();
        loop {
            if let Some(&index) = self.modules.get(&name[..end]) {
                return self.libraries.get(index);
            }
            end = name[..end].rfind('.')?;
        }
    }

    /// The methods of that name that classes of the library of `name` have.
    pub fn methods_beside<'s>(&'s self, name: &'s str, method: &'s str) -> impl Iterator<Item = &'s Function> {
        let library = self.library_of(name).map(|library| &library.name);
        let own = move |class: &str| self.library_of(class).map(|found| &found.name) == library;
        let classes = self.classes.iter().filter(move |(class, _)| library.is_some() && own(class));
        classes.filter_map(move |(_, class)| class.methods.get(method))
    }

    /// All libraries, in the order given; their names and facts have moved into the catalogue.
    pub fn libraries(&self) -> &[Library] {
        &self.libraries
    }

    /// The names by which objects are changed so that their later calls wait shorter: network operations, in whose place
    /// something may be put, and attributes that are limits.
    pub fn changeable_names(&self) -> impl Iterator<Item = &str> {
        let methods = self.classes.values().flat_map(|class| &class.methods);
        let operations = methods.filter(|(_, method)| method.network.is_some()).map(|(name, _)| name.as_str());
        operations.chain(self.classes.values().filter_map(|class| class.timeout_attribute.as_deref()))
    }

    /// The modules with network operations, by name, with the kinds of these: of the standard library the module itself,
    /// else the library's.
    pub fn network_modules(&self) -> BTreeSet<(&str, NetworkKind)> {
        let functions = self.functions.iter().filter_map(|(name, function)| Some((name, function.network?)));
        let classes = self.classes.iter().flat_map(|(name, class)| {
            let methods = class.methods.values().chain([&class.constructor]);
            methods.filter_map(move |method| Some((name, method.network?)))
        });
        let modules = functions.chain(classes).flat_map(|(name, kind)| {
            let library = self.library_of(name);
            let module = name.rsplit_once('.').map(|(module, _)| module);
            let own = module.filter(|_| library.is_some_and(Library::is_standard));
            let all = library.filter(|library| !library.is_standard()).map_or(&[][..], |library| &library.modules);
            own.into_iter().chain(all.iter().map(String::as_str)).map(move |module| (module, kind))
        });
        modules.collect()
    }

    /// The last parts of the names of all functions, classes and methods with one of `roles`.
    pub fn names_with<'s>(&'s self, roles: &'s [Role]) -> impl Iterator<Item = &'s str> {
        let has_role = move |function: &Function| function.role.is_some_and(|role| roles.contains(&role));
        let functions = self.functions.iter().filter(move |(_, function)| has_role(function));
        let constructors = self.classes.iter().filter(move |(_, class)| has_role(&class.constructor));
        let methods = self.classes.values().flat_map(|class| class.methods.iter());
        let methods = methods.filter(move |(_, function)| has_role(function)).map(|(name, _)| name);
        let names = functions.map(|(name, _)| name).chain(constructors.map(|(name, _)| name)).chain(methods);
        names.map(|name| name.rsplit('.').next().unwrap_or(name))
    }

    /// A module-level function.
    pub fn function(&self, name: &str) -> Option<&Function> {
        self.functions.get(name)
    }

    /// A class.
    pub fn class(&self, name: &str) -> Option<&Class> {
        self.classes.get(name)
    }

    /// A function, a class's constructor, or a method by its qualified name.
    pub fn callable(&self, name: &str) -> Option<&Function> {
        if let Some(function) = self.functions.get(name) {
            return Some(function);
        }
        if let Some(class) = self.classes.get(name) {
            return Some(&class.constructor);
        }
        let (class, method) = name.rsplit_once('.')?;
        self.method(class, method)
    }

    /// `method` of `class` or of the nearest base that has it; where none has, what holds for all its names.
    pub fn method(&self, class: &str, method: &str) -> Option<&Function> {
        let classes = self.ancestry(class);
        let named = |name| classes.iter().find_map(|class| class.methods.get(name));
        named(method).or_else(|| named(ANY_METHOD))
    }

    /// The methods of `class` and of its bases, by name.
    pub fn methods(&self, class: &str) -> impl Iterator<Item = (&str, &Function)> {
        self.ancestry(class).into_iter().flat_map(|class| &class.methods).map(|(name, method)| (name.as_str(), method))
    }

    /// The class of `attribute` of an instance of `class`.
    pub fn attribute(&self, class: &str, attribute: &str) -> Option<&str> {
        self.ancestry(class).into_iter().find_map(|class| class.attributes.get(attribute)).map(String::as_str)
    }

    /// The attribute of instances of `class` that sets the time limit of later calls.
    pub fn timeout_attribute(&self, class: &str) -> Option<&str> {
        self.ancestry(class).into_iter().find_map(|class| class.timeout_attribute.as_deref())
    }

    /// Whether assigning to `attribute` of an instance of `class` looks like a time limit and is none.
    pub fn is_without_effect(&self, class: &str, attribute: &str) -> bool {
        let classes = self.ancestry(class);
        classes.into_iter().any(|class| class.attributes_without_effect.iter().any(|name| name == attribute))
    }

    /// Whether leaving a `with` block of an instance of `class` waits for the work that was handed to it.
    pub fn joins_on_exit(&self, class: &str) -> bool {
        self.ancestry(class).into_iter().any(|class| class.joins_on_exit)
    }

    /// The attribute of tasks of `class` that says after which exceptions one is run again.
    pub fn retry_on_attribute(&self, class: &str) -> Option<&str> {
        self.ancestry(class).into_iter().find_map(|class| class.retry_on_attribute.as_deref())
    }

    /// The attributes of instances of `class` that take a function to call.
    pub fn callbacks(&self, class: &str) -> impl Iterator<Item = &str> {
        self.ancestry(class).into_iter().flat_map(|class| &class.callbacks).map(String::as_str)
    }

    /// The settings whose strings name classes and functions of the project, each with that for which those stand.
    pub fn settings(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.libraries.iter().flat_map(|library| &library.settings);
        all.map(|(setting, like)| (setting.as_str(), like.as_str()))
    }

    /// What `class` says as an HTTP response, itself or through a base.
    pub fn response(&self, class: &str) -> Option<&schema::Response> {
        self.ancestry(class).into_iter().find_map(|class| class.response.as_ref())
    }

    /// `class` and its bases as far as they are described, nearest first.
    fn ancestry(&self, class: &str) -> Vec<&Class> {
        let mut found = Vec::new();
        let mut pending = vec![class];
        while let Some(name) = pending.pop() {
            if found.len() > MAX_BASES {
                break;
            }
            if let Some(class) = self.classes.get(name) {
                found.push(class);
                pending.extend(class.bases.iter().rev().map(String::as_str));
            }
        }
        found
    }

    /// Whether `name` is an exception class that the catalogue describes.
    pub fn is_exception(&self, name: &str) -> bool {
        self.exceptions.contains_key(name)
    }

    /// Whether `class` is `base` or, by the described bases, derived from it; `None` where a base is not described.
    pub fn is_subclass(&self, class: &str, base: &str) -> Option<bool> {
        let mut pending = vec![class];
        let mut complete = true;
        for _ in 0..256 {
            let Some(name) = pending.pop() else { break };
            if name == base {
                return Some(true);
            }
            match self.exceptions.get(name) {
                Some(bases) => pending.extend(bases.iter().map(String::as_str)),
                None => complete = false,
            }
        }
        complete.then_some(false)
    }

    /// What a method of an unknown object customarily means by its name (`close`).
    pub fn customary_method(&self, name: &str) -> Option<Role> {
        self.libraries.iter().find_map(|library| library.customary_methods.get(name)).copied()
    }

    /// Whether a parameter of that name has that meaning wherever the catalogue knows one (`exc_info`).
    pub fn is_customary_parameter(&self, name: &str, meaning: Meaning) -> bool {
        let means = |function: &Function| {
            function
                .meanings
                .as_ref()
                .and_then(|meanings| meanings.get(&meaning))
                .is_some_and(|found| found.name == name)
        };
        let methods = self.classes.values().flat_map(|class| class.methods.values());
        self.functions.values().chain(methods).any(means)
    }

    /// A method of that name that has `role` in some class: of the first such class by name.
    pub fn customary_with_role(&self, method: &str, role: Role) -> Option<&Function> {
        let of = |class: &'_ Class| class.methods.get(method).is_some_and(|found| found.role == Some(role));
        let classes = self.classes.iter().filter(|(_, class)| of(class));
        classes.min_by_key(|(name, _)| name.as_str()).and_then(|(_, class)| class.methods.get(method))
    }

    /// The first method of `class`, by name, that has `role`.
    pub fn method_with_role(&self, class: &str, role: Role) -> Option<&str> {
        let methods = self.ancestry(class).into_iter().flat_map(|class| &class.methods);
        methods.filter(|(_, method)| method.role == Some(role)).map(|(name, _)| name.as_str()).next()
    }

    /// Python's own function that waits: awaited, or blocking.
    pub fn sleep(&self, is_async: bool) -> Option<&str> {
        let waits =
            |function: &Function| function.role == Some(Role::Delay) && function.is_async.unwrap_or(false) == is_async;
        let own = |name: &str| self.library_of(name).is_some_and(|library| library.name.starts_with("python"));
        let names = self.functions.iter().filter(|(name, function)| waits(function) && own(name));
        names.map(|(name, _)| name.as_str()).min()
    }

    /// The first function or class by name that belongs to the library of `name` and has `role`; `prefer` among them
    /// one whose name contains that word.
    pub fn companion(&self, name: &str, role: Role, prefer: &str) -> Option<&str> {
        let library = self.library_of(name)?;
        let own = |other: &str| self.library_of(other).is_some_and(|found| found.name == library.name);
        let functions = self.functions.iter().filter(|(_, function)| function.role == Some(role));
        let classes = self.classes.iter().filter(|(_, class)| class.constructor.role == Some(role));
        let names = functions.map(|(name, _)| name).chain(classes.map(|(name, _)| name)).filter(|name| own(name));
        names.min_by_key(|name| (!name.contains(prefer), name.len(), name.as_str())).map(String::as_str)
    }

    /// Python's own function with `role`: the first by name.
    pub fn own_with_role(&self, role: Role) -> Option<&str> {
        let own = |name: &str| self.library_of(name).is_some_and(|library| library.name.starts_with("python"));
        let names = self.functions.iter().filter(|(name, function)| function.role == Some(role) && own(name));
        names.map(|(name, _)| name.as_str()).min()
    }

    /// Whether an attribute of that name looks at the status on some HTTP response (`status_code`, `ok`).
    pub fn is_status_attribute(&self, name: &str) -> bool {
        let mut responses = self.classes.values().filter_map(|class| class.response.as_ref());
        responses.any(|response| response.status.iter().any(|status| status == name))
    }

    /// Whether an attribute of that name is true on success on some HTTP response (`ok`).
    pub fn is_success_attribute(&self, name: &str) -> bool {
        let mut responses = self.classes.values().filter_map(|class| class.response.as_ref());
        responses.any(|response| response.success.iter().any(|success| success == name))
    }

    /// Whether `class` is, or is derived from, what some network operation raises.
    pub fn is_network_failure(&self, class: &str) -> bool {
        let methods = self.classes.values().flat_map(|class| class.methods.values());
        let mut operations = self.functions.values().chain(methods).filter(|function| function.network.is_some());
        operations.any(|function| {
            let raised = function.raises.iter().flatten().filter(|raised| raised.as_str() != "Exception");
            raised.into_iter().any(|raised| self.is_subclass(class, raised) == Some(true))
        })
    }

    /// The qualified class of a variable whose name customarily means one (`logger`).
    pub fn customary_class(&self, variable: &str) -> Option<&str> {
        self.customary.get(variable).map(String::as_str)
    }

    /// The module that an unbound `name` customarily means.
    pub fn customary_module(&self, name: &str) -> Option<&str> {
        let index = *self.modules.get(name)?;
        let library = self.libraries.get(index)?;
        library.customary.then(|| library.modules.iter().find(|module| *module == name)).flatten().map(String::as_str)
    }
}

fn keys_where<V>(map: &FxHashMap<String, V>, wanted: impl Fn(&V) -> bool) -> Vec<String> {
    map.iter().filter(|(_, value)| wanted(value)).map(|(name, _)| name.clone()).collect()
}
