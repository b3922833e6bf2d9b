//! Taking up a run with the file of new secrets that it left: whoever may have got a secret gets the same one.

use std::fs::File;
use std::io::{self, BufReader};
use std::iter::Peekable;
use std::path::Path;

use super::plan::read_item;
use super::rows::{Rows, SecretRow};
use super::secrets_file::{SecretsFile, SecretsFileError, failed, unresolved_beside};
use super::supply::{Source, Supply, SupplyError};
use crate::journal::{Fate, Item, Journal, Progress};
use crate::sheet::Format;

/// The secrets of a run, as its clear file and `FILE.unresolved` have them, and from `source` for whoever has none
/// yet. The file is replaced, atomically, by one that goes on in the order of the plan.
pub fn take_up(path: &Path, format: Format, journal: &Journal, mut source: Source) -> Result<Supply, SupplyError> {
    let progress = journal.progress();
    let mut left = Left::open(path, journal)?;
    let mut reached = 0;
    for item in journal.items()? {
        let (index, item) = item?;
        if left.row_of(&item)?.is_some() {
            reached = index + 1;
        }
    }
    left.is_used_up()?;
    let mut left = Left::open(path, journal)?;
    let items = journal.items()?.take(reached);
    let mut problem = None;
    let rows = items.filter_map(|item| {
        let row = item
            .map_err(SupplyError::from)
            .and_then(|(index, item)| row(index, item, &mut left, &progress, &mut source));
        match row {
            Ok(row) => row.map(Ok),
            Err(SupplyError::File(e)) => Some(Err(e)),
            Err(e) => {
                // Told below: the file that is being written is given up.
                problem = Some(e);
                Some(Err(failed(path)(io::Error::other("it is not gone on with"))))
            }
        }
    });
    let file = SecretsFile::reopen(path, format, rows);
    problem.map_or(Ok(()), Err)?;
    Supply::going_on(source, file?)
}

/// The row of an item, if it is to have one.
fn row(
    index: usize,
    item: Item,
    left: &mut Left<'_>,
    progress: &Progress,
    source: &mut Source,
) -> Result<Option<SecretRow>, SupplyError> {
    if item.credential.is_none() {
        return Ok(None);
    }
    if let Some(row) = left.row_of(&item)? {
        return Ok(Some(row));
    }
    match progress.fate(index) {
        Fate::Done | Fate::Skipped => Ok(None),
        // Written before it was sent, it has to be there.
        Fate::InDoubt | Fate::Unknown => Err(left.not_of_run(format!("it has no row for {}", item.user_id)).into()),
        Fate::Left | Fate::Failed => {
            let (user, kind) = read_item(item)?;
            let secret = source.secret(&user, kind)?;
            Ok(Some(SecretRow { user_id: user.user_id.to_string(), kind, secret }))
        }
    }
}

type FileRows = Peekable<Rows<BufReader<File>>>;

/// The rows that a run left.
struct Left<'a> {
    path: &'a Path,
    run_id: &'a str,
    rows: FileRows,
    unresolved: Option<FileRows>,
}

impl<'a> Left<'a> {
    fn open(path: &'a Path, journal: &'a Journal) -> Result<Self, SecretsFileError> {
        let run_id = journal.run_id();
        let not_of_run =
            |why: String| SecretsFileError::NotOfRun { path: path.to_owned(), run_id: run_id.to_owned(), why };
        let rows = Rows::open(path).map_err(|e| not_of_run(e.to_string()))?.peekable();
        let unresolved = match Rows::open(&unresolved_beside(path)) {
            Ok(rows) => Some(rows.peekable()),
            Err(e) if e.kind() == io::ErrorKind::NotFound => None,
            Err(e) => return Err(not_of_run(format!("what it left in doubt: {e}"))),
        };
        Ok(Self { path, run_id, rows, unresolved })
    }

    /// The row of the next item of the plan.
    fn row_of(&mut self, item: &Item) -> Result<Option<SecretRow>, SecretsFileError> {
        let next = |rows: &mut FileRows| match rows.peek() {
            Some(Ok(row)) if !row.is_of(item) => Ok(None),
            None => Ok(None),
            Some(_) => rows.next().transpose(),
        };
        let row = next(&mut self.rows);
        let unresolved = self.unresolved.as_mut().map_or(Ok(None), next);
        let not_of_run = |e: io::Error| self.not_of_run(e.to_string());
        Ok(row.map_err(not_of_run)?.or(unresolved.map_err(not_of_run)?))
    }

    fn is_used_up(&mut self) -> Result<(), SecretsFileError> {
        let next = self.rows.next().or_else(|| self.unresolved.as_mut()?.next());
        match next {
            None => Ok(()),
            Some(Err(e)) => Err(self.not_of_run(e.to_string())),
            Some(Ok(row)) => {
                let why = format!("the {} of {} is not of its plan, or not in its order", row.kind.noun(), row.user_id);
                Err(self.not_of_run(why))
            }
        }
    }

    fn not_of_run(&self, why: String) -> SecretsFileError {
        SecretsFileError::NotOfRun { path: self.path.to_owned(), run_id: self.run_id.to_owned(), why }
    }
}
