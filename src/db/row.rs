//! Rows of answers.

use jiff::Timestamp;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Decode, Executor, Postgres, Row as _, Sqlite, Type};

use super::{DbError, Value};

/// One row.
pub struct Row(Inner);

enum Inner {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    /// Text that is never null.
    pub fn text(&self, column: &str) -> Result<String, DbError> {
        self.get(column)
    }

    /// Text that may be null.
    pub fn text_or_null(&self, column: &str) -> Result<Option<String>, DbError> {
        self.get(column)
    }

    /// A number that is never null.
    pub fn int(&self, column: &str) -> Result<i64, DbError> {
        self.get(column)
    }

    /// A count.
    pub fn count(&self, column: &str) -> Result<u64, DbError> {
        Ok(u64::try_from(self.int(column)?).unwrap_or_default())
    }

    /// A moment that may be null.
    pub fn time_or_null(&self, column: &str) -> Result<Option<Timestamp>, DbError> {
        let millis: Option<i64> = self.get(column)?;
        Ok(millis.and_then(|millis| Timestamp::from_millisecond(millis).ok()))
    }

    fn get<'r, T>(&'r self, column: &str) -> Result<T, DbError>
    where
        T: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>,
    {
        Ok(match &self.0 {
            Inner::Sqlite(row) => row.try_get(column)?,
            Inner::Postgres(row) => row.try_get(column)?,
        })
    }
}

// Statements are written in this crate; values only ever reach them through `bind`. That is why their text
// may be called safe in the two functions below, which differ in nothing but the engine.

pub(super) async fn fetch_sqlite<'c>(
    on: impl Executor<'c, Database = Sqlite>,
    sql: String,
    values: Vec<Value>,
) -> Result<Vec<Row>, DbError> {
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in values {
        query = match value {
            Value::Text(text) => query.bind(text),
            Value::Int(number) => query.bind(number),
        };
    }
    Ok(query.fetch_all(on).await?.into_iter().map(|row| Row(Inner::Sqlite(row))).collect())
}

pub(super) async fn fetch_postgres<'c>(
    on: impl Executor<'c, Database = Postgres>,
    sql: String,
    values: Vec<Value>,
) -> Result<Vec<Row>, DbError> {
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in values {
        query = match value {
            // It takes no NUL: what others send, such as a mail server's refusal, may hold one.
            Value::Text(text) => query.bind(text.map(|text| text.replace('\0', "\u{fffd}"))),
            Value::Int(number) => query.bind(number),
        };
    }
    Ok(query.fetch_all(on).await?.into_iter().map(|row| Row(Inner::Postgres(row))).collect())
}
