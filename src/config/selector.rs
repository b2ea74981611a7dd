//! Selectors of rules: `ALL`, a code, the beginning of codes, a family, or a rule's name.

use super::suggest::did_you_mean;
use crate::analysis::all_rules;
use crate::registry::Registered;

/// Names one rule or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// Every rule, the opt-in ones included.
    All,
    /// The rules of a family's folder, `network`.
    Family(String),
    /// Rules whose code begins so: `NET`, `NET0`.
    Prefix(String),
    /// One rule, by its code.
    Rule(String),
}

impl Selector {
    /// The selector that `text` spells, in any case of letters.
    ///
    /// # Errors
    /// A sentence that says what was probably meant.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let is = |word: &str| word.eq_ignore_ascii_case(text);
        if is("ALL") {
            return Ok(Self::All);
        }
        if let Some(rule) = all_rules().find(|rule| is(&rule.meta.code) || is(&rule.meta.name)) {
            return Ok(Self::Rule(rule.meta.code.clone()));
        }
        if let Some(rule) = all_rules().find(|rule| is(&rule.meta.family)) {
            return Ok(Self::Family(rule.meta.family.clone()));
        }
        let prefix = text.to_ascii_uppercase();
        if is_prefix(&prefix) && all_rules().any(|rule| rule.meta.code.starts_with(&prefix)) {
            return Ok(Self::Prefix(prefix));
        }
        Err(unknown(text))
    }

    /// Whether the rule is meant.
    pub fn selects(&self, rule: &Registered) -> bool {
        match self {
            Self::All => true,
            Self::Family(family) => rule.meta.family == *family,
            Self::Prefix(prefix) => rule.meta.code.starts_with(prefix.as_str()),
            Self::Rule(code) => rule.meta.code == *code,
        }
    }

    /// How narrow the selector is; the narrower of two that disagree wins.
    pub fn specificity(&self) -> usize {
        match self {
            Self::All => 0,
            Self::Family(_) => 3,
            Self::Prefix(prefix) => prefix.len(),
            Self::Rule(_) => usize::MAX,
        }
    }
}

impl std::fmt::Display for Selector {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::All => "ALL",
            Self::Family(text) | Self::Prefix(text) | Self::Rule(text) => text,
        })
    }
}

/// Whether `text` looks like the beginning of codes: a family's three letters, perhaps digits.
fn is_prefix(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn unknown(text: &str) -> String {
    let codes =
        all_rules().flat_map(|rule| [&*rule.meta.code, &*rule.meta.name, &*rule.meta.family, &rule.meta.code[..3]]);
    let meant = did_you_mean(text, codes.chain(["ALL"]));
    let mend = if meant.is_empty() { "; `faultlint rule --all` lists them" } else { "" };
    format!("unknown rule `{text}`{meant}{mend}")
}

/// What one layer (a file, the command line) says about the choice of rules.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Replaces the choice so far.
    pub select: Option<Vec<Selector>>,
    /// Added to the choice.
    pub extend_select: Vec<Selector>,
    /// Taken away.
    pub ignore: Vec<Selector>,
}

impl Choice {
    /// Whether a rule is chosen after this layer, given whether it was before.
    pub fn apply(&self, rule: &Registered, chosen: bool) -> bool {
        let before = if self.select.is_some() { false } else { chosen };
        let adds = self.select.iter().flatten().chain(&self.extend_select);
        let added = narrowest(adds, rule);
        let removed = narrowest(self.ignore.iter(), rule);
        match (added, removed) {
            (None, None) => before,
            (added, removed) => added > removed,
        }
    }
}

/// The specificity of the narrowest selector that means the rule.
fn narrowest<'s>(selectors: impl Iterator<Item = &'s Selector>, rule: &Registered) -> Option<usize> {
    selectors.filter(|selector| selector.selects(rule)).map(Selector::specificity).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::find;

    fn choice(select: Option<&[&str]>, extend: &[&str], ignore: &[&str]) -> Choice {
        let parse = |texts: &[&str]| texts.iter().map(|text| Selector::parse(text).unwrap()).collect::<Vec<_>>();
        Choice { select: select.map(parse), extend_select: parse(extend), ignore: parse(ignore) }
    }

    #[test]
    fn the_narrower_selector_wins() {
        let rule = find("SUP001").unwrap();
        assert!(choice(Some(&["SUP001"]), &[], &["SUP"]).apply(rule, false));
        assert!(!choice(Some(&["SUP"]), &[], &["SUP001"]).apply(rule, true));
        assert!(!choice(Some(&["SUP"]), &[], &["SUP"]).apply(rule, true));
    }

    #[test]
    fn a_later_select_replaces_and_extend_select_adds() {
        let rule = find("SUP001").unwrap();
        assert!(!choice(Some(&["SUP002"]), &[], &[]).apply(rule, true));
        assert!(choice(None, &["unused-directive"], &[]).apply(rule, false));
        assert!(choice(None, &["SUP002"], &[]).apply(rule, true));
    }

    #[test]
    fn an_unknown_code_says_what_was_meant() {
        assert!(Selector::parse("SUP01").unwrap_err().contains("did you mean `SUP001`?"));
        assert!(Selector::parse("unused-directve").unwrap_err().contains("`unused-directive`"));
        assert!(Selector::parse("S").is_err(), "less than a family's letters is no selector");
    }
}
