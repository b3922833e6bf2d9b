//! The outbox worker: claims mail orders, draws their tokens and hands the mails over. Any number of
//! processes may work one outbox; an order is claimed by one of them at a time.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};

use super::delivery::Delivery;
use super::token::{Mailed, TOKEN_LENGTH};
use crate::bulk::StopSwitch;
use crate::db::{Db, DbError, Row};
use crate::directory::DirectoryError;
use crate::domain::{Email, User, UserId};
use crate::links::{Link, LinkState, MailKind};
use crate::mail::{MailError, letters_only};

/// Orders that are worked at once.
const CLAIM_SIZE: i64 = 10;
/// How long a claim lasts: longer than any hand-over takes.
const CLAIM_LIFE: SignedDuration = SignedDuration::from_mins(5);
/// How long an order is tried before it counts as refused for good.
const LONGEST_TRIED: SignedDuration = SignedDuration::from_hours(24);
/// How often a running backend looks for orders that are due.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Works the outbox of a database.
pub struct Worker {
    db: Db,
    delivery: Arc<Delivery>,
    why_put_off: Mutex<Option<String>>,
}

/// A mail order that this process has claimed.
struct Order {
    id: String,
    kind: MailKind,
    user_id: UserId,
    /// The link it brings, or by which something was changed.
    link: Option<Link>,
    to: Option<String>,
    ordered_at: Timestamp,
    attempts: i64,
}

impl Worker {
    /// A worker for the outbox of `db`.
    pub fn new(db: Db, delivery: Arc<Delivery>) -> Self {
        Self { db, delivery, why_put_off: Mutex::default() }
    }

