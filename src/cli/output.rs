//! Standard output, standard error and output files, with manners: a closed pipe ends quietly, and a file is replaced
//! only when its successor is complete.

use crate::report::escaped;
use anyhow::Context;
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    fn holds_for_stdout(self) -> bool {
        let wished = || std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let capable = || std::env::var_os("TERM").is_none_or(|value| value != "dumb");
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => io::stdout().is_terminal() && wished() && capable(),
        }
    }
}

/// Writes to a file or to standard output, whole.
pub(super) fn deliver(
    file: Option<&Path>,
    color: Color,
    write: impl FnOnce(&mut dyn WriteColor) -> io::Result<()>,
) -> anyhow::Result<()> {
    match file {
        Some(file) => replace(file, write).with_context(|| cannot_write(file)),
        None => quietly(to_stdout(color, write)).context("cannot write to standard output"),
    }
}

fn to_stdout(color: Color, write: impl FnOnce(&mut dyn WriteColor) -> io::Result<()>) -> io::Result<()> {
    let out = BufWriter::new(io::stdout().lock());
    if color.holds_for_stdout() {
        let mut out = Ansi::new(out);
        write(&mut out)?;
        out.flush()
    } else {
        let mut out = NoColor::new(out);
        write(&mut out)?;
        out.flush()
    }
}

/// A reader that has seen enough is no error.
fn quietly(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes beside `file`, then takes its place, so that nobody reads half of it.
fn replace(file: &Path, write: impl FnOnce(&mut dyn WriteColor) -> io::Result<()>) -> io::Result<()> {
    if is_special(file) {
        return write_new(file, write);
    }
    let beside = beside(file);
    let done = write_new(&beside, write).and_then(|()| std::fs::rename(&beside, file));
    if done.is_err() {
        // Only tidies up; the failure itself is what is told.
        let _ = std::fs::remove_file(&beside);
    }
    done
}

/// Whether the path is a device or a pipe, which is written to and not replaced.
fn is_special(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|data| !data.is_file() && !data.is_dir())
}

fn write_new(path: &Path, write: impl FnOnce(&mut dyn WriteColor) -> io::Result<()>) -> io::Result<()> {
    let mut out = NoColor::new(BufWriter::new(std::fs::File::create(path)?));
    write(&mut out)?;
    out.flush()
}

fn beside(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

/// Fails early where a file cannot be written for sure.
pub(super) fn check_output_file(file: &Path) -> anyhow::Result<()> {
    let has_folder = file.parent().is_some_and(Path::is_dir);
    anyhow::ensure!(has_folder && !file.is_dir(), cannot_write(file));
    Ok(())
}

fn cannot_write(file: &Path) -> String {
    format!("cannot write {}; name a file in a folder that exists and is writable", file.display())
}

/// Says on standard error what went wrong.
pub(super) fn complain(message: &str) {
    say(&format!("error: {}", escaped(message)));
}

/// Says something on standard error; nobody listening is no failure.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
