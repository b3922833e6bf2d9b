//! Carrying out a plan: secrets and journal go ahead, batches follow, each change gets its outcome, and what is in
//! doubt is resolved.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::stream;
use tokio::sync::mpsc;

use super::prepare::{PrepareError, Preparer};
use super::prove::{Proved, does_not_sign_in, prove};
use crate::api::ErrorBody;
use crate::bulk::{self, Batch, Ended, Judged, Landed, Limits, Numbered, Outcome, StopSwitch, Verdict};
use crate::directory::{CredentialChange, Directory, DirectoryError};
use crate::domain::CredentialKind;
use crate::journal::{ItemResult, Journal};

/// Batches that are prepared ahead for each call that may be in flight: what a crash leaves in doubt without need.
/// The more there are, the more of them share an fsync.
const AHEAD_A_CALL: usize = 4;
/// The most that are prepared ahead: a few megabytes.
const MOST_AHEAD: usize = 256;
/// How long an outcome may be known to nobody but the system: a machine that loses power then asks again.
const SYNC_EVERY: Duration = Duration::from_millis(200);

/// What a run is carried out with.
pub struct Job<'a> {
    /// Where the credentials are.
    pub directory: &'a dyn Directory,
    /// The record.
    pub journal: &'a Arc<Journal>,
    /// How hard it may push.
    pub limits: Limits,
    /// What stops it.
    pub stop: &'a Arc<StopSwitch>,
    /// Whether each new application password is to be proved by signing in with it.
    pub proves: bool,
}

/// How far a run was carried out; what became of each item stands in its journal.
pub struct Carried {
    /// What is left to prepare; `None` if preparing failed in a way that cannot be gone on from.
    pub preparer: Option<Preparer>,
    /// How it came to its end.
    pub ended: Ended<DirectoryError>,
    /// Why it could not go on, if the reason is on this side: the disk, the plan, the rules.
    pub broken: Option<PrepareError>,
    /// What proving came to, where that was asked for.
    pub proved: Proved,
}

impl Job<'_> {
    /// Sets the credentials of so many users, or of all that are left. Every outcome is recorded, and told to `seen`,
    /// as it lands. What stays in doubt is resolved by one sign-in check a credential, never two: sign-ins can lock.
    pub async fn carry_out(
        &self,
        mut preparer: Preparer,
        users: Option<usize>,
        mut seen: impl FnMut(&Numbered<CredentialChange>, &Outcome<DirectoryError>),
    ) -> Carried {
        let generated = preparer.is_drawn();
        let (to, mut from) = mpsc::channel(self.limits.jobs.saturating_mul(AHEAD_A_CALL).clamp(1, MOST_AHEAD));
        let stop = Arc::clone(self.stop);
        let preparing = tokio::task::spawn_blocking(move || {
            let outcome = preparer.run(&to, users, &stop);
            if outcome.is_err() {
                stop.stop();
            }
            (preparer, outcome)
        });
        let recorder = Recorder::new(self.journal, self.stop);
        let (mut doubtful, mut unproved) = (Vec::new(), Vec::new());
        let arriving = stream::poll_fn(|context| from.poll_recv(context));
        let call = async |batch: &Batch<CredentialChange>| self.call(batch, generated).await;
        let work = bulk::run(arriving, self.limits, self.stop, call, |landed| {
            recorder.record(landed.iter().filter(|(_, outcome)| !matches!(outcome, Outcome::Unknown(_))));
            for (one, outcome) in landed {
                match outcome {
                    Outcome::Unknown(error) => doubtful.push((one.clone(), error.clone())),
                    outcome => {
                        seen(one, outcome);
                        if self.proves && *outcome == Outcome::Done && one.item.kind == CredentialKind::Application {
                            unproved.push(one.clone());
                        }
                    }
                }
            }
        });
        let ended = tokio::select! {
            ended = work => ended,
            never = recorder.keep_on_disk() => match never {},
        };
        // What was prepared and never sent is left for later.
        from.close();
        while let Some(batch) = from.recv().await {
            let not_sent: Vec<_> = batch.into_iter().map(|one| (one, Outcome::NotSent)).collect();
            recorder.record(&not_sent);
        }
        let resolved = self.resolve(doubtful).await;
        recorder.record(&resolved);
        for (one, outcome) in &resolved {
            seen(one, outcome);
        }
        let proved = prove(self.directory, unproved, self.limits.jobs, self.stop).await;
        let refused: Vec<_> =
            proved.refused.iter().cloned().map(|one| (one, Outcome::Unknown(does_not_sign_in()))).collect();
        recorder.record(&refused);
        let (preparer, broken) = match preparing.await {
            Ok((preparer, outcome)) => (Some(preparer), outcome.err()),
            Err(e) => (None, Some(PrepareError::Plan(io::Error::other(e)))),
        };
        Carried { preparer, ended, broken: broken.or(recorder.broken().map(PrepareError::Journal)), proved }
    }

    async fn call(&self, batch: &Batch<CredentialChange>, generated: bool) -> Vec<Result<(), DirectoryError>> {
        let outcomes = self.directory.set_credentials(batch.items()).await;
        let settle = |(in_doubt, outcome): (bool, Result<(), DirectoryError>)| match outcome {
            // An earlier call did take effect: nobody else can have drawn this secret.
            Err(e) if in_doubt && generated && e.is_only_not_previous() => Ok(()),
            outcome => outcome,
        };
        batch.in_doubt().zip(outcomes).map(settle).collect()
    }

    async fn resolve(
        &self,
        doubtful: Vec<(Numbered<CredentialChange>, DirectoryError)>,
    ) -> Vec<Landed<CredentialChange, DirectoryError>> {
        let mut resolved = Vec::with_capacity(doubtful.len());
        let mut reachable = true;
        for (one, error) in doubtful {
            let CredentialChange { user_id, kind, secret, .. } = &one.item;
            let answer =
                if reachable { self.directory.sign_in(user_id, *kind, secret).await } else { Err(error.clone()) };
            let outcome = match answer {
                Ok(answer) if answer.accepted => Outcome::Done,
                // The secret of an earlier part may be in force, which nobody here knows.
                Ok(_) if self.journal.part() > 1 => Outcome::Unknown(error),
                // What was refused for good is told as that; what went unanswered has come to nothing.
                Ok(_) if error.verdict() == Verdict::Next => Outcome::Failed(error),
                Ok(_) => {
                    let why = "the server did not answer, and the new secret does not sign in".to_owned();
                    Outcome::Failed(DirectoryError::Refused(why))
                }
                Err(e) => {
                    // That one cannot be asked says nothing about the others, unless nobody answers.
                    reachable = !matches!(e, DirectoryError::Unreachable(_) | DirectoryError::Unanswered(_));
                    Outcome::Unknown(error)
                }
            };
            resolved.push((one, outcome));
        }
        resolved
    }
}

