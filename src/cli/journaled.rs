//! The journal of a command that changes users.

use anyhow::Context as _;

use super::context::Context;
use crate::api::ErrorBody;
use crate::directory::DirectoryError;
use crate::journal::{Item, ItemResult, Journal, Keep, Plan, PlanWriter, prune};

/// Begins the journal of a run whose items are all there.
pub(super) fn begin(
    context: &Context<'_>,
    command: &str,
    server: &str,
    items: impl IntoIterator<Item = Item>,
) -> anyhow::Result<Journal> {
    begin_planned(context, command, server, plan(context, items)?, serde_json::Value::Null)
}

/// The plan of a run whose items are all there.
pub(super) fn plan(context: &Context<'_>, items: impl IntoIterator<Item = Item>) -> anyhow::Result<Plan> {
    let write = || {
        let mut plan = PlanWriter::new(&context.settings.paths.runs)?;
        items.into_iter().try_for_each(|item| plan.push(&item))?;
        plan.finish()
    };
    write().with_context(|| no_journal(context))
}

/// Begins the journal of a run that was planned. Journals of old runs go.
pub(super) fn begin_planned(
    context: &Context<'_>,
    command: &str,
    server: &str,
    plan: Plan,
    setup: serde_json::Value,
) -> anyhow::Result<Journal> {
    let runs = &context.settings.paths.runs;
    let clock = context.clock.as_ref();
    // What cannot be removed is in nobody's way.
    let _ = prune(runs, Keep::default(), clock.now());
    Journal::begin(runs, command, server, plan, setup, clock).with_context(|| no_journal(context))
}

fn no_journal(context: &Context<'_>) -> String {
    format!("nothing was changed: no journal can be kept in {}", context.settings.paths.runs.display())
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
