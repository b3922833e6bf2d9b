//! A cap on how many items are sent a second.

use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::StopSwitch;

/// How many items may be sent in a time, retries included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    each: Duration,
}

impl Rate {
    /// How many fit into a second, at least one: larger batches would come in bursts.
    pub fn a_second(self) -> usize {
        let fit = Duration::from_secs(1).as_nanos() / self.each.as_nanos().max(1);
        usize::try_from(fit).unwrap_or(usize::MAX).max(1)
    }
}

impl FromStr for Rate {
    type Err = String;

    /// Reads `5/s` or `90/m`.
    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || format!("{text:?} is not like 5/s or 90/m");
        let (count, unit) = text.split_once('/').ok_or_else(bad)?;
        let count: u32 = count.parse().ok().filter(|count| (1..=1_000_000).contains(count)).ok_or_else(bad)?;
        let unit = match unit {
            "s" => Duration::from_secs(1),
            "m" => Duration::from_mins(1),
            _ => return Err(bad()),
        };
        Ok(Self { each: unit / count })
    }
}

/// Lets items through at a rate, in the order in which they ask.
pub(super) struct Gate {
    rate: Option<Rate>,
    next: Mutex<Instant>,
}

impl Gate {
    pub(super) fn new(rate: Option<Rate>) -> Self {
        Self { rate, next: Mutex::new(Instant::now()) }
    }

    /// Returns when these many items may be sent, or when the run is told to stop.
    pub(super) async fn pass(&self, items: usize, stop: &StopSwitch) {
        let Some(Rate { each }) = self.rate else { return };
        let at = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            let at = (*next).max(Instant::now());
            *next = at + each.saturating_mul(u32::try_from(items).unwrap_or(u32::MAX));
            at
        };
        tokio::select! {
            () = sleep_until(at) => {}
            () = stop.stopped() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_has_a_number_and_a_unit() {
        assert_eq!("5/s".parse::<Rate>().unwrap(), Rate { each: Duration::from_millis(200) });
        assert_eq!("90/m".parse::<Rate>().unwrap().a_second(), 1);
        assert_eq!("50/s".parse::<Rate>().unwrap().a_second(), 50);
        for bad in ["", "5", "0/s", "-1/s", "5/h", "x/s", "5/s/s"] {
            assert!(bad.parse::<Rate>().is_err(), "{bad}");
        }
    }

    #[tokio::test]
    async fn nobody_passes_too_soon() {
        let gate = Gate::new(Some("100/s".parse().unwrap()));
        let (stop, since) = (StopSwitch::default(), Instant::now());
        for _ in 0..4 {
            gate.pass(5, &stop).await;
        }
        assert!(since.elapsed() >= Duration::from_millis(150));
        stop.stop();
        gate.pass(1_000_000, &stop).await;
        gate.pass(1, &stop).await;
    }
}
