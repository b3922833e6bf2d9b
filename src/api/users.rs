//! Users and locations as JSON.

use serde::{Deserialize, Serialize};

use crate::domain::{CredentialState, Email, Location, LocationName, User, UserId};

use super::LinkBody;

/// A user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct UserBody {
    /// What identifies them.
    pub user_id: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where recovery links go.
    pub email: Option<String>,
    /// Number, as written.
    pub phone_number: Option<String>,
    /// Extension, leading zeros kept.
    pub extension: Option<String>,
    /// Where they are.
    pub location: String,
    /// Their department.
    pub department: Option<String>,
    /// Whether they are left out of changes unless they are meant; absent: they are not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub protected: bool,
}

impl From<&User> for UserBody {
    fn from(user: &User) -> Self {
        Self {
            user_id: user.user_id.to_string(),
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            email: user.email.as_ref().map(ToString::to_string),
            phone_number: user.phone_number.clone(),
            extension: user.extension.clone(),
            location: user.location.to_string(),
            department: user.department.clone(),
            protected: user.protected,
        }
    }
}

impl TryFrom<UserBody> for User {
    type Error = String;

    fn try_from(body: UserBody) -> Result<Self, String> {
        Ok(Self {
            user_id: UserId::parse(&body.user_id).map_err(|e| format!("user_id: {e}"))?,
            first_name: body.first_name,
            last_name: body.last_name,
            email: body.email.map(|email| Email::parse(&email)).transpose().map_err(|e| format!("email: {e}"))?,
            phone_number: body.phone_number,
            extension: body.extension,
            location: LocationName::parse(&body.location).map_err(|e| format!("location: {e}"))?,
            department: body.department,
            protected: body.protected,
        })
    }
}

/// `users list`.
#[derive(Debug, Serialize)]
pub struct UsersDocument {
    /// [`super::USERS_SCHEMA`].
    pub schema: &'static str,
    /// The users.
    pub users: Vec<UserBody>,
}

/// A page of users, ordered by user id.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct UserPage {
    /// The users of this page.
    pub users: Vec<UserBody>,
    /// What to ask the next page with; `null` on the last one.
    pub next_cursor: Option<String>,
}

/// The state of one credential, never the credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CredentialBody {
    /// `application` or `voice-portal`.
    pub credential: String,
    /// Whether there is one.
    pub set: bool,
    /// Whether the user has to choose a new one at the next sign-in.
    pub must_change: bool,
    /// When it was last changed (RFC 3339).
    pub changed_at: Option<String>,
    /// Whether it is locked after too many wrong sign-ins; absent: nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked: Option<bool>,
}

impl From<&CredentialState> for CredentialBody {
    fn from(state: &CredentialState) -> Self {
        Self {
            credential: state.kind.to_string(),
            set: state.set,
            must_change: state.must_change,
            changed_at: state.changed_at.map(|at| at.to_string()),
            locked: state.locked,
        }
    }
}

/// One user in full: `users show`, and `GET /api/v1/users/{user_id}`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct UserDocument {
    /// [`super::USER_SCHEMA`].
    pub schema: String,
    /// The user.
    pub user: UserBody,
    /// Both credentials.
    pub credentials: Vec<CredentialBody>,
    /// Recovery links, newest first.
    pub recovery_links: Vec<LinkBody>,
}

/// A new email, or `null` to remove it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct EmailBody {
    /// The address.
    #[serde(deserialize_with = "Option::deserialize")]
    #[cfg_attr(feature = "server", schema(required = true))]
    pub email: Option<String>,
}

/// A location.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LocationBody {
    /// Its name.
    pub name: String,
    /// How many users are there, if counted.
    pub users: Option<u64>,
    /// How many of them have no email, if counted.
    pub without_email: Option<u64>,
    /// What else it is called; absent: nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

impl From<&Location> for LocationBody {
    fn from(location: &Location) -> Self {
        Self {
            name: location.name.to_string(),
            users: location.users,
            without_email: location.without_email,
            aliases: location.aliases.clone(),
        }
    }
}

/// `locations list`, and `GET /api/v1/locations`.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct LocationsDocument {
    /// [`super::LOCATIONS_SCHEMA`].
    pub schema: String,
    /// The locations, by name.
    pub locations: Vec<LocationBody>,
}

/// Whose token it is.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct WhoAmI {
    /// The admin's name.
    pub name: String,
    /// The admin's role.
    pub role: String,
}
