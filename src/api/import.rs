//! Importing users, and the report of `users import` and `users set-emails`.

use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::{Email, LocationName, Patched, UserId, UserPatch, has_control};
use crate::sheet::Problem;

use super::ErrorBody;

/// A user to create or change: an absent field stays as it is, `null` clears it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PatchBody {
    /// Whom it is about.
    pub user_id: String,
    /// Given name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Family name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Email.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub email: Option<Option<String>>,
    /// Phone number.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub phone_number: Option<Option<String>>,
    /// Extension.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub extension: Option<Option<String>>,
    /// Location; a new user needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// Department.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub department: Option<Option<String>>,
    /// Whether the user is left out of changes unless they are meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protected: Option<bool>,
}

/// A field that is there, be it `null`: serde alone reads `null` and absence as the same.
#[expect(clippy::option_option, reason = "a field has three states: absent, null, a value")]
fn present<'de, D: Deserializer<'de>>(field: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(field).map(Some)
}

impl From<&UserPatch> for PatchBody {
    fn from(patch: &UserPatch) -> Self {
        Self {
            user_id: patch.user_id.to_string(),
            first_name: patch.first_name.clone(),
            last_name: patch.last_name.clone(),
            email: patch.email.as_ref().map(|email| email.as_ref().map(ToString::to_string)),
            phone_number: patch.phone_number.clone(),
            extension: patch.extension.clone(),
            location: patch.location.as_ref().map(ToString::to_string),
            department: patch.department.clone(),
            protected: patch.protected,
        }
    }
}

impl TryFrom<PatchBody> for UserPatch {
    type Error = String;

    fn try_from(body: PatchBody) -> Result<Self, String> {
        let name = |key: &str, text: Option<String>, most: usize| match text {
            Some(text) if has_control(&text) => Err(format!("{key}: it holds a control or invisible character")),
            Some(text) if text.chars().count() > most => Err(format!("{key}: at most {most} characters fit")),
            text => Ok(text),
        };
        // An empty text is none, as an empty cell of a file is.
        let optional = |key: &str, text: Option<Option<String>>, most: usize| match text {
            Some(text) => name(key, text, most).map(|text| Some(text.filter(|text| !text.is_empty()))),
            None => Ok(None),
        };
        let email = |email: Option<String>| email.map(|email| Email::parse(&email)).transpose();
        let location = body.location.map(|name| LocationName::parse(&name)).transpose();
        Ok(Self {
            user_id: UserId::parse(&body.user_id).map_err(|e| format!("user_id: {e}"))?,
            first_name: name("first_name", body.first_name, 100)?,
            last_name: name("last_name", body.last_name, 100)?,
            email: body.email.map(email).transpose().map_err(|e| format!("email: {e}"))?,
            phone_number: optional("phone_number", body.phone_number, 40)?,
            extension: optional("extension", body.extension, 20)?,
            location: location.map_err(|e| format!("location: {e}"))?,
            department: optional("department", body.department, 200)?,
            protected: body.protected,
        })
    }
}

/// Users to create or change, in one transaction.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ImportBody {
    /// At most 500.
    pub users: Vec<PatchBody>,
}

/// What became of one user.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ImportOutcome {
    /// `created`, `updated` or `unchanged`; `null` with an error.
    pub outcome: Option<String>,
    /// Why not, if not.
    pub error: Option<ErrorBody>,
}

/// What became of each, in order.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ImportOutcomes {
    /// One a user.
    pub outcomes: Vec<ImportOutcome>,
}

impl Patched {
    /// The word as written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
        }
    }

    /// The outcome that a word stands for.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Created, Self::Updated, Self::Unchanged].into_iter().find(|patched| patched.as_str() == word)
    }
}

/// What is wrong with a row.
#[derive(Debug, Serialize)]
pub struct ProblemRow {
    /// The physical line where the record begins; the header is 1.
    pub line: u64,
    /// The column, where one cell is to blame.
    pub column: Option<&'static str>,
    /// For programs.
    pub code: &'static str,
    /// For people.
    pub message: String,
    /// The users that may be meant.
    pub meant: Option<Vec<String>>,
}

impl From<&Problem> for ProblemRow {
    fn from(problem: &Problem) -> Self {
        Self {
            line: problem.line,
            column: problem.column,
            code: problem.code,
            message: problem.message.clone(),
            meant: problem.meant.as_ref().map(|users| users.iter().map(ToString::to_string).collect()),
        }
    }
}

/// What would become of a user: a dry run.
#[derive(Debug, Serialize)]
pub struct ImportResult {
    /// Whom it is about.
    pub user_id: String,
    /// `would_create`, `would_update` or `unchanged`.
    pub status: &'static str,
}

/// `users import` and `users set-emails`.
#[derive(Debug, Serialize)]
pub struct ImportDocument {
    /// [`super::IMPORT_SCHEMA`].
    pub schema: &'static str,
    /// The run; `null` where nothing was to be changed.
    pub run_id: Option<String>,
    /// Whether it was a dry run.
    pub dry_run: bool,
    /// Users created, or in a dry run: that would be.
    pub created: usize,
    /// Users changed, likewise.
    pub updated: usize,
    /// Users that were already so.
    pub unchanged: usize,
    /// Rows left out.
    pub skipped: usize,
    /// Cells that had blanks around them, which were taken off.
    pub trimmed_cells: usize,
    /// What would become of each user, in a dry run.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<ImportResult>,
    /// What is wrong with rows.
    pub problems: Vec<ProblemRow>,
}
