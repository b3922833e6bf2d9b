//! Errors as JSON: per item, per request (RFC 9457), and on standard error.

use serde::{Deserialize, Serialize};

/// What went wrong with one item, as a word for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub enum ErrorCode {
    /// No such user or location.
    NotFound,
    /// The secret breaks rules.
    RefusedByRules,
    /// The secret is too easy to guess.
    TooWeak,
    /// The backend will not, and says why.
    Refused,
    /// Not signed in, or not allowed.
    NotAllowed,
    /// Too many requests.
    RateLimited,
    /// No answer.
    Unreachable,
    /// Left out because the user is protected.
    Protected,
}

impl ErrorCode {
    /// The word as written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::RefusedByRules => "refused_by_rules",
            Self::TooWeak => "too_weak",
            Self::Refused => "refused",
            Self::NotAllowed => "not_allowed",
            Self::RateLimited => "rate_limited",
            Self::Unreachable => "unreachable",
            Self::Protected => "protected",
        }
    }
}

/// What went wrong with one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// For programs.
    pub code: ErrorCode,
    /// For people.
    pub message: String,
    /// The broken rules, where it was rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<String>>,
}

/// An error answer of the REST API: `application/problem+json` (RFC 9457), with `code`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ProblemBody {
    /// Always `about:blank`: the status says the kind.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What was wrong and what to do.
    pub detail: String,
    /// For programs.
    pub code: ErrorCode,
}

/// An error of the tool, on standard error with `-o json`.
#[derive(Debug, Serialize)]
pub struct ErrorDocument {
    /// [`super::ERROR_SCHEMA`].
    pub schema: &'static str,
    /// For programs: the kind of the exit code, like `not_found` or `usage`.
    pub code: &'static str,
    /// For people.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}
