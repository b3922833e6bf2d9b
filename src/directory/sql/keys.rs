//! Idempotency keys: a change that is sent again, because its answer was lost, is not made again.
//!
//! Of a change only a keyed code is kept (HMAC-SHA-256 with the pepper outside the database), never a plain
//! digest: a passcode could be found from one.

use jiff::{SignedDuration, Timestamp};

use super::SqlDirectory;
use crate::db::{DbError, Row, Tx, Value};
use crate::directory::refusals::key_taken;
use crate::directory::{CredentialChange, DirectoryError};
use crate::domain::Secret;

/// How long a key is remembered.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

impl SqlDirectory {
    /// Whether this change was made before under its key. A key that another change was made under is a
    /// `Conflict`.
    pub(super) async fn was_made(&self, change: &CredentialChange) -> Result<bool, DirectoryError> {
        let Some(key) = &change.idempotency_key else { return Ok(false) };
        let rows = self.db.fetch(FIND, vec![key.as_str().into()]).await?;
        rows.first().map_or(Ok(false), |row| self.is_same(change, row))
    }

    /// The same within the transaction that makes it, and takes the key if it is free.
    pub(super) async fn take_key(
        &self,
        tx: &mut Tx,
        change: &CredentialChange,
        now: Timestamp,
    ) -> Result<bool, DirectoryError> {
        let Some(key) = &change.idempotency_key else { return Ok(false) };
        let sql = "INSERT INTO idempotency_keys (idempotency_key, code, made_at) VALUES ($1, $2, $3) \
                   ON CONFLICT (idempotency_key) DO NOTHING RETURNING idempotency_key";
        let code = self.hasher.code(&said(change))?;
        let values: Vec<Value> = vec![key.as_str().into(), code.into(), now.into()];
        if !tx.fetch(sql, values).await?.is_empty() {
            return Ok(false);
        }
        let rows = tx.fetch(FIND, vec![key.as_str().into()]).await?;
        self.is_same(change, rows.first().ok_or_else(DbError::gone)?)
    }

    fn is_same(&self, change: &CredentialChange, row: &Row) -> Result<bool, DirectoryError> {
        if self.hasher.is_code(&said(change), &row.text("code")?)? {
            return Ok(true);
        }
        Err(key_taken())
    }
}

/// Forgets keys that are too old.
pub(super) async fn forget_old(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    tx.execute("DELETE FROM idempotency_keys WHERE made_at < $1", vec![(now - KEPT).into()]).await
}

const FIND: &str = "SELECT code FROM idempotency_keys WHERE idempotency_key = $1";

/// All that makes two changes the same one.
fn said(change: &CredentialChange) -> Secret {
    let (user, kind, must_change) = (&change.user_id, change.kind, change.must_change);
    Secret::new(format!("{user}\0{kind}\0{must_change}\0{}", change.secret.expose()))
}
