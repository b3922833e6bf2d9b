//! What goes wrong, drawn from a seed.

use std::time::Duration;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// What happens to one call that changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Nothing.
    None,
    /// The connection is reset before anything took effect.
    ResetBefore,
    /// It took effect, and the connection is reset.
    ResetAfter,
    /// It took effect, and half of the answer comes.
    HalfAnswer,
    /// It took effect or not, and no answer comes in time.
    NoAnswer { took_effect: bool },
    /// 429, with a time to wait or without.
    TooMany { retry_after: Option<u64> },
    /// 503.
    OutOfService,
    /// 500, and it took effect or not.
    Broken { took_effect: bool },
    /// The answer takes its time.
    Slow(Duration),
    /// It took effect, and the answer tells too few outcomes, or too many.
    WrongCount { more: bool },
    /// Nobody listens for a while.
    Down(Duration),
}

/// A sequence of faults.
#[derive(Debug)]
pub(super) struct Faults {
    rng: StdRng,
    /// How many of a hundred calls go wrong.
    percent: u32,
    /// Calls for which the last fault goes on: trouble comes in storms.
    storm: Option<(Fault, u32)>,
}

impl Faults {
    /// The faults of a seed.
    pub(super) fn of(seed: u64) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let percent = *[5, 20, 40].get(rng.random_range(0..3)).unwrap_or(&20);
        Self { rng, percent, storm: None }
    }

    pub(super) fn next(&mut self) -> Fault {
        if let Some((fault, left)) = self.storm.take() {
            self.storm = (left > 1).then_some((fault, left - 1));
            return fault;
        }
        if self.rng.random_range(0..100) >= self.percent {
            return Fault::None;
        }
        let took_effect = self.rng.random();
        let fault = match self.rng.random_range(0..11) {
            0 => Fault::ResetBefore,
            1 => Fault::ResetAfter,
            2 => Fault::HalfAnswer,
            3 => Fault::NoAnswer { took_effect },
            4 => Fault::TooMany { retry_after: None },
            5 => Fault::TooMany { retry_after: Some(0) },
            6 => Fault::OutOfService,
            7 => Fault::Broken { took_effect },
            8 => Fault::Slow(Duration::from_millis(self.rng.random_range(1..40))),
            9 => Fault::WrongCount { more: took_effect },
            _ => Fault::Down(Duration::from_millis(self.rng.random_range(1..30))),
        };
        let comes_in_storms = matches!(fault, Fault::Broken { .. } | Fault::TooMany { .. } | Fault::OutOfService);
        if comes_in_storms && self.rng.random() {
            self.storm = Some((fault, self.rng.random_range(1..8)));
        }
        fault
    }
}
