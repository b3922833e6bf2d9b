//! Random words for mails.

use rand::{RngExt, SeedableRng};

/// Random letters, no digits: what stands in a mail must not hold, by chance, the extension or the digits
/// that its link will ask for.
pub fn letters_only(count: usize) -> String {
    const LETTERS: &[u8; 52] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut rng = rand::rngs::StdRng::from_seed(rand::random());
    (0..count).map(|_| char::from(LETTERS[rng.random_range(0..LETTERS.len())])).collect()
}
