//! How a run is told to stop.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

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
