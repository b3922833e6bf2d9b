//! How long a journal is: what tells one that was cut off from one that a crash has left.
//!
//! A process that is killed leaves all that it has written. A machine that loses power may lose what was not synced
//! yet, and so the boot during which the journal was written is kept beside its length.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

/// Where the kernel tells one boot from the next.
const BOOT_ID: &str = "/proc/sys/kernel/random/boot_id";

/// The file that holds the length, written over at each write of the journal and never synced itself: after a power
/// failure it may be older than the truth, not newer.
pub(super) struct Mark {
    file: File,
    boot: String,
}

impl Mark {
    /// A new one.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        Ok(Self { file, boot: boot_id() })
    }

    /// That of a journal which is gone on with.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { file: OpenOptions::new().write(true).open(path)?, boot: boot_id() })
    }

    /// So many bytes were written, and so many are on disk.
    pub(super) fn set(&self, written: u64, synced: u64) -> io::Result<()> {
        self.file.write_all_at(format!("{written:020} {synced:020} {:<36}", self.boot).as_bytes(), 0)
    }

    /// Puts it on disk, as it is.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }
}

/// How much of a journal has to be there: all that was written since this machine was started, else what was synced.
pub(super) fn least(path: &Path) -> io::Result<u64> {
    let text = fs::read_to_string(path)?;
    let mut words = text.split_whitespace();
    let mut length = || words.next().and_then(|word| word.parse().ok()).unwrap_or(0);
    let (written, synced): (u64, u64) = (length(), length());
    let is_same_boot = words.next().is_some_and(|boot| boot == boot_id());
    Ok(if is_same_boot { written } else { synced })
}

/// Nothing, where nobody tells.
fn boot_id() -> String {
    fs::read_to_string(BOOT_ID).map(|id| id.trim().to_owned()).unwrap_or_default()
}
