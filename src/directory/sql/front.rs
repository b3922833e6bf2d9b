//! A directory in front of another one, which keeps users and credentials itself: a telephony platform. What has to
//! be known of recovery links and idempotency keys is kept here, and changes are written through.
//!
//! The platform takes part in no transaction of ours, so a change has three steps. First, in one transaction, it is
//! checked (is the session of its link open? was it made before under its key?) and written down as under way: from
//! then on nobody else changes the user or their links, in whatever process (`links/hold`). Then the platform is asked,
//! with no transaction open. At last, in another transaction, what came of it is recorded. So between a change that is
//! in force and the end of the links that it ends, no link can be used; a change by a link that was checked is not
//! overtaken on its way; and a change that the platform refused has ended nothing. What nobody knows, because the
//! platform did not answer or this process ended, counts as in force for links, as not yet made for keys (who sends it
//! again has it set again, which is harmless), and is told as unknown.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::stream::BoxStream;
use jiff::Timestamp;
use tokio::sync::Semaphore;
use tokio::time::Instant;

use super::keys::Making;
use super::{keys, links};
use crate::bulk::{Judged, Verdict};
use crate::db::{Db, DbError};
use crate::directory::{
    ChangedBy, Counts, CredentialChange, Directory, DirectoryError, DirectoryTraits, RulesTold, Sent, SignIn, one_each,
};
use crate::domain::{
    Clock, CredentialKind, CredentialState, Email, LinkEnd, Location, LocationName, Patched, Secret, Selection, User,
    UserId, UserPatch,
};
use crate::hashing::Hasher;
use crate::links::{LONGEST_ASKED, end, held, hold, in_lock_order, new_id, over, under_way};
use crate::rules::Rules;

/// A directory in front of another one.
pub struct FrontDirectory {
    parts: Arc<Parts>,
}

struct Parts {
    behind: Arc<dyn Directory>,
    db: Db,
    hasher: Hasher,
    clock: Arc<dyn Clock>,
    /// Batches of admins that may be under way at once.
    bulk: Semaphore,
}

type Outcome = Result<(), DirectoryError>;

impl FrontDirectory {
    /// The directory in front of `behind`, with what belongs to its users in a database.
    pub fn new(behind: Arc<dyn Directory>, db: Db, hasher: Hasher, clock: Arc<dyn Clock>) -> Self {
        let bulk = Semaphore::new(behind.traits().in_flight.max(1));
        Self { parts: Arc::new(Parts { behind, db, hasher, clock, bulk }) }
    }

    /// Carries a change to its end, whoever has gone away that asked for it: what the platform was asked must be
    /// recorded.
    async fn to_its_end<T, F>(&self, work: impl FnOnce(Arc<Parts>) -> F) -> Result<T, DirectoryError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, DirectoryError>> + Send + 'static,
    {
        let work = tokio::spawn(work(Arc::clone(&self.parts)));
        work.await.unwrap_or_else(|e| Err(DirectoryError::Unanswered(format!("the change broke off: {e}"))))
    }
}

/// A batch that is under way.
struct Begun {
    change_id: String,
    /// The outcomes that are known already; `None` is for the platform to tell.
    outcomes: Vec<Option<Outcome>>,
    /// How long it may take.
    time: Duration,
}

impl Parts {
    /// One outcome a change.
    async fn set(&self, changes: &[CredentialChange]) -> Result<Vec<Outcome>, DirectoryError> {
        let is_bulk = changes.iter().all(|change| matches!(change.by, ChangedBy::Admin));
        let _place = if is_bulk { Some(self.bulk.try_acquire().map_err(|_| enough())?) } else { None };
        let begun = self.begin(changes).await.map_err(nothing_asked)?;
        let asked: Vec<&CredentialChange> = changes
            .iter()
            .zip(&begun.outcomes)
            .filter(|(_, known)| known.is_none())
            .map(|(change, _)| change)
            .collect();
        let told = self.ask(&asked, begun.time).await;
        let told = self.recorded(&asked, told, &begun.change_id).await;
        let mut told = told.into_iter();
        let untold = || Err(DirectoryError::Unanswered("no outcome was told".to_owned()));
        Ok(begun.outcomes.into_iter().map(|known| known.or_else(|| told.next()).unwrap_or_else(untold)).collect())
    }

