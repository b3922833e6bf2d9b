//! Files that only their recipients can read: age's binary format, for age and ssh-ed25519 keys.
//!
//! Without the cargo feature `age` the names are the same, and no recipient or identity is taken.

#[cfg(feature = "age")]
mod age;
#[cfg(not(feature = "age"))]
mod without;

#[cfg(feature = "age")]
pub use self::age::{Identity, Opened, Recipients, Sealed};
#[cfg(not(feature = "age"))]
pub use self::without::{Identity, Opened, Recipients, Sealed};

use std::path::PathBuf;

/// Nothing was sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// This build has no age.
    #[error("this build cannot encrypt or decrypt; `cargo install --path . --features age` makes one that can")]
    NotBuilt,
    /// A recipient is none.
    #[error("{recipient} cannot be a recipient: {why}")]
    Recipient {
        /// Which: itself, or its place where it may be something secret.
        recipient: String,
        /// Why not.
        why: String,
    },
    /// An identity file cannot be used.
    #[error("{} cannot be used as an identity: {why}", path.display())]
    Identity {
        /// Which.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// It is sealed for others.
    #[error("it is encrypted, and no key in {} opens it", path.display())]
    NotForUs {
        /// The identity that was tried.
        path: PathBuf,
    },
    /// It is not what was sealed.
    #[error("it cannot be decrypted: {0}")]
    Damaged(String),
}
