//! The engine: cuts items into batches, keeps a bounded number in flight and calls again what may succeed.

use std::collections::HashSet;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;

use super::rate::Gate;
use super::{Judged, Limits, Rate, StopSwitch, Verdict};

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<E> {
    /// It took effect.
    Done,
    /// It did not.
    Failed(E),
    /// It may have.
    Unknown(E),
    /// It was never begun.
    Skipped,
}

/// Calls `call` with every item, in batches, and reports each outcome to `seen` as it lands, by the item's
/// index. `call` is told for each item whether it was called before, and answers with one outcome an item,
/// in order. Items that were not begun when the run stopped are not reported: they are `Skipped` in the
/// outcomes returned, which are in the order of the items.
pub async fn run<'i, I, E, F, Fut, S>(
    items: &'i [I],
    limits: Limits,
    stop: &StopSwitch,
    call: F,
    mut seen: S,
) -> Vec<Outcome<E>>
where
    E: Judged + Clone,
    F: Fn(Vec<(usize, &'i I)>, bool) -> Fut,
    Fut: Future<Output = Vec<Result<(), E>>>,
    S: FnMut(usize, &Outcome<E>),
{
    let mut outcomes: Vec<Outcome<E>> = vec![Outcome::Skipped; items.len()];
    let size = limits.batch_size.min(limits.rate.map_or(usize::MAX, Rate::a_second)).max(1);
    let gate = Gate::new(limits.rate);
    let mut batches = (0..items.len())
        .step_by(size)
        .map(|start| (start..items.len().min(start + size)).map(|index| (index, &items[index])).collect::<Vec<_>>());
    let mut in_flight = FuturesUnordered::new();
    let mut failed = 0;
    loop {
        while in_flight.len() < limits.jobs.max(1) && !stop.is_stopped() {
            let Some(batch) = batches.next() else { break };
            in_flight.push(carry_out(batch, limits, &gate, stop, &call));
        }
        let Some(landed) = in_flight.next().await else { break };
        for (index, outcome) in landed {
            if let Outcome::Failed(e) | Outcome::Unknown(e) = &outcome {
                failed += 1;
                let too_many = limits.may_fail.is_some_and(|most| most.is_exceeded(failed, items.len()));
                if too_many || e.verdict() != Verdict::Next {
                    stop.stop();
                }
            }
            if !matches!(outcome, Outcome::Skipped) {
                seen(index, &outcome);
            }
            outcomes[index] = outcome;
        }
    }
    outcomes
}

/// One batch, until every item of it has its outcome.
async fn carry_out<'i, I, E, F, Fut>(
    batch: Vec<(usize, &'i I)>,
    limits: Limits,
    gate: &Gate,
    stop: &StopSwitch,
    call: &F,
) -> Vec<(usize, Outcome<E>)>
where
    E: Judged + Clone,
    F: Fn(Vec<(usize, &'i I)>, bool) -> Fut,
    Fut: Future<Output = Vec<Result<(), E>>>,
{
    let mut outcomes = Vec::with_capacity(batch.len());
    let mut pending = batch;
    // Once a call went unanswered its item may have changed, whatever a later call says of itself.
    let mut in_doubt: HashSet<usize> = HashSet::new();
    for attempt in 1.. {
        gate.pass(pending.len(), stop).await;
        if attempt == 1 && stop.is_stopped() {
            return pending.into_iter().map(|(index, _)| (index, Outcome::Skipped)).collect();
        }
        let answers = call(pending.clone(), attempt > 1).await;
        let mut again = Vec::new();
        let mut pause = None;
        for ((index, item), answer) in pending.into_iter().zip(answers) {
            let Err(error) = answer else {
                outcomes.push((index, Outcome::Done));
                continue;
            };
            if error.verdict() == Verdict::Unknown {
                in_doubt.insert(index);
            }
            // Whoever asks for more than a run can wait for has refused.
            let in_reach = error.retry_after().is_none_or(|pause| pause <= limits.longest_pause);
            let may_succeed = matches!(error.verdict(), Verdict::Again | Verdict::Unknown) && in_reach;
            let retry = may_succeed && attempt < limits.attempts;
            if retry && !stop.is_stopped() {
                pause = pause.max(Some(error.retry_after().unwrap_or_else(|| jittered(limits, attempt))));
                again.push((index, item));
            } else if in_doubt.contains(&index) {
                outcomes.push((index, Outcome::Unknown(error)));
            } else {
                outcomes.push((index, Outcome::Failed(error)));
            }
        }
        pending = again;
        let Some(pause) = pause else { break };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.stopped() => {}
        }
    }
    outcomes
}

/// Full jitter: anything up to the doubled pause, so that clients do not come back in step.
fn jittered(limits: Limits, attempt: u32) -> Duration {
    let most = limits.first_pause.saturating_mul(1 << attempt.min(10)).min(limits.longest_pause);
    most.mul_f64(rand::random::<f64>())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::bulk::MayFail;

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
        let batches = RefCell::new(0);
        let limits = Limits { first_pause: Duration::ZERO, batch_size: 3, ..limits };
        let outcomes = run(
            &items,
            limits,
            &StopSwitch::default(),
            |batch, _| {
                *batches.borrow_mut() += 1;
                let answers = batch
                    .iter()
                    .map(|(index, item)| {
                        assert_eq!(index, *item);
                        calls.borrow_mut()[*index] += 1;
                        answer(*index, calls.borrow()[*index]).map_or(Ok(()), |verdict| Err(Fault(verdict)))
                    })
                    .collect();
                async move { answers }
            },
            |_, _| {},
        )
        .await;
        let letters = outcomes.iter().map(|outcome| match outcome {
            Outcome::Done => 'd',
            Outcome::Failed(_) => 'f',
            Outcome::Unknown(_) => 'u',
            Outcome::Skipped => 's',
        });
        (letters.collect(), batches.into_inner())
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

    #[test]
    fn a_run_can_be_moved_between_threads() {
        fn is_send<T: Send>(_: T) {}
        let items = [1_u8];
        let stop = StopSwitch::default();
        let call = |batch: Vec<(usize, &u8)>, _: bool| {
            let count = batch.len();
            async move { vec![Ok::<(), Fault>(()); count] }
        };
        is_send(run(&items, Limits::default(), &stop, call, |_, _| {}));
    }
}
