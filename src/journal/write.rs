//! Writing a journal, ahead of what it tells.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use rand::{RngExt, SeedableRng};

use super::chain::Chain;
use super::mark::Mark;
use super::plan::{Items, Plan};
use super::progress::{Fate, Progress};
use super::read::{Run, open};
use super::record::{Record, Result as ItemResult, VERSION};
use super::{JOURNAL, LENGTH, PLAN};
use crate::api::ErrorBody;
use crate::domain::Clock;

/// How often, and how long after one another, the lock of a run is tried that another process holds.
const LOCK_TRIES: u32 = 20;
const LOCK_PAUSE: Duration = Duration::from_millis(100);

/// A journal that is being written. Its lock tells other processes that the run goes on.
pub struct Journal {
    run_id: String,
    folder: PathBuf,
    file: File,
    mark: Mark,
    written: Mutex<Written>,
}

/// What was written so far.
struct Written {
    chain: Chain,
    length: u64,
    /// How much of it is on disk.
    synced: u64,
    progress: Progress,
}

/// A run cannot be taken up.
#[derive(Debug, thiserror::Error)]
pub enum TakeUpError {
    /// Another process is at it.
    #[error("run {0} is being carried out by another process")]
    Held(String),
    /// It cannot be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Journal {
    /// Begins a run under `runs`, the folder of all runs: makes its folder (0700) and puts the plan there. `setup` is
    /// what the command needs to take the run up again.
    pub fn begin(
        runs: &Path,
        command: &str,
        server: &str,
        plan: Plan,
        setup: serde_json::Value,
        clock: &dyn Clock,
    ) -> io::Result<Self> {
        let now = clock.now();
        let run_id = loop {
            let run_id = new_run_id(&now.strftime("%Y%m%d-%H%M%S").to_string());
            match fs::DirBuilder::new().mode(0o700).create(runs.join(&run_id)) {
                Ok(()) => break run_id,
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(e),
            }
        };
        let folder = runs.join(&run_id);
        let begun = Record::Begun {
            version: VERSION,
            command: command.to_owned(),
            server: server.to_owned(),
            at: now.to_string(),
            items: plan.items(),
            plan: plan.fingerprint().to_owned(),
            setup,
        };
        let journal = Self::create(run_id, &folder, plan, &begun);
        if journal.is_err() {
            // Nothing was sent: half a run is nobody's.
            let _ = fs::remove_dir_all(&folder);
        }
        File::open(runs)?.sync_all()?;
        journal
    }

    fn create(run_id: String, folder: &Path, plan: Plan, begun: &Record) -> io::Result<Self> {
        let items = plan.items();
        plan.keep(&folder.join(PLAN))?;
        let new = |name: &str| OpenOptions::new().append(true).create_new(true).mode(0o600).open(folder.join(name));
        let file = new(JOURNAL)?;
        file.lock()?;
        let mark = Mark::create(&folder.join(LENGTH))?;
        let written = Written { chain: Chain::default(), length: 0, synced: 0, progress: Progress::new(items) };
        let journal = Self { run_id, folder: folder.to_owned(), file, mark, written: Mutex::new(written) };
        journal.write(std::slice::from_ref(begun))?;
        journal.sync()?;
        journal.mark.sync()?;
        File::open(folder)?.sync_all()?;
        Ok(journal)
    }

