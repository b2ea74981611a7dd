//! Text that is no Python: what can be read is read, the rest is named.

use crate::shape::{shape, shape_of_readable};
use faultlint::syntax::parse;

fn unread(text: &str) -> Vec<&str> {
    parse(text).unread.iter().map(|span| &text[span.range()]).collect()
}

#[test]
fn the_rest_of_the_file_is_read() {
    let text = "import a\n\ndef f():\n    a.b()\n\nx = = 3\n\ndef g():\n    a.c()\n";
    let shape = shape_of_readable(text);
    assert!(shape.starts_with("import a; def f() {a.b()}"), "{shape}");
    assert!(shape.ends_with("def g() {a.c()}"), "{shape}");
    assert!(!unread(text).is_empty());
}

#[test]
fn what_never_closes_ends_before_the_next_definition() {
    let rest = "def g():\n    b.c(1)\n\n@d\nclass A:\n    def h(self):\n        return {1: 2}\n\nimport e\n";
    let read = "def g() {b.c(1)}; @d class A() {def h(self) {return dict(1: 2)}}; import e";
    let broken = [
        "def f():\n    x = 1\n    return a.get('b'\n\n",
        "def f():\n    x = [1,\n         2\n\n",
        "x = {'a': 1,\n     'b': (2, 3\n# gone (\n",
        "f(\"\"\"\ndef no(): pass\n\"\"\",\n",
        "f('it\\'s', \"a\\\\\", (\n",
        "def f(a, b:\n    pass\n",
        "class B(C:\n    def f(self):\n        pass\n",
        "@d(1\n",
        "import (\n",
    ];
    for text in broken {
        let whole = format!("a.b()\n{text}{rest}");
        let shape = shape_of_readable(&whole);
        assert!(shape.starts_with("a.b(); "), "{text:?}: {shape}");
        assert!(shape.ends_with(read), "{text:?}: {shape}");
        let ast = parse(&whole);
        let (from, to) = (6, 6 + u32::try_from(text.len()).unwrap());
        assert!(!ast.unread.is_empty() && ast.deep.is_empty());
        assert!(ast.unread.iter().all(|span| from <= span.start && span.end <= to), "{text:?}: {:?}", ast.unread);
    }
}

#[test]
fn several_that_never_close() {
    let text = "def f():\n    a(1\n\ndef g():\n    b()\n\ndef h():\n    c([\n\nasync def i():\n    d()\n";
    let shape = shape_of_readable(text);
    assert!(shape.contains("def g() {b()}") && shape.ends_with("async def i() {d()}"), "{shape}");
    assert_eq!(unread(text), ["a(1", "c(["]);
    let many = "def f():\n    a(1\n\ndef g():\n    b()\n\n".repeat(200);
    assert!(!parse(&many).unread.is_empty());
}

#[test]
fn a_line_in_a_string_is_no_definition() {
    let text = "x = = 1\ny = f(\"\"\"\ndef g():\n    pass\n\"\"\")\nz = 1\n";
    let shape = shape_of_readable(text);
    assert!(shape.ends_with("y = f(\"\\ndef g():\\n    pass\\n\"); z = 1"), "{shape}");
}

#[test]
fn a_call_with_unreadable_arguments_is_no_call() {
    let text = "x = f(a $ b)\ny = g(1)\n";
    let shape = shape_of_readable(text);
    assert!(!shape.contains("f("), "{shape}");
    assert!(shape.ends_with("y = g(1)"), "{shape}");
    assert!(!unread(text).is_empty());
}

#[test]
fn unread_spans_are_in_order_and_apart() {
    let text = "a = ?\nb = 1\nc = = 2\n$ d $\nprint(\n";
    let ast = parse(text);
    assert!(!ast.unread.is_empty());
    assert!(ast.unread.windows(2).all(|pair| pair[0].end < pair[1].start), "{:?}", ast.unread);
    assert!(
        ast.unread.iter().all(|span| text.is_char_boundary(span.start as usize) && text.get(span.range()).is_some())
    );
}

#[test]
fn nothing_and_almost_nothing() {
    for text in ["", "\n", " ", "\t\n", "#", "\\", "\\\n", ";", "\u{feff}", "\0", "\r", "\x0c\n"] {
        assert!(parse(text).exprs.is_empty(), "{text:?}");
    }
    assert_eq!(shape("x"), "x");
}

#[test]
fn line_ends_tabs_form_feeds_and_nul_bytes() {
    assert_eq!(shape("if a:\r\n  b\r\nc\r\n"), "if a {b}; c");
    assert_eq!(shape("if a:\r  b\rc\r"), "if a {b}; c");
    assert_eq!(shape("\x0cif a:\n  b\n\x0c\nc\n"), "if a {b}; c");
    assert_eq!(shape("if a:\n\tb\n        c\nd\n"), "if a {b; c}; d");
    assert_eq!(shape("if a:\n    \tb\n\tc\n  \td\n"), "if a {b; c; d}");
    assert_eq!(shape("if a:\n    if b:\n\tc\n    d\n"), "if a {if b {c}; d}");
    assert_eq!(shape("x = 'a\0b'\n"), "x = \"a\\0b\"");
    assert_eq!(shape("if a:\n  b"), "if a {b}");
}

#[test]
fn lone_surrogates_and_wide_characters() {
    assert_eq!(shape("größe = '😀'; x.größe()\n"), "größe = \"😀\"; x.größe()");
}

#[test]
fn every_prefix_of_a_file_is_survived() {
    let text = "@d(1)\nclass A(B):\n    def f(self, *a: int, b=f'{c!r:>{d}}', **e) -> None:\n        try:\n            \
                async with x as y, z: pass\n        except* (E, F) as g:\n            raise H from None\n        \
                match k:\n            case {'a': 1, **r} if s: return [i for i in j if not i]\n";
    for end in 0..=text.len() {
        let ast = parse(&text[..end]);
        assert!(ast.unread.iter().all(|span| span.end as usize <= end));
    }
}
