//! Recovery links in the backend's own database.

use std::sync::Arc;

use async_trait::async_trait;
use futures_util::future::join_all;

use super::{LinkFilter, QueuedLink, Recovery, WantedLink};
use crate::api::LinkBody;
use crate::db::{Db, DbError, Row, Tx, Value};
use crate::directory::{Directory, DirectoryError};
use crate::domain::{Clock, Email, LinkEnd, UserId};
use crate::links::{self, Link, LinkState, MailKind, MailOrder, order};

/// The recovery service on a database.
pub struct SqlRecovery {
    db: Db,
    directory: Arc<dyn Directory>,
    clock: Arc<dyn Clock>,
}

/// The id of a link that is stored, or why there is none.
type Stored = Result<String, DirectoryError>;

impl SqlRecovery {
    /// The service for the users of a directory, with its links in a database.
    pub fn new(db: Db, directory: Arc<dyn Directory>, clock: Arc<dyn Clock>) -> Self {
        Self { db, directory, clock }
    }

    async fn email_of(&self, user: &UserId) -> Result<Email, DirectoryError> {
        let found = self.directory.user(user).await?;
        found.email.ok_or_else(|| DirectoryError::Refused(format!("{user} has no email programmed")))
    }

    /// Stores a link and its mail order for each of these users, and returns the ids of the links, in the
    /// order of the users. Both are one transaction: neither is ever there without the other.
    async fn store(&self, links: &[&WantedLink], run_id: Option<&str>) -> Result<Vec<Stored>, DbError> {
        let mut ids = vec![Ok(String::new()); links.len()];
        let mut tx = links::held(&self.db, self.clock.as_ref(), links.iter().map(|link| &link.user).collect()).await?;
        for (at, link) in links::in_lock_order(links, |link| &link.user) {
            ids[at] = self.store_one(&mut tx, link, run_id).await?;
        }
        tx.commit().await?;
        Ok(ids)
    }

    async fn store_one(&self, tx: &mut Tx, link: &WantedLink, run_id: Option<&str>) -> Result<Stored, DbError> {
        let WantedLink { user, after } = link;
        let now = self.clock.now();
        // A run that asks again, because it had no answer, is not to mail twice: whatever became of a link whose mail
        // was handed over. One whose mail was refused, or that a new email ended before, has reached nobody.
        let sql = "SELECT * FROM recovery_links WHERE user_id = $1 AND run_id = $2 ORDER BY id DESC LIMIT 1";
        let values: Vec<Value> = vec![user.as_str().into(), run_id.map(str::to_owned).into()];
        if let Some(row) = tx.fetch(sql, values).await?.first() {
            let same = Link::read(row)?;
            match same.state(now) {
                LinkState::MailFailed | LinkState::Ended(LinkEnd::EmailChanged) if same.handed_over_at.is_none() => {}
                LinkState::Ended(end) if same.handed_over_at.is_none() => {
                    let message = format!("the link of this run had ended before it was mailed: {}", end.as_str());
                    return Ok(Err(DirectoryError::Refused(message)));
                }
                _ => return Ok(Ok(same.id)),
            }
        }
        links::end(tx, user, LinkEnd::Replaced, now).await?;
        let link_id = links::new_link_id(tx, user, now).await?;
        let sql = "INSERT INTO recovery_links (id, user_id, run_id, queued_at) VALUES ($1, $2, $3, $4)";
        let run_id = run_id.map(str::to_owned);
        let values: Vec<Value> = vec![link_id.as_str().into(), user.as_str().into(), run_id.into(), now.into()];
        tx.execute(sql, values).await?;
        order(tx, &MailOrder { user, link_id: Some(&link_id), to: None, kind: MailKind::Link }, now + *after).await?;
        Ok(Ok(link_id))
    }

