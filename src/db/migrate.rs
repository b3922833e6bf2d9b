//! The schema, step by step.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, PgConnection, SqlSafeStr, SqlitePool};

use super::DbError;

/// Each step's number and statements, for every engine: columns are TEXT or BIGINT, and TEXT is never another
/// word. A step that was released is never edited.
const STEPS: &[(i64, &str, &str)] = &[
    (1, "users, credentials, recovery links", include_str!("migrations/0001.sql")),
    (2, "sessions of links, mails of every kind, applications", include_str!("migrations/0002.sql")),
    (3, "protected users", include_str!("migrations/0003.sql")),
];

pub(super) async fn sqlite(pool: &SqlitePool) -> Result<(), DbError> {
    Ok(migrator(str::to_owned).run(pool).await?)
}

/// Of processes that start at once one takes the steps, and the others wait: the migrator locks.
pub(super) async fn postgres(connection: &mut PgConnection) -> Result<(), DbError> {
    // Ordered by bytes, as SQLite does it, whatever the locale: pages and `user_id > $1` rely on it.
    Ok(migrator(|sql| sql.replace(" TEXT", " TEXT COLLATE \"C\"")).run(connection).await?)
}

fn migrator(worded: fn(&str) -> String) -> Migrator {
    let migrations = STEPS.iter().map(|(version, about, sql)| {
        let sql = AssertSqlSafe(worded(sql)).into_sql_str();
        Migration::new(*version, Cow::Borrowed(about), MigrationType::Simple, sql, false)
    });
    Migrator { migrations: migrations.collect(), ..Migrator::DEFAULT }
}