    /// Checks changes, and writes down that those which are to be made are under way.
    async fn begin(&self, changes: &[CredentialChange]) -> Result<Begun, DirectoryError> {
        let mut tx =
            held(&self.db, self.clock.as_ref(), changes.iter().map(|change| &change.user_id).collect()).await?;
        // Only now: whatever was waited for may have taken long.
        let now = self.clock.now();
        keys::forget_old(&mut tx, changes, now).await?;
        let change_id = new_id(now);
        let mut begun = Begun { change_id, outcomes: vec![None; changes.len()], time: LONGEST_ASKED };
        for (change, outcome) in changes.iter().zip(&mut begun.outcomes) {
            if let ChangedBy::Link { id, passcodes } = &change.by {
                match links::check_session(&mut tx, change, id, *passcodes, now).await {
                    Ok(link) => begun.time = begun.time.min(time_left(link.deadline, now)),
                    Err(e @ DirectoryError::Refused(_)) => {
                        *outcome = Some(Err(e));
                        continue;
                    }
                    Err(e) => return Err(e),
                }
            }
            match keys::take(&mut tx, &self.hasher, change, Making::Elsewhere, now).await {
                Ok(true) => *outcome = Some(Ok(())),
                Ok(false) => under_way(&mut tx, &change.user_id, &begun.change_id, overtaken(change)).await?,
                Err(e @ DirectoryError::Conflict(_)) => *outcome = Some(Err(e)),
                Err(e) => return Err(e),
            }
        }
        tx.commit().await?;
        Ok(begun)
    }

    /// Asks the platform, in one call. What it has not been asked when a session ends, it is not asked any more.
    async fn ask(&self, asked: &[&CredentialChange], time: Duration) -> Vec<Outcome> {
        if asked.is_empty() {
            return Vec::new();
        }
        let changes: Vec<CredentialChange> = asked.iter().copied().cloned().collect();
        let told = tokio::time::timeout(time, self.behind.set_credentials(&changes)).await;
        one_each(changes.len(), told.map_err(|_| no_answer()))
    }

    /// Records what came of changes. Where that fails nobody can tell of one that was made: it stays under way, so
    /// that no link is used, until it counts as one of which nobody knows.
    async fn recorded(&self, asked: &[&CredentialChange], told: Vec<Outcome>, change_id: &str) -> Vec<Outcome> {
        let recorded = match self.record(asked, &told, change_id).await {
            Err(e) if e.left_nothing() => self.record(asked, &told, change_id).await,
            recorded => recorded,
        };
        let Err(e) = recorded else { return told };
        tracing::error!(error = %e, "what came of changes could not be recorded");
        let unknown = DirectoryError::Unanswered(e.to_string());
        told.into_iter().map(|outcome| outcome.and(Err(unknown.clone()))).collect()
    }

    async fn record(&self, asked: &[&CredentialChange], told: &[Outcome], change_id: &str) -> Result<(), DbError> {
        if asked.is_empty() {
            return Ok(());
        }
        let mut tx = self.db.begin().await?;
        for (at, change) in in_lock_order(asked, |change| &change.user_id) {
            hold(&mut tx, &change.user_id).await?;
            let now = self.clock.now();
            match &told[at] {
                Ok(()) => {
                    links::made(&mut tx, change, now).await?;
                    keys::made(&mut tx, change).await?;
                }
                Err(e) if is_unknown(e) => {
                    if let Some(ends) = overtaken(change) {
                        end(&mut tx, &change.user_id, ends, now).await?;
                    }
                }
                Err(_) => keys::give_back(&mut tx, change).await?,
            }
            over(&mut tx, &change.user_id, change_id).await?;
        }
        tx.commit().await
    }

    /// Programs an email. The user is read first, while nobody else changes them: only who knows the address of
    /// before knows whether this is another one, and can tell it.
    async fn set_email(&self, user: &UserId, email: Option<&Email>) -> Outcome {
        let change_id = self.begin_email(user).await.map_err(nothing_asked)?;
        let until = Instant::now() + LONGEST_ASKED;
        let before = answer_until(until, self.behind.user(user)).await.map_err(nothing_asked);
        let (other, outcome) = match before {
            Err(e) => (None, Err(e)),
            Ok(before) if before.email.as_ref() == email => (None, Ok(())),
            Ok(before) => {
                let is_other = before.email.as_ref().map(Email::key) != email.map(Email::key);
                let outcome = self.write_email(user, email, until).await;
                (is_other.then_some(before), outcome)
            }
        };
        let recorded = match self.record_email(user, other.as_ref(), &outcome, &change_id).await {
            Err(e) if e.left_nothing() => self.record_email(user, other.as_ref(), &outcome, &change_id).await,
            recorded => recorded,
        };
        // A change that is not recorded stays under way until its links end.
        outcome.and(recorded.map_err(|e| DirectoryError::Unanswered(e.to_string())))
    }

    async fn begin_email(&self, user: &UserId) -> Result<String, DirectoryError> {
        let mut tx = held(&self.db, self.clock.as_ref(), vec![user]).await?;
        let change_id = new_id(self.clock.now());
        under_way(&mut tx, user, &change_id, Some(LinkEnd::EmailChanged)).await?;
        tx.commit().await?;
        Ok(change_id)
    }

    async fn write_email(&self, user: &UserId, email: Option<&Email>, until: Instant) -> Outcome {
        let outcome = answer_until(until, self.behind.set_email(user, email)).await;
        if !outcome.as_ref().is_err_and(is_unknown) {
            return outcome;
        }
        // Reading is harmless, and may tell after all.
        match answer_until(until, self.behind.user(user)).await {
            Ok(user) if user.email.as_ref() == email => Ok(()),
            _ => outcome,
        }
    }

