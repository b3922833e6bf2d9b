//! How hard a run may push, and how it is told to stop.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;

/// The limits of a run.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Items a call.
    pub batch_size: usize,
    /// Calls in flight.
    pub jobs: usize,
    /// Whether the first failed item stops the run.
    pub fail_fast: bool,
    /// Calls for one item before its error counts.
    pub attempts: u32,
    /// The pause before the second call; it doubles, with full jitter.
    pub first_pause: Duration,
    /// The longest pause; an item whose other side asks for more has failed.
    pub longest_pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            batch_size: 10,
            jobs: 4,
            fail_fast: false,
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
