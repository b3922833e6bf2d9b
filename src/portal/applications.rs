//! Applications that may prove sign-ins, each by a token of its own that is stored as a hash.

use super::Admins;
use crate::db::{DbError, Value};
use crate::domain::Secret;
use crate::recovery::token_hash;

/// The one scope there is: proving sign-ins, and changing a secret that has to be changed.
pub(crate) const SIGN_IN: &str = "sign-in";

impl Admins {
    /// Makes a token for an application. `None` if it has one already and that is not to be replaced.
    pub async fn make_application(&self, name: &str, replace: bool) -> Result<Option<Secret>, DbError> {
        let token = Self::new_token();
        let mut tx = self.db.begin().await?;
        let conflict = if replace {
            "DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at"
        } else {
            "DO NOTHING"
        };
        let sql = format!(
            "INSERT INTO applications (name, scope, token_hash, created_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (name) {conflict} RETURNING name"
        );
        let hash = token_hash(token.expose());
        let values: Vec<Value> = vec![name.into(), SIGN_IN.into(), hash.into(), self.clock.now().into()];
        let made = !tx.fetch(sql, values).await?.is_empty();
        tx.commit().await?;
        Ok(made.then_some(token))
    }

    /// The application whose token this is.
    pub(super) async fn application(&self, token: &str) -> Result<Option<String>, DbError> {
        let sql = "SELECT name FROM applications WHERE token_hash = $1 AND scope = $2";
        let values: Vec<Value> = vec![token_hash(token).into(), SIGN_IN.into()];
        self.db.fetch(sql, values).await?.first().map(|row| row.text("name")).transpose()
    }
}
