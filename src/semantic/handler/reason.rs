//! What a handler's author says about it in a comment.

use super::Handler;
use crate::semantic::Model;
use crate::source::Span;
use crate::syntax::ast::Comment;

/// How many words make a reason.
const REASON_WORDS: usize = 3;

/// What begins a directive for a tool, or a note that the work is not done: no reason, whatever follows up to its end.
const DIRECTIVES: &[&str] = &[
    "noqa",
    "pylint",
    "type",
    "nosec",
    "pragma",
    "mypy",
    "ruff",
    "pyright",
    "fmt",
    "isort",
    "flake8",
    "yapf",
    "nosonar",
    "lgtm",
    "codeql",
    "semgrep",
    "nosemgrep",
    "coverage",
    "faultlint",
    "bandit",
    "pyre",
    "noinspection",
    "todo",
    "fixme",
    "xxx",
    "hack",
];

impl Model<'_> {
    /// Whether a comment on the handler, or in its body, gives a reason: three words or more that are no directive.
    pub fn has_reason(&self, handler: Handler) -> bool {
        let place = self.handler_comments_span(handler);
        let head = self.module.source.line_of(self.handler_span(handler).start);
        let inside = |comment: &&Comment| place.contains(comment.span);
        let above = |comment: &&Comment| {
            comment.own_line && self.row(comment) + 1 == head && self.column(comment) == self.head_column(handler)
        };
        let texts = self.ast.comments.iter().filter(|comment| inside(comment) || above(comment));
        let words = texts.map(|comment| words(self.module.source.slice(comment.span))).sum::<usize>();
        words >= REASON_WORDS
    }

    /// From the handler's head to the end of the last line that belongs to it: own-line comments indented as its body
    /// count too.
    fn handler_comments_span(&self, handler: Handler) -> Span {
        let source = &self.module.source;
        let head = self.handler_span(handler);
        let last = self.handler_body(handler).last().map_or(head.end, |&stmt| self.ast[stmt].span.end);
        let mut row = source.line_of(last.saturating_sub(1).max(head.start));
        let indent = self.head_column(handler);
        let belongs = |row: u32| {
            let comment = self.ast.comments.iter().find(|comment| comment.own_line && self.row(comment) == row);
            comment.is_some_and(|comment| self.column(comment) > indent)
        };
        if matches!(handler, Handler::Clause(..)) {
            while belongs(row + 1) {
                row += 1;
            }
        }
        Span::new(head.start, source.line_span(row).end)
    }

    fn head_column(&self, handler: Handler) -> u32 {
        let start = match handler {
            Handler::Clause(..) => self.handler_span(handler).start,
            Handler::Suppress(stmt, _) => self.ast[stmt].span.start,
        };
        self.module.source.position(start).column
    }

    fn row(&self, comment: &Comment) -> u32 {
        self.module.source.line_of(comment.span.start)
    }

    fn column(&self, comment: &Comment) -> u32 {
        self.module.source.position(comment.span.start).column
    }
}

/// How many words of prose a comment has; the parts of `# noqa: X  # because …` are looked at one by one.
fn words(comment: &str) -> usize {
    comment.split('#').map(|part| prose(part.trim())).sum()
}

fn prose(part: &str) -> usize {
    let first = part.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
    if is_code(part) {
        return 0;
    }
    let skipped = if DIRECTIVES.contains(&first.as_str()) { directive_end(part) } else { 0 };
    part[skipped..].split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}

/// Where a directive's reason begins: behind a dash, else nowhere.
fn directive_end(part: &str) -> usize {
    [" - ", " -- ", " — ", " – "]
        .iter()
        .filter_map(|dash| Some(part.find(dash)? + dash.len()))
        .min()
        .unwrap_or(part.len())
}

/// Whether a comment is code that was switched off: `print(error)`, `x = 1`.
fn is_code(part: &str) -> bool {
    let name = part.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.')).count();
    let rest = part.chars().skip(name).collect::<String>();
    name > 0 && ((rest.starts_with('(') && rest.ends_with(')')) || rest.starts_with(" = ") || rest.starts_with(" += "))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn prose_counts_and_directives_do_not() {
        assert_eq!(words("# the peer may be gone"), 5);
        assert_eq!(words("# ignored"), 1);
        assert_eq!(words("# noqa: BLE001"), 0);
        assert_eq!(words("# pylint: disable=broad-except"), 0);
        assert_eq!(words("# noqa: E722  # the peer may be gone"), 5);
        assert_eq!(words("# noqa: BLE001 - the peer may be gone"), 5);
        assert_eq!(words("# TODO: think about this again"), 0);
        assert_eq!(words("# print(error, type(error), 1)"), 0);
    }
}
