//! How many sockets may be used at once: fewer when the platform is in trouble, more again as it recovers.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Calls in a row without trouble after which one socket more is tried.
const CALM: usize = 20;

pub(super) struct Sockets {
    most: usize,
    state: Mutex<State>,
    freed: Notify,
}

struct State {
    allowed: usize,
    in_use: usize,
    calm: usize,
}

/// The right to use a socket, given back when dropped.
pub(super) struct Place(Arc<Sockets>);

impl Sockets {
    pub(super) fn new(most: usize) -> Arc<Self> {
        let most = most.max(1);
        let state = Mutex::new(State { allowed: most, in_use: 0, calm: 0 });
        Arc::new(Self { most, state, freed: Notify::new() })
    }

    /// Waits until a socket may be used.
    pub(super) async fn place(self: &Arc<Self>) -> Place {
        loop {
            let freed = self.freed.notified();
            {
                let mut state = self.state();
                if state.in_use < state.allowed {
                    state.in_use += 1;
                    return Place(Arc::clone(self));
                }
            }
            freed.await;
        }
    }

    /// A call went well.
    pub(super) fn fine(&self) {
        let mut state = self.state();
        state.calm += 1;
        if state.calm >= CALM && state.allowed < self.most {
            (state.calm, state.allowed) = (0, state.allowed + 1);
            drop(state);
            self.freed.notify_one();
        }
    }

    /// The platform did not answer, or said that it is out of reach.
    pub(super) fn trouble(&self) {
        let mut state = self.state();
        (state.calm, state.allowed) = (0, (state.allowed / 2).max(1));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.state().in_use -= 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn trouble_halves_the_sockets_and_calm_brings_them_back() {
        let sockets = Sockets::new(4);
        let take = || {
            let mut places = Vec::new();
            while let Some(place) = sockets.place().now_or_never() {
                places.push(place);
            }
            places.len()
        };
        assert_eq!(take(), 4);
        sockets.trouble();
        assert_eq!(take(), 2);
        sockets.trouble();
        sockets.trouble();
        assert_eq!(take(), 1, "never none");
        for _ in 0..3 * CALM {
            sockets.fine();
        }
        assert_eq!(take(), 4);
    }
}
