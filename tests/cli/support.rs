//! Scratch folders, and runs of the binary in them.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A broad handler that hides every failure: one report, EXC002, at line 4.
pub(crate) const SWALLOWS: &str = "def run(work):\n    try:\n        work()\n    except Exception:\n        pass\n";

/// Nothing to report.
pub(crate) const CLEAN: &str = "x = 1\n";

/// A folder that is gone when the test ends.
pub(crate) struct Scratch {
    folder: tempfile::TempDir,
}

/// How a run ended, and what it said.
pub(crate) struct Run {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Scratch {
    /// A folder with these files; folders of theirs are made.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let scratch = Self { folder: tempfile::tempdir().unwrap() };
        files.iter().for_each(|(name, text)| scratch.write(name, text));
        scratch
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A path in the folder.
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.at(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// The command `faultlint` in the folder, free of what the environment wishes.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_faultlint"));
        command.args(arguments).current_dir(self.path());
        ["NO_COLOR", "RUST_BACKTRACE", "CLICOLOR_FORCE"].iter().for_each(|name| {
            command.env_remove(name);
        });
        command
    }

    /// Runs `faultlint` in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(&mut self.command(arguments))
    }

    /// Runs `faultlint` in the folder with this on standard input.
    pub(crate) fn run_on(&self, input: &str, arguments: &[&str]) -> Run {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Run::from_output(&child.wait_with_output().unwrap())
    }

    /// `path:line CODE` of each report on `faultlint check` with these arguments.
    pub(crate) fn reports(&self, arguments: &[&str]) -> Vec<String> {
        let mut whole = vec!["check", "--output-format", "json"];
        whole.extend(arguments);
        self.run(&whole).reports(self.path())
    }
}

impl Run {
    /// Runs a command.
    pub(crate) fn of(command: &mut Command) -> Self {
        Self::from_output(&command.output().unwrap())
    }

    fn from_output(output: &std::process::Output) -> Self {
        Self {
            status: output.status.code().expect("no signal ends a run"),
            stdout: String::from_utf8(output.stdout.clone()).unwrap(),
            stderr: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// Standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.stdout, self.stderr))
    }

    /// `path:line CODE` of each report in a JSON output, paths relative to `here`.
    pub(crate) fn reports(&self, here: &Path) -> Vec<String> {
        let shown = |report: &Value| {
            let path = PathBuf::from(report["filename"].as_str().unwrap());
            let path = path.strip_prefix(here).unwrap_or(&path).display().to_string();
            format!("{path}:{} {}", report["location"]["row"], report["code"].as_str().unwrap())
        };
        self.json().as_array().unwrap().iter().map(shown).collect()
    }

    /// Panics unless the run ended so.
    pub(crate) fn expect_status(&self, status: i32) -> &Self {
        assert_eq!(self.status, status, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    /// Panics unless standard error holds all of this.
    pub(crate) fn expect_complaint(&self, parts: &[&str]) -> &Self {
        parts.iter().for_each(|part| assert!(self.stderr.contains(part), "{part:?} is not in: {}", self.stderr));
        self
    }
}
