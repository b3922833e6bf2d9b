//! Mails into a folder, one `.eml` file each: for trying out, and for sites that pick them up.

use std::io::{self, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use lettre::Message;

use super::{MailError, Mailer, letters_only};

/// A folder that takes mails.
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at `path`, made (0700) if it is not there: the mails in it hold links.
    pub fn open(path: &Path) -> io::Result<Self> {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(path)?;
        Ok(Self(path.to_owned()))
    }
}

#[async_trait]
impl Mailer for Folder {
    async fn hand_over(&self, mail: &Message) -> Result<(), MailError> {
        let (folder, bytes) = (self.0.clone(), mail.formatted());
        let written = tokio::task::spawn_blocking(move || write(&folder, &bytes)).await;
        let written = written.unwrap_or_else(|e| Err(io::Error::other(e.to_string())));
        written.map_err(|e| MailError::Later(format!("{}: {e}", self.0.display())))
    }
}

/// Complete or not at all: whoever watches the folder never sees half a mail.
fn write(folder: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".").suffix(".part").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(folder.join(format!("{}.eml", letters_only(20)))).map_err(|e| e.error)?;
    Ok(())
}
