//! `users import`: create or update users from a CSV file.

use std::path::PathBuf;

use clap::Args as ClapArgs;
use futures_util::TryStreamExt;

use super::import_told::{damaged, print, skipped_rows, unreadable};
use crate::api::{IMPORT_SCHEMA, ImportDocument, ImportResult, ProblemRow};
use crate::bulk::{Judged, StopSwitch, Verdict};
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::cli::input::read_input;
use crate::cli::render::seen;
use crate::cli::signals::{interrupted_for_good, until_interrupted};
use crate::cli::{journaled, outbox, progress, prompt};
use crate::directory::{Directory, DirectoryError};
use crate::domain::{Patched, Selection, User, UserPatch, counted};
use crate::import::{Entry, Kind, Options, Plan, columns_read, plan, read_rows};
use crate::journal::Item;
use crate::sheet::{Problem, Sheet};

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// CSV file with a column user_id (- is standard input)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Say what would be done for each user, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Change existing users without asking
    #[arg(short, long)]
    yes: bool,
    /// Apply the good rows of a file that has damaged ones
    #[arg(long)]
    skip_bad: bool,
    /// Create ids that seem to have lost zeros, by their own extension
    #[arg(long)]
    create: bool,
    /// Take extensions that differ from those on file by a lost zero
    #[arg(long)]
    accept_extensions: bool,
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    context.needs_backend("import of users")?;
    let bytes = read_input(&args.file)?;
    let sheet = Sheet::read(&bytes, &columns_read(), &["user_id"]).map_err(|e| unreadable(args.file.display(), &e))?;
    let opened = context.open().await?;
    let mut problems = sheet.problems;
    let rows = read_rows(&sheet.rows, &mut problems);
    let existing: Vec<User> = opened.directory.users(&Selection::all()).try_collect().await?;
    let options = Options { create: args.create, accept_extensions: args.accept_extensions };
    let planned = plan(rows, &existing, options);
    drop(existing);
    let plan = settle(planned, problems, args.skip_bad);
    let told = Told { trimmed_cells: sheet.trimmed_cells, ignored_columns: sheet.ignored_columns };
    told.tell(context);
    carry_out(plan, args, &told, &opened, context).await
}

/// A run that refuses a row creates nobody: what one row lost, the rows beside it may have lost too.
fn settle(planned: Plan, problems: Vec<Problem>, skip_bad: bool) -> Plan {
    let refuses = planned.problems.iter().chain(&problems).any(Problem::is_spreadsheet_damage);
    let mut plan = Plan { entries: Vec::new(), problems };
    plan.problems.extend(planned.problems);
    for entry in planned.entries {
        if skip_bad && refuses && entry.kind == Kind::Create {
            let message = format!("{} is new; nobody is created while a row is refused", entry.patch.user_id);
            plan.problems.push(Problem::of_cell(entry.line, "user_id", "not_created", message));
        } else {
            plan.entries.push(entry);
        }
    }
    plan.problems.sort_by_key(|problem| problem.line);
    plan
}

/// What is said about a file besides its problems.
struct Told {
    trimmed_cells: usize,
    ignored_columns: Vec<String>,
}

impl Told {
    fn tell(&self, context: &Context<'_>) {
        if self.trimmed_cells > 0 {
            context.ui.say(format!("{} with blanks around, which were taken off", counted(self.trimmed_cells, "cell")));
        }
        if !self.ignored_columns.is_empty() {
            context.ui.warn(format!("columns that mean nothing here: {}", self.ignored_columns.join(", ")));
        }
    }
}

