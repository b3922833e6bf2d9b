//! Whose turn it is to hash: as many at once as there are cores, so many waiting and no more, and people who
//! sign in beside a bulk run.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

/// Who waits. Each has places of its own, and while both wait, they take turns core by core: however long a
/// bulk run's queue is, a sign-in waits for one operation of it before each of those ahead in its own lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// An admin's changes, which come by the thousand.
    Bulk,
    /// Somebody who waits: a sign-in, or a change by the user.
    Person,
}

impl Lane {
    fn other(self) -> Self {
        match self {
            Self::Bulk => Self::Person,
            Self::Person => Self::Bulk,
        }
    }
}

/// How long a lane's queue may take to be worked off. It has to be longer than a caller takes to come again, who is told
/// full seconds, or cores stand idle; on slow cores, too, there has to be room for more than one call; and it has to
/// be much shorter than callers wait for an answer. With the default cost, of about 25 ms on a core of today, it is 160
/// operations a core.
const LONGEST_WAIT: Duration = Duration::from_secs(4);
/// Places a core at least, however slow an operation is; and at most, for each holds memory.
const PLACES_A_CORE: (usize, usize) = (8, 1_024);
/// What share of the measured time the newest operation has: one in so many.
const SMOOTHED: u32 = 8;

/// All places are taken. Nothing was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the server has as many secrets to hash as it takes; nothing was begun")]
pub struct Full {
    /// When there will be room, in full seconds, at least one.
    pub retry_after: Duration,
}

pub(super) struct Queue {
    cores: usize,
    state: Mutex<State>,
}

/// An operation, which tells whether it was carried out: not where nobody waits for it any more.
type Operation = Box<dyn FnOnce() -> bool + Send>;

struct State {
    /// Cores that nobody uses.
    free: usize,
    waiting: [VecDeque<Operation>; 2],
    /// Whose turn it is if both wait.
    next: Lane,
    /// Operations that were let in and are not done.
    taken: [usize; 2],
    /// What an operation takes, as measured.
    each: Duration,
}

impl Queue {
    /// A queue in front of so many cores, for operations that are believed to take so long.
    pub(super) fn new(cores: usize, each: Duration) -> Arc<Self> {
        let waiting = [VecDeque::new(), VecDeque::new()];
        let state = State { free: cores, waiting, next: Lane::Person, taken: [0, 0], each };
        Arc::new(Self { cores, state: Mutex::new(state) })
    }

    /// Takes places for so many operations, all or none. An empty lane takes any number.
    pub(super) fn enter(self: &Arc<Self>, lane: Lane, operations: usize) -> Result<Entry, Full> {
        let mut state = self.state();
        let taken = state.taken[lane as usize];
        let places = self.places(state.each);
        if taken > 0 && taken + operations > places {
            // Not when the queue is empty: cores would stand idle until the callers are back.
            let too_many = taken.min(taken + operations - places);
            let in_turn = too_many.min(state.taken[lane.other() as usize]);
            let ahead = u32::try_from(too_many + in_turn).unwrap_or(u32::MAX);
            let cores = u32::try_from(self.cores).unwrap_or(1);
            let seconds = (state.each.saturating_mul(ahead) / cores).as_secs_f64().ceil().max(1.0);
            return Err(Full { retry_after: Duration::from_secs_f64(seconds) });
        }
        state.taken[lane as usize] += operations;
        Ok(Entry { queue: Arc::clone(self), lane, left: AtomicUsize::new(operations) })
    }

    /// Places of a lane, where an operation takes so long.
    fn places(&self, each: Duration) -> usize {
        let in_time = LONGEST_WAIT.as_nanos() / each.as_nanos().max(1);
        let (least, most) = PLACES_A_CORE;
        self.cores * usize::try_from(in_time).unwrap_or(most).clamp(least, most)
    }

    /// Carries out what waits, until nothing does. A core goes from one operation straight to the next: to wake somebody
    /// up for each would leave it idle in between.
    fn work_off(&self) {
        while let Some(operation) = self.next() {
            let began = Instant::now();
            // One that fails fails alone: its core is needed. Whoever waits for it notices.
            if catch_unwind(AssertUnwindSafe(operation)).unwrap_or(false) {
                let mut state = self.state();
                state.each = state.each / SMOOTHED * (SMOOTHED - 1) + began.elapsed() / SMOOTHED;
            }
        }
    }

    // The state is not to be held while an operation is carried out.
    fn next(&self) -> Option<Operation> {
        self.state().pop()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The next operation. Where there is none its core is free.
    fn pop(&mut self) -> Option<Operation> {
        for lane in [self.next, self.next.other()] {
            if let Some(operation) = self.waiting[lane as usize].pop_front() {
                self.next = lane.other();
                return Some(operation);
            }
        }
        self.free += 1;
        None
    }
}

/// Places in the queue. Those that are left are given back when it is dropped.
pub(super) struct Entry {
    queue: Arc<Queue>,
    lane: Lane,
    left: AtomicUsize,
}

impl Entry {
    /// Has an operation carried out when it is its turn. `None`: it failed, and its place is free again.
    pub(super) async fn carry_out<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
        let (sender, outcome) = oneshot::channel();
        let operation = move || !sender.is_closed() && sender.send(work()).is_ok();
        let has_core = {
            let mut state = self.queue.state();
            state.waiting[self.lane as usize].push_back(Box::new(operation));
            let has_core = state.free > 0;
            state.free -= usize::from(has_core);
            has_core
        };
        if has_core {
            let queue = Arc::clone(&self.queue);
            tokio::task::spawn_blocking(move || queue.work_off());
        }
        let outcome = outcome.await.ok();
        self.done();
        outcome
    }

