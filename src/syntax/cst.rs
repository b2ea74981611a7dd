//! The parser's tree, typed: node kinds, fields and the parts of a node. The parser's own names stand here only.

use crate::source::Span;
use std::sync::OnceLock;
use tree_sitter::{Language, Node, TreeCursor};

/// The grammar.
pub(super) fn language() -> Language {
    tree_sitter_python::LANGUAGE.into()
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    AliasedImport,
    ArgumentList,
    AsPattern,
    AsPatternTarget,
    Assert,
    Assignment,
    Async,
    Attribute,
    AugmentedAssignment,
    Await,
    Binary,
    Block,
    Boolean,
    Break,
    Call,
    CaseClause,
    CasePattern,
    Chevron,
    Class,
    ClassPattern,
    Colon,
    Comma,
    Comment,
    Comparison,
    ComplexPattern,
    ConcatenatedString,
    Conditional,
    ConstrainedType,
    Continue,
    Decorated,
    Decorator,
    DefaultParameter,
    Delete,
    DictComprehension,
    Dictionary,
    DictionarySplat,
    DictionarySplatPattern,
    DictPattern,
    DottedName,
    ElifClause,
    Ellipsis,
    ElseClause,
    Error,
    ExceptClause,
    Exec,
    ExpressionList,
    ExpressionStatement,
    False,
    FinallyClause,
    Float,
    For,
    ForInClause,
    FormatSpecifier,
    From,
    Function,
    FutureImport,
    Generator,
    GenericType,
    Global,
    Identifier,
    If,
    IfClause,
    Import,
    ImportFrom,
    ImportPrefix,
    Integer,
    Interpolation,
    KeywordArgument,
    KeywordPattern,
    KeywordSeparator,
    Lambda,
    LineContinuation,
    List,
    ListComprehension,
    ListPattern,
    ListSplat,
    Match,
    MemberType,
    Minus,
    Missing,
    Module,
    NamedExpression,
    None,
    Nonlocal,
    NotOperator,
    Operator,
    Pair,
    Parenthesized,
    Pass,
    PatternList,
    PositionalSeparator,
    Print,
    Raise,
    RelativeImport,
    Return,
    Set,
    SetComprehension,
    Slice,
    SplatPattern,
    SplatType,
    Star,
    String,
    StringContent,
    StringEnd,
    StringStart,
    Subscript,
    Token,
    True,
    Try,
    Tuple,
    TuplePattern,
    Type,
    TypeAlias,
    TypedDefaultParameter,
    TypedParameter,
    TypeParameter,
    Unary,
    Underscore,
    UnionPattern,
    UnionType,
    While,
    WildcardImport,
    With,
    WithClause,
    WithItem,
    Yield,
}

impl Kind {
    /// Whether the node is a whole statement.
    pub(super) fn is_statement(self) -> bool {
        use Kind::{
            Assert, Break, Class, Continue, Decorated, Delete, Exec, ExpressionStatement, For, Function, FutureImport,
            Global, If, Import, ImportFrom, Match, Nonlocal, Pass, Print, Raise, Return, Try, TypeAlias, While, With,
        };
        matches!(
            self,
            Assert
                | Break
                | Class
                | Continue
                | Decorated
                | Delete
                | Exec
                | ExpressionStatement
                | For
                | Function
                | FutureImport
                | Global
                | If
                | Import
                | ImportFrom
                | Match
                | Nonlocal
                | Pass
                | Print
                | Raise
                | Return
                | Try
                | TypeAlias
                | While
                | With
        )
    }

    /// Whether the node may stand for a value: no punctuation, no block, nothing unreadable.
    pub(super) fn is_value(self) -> bool {
        use Kind::{Async, Block, Colon, Comma, Decorator, Error, From, Minus, Operator, Star, Token};
        !matches!(self, Token | Colon | Comma | Async | Star | From | Operator | Minus | Error | Block | Decorator)
    }
}

