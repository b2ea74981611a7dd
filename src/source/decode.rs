//! From the bytes of a file to its text, as Python does it (PEP 263).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a Python file. A byte order mark decides, then the encoding that one of the first two lines
/// declares, else it is UTF-8. The mark is no part of the text. Never fails: an unknown encoding is read
/// as UTF-8, and what is not valid becomes U+FFFD. NUL bytes stay.
pub fn decode(mut bytes: Vec<u8>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        bytes.drain(..mark);
        return decode_as(encoding, bytes);
    }
    let encoding = declared(&bytes).or_else(|| unmarked_utf16(&bytes)).unwrap_or(UTF_8);
    decode_as(encoding, bytes)
}

fn decode_as(encoding: &'static Encoding, bytes: Vec<u8>) -> String {
    if encoding != UTF_8 {
        return encoding.decode_without_bom_handling(&bytes).0.into_owned();
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// UTF-16 without a mark shows in its first characters, which are ASCII in Python.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match *bytes.first_chunk()? {
        [0, first, 0, second] if first != 0 && second != 0 => Some(UTF_16BE),
        [first, 0, second, 0] if first != 0 && second != 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// The encoding declared in a comment alone on one of the first two lines; the second counts only
/// behind a line that is blank or a comment.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).take(3);
    let first = lines.next()?;
    if let Some(label) = label(first) {
        return known(label);
    }
    if !first.trim_ascii().is_empty() && !first.trim_ascii_start().starts_with(b"#") {
        return None;
    }
    let second = match lines.next()? {
        [] if bytes.get(first.len()..first.len() + 2) == Some(b"\r\n") => lines.next()?,
        second => second,
    };
    known(label(second)?)
}

/// The name behind `coding:` or `coding=` in a comment.
fn label(line: &[u8]) -> Option<&str> {
    let comment = line.trim_ascii_start().strip_prefix(b"#")?;
    let ascii = &comment[..comment.iter().take_while(|byte| byte.is_ascii()).count()];
    let comment = str::from_utf8(ascii).ok()?;
    comment.match_indices("coding").find_map(|(at, word)| {
        let rest = comment[at + word.len()..].strip_prefix([':', '='])?.trim_start_matches([' ', '\t']);
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_.".contains(letter));
        Some(&rest[..end.unwrap_or(rest.len())]).filter(|label| !label.is_empty())
    })
}

/// The encoding that Python calls `label`.
fn known(label: &str) -> Option<&'static Encoding> {
    let name = label.to_ascii_lowercase().replace('_', "-");
    let spelled = PYTHON_NAMES.iter().find(|(python, _)| *python == name).map(|(_, web)| *web);
    let windows = || name.strip_prefix("cp").map(|page| format!("windows-{page}"));
    let joined = || name.strip_prefix("iso").filter(|rest| !rest.starts_with('-')).map(|rest| format!("iso-{rest}"));
    Encoding::for_label(spelled.unwrap_or(&name).as_bytes())
        .or_else(|| Encoding::for_label(windows()?.as_bytes()))
        .or_else(|| Encoding::for_label(joined()?.as_bytes()))
        .filter(|encoding| encoding.is_ascii_compatible())
}

/// Names that Python has and the web does not. All are in lower case, with hyphens.
const PYTHON_NAMES: &[(&str, &str)] = &[
    ("latin-1", "iso-8859-1"),
    ("iso-latin-1", "iso-8859-1"),
    ("l1", "iso-8859-1"),
    ("latin-2", "iso-8859-2"),
    ("latin-9", "iso-8859-15"),
    ("u8", "utf-8"),
    ("utf", "utf-8"),
    ("utf-8-sig", "utf-8"),
    ("utf8-sig", "utf-8"),
    ("ascii", "utf-8"),
    ("us-ascii", "utf-8"),
    ("cp932", "shift_jis"),
    ("ms932", "shift_jis"),
    ("cp936", "gbk"),
    ("cp949", "euc-kr"),
    ("cp950", "big5"),
    ("shift-jis", "shift_jis"),
    ("euc-jis-2004", "euc-jp"),
    ("eucjp", "euc-jp"),
    ("euckr", "euc-kr"),
    ("koi8r", "koi8-r"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> String {
        decode(bytes.to_vec())
    }

    #[test]
    fn utf8_is_the_default_and_the_mark_goes() {
        assert_eq!(decoded("é = 1\n".as_bytes()), "é = 1\n");
        assert_eq!(decoded(b"\xef\xbb\xbfx = 1\n"), "x = 1\n");
        assert_eq!(decoded(b""), "");
        assert_eq!(decoded(b"x\0y"), "x\0y");
    }

    #[test]
    fn utf16_is_known_by_its_mark_or_its_first_characters() {
        assert_eq!(decoded(b"\xff\xfex\0=\x001\0"), "x=1");
        assert_eq!(decoded(b"\xfe\xff\0x\0=\x001"), "x=1");
        assert_eq!(decoded(b"x\0=\x001\0"), "x=1");
    }

    #[test]
    fn a_declaration_in_the_first_two_lines_counts() {
        for label in ["latin-1", "iso-8859-15", "cp1252", "Latin_1", "iso8859-1", "iso-8859-1-unix", "windows-1252"] {
            let text = format!("#!/usr/bin/python\n# -*- coding: {label} -*-\nx = 'h");
            let bytes = [text.as_bytes(), b"\xe9'\n"].concat();
            let expected = if label.ends_with("unix") { '\u{fffd}' } else { 'é' };
            assert!(decoded(&bytes).ends_with(&format!("x = 'h{expected}'\n")), "{label}");
        }
        assert_eq!(decoded(b"# coding=koi8-r\n\xc1"), "# coding=koi8-r\nа");
        assert_eq!(decoded(b"#\r\n# vim: set fileencoding=euc_jp :\r\n\xa4\xa2").chars().last(), Some('あ'));
    }

    #[test]
    fn a_declaration_elsewhere_does_not_count() {
        assert_eq!(decoded(b"x = 1\n# coding: latin-1\n\xe9"), "x = 1\n# coding: latin-1\n\u{fffd}");
        assert_eq!(decoded(b"\n\n# coding: latin-1\n\xe9"), "\n\n# coding: latin-1\n\u{fffd}");
        assert_eq!(decoded(b"x = '# coding: latin-1 \xe9'"), "x = '# coding: latin-1 \u{fffd}'");
    }

    #[test]
    fn an_unknown_encoding_and_broken_utf8_are_survived() {
        assert_eq!(decoded(b"# coding: klingon\nx = '\xc3\xa9'"), "# coding: klingon\nx = 'é'");
        assert_eq!(decoded(b"# coding: utf-16\nx"), "# coding: utf-16\nx");
        assert_eq!(decoded(b"x = '\xff'"), "x = '\u{fffd}'");
    }
}
