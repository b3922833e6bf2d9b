//! What a change of a user means for their recovery links, and how changes of users keep out of each
//! other's way.

use jiff::Timestamp;

use super::orders::{MailKind, MailOrder, order};
use crate::db::{DbError, Row, Tx};
use crate::directory::{CredentialChange, DirectoryError};
use crate::domain::{CredentialKind, LinkEnd, UserId};

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

/// Refuses a change by a session that is over. `passcodes` is how many the page knew of when it asked for
/// another: whoever presses twice must not be shown one that is no longer in force.
pub(super) async fn check_session(
    tx: &mut Tx,
    change: &CredentialChange,
    link_id: &str,
    passcodes: Option<u64>,
    now: Timestamp,
) -> Result<(), DirectoryError> {
    let sql = "SELECT ended_at, deadline, passcodes FROM recovery_links WHERE id = $1 AND user_id = $2";
    let rows = tx.fetch(sql, vec![link_id.into(), change.user_id.as_str().into()]).await?;
    let is_open = |row: &Row| -> Result<bool, DbError> {
        let deadline = row.time_or_null("deadline")?;
        Ok(row.time_or_null("ended_at")?.is_none() && deadline.is_some_and(|deadline| deadline > now))
    };
    let Some(row) = rows.first() else { return Err(DirectoryError::Refused("there is no such link".to_owned())) };
    if !is_open(row)? {
        return Err(DirectoryError::Refused("the session of the recovery link is over".to_owned()));
    }
    match passcodes {
        Some(known) if known != row.count("passcodes")? => {
            Err(DirectoryError::Refused("another passcode was made meanwhile".to_owned()))
        }
        _ => Ok(()),
    }
}

/// Records on the link what was changed by it, and orders the mail that says so.
pub(super) async fn changed(
    tx: &mut Tx,
    change: &CredentialChange,
    link_id: &str,
    now: Timestamp,
) -> Result<(), DbError> {
    let sql = match change.kind {
        CredentialKind::Application => "UPDATE recovery_links SET application_changed_at = $1 WHERE id = $2",
        CredentialKind::VoicePortal => {
            "UPDATE recovery_links SET voice_portal_changed_at = $1, passcodes = passcodes + 1 WHERE id = $2"
        }
    };
    tx.execute(sql, vec![now.into(), link_id.into()]).await?;
    // Of several changes within a moment, one mail tells, and of the last.
    let sql = "UPDATE outbox SET ordered_at = $1 WHERE link_id = $2 AND credential = $3 AND attempts = 0 RETURNING id";
    if !tx.fetch(sql, vec![now.into(), link_id.into(), change.kind.as_str().into()]).await?.is_empty() {
        return Ok(());
    }
    let mail =
        MailOrder { user: &change.user_id, link_id: Some(link_id), to: None, kind: MailKind::Changed(change.kind) };
    order(tx, &mail, now).await
}

/// The email of a held user was changed or removed: their links end, for whoever reads the old address must not
/// open them, and the old address is told.
pub(super) async fn email_changed(
    tx: &mut Tx,
    user: &UserId,
    old_address: Option<String>,
    now: Timestamp,
) -> Result<(), DbError> {
    end(tx, user, LinkEnd::EmailChanged, now).await?;
    match old_address {
        Some(to) => {
            order(tx, &MailOrder { user, link_id: None, to: Some(to), kind: MailKind::EmailChanged }, now).await
        }
        None => Ok(()),
    }
}
