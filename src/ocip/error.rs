//! How OCI-P says no.

use std::time::Duration;

/// The error with which a command was answered. No `detail` of error 6004: it repeats the whole command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{summary}")]
pub struct Fault {
    /// Its number, if it has one: by `errorCode`, else by the text, as captured replies have it.
    pub code: Option<u32>,
    /// What it says, in English where the server does, without its number and without secrets.
    pub summary: String,
    /// Whether the server calls it a warning or an information.
    pub is_mild: bool,
}

impl Fault {
    /// The document does not fit the schema: the command is unknown to this release, or wrong.
    pub const UNKNOWN_COMMAND: u32 = 6004;
    /// The account may not do that.
    pub const UNAUTHORIZED: u32 = 5404;
    /// No such user.
    pub const NO_USER: u32 = 4008;
    /// No such group.
    pub const NO_GROUP: u32 = 4152;
    /// The password of the login is wrong; a further try counts towards lock-out.
    pub const WRONG_PASSWORD: u32 = 4962;
    /// The account of the login is disabled.
    pub const DISABLED: u32 = 5202;

    /// Whether it has this number.
    pub fn is(&self, code: u32) -> bool {
        self.code == Some(code)
    }
}

/// A call to the platform failed as a whole. The variants are what callers do differently.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OcipError {
    /// There is no connection, or the session ended before anything was sent: nothing happened.
    #[error("{0}")]
    Unreachable(String),
    /// The login was refused, here or by another socket before: it is not tried again.
    #[error("{0}")]
    NotAllowed(String),
    /// The front end is out of reach of its servers for a while. It was sent, and may have been carried out.
    #[error("{message}")]
    Busy {
        /// What it said.
        message: String,
        /// How long to wait, if it said.
        retry_after: Option<Duration>,
    },
    /// It was sent, and no usable answer came: it may have been carried out.
    #[error("{0}")]
    Unanswered(String),
}

impl OcipError {
    /// The same of a sign-in: what was to be done on the session was not even sent.
    pub(super) fn of_sign_in(self) -> Self {
        match self {
            Self::Busy { message, .. } | Self::Unanswered(message) => Self::Unreachable(message),
            other => other,
        }
    }

    /// A reply that cannot be read.
    pub(super) fn garbled(why: impl std::fmt::Display) -> Self {
        Self::Unanswered(format!("the server's reply cannot be read: {why}"))
    }
}
