//! Reading a file: BOM, separators, header names, and every damaged row told by line and column.

use super::Problem;
use super::cell::{Column, read_cell};
use super::lines::lines;

/// A file that cannot be read as a table at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// Nothing in it.
    #[error("the file is empty; its first line has to name the columns")]
    Empty,
    /// Not UTF-8 from the start.
    #[error("the file is UTF-16; save it as CSV UTF-8")]
    Utf16,
    /// A column is missing.
    #[error("line 1 names no column {name} (it has: {found})")]
    MissingColumn {
        /// The missing one.
        name: &'static str,
        /// What line 1 says.
        found: String,
    },
    /// A column stands there twice.
    #[error("line 1 names the column {0} twice")]
    ColumnTwice(&'static str),
    /// The csv library could not go on.
    #[error("{0}")]
    Csv(String),
}

/// A row without a damaged cell.
#[derive(Clone)]
pub struct Row {
    /// The physical line where it begins.
    pub line: u64,
    cells: Vec<(&'static str, String)>,
}

impl Row {
    /// The cell of a column, `None` where the file has no such column.
    pub fn get(&self, column: &str) -> Option<&str> {
        self.cells.iter().find(|(name, _)| *name == column).map(|(_, cell)| cell.as_str())
    }
}

/// A file, read: its good rows in order, and what is wrong with the others.
pub struct Sheet {
    /// Rows in which no cell is damaged.
    pub rows: Vec<Row>,
    /// What is wrong with the other rows.
    pub problems: Vec<Problem>,
    /// How many cells had blanks around them, which were taken off.
    pub trimmed_cells: usize,
    /// Header names that mean nothing here; their cells were not read.
    pub ignored_columns: Vec<String>,
}

impl Sheet {
    /// Reads a file whose first line names its columns, in any order, without regard to case, blanks or
    /// underscores. Comma, semicolon and tab are told apart by the first line; a BOM is skipped. The
    /// columns in `required` must be there.
    pub fn read(bytes: &[u8], columns: &[Column], required: &[&'static str]) -> Result<Self, SheetError> {
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            return Err(SheetError::Utf16);
        }
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let delimiter = delimiter(bytes);
        let mut records = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(bytes)
            .into_byte_records();
        let header = records.next().ok_or(SheetError::Empty)?.map_err(|e| SheetError::Csv(e.to_string()))?;
        let (header, ignored_columns) = read_header(&header, columns, required)?;
        let lines = lines(bytes, delimiter);
        let mut sheet = Self { rows: Vec::new(), problems: Vec::new(), trimmed_cells: 0, ignored_columns };
        for (index, record) in records.enumerate() {
            let record = record.map_err(|e| SheetError::Csv(e.to_string()))?;
            let line = lines.starts.get(index + 1).copied().unwrap_or_default();
            let is_last = index + 2 == lines.starts.len();
            if let Some(opened) = lines.open_quote.filter(|_| is_last) {
                let message = format!("a quote is opened on line {opened} and never closed");
                sheet.problems.push(Problem::of_row(line, "open_quote", message));
            } else {
                sheet.read_record(line, &record, &header);
            }
        }
        Ok(sheet)
    }

