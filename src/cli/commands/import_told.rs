//! What `users import` and `users set-emails` tell.

use crate::api::{ImportDocument, ImportResult, ProblemRow};
use crate::cli::context::Context;
use crate::cli::exit::Failure;
use crate::cli::render::{Line, Output, json, report};
use crate::domain::counted;
use crate::sheet::{Column, ColumnKind, Problem, SheetError};

impl Line for ProblemRow {
    const COLUMNS: &'static [Column] = &[
        Column { name: "line", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "column", aliases: &[], kind: ColumnKind::Exact, max_length: 40 },
        Column { name: "code", aliases: &[], kind: ColumnKind::Exact, max_length: 40 },
        Column { name: "message", aliases: &[], kind: ColumnKind::Text, max_length: 1000 },
        Column { name: "meant", aliases: &[], kind: ColumnKind::Exact, max_length: 1000 },
    ];
    const HEADINGS: &'static [&'static str] = &["LINE", "COLUMN", "PROBLEM", "WHAT IS WRONG"];

    fn cells(&self) -> Vec<Option<String>> {
        vec![
            Some(self.line.to_string()),
            self.column.map(str::to_owned),
            Some(self.code.to_owned()),
            Some(self.message.clone()),
            self.meant.as_ref().map(|users| users.join(" ")),
        ]
    }

    fn shown(&self) -> Vec<Option<String>> {
        self.cells().into_iter().take(4).collect()
    }

    fn id(&self) -> &str {
        self.meant.as_ref().and_then(|users| users.first()).map_or("", String::as_str)
    }
}

impl Line for ImportResult {
    const COLUMNS: &'static [Column] = &[
        Column { name: "user_id", aliases: &[], kind: ColumnKind::Number, max_length: 161 },
        Column { name: "status", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
    ];
    const HEADINGS: &'static [&'static str] = &["USER ID", "STATUS"];

    fn cells(&self) -> Vec<Option<String>> {
        vec![Some(self.user_id.clone()), Some(self.status.to_owned())]
    }

    fn id(&self) -> &str {
        &self.user_id
    }
}

/// Prints the document as JSON; in the other formats what would become of each user in a dry run, and the problems. A
/// format that has one kind of line has the problems, where there are any.
pub(super) fn print(context: &Context<'_>, document: &ImportDocument) -> anyhow::Result<()> {
    let Context { ui, output, .. } = context;
    let (results, problems) = (&document.results, &document.problems);
    if *output == Output::Json {
        return json(ui, document);
    }
    let is_table = *output == Output::Table;
    if !results.is_empty() && (is_table || problems.is_empty()) {
        report(ui, *output, document, results)?;
    }
    if !problems.is_empty() || (!is_table && results.is_empty()) {
        report(ui, *output, document, problems)?;
    }
    Ok(())
}

/// How many rows have a problem.
pub(super) fn skipped_rows(problems: &[Problem]) -> usize {
    let mut lines: Vec<u64> = problems.iter().map(|problem| problem.line).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.len()
}

/// The failure of a file with damaged rows.
pub(super) fn damaged(problems: &[Problem], hint: &str) -> Failure {
    let rows = counted(skipped_rows(problems), "row");
    let message = format!("{rows} damaged or refused; nothing was applied");
    Failure::usage(message).hint(format!("mend the rows named; {hint}"))
}

/// The failure of a file that is no table.
pub(super) fn unreadable(file: impl std::fmt::Display, error: &SheetError) -> Failure {
    Failure::usage(format!("{file}: {error}"))
}
