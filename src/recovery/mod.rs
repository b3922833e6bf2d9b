//! Recovery links: queued with their mail order, handed over, and what became of them.

mod http;
#[cfg(feature = "server")]
mod letter;
#[cfg(feature = "server")]
mod service;
#[cfg(feature = "server")]
mod token;
#[cfg(feature = "server")]
mod worker;

pub use http::HttpRecovery;
#[cfg(feature = "server")]
pub use service::SqlRecovery;
#[cfg(feature = "server")]
pub use token::token_hash;
#[cfg(feature = "server")]
pub use worker::{Delivery, Worker};

use async_trait::async_trait;
use jiff::Timestamp;

use crate::api::LinkBody;
use crate::directory::DirectoryError;
use crate::domain::{Email, UserId};

/// A link that was queued, and where its mail goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedLink {
    /// Its id.
    pub link_id: String,
    /// The address on file when it was queued.
    pub email: Email,
}

/// A recovery link as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: String,
    /// For whom.
    pub user_id: UserId,
    /// The run that asked for it.
    pub run_id: Option<String>,
    /// How far it came.
    pub state: LinkState,
    /// When it was asked for.
    pub queued_at: Timestamp,
    /// When the mail server first took its mail.
    pub handed_over_at: Option<Timestamp>,
    /// Until when it can be opened.
    pub openable_until: Option<Timestamp>,
}

/// How far a link came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// Link and mail order are stored.
    Queued,
    /// The mail server has taken the mail.
    HandedOver,
    /// The mail server refused the mail for good.
    MailFailed,
    /// It can no longer be opened: `expired`, `done`, `revoked`, `replaced`, `overtaken` or `locked`.
    Ended(String),
}

impl From<&Link> for LinkBody {
    fn from(link: &Link) -> Self {
        let (state, end) = match &link.state {
            LinkState::Queued => ("queued", None),
            LinkState::HandedOver => ("handed_over", None),
            LinkState::MailFailed => ("mail_failed", None),
            LinkState::Ended(reason) => ("ended", Some(reason.clone())),
        };
        Self {
            id: link.id.clone(),
            user_id: link.user_id.to_string(),
            run_id: link.run_id.clone(),
            state: state.to_owned(),
            end,
            queued_at: link.queued_at.to_string(),
            handed_over_at: link.handed_over_at.map(|at| at.to_string()),
            openable_until: link.openable_until.map(|at| at.to_string()),
            started_at: None,
            deadline: None,
            changed_at: None,
        }
    }
}

/// Queues recovery links and tells of them.
#[async_trait]
pub trait Recovery: Send + Sync {
    /// Queues a link and its mail for each user: one outcome a user, in order. A user without an email is
    /// `Refused`. An older open link of the user ends.
    async fn queue(&self, users: &[UserId], run_id: Option<&str>) -> Vec<Result<QueuedLink, DirectoryError>>;

    /// The links of a user, newest first, as the API tells them.
    async fn links(&self, user: &UserId) -> Result<Vec<LinkBody>, DirectoryError>;
}
