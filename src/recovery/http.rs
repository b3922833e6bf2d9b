//! Recovery links of a backend over the network.

use std::sync::Arc;

use async_trait::async_trait;

use super::{QueuedLink, Recovery};
use crate::api::{LinkBody, QueueBody, QueueOutcome, QueueOutcomes, UserDocument};
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
    async fn queue(&self, users: &[UserId], run_id: Option<&str>) -> Vec<Result<QueuedLink, DirectoryError>> {
        let user_ids = users.iter().map(ToString::to_string).collect();
        let body = QueueBody { run_id: run_id.map(str::to_owned), user_ids };
        let answer: Result<QueueOutcomes, _> = self.client.post(&["recovery-links", "batch"], &body).await;
        let outcomes = answer.map(|answer| answer.outcomes.into_iter().map(read).collect());
        one_each(users.len(), outcomes.map_err(DirectoryError::from))
    }

    async fn links(&self, user: &UserId) -> Result<Vec<LinkBody>, DirectoryError> {
        let document: UserDocument = self.client.get(&["users", user.as_str()], &[]).await?;
        Ok(document.recovery_links)
    }
}
