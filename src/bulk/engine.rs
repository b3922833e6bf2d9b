//! The engine: keeps calls in flight and calls again what may succeed.

use std::pin::pin;
use std::time::Duration;

use futures_util::future::{Fuse, FusedFuture};
use futures_util::stream::{FuturesUnordered, Stream};
use futures_util::{FutureExt, StreamExt, future};

use super::pace::{Pace, Pass, Sign};
use super::{Batch, Judged, Limits, Numbered, StopSwitch, Verdict};

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<E> {
    /// It took effect.
    Done,
    /// It did not.
    Failed(E),
    /// It may have.
    Unknown(E),
    /// It was not begun: the run was stopped before.
    NotSent,
}

/// An item with its outcome.
pub type Landed<I, E> = (Numbered<I>, Outcome<E>);

/// How a run came to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended<E> {
    /// The error that stopped it before everything was begun.
    pub stopped_by: Option<E>,
    /// Whether its time was over.
    pub out_of_time: bool,
    /// Whether more failed than may.
    pub too_many_failed: bool,
}

/// Calls `call` with every batch, and reports outcomes to `seen` as they land. `call` answers with one outcome an item,
/// in order. Batches are taken from the stream as there is room for them; what is still in it when the run stops was not
/// begun.
pub async fn run<I, E, F, S>(
    mut batches: impl Stream<Item = Batch<I>> + Unpin,
    limits: Limits,
    stop: &StopSwitch,
    call: F,
    mut seen: S,
) -> Ended<E>
where
    E: Judged + Clone,
    F: AsyncFn(&Batch<I>) -> Vec<Result<(), E>>,
    S: FnMut(&[Landed<I, E>]),
{
    let pace = Pace::new(&limits);
    let mut ended = Ended { stopped_by: None, out_of_time: false, too_many_failed: false };
    let mut in_flight = FuturesUnordered::new();
    let mut failed = 0;
    let mut has_more = true;
    let mut land = |landed: &[Landed<I, E>], ended: &mut Ended<E>| {
        for (_, outcome) in landed {
            if let Outcome::Failed(e) | Outcome::Unknown(e) = outcome {
                failed += 1;
                if limits.may_fail.is_some_and(|most| most.is_exceeded(failed, limits.items)) {
                    ended.too_many_failed = true;
                    stop.stop();
                }
                if e.verdict() != Verdict::Next {
                    ended.stopped_by.get_or_insert_with(|| e.clone());
                    stop.stop();
                }
            }
        }
        seen(landed);
    };
    let admit = async |batch: Batch<I>| {
        let pass = pace.pass(batch.len(), stop).await;
        (batch, pass)
    };
    // The next batch, until it may be sent.
    let mut next = pin!(Fuse::terminated());
    let mut over = pin!(async {
        match limits.deadline {
            Some(deadline) => tokio::time::sleep(deadline).await,
            None => future::pending().await,
        }
    });
    loop {
        let begins = has_more && next.is_terminated() && in_flight.len() < limits.jobs.max(1) && !stop.is_stopped();
        let is_left = has_more || !next.is_terminated();
        tokio::select! {
            biased;
            () = &mut over, if is_left && !ended.out_of_time && !stop.is_stopped() => {
                ended.out_of_time = true;
                stop.stop();
            }
            () = stop.stopped(), if begins => {}
            (batch, pass) = &mut next, if !next.is_terminated() => {
                let mut call = Box::pin(carry_out(batch, pass, limits, &pace, stop, &call));
                // It is on its way before the next answer is looked at. Calls that wait until all answers are through
                // which came at once are sent at once, too, and what it takes to deal with all of them is lost each
                // round.
                match (&mut call).now_or_never() {
                    Some(landed) => land(&landed, &mut ended),
                    None => in_flight.push(call),
                }
                tokio::task::yield_now().await;
            }
            batch = batches.next(), if begins => match batch {
                Some(batch) => next.set(admit(batch).fuse()),
                None => has_more = false,
            },
            // Whoever is told may write it to a disk: nothing is begun before it is known whether the disk took it.
            Some(landed) = in_flight.next(), if !in_flight.is_empty() => land(&landed, &mut ended),
            else => break,
        }
    }
    ended
}

