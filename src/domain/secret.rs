//! Secrets: a type that cannot print itself.

use zeroize::Zeroizing;

/// A password or passcode. It has no `Debug`, `Display` or serialisation, and is wiped when dropped;
/// [`Secret::expose`] is the one way to its characters, and the word to search for in review.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes ownership of the characters.
    pub fn new(characters: String) -> Self {
        Self(Zeroizing::new(characters))
    }

    /// The characters themselves.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(characters: String) -> Self {
        Self::new(characters)
    }
}
