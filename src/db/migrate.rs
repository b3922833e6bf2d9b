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
    (4, "users who live elsewhere", include_str!("migrations/0004.sql")),
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

#[cfg(test)]
mod tests {
    use sqlx::Row as _;
    use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

    use super::*;

    /// The last step takes a column with a foreign key away: nothing that others refer to may be lost by it.
    #[tokio::test]
    async fn a_database_of_before_keeps_its_links_and_who_is_done() {
        let options = SqliteConnectOptions::new().in_memory(true).foreign_keys(true);
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
        for (_, _, sql) in &STEPS[..3] {
            sqlx::raw_sql(*sql).execute(&pool).await.unwrap();
        }
        let filled = "INSERT INTO users (user_id, user_key, first_name, last_name, location, search_text, updated_at) \
                      VALUES ('amara', 'amara', '', '', 'Oslo', '', 0); \
                      INSERT INTO credentials VALUES ('amara', 'application', 'k1$', 0, 7); \
                      INSERT INTO recovery_links (id, user_id, queued_at) VALUES ('link', 'amara', 5); \
                      INSERT INTO link_tokens (token_hash, link_id) VALUES ('token', 'link')";
        sqlx::raw_sql(filled).execute(&pool).await.unwrap();
        sqlx::raw_sql(STEPS[3].2).execute(&pool).await.unwrap();
        let told = "SELECT recovery_links.user_id || changed_at || value AS told FROM recovery_links \
                    JOIN link_tokens ON link_id = recovery_links.id \
                    JOIN recovery_users ON recovery_users.user_id = recovery_links.user_id \
                    JOIN decisions ON name = 'users'";
        let rows = sqlx::query(told).fetch_all(&pool).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.get::<String, _>("told")).collect::<Vec<_>>(), ["amara7own"]);
        let elsewhere = "INSERT INTO recovery_links (id, user_id, queued_at) VALUES ('other', 'elsewhere', 5)";
        sqlx::raw_sql(elsewhere).execute(&pool).await.unwrap();
        assert!(sqlx::raw_sql("DELETE FROM recovery_links WHERE id = 'link'").execute(&pool).await.is_err());
    }
}