/// One batch that may be sent, until every item of it has its outcome; without a pass it is not begun.
async fn carry_out<I, E, F>(
    mut pending: Batch<I>,
    mut pass: Option<Pass>,
    limits: Limits,
    pace: &Pace,
    stop: &StopSwitch,
    call: &F,
) -> Vec<Landed<I, E>>
where
    E: Judged + Clone,
    F: AsyncFn(&Batch<I>) -> Vec<Result<(), E>>,
{
    let mut outcomes = Vec::with_capacity(pending.len());
    let mut last_errors: Vec<E> = Vec::new();
    let (mut attempt, mut taken) = (0, pace.taken());
    loop {
        let Some(sent) = pass else {
            outcomes.extend(pending.into_iter().enumerate().map(|(place, item)| {
                let outcome = last_errors.get(place).cloned().map_or(Outcome::NotSent, |e| final_outcome(&item, e));
                (item, outcome)
            }));
            break;
        };
        let answers = call(&pending).await;
        let sign = sign_of(&answers, limits.longest_pause);
        pace.answered(&sent, sign);
        // Refused while others were taken, it has only to wait its turn.
        let taken_before = std::mem::replace(&mut taken, pace.taken());
        let waits_its_turn = matches!(sign, Sign::TooMuch(_)) && taken > taken_before;
        attempt = u32::max(1, attempt + u32::from(!waits_its_turn));
        last_errors.clear();
        let mut again = Vec::new();
        let mut pause = None;
        for (mut item, answer) in pending.into_iter().zip(answers) {
            let Err(error) = answer else {
                outcomes.push((item, Outcome::Done));
                continue;
            };
            // Once a call went unanswered its item may have changed, whatever a later call says of itself.
            item.in_doubt |= error.verdict() == Verdict::Unknown;
            // Whoever asks for more than a run can wait for has refused.
            let in_reach = error.retry_after().is_none_or(|pause| pause <= limits.longest_pause);
            let may_succeed = matches!(error.verdict(), Verdict::Again | Verdict::Unknown) && in_reach;
            if may_succeed && attempt < limits.attempts && !stop.is_stopped() {
                let own_pause =
                    || if waits_its_turn { limits.pause_for_a_turn(pace.took()) } else { limits.pause_after(attempt) };
                pause = pause.max(Some(error.retry_after().unwrap_or_else(own_pause)));
                again.push(item);
                last_errors.push(error);
            } else {
                let outcome = final_outcome(&item, error);
                outcomes.push((item, outcome));
            }
        }
        pending = again.into_iter().collect();
        let Some(pause) = pause else { break };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.stopped() => {}
        }
        pass = pace.pass(pending.len(), stop).await;
    }
    outcomes
}

fn final_outcome<I, E>(item: &Numbered<I>, error: E) -> Outcome<E> {
    if item.in_doubt { Outcome::Unknown(error) } else { Outcome::Failed(error) }
}

