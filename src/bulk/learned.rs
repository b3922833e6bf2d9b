//! How many items a second the other side takes, learned from its refusals.

use std::time::Duration;

use tokio::time::Instant;

/// By how much more is tried, a second, for each second since it refused: little at first, so that few are refused, and
/// ever more, so that room that is there again is found.
const TRY_MORE: f64 = 0.001;
/// What is taken of what a pause brought in. The rest keeps a small mistake from being refused at once.
const TAKE: f64 = 0.9;
/// Nothing slower is assumed, items a second: how long to stay away it says itself.
const LEAST: f64 = 10.0;
/// A shorter time between two refusals says nothing about a rate.
const TELLING: Duration = Duration::from_millis(300);

/// A bucket like the one that is thought to be on the other side. At each refusal that one is empty: what was taken
/// since the refusal before is what it was filled with.
pub(super) struct Learned {
    /// When it last refused.
    refused_at: Instant,
    /// What it took since.
    taken: f64,
    /// What it is filled with, items a second; unknown until it has refused twice.
    a_second: Option<f64>,
    /// What is in it, as of `filled_at`. It may hold what the pause that was asked for brings in.
    level: f64,
    most: f64,
    filled_at: Instant,
}

impl Learned {
    /// After the first refusal, which asked for this pause.
    pub(super) fn refused(now: Instant, pause: Duration) -> Self {
        let mut new = Self { refused_at: now, taken: 0.0, a_second: None, level: 0.0, most: 0.0, filled_at: now };
        new.hold_for(pause);
        new
    }

    /// It refused what was sent at `sent_at`, and asked for a pause.
    pub(super) fn refuse_again(&mut self, now: Instant, sent_at: Instant, pause: Duration) {
        // Sent before the last refusal was known, it belongs to that one.
        if sent_at <= self.refused_at {
            return;
        }
        let elapsed = now.duration_since(self.refused_at);
        // Where it took nothing at all, it refuses for another reason.
        if elapsed >= TELLING && self.taken > 0.0 {
            self.a_second = Some((self.taken / elapsed.as_secs_f64()).max(LEAST));
        }
        (self.refused_at, self.taken, self.level, self.filled_at) = (now, 0.0, 0.0, now);
        self.hold_for(pause);
    }

    fn hold_for(&mut self, pause: Duration) {
        self.most = self.a_second.unwrap_or_default() * pause.as_secs_f64().max(1.0) * TAKE;
    }

    /// It took so many items.
    #[expect(clippy::cast_precision_loss, reason = "nobody sends that many")]
    pub(super) fn took(&mut self, items: usize, now: Instant) {
        self.taken += items as f64;
        let more = TRY_MORE * now.duration_since(self.refused_at).as_secs_f64() * items as f64;
        self.a_second = self.a_second.map(|a_second| a_second + more);
    }

    /// Takes so many items out, or says when they will be there.
    #[expect(clippy::cast_precision_loss, reason = "nobody sends that many")]
    pub(super) fn admit(&mut self, items: usize, now: Instant) -> Result<(), Instant> {
        let Some(a_second) = self.a_second else { return Ok(()) };
        let filled = now.duration_since(self.filled_at).as_secs_f64() * a_second;
        let items = items as f64;
        self.level = (self.level + filled).min(self.most.max(items));
        self.filled_at = now;
        if self.level >= items {
            self.level -= items;
            return Ok(());
        }
        // A little more than what is missing: a wait that ends a hair too early would be one for nothing.
        Err(now + Duration::from_secs_f64((items - self.level) / a_second + 1e-4))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn refusals_in_a_row_do_not_bring_it_to_a_halt() {
        let mut now = Instant::now();
        let mut learned = Learned::refused(now, Duration::ZERO);
        for took in [0, 1, 0] {
            now += Duration::from_secs(20);
            learned.took(took, now);
            learned.refuse_again(now, now, Duration::ZERO);
        }
        assert!(learned.admit(10, now + Duration::from_millis(1100)).is_ok());
    }

    /// A bucket of 200 a second that holds 200, asked in batches of ten: how many it took in a minute, and refused.
    #[tokio::test]
    async fn a_bucket_is_kept_nearly_empty_and_rarely_asked_in_vain() {
        let start = Instant::now();
        let (mut level, mut filled_at, mut taken, mut refused) = (200.0_f64, start, 0.0, 0);
        let (mut learned, mut closed_until, mut now): (Option<Learned>, Instant, Instant) = (None, start, start);
        while now < start + Duration::from_mins(1) {
            now += Duration::from_millis(5);
            if now < closed_until || learned.as_mut().is_some_and(|learned| learned.admit(10, now).is_err()) {
                continue;
            }
            level = (level + now.duration_since(filled_at).as_secs_f64() * 200.0).min(200.0);
            filled_at = now;
            if level >= 10.0 {
                level -= 10.0;
                taken += 10.0;
                if let Some(learned) = &mut learned {
                    learned.took(10, now);
                }
                continue;
            }
            refused += 10;
            closed_until = now + Duration::from_secs(1);
            match &mut learned {
                Some(learned) => learned.refuse_again(now, now, Duration::from_secs(1)),
                None => learned = Some(Learned::refused(now, Duration::from_secs(1))),
            }
        }
        assert!(taken > 0.97 * (200.0 + 60.0 * 200.0), "{taken}, {refused}");
        assert!(f64::from(refused) < 0.01 * taken, "{refused} of {taken}");
    }
}
