//! The outbox worker: claims mail orders, draws their tokens and hands the mails over. Any number of
//! processes may work one outbox; an order is claimed by one of them at a time.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join_all;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use url::Url;

use super::letter::letter;
use super::token::{TOKEN_LENGTH, token_hash};
use crate::bulk::StopSwitch;
use crate::db::{Db, DbError, Row, Value};
use crate::directory::{Directory, DirectoryError};
use crate::domain::{Clock, UserId};
use crate::mail::{MailError, Mailer, Sender, letters_only};

/// Orders that are worked at once.
const CLAIM_SIZE: i64 = 10;
/// How long a claim lasts: longer than any hand-over takes.
const CLAIM_LIFE: SignedDuration = SignedDuration::from_mins(5);
/// Attempts before an order counts as refused for good.
const MOST_ATTEMPTS: i64 = 12;
/// How often a running backend looks for orders that are due.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How mails are made and handed over.
pub struct Delivery {
    /// What takes the mails.
    pub mailer: Box<dyn Mailer>,
    /// From whom they come.
    pub sender: Sender,
    /// What links begin with. Never taken from a request.
    pub public_url: Url,
    /// How long a link can be opened after its first hand-over.
    pub link_life: SignedDuration,
    /// The zone in which times are told.
    pub zone: TimeZone,
}

/// Works the outbox of a database.
pub struct Worker {
    db: Db,
    directory: Arc<dyn Directory>,
    delivery: Delivery,
    clock: Arc<dyn Clock>,
}

/// A mail order that this process has claimed.
struct Order {
    id: String,
    link_id: String,
    user_id: UserId,
    attempts: i64,
    ended: bool,
}

impl Worker {
    /// A worker for the outbox of `db`, whose links are for users of `directory`.
    pub fn new(db: Db, directory: Arc<dyn Directory>, delivery: Delivery, clock: Arc<dyn Clock>) -> Self {
        Self { db, directory, delivery, clock }
    }

    /// Works every order that is due, and returns when none is left, or when told to stop.
    pub async fn work_due(&self, stop: &StopSwitch) -> Result<(), DirectoryError> {
        while !stop.is_stopped() {
            let orders = self.claim().await?;
            if orders.is_empty() {
                return Ok(());
            }
            for settled in join_all(orders.iter().map(|order| self.work(order))).await {
                settled?;
            }
        }
        Ok(())
    }

