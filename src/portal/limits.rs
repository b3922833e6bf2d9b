//! Limits on wrong answers: so many at once, then one after each pause. Whoever goes too fast waits; nobody
//! is locked out for ever, and right answers cost nothing.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::domain::Clock;

/// Keys that are kept; beyond them those that have waited longest are forgotten.
const MOST_KEYS: usize = 100_000;

/// A limit on wrong answers, for each key on its own. Every process keeps its own count.
pub(super) struct Limit {
    clock: Arc<dyn Clock>,
    burst: i32,
    pause: SignedDuration,
    /// When each key is back at no wrong answers at all.
    clear_at: Mutex<HashMap<String, Timestamp>>,
}

impl Limit {
    /// `burst` wrong answers at once, and one more after each `pause`.
    pub(super) fn new(clock: Arc<dyn Clock>, burst: i32, pause: SignedDuration) -> Self {
        Self { clock, burst, pause, clear_at: Mutex::default() }
    }

    /// Lets an answer in, or says how long to wait. It counts as wrong as long as the permit is there: however
    /// many come at the same moment, no more are let in.
    pub(super) fn let_in(self: &Arc<Self>, key: &str) -> Result<Permit, SignedDuration> {
        let now = self.clock.now();
        let mut clear_at = self.clear_at.lock().unwrap_or_else(PoisonError::into_inner);
        if clear_at.len() >= MOST_KEYS && !clear_at.contains_key(key) {
            make_room(&mut clear_at, now);
        }
        let at = clear_at.entry(key.to_owned()).or_insert(now);
        *at = (*at).max(now);
        // One more must fit: each takes a pause to be forgotten.
        let wait = at.duration_since(now) - self.pause * (self.burst - 1);
        if wait.is_positive() {
            return Err(wait);
        }
        *at += self.pause;
        Ok(Permit { limit: Arc::clone(self), key: key.to_owned(), is_wrong: false })
    }
}

/// One answer that was let in. Dropped, it is forgotten: it was right, or nobody waited for what it is.
#[must_use]
pub(super) struct Permit {
    limit: Arc<Limit>,
    key: String,
    is_wrong: bool,
}

impl Permit {
    /// Remembers that the answer was wrong.
    pub(super) fn count(mut self) {
        self.is_wrong = true;
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut clear_at = self.limit.clear_at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = clear_at.get_mut(&self.key).filter(|_| !self.is_wrong) {
            *at -= self.limit.pause;
        }
    }
}

/// Whole seconds after which somebody who has to wait so long may come back: what Retry-After says.
pub(super) fn retry_after(wait: SignedDuration) -> u64 {
    wait.as_secs().max(0).unsigned_abs() + 1
}

/// Forgets what is over, and, if that is nothing, the half that would be over soonest.
fn make_room(clear_at: &mut HashMap<String, Timestamp>, now: Timestamp) {
    clear_at.retain(|_, at| *at > now);
    if clear_at.len() >= MOST_KEYS {
        let mut times: Vec<Timestamp> = clear_at.values().copied().collect();
        times.sort_unstable();
        let middle = times[times.len() / 2];
        clear_at.retain(|_, at| *at > middle);
    }
}

/// What a limit knows an address by: an IPv6 network of /64 is one customer.
pub(super) fn address_key(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => address.segments()[..4].iter().map(|part| format!("{part:x}:")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ManualClock;

    #[test]
    fn so_many_at_once_and_then_one_after_each_pause() {
        let clock = Arc::new(ManualClock::at(Timestamp::UNIX_EPOCH));
        let limit = Arc::new(Limit::new(Arc::<ManualClock>::clone(&clock), 3, SignedDuration::from_secs(60)));
        let minute = SignedDuration::from_secs(60);
        let let_in = |key: &str| limit.let_in(key).map(Permit::count);
        assert_eq!([let_in("a"), let_in("a"), let_in("a"), let_in("a")], [Ok(()), Ok(()), Ok(()), Err(minute)]);
        assert_eq!((let_in("a"), let_in("b")), (Err(minute), Ok(())));
        clock.advance(minute);
        assert_eq!((let_in("a"), let_in("a")), (Ok(()), Err(minute)));
        clock.advance(minute);
        // Neither a right answer counts, nor one whose asker has gone.
        for _ in 0..5 {
            drop(limit.let_in("a").unwrap_or_else(|_| panic!("it counted")));
        }
        let waits = limit.let_in("a").unwrap_or_else(|_| panic!("it counted"));
        assert_eq!(let_in("a"), Err(minute), "as long as it is not known, it counts");
        drop(waits);
        assert_eq!((let_in("a"), let_in("a")), (Ok(()), Err(minute)));
        clock.advance(SignedDuration::from_secs(3600));
        assert_eq!([let_in("a"), let_in("a"), let_in("a"), let_in("a")], [Ok(()), Ok(()), Ok(()), Err(minute)]);
    }

    #[test]
    fn an_ipv6_customer_is_one() {
        let key = |address: &str| address_key(address.parse().unwrap());
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_eq!(key("::ffff:192.0.2.7"), key("192.0.2.7"));
    }
}
