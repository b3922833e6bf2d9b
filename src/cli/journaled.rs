//! Small runs: the journal of a command that changes users one by one or batch by batch.

use anyhow::Context as _;

use super::context::Context;
use crate::api::ErrorBody;
use crate::directory::DirectoryError;
use crate::journal::{Item, ItemResult, Journal};

/// Begins the journal of a run.
pub(super) fn begin(context: &Context<'_>, command: &str, server: &str, items: Vec<Item>) -> anyhow::Result<Journal> {
    let runs = &context.settings.paths.runs;
    Journal::begin(runs, command, server, items, context.clock.as_ref())
        .with_context(|| format!("nothing was changed: no journal can be kept in {}", runs.display()))
}

/// Records what became of an item.
pub(super) fn record<T>(journal: &Journal, item: usize, outcome: &Result<T, DirectoryError>) -> anyhow::Result<()> {
    let (result, error) = match outcome {
        Ok(_) => (ItemResult::Done, None),
        Err(e @ DirectoryError::Unanswered(_)) => (ItemResult::Unknown, Some(ErrorBody::from(e))),
        Err(e) => (ItemResult::Failed, Some(ErrorBody::from(e))),
    };
    Ok(journal.outcome(item, result, error)?)
}
