//! The tokens of links: each stands in one mail.

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::challenge::Asks;
use super::delivery::LinkMail;
use crate::db::{Db, DbError, Value};
use crate::links::Link;

/// Letters of a token: 45 of 52 are 256 bits.
pub(super) const TOKEN_LENGTH: usize = 45;

/// What is stored of a token: its SHA-256, in hexadecimal. A token is too long to be guessed from it.
pub fn token_hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is known of the mail that a token stands in.
pub(super) struct Mailed {
    /// The link it leads to.
    pub(super) link_id: String,
    /// What it asks.
    pub(super) asks: Asks,
    openable_until: Option<Timestamp>,
}

impl Mailed {
    /// Stores the token of a mail that is about to be handed over.
    pub(super) async fn store(db: &Db, link_id: &str, token: &str, mail: &LinkMail) -> Result<(), DbError> {
        let sql = "INSERT INTO link_tokens (token_hash, link_id, asks, openable_until) VALUES ($1, $2, $3, $4)";
        let (asks, until) = (mail.asks.as_str(), mail.openable_until);
        let values: Vec<Value> = vec![token_hash(token).into(), link_id.into(), asks.into(), until.into()];
        db.fetch(sql, values).await.map(drop)
    }

    /// The mail of a token; `None` for one that opens nothing.
    pub(super) async fn find(db: &Db, token: &str) -> Result<Option<Self>, DbError> {
        let sql = "SELECT link_id, asks, openable_until FROM link_tokens WHERE token_hash = $1";
        let rows = db.fetch(sql, vec![token_hash(token).into()]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        Ok(Some(Self {
            link_id: row.text("link_id")?,
            asks: Asks::from_word(row.text_or_null("asks")?.as_deref()),
            openable_until: row.time_or_null("openable_until")?,
        }))
    }

    /// The link as this mail opens it: should nobody ever record that it was handed over, it does not open
    /// for ever.
    pub(super) fn opens(&self, link: Link) -> Link {
        Link { openable_until: link.openable_until.or(self.openable_until), ..link }
    }
}
