//! Carrying out a plan: journal, batches, retries, and an outcome for every change.

use std::sync::OnceLock;

use crate::api::ErrorBody;
use crate::bulk::{self, Judged, Limits, Outcome, StopSwitch, Verdict};
use crate::directory::{CredentialChange, Directory, DirectoryError};
use crate::journal::{ItemResult, Journal};

/// What was carried out.
pub struct Carried {
    /// One outcome a change, in order.
    pub outcomes: Vec<Outcome<DirectoryError>>,
    /// The error that stopped the run before every change was begun, even if its own change was settled later.
    pub stopped_by: Option<DirectoryError>,
    /// Why the journal could not be written, which stopped the run.
    pub journal_error: Option<std::io::Error>,
}

/// Sets the credentials. Each batch is in the journal before it is sent; each outcome is told to `seen` as
/// it lands and recorded. What stays in doubt is resolved by one sign-in check a user, never two: sign-ins
/// can lock. `generated` says of each change, by its place, whether its secret was drawn for this run.
pub async fn execute(
    directory: &dyn Directory,
    changes: &[&CredentialChange],
    generated: &[bool],
    limits: Limits,
    stop: &StopSwitch,
    journal: &Journal,
    mut seen: impl FnMut(usize, &Outcome<DirectoryError>),
) -> Carried {
    let broken: OnceLock<std::io::Error> = OnceLock::new();
    let keep = |written: std::io::Result<()>| {
        if let Err(e) = written {
            stop.stop();
            let _ = broken.set(e);
        }
    };
    let call = async |batch: Vec<(usize, &&CredentialChange)>, again: bool| {
        keep(journal.about_to(batch.iter().map(|(index, _)| *index).collect()));
        if let Some(e) = broken.get() {
            let error = DirectoryError::Unreachable(format!("nothing was sent: the journal cannot be written: {e}"));
            return batch.iter().map(|_| Err(error.clone())).collect();
        }
        // However often it is sent, and cut into whichever batches: one change has one key.
        let keyed = |change: &CredentialChange| CredentialChange {
            idempotency_key: Some(format!("{}/{}/{}", journal.run_id(), change.user_id, change.kind)),
            ..change.clone()
        };
        let sent: Vec<CredentialChange> = batch.iter().map(|(_, change)| keyed(change)).collect();
        let outcomes = directory.set_credentials(&sent).await;
        let settle = |((index, _), outcome): (&(usize, _), Result<(), DirectoryError>)| match outcome {
            // The first call did take effect: nobody else can have drawn this secret.
            Err(e) if again && generated[*index] && e.is_only_not_previous() => Ok(()),
            outcome => outcome,
        };
        batch.iter().zip(outcomes).map(settle).collect()
    };
    let mut outcomes = bulk::run(changes, limits, stop, &call, |index, outcome| {
        if !matches!(outcome, Outcome::Unknown(_)) {
            keep(record(journal, index, outcome));
            seen(index, outcome);
        }
    })
    .await;
    let stopped_by = stopped_by(&outcomes);
    let mut reachable = true;
    for (index, outcome) in outcomes.iter_mut().enumerate() {
        if !matches!(outcome, Outcome::Unknown(_)) {
            continue;
        }
        if reachable {
            let change = changes[index];
            match directory.sign_in(&change.user_id, change.kind, &change.secret).await {
                Ok(answer) if answer.accepted => *outcome = Outcome::Done,
                Ok(_) => {
                    let why = "the server did not answer, and the new secret does not sign in".to_owned();
                    *outcome = Outcome::Failed(DirectoryError::Refused(why));
                }
                Err(_) => reachable = false,
            }
        }
        keep(record(journal, index, outcome));
        seen(index, outcome);
    }
    Carried { outcomes, stopped_by, journal_error: broken.into_inner() }
}

fn stopped_by(outcomes: &[Outcome<DirectoryError>]) -> Option<DirectoryError> {
    outcomes.iter().find(|outcome| matches!(outcome, Outcome::Skipped))?;
    outcomes.iter().find_map(|outcome| match outcome {
        Outcome::Failed(e) | Outcome::Unknown(e) if e.verdict() != Verdict::Next => Some(e.clone()),
        _ => None,
    })
}

fn record(journal: &Journal, index: usize, outcome: &Outcome<DirectoryError>) -> std::io::Result<()> {
    let (result, error) = match outcome {
        Outcome::Done => (ItemResult::Done, None),
        Outcome::Failed(e) => (ItemResult::Failed, Some(ErrorBody::from(e))),
        Outcome::Unknown(e) => (ItemResult::Unknown, Some(ErrorBody::from(e))),
        Outcome::Skipped => return Ok(()),
    };
    journal.outcome(index, result, error)
}