/// Writes outcomes into the journal; when it cannot be written the run stops.
pub struct Recorder<'a> {
    journal: &'a Arc<Journal>,
    stop: &'a StopSwitch,
    broken: Mutex<Option<io::Error>>,
}

impl<'a> Recorder<'a> {
    /// Records outcomes in this journal.
    pub fn new(journal: &'a Arc<Journal>, stop: &'a StopSwitch) -> Self {
        Self { journal, stop, broken: Mutex::new(None) }
    }

    /// Records what became of items, in one write.
    pub fn record<'l, I: 'l>(&self, landed: impl IntoIterator<Item = &'l Landed<I, DirectoryError>>) {
        let entry = |(one, outcome): &Landed<I, DirectoryError>| {
            let (result, error) = match outcome {
                // Not now, but perhaps before the run was taken up.
                Outcome::NotSent if one.in_doubt => (ItemResult::Unknown, None),
                Outcome::Done => (ItemResult::Done, None),
                Outcome::Failed(e) => (ItemResult::Failed, Some(ErrorBody::from(e))),
                Outcome::Unknown(e) => (ItemResult::Unknown, Some(ErrorBody::from(e))),
                Outcome::NotSent => (ItemResult::NotSent, None),
            };
            (one.index, result, error)
        };
        self.keep(self.journal.outcomes(landed.into_iter().map(entry)));
    }

    /// Puts the outcomes on disk from time to time, as long as it is asked to.
    async fn keep_on_disk(&self) -> std::convert::Infallible {
        loop {
            tokio::time::sleep(SYNC_EVERY).await;
            let journal = Arc::clone(self.journal);
            let synced = tokio::task::spawn_blocking(move || journal.sync()).await;
            self.keep(synced.unwrap_or_else(|e| Err(io::Error::other(e))));
        }
    }

    /// Stops the run if this could not be written.
    pub fn keep(&self, written: io::Result<()>) {
        if let Err(e) = written {
            self.stop.stop();
            self.broken.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(e);
        }
    }

    /// Why the journal could not be written, if it could not.
    pub fn broken(self) -> Option<io::Error> {
        self.broken.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
