//! `faultlint check`: finds files, checks them, prints what was found.

use super::Status;
use super::output::{Color, check_output_file, complain, deliver, say};
use super::progress::Progress;
use super::show;
use crate::catalog::Catalog;
use crate::check::{Outcome, check};
use crate::config::options::{FailOn, Layer, Options, Origin, OutputFormat};
use crate::config::settings::Settings;
use crate::config::{Choice, Configs};
use crate::diagnostic::{Confidence, Severity};
use crate::discover::{Discovery, Missed, absolute, discover};
use crate::report;
use crate::workspace::{self, Substitute};
use anyhow::{Context, bail};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::Spanned;

/// Stack of a worker, in bytes: deeply nested code is read by recursion.
const STACK: usize = 64 << 20;

/// Arguments of `faultlint check`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Files and folders to check; `-` for standard input
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// Rules to run, in the place of the default ones: codes, beginnings of codes, families, names, ALL
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    select: Option<Vec<String>>,
    /// Rules not to run
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    ignore: Option<Vec<String>>,
    /// Rules to run beside those selected
    #[arg(long, value_name = "RULES", value_delimiter = ',', help_heading = "Rules")]
    extend_select: Option<Vec<String>>,
    /// The least severity to show [default: note]
    #[arg(long, value_parser = known(["note", "warning", "error"]).map(typed::<Severity>), help_heading = "Rules")]
    severity: Option<Severity>,
    /// The least confidence to show [default: medium]
    #[arg(long, value_parser = known(["low", "medium", "high"]).map(typed::<Confidence>), help_heading = "Rules")]
    confidence: Option<Confidence>,
    /// The least severity that gives exit status 1 [default: warning]
    #[arg(long, value_parser = known(["note", "warning", "error", "never"]).map(typed::<FailOn>), help_heading = "Rules")]
    fail_on: Option<FailOn>,
    /// The least Python that the code must run on, `py39` or `3.9` [default: the project's `requires-python`]
    #[arg(long, value_name = "VERSION", help_heading = "Rules")]
    target_version: Option<String>,
    /// Files and folders to leave out beside the usual ones, as patterns
    #[arg(long, value_name = "PATTERNS", value_delimiter = ',', help_heading = "Files")]
    exclude: Option<Vec<String>>,
    /// Leave out what is excluded even when it is named
    #[arg(long, help_heading = "Files")]
    force_exclude: bool,
    /// Check test code as well
    #[arg(long, help_heading = "Files")]
    include_tests: bool,
    /// The file in whose place standard input stands
    #[arg(long, value_name = "FILE", help_heading = "Files")]
    stdin_filename: Option<PathBuf>,
    /// A configuration file to use for all files, or a setting as `KEY = VALUE`
    #[arg(long, value_name = "FILE|KEY=VALUE", conflicts_with = "isolated", help_heading = "Files")]
    config: Vec<String>,
    /// Read no configuration files
    #[arg(long, help_heading = "Files")]
    isolated: bool,
    /// How to print reports [default: full]
    #[arg(
        long,
        value_parser = known(["full", "concise", "json", "github"]).map(typed::<OutputFormat>),
        help_heading = "Output"
    )]
    output_format: Option<OutputFormat>,
    /// Write reports to a file
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    output_file: Option<PathBuf>,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = Color::Auto, help_heading = "Output")]
    color: Color,
    /// Print reports and errors only
    #[arg(long, short, help_heading = "Output")]
    quiet: bool,
    /// Print counts instead of reports
    #[arg(long, help_heading = "Output")]
    statistics: bool,
    /// Exit with status 0 even when there are reports
    #[arg(long, help_heading = "Output")]
    exit_zero: bool,
    /// Print the files that would be checked
    #[arg(long, help_heading = "Output")]
    show_files: bool,
    /// Print the settings in effect
    #[arg(long, conflicts_with = "show_files", help_heading = "Output")]
    show_settings: bool,
    /// Print what calls and decorators resolve to instead of reports
    #[arg(long, conflicts_with = "show_files", help_heading = "Output")]
    show_resolution: bool,
    /// Print which versions of the known libraries the project uses, and which file says so
    #[arg(long, conflicts_with = "show_files", help_heading = "Output")]
    explain_versions: bool,
    /// How many threads to use [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = threads, help_heading = "Output")]
    threads: Option<usize>,
}

