//! How hard a run may push.

use std::str::FromStr;
use std::time::Duration;

use super::Rate;

/// The limits of a run.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The most calls in flight; how many there are is found out.
    pub jobs: usize,
    /// How many items may fail before the run stops; `None`: all of them.
    pub may_fail: Option<MayFail>,
    /// How many items there are, of which a share may fail.
    pub items: usize,
    /// How many items may be sent in a time; `None`: as many as there is room for.
    pub rate: Option<Rate>,
    /// After this long nothing new is begun; `None`: as long as it takes.
    pub deadline: Option<Duration>,
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
            jobs: 64,
            may_fail: None,
            items: usize::MAX,
            rate: None,
            deadline: None,
            attempts: 6,
            first_pause: Duration::from_millis(200),
            longest_pause: Duration::from_secs(30),
        }
    }
}

impl Limits {
    /// The pause before the call after this many: anything up to the doubled pause (full jitter), so that clients do
    /// not come back in step.
    pub(super) fn pause_after(&self, attempts: u32) -> Duration {
        up_to(self.first_pause.saturating_mul(1 << (attempts - 1).min(10)).min(self.longest_pause))
    }

    /// The pause of a call that has only to wait its turn, where others take so long: there is room again when one of
    /// those is answered.
    pub(super) fn pause_for_a_turn(&self, takes: Duration) -> Duration {
        up_to(takes.min(self.first_pause))
    }
}

fn up_to(most: Duration) -> Duration {
    most.mul_f64(rand::random::<f64>())
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
            Self::Percent(most) => failed.saturating_mul(100) > all.saturating_mul(usize::from(most)),
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
