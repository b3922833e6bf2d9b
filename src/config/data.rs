//! Where a backend keeps its data.

use std::fmt;
use std::path::{Path, PathBuf};

use url::Url;

use super::{ConfigError, Paths};

/// Where a backend keeps its data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Data {
    /// The database.
    pub database: Database,
    /// The folder for the key file and, where mails go to a folder, for `mail/`.
    pub folder: PathBuf,
}

/// Which database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// SQLite, in this file.
    Sqlite(PathBuf),
    /// PostgreSQL, which any number of backends may share.
    Postgres(PostgresUrl),
}

impl Data {
    /// The data in a folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self { database: Database::Sqlite(folder.join("ossmosis.sqlite")), folder: folder.to_owned() }
    }

    /// Reads what `serve --data` says: a folder, `sqlite:PATH`, or a PostgreSQL address, which leaves the usual
    /// data folder for what is no database.
    pub fn parse(text: &str, paths: &Paths) -> Result<Self, ConfigError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            if path.is_empty() {
                return Err(ConfigError::new("sqlite: names no file"));
            }
            let database = PathBuf::from(path);
            let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new(".")).to_owned();
            return Ok(Self { database: Database::Sqlite(database), folder });
        }
        match text.split_once("://").map(|(scheme, _)| scheme) {
            None => Ok(Self::in_folder(Path::new(text))),
            Some("postgres" | "postgresql") => {
                let database = Database::Postgres(PostgresUrl::parse(text)?);
                Ok(Self { database, folder: paths.data.clone() })
            }
            // What follows may hold a password.
            Some(scheme) => Err(ConfigError::new(format!("{scheme}://… is no place for data"))
                .hint("give a folder, sqlite:PATH, or postgres://USER@HOST/DATABASE")),
        }
    }
}

/// The address of a PostgreSQL database. It may hold a password, which is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresUrl(Url);

/// The parameters that an address may have. Another one is refused: a misspelt `sslmode` must not go unnoticed.
const PARAMETERS: &[&str] = &["host", "sslmode", "sslrootcert", "sslcert", "sslkey", "application_name", "options"];

impl PostgresUrl {
    /// Reads an address. No error repeats it.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let url = Url::parse(text).map_err(|e| bad(&format!("it is no URL ({e})")))?;
        // Unescaped, the rest of a password stands where it would be shown.
        if url.fragment().is_some() || url.path().contains('@') {
            return Err(bad("it has a # or @ where none can be"));
        }
        if url.query_pairs().any(|(name, _)| !PARAMETERS.contains(&name.as_ref())) {
            return Err(bad(&format!("after the ? it may have {}", PARAMETERS.join(", "))));
        }
        Ok(Self(url))
    }

    /// The whole address, with the password if it has one.
    pub fn expose(&self) -> &str {
        self.0.as_str()
    }
}

fn bad(why: &str) -> ConfigError {
    ConfigError::new(format!("the address of the PostgreSQL database cannot be used: {why}")).hint(
        "write postgres://USER:PASSWORD@HOST:PORT/DATABASE; in a password, % # / ? @ and : are written %25 %23 %2F \
         %3F %40 %3A",
    )
}

impl fmt::Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = self.0.clone();
        shown.set_query(None);
        // It fails where there is no host, and then there is no password either.
        let _ = shown.set_password(None);
        f.write_str(shown.as_str())
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let url = PostgresUrl::parse("postgres://acme:Kanarie7@db.example:5433/voice?sslmode=verify-full").unwrap();
        assert_eq!(url.to_string(), "postgres://acme@db.example:5433/voice");
        assert_eq!(format!("{url:?}"), url.to_string());
        assert!(url.expose().contains("Kanarie7"));
        for text in ["postgres://db.example/voice", "postgresql://acme@[::1]/voice", "postgres:///voice?host=/run/pg"] {
            PostgresUrl::parse(text).unwrap();
        }
    }

    #[test]
    fn what_is_wrong_with_an_address_is_told_without_it() {
        for text in [
            "postgres://acme:Kanarie7@:x/voice",
            "postgres://acme:12/Kanarie7@db.example/voice",
            "postgres://acme:12#Kanarie7@db.example/voice",
            "postgres://acme:12?Kanarie7@db.example/voice",
            "postgres://db.example/voice?password=Kanarie7",
            "postgres://db.example/voice?sslmod=Kanarie7",
        ] {
            let error = PostgresUrl::parse(text).unwrap_err();
            assert!(!format!("{error:?}").contains("Kanarie7"), "{error:?}");
        }
    }
}
