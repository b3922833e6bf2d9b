//! `users set-emails`: program emails in bulk from a CSV file.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::import_told::{damaged, print, skipped_rows, unreadable};
use super::users_import::stops;
use crate::api::{IMPORT_SCHEMA, ImportDocument, ImportResult, ProblemRow};
use crate::bulk::StopSwitch;
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::cli::input::read_input;
use crate::cli::render::seen;
use crate::cli::signals::{interrupted_for_good, until_interrupted};
use crate::cli::{csv_users, journaled, outbox, progress, prompt};
use crate::directory::DirectoryError;
use crate::domain::{Email, User, UserId};
use crate::import::COLUMNS;
use crate::journal::Item;
use crate::sheet::{Problem, Row, Sheet};

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// CSV file with the columns user_id and email (- is standard input)
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Say what would be done for each user, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Change emails without asking
    #[arg(short, long)]
    yes: bool,
    /// Apply the good rows of a file that has damaged ones
    #[arg(long)]
    skip_bad: bool,
    /// Leave out users that are unknown
    #[arg(long)]
    skip_unknown: bool,
}

/// An email to program.
struct Wanted {
    line: u64,
    user_id: UserId,
    email: Email,
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let bytes = read_input(&args.file)?;
    let sheet = Sheet::read(&bytes, COLUMNS, &["user_id", "email"]).map_err(|e| unreadable(args.file.display(), &e))?;
    let mut problems = sheet.problems;
    let (wanted, empty) = read(&sheet.rows, &mut problems);
    let mut document = ImportDocument {
        schema: IMPORT_SCHEMA,
        run_id: None,
        dry_run: args.dry_run,
        created: 0,
        updated: 0,
        unchanged: 0,
        skipped: empty + skipped_rows(&problems),
        trimmed_cells: sheet.trimmed_cells,
        results: Vec::new(),
        problems: problems.iter().map(ProblemRow::from).collect(),
    };
    if !problems.is_empty() && !args.skip_bad {
        print(context, &document)?;
        return Err(damaged(&problems, "--skip-bad applies the other rows").into());
    }
    let opened = context.open().await?;
    let ids: Vec<UserId> = wanted.iter().map(|wanted| wanted.user_id.clone()).collect();
    let known = csv_users::look_up(opened.directory.as_ref(), &ids, args.skip_unknown, context.ui).await?;
    let left_out = wanted.iter().filter(|wanted| !known.contains_key(&wanted.user_id)).count();
    document.skipped += left_out;
    let has_it = |wanted: &&Wanted| {
        let on_file = known.get(&wanted.user_id).and_then(|user| user.email.as_ref());
        on_file.is_some_and(|email| email.as_str() == wanted.email.as_str())
    };
    let found = wanted.iter().filter(|wanted| known.contains_key(&wanted.user_id));
    if args.dry_run {
        let would_become = |wanted: &Wanted| ImportResult {
            user_id: wanted.user_id.to_string(),
            status: if has_it(&wanted) { "unchanged" } else { "would_update" },
        };
        document.results = found.clone().map(would_become).collect();
    }
    let (same, changing): (Vec<&Wanted>, Vec<&Wanted>) = found.partition(has_it);
    document.unchanged = same.len();
    document.updated = changing.len();
    let mut first_error = None;
    let mut interrupted_run = None;
    if !args.dry_run && !changing.is_empty() {
        if changing.len() > 1 {
            prompt::confirm(context.ui, &question(&changing, &known), args.yes)?;
        }
        let stop = StopSwitch::default();
        let (applied, was_interrupted) =
            until_interrupted(context.ui, &stop, apply(&changing, &opened, context, &stop)).await?;
        let Applied { run_id, programmed, failed } = applied?;
        outbox::work(context, &opened).await;
        interrupted_run = was_interrupted.then(|| run_id.clone());
        document.run_id = Some(run_id);
        document.updated = programmed;
        document.skipped += changing.len() - programmed;
        document.problems.extend(
            failed.iter().map(|(line, error)| {
                ProblemRow::from(&Problem::of_row(*line, error.code().as_str(), error.to_string()))
            }),
        );
        let place = failed.iter().position(|(_, error)| stops(error)).unwrap_or_default();
        first_error = failed.into_iter().nth(place).map(|(_, error)| error);
    }
    seen(print(context, &document))?;
    if let Some(error) = first_error {
        let exit = if stops(&error) { Exit::of(&error) } else { Exit::Partial };
        return Err(Failure::new(exit, format!("not every email was programmed: {error}")).into());
    }
    if let Some(run_id) = interrupted_run {
        return Err(interrupted_for_good(&run_id).into());
    }
    let verb = if args.dry_run { "would be " } else { "" };
    let ImportDocument { updated, unchanged, skipped, .. } = &document;
    context.ui.say(format!("{updated} emails {verb}programmed, {unchanged} unchanged, {skipped} rows skipped"));
    let complete = args.dry_run || (left_out == 0 && document.problems.is_empty());
    Ok(if complete { Exit::Done } else { Exit::Partial })
}

