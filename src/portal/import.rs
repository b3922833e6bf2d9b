//! Creating and changing users in bulk.

use axum::Json;
use axum::extract::State;

use super::auth::Signed;
use super::extract::{Body, at_most};
use super::problem::{BodyErrors, Problem, item_error};
use super::router::Portal;
use crate::api::{ImportBody, ImportOutcome, ImportOutcomes};
use crate::domain::{Patched, UserPatch};

const MOST_A_BATCH: usize = 500;

/// Create or change users, in one transaction, with an outcome each
///
/// An absent field stays as it is, null clears it. A new user needs a location. A backend in front of another
/// directory, which keeps the users itself, refuses the request as a whole.
#[utoipa::path(
    post, path = "/api/v1/users/batch", tag = "users", security(("token" = [])),
    request_body = ImportBody,
    responses((status = 200, body = ImportOutcomes), BodyErrors)
)]
pub(super) async fn import(
    _: Signed,
    State(portal): State<Portal>,
    Body(body): Body<ImportBody>,
) -> Result<Json<ImportOutcomes>, Problem> {
    at_most(body.users.len(), MOST_A_BATCH)?;
    let read =
        |(index, user)| UserPatch::try_from(user).map_err(|e| Problem::bad_request(format!("users[{index}].{e}")));
    let patches: Vec<UserPatch> = body.users.into_iter().enumerate().map(read).collect::<Result<_, _>>()?;
    let mut outcomes = portal.directory.import(&patches).await;
    if portal.directory.traits().import_size == 0 {
        // It takes nobody, and says why: that is not about any of these users.
        outcomes.truncate(1);
        outcomes.pop().unwrap_or(Ok(Patched::Unchanged))?;
    }
    let outcomes = outcomes.into_iter().map(|outcome| match outcome {
        Ok(patched) => ImportOutcome { outcome: Some(patched.as_str().to_owned()), error: None },
        Err(e) => ImportOutcome { outcome: None, error: Some(item_error(&e)) },
    });
    Ok(Json(ImportOutcomes { outcomes: outcomes.collect() }))
}
