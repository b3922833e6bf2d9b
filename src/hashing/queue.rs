//! Whose turn it is to hash: as many at once as there are cores, so many waiting and no more, and people who
//! sign in beside a bulk run.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

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

struct State {
    /// Cores that nobody uses.
    free: usize,
    waiting: [VecDeque<oneshot::Sender<Turn>>; 2],
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

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Places in the queue. Those that are left are given back when it is dropped.
pub(super) struct Entry {
    queue: Arc<Queue>,
    lane: Lane,
    left: AtomicUsize,
}

impl Entry {
    /// Waits for a core. `None` cannot be while the queue is there.
    pub(super) async fn turn(&self) -> Option<Turn> {
        let turn = {
            let mut state = self.queue.state();
            if state.free > 0 {
                state.free -= 1;
                return Some(Turn { queue: Arc::clone(&self.queue) });
            }
            let (sender, turn) = oneshot::channel();
            let waiting = &mut state.waiting[self.lane as usize];
            waiting.retain(|sender| !sender.is_closed());
            waiting.push_back(sender);
            turn
        };
        turn.await.ok()
    }

    /// Gives the place of one operation back, which is done.
    pub(super) fn done(&self) {
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

/// The use of a core. When it is dropped, whoever is next has it.
pub(super) struct Turn {
    queue: Arc<Queue>,
}

impl Turn {
    /// Tells how long the operation took.
    pub(super) fn took(&self, time: Duration) {
        let mut state = self.queue.state();
        state.each = state.each / SMOOTHED * (SMOOTHED - 1) + time / SMOOTHED;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut state = self.queue.state();
        let State { waiting, next, free, .. } = &mut *state;
        for lane in [*next, next.other()] {
            // Who gave up in the meantime is passed over.
            while let Some(waiter) = waiting[lane as usize].pop_front() {
                if waiter.is_closed() {
                    continue;
                }
                *next = lane.other();
                drop(state);
                // A turn that is not taken after all is dropped here, and so passed on.
                drop(waiter.send(Turn { queue: Arc::clone(&self.queue) }));
                return;
            }
        }
        *free += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EACH: Duration = Duration::from_millis(25);

    #[tokio::test]
    async fn while_both_wait_a_person_has_every_other_core() {
        let queue = Queue::new(1, EACH);
        let bulk = Arc::new(queue.enter(Lane::Bulk, 20).unwrap());
        let person = Arc::new(queue.enter(Lane::Person, 3).unwrap());
        let began = Arc::new(Mutex::new(String::new()));
        let first = bulk.turn().await.unwrap();
        let mut tasks = Vec::new();
        for (entry, times, letter) in [(&bulk, 6, 'b'), (&person, 3, 'p')] {
            for _ in 0..times {
                let (entry, began) = (Arc::clone(entry), Arc::clone(&began));
                tasks.push(tokio::spawn(async move {
                    let _turn = entry.turn().await.unwrap();
                    began.lock().unwrap().push(letter);
                    tokio::task::yield_now().await;
                }));
            }
        }
        while queue.state().waiting.iter().map(VecDeque::len).sum::<usize>() < 9 {
            tokio::task::yield_now().await;
        }
        drop(first);
        for task in tasks {
            task.await.unwrap();
        }
        assert_eq!(*began.lock().unwrap(), "pbpbpbbbb");
        assert_eq!(queue.state().free, 1);
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
    async fn who_gives_up_gives_place_and_turn_back() {
        let queue = Queue::new(1, EACH);
        let running = queue.enter(Lane::Bulk, 1).unwrap();
        let turn = running.turn().await.unwrap();
        let waiter = Arc::clone(&queue);
        let task = tokio::spawn(async move {
            let entry = waiter.enter(Lane::Bulk, 40).unwrap();
            let _turn = entry.turn().await;
        });
        while queue.state().waiting[Lane::Bulk as usize].is_empty() {
            tokio::task::yield_now().await;
        }
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
        assert_eq!(queue.state().taken, [1, 0]);
        drop(turn);
        assert_eq!(queue.state().free, 1);
    }
}
