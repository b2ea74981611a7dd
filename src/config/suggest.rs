//! What was probably meant by a word that is not known.

/// The candidate nearest to `word`, if one is near enough to be a misspelling of it.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    let distance = |candidate: &str| strsim::osa_distance(&lower, &candidate.to_lowercase());
    let near = candidates.into_iter().map(|candidate| (distance(candidate), candidate));
    let near = near.filter(|(distance, candidate)| *distance <= allowance(word.len().max(candidate.len())));
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// How many letters may differ in a word of that length.
fn allowance(length: usize) -> usize {
    (length / 3).clamp(1, 4)
}

/// `; did you mean …?` where something is near, else nothing.
pub fn did_you_mean<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> String {
    nearest(word, candidates).map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_word() {
        assert_eq!(nearest("selct", ["ignore", "select", "severity"]), Some("select"));
        assert_eq!(nearest("net002", ["NET001", "NET002"]), Some("NET002"));
    }

    #[test]
    fn what_is_far_from_everything_means_nothing() {
        assert_eq!(nearest("banana", ["ignore", "select"]), None);
    }
}
