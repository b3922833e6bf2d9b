//! The database: pool, migrations, and values that fit every engine, so that the SQL is written once.
//!
//! SQLite for one process, PostgreSQL for any number of them. Statements use `$1`, `RETURNING` and
//! `ON CONFLICT`, which both read the same. On SQLite one transaction writes at a time; on PostgreSQL several
//! do, so that a transaction first takes the rows that it must have for itself, users in the order of their ids:
//! two that wait for each other would wait until one of them is ended.

mod error;
mod migrate;
mod open;
mod row;
mod value;

pub use error::DbError;
pub use row::Row;
pub use value::Value;

use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;
use sqlx::{AssertSqlSafe, Postgres, Sqlite, Transaction};

/// A pool of connections.
#[derive(Clone)]
pub struct Db {
    pool: Pool,
}

#[derive(Clone)]
enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// A transaction that writes. Dropped without [`commit`](Tx::commit), it leaves no trace. A statement that
/// fails ends it: nothing in it can be made to last any more.
pub struct Tx {
    tx: Inner,
}

enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Runs a query.
    pub async fn fetch(&self, sql: impl Into<String>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        match &self.pool {
            Pool::Sqlite(pool) => row::fetch_sqlite(pool, sql.into(), values).await,
            Pool::Postgres(pool) => row::fetch_postgres(pool, sql.into(), values).await,
        }
    }

    /// Begins a transaction that will write. It waits for its turn; SQLite has one writer.
    pub async fn begin(&self) -> Result<Tx, DbError> {
        let tx = match &self.pool {
            Pool::Sqlite(pool) => Inner::Sqlite(pool.begin_with(AssertSqlSafe("BEGIN IMMEDIATE".to_owned())).await?),
            Pool::Postgres(pool) => Inner::Postgres(pool.begin().await?),
        };
        Ok(Tx { tx })
    }

    /// Whether anybody has an admin's token or a credential from it: whether a key file belongs to it.
    pub async fn is_in_use(&self) -> Result<bool, DbError> {
        let sql = "SELECT name FROM admins UNION ALL SELECT user_id FROM credentials LIMIT 1";
        Ok(!self.fetch(sql, vec![]).await?.is_empty())
    }

    /// Decides something for good: returns what is decided, by this call or by one before it, by whatever process.
    pub async fn decide(&self, name: &str, value: &str) -> Result<String, DbError> {
        let sql = "INSERT INTO decisions (name, value) VALUES ($1, $2) \
                   ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING value";
        let rows = self.fetch(sql, vec![name.into(), value.into()]).await?;
        rows.first().ok_or_else(DbError::gone)?.text("value")
    }

    /// Closes every connection, so that the files are whole when the process ends.
    pub async fn close(&self) {
        match &self.pool {
            Pool::Sqlite(pool) => pool.close().await,
            Pool::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Runs a statement and returns its rows.
    pub async fn fetch(&mut self, sql: impl Into<String>, values: Vec<Value>) -> Result<Vec<Row>, DbError> {
        match &mut self.tx {
            Inner::Sqlite(tx) => row::fetch_sqlite(&mut **tx, sql.into(), values).await,
            Inner::Postgres(tx) => row::fetch_postgres(&mut **tx, sql.into(), values).await,
        }
    }

    /// Runs a statement.
    pub async fn execute(&mut self, sql: impl Into<String>, values: Vec<Value>) -> Result<(), DbError> {
        self.fetch(sql, values).await.map(drop)
    }

    /// The last words of a SELECT that leaves out what another transaction holds, and holds the rest.
    pub fn held_if_free(&self) -> &'static str {
        match self.tx {
            Inner::Sqlite(_) => "",
            Inner::Postgres(_) => " FOR UPDATE SKIP LOCKED",
        }
    }

    /// An expression for the database's own time, in milliseconds since 1970: the same for every process, whatever
    /// their clocks say.
    pub fn own_time(&self) -> &'static str {
        match self.tx {
            Inner::Sqlite(_) => "CAST(unixepoch('subsec') * 1000 AS BIGINT)",
            Inner::Postgres(_) => "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
        }
    }

    /// Makes everything in it last.
    pub async fn commit(self) -> Result<(), DbError> {
        match self.tx {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
