//! What the grammar does not read although Python does, replaced byte for byte. The result serves
//! for parsing only: names and strings are read from the text itself, at the same offsets.

use std::borrow::Cow;

/// The bytes of `text` as the grammar wants them, of the same length.
pub(super) fn normalize(text: &str) -> Cow<'_, [u8]> {
    let mut bytes = Cow::Borrowed(text.as_bytes());
    line_ends(&mut bytes);
    indentation(&mut bytes);
    bytes
}

/// A lone CR ends a line as LF does; a NUL byte would end the file.
fn line_ends(bytes: &mut Cow<[u8]>) {
    let odd = |at: usize, bytes: &[u8]| match bytes[at] {
        0 => Some(b' '),
        b'\r' if bytes.get(at + 1) != Some(&b'\n') => Some(b'\n'),
        _ => None,
    };
    for at in 0..bytes.len() {
        if let Some(byte) = odd(at, bytes) {
            bytes.to_mut()[at] = byte;
        }
    }
}

/// A tab after spaces goes to the next multiple of eight; the grammar counts eight for each tab.
/// The same width is written as form feeds (which count nothing at a line's start), tabs and spaces.
fn indentation(bytes: &mut Cow<[u8]>) {
    let mut start = 0;
    while start < bytes.len() {
        let line = &bytes[start..];
        let length = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if line[..length].windows(2).any(|pair| pair == b" \t") {
            let width = line[..length].iter().fold(
                0,
                |column, &byte| {
                    if byte == b'\t' { column / 8 * 8 + 8 } else { column + 1 }
                },
            );
            let (tabs, spaces) = (width / 8, width % 8);
            let indent = &mut bytes.to_mut()[start..start + length];
            indent.fill(b'\x0c');
            indent[length - tabs - spaces..length - spaces].fill(b'\t');
            indent[length - spaces..].fill(b' ');
        }
        let rest = &bytes[start + length..];
        start += length + rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |at| at + 1);
    }
}
