//! How the tool ends: exit codes, and the failures that lead to them.

use std::io;

use crate::config::ConfigError;
use crate::directory::DirectoryError;
use crate::http::HttpError;
use crate::reset::{PlanError, SecretsFileError};
use crate::sealed::SealError;

/// An exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All done, or a dry run whose plan stands.
    Done,
    /// An internal error.
    Internal,
    /// Misused, or an input file with damaged rows.
    Usage,
    /// Something failed or was left out.
    Partial,
    /// Not signed in, or not allowed.
    NotAllowed,
    /// Nothing matched, or a name was unknown or ambiguous.
    NotFound,
    /// A secret breaks the rules, is too weak, or does not sign in.
    Rules,
    /// The backend could not be reached.
    Unreachable,
    /// The backend kept limiting the rate.
    RateLimited,
    /// Confirmation refused, or needed and not possible.
    Unconfirmed,
    /// The configuration is missing something, or wrong.
    Config,
    /// Interrupted.
    Interrupted,
}

impl Exit {
    /// The code that the process ends with.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Internal => 1,
            Self::Usage => 2,
            Self::Partial => 3,
            Self::NotAllowed => 4,
            Self::NotFound => 5,
            Self::Rules => 6,
            Self::Unreachable => 7,
            Self::RateLimited => 8,
            Self::Unconfirmed => 9,
            Self::Config => 10,
            Self::Interrupted => 130,
        }
    }

    /// The same as a word, in the error document.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Internal => "internal",
            Self::Usage => "usage",
            Self::Partial => "partial",
            Self::NotAllowed => "not_allowed",
            Self::NotFound => "not_found",
            Self::Rules => "refused_by_rules",
            Self::Unreachable => "unreachable",
            Self::RateLimited => "rate_limited",
            Self::Unconfirmed => "unconfirmed",
            Self::Config => "config",
            Self::Interrupted => "interrupted",
        }
    }

    /// The code that an error of the directory leads to.
    pub const fn of(error: &DirectoryError) -> Self {
        match error {
            DirectoryError::NotFound(_) => Self::NotFound,
            DirectoryError::RefusedByRules { .. } => Self::Rules,
            DirectoryError::Refused(_) | DirectoryError::Conflict(_) => Self::Partial,
            DirectoryError::NotAllowed(_) => Self::NotAllowed,
            DirectoryError::RateLimited { .. } => Self::RateLimited,
            DirectoryError::Unreachable(_) | DirectoryError::Busy { .. } | DirectoryError::Unanswered(_) => {
                Self::Unreachable
            }
        }
    }
}

/// Why a command ends early: what was wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub(super) struct Failure {
    pub(super) exit: Exit,
    /// The word for programs; usually that of the exit code.
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl Failure {
    pub(super) fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, code: exit.word(), message: message.into(), hint: None }
    }

    /// The same, with a word of its own for programs.
    #[must_use]
    pub(super) fn coded(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self { hint: error.hint, ..Self::new(Exit::Config, error.message) }
    }
}

impl From<&DirectoryError> for Failure {
    fn from(error: &DirectoryError) -> Self {
        let failure = Self::new(Exit::of(error), error.to_string());
        match error {
            DirectoryError::NotAllowed(_) => failure.hint("sign in with ossmosis auth login"),
            _ => failure,
        }
    }
}

impl From<anyhow::Error> for Failure {
    /// The typed error that knows its exit code, wherever it is in the chain; anything else is internal.
    fn from(error: anyhow::Error) -> Self {
        let message = format!("{error:#}");
        // A context is found only from the top, a cause only along the chain.
        if let Some(failure) = error.downcast_ref::<Self>() {
            return Self { message, ..failure.clone() };
        }
        if let Some(failure) = error.chain().find_map(Self::from_cause) {
            return if failure.message.is_empty() { failure } else { Self { message, ..failure } };
        }
        Self::new(Exit::Internal, message)
    }
}

impl Failure {
    /// The failure that a typed error leads to.
    fn from_cause(cause: &(dyn std::error::Error + 'static)) -> Option<Self> {
        if let Some(failure) = cause.downcast_ref::<Self>() {
            return Some(failure.clone());
        }
        if let Some(config) = cause.downcast_ref::<ConfigError>() {
            return Some(config.clone().into());
        }
        if let Some(directory) = cause.downcast_ref::<DirectoryError>() {
            return Some(directory.into());
        }
        if let Some(http) = cause.downcast_ref::<HttpError>() {
            return Some((&DirectoryError::from(http.clone())).into());
        }
        if let Some(PlanError::Directory(error)) = cause.downcast_ref::<PlanError>() {
            return Some(error.into());
        }
        if let Some(error @ PlanError::Generate { .. }) = cause.downcast_ref::<PlanError>() {
            return Some(Self::new(Exit::Rules, error.to_string()));
        }
        if let Some(error) = cause.downcast_ref::<SealError>() {
            let exit = if matches!(error, SealError::NotBuilt) { Exit::Config } else { Exit::Usage };
            return Some(Self::new(exit, error.to_string()));
        }
        if let Some(error) = cause.downcast_ref::<SecretsFileError>() {
            return Some(match error {
                SecretsFileError::Exists(_) => {
                    Self::usage(error.to_string()).hint("name a file that does not exist yet")
                }
                SecretsFileError::NotOfRun { .. } => Self::usage(error.to_string()),
                SecretsFileError::Io { .. } | SecretsFileError::Unreadable { .. } => {
                    Self::new(Exit::Internal, error.to_string())
                }
            });
        }
        // Whoever read our output has seen enough; that is no error of ours.
        is_broken_pipe(cause).then(|| Self::new(Exit::Done, String::new()))
    }

    /// Whether standard output was closed by whoever read it.
    pub(super) fn is_closed_output(error: &anyhow::Error) -> bool {
        error.chain().any(is_broken_pipe)
    }
}

fn is_broken_pipe(cause: &(dyn std::error::Error + 'static)) -> bool {
    cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
