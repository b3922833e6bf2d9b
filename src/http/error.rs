//! How a call to a server can fail.

use std::time::Duration;

use crate::api::{ErrorCode, ProblemBody};

/// A call failed. The variants are what callers do differently.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// The request did not reach the server; it had no effect.
    #[error("{0}")]
    Unreachable(String),
    /// The request was sent and no usable answer came; it may have had its effect.
    #[error("{0}")]
    Unanswered(String),
    /// 401 or 403.
    #[error("{0}")]
    NotAllowed(String),
    /// 429 or 503: the server asks to be left alone for a while.
    #[error("{message}")]
    Busy {
        /// What it said.
        message: String,
        /// How long, if it said.
        retry_after: Option<Duration>,
        /// Whether it limits the rate (429), rather than being out of service (503).
        rate_limited: bool,
    },
    /// 404.
    #[error("{0}")]
    NotFound(String),
    /// Any other answer that says no.
    #[error("{message}")]
    Refused {
        /// For programs.
        code: ErrorCode,
        /// For people.
        message: String,
    },
}

impl HttpError {
    /// A request that failed before an answer was read.
    pub(super) fn from_transport(error: &reqwest::Error, address: &str) -> Self {
        let mut causes = String::new();
        let mut source = std::error::Error::source(error);
        while let Some(cause) = source {
            causes = cause.to_string();
            source = cause.source();
        }
        if error.is_connect() {
            let why = if error.is_timeout() { "no connection in time".to_owned() } else { causes };
            Self::Unreachable(format!("{address} cannot be reached: {why}"))
        } else if error.is_timeout() {
            Self::Unanswered(format!("{address} did not answer in time"))
        } else {
            Self::Unanswered(format!("the connection to {address} broke: {causes}"))
        }
    }

    /// An answer with a status that is no success. `body` is what came with it, if it is problem+json.
    pub(super) fn from_status(
        status: reqwest::StatusCode,
        problem: Option<ProblemBody>,
        retry_after: Option<Duration>,
        address: &str,
    ) -> Self {
        let code = problem.as_ref().map_or(ErrorCode::Refused, |problem| problem.code);
        let message = problem.map_or_else(|| format!("{address} answered {status}"), |problem| problem.detail);
        match status.as_u16() {
            401 | 403 => Self::NotAllowed(message),
            404 => Self::NotFound(message),
            429 => Self::Busy { message, retry_after, rate_limited: true },
            503 => Self::Busy { message, retry_after, rate_limited: false },
            500.. => Self::Unanswered(message),
            _ => Self::Refused { code, message },
        }
    }
}
