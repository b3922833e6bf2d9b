//! Figures beside their limits.

use std::fmt::Debug;
use std::ops::RangeBounds;
use std::process::ExitCode;

/// What a program has measured.
pub(crate) struct Figures {
    missed: bool,
}

impl Figures {
    /// Says under what circumstances the figures come about.
    pub(crate) fn begin() -> Self {
        let cores = std::thread::available_parallelism().map_or(0, usize::from);
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        println!("{cores} cores, load {}", load.trim());
        Self { missed: false }
    }

    /// Prints a figure, and whether it keeps to its limit.
    pub(crate) fn hold(&mut self, what: &str, figure: f64, limit: impl RangeBounds<f64> + Debug) {
        let kept = limit.contains(&figure);
        self.missed |= !kept;
        println!("{what}: {figure:.3} (limit {limit:?}){}", if kept { "" } else { ": MISSED" });
    }

    /// A failure, if a limit was missed.
    pub(crate) fn exit(self) -> ExitCode {
        if self.missed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}
