//! The file of new secrets: what is about to be set is on disk before it is sent, and when the run ends exactly what
//! is in force is left.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::rows::{RowWriter, Rows, SecretRow};
use crate::journal::{Fate, Items, Journal, Progress};
use crate::sheet::Format;

/// The file was not made, or not finished.
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
    /// It cannot be read back.
    #[error("{path} cannot be read back: {error}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// It is not what the run left.
    #[error("{path} is not as run {run_id} left it: {why}")]
    NotOfRun {
        /// Which.
        path: PathBuf,
        /// Whose it should be.
        run_id: String,
        /// What tells.
        why: String,
    },
}

/// A file of new secrets, in the order of the plan.
pub struct SecretsFile {
    path: PathBuf,
    file: File,
    format: Format,
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

    /// Makes the file (mode 0600), without a row yet. When it is finished, it is written in `format`.
    pub fn create(path: &Path, format: Format) -> Result<Self, SecretsFileError> {
        let made = OpenOptions::new().append(true).create_new(true).mode(0o600).open(path);
        let file = made.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => SecretsFileError::Exists(path.to_owned()),
            _ => failed(path)(error),
        })?;
        let header = || {
            RowWriter::new(&file, Format::Exact)?.finish()?;
            file.sync_all()?;
            sync_folder_of(path)
        };
        header().map_err(|error| {
            // Half a file is worse than none: nothing was sent yet.
            let _ = std::fs::remove_file(path);
            failed(path)(error)
        })?;
        Ok(Self { path: path.to_owned(), file, format })
    }

    /// The file of a run that has nothing left to do.
    pub fn open(path: &Path, format: Format) -> Result<Self, SecretsFileError> {
        let file = OpenOptions::new().append(true).open(path).map_err(failed(path))?;
        Ok(Self { path: path.to_owned(), file, format })
    }

    /// Goes on with the file of a run that is taken up: replaces it, atomically, by these rows, in the order of the
    /// plan.
    pub(super) fn reopen(
        path: &Path,
        format: Format,
        rows: impl Iterator<Item = Result<SecretRow, SecretsFileError>>,
    ) -> Result<Self, SecretsFileError> {
        replace(path, Format::Exact, rows)?;
        Self::open(path, format)
    }

    /// Adds rows. On return they are on disk.
    pub fn add(&mut self, rows: &[SecretRow]) -> Result<(), SecretsFileError> {
        let add = || {
            let mut writer = RowWriter::added_to(BufWriter::new(&self.file));
            rows.iter().try_for_each(|row| writer.row(row))?;
            writer.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_data()
        };
        add().map_err(failed(&self.path))
    }

    /// Replaces the file, atomically, by exactly the secrets in force. Those of which nobody knows go to
    /// `FILE.unresolved`, whose path and number of rows are returned.
    pub fn finish(self, journal: &Journal) -> Result<Option<(PathBuf, usize)>, SecretsFileError> {
        let beside = unresolved_beside(&self.path);
        let progress = journal.progress();
        let fates =
            || journal.items().map(|items| Fates { items, progress: &progress }).map_err(unreadable(&self.path));
        let mut unresolved = Vec::new();
        let mut at = fates()?;
        let in_doubt = |fate| matches!(fate, Fate::Unknown | Fate::InDoubt);
        // Twice through: what is in doubt has to be safe before the only copy of it goes.
        for row in self.rows()? {
            let row = row.map_err(unreadable(&self.path))?;
            if in_doubt(at.of(&row).map_err(unreadable(&self.path))?) {
                unresolved.push(row);
            }
        }
        if unresolved.is_empty() {
            match std::fs::remove_file(&beside) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(failed(&beside)(e)),
                _ => {}
            }
        } else {
            replace(&beside, self.format, unresolved.iter().cloned().map(Ok))?;
        }
        let mut at = fates()?;
        let in_force = self.rows()?.filter_map(|row| {
            let fate = row.and_then(|row| Ok((at.of(&row)?, row)));
            match fate {
                Ok((Fate::Done, row)) => Some(Ok(row)),
                Ok(_) => None,
                Err(e) => Some(Err(unreadable(&self.path)(e))),
            }
        });
        replace(&self.path, self.format, in_force)?;
        Ok((!unresolved.is_empty()).then_some((beside, unresolved.len())))
    }

    pub(super) fn rows(&self) -> Result<Rows<io::BufReader<File>>, SecretsFileError> {
        Rows::open(&self.path).map_err(unreadable(&self.path))
    }
}

/// The fate of each row, which come in the order of the plan.
struct Fates<'a> {
    items: Items,
    progress: &'a Progress,
}

impl Fates<'_> {
    fn of(&mut self, row: &SecretRow) -> io::Result<Fate> {
        for item in self.items.by_ref() {
            let (index, item) = item?;
            if row.is_of(&item) {
                return Ok(self.progress.fate(index));
            }
        }
        Err(io::Error::other(format!("the plan does not name the {} of {}", row.kind.noun(), row.user_id)))
    }
}

fn replace(
    path: &Path,
    format: Format,
    rows: impl Iterator<Item = Result<SecretRow, SecretsFileError>>,
) -> Result<(), SecretsFileError> {
    let file = tempfile::NamedTempFile::new_in(folder_of(path)).map_err(failed(path))?;
    let mut writer = RowWriter::new(BufWriter::new(file), format).map_err(failed(path))?;
    for row in rows {
        writer.row(&row?).map_err(failed(path))?;
    }
    let finished = writer.finish().and_then(|out| {
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|e| e.error)?;
        sync_folder_of(path)
    });
    finished.map_err(failed(path))
}

pub(super) fn failed(path: &Path) -> impl Fn(io::Error) -> SecretsFileError {
    move |error| SecretsFileError::Io { path: path.to_owned(), error }
}

fn unreadable(path: &Path) -> impl Fn(io::Error) -> SecretsFileError {
    move |error| SecretsFileError::Unreadable { path: path.to_owned(), error }
}

/// Where secrets in doubt go.
pub fn unresolved_beside(path: &Path) -> PathBuf {
    let mut beside = path.to_owned().into_os_string();
    beside.push(".unresolved");
    PathBuf::from(beside)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}
