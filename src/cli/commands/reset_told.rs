//! What `reset-password` tells of a run.

use std::collections::HashMap;
use std::io;

use crate::api::{
    ErrorBody, ErrorCode, RESET_SCHEMA, ResetDocument, ResetResult, ResetStatus, ResetSummary, SecretText,
};
use crate::bulk::Ended;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::failed_out::{self, Unserved, tell_reasons};
use crate::cli::new_file::NewFile;
use crate::cli::render::{Line, Output, Printer};
use crate::cli::signals::interrupted as interrupted_run;
use crate::cli::ui::Ui;
use crate::directory::{DirectoryError, Sent};
use crate::domain::{CredentialKind, Secret, counted};
use crate::journal::{Fate, Item, Journal, Plan, Progress, Run};
use crate::reset::{Proved, ResetPlan};
use crate::sheet::{Column, ColumnKind};

impl Line for ResetResult {
    const COLUMNS: &'static [Column] = &[
        Column { name: "user_id", aliases: &[], kind: ColumnKind::Number, max_length: 161 },
        Column { name: "credential", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "status", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "error", aliases: &[], kind: ColumnKind::Exact, max_length: 1000 },
        Column { name: "secret", aliases: &[], kind: ColumnKind::Secret, max_length: 100 },
    ];
    const HEADINGS: &'static [&'static str] = &["USER ID", "CREDENTIAL", "STATUS", "ERROR", "SECRET"];

    fn cells(&self) -> Vec<Option<String>> {
        vec![
            Some(self.user_id.clone()),
            Some(self.credential.to_owned()),
            Some(self.status.as_str().to_owned()),
            self.error.as_ref().map(|error| format!("{}: {}", error.code.as_str(), error.message)),
            self.secret.clone().map(|secret| crate::domain::Secret::from(secret).expose().to_owned()),
        ]
    }

    fn id(&self) -> &str {
        &self.user_id
    }
}

/// The column of errors.
const ERROR: usize = 3;

fn status_of(fate: Fate) -> ResetStatus {
    match fate {
        Fate::Done => ResetStatus::Changed,
        Fate::Failed => ResetStatus::Failed,
        Fate::Unknown | Fate::InDoubt => ResetStatus::Unknown,
        Fate::Left | Fate::Skipped => ResetStatus::Skipped,
    }
}

/// What became of one item, why, and its secret where that is shown.
pub(super) type Told = (ResetStatus, Option<ErrorBody>, Option<SecretText>);

/// Secrets that are to be shown need a report that has a place for them.
pub(super) fn has_room_for_secrets(show: bool, output: Output) -> Result<(), Failure> {
    if show && output == Output::Ids {
        return Err(Failure::usage("new secrets have nowhere to be shown in -o ids; nothing was changed")
            .hint("choose another --output"));
    }
    Ok(())
}

/// What is told of a run.
pub(super) struct Report<'a> {
    pub(super) selected: usize,
    pub(super) dry_run: bool,
    pub(super) context: &'a Context<'a>,
}