    async fn revoke_one(&self, link_id: &str) -> Result<bool, DirectoryError> {
        let unknown = || DirectoryError::NotFound(format!("no recovery link has the id {link_id}"));
        let sql = "SELECT user_id FROM recovery_links WHERE id = $1";
        let rows = self.db.fetch(sql, vec![link_id.into()]).await?;
        let user = rows.first().ok_or_else(unknown)?.text("user_id")?;
        let user = UserId::parse(&user).map_err(|e| DirectoryError::Unanswered(e.to_string()))?;
        let mut tx = links::held(&self.db, self.clock.as_ref(), vec![&user]).await?;
        let link = links::find(&mut tx, link_id).await?.ok_or_else(unknown)?;
        let now = self.clock.now();
        if let LinkState::Ended(_) = link.state(now) {
            return Ok(false);
        }
        links::end_one(&mut tx, link_id, LinkEnd::Revoked, now).await?;
        tx.commit().await?;
        Ok(true)
    }
}

#[async_trait]
impl Recovery for SqlRecovery {
    async fn queue(&self, links: &[WantedLink], run_id: Option<&str>) -> Vec<Result<QueuedLink, DirectoryError>> {
        // Where users live elsewhere, each is asked for on its own.
        let at_once = self.directory.traits().in_flight.max(1);
        let mut emails = Vec::with_capacity(links.len());
        for some in links.chunks(at_once) {
            emails.extend(join_all(some.iter().map(|link| self.email_of(&link.user))).await);
        }
        let mailable: Vec<&WantedLink> =
            links.iter().zip(&emails).filter(|(_, email)| email.is_ok()).map(|(link, _)| link).collect();
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
            .map(|email| email.and_then(|email| Ok(QueuedLink { link_id: stored.next().ok_or_else(untold)??, email })))
            .collect()
    }

    async fn page(&self, of: &LinkFilter, before: Option<&str>, limit: usize) -> Result<Vec<LinkBody>, DirectoryError> {
        let now = self.clock.now();
        let mut values: Vec<Value> = Vec::new();
        let mut bind = |value: Value| {
            values.push(value);
            format!("${}", values.len())
        };
        let mut clauses = vec!["1 = 1".to_owned()];
        if !of.users.is_empty() {
            let users: Vec<String> = of.users.iter().map(|user| bind(user.as_str().into())).collect();
            clauses.push(format!("user_id IN ({})", users.join(", ")));
        }
        clauses.extend(of.run_id.iter().map(|run_id| format!("run_id = {}", bind(run_id.as_str().into()))));
        clauses.extend(before.map(|before| format!("id < {}", bind(before.into()))));
        if let Some(reference) = &of.reference {
            clauses.push(format!("id LIKE {}", bind(format!("%{}", reference.digits()).into())));
        }
        if of.open {
            let now = bind(now.into());
            clauses.push(format!(
                "ended_at IS NULL AND COALESCE(deadline, openable_until, {MAILED_UNTIL}, {now} + 1) > {now}"
            ));
        }
        if of.not_done {
            clauses.push(NOT_DONE.to_owned());
        }
        let limit = bind(i64::try_from(limit).unwrap_or(i64::MAX).into());
        let clauses = clauses.join(" AND ");
        let sql = format!("SELECT * FROM recovery_links WHERE {clauses} ORDER BY id DESC LIMIT {limit}");
        let rows = self.db.fetch(sql, values).await?;
        rows.iter().map(|row: &Row| Ok(Link::read(row)?.told(now))).collect()
    }

    async fn revoke(&self, link_ids: &[String]) -> Vec<Result<bool, DirectoryError>> {
        let mut outcomes = Vec::with_capacity(link_ids.len());
        for link_id in link_ids {
            outcomes.push(self.revoke_one(link_id).await);
        }
        outcomes
    }
}

/// Until when a mail that was refused for good may still open its link: one that was put off before may have
/// arrived all the same.
const MAILED_UNTIL: &str = "CASE WHEN failed_at IS NOT NULL THEN COALESCE((SELECT MAX(link_tokens.openable_until) \
    FROM link_tokens WHERE link_tokens.link_id = recovery_links.id), failed_at) END";

/// Ids of a user's links rise as they are queued.
const NOT_DONE: &str = "COALESCE(end_reason, '') NOT IN ('done', 'overtaken', 'not_me') \
    AND NOT EXISTS (SELECT 1 FROM recovery_users \
                    WHERE recovery_users.user_id = recovery_links.user_id AND changed_at >= queued_at) \
    AND NOT EXISTS (SELECT 1 FROM recovery_links AS newer \
                    WHERE newer.user_id = recovery_links.user_id AND newer.id > recovery_links.id)";
