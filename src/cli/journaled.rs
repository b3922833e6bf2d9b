//! The journal of a command that changes users.

use anyhow::Context as _;

use super::context::Context;
use crate::journal::{Item, Journal, Keep, Plan, PlanWriter, prune};

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
pub(super) fn begin(
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
