//! The tokens of links.

use sha2::{Digest, Sha256};

/// Letters of a token: 45 of 52 are 256 bits.
pub(super) const TOKEN_LENGTH: usize = 45;

/// What is stored of a token: its SHA-256, in hexadecimal. A token is too long to be guessed from it.
pub fn token_hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
