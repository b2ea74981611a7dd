//! Python 3.12 to 3.14.

use crate::shape::{expr, shape};

#[test]
fn type_parameters_and_aliases() {
    assert_eq!(shape("def f[T: int, *Ts, **P](x: T) -> T: ...\n"), "def f(x: T) -> T {...}");
    assert_eq!(shape("class A[T](B[T]): ...\n"), "class A(B[T]) {...}");
    assert_eq!(shape("type X[T] = list[T]\n"), "X = list[T]");
    assert_eq!(shape("type X = A | B\n"), "X = (A BitOr B)");
}

#[test]
fn defaults_of_type_parameters() {
    assert_eq!(shape("def f[T = int](x: T): ...\n"), "def f(x: T) {...}");
    assert_eq!(shape("class A[T: int = bool, *Ts = *tuple[int]]: x = 1\n"), "class A() {x = 1}");
    assert!(shape("type X[T = int] = list[T]\nf()\n").ends_with("list[T]; f()"));
}

#[test]
fn nested_quotes_in_f_strings() {
    assert_eq!(expr("f'{a['b']} {f'{c}'}'"), r#"f(a["b"], f(c))"#);
    assert_eq!(expr("f'{\n  a # why\n}'"), "f(a)");
}

#[test]
fn t_strings() {
    assert_eq!(expr("t'{a.b()} {c:{d}}'"), "f(a.b(), c, d)");
    assert_eq!(expr("rt'{a}\\d'"), "f(a)");
}

#[test]
fn several_classes_without_parentheses() {
    assert_eq!(shape("try:\n  a\nexcept B, c.D:\n  e\n"), "try {a} except tuple(B, c.D) {e}");
    assert_eq!(shape("try:\n  a\nexcept* B, C:\n  e\n"), "try {a} except* tuple(B, C) {e}");
    assert_eq!(shape("try:\n  a\nexcept B, C, D:\n  e\n"), "try {a} except tuple(B, C, D) {e}");
}

#[test]
fn soft_keywords_are_names_too() {
    assert_eq!(shape("match = type = case = _ = 1\n"), "match = type = case = _ = 1");
    assert_eq!(shape("def type(match, case): return match.case\n"), "def type(match, case) {return match.case}");
    assert_eq!(shape("print(type, file=match)\n"), "print(type, file=match)");
}
