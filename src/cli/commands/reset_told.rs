//! What `reset-password` tells of a run.

use crate::api::{ErrorBody, RESET_SCHEMA, ResetDocument, ResetResult, ResetStatus, ResetSummary, SecretText};
use crate::bulk::Outcome;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::failed_out::{self, Unserved, tell_reasons};
use crate::cli::new_file::NewFile;
use crate::cli::render::{Line, report};
use crate::cli::signals::interrupted as interrupted_run;
use crate::directory::{CredentialChange, DirectoryError};
use crate::reset::{Carried, Plan, Planned};
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

pub(super) fn status_of(outcome: &Outcome<DirectoryError>) -> ResetStatus {
    match outcome {
        Outcome::Done => ResetStatus::Changed,
        Outcome::Failed(_) => ResetStatus::Failed,
        Outcome::Unknown(_) => ResetStatus::Unknown,
        Outcome::Skipped => ResetStatus::Skipped,
    }
}

pub(super) fn error_of(outcome: &Outcome<DirectoryError>) -> Option<ErrorBody> {
    match outcome {
        Outcome::Failed(e) | Outcome::Unknown(e) => Some(ErrorBody::from(e)),
        Outcome::Done | Outcome::Skipped => None,
    }
}

/// What is told of a run.
pub(super) struct Report<'a> {
    pub(super) selected: usize,
    pub(super) dry_run: bool,
    pub(super) show: bool,
    pub(super) context: &'a Context<'a>,
}

impl Report<'_> {
    pub(super) fn print(
        &self,
        run_id: Option<String>,
        plan: &Plan,
        status: impl Fn(usize) -> ResetStatus,
        error: impl Fn(usize) -> Option<ErrorBody>,
    ) -> anyhow::Result<()> {
        let result = |(index, planned): (usize, &Planned)| {
            let status = status(index);
            ResetResult {
                user_id: planned.change.user_id.to_string(),
                credential: planned.change.kind.as_str(),
                status,
                error: error(index),
                secret: (self.show && status == ResetStatus::Changed).then(|| SecretText::from(&planned.change.secret)),
            }
        };
        let results: Vec<ResetResult> = plan.changes.iter().enumerate().map(result).collect();
        let count = |status| results.iter().filter(|result| result.status == status).count();
        let summary = ResetSummary {
            selected: self.selected,
            changed: count(ResetStatus::Changed),
            would_change: count(ResetStatus::WouldChange),
            failed: count(ResetStatus::Failed),
            unknown: count(ResetStatus::Unknown),
            skipped: count(ResetStatus::Skipped),
        };
        let document = ResetDocument { schema: RESET_SCHEMA, run_id, dry_run: self.dry_run, summary, results };
        report(self.context.ui, self.context.output, &document, &document.results)
    }

    /// Nothing is sent: the refused ones failed with all their rules, the others are skipped.
    pub(super) fn refused(&self, plan: &Plan) -> anyhow::Result<Exit> {
        let refused = |index: usize| plan.changes[index].refused.clone();
        let status = |index| if refused(index).is_some() { ResetStatus::Failed } else { ResetStatus::Skipped };
        self.print(None, plan, status, refused)?;
        let sentences: Vec<(String, &ErrorBody)> = plan.changes.iter().filter_map(refusal).collect();
        let message = match sentences.as_slice() {
            [(one, _)] => one.clone(),
            many => {
                let shown: Vec<&str> = many.iter().map(|(sentence, _)| sentence.as_str()).collect();
                format!("{} secrets are not acceptable; nothing was sent:\n  {}", many.len(), shown.join("\n  "))
            }
        };
        let weak_only = sentences.iter().all(|(_, error)| error.rules.is_none());
        let hint = if weak_only {
            "choose a longer one, add --generate, or take it all the same with --allow-weak"
        } else {
            "nothing was sent; see ossmosis rules show, or let --generate choose"
        };
        let failure = Failure::new(Exit::Rules, message).hint(hint);
        Err(if weak_only { failure.coded("too_weak") } else { failure }.into())
    }

    pub(super) fn tell(&self, carried: &Carried, run_id: &str) {
        let count = |status| carried.outcomes.iter().filter(|outcome| status_of(outcome) == status).count();
        let mut parts = vec![format!("{} changed", count(ResetStatus::Changed))];
        for (status, word) in
            [(ResetStatus::Failed, "failed"), (ResetStatus::Unknown, "in doubt"), (ResetStatus::Skipped, "not begun")]
        {
            if count(status) > 0 {
                parts.push(format!("{} {word}", count(status)));
            }
        }
        self.context.ui.say(format!("{} (run {run_id})", parts.join(", ")));
        let errors: Vec<ErrorBody> = carried.outcomes.iter().filter_map(error_of).collect();
        tell_reasons(errors.iter(), self.context.ui);
    }

    pub(super) fn save_unserved(&self, file: &NewFile, plan: &Plan, carried: &Carried) -> anyhow::Result<()> {
        let errors: Vec<Option<ErrorBody>> = carried.outcomes.iter().map(error_of).collect();
        let unserved: Vec<Unserved<'_>> = plan
            .changes
            .iter()
            .zip(&carried.outcomes)
            .zip(&errors)
            .filter(|((_, outcome), _)| !matches!(outcome, Outcome::Done))
            .map(|((planned, outcome), error)| Unserved {
                user_id: planned.change.user_id.as_str(),
                credential: Some(planned.change.kind.as_str()),
                status: status_of(outcome).as_str(),
                error: error.as_ref(),
            })
            .collect();
        failed_out::save(file, &unserved, self.context.ui)
    }

    pub(super) fn exit(&self, carried: &Carried, interrupted: bool, run_id: &str) -> anyhow::Result<Exit> {
        let errors: Vec<&DirectoryError> = carried
            .outcomes
            .iter()
            .filter_map(|outcome| match outcome {
                Outcome::Failed(e) | Outcome::Unknown(e) => Some(e),
                _ => None,
            })
            .collect();
        if interrupted {
            return Err(interrupted_run(run_id).into());
        }
        let stops =
            |e: &&&DirectoryError| matches!(Exit::of(e), Exit::NotAllowed | Exit::Unreachable | Exit::RateLimited);
        if let Some(error) = carried.stopped_by.as_ref().or_else(|| errors.iter().find(stops).copied()) {
            return Err(Failure::from(error).into());
        }
        let all_begun = !carried.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Skipped));
        Ok(match errors.as_slice() {
            [] if all_begun => Exit::Done,
            [DirectoryError::RefusedByRules { .. }, ..] if self.selected == 1 => Exit::Rules,
            _ => Exit::Partial,
        })
    }
}

/// Whose secret cannot be used, and why.
fn refusal(planned: &Planned) -> Option<(String, &ErrorBody)> {
    let error = planned.refused.as_ref()?;
    let CredentialChange { user_id, kind, .. } = &planned.change;
    Some((format!("the {} for {user_id} is not acceptable: {}", kind.noun(), error.message), error))
}