fn question(changing: &[&Wanted], known: &HashMap<UserId, User>) -> String {
    let replaced = changing.iter().filter(|w| known.get(&w.user_id).is_some_and(|user| user.email.is_some())).count();
    format!("Program {} emails, {replaced} of them in place of another?", changing.len())
}

/// The rows that name an email; those with an empty one are skipped, never cleared, and counted.
fn read(rows: &[Row], problems: &mut Vec<Problem>) -> (Vec<Wanted>, usize) {
    let mut wanted = Vec::new();
    let mut seen = HashSet::new();
    let mut empty = 0;
    for row in rows {
        let user_id = csv_users::read_id(row);
        let written = row.get("email").unwrap_or_default();
        if written.is_empty() && user_id.is_ok() {
            empty += 1;
            continue;
        }
        let email = Email::parse(written).map_err(|e| {
            Problem::of_cell(row.line, "email", "bad_email", format!("{written:?} is no email address: {e}"))
        });
        match (user_id, email) {
            (Ok(user_id), Ok(_)) if !seen.insert(user_id.clone()) => {
                let message = format!("the user id {user_id} stands there twice");
                problems.push(Problem::of_cell(row.line, "user_id", "duplicate", message));
            }
            (Ok(user_id), Ok(email)) => wanted.push(Wanted { line: row.line, user_id, email }),
            (user_id, email) => problems.extend(user_id.err().into_iter().chain(email.err())),
        }
    }
    problems.sort_by_key(|problem| problem.line);
    (wanted, empty)
}

/// What was carried out.
struct Applied {
    run_id: String,
    programmed: usize,
    /// The lines that failed, and why.
    failed: Vec<(u64, DirectoryError)>,
}

/// Programs the emails one by one. What cannot be reached for one cannot be reached for the others.
async fn apply(
    wanted: &[&Wanted],
    opened: &Opened,
    context: &Context<'_>,
    stop: &StopSwitch,
) -> anyhow::Result<Applied> {
    let item = |wanted: &&Wanted| Item::of(&wanted.user_id);
    let items = wanted.iter().map(item);
    let journal = journaled::begin(context, "users set-emails", &opened.server, items)?;
    let bar = progress::bar(context.ui, wanted.len(), "programming");
    let mut failed: Vec<(u64, DirectoryError)> = Vec::new();
    let mut programmed = 0;
    for (index, one) in wanted.iter().enumerate() {
        if stop.is_stopped() {
            break;
        }
        if let Some((_, error)) = failed.last().filter(|(_, error)| stops(error)) {
            let error = error.clone();
            failed.push((one.line, error));
            continue;
        }
        journal.about_to([(index, index + 1)])?;
        let outcome = opened.directory.set_email(&one.user_id, Some(&one.email)).await;
        journaled::record(&journal, index, &outcome)?;
        programmed += usize::from(outcome.is_ok());
        failed.extend(outcome.err().map(|error| (one.line, error)));
        bar.inc(1);
    }
    bar.finish_and_clear();
    if !stop.is_stopped() {
        journal.end(context.clock.as_ref())?;
    }
    Ok(Applied { run_id: journal.run_id().to_owned(), programmed, failed })
}
