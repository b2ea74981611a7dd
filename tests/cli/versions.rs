//! The versions of libraries that a project uses decide which of their defaults hold.

use crate::support::Scratch;

const APP: &str = "import redis\n\ncache = redis.Redis(host=\"cache.example\")\n";

fn codes(files: &[(&str, &str)]) -> String {
    let mut files = files.to_vec();
    files.extend([("app.py", APP), ("faultlint.toml", "select = [\"NET002\"]\n")]);
    let run = Scratch::with(&files).run(&["check", "--output-format", "concise", "-q"]);
    run.stdout.split(' ').nth(1).unwrap_or_default().to_owned()
}

#[test]
fn a_client_has_no_limit_before_the_version_that_brought_one() {
    let lock = "[[package]]\nname = \"redis\"\nversion = \"5.2.1\"\n";
    for files in [
        [("uv.lock", lock)],
        [("poetry.lock", lock)],
        [("pdm.lock", lock)],
        [("Pipfile.lock", "{\"default\": {\"redis\": {\"version\": \"==5.2.1\"}}}")],
        [("requirements.txt", "# pins\nredis[hiredis]==5.2.1  # cache\n")],
        [("requirements-prod.txt", "-r requirements.txt\nredis<6\n")],
        [("pyproject.toml", "[project]\nname = \"p\"\ndependencies = [\"redis>=4,<8\"]\n")],
        [("pyproject.toml", "[tool.poetry.dependencies]\nredis = \"^5.0\"\n")],
        [("setup.cfg", "[options]\ninstall_requires =\n    redis~=5.2\n")],
    ] {
        assert_eq!(codes(&files), "NET002", "{files:?}");
    }
}

#[test]
fn the_newest_version_holds_where_nothing_says_otherwise() {
    for files in [
        [("requirements.txt", "requests==2.31\n")],
        [("requirements.txt", "redis>=4\n")],
        [("requirements.txt", "redis==8.0.0\n")],
        [("uv.lock", "no TOML")],
    ] {
        assert_eq!(codes(&files), "", "{files:?}");
    }
}

#[test]
fn a_lock_file_stands_before_the_manifest() {
    let lock = "[[package]]\nname = \"redis\"\nversion = \"8.1.0\"\n";
    let manifest = "[project]\nname = \"p\"\ndependencies = [\"redis<6\"]\n";
    assert_eq!(codes(&[("uv.lock", lock), ("pyproject.toml", manifest)]), "");
}

#[test]
fn versions_are_explained() {
    let files = [("app.py", APP), ("requirements.txt", "redis==5.2.1\nrequests>=2\nunknown-thing==1\n")];
    let run = Scratch::with(&files).run(&["check", "--isolated", "--explain-versions"]);
    let lines = run.stdout.lines().skip(1).collect::<Vec<_>>();
    assert_eq!(lines, ["redis ==5.2.1 (requirements.txt; as before 8.0.0)", "requests >=2 (requirements.txt)"]);
}
