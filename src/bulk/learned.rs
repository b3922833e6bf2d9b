//! How many items a second the other side takes, learned from its refusals.

use std::time::Duration;

use tokio::time::Instant;

/// By how much more is tried, a second, for each second since it refused: little at first, so that few are refused, and
/// ever more, so that room that is there again is found. The first where two estimates agree, else the second.
const TRY_MORE: (f64, f64) = (0.001, 0.01);
/// Estimates that differ by less agree.
const AGREE: f64 = 0.1;
/// What is taken of what a pause brought in. The rest keeps a small mistake from being refused at once.
const TAKE: f64 = 0.9;
/// Nothing slower is assumed, items a second: how long to stay away it says itself.
const LEAST: f64 = 10.0;
/// A shorter time between two refusals says nothing about a rate.
const TELLING: Duration = Duration::from_millis(300);

/// A bucket like the one that is thought to be on the other side. At each refusal that one is empty: what was let in
/// since the refusal before is what it was filled with. So it is with a queue that was full at both, as long as it was
/// not worked off in between. What counts is what was sent in that time: it may be answered much later.
pub(super) struct Learned {
    /// When it last refused.
    refused_at: Instant,
    /// How long it asked to be left alone.
    pause: Duration,
    /// What it took of what was sent since.
    taken: f64,
    /// The same of the time between the last refusal and the one before.
    before: Option<Span>,
    /// What it is filled with, items a second; unknown until it has refused twice.
    a_second: Option<f64>,
    /// How many times as much is tried.
    tried: f64,
    /// Whether the last two estimates agree.
    is_sure: bool,
    /// What is in it, as of `filled_at`. It may hold what the pause that was asked for brings in.
    level: f64,
    filled_at: Instant,
}

/// The time between two refusals.
struct Span {
    began: Instant,
    lasted: Duration,
    taken: f64,
}

impl Learned {
    /// After the first refusal, which asked for this pause.
    pub(super) fn refused(now: Instant, pause: Duration) -> Self {
        Self {
            refused_at: now,
            pause,
            taken: 0.0,
            before: None,
            a_second: None,
            tried: 1.0,
            is_sure: false,
            level: 0.0,
            filled_at: now,
        }
    }

    /// It refused what was sent at `sent_at`, and asked for a pause.
    pub(super) fn refuse_again(&mut self, now: Instant, sent_at: Instant, pause: Duration) {
        // Sent before the last refusal was known, it belongs to that one.
        if sent_at <= self.refused_at {
            return;
        }
        let lasted = now.duration_since(self.refused_at);
        let again = self.taken / lasted.as_secs_f64();
        self.is_sure = self.a_second.is_some_and(|a_second| (again / a_second - 1.0).abs() < AGREE);
        let span = Span { began: self.refused_at, lasted, taken: self.taken };
        self.before = (lasted >= TELLING).then_some(span);
        (self.refused_at, self.pause, self.taken) = (now, pause, 0.0);
        (self.tried, self.level, self.filled_at) = (1.0, 0.0, now);
        self.estimate();
    }

    fn estimate(&mut self) {
        // Where it took nothing at all, it refuses for another reason.
        if let Some(span) = self.before.as_ref().filter(|span| span.taken > 0.0) {
            self.a_second = Some((span.taken / span.lasted.as_secs_f64()).max(LEAST));
        }
    }

    /// Whether it is known how much it takes.
    pub(super) fn is_known(&self) -> bool {
        self.a_second.is_some()
    }

    /// It took so many items, which were sent at `sent_at`.
    #[expect(clippy::cast_precision_loss, reason = "nobody sends that many")]
    pub(super) fn took(&mut self, items: usize, sent_at: Instant, now: Instant) {
        let items = items as f64;
        if sent_at > self.refused_at {
            self.taken += items;
            let faster = if self.is_sure { TRY_MORE.0 } else { TRY_MORE.1 };
            let more = faster * now.duration_since(self.refused_at).as_secs_f64();
            self.tried += self.a_second.map_or(0.0, |a_second| more * items / a_second);
        } else if let Some(span) = self.before.as_mut().filter(|span| sent_at > span.began) {
            span.taken += items;
            self.estimate();
        }
    }

    /// Takes so many items out, or says when they will be there.
    #[expect(clippy::cast_precision_loss, reason = "nobody sends that many")]
    pub(super) fn admit(&mut self, items: usize, now: Instant) -> Result<(), Instant> {
        let Some(a_second) = self.a_second else { return Ok(()) };
        let most = a_second * self.pause.as_secs_f64().max(1.0) * TAKE;
        let a_second = a_second * self.tried;
        let filled = now.duration_since(self.filled_at).as_secs_f64() * a_second;
        let items = items as f64;
        self.level = (self.level + filled).min(most.max(items));
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
            learned.took(took, now, now);
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
                    learned.took(10, now, now);
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
