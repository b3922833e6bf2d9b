//! Sealing by the age crate.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use age::ssh::{self, ParseRecipientKeyError, UnsupportedKey};
use age::stream::{StreamReader, StreamWriter};
use age::{DecryptError, Decryptor, Encryptor, x25519};
use zeroize::Zeroizing;

use super::SealError;

/// The longest identity file; what is longer is some other file.
const MOST_BYTES: u64 = 1024 * 1024;

/// Those who will be able to read what is sealed. There is one at least.
#[derive(Clone)]
pub struct Recipients(Vec<Recipient>);

#[derive(Clone)]
enum Recipient {
    Age(x25519::Recipient),
    Ssh(ssh::Recipient),
}

impl Recipients {
    /// Reads recipients as they are handed around: `age1…`, or a line `ssh-ed25519 AAAA…`.
    pub fn parse(recipients: &[String]) -> Result<Self, SealError> {
        if recipients.is_empty() {
            let (recipient, why) = ("nobody".to_owned(), "at least one is needed".to_owned());
            return Err(SealError::Recipient { recipient, why });
        }
        let read = |(at, text): (usize, &String)| {
            let text = text.trim();
            parse_one(text).map_err(|why| SealError::Recipient { recipient: shown(at, text), why })
        };
        recipients.iter().enumerate().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Begins to seal: what is written to the result goes to `out` encrypted, a block at a time.
    pub fn seal<W: Write>(&self, out: W) -> io::Result<Sealed<W>> {
        let each = self.0.iter().map(|recipient| match recipient {
            Recipient::Age(recipient) => recipient as &dyn age::Recipient,
            Recipient::Ssh(recipient) => recipient,
        });
        let encryptor = Encryptor::with_recipients(each).map_err(|e| io::Error::other(e.to_string()))?;
        encryptor.wrap_output(out).map(Sealed)
    }
}

/// A recipient in an error. A secret key given by mistake is not told again.
fn shown(at: usize, text: &str) -> String {
    let is_public = text.starts_with("age1") || text.starts_with("ssh-");
    if is_public { format!("{text:?}") } else { format!("recipient {}", at + 1) }
}

fn parse_one(text: &str) -> Result<Recipient, String> {
    let is_secret = |text: &str| text.to_ascii_uppercase().starts_with("AGE-SECRET-KEY-") || text.starts_with("-----");
    if text.starts_with("ssh-") {
        match text.parse() {
            Ok(recipient @ ssh::Recipient::SshEd25519(..)) => Ok(Recipient::Ssh(recipient)),
            Err(ParseRecipientKeyError::Invalid(_)) if text.starts_with("ssh-ed25519") => {
                Err("it is no whole ssh-ed25519 key".to_owned())
            }
            _ => Err("of ssh keys only ssh-ed25519 is taken".to_owned()),
        }
    } else if text.starts_with("age1") {
        text.parse()
            .map(Recipient::Age)
            .map_err(|_| "it is no age key; a character may be missing or mistyped".to_owned())
    } else if is_secret(text) {
        Err("it is a secret key; give the public one, `age1…` or `ssh-ed25519 AAAA…`".to_owned())
    } else {
        Err("it is neither `age1…` nor `ssh-ed25519 AAAA…`".to_owned())
    }
}

/// A file being sealed. Without [`finish`](Self::finish) it is cut off, and is not opened again.
pub struct Sealed<W: Write>(StreamWriter<W>);

impl<W: Write> Sealed<W> {
    /// Seals what is left, and hands the writer back.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

impl<W: Write> Write for Sealed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Keys that open what was sealed for them.
pub struct Identity {
    path: PathBuf,
    keys: Vec<Box<dyn age::Identity>>,
}

impl Identity {
    /// Reads an age identity file (`AGE-SECRET-KEY-1…`, one a line) or an OpenSSH private key without a
    /// passphrase.
    pub fn read(path: &Path) -> Result<Self, SealError> {
        let keys = read_text(path).and_then(|text| {
            if text.contains("-----BEGIN ") { ssh_key(&text).map(|key| vec![key]) } else { age_keys(&text) }
        });
        let keys = keys.map_err(|why| SealError::Identity { path: path.to_owned(), why })?;
        Ok(Self { path: path.to_owned(), keys })
    }

    /// Opens what was sealed. Reading the result fails where it was altered or cut off.
    pub fn open<R: Read>(&self, sealed: R) -> Result<Opened<R>, SealError> {
        let keys = || self.keys.iter().map(|key| &**key);
        let opened = Decryptor::new(sealed).and_then(|decryptor| decryptor.decrypt(keys()));
        opened.map(Opened).map_err(|e| match e {
            DecryptError::NoMatchingKeys => SealError::NotForUs { path: self.path.clone() },
            DecryptError::InvalidHeader | DecryptError::UnknownFormat => {
                SealError::Damaged("it is no age file".to_owned())
            }
            e => SealError::Damaged(e.to_string()),
        })
    }
}

fn read_text(path: &Path) -> Result<Zeroizing<String>, String> {
    let file = std::fs::File::open(path).map_err(|e| e.to_string())?;
    // Room from the start: what grows leaves copies behind.
    let length = file.metadata().map_or(0, |metadata| metadata.len()).min(MOST_BYTES);
    let mut text = Zeroizing::new(String::with_capacity(usize::try_from(length).unwrap_or(0) + 1));
    file.take(MOST_BYTES).read_to_string(&mut text).map_err(|e| e.to_string())?;
    Ok(text)
}

fn ssh_key(text: &str) -> Result<Box<dyn age::Identity>, String> {
    match ssh::Identity::from_buffer(text.as_bytes(), None) {
        Ok(ssh::Identity::Encrypted(_) | ssh::Identity::Unsupported(UnsupportedKey::EncryptedPem)) => {
            Err("it is protected by a passphrase; a key without one is needed".to_owned())
        }
        Ok(key) if matches!(key.clone().try_into(), Ok(ssh::Recipient::SshEd25519(..))) => Ok(Box::new(key)),
        Ok(_) => Err("of ssh keys only ssh-ed25519 is taken".to_owned()),
        Err(_) => Err("it is no whole OpenSSH private key".to_owned()),
    }
}

fn age_keys(text: &str) -> Result<Vec<Box<dyn age::Identity>>, String> {
    let lines = text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let keys = lines.map(|(at, line)| {
        let key = line.parse::<x25519::Identity>().map_err(|_| {
            let public = line.starts_with("age1") || line.starts_with("ssh-");
            let hint = if public { ": it is public, the secret one is needed" } else { "" };
            format!("line {} is no age secret key{hint}", at + 1)
        });
        key.map(|key| Box::new(key) as Box<dyn age::Identity>)
    });
    let keys = keys.collect::<Result<Vec<_>, _>>()?;
    if keys.is_empty() { Err("it holds no key".to_owned()) } else { Ok(keys) }
}

/// What was sealed, decrypted as it is read. What it is read into is the caller's to wipe.
pub struct Opened<R: Read>(StreamReader<R>);

impl<R: Read> Read for Opened<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}
