//! What `forgot-password` tells of a run.

use std::collections::HashMap;

use crate::api::{ErrorBody, FORGOT_SCHEMA, ForgotDocument, ForgotResult, ForgotStatus, ForgotSummary};
use crate::bulk::Outcome;
use crate::cli::context::Context;
#[cfg(feature = "server")]
use crate::cli::context::Opened;
use crate::cli::failed_out::{self, Unserved, tell_reasons};
use crate::cli::new_file::NewFile;
use crate::cli::render::{Line, Output, report};
use crate::directory::DirectoryError;
#[cfg(feature = "server")]
use crate::domain::UserId;
use crate::domain::{User, counted};
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
    pub(super) fn new(users: &[User], dry_run: bool) -> Self {
        let result = |user: &User| {
            let status = match (&user.email, dry_run) {
                (None, _) => ForgotStatus::NoEmail,
                (Some(_), true) => ForgotStatus::WouldSend,
                (Some(_), false) => ForgotStatus::Skipped,
            };
            let email = user.email.as_ref().map(ToString::to_string);
            ForgotResult { user_id: user.user_id.to_string(), email, status, error: None }
        };
        Self {
            run_id: None,
            dry_run,
            results: users.iter().map(result).collect(),
            delayed: Vec::new(),
            why_delayed: None,
        }
    }

    pub(super) fn apply(&mut self, users: &[&User], outcomes: &[Outcome<DirectoryError>]) {
        let mut by_user: HashMap<&str, &Outcome<DirectoryError>> =
            users.iter().map(|user| user.user_id.as_str()).zip(outcomes).collect();
        for result in &mut self.results {
            match by_user.remove(result.user_id.as_str()) {
                Some(Outcome::Done) => result.status = ForgotStatus::Queued,
                Some(Outcome::Failed(e) | Outcome::Unknown(e)) => {
                    result.status = ForgotStatus::Failed;
                    result.error = Some(ErrorBody::from(e));
                }
                Some(Outcome::Skipped) | None => {}
            }
        }
    }

    /// On an embedded backend nobody works the outbox later: what was refused has failed, and what will
    /// have to be tried again is named.
    #[cfg(feature = "server")]
    pub(super) async fn after_work(&mut self, opened: &Opened) -> anyhow::Result<()> {
        for result in self.results.iter_mut().filter(|result| result.status == ForgotStatus::Queued) {
            let user = UserId::parse(&result.user_id)?;
            let links = crate::recovery::links_of(opened.recovery.as_ref(), &user).await?;
            let Some(link) = links.iter().find(|link| link.run_id == self.run_id) else { continue };
            match link.state.as_str() {
                "mail_failed" => {
                    let message = "the mail was refused for good".to_owned();
                    result.status = ForgotStatus::Failed;
                    result.error = Some(ErrorBody { code: crate::api::ErrorCode::Refused, message, rules: None });
                }
                "queued" => self.delayed.push(result.user_id.clone()),
                _ => {}
            }
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
                ..ForgotSummary::default()
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
        let is_unserved =
            |result: &&ForgotResult| matches!(result.status, ForgotStatus::Failed | ForgotStatus::Skipped);
        let unserved: Vec<Unserved<'_>> = self
            .results
            .iter()
            .filter(is_unserved)
            .map(|result| Unserved {
                user_id: &result.user_id,
                credential: None,
                status: result.status.as_str(),
                error: result.error.as_ref(),
            })
            .collect();
        failed_out::save(file, &unserved, context.ui)
    }

    pub(super) fn tell(&self, context: &Context<'_>) {
        let (queued, none) = (self.count(ForgotStatus::Queued), self.count(ForgotStatus::NoEmail));
        let run = self.run_id.as_deref().unwrap_or_default();
        context.ui.say(format!(
            "{} queued, {} without an email (run {run})",
            counted(queued, "recovery link"),
            counted(none, "user")
        ));
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
