//! What `forgot-password` tells of a run.

use std::collections::HashMap;

use super::forgot_run::record_failed;
use crate::api::{ErrorBody, FORGOT_SCHEMA, ForgotDocument, ForgotResult, ForgotStatus, ForgotSummary};
use crate::cli::context::{Context, Opened};
use crate::cli::failed_out::{self, Unserved, tell_reasons};
use crate::cli::new_file::NewFile;
use crate::cli::protection::Protection;
use crate::cli::render::{Line, Output, report};
use crate::domain::{User, UserId, counted};
use crate::journal::{Fate, Journal};
use crate::sheet::{Column, ColumnKind};

impl Line for ForgotResult {
    const COLUMNS: &'static [Column] = &[
        Column { name: "user_id", aliases: &[], kind: ColumnKind::Number, max_length: 161 },
        Column { name: "email", aliases: &[], kind: ColumnKind::Exact, max_length: 254 },
        Column { name: "status", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "error", aliases: &[], kind: ColumnKind::Exact, max_length: 1000 },
    ];
    const HEADINGS: &'static [&'static str] = &["USER ID", "EMAIL", "STATUS", "ERROR"];

    fn cells(&self) -> Vec<Option<String>> {
        vec![
            Some(self.user_id.clone()),
            self.email.clone(),
            Some(self.status.as_str().to_owned()),
            self.error.as_ref().map(|error| format!("{}: {}", error.code.as_str(), error.message)),
        ]
    }

    fn id(&self) -> &str {
        &self.user_id
    }
}

/// What is told of a run.
pub(super) struct Told {
    pub(super) run_id: Option<String>,
    dry_run: bool,
    pub(super) results: Vec<ForgotResult>,
    delayed: Vec<String>,
    pub(super) why_delayed: Option<String>,
}

impl Told {
    /// What is to be told of these users, before anything was done.
    pub(super) fn new(users: &[User], dry_run: bool, resets: bool) -> Self {
        let result = |user: &User| {
            let status = match (&user.email, dry_run) {
                (None, true) if resets => ForgotStatus::WouldReset,
                (None, _) if !resets => ForgotStatus::NoEmail,
                (Some(_), true) => ForgotStatus::WouldSend,
                (_, _) => ForgotStatus::Skipped,
            };
            let email = user.email.as_ref().map(ToString::to_string);
            ForgotResult { user_id: user.user_id.to_string(), email, status, error: None }
        };
        let results = users.iter().map(result).collect();
        Self { run_id: None, dry_run, results, delayed: Vec::new(), why_delayed: None }
    }

    /// Those who are protected are left out, and told.
    pub(super) fn leave_out(&mut self, users: &[User], protection: &Protection) {
        self.results.extend(users.iter().map(|user| ForgotResult {
            user_id: user.user_id.to_string(),
            email: user.email.as_ref().map(ToString::to_string),
            status: ForgotStatus::Skipped,
            error: protection.why(user),
        }));
    }

    /// Takes over what became of the items of a run.
    pub(super) fn apply(&mut self, journal: &Journal) -> anyhow::Result<()> {
        let progress = journal.progress();
        let places: HashMap<String, usize> =
            self.results.iter().enumerate().map(|(place, result)| (result.user_id.clone(), place)).collect();
        for item in journal.items()? {
            let (index, item) = item?;
            let Some(result) = places.get(&item.user_id).and_then(|place| self.results.get_mut(*place)) else {
                continue;
            };
            let done = if item.credential.is_none() { ForgotStatus::Queued } else { ForgotStatus::FallbackReset };
            let status = match progress.fate(index) {
                Fate::Done => done,
                Fate::Failed | Fate::Unknown | Fate::InDoubt => ForgotStatus::Failed,
                Fate::Left | Fate::Skipped => ForgotStatus::Skipped,
            };
            // Of two credentials, the one that was not reset counts.
            if result.status != ForgotStatus::Failed {
                result.status = status;
                result.error = progress.error(index).cloned();
            }
        }
        Ok(())
    }

    /// A dry run: so many links would be mailed, and so many users reset.
    pub(super) fn print_dry(&self, links: usize, resets: Option<usize>, context: &Context<'_>) -> anyhow::Result<()> {
        self.print(context)?;
        context.ui.say(format!("{} would be mailed", counted(links, "recovery link")));
        if let Some(resets) = resets {
            context.ui.say(format!("{} without an email would be reset", counted(resets, "user")));
        }
        Ok(())
    }

    /// Records that links came to nothing after all, since their mails were refused.
    pub(super) fn record_refused(&self, journal: &Journal) -> anyhow::Result<()> {
        let refused: HashMap<&str, &ErrorBody> =
            self.results.iter().filter_map(|result| Some((result.user_id.as_str(), result.error.as_ref()?))).collect();
        for item in journal.items()? {
            let (index, item) = item?;
            if item.credential.is_some() {
                continue;
            }
            if let (Fate::Done, Some(error)) = (journal.fate(index), refused.get(item.user_id.as_str())) {
                record_failed(journal, index, (*error).clone())?;
            }
        }
        Ok(())
    }

