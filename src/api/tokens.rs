//! Tokens of applications.

use serde::{Deserialize, Serialize};

use super::SecretText;

/// A token to make for an application.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct TokenBody {
    /// The application's name.
    pub name: String,
    /// What it may do: `sign-in`.
    pub scope: String,
    /// Whether it takes the place of a token that the application has.
    #[serde(default)]
    pub replace: bool,
}

/// A new token. It is told once.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewToken {
    /// [`super::TOKEN_SCHEMA`].
    pub schema: String,
    /// The application's name.
    pub name: String,
    /// What it may do.
    pub scope: String,
    /// The token.
    pub token: SecretText,
}
