//! How a database fails.

use std::io;

/// SQLite's one writer was not free in time; that is found out before anything is written.
const SQLITE_BUSY: &str = "5";

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

    /// Whether it surely left nothing and may work the next time: no connection was free, or PostgreSQL ended
    /// the transaction because another one was in its way. A connection lost while committing tells neither.
    pub fn left_nothing(&self) -> bool {
        matches!(self.0, sqlx::Error::PoolTimedOut) || self.is_coded(&["40001", "40P01", SQLITE_BUSY])
    }

    /// Whether there was nobody to ask: no way to the server, or it is starting, ending, or full.
    pub fn is_unreachable(&self) -> bool {
        matches!(self.0, sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut)
            || self.is_coded(&["53300", "57P01", "57P02", "57P03"])
    }

    /// Whether it is one of these errors of PostgreSQL.
    fn is_coded(&self, codes: &[&str]) -> bool {
        let code = self.0.as_database_error().and_then(sqlx::error::DatabaseError::code);
        code.is_some_and(|code| codes.contains(&code.as_ref()))
    }
}
