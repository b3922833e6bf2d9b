//! How a changing run goes about it: the same words for every command that has one.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, Args};
use jiff::SignedDuration;

use crate::bulk::{Limits, MayFail, Rate};

const HEADING: &str = "The run";

/// How a changing run goes about it.
#[derive(Args)]
pub(super) struct RunArgs {
    /// Say what would be done for each user, and change nothing
    #[arg(long, help_heading = HEADING)]
    pub(super) dry_run: bool,
    /// Write what would be done to this file, without secrets, and change nothing: `apply` carries it out
    #[arg(long, value_name = "FILE", help_heading = HEADING)]
    pub(super) plan: Option<PathBuf>,
    #[command(flatten)]
    pub(super) pushing: Pushing,
    #[command(flatten)]
    pub(super) protection: ProtectionArgs,
}

impl RunArgs {
    /// Takes over what is said anew when a saved plan is carried out.
    pub(super) fn take_over(&mut self, again: Self) {
        let include_protected = self.protection.include_protected || again.protection.include_protected;
        *self = Self { protection: ProtectionArgs { include_protected }, ..again };
    }

    /// The files that it names, each with its flag.
    pub(super) fn files(&self) -> [(&'static str, Option<&PathBuf>); 2] {
        [("--plan", self.plan.as_ref()), ("--failed-out", self.pushing.failed_out.as_ref())]
    }

    /// Whether nothing is to be changed.
    pub(super) fn is_dry(&self) -> bool {
        self.dry_run || self.plan.is_some()
    }
}

/// How hard a run pushes, and what stops it.
#[derive(Default, Args)]
pub(super) struct Pushing {
    /// Do it without asking
    #[arg(short, long, help_heading = HEADING)]
    pub(super) yes: bool,
    /// The most calls of the server in flight; how many it bears is found out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256), help_heading = HEADING)]
    jobs: Option<u16>,
    /// Send no more than so many a second or minute, like 5/s or 90/m
    #[arg(long, value_name = "N/s", help_heading = HEADING)]
    rate: Option<Rate>,
    /// Begin nothing new after this long, like 30m
    #[arg(long, value_name = "TIME", value_parser = duration, help_heading = HEADING)]
    deadline: Option<Duration>,
    /// Stop at the first failure
    #[arg(long, action = ArgAction::SetTrue, conflicts_with = "max_failures", help_heading = HEADING)]
    fail_fast: bool,
    /// Stop once more than so many have failed, like 20 or 5%
    #[arg(long, value_name = "N|N%", help_heading = HEADING)]
    max_failures: Option<MayFail>,
    /// Do so many users first, show what became of them, and ask; with --yes go on if all succeeded
    #[arg(long, value_name = "N", help_heading = HEADING)]
    pub(super) canary: Option<NonZeroUsize>,
    /// Save those who were not served, with the reasons, as a CSV file that --users-file takes back
    #[arg(long, value_name = "FILE", help_heading = HEADING)]
    pub(super) failed_out: Option<PathBuf>,
}

/// Who is left out of a run that is begun.
#[derive(Clone, Copy, Args)]
pub(super) struct ProtectionArgs {
    /// Change protected users as well
    #[arg(long, help_heading = HEADING)]
    pub(super) include_protected: bool,
}

impl Pushing {
    /// The limits of the run's engine, for so many items; `in_flight` is the most calls where nobody says.
    pub(super) fn limits(&self, in_flight: usize, items: usize) -> Limits {
        let may_fail = if self.fail_fast { Some(MayFail::Items(0)) } else { self.max_failures };
        let jobs = self.jobs.map_or(in_flight, usize::from);
        Limits { jobs, may_fail, items, rate: self.rate, deadline: self.deadline, ..Limits::default() }
    }

    /// How many items a call carries, where the directory takes so many.
    pub(super) fn batch_size(&self, most: usize) -> usize {
        most.min(self.rate.map_or(usize::MAX, Rate::a_second)).max(1)
    }
}

fn duration(text: &str) -> Result<Duration, String> {
    let bad = || format!("{text:?} is no length of time; write it like 30s, 10m or 2h");
    let duration: SignedDuration = text.parse().map_err(|_| bad())?;
    Duration::try_from(duration).ok().filter(|duration| !duration.is_zero()).ok_or_else(bad)
}
