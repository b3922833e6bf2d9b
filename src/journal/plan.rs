//! The plan of a run: its items, on disk. A million of them take no more memory than one.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Seek, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use tempfile::NamedTempFile;

use super::chain::{Chain, Damage, Lines};
use super::record::Item;

/// A plan that is being written. Dropped, it is gone.
pub struct PlanWriter {
    file: BufWriter<NamedTempFile>,
    chain: Chain,
    items: usize,
    line: Vec<u8>,
}

impl PlanWriter {
    /// Begins a plan in the folder of all runs (made with mode 0700 where it is missing), readable by its owner alone.
    pub fn new(runs: &Path) -> io::Result<Self> {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(runs)?;
        let file = tempfile::Builder::new().prefix(".plan-").tempfile_in(runs)?;
        Ok(Self { file: BufWriter::new(file), chain: Chain::default(), items: 0, line: Vec::new() })
    }

    /// Adds an item.
    pub fn push(&mut self, item: &Item) -> io::Result<()> {
        self.items += 1;
        self.line.clear();
        self.chain.line(item, &mut self.line)?;
        self.file.write_all(&self.line)
    }

    /// How many items were added.
    pub fn items(&self) -> usize {
        self.items
    }

    /// The plan, complete.
    pub fn finish(self) -> io::Result<Plan> {
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        Ok(Plan { file, items: self.items, fingerprint: self.chain.fingerprint() })
    }
}

/// A plan that no run has taken over yet. Dropped, it is gone.
pub struct Plan {
    file: NamedTempFile,
    items: usize,
    fingerprint: String,
}

impl Plan {
    /// How many items it has.
    pub fn items(&self) -> usize {
        self.items
    }

    /// What tells this plan from every other: a digest of its items, in order.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Its items, in order.
    pub fn read(&self) -> io::Result<Items> {
        let mut file = self.file.reopen()?;
        file.rewind()?;
        Ok(Items::new(file, self.items))
    }

    /// The same without their places.
    pub fn items_alone(&self) -> io::Result<impl Iterator<Item = io::Result<Item>>> {
        Ok(self.read()?.map(|item| item.map(|(_, item)| item)))
    }

    /// Makes it the plan of a run, and puts it on disk.
    pub(super) fn keep(self, at: &Path) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        self.file.persist_noclobber(at).map(drop).map_err(|e| e.error)
    }
}

/// The items of a plan, as they are read: each with its place.
pub struct Items {
    lines: Lines<BufReader<File>>,
    count: usize,
    at: usize,
}

impl Items {
    fn new(file: File, count: usize) -> Self {
        Self { lines: Lines::new(BufReader::new(file)), count, at: 0 }
    }

    /// The items of the plan at this path, which has so many.
    pub(super) fn open(path: &Path, items: usize) -> io::Result<Self> {
        Ok(Self::new(File::open(path)?, items))
    }

    /// Holds the plan read, to its end, against the fingerprint that it should have.
    pub(super) fn verify(mut self, fingerprint: &str) -> io::Result<()> {
        while self.next_item()?.is_some() {}
        if self.lines.chain.fingerprint() == fingerprint { Ok(()) } else { Err(self.cut_off()) }
    }

    fn next_item(&mut self) -> io::Result<Option<(usize, Item)>> {
        let read = self.lines.next().map_err(|e| io::Error::new(e.kind(), format!("the plan: {e}")))?;
        match read {
            Some(_) if self.at == self.count => Err(self.cut_off()),
            Some(item) => {
                self.at += 1;
                Ok(Some((self.at - 1, item)))
            }
            None if self.at < self.count => Err(self.cut_off()),
            None => Ok(None),
        }
    }

    fn cut_off(&self) -> io::Error {
        let why = format!("the plan is not the one that was made, of {} items", self.count);
        Damage { number: self.lines.number + 1, why }.into()
    }
}

impl Iterator for Items {
    type Item = io::Result<(usize, Item)>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_item().transpose()
    }
}
