//! A run that changes what is on file: users created or changed, emails programmed, recovery links taken back. Begun
//! anew, or taken up again.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::bulk::{Batch, Numbered};
use crate::cli::carrier::{CameTo, Carrier};
use crate::cli::context::{Context, Opened};
use crate::cli::run_args::Pushing;
use crate::cli::{journaled, outbox};
use crate::directory::DirectoryError;
use crate::domain::{Email, Patched, UserId, UserPatch};
use crate::journal::{Change, Item, Journal};
use crate::reset::PrepareError;

/// Links that one call takes back.
const LINKS_A_CALL: usize = 50;

/// What such a run changes: all its items are of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Changes {
    /// Users, created or changed.
    Users,
    /// Emails, programmed or removed.
    Emails,
    /// Recovery links, taken back.
    Links,
}

/// What it takes to take such a run up again, as its journal has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ChangesSetup {
    pub(super) changes: Changes,
    /// Of the rows of its file, those that ask for nothing new; they are no items.
    pub(super) unchanged: usize,
    /// Of the rows of its file, those left out.
    pub(super) skipped: usize,
    /// Cells of its file that had blanks around them.
    pub(super) trimmed_cells: usize,
    /// Whether some of what was asked for is no item: it was left out, as the command line allowed.
    pub(super) is_partial: bool,
}

impl ChangesSetup {
    /// A run that no file asks for.
    pub(super) fn of(changes: Changes) -> Self {
        Self { changes, unchanged: 0, skipped: 0, trimmed_cells: 0, is_partial: false }
    }
}

/// What was answered, by the place of the item.
pub(super) type Answers = HashMap<usize, Patched>;

/// A run, ready to be carried out.
pub(super) struct ChangesRun<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) opened: &'a Opened,
    pub(super) changes: Changes,
    pub(super) journal: Arc<Journal>,
}

impl<'a> ChangesRun<'a> {
    /// Begins a run: its journal.
    pub(super) fn begin(
        context: &'a Context<'a>,
        opened: &'a Opened,
        command: &str,
        setup: ChangesSetup,
        items: impl IntoIterator<Item = Item>,
    ) -> anyhow::Result<Self> {
        let plan = journaled::plan(context, items)?;
        let journal = journaled::begin(context, command, &opened.server, plan, serde_json::to_value(setup)?)?;
        Ok(Self { context, opened, changes: setup.changes, journal: Arc::new(journal) })
    }

    /// Changes what is not changed yet; hands over the mails that tell of it, where no server does. What became of each
    /// item stands in the journal; what was answered tells more of those that were never in doubt.
    pub(super) async fn carry_out(&self, pushing: &Pushing) -> anyhow::Result<(CameTo, Answers)> {
        let Self { context, opened, changes, journal } = self;
        let (directory, recovery) = (opened.directory.as_ref(), opened.recovery.as_ref());
        let traits = directory.traits();
        let carrier =
            |doing, done, jobs, batch_size| Carrier { context, pushing, journal, jobs, batch_size, doing, done };
        let answers = RefCell::new(Answers::new());
        let mut came_to = match changes {
            Changes::Users => {
                // One call after the other: a row may take what the row before it gives up. A directory that takes none
                // says so itself.
                let carrier = carrier("importing", "imported", 1, traits.import_size.max(1));
                let call =
                    async |batch: &Batch<UserPatch>| noted(batch, directory.import(batch.items()).await, &answers);
                carrier.carry_out(self.left(patch)?, call).await?
            }
            Changes::Emails => {
                let carrier = carrier("programming", "programmed", traits.in_flight, 1);
                let call = async |batch: &Batch<(UserId, Option<Email>)>| {
                    let mut outcomes = Vec::with_capacity(batch.len());
                    for (user_id, email) in batch.items() {
                        let outcome = directory.set_email(user_id, email.as_ref()).await;
                        outcomes.push(outcome.map(|()| Patched::Updated));
                    }
                    noted(batch, outcomes, &answers)
                };
                carrier.carry_out(self.left(email)?, call).await?
            }
            Changes::Links => {
                let carrier = carrier("revoking", "taken back", traits.in_flight, LINKS_A_CALL);
                let call = async |batch: &Batch<String>| {
                    let patched = |revoked| if revoked { Patched::Updated } else { Patched::Unchanged };
                    let outcomes = recovery.revoke(batch.items()).await;
                    noted(batch, outcomes.into_iter().map(|outcome| outcome.map(patched)).collect(), &answers)
                };
                carrier.carry_out(self.left(link)?, call).await?
            }
        };
        // What was changed is told to those whom it concerns, whether or not the rest followed.
        outbox::work(context, opened).await;
        let is_over = !came_to.interrupted && came_to.broken.is_none();
        let kept = if is_over { journal.end(context.clock.as_ref()) } else { journal.sync() };
        came_to.broken = came_to.broken.or(kept.err().map(PrepareError::Journal));
        Ok((came_to, answers.into_inner()))
    }

    /// What is left to be done, as `read` has it.
    fn left<I>(&self, read: fn(Item) -> anyhow::Result<I>) -> anyhow::Result<Vec<Numbered<I>>> {
        let progress = self.journal.progress();
        let to_do = |item: io::Result<(usize, Item)>| match item {
            Ok((index, _)) if progress.fate(index).is_settled() => None,
            Ok((index, item)) => {
                let in_doubt = progress.fate(index).is_in_doubt();
                Some(read(item).map(|item| Numbered { index, in_doubt, item }))
            }
            Err(e) => Some(Err(e.into())),
        };
        self.journal.items()?.filter_map(to_do).collect()
    }
}

/// Keeps what was answered. An item in doubt may have been changed by the call before: then the answer says nothing.
fn noted<I>(
    batch: &Batch<I>,
    outcomes: Vec<Result<Patched, DirectoryError>>,
    answers: &RefCell<Answers>,
) -> Vec<Result<(), DirectoryError>> {
    let mut answers = answers.borrow_mut();
    let note = |((index, in_doubt), outcome): ((usize, bool), Result<Patched, DirectoryError>)| {
        outcome.map(|patched| {
            if !in_doubt {
                answers.insert(index, patched);
            }
        })
    };
    batch.places().zip(batch.in_doubt()).zip(outcomes).map(note).collect()
}

fn patch(item: Item) -> anyhow::Result<UserPatch> {
    match item.change.map(|change| *change) {
        Some(Change::Create(body) | Change::Update(body)) => UserPatch::try_from(body).map_err(anyhow::Error::msg),
        _ => Err(unread(&item.user_id)),
    }
}

fn email(item: Item) -> anyhow::Result<(UserId, Option<Email>)> {
    match item.change.map(|change| *change) {
        Some(Change::Email(email)) => {
            let email = email.map(|email| Email::parse(&email)).transpose().map_err(anyhow::Error::msg)?;
            Ok((UserId::parse(&item.user_id)?, email))
        }
        _ => Err(unread(&item.user_id)),
    }
}

fn link(item: Item) -> anyhow::Result<String> {
    match item.change.map(|change| *change) {
        Some(Change::Revoke(id)) => Ok(id),
        _ => Err(unread(&item.user_id)),
    }
}

fn unread(user_id: &str) -> anyhow::Error {
    anyhow::anyhow!("the plan does not say what is to be done about {user_id}")
}