/// What the answers of one call say about the pace; the worst of them counts.
fn sign_of<E: Judged>(answers: &[Result<(), E>], longest: Duration) -> Sign {
    // Whoever asks for more has refused for good: nothing else has to wait for that.
    let pause = |e: &E| e.retry_after().map(|pause| pause.min(longest));
    let errors = || answers.iter().filter_map(|answer| answer.as_ref().err());
    let may_pass = |e: &&E| matches!(e.verdict(), Verdict::Again | Verdict::Unknown);
    if let Some(e) = errors().filter(may_pass).find(|e| !e.is_too_much()) {
        return Sign::Trouble(pause(e));
    }
    errors().find(may_pass).map_or(Sign::Fine, |e| Sign::TooMuch(pause(e)))
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use super::*;
    use crate::bulk::{MayFail, batches};

    #[derive(Clone, Debug, PartialEq, Eq)]
    struct Fault(Verdict);

    impl Judged for Fault {
        fn verdict(&self) -> Verdict {
            self.0
        }
    }

    async fn check(limits: Limits, answer: impl Fn(usize, u32) -> Option<Verdict>) -> (String, usize) {
        let items: Vec<usize> = (0..7).collect();
        let calls = RefCell::new(vec![0_u32; items.len()]);
        let made = RefCell::new(0);
        let limits = Limits { first_pause: Duration::ZERO, items: items.len(), ..limits };
        let mut letters = vec!['s'; items.len()];
        run(
            batches(items.iter().map(|item| Numbered::new(*item, *item)).collect(), 3),
            limits,
            &StopSwitch::default(),
            |batch: &Batch<usize>| {
                *made.borrow_mut() += 1;
                let answers = batch
                    .places()
                    .zip(batch.items())
                    .map(|(place, item)| {
                        assert_eq!(place, *item);
                        calls.borrow_mut()[place] += 1;
                        answer(place, calls.borrow()[place]).map_or(Ok(()), |verdict| Err(Fault(verdict)))
                    })
                    .collect::<Vec<_>>();
                async move { answers }
            },
            |landed| {
                for (item, outcome) in landed {
                    assert_eq!(letters[item.index], 's', "one outcome an item");
                    letters[item.index] = match outcome {
                        Outcome::Done => 'd',
                        Outcome::Failed(_) => 'f',
                        Outcome::Unknown(_) => 'u',
                        Outcome::NotSent => 'n',
                    };
                }
            },
        )
        .await;
        (letters.into_iter().collect(), made.into_inner())
    }

    #[tokio::test]
    async fn each_item_has_one_outcome_in_its_place() {
        let limits = Limits::default();
        assert_eq!(check(limits, |_, _| None).await, ("ddddddd".into(), 3));
        assert_eq!(check(limits, |i, _| (i == 4).then_some(Verdict::Next)).await.0, "ddddfdd");
        assert_eq!(
            check(limits, |i, call| (i == 4 && call < 3).then_some(Verdict::Again)).await,
            ("ddddddd".into(), 5)
        );
        assert_eq!(check(limits, |i, call| (i == 4 && call < 3).then_some(Verdict::Unknown)).await.0, "ddddddd");
    }

    #[tokio::test]
    async fn what_never_succeeds_ends_the_run() {
        let limits = Limits { jobs: 1, attempts: 2, ..Limits::default() };
        assert_eq!(check(limits, |i, _| (i == 1).then_some(Verdict::Stop)).await.0, "dfdssss");
        assert_eq!(check(limits, |i, _| (i == 1).then_some(Verdict::Again)).await.0, "dfdssss");
        assert_eq!(check(limits, |i, _| (i == 1).then_some(Verdict::Unknown)).await.0, "dudssss");
        let then = |first: Verdict, later: Verdict| {
            move |i: usize, n: u32| (i == 1).then_some(if n == 1 { first } else { later })
        };
        assert_eq!(check(limits, then(Verdict::Unknown, Verdict::Again)).await.0, "dudssss", "it may have changed");
        assert_eq!(check(limits, then(Verdict::Unknown, Verdict::Next)).await.0, "duddddd", "likewise");
        assert_eq!(check(limits, then(Verdict::Again, Verdict::Next)).await.0, "dfddddd");
        let none_may = Limits { may_fail: Some(MayFail::Items(0)), ..limits };
        assert_eq!(check(none_may, |i, _| (i == 4).then_some(Verdict::Next)).await.0, "ddddfds");
    }

    #[tokio::test]
    async fn more_failures_than_allowed_end_the_run() {
        let with = |may_fail: &str| Limits { jobs: 1, may_fail: Some(may_fail.parse().unwrap()), ..Limits::default() };
        let first_two_of_each = |i: usize, _: u32| (i % 3 != 2).then_some(Verdict::Next);
        assert_eq!(check(with("1"), first_two_of_each).await.0, "ffdssss");
        assert_eq!(check(with("2"), first_two_of_each).await.0, "ffdffds");
        assert_eq!(check(with("28%"), first_two_of_each).await.0, "ffdssss");
        assert_eq!(check(with("29%"), first_two_of_each).await.0, "ffdffds");
        assert_eq!(check(with("100%"), first_two_of_each).await.0, "ffdffdf");
        for bad in ["", "-1", "x", "101%", "%", "1.5"] {
            assert!(bad.parse::<MayFail>().is_err(), "{bad}");
        }
    }

    /// A full disk is noticed when it is written to.
    #[tokio::test]
    async fn nothing_is_begun_between_landing_and_being_told() {
        let (begun, mut told_after) = (Cell::new(0), None);
        let call = async |_: &Batch<()>| {
            begun.set(begun.get() + 1);
            tokio::task::yield_now().await;
            vec![Ok::<(), Fault>(())]
        };
        let stop = StopSwitch::default();
        let items = (0..40).map(|index| Numbered::new(index, ())).collect();
        run(batches(items, 1), Limits::default(), &stop, call, |_| {
            told_after.get_or_insert(begun.get());
            stop.stop();
        })
        .await;
        assert_eq!(told_after, Some(4), "as many as are sent at first");
        assert_eq!(begun.get(), 4);
    }

    #[tokio::test(start_paused = true)]
    async fn the_next_call_is_begun_before_the_next_answer_is_told() {
        let events = RefCell::new(String::new());
        let call = async |_: &Batch<()>| {
            events.borrow_mut().push('b');
            tokio::time::sleep(Duration::from_millis(20)).await;
            vec![Ok::<(), Fault>(())]
        };
        let items = (0..12).map(|index| Numbered::new(index, ())).collect();
        let limits = Limits { jobs: 4, ..Limits::default() };
        run(batches(items, 1), limits, &StopSwitch::default(), call, |_| events.borrow_mut().push('t')).await;
        assert_eq!(events.into_inner(), format!("bbbb{}tttt", "tb".repeat(8)));
    }

    #[test]
    fn a_run_can_be_moved_between_threads() {
        fn is_send<T: Send>(_: T) {}
        let stop = StopSwitch::default();
        let call = |batch: &Batch<u8>| {
            let count = batch.len();
            async move { vec![Ok::<(), Fault>(()); count] }
        };
        is_send(run(batches(vec![Numbered::new(0, 1_u8)], 1), Limits::default(), &stop, call, |_| {}));
    }
}
