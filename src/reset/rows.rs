//! The rows of a file of new secrets, as they are read and written.

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use crate::domain::{CredentialKind, Secret};
use crate::journal::Item;
use crate::sheet::{Column, ColumnKind, Format, SheetWriter};

/// The columns of the file.
pub const COLUMNS: &[Column] = &[
    Column { name: "user_id", aliases: &["user", "id"], kind: ColumnKind::Number, max_length: 161 },
    Column { name: "credential", aliases: &["kind"], kind: ColumnKind::Exact, max_length: 20 },
    Column { name: "secret", aliases: &["password", "passcode"], kind: ColumnKind::Secret, max_length: 1024 },
];

/// A new secret, and whose it is.
#[derive(Clone)]
pub struct SecretRow {
    /// Whose.
    pub user_id: String,
    /// Which.
    pub kind: CredentialKind,
    /// The new one.
    pub secret: Secret,
}

impl SecretRow {
    /// Whether it is about this item of a plan.
    pub fn is_of(&self, item: &Item) -> bool {
        self.user_id == item.user_id && item.credential.as_deref() == Some(self.kind.as_str())
    }
}

/// Writes rows: with a header a whole file, without one what is added to it.
pub(super) struct RowWriter<W: Write>(SheetWriter<W>, Format);

impl<W: Write> RowWriter<W> {
    pub(super) fn new(out: W, format: Format) -> io::Result<Self> {
        Ok(Self(SheetWriter::new(out, COLUMNS.to_vec(), format)?, format))
    }

    pub(super) fn added_to(out: W) -> Self {
        Self(SheetWriter::without_header(out, COLUMNS.to_vec()), Format::Exact)
    }

    pub(super) fn row(&mut self, row: &SecretRow) -> io::Result<()> {
        let secret = row.secret.expose();
        // A passcode is a number to a spreadsheet, which would take its zeros off.
        let quoted = (self.1 == Format::Excel && row.kind == CredentialKind::VoicePortal)
            .then(|| Secret::new(format!("=\"{secret}\"")));
        let secret = quoted.as_ref().map_or(secret, Secret::expose);
        self.0.row(&[Some(&row.user_id), Some(row.kind.as_str()), Some(secret)])
    }

    pub(super) fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

/// Reads rows back, one by one. A last row that was cut off is passed over: nothing was sent of it.
pub struct Rows<R> {
    csv: csv::Reader<Whole<R>>,
    record: csv::StringRecord,
    is_excel: bool,
}

impl Rows<BufReader<File>> {
    /// The rows of a file.
    pub fn open(path: &Path) -> io::Result<Self> {
        Self::read(BufReader::new(File::open(path)?))
    }
}

impl<R: Read> Rows<R> {
    /// The rows of what is read, which has to be a file of new secrets as [`SecretsFile`](super::SecretsFile) writes it.
    pub fn read(reader: R) -> io::Result<Self> {
        let mut whole = Whole::new(reader);
        let is_excel = whole.skip("\u{feff}".as_bytes())?;
        let mut csv = csv::ReaderBuilder::new().flexible(true).from_reader(whole);
        let header = csv.headers().map_err(plain)?.clone();
        let names: Vec<&str> = header.iter().collect();
        if names != COLUMNS.iter().map(|column| column.name).collect::<Vec<_>>() {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "it is no file of new secrets"));
        }
        Ok(Self { csv, record: csv::StringRecord::new(), is_excel })
    }

    fn next_row(&mut self) -> io::Result<Option<SecretRow>> {
        if !self.csv.read_record(&mut self.record).map_err(plain)? {
            return Ok(None);
        }
        let line = self.record.position().map_or(0, csv::Position::line);
        let bad = |why: &str| io::Error::new(io::ErrorKind::InvalidData, format!("line {line}: {why}"));
        let cells: Vec<&str> = self.record.iter().collect();
        let [user_id, kind, secret] = cells[..] else { return Err(bad("the row does not have three cells")) };
        let kind = kind.parse().map_err(|e: String| bad(&e))?;
        let user_id = self.exact(user_id);
        // A password is written as it is, whatever it looks like.
        let secret = if kind == CredentialKind::VoicePortal { self.exact(secret) } else { secret };
        Ok(Some(SecretRow { user_id: user_id.to_owned(), kind, secret: Secret::new(secret.to_owned()) }))
    }

    /// A cell without what was put around it for a spreadsheet.
    fn exact<'c>(&self, cell: &'c str) -> &'c str {
        let inner = cell.strip_prefix("=\"").and_then(|cell| cell.strip_suffix('"'));
        inner.filter(|_| self.is_excel).unwrap_or(cell)
    }
}

