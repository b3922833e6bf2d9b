//! The schema, step by step.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr, SqlitePool};

use super::DbError;

/// Each step's number and statements. A step that was released is never edited.
const STEPS: &[(i64, &str, &str)] = &[
    (1, "users, credentials, recovery links", include_str!("migrations/0001.sql")),
    (2, "sessions of links, mails of every kind, applications", include_str!("migrations/0002.sql")),
];

pub(super) async fn sqlite(pool: &SqlitePool) -> Result<(), DbError> {
    let migrations = STEPS.iter().map(|(version, about, sql)| {
        let sql = AssertSqlSafe((*sql).to_owned()).into_sql_str();
        Migration::new(*version, Cow::Borrowed(about), MigrationType::Simple, sql, false)
    });
    let migrator = Migrator { migrations: migrations.collect(), ..Migrator::DEFAULT };
    Ok(migrator.run(pool).await?)
}