    /// Records what came of an email. `other` is the user as they were, where their address is to be another one.
    async fn record_email(
        &self,
        user: &UserId,
        other: Option<&User>,
        outcome: &Outcome,
        change_id: &str,
    ) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        hold(&mut tx, user).await?;
        let now = self.clock.now();
        match (other, outcome) {
            (Some(before), Ok(())) => {
                let old_address = before.email.as_ref().map(ToString::to_string);
                links::email_changed(&mut tx, user, old_address, now).await?;
            }
            (Some(_), Err(e)) if is_unknown(e) => end(&mut tx, user, LinkEnd::EmailChanged, now).await?,
            _ => {}
        }
        over(&mut tx, user, change_id).await?;
        tx.commit().await
    }
}

async fn answer_until<T>(
    until: Instant,
    answer: impl Future<Output = Result<T, DirectoryError>>,
) -> Result<T, DirectoryError> {
    tokio::time::timeout_at(until, answer).await.unwrap_or_else(|_| Err(no_answer()))
}

/// How a change ends the links of its user, if it does.
fn overtaken(change: &CredentialChange) -> Option<LinkEnd> {
    matches!(change.by, ChangedBy::Admin).then_some(LinkEnd::Overtaken)
}

fn is_unknown(error: &DirectoryError) -> bool {
    error.verdict() == Verdict::Unknown
}

fn no_answer() -> DirectoryError {
    DirectoryError::Unanswered("the platform that keeps the users did not answer in time".to_owned())
}

/// Like the places of a backend that hashes: who brings more than the platform takes learns it before anything is
/// begun, and users who change their own do not stand behind them.
fn enough() -> DirectoryError {
    let message = "the platform that keeps the users is asked as much as it takes; nothing was begun".to_owned();
    DirectoryError::RateLimited { message, retry_after: Some(Duration::from_secs(1)) }
}

/// Whatever failed: the platform was not asked to change anything.
fn nothing_asked(error: DirectoryError) -> DirectoryError {
    match error {
        DirectoryError::Unanswered(message) => DirectoryError::Busy { message, retry_after: None },
        other => other,
    }
}

/// How long a session has left, and at most what any change may take.
fn time_left(deadline: Option<Timestamp>, now: Timestamp) -> Duration {
    let left = deadline.map(|deadline| Duration::try_from(deadline.duration_since(now)).unwrap_or_default());
    left.unwrap_or(LONGEST_ASKED)
}

#[async_trait]
impl Directory for FrontDirectory {
    /// Those of the platform, but that it takes no imports.
    fn traits(&self) -> DirectoryTraits {
        DirectoryTraits { import_size: 0, ..self.parts.behind.traits() }
    }

    fn users(&self, of: &Selection) -> BoxStream<'_, Result<User, DirectoryError>> {
        self.parts.behind.users(of)
    }

    fn users_after(&self, of: &Selection, after: Option<&str>) -> BoxStream<'_, Result<User, DirectoryError>> {
        self.parts.behind.users_after(of, after)
    }

    async fn user(&self, user: &UserId) -> Result<User, DirectoryError> {
        self.parts.behind.user(user).await
    }

    async fn locations(&self, counts: Counts) -> Result<Vec<Location>, DirectoryError> {
        self.parts.behind.locations(counts).await
    }

    async fn rules(&self, at: Option<&LocationName>) -> Result<Rules, DirectoryError> {
        self.parts.behind.rules(at).await
    }

    async fn rules_told(&self, at: Option<&LocationName>) -> Result<RulesTold, DirectoryError> {
        self.parts.behind.rules_told(at).await
    }

    async fn set_credentials(&self, changes: &[CredentialChange]) -> Vec<Result<(), DirectoryError>> {
        let (count, changes) = (changes.len(), changes.to_vec());
        one_each(count, self.to_its_end(|parts| async move { parts.set(&changes).await }).await)
    }

    async fn set_email(&self, user: &UserId, email: Option<&Email>) -> Result<(), DirectoryError> {
        let (user, email) = (user.clone(), email.cloned());
        self.to_its_end(|parts| async move { parts.set_email(&user, email.as_ref()).await }).await
    }

    async fn sign_in(&self, user: &UserId, kind: CredentialKind, secret: &Secret) -> Result<SignIn, DirectoryError> {
        self.parts.behind.sign_in(user, kind, secret).await
    }

    async fn credentials(&self, user: &UserId) -> Result<Vec<CredentialState>, DirectoryError> {
        self.parts.behind.credentials(user).await
    }

    async fn import(&self, patches: &[UserPatch]) -> Vec<Result<Patched, DirectoryError>> {
        let refused = "users are kept by the telephony platform behind this backend: make and change them there; \
                       here are set only emails and credentials";
        patches.iter().map(|_| Err(DirectoryError::Refused(refused.to_owned()))).collect()
    }

    fn sent(&self) -> Option<Sent> {
        self.parts.behind.sent()
    }

    async fn close(&self) {
        self.parts.behind.close().await;
    }
}
