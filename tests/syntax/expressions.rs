//! Expressions (language reference, chapter 6) and literals (2.4 to 2.6).

use crate::shape::expr;

#[test]
fn calls_and_their_arguments() {
    assert_eq!(expr("requests.get('u', timeout=5)"), r#"requests.get("u", timeout=5)"#);
    assert_eq!(expr("f(*a, b, **c, d=1,)"), "f(*a, b, **c, d=1)");
    assert_eq!(expr("f(*a.b(), *c[0], **d.e())"), "f(*a.b(), *c[0], **d.e())");
    assert_eq!(expr("print('==', g(), *sys.version.split())"), r#"print("==", g(), *sys.version.split())"#);
    assert_eq!(expr("f(x for x in y)"), "f(Generator(x for x in y))");
    assert_eq!(expr("f((yield))"), "f((yield))");
    assert_eq!(expr("f(# why\n  1, # first\n  b = 2 # second\n)"), "f(1, b=2)");
    assert_eq!(expr("f(a := 1)"), "f((a := 1))");
    assert_eq!(expr("(((f)))()"), "f()");
    assert_eq!(expr("type(self).count"), "type(self).count");
    assert_eq!(expr("match(a).group(type=1)"), "match(a).group(type=1)");
}

#[test]
fn operators_bind_as_in_python() {
    assert_eq!(expr("a + b * c ** -d"), "(a Add (b Mul (c Pow (- d))))");
    assert_eq!(expr("a - b - c"), "((a Sub b) Sub c)");
    assert_eq!(expr("a ** b ** c"), "(a Pow (b Pow c))");
    assert_eq!(expr("1 << n | m % 2"), "((1 LeftShift n) BitOr (m Mod 2))");
    assert_eq!(expr("a / b // c @ d"), "(((a Other b) Other c) Other d)");
    assert_eq!(expr("not a or b and c or d"), "(((not a) or (b and c)) or d)");
    assert_eq!(expr("not a == b"), "(not (a Eq b))");
    assert_eq!(expr("-a.b + ~c"), "((- a.b) Add (~ c))");
    assert_eq!(expr("(a + b) * c"), "((a Add b) Mul c)");
    assert_eq!(expr("await a.b() + 1"), "((await a.b()) Add 1)");
}

#[test]
fn comparisons_chain() {
    assert_eq!(expr("1 < a <= b != c"), "(1 Lt a LtE b NotEq c)");
    assert_eq!(expr("a is not None is b"), "(a IsNot None Is b)");
    assert_eq!(expr("a in b not in c"), "(a In b NotIn c)");
    assert_eq!(expr("a >= b > c == d"), "(a GtE b Gt c Eq d)");
}

#[test]
fn conditionals_lambdas_and_yields() {
    assert_eq!(expr("a if b else c if d else e"), "(a if b else (c if d else e))");
    assert_eq!(expr("lambda: 0"), "(lambda : 0)");
    assert_eq!(expr("lambda a, b=1, *c, d, **e: a"), "(lambda a, b = 1, *c, keyword d, **e: a)");
    assert_eq!(expr("x = yield a, b"), "x = (yield tuple(a, b))");
    assert_eq!(expr("yield from f()"), "(yield from f())");
    assert_eq!(expr("yield"), "(yield)");
}

#[test]
fn displays_and_comprehensions() {
    assert_eq!(expr("()"), "tuple()");
    assert_eq!(expr("(a,)"), "tuple(a)");
    assert_eq!(expr("a,"), "tuple(a)");
    assert_eq!(expr("*a, b"), "tuple(*a, b)");
    assert_eq!(expr("x = *range(9), *a.b()"), "x = tuple(*range(9), *a.b())");
    assert_eq!(expr("[a, *b]"), "[a, *b]");
    assert_eq!(expr("{a, b}"), "{a, b}");
    assert_eq!(expr("{}"), "dict()");
    assert_eq!(expr("{'a': 1, **b.c()}"), r#"dict("a": 1, **b.c())"#);
    assert_eq!(expr("[a for b in c if d if e for f in b]"), "List(a for b in c if d if e for f in b)");
    assert_eq!(expr("{a for a in b}"), "Set(a for a in b)");
    assert_eq!(expr("{k: v for k, v in d.items()}"), "Dict(k: v for tuple(k, v) in d.items())");
    assert_eq!(expr("[x async for x in y]"), "List(x async for x in y)");
    assert_eq!(expr("[await f(x) for x in y]"), "List((await f(x)) for x in y)");
}

#[test]
fn subscripts_and_slices() {
    assert_eq!(expr("a[0]"), "a[0]");
    assert_eq!(expr("a[1:2]"), "a[slice(1, 2)]");
    assert_eq!(expr("a[:]"), "a[slice()]");
    assert_eq!(expr("a[::-1]"), "a[slice((- 1))]");
    assert_eq!(expr("a[b, 1:c]"), "a[tuple(b, slice(1, c))]");
    assert_eq!(expr("a[b,]"), "a[tuple(b)]");
}

#[test]
fn strings_are_joined_and_their_escapes_decoded() {
    assert_eq!(expr(r#"'a' "b" '''c'''"#), r#""abc""#);
    assert_eq!(expr(r"'a\n\t\\\'\x41\u00e9\101'"), r#""a\n\t\\'AéA""#);
    assert_eq!(expr("'a\\\nb'"), r#""ab""#);
    assert_eq!(expr(r"'\d'"), r#""\\d""#);
    assert_eq!(expr(r"r'\n'"), r#""\\n""#);
    assert_eq!(expr(r"r'\\'"), r#""\\\\""#);
    assert_eq!(expr(r"R'\''"), r#""\\'""#);
    assert_eq!(expr("u'é'"), r#""é""#);
    assert_eq!(expr("''"), r#""""#);
    assert_eq!(expr("\"\"\"a\n\"b\"\n\"\"\""), r#""a\n\"b\"\n""#);
    assert_eq!(expr("b'a' rb'b' Br'c'"), "bytes");
}

#[test]
fn f_strings_hold_what_they_interpolate() {
    assert_eq!(expr("f'a{b}c{d.e()!r:>{width}}'"), "f(b, d.e(), width)");
    assert_eq!(expr("'a' f'{b}' 'c' f'{d}'"), "f(b, d)");
    assert_eq!(expr("f'{{a}}'"), "f()");
    assert_eq!(expr("f'{x=}'"), "f(x)");
    assert_eq!(expr("fr'{a}\\d'"), "f(a)");
    assert_eq!(expr("f'{a[\"b\"]}'"), r#"f(a["b"])"#);
}

#[test]
fn numbers() {
    assert_eq!(expr("1_000"), "1000");
    assert_eq!(expr("0xFF"), "255");
    assert_eq!(expr("0o17 + 0b11"), "(15 Add 3)");
    assert_eq!(expr("1.5e3"), "1500");
    assert_eq!(expr(".5"), "0.5");
    assert_eq!(expr("10."), "10");
    assert_eq!(expr("00"), "0");
    assert_eq!(expr("1j"), "NaN");
}

#[test]
fn constants() {
    assert_eq!(expr("[True, False, None, ...]"), "[true, false, None, ...]");
}
