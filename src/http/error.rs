//! How a call to a server can fail.

use std::time::Duration;

use crate::api::ErrorCode;

/// What was said, and how long to wait, if that was said too.
fn with_wait(message: String, retry_after: Option<Duration>) -> String {
    match retry_after {
        Some(pause) => format!("{message}; it asks to be left alone for {} s", pause.as_secs()),
        None => message,
    }
}

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
    pub(crate) fn from_transport(error: &reqwest::Error, address: &str) -> Self {
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

    /// An answer with a status that is no success. What its body says is told if it is problem+json, also
    /// that of other people's servers.
    pub(super) fn from_status(
        status: reqwest::StatusCode,
        body: &[u8],
        retry_after: Option<Duration>,
        address: &str,
    ) -> Self {
        let problem: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
        let code = serde_json::from_value::<ErrorCode>(problem["code"].clone()).unwrap_or(ErrorCode::Refused);
        let answered = format!("{address} answered {status}");
        let message = problem["detail"].as_str().map_or(answered, str::to_owned);
        match status.as_u16() {
            401 | 403 => Self::NotAllowed(message),
            404 if code == ErrorCode::NotFound => Self::NotFound(message),
            404 => Self::Unanswered(format!("{message}: no provisioning backend of ossmosis is at {address}")),
            429 => Self::Busy { message: with_wait(message, retry_after), retry_after, rate_limited: true },
            503 => Self::Busy { message, retry_after, rate_limited: false },
            500.. => Self::Unanswered(message),
            _ => Self::Refused { code, message },
        }
    }
}
