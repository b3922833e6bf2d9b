//! Bringing users in from a file, safely: nothing of a damaged file is applied, and an id that a
//! spreadsheet damaged never reaches the wrong person.

mod lookalike;
mod plan;
mod rows;

pub use lookalike::{Lookalikes, is_exponent};
pub use plan::{Entry, Kind, Options, Plan, plan};
pub use rows::{COLUMNS, columns_read, read_rows};
