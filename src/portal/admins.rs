//! Who may use the API: admins by name, each with a token that is stored as a hash.

use std::sync::Arc;

use crate::db::{Db, DbError, Value};
use crate::domain::{Clock, Secret};
use crate::mail::letters_only;
use crate::recovery::token_hash;

/// Letters of a token behind its prefix: 45 of 52 are 256 bits.
const TOKEN_LENGTH: usize = 45;

/// The admins of a backend.
#[derive(Clone)]
pub struct Admins {
    pub(super) db: Db,
    pub(super) clock: Arc<dyn Clock>,
}

/// An admin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Admin {
    pub(super) name: String,
    pub(super) role: String,
}

impl Admins {
    /// The admins in a database.
    pub fn new(db: Db, clock: Arc<dyn Clock>) -> Self {
        Self { db, clock }
    }

    /// Whether there is any.
    pub async fn exist(&self) -> Result<bool, DbError> {
        Ok(!self.db.fetch("SELECT name FROM admins LIMIT 1", vec![]).await?.is_empty())
    }

    /// Makes the first admin, an owner, with this token. `false` if another process was first.
    pub async fn make_owner(&self, token: &Secret) -> Result<bool, DbError> {
        let mut tx = self.db.begin().await?;
        if !tx.fetch("SELECT name FROM admins LIMIT 1", vec![]).await?.is_empty() {
            return Ok(false);
        }
        let sql = "INSERT INTO admins (name, role, token_hash, created_at) VALUES ($1, $2, $3, $4)";
        let values: Vec<Value> =
            vec!["owner".into(), "owner".into(), token_hash(token.expose()).into(), self.clock.now().into()];
        tx.execute(sql, values).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// A new token: a prefix by which it is recognised where it should not be, then 256 random bits.
    pub fn new_token() -> Secret {
        Secret::new(format!("ossmosis_{}", letters_only(TOKEN_LENGTH)))
    }

    /// Whose token this is. It is looked up by its hash, which tells nothing about the tokens near it.
    pub(super) async fn by_token(&self, token: &str) -> Result<Option<Admin>, DbError> {
        let sql = "SELECT name, role FROM admins WHERE token_hash = $1";
        let rows = self.db.fetch(sql, vec![token_hash(token).into()]).await?;
        rows.first().map(|row| Ok(Admin { name: row.text("name")?, role: row.text("role")? })).transpose()
    }
}
