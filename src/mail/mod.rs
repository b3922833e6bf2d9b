//! Mail: one constructor for every message, and the ways to hand one over.

mod folder;
mod message;
mod random;
mod smtp;
mod smtp_kept;
mod smtp_route;

pub use folder::Folder;
pub use message::{Letter, Sender};
pub use random::letters_only;
pub use smtp::Smtp;

use async_trait::async_trait;

/// A mail was not handed over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// It may be taken later (SMTP 4xx, no connection, time-out), or once the configuration is right (a sign-in
    /// refused, a certificate that is not trusted).
    #[error("{0}")]
    Later(String),
    /// It never will be (SMTP 5xx, or it cannot be written at all).
    #[error("{0}")]
    Never(String),
}

/// Hands mails over to whatever delivers them.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Returns once the other side has taken responsibility for the mail.
    async fn hand_over(&self, mail: &lettre::Message) -> Result<(), MailError>;
}