    /// Takes up a run that was cut short or left something. A journal that is damaged is refused, and so is one
    /// that another process is writing.
    pub fn take_up(runs: &Path, run_id: &str) -> Result<(Run, Self), TakeUpError> {
        let folder = runs.join(run_id);
        let file = OpenOptions::new().append(true).read(true).open(folder.join(JOURNAL))?;
        // A process that was just killed may hold it until the disk has answered.
        let mut patience = LOCK_TRIES;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if patience > 0 => std::thread::sleep(LOCK_PAUSE),
                Err(TryLockError::WouldBlock) => return Err(TakeUpError::Held(run_id.to_owned())),
                Err(TryLockError::Error(e)) => return Err(e.into()),
            }
            patience -= 1;
        }
        let (run, tail) = open(runs, run_id, true)?;
        Items::open(&folder.join(PLAN), run.progress.items())?.verify(&run.fingerprint)?;
        // What a crash left behind the last whole record was never relied upon.
        file.set_len(tail.length)?;
        let mark = Mark::open(&folder.join(LENGTH))?;
        let written = Written { chain: tail.chain, length: tail.length, synced: 0, progress: run.progress.clone() };
        let journal = Self { run_id: run_id.to_owned(), folder, file, mark, written: Mutex::new(written) };
        journal.sync()?;
        Ok((run, journal))
    }

    /// The run's id.
    pub fn run_id(&self) -> &str {
        &self.run_id
    }

    /// The items of the plan, in order.
    pub fn items(&self) -> io::Result<Items> {
        Items::open(&self.folder.join(PLAN), self.with(|written| written.progress.items()))
    }

    /// How far the run came.
    pub fn progress(&self) -> Progress {
        self.with(|written| written.progress.clone())
    }

    /// The part of the run that is under way, the first being 1.
    pub fn part(&self) -> u32 {
        self.with(|written| written.progress.part())
    }

    /// How often the run was taken up.
    pub fn times_taken_up(&self) -> u32 {
        self.with(|written| written.progress.taken_up())
    }

    /// What is known of an item.
    pub fn fate(&self, item: usize) -> Fate {
        self.with(|written| written.progress.fate(item))
    }

    /// Records that the items of these stretches (the first, and the one after the last) are about to be sent. On
    /// return it is on disk, and so is all that was recorded before: one call may stand for many batches.
    pub fn about_to(&self, stretches: impl IntoIterator<Item = (usize, usize)>) -> io::Result<()> {
        let records: Vec<Record> = stretches.into_iter().map(|(from, to)| Record::About { from, to }).collect();
        self.write(&records)?;
        self.sync()
    }

    /// Records what became of an item. It reaches the disk with the next [`about_to`](Self::about_to) or the end.
    pub fn outcome(&self, item: usize, result: ItemResult, error: Option<ErrorBody>) -> io::Result<()> {
        self.outcomes([(item, result, error)])
    }

    /// The same of many items, in one write: each of its own would be two for ten bytes. Neighbours that fared alike
    /// share a record.
    pub fn outcomes(
        &self,
        outcomes: impl IntoIterator<Item = (usize, ItemResult, Option<ErrorBody>)>,
    ) -> io::Result<()> {
        let mut records: Vec<Record> = Vec::new();
        for (item, result, error) in outcomes {
            match records.last_mut() {
                Some(Record::Outcome { to, result: as_this, error: for_this, .. })
                    if *to == item && *as_this == result && *for_this == error =>
                {
                    *to += 1;
                }
                _ => records.push(Record::Outcome { from: item, to: item + 1, result, error }),
            }
        }
        self.write(&records)
    }

    /// Records that the run was taken up again, with the secrets of this part.
    pub fn taken_up(&self, part: u32, clock: &dyn Clock) -> io::Result<()> {
        self.write(&[Record::TakenUp { at: clock.now().to_string(), part }])?;
        self.sync()
    }

    /// Ends the journal: nothing more will be sent.
    pub fn end(&self, clock: &dyn Clock) -> io::Result<()> {
        self.write(&[Record::Ended { at: clock.now().to_string() }])?;
        self.sync()
    }

    fn write(&self, records: &[Record]) -> io::Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        let mut written = self.written();
        let mut chain = written.chain;
        let mut lines = Vec::new();
        for record in records {
            chain.line(record, &mut lines)?;
        }
        if let Err(e) = (&self.file).write_all(&lines) {
            // Half a record on a full disk: what follows must not be joined to it.
            let _ = self.file.set_len(written.length);
            return Err(e);
        }
        written.chain = chain;
        written.length += lines.len() as u64;
        self.mark.set(written.length, written.synced)?;
        for record in records {
            written
                .progress
                .take_in(record)
                .map_err(|item| io::Error::other(format!("the plan has no item {item}")))?;
        }
        Ok(())
    }

    /// Puts what was recorded so far on disk.
    pub fn sync(&self) -> io::Result<()> {
        let length = self.written().length;
        // Not while others wait to record something.
        self.file.sync_data()?;
        let mut written = self.written();
        written.synced = written.synced.max(length);
        self.mark.set(written.length, written.synced)
    }

    fn with<T>(&self, read: impl FnOnce(&Written) -> T) -> T {
        read(&self.written())
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// A sortable id that can be read aloud: `20261123-201512-kfzw`.
fn new_run_id(time: &str) -> String {
    let mut rng = rand::rngs::StdRng::from_seed(rand::random());
    let letters: String = (0..4).map(|_| char::from(rng.random_range(b'a'..=b'z'))).collect();
    format!("{time}-{letters}")
}
