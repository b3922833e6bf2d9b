//! Reading journals: the list of runs, and one run in full.

use std::fs::{self, File, TryLockError};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::chain::{Chain, Damage, Lines};
use super::plan::Items;
use super::progress::{Fate, Progress};
use super::record::{Record, VERSION};
use super::{JOURNAL, LENGTH, PLAN, mark};

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
    /// What became of each item.
    pub progress: Progress,
    /// What the command needs to take it up again.
    pub setup: serde_json::Value,
    /// The fingerprint of its plan.
    pub fingerprint: String,
    folder: PathBuf,
}

impl Run {
    /// How many items nobody knows about. While a process is at it, what is under way is not in doubt.
    pub fn unknown(&self) -> usize {
        let in_doubt = if self.state == RunState::Running { 0 } else { self.progress.count(Fate::InDoubt) };
        self.progress.count(Fate::Unknown) + in_doubt
    }

    /// How many items were not begun, or are under way.
    pub fn left(&self) -> usize {
        let under_way = if self.state == RunState::Running { self.progress.count(Fate::InDoubt) } else { 0 };
        self.progress.count(Fate::Left) + under_way
    }

    /// The items of its plan, in order.
    pub fn items(&self) -> io::Result<Items> {
        Items::open(&self.folder.join(PLAN), self.progress.items())
    }
}

/// All runs in the folder, newest first. A folder without a readable journal is left out and named.
pub fn list(runs: &Path) -> io::Result<(Vec<Run>, Vec<String>)> {
    let mut found = Vec::new();
    let mut unreadable = Vec::new();
    for id in ids(runs)? {
        match find(runs, &id) {
            Ok(run) => found.push(run),
            Err(_) => unreadable.push(id),
        }
    }
    found.sort_by_key(|run| std::cmp::Reverse(run.started_at));
    Ok((found, unreadable))
}

/// The ids of all runs in the folder, oldest first.
pub fn ids(runs: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(runs) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(e),
    };
    // A plan that is being made begins with a dot.
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut ids: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    ids.sort();
    Ok(ids)
}

/// Reads one run. A journal that is damaged is refused, with the number of the record.
pub fn find(runs: &Path, run_id: &str) -> io::Result<Run> {
    Ok(open(runs, run_id, false)?.0)
}

/// Where a journal goes on.
pub(super) struct Tail {
    pub(super) chain: Chain,
    pub(super) length: u64,
}

/// Reads a run, `held` by this process or not. What a crash left behind the last record that was relied upon is
/// passed over; anything before that which is damaged or missing is an error.
pub(super) fn open(runs: &Path, run_id: &str, held: bool) -> io::Result<(Run, Tail)> {
    let folder = runs.join(run_id);
    let file = File::open(folder.join(JOURNAL))?;
    let is_running = !held && matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    // Read before the journal: a process that is at it may write on meanwhile.
    let least = mark::least(&folder.join(LENGTH))?;
    let mut lines = Lines::new(BufReader::new(file));
    let bad = |number: u64, why: String| io::Error::from(Damage { number, why });
    let Some(Record::Begun { version: VERSION, command, server, at, items, plan, setup }) = lines.next()? else {
        return Err(bad(1, "is not the beginning of a run that this version can read".to_owned()));
    };
    let started_at = at.parse().map_err(|_| bad(1, "does not say when the run began".to_owned()))?;
    let mut progress = Progress::new(items);
    let mut ended = false;
    loop {
        match lines.next::<Record>() {
            Ok(Some(record)) => {
                ended = matches!(record, Record::Ended { .. });
                let taken = progress.take_in(&record);
                taken.map_err(|item| bad(lines.number, format!("the plan has no item {item}")))?;
            }
            Ok(None) if lines.length < least => {
                return Err(bad(lines.number + 1, "it is missing: the journal was cut off".to_owned()));
            }
            Ok(None) => break,
            Err(_) if lines.length >= least => break,
            Err(e) => return Err(e),
        }
    }
    let state = match (is_running, ended) {
        (true, _) => RunState::Running,
        (_, true) if progress.is_settled() => RunState::Done,
        (_, true) => RunState::Partial,
        (false, false) => RunState::Interrupted,
    };
    let tail = Tail { chain: lines.chain, length: lines.length };
    let run_id = run_id.to_owned();
    Ok((Run { run_id, command, server, started_at, state, progress, setup, fingerprint: plan, folder }, tail))
}

#[cfg(test)]
mod tests {
    use super::super::{Item, ItemResult, Journal, PlanWriter};
    use super::*;
    use crate::api::{ErrorBody, ErrorCode};
    use crate::domain::SystemClock;

    fn begin(runs: &Path, items: &[&str]) -> Journal {
        let mut plan = PlanWriter::new(runs).unwrap();
        for user_id in items {
            plan.push(&Item::of(user_id)).unwrap();
        }
        let plan = plan.finish().unwrap();
        Journal::begin(runs, "users import", "embedded", plan, serde_json::Value::Null, &SystemClock).unwrap()
    }

