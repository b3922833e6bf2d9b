//! Rows of answers.

use jiff::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Executor, Row as _, Sqlite};

use super::{DbError, Value};

/// One row.
pub struct Row(SqliteRow);

impl Row {
    /// Text that is never null.
    pub fn text(&self, column: &str) -> Result<String, DbError> {
        Ok(self.0.try_get(column)?)
    }

    /// Text that may be null.
    pub fn text_or_null(&self, column: &str) -> Result<Option<String>, DbError> {
        Ok(self.0.try_get(column)?)
    }

    /// A number that is never null.
    pub fn int(&self, column: &str) -> Result<i64, DbError> {
        Ok(self.0.try_get(column)?)
    }

    /// A count.
    pub fn count(&self, column: &str) -> Result<u64, DbError> {
        Ok(u64::try_from(self.int(column)?).unwrap_or_default())
    }

    /// A moment that may be null.
    pub fn time_or_null(&self, column: &str) -> Result<Option<Timestamp>, DbError> {
        let millis: Option<i64> = self.0.try_get(column)?;
        Ok(millis.and_then(|millis| Timestamp::from_millisecond(millis).ok()))
    }
}

pub(super) async fn fetch_sqlite<'c>(
    on: impl Executor<'c, Database = Sqlite>,
    sql: String,
    values: Vec<Value>,
) -> Result<Vec<Row>, DbError> {
    // Statements are written in this crate; values only ever reach them through `bind`.
    let mut query = sqlx::query(AssertSqlSafe(sql));
    for value in values {
        query = match value {
            Value::Text(text) => query.bind(text),
            Value::Int(number) => query.bind(number),
        };
    }
    Ok(query.fetch_all(on).await?.into_iter().map(Row).collect())
}
