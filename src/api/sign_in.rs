//! The sign-in check.

use serde::{Deserialize, Serialize};

use super::SecretText;

/// A secret to try.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SignInBody {
    /// Whose it should be.
    pub user_id: String,
    /// `application` or `voice-portal`.
    pub credential: String,
    /// What was typed.
    pub secret: SecretText,
}

/// The answer, the same for a wrong secret and an unknown user.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SignInAnswer {
    /// Whether it signs in.
    pub accepted: bool,
    /// Whether the user then has to choose a new one.
    pub must_change: bool,
}

/// One line of the report.
#[derive(Debug, Serialize)]
pub struct SignInResult {
    /// Whose.
    pub user_id: String,
    /// Which.
    pub credential: &'static str,
    /// Whether it signs in.
    pub accepted: bool,
    /// Whether the user then has to choose a new one.
    pub must_change: bool,
}

/// `users sign-in`.
#[derive(Debug, Serialize)]
pub struct SignInDocument {
    /// [`super::SIGN_IN_SCHEMA`].
    pub schema: &'static str,
    /// One a user and credential, in input order.
    pub results: Vec<SignInResult>,
}
