//! Trying mails out before anybody gets one.

use axum::Json;
use axum::extract::State;

use super::auth::Signed;
use super::extract::{Body, UserInPath};
use super::problem::{BodyErrors, NotFoundError, Problem, ReadErrors, RefusedError, item_error};
use super::router::Portal;
use crate::api::{LetterBody, TestMailAnswer, TestMailBody};
use crate::domain::Email;
use crate::recovery::Mailing;

/// The recovery mail that a user would get, with a link that opens nothing
#[utoipa::path(
    get, path = "/api/v1/users/{user_id}/recovery-mail", tag = "recovery", security(("token" = [])),
    params(("user_id" = String, Path, description = "The exact user id")),
    responses((status = 200, body = LetterBody), ReadErrors, NotFoundError, RefusedError)
)]
pub(super) async fn preview(
    _: Signed,
    State(portal): State<Portal>,
    UserInPath(id): UserInPath,
) -> Result<Json<LetterBody>, Problem> {
    Ok(Json(portal.delivery.preview(&id).await?))
}

/// Hand a test mail over
#[utoipa::path(
    post, path = "/api/v1/test-mail", tag = "recovery", security(("token" = [])),
    request_body = TestMailBody,
    responses((status = 200, body = TestMailAnswer), BodyErrors)
)]
pub(super) async fn test(
    _: Signed,
    State(portal): State<Portal>,
    Body(body): Body<TestMailBody>,
) -> Result<Json<TestMailAnswer>, Problem> {
    let to = Email::parse(&body.to).map_err(|e| Problem::bad_request(format!("to: {e}")))?;
    let error = portal.delivery.test_mail(&to).await.err().map(|e| item_error(&e));
    Ok(Json(TestMailAnswer { error }))
}
