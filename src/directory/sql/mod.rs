//! The provisioning backend's own database as a directory, and in front of another one.

mod credentials;
mod front;
mod keys;
mod links;
mod users;

pub use front::FrontDirectory;

use std::sync::Arc;

use async_trait::async_trait;
use futures_util::stream::{self, BoxStream, StreamExt};

use super::refusals::unknown;
use super::{Counts, CredentialChange, Directory, DirectoryError, DirectoryTraits, SignIn};
use crate::db::{Db, DbError, Row, Value};
use crate::domain::{
    Clock, CredentialKind, CredentialState, Email, Location, LocationName, Patched, Secret, Selection, User, UserId,
    UserPatch,
};
use crate::hashing::{Full, HashError, Hasher, Lane};
use crate::links::in_lock_order;
use crate::rules::{RuleBook, Rules};

/// Users that one query reads.
const PAGE_SIZE: i64 = 500;
/// Handles that one query carries: an engine limits how deep a condition may nest.
const HANDLES_A_QUERY: usize = 50;

/// Users and credentials in a database.
pub struct SqlDirectory {
    db: Db,
    hasher: Hasher,
    rules: RuleBook,
    clock: Arc<dyn Clock>,
}

impl SqlDirectory {
    /// The directory in a database.
    pub fn new(db: Db, hasher: Hasher, rules: RuleBook, clock: Arc<dyn Clock>) -> Self {
        Self { db, hasher, rules, clock }
    }

    /// A page of the users selected: at most `limit` of those whose id is after `after`, ordered by user id.
    pub async fn page(&self, of: &Selection, after: Option<&str>, limit: i64) -> Result<Vec<User>, DirectoryError> {
        let (sql, values) = users::page(of, after, limit);
        self.db.fetch(sql, values).await?.iter().map(users::read).collect()
    }
}

// What fails inside is nothing a caller can mend; unless the database knows better, a change may have lasted.
impl From<DbError> for DirectoryError {
    fn from(error: DbError) -> Self {
        if error.left_nothing() {
            Self::Busy { message: error.to_string(), retry_after: None }
        } else {
            Self::Unanswered(error.to_string())
        }
    }
}

impl From<HashError> for DirectoryError {
    fn from(error: HashError) -> Self {
        Self::Unanswered(error.to_string())
    }
}

impl From<Full> for DirectoryError {
    fn from(full: Full) -> Self {
        Self::RateLimited { message: full.to_string(), retry_after: Some(full.retry_after) }
    }
}

#[async_trait]
impl Directory for SqlDirectory {
    fn traits(&self) -> DirectoryTraits {
        DirectoryTraits { batch_size: 10, in_flight: 4, import_size: 500, handles: HANDLES_A_QUERY }
    }

    fn users(&self, of: &Selection) -> BoxStream<'_, Result<User, DirectoryError>> {
        self.users_after(of, None)
    }

    fn users_after(&self, of: &Selection, after: Option<&str>) -> BoxStream<'_, Result<User, DirectoryError>> {
        // After which id to go on; `None` once the last page was read.
        let of = of.clone();
        let pages = stream::try_unfold(Some(after.unwrap_or_default().to_owned()), move |after| {
            let of = of.clone();
            async move {
                let Some(after) = after else { return Ok(None) };
                let users = self.page(&of, Some(&after), PAGE_SIZE).await?;
                let full = i64::try_from(users.len()) == Ok(PAGE_SIZE);
                let next = users.last().filter(|_| full).map(|user| user.user_id.to_string());
                Ok::<_, DirectoryError>(Some((users, next)))
            }
        });
        pages
            .flat_map(|page| match page {
                Ok(users) => stream::iter(users.into_iter().map(Ok)).boxed(),
                Err(e) => stream::iter([Err(e)]).boxed(),
            })
            .boxed()
    }

    async fn user(&self, user: &UserId) -> Result<User, DirectoryError> {
        let rows = self.db.fetch("SELECT * FROM users WHERE user_id = $1", vec![user.as_str().into()]).await?;
        rows.first().map(users::read).ok_or_else(|| unknown(user))?
    }

    async fn locations(&self, _: Counts) -> Result<Vec<Location>, DirectoryError> {
        let sql = "SELECT location, COUNT(*) AS users, COUNT(*) - COUNT(email) AS without_email \
                   FROM users GROUP BY location ORDER BY location";
        let read = |row: &Row| {
            Ok(Location {
                name: users::location(row)?,
                users: Some(row.count("users")?),
                without_email: Some(row.count("without_email")?),
                aliases: Vec::new(),
            })
        };
        self.db.fetch(sql, vec![]).await?.iter().map(read).collect()
    }

    async fn rules(&self, at: Option<&LocationName>) -> Result<Rules, DirectoryError> {
        Ok(self.rules.at(at).clone())
    }

    async fn set_credentials(&self, changes: &[CredentialChange]) -> Vec<Result<(), DirectoryError>> {
        self.set_all(changes).await
    }

    async fn set_email(&self, user: &UserId, email: Option<&Email>) -> Result<(), DirectoryError> {
        let patch = UserPatch { email: Some(email.cloned()), ..UserPatch::of(user.clone()) };
        let mut tx = self.db.begin().await?;
        let before = users::in_tx(&mut tx, user).await?.ok_or_else(|| unknown(user))?;
        users::apply(&mut tx, &patch, Some(before), self.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    async fn sign_in(&self, user: &UserId, kind: CredentialKind, secret: &Secret) -> Result<SignIn, DirectoryError> {
        let places = self.hasher.places(Lane::Person, 1)?;
        let sql = "SELECT hash, must_change FROM credentials WHERE user_id = $1 AND kind = $2";
        let values: Vec<Value> = vec![user.as_str().into(), kind.as_str().into()];
        let rows = self.db.fetch(sql, values).await?;
        let Some(row) = rows.first() else {
            // An unknown user takes as long as a wrong secret.
            places.verify_nobody(secret).await?;
            return Ok(SignIn { accepted: false, must_change: false, proved: None });
        };
        let stored = row.text("hash")?;
        let accepted = places.verify(secret, &stored).await?;
        let must_change = accepted && row.int("must_change")? != 0;
        Ok(SignIn { accepted, must_change, proved: accepted.then(|| Secret::new(stored)) })
    }

    async fn credentials(&self, user: &UserId) -> Result<Vec<CredentialState>, DirectoryError> {
        self.user(user).await?;
        self.states(user).await
    }

    async fn import(&self, patches: &[UserPatch]) -> Vec<Result<Patched, DirectoryError>> {
        super::http::one_each(patches.len(), self.import_all(patches).await)
    }
}

impl SqlDirectory {
    async fn import_all(&self, patches: &[UserPatch]) -> Result<Vec<Result<Patched, DirectoryError>>, DirectoryError> {
        let mut tx = self.db.begin().await?;
        let mut outcomes = Vec::with_capacity(patches.len());
        for (at, patch) in in_lock_order(patches, |patch| &patch.user_id) {
            let before = users::in_tx(&mut tx, &patch.user_id).await?;
            match users::apply(&mut tx, patch, before, self.clock.now()).await {
                Err(e @ (DirectoryError::Unanswered(_) | DirectoryError::Busy { .. })) => return Err(e),
                outcome => outcomes.push((at, outcome)),
            }
        }
        tx.commit().await?;
        outcomes.sort_by_key(|(at, _)| *at);
        Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
    }
}
