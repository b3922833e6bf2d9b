//! Where mails go.

use std::path::PathBuf;

use url::Url;

use super::ConfigError;

/// What takes mails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailTarget {
    /// A folder of `.eml` files.
    Folder(PathBuf),
    /// A mail server, without encryption or sign-in.
    Smtp {
        /// Its name or address.
        host: String,
        /// Its port.
        port: u16,
    },
}

impl MailTarget {
    /// Reads what `--mail` says: `dir:PATH` or `smtp://HOST:PORT`.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let hint = "mail is dir:FOLDER, or smtp://HOST:PORT";
        if let Some(folder) = text.strip_prefix("dir:").filter(|folder| !folder.is_empty()) {
            return Ok(Self::Folder(PathBuf::from(folder)));
        }
        let bad = |why: String| ConfigError::new(format!("mail {text:?}: {why}")).hint(hint);
        let url = Url::parse(text).map_err(|e| bad(e.to_string()))?;
        let host = url.host_str().filter(|_| url.scheme() == "smtp").ok_or_else(|| bad("no such kind".to_owned()))?;
        if url.password().is_some() {
            return Err(bad("a password does not belong in an address".to_owned()));
        }
        if !url.username().is_empty() {
            return Err(bad("signing in to a mail server is not supported yet".to_owned()));
        }
        for (key, value) in url.query_pairs() {
            match (key.as_ref(), value.as_ref()) {
                ("tls", "none") => {}
                ("tls", "starttls" | "implicit") => return Err(bad(format!("tls={value} is not supported yet"))),
                _ => return Err(bad(format!("{key}={value} means nothing"))),
            }
        }
        Ok(Self::Smtp { host: host.to_owned(), port: url.port().unwrap_or(25) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_yet_is_refused() {
        let smtp = |port| Ok(MailTarget::Smtp { host: "mx.example".to_owned(), port });
        assert_eq!(MailTarget::parse("smtp://mx.example:2525"), smtp(2525));
        assert_eq!(MailTarget::parse("smtp://mx.example?tls=none"), smtp(25));
        assert_eq!(MailTarget::parse("dir:/tmp/m"), Ok(MailTarget::Folder("/tmp/m".into())));
        for bad in [
            "smtp://mx.example?tls=starttls",
            "smtp://mx.example?tls=implicit",
            "smtp://me@mx.example",
            "smtp://me:pw@mx.example",
            "smtp://mx.example?tsl=none",
            "dir:",
            "sendmail",
            "http://mx.example",
        ] {
            assert!(MailTarget::parse(bad).is_err(), "{bad}");
        }
    }
}
