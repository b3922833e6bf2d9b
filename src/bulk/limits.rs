//! How hard a run may push, and how it is told to stop.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

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
    /// The longest pause, also where the other side asks for more.
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
pub struct StopSwitch(AtomicBool);

impl StopSwitch {
    /// Asks the run to stop.
    pub fn stop(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked.
    pub fn is_stopped(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
