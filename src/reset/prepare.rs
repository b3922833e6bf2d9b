//! What goes ahead of the wire: secrets drawn and on disk, the journal written, batches cut.

use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::mpsc::Sender;

use super::plan::read_item;
use super::supply::{Supply, SupplyError};
use crate::bulk::{self, Batch, Numbered, StopSwitch, stretches};
use crate::directory::{ChangedBy, CredentialChange};
use crate::domain::{CredentialKind, User};
use crate::journal::{ItemResult, Items, Journal, Progress};

/// Which share of the room for what is prepared ahead has to be free, before more is prepared: one in so many.
const SHARE_OF_ROOM: usize = 3;

/// Prepares the changes of a run, in the order of its plan, and goes on where it stopped.
pub struct Preparer {
    journal: Arc<Journal>,
    items: std::iter::Peekable<Items>,
    /// How far the run was when this began: what is still to come is nobody else's to change.
    progress: Progress,
    supply: Supply,
    /// Whether users have to choose another secret at the next sign-in; `None` is each credential's default.
    must_change: Option<bool>,
    batch_size: usize,
}

/// An item that is still to be done.
struct ToDo {
    index: usize,
    in_doubt: bool,
    about: (User, CredentialKind),
}

/// The run cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    /// A secret cannot be had.
    #[error(transparent)]
    Supply(#[from] SupplyError),
    /// The journal cannot be written.
    #[error("the journal cannot be written: {0}")]
    Journal(std::io::Error),
    /// The plan cannot be read.
    #[error(transparent)]
    Plan(std::io::Error),
}

impl Preparer {
    /// Prepares what is not done yet of a run, so many changes a batch.
    pub fn new(
        journal: &Arc<Journal>,
        supply: Supply,
        must_change: Option<bool>,
        batch_size: usize,
    ) -> Result<Self, PrepareError> {
        let items = journal.items().map_err(PrepareError::Plan)?.peekable();
        let progress = journal.progress();
        Ok(Self { journal: Arc::clone(journal), items, progress, supply, must_change, batch_size: batch_size.max(1) })
    }

    /// Whether the secrets are this run's own.
    pub(super) fn is_drawn(&self) -> bool {
        self.supply.is_drawn()
    }

    /// What is left when everything was handed out.
    pub fn into_supply(self) -> Supply {
        self.supply
    }

    /// Prepares the changes of so many users, or of all that are left, and hands them on as there is room. It stops
    /// when nobody takes them any more. It blocks, on a thread of a runtime that is meant for that.
    pub(super) fn run(
        &mut self,
        to: &Sender<Batch<CredentialChange>>,
        users: Option<usize>,
        stop: &StopSwitch,
    ) -> Result<(), PrepareError> {
        let mut seen = Seen { most: users, count: 0, last: None };
        let runtime = Handle::current();
        let worth_a_write = to.max_capacity().div_ceil(SHARE_OF_ROOM);
        while !stop.is_stopped() && runtime.block_on(to.reserve_many(worth_a_write)).is_ok() {
            // As many as there is room for share one write to the disk, and one fsync.
            let room = (to.capacity() * self.batch_size).max(self.supply.at_once());
            let window = self.window(room, &mut seen)?;
            if window.is_empty() {
                break;
            }
            for batch in self.commit(window)? {
                if let Err(unsent) = to.blocking_send(batch) {
                    self.give_back(unsent.0)?;
                }
            }
        }
        Ok(())
    }

    /// What was about to be sent, and was not since the run was stopped, is left for later.
    fn give_back(&self, batch: Batch<CredentialChange>) -> Result<(), PrepareError> {
        let fate = |in_doubt| if in_doubt { ItemResult::Unknown } else { ItemResult::NotSent };
        let fates = batch.into_iter().map(|one| (one.index, fate(one.in_doubt), None));
        self.journal.outcomes(fates).map_err(PrepareError::Journal)
    }

    /// The next items that are to be done.
    fn window(&mut self, most: usize, seen: &mut Seen) -> Result<Vec<ToDo>, PrepareError> {
        let progress = &self.progress;
        let is_settled = |index| progress.fate(index).is_settled();
        let mut window = Vec::with_capacity(most);
        while window.len() < most {
            let wanted = |next: &std::io::Result<(usize, crate::journal::Item)>| match next {
                Ok((index, item)) => is_settled(*index) || seen.has_room(&item.user_id),
                Err(_) => true,
            };
            let Some(next) = self.items.next_if(wanted) else { break };
            let (index, item) = next.map_err(PrepareError::Plan)?;
            // What is no credential is somebody else's.
            if is_settled(index) || item.credential.is_none() {
                continue;
            }
            seen.add(&item.user_id);
            let in_doubt = progress.fate(index).is_in_doubt();
            window.push(ToDo { index, in_doubt, about: read_item(item).map_err(PrepareError::Plan)? });
        }
        Ok(window)
    }

    /// Puts the secrets on disk, then the journal, and cuts batches.
    fn commit(&mut self, window: Vec<ToDo>) -> Result<Vec<Batch<CredentialChange>>, PrepareError> {
        let (places, about): (Vec<_>, Vec<_>) =
            window.into_iter().map(|todo| ((todo.index, todo.in_doubt), todo.about)).unzip();
        let secrets = self.supply.hand_out(&about)?;
        let (key, key_in_doubt) = (key_of_run(&self.journal, false), key_of_run(&self.journal, true));
        let change = |in_doubt, (user, kind): (User, CredentialKind), secret| CredentialChange {
            // However often it is sent, and cut into whichever batches: one change has one key.
            idempotency_key: Some(format!("{}/{}/{kind}", if in_doubt { &key_in_doubt } else { &key }, user.user_id)),
            must_change: self.must_change.unwrap_or(kind.must_change_by_default()),
            user_id: user.user_id,
            kind,
            secret,
            by: ChangedBy::Admin,
        };
        let number =
            |(((index, in_doubt), about), secret)| Numbered { index, in_doubt, item: change(in_doubt, about, secret) };
        self.journal.about_to(stretches(places.iter().map(|(index, _)| *index))).map_err(PrepareError::Journal)?;
        Ok(bulk::cut(places.into_iter().zip(about).zip(secrets).map(number), self.batch_size).collect())
    }
}

/// What the keys of a run begin with. A later part of a run has new secrets, and keys of its own; so has what was not in
/// doubt when the run was taken up, since its secret may be a new one, too.
fn key_of_run(journal: &Journal, in_doubt: bool) -> String {
    let part = match journal.part() {
        1 => journal.run_id().to_owned(),
        part => format!("{}.{part}", journal.run_id()),
    };
    match journal.times_taken_up() {
        times if times > 0 && !in_doubt => format!("{part}+{times}"),
        _ => part,
    }
}

/// The users that were begun, of whom there may be a most. Items of one user stand together.
struct Seen {
    most: Option<usize>,
    count: usize,
    last: Option<String>,
}

impl Seen {
    fn has_room(&self, user: &str) -> bool {
        self.last.as_deref() == Some(user) || self.most.is_none_or(|most| self.count < most)
    }

    fn add(&mut self, user: &str) {
        if self.last.as_deref() != Some(user) {
            self.count += 1;
            self.last = Some(user.to_owned());
        }
    }
}
