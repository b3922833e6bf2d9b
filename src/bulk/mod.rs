//! Carrying out many small changes: batches, work in flight as the other side bears it, retries, one outcome an
//! item. Knows no user and no terminal.

mod batch;
mod engine;
mod learned;
mod limits;
#[cfg(test)]
mod models;
mod pace;
mod rate;
mod stop;

pub use batch::{Batch, Numbered, batches, cut, stretches};
pub use engine::{Ended, Landed, Outcome, run};
pub use limits::{Limits, MayFail};
pub use rate::Rate;
pub use stop::StopSwitch;

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

    /// Whether the other side said that it was asked for too much; of any other error that may pass it is assumed
    /// that it is in trouble.
    fn is_too_much(&self) -> bool {
        false
    }

    /// How long the other side asked to be left alone, if it did.
    fn retry_after(&self) -> Option<Duration> {
        None
    }
}
