//! What it bears.

use std::time::Duration;

use tokio::time::Instant;

/// A bucket of changes, full at first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bucket {
    /// How many it is filled with, a second.
    pub(crate) a_second: f64,
    /// How many it holds.
    pub(crate) holds: f64,
}

/// What was used of it.
#[derive(Default)]
pub(super) struct Limited {
    level: Option<(f64, Instant)>,
    pub(super) in_flight: usize,
}

impl Limited {
    /// Takes so many changes out of the bucket, or says how long to stay away, in seconds.
    pub(super) fn take(&mut self, bucket: Bucket, changes: usize) -> Result<(), u64> {
        let now = Instant::now();
        let (level, since) = self.level.unwrap_or((bucket.holds, now));
        let level = (level + now.duration_since(since).as_secs_f64() * bucket.a_second).min(bucket.holds);
        let wanted = f64::from(u32::try_from(changes).unwrap_or(u32::MAX));
        let enough = level >= wanted;
        self.level = Some((if enough { level - wanted } else { level }, now));
        let missing = Duration::from_secs_f64(((wanted - level) / bucket.a_second).max(0.0));
        // Whole seconds are all that the header can say.
        if enough { Ok(()) } else { Err(missing.as_secs() + 1) }
    }
}
