//! `users import`: create or update users from a CSV file.

use std::path::PathBuf;

use clap::Args as ClapArgs;
use futures_util::TryStreamExt;

use super::changes_run::{Changes, ChangesRun, ChangesSetup};
use super::changes_told::tell;
use super::import_told::{damaged, print, skipped_rows, unreadable};
use crate::api::{ImportDocument, ImportResult, PatchBody, ProblemRow};
use crate::cli::context::{Context, Opened};
use crate::cli::exit::Exit;
use crate::cli::input::read_input;
use crate::cli::prompt;
use crate::cli::render::seen;
use crate::cli::run_args::Pushing;
use crate::domain::{Selection, User, counted};
use crate::import::{Entry, Kind, Options, Plan, columns_read, plan, read_rows};
use crate::journal::{Change, Item};
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
    let (create, update) = (count(Kind::Create), count(Kind::Update));
    let setup = ChangesSetup {
        changes: Changes::Users,
        unchanged: count(Kind::Unchanged),
        skipped: skipped_rows(&plan.problems),
        trimmed_cells: told.trimmed_cells,
        is_partial: !plan.problems.is_empty(),
    };
    let problems: Vec<ProblemRow> = plan.problems.iter().map(ProblemRow::from).collect();
    if !plan.problems.is_empty() && !args.skip_bad {
        let document = ImportDocument { problems, unchanged: 0, ..setup.document(args.dry_run) };
        print(context, &document)?;
        return Err(damaged(&plan.problems, "--skip-bad applies the other rows").into());
    }
    if args.dry_run || create + update == 0 {
        let results = if args.dry_run { plan.entries.iter().map(would_become).collect() } else { Vec::new() };
        let document =
            ImportDocument { problems, results, created: create, updated: update, ..setup.document(args.dry_run) };
        seen(print(context, &document))?;
        tell(setup.changes, &document, context);
        return Ok(if setup.is_partial && !args.dry_run { Exit::Partial } else { Exit::Done });
    }
    if update > 0 {
        let question = format!("Change {} and create {create}?", counted(update, "user"));
        prompt::confirm(context.ui, &question, args.yes)?;
    }
    let run = ChangesRun::begin(context, opened, "users import", setup, plan.entries.into_iter().filter_map(item))?;
    run.to_its_end(setup, &Pushing::default(), problems).await
}

fn would_become(entry: &Entry) -> ImportResult {
    let status = match entry.kind {
        Kind::Create => "would_create",
        Kind::Update => "would_update",
        Kind::Unchanged => "unchanged",
    };
    ImportResult { user_id: entry.patch.user_id.to_string(), status }
}

/// What is to be done for a row that changes something.
fn item(Entry { line, patch, kind }: Entry) -> Option<Item> {
    let body = PatchBody::from(&patch);
    let change = match kind {
        Kind::Create => Change::Create(body),
        Kind::Update => Change::Update(body),
        Kind::Unchanged => return None,
    };
    Some(Item { change: Some(Box::new(change)), line: Some(line), ..Item::of(&patch.user_id) })
}
