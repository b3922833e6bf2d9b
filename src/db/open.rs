//! Opening a database, and bringing it up to date.

use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

use super::{Db, DbError, Pool, migrate};

/// How long a connection to PostgreSQL is waited for.
const LONGEST_CONNECT: Duration = Duration::from_secs(10);
/// What PostgreSQL ends by itself, in its own words: a process that hangs must not keep the others waiting for
/// the rows that it holds. A transaction that waits goes on sooner than the caller of a request gives up.
const LIMITS: [(&str, &str); 3] =
    [("lock_timeout", "10s"), ("statement_timeout", "30s"), ("idle_in_transaction_session_timeout", "30s")];
/// Connections to PostgreSQL that one process keeps: it has a hundred for everybody, unless told otherwise.
const MOST_CONNECTIONS: u32 = 10;

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

    /// Opens the PostgreSQL database at this address and brings it up to date. It has to be there.
    pub async fn open_postgres(url: &str) -> Result<Self, DbError> {
        let options: PgConnectOptions = url.parse()?;
        // Once without the pool, which takes a refused connection for a server about to start, waits, and
        // then does not say why.
        let first = tokio::time::timeout(LONGEST_CONNECT, options.connect()).await;
        let mut first = first.map_err(|_| DbError::no_answer())??;
        // Without the limits: a step may take long, and so may waiting for the process that takes it.
        migrate::postgres(&mut first).await?;
        first.close().await?;
        let pool = PgPoolOptions::new().max_connections(MOST_CONNECTIONS).acquire_timeout(LONGEST_CONNECT);
        let pool = pool.connect_lazy_with(options.options(LIMITS));
        Ok(Self { pool: Pool::Postgres(pool) })
    }
}
