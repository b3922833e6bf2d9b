//! Carrying out the items of a run that are all there, the journal ahead: all at once, or the first few, a question,
//! and the others.

use std::io;
use std::num::NonZeroUsize;
use std::sync::Arc;

use super::context::Context;
use super::exit::{Exit, Failure};
use super::run_args::Pushing;
use super::signals::{interrupted, until_interrupted};
use super::{progress, prompt};
use crate::bulk::{self, Batch, Ended, Numbered, Outcome, StopSwitch, stretches};
use crate::directory::DirectoryError;
use crate::domain::counted;
use crate::journal::{Fate, Journal};
use crate::reset::{PrepareError, Recorder};

/// What carries items out.
pub(super) struct Carrier<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) pushing: &'a Pushing,
    pub(super) journal: &'a Arc<Journal>,
    /// The most calls in flight, where the command line does not say.
    pub(super) jobs: usize,
    /// The most items a call.
    pub(super) batch_size: usize,
    /// What is being done to them, as the bar says it.
    pub(super) doing: &'static str,
    /// What was done to those that are done.
    pub(super) done: &'static str,
}

/// How a run came to its end.
pub(super) struct CameTo {
    pub(super) ended: Ended<DirectoryError>,
    /// The first error of an item that did not take effect for certain.
    pub(super) first_error: Option<DirectoryError>,
    pub(super) interrupted: bool,
    /// Why it could not go on, if the reason is on this side.
    pub(super) broken: Option<PrepareError>,
    pub(super) stopped_at_canary: bool,
}

impl CameTo {
    /// Whether what comes next in the run may be begun.
    pub(super) fn goes_on(&self) -> bool {
        let Ended { stopped_by, out_of_time, too_many_failed } = &self.ended;
        let stopped = stopped_by.is_some() || *out_of_time || *too_many_failed || self.stopped_at_canary;
        !self.interrupted && self.broken.is_none() && !stopped
    }

    /// What cut the run short on this side, if anything did: its journal, an interrupt, its deadline.
    pub(super) fn cut_short(&self, journal: &Journal) -> Result<(), Failure> {
        let run_id = journal.run_id();
        if let Some(error) = &self.broken {
            return Err(stopped_here(error, run_id));
        }
        if self.interrupted {
            return Err(interrupted(run_id));
        }
        if self.ended.out_of_time {
            let message = format!("stopped at its deadline, with {} left", journal.progress().pending());
            return Err(Failure::new(Exit::Unreachable, message).hint(format!("ossmosis runs resume {run_id}")));
        }
        Ok(())
    }
}

/// The run could not go on, for a reason on this side.
pub(super) fn stopped_here(error: &PrepareError, run_id: &str) -> Failure {
    Failure::new(Exit::Internal, format!("run {run_id} was stopped: {error}"))
        .hint(format!("mend that, then ossmosis runs resume {run_id}"))
}

impl Carrier<'_> {
    /// Carries these out. `call` answers with one outcome an item, in order; calling again for the same item has to be
    /// harmless.
    pub(super) async fn carry_out<I>(
        &self,
        mut items: Vec<Numbered<I>>,
        call: impl AsyncFn(&Batch<I>) -> Vec<Result<(), DirectoryError>>,
    ) -> anyhow::Result<CameTo> {
        let Some(canary) = self.pushing.canary.map(NonZeroUsize::get).filter(|first| *first < items.len()) else {
            return self.all(items, &call).await;
        };
        let others = items.split_off(canary);
        let places: Vec<usize> = items.iter().map(|one| one.index).collect();
        let first = self.all(items, &call).await?;
        if !first.goes_on() {
            return Ok(first);
        }
        let done = places.into_iter().filter(|place| self.journal.fate(*place) == Fate::Done).count();
        let failed = canary - done;
        let ui = self.context.ui;
        ui.say(format!("the first {}: {done} {}, {failed} failed", counted(canary, "user"), self.done));
        let question = format!("Go on with the other {}?", counted(others.len(), "user"));
        match if self.pushing.yes { Some(failed == 0) } else { prompt::goes_on(ui, &question) } {
            Some(true) => {
                let rest = self.all(others, &call).await?;
                Ok(CameTo { first_error: first.first_error.or(rest.first_error), ..rest })
            }
            Some(false) => Ok(CameTo { stopped_at_canary: true, ..first }),
            None => Ok(CameTo { interrupted: true, ..first }),
        }
    }

    async fn all<I>(
        &self,
        items: Vec<Numbered<I>>,
        call: &impl AsyncFn(&Batch<I>) -> Vec<Result<(), DirectoryError>>,
    ) -> anyhow::Result<CameTo> {
        let stop = StopSwitch::default();
        let recorder = Recorder::new(self.journal, &stop);
        let bar = progress::bar(self.context.ui, items.len(), self.doing);
        let limits = self.pushing.limits(self.jobs, items.len());
        let mut first_error = None;
        let call = async |batch: &Batch<I>| match self.write_ahead(batch).await {
            Ok(()) => call(batch).await,
            Err(e) => {
                let error = DirectoryError::Unreachable(format!("the journal cannot be written: {e}"));
                recorder.keep(Err(e));
                vec![Err(error); batch.len()]
            }
        };
        let batches = bulk::batches(items, self.pushing.batch_size(self.batch_size));
        let work = bulk::run(batches, limits, &stop, &call, |landed| {
            bar.inc(landed.len() as u64);
            for (_, outcome) in landed {
                if let Outcome::Failed(error) | Outcome::Unknown(error) = outcome {
                    first_error.get_or_insert_with(|| error.clone());
                }
            }
            recorder.record(landed.iter().filter(|(_, outcome)| !matches!(outcome, Outcome::NotSent)));
        });
        let (ended, interrupted) = until_interrupted(self.context.ui, &stop, work).await?;
        bar.finish_and_clear();
        let broken = recorder.broken().map(PrepareError::Journal);
        Ok(CameTo { ended, first_error, interrupted, broken, stopped_at_canary: false })
    }

    /// The disk is waited for, not the other calls.
    async fn write_ahead<I>(&self, batch: &Batch<I>) -> io::Result<()> {
        let (journal, stretches) = (Arc::clone(self.journal), stretches(batch.places()));
        let written = tokio::task::spawn_blocking(move || journal.about_to(stretches)).await;
        written.unwrap_or_else(|e| Err(io::Error::other(e)))
    }
}
