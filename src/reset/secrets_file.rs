//! The file of new secrets: what is about to be set is on disk before it is sent, and when the run ends exactly what
//! is in force is left.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::rows::{RowWriter, Rows, SecretRow};
use crate::journal::{Fate, Items, Journal, Progress};
use crate::sealed::Recipients;
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

/// How a file of new secrets is written.
#[derive(Clone)]
pub struct Form {
    /// For programs, or for people with a spreadsheet: when the file is finished.
    pub format: Format,
    /// For whom it is encrypted; `None` leaves it clear.
    pub recipients: Option<Recipients>,
}

/// A file of new secrets, in the order of the plan.
pub struct SecretsFile {
    path: PathBuf,
    form: Form,
    kept: Kept,
}

/// What is about to be set.
enum Kept {
    /// In the file, which is added to.
    Clear(File),
    /// Here as well: what is encrypted can only be written anew as a whole.
    Sealed(Vec<SecretRow>),
}

/// The rows of a file, as they are read.
pub(super) type RowsRead = Box<dyn Iterator<Item = io::Result<SecretRow>> + Send>;

impl SecretsFile {
    /// Whether a file could be made at `path`; nothing is written.
    pub fn check(path: &Path) -> Result<(), SecretsFileError> {
        // A dangling link counts too: creating through it would write somewhere else.
        // So does what an earlier run left in doubt: it may be the only copy of a secret in force.
        let all = [path.to_owned(), unresolved_beside(path), with_suffix(path, NEW)];
        match all.into_iter().find(|path| path.symlink_metadata().is_ok()) {
            Some(there) => Err(SecretsFileError::Exists(there)),
            None => Ok(()),
        }
    }

    /// Makes the file (mode 0600), without a row yet.
    pub fn create(path: &Path, form: Form) -> Result<Self, SecretsFileError> {
        let made = OpenOptions::new().append(true).create_new(true).mode(0o600).open(path);
        let file = made.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => SecretsFileError::Exists(path.to_owned()),
            _ => failed(path)(error),
        })?;
        let written = || {
            write_rows(&file, Format::Exact, form.recipients.as_ref(), std::iter::empty())?;
            file.sync_all()?;
            sync_folder_of(path)
        };
        if let Err(error) = written() {
            // Half a file is worse than none: nothing was sent yet.
            let _ = std::fs::remove_file(path);
            return Err(failed(path)(error));
        }
        let kept = if form.recipients.is_some() { Kept::Sealed(Vec::new()) } else { Kept::Clear(file) };
        Ok(Self { path: path.to_owned(), form, kept })
    }

    /// The clear file of a run that has nothing left to do.
    pub fn open(path: &Path, form: Form) -> Result<Self, SecretsFileError> {
        let file = OpenOptions::new().append(true).open(path).map_err(failed(path))?;
        Ok(Self { path: path.to_owned(), form, kept: Kept::Clear(file) })
    }

    /// Goes on with the file of a run that is taken up: replaces it, atomically, by these rows, in the order of the
    /// plan.
    pub(super) fn reopen(
        path: &Path,
        form: Form,
        rows: impl Iterator<Item = io::Result<SecretRow>>,
    ) -> Result<Self, SecretsFileError> {
        if form.recipients.is_none() {
            replace(path, Format::Exact, None, rows)?;
            return Self::open(path, form);
        }
        let rows: Vec<SecretRow> = rows.collect::<io::Result<_>>().map_err(unreadable(path))?;
        replace(path, Format::Exact, form.recipients.as_ref(), rows.iter().cloned().map(Ok))?;
        Ok(Self { path: path.to_owned(), form, kept: Kept::Sealed(rows) })
    }

    /// How many rows should be added at once, at least: a file that is written anew each time would else cost more
    /// the longer it is.
    pub(super) fn at_once(&self) -> usize {
        match &self.kept {
            Kept::Clear(_) => 1,
            Kept::Sealed(rows) => (rows.len() / 4).max(256),
        }
    }

    /// Adds rows. On return they are on disk.
    pub fn add(&mut self, new: &[SecretRow]) -> Result<(), SecretsFileError> {
        match &mut self.kept {
            Kept::Clear(file) => {
                let add = || {
                    let mut writer = RowWriter::added_to(BufWriter::new(&*file));
                    new.iter().try_for_each(|row| writer.row(row))?;
                    writer.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_data()
                };
                add().map_err(failed(&self.path))
            }
            Kept::Sealed(rows) => {
                rows.extend_from_slice(new);
                let recipients = self.form.recipients.as_ref();
                replace(&self.path, Format::Exact, recipients, rows.iter().cloned().map(Ok))
            }
        }
    }

    /// Replaces the file, atomically, by exactly the secrets in force. Those of which nobody knows go to
    /// `FILE.unresolved`.
    pub fn finish(self, journal: &Journal) -> Result<Finished, SecretsFileError> {
        let beside = unresolved_beside(&self.path);
        // What rows go and stay by has to be on disk before they do.
        journal.sync().map_err(failed(&self.path))?;
        let progress = journal.progress();
        let fates =
            || journal.items().map(|items| Fates { items, progress: &progress }).map_err(unreadable(&self.path));
        let recipients = self.form.recipients.as_ref();
        let mut unresolved = Vec::new();
        let mut at = fates()?;
        let in_doubt = |fate: Fate| fate.is_in_doubt();
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
            replace(&beside, self.form.format, recipients, unresolved.iter().cloned().map(Ok))?;
        }
        let mut at = fates()?;
        let in_force = self.rows()?.filter_map(|row| match row.and_then(|row| Ok((at.of(&row)?, row))) {
            Ok((Fate::Done, row)) => Some(Ok(row)),
            Ok(_) => None,
            Err(e) => Some(Err(e)),
        });
        let mut sealed = Vec::new();
        let in_force = in_force.inspect(|row| {
            if let (Some(_), Ok(row)) = (recipients, row) {
                sealed.push(row.clone());
            }
        });
        replace(&self.path, self.form.format, recipients, in_force)?;
        let unresolved = (!unresolved.is_empty()).then_some((beside, unresolved.len()));
        let kept = recipients.is_some().then_some(sealed);
        Ok(Finished { unresolved, path: self.path, kept })
    }

    pub(super) fn rows(&self) -> Result<RowsRead, SecretsFileError> {
        Ok(match &self.kept {
            Kept::Clear(_) => Box::new(Rows::open(&self.path).map_err(unreadable(&self.path))?),
            Kept::Sealed(rows) => Box::new(rows.clone().into_iter().map(Ok)),
        })
    }
}

