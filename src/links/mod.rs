//! Recovery links and mail orders as rows: what both a directory that ends links and the recovery of its users
//! need, in one transaction with whatever else they write.

mod hold;
mod link;
mod orders;

pub(crate) use hold::{LONGEST_ASKED, held, hold, over, under_way};
pub use link::{Link, LinkState};
pub(crate) use orders::{MailKind, MailOrder, order};

use jiff::{SignedDuration, Timestamp};
use uuid::{NoContext, Uuid};

use crate::db::{DbError, Tx};
use crate::domain::{LinkEnd, UserId};

/// Each item with its place, in the order in which every transaction takes users: two that took some of each
/// other's users another way round would wait for ever. Of two items about one user the first stays the
/// first.
pub(crate) fn in_lock_order<T>(items: &[T], user: impl Fn(&T) -> &UserId) -> Vec<(usize, &T)> {
    let mut ordered: Vec<(usize, &T)> = items.iter().enumerate().collect();
    ordered.sort_by(|(_, a), (_, b)| user(a).cmp(user(b)));
    ordered
}

/// A new id, which rises with the time at which it is made; its end is random.
pub(crate) fn new_id(at: Timestamp) -> String {
    let (seconds, nanos) = (at.as_second().max(0).unsigned_abs(), at.subsec_nanosecond().unsigned_abs());
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanos)).to_string()
}

/// A new id for a link of a held user. Those of one user rise by their order, whatever the clocks of the
/// processes say that make them.
pub(crate) async fn new_link_id(tx: &mut Tx, user: &UserId, now: Timestamp) -> Result<String, DbError> {
    let sql = "SELECT MAX(id) AS last FROM recovery_links WHERE user_id = $1";
    let rows = tx.fetch(sql, vec![user.as_str().into()]).await?;
    let last = rows.first().map(|row| row.text_or_null("last")).transpose()?.flatten();
    let last = last.and_then(|id| Uuid::parse_str(&id).ok()?.get_timestamp()).map(|last| last.to_unix());
    let last = last.and_then(|(seconds, nanos)| Timestamp::new(seconds.try_into().ok()?, nanos.try_into().ok()?).ok());
    // An id counts in whole milliseconds.
    Ok(new_id(last.map_or(now, |last| now.max(last + SignedDuration::from_millis(1)))))
}

/// The link with this id.
pub(crate) async fn find(tx: &mut Tx, link_id: &str) -> Result<Option<Link>, DbError> {
    let rows = tx.fetch("SELECT * FROM recovery_links WHERE id = $1", vec![link_id.into()]).await?;
    rows.first().map(Link::read).transpose()
}

/// Ends every link of a held user that is still open. One that has run out stays expired.
pub(crate) async fn end(tx: &mut Tx, user: &UserId, end: LinkEnd, now: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE recovery_links SET ended_at = $1, end_reason = $2 WHERE user_id = $3 AND ended_at IS NULL \
               AND COALESCE(deadline, openable_until, $1 + 1) > $1";
    tx.execute(sql, vec![now.into(), end.as_str().into(), user.as_str().into()]).await
}

/// Ends one link of a held user.
pub(crate) async fn end_one(tx: &mut Tx, link_id: &str, end: LinkEnd, now: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE recovery_links SET ended_at = $1, end_reason = $2 WHERE id = $3 AND ended_at IS NULL";
    tx.execute(sql, vec![now.into(), end.as_str().into(), link_id.into()]).await
}
