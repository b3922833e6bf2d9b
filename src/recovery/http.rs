//! Recovery links of a backend over the network.

use std::sync::Arc;

use async_trait::async_trait;

use super::{LinkFilter, Mailing, QueuedLink, Recovery, WantedLink};
use crate::api::LinkBody;
use crate::api::{
    LetterBody, LinkIdsBody, LinksPage, QueueBody, QueueOutcome, QueueOutcomes, RevokeOutcomes, TestMailAnswer,
    TestMailBody,
};
use crate::directory::{DirectoryError, one_each};
use crate::domain::{Email, UserId};
use crate::http::Client;

/// The recovery service of a backend that speaks this project's REST API.
pub struct HttpRecovery {
    client: Arc<Client>,
}

impl HttpRecovery {
    /// The service behind a client.
    pub fn new(client: Arc<Client>) -> Self {
        Self { client }
    }
}

fn read(outcome: QueueOutcome) -> Result<QueuedLink, DirectoryError> {
    let untold = || DirectoryError::Unanswered("the server told no outcome for a user".to_owned());
    match (outcome.error, outcome.link_id, outcome.email) {
        (Some(error), ..) => Err(error.into()),
        (None, Some(link_id), Some(email)) => {
            Ok(QueuedLink { link_id, email: Email::parse(&email).map_err(|_| untold())? })
        }
        (None, ..) => Err(untold()),
    }
}

#[async_trait]
impl Recovery for HttpRecovery {
    async fn queue(&self, links: &[WantedLink], run_id: Option<&str>) -> Vec<Result<QueuedLink, DirectoryError>> {
        let user_ids = links.iter().map(|link| link.user.to_string()).collect();
        let waits = links.iter().any(|link| !link.after.is_zero());
        let after_seconds = waits.then(|| links.iter().map(|link| link.after.as_secs()).collect());
        let body = QueueBody { run_id: run_id.map(str::to_owned), user_ids, after_seconds };
        let answer: Result<QueueOutcomes, _> = self.client.post(&["recovery-links", "batch"], &body).await;
        let outcomes = answer.map(|answer| answer.outcomes.into_iter().map(read).collect());
        one_each(links.len(), outcomes.map_err(DirectoryError::from))
    }

    async fn page(&self, of: &LinkFilter, before: Option<&str>, limit: usize) -> Result<Vec<LinkBody>, DirectoryError> {
        let limit = limit.to_string();
        let mut query: Vec<(&str, &str)> = vec![("limit", &limit)];
        query.extend(of.users.iter().map(|user| ("user_id", user.as_str())));
        query.extend(of.run_id.iter().map(|run_id| ("run_id", run_id.as_str())));
        query.extend(of.reference.iter().map(|reference| ("reference", reference.digits())));
        query.extend(of.open.then_some(("open", "true")));
        query.extend(of.not_done.then_some(("not_done", "true")));
        query.extend(before.map(|before| ("cursor", before)));
        let page: LinksPage = self.client.get(&["recovery-links"], &query).await?;
        Ok(page.links)
    }

    async fn revoke(&self, link_ids: &[String]) -> Vec<Result<bool, DirectoryError>> {
        let body = LinkIdsBody { link_ids: link_ids.to_vec() };
        let answer: Result<RevokeOutcomes, _> = self.client.post_patiently(&["recovery-links", "revoke"], &body).await;
        let outcomes = answer.map(|answer| {
            let read = |outcome: crate::api::RevokeOutcome| match outcome.error {
                Some(error) => Err(error.into()),
                None => Ok(outcome.revoked),
            };
            answer.outcomes.into_iter().map(read).collect()
        });
        one_each(link_ids.len(), outcomes.map_err(DirectoryError::from))
    }
}

#[async_trait]
impl Mailing for HttpRecovery {
    async fn preview(&self, user: &UserId) -> Result<LetterBody, DirectoryError> {
        Ok(self.client.get(&["users", user.as_str(), "recovery-mail"], &[]).await?)
    }

    async fn test_mail(&self, to: &Email) -> Result<(), DirectoryError> {
        let body = TestMailBody { to: to.to_string() };
        let answer: TestMailAnswer = self.client.post(&["test-mail"], &body).await?;
        answer.error.map_or(Ok(()), |error| Err(error.into()))
    }
}
