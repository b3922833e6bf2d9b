//! Telling of recovery links, taking them back, and their mails.

use serde::{Deserialize, Serialize};

use super::{ErrorBody, LinkBody};

/// `recovery list`.
#[derive(Debug, Serialize)]
pub struct LinksDocument {
    /// [`super::RECOVERY_SCHEMA`].
    pub schema: &'static str,
    /// The links, newest first.
    pub links: Vec<LinkBody>,
}

/// A page of links, newest first.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LinksPage {
    /// The links of this page.
    pub links: Vec<LinkBody>,
    /// What to ask the next page with; `null` on the last one.
    pub next_cursor: Option<String>,
}

/// Links to take back.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LinkIdsBody {
    /// At most 100.
    pub link_ids: Vec<String>,
}

/// What became of one link.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RevokeOutcome {
    /// Whether it was taken back now; `false` if it had ended before.
    pub revoked: bool,
    /// Why not, if not.
    pub error: Option<ErrorBody>,
}

/// What became of each, in order.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct RevokeOutcomes {
    /// One a link.
    pub outcomes: Vec<RevokeOutcome>,
}

/// A mail as it would be sent: `recovery preview`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LetterBody {
    /// Where it would go.
    pub to: String,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// Where to send a test mail.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct TestMailBody {
    /// The address.
    pub to: String,
}

/// Whether a test mail was handed over: it was where `error` is `null`.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct TestMailAnswer {
    /// Why not, if not.
    pub error: Option<ErrorBody>,
}

/// `recovery test-mail`: it was handed over.
#[derive(Debug, Serialize)]
pub struct TestMailDocument {
    /// [`super::TEST_MAIL_SCHEMA`].
    pub schema: &'static str,
    /// To whom.
    pub to: String,
}

/// What became of one link in `recovery revoke`.
#[derive(Clone, Debug, Serialize)]
pub struct RevokeResult {
    /// The link.
    pub id: String,
    /// Whose.
    pub user_id: String,
    /// `revoked`, `would_revoke`, `skipped` (it had ended meanwhile) or `failed`.
    pub status: &'static str,
    /// Why not, if not.
    pub error: Option<ErrorBody>,
}

/// `recovery revoke`.
#[derive(Debug, Serialize)]
pub struct RevokeDocument {
    /// [`super::REVOKE_SCHEMA`].
    pub schema: &'static str,
    /// The run; `null` where nothing was to be taken back.
    pub run_id: Option<String>,
    /// Whether it was a dry run.
    pub dry_run: bool,
    /// One a link, newest first.
    pub results: Vec<RevokeResult>,
}
