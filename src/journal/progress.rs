//! How far a run came: what became of each item, in a byte an item and the errors of those that failed.

use std::collections::HashMap;
use std::ops::Range;

use super::record::{Record, Result};
use crate::api::ErrorBody;

/// What is known of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was not begun.
    Left,
    /// It was about to be sent, and no outcome was recorded: it may have taken effect.
    InDoubt,
    /// It took effect.
    Done,
    /// It did not.
    Failed,
    /// It was sent, and nobody knows.
    Unknown,
    /// It was left out on purpose.
    Skipped,
}

impl Fate {
    /// Whether nothing is left to be done: it took effect, or was left out on purpose.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Skipped)
    }

    /// Whether it may have taken effect, and nobody knows.
    pub fn is_in_doubt(self) -> bool {
        matches!(self, Self::InDoubt | Self::Unknown)
    }
}

/// What became of each item.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    fates: Vec<Fate>,
    errors: HashMap<usize, ErrorBody>,
    counts: [usize; 6],
    /// The part of the run that is under way, the first being 1.
    part: u32,
    /// How often it was taken up.
    taken_up: u32,
    /// In which later part an item was done; all others in the first.
    done_in: HashMap<usize, u32>,
}

impl Progress {
    /// A plan of so many items, of which none was begun.
    pub(super) fn new(items: usize) -> Self {
        let mut counts = [0; 6];
        counts[Fate::Left as usize] = items;
        Self { fates: vec![Fate::Left; items], counts, part: 1, ..Self::default() }
    }

    /// How many items the plan has.
    pub fn items(&self) -> usize {
        self.fates.len()
    }

    /// What is known of an item.
    pub fn fate(&self, item: usize) -> Fate {
        self.fates.get(item).copied().unwrap_or(Fate::Left)
    }

    /// Why an item was not done, if that was told.
    pub fn error(&self, item: usize) -> Option<&ErrorBody> {
        self.errors.get(&item)
    }

    /// The errors told, in no order.
    pub fn errors(&self) -> impl Iterator<Item = &ErrorBody> {
        self.errors.values()
    }

    /// How many items have this fate.
    pub fn count(&self, fate: Fate) -> usize {
        self.counts[fate as usize]
    }

    /// How many items are neither done nor left out on purpose.
    pub fn to_do(&self) -> usize {
        self.items() - self.count(Fate::Done) - self.count(Fate::Skipped)
    }

    /// How many items may still be done: they were not begun, or are in doubt.
    pub fn pending(&self) -> usize {
        self.to_do() - self.count(Fate::Failed)
    }

    /// Whether every item is done, or was left out on purpose.
    pub fn is_settled(&self) -> bool {
        self.to_do() == 0
    }

    /// The part of the run that is under way, the first being 1.
    pub fn part(&self) -> u32 {
        self.part
    }

    /// How often the run was taken up.
    pub fn taken_up(&self) -> u32 {
        self.taken_up
    }

    /// The part of the run in which a done item was done.
    pub fn done_in(&self, item: usize) -> Option<u32> {
        (self.fate(item) == Fate::Done).then(|| self.done_in.get(&item).copied().unwrap_or(1))
    }

    /// Takes in what a record says. An item that is not of the plan is told by its place.
    pub(super) fn take_in(&mut self, record: &Record) -> std::result::Result<(), usize> {
        match record {
            Record::About { from, to } => {
                for item in self.stretch(*from, *to)? {
                    if !self.fate(item).is_settled() {
                        self.settle(item, Fate::InDoubt, None);
                    }
                }
            }
            Record::Outcome { from, to, result, error } => {
                let fate = match result {
                    Result::Done => Fate::Done,
                    Result::Failed => Fate::Failed,
                    Result::Unknown => Fate::Unknown,
                    Result::Skipped => Fate::Skipped,
                    Result::NotSent => Fate::Left,
                };
                for item in self.stretch(*from, *to)? {
                    self.settle(item, fate, error.clone());
                }
            }
            Record::TakenUp { part, .. } => {
                self.part = *part;
                self.taken_up += 1;
            }
            Record::Begun { .. } | Record::Ended { .. } => {}
        }
        Ok(())
    }

    /// Items of the plan, the second named no more being one of them.
    fn stretch(&self, from: usize, to: usize) -> std::result::Result<Range<usize>, usize> {
        if from <= to && to <= self.items() { Ok(from..to) } else { Err(to) }
    }

    fn settle(&mut self, item: usize, fate: Fate, error: Option<ErrorBody>) {
        self.counts[self.fates[item] as usize] -= 1;
        self.counts[fate as usize] += 1;
        self.fates[item] = fate;
        if fate == Fate::Done && self.part > 1 {
            self.done_in.insert(item, self.part);
        }
        match error {
            Some(error) => self.errors.insert(item, error),
            None => self.errors.remove(&item),
        };
    }
}
