//! Reports as data: a table for people, JSON, NDJSON, CSV or ids for programs.

use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;

use super::exit::Failure;
use super::table::Columns;
use super::ui::Ui;
use crate::sheet::{Column, ColumnKind, Format, SheetWriter};

/// The format of data on standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Output {
    /// Aligned columns, for people
    Table,
    /// One JSON document
    Json,
    /// One JSON document a line
    Ndjson,
    /// CSV with exact values (RFC 4180)
    Csv,
    /// One id or name a line
    Ids,
}

/// One line of a report, in every format.
pub(super) trait Line: Serialize {
    /// The columns of the CSV form.
    const COLUMNS: &'static [Column];
    /// The headings of the table.
    const HEADINGS: &'static [&'static str];

    /// The cells of the CSV form, in the order of the columns.
    fn cells(&self) -> Vec<Option<String>>;

    /// The cells of the table, in the order of the headings.
    fn shown(&self) -> Vec<Option<String>> {
        self.cells()
    }

    /// What identifies it.
    fn id(&self) -> &str;
}

/// Prints lines as they come. The JSON form is a document `{"schema": …, KEY: [LINE…]}`.
pub(super) enum Printer<W: Write> {
    Table(Columns<W>),
    Json { out: W, head: String, empty: bool },
    Ndjson(W),
    Csv(Box<SheetWriter<W>>),
    Ids(W),
}

impl<W: Write> Printer<W> {
    pub(super) fn new<L: Line>(
        out: W,
        ui: &Ui,
        output: Output,
        format: Format,
        schema: &str,
        key: &str,
    ) -> io::Result<Self> {
        Ok(match output {
            Output::Table => Self::Table(Columns::new(out, ui, L::HEADINGS)),
            Output::Json => Self::Json { out, head: format!("{{\"schema\":\"{schema}\",\"{key}\":["), empty: true },
            Output::Ndjson => Self::Ndjson(out),
            Output::Csv => Self::Csv(Box::new(SheetWriter::new(out, L::COLUMNS.to_vec(), format)?)),
            Output::Ids => Self::Ids(out),
        })
    }

    pub(super) fn line<L: Line>(&mut self, line: &L) -> io::Result<()> {
        match self {
            Self::Table(table) => table.row(line.shown().iter().map(Option::as_deref)),
            Self::Json { out, head, empty } => {
                out.write_all(if *empty { head.as_bytes() } else { b"," })?;
                *empty = false;
                Ok(serde_json::to_writer(out, line)?)
            }
            Self::Ndjson(out) => {
                serde_json::to_writer(&mut *out, line)?;
                out.write_all(b"\n")
            }
            Self::Csv(csv) => csv.row(&line.cells().iter().map(Option::as_deref).collect::<Vec<_>>()),
            Self::Ids(_) if line.id().is_empty() => Ok(()),
            Self::Ids(out) => writeln!(out, "{}", line.id()),
        }
    }

    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Table(table) => table.finish(),
            Self::Json { mut out, head, empty } => {
                if empty {
                    out.write_all(head.as_bytes())?;
                }
                out.write_all(b"]}\n")?;
                out.flush()
            }
            Self::Ndjson(mut out) | Self::Ids(mut out) => out.flush(),
            Self::Csv(csv) => csv.finish()?.flush(),
        }
    }
}

/// Prints a whole report: its document as JSON, its lines in every other format.
pub(super) fn report<L: Line>(ui: &Ui, output: Output, document: &impl Serialize, lines: &[L]) -> anyhow::Result<()> {
    if output == Output::Json {
        return json(ui, document);
    }
    if output == Output::Table {
        return Ok(table(ui, lines)?);
    }
    if output == Output::Csv {
        return Ok(csv(ui, lines)?);
    }
    let mut printer = Printer::new::<L>(ui.out(), ui, output, Format::Exact, "", "")?;
    for line in lines {
        printer.line(line)?;
    }
    Ok(printer.finish()?)
}

/// Prints a whole CSV file. A column of secrets is there only where secrets are shown.
fn csv<L: Line>(ui: &Ui, lines: &[L]) -> io::Result<()> {
    let rows: Vec<Vec<Option<String>>> = lines.iter().map(Line::cells).collect();
    let is_there = |(place, column): &(usize, &Column)| {
        column.kind != ColumnKind::Secret || rows.iter().any(|row| row[*place].is_some())
    };
    let (places, columns): (Vec<usize>, Vec<Column>) =
        L::COLUMNS.iter().enumerate().filter(is_there).map(|(place, column)| (place, *column)).unzip();
    let mut sheet = SheetWriter::new(ui.out(), columns, Format::Exact)?;
    for row in &rows {
        sheet.row(&places.iter().map(|place| row[*place].as_deref()).collect::<Vec<_>>())?;
    }
    sheet.finish()?.flush()
}

/// Prints a whole table, without the columns that are empty throughout.
fn table<L: Line>(ui: &Ui, lines: &[L]) -> io::Result<()> {
    let rows: Vec<Vec<Option<String>>> = lines.iter().map(Line::shown).collect();
    let is_used = |column: &usize| rows.is_empty() || rows.iter().any(|row| row[*column].is_some());
    let used: Vec<usize> = (0..L::HEADINGS.len()).filter(is_used).collect();
    let headings: Vec<&'static str> = used.iter().map(|column| L::HEADINGS[*column]).collect();
    let mut table = Columns::new(ui.out(), ui, &headings);
    for row in &rows {
        table.row(used.iter().map(|column| row[*column].as_deref()))?;
    }
    table.finish()
}

/// Whether a report was printed. Whoever closed standard output must not change what a run comes to.
pub(super) fn seen(printed: anyhow::Result<()>) -> anyhow::Result<bool> {
    match printed {
        Ok(()) => Ok(true),
        Err(e) if Failure::is_closed_output(&e) => Ok(false),
        Err(e) => Err(e),
    }
}

/// Prints one JSON document on a line.
pub(super) fn json(ui: &Ui, document: &impl Serialize) -> anyhow::Result<()> {
    let mut out = ui.out();
    serde_json::to_writer(&mut out, document).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}

/// Refuses the forms that only a list has.
pub(super) fn refuse_list_forms(output: Output) -> Result<(), Failure> {
    match output {
        Output::Csv | Output::Ids => {
            Err(Failure::usage("this is no list, and has neither a csv nor an ids form").hint("use -o json"))
        }
        Output::Table | Output::Json | Output::Ndjson => Ok(()),
    }
}

/// Prints what is shown once: the document as JSON (also one line of NDJSON), or lines of text.
pub(super) fn text_or_json(ui: &Ui, output: Output, document: &impl Serialize, text: &[String]) -> anyhow::Result<()> {
    match output {
        Output::Json | Output::Ndjson => return json(ui, document),
        Output::Csv | Output::Ids | Output::Table => refuse_list_forms(output)?,
    }
    let mut out = ui.out();
    for line in text {
        writeln!(out, "{}", crate::domain::printable(line))?;
    }
    Ok(out.flush()?)
}
