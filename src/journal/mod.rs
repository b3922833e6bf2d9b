//! A run's record on disk: its plan, what was about to be done and what became of it. Written ahead and
//! fsynced; no secret in it, nor a hash of one.

mod read;
mod record;
mod write;

pub use read::{Run, RunState, list, open};
pub use record::{Item, Record, Result as ItemResult};
pub use write::Journal;
