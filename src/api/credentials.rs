//! Changing credentials, and the report of `reset-password`.

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::domain::Secret;

use super::ErrorBody;

/// A secret on the wire. It can be read and written as JSON, and nothing else: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "server", schema(value_type = String, format = Password))]
pub struct SecretText(String);

impl From<&Secret> for SecretText {
    fn from(secret: &Secret) -> Self {
        Self(secret.expose().to_owned())
    }
}

impl From<SecretText> for Secret {
    fn from(mut text: SecretText) -> Self {
        Self::new(std::mem::take(&mut text.0))
    }
}

impl Drop for SecretText {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// A credential to set.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ChangeBody {
    /// Whose.
    pub user_id: String,
    /// `application` or `voice-portal`.
    pub credential: String,
    /// The new one.
    pub secret: SecretText,
    /// Whether the user has to choose another at the next sign-in.
    pub must_change: bool,
    /// What tells this change from every other, so that one sent again is not made again; 1 to 300 characters, kept
    /// for 7 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
}

/// Credentials to set, in one transaction.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ChangesBody {
    /// At most 50.
    pub changes: Vec<ChangeBody>,
}

/// What became of one item of a batch: done where `error` is `null`.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ItemOutcome {
    /// The HTTP status that it would have had alone; 409: its idempotency key was used for another change.
    #[serde(default)]
    pub status: u16,
    /// Why not, if not.
    pub error: Option<ErrorBody>,
}

/// What became of each change, in order.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ChangesOutcome {
    /// One a change.
    pub outcomes: Vec<ItemOutcome>,
}

/// What became of one credential of one user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ResetStatus {
    /// It is in force.
    Changed,
    /// A dry run would change it.
    WouldChange,
    /// It was not changed, and why is known.
    Failed,
    /// Nobody knows.
    Unknown,
    /// It was not tried.
    Skipped,
}

impl ResetStatus {
    /// The word as written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::WouldChange => "would_change",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Skipped => "skipped",
        }
    }
}

/// One line of the report.
#[derive(Serialize)]
pub struct ResetResult {
    /// Whose.
    pub user_id: String,
    /// Which.
    pub credential: &'static str,
    /// What became of it.
    pub status: ResetStatus,
    /// Why not, if not.
    pub error: Option<ErrorBody>,
    /// The new one; only with `--show`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<SecretText>,
}

/// The numbers of the report: `selected` counts users, the others results.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ResetSummary {
    /// Users selected.
    pub selected: usize,
    /// In force.
    pub changed: usize,
    /// A dry run would change.
    pub would_change: usize,
    /// Not changed.
    pub failed: usize,
    /// Nobody knows.
    pub unknown: usize,
    /// Not tried.
    pub skipped: usize,
}

impl ResetSummary {
    /// How many results there are.
    pub fn results(&self) -> usize {
        self.changed + self.would_change + self.failed + self.unknown + self.skipped
    }
}

/// `reset-password`; beside these fields its document has `results`: one [`ResetResult`] a user and credential, in
/// input order.
#[derive(Serialize)]
pub struct ResetDocument {
    /// [`super::RESET_SCHEMA`].
    pub schema: &'static str,
    /// The run; `null` where nothing was to be changed.
    pub run_id: Option<String>,
    /// Whether it was a dry run.
    pub dry_run: bool,
    /// The numbers.
    pub summary: ResetSummary,
}

/// A credential that has to be changed, and what is to take its place.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OwnChangeBody {
    /// Whose.
    pub user_id: String,
    /// `application` or `voice-portal`.
    pub credential: String,
    /// The one in force.
    pub current: SecretText,
    /// The one that the user chose.
    pub new: SecretText,
}

/// The answer; where `accepted` is false it is the same for a wrong secret and an unknown user.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct OwnChangeAnswer {
    /// Whether the secret in force was right.
    pub accepted: bool,
    /// Whether the new one is in force now.
    pub changed: bool,
    /// Why not, if the right one was given and it is not.
    pub error: Option<ErrorBody>,
}
