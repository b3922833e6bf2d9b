//! The two credentials of a user.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

/// What an application password opens.
pub const APPLICATIONS: [&str; 6] =
    ["Personal Portal", "UC One", "Webex", "Unity Agent/Desktop", "Web Agent", "Web Supervisor"];

/// Which of a user's two credentials is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CredentialKind {
    /// The password of Personal Portal, UC One, Webex, Unity, Web Agent and Web Supervisor.
    Application,
    /// The numeric passcode of the voice portal.
    VoicePortal,
}

impl CredentialKind {
    /// The one spelling used in flags, JSON and CSV.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::VoicePortal => "voice-portal",
        }
    }

    /// What a person calls it.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Application => "application password",
            Self::VoicePortal => "voice portal passcode",
        }
    }

    /// Whether an admin's reset asks the user to choose a new one at the next sign-in, unless told otherwise.
    pub const fn must_change_by_default(self) -> bool {
        matches!(self, Self::VoicePortal)
    }
}

impl fmt::Display for CredentialKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for CredentialKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "application" => Ok(Self::Application),
            "voice-portal" => Ok(Self::VoicePortal),
            other => Err(format!("no credential is called {other:?}; there are application and voice-portal")),
        }
    }
}

/// What a directory tells of one credential, never the credential itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CredentialState {
    /// Which one.
    pub kind: CredentialKind,
    /// Whether there is one at all.
    pub set: bool,
    /// Whether the user must choose a new one at the next sign-in.
    pub must_change: bool,
    /// When it was last changed, if the directory knows.
    pub changed_at: Option<Timestamp>,
    /// Whether it is locked after too many wrong sign-ins, if the directory knows.
    pub locked: Option<bool>,
}
