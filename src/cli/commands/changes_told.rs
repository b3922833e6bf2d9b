//! What a run of changes tells: the reports of `users import`, `users set-emails` and `recovery revoke`, and how it ends.

use std::io;

use super::changes_run::{Answers, Changes, ChangesRun, ChangesSetup};
use super::import_told;
use crate::api::{
    ErrorBody, ErrorCode, IMPORT_SCHEMA, ImportDocument, ImportResult, ProblemRow, REVOKE_SCHEMA, RevokeDocument,
    RevokeResult,
};
use crate::bulk::{Judged, Verdict};
use crate::cli::carrier::CameTo;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::render::{report, seen};
use crate::cli::run_args::Pushing;
use crate::directory::DirectoryError;
use crate::domain::{Patched, counted};
use crate::journal::{Change, Fate, Item, Journal, Progress};

/// The items of a run, each with its place.
type Items<'i> = &'i mut dyn Iterator<Item = io::Result<(usize, Item)>>;

impl ChangesSetup {
    /// The report on a run of which nothing is done yet.
    pub(super) fn document(self, dry_run: bool) -> ImportDocument {
        let Self { unchanged, skipped, trimmed_cells, .. } = self;
        let (results, problems) = (Vec::new(), Vec::new());
        let schema = IMPORT_SCHEMA;
        let (created, updated) = (0, 0);
        ImportDocument {
            schema,
            run_id: None,
            dry_run,
            created,
            updated,
            unchanged,
            skipped,
            trimmed_cells,
            results,
            problems,
        }
    }
}

impl ChangesRun<'_> {
    /// Carries the run out and reports. `problems` are those of the rows that are no items.
    pub(super) async fn to_its_end(
        &self,
        setup: ChangesSetup,
        pushing: &Pushing,
        problems: Vec<ProblemRow>,
    ) -> anyhow::Result<Exit> {
        let (came_to, answers) = self.carry_out(pushing).await?;
        let (context, journal) = (self.context, &self.journal);
        let (items, progress) = (&mut journal.items()?, journal.progress());
        let printed = match setup.changes {
            Changes::Links => {
                let document = revoke_document(journal.run_id(), items, &progress, &answers)?;
                let printed = seen(report(context.ui, context.output, &document, &document.results));
                let revoked = document.results.iter().filter(|result| result.status == "revoked").count();
                context.ui.say(format!("{} taken back", counted(revoked, "recovery link")));
                printed
            }
            Changes::Users | Changes::Emails => {
                let mut document = ImportDocument { problems, ..setup.document(false) };
                document.run_id = Some(journal.run_id().to_owned());
                count_up(&mut document, items, &progress, &answers)?;
                let printed = seen(import_told::print(context, &document));
                tell(setup.changes, &document, context);
                printed
            }
        };
        if progress.pending() > 0 {
            context.ui.say(format!("to do the rest: ossmosis runs resume {}", journal.run_id()));
        }
        let exit = exit(setup, &came_to, journal, &progress)?;
        printed?;
        Ok(exit)
    }
}

/// Says what would be done for those who are left.
pub(super) fn would_take_up(setup: ChangesSetup, left: Items<'_>, context: &Context<'_>) -> anyhow::Result<()> {
    if setup.changes == Changes::Links {
        let results = left.map(|item| Ok(revoke_result(&item?.1, "would_revoke", None))).collect::<io::Result<_>>()?;
        let document = RevokeDocument { schema: REVOKE_SCHEMA, run_id: None, dry_run: true, results };
        return report(context.ui, context.output, &document, &document.results);
    }
    let mut document = setup.document(true);
    for item in left {
        let (_, item) = item?;
        let (count, status) = match planned(&item) {
            Patched::Created => (&mut document.created, "would_create"),
            _ => (&mut document.updated, "would_update"),
        };
        *count += 1;
        document.results.push(ImportResult { user_id: item.user_id, status });
    }
    import_told::print(context, &document)?;
    tell(setup.changes, &document, context);
    Ok(())
}