    /// Works orders as they come due, until told to stop. An order under way is finished first.
    pub async fn run(&self, stop: Arc<StopSwitch>) {
        while !stop.is_stopped() {
            if let Err(e) = self.work_due(&stop).await {
                tracing::error!(error = %e, "the outbox could not be worked");
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK_EVERY) => {}
                () = stop.stopped() => {}
            }
        }
    }

    async fn claim(&self) -> Result<Vec<Order>, DirectoryError> {
        let now = self.clock.now();
        let sql = "UPDATE outbox SET claimed_until = $1, attempts = attempts + 1 WHERE id IN ( \
                   SELECT id FROM outbox WHERE done_at IS NULL AND due_at <= $2 \
                   AND (claimed_until IS NULL OR claimed_until <= $2) ORDER BY due_at, id LIMIT $3) \
                   RETURNING id, link_id, attempts";
        let mut tx = self.db.begin().await?;
        let claimed = tx.fetch(sql, vec![(now + CLAIM_LIFE).into(), now.into(), CLAIM_SIZE.into()]).await?;
        let mut orders = Vec::with_capacity(claimed.len());
        for order in &claimed {
            let sql = "SELECT user_id, ended_at FROM recovery_links WHERE id = $1";
            let link = tx.fetch(sql, vec![order.text("link_id")?.into()]).await?;
            orders.extend(link.first().map(|link| read(order, link)).transpose()?);
        }
        tx.commit().await?;
        Ok(orders)
    }

    async fn work(&self, order: &Order) -> Result<(), DirectoryError> {
        if order.ended {
            return Ok(self.settle(order, "the link ended before its mail was handed over").await?);
        }
        match self.hand_over(order).await {
            Ok(openable_until) => Ok(self.handed_over(order, openable_until).await?),
            Err(MailError::Later(why)) if order.attempts < MOST_ATTEMPTS => Ok(self.try_later(order, &why).await?),
            Err(MailError::Later(why) | MailError::Never(why)) => Ok(self.refused(order, &why).await?),
        }
    }

    /// Draws a token, stores its hash and hands the mail over. A retry draws another token: all tokens of
    /// a link open the same link, so a mail that did arrive works too.
    async fn hand_over(&self, order: &Order) -> Result<Timestamp, MailError> {
        let later = |e: DirectoryError| MailError::Later(e.to_string());
        let user = self.directory.user(&order.user_id).await.map_err(|e| match e {
            DirectoryError::NotFound(why) => MailError::Never(why),
            other => later(other),
        })?;
        let to = user.email.clone().ok_or_else(|| MailError::Never("the user has no email any more".to_owned()))?;
        let token = letters_only(TOKEN_LENGTH);
        self.store_token(order, &token).await.map_err(|e| later(e.into()))?;
        let mut link = self.delivery.public_url.clone();
        if let Ok(mut path) = link.path_segments_mut() {
            path.pop_if_empty().extend(["r", &token]);
        }
        let now = self.clock.now();
        let openable_until = now + self.delivery.link_life;
        let letter = letter(&user, to, link.as_str(), openable_until, &self.delivery.zone);
        let mail = letter.into_mail(&self.delivery.sender, &letters_only(30), now)?;
        self.delivery.mailer.hand_over(&mail).await?;
        Ok(openable_until)
    }

    async fn store_token(&self, order: &Order, token: &str) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        let values: Vec<Value> = vec![token_hash(token).into(), order.link_id.as_str().into()];
        tx.execute("INSERT INTO link_tokens (token_hash, link_id) VALUES ($1, $2)", values).await?;
        tx.commit().await
    }

    async fn handed_over(&self, order: &Order, openable_until: Timestamp) -> Result<(), DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let sql = "UPDATE recovery_links SET handed_over_at = COALESCE(handed_over_at, $1), \
                   openable_until = COALESCE(openable_until, $2) WHERE id = $3";
        tx.execute(sql, vec![now.into(), openable_until.into(), order.link_id.as_str().into()]).await?;
        let sql = "UPDATE outbox SET done_at = $1, claimed_until = NULL, last_error = NULL WHERE id = $2";
        tx.execute(sql, vec![now.into(), order.id.as_str().into()]).await?;
        tx.commit().await
    }

    /// Twice as long after each attempt, from a minute to an hour.
    async fn try_later(&self, order: &Order, why: &str) -> Result<(), DbError> {
        tracing::warn!(
            order = order.id,
            attempts = order.attempts,
            error = why,
            "mail not handed over, tried again later"
        );
        let minutes = 1_i64 << order.attempts.clamp(1, 7).saturating_sub(1);
        let due_at = self.clock.now() + SignedDuration::from_mins(minutes.min(60));
        let mut tx = self.db.begin().await?;
        let sql = "UPDATE outbox SET due_at = $1, claimed_until = NULL, last_error = $2 WHERE id = $3";
        tx.execute(sql, vec![due_at.into(), why.into(), order.id.as_str().into()]).await?;
        tx.commit().await
    }

    async fn refused(&self, order: &Order, why: &str) -> Result<(), DbError> {
        tracing::warn!(order = order.id, error = why, "mail refused for good");
        let mut tx = self.db.begin().await?;
        let sql = "UPDATE recovery_links SET failed_at = $1 WHERE id = $2";
        tx.execute(sql, vec![self.clock.now().into(), order.link_id.as_str().into()]).await?;
        tx.commit().await?;
        self.settle(order, why).await
    }

    async fn settle(&self, order: &Order, why: &str) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        let sql = "UPDATE outbox SET done_at = $1, claimed_until = NULL, last_error = $2 WHERE id = $3";
        tx.execute(sql, vec![self.clock.now().into(), why.into(), order.id.as_str().into()]).await?;
        tx.commit().await
    }
}

fn read(order: &Row, link: &Row) -> Result<Order, DirectoryError> {
    Ok(Order {
        id: order.text("id")?,
        link_id: order.text("link_id")?,
        user_id: UserId::parse(&link.text("user_id")?).map_err(|e| DirectoryError::Unanswered(e.to_string()))?,
        attempts: order.int("attempts")?,
        ended: link.time_or_null("ended_at")?.is_some(),
    })
}