    fn now(&self) -> Timestamp {
        self.delivery.clock.now()
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

    /// Why mail was put off, the last time that it was.
    pub fn why_put_off(&self) -> Option<String> {
        self.why_put_off.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn claim(&self) -> Result<Vec<Order>, DirectoryError> {
        let now = self.now();
        let mut tx = self.db.begin().await?;
        // A subselect with FOR UPDATE may be run once a row, and find more than the limit; this one is not.
        let sql = format!(
            "WITH due AS (SELECT id FROM outbox WHERE done_at IS NULL AND due_at <= $2 \
             AND (claimed_until IS NULL OR claimed_until <= $2) ORDER BY due_at, id LIMIT $3{}) \
             UPDATE outbox SET claimed_until = $1, attempts = attempts + 1 \
             WHERE id IN (SELECT id FROM due) RETURNING *",
            tx.held_if_free()
        );
        let claimed = tx.fetch(sql, vec![(now + CLAIM_LIFE).into(), now.into(), CLAIM_SIZE.into()]).await?;
        let mut orders = Vec::with_capacity(claimed.len());
        for order in &claimed {
            let sql = "SELECT * FROM recovery_links WHERE id = $1";
            let link = tx.fetch(sql, vec![order.text_or_null("link_id")?.into()]).await?;
            match read(order, link.first()) {
                Ok(order) => orders.push(order),
                // Perhaps one of a newer version that shares the database. It must not keep the others back.
                Err(e) => tracing::error!(error = %e, "an order is left alone until its claim ends"),
            }
        }
        tx.commit().await?;
        Ok(orders)
    }

    async fn work(&self, order: &Order) -> Result<(), DirectoryError> {
        let worked = match (order.kind, &order.link) {
            (MailKind::Link, Some(link)) if matches!(link.state(self.now()), LinkState::Ended(_)) => {
                return Ok(self.settle(order, "the link ended before its mail was handed over").await?);
            }
            (MailKind::Link, Some(link)) => self.hand_link_over(order, link).await,
            _ => self.hand_over(order).await,
        };
        let tried_for = self.now().duration_since(order.ordered_at);
        match worked {
            Ok(()) => Ok(self.done(order).await?),
            Err(MailError::Later(why)) if tried_for < LONGEST_TRIED => Ok(self.try_later(order, &why).await?),
            Err(MailError::Later(why) | MailError::Never(why)) => Ok(self.refused(order, &why).await?),
        }
    }

    /// Draws a token, stores its hash and hands the mail over. A retry draws another token: all tokens of
    /// a link open the same link, so a mail that did arrive works too.
    async fn hand_link_over(&self, order: &Order, link: &Link) -> Result<(), MailError> {
        let user = self.user(order).await?;
        let to = on_file(&user)?;
        let token = letters_only(TOKEN_LENGTH);
        let mail = self.delivery.link_mail(&user, &to, &token)?;
        Mailed::store(&self.db, &link.id, &token, &mail).await.map_err(|e| later(&e.into()))?;
        // Mail servers quote what they refuse: the token is not for logs.
        let untold = |why: String| why.replace(&token, "…");
        self.delivery.mailer.hand_over(&mail.mail).await.map_err(|e| match e {
            MailError::Later(why) => MailError::Later(untold(why)),
            MailError::Never(why) => MailError::Never(untold(why)),
        })
    }

    /// Hands a mail over that brings no link.
    async fn hand_over(&self, order: &Order) -> Result<(), MailError> {
        let user = self.user(order).await?;
        let letters = &self.delivery.letters;
        let letter = match (order.kind, &order.to) {
            (MailKind::Changed(kind), _) => letters.changed(&user, on_file(&user)?, kind, order.ordered_at),
            (MailKind::EmailChanged, to) => {
                let to = to.as_deref().and_then(|to| Email::parse(to).ok());
                letters.email_changed(&user, to.ok_or_else(|| never("the order names no address"))?)
            }
            (MailKind::Link, _) => return Err(never("the order names no link")),
        };
        self.delivery.hand_over(letter).await
    }

    async fn user(&self, order: &Order) -> Result<User, MailError> {
        self.delivery.directory.user(&order.user_id).await.map_err(|e| match e {
            DirectoryError::NotFound(why) => MailError::Never(why),
            other => later(&other),
        })
    }

    /// Records order and link as handed over in one: a link that is, is not mailed again.
    async fn done(&self, order: &Order) -> Result<(), DbError> {
        let now = self.now();
        let mut tx = self.db.begin().await?;
        if let (MailKind::Link, Some(link)) = (order.kind, &order.link) {
            let sql = "UPDATE recovery_links SET handed_over_at = $1, openable_until = $2 \
                       WHERE id = $3 AND handed_over_at IS NULL";
            let openable_until = now + self.delivery.link_life;
            tx.execute(sql, vec![now.into(), openable_until.into(), link.id.as_str().into()]).await?;
        }
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
        *self.why_put_off.lock().unwrap_or_else(PoisonError::into_inner) = Some(why.to_owned());
        let minutes = 1_i64 << order.attempts.clamp(1, 7).saturating_sub(1);
        let due_at = self.now() + SignedDuration::from_mins(minutes.min(60));
        let mut tx = self.db.begin().await?;
        let sql = "UPDATE outbox SET due_at = $1, claimed_until = NULL, last_error = $2 WHERE id = $3";
        tx.execute(sql, vec![due_at.into(), why.into(), order.id.as_str().into()]).await?;
        tx.commit().await
    }

    async fn refused(&self, order: &Order, why: &str) -> Result<(), DbError> {
        tracing::warn!(order = order.id, error = why, "mail refused for good");
        if let (MailKind::Link, Some(link)) = (order.kind, &order.link) {
            let mut tx = self.db.begin().await?;
            let sql = "UPDATE recovery_links SET failed_at = $1 WHERE id = $2";
            tx.execute(sql, vec![self.now().into(), link.id.as_str().into()]).await?;
            tx.commit().await?;
        }
        self.settle(order, why).await
    }

    async fn settle(&self, order: &Order, why: &str) -> Result<(), DbError> {
        let mut tx = self.db.begin().await?;
        let sql = "UPDATE outbox SET done_at = $1, claimed_until = NULL, last_error = $2 WHERE id = $3";
        tx.execute(sql, vec![self.now().into(), why.into(), order.id.as_str().into()]).await?;
        tx.commit().await
    }
}

fn read(order: &Row, link: Option<&Row>) -> Result<Order, DirectoryError> {
    let damaged = |what: &str| DirectoryError::Unanswered(format!("a stored mail order is damaged: its {what}"));
    let (template, credential) = (order.text("template")?, order.text_or_null("credential")?);
    Ok(Order {
        id: order.text("id")?,
        kind: MailKind::from_words(&template, credential.as_deref()).ok_or_else(|| damaged("template"))?,
        user_id: UserId::parse(&order.text("user_id")?).map_err(|_| damaged("user id"))?,
        link: link.map(Link::read).transpose()?,
        to: order.text_or_null("to_address")?,
        ordered_at: order.time_or_null("ordered_at")?.unwrap_or_default(),
        attempts: order.int("attempts")?,
    })
}

fn on_file(user: &User) -> Result<Email, MailError> {
    user.email.clone().ok_or_else(|| never("the user has no email any more"))
}

fn later(error: &DirectoryError) -> MailError {
    MailError::Later(error.to_string())
}

fn never(why: &str) -> MailError {
    MailError::Never(why.to_owned())
}
