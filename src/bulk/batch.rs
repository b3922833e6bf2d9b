//! Items on their way to the wire.

use futures_util::stream::{self, Stream};

/// An item, with its place among all items.
#[derive(Clone, Debug)]
pub struct Numbered<I> {
    /// Its place.
    pub index: usize,
    /// Whether it may have taken effect: by an earlier run that was cut short, or by a call that was not answered.
    pub in_doubt: bool,
    /// What it is.
    pub item: I,
}

impl<I> Numbered<I> {
    /// An item that was never sent.
    pub fn new(index: usize, item: I) -> Self {
        Self { index, in_doubt: false, item }
    }
}

/// Items that one call carries.
pub type Batch<I> = Vec<Numbered<I>>;

/// Items that are all there, cut into batches.
pub fn batches<I>(items: Vec<Numbered<I>>, size: usize) -> impl Stream<Item = Batch<I>> + Unpin {
    let mut items = items.into_iter();
    let next = move || {
        let batch: Batch<I> = items.by_ref().take(size.max(1)).collect();
        (!batch.is_empty()).then_some(batch)
    };
    stream::iter(std::iter::from_fn(next))
}

/// The places of these items, which come in order, as stretches: the first, and the one after the last.
pub fn stretches<I>(items: &[Numbered<I>]) -> Vec<(usize, usize)> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for Numbered { index, .. } in items {
        match stretches.last_mut() {
            Some((_, to)) if *to == *index => *to += 1,
            _ => stretches.push((*index, index + 1)),
        }
    }
    stretches
}
