//! Tables, as list commands answer them: columns are found by their heading, for releases add columns and promise no
//! order.

use super::OcipError;

/// Headings, and rows with a cell for each.
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<Box<str>>>,
}

impl Table {
    /// Reads an element that holds `colHeading` and `row` elements.
    pub(super) fn read(node: roxmltree::Node<'_, '_>) -> Result<Self, OcipError> {
        let text = |node: roxmltree::Node<'_, '_>| super::answer::text_of(node);
        let elements = || node.children().filter(roxmltree::Node::is_element);
        let headings: Vec<String> = elements().filter(|child| child.has_tag_name("colHeading")).map(text).collect();
        let mut rows = Vec::new();
        for row in elements().filter(|child| child.has_tag_name("row")) {
            let cells: Vec<Box<str>> =
                row.children().filter(|cell| cell.has_tag_name("col")).map(|cell| text(cell).into()).collect();
            if cells.len() != headings.len() {
                let (cells, headings) = (cells.len(), headings.len());
                return Err(OcipError::garbled(format!("a row has {cells} cells below {headings} headings")));
            }
            rows.push(cells);
        }
        Ok(Self { headings, rows })
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Its rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { headings: &self.headings, cells })
    }
}

/// A row of a table.
#[derive(Clone, Copy)]
pub struct Row<'t> {
    headings: &'t [String],
    cells: &'t [Box<str>],
}

impl<'t> Row<'t> {
    /// What stands below a heading; `None` where there is no such column, or nothing in the cell.
    pub fn cell(&self, heading: &str) -> Option<&'t str> {
        let place = self.headings.iter().position(|known| known == heading)?;
        self.cells.get(place).map(|cell| &**cell).filter(|cell| !cell.is_empty())
    }
}
