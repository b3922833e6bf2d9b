//! A change to what is on file about a user.

use super::{Email, LocationName, User, UserId};

/// What to create or change about a user: `None` leaves a field as it is, `Some(None)` clears it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserPatch {
    /// Whom it is about.
    pub user_id: UserId,
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Email.
    pub email: Option<Option<Email>>,
    /// Phone number.
    pub phone_number: Option<Option<String>>,
    /// Extension.
    pub extension: Option<Option<String>>,
    /// Location; a user cannot be created without one.
    pub location: Option<LocationName>,
    /// Department.
    pub department: Option<Option<String>>,
    /// Whether they are protected.
    pub protected: Option<bool>,
}

impl UserPatch {
    /// A patch that changes nothing yet.
    pub fn of(user_id: UserId) -> Self {
        Self {
            user_id,
            first_name: None,
            last_name: None,
            email: None,
            phone_number: None,
            extension: None,
            location: None,
            department: None,
            protected: None,
        }
    }

    /// The user as they are after it: `before` changed, or a new one. `None` when a new user has no location.
    pub fn applied_to(&self, before: Option<&User>) -> Option<User> {
        let kept = |patch: &Option<Option<String>>, old: fn(&User) -> &Option<String>| {
            patch.clone().unwrap_or_else(|| before.and_then(|user| old(user).clone()))
        };
        let name = |patch: &Option<String>, old: fn(&User) -> &String| {
            patch.clone().unwrap_or_else(|| before.map(|user| old(user).clone()).unwrap_or_default())
        };
        Some(User {
            user_id: self.user_id.clone(),
            first_name: name(&self.first_name, |user| &user.first_name),
            last_name: name(&self.last_name, |user| &user.last_name),
            email: self.email.clone().unwrap_or_else(|| before.and_then(|user| user.email.clone())),
            phone_number: kept(&self.phone_number, |user| &user.phone_number),
            extension: kept(&self.extension, |user| &user.extension),
            location: self.location.clone().or_else(|| before.map(|user| user.location.clone()))?,
            department: kept(&self.department, |user| &user.department),
            protected: self.protected.unwrap_or_else(|| before.is_some_and(|user| user.protected)),
        })
    }
}

/// What a patch did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patched {
    /// The user is new.
    Created,
    /// The user was there and is changed now.
    Updated,
    /// The user was there and already as the patch says.
    Unchanged,
}
