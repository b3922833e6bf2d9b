//! A run's record on disk, one folder a run: its plan, what was about to be done and what became of it. Written
//! ahead, checksummed and fsynced; no secret in it, nor a hash of one.

mod chain;
mod mark;
mod plan;
mod progress;
mod prune;
mod read;
mod record;
mod write;

pub use plan::{Items, Plan, PlanWriter};
pub use progress::{Fate, Progress};
pub use prune::{Keep, prune};
pub use read::{Run, RunState, find, ids, list};
pub use record::{Change, Item, Result as ItemResult};
pub use write::{Journal, TakeUpError};

/// The records.
const JOURNAL: &str = "journal";
/// The items.
const PLAN: &str = "plan";
/// How long the journal is.
const LENGTH: &str = "length";