const NAMED: &[(&str, Kind)] = &[
    ("aliased_import", Kind::AliasedImport),
    ("argument_list", Kind::ArgumentList),
    ("as_pattern", Kind::AsPattern),
    ("as_pattern_target", Kind::AsPatternTarget),
    ("assert_statement", Kind::Assert),
    ("assignment", Kind::Assignment),
    ("attribute", Kind::Attribute),
    ("augmented_assignment", Kind::AugmentedAssignment),
    ("await", Kind::Await),
    ("binary_operator", Kind::Binary),
    ("block", Kind::Block),
    ("boolean_operator", Kind::Boolean),
    ("break_statement", Kind::Break),
    ("call", Kind::Call),
    ("case_clause", Kind::CaseClause),
    ("case_pattern", Kind::CasePattern),
    ("chevron", Kind::Chevron),
    ("class_definition", Kind::Class),
    ("class_pattern", Kind::ClassPattern),
    ("comment", Kind::Comment),
    ("comparison_operator", Kind::Comparison),
    ("complex_pattern", Kind::ComplexPattern),
    ("concatenated_string", Kind::ConcatenatedString),
    ("conditional_expression", Kind::Conditional),
    ("constrained_type", Kind::ConstrainedType),
    ("continue_statement", Kind::Continue),
    ("decorated_definition", Kind::Decorated),
    ("decorator", Kind::Decorator),
    ("default_parameter", Kind::DefaultParameter),
    ("delete_statement", Kind::Delete),
    ("dict_pattern", Kind::DictPattern),
    ("dictionary", Kind::Dictionary),
    ("dictionary_comprehension", Kind::DictComprehension),
    ("dictionary_splat", Kind::DictionarySplat),
    ("dictionary_splat_pattern", Kind::DictionarySplatPattern),
    ("dotted_name", Kind::DottedName),
    ("elif_clause", Kind::ElifClause),
    ("ellipsis", Kind::Ellipsis),
    ("else_clause", Kind::ElseClause),
    ("except_clause", Kind::ExceptClause),
    ("exec_statement", Kind::Exec),
    ("expression_list", Kind::ExpressionList),
    ("expression_statement", Kind::ExpressionStatement),
    ("false", Kind::False),
    ("finally_clause", Kind::FinallyClause),
    ("float", Kind::Float),
    ("for_in_clause", Kind::ForInClause),
    ("for_statement", Kind::For),
    ("format_expression", Kind::Interpolation),
    ("format_specifier", Kind::FormatSpecifier),
    ("function_definition", Kind::Function),
    ("future_import_statement", Kind::FutureImport),
    ("generator_expression", Kind::Generator),
    ("generic_type", Kind::GenericType),
    ("global_statement", Kind::Global),
    ("identifier", Kind::Identifier),
    ("if_clause", Kind::IfClause),
    ("if_statement", Kind::If),
    ("import_from_statement", Kind::ImportFrom),
    ("import_prefix", Kind::ImportPrefix),
    ("import_statement", Kind::Import),
    ("integer", Kind::Integer),
    ("interpolation", Kind::Interpolation),
    ("keyword_argument", Kind::KeywordArgument),
    ("keyword_pattern", Kind::KeywordPattern),
    ("keyword_separator", Kind::KeywordSeparator),
    ("lambda", Kind::Lambda),
    ("line_continuation", Kind::LineContinuation),
    ("list", Kind::List),
    ("list_comprehension", Kind::ListComprehension),
    ("list_pattern", Kind::ListPattern),
    ("list_splat", Kind::ListSplat),
    ("list_splat_pattern", Kind::ListSplat),
    ("match_statement", Kind::Match),
    ("member_type", Kind::MemberType),
    ("module", Kind::Module),
    ("named_expression", Kind::NamedExpression),
    ("none", Kind::None),
    ("nonlocal_statement", Kind::Nonlocal),
    ("not_operator", Kind::NotOperator),
    ("pair", Kind::Pair),
    ("parenthesized_expression", Kind::Parenthesized),
    ("parenthesized_list_splat", Kind::Parenthesized),
    ("pass_statement", Kind::Pass),
    ("pattern_list", Kind::PatternList),
    ("positional_separator", Kind::PositionalSeparator),
    ("print_statement", Kind::Print),
    ("raise_statement", Kind::Raise),
    ("relative_import", Kind::RelativeImport),
    ("return_statement", Kind::Return),
    ("set", Kind::Set),
    ("set_comprehension", Kind::SetComprehension),
    ("slice", Kind::Slice),
    ("splat_pattern", Kind::SplatPattern),
    ("splat_type", Kind::SplatType),
    ("string", Kind::String),
    ("string_content", Kind::StringContent),
    ("string_end", Kind::StringEnd),
    ("string_start", Kind::StringStart),
    ("subscript", Kind::Subscript),
    ("true", Kind::True),
    ("try_statement", Kind::Try),
    ("tuple", Kind::Tuple),
    ("tuple_pattern", Kind::TuplePattern),
    ("type", Kind::Type),
    ("type_alias_statement", Kind::TypeAlias),
    ("type_parameter", Kind::TypeParameter),
    ("typed_default_parameter", Kind::TypedDefaultParameter),
    ("typed_parameter", Kind::TypedParameter),
    ("unary_operator", Kind::Unary),
    ("union_pattern", Kind::UnionPattern),
    ("union_type", Kind::UnionType),
    ("while_statement", Kind::While),
    ("wildcard_import", Kind::WildcardImport),
    ("with_clause", Kind::WithClause),
    ("with_item", Kind::WithItem),
    ("with_statement", Kind::With),
    ("yield", Kind::Yield),
];

