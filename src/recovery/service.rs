//! Recovery links in the backend's own database.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use uuid::Uuid;

use super::{Link, LinkState, QueuedLink, Recovery};
use crate::api::LinkBody;
use crate::db::{Db, DbError, Row, Value};
use crate::directory::sql::links;
use crate::directory::{Directory, DirectoryError};
use crate::domain::{Clock, Email, UserId};

/// The recovery service on a database.
pub struct SqlRecovery {
    db: Db,
    directory: Arc<dyn Directory>,
    clock: Arc<dyn Clock>,
}

impl SqlRecovery {
    /// The service for the users of a directory, with its links in a database.
    pub fn new(db: Db, directory: Arc<dyn Directory>, clock: Arc<dyn Clock>) -> Self {
        Self { db, directory, clock }
    }

    async fn email_of(&self, user: &UserId) -> Result<Email, DirectoryError> {
        let found = self.directory.user(user).await?;
        found.email.ok_or_else(|| DirectoryError::Refused(format!("{user} has no email programmed")))
    }

    /// Link and mail order are one transaction: neither is ever there without the other.
    async fn store(&self, users: &[&UserId], run_id: Option<&str>) -> Result<Vec<String>, DbError> {
        let now = self.clock.now();
        let mut tx = self.db.begin().await?;
        let mut ids = Vec::with_capacity(users.len());
        for user in users {
            // A run that asks again, because it had no answer, is not to mail twice.
            let sql = "SELECT id FROM recovery_links WHERE user_id = $1 AND run_id = $2 AND ended_at IS NULL";
            let values: Vec<Value> = vec![user.as_str().into(), run_id.map(str::to_owned).into()];
            if let Some(same) = tx.fetch(sql, values).await?.first() {
                ids.push(same.text("id")?);
                continue;
            }
            links::end(&mut tx, user, "replaced", now).await?;
            let (link_id, order_id) = (Uuid::now_v7().to_string(), Uuid::now_v7().to_string());
            let run_id = run_id.map(str::to_owned);
            let values: Vec<Value> = vec![link_id.as_str().into(), user.as_str().into(), run_id.into(), now.into()];
            let sql = "INSERT INTO recovery_links (id, user_id, run_id, queued_at) VALUES ($1, $2, $3, $4)";
            tx.execute(sql, values).await?;
            let values: Vec<Value> = vec![order_id.into(), link_id.as_str().into(), now.into()];
            tx.execute("INSERT INTO outbox (id, link_id, due_at, attempts) VALUES ($1, $2, $3, 0)", values).await?;
            ids.push(link_id);
        }
        tx.commit().await?;
        Ok(ids)
    }
}

#[async_trait]
impl Recovery for SqlRecovery {
    async fn queue(&self, users: &[UserId], run_id: Option<&str>) -> Vec<Result<QueuedLink, DirectoryError>> {
        let mut emails = Vec::with_capacity(users.len());
        for user in users {
            emails.push(self.email_of(user).await);
        }
        let mailable: Vec<&UserId> =
            users.iter().zip(&emails).filter(|(_, email)| email.is_ok()).map(|(user, _)| user).collect();
        let mut stored = match self.store(&mailable, run_id).await {
            Ok(ids) => ids.into_iter(),
            Err(e) => {
                let error = DirectoryError::from(e);
                return emails.into_iter().map(|email| email.and(Err(error.clone()))).collect();
            }
        };
        let untold = || DirectoryError::Unanswered("a link was not stored".to_owned());
        emails
            .into_iter()
            .map(|email| email.and_then(|email| Ok(QueuedLink { link_id: stored.next().ok_or_else(untold)?, email })))
            .collect()
    }

    async fn links(&self, user: &UserId) -> Result<Vec<LinkBody>, DirectoryError> {
        let sql = "SELECT * FROM recovery_links WHERE user_id = $1 ORDER BY queued_at DESC, id DESC";
        let rows = self.db.fetch(sql, vec![user.as_str().into()]).await?;
        let now = self.clock.now();
        rows.iter().map(|row| Ok(LinkBody::from(&read(row, user, now)?))).collect()
    }
}

fn read(row: &Row, user: &UserId, now: Timestamp) -> Result<Link, DbError> {
    let handed_over_at = row.time_or_null("handed_over_at")?;
    let openable_until = row.time_or_null("openable_until")?;
    let state = if row.time_or_null("ended_at")?.is_some() {
        LinkState::Ended(row.text("end_reason")?)
    } else if openable_until.is_some_and(|until| until <= now) {
        LinkState::Ended("expired".to_owned())
    } else if handed_over_at.is_some() {
        LinkState::HandedOver
    } else if row.time_or_null("failed_at")?.is_some() {
        LinkState::MailFailed
    } else {
        LinkState::Queued
    };
    Ok(Link {
        id: row.text("id")?,
        user_id: user.clone(),
        run_id: row.text_or_null("run_id")?,
        state,
        queued_at: row.time_or_null("queued_at")?.unwrap_or_default(),
        handed_over_at,
        openable_until,
    })
}
