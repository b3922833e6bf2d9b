//! Which users are meant.

use super::{LocationName, SearchKey, User, phone_key, search_text};

/// One source of users. Several add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Everyone.
    All,
    /// All users of a location, by its exact name.
    Location(LocationName),
    /// Everyone whom a search finds.
    Search(String),
    /// All users of a department, by its exact name.
    Department(String),
    /// Whoever answers to one of these: user id, phone number, extension or email.
    Handles(Vec<String>),
}

/// What narrows the sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only users with (`true`) or without (`false`) an email.
    pub has_email: Option<bool>,
}

/// A source and what narrows it: one query that every directory can answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where the users come from.
    pub source: Source,
    /// What narrows them.
    pub filters: Filters,
}

impl Selection {
    /// Everyone.
    pub fn all() -> Self {
        Source::All.into()
    }

    /// Whether a user belongs to it: the meaning that every directory's query has to match.
    pub fn contains(&self, user: &User) -> bool {
        let by_source = match &self.source {
            Source::All => true,
            Source::Location(name) => user.location == *name,
            Source::Search(typed) => SearchKey::new(typed).is_in(&search_text(user)),
            Source::Department(name) => user.department.as_deref() == Some(name),
            Source::Handles(handles) => handles.iter().any(|handle| user.answers_to(handle)),
        };
        by_source && self.filters.has_email.is_none_or(|wanted| user.email.is_some() == wanted)
    }
}

impl From<Source> for Selection {
    fn from(source: Source) -> Self {
        Self { source, filters: Filters::default() }
    }
}

impl User {
    /// Whether a person could mean this user by `handle`: user id (case ignored), phone number in any
    /// punctuation, extension, or email.
    pub fn answers_to(&self, handle: &str) -> bool {
        let number = phone_key(handle);
        self.user_id.as_str().to_lowercase() == handle.to_lowercase()
            || self.extension.as_deref() == Some(handle)
            || self.email.as_ref().is_some_and(|email| email_matches(email.as_str(), &email.key(), handle))
            || (number.is_some() && self.phone_number.as_deref().and_then(phone_key) == number)
    }
}

fn email_matches(written: &str, key: &str, handle: &str) -> bool {
    let handle = handle.to_lowercase();
    key == handle || written.to_lowercase() == handle
}