impl Report<'_> {
    /// Prints a line an item, as they are read.
    pub(super) fn print(
        &self,
        run_id: Option<String>,
        items: impl Iterator<Item = io::Result<(usize, Item)>>,
        summary: ResetSummary,
        shows: bool,
        told: impl Fn(usize) -> Told,
    ) -> anyhow::Result<()> {
        let Context { ui, output, .. } = self.context;
        let document = ResetDocument { schema: RESET_SCHEMA, run_id, dry_run: self.dry_run, summary };
        let has_errors = *output == Output::Csv || summary.changed + summary.would_change < summary.results();
        let places: Vec<usize> = (0..ResetResult::COLUMNS.len())
            .filter(|place| *place < ERROR || (*place == ERROR && has_errors) || (*place > ERROR && shows))
            .collect();
        let mut printer = Printer::of_report::<ResetResult>(ui.out(), ui, *output, &document, "results", &places)?;
        for item in items {
            let (index, Item { user_id, credential, .. }) = item?;
            let (status, error, secret) = told(index);
            let kind: Result<CredentialKind, String> = credential.unwrap_or_default().parse();
            let credential = kind.map_err(io::Error::other)?.as_str();
            printer.line(&ResetResult { user_id, credential, status, error, secret })?;
        }
        Ok(printer.finish()?)
    }

    /// Prints what became of a run.
    pub(super) fn print_run(
        &self,
        journal: &Journal,
        progress: &Progress,
        shown: &HashMap<usize, Secret>,
    ) -> anyhow::Result<()> {
        let summary = ResetSummary {
            selected: self.selected,
            changed: progress.count(Fate::Done),
            would_change: 0,
            failed: progress.count(Fate::Failed),
            unknown: progress.count(Fate::Unknown) + progress.count(Fate::InDoubt),
            skipped: progress.count(Fate::Left) + progress.count(Fate::Skipped),
        };
        let told = |index| {
            let secret = shown.get(&index).map(SecretText::from);
            (status_of(progress.fate(index)), progress.error(index).cloned(), secret)
        };
        self.print(Some(journal.run_id().to_owned()), journal.items()?, summary, !shown.is_empty(), told)
    }

    /// A dry run: who would get what.
    pub(super) fn would_change(&self, plan: &ResetPlan) -> anyhow::Result<()> {
        let left_out: HashMap<usize, &ErrorBody> = plan.left_out.iter().map(|(index, why)| (*index, why)).collect();
        let skipped = left_out.len();
        let would_change = plan.plan.items() - skipped;
        let summary = ResetSummary { selected: plan.users, would_change, skipped, ..ResetSummary::default() };
        self.print(None, plan.plan.read()?, summary, false, |index| match left_out.get(&index) {
            Some(why) => (ResetStatus::Skipped, Some((*why).clone()), None),
            None => (ResetStatus::WouldChange, None, None),
        })?;
        let (credentials, users) = (counted(would_change, "credential"), counted(plan.users, "user"));
        self.context.ui.say(format!("{credentials} of {users} would be changed"));
        Ok(())
    }

    /// A dry run of what is left of a run.
    pub(super) fn would_take_up(
        &self,
        run: &Run,
        left: impl Iterator<Item = io::Result<(usize, Item)>>,
    ) -> anyhow::Result<()> {
        let would_change = run.progress.to_do();
        let summary = ResetSummary { selected: self.selected, would_change, ..ResetSummary::default() };
        self.print(Some(run.run_id.clone()), left, summary, false, |_| (ResetStatus::WouldChange, None, None))?;
        self.context.ui.say(format!("{} would be changed", counted(would_change, "credential")));
        Ok(())
    }

    /// Nothing is sent: the refused ones failed with all their rules, the others are skipped.
    pub(super) fn refused(&self, plan: &Plan, refused: &HashMap<usize, ErrorBody>) -> anyhow::Result<Exit> {
        let (failed, skipped) = (refused.len(), plan.items() - refused.len());
        let summary = ResetSummary { selected: self.selected, failed, skipped, ..ResetSummary::default() };
        self.print(None, plan.read()?, summary, false, |index| match refused.get(&index) {
            Some(error) => (ResetStatus::Failed, Some(error.clone()), None),
            None => (ResetStatus::Skipped, None, None),
        })?;
        let mut sentences = Vec::with_capacity(refused.len());
        for item in plan.read()? {
            let (index, item) = item?;
            let Some(error) = refused.get(&index) else { continue };
            let kind: Result<CredentialKind, String> = item.credential.unwrap_or_default().parse();
            let noun = kind.map_err(io::Error::other)?.noun();
            sentences.push(format!("the {noun} for {} is not acceptable: {}", item.user_id, error.message));
        }
        let message = match sentences.as_slice() {
            [one] => one.clone(),
            many => {
                format!("{} secrets are not acceptable; nothing was sent:\n  {}", many.len(), many.join("\n  "))
            }
        };
        let weak_only = refused.values().all(|error| error.rules.is_none());
        let hint = if weak_only {
            "choose a longer one, add --generate, or take it all the same with --allow-weak"
        } else {
            "nothing was sent; see ossmosis rules show, or let --generate choose"
        };
        let failure = Failure::new(Exit::Rules, message).hint(hint);
        Err(if weak_only { failure.coded("too_weak") } else { failure }.into())
    }

    /// Says how many came to what, and how to go on.
    pub(super) fn tell(&self, progress: &Progress, run_id: &str) {
        let ui = self.context.ui;
        let mut parts = vec![format!("{} changed", progress.count(Fate::Done))];
        let unknown = progress.count(Fate::Unknown) + progress.count(Fate::InDoubt);
        let others = [
            (progress.count(Fate::Failed), "failed"),
            (unknown, "in doubt"),
            (progress.count(Fate::Left), "not begun"),
            (progress.count(Fate::Skipped), "left out"),
        ];
        parts.extend(others.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")));
        ui.say(format!("{} (run {run_id})", parts.join(", ")));
        tell_reasons(progress.errors(), ui);
        if progress.pending() > 0 {
            ui.say(format!("to do the rest: {}", resume(run_id)));
        }
    }

    /// Says how much was sent, where a platform's owners care for that.
    pub(super) fn tell_sent(&self, sent: Option<Sent>) {
        if let Some(Sent { documents, commands }) = sent {
            let of = |count: u64, noun| counted(usize::try_from(count).unwrap_or(usize::MAX), noun);
            self.context.ui.say(format!("{} with {} were sent", of(documents, "document"), of(commands, "command")));
        }
    }

    pub(super) fn save_unserved(&self, file: &NewFile, journal: &Journal, progress: &Progress) -> anyhow::Result<()> {
        let is_unserved = |fate: Fate| !fate.is_settled();
        let unserved = journal.items()?.filter_map(|item| match item {
            Ok((index, item)) => is_unserved(progress.fate(index)).then(|| {
                Ok(Unserved {
                    user_id: item.user_id,
                    credential: item.credential,
                    status: status_of(progress.fate(index)).as_str(),
                    error: progress.error(index).cloned(),
                })
            }),
            Err(e) => Some(Err(e)),
        });
        failed_out::save(file, unserved, self.context.ui)
    }

    pub(super) fn exit(
        &self,
        progress: &Progress,
        ended: &Ended<DirectoryError>,
        interrupted: bool,
        run_id: &str,
    ) -> anyhow::Result<Exit> {
        if interrupted {
            return Err(interrupted_run(run_id).into());
        }
        if progress.is_settled() {
            return Ok(Exit::Done);
        }
        if let Some(error) = &ended.stopped_by {
            return Err(Failure::from(error).into());
        }
        if ended.out_of_time {
            let message = format!("stopped at its deadline, with {} left", progress.pending());
            return Err(Failure::new(Exit::Unreachable, message).hint(resume(run_id)).into());
        }
        let mut errors = progress.errors().peekable();
        let by_rules = errors.peek().is_some() && errors.all(|error| error.code == ErrorCode::RefusedByRules);
        let all_begun = progress.count(Fate::Left) == 0;
        Ok(if self.selected == 1 && by_rules && all_begun { Exit::Rules } else { Exit::Partial })
    }
}

/// Says how many new passwords could not be tried, and why.
pub(super) fn tell_untried(proved: &Proved, ui: &Ui) {
    if let Some(why) = &proved.why_untried {
        ui.warn(format!("{} could not be tried: {}", counted(proved.untried, "new password"), why.message));
    }
}

fn resume(run_id: &str) -> String {
    format!("ossmosis runs resume {run_id}")
}
