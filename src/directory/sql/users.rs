//! Users as rows.

use jiff::Timestamp;

use super::links::email_changed;
use crate::db::{Row, Tx, Value};
use crate::directory::DirectoryError;
use crate::directory::refusals::no_location;
use crate::domain::{
    Email, LocationName, Patched, SearchKey, Selection, Source, User, UserId, UserPatch, phone_key, search_text,
};
use crate::links::hold;

/// The query for a page of users.
pub(super) fn page(of: &Selection, after: Option<&str>, limit: i64) -> (String, Vec<Value>) {
    let mut query = Query::default();
    match &of.source {
        Source::All => {}
        Source::Location(name) => query.and("location = ?", [name.as_str().into()]),
        Source::Department(name) => query.and("department = ?", [name.as_str().into()]),
        Source::Search(typed) => {
            let key = SearchKey::new(typed);
            let digits = key.digits.clone().unwrap_or_else(|| key.text.clone());
            query.and(
                "(search_text LIKE ? ESCAPE '\\' OR search_text LIKE ? ESCAPE '\\')",
                [containing(&key.text), containing(&digits)],
            );
        }
        Source::Handles(handles) => query.and_any(handles.iter().map(|handle| {
            let lower = handle.to_lowercase();
            let email = Email::parse(handle).map_or_else(|_| lower.clone(), |email| email.key());
            (
                "user_key = ? OR email_key = ? OR extension = ? OR phone_key = ?",
                [lower.into(), email.into(), handle.as_str().into(), Value::Text(phone_key(handle))],
            )
        })),
    }
    match of.filters.has_email {
        Some(true) => query.and("email IS NOT NULL", []),
        Some(false) => query.and("email IS NULL", []),
        None => {}
    }
    if let Some(after) = after {
        query.and("user_id > ?", [after.into()]);
    }
    let Query { mut clauses, mut values } = query;
    if clauses.is_empty() {
        clauses.push_str("1 = 1");
    }
    values.push(limit.into());
    let sql = format!("SELECT * FROM users WHERE {clauses} ORDER BY user_id LIMIT ${}", values.len());
    (sql, values)
}

/// A condition under construction: `?` in a clause becomes the next `$n`.
#[derive(Default)]
struct Query {
    clauses: String,
    values: Vec<Value>,
}

impl Query {
    fn and<const N: usize>(&mut self, clause: &str, values: [Value; N]) {
        let clause = self.numbered(clause, values);
        self.push(&clause);
    }

    fn and_any<const N: usize>(&mut self, clauses: impl Iterator<Item = (&'static str, [Value; N])>) {
        let clauses: Vec<String> = clauses.map(|(clause, values)| self.numbered(clause, values)).collect();
        self.push(&if clauses.is_empty() { "1 = 0".to_owned() } else { format!("({})", clauses.join(" OR ")) });
    }

    fn push(&mut self, clause: &str) {
        if !self.clauses.is_empty() {
            self.clauses.push_str(" AND ");
        }
        self.clauses.push_str(clause);
    }

    fn numbered<const N: usize>(&mut self, clause: &str, values: [Value; N]) -> String {
        values.into_iter().fold(clause.to_owned(), |clause, value| {
            self.values.push(value);
            clause.replacen('?', &format!("${}", self.values.len()), 1)
        })
    }
}

/// A LIKE pattern for text that holds these characters, whatever they are.
fn containing(text: &str) -> Value {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%").into()
}

/// A row as a user. What is stored was checked on its way in; a row that is no user means damage.
pub(super) fn read(row: &Row) -> Result<User, DirectoryError> {
    let damaged = |what: &str, why: String| DirectoryError::Unanswered(format!("a stored {what} is damaged: {why}"));
    let email = row.text_or_null("email")?;
    Ok(User {
        user_id: UserId::parse(&row.text("user_id")?).map_err(|e| damaged("user id", e.to_string()))?,
        first_name: row.text("first_name")?,
        last_name: row.text("last_name")?,
        email: email.map(|email| Email::parse(&email)).transpose().map_err(|e| damaged("email", e.to_string()))?,
        phone_number: row.text_or_null("phone_number")?,
        extension: row.text_or_null("extension")?,
        location: location(row)?,
        department: row.text_or_null("department")?,
        protected: row.int("protected")? != 0,
    })
}

pub(super) fn location(row: &Row) -> Result<LocationName, DirectoryError> {
    LocationName::parse(&row.text("location")?)
        .map_err(|e| DirectoryError::Unanswered(format!("a stored location is damaged: {e}")))
}

/// The user, whom nobody else changes until the transaction ends.
pub(super) async fn in_tx(tx: &mut Tx, user: &UserId) -> Result<Option<User>, DirectoryError> {
    hold(tx, user).await?;
    let rows = tx.fetch("SELECT * FROM users WHERE user_id = $1", vec![user.as_str().into()]).await?;
    rows.first().map(read).transpose()
}

/// Creates or changes a user who was read [within the transaction](in_tx). A changed or removed email ends
/// the user's recovery links: the old address must not be able to open them.
pub(super) async fn apply(
    tx: &mut Tx,
    patch: &UserPatch,
    before: Option<User>,
    now: Timestamp,
) -> Result<Patched, DirectoryError> {
    let after = patch.applied_to(before.as_ref()).ok_or_else(|| no_location(&patch.user_id))?;
    if before.as_ref() == Some(&after) {
        return Ok(Patched::Unchanged);
    }
    write(tx, &after, now).await?;
    let key = |user: &User| user.email.as_ref().map(Email::key);
    match before {
        Some(before) if key(&before) != key(&after) => {
            let old_address = before.email.as_ref().map(ToString::to_string);
            email_changed(tx, &after.user_id, old_address, now).await?;
            Ok(Patched::Updated)
        }
        Some(_) => Ok(Patched::Updated),
        None => Ok(Patched::Created),
    }
}

async fn write(tx: &mut Tx, user: &User, now: Timestamp) -> Result<(), DirectoryError> {
    let sql = "INSERT INTO users (user_id, user_key, first_name, last_name, email, email_key, phone_number, \
               phone_key, extension, location, department, search_text, updated_at, protected) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
               ON CONFLICT (user_id) DO UPDATE SET first_name = excluded.first_name, \
               last_name = excluded.last_name, email = excluded.email, email_key = excluded.email_key, \
               phone_number = excluded.phone_number, phone_key = excluded.phone_key, \
               extension = excluded.extension, location = excluded.location, department = excluded.department, \
               search_text = excluded.search_text, updated_at = excluded.updated_at, \
               protected = excluded.protected";
    let values: Vec<Value> = vec![
        user.user_id.as_str().into(),
        user.user_id.as_str().to_lowercase().into(),
        user.first_name.as_str().into(),
        user.last_name.as_str().into(),
        user.email.as_ref().map(ToString::to_string).into(),
        user.email.as_ref().map(Email::key).into(),
        user.phone_number.clone().into(),
        user.phone_number.as_deref().and_then(phone_key).into(),
        user.extension.clone().into(),
        user.location.as_str().into(),
        user.department.clone().into(),
        search_text(user).into(),
        now.into(),
        user.protected.into(),
    ];
    Ok(tx.execute(sql, values).await?)
}