    #[test]
    fn a_run_is_told_as_it_went() {
        let runs = tempfile::tempdir().unwrap();
        let journal = begin(runs.path(), &["a", "b", "c"]);
        let id = journal.run_id().to_owned();
        journal.about_to([(0, 2)]).unwrap();
        journal.outcome(0, ItemResult::Done, None).unwrap();
        let running = find(runs.path(), &id).unwrap();
        assert_eq!((running.state, running.unknown(), running.left()), (RunState::Running, 0, 2));
        assert!(matches!(Journal::take_up(runs.path(), &id), Err(super::super::TakeUpError::Held(_))));
        drop(journal);
        let cut = find(runs.path(), &id).unwrap();
        assert_eq!(cut.state, RunState::Interrupted);
        assert_eq!((cut.progress.count(Fate::Done), cut.unknown(), cut.left()), (1, 1, 1));
        assert_eq!(list(runs.path()).unwrap().0.len(), 1);
        let ids: Vec<String> = cut.items().unwrap().map(|item| item.unwrap().1.user_id).collect();
        assert_eq!(ids, ["a", "b", "c"]);
    }

    #[test]
    fn a_run_is_taken_up_where_it_was_left() {
        let runs = tempfile::tempdir().unwrap();
        let journal = begin(runs.path(), &["a", "b"]);
        let id = journal.run_id().to_owned();
        journal.about_to([(0, 1)]).unwrap();
        journal.outcome(0, ItemResult::Done, None).unwrap();
        drop(journal);
        let (run, journal) = Journal::take_up(runs.path(), &id).unwrap();
        assert_eq!(run.progress.count(Fate::Done), 1);
        journal.taken_up(2, &SystemClock).unwrap();
        journal.about_to([(0, 2)]).unwrap();
        journal.outcome(1, ItemResult::Done, None).unwrap();
        journal.end(&SystemClock).unwrap();
        drop(journal);
        let run = find(runs.path(), &id).unwrap();
        assert_eq!(run.state, RunState::Done);
        assert_eq!([0, 1].map(|item| run.progress.done_in(item)), [Some(1), Some(2)]);
    }

    #[test]
    fn neighbours_that_fared_alike_share_a_record() {
        let runs = tempfile::tempdir().unwrap();
        let journal = begin(runs.path(), &["a", "b", "c", "d", "e", "f"]);
        let why =
            |message: &str| Some(ErrorBody { code: ErrorCode::Refused, message: message.to_owned(), rules: None });
        let done = |item| (item, ItemResult::Done, None);
        let failed = |item, message| (item, ItemResult::Failed, why(message));
        let path = runs.path().join(journal.run_id()).join(JOURNAL);
        let lines = || fs::read_to_string(&path).unwrap().lines().count();
        let before = lines();
        journal.outcomes([done(5), done(1), done(2), failed(3, "no"), failed(4, "no"), failed(0, "never")]).unwrap();
        assert_eq!(lines() - before, 4);
        let run = find(runs.path(), journal.run_id()).unwrap();
        let told = |item| (run.progress.fate(item), run.progress.error(item).map(|error| error.message.as_str()));
        let (done, failed) = ((Fate::Done, None), |why| (Fate::Failed, Some(why)));
        assert_eq!([0, 1, 2, 3, 4, 5].map(told), [failed("never"), done, done, failed("no"), failed("no"), done]);
    }

    #[test]
    fn only_what_was_never_relied_upon_may_be_damaged() {
        let runs = tempfile::tempdir().unwrap();
        let journal = begin(runs.path(), &["a", "b"]);
        let id = journal.run_id().to_owned();
        journal.about_to([(0, 2)]).unwrap();
        let path = runs.path().join(&id).join(JOURNAL);
        let relied_upon = fs::metadata(&path).unwrap().len();
        journal.outcome(0, ItemResult::Done, None).unwrap();
        drop(journal);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        assert!(find(runs.path(), &id).is_err(), "a process that is killed loses nothing");
        // The machine was started anew since.
        let length = runs.path().join(&id).join(LENGTH);
        let mark = fs::read_to_string(&length).unwrap();
        fs::write(&length, &mark[..42]).unwrap();
        // A crash may leave any part of what was not synced yet.
        for length in usize::try_from(relied_upon).unwrap()..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(find(runs.path(), &id).unwrap().unknown(), 2);
        }
        let (_, journal) = Journal::take_up(runs.path(), &id).unwrap();
        journal.outcome(1, ItemResult::Done, None).unwrap();
        drop(journal);
        assert_eq!(find(runs.path(), &id).unwrap().progress.count(Fate::Done), 1);
        // Nothing takes away what was: not even whole records.
        for length in 0..usize::try_from(relied_upon).unwrap() {
            fs::write(&path, &whole[..length]).unwrap();
            let told = find(runs.path(), &id).unwrap_err().to_string();
            assert!(told.starts_with("record "), "{length}: {told}");
            assert!(Journal::take_up(runs.path(), &id).is_err());
        }
    }

    #[test]
    fn a_plan_that_was_changed_is_not_taken_up() {
        let runs = tempfile::tempdir().unwrap();
        let id = begin(runs.path(), &["a", "b"]).run_id().to_owned();
        let path = runs.path().join(&id).join(PLAN);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        let Err(told) = Journal::take_up(runs.path(), &id) else { panic!("it was taken up") };
        assert!(told.to_string().contains("record 2"), "{told}");
    }
}
