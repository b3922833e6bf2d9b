//! Writing a journal, ahead of what it tells.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Mutex;

use rand::{RngExt, SeedableRng};

use super::record::{Item, Record, Result as ItemResult};
use crate::api::ErrorBody;
use crate::domain::Clock;

/// A journal that is being written. Its lock tells other processes that the run goes on.
pub struct Journal {
    run_id: String,
    file: Mutex<File>,
}

impl Journal {
    /// Begins a run under `runs`, the folder of all runs: creates its folder (0700) and writes the plan.
    pub fn begin(runs: &Path, command: &str, server: &str, items: Vec<Item>, clock: &dyn Clock) -> io::Result<Self> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(runs)?;
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
        let file = OpenOptions::new().append(true).create_new(true).mode(0o600).open(folder.join("journal"))?;
        file.lock()?;
        let journal = Self { run_id, file: Mutex::new(file) };
        let at = now.to_string();
        let (command, server) = (command.to_owned(), server.to_owned());
        journal.write(&Record::Begun { version: 1, command, server, at, items })?;
        journal.sync()?;
        File::open(&folder)?.sync_all()?;
        File::open(runs)?.sync_all()?;
        Ok(journal)
    }

    /// The run's id.
    pub fn run_id(&self) -> &str {
        &self.run_id
    }

    /// Records that these items are about to be sent. On return it is on disk.
    pub fn about_to(&self, items: Vec<usize>) -> io::Result<()> {
        self.write(&Record::About { items })?;
        self.sync()
    }

    /// Records what became of an item. It reaches the disk with the next [`about_to`](Self::about_to) or the end.
    pub fn outcome(&self, item: usize, result: ItemResult, error: Option<ErrorBody>) -> io::Result<()> {
        self.write(&Record::Outcome { item, result, error })
    }

    /// Ends the journal: nothing more will be sent.
    pub fn end(&self, clock: &dyn Clock) -> io::Result<()> {
        self.write(&Record::Ended { at: clock.now().to_string() })?;
        self.sync()
    }

    fn write(&self, record: &Record) -> io::Result<()> {
        let mut line = serde_json::to_vec(record)?;
        line.push(b'\n');
        self.with_file(|file| file.write_all(&line))
    }

    fn sync(&self) -> io::Result<()> {
        self.with_file(|file| file.sync_data())
    }

    fn with_file(&self, act: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
        let mut file = self.file.lock().map_err(|_| io::Error::other("another thread failed while writing"))?;
        act(&mut file)
    }
}

/// A sortable id that can be read aloud: `20261123-201512-kfzw`.
fn new_run_id(time: &str) -> String {
    let mut rng = rand::rngs::StdRng::from_seed(rand::random());
    let letters: String = (0..4).map(|_| char::from(rng.random_range(b'a'..=b'z'))).collect();
    format!("{time}-{letters}")
}
