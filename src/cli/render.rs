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
pub(super) struct Printer<W: Write> {
    form: Form<W>,
    /// The columns that are printed, where there are columns.
    places: Vec<usize>,
}

enum Form<W: Write> {
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
        let places: Vec<usize> = (0..L::COLUMNS.len().max(L::HEADINGS.len())).collect();
        let head = format!("{{\"schema\":\"{schema}\",\"{key}\":[");
        Self::with::<L>(out, ui, output, format, head, &places)
    }

    /// The same for a report whose document says more: `document` is all of it but the lines, which are its `key`.
    /// Of the columns these are printed.
    pub(super) fn of_report<L: Line>(
        out: W,
        ui: &Ui,
        output: Output,
        document: &impl Serialize,
        key: &str,
        places: &[usize],
    ) -> io::Result<Self> {
        let document = serde_json::to_string(document)?;
        let fields = document.strip_suffix('}').unwrap_or(&document);
        Self::with::<L>(out, ui, output, Format::Exact, format!("{fields},\"{key}\":["), places)
    }

    fn with<L: Line>(
        out: W,
        ui: &Ui,
        output: Output,
        format: Format,
        head: String,
        places: &[usize],
    ) -> io::Result<Self> {
        let headings = || places.iter().filter_map(|place| L::HEADINGS.get(*place).copied()).collect::<Vec<_>>();
        let columns = || places.iter().filter_map(|place| L::COLUMNS.get(*place).copied()).collect();
        let form = match output {
            Output::Table => Form::Table(Columns::new(out, ui, &headings())),
            Output::Json => Form::Json { out, head, empty: true },
            Output::Ndjson => Form::Ndjson(out),
            Output::Csv => Form::Csv(Box::new(SheetWriter::new(out, columns(), format)?)),
            Output::Ids => Form::Ids(out),
        };
        Ok(Self { form, places: places.to_vec() })
    }

    pub(super) fn line<L: Line>(&mut self, line: &L) -> io::Result<()> {
        let places = &self.places;
        match &mut self.form {
            Form::Table(table) => {
                let cells = line.shown();
                table.row(places.iter().filter_map(|place| cells.get(*place).map(Option::as_deref)))
            }
            Form::Json { out, head, empty } => {
                out.write_all(if *empty { head.as_bytes() } else { b"," })?;
                *empty = false;
                Ok(serde_json::to_writer(out, line)?)
            }
            Form::Ndjson(out) => {
                serde_json::to_writer(&mut *out, line)?;
                out.write_all(b"\n")
            }
            Form::Csv(csv) => {
                let cells = line.cells();
                let cells = places.iter().filter_map(|place| cells.get(*place).map(Option::as_deref));
                csv.row(&cells.collect::<Vec<_>>())
            }
            Form::Ids(_) if line.id().is_empty() => Ok(()),
            Form::Ids(out) => writeln!(out, "{}", line.id()),
        }
    }

    pub(super) fn finish(self) -> io::Result<()> {
        match self.form {
            Form::Table(table) => table.finish(),
            Form::Json { mut out, head, empty } => {
                if empty {
                    out.write_all(head.as_bytes())?;
                }
                out.write_all(b"]}\n")?;
                out.flush()
            }
            Form::Ndjson(mut out) | Form::Ids(mut out) => out.flush(),
            Form::Csv(csv) => csv.finish()?.flush(),
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
