//! Tables for people.

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, Row, Table, Width, presets};

use super::ui::Ui;
use crate::domain::printable;

/// Rows laid out together. A longer list comes in blocks, so that it can be shown as it is read.
const BLOCK: usize = 500;

/// Between two columns.
const GAP: u16 = 2;

/// Columns that keep their width in a narrow terminal.
const UNBROKEN: &[&str] = &["USER ID", "SECRET", "RUN"];

/// Columns whose cells are read as sentences: a terminal breaks them over lines. Other tables keep a line
/// a row, and cut what does not fit.
const SENTENCES: &[&str] = &["ERROR", "WHAT IS WRONG"];

/// A table that is printed as it grows. In a terminal it keeps to its width; in a pipe nothing is wrapped.
pub(super) struct Columns<W: Write> {
    out: W,
    all_headings: Vec<&'static str>,
    headed: bool,
    rows: Vec<Vec<String>>,
    widths: Vec<u16>,
    terminal_width: Option<u16>,
}

impl<W: Write> Columns<W> {
    pub(super) fn new(out: W, ui: &Ui, headings: &[&'static str]) -> Self {
        let widths = vec![0; headings.len()];
        Self {
            out,
            all_headings: headings.to_vec(),
            headed: false,
            rows: Vec::new(),
            widths,
            terminal_width: ui.width(),
        }
    }

    /// Adds a row; `None` shows as a dash.
    pub(super) fn row<'a>(&mut self, cells: impl IntoIterator<Item = Option<&'a str>>) -> io::Result<()> {
        self.rows.push(cells.into_iter().map(|cell| cell.map_or_else(|| "-".to_owned(), printable)).collect());
        if self.rows.len() >= BLOCK { self.print_block() } else { Ok(()) }
    }

    /// Prints what is left.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.print_block()?;
        self.out.flush()
    }

    fn print_block(&mut self) -> io::Result<()> {
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        if let Some(width) = self.terminal_width {
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
            table.set_header(self.all_headings.clone());
            for (column, heading) in table.column_iter_mut().zip(&self.all_headings) {
                // What is copied or read aloud must not be broken over lines.
                if UNBROKEN.contains(heading) {
                    column.set_constraint(ColumnConstraint::ContentWidth);
                }
            }
        } else {
            table.set_content_arrangement(ContentArrangement::Disabled);
            // Constraints apply to columns that are there: the header makes them. Later blocks then stand
            // under the first.
            table.set_header(self.all_headings.clone());
            let lower = |width: &u16| ColumnConstraint::LowerBoundary(Width::Fixed(*width));
            table.set_constraints(self.widths.iter().map(lower));
        }
        let one_line = self.terminal_width.is_some() && !self.all_headings.iter().any(|h| SENTENCES.contains(h));
        table.set_truncation_indicator("…");
        for cells in std::mem::take(&mut self.rows) {
            let mut row = Row::from(cells);
            if one_line {
                row.max_height(1);
            }
            table.add_row(row);
        }
        let last = self.all_headings.len().saturating_sub(1);
        for (place, column) in table.column_iter_mut().enumerate() {
            column.set_padding((0, if place == last { 0 } else { GAP }));
        }
        for (width, found) in self.widths.iter_mut().zip(table.column_max_content_widths()) {
            *width = (*width).max(found + GAP);
        }
        // The heading stands above the first block alone; one that the terminal breaks takes several lines.
        let heading_lines = if std::mem::replace(&mut self.headed, true) { heading_height(&table) } else { 0 };
        for line in table.lines().skip(heading_lines) {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// How many lines the heading of a table takes: those above its first row.
fn heading_height(table: &Table) -> usize {
    let mut bare = table.clone();
    let rows: usize = bare.lines().count();
    bare.set_header(Vec::<String>::new());
    rows.saturating_sub(bare.lines().count())
}
