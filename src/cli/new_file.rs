//! Files that a command makes: for its owner alone, and never in place of one that is there.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::exit::{Exit, Failure};

/// A file to be made. It is not there yet.
pub(super) struct NewFile(PathBuf);

impl NewFile {
    /// Whether it can be made is known only when it is; that nothing is there is known before anything is done.
    pub(super) fn at(path: &Path) -> Result<Self, Failure> {
        // A dangling link counts too: writing through it would write somewhere else.
        if path.symlink_metadata().is_ok() {
            return Err(Failure::usage(format!("{} exists already; it is not overwritten", path.display()))
                .hint("name a file that does not exist yet"));
        }
        Ok(Self(path.to_owned()))
    }

    /// Refuses files that would be made at the same place, one over the other: each with the flag that names it.
    pub(super) fn each_its_own<'p>(
        files: impl IntoIterator<Item = (&'static str, Option<&'p PathBuf>)>,
    ) -> anyhow::Result<()> {
        let mut named: HashMap<PathBuf, &str> = HashMap::new();
        for (flag, path) in files {
            let Some(path) = path else { continue };
            if let Some(other) = named.insert(std::path::absolute(path)?, flag) {
                return Err(Failure::usage(format!("{other} and {flag} name the same file: {}", path.display()))
                    .hint("give each a file of its own")
                    .into());
            }
        }
        Ok(())
    }

    /// Where it is to be.
    pub(super) fn path(&self) -> std::path::Display<'_> {
        self.0.display()
    }

    /// Makes it (mode 0600), and has it written.
    pub(super) fn write(&self, write: impl FnOnce(File) -> std::io::Result<()>) -> anyhow::Result<()> {
        let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&self.0);
        made.and_then(write).with_context(|| Failure::new(Exit::Internal, format!("{} cannot be written", self.path())))
    }
}
