//! `--stagger 25/10m`: mails that do not all arrive at once, so that the help desk is not called by everybody
//! at once.

use std::str::FromStr;
use std::time::Duration;

use jiff::SignedDuration;

/// So many mails at once, and as many again after each pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stagger {
    at_once: usize,
    pause: Duration,
}

impl Stagger {
    /// How long the mail in this place is to wait.
    pub(super) fn after(self, index: usize) -> Duration {
        self.pause.saturating_mul(u32::try_from(index / self.at_once).unwrap_or(u32::MAX))
    }
}

impl std::fmt::Display for Stagger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}s", self.at_once, self.pause.as_secs())
    }
}

impl FromStr for Stagger {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || format!("{text:?} is not like 25/10m: a number of mails, a slash and a length of time");
        let (at_once, pause) = text.split_once('/').ok_or_else(bad)?;
        let at_once = at_once.parse().ok().filter(|at_once| *at_once > 0).ok_or_else(bad)?;
        let pause: SignedDuration = pause.parse().map_err(|_| bad())?;
        let pause = Duration::try_from(pause).ok().filter(|pause| pause.as_secs() > 0).ok_or_else(bad)?;
        Ok(Self { at_once, pause })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_at_once_and_as_many_after_each_pause() {
        let stagger: Stagger = "25/10m".parse().unwrap();
        let minutes = |index| stagger.after(index).as_secs() / 60;
        assert_eq!([0, 24, 25, 49, 50, 499].map(minutes), [0, 0, 10, 10, 20, 190]);
        for bad in ["", "25", "25/", "/10m", "0/10m", "25/10", "25/0s", "25/-1m", "x/10m", "25/10m/3"] {
            assert!(bad.parse::<Stagger>().is_err(), "{bad}");
        }
    }
}
