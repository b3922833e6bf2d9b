//! `runs show`: one run, and what became of each user.

use clap::Args as ClapArgs;

use crate::api::{RUN_SCHEMA, RunBody, RunDocument, RunItem};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::render::{Line, Output, report};
use crate::journal::{self, ItemResult, Run};
use crate::sheet::{Column, ColumnKind};

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// The run's id, or enough of its beginning
    #[arg(value_name = "ID")]
    run_id: String,
}

impl Line for RunItem {
    const COLUMNS: &'static [Column] = &[
        Column { name: "user_id", aliases: &[], kind: ColumnKind::Number, max_length: 161 },
        Column { name: "credential", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "outcome", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "error", aliases: &[], kind: ColumnKind::Exact, max_length: 1000 },
    ];
    const HEADINGS: &'static [&'static str] = &["USER ID", "CREDENTIAL", "OUTCOME", "ERROR"];

    fn cells(&self) -> Vec<Option<String>> {
        vec![
            Some(self.user_id.clone()),
            self.credential.clone(),
            Some(self.outcome.to_owned()),
            self.error.as_ref().map(|error| format!("{}: {}", error.code.as_str(), error.message)),
        ]
    }

    fn id(&self) -> &str {
        &self.user_id
    }
}

pub(in crate::cli) fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let run = find(args, context)?;
    let items = run.items.iter().zip(&run.outcomes).map(|(item, outcome)| RunItem {
        user_id: item.user_id.clone(),
        credential: item.credential.clone(),
        outcome: outcome.as_ref().map_or("left", |(result, _)| word(*result)),
        error: outcome.as_ref().and_then(|(_, error)| error.clone()),
    });
    let (items, body) = (items.collect(), RunBody::from(&run));
    if context.output == Output::Table {
        let RunBody { run_id, command, started_at, state, .. } = &body;
        context.ui.say(format!("run {run_id}: {command} on {}, started {started_at}, {state}", run.server));
    }
    let document = RunDocument { schema: RUN_SCHEMA, run: body, server: run.server.clone(), items };
    report(context.ui, context.output, &document, &document.items)?;
    Ok(Exit::Done)
}

fn word(result: ItemResult) -> &'static str {
    match result {
        ItemResult::Done => "done",
        ItemResult::Failed => "failed",
        ItemResult::Unknown => "unknown",
        ItemResult::Skipped => "skipped",
    }
}

fn find(args: &Args, context: &Context<'_>) -> anyhow::Result<Run> {
    let (runs, unreadable) = journal::list(&context.settings.paths.runs)?;
    if let Some(damaged) = unreadable.iter().find(|id| **id == args.run_id) {
        // Opened again for its reason, which the list leaves out.
        journal::open(&context.settings.paths.runs, damaged)?;
    }
    let mut fitting: Vec<Run> = runs.into_iter().filter(|run| run.run_id.starts_with(&args.run_id)).collect();
    match (fitting.len(), fitting.pop()) {
        (1, Some(run)) => Ok(run),
        (0, _) | (_, None) => Err(Failure::new(Exit::NotFound, format!("no run is called {}", args.run_id))
            .hint("see ossmosis runs list")
            .into()),
        (many, _) => {
            let message = format!("{many} runs begin with {:?}", args.run_id);
            Err(Failure::new(Exit::NotFound, message).hint("see ossmosis runs list").into())
        }
    }
}
