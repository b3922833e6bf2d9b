//! Taking up a run with the file of new secrets that it left: whoever may have got a secret gets the same one.

use std::fs::File;
use std::io::{self, BufReader};
use std::iter::Peekable;
use std::path::Path;

use super::plan::read_item;
use super::rows::{Rows, SecretRow};
use super::secrets_file::{Form, RowsRead, SecretsFile, SecretsFileError, unresolved_beside};
use super::supply::{Source, Supply, SupplyError};
use crate::journal::{Item, Journal};
use crate::sealed::Identity;

/// The secrets of a run, as its file and `FILE.unresolved` have them, and from `source` for whoever has none yet. The
/// file is replaced, atomically, by one that goes on in the order of the plan. One that is encrypted takes the
/// `identity` that opens it.
pub fn take_up(
    path: &Path,
    form: Form,
    identity: Option<&Identity>,
    journal: &Journal,
    mut source: Source,
) -> Result<Supply, SupplyError> {
    let progress = journal.progress();
    let left = || Left::open(path, identity, journal);
    let reached = left()?.reached(journal)?;
    let (mut left, mut problem) = (left()?, None);
    let rows = journal.items()?.take(reached).filter_map(|item| {
        let row = item.map_err(SupplyError::from).and_then(|(index, item)| {
            let found = left.row_of(&item)?;
            let is_due = item.credential.is_some() && !progress.fate(index).is_settled();
            match found {
                None if is_due => new_row(item, &mut source).map(Some),
                found => Ok(found),
            }
        });
        row.transpose().map(|row| {
            row.map_err(|e| {
                problem = Some(e);
                // Told below: the file that is being written is given up.
                io::Error::other("it is not gone on with")
            })
        })
    });
    let file = SecretsFile::reopen(path, form, rows);
    problem.map_or(Ok(()), Err)?;
    Supply::going_on(source, file?)
}

fn new_row(item: Item, source: &mut Source) -> Result<SecretRow, SupplyError> {
    let (user, kind) = read_item(item)?;
    let secret = source.secret(&user, kind)?;
    Ok(SecretRow { user_id: user.user_id.to_string(), kind, secret })
}

/// The rows that a run left.
struct Left<'a> {
    path: &'a Path,
    run_id: &'a str,
    rows: Peekable<RowsRead>,
    unresolved: Option<Peekable<RowsRead>>,
}

impl<'a> Left<'a> {
    fn open(path: &'a Path, identity: Option<&Identity>, journal: &'a Journal) -> Result<Self, SecretsFileError> {
        let run_id = journal.run_id();
        let not_of_run =
            |why: String| SecretsFileError::NotOfRun { path: path.to_owned(), run_id: run_id.to_owned(), why };
        let rows = read(path, identity).map_err(|e| not_of_run(e.to_string()))?.peekable();
        let unresolved = match read(&unresolved_beside(path), identity) {
            Ok(rows) => Some(rows.peekable()),
            Err(e) if e.kind() == io::ErrorKind::NotFound => None,
            Err(e) => return Err(not_of_run(format!("what it left in doubt: {e}"))),
        };
        Ok(Self { path, run_id, rows, unresolved })
    }

    /// Up to which item rows were written. Whoever may have got a secret has to have one among them.
    fn reached(mut self, journal: &Journal) -> Result<usize, SupplyError> {
        let mut reached = 0;
        for item in journal.items()? {
            let (index, item) = item?;
            let in_doubt = journal.fate(index).is_in_doubt();
            if self.row_of(&item)?.is_some() {
                reached = index + 1;
            } else if in_doubt && item.credential.is_some() && journal.part() == 1 {
                return Err(self.not_of_run(format!("it has no row for {}", item.user_id)).into());
            }
        }
        self.is_used_up()?;
        Ok(reached)
    }

    /// The row of the next item of the plan.
    fn row_of(&mut self, item: &Item) -> Result<Option<SecretRow>, SecretsFileError> {
        let next = |rows: &mut Peekable<RowsRead>| match rows.peek() {
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

/// The rows of a file, encrypted or not.
fn read(path: &Path, identity: Option<&Identity>) -> io::Result<RowsRead> {
    let file = BufReader::new(File::open(path)?);
    Ok(match identity {
        Some(identity) => Box::new(Rows::read(identity.open(file).map_err(io::Error::other)?)?),
        None => Box::new(Rows::read(file)?),
    })
}
