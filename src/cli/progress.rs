//! A progress bar on standard error, when somebody watches and the work lasts.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long work goes on in silence.
const PATIENCE: Duration = Duration::from_millis(500);

/// How far the work has come.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    begun: Instant,
    shown: AtomicBool,
}

impl Progress {
    /// Progress that is shown only on a terminal, and not when `quiet`.
    pub(super) fn new(quiet: bool) -> Self {
        let watched = !quiet && stderr().is_terminal();
        let bar = watched.then(|| ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden()));
        Self { bar, begun: Instant::now(), shown: AtomicBool::new(false) }
    }

    /// More work has been found.
    pub(super) fn expect(&self, steps: usize) {
        self.bar.iter().for_each(|bar| bar.inc_length(steps as u64));
    }

    /// A step is done.
    pub(super) fn advance(&self) {
        let Some(bar) = &self.bar else { return };
        bar.inc(1);
        if self.begun.elapsed() > PATIENCE && !self.shown.swap(true, Ordering::Relaxed) {
            let style =
                ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}").expect("the template is well-formed");
            bar.set_style(style.progress_chars("━╸ "));
            bar.set_message("reading and checking");
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// The work is over; removes the bar.
    pub(super) fn finish(&self) {
        self.bar.iter().for_each(ProgressBar::finish_and_clear);
    }

    /// How long the work has lasted.
    pub(super) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }
}