    /// Gives the place of one operation back, which is done.
    fn done(&self) {
        let took_one = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        if took_one.is_ok() {
            self.queue.state().taken[self.lane as usize] -= 1;
        }
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.queue.state().taken[self.lane as usize] -= *self.left.get_mut();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use tokio::task::JoinHandle;

    use super::*;

    const EACH: Duration = Duration::from_millis(25);

    /// A queue in front of one core, which is in use until something is sent.
    fn busy() -> (Arc<Queue>, mpsc::Sender<()>, JoinHandle<Option<()>>) {
        let queue = Queue::new(1, EACH);
        let (release, released) = mpsc::channel();
        let running = queue.enter(Lane::Bulk, 1).unwrap();
        let running = tokio::spawn(async move { running.carry_out(move || released.recv().unwrap()).await });
        (queue, release, running)
    }

    async fn until(mut is: impl FnMut() -> bool) {
        while !is() {
            tokio::task::yield_now().await;
        }
    }

    fn waiting(queue: &Queue) -> usize {
        queue.state().waiting.iter().map(VecDeque::len).sum()
    }

    #[tokio::test]
    async fn while_both_wait_a_person_has_every_other_core() {
        let (queue, release, first) = busy();
        until(|| queue.state().free == 0 && waiting(&queue) == 0).await;
        let began = Arc::new(Mutex::new(String::new()));
        let mut tasks = Vec::new();
        for (lane, times, letter) in [(Lane::Bulk, 6, 'b'), (Lane::Person, 3, 'p')] {
            let entry = Arc::new(queue.enter(lane, times).unwrap());
            for _ in 0..times {
                let (entry, began) = (Arc::clone(&entry), Arc::clone(&began));
                tasks.push(tokio::spawn(
                    async move { entry.carry_out(move || began.lock().unwrap().push(letter)).await },
                ));
            }
        }
        until(|| waiting(&queue) == 9).await;
        release.send(()).unwrap();
        assert!(first.await.unwrap().is_some());
        for task in tasks {
            assert!(task.await.unwrap().is_some());
        }
        assert_eq!(*began.lock().unwrap(), "pbpbpbbbb");
        until(|| queue.state().free == 1).await;
        assert_eq!(queue.state().taken, [0, 0]);
    }

    #[tokio::test]
    async fn an_operation_that_fails_fails_alone() {
        let queue = Queue::new(1, EACH);
        let entry = queue.enter(Lane::Person, 2).unwrap();
        let failed = entry.carry_out(|| assert_eq!(1, 2, "an operation that fails"));
        let (failed, next) = tokio::join!(failed, entry.carry_out(|| 7));
        assert_eq!((failed, next), (None, Some(7)));
        assert_eq!(queue.state().taken, [0, 0]);
    }

    #[test]
    fn a_full_lane_refuses_all_of_a_request_and_says_when_to_come_again() {
        let queue = Queue::new(2, EACH);
        assert_eq!(queue.places(EACH), 320);
        let first = queue.enter(Lane::Bulk, 292).unwrap();
        let wait = |operations| queue.enter(Lane::Bulk, operations).err().unwrap().retry_after;
        assert_eq!(wait(29), Duration::from_secs(1), "there is room after one operation");
        assert_eq!(wait(120), Duration::from_secs(2), "after 92 of 25 ms on 2 cores");
        assert_eq!(wait(5_000), Duration::from_secs(4), "it waits for an empty lane, of 292");
        let people = queue.enter(Lane::Person, 90).unwrap();
        assert_eq!(wait(120), Duration::from_secs(3), "after 92, and 90 in turn with them");
        drop(people);
        let second = queue.enter(Lane::Bulk, 28).unwrap();
        assert!(queue.enter(Lane::Bulk, 1).is_err());
        let person = queue.enter(Lane::Person, 1).unwrap();
        for _ in 0..292 {
            first.done();
        }
        first.done();
        assert_eq!(queue.state().taken, [28, 1]);
        drop((second, person));
        assert_eq!(queue.state().taken, [0, 0]);
        // However large: an empty lane is never too small.
        assert!(queue.enter(Lane::Bulk, 5_000).is_ok());
        drop(first);
        assert_eq!(queue.state().taken, [0, 0]);
    }

    #[test]
    fn slow_operations_have_fewer_places() {
        let queue = Queue::new(2, EACH);
        let places = |millis| queue.places(Duration::from_millis(millis));
        assert_eq!((places(1), places(50), places(5_000), places(0)), (2_048, 160, 16, 2_048));
    }

    #[tokio::test]
    async fn who_gives_up_gives_its_place_back_and_is_passed_over() {
        let (queue, release, first) = busy();
        until(|| queue.state().free == 0 && waiting(&queue) == 0).await;
        let (waiter, began) = (Arc::clone(&queue), Arc::new(AtomicUsize::new(0)));
        let counted = Arc::clone(&began);
        let task = tokio::spawn(async move {
            let entry = waiter.enter(Lane::Bulk, 40).unwrap();
            entry.carry_out(move || counted.fetch_add(1, Ordering::Relaxed)).await
        });
        until(|| waiting(&queue) == 1).await;
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
        assert_eq!(queue.state().taken, [1, 0]);
        release.send(()).unwrap();
        assert!(first.await.unwrap().is_some());
        until(|| queue.state().free == 1).await;
        assert_eq!(began.load(Ordering::Relaxed), 0);
    }
}
