//! What a change of a user means for their recovery links.

use jiff::Timestamp;

use crate::db::{DbError, Tx};
use crate::directory::{ChangedBy, CredentialChange, DirectoryError};
use crate::domain::{CredentialKind, LinkEnd, UserId};
use crate::links::{Link, LinkState, MailKind, MailOrder, end, find, order};

/// Refuses a change by a session that is over. `passcodes` is how many the page knew of when it asked for
/// another: whoever presses twice must not be shown one that is no longer in force.
pub(super) async fn check_session(
    tx: &mut Tx,
    change: &CredentialChange,
    link_id: &str,
    passcodes: Option<u64>,
    now: Timestamp,
) -> Result<Link, DirectoryError> {
    let link = find(tx, link_id).await?.filter(|link| link.user_id == change.user_id.as_str());
    let link = link.ok_or_else(|| DirectoryError::Refused("there is no such link".to_owned()))?;
    if link.state(now) != LinkState::Started {
        return Err(DirectoryError::Refused("the session of the recovery link is over".to_owned()));
    }
    match passcodes {
        Some(known) if known != link.passcodes => {
            Err(DirectoryError::Refused("another passcode was made meanwhile".to_owned()))
        }
        _ => Ok(link),
    }
}

/// What a change of a held user's credential means that was made: who is not the user ends their links, and a link by
/// which it was made keeps record of it.
pub(super) async fn made(tx: &mut Tx, change: &CredentialChange, now: Timestamp) -> Result<(), DbError> {
    let user = &change.user_id;
    let sql = "UPDATE recovery_users SET changed_at = $1 WHERE user_id = $2";
    tx.execute(sql, vec![now.into(), user.as_str().into()]).await?;
    match &change.by {
        ChangedBy::Link { id, .. } => changed(tx, change, id, now).await,
        ChangedBy::Admin => end(tx, user, LinkEnd::Overtaken, now).await,
        ChangedBy::Owner { .. } => Ok(()),
    }
}

/// Records on the link what was changed by it, and orders the mail that says so.
async fn changed(tx: &mut Tx, change: &CredentialChange, link_id: &str, now: Timestamp) -> Result<(), DbError> {
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