/// Adds what became of the items.
fn count_up(
    document: &mut ImportDocument,
    items: Items<'_>,
    progress: &Progress,
    answers: &Answers,
) -> anyhow::Result<()> {
    for item in items {
        let (index, item) = item?;
        match progress.fate(index) {
            Fate::Done => match answers.get(&index).copied().unwrap_or_else(|| planned(&item)) {
                Patched::Created => document.created += 1,
                Patched::Updated => document.updated += 1,
                Patched::Unchanged => document.unchanged += 1,
            },
            fate => {
                document.skipped += 1;
                let ErrorBody { code, message, .. } = progress.error(index).cloned().unwrap_or_else(in_doubt);
                let (code, message) = match fate {
                    Fate::Left => ("not_begun", "the run was stopped before".to_owned()),
                    _ => (code.as_str(), message),
                };
                // What no file asks for has no line, and is told at the end.
                let row = |line| ProblemRow { line, column: None, code, message, meant: None };
                document.problems.extend(item.line.map(row));
            }
        }
    }
    document.problems.sort_by_key(|problem| problem.line);
    Ok(())
}

/// What an item that is done came to, as far as its plan tells.
fn planned(item: &Item) -> Patched {
    match item.change.as_deref() {
        Some(Change::Create(_)) => Patched::Created,
        _ => Patched::Updated,
    }
}

fn in_doubt() -> ErrorBody {
    ErrorBody { code: ErrorCode::Unreachable, message: "nobody answered whether it was done".to_owned(), rules: None }
}

fn revoke_document(
    run_id: &str,
    items: Items<'_>,
    progress: &Progress,
    answers: &Answers,
) -> anyhow::Result<RevokeDocument> {
    let result = |item: io::Result<(usize, Item)>| {
        let (index, item) = item?;
        let had_ended = answers.get(&index) == Some(&Patched::Unchanged);
        let status = match progress.fate(index) {
            Fate::Done if !had_ended => "revoked",
            Fate::Done | Fate::Left | Fate::Skipped => "skipped",
            Fate::Failed | Fate::Unknown | Fate::InDoubt => "failed",
        };
        let is_unknown = progress.fate(index).is_in_doubt();
        let error = progress.error(index).cloned().or_else(|| is_unknown.then(in_doubt));
        Ok(revoke_result(&item, status, error))
    };
    let results = items.map(result).collect::<anyhow::Result<_>>()?;
    Ok(RevokeDocument { schema: REVOKE_SCHEMA, run_id: Some(run_id.to_owned()), dry_run: false, results })
}

fn revoke_result(item: &Item, status: &'static str, error: Option<ErrorBody>) -> RevokeResult {
    let id = match item.change.as_deref() {
        Some(Change::Revoke(id)) => id.clone(),
        _ => String::new(),
    };
    RevokeResult { id, user_id: item.user_id.clone(), status, error }
}

/// Says what a run came to, or would come to.
pub(super) fn tell(changes: Changes, document: &ImportDocument, context: &Context<'_>) {
    let ImportDocument { created, updated, unchanged, skipped, dry_run, .. } = document;
    let verb = if *dry_run { "would be " } else { "" };
    context.ui.say(match changes {
        Changes::Emails => format!("{updated} emails {verb}programmed, {unchanged} unchanged, {skipped} rows skipped"),
        _ => format!("{created} {verb}created, {updated} {verb}updated, {unchanged} unchanged, {skipped} skipped"),
    });
}

/// How the run ends. What would have met every further call says more than what one item failed for.
fn exit(setup: ChangesSetup, came_to: &CameTo, journal: &Journal, progress: &Progress) -> anyhow::Result<Exit> {
    came_to.cut_short(journal)?;
    let Some(error) = came_to.ended.stopped_by.as_ref().or(came_to.first_error.as_ref()) else {
        let is_complete = progress.is_settled() && !setup.is_partial;
        return Ok(if is_complete { Exit::Done } else { Exit::Partial });
    };
    let what = match setup.changes {
        Changes::Users => "not every user was imported",
        Changes::Emails => "not every email was programmed",
        Changes::Links => "not every recovery link was taken back",
    };
    let failure = failure(error, journal.run_id());
    let exit = if error.verdict() == Verdict::Next { Exit::Partial } else { failure.exit };
    Err(Failure { message: format!("{what}: {error}"), hint: failure.hint, ..Failure::new(exit, "") }.into())
}

/// The failure of a run by this error, and how to go on where the same may succeed later.
pub(super) fn failure(error: &DirectoryError, run_id: &str) -> Failure {
    let failure = Failure::from(error);
    if error.verdict() == Verdict::Next {
        return failure;
    }
    let resume = format!("ossmosis runs resume {run_id}");
    let hint = failure.hint.as_ref().map_or_else(|| resume.clone(), |hint| format!("{hint}, then {resume}"));
    failure.hint(hint)
}
