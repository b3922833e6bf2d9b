//! Tokens of servers, kept in a file that only this user can read.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use crate::domain::Secret;

/// The file: a table of servers. No `Debug`: it holds tokens.
#[derive(Default, Serialize, Deserialize)]
struct Stored {
    #[serde(default)]
    servers: BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    token: String,
}

/// The token kept for a server.
pub(super) fn load(file: &Path, server: &str) -> anyhow::Result<Option<Secret>> {
    Ok(read(file)?.servers.remove(server).map(|entry| Secret::new(entry.token)))
}

/// Keeps a token for a server.
pub(super) fn store(file: &Path, server: &str, token: &Secret) -> anyhow::Result<()> {
    let mut stored = read(file)?;
    stored.servers.insert(server.to_owned(), Entry { token: token.expose().to_owned() });
    write(file, &stored)
}

/// Forgets the token of a server; `false` if there was none.
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

/// Replaces the file at once: 0600 from its first byte, as temporary files are made.
fn write(file: &Path, stored: &Stored) -> anyhow::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(toml::to_string(stored)?.as_bytes())?;
    new.as_file().sync_all()?;
    new.persist(file).with_context(|| file.display().to_string())?;
    Ok(())
}
