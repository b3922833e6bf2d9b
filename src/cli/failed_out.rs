//! `--failed-out FILE`: those whom a run did not serve, as a list that the next run takes back.

use std::collections::BTreeMap;
use std::io::{self, BufWriter};

use super::new_file::NewFile;
use super::ui::Ui;
use crate::api::ErrorBody;
use crate::domain::counted;
use crate::sheet::{Column, ColumnKind, Format, SheetWriter};

const COLUMNS: &[Column] = &[
    Column { name: "user_id", aliases: &[], kind: ColumnKind::Number, max_length: 161 },
    Column { name: "credential", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
    Column { name: "status", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
    Column { name: "code", aliases: &[], kind: ColumnKind::Exact, max_length: 40 },
    Column { name: "message", aliases: &[], kind: ColumnKind::Text, max_length: 1000 },
];
/// Reasons that are told at the end of a run.
const MOST_REASONS: usize = 5;

/// Somebody whom a run did not serve.
pub(super) struct Unserved {
    pub(super) user_id: String,
    pub(super) credential: Option<String>,
    pub(super) status: &'static str,
    pub(super) error: Option<ErrorBody>,
}

/// Writes them, and says how to go on with them. Nobody: no file.
pub(super) fn save(
    file: &NewFile,
    unserved: impl Iterator<Item = io::Result<Unserved>>,
    ui: &Ui,
) -> anyhow::Result<()> {
    let mut unserved = unserved.peekable();
    if unserved.peek().is_none() {
        return Ok(());
    }
    let mut rows = 0;
    file.write(|file| {
        let mut sheet = SheetWriter::new(BufWriter::new(file), COLUMNS.to_vec(), Format::Exact)?;
        for one in unserved {
            let Unserved { user_id, credential, status, error } = one?;
            let code = error.as_ref().map(|error| error.code.as_str());
            let message = error.as_ref().map(|error| error.message.as_str());
            sheet.row(&[Some(&user_id), credential.as_deref(), Some(status), code, message])?;
            rows += 1;
        }
        sheet.flush()
    })?;
    let path = file.path();
    ui.say(format!("{} in {path}; to try again: --users-file {path} --id-column user_id", counted(rows, "row")));
    Ok(())
}

/// Says what went wrong how often, the most frequent first.
pub(super) fn tell_reasons<'a>(errors: impl Iterator<Item = &'a ErrorBody>, ui: &Ui) {
    let mut reasons: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for error in errors {
        *reasons.entry((error.code.as_str(), &error.message)).or_default() += 1;
    }
    // One reason stands in the report already.
    if reasons.values().sum::<usize>() < 2 {
        return;
    }
    let mut reasons: Vec<((&str, &str), usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for ((code, message), count) in reasons.iter().take(MOST_REASONS) {
        ui.say(format!("  {count} × {code}: {message}"));
    }
    if reasons.len() > MOST_REASONS {
        ui.say(format!("  and {} more", counted(reasons.len() - MOST_REASONS, "reason")));
    }
}