/// A file that holds exactly what is in force.
pub struct Finished {
    /// Where the secrets are of which nobody knows, and how many, if there are any.
    pub unresolved: Option<(PathBuf, usize)>,
    path: PathBuf,
    kept: Option<Vec<SecretRow>>,
}

impl Finished {
    /// What is in force, in the order of the plan.
    pub fn rows(self) -> io::Result<RowsRead> {
        Ok(match self.kept {
            Some(rows) => Box::new(rows.into_iter().map(Ok)),
            None => Box::new(Rows::open(&self.path)?),
        })
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
    recipients: Option<&Recipients>,
    rows: impl Iterator<Item = io::Result<SecretRow>>,
) -> Result<(), SecretsFileError> {
    replace_with(path, |file| write_rows(file, format, recipients, rows))
}

fn write_rows(
    file: &File,
    format: Format,
    recipients: Option<&Recipients>,
    rows: impl Iterator<Item = io::Result<SecretRow>>,
) -> io::Result<()> {
    written_for(file, recipients, |out| {
        let mut writer = RowWriter::new(out, format)?;
        for row in rows {
            writer.row(&row?)?;
        }
        writer.finish().map(drop)
    })
}

/// Has a file written, encrypted if it has recipients.
pub(super) fn written_for(
    file: &File,
    recipients: Option<&Recipients>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    match recipients {
        Some(recipients) => {
            let mut sealed = recipients.seal(&mut out)?;
            write(&mut sealed)?;
            sealed.finish()?;
        }
        None => write(&mut out)?,
    }
    out.flush()
}

/// Replaces a file, atomically, by what is written.
pub(super) fn replace_with(path: &Path, write: impl FnOnce(&File) -> io::Result<()>) -> Result<(), SecretsFileError> {
    // One that a killed process has left is known by its name, and goes.
    let new = with_suffix(path, NEW);
    let replace = || {
        match std::fs::remove_file(&new) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&new)?;
        write(&file)?;
        file.sync_all()?;
        std::fs::rename(&new, path)?;
        sync_folder_of(path)
    };
    replace().map_err(|error| {
        let _ = std::fs::remove_file(&new);
        failed(path)(error)
    })
}

pub(super) fn failed(path: &Path) -> impl Fn(io::Error) -> SecretsFileError {
    move |error| SecretsFileError::Io { path: path.to_owned(), error }
}

fn unreadable(path: &Path) -> impl Fn(io::Error) -> SecretsFileError {
    move |error| SecretsFileError::Unreadable { path: path.to_owned(), error }
}

/// Where secrets in doubt go.
pub fn unresolved_beside(path: &Path) -> PathBuf {
    with_suffix(path, ".unresolved")
}

/// What a file is called while it is being replaced.
const NEW: &str = ".new";

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}
