//! Input files, and standard input in place of one.

use std::io::Read;
use std::path::Path;

use anyhow::Context as _;

use super::exit::Failure;
use crate::sheet::{Column, ColumnKind, Problem, Sheet};

/// The handles in a file: one a line, or a column of a CSV file.
pub(super) fn read_handles(file: &Path, id_column: Option<&str>) -> anyhow::Result<Vec<String>> {
    let bytes = read_input(file)?;
    let Some(id_column) = id_column else {
        let text = String::from_utf8(bytes).map_err(|_| Failure::usage(format!("{} is not UTF-8", file.display())))?;
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        return Ok(lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect());
    };
    // The column's name comes from the person; the table of columns wants one that lasts.
    let key: String =
        id_column.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).flat_map(char::to_lowercase).collect();
    let name: &'static str = Box::leak(key.into_boxed_str());
    let column = Column { name, aliases: &[], kind: ColumnKind::Number, max_length: 254 };
    let sheet = Sheet::read(&bytes, &[column], &[name])
        .map_err(|e| Failure::usage(format!("{}: {e}", file.display())).hint(format!("--id-column is {id_column}")))?;
    if !sheet.problems.is_empty() {
        let sentence = |problem: &Problem| format!("line {}: {}", problem.line, problem.message);
        let sentences: Vec<String> = sheet.problems.iter().map(sentence).collect();
        let message = format!(
            "{}: rows are damaged:
  {}",
            file.display(),
            sentences.join(
                "
  "
            )
        );
        return Err(Failure::usage(message).into());
    }
    Ok(sheet.rows.iter().filter_map(|row| row.get(name)).filter(|cell| !cell.is_empty()).map(str::to_owned).collect())
}

/// What a file, or standard input for `-`, holds.
pub(super) fn read_input(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(file).with_context(|| Failure::usage(format!("{} cannot be read", file.display())))
}
