//! What becomes of a link once its mail is read: visits, answers, the one session, its end. Every step
//! but the count of visits is one transaction that holds the user, so that any number of processes may serve the
//! same links.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::challenge::{Challenge, Judgement};
use super::token::{Mailed, TOKEN_LENGTH, token_hash};
use crate::db::{Db, DbError, Row, Tx};
use crate::directory::{Directory, DirectoryError};
use crate::domain::{Clock, LinkEnd, Secret, User, UserId};
use crate::links::{self, Link, LinkState};
use crate::mail::letters_only;

/// Wrong answers after which a link takes none for a while.
const ANSWERS_BEFORE_A_PAUSE: u64 = 5;
/// How long it then takes none.
const PAUSE: SignedDuration = SignedDuration::from_mins(10);
/// Wrong answers that end a link.
const MOST_WRONG_ANSWERS: u64 = 30;

/// The sessions of recovery links, in the backend's own database.
#[derive(Clone)]
pub struct Sessions {
    pub(super) db: Db,
    pub(super) directory: Arc<dyn Directory>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) policy: Policy,
}

/// What a provider decides about sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// How long a session lasts.
    pub session_life: SignedDuration,
    /// Whether a link asks anything before its session starts.
    pub asks: bool,
    /// The least strength of a password that a user chooses, 0 to 4.
    pub min_score: u8,
}

/// A link, and whose it is.
#[derive(Clone)]
pub struct Visit {
    /// The link.
    pub link: Link,
    /// Its user.
    pub user: User,
    /// What it asks; nothing within its session.
    pub challenge: Challenge,
    /// When this was so.
    pub now: Timestamp,
}

impl Visit {
    /// How far the link came.
    pub fn state(&self) -> LinkState {
        self.link.state(self.now)
    }

    /// Until when the link takes no answer, if it takes none.
    pub fn paused_until(&self) -> Option<Timestamp> {
        self.link.paused_until.filter(|until| *until > self.now)
    }
}

/// What an answer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To start the session, or to join it.
    Start,
    /// To end the link: it was not the user who asked for it.
    NotMe,
}

/// What an answer came to.
pub enum Answered {
    /// The browser is in the session; this key proves it.
    Started {
        /// The link of the session.
        link_id: String,
        /// The key: 256 bits, stored as a hash.
        key: Secret,
    },
    /// The link was ended, as the user wished.
    Stopped(Visit),
    /// It could not be right in form; nothing was counted.
    NoAnswer(Visit),
    /// It was wrong.
    Wrong(Visit),
    /// The link takes no answers until then.
    Paused(Visit, Timestamp),
    /// The link can no longer be opened.
    Ended(Visit, LinkEnd),
}

impl Sessions {
    /// The sessions of the links in a database.
    pub fn new(db: Db, directory: Arc<dyn Directory>, clock: Arc<dyn Clock>, policy: Policy) -> Self {
        Self { db, directory, clock, policy }
    }

    /// How long a session lasts.
    pub fn life(&self) -> SignedDuration {
        self.policy.session_life
    }

    /// The link of a token, read once more. Nothing but the count of visits changes. `None` for a token
    /// that opens nothing, and for a user who is gone.
    pub async fn visit(&self, token: &str) -> Result<Option<Visit>, DirectoryError> {
        // A token that opens nothing, of which there are many, is to write nothing either.
        let Some(mailed) = Mailed::find(&self.db, token).await? else { return Ok(None) };
        let sql = "UPDATE recovery_links SET visits = visits + 1 WHERE id = $1 RETURNING *";
        let rows = self.db.fetch(sql, vec![mailed.link_id.as_str().into()]).await?;
        self.found(rows.first(), Some(&mailed)).await
    }

    /// The session that this browser has joined: `None` unless its key is one of the link's.
    pub async fn session(&self, link_id: &str, key: &Secret) -> Result<Option<Visit>, DirectoryError> {
        let sql = "SELECT recovery_links.* FROM recovery_links JOIN link_browsers ON link_id = id \
                   WHERE id = $1 AND key_hash = $2";
        let rows = self.db.fetch(sql, vec![link_id.into(), token_hash(key.expose()).into()]).await?;
        self.found(rows.first(), None).await
    }