    fn read_record(&mut self, line: u64, record: &csv::ByteRecord, header: &[Option<&Column>]) {
        let extra = record.iter().skip(header.len()).any(|cell| !cell.is_empty());
        if record.len() < header.len() || extra {
            let code = if extra { "long_row" } else { "short_row" };
            let message = format!("the row has {} cells, the header names {}", record.len(), header.len());
            self.problems.push(Problem::of_row(line, code, message));
            return;
        }
        let mut cells = Vec::with_capacity(header.len());
        let mut damaged = false;
        for (column, raw) in header.iter().zip(record) {
            let Some(column) = column else { continue };
            let cell = std::str::from_utf8(raw)
                .map_err(|_| ("not_utf8", "the cell is not UTF-8; save the file as CSV UTF-8".to_owned()))
                .and_then(|text| read_cell(column, text));
            match cell {
                Ok((cell, trimmed)) => {
                    self.trimmed_cells += trimmed;
                    cells.push((column.name, cell));
                }
                Err((code, message)) => {
                    damaged = true;
                    self.problems.push(Problem::of_cell(line, column.name, code, message));
                }
            }
        }
        if !damaged {
            self.rows.push(Row { line, cells });
        }
    }
}

/// The separator that the first line uses most.
fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |separator: u8| first.split(|b| *b == separator).count();
    // `max_by_key` keeps the last of equals, so that the comma wins a draw.
    [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

type Header<'a> = (Vec<Option<&'a Column>>, Vec<String>);

fn read_header<'a>(
    record: &csv::ByteRecord,
    columns: &'a [Column],
    required: &[&'static str],
) -> Result<Header<'a>, SheetError> {
    let names: Vec<String> = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
    let mut header: Vec<Option<&Column>> = Vec::with_capacity(names.len());
    let mut ignored = Vec::new();
    for name in &names {
        let key = folded(name);
        let column = columns.iter().find(|column| folded(column.name) == key || column.aliases.contains(&key.as_str()));
        match column {
            Some(column) if header.iter().flatten().any(|seen| seen.name == column.name) => {
                return Err(SheetError::ColumnTwice(column.name));
            }
            None if !name.is_empty() => ignored.push(name.clone()),
            _ => {}
        }
        header.push(column);
    }
    let missing = required.iter().find(|name| !header.iter().flatten().any(|column| column.name == **name));
    match missing {
        Some(name) => Err(SheetError::MissingColumn { name, found: names.join(", ") }),
        None => Ok((header, ignored)),
    }
}

/// A header name without case, blanks, underscores and hyphens.
fn folded(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, ' ' | '_' | '-' | '\u{a0}')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::ColumnKind;
    use super::*;

    const COLUMNS: &[Column] = &[
        Column { name: "user_id", aliases: &[], kind: ColumnKind::Number, max_length: 20 },
        Column { name: "last_name", aliases: &["surname"], kind: ColumnKind::Text, max_length: 10 },
    ];

    fn check(file: &[u8], rows: &str, problems: &str) {
        let sheet = Sheet::read(file, COLUMNS, &["user_id"]).unwrap();
        let found: Vec<String> = sheet
            .rows
            .iter()
            .map(|row| format!("{}:{}/{}", row.line, row.get("user_id").unwrap(), row.get("last_name").unwrap_or("-")))
            .collect();
        assert_eq!(found.join(" "), rows);
        let found: Vec<String> = sheet
            .problems
            .iter()
            .map(|problem| format!("{}:{}:{}", problem.line, problem.column.unwrap_or("-"), problem.code))
            .collect();
        assert_eq!(found.join(" "), problems);
    }

    #[test]
    fn what_spreadsheets_write_is_read() {
        check(b"\xef\xbb\xbfUser ID;SURNAME\r\n0200;Lee\r\n", "2:0200/Lee", "");
        check(b"userid\tLast Name \n1 \tLee\n", "2:1/Lee", "");
        check(b"user-id,x\n=\"0200\",y\n", "2:0200/-", "");
        check(b"user_id,surname\n1,'=x\n2,'t Hart\n", "2:1/=x 3:2/'t Hart", "");
    }

    #[test]
    fn each_damaged_row_is_named() {
        check(
            b"user_id,surname\n1\n2,=x\n3,\"a\nb\"\n4,M\xfcller\n5,z\n6,z,z\n7,xxxxxxxxxxx\n8,\"z\n",
            "7:5/z",
            "2:-:short_row 3:last_name:formula 4:last_name:control_character 6:last_name:not_utf8 8:-:long_row \
             9:last_name:too_long 10:-:open_quote",
        );
    }

    #[test]
    fn a_file_without_the_column_is_refused() {
        let missing = Sheet::read(b"id,name\n", COLUMNS, &["user_id"]).err().unwrap();
        assert_eq!(missing.to_string(), "line 1 names no column user_id (it has: id, name)");
        assert_eq!(Sheet::read(b"", COLUMNS, &[]).err(), Some(SheetError::Empty));
    }
}
