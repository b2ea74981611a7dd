//! Python 2: read as far as the tree has a place for it, never a crash.

use crate::shape::shape;

#[test]
fn print_and_exec() {
    assert_eq!(shape("print 'a', b\n"), r#"other("a", b)"#);
    assert_eq!(shape("print >>sys.stderr, f(x)\n"), "other(sys.stderr, f(x))");
    assert_eq!(shape("exec 'x = 1' in ns\n"), r#"other("x = 1", ns)"#);
}

#[test]
fn raise_keeps_the_class() {
    assert_eq!(shape("raise E, 'value'\n"), "raise E");
    assert_eq!(shape("raise E, value, traceback\n"), "raise E");
}

#[test]
fn except_binds_its_second_name_in_a_file_with_other_signs_of_python_2() {
    assert_eq!(shape("try:\n  a\nexcept E, e:\n  print e\n"), "try {a} except E as e {other(e)}");
    assert_eq!(shape("try:\n  a\nexcept (A, B), e:\n  raise C, e\n"), "try {a} except tuple(A, B) as e {raise C}");
}

#[test]
fn old_literals_and_operators() {
    assert_eq!(shape("0777 + 10L\n"), "(511 Add 10)");
    assert_eq!(shape(r"ur'\d'"), r#""\\d""#);
    assert_eq!(shape("a <> b\n"), "(a NotEq b)");
    assert_eq!(shape("x = `a`\n"), "x = other()");
}
