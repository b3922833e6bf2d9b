//! Reading journals: the list of runs, and one run in full.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use jiff::Timestamp;

use super::record::{Item, Record, Result as ItemResult};
use crate::api::ErrorBody;

/// How far a run came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    /// A process is at it.
    Running,
    /// It ended, and every item is done or was left out on purpose.
    Done,
    /// It ended with items failed, in doubt or not begun.
    Partial,
    /// It was cut short.
    Interrupted,
}

impl RunState {
    /// The word as written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Partial => "partial",
            Self::Interrupted => "interrupted",
        }
    }
}

/// A run as its journal tells it.
#[derive(Clone, Debug)]
pub struct Run {
    /// Its id.
    pub run_id: String,
    /// The command, without its arguments.
    pub command: String,
    /// The server it worked on.
    pub server: String,
    /// When it began.
    pub started_at: Timestamp,
    /// How far it came.
    pub state: RunState,
    /// What was to be done.
    pub items: Vec<Item>,
    /// What became of each: `None` was not begun. An item that was about to be sent and has no outcome is
    /// in doubt, unless the process is still at it.
    pub outcomes: Vec<Option<(ItemResult, Option<ErrorBody>)>>,
}

impl Run {
    /// How many items came to a result.
    pub fn count(&self, result: ItemResult) -> usize {
        self.outcomes.iter().flatten().filter(|(found, _)| *found == result).count()
    }

    /// How many items were not begun.
    pub fn left(&self) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.is_none()).count()
    }
}

/// All runs in the folder, newest first. A folder without a readable journal is left out and named.
pub fn list(runs: &Path) -> io::Result<(Vec<Run>, Vec<String>)> {
    let entries = match fs::read_dir(runs) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok((Vec::new(), Vec::new())),
        Err(e) => return Err(e),
    };
    let ids: Vec<String> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    let mut found = Vec::with_capacity(ids.len());
    let mut unreadable = Vec::new();
    for id in ids {
        match open(runs, &id) {
            Ok(run) => found.push(run),
            Err(_) => unreadable.push(id),
        }
    }
    found.sort_by_key(|run| std::cmp::Reverse(run.started_at));
    unreadable.sort();
    Ok((found, unreadable))
}

/// Reads one run. A last line that was cut off by a crash is passed over; any other bad line is an error.
pub fn open(runs: &Path, run_id: &str) -> io::Result<Run> {
    let file = File::open(runs.join(run_id).join("journal"))?;
    let is_held = matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    let mut lines = BufReader::new(file).split(b'\n').enumerate().peekable();
    let bad = |number: usize, why: &str| io::Error::other(format!("record {}: {why}", number + 1));
    let first = lines.next().ok_or_else(|| bad(0, "the journal is empty"))?.1?;
    let Ok(Record::Begun { command, server, at, items, .. }) = serde_json::from_slice(&first) else {
        return Err(bad(0, "is not the beginning of a run"));
    };
    let started_at = at.parse().map_err(|_| bad(0, "does not say when the run began"))?;
    let mut outcomes: Vec<Option<(ItemResult, Option<ErrorBody>)>> = vec![None; items.len()];
    let mut ended = false;
    while let Some((number, line)) = lines.next() {
        let record: Record = match serde_json::from_slice(&line?) {
            Ok(record) => record,
            Err(_) if lines.peek().is_none() => break,
            Err(e) => return Err(bad(number, &e.to_string())),
        };
        match record {
            Record::About { items } if !is_held => {
                for item in items {
                    let slot = outcomes.get_mut(item).ok_or_else(|| bad(number, "names no item of the plan"))?;
                    slot.get_or_insert((ItemResult::Unknown, None));
                }
            }
            Record::Outcome { item, result, error } => {
                let slot = outcomes.get_mut(item).ok_or_else(|| bad(number, "names no item of the plan"))?;
                *slot = Some((result, error));
            }
            Record::Ended { .. } => ended = true,
            Record::About { .. } | Record::Begun { .. } => {}
        }
    }
    let settled =
        |outcome: &Option<(ItemResult, _)>| matches!(outcome, Some((ItemResult::Done | ItemResult::Skipped, _)));
    let state = match (is_held, ended) {
        (true, false) => RunState::Running,
        (_, true) if outcomes.iter().all(settled) => RunState::Done,
        (_, true) => RunState::Partial,
        (false, false) => RunState::Interrupted,
    };
    Ok(Run { run_id: run_id.to_owned(), command, server, started_at, state, items, outcomes })
}

#[cfg(test)]
mod tests {
    use super::super::Journal;
    use super::*;
    use crate::domain::SystemClock;

    #[test]
    fn a_run_is_told_as_it_went() {
        let runs = tempfile::tempdir().unwrap();
        let item = |id: &str| Item { user_id: id.to_owned(), credential: None };
        let items = vec![item("a"), item("b"), item("c")];
        let journal = Journal::begin(runs.path(), "users import", "embedded", items, &SystemClock).unwrap();
        let id = journal.run_id().to_owned();
        journal.about_to(vec![0, 1]).unwrap();
        journal.outcome(0, ItemResult::Done, None).unwrap();
        assert_eq!(open(runs.path(), &id).unwrap().state, RunState::Running);
        drop(journal);
        let cut = open(runs.path(), &id).unwrap();
        assert_eq!(cut.state, RunState::Interrupted);
        assert_eq!((cut.count(ItemResult::Done), cut.count(ItemResult::Unknown), cut.left()), (1, 1, 1));
        assert_eq!(list(runs.path()).unwrap().0.len(), 1);
    }

    #[test]
    fn a_line_cut_off_by_a_crash_is_passed_over() {
        let runs = tempfile::tempdir().unwrap();
        let items = vec![Item { user_id: "a".to_owned(), credential: None }];
        let journal = Journal::begin(runs.path(), "users edit", "embedded", items, &SystemClock).unwrap();
        let path = runs.path().join(journal.run_id()).join("journal");
        drop(journal);
        let whole = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{whole}{{\"record\":\"outco")).unwrap();
        let id = path.parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
        assert_eq!(open(runs.path(), &id).unwrap().left(), 1);
        fs::write(&path, format!("{whole}{{\"record\":\"outco\n{{\"record\":\"ended\",\"at\":\"x\"}}\n")).unwrap();
        assert!(open(runs.path(), &id).unwrap_err().to_string().starts_with("record 2"));
    }
}
