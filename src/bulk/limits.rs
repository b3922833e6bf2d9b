//! How hard a run may push, and how it is told to stop.

use std::str::FromStr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

use super::Rate;

/// The limits of a run.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Items a call.
    pub batch_size: usize,
    /// Calls in flight.
    pub jobs: usize,
    /// How many items may fail before the run stops; `None`: all of them.
    pub may_fail: Option<MayFail>,
    /// How many items may be sent in a time; `None`: as many as there is room for.
    pub rate: Option<Rate>,
    /// Calls for one item before its error counts.
    pub attempts: u32,
    /// The pause before the second call; it doubles, with full jitter.
    pub first_pause: Duration,
    /// The longest pause; an item whose other side asks for more has failed.
    pub longest_pause: Duration,
}

/// How many items of a run may fail before it stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayFail {
    /// So many.
    Items(usize),
    /// So many in a hundred of all items, rounded down.
    Percent(u8),
}

impl MayFail {
    /// Whether more of all items have failed than may.
    pub fn is_exceeded(self, failed: usize, all: usize) -> bool {
        match self {
            Self::Items(most) => failed > most,
            Self::Percent(most) => failed * 100 > all * usize::from(most),
        }
    }
}

impl FromStr for MayFail {
    type Err = String;

    /// Reads `20` or `5%`.
    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || format!("{text:?} is neither a number nor a share like 5%");
        match text.strip_suffix('%') {
            Some(share) => share.parse().ok().filter(|share| *share <= 100).map(Self::Percent).ok_or_else(bad),
            None => text.parse().map(Self::Items).map_err(|_| bad()),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            batch_size: 10,
            jobs: 4,
            may_fail: None,
            rate: None,
            attempts: 5,
            first_pause: Duration::from_millis(200),
            longest_pause: Duration::from_secs(30),
        }
    }
}

/// Tells a run to begin nothing new; what is in flight is waited for.
#[derive(Debug, Default)]
pub struct StopSwitch {
    is_stopped: AtomicBool,
    wake: Notify,
}

impl StopSwitch {
    /// Asks the run to stop.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::SeqCst);
        self.wake.notify_waiters();
    }

    /// Whether it was asked.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::SeqCst)
    }

    /// Returns once it was asked.
    pub async fn stopped(&self) {
        let woken = self.wake.notified();
        // Asked between the look and the wait, it would be missed: `notified` counts from its creation.
        if !self.is_stopped() {
            woken.await;
        }
    }
}
