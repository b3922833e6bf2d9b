//! Idempotency keys: a change that is sent again, because its answer was lost, is not made again.
//!
//! Of a change only a keyed code is kept (HMAC-SHA-256 with the pepper outside the database), never a plain
//! digest: a passcode could be found from one.

use jiff::{SignedDuration, Timestamp};

use crate::db::{Db, DbError, Row, Tx, Value};
use crate::directory::refusals::key_taken;
use crate::directory::{CredentialChange, DirectoryError};
use crate::domain::Secret;
use crate::hashing::Hasher;

/// How long a key is remembered.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// When the change is made whose key is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Making {
    /// In the same transaction.
    Now,
    /// After it, by somebody else, who may never tell what came of it.
    Elsewhere,
}

/// Whether this change was made before under its key. A key that another change was made under is a
/// `Conflict`.
pub(super) async fn was_made(db: &Db, hasher: &Hasher, change: &CredentialChange) -> Result<bool, DirectoryError> {
    let Some(key) = &change.idempotency_key else { return Ok(false) };
    let rows = db.fetch(FIND, vec![key.as_str().into()]).await?;
    rows.first().map_or(Ok(false), |row| is_made(hasher, change, row))
}

/// The same within the transaction that makes it, and takes the key if it is free. One that was begun, and of which
/// nobody knows what came of it, is to be made again.
pub(super) async fn take(
    tx: &mut Tx,
    hasher: &Hasher,
    change: &CredentialChange,
    making: Making,
    now: Timestamp,
) -> Result<bool, DirectoryError> {
    let Some(key) = &change.idempotency_key else { return Ok(false) };
    let sql = "INSERT INTO idempotency_keys (idempotency_key, code, made_at, made) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (idempotency_key) DO NOTHING RETURNING idempotency_key";
    let code = hasher.code(&said(change))?;
    let values: Vec<Value> = vec![key.as_str().into(), code.into(), now.into(), (making == Making::Now).into()];
    if !tx.fetch(sql, values).await?.is_empty() {
        return Ok(false);
    }
    let rows = tx.fetch(FIND, vec![key.as_str().into()]).await?;
    let was_made = is_made(hasher, change, rows.first().ok_or_else(DbError::gone)?)?;
    // Whatever becomes of it this time, the time before it may have been made.
    let sql = "UPDATE idempotency_keys SET made = 2 WHERE idempotency_key = $1 AND made = 0";
    tx.execute(sql, vec![key.as_str().into()]).await?;
    Ok(was_made)
}

/// The change that was begun under its key was made.
pub(super) async fn made(tx: &mut Tx, change: &CredentialChange) -> Result<(), DbError> {
    let Some(key) = &change.idempotency_key else { return Ok(()) };
    tx.execute("UPDATE idempotency_keys SET made = 1 WHERE idempotency_key = $1", vec![key.as_str().into()]).await
}

/// The change that was begun under its key was surely not made: the key is free.
pub(super) async fn give_back(tx: &mut Tx, change: &CredentialChange) -> Result<(), DbError> {
    let Some(key) = &change.idempotency_key else { return Ok(()) };
    let sql = "DELETE FROM idempotency_keys WHERE idempotency_key = $1 AND made = 0";
    tx.execute(sql, vec![key.as_str().into()]).await
}

/// Forgets keys that are too old, if any of these changes has one.
pub(super) async fn forget_old(tx: &mut Tx, changes: &[CredentialChange], now: Timestamp) -> Result<(), DbError> {
    if changes.iter().all(|change| change.idempotency_key.is_none()) {
        return Ok(());
    }
    tx.execute("DELETE FROM idempotency_keys WHERE made_at < $1", vec![(now - KEPT).into()]).await
}

const FIND: &str = "SELECT code, made FROM idempotency_keys WHERE idempotency_key = $1";

fn is_made(hasher: &Hasher, change: &CredentialChange, row: &Row) -> Result<bool, DirectoryError> {
    if hasher.is_code(&said(change), &row.text("code")?)? {
        return Ok(row.int("made")? == 1);
    }
    Err(key_taken())
}

/// All that makes two changes the same one.
fn said(change: &CredentialChange) -> Secret {
    let (user, kind, must_change) = (&change.user_id, change.kind, change.must_change);
    Secret::new(format!("{user}\0{kind}\0{must_change}\0{}", change.secret.expose()))
}
