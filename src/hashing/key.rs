//! The key file: peppers by id, the newest last.

use std::io::{self, Write};
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use rand::{RngExt, SeedableRng};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::HashError;
use crate::domain::Secret;

/// The keys of an installation. The file has a line `id:hex` a key; a new key is added at the end, and old
/// ones stay as long as hashes name them.
pub struct KeyFile {
    keys: Vec<(String, Zeroizing<Vec<u8>>)>,
}

impl KeyFile {
    /// Reads the key file, or makes it (mode 0600) where there is none. Two processes that start at the
    /// same time end up with the same key.
    pub fn open_or_create(path: &Path) -> io::Result<Self> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&Zeroizing::new(text)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                let folder = path.parent().unwrap_or(Path::new("."));
                let mut file = tempfile::NamedTempFile::new_in(folder)?;
                let key: Zeroizing<[u8; 32]> = Zeroizing::new(rand::rngs::StdRng::from_seed(rand::random()).random());
                writeln!(file, "k1:{}", hex(&key[..]).as_str())?;
                file.as_file().sync_all()?;
                match file.persist_noclobber(path) {
                    Ok(_) => std::fs::File::open(folder)?.sync_all()?,
                    Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => {}
                    Err(e) => return Err(e.error),
                }
                Self::parse(&Zeroizing::new(std::fs::read_to_string(path)?))
            }
            Err(e) => Err(e),
        }
    }

    fn parse(text: &str) -> io::Result<Self> {
        let bad = || io::Error::other("the key file is damaged: a line is no `id:hex`");
        let keys = text
            .lines()
            .map(|line| {
                let (id, key) = line.split_once(':')?;
                Some((id.to_owned(), Zeroizing::new(unhex(key)?)))
            })
            .collect::<Option<Vec<_>>>()
            .filter(|keys| keys.iter().all(|(id, key)| !id.is_empty() && !id.contains('$') && key.len() >= 32));
        keys.filter(|keys| !keys.is_empty()).map(|keys| Self { keys }).ok_or_else(bad)
    }

    /// The id of the key that new hashes use.
    pub(super) fn newest(&self) -> &str {
        self.keys.last().map_or("", |(id, _)| id)
    }

    /// A code of a text, with the id of the key that it was made with (HMAC-SHA-256).
    pub(super) fn code(&self, id: &str, text: &Secret) -> Result<String, HashError> {
        Ok(format!("{id}:{}", hex(&self.keyed(id, text)?).as_str()))
    }

    /// A secret, keyed (HMAC-SHA-256).
    pub(super) fn keyed(&self, id: &str, secret: &Secret) -> Result<Zeroizing<Vec<u8>>, HashError> {
        let missing = || HashError(format!("the key file has no key {id:?}; a stored hash needs it"));
        let (_, key) = self.keys.iter().find(|(known, _)| known == id).ok_or_else(missing)?;
        let mut mac = Hmac::<Sha256>::new_from_slice(key).map_err(|e| HashError(e.to_string()))?;
        mac.update(secret.expose().as_bytes());
        Ok(Zeroizing::new(mac.finalize().into_bytes().to_vec()))
    }
}

fn hex(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    digits.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