    /// The visit to a link, by one of its mails or by its session.
    async fn found(&self, row: Option<&Row>, mailed: Option<&Mailed>) -> Result<Option<Visit>, DirectoryError> {
        let Some(row) = row else { return Ok(None) };
        let link = Link::read(row)?;
        let link = match mailed {
            Some(mailed) => mailed.opens(link),
            None => link,
        };
        let user_id = UserId::parse(&link.user_id).map_err(|e| DirectoryError::Unanswered(e.to_string()))?;
        match self.directory.user(&user_id).await {
            Ok(user) => {
                let asks = mailed.filter(|_| self.policy.asks).map(|mailed| mailed.asks);
                let challenge = asks.map_or(Challenge::Nothing, |asks| Challenge::of(&user, asks));
                Ok(Some(Visit { link, user, challenge, now: self.clock.now() }))
            }
            Err(DirectoryError::NotFound(_)) => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Judges an answer to what a link asks, and does what it was given for if it is right. `None` for a
    /// token that opens nothing.
    pub async fn answer(
        &self,
        token: &str,
        answer: &str,
        purpose: Purpose,
    ) -> Result<Option<Answered>, DirectoryError> {
        let Some(mailed) = Mailed::find(&self.db, token).await? else { return Ok(None) };
        let sql = "SELECT * FROM recovery_links WHERE id = $1";
        let rows = self.db.fetch(sql, vec![mailed.link_id.as_str().into()]).await?;
        let Some(mut visit) = self.found(rows.first(), Some(&mailed)).await? else { return Ok(None) };
        let mut tx = links::held(&self.db, self.clock.as_ref(), vec![&visit.user.user_id]).await?;
        // Only now, nobody else can change it, and whatever waited for its turn is past.
        visit.now = self.clock.now();
        visit.link = mailed.opens(reread(&mut tx, &visit.link.id).await?);
        if let LinkState::Ended(end) = visit.state() {
            return Ok(Some(Answered::Ended(visit, end)));
        }
        if let Some(until) = visit.paused_until() {
            return Ok(Some(Answered::Paused(visit, until)));
        }
        let answered = match (visit.challenge.judge(answer), purpose) {
            (Judgement::NoAnswer, _) => return Ok(Some(Answered::NoAnswer(visit))),
            (Judgement::Wrong, _) => {
                count_wrong(&mut tx, &visit).await?;
                visit.link = reread(&mut tx, &visit.link.id).await?;
                Answered::Wrong(visit)
            }
            (Judgement::Right, Purpose::Start) => {
                let key = Secret::new(letters_only(TOKEN_LENGTH));
                self.join(&mut tx, &visit, &key).await?;
                Answered::Started { link_id: visit.link.id, key }
            }
            (Judgement::Right, Purpose::NotMe) => {
                links::end_one(&mut tx, &visit.link.id, LinkEnd::NotMe, visit.now).await?;
                visit.link = reread(&mut tx, &visit.link.id).await?;
                Answered::Stopped(visit)
            }
        };
        tx.commit().await?;
        Ok(Some(answered))
    }

    /// Lets a browser into the session of a link. The first one starts it; nothing moves its deadline.
    async fn join(&self, tx: &mut Tx, visit: &Visit, key: &Secret) -> Result<(), DbError> {
        let deadline = visit.now + self.policy.session_life;
        let sql = "UPDATE recovery_links SET started_at = $1, deadline = $2, form_key = $3 \
                   WHERE id = $4 AND started_at IS NULL";
        let id = visit.link.id.as_str();
        let form_key = letters_only(TOKEN_LENGTH);
        tx.execute(sql, vec![visit.now.into(), deadline.into(), form_key.into(), id.into()]).await?;
        let sql = "INSERT INTO link_browsers (key_hash, link_id) VALUES ($1, $2)";
        tx.execute(sql, vec![token_hash(key.expose()).into(), id.into()]).await
    }

    /// Ends the session: the user is done. One that is over stays as it ended. Returns the link as it is then.
    pub async fn done(&self, visit: &Visit) -> Result<Link, DirectoryError> {
        let mut tx = links::held(&self.db, self.clock.as_ref(), vec![&visit.user.user_id]).await?;
        let now = self.clock.now();
        if !matches!(reread(&mut tx, &visit.link.id).await?.state(now), LinkState::Ended(_)) {
            links::end_one(&mut tx, &visit.link.id, LinkEnd::Done, now).await?;
        }
        let link = reread(&mut tx, &visit.link.id).await?;
        tx.commit().await?;
        Ok(link)
    }
}

async fn reread(tx: &mut Tx, link_id: &str) -> Result<Link, DbError> {
    links::find(tx, link_id).await?.ok_or_else(DbError::gone)
}

/// Every fifth wrong answer pauses the link, the thirtieth ends it.
async fn count_wrong(tx: &mut Tx, visit: &Visit) -> Result<(), DbError> {
    let wrong = visit.link.wrong_answers + 1;
    let id = visit.link.id.as_str();
    let sql = "UPDATE recovery_links SET wrong_answers = wrong_answers + 1 WHERE id = $1";
    tx.execute(sql, vec![id.into()]).await?;
    if wrong >= MOST_WRONG_ANSWERS {
        return links::end_one(tx, id, LinkEnd::Locked, visit.now).await;
    }
    if wrong.is_multiple_of(ANSWERS_BEFORE_A_PAUSE) {
        let sql = "UPDATE recovery_links SET paused_until = $1 WHERE id = $2";
        tx.execute(sql, vec![(visit.now + PAUSE).into(), id.into()]).await?;
    }
    Ok(())
}
