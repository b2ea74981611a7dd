//! Simple and compound statements (language reference, chapters 7 and 8).

use crate::shape::shape;

#[test]
fn assignments() {
    assert_eq!(shape("a = b = c\n"), "a = b = c");
    assert_eq!(shape("a, *b = c.d[0], = e\n"), "tuple(a, *b) = tuple(c.d[0]) = e");
    assert_eq!(shape("(a, b), [c] = d\n"), "tuple(tuple(a, b), [c]) = d");
    assert_eq!(shape("a += 1; a **= 2; a |= b; a //= c\n"), "a Add= 1; a Pow= 2; a BitOr= b; a Other= c");
    assert_eq!(shape("a: int\n"), "a: int");
    assert_eq!(shape("self.a: dict[str, int] | None = {}\n"), "self.a: (dict[tuple(str, int)] BitOr None) = dict()");
    assert_eq!(shape("type(self).x = 1\n"), "type(self).x = 1");
    assert_eq!(shape("type[0] = match = 1\n"), "type[0] = match = 1");
    assert_eq!(shape("x = a, b\n"), "x = tuple(a, b)");
}

#[test]
fn simple_statements() {
    assert_eq!(shape("def f():\n  return\n  return 1, 2\n"), "def f() {return; return tuple(1, 2)}");
    assert_eq!(shape("raise\n"), "raise");
    assert_eq!(shape("raise A('b') from e\n"), r#"raise A("b") from e"#);
    assert_eq!(shape("del a, b[0]\n"), "del a, b[0]");
    assert_eq!(shape("del (a, b)\n"), "del tuple(a, b)");
    assert_eq!(shape("assert a, 'b'\n"), r#"assert a, "b""#);
    assert_eq!(shape("pass; break; continue;\n"), "pass; break; continue");
    assert_eq!(shape("global a, b\nnonlocal c\n"), "global a, b; nonlocal c");
}

#[test]
fn imports() {
    assert_eq!(shape("import a.b as c, d.e, f\n"), "import a.b as c, d.e, f");
    assert_eq!(shape("from ..a.b import (c as d, # why\n  e,)\n"), "from ..a.b import c as d, e");
    assert_eq!(shape("from . import a\n"), "from . import a");
    assert_eq!(shape("from ... import a\n"), "from ... import a");
    assert_eq!(shape("from a import *\n"), "from a import *");
    assert_eq!(shape("from __future__ import annotations\n"), "from __future__ import annotations");
    assert_eq!(shape("import a . b\n"), "import a.b");
}

#[test]
fn branches_nest_in_the_else_of_the_one_before() {
    let text = "if a:\n  1\nelif b:\n  2\nelif c: 3\nelse:\n  4\n";
    assert_eq!(shape(text), "if a {1} else{if b {2} else{if c {3} else{4}}}");
    assert_eq!(shape("if a: pass\n"), "if a {pass}");
}

#[test]
fn loops() {
    assert_eq!(shape("for a, b in c, d:\n  1\nelse:\n  2\n"), "for tuple(a, b) in tuple(c, d) {1} else{2}");
    assert_eq!(shape("async for x in y():\n  break\n"), "async for x in y() {break}");
    assert_eq!(shape("while (x := f()):\n  1\nelse:\n  2\n"), "while (x := f()) {1} else{2}");
    assert_eq!(shape("for x in *a, *b.c(): pass\n"), "for x in tuple(*a, *b.c()) {pass}");
}

#[test]
fn handlers() {
    let text = "try:\n  a\nexcept (B, c.D) as e:\n  f\nexcept G:\n  h\nexcept:\n  raise\nelse:\n  i\nfinally:\n  j\n";
    let expected = "try {a} except tuple(B, c.D) as e {f} except G {h} except {raise} else{i} finally{j}";
    assert_eq!(shape(text), expected);
    assert_eq!(shape("try:\n  a\nfinally:\n  b\n"), "try {a} finally{b}");
    assert_eq!(shape("try:\n  a\nexcept* (B, C) as e:\n  pass\n"), "try {a} except* tuple(B, C) as e {pass}");
    assert_eq!(shape("try:\n  a\nexcept(B):\n  # why\n  pass\n  # end\n"), "try {a} except B {pass}");
}

#[test]
fn context_managers() {
    assert_eq!(shape("with a as b, c() as (d, e), f:\n  g\n"), "with a as b, c() as tuple(d, e), f {g}");
    assert_eq!(shape("async with a() as b.c:\n  g\n"), "async with a() as b.c {g}");
    assert_eq!(shape("with (a() as b, c() as d,):\n  g\n"), "with a() as b, c() as d {g}");
    assert_eq!(shape("with (a, b):\n  g\n"), "with a, b {g}");
    assert_eq!(shape("with (a):\n  g\n"), "with a {g}");
    assert_eq!(shape("with (a()) as b:\n  g\n"), "with a() as b {g}");
    assert_eq!(shape("with (a() as b):\n  g\n"), "with a() as b {g}");
    assert_eq!(shape("with (yield a) as b:\n  g\n"), "with (yield a) as b {g}");
    assert_eq!(shape("with (a if b else c), (d):\n  g\n"), "with (a if b else c), d {g}");
}

#[test]
fn functions_and_their_parameters() {
    let text = "def f(a, b=1, /, c: int = 2, *args: str, d, e=3, **kw: dict) -> A[B]:\n  'doc'\n";
    let expected = "def f(a, b = 1, c: int = 2, *args: str, keyword d, keyword e = 3, **kw: dict) -> A[B] {\"doc\"}";
    assert_eq!(shape(text), expected);
    assert_eq!(shape("def f(*, a): pass\n"), "def f(keyword a) {pass}");
    assert_eq!(shape("async def f(): await g()\n"), "async def f() {(await g())}");
    assert_eq!(shape("@a.b('c')\n@d[0]\nasync def f(self): ...\n"), r#"@a.b("c") @d[0] async def f(self) {...}"#);
    assert_eq!(shape("@(lambda f: f)\ndef g(): ...\n"), "@(lambda f: f) def g() {...}");
}

#[test]
fn classes() {
    assert_eq!(shape("class A: pass\n"), "class A() {pass}");
    assert_eq!(
        shape("@d\nclass A(B, c.D, metaclass=M, **k):\n  x: int = 1\n"),
        "@d class A(B, c.D, metaclass=M, **k) {x: int = 1}"
    );
    assert_eq!(shape("class A(*bases): pass\n"), "class A(*bases) {pass}");
}

#[test]
fn cases_of_a_match() {
    let case = |pattern: &str| shape(&format!("match x:\n  case {pattern}: pass\n"));
    assert_eq!(case("_"), "match x {all binds() values() {pass}}");
    assert_eq!(case("y"), "match x {all binds(y) values() {pass}}");
    assert_eq!(case("(y)"), "match x {all binds(y) values() {pass}}");
    assert_eq!(case("y if y > 0"), "match x {case binds(y) values() if (y Gt 0) {pass}}");
    assert_eq!(case("429 | -1 | 'a'"), r#"match x {case binds() values(429, (- 1), "a") {pass}}"#);
    assert_eq!(case("1 | _ as y"), "match x {all binds(y) values(1) {pass}}");
    assert_eq!(case("a.b"), "match x {case binds() values(a.b) {pass}}");
    assert_eq!(case("[a, *b]"), "match x {case binds(a, b) values() {pass}}");
    assert_eq!(case("a, _"), "match x {case binds(a) values() {pass}}");
    assert_eq!(case("(a,)"), "match x {case binds(a) values() {pass}}");
    assert_eq!(case("{'k': v, **rest}"), r#"match x {case binds(v, rest) values("k") {pass}}"#);
    assert_eq!(case("A(b, c=d) as e"), "match x {case binds(b, d, e) values(A) {pass}}");
    assert_eq!(case("None | True"), "match x {case binds() values(None, true) {pass}}");
    assert_eq!(shape("match a, b:\n  case _: pass\n"), "match tuple(a, b) {all binds() values() {pass}}");
}