async fn carry_out(
    plan: Plan,
    args: &Args,
    told: &Told,
    opened: &Opened,
    context: &Context<'_>,
) -> anyhow::Result<Exit> {
    let count = |kind| plan.entries.iter().filter(|entry| entry.kind == kind).count();
    let (create, update, unchanged) = (count(Kind::Create), count(Kind::Update), count(Kind::Unchanged));
    let mut document = ImportDocument {
        schema: IMPORT_SCHEMA,
        run_id: None,
        dry_run: args.dry_run,
        created: create,
        updated: update,
        unchanged,
        skipped: skipped_rows(&plan.problems),
        trimmed_cells: told.trimmed_cells,
        results: Vec::new(),
        problems: plan.problems.iter().map(ProblemRow::from).collect(),
    };
    if !plan.problems.is_empty() && !args.skip_bad {
        document = ImportDocument { created: 0, updated: 0, unchanged: 0, ..document };
        print(context, &document)?;
        return Err(damaged(&plan.problems, "--skip-bad applies the other rows").into());
    }
    let mut first_error = None;
    let mut interrupted_run = None;
    if args.dry_run {
        document.results = plan.entries.iter().map(would_become).collect();
    } else {
        if update > 0 {
            let question = format!("Change {} and create {create}?", counted(update, "user"));
            prompt::confirm(context.ui, &question, args.yes)?;
        }
        let changing: Vec<&Entry> = plan.entries.iter().filter(|entry| entry.kind != Kind::Unchanged).collect();
        let stop = StopSwitch::default();
        let (applied, was_interrupted) =
            until_interrupted(context.ui, &stop, apply(&changing, opened, context, &stop)).await?;
        let applied = applied?;
        outbox::work(context, opened).await;
        interrupted_run = applied.run_id.clone().filter(|_| was_interrupted);
        document.run_id = applied.run_id;
        document.created = applied.created;
        document.updated = applied.updated;
        document.unchanged = unchanged + applied.unchanged;
        document.skipped += applied.failed.len();
        let problem = |(entry, error): &(&Entry, DirectoryError)| {
            ProblemRow::from(&Problem::of_row(entry.line, error.code().as_str(), error.to_string()))
        };
        document.problems.extend(applied.failed.iter().map(problem));
        // What stopped the run says more than what one row failed for.
        let place = applied.failed.iter().position(|(_, error)| stops(error)).unwrap_or_default();
        first_error = applied.failed.into_iter().nth(place).map(|(_, error)| (error, applied.stopped));
    }
    seen(print(context, &document))?;
    if let Some((error, stopped)) = first_error {
        let exit = if stopped { Exit::of(&error) } else { Exit::Partial };
        return Err(Failure::new(exit, format!("not every user was imported: {error}")).into());
    }
    if let Some(run_id) = interrupted_run {
        return Err(interrupted_for_good(&run_id).into());
    }
    let verb = if args.dry_run { "would be " } else { "" };
    context.ui.say(format!(
        "{} {verb}created, {} {verb}updated, {} unchanged, {} skipped",
        document.created, document.updated, document.unchanged, document.skipped
    ));
    Ok(if document.problems.is_empty() || args.dry_run { Exit::Done } else { Exit::Partial })
}

fn would_become(entry: &Entry) -> ImportResult {
    let status = match entry.kind {
        Kind::Create => "would_create",
        Kind::Update => "would_update",
        Kind::Unchanged => "unchanged",
    };
    ImportResult { user_id: entry.patch.user_id.to_string(), status }
}

#[derive(Default)]
struct Applied<'a> {
    run_id: Option<String>,
    created: usize,
    updated: usize,
    unchanged: usize,
    failed: Vec<(&'a Entry, DirectoryError)>,
    stopped: bool,
}

/// Sends the rows that change something, batch by batch; a batch that fails as a whole ends it.
async fn apply<'a>(
    entries: &[&'a Entry],
    opened: &Opened,
    context: &Context<'_>,
    stop: &StopSwitch,
) -> anyhow::Result<Applied<'a>> {
    let mut applied = Applied::default();
    if entries.is_empty() {
        return Ok(applied);
    }
    let directory: &dyn Directory = opened.directory.as_ref();
    let item = |entry: &&Entry| Item::of(&entry.patch.user_id);
    let journal = journaled::begin(context, "users import", &opened.server, entries.iter().map(item))?;
    applied.run_id = Some(journal.run_id().to_owned());
    let bar = progress::bar(context.ui, entries.len(), "importing");
    // One that takes none says so itself.
    let size = directory.traits().import_size.max(1);
    for (batch, some) in entries.chunks(size).enumerate() {
        if stop.is_stopped() {
            break;
        }
        journal.about_to([(batch * size, batch * size + some.len())])?;
        let patches: Vec<UserPatch> = some.iter().map(|entry| entry.patch.clone()).collect();
        let outcomes = directory.import(&patches).await;
        for (index, (entry, outcome)) in some.iter().zip(outcomes).enumerate() {
            journaled::record(&journal, batch * size + index, &outcome)?;
            match outcome {
                Ok(Patched::Created) => applied.created += 1,
                Ok(Patched::Updated) => applied.updated += 1,
                Ok(Patched::Unchanged) => applied.unchanged += 1,
                Err(e) => {
                    applied.stopped |= stops(&e);
                    applied.failed.push((entry, e));
                }
            }
        }
        bar.inc(some.len() as u64);
        if applied.stopped {
            break;
        }
    }
    bar.finish_and_clear();
    if !stop.is_stopped() {
        journal.end(context.clock.as_ref())?;
    }
    Ok(applied)
}

/// Whether an error is one that every further call would meet.
pub(super) fn stops(error: &DirectoryError) -> bool {
    error.verdict() != Verdict::Next
}
