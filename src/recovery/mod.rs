//! Recovery links: queued with their mail order, handed over, opened, and how they end.

#[cfg(feature = "server")]
mod challenge;
#[cfg(feature = "server")]
mod changes;
#[cfg(feature = "server")]
mod delivery;
#[cfg(feature = "server")]
mod hidden;
mod http;
#[cfg(feature = "server")]
mod letter;
#[cfg(feature = "broadworks")]
mod none;
#[cfg(feature = "server")]
mod outbox;
#[cfg(feature = "server")]
mod service;
#[cfg(feature = "server")]
mod sessions;
#[cfg(feature = "server")]
mod token;
#[cfg(feature = "server")]
mod worker;

#[cfg(feature = "server")]
pub use crate::links::{Link, LinkState};
#[cfg(feature = "server")]
pub use challenge::{Asks, Challenge, Judgement};
#[cfg(feature = "server")]
pub use changes::{Change, Judged};
#[cfg(feature = "server")]
pub use delivery::Delivery;
#[cfg(feature = "server")]
pub use hidden::{hidden_from, hidden_id};
pub use http::HttpRecovery;
#[cfg(feature = "server")]
pub use letter::{Letters, moment};
#[cfg(feature = "broadworks")]
pub use none::NoRecovery;
#[cfg(feature = "server")]
pub use service::SqlRecovery;
#[cfg(feature = "server")]
pub use sessions::{Answered, Policy, Purpose, Sessions, Visit};
#[cfg(feature = "server")]
pub use token::token_hash;
#[cfg(feature = "server")]
pub use worker::Worker;

use std::time::Duration;

use async_trait::async_trait;

use crate::api::{LetterBody, LinkBody};
use crate::directory::DirectoryError;
use crate::domain::{Email, Reference, UserId};

/// A link to queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedLink {
    /// For whom.
    pub user: UserId,
    /// How long its mail is to wait.
    pub after: Duration,
}

impl From<UserId> for WantedLink {
    /// A link whose mail is due at once.
    fn from(user: UserId) -> Self {
        Self { user, after: Duration::ZERO }
    }
}

/// A link that was queued, and where its mail goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedLink {
    /// Its id.
    pub link_id: String,
    /// The address on file when it was queued.
    pub email: Email,
}

/// Which links are meant. What is not stated does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkFilter {
    /// Those of these users, at most [`LinkFilter::MOST_USERS`]; none stated means everybody's.
    pub users: Vec<UserId>,
    /// Those that this run asked for.
    pub run_id: Option<String>,
    /// That with this reference.
    pub reference: Option<Reference>,
    /// Those that can still be opened, or whose session is under way.
    pub open: bool,
    /// The newest of each user, where it led to nothing: no credential was changed by it, and none in
    /// another way since, nor did its user say that they are done or that it was not them.
    pub not_done: bool,
}

impl LinkFilter {
    /// The most users that one filter names.
    pub const MOST_USERS: usize = 50;
}

/// Queues recovery links, tells of them and takes them back.
#[async_trait]
pub trait Recovery: Send + Sync {
    /// Queues links and their mails: one outcome a link, in order. A user without an email is `Refused`. An
    /// older open link of the user ends. A run that asks again finds the links that it has asked for.
    async fn queue(&self, links: &[WantedLink], run_id: Option<&str>) -> Vec<Result<QueuedLink, DirectoryError>>;

    /// At most `limit` links, newest first: of those that the filter means, those older than `before`.
    async fn page(&self, of: &LinkFilter, before: Option<&str>, limit: usize) -> Result<Vec<LinkBody>, DirectoryError>;

    /// Takes links back: one outcome a link, in order; `false` for one that had ended before.
    async fn revoke(&self, link_ids: &[String]) -> Vec<Result<bool, DirectoryError>>;
}

/// Every link that a filter means, newest first.
pub async fn all_links(recovery: &dyn Recovery, of: &LinkFilter) -> Result<Vec<LinkBody>, DirectoryError> {
    const PAGE: usize = 500;
    let mut links: Vec<LinkBody> = Vec::new();
    loop {
        let before = links.last().map(|link| link.id.clone());
        let page = recovery.page(of, before.as_deref(), PAGE).await?;
        let full = page.len() == PAGE;
        links.extend(page);
        if !full {
            return Ok(links);
        }
    }
}

/// The links of a user, newest first.
pub async fn links_of(recovery: &dyn Recovery, user: &UserId) -> Result<Vec<LinkBody>, DirectoryError> {
    all_links(recovery, &LinkFilter { users: vec![user.clone()], ..LinkFilter::default() }).await
}

/// Shows and tries out mails.
#[async_trait]
pub trait Mailing: Send + Sync {
    /// The recovery mail that this user would get, with a link that opens nothing. A user without an email
    /// is `Refused`.
    async fn preview(&self, user: &UserId) -> Result<LetterBody, DirectoryError>;

    /// Hands a test mail over. `Refused` if the mail server will not have it, `Unreachable` if it cannot be
    /// handed over now.
    async fn test_mail(&self, to: &Email) -> Result<(), DirectoryError>;
}
