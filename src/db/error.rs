//! How a database fails.

use std::io;

/// Codes of a transaction that the database ended itself, so that nothing of it is left: SQLite's one writer was
/// not free in time (5); on PostgreSQL another transaction was in the way (40001, 40P01), a row was not free in
/// time (55P03), or a statement or the pause before the next one took too long (57014, 25P03).
const LEFT_NOTHING: [&str; 6] = ["5", "40001", "40P01", "55P03", "57014", "25P03"];

/// The database failed.
#[derive(Debug, thiserror::Error)]
#[error("database: {0}")]
pub struct DbError(#[from] sqlx::Error);

impl From<sqlx::migrate::MigrateError> for DbError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self(sqlx::Error::from(error))
    }
}

impl DbError {
    /// A row that has to be there is not.
    pub fn gone() -> Self {
        Self(sqlx::Error::RowNotFound)
    }

    pub(super) fn no_answer() -> Self {
        Self(sqlx::Error::Io(io::Error::new(io::ErrorKind::TimedOut, "no answer")))
    }

    /// Somebody else's change was not over in time.
    pub fn not_free(what: &str) -> Self {
        Self(sqlx::Error::Io(io::Error::new(io::ErrorKind::WouldBlock, what)))
    }

    /// Whether it surely left nothing and may work the next time: no connection or row was free in time, or the
    /// database ended the transaction. A connection lost while committing tells neither.
    pub fn left_nothing(&self) -> bool {
        match &self.0 {
            sqlx::Error::PoolTimedOut => true,
            sqlx::Error::Io(error) => error.kind() == io::ErrorKind::WouldBlock,
            _ => self.is_coded(&LEFT_NOTHING),
        }
    }

    /// Whether there was nobody to ask: no way to the server, or it is starting, ending, or full.
    pub fn is_unreachable(&self) -> bool {
        matches!(self.0, sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut)
            || self.is_coded(&["53300", "57P01", "57P02", "57P03"])
    }

    /// Whether it is one of these errors of a database.
    fn is_coded(&self, codes: &[&str]) -> bool {
        let code = self.0.as_database_error().and_then(sqlx::error::DatabaseError::code);
        code.is_some_and(|code| codes.contains(&code.as_ref()))
    }
}
