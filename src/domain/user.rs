//! A user of the telephony platform, and where they are.

use std::fmt;

use super::Email;
use super::text::has_control;

/// Why a text cannot be an identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// It begins or ends with a blank.
    #[error("it begins or ends with a blank")]
    Blank,
    /// It holds a character that does not show.
    #[error("it holds a control or invisible character")]
    Control,
    /// It is longer than the platform allows.
    #[error("it has {found} characters, at most {max} are allowed")]
    TooLong {
        /// How many it has.
        found: usize,
        /// How many it may have.
        max: usize,
    },
}

/// Whether a text can be a name that is shown: neither empty nor endless, and all of it seen.
pub fn check_name(text: &str) -> Result<(), ValueError> {
    checked(text, LocationName::MAX_LENGTH)
}

fn checked(text: &str, max: usize) -> Result<(), ValueError> {
    let found = text.chars().count();
    if text.trim().is_empty() {
        Err(ValueError::Empty)
    } else if has_control(text) {
        Err(ValueError::Control)
    } else if text.trim().len() != text.len() {
        Err(ValueError::Blank)
    } else if found > max {
        Err(ValueError::TooLong { found, max })
    } else {
        Ok(())
    }
}

/// A user id, as the platform knows it: usually the phone number, or `CLID.extension`. Kept to the letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UserId(String);

impl UserId {
    /// The longest user id of the platform (BroadWorks `UserId`).
    pub const MAX_LENGTH: usize = 161;

    /// Takes a user id as it is, if it can be one.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        checked(text, Self::MAX_LENGTH).map(|()| Self(text.to_owned()))
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of a location, kept to the letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocationName(String);

impl LocationName {
    /// The longest location name.
    pub const MAX_LENGTH: usize = 200;

    /// Takes a location's name as it is, if it can be one.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        checked(text, Self::MAX_LENGTH).map(|()| Self(text.to_owned()))
    }

    /// The name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LocationName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A location and how many people are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Its name.
    pub name: LocationName,
    /// How many users it has, if the directory counts them.
    pub users: Option<u64>,
    /// How many of those have no email, likewise.
    pub without_email: Option<u64>,
    /// What else people call it; another location may be called the same.
    pub aliases: Vec<String>,
}

/// A user of the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// What identifies them.
    pub user_id: UserId,
    /// Given name; may be empty.
    pub first_name: String,
    /// Family name; may be empty.
    pub last_name: String,
    /// Where recovery links go.
    pub email: Option<Email>,
    /// Their number, as it was written.
    pub phone_number: Option<String>,
    /// Their extension, leading zeros kept.
    pub extension: Option<String>,
    /// Where they are.
    pub location: LocationName,
    /// Which department they belong to.
    pub department: Option<String>,
    /// Whether they are left out of changes unless they are meant: a lobby phone, an executive, an alarm line.
    pub protected: bool,
}

impl User {
    /// First and last name; the user id where there is neither.
    pub fn full_name(&self) -> String {
        let name = format!("{} {}", self.first_name, self.last_name);
        let name = name.trim();
        if name.is_empty() { self.user_id.to_string() } else { name.to_owned() }
    }
}
