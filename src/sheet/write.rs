//! Writing CSV: exact values for programs, or the same for people with a spreadsheet.

use std::io::{self, Write};

use super::cell::{Column, ColumnKind, guard};

/// For whom a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Exact values (RFC 4180).
    Exact,
    /// A BOM first, and ids, numbers and extensions as `="…"`, so that a spreadsheet leaves them alone.
    Excel,
}

/// Writes a table, row by row, with its header.
pub struct SheetWriter<W: Write> {
    csv: csv::Writer<W>,
    columns: Vec<Column>,
    format: Format,
}

impl<W: Write> SheetWriter<W> {
    /// Begins a file: BOM if asked, then the header.
    pub fn new(mut out: W, columns: Vec<Column>, format: Format) -> io::Result<Self> {
        if format == Format::Excel {
            out.write_all("\u{feff}".as_bytes())?;
        }
        // Lines end in LF: quoting is RFC 4180, but a CR would become part of the last cell for cut, awk and read.
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(columns.iter().map(|column| column.name)).map_err(plain)?;
        Ok(Self { csv, columns, format })
    }

    /// Goes on with a file that has its header, and holds exact values.
    pub fn without_header(out: W, columns: Vec<Column>) -> Self {
        Self { csv: csv::Writer::from_writer(out), columns, format: Format::Exact }
    }

    /// Writes a row: one cell a column, in their order; `None` is an empty cell.
    pub fn row(&mut self, cells: &[Option<&str>]) -> io::Result<()> {
        for (column, cell) in self.columns.iter().zip(cells) {
            let cell = cell.unwrap_or_default();
            match column.kind {
                ColumnKind::Text => self.csv.write_field(guard(cell).as_bytes()).map_err(plain)?,
                ColumnKind::Number if self.format == Format::Excel && !cell.is_empty() => {
                    self.csv.write_field(format!("=\"{cell}\"")).map_err(plain)?;
                }
                _ => self.csv.write_field(cell).map_err(plain)?,
            }
        }
        self.csv.write_record(None::<&[u8]>).map_err(plain)
    }

    /// Hands on what is buffered.
    pub fn flush(&mut self) -> io::Result<()> {
        self.csv.flush()
    }

    /// Ends the file and gives back what it was written to.
    pub fn finish(self) -> io::Result<W> {
        self.csv.into_inner().map_err(|e| io::Error::new(e.error().kind(), e.to_string()))
    }
}

/// What went wrong underneath: that a reader has gone away must be seen as such.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
