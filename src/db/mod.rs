//! The database: pool, migrations, and values that fit every engine, so that the SQL is written once.
//!
//! SQLite today. Statements use `$1`, `RETURNING` and `ON CONFLICT`, which PostgreSQL reads the same; a
//! second engine is a second variant of the private enums here and touches no statement.

mod migrate;
mod row;
mod value;

pub use row::Row;
pub use value::Value;

use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Sqlite, Transaction};

/// The database failed.
#[derive(Debug, thiserror::Error)]
#[error("database: {0}")]
pub struct DbError(#[from] sqlx::Error);

impl DbError {
    /// A row that has to be there is not.
    pub fn gone() -> Self {
        Self(sqlx::Error::RowNotFound)
    }
}

impl From<sqlx::migrate::MigrateError> for DbError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self(sqlx::Error::from(error))
    }
}

/// A pool of connections.
#[derive(Clone)]
pub struct Db {
    pool: Pool,
}

#[derive(Clone)]
enum Pool {
    Sqlite(SqlitePool),
}

/// A transaction that writes. Dropped without [`commit`](Tx::commit), it leaves no trace.
pub struct Tx {
    tx: Inner,
}

enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
}

impl Db {
    /// Opens the SQLite database at `path`, makes it if it is not there, and brings it up to date.
    pub async fn open_sqlite(path: &Path) -> Result<Self, DbError> {
        // SQLite gives its other files the mode of this one.
        let made = std::fs::OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path);
        made.map_err(sqlx::Error::Io)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10));
        let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await?;
        migrate::sqlite(&pool).await?;
        Ok(Self { pool: Pool::Sqlite(pool) })
    }

    /// Runs a query.
    pub async fn fetch(&self, sql: impl Into<String>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        match &self.pool {
            Pool::Sqlite(pool) => row::fetch_sqlite(pool, sql.into(), values).await,
        }
    }

    /// Begins a transaction that will write. It waits for its turn; SQLite has one writer.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        match &self.pool {
            Pool::Sqlite(pool) => {
                Ok(Tx { tx: Inner::Sqlite(pool.begin_with(AssertSqlSafe("BEGIN IMMEDIATE".to_owned())).await?) })
            }
        }
    }

    /// Closes every connection, so that the files are whole when the process ends.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Runs a statement and returns its rows.
    pub async fn fetch(&mut self, sql: impl Into<String>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        match &mut self.tx {
            Inner::Sqlite(tx) => row::fetch_sqlite(&mut **tx, sql.into(), values).await,
        }
    }

    /// Runs a statement.
    pub async fn execute(&mut self, sql: impl Into<String>, values: Vec<Value>) -> Result<(), DbError> {
        self.fetch(sql, values).await.map(drop)
    }

    /// Makes everything in it last.
    pub async fn commit(self) -> Result<(), DbError> {
        match self.tx {
            Inner::Sqlite(tx) => Ok(tx.commit().await?),
        }
    }
}
