//! Tables for people.

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};

use super::ui::Ui;
use crate::domain::printable;

/// Rows laid out together. A longer list comes in blocks, so that it can be shown as it is read.
const BLOCK: usize = 500;

/// A table that is printed as it grows. In a terminal it keeps to its width; in a pipe nothing is wrapped.
pub(super) struct Columns<W: Write> {
    out: W,
    headings: Option<Vec<&'static str>>,
    rows: Vec<Vec<String>>,
    widths: Vec<u16>,
    terminal_width: Option<u16>,
}

impl<W: Write> Columns<W> {
    pub(super) fn new(out: W, ui: &Ui, headings: &[&'static str]) -> Self {
        let widths = vec![0; headings.len()];
        Self { out, headings: Some(headings.to_vec()), rows: Vec::new(), widths, terminal_width: ui.width() }
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
        } else {
            table.set_content_arrangement(ContentArrangement::Disabled);
            // Constraints apply to columns that are there: the header makes them. Later blocks then stand
            // under the first.
            table.set_header(self.headings.clone().unwrap_or_default());
            let lower = |width: &u16| ColumnConstraint::LowerBoundary(Width::Fixed(*width));
            table.set_constraints(self.widths.iter().map(lower));
        }
        if let Some(headings) = self.headings.take() {
            table.set_header(headings);
        }
        table.add_rows(std::mem::take(&mut self.rows));
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        for (width, found) in self.widths.iter_mut().zip(table.column_max_content_widths()) {
            *width = (*width).max(found + 2);
        }
        for line in table.lines() {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
