//! CSV as people and spreadsheets write it: read with every damaged cell named, written so that a
//! spreadsheet runs nothing in it.

mod cell;
mod lines;
mod read;
mod write;

pub use cell::{Column, ColumnKind, guard, unguard};
pub use read::{Row, Sheet, SheetError};
pub use write::{Format, SheetWriter};

use crate::domain::UserId;

/// What is wrong with a row, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The physical line where the record begins; the header is line 1.
    pub line: u64,
    /// The column, by its canonical name, where one cell is to blame.
    pub column: Option<&'static str>,
    /// A word for programs, like `bad_email`.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
    /// The users that a damaged cell may mean.
    pub meant: Option<Vec<UserId>>,
}

impl Problem {
    /// A problem of a whole row.
    pub fn of_row(line: u64, code: &'static str, message: impl Into<String>) -> Self {
        Self { line, column: None, code, message: message.into(), meant: None }
    }

    /// A problem of one cell.
    pub fn of_cell(line: u64, column: &'static str, code: &'static str, message: impl Into<String>) -> Self {
        Self { line, column: Some(column), code, message: message.into(), meant: None }
    }

    /// Whether the row may be about another user than it says, because a spreadsheet took zeros or digits.
    pub fn is_spreadsheet_damage(&self) -> bool {
        self.code.starts_with("damaged_")
    }

    /// The same, naming the users that may be meant.
    #[must_use]
    pub fn meaning(mut self, users: Vec<UserId>) -> Self {
        self.meant = Some(users);
        self
    }
}
