//! What literals mean: strings with their escapes, numbers.

/// What the prefix of a string literal says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Prefix {
    /// `b`
    pub(super) bytes: bool,
    /// `r`
    pub(super) raw: bool,
    /// `f` or `t`
    pub(super) format: bool,
    /// Python 2's backticks: no string at all.
    pub(super) repr: bool,
}

impl Prefix {
    /// Reads the opening of a literal, prefix and quotes.
    pub(super) fn read(opening: &str) -> Self {
        let has = |letter| opening.contains([letter, char::to_ascii_uppercase(&letter)]);
        Self { bytes: has('b'), raw: has('r'), format: has('f') || has('t'), repr: opening.ends_with('`') }
    }
}

/// The content of a string literal with its escapes decoded. Escapes that Python does not know stay as they are,
/// as do names of characters.
pub(super) fn unescape(content: &str) -> String {
    let mut plain = String::with_capacity(content.len());
    let mut rest = content;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let (decoded, length) = escape(&rest[1..]);
        match decoded {
            Some(character) => plain.push(character),
            None => plain.push_str(if is_line_end(&rest[1..]) { "" } else { &rest[..=length] }),
        }
        rest = &rest[1 + length..];
    }
    plain.push_str(rest);
    plain
}

fn is_line_end(text: &str) -> bool {
    text.starts_with(['\n', '\r'])
}

/// The character that an escape means, and the bytes that it takes behind the backslash.
fn escape(text: &str) -> (Option<char>, usize) {
    let Some(first) = text.chars().next() else {
        return (None, 0);
    };
    let simple = |character| (Some(character), 1);
    match first {
        '\\' | '\'' | '"' => simple(first),
        'n' => simple('\n'),
        't' => simple('\t'),
        'r' => simple('\r'),
        'a' => simple('\x07'),
        'b' => simple('\x08'),
        'f' => simple('\x0c'),
        'v' => simple('\x0b'),
        'x' => code_point(text, 1..3, 16),
        'u' => code_point(text, 1..5, 16),
        'U' => code_point(text, 1..9, 16),
        '0'..='7' => {
            let digits = text.bytes().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
            code_point(text, 0..digits, 8)
        }
        '\r' if text.starts_with("\r\n") => (None, 2),
        _ => (None, first.len_utf8()),
    }
}

fn code_point(text: &str, digits: std::ops::Range<usize>, radix: u32) -> (Option<char>, usize) {
    let end = digits.end;
    let code = text.get(digits).and_then(|digits| u32::from_str_radix(digits, radix).ok());
    code.and_then(char::from_u32).map_or((None, 1), |character| (Some(character), end))
}

/// The value of a number; NaN for complex ones.
pub(super) fn number(text: &str) -> f64 {
    let digits: String = text.chars().filter(|character| *character != '_').collect::<String>().to_ascii_lowercase();
    let digits = digits.trim_end_matches('l');
    let radix = match digits.get(..2) {
        Some("0x") => Some((16, 2)),
        Some("0o") => Some((8, 2)),
        Some("0b") => Some((2, 2)),
        Some(_) if is_python2_octal(digits) => Some((8, 1)),
        _ => None,
    };
    match radix {
        Some((radix, skip)) => integer(&digits[skip..], radix),
        None => digits.parse().unwrap_or(f64::NAN),
    }
}

/// Whether `digits` is an octal number in Python 2's notation, `0777`.
pub(super) fn is_python2_octal(digits: &str) -> bool {
    digits.len() > 1
        && digits.starts_with('0')
        && digits.bytes().all(|byte| matches!(byte, b'0'..=b'7'))
        && digits.bytes().any(|byte| byte != b'0')
}

fn integer(digits: &str, radix: u32) -> f64 {
    digits
        .chars()
        .try_fold(0.0, |value, digit| Some(value * f64::from(radix) + f64::from(digit.to_digit(radix)?)))
        .unwrap_or(f64::NAN)
}