impl<R: Read> Iterator for Rows<R> {
    type Item = io::Result<SecretRow>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_row().transpose()
    }
}

/// Everything up to the last line break: what follows it was cut off.
struct Whole<R> {
    reader: R,
    /// Read after the last line break that was seen.
    held: Vec<u8>,
    /// Ready to be handed on.
    ready: Vec<u8>,
    at: usize,
}

impl<R> Whole<R> {
    fn new(reader: R) -> Self {
        Self { reader, held: Vec::new(), ready: Vec::new(), at: 0 }
    }
}

impl<R: Read> Whole<R> {
    /// Skips these bytes, if it begins with them.
    fn skip(&mut self, bytes: &[u8]) -> io::Result<bool> {
        self.fill()?;
        let is_there = self.ready.starts_with(bytes);
        self.at = if is_there { bytes.len() } else { 0 };
        Ok(is_there)
    }

    fn fill(&mut self) -> io::Result<()> {
        while self.at == self.ready.len() {
            let mut some = [0; 8192];
            let count = self.reader.read(&mut some)?;
            if count == 0 {
                return Ok(());
            }
            self.held.extend_from_slice(&some[..count]);
            if let Some(end) = self.held.iter().rposition(|byte| *byte == b'\n') {
                let rest = self.held.split_off(end + 1);
                self.ready = std::mem::replace(&mut self.held, rest);
                self.at = 0;
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let count = into.len().min(self.ready.len() - self.at);
        into[..count].copy_from_slice(&self.ready[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::new(io::ErrorKind::InvalidData, format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(user_id: &str, kind: CredentialKind, secret: &str) -> SecretRow {
        SecretRow { user_id: user_id.to_owned(), kind, secret: Secret::new(secret.to_owned()) }
    }

    fn told(bytes: &[u8]) -> Vec<String> {
        let row = |row: io::Result<SecretRow>| {
            let row = row.unwrap();
            format!("{} {} {}", row.user_id, row.kind, row.secret.expose())
        };
        Rows::read(bytes).unwrap().map(row).collect()
    }

    #[test]
    fn what_was_written_is_read_back_to_the_letter() {
        let rows = [
            row("4842530547.860", CredentialKind::Application, "=\"x,y\""),
            row("0012", CredentialKind::VoicePortal, "001234"),
        ];
        for format in [Format::Exact, Format::Excel] {
            let mut writer = RowWriter::new(Vec::new(), format).unwrap();
            for row in &rows {
                writer.row(row).unwrap();
            }
            let bytes = writer.finish().unwrap();
            assert_eq!(told(&bytes), ["4842530547.860 application =\"x,y\"", "0012 voice-portal 001234"]);
        }
    }

    #[test]
    fn a_row_that_was_cut_off_is_passed_over() {
        let whole = b"user_id,credential,secret\na,application,Secret7!\nb,application,Secret8!\n";
        for length in 50..whole.len() {
            assert_eq!(told(&whole[..length]), ["a application Secret7!"], "{length}");
        }
        assert_eq!(told(whole).len(), 2);
        assert!(Rows::read(&b"user,pass\n"[..]).is_err());
    }
}
