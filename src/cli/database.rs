//! The database of a backend opened, with the key file that belongs to it: whoever has one of the two has
//! lost what is stored.

use std::path::Path;

use anyhow::Context as _;

use super::exit::{Exit, Failure};
use crate::config::{ConfigError, Data, Database, PostgresUrl};
use crate::db::{Db, DbError};
use crate::hashing::KeyFile;

/// Opens both, and makes them where there is neither; a PostgreSQL database has to be there.
pub(super) async fn open(data: &Data) -> anyhow::Result<(Db, KeyFile)> {
    let key_file = data.folder.join("secret.key");
    let shown = || format!("the data in {}", data.folder.display());
    match &data.database {
        Database::Sqlite(path) => {
            if path.exists() && !key_file.exists() {
                return Err(lost_key(&key_file, "the database is there", "restore it").into());
            }
            let key = KeyFile::open_or_create(&key_file).with_context(shown)?;
            Ok((Db::open_sqlite(path).await.with_context(shown)?, key))
        }
        Database::Postgres(url) => {
            let db = Db::open_postgres(url.expose()).await.map_err(|e| not_opened(url, &e))?;
            // In this order: another process that has made its key file since then has also used the database.
            if db.is_in_use().await.map_err(|e| not_opened(url, &e))? && !key_file.exists() {
                let held = format!("{url} holds what was made with it");
                return Err(lost_key(&key_file, &held, "restore it, or copy it from another process of it").into());
            }
            Ok((db, KeyFile::open_or_create(&key_file).with_context(shown)?))
        }
    }
}

fn lost_key(key_file: &Path, held: &str, mend: &str) -> ConfigError {
    ConfigError::new(format!("{} is missing, and {held}", key_file.display()))
        .hint(format!("{mend}: without the key no stored password or passcode can be checked"))
}

fn not_opened(url: &PostgresUrl, error: &DbError) -> Failure {
    if error.is_unreachable() {
        Failure::new(Exit::Unreachable, format!("{url} cannot be reached: {error}"))
            .hint("check host, port and certificate, and that PostgreSQL is running there and lets this machine in")
    } else {
        Failure::new(Exit::Config, format!("{url} cannot be used: {error}"))
            .hint("check user, password and database: it has to be there, and the user may make tables in it")
    }
}