const TOKENS: &[(&str, Kind)] = &[
    (":", Kind::Colon),
    (",", Kind::Comma),
    ("-", Kind::Minus),
    ("<>", Kind::Operator),
    ("_", Kind::Underscore),
    ("*", Kind::Star),
    ("async", Kind::Async),
    ("from", Kind::From),
];

/// The role of a part in its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Alias,
    Alternative,
    Argument,
    Arguments,
    Attribute,
    Body,
    Cause,
    Condition,
    Consequence,
    Definition,
    Expression,
    FormatSpecifier,
    Function,
    Guard,
    Key,
    Left,
    ModuleName,
    Name,
    Object,
    Operator,
    Other,
    Parameters,
    ReturnType,
    Right,
    Subject,
    Subscript,
    Superclasses,
    Type,
    Value,
}

const FIELDS: &[(&str, Field)] = &[
    ("alias", Field::Alias),
    ("alternative", Field::Alternative),
    ("argument", Field::Argument),
    ("arguments", Field::Arguments),
    ("attribute", Field::Attribute),
    ("body", Field::Body),
    ("cause", Field::Cause),
    ("condition", Field::Condition),
    ("consequence", Field::Consequence),
    ("definition", Field::Definition),
    ("expression", Field::Expression),
    ("format_specifier", Field::FormatSpecifier),
    ("function", Field::Function),
    ("guard", Field::Guard),
    ("key", Field::Key),
    ("left", Field::Left),
    ("module_name", Field::ModuleName),
    ("name", Field::Name),
    ("object", Field::Object),
    ("operator", Field::Operator),
    ("operators", Field::Operator),
    ("parameters", Field::Parameters),
    ("return_type", Field::ReturnType),
    ("right", Field::Right),
    ("subject", Field::Subject),
    ("subscript", Field::Subscript),
    ("superclasses", Field::Superclasses),
    ("type", Field::Type),
    ("value", Field::Value),
];

/// The grammar's numbers, resolved once.
pub(super) struct Grammar {
    kinds: Vec<Kind>,
    fields: Vec<Field>,
}

