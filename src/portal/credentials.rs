//! Setting credentials.

use axum::Json;
use axum::extract::State;

use super::auth::Signed;
use super::extract::{Body, at_most, user_id};
use super::problem::{BodyErrors, Problem, QueueErrors, item_error, item_status};
use super::router::Portal;
use crate::api::{ChangesBody, ChangesOutcome, ItemOutcome};
use crate::bulk::{Judged, Verdict};
use crate::directory::{ChangedBy, CredentialChange, DirectoryError};
use crate::domain::has_control;

/// The longest idempotency key: a run, a user id and a credential fit.
const LONGEST_KEY: usize = 300;
const MOST_A_BATCH: usize = 50;

/// Set credentials, in one transaction, with an outcome each
///
/// Each is checked by the rules in force for its user; one that is refused does not keep the others back. A change
/// that comes again under its idempotency key is not made again; another change under the same key has the status
/// 409. Where too much waits to be hashed, or another directory behind this backend cannot be reached, the request is
/// refused as a whole, and nothing is changed. What has the status 503 was not changed, of what has 500 nobody knows.
#[utoipa::path(
    post, path = "/api/v1/credentials/batch", tag = "credentials", security(("token" = [])),
    request_body = ChangesBody,
    responses((status = 200, body = ChangesOutcome), BodyErrors, QueueErrors)
)]
pub(super) async fn set(
    _: Signed,
    State(portal): State<Portal>,
    Body(body): Body<ChangesBody>,
) -> Result<Json<ChangesOutcome>, Problem> {
    at_most(body.changes.len(), MOST_A_BATCH)?;
    let mut changes = Vec::with_capacity(body.changes.len());
    for change in body.changes {
        changes.push(CredentialChange {
            user_id: user_id(&change.user_id)?,
            kind: change.credential.parse().map_err(|e: String| Problem::bad_request(e))?,
            secret: change.secret.into(),
            must_change: change.must_change,
            by: ChangedBy::Admin,
            idempotency_key: change.idempotency_key.map(idempotency_key).transpose()?,
        });
    }
    let outcomes = portal.directory.set_credentials(&changes).await;
    if let Some(Err(error)) = outcomes.first().filter(|_| outcomes.iter().all(may_come_again)) {
        // Nothing happened: the answer says so for all of them, and when to come again.
        return Err(error.clone().into());
    }
    let outcomes = outcomes.into_iter().map(item_outcome);
    Ok(Json(ChangesOutcome { outcomes: outcomes.collect() }))
}

fn may_come_again(outcome: &Result<(), DirectoryError>) -> bool {
    outcome.as_ref().is_err_and(|error| error.verdict() == Verdict::Again)
}

fn item_outcome(outcome: Result<(), DirectoryError>) -> ItemOutcome {
    ItemOutcome { status: item_status(&outcome), error: outcome.err().map(|e| item_error(&e)) }
}

/// A key that is empty, or that nobody could have meant, would stand for changes that have nothing in common.
fn idempotency_key(key: String) -> Result<String, Problem> {
    let is_one = (1..=LONGEST_KEY).contains(&key.len()) && !has_control(&key);
    if is_one { Ok(key) } else { Err(Problem::bad_request(format!("idempotency_key: 1 to {LONGEST_KEY} characters"))) }
}
