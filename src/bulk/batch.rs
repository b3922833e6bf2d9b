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

/// Items that one call carries. They stand in a row, so that a call takes them as they are, however often it is made.
#[derive(Clone, Debug)]
pub struct Batch<I> {
    items: Vec<I>,
    /// Of each its place, and whether it is in doubt.
    places: Vec<(usize, bool)>,
}

impl<I> Batch<I> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// What they are.
    pub fn items(&self) -> &[I] {
        &self.items
    }

    /// Whether each is in doubt, in the same order.
    pub fn in_doubt(&self) -> impl Iterator<Item = bool> {
        self.places.iter().map(|(_, in_doubt)| *in_doubt)
    }

    /// Their places, in the same order.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.places.iter().map(|(index, _)| *index)
    }
}

impl<I> FromIterator<Numbered<I>> for Batch<I> {
    fn from_iter<T: IntoIterator<Item = Numbered<I>>>(numbered: T) -> Self {
        let (items, places) =
            numbered.into_iter().map(|Numbered { index, in_doubt, item }| (item, (index, in_doubt))).unzip();
        Self { items, places }
    }
}

impl<I> IntoIterator for Batch<I> {
    type Item = Numbered<I>;
    type IntoIter = std::iter::Map<
        std::iter::Zip<std::vec::IntoIter<I>, std::vec::IntoIter<(usize, bool)>>,
        fn((I, (usize, bool))) -> Numbered<I>,
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter().zip(self.places).map(|(item, (index, in_doubt))| Numbered { index, in_doubt, item })
    }
}

/// Items cut into batches.
pub fn cut<I>(items: impl IntoIterator<Item = Numbered<I>>, size: usize) -> impl Iterator<Item = Batch<I>> {
    let mut items = items.into_iter();
    std::iter::from_fn(move || {
        let batch: Batch<I> = items.by_ref().take(size.max(1)).collect();
        (!batch.is_empty()).then_some(batch)
    })
}

/// Items that are all there, cut into batches.
pub fn batches<I>(items: Vec<Numbered<I>>, size: usize) -> impl Stream<Item = Batch<I>> + Unpin {
    stream::iter(cut(items, size))
}

/// Places that come in order, as stretches: the first, and the one after the last.
pub fn stretches(places: impl IntoIterator<Item = usize>) -> Vec<(usize, usize)> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for place in places {
        match stretches.last_mut() {
            Some((_, to)) if *to == place => *to += 1,
            _ => stretches.push((place, place + 1)),
        }
    }
    stretches
}
