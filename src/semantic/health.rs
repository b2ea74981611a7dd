//! Which paths are health routes: the vocabulary of the rules' own *Words*.

use super::route::{HOLE, Route};

/// Segments that name a health route.
const NAMES: [&str; 11] =
    ["health", "healthz", "health_check", "ready", "readyz", "live", "livez", "alive", "ping", "heartbeat", "up"];
/// Words that make a compound segment a plain variant of a health route's name (`worker-health`).
const WORDS: [&str; 11] = [
    "health",
    "healthz",
    "healthcheck",
    "healthchecks",
    "healthy",
    "readiness",
    "liveness",
    "readyz",
    "livez",
    "alive",
    "heartbeat",
];
/// Words of a segment that ask whether the process lives, and nothing more.
const LIVENESS: [&str; 6] = ["live", "livez", "liveness", "alive", "ping", "livecheck"];
/// Words of a segment that ask whether it can serve.
const READINESS: [&str; 3] = ["ready", "readyz", "readiness"];
/// Segments before `status` with which it still speaks of the service.
const NEUTRAL: [&str; 4] = ["api", "rest", "internal", "service"];

/// Whether a route is a health route.
pub fn is_health_route(route: &Route) -> bool {
    route.answers_get() && !route.is_page && route.path.as_deref().is_some_and(is_health_path)
}

/// Whether a path has a health segment and no parameter.
pub fn is_health_path(path: &str) -> bool {
    let plain = path.trim_start_matches(['^', '/']).trim_end_matches(['$', '?', '/']);
    let segments = plain.split('/').map(str::to_lowercase).collect::<Vec<_>>();
    if segments.iter().any(|segment| segment.contains(['<', '{', '(', '*', ':'])) {
        return false;
    }
    segments.iter().enumerate().any(|(at, segment)| is_health_segment(segment, &segments[..at]))
}

/// Whether a path is named as one that only asks whether the process lives.
pub fn is_liveness_path(path: &str) -> bool {
    let mut words = words(path);
    words.any(|word| LIVENESS.contains(&word))
}

/// Whether a path is named as one that asks whether the service can serve.
pub fn is_readiness_path(path: &str) -> bool {
    let mut words = words(path);
    words.any(|word| READINESS.contains(&word))
}

/// Whether a path is a health route's by nothing but `status`, so that what stands before it decides of whom it speaks.
pub fn is_status_path(path: &str) -> bool {
    let named = |word: &str| NAMES.contains(&word) || WORDS.contains(&word);
    !words(path).any(named) && !path.contains("health")
}

/// Whether a path asks for a report on something, which may be meant for people to read.
pub fn speaks_of_status(path: &str) -> bool {
    words(path).any(|word| word == "status")
}

/// The words of all segments.
fn words(path: &str) -> impl Iterator<Item = &str> {
    path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_health_segment(segment: &str, before: &[String]) -> bool {
    let name = segment.replace(['\\', HOLE], "");
    let name = name.split('.').next().unwrap_or("").trim_matches(['_', '-']);
    if name == "status" {
        return before.iter().all(|segment| is_neutral(segment));
    }
    NAMES.contains(&name) || name.split(['-', '_']).any(|word| WORDS.contains(&word)) || name == "is_ready"
}

fn is_neutral(segment: &str) -> bool {
    let bare = segment.trim_matches(HOLE);
    let version = bare.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    bare.is_empty() || version || NEUTRAL.contains(&bare)
}

#[cfg(test)]
mod tests {
    use super::{is_health_path, is_liveness_path, is_readiness_path, is_status_path};

    #[test]
    fn a_name_tells_what_is_asked() {
        assert!(is_liveness_path("/api/livez") && is_liveness_path("/health/live") && is_liveness_path("^ping/$"));
        assert!(!is_liveness_path("/health") && !is_liveness_path("/delivery/health"));
        assert!(is_readiness_path("/health/ready") && !is_readiness_path("/already/health"));
        assert!(is_status_path("/api/v1/status") && !is_status_path("/health/status") && !is_status_path("/healthz"));
    }

    #[test]
    fn paths_with_a_health_segment_and_no_parameter_are_health_routes() {
        for path in
            ["/health", "^health/$", "/api/v1/status", "/status", "/worker-health", "/healthz", "/api/health_check"]
        {
            assert!(is_health_path(path), "{path}");
        }
        for path in ["/ping.json", "/-/ready", "/healthcheck", "/health/db", "/_health"] {
            assert!(is_health_path(path), "{path}");
        }
    }

    #[test]
    fn other_paths_are_not() {
        for path in ["/", "/user/status", "/status/<timestamp>", "/health/{name}", "/sign-up", "/go-live", "/uptime"] {
            assert!(!is_health_path(path), "{path}");
        }
        for path in ["/queue-status", "/healthcare", "/already", "/users/{id}/ping"] {
            assert!(!is_health_path(path), "{path}");
        }
    }
}
