//! Carrying out many small changes: batches, bounded work in flight, retries, one outcome an item.
//! Knows no user and no terminal.

mod engine;
mod limits;
mod rate;

pub use engine::{Outcome, run};
pub use limits::{Limits, MayFail, StopSwitch};
pub use rate::Rate;

use std::time::Duration;

/// What an error asks of whoever made the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It had no effect and may succeed later.
    Again,
    /// It is final for this item; the others go on.
    Next,
    /// It is final for the run: an authorisation failure must not be repeated until it locks the admin out.
    Stop,
    /// It may have had its effect; the same call again tells.
    Unknown,
}

/// An error that knows its verdict.
pub trait Judged {
    /// What to do about it.
    fn verdict(&self) -> Verdict;

    /// How long the other side asked to be left alone, if it did.
    fn retry_after(&self) -> Option<Duration> {
        None
    }
}
