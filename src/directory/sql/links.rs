//! What a change of a user means for their recovery links.

use jiff::Timestamp;

use crate::db::{DbError, Tx};
use crate::domain::UserId;

/// Ends every open recovery link of a user, for this reason. One that has expired stays expired.
pub(crate) async fn end(tx: &mut Tx, user: &UserId, reason: &str, now: Timestamp) -> Result<(), DbError> {
    let sql = "UPDATE recovery_links SET ended_at = $1, end_reason = $2 WHERE user_id = $3 AND ended_at IS NULL \
               AND (openable_until IS NULL OR openable_until > $1)";
    tx.execute(sql, vec![now.into(), reason.into(), user.as_str().into()]).await
}
