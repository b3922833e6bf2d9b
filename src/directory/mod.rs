//! The port to where the users are: reading them, setting their credentials, proving a sign-in.

#[cfg(feature = "broadworks")]
pub mod broadworks;
mod error;
mod http;
mod memory;
mod refusals;
mod rules_told;
#[cfg(feature = "server")]
pub mod sql;

pub use error::DirectoryError;
pub use http::HttpDirectory;
pub(crate) use http::one_each;
pub use memory::MemoryDirectory;
pub use rules_told::{ForcedChange, RulesTold};

use async_trait::async_trait;
use futures_util::stream::{BoxStream, StreamExt};

use crate::domain::{
    CredentialKind, CredentialState, Email, Location, LocationName, Patched, Secret, Selection, Source, User, UserId,
    UserPatch,
};
use crate::rules::Rules;

/// What a directory can do, for those who call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DirectoryTraits {
    /// Credentials that one call of [`Directory::set_credentials`] may carry.
    pub batch_size: usize,
    /// The most such calls that make sense at once; how many it bears is found out.
    pub in_flight: usize,
    /// Users that one call of [`Directory::import`] may carry; 0 where users are made elsewhere alone.
    pub import_size: usize,
    /// Handles that one selection may carry.
    pub handles: usize,
}

/// Whether locations are to be told with how many users they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// With their users counted; a directory may have to list them all.
    Wanted,
    /// Their names will do. Counts are told only where they cost nothing.
    Unneeded,
}

/// What was sent to a platform so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Documents.
    pub documents: u64,
    /// Commands in them.
    pub commands: u64,
}

/// Who changes a credential; it decides what becomes of the user's recovery links.
#[derive(Clone)]
pub enum ChangedBy {
    /// An admin: the user's links end.
    Admin,
    /// The user, by the session of a recovery link: refused once that is over.
    Link {
        /// The link.
        id: String,
        /// For a passcode: how many the session had made when it was asked for this one.
        passcodes: Option<u64>,
    },
    /// The user, with the secret that was in force: their links stay. Refused unless it has to be changed, and
    /// has not been since it was proved.
    Owner {
        /// What [`SignIn::proved`] told of it.
        proved: Secret,
    },
}

/// A credential to set.
#[derive(Clone)]
pub struct CredentialChange {
    /// Whose.
    pub user_id: UserId,
    /// Which.
    pub kind: CredentialKind,
    /// The new one.
    pub secret: Secret,
    /// Whether the user has to choose another at the next sign-in.
    pub must_change: bool,
    /// By whom.
    pub by: ChangedBy,
    /// What tells this change from every other, so that one sent again is not made again; kept for 7 days.
    pub idempotency_key: Option<String>,
}

/// What a sign-in came to.
#[derive(Clone)]
pub struct SignIn {
    /// Whether the secret is accepted.
    pub accepted: bool,
    /// Whether the user then has to choose another.
    pub must_change: bool,
    /// What the directory stores of an accepted secret, which is another thing once it was set anew. `None` where
    /// secrets are not changed by their owners.
    pub proved: Option<Secret>,
}

/// A directory of users: a backend's database, a backend over the network, or a telephony platform.
#[async_trait]
pub trait Directory: Send + Sync {
    /// What it can do.
    fn traits(&self) -> DirectoryTraits;

    /// The users selected, each once, ordered by user id. They come as they are read: a million of them
    /// take no more memory than a page. An error ends the stream.
    fn users(&self, of: &Selection) -> BoxStream<'_, Result<User, DirectoryError>>;

    /// The same, only those whose id comes after `after`: how a page goes on from the one before.
    fn users_after(&self, of: &Selection, after: Option<&str>) -> BoxStream<'_, Result<User, DirectoryError>> {
        let after = after.map(str::to_owned);
        let is_later = move |user: &Result<User, DirectoryError>| match (user, &after) {
            (Ok(user), Some(after)) => user.user_id.as_str() > after.as_str(),
            _ => true,
        };
        self.users(of).filter(move |user| std::future::ready(is_later(user))).boxed()
    }

    /// One user by their exact id.
    async fn user(&self, user: &UserId) -> Result<User, DirectoryError> {
        let handles = Source::Handles(vec![user.to_string()]).into();
        let mut found = self.users(&handles);
        while let Some(candidate) = found.next().await.transpose()? {
            if candidate.user_id == *user {
                return Ok(candidate);
            }
        }
        Err(refusals::unknown(user))
    }

    /// Every location, ordered by name.
    async fn locations(&self, counts: Counts) -> Result<Vec<Location>, DirectoryError>;

    /// The rules in force at a location; `None`: wherever a location has none of its own.
    async fn rules(&self, at: Option<&LocationName>) -> Result<Rules, DirectoryError>;

    /// The same, with what else is known of them.
    async fn rules_told(&self, at: Option<&LocationName>) -> Result<RulesTold, DirectoryError> {
        Ok(self.rules(at).await?.into())
    }

    /// Sets credentials: one outcome a change, in order. Setting twice is harmless, but where the last
    /// secret may not be used again the second call is refused by `not_previous` alone.
    async fn set_credentials(&self, changes: &[CredentialChange]) -> Vec<Result<(), DirectoryError>>;

    /// Programs a user's email, or removes it.
    async fn set_email(&self, user: &UserId, email: Option<&Email>) -> Result<(), DirectoryError>;

    /// Whether this secret signs in: what the applications that use it would be told. An unknown user is
    /// refused like a wrong secret, in the same time.
    async fn sign_in(&self, user: &UserId, kind: CredentialKind, secret: &Secret) -> Result<SignIn, DirectoryError>;

    /// The state of both credentials of a user, application first.
    async fn credentials(&self, user: &UserId) -> Result<Vec<CredentialState>, DirectoryError>;

    /// Creates or changes users: one outcome a patch, in order.
    async fn import(&self, patches: &[UserPatch]) -> Vec<Result<Patched, DirectoryError>>;

    /// What was sent so far, where somebody counts that.
    fn sent(&self) -> Option<Sent> {
        None
    }

    /// Says goodbye, where a platform waits for that. Nothing is asked of the directory afterwards.
    async fn close(&self) {}
}

/// Both kinds, in the order in which they are told.
pub(crate) const KINDS: [CredentialKind; 2] = [CredentialKind::Application, CredentialKind::VoicePortal];
