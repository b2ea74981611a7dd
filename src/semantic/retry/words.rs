//! What names say: that a loop retries, that a call waits.

/// The words of a name: `maxRetries` and `max_retries` are `max`, `retries`.
fn words(name: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut previous = '_';
    for letter in name.chars() {
        let starts = letter == '_' || (letter.is_uppercase() && !previous.is_uppercase());
        if starts && found.last().is_some_and(|word| !word.is_empty()) {
            found.push(String::new());
        }
        if letter.is_alphabetic()
            && let Some(word) = found.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
        previous = letter;
    }
    found
}

/// Whether a name says that something is tried again.
pub(super) fn says_retry(name: &str) -> bool {
    words(name).iter().any(|word| {
        ["retry", "retri", "attempt"].iter().any(|start| word.starts_with(start)) && !word.starts_with("retriev")
            || matches!(word.as_str(), "tries" | "try" | "tried" | "ntries" | "reconnects")
    })
}

/// Whether a function's name says that it may wait, or look after the next attempt.
pub(super) fn says_wait(name: &str) -> bool {
    const WAITS: [&str; 10] =
        ["sleep", "wait", "delay", "backoff", "pause", "throttl", "cooldown", "limiter", "ratelimit", "debounce"];
    says_retry(name) || words(name).iter().any(|word| WAITS.iter().any(|wait| word.contains(wait)))
}

#[cfg(test)]
mod tests {
    use super::{says_retry, says_wait};

    #[test]
    fn names_of_counters_say_that_they_retry() {
        for name in ["attempt", "maxRetries", "retry_count", "num_tries", "MAX_ATTEMPTS", "retrying"] {
            assert!(says_retry(name), "{name}");
        }
        for name in ["retrieve_url", "entry", "entries", "country", "index", "i"] {
            assert!(!says_retry(name), "{name}");
        }
    }

    #[test]
    fn names_of_functions_say_that_they_wait() {
        for name in ["_sleep", "wait_before_reconnect", "backOff_wait", "prepare_for_next_attempt"] {
            assert!(says_wait(name), "{name}");
        }
        for name in ["rollback", "close_session", "error"] {
            assert!(!says_wait(name), "{name}");
        }
    }
}
