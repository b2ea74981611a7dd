//! Depth and length: no text overflows the stack, of the parser or of those who walk over the tree.

use crate::shape::shape;
use faultlint::syntax::ast::{Ast, ExprId, ExprKind, StmtId, StmtKind};
use faultlint::syntax::{MAX_DEPTH, parse};

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
    assert!(expr_depth(&ast) <= MAX_DEPTH as usize, "{text:.40}");
    assert!(stmt_depth(&ast) <= MAX_DEPTH as usize, "{text:.40}");
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
        format!("f({}x)\n", "*".repeat(20_000)),
        format!("def f(x: {}None): pass\n", "A[int] | ".repeat(20_000)),
        format!("match x:\n case {}y{}: pass\n", "[".repeat(10_000), "]".repeat(10_000)),
        format!("x = {}1{}\n", "f\"{".repeat(3_000), "}\"".repeat(3_000)),
        nested("if a:", 3_000),
        nested("def f():", 900),
        nested("try:", 900),
        format!("if a: pass\n{}else: g()\n", "elif b: f()\n".repeat(5_000)),
    ];
    for text in deep {
        let ast = assert_shallow(&text);
        assert!(!ast.unread.is_empty(), "{text:.40}");
    }
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
    assert_eq!(shape(&format!("x = a{}\n", ".b()".repeat(80))), format!("x = a{}", ".b()".repeat(80)));
}

#[test]
fn what_opens_and_never_closes() {
    for open in ["(", "[", "{", "f(", "\"", "'''", "f'{", "def ", "class A(", "try:", ":", "@", "*", "\\\n", "if x:\n "]
    {
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
