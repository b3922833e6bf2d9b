//! The file of new secrets: complete on disk before the first is sent, exact when the run ends.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::directory::CredentialChange;
use crate::sheet::{Column, ColumnKind, Format, SheetWriter};

/// The columns of the file.
pub const COLUMNS: &[Column] = &[
    Column { name: "user_id", aliases: &["user", "id"], kind: ColumnKind::Number, max_length: 161 },
    Column { name: "credential", aliases: &["kind"], kind: ColumnKind::Exact, max_length: 20 },
    Column { name: "secret", aliases: &["password", "passcode"], kind: ColumnKind::Secret, max_length: 1024 },
];

/// The file was not made.
#[derive(Debug, thiserror::Error)]
pub enum SecretsFileError {
    /// There is one of that name; it may hold the secrets of another run.
    #[error("{0} exists already; it is not overwritten")]
    Exists(PathBuf),
    /// It cannot be written.
    #[error("{path} cannot be written: {error}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

/// A file of new secrets.
pub struct SecretsFile {
    path: PathBuf,
}

impl SecretsFile {
    /// Whether a file could be made at `path`; nothing is written.
    pub fn check(path: &Path) -> Result<(), SecretsFileError> {
        // A dangling link counts too: creating through it would write somewhere else.
        // So does what an earlier run left in doubt: it may be the only copy of a secret in force.
        match [path.to_owned(), unresolved_beside(path)].into_iter().find(|path| path.symlink_metadata().is_ok()) {
            Some(there) => Err(SecretsFileError::Exists(there)),
            None => Ok(()),
        }
    }

    /// Makes the file (mode 0600) with every secret that is about to be set. On return it is on disk.
    pub fn create<'a>(
        path: &Path,
        changes: impl Iterator<Item = &'a CredentialChange>,
    ) -> Result<Self, SecretsFileError> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(|error| {
            if error.kind() == io::ErrorKind::AlreadyExists {
                SecretsFileError::Exists(path.to_owned())
            } else {
                SecretsFileError::Io { path: path.to_owned(), error }
            }
        })?;
        let written = write_all(&file, changes).and_then(|()| File::open(folder_of(path))?.sync_all());
        written.map_err(|error| {
            // Half a file is worse than none: nothing was sent yet.
            let _ = std::fs::remove_file(path);
            SecretsFileError::Io { path: path.to_owned(), error }
        })?;
        Ok(Self { path: path.to_owned() })
    }

    /// Replaces the file, atomically, by exactly the secrets in force. Those of which nobody knows go to
    /// `FILE.unresolved`, whose path is returned.
    pub fn finish<'a>(
        self,
        in_force: impl Iterator<Item = &'a CredentialChange>,
        unresolved: &[&'a CredentialChange],
    ) -> Result<Option<PathBuf>, SecretsFileError> {
        let beside = unresolved_beside(&self.path);
        if !unresolved.is_empty() {
            replace(&beside, unresolved.iter().copied())?;
        }
        replace(&self.path, in_force)?;
        Ok((!unresolved.is_empty()).then_some(beside))
    }
}

fn replace<'a>(path: &Path, changes: impl Iterator<Item = &'a CredentialChange>) -> Result<(), SecretsFileError> {
    let failed = |error: io::Error| SecretsFileError::Io { path: path.to_owned(), error };
    let file = tempfile::NamedTempFile::new_in(folder_of(path)).map_err(failed)?;
    write_all(file.as_file(), changes).map_err(failed)?;
    file.persist(path).map_err(|e| failed(e.error))?;
    File::open(folder_of(path)).and_then(|folder| folder.sync_all()).map_err(failed)
}

fn write_all<'a>(file: &File, changes: impl Iterator<Item = &'a CredentialChange>) -> io::Result<()> {
    let mut sheet = SheetWriter::new(BufWriter::new(file), COLUMNS.to_vec(), Format::Exact)?;
    for change in changes {
        sheet.row(&[Some(change.user_id.as_str()), Some(change.kind.as_str()), Some(change.secret.expose())])?;
    }
    sheet.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

/// Where secrets in doubt go.
fn unresolved_beside(path: &Path) -> PathBuf {
    let mut beside = path.to_owned().into_os_string();
    beside.push(".unresolved");
    PathBuf::from(beside)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
