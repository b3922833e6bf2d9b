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

/// What a user reads to the help desk: the last eight digits of a link's id, which are random.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(String);

impl Reference {
    /// That of a link.
    pub fn of(link_id: &str) -> Self {
        let digits: Vec<char> = link_id.chars().filter(char::is_ascii_hexdigit).collect();
        Self(digits[digits.len().saturating_sub(8)..].iter().collect::<String>().to_lowercase())
    }

    /// Reads one as it was heard: capitals, blanks and hyphens do not matter. `None` for anything else, so
    /// that nothing typed by mistake means every link.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        (digits.len() == 8 && digits.chars().all(|c| c.is_ascii_hexdigit())).then(|| Self(digits.to_lowercase()))
    }

    /// The digits alone, in small letters.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let digits = self.0.to_uppercase();
        match digits.split_at_checked(4) {
            Some((first, last)) => write!(f, "{first}-{last}"),
            None => f.write_str(&digits),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_read_as_it_is_heard_and_nothing_else_is() {
        let reference = Reference::of("019ab3c4-0000-7000-8000-00007f3a91c2");
        assert_eq!(reference.to_string(), "7F3A-91C2");
        for heard in ["7F3A-91C2", "7f3a91c2", " 7f3a 91c2 "] {
            assert_eq!(Reference::parse(heard).as_ref(), Some(&reference), "{heard}");
        }
        for nothing in ["", " ", "-", "7", "7F3A-91C", "7F3A-91C2-0", "%", "xxxx-yyyy"] {
            assert_eq!(Reference::parse(nothing), None, "{nothing}");
        }
    }
}
