//! `users set-emails`: program emails in bulk from a CSV file.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::changes_run::{Changes, ChangesRun, ChangesSetup};
use super::changes_told::tell;
use super::import_told::{damaged, print, skipped_rows, unreadable};
use crate::api::{ImportDocument, ImportResult, ProblemRow};
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::input::read_input;
use crate::cli::render::seen;
use crate::cli::run_args::Pushing;
use crate::cli::{csv_users, prompt};
use crate::domain::{Email, User, UserId};
use crate::import::COLUMNS;
use crate::journal::{Change, Item};
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
    let mut setup = ChangesSetup {
        changes: Changes::Emails,
        unchanged: 0,
        skipped: empty + skipped_rows(&problems),
        trimmed_cells: sheet.trimmed_cells,
        is_partial: !problems.is_empty(),
    };
    let problem_rows: Vec<ProblemRow> = problems.iter().map(ProblemRow::from).collect();
    if !problems.is_empty() && !args.skip_bad {
        print(context, &ImportDocument { problems: problem_rows, ..setup.document(args.dry_run) })?;
        return Err(damaged(&problems, "--skip-bad applies the other rows").into());
    }
    let opened = context.open().await?;
    let ids: Vec<UserId> = wanted.iter().map(|wanted| wanted.user_id.clone()).collect();
    let known = csv_users::look_up(opened.directory.as_ref(), &ids, args.skip_unknown, context.ui).await?;
    let has_it = |wanted: &&Wanted| {
        let on_file = known.get(&wanted.user_id).and_then(|user| user.email.as_ref());
        on_file.is_some_and(|email| email.as_str() == wanted.email.as_str())
    };
    let found: Vec<&Wanted> = wanted.iter().filter(|wanted| known.contains_key(&wanted.user_id)).collect();
    let changing: Vec<&Wanted> = found.iter().copied().filter(|wanted| !has_it(wanted)).collect();
    setup.skipped += wanted.len() - found.len();
    setup.is_partial |= found.len() < wanted.len();
    setup.unchanged = found.len() - changing.len();
    if args.dry_run || changing.is_empty() {
        let would_become = |wanted: &&Wanted| ImportResult {
            user_id: wanted.user_id.to_string(),
            status: if has_it(wanted) { "unchanged" } else { "would_update" },
        };
        let results = if args.dry_run { found.iter().map(would_become).collect() } else { Vec::new() };
        let updated = changing.len();
        let document = ImportDocument { problems: problem_rows, results, updated, ..setup.document(args.dry_run) };
        seen(print(context, &document))?;
        tell(setup.changes, &document, context);
        return Ok(if setup.is_partial && !args.dry_run { Exit::Partial } else { Exit::Done });
    }
    if changing.len() > 1 {
        prompt::confirm(context.ui, &question(&changing, &known), args.yes)?;
    }
    let item = |wanted: &&Wanted| Item {
        change: Some(Box::new(Change::Email(Some(wanted.email.to_string())))),
        line: Some(wanted.line),
        ..Item::of(&wanted.user_id)
    };
    let run = ChangesRun::begin(context, &opened, "users set-emails", setup, changing.iter().map(item))?;
    run.to_its_end(setup, &Pushing::default(), problem_rows).await
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
