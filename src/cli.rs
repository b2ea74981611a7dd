//! The command line: one file a command.

mod check;
mod output;
mod progress;
mod rule;
mod show;

use crate::check::panic_message;
use anyhow::anyhow;
use clap::{Parser, Subcommand};
use std::panic::catch_unwind;
use std::process::ExitCode;

/// Finds where Python code breaks when the network does.
#[derive(Parser)]
#[command(name = "faultlint", version, propagate_version = true, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check Python files and report what breaks in production
    Check(Box<check::Args>),
    /// Explain a rule, or list all of them
    #[command(override_usage = "faultlint rule [OPTIONS] <RULE>\n       faultlint rule [OPTIONS] --all")]
    Rule(rule::Args),
}

/// How a run ended; the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Nothing to complain about.
    Clean,
    /// Reports at or above the severity that fails.
    Reports,
    /// What was asked could not be done, or not all of it.
    Failure,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Reports => 1,
            Status::Failure => 2,
        })
    }
}

/// Runs what the arguments ask for.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        // A breakdown is told as a sentence that names the file, not as a trace.
        std::panic::set_hook(Box::new(|_| {}));
    }
    let status = catch_unwind(|| run(&cli.command)).unwrap_or_else(|panic| {
        let text = panic_message(&*panic);
        Err(anyhow!("the analysis broke down ({text}); this is a defect of faultlint, please report it"))
    });
    let status = status.unwrap_or_else(|error| {
        output::complain(&format!("{error:#}"));
        Status::Failure
    });
    status.into()
}

fn run(command: &Command) -> anyhow::Result<Status> {
    match command {
        Command::Check(args) => check::run(args),
        Command::Rule(args) => rule::run(args),
    }
}
