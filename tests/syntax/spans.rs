//! Spans are bytes of the text and hold what they name.

use faultlint::source::Span;
use faultlint::syntax::ast::{Ast, ExprKind, StmtKind};
use faultlint::syntax::parse;

fn slice(text: &str, span: Span) -> &str {
    &text[span.range()]
}

fn calls<'t>(text: &'t str, ast: &Ast) -> Vec<&'t str> {
    let calls = ast.exprs.iter().filter(|expr| matches!(expr.kind, ExprKind::Call { .. }));
    calls.map(|expr| slice(text, expr.span)).collect()
}

#[test]
fn calls_and_arguments() {
    let text = "é = ((requests).get('ü', timeout = 5)) # c\n";
    let ast = parse(text);
    assert_eq!(calls(text, &ast), ["(requests).get('ü', timeout = 5)"]);
    let ExprKind::Call { args, .. } =
        &ast.exprs.iter().rfind(|expr| matches!(expr.kind, ExprKind::Call { .. })).unwrap().kind
    else {
        unreachable!()
    };
    assert_eq!(args.iter().map(|arg| slice(text, arg.span)).collect::<Vec<_>>(), ["'ü'", "timeout = 5"]);
}

#[test]
fn statements_end_before_the_comments_behind_them() {
    let text = "@d\ndef f():\n    if a:\n        b\n        # in b\n    # in f\n\n# outside\nc\n";
    let ast = parse(text);
    assert_eq!(slice(text, ast[ast.body[0]].span), "@d\ndef f():\n    if a:\n        b");
    assert_eq!(slice(text, ast[ast.body[1]].span), "c");
}

#[test]
fn headers_reach_up_to_the_colon() {
    let text = "async for a in b :\n  pass\nwhile x:\n  pass\ntry: pass\nexcept (A, B) as e :\n  pass\nexcept: pass\n";
    let ast = parse(text);
    let StmtKind::For(for_loop) = &ast[ast.body[0]].kind else { panic!("no loop") };
    assert_eq!(slice(text, for_loop.header).trim_end(), "async for a in b");
    let StmtKind::While { header, .. } = ast[ast.body[1]].kind else { panic!("no loop") };
    assert_eq!(slice(text, header), "while x");
    let StmtKind::Try(parts) = &ast[ast.body[2]].kind else { panic!("no try") };
    let heads: Vec<_> = parts.handlers.iter().map(|handler| slice(text, handler.head).trim_end()).collect();
    assert_eq!(heads, ["except (A, B) as e", "except"]);
    assert_eq!(slice(text, parts.handlers[0].span), "except (A, B) as e :\n  pass");
}

#[test]
fn an_elif_reaches_to_the_end_of_the_whole() {
    let text = "if a:\n  1\nelif b:\n  2\nelse:\n  3\n";
    let ast = parse(text);
    let StmtKind::If { orelse, .. } = &ast[ast.body[0]].kind else { panic!("no if") };
    assert_eq!(slice(text, ast[orelse[0]].span), "elif b:\n  2\nelse:\n  3");
}

#[test]
fn names_of_functions_and_parameters() {
    let text = "@a\nasync def fetch(self, *urls: str): ...\nclass Client(Base): ...\n";
    let ast = parse(text);
    let StmtKind::Function(function) = &ast[ast.body[0]].kind else { panic!("no function") };
    assert_eq!(slice(text, function.name_span), "fetch");
    assert_eq!(slice(text, function.params[1].span), "urls");
    let StmtKind::Class(class) = &ast[ast.body[1]].kind else { panic!("no class") };
    assert_eq!(slice(text, class.name_span), "Client");
}

#[test]
fn comments_know_whether_they_stand_alone() {
    let text = "# one\r\nx = 1  # two\r\nif x:\r\n\t# three\r\n    y = '# none'\r\nz = f'''\n# none\n'''#four";
    let ast = parse(text);
    let comments: Vec<_> = ast.comments.iter().map(|found| (slice(text, found.span), found.own_line)).collect();
    assert_eq!(comments, [("# one", true), ("# two", false), ("# three", true), ("#four", false)]);
}

#[test]
fn long_runs_of_comments_are_kept() {
    let run = "    # a comment\n\n".repeat(3000);
    let text = format!("def f():\n    a\n{run}    b\nx = '''\n{run}'''\n");
    let ast = parse(&text);
    assert_eq!(ast.comments.len(), 3000);
    assert!(ast.comments.iter().all(|found| found.own_line && slice(&text, found.span) == "# a comment"));
    assert_eq!(ast.body.len(), 2);
    let ExprKind::Str(content) = &ast.exprs.last().unwrap().kind else { panic!("no string") };
    assert_eq!(content.len(), run.len() + 1);
}

#[test]
fn a_comment_at_the_margin_does_not_end_a_class() {
    let text = "class A:\n    @d\n# it's here\n    def f(self):\n        pass\n\n# there\n    @d\n    def g(self): pass\nx = \"\"\"\n# none\n  def\n\"\"\"\n";
    let ast = parse(text);
    assert!(ast.unread.is_empty(), "{:?}", ast.unread);
    let StmtKind::Class(class) = &ast[ast.body[0]].kind else { panic!("no class") };
    assert_eq!(class.body.len(), 2);
    let comments: Vec<_> = ast.comments.iter().map(|found| slice(text, found.span)).collect();
    assert_eq!(comments, ["# it's here", "# there"]);
}

#[test]
fn children_come_before_their_parents() {
    let text = "def f(a=g()):\n  with h() as i:\n    return [j(k) for k in l if m(k)] or f'{n()}'\n";
    let ast = parse(text);
    for (index, expr) in ast.exprs.iter().enumerate() {
        if let ExprKind::Call { func, args } = &expr.kind {
            assert!((func.0 as usize) < index);
            assert!(args.iter().all(|arg| (arg.value.0 as usize) < index));
        }
    }
    for (index, stmt) in ast.stmts.iter().enumerate() {
        if let StmtKind::Function(function) = &stmt.kind {
            assert!(function.body.iter().all(|inner| (inner.0 as usize) < index));
        }
    }
}
