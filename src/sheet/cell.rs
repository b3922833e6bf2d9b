//! Cells: what each column may hold, and the `'` that keeps a spreadsheet from running free text.

use crate::domain::has_control;

/// What a column holds, which decides how its cells are read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Free text: names, departments, locations. Guarded by a `'` where a spreadsheet would run it.
    Text,
    /// Ids, numbers, extensions and passcodes: `="…"` in a file for spreadsheets, never altered otherwise.
    Number,
    /// Addresses and other exact words; never altered.
    Exact,
    /// Passwords; never altered, not even trimmed.
    Secret,
}

/// A column that a file may have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its canonical name.
    pub name: &'static str,
    /// Other names it goes by, lower case, without blanks or underscores.
    pub aliases: &'static [&'static str],
    /// What it holds.
    pub kind: ColumnKind,
    /// The longest cell, in characters.
    pub max_length: usize,
}

/// What makes a spreadsheet take a cell for a formula.
fn runs(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r')
}

/// Whether a cell begins with any number of `'` and then something that a spreadsheet would run.
fn is_guardable(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(runs)
}

/// Free text as it stands in a CSV file.
pub fn guard(text: &str) -> std::borrow::Cow<'_, str> {
    if is_guardable(text) { format!("'{text}").into() } else { text.into() }
}

/// The free text that a cell stands for: the one `'` that [`guard`] put there is taken off again.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_guardable(rest)).unwrap_or(cell)
}

/// A cell as it was meant, with the number of cells trimmed (0 or 1), or what is wrong with it.
pub(super) fn read_cell(column: &Column, raw: &str) -> Result<(String, usize), (&'static str, String)> {
    let is_blank = |c: char| c == ' ' || c == '\t' || c == '\u{a0}';
    let text = if column.kind == ColumnKind::Secret { raw } else { raw.trim_matches(is_blank) };
    let trimmed = usize::from(text.len() != raw.len());
    let value = match column.kind {
        ColumnKind::Text if text.starts_with('=') => {
            return Err(("formula", "the cell is a formula; to mean text, write a ' before the =".to_owned()));
        }
        ColumnKind::Text => unguard(text),
        ColumnKind::Number => quoted_number(text).unwrap_or(text),
        ColumnKind::Secret => {
            quoted_number(text).filter(|inner| inner.bytes().all(|b| b.is_ascii_digit())).unwrap_or(text)
        }
        ColumnKind::Exact => text,
    };
    if column.kind != ColumnKind::Secret && has_control(value) {
        return Err(("control_character", "the cell holds a line break, control or invisible character".to_owned()));
    }
    let length = value.chars().count();
    if length > column.max_length {
        return Err(("too_long", format!("the cell has {length} characters, at most {} fit", column.max_length)));
    }
    Ok((value.to_owned(), trimmed))
}

/// What stands in `="…"`, the way to keep a spreadsheet from reading a number.
fn quoted_number(text: &str) -> Option<&str> {
    text.strip_prefix("=\"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guard_is_taken_off_exactly_where_it_was_put() {
        for text in ["'t Hart", "=1+1", "'=1+1", "''=x", "-", "+49", "@home", "'", "plain", "", "'-x", "\tx"] {
            let written = guard(text);
            assert_eq!(unguard(&written), text, "{written}");
            assert!(!written.starts_with(['=', '+', '-', '@', '\t']), "{written}");
        }
        assert_eq!(unguard("'t Hart"), "'t Hart");
    }
}
