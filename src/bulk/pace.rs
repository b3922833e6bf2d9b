//! How many calls are in flight: doubled each round until the first sign of trouble, then more again, slowly at first,
//! and less when there is trouble again. All calls of a run share one pace.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use super::learned::Learned;
use super::rate::Gate;
use super::{Limits, StopSwitch};

/// Calls in flight at first.
const FIRST: f64 = 4.0;
/// A round takes no less time before it is doubled: where answers come at once, more in flight bring nothing, and are
/// all refused as soon as a bucket is empty.
const SHORTEST_ROUND: Duration = Duration::from_millis(20);
/// By how much more each round tries one more than the round before, after a sign of trouble: what was just too much is
/// tried again after some rounds, and what is borne after all is found ever faster.
const EAGER: f64 = 0.05;
/// Rounds that count as calm after the first refusal that names a pause: room for one call more is soon tried then,
/// but so that few are refused.
const CALM_AT_FIRST: f64 = 5.0;
/// What is left when the other side is in trouble.
const TROUBLE: f64 = 0.5;

/// What an answer says about the pace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Nothing.
    Fine,
    /// It was too much; where the other side said how long to wait, it was too much in a time, else too much at once.
    TooMuch(Option<Duration>),
    /// No answer, or none that makes sense; perhaps it said how long to wait.
    Trouble(Option<Duration>),
}

/// The pace of a run.
pub(super) struct Pace {
    most: f64,
    alone: Duration,
    state: Mutex<State>,
    cap: Gate,
    /// Whoever waits for room waits here, in the order in which they came.
    turn: tokio::sync::Mutex<()>,
    changed: Notify,
}

struct State {
    /// How many calls may be in flight.
    window: f64,
    /// Whether it is doubled still: until the first sign of trouble.
    doubles: bool,
    /// How many calls were taken.
    taken: usize,
    /// How long the last of them took.
    took: Duration,
    /// Rounds in which all room was used, since the last sign of trouble or since it was doubled.
    calm: f64,
    /// When the first call was sent of those that were answered since it was doubled.
    round_began: Option<Instant>,
    in_flight: usize,
    /// When there was last no room for another call. Room that is not used says nothing about more.
    full_at: Option<Instant>,
    /// Nothing is sent before.
    closed_until: Instant,
    /// When it was last cut for trouble: calls sent before know nothing of that.
    cut_at: Instant,
    learned: Option<Learned>,
}

/// A call that may be made.
pub(super) struct Pass {
    sent_at: Instant,
    /// How many were in flight with it.
    rank: usize,
    items: usize,
}

enum Wait {
    Until(Instant),
    ForAnswer,
}

impl Pace {
    #[expect(clippy::cast_precision_loss, reason = "nobody makes that many calls at once")]
    pub(super) fn new(limits: &Limits) -> Self {
        let now = Instant::now();
        let most = limits.jobs.max(1) as f64;
        let state = State {
            window: FIRST.min(most),
            doubles: true,
            taken: 0,
            took: Duration::ZERO,
            calm: 0.0,
            round_began: None,
            in_flight: 0,
            full_at: None,
            closed_until: now,
            cut_at: now,
            learned: None,
        };
        Self {
            most,
            alone: limits.first_pause,
            state: Mutex::new(state),
            cap: Gate::new(limits.rate),
            turn: tokio::sync::Mutex::default(),
            changed: Notify::new(),
        }
    }

    /// Waits until a call with so many items may be made. `None`: the run was told to stop.
    pub(super) async fn pass(&self, items: usize, stop: &StopSwitch) -> Option<Pass> {
        let _turn = tokio::select! {
            turn = self.turn.lock() => turn,
            () = stop.stopped() => return None,
        };
        self.cap.pass(items, stop).await;
        loop {
            if stop.is_stopped() {
                return None;
            }
            let wait = match self.state().admit(items, Instant::now()) {
                Ok(pass) => return Some(pass),
                Err(wait) => wait,
            };
            let until = match wait {
                Wait::Until(at) => at,
                Wait::ForAnswer => Instant::now() + Duration::from_hours(1),
            };
            tokio::select! {
                () = sleep_until(until) => {}
                () = self.changed.notified() => {}
                () = stop.stopped() => return None,
            }
        }
    }

    /// Takes in what an answer says.
    pub(super) fn answered(&self, pass: &Pass, sign: Sign) {
        self.state().answered(pass, sign, self.most, self.alone, Instant::now());
        // Only one waits at a time, and a notification is kept for it.
        self.changed.notify_one();
    }

    /// How many calls were taken so far.
    pub(super) fn taken(&self) -> usize {
        self.state().taken
    }

