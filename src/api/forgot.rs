//! Recovery links, and the report of `forgot-password`.

use serde::{Deserialize, Serialize};

use super::ErrorBody;

/// How long a mail may be put off, in seconds: a week.
pub const LONGEST_WAIT: u64 = 7 * 24 * 3600;

/// Users to mail a recovery link.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct QueueBody {
    /// The run that asks.
    pub run_id: Option<String>,
    /// At most 100.
    pub user_ids: Vec<String>,
    /// How many seconds each mail is to wait, in the order of the users, at most a week; by default none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_seconds: Option<Vec<u64>>,
}

/// What became of one user's link: queued where `error` is `null`.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct QueueOutcome {
    /// The link's id, if there is one.
    pub link_id: Option<String>,
    /// Where the link goes.
    pub email: Option<String>,
    /// Why not, if not.
    pub error: Option<ErrorBody>,
}

/// What became of each, in order.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct QueueOutcomes {
    /// One a user.
    pub outcomes: Vec<QueueOutcome>,
}

/// A recovery link: its state, never its token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LinkBody {
    /// The link.
    pub id: String,
    /// For whom.
    pub user_id: String,
    /// The run that asked for it.
    pub run_id: Option<String>,
    /// `queued`, `handed_over`, `mail_failed`, `started` or `ended`.
    pub state: String,
    /// How it ended, if it has.
    pub end: Option<String>,
    /// When it was asked for (RFC 3339).
    pub queued_at: String,
    /// When the mail server took the mail.
    pub handed_over_at: Option<String>,
    /// Until when it can be opened.
    pub openable_until: Option<String>,
    /// When its session began.
    pub started_at: Option<String>,
    /// When its session ends.
    pub deadline: Option<String>,
    /// When something was last changed by it.
    pub changed_at: Option<String>,
    /// What a user reads to the help desk, like `7F3A-91C2`.
    #[serde(default)]
    pub reference: String,
    /// How often it was read, by people and by machines that check mails.
    #[serde(default)]
    pub visits: u64,
    /// How often it was answered wrongly.
    #[serde(default)]
    pub wrong_answers: u64,
}

/// What became of one user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ForgotStatus {
    /// Link and mail order are stored.
    Queued,
    /// A dry run would send.
    WouldSend,
    /// Nowhere to send it.
    NoEmail,
    /// Not sent, and why is known.
    Failed,
    /// Not tried.
    Skipped,
    /// Without an email, and reset instead.
    FallbackReset,
    /// A dry run would reset instead.
    WouldReset,
}

impl ForgotStatus {
    /// The word as written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::WouldSend => "would_send",
            Self::NoEmail => "no_email",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
            Self::FallbackReset => "fallback_reset",
            Self::WouldReset => "would_reset",
        }
    }
}

/// One line of the report.
#[derive(Clone, Debug, Serialize)]
pub struct ForgotResult {
    /// Who.
    pub user_id: String,
    /// Where the link goes.
    pub email: Option<String>,
    /// What became of it.
    pub status: ForgotStatus,
    /// Why not, if not.
    pub error: Option<ErrorBody>,
}

/// The numbers of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ForgotSummary {
    /// Users selected.
    pub selected: usize,
    /// Of them, with an email.
    pub with_email: usize,
    /// Of them, without.
    pub without_email: usize,
    /// Links stored.
    pub queued: usize,
    /// A dry run would send.
    pub would_send: usize,
    /// Not sent.
    pub failed: usize,
    /// Not tried.
    pub skipped: usize,
    /// Without an email, and reset instead.
    pub fallback_reset: usize,
    /// A dry run would reset instead.
    pub would_reset: usize,
}

/// `forgot-password`.
#[derive(Debug, Serialize)]
pub struct ForgotDocument {
    /// [`super::FORGOT_SCHEMA`].
    pub schema: &'static str,
    /// The run; `null` where nothing was to be sent.
    pub run_id: Option<String>,
    /// Whether it was a dry run.
    pub dry_run: bool,
    /// The numbers.
    pub summary: ForgotSummary,
    /// One a user, in input order.
    pub results: Vec<ForgotResult>,
}
