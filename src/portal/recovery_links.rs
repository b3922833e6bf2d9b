//! Queueing recovery links.

use axum::Json;
use axum::extract::State;

use super::auth::Signed;
use super::extract::{Body, at_most, user_id};
use super::problem::{BodyErrors, Problem, item_error};
use super::router::Portal;
use crate::api::{QueueBody, QueueOutcome, QueueOutcomes};
use crate::domain::UserId;

const MOST_A_BATCH: usize = 100;

/// Queue a recovery link and its mail for each user, with an outcome each
///
/// A user's older open link ends. The same run queues one link a user, however often it asks.
#[utoipa::path(
    post, path = "/api/v1/recovery-links/batch", tag = "recovery", security(("token" = [])),
    request_body = QueueBody,
    responses((status = 200, body = QueueOutcomes), BodyErrors)
)]
pub(super) async fn queue(
    _: Signed,
    State(portal): State<Portal>,
    Body(body): Body<QueueBody>,
) -> Result<Json<QueueOutcomes>, Problem> {
    at_most(body.user_ids.len(), MOST_A_BATCH)?;
    let users: Vec<UserId> = body.user_ids.iter().map(|id| user_id(id)).collect::<Result<_, _>>()?;
    let outcomes = portal.recovery.queue(&users, body.run_id.as_deref()).await;
    let outcomes = outcomes.into_iter().map(|outcome| match outcome {
        Ok(queued) => {
            QueueOutcome { link_id: Some(queued.link_id), email: Some(queued.email.to_string()), error: None }
        }
        Err(e) => QueueOutcome { link_id: None, email: None, error: Some(item_error(&e)) },
    });
    Ok(Json(QueueOutcomes { outcomes: outcomes.collect() }))
}