    /// How long the last of them took: in that time as many are answered as are in flight.
    pub(super) fn took(&self) -> Duration {
        self.state().took
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    #[expect(clippy::cast_precision_loss, reason = "nobody makes that many calls at once")]
    fn admit(&mut self, items: usize, now: Instant) -> Result<Pass, Wait> {
        if self.in_flight as f64 + 1.0 > self.window {
            return Err(Wait::ForAnswer);
        }
        if now < self.closed_until {
            return Err(Wait::Until(self.closed_until));
        }
        if let Some(learned) = &mut self.learned {
            learned.admit(items, now).map_err(Wait::Until)?;
        }
        self.in_flight += 1;
        if self.in_flight as f64 + 1.0 > self.window {
            self.full_at = Some(now);
        }
        Ok(Pass { sent_at: now, rank: self.in_flight, items })
    }

    #[expect(clippy::cast_precision_loss, reason = "nobody makes that many calls at once")]
    fn answered(&mut self, pass: &Pass, sign: Sign, most: f64, alone: Duration, now: Instant) {
        self.in_flight -= 1;
        let rank = pass.rank as f64;
        match sign {
            Sign::Fine => {
                self.taken += 1;
                self.took = now.duration_since(pass.sent_at);
                if let Some(learned) = &mut self.learned {
                    learned.took(pass.items, pass.sent_at, now);
                }
                if self.full_at.is_some_and(|full_at| full_at >= pass.sent_at) {
                    self.calm += 1.0 / self.window;
                    self.widen(pass.sent_at, most, now);
                }
            }
            Sign::TooMuch(None) if pass.rank > 1 => {
                self.narrow(rank - 1.0);
            }
            // Too much although it was alone: not so many at once, but so many in a time.
            Sign::TooMuch(pause) => self.limit_rate(pass, pause.unwrap_or(alone), now),
            Sign::Trouble(pause) => {
                self.closed_until = self.closed_until.max(now + pause.unwrap_or_default());
                if pass.sent_at >= self.cut_at {
                    self.cut_at = now;
                    self.narrow(self.window * TROUBLE);
                }
            }
        }
    }

    fn widen(&mut self, sent_at: Instant, most: f64, now: Instant) {
        let round_began = *self.round_began.get_or_insert(sent_at);
        if !self.doubles {
            self.window += (self.calm * EAGER).min(1.0) / self.window;
        } else if self.calm >= 1.0 && now.duration_since(round_began) >= SHORTEST_ROUND {
            self.window *= 2.0;
            self.calm = 0.0;
            self.round_began = None;
        }
        self.window = self.window.min(most);
    }

    fn narrow(&mut self, to: f64) {
        self.doubles = false;
        self.calm = 0.0;
        self.window = self.window.min(to).max(1.0);
    }

    fn limit_rate(&mut self, pass: &Pass, pause: Duration, now: Instant) {
        self.closed_until = self.closed_until.max(now + pause);
        if let Some(learned) = &mut self.learned {
            learned.refuse_again(now, pass.sent_at, pause);
            // From here on it is the rate that keeps it back.
            self.doubles = learned.is_known();
        } else {
            self.learned = Some(Learned::refused(now, pause));
            // How fast it may go is known after the next refusal: until then few are to be refused.
            self.narrow(1.0);
            self.calm = CALM_AT_FIRST;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::*;

    #[tokio::test]
    async fn a_round_is_taken_as_a_whole_before_more_are_sent() {
        let pace = Pace::new(&Limits { jobs: 64, ..Limits::default() });
        let (mut state, mut now) = (pace.state(), Instant::now());
        let mut in_flight = VecDeque::new();
        for (round, answers) in [(4, 4), (8, 8), (16, 16), (32, 10)] {
            for answered in 0..answers {
                in_flight.extend(std::iter::from_fn(|| state.admit(10, now).ok()));
                assert_eq!(in_flight.len(), round, "after {answered} answers");
                now += SHORTEST_ROUND / 2;
                state.answered(&in_flight.pop_front().unwrap(), Sign::Fine, pace.most, pace.alone, now);
            }
        }
    }

    #[tokio::test]
    async fn where_answers_come_at_once_few_are_in_flight() {
        let pace = Pace::new(&Limits { jobs: 64, ..Limits::default() });
        let (mut state, mut now) = (pace.state(), Instant::now());
        for _ in 0..100 {
            let in_flight: Vec<_> = std::iter::from_fn(|| state.admit(10, now).ok()).collect();
            assert_eq!(in_flight.len(), 4);
            now += SHORTEST_ROUND / 101;
            for pass in &in_flight {
                state.answered(pass, Sign::Fine, pace.most, pace.alone, now);
            }
        }
    }

    /// Ten seconds of a backend that bears 32 calls at once and takes 20 ms for each.
    #[tokio::test]
    async fn what_is_borne_at_once_is_found_and_kept_to() {
        const BEARS: usize = 32;
        let (took, soon) = (Duration::from_millis(20), Duration::from_millis(1));
        let (pace, start) = (Pace::new(&Limits { jobs: 64, ..Limits::default() }), Instant::now());
        let mut state = pace.state();
        let mut borne: VecDeque<(Instant, Pass)> = VecDeque::new();
        let mut refusals: VecDeque<(Instant, Pass)> = VecDeque::new();
        let (mut done, mut refused) = (0, 0);
        for tenths in 0..100_000 {
            let now = start + Duration::from_micros(100) * tenths;
            // One at a time, as answers come: each makes room for the next call.
            if let Some((_, pass)) = refusals.pop_front_if(|(at, _)| *at <= now) {
                refused += 1;
                state.answered(&pass, Sign::TooMuch(None), pace.most, pace.alone, now);
            } else if let Some((_, pass)) = borne.pop_front_if(|(at, _)| *at <= now) {
                done += 1;
                state.answered(&pass, Sign::Fine, pace.most, pace.alone, now);
            }
            while let Ok(pass) = state.admit(10, now) {
                if borne.len() < BEARS {
                    borne.push_back((now + took, pass));
                } else {
                    refusals.push_back((now + soon, pass));
                }
            }
        }
        assert!(done > BEARS * 500 * 97 / 100, "{done} done, {refused} refused");
        assert!(refused < done / 40, "{done} done, {refused} refused");
    }
}
