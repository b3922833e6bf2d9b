//! What was sent, for the report: the platform's owners care.

use std::sync::atomic::{AtomicU64, Ordering};

/// What a client has sent so far, logins and logouts included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// Documents.
    pub documents: u64,
    /// Commands in them.
    pub commands: u64,
}

#[derive(Default)]
pub(super) struct Counts {
    documents: AtomicU64,
    commands: AtomicU64,
}

impl Counts {
    pub(super) fn add(&self, commands: usize) {
        self.documents.fetch_add(1, Ordering::Relaxed);
        self.commands.fetch_add(commands as u64, Ordering::Relaxed);
    }

    pub(super) fn so_far(&self) -> Sent {
        Sent { documents: self.documents.load(Ordering::Relaxed), commands: self.commands.load(Ordering::Relaxed) }
    }
}
