//! What signs in to servers, kept in a file that only this user can read: tokens of backends, logins of BroadWorks.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::domain::Secret;
use crate::kept;

/// The file: a table of servers. No `Debug`: it holds tokens.
#[derive(Default, Serialize, Deserialize)]
struct Stored {
    #[serde(default)]
    servers: BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Entry {
    Token { token: String },
    Login { user: String, password: String },
}

/// The token kept for a server.
pub(super) fn load(file: &Path, server: &str) -> anyhow::Result<Option<Secret>> {
    Ok(match read(file)?.servers.remove(server) {
        Some(Entry::Token { token }) => Some(Secret::new(token)),
        _ => None,
    })
}

/// The login kept for a server: its user and password.
#[cfg(feature = "broadworks")]
pub(super) fn load_login(file: &Path, server: &str) -> anyhow::Result<Option<(String, Secret)>> {
    Ok(match read(file)?.servers.remove(server) {
        Some(Entry::Login { user, password }) => Some((user, Secret::new(password))),
        _ => None,
    })
}

/// Keeps a token for a server.
pub(super) fn store(file: &Path, server: &str, token: &Secret) -> anyhow::Result<()> {
    keep(file, server, Entry::Token { token: token.expose().to_owned() })
}

/// Keeps a login for a server.
#[cfg(feature = "broadworks")]
pub(super) fn store_login(file: &Path, server: &str, user: &str, password: &Secret) -> anyhow::Result<()> {
    keep(file, server, Entry::Login { user: user.to_owned(), password: password.expose().to_owned() })
}

fn keep(file: &Path, server: &str, entry: Entry) -> anyhow::Result<()> {
    let mut stored = read(file)?;
    stored.servers.insert(server.to_owned(), entry);
    write(file, &stored)
}

/// Forgets what is kept for a server; `false` if there was nothing.
pub(super) fn remove(file: &Path, server: &str) -> anyhow::Result<bool> {
    let mut stored = read(file)?;
    let removed = stored.servers.remove(server).is_some();
    if removed {
        write(file, &stored)?;
    }
    Ok(removed)
}

fn read(file: &Path) -> anyhow::Result<Stored> {
    match std::fs::read_to_string(file) {
        // The parser's message would quote the line, and with it a token.
        Ok(text) => toml::from_str(&text).map_err(|_| anyhow::anyhow!("{} is damaged; sign in again", file.display())),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Stored::default()),
        Err(e) => Err(e).with_context(|| file.display().to_string()),
    }
}

fn write(file: &Path, stored: &Stored) -> anyhow::Result<()> {
    let text = zeroize::Zeroizing::new(toml::to_string(stored)?);
    kept::replace(file, text.as_bytes()).with_context(|| file.display().to_string())
}
