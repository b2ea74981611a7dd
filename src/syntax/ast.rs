//! The owned syntax tree of one module: arenas of expressions and statements with their spans.
//!
//! The tree is what the analysis reads; it names Python's constructs and nothing of the parser's.
//! A construct that the tree does not distinguish becomes [`ExprKind::Other`] or [`StmtKind::Other`]
//! with its parts, so that calls inside it are still seen.

#![expect(missing_docs, reason = "a variant's own line shows its fields in Python's notation")]

use crate::source::Span;
pub use smol_str::SmolStr as Name;

/// Index of an expression in [`Ast::exprs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExprId(pub u32);

/// Index of a statement in [`Ast::stmts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StmtId(pub u32);

/// Statements in order.
pub type Block = Box<[StmtId]>;

/// One module's tree.
#[derive(Debug, Default)]
pub struct Ast {
    /// All expressions; children come before their parents.
    pub exprs: Vec<Expr>,
    /// All statements; children come before their parents.
    pub stmts: Vec<Stmt>,
    /// The module's own statements.
    pub body: Block,
    /// Every comment, in order.
    pub comments: Vec<Comment>,
    /// Spans that could not be read, in order, not overlapping.
    pub unread: Vec<Span>,
    /// What of [`Ast::unread`] is nested too deeply to be kept.
    pub deep: Vec<Span>,
}

impl std::ops::Index<ExprId> for Ast {
    type Output = Expr;
    fn index(&self, id: ExprId) -> &Expr {
        &self.exprs[id.0 as usize]
    }
}

impl std::ops::Index<StmtId> for Ast {
    type Output = Stmt;
    fn index(&self, id: StmtId) -> &Stmt {
        &self.stmts[id.0 as usize]
    }
}

/// A comment.
#[derive(Clone, Copy, Debug)]
pub struct Comment {
    /// From `#` to the end of the line.
    pub span: Span,
    /// Whether nothing but white space stands before it on its line.
    pub own_line: bool,
}

/// An expression.
#[derive(Debug)]
pub struct Expr {
    /// Its place.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What an expression is.
#[derive(Debug)]
pub enum ExprKind {
    /// A name that is read or bound.
    Name(Name),
    /// `value.attr`
    Attribute { value: ExprId, attr: Name },
    /// `func(args)`
    Call { func: ExprId, args: Box<[Arg]> },
    /// A string without interpolation, adjacent literals joined; its content as far as it is plain.
    Str(Name),
    /// A bytes literal.
    Bytes,
    /// An f-string or t-string; the interpolated expressions.
    FString(Box<[ExprId]>),
    /// A number; NaN where it is not a plain integer or float.
    Number(f64),
    /// `True` or `False`
    Bool(bool),
    /// `None`
    None,
    /// `...`
    Ellipsis,
    /// `left op right`, any arithmetic or bitwise operator.
    Binary { left: ExprId, op: BinaryOp, right: ExprId },
    /// `left and right`, `left or right`
    Logical { left: ExprId, and: bool, right: ExprId },
    /// `not operand`
    Not(ExprId),
    /// `-operand`, `+operand`, `~operand`
    Unary { operand: ExprId, minus: bool },
    /// `first op operand op operand …`
    Compare { first: ExprId, rest: Box<[(CompareOp, ExprId)]> },
    /// `body if test else orelse`
    Conditional { test: ExprId, body: ExprId, orelse: ExprId },
    /// `lambda params: body`
    Lambda { params: Box<[Param]>, body: ExprId },
    /// `await value`
    Await(ExprId),
    /// `yield value`
    Yield(Option<ExprId>),
    /// `yield from value`
    YieldFrom(ExprId),
    /// `(a, b)`, with or without parentheses.
    Tuple(Box<[ExprId]>),
    /// `[a, b]`
    List(Box<[ExprId]>),
    /// `{a, b}`
    Set(Box<[ExprId]>),
    /// `{key: value, **splat}`; a splat has no key.
    Dict(Box<[(Option<ExprId>, ExprId)]>),
    /// `[element for … in … if …]` and its kin; `key` for dict comprehensions only.
    Comprehension { kind: ComprehensionKind, key: Option<ExprId>, element: ExprId, clauses: Box<[Clause]> },
    /// `value[index]`
    Subscript { value: ExprId, index: ExprId },
    /// `lower:upper:step`; the parts that are there.
    Slice(Box<[ExprId]>),
    /// `*value` where it is not an argument.
    Starred(ExprId),
    /// `target := value`
    Walrus { target: ExprId, value: ExprId },
    /// Anything else, with its parts.
    Other(Box<[ExprId]>),
}

/// An arithmetic or bitwise operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `**`
    Pow,
    /// `<<`
    LeftShift,
    /// `|`
    BitOr,
    /// `%`
    Mod,
    /// Any other.
    Other,
}

