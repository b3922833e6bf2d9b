//! Recovery links and mail orders as rows: what both a directory that ends links and the recovery of its users
//! need, in one transaction with whatever else they write.

mod link;
mod orders;

pub use link::{Link, LinkState};
pub(crate) use orders::{MailKind, MailOrder, order};

use jiff::Timestamp;

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

/// Waits until nobody else is changing this user, their credentials or their links, and keeps everybody from
/// it until the transaction ends. It works for users who live elsewhere, too.
pub(crate) async fn hold(tx: &mut Tx, user: &UserId) -> Result<(), DbError> {
    let sql = "INSERT INTO recovery_users (user_id) VALUES ($1) \
               ON CONFLICT (user_id) DO UPDATE SET user_id = excluded.user_id";
    tx.execute(sql, vec![user.as_str().into()]).await
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
