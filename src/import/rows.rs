//! The rows of a user list, each turned into what it asks for.

use crate::domain::{Email, LocationName, UserId, UserPatch};
use crate::sheet::{Column, ColumnKind, Problem, Row};

use super::is_exponent;

/// The columns of a user list, in the order in which they are written.
pub const COLUMNS: &[Column] = &[
    Column {
        name: "user_id",
        aliases: &["user", "id", "username"],
        kind: ColumnKind::Number,
        max_length: UserId::MAX_LENGTH,
    },
    Column {
        name: "first_name",
        aliases: &["first", "firstname", "givenname"],
        kind: ColumnKind::Text,
        max_length: 100,
    },
    Column { name: "last_name", aliases: &["last", "lastname", "surname"], kind: ColumnKind::Text, max_length: 100 },
    Column { name: "email", aliases: &["mail", "emailaddress"], kind: ColumnKind::Exact, max_length: 254 },
    Column {
        name: "phone_number",
        aliases: &["phone", "number", "telephone", "did"],
        kind: ColumnKind::Number,
        max_length: 40,
    },
    Column { name: "extension", aliases: &["ext"], kind: ColumnKind::Number, max_length: 20 },
    Column {
        name: "location",
        aliases: &["site", "group"],
        kind: ColumnKind::Text,
        max_length: LocationName::MAX_LENGTH,
    },
    Column { name: "department", aliases: &["dept"], kind: ColumnKind::Text, max_length: 200 },
];

/// The column that a user list may have beside these.
const PROTECTED: Column =
    Column { name: "protected", aliases: &["isprotected"], kind: ColumnKind::Exact, max_length: 5 };

/// The columns that are read of a user list.
pub fn columns_read() -> Vec<Column> {
    COLUMNS.iter().copied().chain([PROTECTED]).collect()
}

/// What each good row asks for, with its line. What is wrong with the others is added to `problems`.
pub fn read_rows(rows: &[Row], problems: &mut Vec<Problem>) -> Vec<(u64, UserPatch)> {
    let mut patches = Vec::with_capacity(rows.len());
    for row in rows {
        let before = problems.len();
        let patch = read_row(row, problems);
        if problems.len() == before {
            patches.extend(patch.map(|patch| (row.line, patch)));
        }
    }
    patches
}

fn read_row(row: &Row, problems: &mut Vec<Problem>) -> Option<UserPatch> {
    let mut fault = |column, code, message: String| problems.push(Problem::of_cell(row.line, column, code, message));
    let user_id = match UserId::parse(row.get("user_id").unwrap_or_default()) {
        Ok(user_id) => Some(user_id),
        Err(_) if row.get("user_id").is_none_or(str::is_empty) => {
            fault("user_id", "missing_id", "the row has no user id".to_owned());
            None
        }
        Err(e) => {
            fault("user_id", "bad_id", format!("the user id cannot be one: {e}"));
            None
        }
    };
    let email = match row.get("email") {
        Some("") => Some(None),
        Some(text) => Email::parse(text)
            .map_err(|e| fault("email", "bad_email", format!("{text:?} is no email address: {e}")))
            .ok()
            .map(Some),
        None => None,
    };
    let location = match row.get("location") {
        Some("") => {
            fault("location", "missing_location", "a user's location cannot be cleared".to_owned());
            None
        }
        Some(text) => LocationName::parse(text).map_err(|e| fault("location", "bad_location", e.to_string())).ok(),
        None => None,
    };
    let phone_number = row.get("phone_number");
    if phone_number.is_some_and(is_exponent) {
        let message = "the phone number is in exponent notation; its digits are lost".to_owned();
        fault("phone_number", "damaged_number", message);
    }
    let protected = match row.get("protected").map(str::to_lowercase).as_deref() {
        Some("yes" | "true" | "1") => Some(true),
        Some("no" | "false" | "0") => Some(false),
        None | Some("") => None,
        Some(other) => {
            fault("protected", "bad_switch", format!("{other:?} is neither yes nor no"));
            None
        }
    };
    let optional = |cell: Option<&str>| cell.map(|text| (!text.is_empty()).then(|| text.to_owned()));
    Some(UserPatch {
        first_name: row.get("first_name").map(str::to_owned),
        last_name: row.get("last_name").map(str::to_owned),
        email,
        phone_number: optional(phone_number),
        extension: optional(row.get("extension")),
        location,
        department: optional(row.get("department")),
        protected,
        ..UserPatch::of(user_id?)
    })
}