impl Grammar {
    /// The one table.
    pub(super) fn get() -> &'static Self {
        static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
        GRAMMAR.get_or_init(|| Self::resolve(&language()))
    }

    fn resolve(language: &Language) -> Self {
        let count = u16::try_from(language.node_kind_count()).unwrap_or(u16::MAX);
        let kinds = (0..count).map(|id| kind_of(language, id)).collect();
        let count = u16::try_from(language.field_count()).unwrap_or(u16::MAX - 1);
        let fields = (0..=count).map(|id| field_of(language, id)).collect();
        Self { kinds, fields }
    }

    /// What `node` is.
    pub(super) fn kind(&self, node: Node) -> Kind {
        self.kinds.get(usize::from(node.kind_id())).copied().unwrap_or(Kind::Error)
    }
}

fn kind_of(language: &Language, id: u16) -> Kind {
    let name = language.node_kind_for_id(id).unwrap_or("");
    let table = if language.node_kind_is_named(id) { NAMED } else { TOKENS };
    table.iter().find(|(known, _)| *known == name).map_or(Kind::Token, |&(_, kind)| kind)
}

fn field_of(language: &Language, id: u16) -> Field {
    let name = language.field_name_for_id(id).unwrap_or("");
    FIELDS.iter().find(|(known, _)| *known == name).map_or(Field::Other, |&(_, field)| field)
}

/// One part of a node.
#[derive(Clone, Copy)]
pub(super) struct Part<'t> {
    pub(super) node: Node<'t>,
    pub(super) kind: Kind,
    pub(super) field: Field,
}

impl Part<'_> {
    /// Its place.
    pub(super) fn span(self) -> Span {
        span(self.node)
    }
}

/// The place of `node`.
pub(super) fn span(node: Node) -> Span {
    let at = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
    Span::new(at(node.start_byte()), at(node.end_byte()))
}

/// The parts of a node without comments.
pub(super) struct Parts<'t>(pub(super) Vec<Part<'t>>);

impl<'t> Parts<'t> {
    /// Reads the parts of `node` by means of `cursor`, which is left somewhere below it.
    pub(super) fn read(cursor: &mut TreeCursor<'t>, node: Node<'t>) -> Self {
        let grammar = Grammar::get();
        let mut parts = Vec::new();
        cursor.reset(node);
        let mut more = cursor.goto_first_child();
        while more {
            let node = cursor.node();
            let kind = if node.is_missing() { Kind::Missing } else { grammar.kind(node) };
            if !matches!(kind, Kind::Comment | Kind::LineContinuation) {
                let field = cursor.field_id().and_then(|id| grammar.fields.get(usize::from(id.get())));
                parts.push(Part { node, kind, field: field.copied().unwrap_or(Field::Other) });
            }
            more = cursor.goto_next_sibling();
        }
        Self(parts)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Part<'t>> {
        self.0.iter().copied()
    }

    /// The first part in the role `field`.
    pub(super) fn field(&self, field: Field) -> Option<Part<'t>> {
        self.fields(field).next()
    }

    /// All parts in the role `field`, without the commas between them.
    pub(super) fn fields(&self, field: Field) -> impl Iterator<Item = Part<'t>> {
        self.iter().filter(move |part| part.field == field && part.kind != Kind::Comma)
    }

    /// The first part of this kind.
    pub(super) fn kind(&self, kind: Kind) -> Option<Part<'t>> {
        self.kinds(kind).next()
    }

    /// All parts of this kind.
    pub(super) fn kinds(&self, kind: Kind) -> impl Iterator<Item = Part<'t>> {
        self.iter().filter(move |part| part.kind == kind)
    }

    /// Whether there is a part of this kind.
    pub(super) fn has(&self, kind: Kind) -> bool {
        self.kind(kind).is_some()
    }

    /// The parts that stand for values.
    pub(super) fn values(&self) -> impl Iterator<Item = Part<'t>> {
        self.iter().filter(|part| part.kind.is_value())
    }
}