/// A comparison operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    /// `==`
    Eq,
    /// `!=`
    NotEq,
    /// `<`
    Lt,
    /// `<=`
    LtE,
    /// `>`
    Gt,
    /// `>=`
    GtE,
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `in`
    In,
    /// `not in`
    NotIn,
}

/// What a comprehension makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComprehensionKind {
    /// `[…]`
    List,
    /// `{…}`
    Set,
    /// `{k: v …}`
    Dict,
    /// `(…)`
    Generator,
}

/// One name of an import.
#[derive(Clone, Debug)]
pub struct ImportItem {
    /// The dotted path as written, `a.b`.
    pub path: Name,
    /// `as alias`
    pub alias: Option<Name>,
    /// The item's place.
    pub span: Span,
}

/// `for target in iter if condition …`
#[derive(Debug)]
pub struct Clause {
    /// What is bound.
    pub target: ExprId,
    /// What is iterated.
    pub iter: ExprId,
    /// The conditions after it.
    pub conditions: Box<[ExprId]>,
    /// `async for`
    pub is_async: bool,
}

/// An argument of a call or of a class header.
#[derive(Clone, Debug)]
pub struct Arg {
    /// How it is passed.
    pub kind: ArgKind,
    /// Its value; behind `*` or `**` for splats.
    pub value: ExprId,
    /// The whole argument, `timeout=5`.
    pub span: Span,
}

/// How an argument is passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgKind {
    /// `value`
    Positional,
    /// `name=value`
    Keyword(Name),
    /// `*value`
    Star,
    /// `**value`
    DoubleStar,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name.
    pub name: Name,
    /// How it takes arguments.
    pub kind: ParamKind,
    /// `: annotation`
    pub annotation: Option<ExprId>,
    /// `= default`
    pub default: Option<ExprId>,
    /// The name's place.
    pub span: Span,
}

/// How a parameter takes arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// By position or by name.
    Plain,
    /// Behind `*`: by name only.
    KeywordOnly,
    /// `*args`
    Args,
    /// `**kwargs`
    Kwargs,
}

/// A statement.
#[derive(Debug)]
pub struct Stmt {
    /// The whole statement, decorators included.
    pub span: Span,
    /// What it is.
    pub kind: StmtKind,
}

