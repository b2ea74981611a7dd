//! Depth and length: no text overflows the stack, of the parser or of those who walk over the tree.

use crate::shape::shape;
use faultlint::syntax::ast::{Ast, ExprId, ExprKind, StmtId, StmtKind};
use faultlint::syntax::{MAX_CHAIN, MAX_DEPTH, parse};

/// The depth of each expression, children first as they are stored.
fn expr_depth(ast: &Ast) -> usize {
    let mut depths: Vec<usize> = Vec::new();
    for expr in &ast.exprs {
        let of = |id: &ExprId| depths[id.0 as usize];
        let inner = match &expr.kind {
            ExprKind::Attribute { value: inner, .. }
            | ExprKind::Not(inner)
            | ExprKind::Await(inner)
            | ExprKind::Unary { operand: inner, .. }
            | ExprKind::Starred(inner)
            | ExprKind::Lambda { body: inner, .. } => of(inner),
            ExprKind::Call { func, args } => args.iter().map(|arg| of(&arg.value)).chain([of(func)]).max().unwrap_or(0),
            ExprKind::Binary { left, right, .. } | ExprKind::Logical { left, right, .. } => of(left).max(of(right)),
            ExprKind::Subscript { value, index } => of(value).max(of(index)),
            ExprKind::Conditional { test, body, orelse } => of(test).max(of(body)).max(of(orelse)),
            ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Other(items) | ExprKind::FString(items) => {
                items.iter().map(of).max().unwrap_or(0)
            }
            _ => 0,
        };
        depths.push(inner + 1);
    }
    depths.into_iter().max().unwrap_or(0)
}

/// The depth of the statements.
fn stmt_depth(ast: &Ast) -> usize {
    let mut depths: Vec<usize> = Vec::new();
    for stmt in &ast.stmts {
        let of = |id: &StmtId| depths[id.0 as usize];
        let inner = match &stmt.kind {
            StmtKind::If { body, orelse, .. } => body.iter().chain(orelse).map(of).max().unwrap_or(0),
            StmtKind::Function(function) => function.body.iter().map(of).max().unwrap_or(0),
            StmtKind::Try(parts) => parts.body.iter().map(of).max().unwrap_or(0),
            _ => 0,
        };
        depths.push(inner + 1);
    }
    depths.into_iter().max().unwrap_or(0)
}

/// `head` inside of itself.
fn nested(head: &str, levels: usize) -> String {
    let lines: Vec<_> = (0..levels).map(|level| " ".repeat(level) + head).collect();
    format!("{}\n{}f()\n", lines.join("\n"), " ".repeat(levels))
}

fn assert_shallow(text: &str) -> Ast {
    let ast = parse(text);
    assert!(expr_depth(&ast) <= (MAX_DEPTH + MAX_CHAIN) as usize, "{text:.40}");
    assert!(stmt_depth(&ast) <= (MAX_DEPTH + MAX_CHAIN) as usize, "{text:.40}");
    ast
}

#[test]
fn parentheses_are_no_level() {
    let text = format!("x = {}1{}\ny\n", "(".repeat(10_000), ")".repeat(10_000));
    assert_eq!(shape(&text), "x = 1; y");
}

#[test]
fn what_is_too_deep_is_named_and_the_rest_is_read() {
    let deep = [
        format!("x = {}{}\n", "[".repeat(10_000), "]".repeat(10_000)),
        format!("x = a{}\n", ".b".repeat(40_000)),
        format!("x = a{}\n", ".b()".repeat(40_000)),
        format!("x = a{}\n", "[0]".repeat(40_000)),
        format!("x = {}a\n", "not ".repeat(40_000)),
        format!("x = {}a\n", "-".repeat(40_000)),
        format!("x = {}a\n", "lambda: ".repeat(20_000)),
        format!("x = {}a\n", "a if b else ".repeat(20_000)),
        format!("x = a{}\n", " ** x".repeat(40_000)),
        format!("{}{}\n", "f(".repeat(20_000), ")".repeat(20_000)),
        format!("{}x\n", "await ".repeat(20_000)),
        format!("def f(x: {}None): pass\n", "A[int] | ".repeat(20_000)),
        format!("match x:\n case {}y{}: pass\n", "[".repeat(10_000), "]".repeat(10_000)),
        nested("if a:", 3_000),
        nested("def f():", 900),
        nested("try:", 900),
        format!("if a: pass\n{}else: g()\n", "elif b: f()\n".repeat(5_000)),
    ];
    for text in deep {
        let ast = assert_shallow(&format!("{text}y\n"));
        assert!(!ast.unread.is_empty(), "{text:.40}");
        assert_eq!(ast.deep, ast.unread, "{text:.40}");
    }
}

