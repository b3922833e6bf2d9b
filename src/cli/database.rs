//! The database of a backend opened, with the key file that belongs to it: whoever has one of the two has
//! lost what is stored.

use std::path::Path;

use anyhow::Context as _;

use super::exit::{Exit, Failure};
use crate::config::{ConfigError, Data, Database, PostgresUrl};
use crate::db::{Db, DbError};
use crate::hashing::KeyFile;

/// Where the users of a backend live. It is decided for good when its data is made: links and keys of the one mean
/// nothing to the other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Users {
    /// In its database.
    Own,
    /// On a platform that it stands in front of.
    OnPlatform,
}

/// Opens both for users who live there, and makes them where there is neither; a PostgreSQL database has to be there.
pub(super) async fn open(data: &Data, users: Users) -> anyhow::Result<(Db, KeyFile)> {
    let (db, key) = open_both(data).await?;
    check_users(&db, users).await?;
    Ok((db, key))
}

async fn check_users(db: &Db, users: Users) -> anyhow::Result<()> {
    let word = match users {
        Users::Own => "own",
        Users::OnPlatform => "platform",
    };
    if db.decide("users", word).await? == word {
        return Ok(());
    }
    let (message, hint) = match users {
        Users::Own => (
            "the data is that of a backend in front of a platform, which keeps its users",
            "serve it with --directory URL, or give other data",
        ),
        Users::OnPlatform => (
            "the data is that of a backend with users of its own, which cannot stand in front of a platform",
            "give other data with --data, or leave --directory out",
        ),
    };
    Err(ConfigError::new(message).hint(hint).into())
}

async fn open_both(data: &Data) -> anyhow::Result<(Db, KeyFile)> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn users_of_ones_own_and_those_of_a_platform_are_never_mixed() {
        for (first, other) in [(Users::Own, Users::OnPlatform), (Users::OnPlatform, Users::Own)] {
            let folder = tempfile::tempdir().unwrap();
            let data = Data::in_folder(folder.path());
            for _ in 0..2 {
                open(&data, first).await.unwrap().0.close().await;
            }
            let refused = open(&data, other).await.err().unwrap();
            assert!(refused.downcast_ref::<ConfigError>().is_some_and(|e| e.hint.is_some()), "{refused}");
            open(&data, first).await.unwrap();
        }
    }
}