    /// On an embedded backend nobody works the outbox later: what was refused has failed, and what will
    /// have to be tried again is named.
    pub(super) async fn after_work(&mut self, opened: &Opened) -> anyhow::Result<()> {
        for result in self.results.iter_mut().filter(|result| result.status == ForgotStatus::Queued) {
            let user = UserId::parse(&result.user_id)?;
            let links = crate::recovery::links_of(opened.recovery.as_ref(), &user).await?;
            let Some(link) = links.iter().find(|link| link.run_id == self.run_id) else { continue };
            let why = match link.state.as_str() {
                "mail_failed" => "the mail was refused for good".to_owned(),
                "ended" if link.handed_over_at.is_none() => {
                    format!("its link had ended before it was mailed: {}", link.end.as_deref().unwrap_or_default())
                }
                "queued" => {
                    self.delayed.push(result.user_id.clone());
                    continue;
                }
                _ => continue,
            };
            result.status = ForgotStatus::Failed;
            result.error = Some(ErrorBody { code: crate::api::ErrorCode::Refused, message: why, rules: None });
        }
        Ok(())
    }

    fn count(&self, status: ForgotStatus) -> usize {
        self.results.iter().filter(|result| result.status == status).count()
    }

    pub(super) fn has_failed(&self) -> bool {
        self.count(ForgotStatus::Failed) > 0 || !self.delayed.is_empty()
    }

    pub(super) fn print(&self, context: &Context<'_>) -> anyhow::Result<()> {
        let with_email = self.results.iter().filter(|result| result.email.is_some()).count();
        let document = ForgotDocument {
            schema: FORGOT_SCHEMA,
            run_id: self.run_id.clone(),
            dry_run: self.dry_run,
            summary: ForgotSummary {
                selected: self.results.len(),
                with_email,
                without_email: self.results.len() - with_email,
                queued: self.count(ForgotStatus::Queued),
                would_send: self.count(ForgotStatus::WouldSend),
                failed: self.count(ForgotStatus::Failed),
                skipped: self.count(ForgotStatus::Skipped),
                fallback_reset: self.count(ForgotStatus::FallbackReset),
                would_reset: self.count(ForgotStatus::WouldReset),
            },
            results: self.results.clone(),
        };
        // As a table the two lists were printed already; what went wrong is added.
        if context.output == Output::Table {
            let odd = |result: &&ForgotResult| {
                matches!(result.status, ForgotStatus::Failed | ForgotStatus::Skipped) && !self.dry_run
            };
            let odd: Vec<ForgotResult> = document.results.iter().filter(odd).cloned().collect();
            return if odd.is_empty() { Ok(()) } else { report(context.ui, context.output, &document, &odd) };
        }
        report(context.ui, context.output, &document, &document.results)
    }

    /// Saves those with an email whose link was not queued, or whose mail was refused.
    pub(super) fn save_unserved(&self, file: &NewFile, context: &Context<'_>) -> anyhow::Result<()> {
        let is_unserved = |result: &&ForgotResult| match result.status {
            ForgotStatus::Failed => true,
            // Who is protected was left out on purpose.
            ForgotStatus::Skipped => result.error.is_none(),
            _ => false,
        };
        let unserved = self.results.iter().filter(is_unserved).map(|result| {
            Ok(Unserved {
                user_id: result.user_id.clone(),
                credential: None,
                status: result.status.as_str(),
                error: result.error.clone(),
            })
        });
        failed_out::save(file, unserved, context.ui)
    }

    pub(super) fn tell(&self, journal: &Journal, context: &Context<'_>) {
        let mut parts = vec![format!("{} queued", counted(self.count(ForgotStatus::Queued), "recovery link"))];
        let others = [
            (ForgotStatus::FallbackReset, "without an email reset"),
            (ForgotStatus::NoEmail, "without an email"),
            (ForgotStatus::Failed, "failed"),
        ];
        for (status, word) in others {
            let count = self.count(status);
            if count > 0 || status == ForgotStatus::NoEmail && self.count(ForgotStatus::FallbackReset) == 0 {
                parts.push(format!("{} {word}", counted(count, "user")));
            }
        }
        context.ui.say(format!("{} (run {})", parts.join(", "), journal.run_id()));
        let is_left = |result: &&ForgotResult| result.status == ForgotStatus::Skipped && result.error.is_none();
        let left = self.results.iter().filter(is_left).count();
        if left > 0 {
            context.ui.say(format!("{} not begun", counted(left, "user")));
            context.ui.say(format!("to do the rest: ossmosis runs resume {}", journal.run_id()));
        }
        tell_reasons(self.results.iter().filter_map(|result| result.error.as_ref()), context.ui);
        if !self.delayed.is_empty() {
            context.ui.warn(format!(
                "not handed over yet, to be tried again by the next forgot-password or by serve: {}",
                self.delayed.join(", ")
            ));
            if let Some(why) = &self.why_delayed {
                context.ui.warn(why);
            }
        }
    }
}
