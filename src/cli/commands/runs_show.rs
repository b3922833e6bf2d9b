//! `runs show`: one run, and what became of each user.

use clap::Args as ClapArgs;

use super::run_setup::RunSetup;
use crate::api::{RUN_SCHEMA, RunBody, RunDocument, RunItem};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::render::{Line, Output, Printer};
use crate::journal::{self, Fate, Item, Run, RunState};
use crate::sheet::{Column, ColumnKind};

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// The run's id, or enough of its beginning
    #[arg(value_name = "ID")]
    run_id: String,
}

/// The column of files.
const FILES: usize = 3;
/// The column of errors.
const ERRORS: usize = 4;

impl Line for RunItem {
    const COLUMNS: &'static [Column] = &[
        Column { name: "user_id", aliases: &[], kind: ColumnKind::Number, max_length: 161 },
        Column { name: "credential", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "outcome", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "secrets_file", aliases: &[], kind: ColumnKind::Exact, max_length: 1000 },
        Column { name: "error", aliases: &[], kind: ColumnKind::Exact, max_length: 1000 },
    ];
    const HEADINGS: &'static [&'static str] = &["USER ID", "CREDENTIAL", "OUTCOME", "SECRETS FILE", "ERROR"];

    fn cells(&self) -> Vec<Option<String>> {
        vec![
            Some(self.user_id.clone()),
            self.credential.clone(),
            Some(self.outcome.to_owned()),
            self.secrets_file.clone(),
            self.error.as_ref().map(|error| format!("{}: {}", error.code.as_str(), error.message)),
        ]
    }

    fn id(&self) -> &str {
        &self.user_id
    }
}

pub(in crate::cli) fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let run = find(&args.run_id, context)?;
    let body = RunBody::from(&run);
    if context.output == Output::Table {
        let RunBody { run_id, command, started_at, state, .. } = &body;
        context.ui.say(format!("run {run_id}: {command} on {}, started {started_at}, {state}", run.server));
    }
    let setup = RunSetup::of(&run);
    let setup = setup.as_ref().and_then(RunSetup::reset);
    let file_of = |index, item: &Item| {
        item.credential.as_ref()?;
        let file = setup?.part_file(run.progress.done_in(index)?)?;
        Some(file.display().to_string())
    };
    let has_files = setup.is_some_and(|setup| setup.secrets_file.is_some());
    let is_csv = context.output == Output::Csv;
    let has_errors = run.progress.errors().next().is_some();
    let shows = |place: &usize| is_csv || (*place != FILES || has_files) && (*place != ERRORS || has_errors);
    let places: Vec<usize> = (0..RunItem::COLUMNS.len()).filter(shows).collect();
    let items = run.items()?;
    let document = RunDocument { schema: RUN_SCHEMA, run: body, server: run.server.clone() };
    let ui = context.ui;
    let mut printer = Printer::of_report::<RunItem>(ui.out(), ui, context.output, &document, "items", &places)?;
    for item in items {
        let (index, item) = item?;
        let secrets_file = file_of(index, &item);
        printer.line(&RunItem {
            user_id: item.user_id,
            credential: item.credential,
            outcome: word(&run, index),
            secrets_file,
            error: run.progress.error(index).cloned(),
        })?;
    }
    printer.finish()?;
    Ok(Exit::Done)
}

fn word(run: &Run, index: usize) -> &'static str {
    match run.progress.fate(index) {
        Fate::InDoubt if run.state == RunState::Running => "left",
        Fate::Left => "left",
        Fate::Done => "done",
        Fate::Failed => "failed",
        Fate::Unknown | Fate::InDoubt => "unknown",
        Fate::Skipped => "skipped",
    }
}

/// The run that a person names, by its id or the beginning of it.
pub(super) fn find(named: &str, context: &Context<'_>) -> anyhow::Result<Run> {
    let runs = &context.settings.paths.runs;
    let fitting: Vec<String> = journal::ids(runs)?.into_iter().filter(|id| id.starts_with(named)).collect();
    let not_one = |message: String| Failure::new(Exit::NotFound, message).hint("see ossmosis runs list");
    match fitting.as_slice() {
        [one] => journal::find(runs, one).map_err(|e| {
            let message = format!("the journal of run {one} cannot be used: {e}");
            Failure::new(Exit::Internal, message).into()
        }),
        [] => Err(not_one(format!("no run is called {named}")).into()),
        many => Err(not_one(format!("{} runs begin with {named:?}", many.len())).into()),
    }
}
