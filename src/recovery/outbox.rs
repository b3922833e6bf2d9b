//! The outbox as rows: orders are claimed, closed, and forgotten long after.

use jiff::{SignedDuration, Timestamp};

use crate::db::{Db, DbError, Row, Value};
use crate::directory::DirectoryError;
use crate::domain::UserId;
use crate::links::{Link, MailKind, find};

/// How long a claim lasts: longer than any hand-over takes.
const CLAIM_LIFE: SignedDuration = SignedDuration::from_mins(5);
/// How long the mails, tokens and browsers of a link that has ended are kept: who opens it late reads that it
/// is over. The link itself stays on record.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A mail order that this process has claimed.
pub(super) struct Order {
    pub(super) id: String,
    pub(super) kind: MailKind,
    pub(super) user_id: UserId,
    /// The link it brings, or by which something was changed.
    pub(super) link: Option<Link>,
    /// Where it goes, if not to the user's address on file.
    pub(super) to: Option<String>,
    pub(super) ordered_at: Timestamp,
    /// When it was first claimed by anybody.
    pub(super) first_tried_at: Timestamp,
    pub(super) attempts: i64,
}

/// What came of an order.
pub(super) enum Close<'a> {
    /// The mail was handed over.
    HandedOver,
    /// It is to be tried again at this moment, for this reason.
    Later(Timestamp, &'a str),
    /// It was refused for good, for this reason.
    Refused(&'a str),
    /// There is no need for it any more, for this reason.
    Needless(&'static str),
}

/// Claims at most so many orders that are due.
pub(super) async fn claim(db: &Db, now: Timestamp, most: usize) -> Result<Vec<Order>, DirectoryError> {
    let mut tx = db.begin().await?;
    // A subselect with FOR UPDATE may be run once a row, and find more than the limit; this one is not.
    let sql = format!(
        "WITH due AS (SELECT id FROM outbox WHERE done_at IS NULL AND due_at <= $2 \
         AND (claimed_until IS NULL OR claimed_until <= $2) ORDER BY due_at, id LIMIT $3{}) \
         UPDATE outbox SET claimed_until = $1, attempts = attempts + 1, first_tried_at = COALESCE(first_tried_at, $2) \
         WHERE id IN (SELECT id FROM due) RETURNING *",
        tx.held_if_free()
    );
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let claimed = tx.fetch(sql, vec![(now + CLAIM_LIFE).into(), now.into(), most.into()]).await?;
    let mut orders = Vec::with_capacity(claimed.len());
    for order in &claimed {
        let link = match order.text_or_null("link_id")? {
            Some(link_id) => find(&mut tx, &link_id).await?,
            None => None,
        };
        match read(order, link, now) {
            Ok(order) => orders.push(order),
            // Perhaps one of a newer version that shares the database. It must not keep the others back.
            Err(e) => tracing::error!(error = %e, "an order is left alone until its claim ends"),
        }
    }
    tx.commit().await?;
    Ok(orders)
}

fn read(order: &Row, link: Option<Link>, now: Timestamp) -> Result<Order, DirectoryError> {
    let damaged = |what: &str| DirectoryError::Unanswered(format!("a stored mail order is damaged: its {what}"));
    let (template, credential) = (order.text("template")?, order.text_or_null("credential")?);
    Ok(Order {
        id: order.text("id")?,
        kind: MailKind::from_words(&template, credential.as_deref()).ok_or_else(|| damaged("template"))?,
        user_id: UserId::parse(&order.text("user_id")?).map_err(|_| damaged("user id"))?,
        link,
        to: order.text_or_null("to_address")?,
        ordered_at: order.time_or_null("ordered_at")?.unwrap_or_default(),
        first_tried_at: order.time_or_null("first_tried_at")?.unwrap_or(now),
        attempts: order.int("attempts")?,
    })
}

impl Order {
    /// The link that its mail brings.
    pub(super) fn brings(&self) -> Option<&Link> {
        self.link.as_ref().filter(|_| self.kind == MailKind::Link)
    }

    /// Records what came of it, on the link that it brings as well: one that is handed over is not mailed again.
    pub(super) async fn close(
        &self,
        db: &Db,
        how: Close<'_>,
        now: Timestamp,
        link_life: SignedDuration,
    ) -> Result<(), DbError> {
        let mut tx = db.begin().await?;
        let link: Option<(&str, Vec<Value>)> = match how {
            Close::HandedOver => Some((
                "UPDATE recovery_links SET handed_over_at = $2, openable_until = $3 \
                 WHERE id = $1 AND handed_over_at IS NULL",
                vec![now.into(), (now + link_life).into()],
            )),
            Close::Refused(_) => Some(("UPDATE recovery_links SET failed_at = $2 WHERE id = $1", vec![now.into()])),
            Close::Later(..) | Close::Needless(_) => None,
        };
        if let (Some(brings), Some((sql, mut values))) = (self.brings(), link) {
            values.insert(0, brings.id.as_str().into());
            tx.execute(sql, values).await?;
        }
        let (column, at, why) = match how {
            Close::HandedOver => ("done_at", now, None),
            Close::Later(due_at, why) => ("due_at", due_at, Some(why)),
            Close::Refused(why) | Close::Needless(why) => ("done_at", now, Some(why)),
        };
        let sql = format!("UPDATE outbox SET {column} = $1, claimed_until = NULL, last_error = $2 WHERE id = $3");
        tx.execute(sql, vec![at.into(), why.map(str::to_owned).into(), self.id.as_str().into()]).await?;
        tx.commit().await
    }
}

/// Deletes what is kept only for links that can still be opened or have ended not long ago, and mails that
/// brought none.
pub(super) async fn forget_old(db: &Db, now: Timestamp) -> Result<(), DbError> {
    const OF_OLD_LINKS: &str = "EXISTS (SELECT 1 FROM recovery_links WHERE recovery_links.id = link_id \
        AND COALESCE(ended_at, deadline, recovery_links.openable_until, failed_at) < $1)";
    let mut tx = db.begin().await?;
    for table in ["link_tokens", "link_browsers"] {
        tx.execute(format!("DELETE FROM {table} WHERE {OF_OLD_LINKS}"), vec![(now - KEPT).into()]).await?;
    }
    let sql = format!("DELETE FROM outbox WHERE done_at < $1 AND (link_id IS NULL OR {OF_OLD_LINKS})");
    tx.execute(sql, vec![(now - KEPT).into()]).await?;
    tx.commit().await
}
