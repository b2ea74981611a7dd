# What continuous integration runs, in the same order.
ready:
    .ci/run

# The quick loop while working.
check:
    cargo fmt --all
    cargo clippy --all-targets -- --deny warnings
    cargo test

# Tests that need Python, other programs and a package registry.
external:
    python3 tests/external/run.py