fn known<const N: usize>(values: [&'static str; N]) -> PossibleValuesParser {
    PossibleValuesParser::new(values)
}

/// How many threads a word asks for.
fn threads(word: &str) -> Result<usize, String> {
    match word.parse() {
        Ok(0) | Err(_) => Err("give a number from 1, or leave the flag out for a thread for each processor".to_owned()),
        Ok(number) => Ok(number),
    }
}

/// The value that a word stands for, as the configuration spells it.
#[expect(clippy::needless_pass_by_value, reason = "clap maps owned words")]
fn typed<T: DeserializeOwned>(word: String) -> T {
    let word: StrDeserializer<'_, ValueError> = word.as_str().into_deserializer();
    T::deserialize(word).expect("clap lets only the words through that the type knows")
}

impl Args {
    /// The flags as a layer of settings.
    fn layer(&self) -> Layer {
        let spanned = |text: &String| Spanned::new(0..0, text.clone());
        let list = |texts: &Option<Vec<String>>| texts.as_ref().map(|texts| texts.iter().map(spanned).collect());
        let options = Options {
            select: list(&self.select),
            ignore: list(&self.ignore),
            extend_select: list(&self.extend_select),
            extend_exclude: list(&self.exclude),
            force_exclude: self.force_exclude.then_some(true),
            include_tests: self.include_tests.then_some(true),
            severity: self.severity,
            confidence: self.confidence,
            fail_on: self.fail_on,
            output_format: self.output_format,
            target_version: self.target_version.as_ref().map(spanned),
            ..Options::default()
        };
        Layer { options, origin: Origin::command_line() }
    }

    fn configs(&self, here: &Path) -> anyhow::Result<Configs> {
        let (inline, files): (Vec<_>, Vec<_>) =
            self.config.iter().partition(|text| text.contains('=') && !here.join(text).is_file());
        let choice = match files[..] {
            [] if self.isolated => Choice::Isolated,
            [] => Choice::Nearest,
            [file] => Choice::File(absolute(Path::new(file), here)),
            _ => bail!("--config names several files; name one, and settings as KEY=VALUE"),
        };
        let inline = inline.into_iter().map(|text| Layer::inline(text)).collect::<Result<Vec<_>, _>>()?;
        Ok(Configs::new(choice, inline.into_iter().chain([self.layer()]).collect(), here))
    }

    /// Standard input, if it is asked for.
    fn stdin(&self, here: &Path) -> anyhow::Result<Option<Substitute>> {
        let asked = self.paths.iter().any(|path| path == Path::new("-"));
        if !asked {
            anyhow::ensure!(
                self.stdin_filename.is_none(),
                "--stdin-filename names what standard input is; add the path `-` to read that: `--stdin-filename FILE -`"
            );
            return Ok(None);
        }
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        let name = self.stdin_filename.as_deref().unwrap_or(Path::new("stdin.py"));
        Ok(Some(Substitute { path: absolute(name, here), bytes }))
    }

    fn named(&self, here: &Path) -> Vec<PathBuf> {
        let named = self.paths.iter().filter(|path| path.as_path() != Path::new("-"));
        named.map(|path| absolute(path, here)).collect()
    }
}

/// Checks and prints.
pub(super) fn run(args: &Args) -> anyhow::Result<Status> {
    let here = std::env::current_dir().context("the current directory is not there any more")?;
    let configs = Arc::new(args.configs(&here)?);
    let settings = configs.of_folder(&here)?;
    if args.show_settings {
        return show_settings(args, &configs, &here);
    }
    if args.explain_versions {
        return explain_versions(args, &configs, &here);
    }
    if let Some(file) = &args.output_file {
        check_output_file(&here.join(file))?;
    }
    let stdin = args.stdin(&here)?;
    let progress = Progress::new(args.quiet);
    let found = discover(&args.named(&here), stdin.as_ref().map(|stdin| &*stdin.path), &configs)?;
    if args.show_files {
        deliver(args.output_file.as_deref(), args.color, |out| show::files(&found.selected, out))?;
        return Ok(tell_missed(&found.missed, &here));
    }
    workers(args.threads)?.install(|| {
        let run = Run { args, here: &here, configs: &configs, settings: &settings, progress: &progress };
        run.check(found, stdin.as_ref())
    })
}

fn workers(threads: Option<usize>) -> anyhow::Result<rayon::ThreadPool> {
    let builder = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).stack_size(STACK);
    builder.build().context("cannot start threads; try --threads 1")
}

fn explain_versions(args: &Args, configs: &Arc<Configs>, here: &Path) -> anyhow::Result<Status> {
    let named = args.named(here);
    let named = if named.is_empty() { vec![here.to_owned()] } else { named };
    let roots = discover(&named, None, configs)?.selected.into_iter().map(|file| file.root.folder);
    let roots = roots.collect::<BTreeSet<_>>();
    let catalog = builtin_catalog();
    deliver(args.output_file.as_deref(), args.color, |out| {
        roots.iter().try_for_each(|root| show::versions(root, &catalog, out))
    })?;
    Ok(Status::Clean)
}

fn show_settings(args: &Args, configs: &Configs, here: &Path) -> anyhow::Result<Status> {
    let mut named = args.named(here);
    if named.is_empty() {
        named.push(args.stdin_filename.as_ref().map_or_else(|| here.to_owned(), |name| absolute(name, here)));
    }
    let mut settings = Vec::new();
    for path in named {
        let of = if path.is_dir() { configs.of_folder(&path)? } else { configs.of_file(&path)? };
        settings.push((path, of));
    }
    let (path, first) = settings.remove(0);
    settings.retain(|(_, other)| other.file != first.file);
    deliver(args.output_file.as_deref(), args.color, |out| show::settings((&path, &first), &settings, out))?;
    Ok(Status::Clean)
}