/// What a statement is.
#[derive(Debug)]
pub enum StmtKind {
    /// An expression on its own.
    Expr(ExprId),
    /// `a = b = value`
    Assign { targets: Box<[ExprId]>, value: ExprId },
    /// `target += value`
    AugAssign { target: ExprId, op: BinaryOp, value: ExprId },
    /// `target: annotation = value`
    AnnAssign { target: ExprId, annotation: ExprId, value: Option<ExprId> },
    /// `return value`
    Return(Option<ExprId>),
    /// `raise exc from cause`; Python 2's `raise E, value` keeps `E`.
    Raise { exc: Option<ExprId>, cause: Option<ExprId> },
    /// `del targets`
    Delete(Box<[ExprId]>),
    /// `assert test, message`
    Assert { test: ExprId, message: Option<ExprId> },
    /// `pass`
    Pass,
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `global names`
    Global(Box<[Name]>),
    /// `nonlocal names`
    Nonlocal(Box<[Name]>),
    /// `import a.b as c, d`
    Import(Box<[ImportItem]>),
    /// `from ..module import a as b`; no items for `*`.
    ImportFrom { module: Name, level: u32, items: Box<[ImportItem]> },
    /// `if`/`elif`; an `elif` is an [`StmtKind::If`] alone in `orelse`.
    If { test: ExprId, body: Block, orelse: Block },
    /// `for target in iter`
    For(Box<For>),
    /// `while test`; the header from `while` to the colon, without the colon.
    While { test: ExprId, body: Block, orelse: Block, header: Span },
    /// `try`
    Try(Box<Try>),
    /// `with items`
    With { is_async: bool, items: Box<[WithItem]>, body: Block },
    /// `match subject`
    Match { subject: ExprId, cases: Box<[Case]> },
    /// `def`
    Function(Box<FunctionDef>),
    /// `class`
    Class(Box<ClassDef>),
    /// Anything else, with its parts (`type X = …`, Python 2's `print` and `exec`).
    Other(Box<[ExprId]>),
}

/// A `for` loop.
#[derive(Debug)]
pub struct For {
    /// `async for`
    pub is_async: bool,
    /// What each turn binds.
    pub target: ExprId,
    /// What is iterated.
    pub iter: ExprId,
    /// The loop's body.
    pub body: Block,
    /// The `else` block.
    pub orelse: Block,
    /// From `for` (or `async`) to the colon, without the colon.
    pub header: Span,
}

/// A `try` statement.
#[derive(Debug)]
pub struct Try {
    /// What is tried.
    pub body: Block,
    /// The `except` clauses, in order.
    pub handlers: Box<[ExceptClause]>,
    /// The `else` block.
    pub orelse: Block,
    /// The `finally` block.
    pub finalbody: Block,
    /// `except*`
    pub star: bool,
}

/// One `except` clause.
#[derive(Debug)]
pub struct ExceptClause {
    /// The whole clause.
    pub span: Span,
    /// From `except` to the colon, without the colon.
    pub head: Span,
    /// The class or tuple of classes; PEP 758's bare tuple is an [`ExprKind::Tuple`].
    pub class: Option<ExprId>,
    /// `as name`
    pub name: Option<Name>,
    /// The handler's body.
    pub body: Block,
}

/// One item of a `with` statement.
#[derive(Debug)]
pub struct WithItem {
    /// The context manager.
    pub context: ExprId,
    /// `as target`
    pub target: Option<ExprId>,
}

/// One `case` of a `match`.
#[derive(Debug)]
pub struct Case {
    /// Names that the pattern binds, as name expressions.
    pub bindings: Box<[ExprId]>,
    /// Values that the pattern compares with, as far as they are expressions.
    pub values: Box<[ExprId]>,
    /// `if guard`
    pub guard: Option<ExprId>,
    /// Whether the pattern takes everything (`case _:` or a bare name, without guard).
    pub irrefutable: bool,
    /// The case's body.
    pub body: Block,
}

/// A function.
#[derive(Debug)]
pub struct FunctionDef {
    /// Its name.
    pub name: Name,
    /// The name's place.
    pub name_span: Span,
    /// `async def`
    pub is_async: bool,
    /// The parameters in order.
    pub params: Box<[Param]>,
    /// `-> annotation`
    pub returns: Option<ExprId>,
    /// The expressions behind `@`, in order.
    pub decorators: Box<[ExprId]>,
    /// The body, the docstring included.
    pub body: Block,
}

/// A class.
#[derive(Debug)]
pub struct ClassDef {
    /// Its name.
    pub name: Name,
    /// The name's place.
    pub name_span: Span,
    /// The bases and keywords of the header.
    pub args: Box<[Arg]>,
    /// The expressions behind `@`, in order.
    pub decorators: Box<[ExprId]>,
    /// The body.
    pub body: Block,
}
