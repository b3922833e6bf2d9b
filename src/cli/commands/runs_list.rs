//! `runs list`: the journals of runs, newest first.

use clap::Args as ClapArgs;

use crate::api::{RUNS_SCHEMA, RunBody, RunsDocument};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::render::{Line, report};
use crate::journal::{self, Fate, Run};
use crate::sheet::{Column, ColumnKind};

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {}

const fn column(name: &'static str) -> Column {
    Column { name, aliases: &[], kind: ColumnKind::Exact, max_length: 100 }
}

impl Line for RunBody {
    const COLUMNS: &'static [Column] = &[
        column("run_id"),
        column("command"),
        column("started_at"),
        column("state"),
        column("selected"),
        column("done"),
        column("failed"),
        column("unknown"),
        column("left"),
    ];
    // What fits into 80 columns: when it began stands in its id, and how many there are is the sum of the rest.
    const HEADINGS: &'static [&'static str] = &["RUN", "COMMAND", "STATE", "DONE", "FAILED", "UNKNOWN", "LEFT"];

    fn cells(&self) -> Vec<Option<String>> {
        let words = [&self.run_id, &self.command, &self.started_at].map(|word| Some(word.clone()));
        let counts = [self.selected, self.done, self.failed, self.unknown, self.left];
        words
            .into_iter()
            .chain([Some(self.state.to_owned())])
            .chain(counts.map(|count| Some(count.to_string())))
            .collect()
    }

    fn shown(&self) -> Vec<Option<String>> {
        let words = [&self.run_id, &self.command, self.state].map(|word| Some(word.to_owned()));
        let counts = [self.done, self.failed, self.unknown, self.left].map(|count| Some(count.to_string()));
        words.into_iter().chain(counts).collect()
    }

    fn id(&self) -> &str {
        &self.run_id
    }
}

impl From<&Run> for RunBody {
    fn from(run: &Run) -> Self {
        Self {
            run_id: run.run_id.clone(),
            command: run.command.clone(),
            started_at: run.started_at.to_string(),
            state: run.state.as_str(),
            selected: run.progress.items(),
            done: run.progress.count(Fate::Done),
            failed: run.progress.count(Fate::Failed),
            unknown: run.unknown(),
            left: run.left(),
        }
    }
}

pub(in crate::cli) fn run(_: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let (runs, unreadable) = journal::list(&context.settings.paths.runs)?;
    let document = RunsDocument { schema: RUNS_SCHEMA, runs: runs.iter().map(RunBody::from).collect() };
    report(context.ui, context.output, &document, &document.runs)?;
    if !unreadable.is_empty() {
        context.ui.warn(format!("journals that cannot be read: {}", unreadable.join(", ")));
    }
    Ok(Exit::Done)
}
