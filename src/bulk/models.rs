//! Backends in virtual time, against which the pace is held: how much of what they could bear a run gets.

use std::cell::Cell;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep};

use super::{Batch, Judged, Limits, Numbered, StopSwitch, Verdict, batches, run};

const BATCH: usize = 10;
/// From here to the backend, and back again.
const WAY: Duration = Duration::from_millis(1);

/// It was too much; perhaps the backend says how long to stay away.
#[derive(Clone, Debug)]
struct TooMuch(Option<Duration>);

impl Judged for TooMuch {
    fn verdict(&self) -> Verdict {
        Verdict::Again
    }

    fn is_too_much(&self) -> bool {
        true
    }

    fn retry_after(&self) -> Option<Duration> {
        self.0
    }
}

/// How a run went.
#[derive(Debug)]
struct Went {
    took: f64,
    /// The share of changes that were refused.
    refused: f64,
}

impl Went {
    /// How much of it the run got, if so much time was needed.
    fn share_of(&self, seconds: f64) -> f64 {
        seconds / self.took
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share")]
async fn reset<Fut: Future<Output = Result<(), TooMuch>>>(changes: usize, backend: impl Fn(usize) -> Fut) -> Went {
    let (refused, done) = (Cell::new(0), Cell::new(0));
    let call = async |batch: &Batch<()>| {
        sleep(WAY).await;
        let answer = backend(batch.len()).await;
        sleep(WAY).await;
        refused.set(refused.get() + if answer.is_err() { batch.len() } else { 0 });
        vec![answer; batch.len()]
    };
    let items = (0..changes).map(|index| Numbered::new(index, ())).collect();
    let began = Instant::now();
    let stop = StopSwitch::default();
    run(batches(items, BATCH), Limits::default(), &stop, call, |landed| done.set(done.get() + landed.len())).await;
    assert_eq!(done.get(), changes);
    Went { took: began.elapsed().as_secs_f64(), refused: refused.get() as f64 / changes as f64 }
}

/// It bears so many calls at once, takes its time for each, and refuses the next without a word on when to come again.
async fn at_once(most: usize, latency: Duration, changes: usize) -> Went {
    let in_flight = Cell::new(0);
    reset(changes, async |_| {
        if in_flight.get() == most {
            return Err(TooMuch(None));
        }
        in_flight.set(in_flight.get() + 1);
        sleep(latency).await;
        in_flight.set(in_flight.get() - 1);
        Ok(())
    })
    .await
}

/// A bucket of changes that holds what a second brings in, as a server in front of a backend has it.
async fn bucket(a_second: f64, latency: Duration, changes: usize) -> Went {
    let (level, filled_at) = (Cell::new(a_second), Cell::new(Instant::now()));
    reset(changes, async |batch| {
        let there = (level.get() + filled_at.replace(Instant::now()).elapsed().as_secs_f64() * a_second).min(a_second);
        let wanted = f64::from(u32::try_from(batch).unwrap());
        if there < wanted {
            level.set(there);
            let missing = Duration::from_secs_f64((wanted - there) / a_second);
            return Err(TooMuch(Some(Duration::from_secs(missing.as_secs() + 1))));
        }
        level.set(there - wanted);
        sleep(latency).await;
        Ok(())
    })
    .await
}

/// How long who is refused is told to stay away, where there is so much work.
type Pause = fn(Duration) -> Duration;

/// Cores that each change uses twice, and a queue in front of them. A call is let in as a whole or refused; then it is
/// told to stay away for so long, given how many operations wait.
struct Queue {
    cores: usize,
    each: Duration,
    places: usize,
    pause: Pause,
}

async fn queue(queue: &Queue, changes: usize) -> Went {
    let Queue { cores, each, places, pause } = *queue;
    let (taken, turns) = (Cell::new(0), Semaphore::new(cores));
    reset(changes, async |count| {
        if taken.get() + 2 * count > places {
            let work = each * u32::try_from(taken.get()).unwrap() / u32::try_from(cores).unwrap();
            return Err(TooMuch(Some(pause(work))));
        }
        taken.set(taken.get() + 2 * count);
        let operation = async || {
            let _turn = turns.acquire().await.unwrap();
            sleep(each).await;
            taken.set(taken.get() - 1);
        };
        let change = async || {
            operation().await;
            operation().await;
        };
        futures_util::future::join_all((0..count).map(|_| change())).await;
        Ok(())
    })
    .await
}

/// The time of so much work, in the whole seconds that a header can say.
fn all_of_it(work: Duration) -> Duration {
    Duration::from_secs_f64(work.as_secs_f64().ceil().max(1.0))
}

/// Soon enough that there is work left.
fn a_second(_: Duration) -> Duration {
    Duration::from_secs(1)
}

#[tokio::test(start_paused = true)]
async fn what_is_borne_at_once_is_found_soon_and_kept_to() {
    for millis in [20_u32, 100] {
        let changes = 2_000_000 / millis;
        let went = at_once(32, Duration::from_millis(millis.into()), changes as usize).await;
        let fits = f64::from(changes) / 320.0 * (f64::from(millis) / 1000.0 + 2.0 * WAY.as_secs_f64());
        assert!(went.share_of(fits) > 0.94 && went.refused < 0.03, "{millis} ms: {went:?} of {fits}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_bucket_is_emptied_as_fast_as_it_fills() {
    for (a_second, millis, refused) in [(200_u32, 0, 0.02), (200, 20, 0.02), (200, 200, 0.05), (2_000, 20, 0.02)] {
        let changes = a_second * 60;
        let went = bucket(a_second.into(), Duration::from_millis(millis), changes as usize).await;
        assert!(went.share_of(59.0) > 0.97 && went.refused < refused, "{a_second}/s, {millis} ms: {went:?}");
    }
}

/// One call is refused, as long as it is told to, while nine others are taken. How many were done.
async fn one_is_refused(refuses: impl Fn(usize) -> bool) -> usize {
    let done = Cell::new(0);
    let call = async |batch: &Batch<()>| {
        sleep(WAY).await;
        if batch.places().eq([0]) && refuses(done.get()) {
            return vec![Err(TooMuch(None))];
        }
        sleep(Duration::from_secs(10)).await;
        done.set(done.get() + 1);
        vec![Ok(())]
    };
    let items = (0..10).map(|index| Numbered::new(index, ())).collect();
    let limits = Limits { jobs: 2, ..Limits::default() };
    run(batches(items, 1), limits, &StopSwitch::default(), call, |_| {}).await;
    done.get()
}

#[tokio::test(start_paused = true)]
async fn who_is_refused_while_others_are_taken_waits_its_turn() {
    assert_eq!(one_is_refused(|done| done < 9).await, 10);
    assert_eq!(one_is_refused(|_| true).await, 9, "it is given up when it is alone");
}

#[tokio::test(start_paused = true)]
async fn who_waits_its_turn_comes_again_when_another_is_answered() {
    let ms = Duration::from_millis;
    for _ in 0..20 {
        let (refuses, began) = (Cell::new(true), Instant::now());
        let call = async |batch: &Batch<()>| {
            let is_last = batch.places().eq([3]);
            sleep(ms(if is_last { 30 } else { 20 })).await;
            vec![if is_last && refuses.take() { Err(TooMuch(None)) } else { Ok(()) }]
        };
        let items = (0..4).map(|index| Numbered::new(index, ())).collect();
        run(batches(items, 1), Limits::default(), &StopSwitch::default(), call, |_| {}).await;
        assert!(began.elapsed() <= ms(30 + 20 + 30 + 3), "{:?}", began.elapsed());
    }
}

#[tokio::test(start_paused = true)]
async fn cores_behind_a_queue_are_kept_busy() {
    let ms = Duration::from_millis;
    for (pause, share) in [(a_second as Pause, 0.97), (all_of_it, 0.85)] {
        for (cores, each) in [(1_u32, 25_u32), (2, 25), (2, 10), (2, 200), (4, 25), (16, 25)] {
            let places = (cores * 4_000 / each) as usize;
            let went = queue(&Queue { cores: cores as usize, each: ms(each.into()), places, pause }, 4_000).await;
            let fits = 8.0 * f64::from(each) / f64::from(cores);
            assert!(went.share_of(fits) > share, "{cores} cores, {each} ms: {went:?} of {fits}");
        }
    }
}
