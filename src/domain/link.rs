//! How a recovery link ends.

/// Why a recovery link can no longer be opened, nor its session be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkEnd {
    /// Its time, or that of its session, ran out.
    Expired,
    /// The user said that they are done.
    Done,
    /// An admin took it back.
    Revoked,
    /// The user said that it was not them who asked for it.
    NotMe,
    /// A newer one was queued for the user.
    Replaced,
    /// A credential of the user was changed by somebody else.
    Overtaken,
    /// The user's email was changed or removed.
    EmailChanged,
    /// It was answered wrongly too often.
    Locked,
}

impl LinkEnd {
    /// Every end there is.
    pub const ALL: [Self; 8] = [
        Self::Expired,
        Self::Done,
        Self::Revoked,
        Self::NotMe,
        Self::Replaced,
        Self::Overtaken,
        Self::EmailChanged,
        Self::Locked,
    ];

    /// The word that is stored, one for each end.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Done => "done",
            Self::Revoked => "revoked",
            Self::NotMe => "not_me",
            Self::Replaced => "replaced",
            Self::Overtaken => "overtaken",
            Self::EmailChanged => "email_changed",
            Self::Locked => "locked",
        }
    }

    /// The word in reports: whoever took the link back, it is `revoked`; whatever overtook it, `overtaken`.
    pub const fn told(self) -> &'static str {
        match self {
            Self::NotMe => "revoked",
            Self::EmailChanged => "overtaken",
            other => other.as_str(),
        }
    }

    /// The end that a stored word means.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.as_str() == word)
    }
}
