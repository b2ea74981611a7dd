//! Which functions, classes and objects of the project a value may be: all of them, followed through parameters,
//! closures, decorators, containers and class hierarchies.
//!
//! Where [`infer`](super::infer) gives one type or none, this gives a set, which grows with the calls that are known.
//! Each file is [read](FileFlow) by itself into nodes and what flows between them; [`solve`] joins the files and lets
//! things flow until nothing is new. What is not followed adds nothing to a set, and a set that grows beyond
//! [`MAX_THINGS`] is taken for unknown, so that the work is linear in the size of the project.

mod net;
mod read;
mod solve;

use super::index::{ClassId, FunctionId};
use super::program::{FileId, In};
use crate::syntax::ast::{ExprId, Name};

pub(crate) use read::Names;
pub(crate) use solve::{Edge, solve};

/// How many things a value may be until it is taken for unknown.
const MAX_THINGS: usize = 48;
/// How many classes with instances may stand below one whose overrides are told apart.
const MAX_BELOW: usize = 400;

/// A place where things arrive: an expression, a parameter, an attribute.
pub(crate) type Node = u32;

/// One thing that a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Thing {
    /// A function as it is written.
    Function(In<FunctionId>),
    /// A function with its first argument bound.
    Method(In<FunctionId>),
    /// A class.
    Class(In<ClassId>),
    /// An instance of exactly that class.
    Object(In<ClassId>),
    /// An instance of that class or of one below it.
    Below(In<ClassId>),
    /// `super()` in a method of that class.
    Super(In<ClassId>),
    /// A module.
    Module(FileId),
    /// What a list, tuple, set, dict or comprehension makes.
    Container(In<ExprId>),
    /// The values, and the pairs, of a dict that is written there.
    Values(In<ExprId>),
    Pairs(In<ExprId>),
    /// A container of instances of a class.
    Each(In<ClassId>),
    /// What that call of `functools.partial` makes.
    Partial(In<ExprId>),
    /// The generator that a function makes.
    Generator(In<FunctionId>),
    /// The `*args` of a function.
    Rest(In<FunctionId>),
    /// Too many things to tell.
    Many,
}

/// A node that more than one file, or more than one place of a file, knows by what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Shared {
    Parameter(In<FunctionId>, usize),
    Default(In<FunctionId>, usize),
    Return(In<FunctionId>),
    Yield(In<FunctionId>),
    /// What the name of a function means that has decorators.
    Decorated(In<FunctionId>),
    /// What is assigned to an attribute in a class itself.
    Attribute(In<ClassId>, Name),
    Global(FileId, Name),
    /// What calls give to `*args`, and to a name by `**kwargs`.
    Rest(In<FunctionId>),
    Keyword(In<FunctionId>, Name),
    /// What is put into a container after it was made.
    Stored(In<ExprId>),
    Found(Look, In<ClassId>, Name),
}

/// How an attribute is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Look {
    Object,
    Below,
    Class,
    Super,
    /// The same for methods as they are written, whatever decorates them.
    RawObject,
    RawBelow,
    RawSuper,
}

/// What happens when something arrives at a node.
#[derive(Clone, Debug)]
enum Watch {
    /// An attribute of it is read.
    Member { attr: Name, to: Node },
    /// Reading or setting an attribute of it runs a property.
    Property { attr: Name, at: In<ExprId> },
    /// It is called.
    Call(Calling),
    /// A special method of it is called; what that returns arrives at `to`.
    Special { method: &'static str, at: In<ExprId>, to: Option<Node> },
    /// An item of it is read.
    Item { key: Key, to: Node },
    /// It is gone through.
    Each { to: Node },
    /// It is gone through, and the second part of each of its pairs is taken.
    Second { to: Node },
    /// A method of a mapping is called on it.
    Taken { how: Taken, to: Node },
    /// It is entered by `with`.
    Enter { to: Node },
    /// Something is put into it.
    Store { value: Node },
    /// It is read on an instance: functions become methods.
    Bind { to: Node },
}

/// A call of whatever arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Calling {
    at: In<ExprId>,
    /// Where the arguments are, if they are seen.
    site: Option<u32>,
    /// How many first arguments are bound.
    bound: usize,
    /// Where what it gives arrives.
    result: Option<Node>,
    via: Via,
}

/// How a call comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Via {
    /// It is written out, with its arguments.
    Call,
    /// The same, for a `functools.partial` whose arguments stand elsewhere.
    Partial,
    /// A decorator's wrapper calls what it stands around.
    Wrapper,
    /// A special method is called by `with` or `for`.
    Special(&'static str),
    /// A decorator is called with what it decorates.
    Decorator,
    /// A property is read or set.
    Property,
    /// A library calls what it is given.
    Library,
}

/// The methods of a mapping that are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    Value,
    Values,
    Pairs,
}

/// A position in a container, if it is written out.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    Number(usize),
    Text(Name),
    Any,
}

/// The arguments of a call.
#[derive(Clone, Debug)]
struct Site {
    args: Box<[Argument]>,
}

/// An argument; the node is absent where nothing of the project can arrive.
#[derive(Clone, Debug)]
struct Argument {
    kind: ArgumentKind,
    node: Option<Node>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum ArgumentKind {
    Positional,
    Star,
    Keyword(Name),
    /// `**kwargs`, of that function where it is its parameter.
    Spread(Option<In<FunctionId>>),
}

/// What is written out of a container.
#[derive(Debug)]
struct Container {
    at: ExprId,
    is_dict: bool,
    items: Vec<(Key, Node)>,
}

/// What is known of a function besides its nodes.
#[derive(Debug, Default)]
struct FunctionFlow {
    /// The parameters that it returns as they are.
    passes: Vec<usize>,
    returns_self: bool,
    is_decorated: bool,
    /// Whether reading it as an attribute runs it.
    is_property: bool,
    is_static: bool,
    of_class: bool,
}

/// What flows in one file.
#[derive(Debug, Default)]
pub(crate) struct FileFlow {
    nodes: u32,
    shared: Vec<(Shared, Node)>,
    things: Vec<(Thing, Node)>,
    copies: Vec<(Node, Node)>,
    /// What flows where nothing else arrives.
    fallbacks: Vec<(Node, Node)>,
    watches: Vec<(Node, Watch)>,
    sites: Vec<Site>,
    containers: Vec<Container>,
    /// Calls of `functools.partial`: where, for what, with which arguments.
    partials: Vec<(ExprId, Node, u32)>,
    functions: Vec<FunctionFlow>,
    /// The lineage of each class.
    lineages: Vec<Box<[In<ClassId>]>>,
}

impl FileFlow {
    /// Gives back memory that was kept ready: the flows of all files wait for the last one.
    fn shrink(&mut self) {
        self.shared.shrink_to_fit();
        self.things.shrink_to_fit();
        self.copies.shrink_to_fit();
        self.watches.shrink_to_fit();
        self.sites.shrink_to_fit();
    }
}