/// One check, from found files to the exit status.
struct Run<'a> {
    args: &'a Args,
    here: &'a Path,
    configs: &'a Arc<Configs>,
    settings: &'a Settings,
    progress: &'a Progress,
}

impl Run<'_> {
    fn check(&self, found: Discovery, stdin: Option<&Substitute>) -> anyhow::Result<Status> {
        let mut missed = found.missed;
        if self.args.show_resolution {
            return self.show_resolution(&found.selected, stdin, &mut missed);
        }
        if found.selected.is_empty() && missed.is_empty() && !self.args.quiet {
            say("warning: no Python files found under the given paths");
        }
        let mut warnings = BTreeSet::new();
        let outcome = self.check_groups(&found.selected, stdin, &mut missed, &mut warnings)?;
        self.progress.finish();
        self.print(&outcome)?;
        if !self.args.quiet {
            warnings.iter().for_each(|warning| say(&format!("warning: {}", report::escaped(warning))));
            let is_missed = |path: &Path| missed.iter().any(|one| one.path == path);
            let checked = found.selected.iter().filter(|file| !is_missed(&file.path)).count();
            if checked > 0 {
                say(&self.summary(&outcome, checked));
            }
        }
        let told = tell_missed(&missed, self.here);
        Ok(self.status(&outcome).max(told).max(tell_broken(&outcome, self.here)))
    }

    fn show_resolution(
        &self,
        selected: &[crate::discover::Selected],
        stdin: Option<&Substitute>,
        missed: &mut Vec<Missed>,
    ) -> anyhow::Result<Status> {
        let catalog = builtin_catalog();
        let mut resolved = Vec::new();
        for group in workspace::group(selected, self.configs)? {
            let input = workspace::load(&group, self.configs, &catalog, stdin, missed, &mut BTreeSet::new())?;
            self.progress.expect(input.files.len() + group.selected.len());
            resolved.extend(crate::check::resolutions(input, &|| self.progress.advance()));
        }
        self.progress.finish();
        deliver(self.args.output_file.as_deref(), self.args.color, |out| {
            report::resolution::write(&resolved, self.here, out)
        })?;
        Ok(tell_missed(missed, self.here))
    }

    fn check_groups(
        &self,
        selected: &[crate::discover::Selected],
        stdin: Option<&Substitute>,
        missed: &mut Vec<Missed>,
        warnings: &mut BTreeSet<String>,
    ) -> anyhow::Result<Outcome> {
        let catalog = builtin_catalog();
        let mut outcome = Outcome::default();
        for group in workspace::group(selected, self.configs)? {
            let input = workspace::load(&group, self.configs, &catalog, stdin, missed, warnings)?;
            self.progress.expect(input.files.len() + group.selected.len());
            outcome.merge(check(input, &|| self.progress.advance()));
        }
        Ok(outcome)
    }

    fn print(&self, outcome: &Outcome) -> anyhow::Result<()> {
        let format = self.settings.output_format;
        deliver(self.args.output_file.as_deref(), self.args.color, |out| {
            if self.args.statistics {
                report::statistics::write(format, &outcome.reports, out)
            } else {
                report::write(format, outcome, self.here, out)
            }
        })
    }

    fn summary(&self, outcome: &Outcome, files: usize) -> String {
        let seconds = self.progress.elapsed().as_secs_f64();
        let files = count(files, "file");
        let reports = outcome.reports.len();
        if reports == 0 {
            return format!("No reports in {files}, {seconds:.1} s.");
        }
        let of = |severity| outcome.reports.iter().filter(|one| one.diagnostic.severity == severity).count();
        let kinds = [Severity::Error, Severity::Warning, Severity::Note].map(|kind| (kind, of(kind)));
        let kinds = kinds.into_iter().filter(|(_, number)| *number > 0);
        let kinds = kinds.map(|(kind, number)| count(number, report::severity_name(kind))).collect::<Vec<_>>();
        format!("Found {} ({}) in {files}, {seconds:.1} s.", count(reports, "report"), kinds.join(", "))
    }

    fn status(&self, outcome: &Outcome) -> Status {
        let fails = !self.args.exit_zero && outcome.reports.iter().any(|report| report.fails);
        if fails { Status::Reports } else { Status::Clean }
    }
}

/// `1 file`, `2 files`.
fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn builtin_catalog() -> Arc<Catalog> {
    Catalog::builtin()
}

/// Names what could not be looked at.
fn tell_missed(missed: &[Missed], here: &Path) -> Status {
    for one in missed {
        complain(&format!("{}: {}", one.path.strip_prefix(here).unwrap_or(&one.path).display(), one.reason));
    }
    if missed.is_empty() { Status::Clean } else { Status::Failure }
}

/// Names the files on which the analysis broke down.
fn tell_broken(outcome: &Outcome, here: &Path) -> Status {
    for (path, text) in &outcome.broken {
        let path = path.strip_prefix(here).unwrap_or(path).display();
        complain(&format!("{path}: the analysis broke down ({text}); this is a defect of faultlint, please report it"));
    }
    if outcome.broken.is_empty() { Status::Clean } else { Status::Failure }
}