#[test]
fn strings_below_any_number_of_indents() {
    for levels in [150, 199, 511, 512, 600] {
        for string in ["'a'", "f'{f\"{b}\"}'", "\"\"\"\na\n\"\"\""] {
            let deepest = format!("{}x = {string}\n", " ".repeat(levels));
            for indent in [" ", "\t"] {
                let text = nested("if a:", levels).replace("if a", "if_a").replace(' ', indent).replace('_', " ");
                let ast = assert_shallow(&format!("{text}{}y = 'z'\n", deepest.replace(' ', indent)));
                assert_eq!(!ast.deep.is_empty(), levels >= 199, "{levels}");
                let last = ast.body.last().map(|&last| ast[last].span.range());
                assert_eq!(last.map(|last| text.len() <= last.start), Some(true), "{levels} {string}");
            }
        }
    }
}

#[test]
fn a_string_of_any_shape_is_not_too_deep() {
    let lines = (0..1_000).map(|level| " ".repeat(level) + "b\n").collect::<String>();
    let ast = parse(&format!("x = \"\"\"\n{lines}\"\"\"\ny = 1\n"));
    assert!(ast.unread.is_empty());
    assert_eq!(ast.body.len(), 2);
}

#[test]
fn strings_in_strings_are_bounded() {
    let text = format!("x = {}1{}\n", "f\"{".repeat(3_000), "}\"".repeat(3_000));
    assert!(!assert_shallow(&text).unread.is_empty());
}

#[test]
fn long_chains_keep_their_operands() {
    for operator in ["+", "or", "and", "%"] {
        let text = format!("x = f(){}\n", format!(" {operator} g()").repeat(20_000));
        let ast = assert_shallow(&text);
        assert!(ast.unread.is_empty());
        let calls = ast.exprs.iter().filter(|expr| matches!(expr.kind, ExprKind::Call { .. })).count();
        assert_eq!(calls, 20_001);
    }
}

#[test]
fn chains_of_common_length_are_read_as_they_are() {
    assert!(shape(&format!("x = a{}\n", " + b".repeat(150))).starts_with("x = ((((("));
    for links in [80, 210, 500] {
        assert_eq!(shape(&format!("x = a{}\n", ".b()".repeat(links))), format!("x = a{}", ".b()".repeat(links)));
        assert_eq!(shape(&format!("f(*a{})\n", ".b".repeat(links))), format!("f(*a{})", ".b".repeat(links)));
        assert_eq!(shape(&format!("x = a{}\n", "[0]".repeat(links))), format!("x = a{}", "[0]".repeat(links)));
    }
}

#[test]
fn a_chain_of_alternatives_is_no_nesting() {
    for clauses in [3, 259, 1_000] {
        let text = format!("if a: f()\n{}else: h()\n", "elif b: g()\n".repeat(clauses));
        let ast = parse(&text);
        assert!(ast.unread.is_empty(), "{clauses}");
        let ifs = ast.stmts.iter().filter(|stmt| matches!(stmt.kind, StmtKind::If { .. })).count();
        assert_eq!(ifs, clauses + 1);
        assert_eq!(ast[ast.body[0]].span.range(), 0..text.len() - 1);
    }
    assert_eq!(
        shape("if a: f()\nelif b: g()\nelif c: i()\nelse: h()\n"),
        "if a {f()} else{if b {g()} else{if c {i()} else{h()}}}"
    );
}

#[test]
fn chains_in_chains_are_bounded() {
    let chain = |inner: &str| format!("a{}", ".b".repeat(300)) + &format!("({inner})");
    let text = (0..60).fold("x".to_owned(), |inner, _| chain(&inner));
    assert!(!assert_shallow(&format!("{text}\n")).deep.is_empty());
    let clauses = |level: usize, count: usize| {
        let indent = " ".repeat(level);
        format!("{indent}if a: f()\n{}{indent}else:\n", format!("{indent}elif b: g()\n").repeat(count))
    };
    let text = (0..60).map(|level| clauses(level, 100)).collect::<String>();
    assert!(!assert_shallow(&format!("{text}{}x\n", " ".repeat(60))).deep.is_empty());
}

#[test]
fn what_opens_and_never_closes() {
    for open in [
        "(", "[", "{", "f(", "f(*", "*", "\"", "'''", "f'{", "def ", "class A(", "try:", ":", "@", "*", "\\\n",
        "if x:\n ",
    ] {
        assert_shallow(&open.repeat(10_000));
    }
}

#[test]
fn long_flat_texts() {
    assert_eq!(parse(&"f()\n".repeat(40_000)).body.len(), 40_000);
    assert_eq!(parse(&"f();".repeat(20_000)).body.len(), 20_000);
    let text = format!("x = [{}]\n", "1,".repeat(50_000));
    assert_eq!(parse(&text).exprs.len(), 50_002);
    let text = format!("a = {}1\n", "b = ".repeat(20_000));
    assert!(parse(&text).unread.is_empty());
}
