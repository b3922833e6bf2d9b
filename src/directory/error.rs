//! How a directory says no.

use std::time::Duration;

use crate::api::{ErrorBody, ErrorCode};
use crate::bulk::{Judged, Verdict};
use crate::http::HttpError;
use crate::rules::{RuleId, Violation};

/// A directory's refusal or failure. The variants are what callers do differently.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DirectoryError {
    /// No such user or location.
    #[error("{0}")]
    NotFound(String),
    /// The secret breaks rules; the sentence names each.
    #[error("{message}")]
    RefusedByRules {
        /// Which.
        rules: Vec<RuleId>,
        /// Why.
        message: String,
    },
    /// It will not, and says why.
    #[error("{0}")]
    Refused(String),
    /// It will not, for something else was done under the same name.
    #[error("{0}")]
    Conflict(String),
    /// Not signed in, or not allowed.
    #[error("{0}")]
    NotAllowed(String),
    /// It asks to be left alone for a while; nothing happened.
    #[error("{message}")]
    RateLimited {
        /// What it said.
        message: String,
        /// How long, if it said.
        retry_after: Option<Duration>,
    },
    /// It cannot be reached or is out of service; nothing happened.
    #[error("{0}")]
    Unreachable(String),
    /// It is out of service for a while; nothing happened.
    #[error("{message}")]
    Busy {
        /// What it said.
        message: String,
        /// How long, if it said.
        retry_after: Option<Duration>,
    },
    /// It was asked and did not answer; it may have happened.
    #[error("{0}")]
    Unanswered(String),
}

impl DirectoryError {
    /// A refusal by rules, from what a check found.
    pub fn from_violations(violations: &[Violation]) -> Self {
        let sentences: Vec<&str> = violations.iter().map(|violation| violation.message.as_str()).collect();
        Self::RefusedByRules {
            rules: violations.iter().map(|violation| violation.rule).collect(),
            message: sentences.join("; "),
        }
    }

    /// Whether the only thing wrong is that the secret is the one in force.
    pub fn is_only_not_previous(&self) -> bool {
        matches!(self, Self::RefusedByRules { rules, .. } if rules == &[RuleId::NotPrevious])
    }

    /// For programs.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound(_) => ErrorCode::NotFound,
            Self::RefusedByRules { .. } => ErrorCode::RefusedByRules,
            Self::Refused(_) | Self::Conflict(_) => ErrorCode::Refused,
            Self::NotAllowed(_) => ErrorCode::NotAllowed,
            Self::RateLimited { .. } => ErrorCode::RateLimited,
            Self::Unreachable(_) | Self::Busy { .. } | Self::Unanswered(_) => ErrorCode::Unreachable,
        }
    }
}

impl Judged for DirectoryError {
    fn verdict(&self) -> Verdict {
        match self {
            Self::NotFound(_) | Self::RefusedByRules { .. } | Self::Refused(_) | Self::Conflict(_) => Verdict::Next,
            Self::NotAllowed(_) => Verdict::Stop,
            Self::RateLimited { .. } | Self::Busy { .. } | Self::Unreachable(_) => Verdict::Again,
            Self::Unanswered(_) => Verdict::Unknown,
        }
    }

    fn is_too_much(&self) -> bool {
        matches!(self, Self::RateLimited { .. })
    }

    fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited { retry_after, .. } | Self::Busy { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

impl From<HttpError> for DirectoryError {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::Unreachable(message) => Self::Unreachable(message),
            HttpError::Busy { message, retry_after, rate_limited: false } => Self::Busy { message, retry_after },
            HttpError::Busy { message, retry_after, .. } => Self::RateLimited { message, retry_after },
            HttpError::Unanswered(message) => Self::Unanswered(message),
            HttpError::NotAllowed(message) => Self::NotAllowed(message),
            HttpError::NotFound(message) => Self::NotFound(message),
            HttpError::Refused { message, .. } => Self::Refused(message),
        }
    }
}

impl From<&DirectoryError> for ErrorBody {
    fn from(error: &DirectoryError) -> Self {
        let rules = match error {
            DirectoryError::RefusedByRules { rules, .. } => Some(rules.iter().map(ToString::to_string).collect()),
            _ => None,
        };
        Self { code: error.code(), message: error.to_string(), rules }
    }
}

impl From<ErrorBody> for DirectoryError {
    fn from(body: ErrorBody) -> Self {
        let ErrorBody { code, message, rules } = body;
        match code {
            ErrorCode::NotFound => Self::NotFound(message),
            ErrorCode::RefusedByRules | ErrorCode::TooWeak => Self::RefusedByRules {
                rules: rules.into_iter().flatten().filter_map(|rule| rule.parse().ok()).collect(),
                message,
            },
            ErrorCode::Refused | ErrorCode::Protected => Self::Refused(message),
            ErrorCode::NotAllowed => Self::NotAllowed(message),
            ErrorCode::RateLimited => Self::RateLimited { message, retry_after: None },
            // What the other side could not tell of one item, nobody here can: it may have happened.
            ErrorCode::Unreachable => Self::Unanswered(message),
        }
    }
}
