//! The sign-in check: what the applications that use a password would be told.

use axum::Json;
use axum::extract::State;

use super::auth::Signed;
use super::extract::{Body, user_id};
use super::problem::{BodyErrors, Problem};
use super::router::Portal;
use crate::api::{SignInAnswer, SignInBody};

/// Does this secret sign in?
///
/// An unknown user is refused like a wrong secret, in the same time.
#[utoipa::path(
    post, path = "/api/v1/sign-in", tag = "credentials", security(("token" = [])),
    request_body = SignInBody,
    responses((status = 200, body = SignInAnswer), BodyErrors)
)]
pub(super) async fn sign_in(
    _: Signed,
    State(portal): State<Portal>,
    Body(body): Body<SignInBody>,
) -> Result<Json<SignInAnswer>, Problem> {
    let kind = body.credential.parse().map_err(|e: String| Problem::bad_request(e))?;
    let answer = portal.directory.sign_in(&user_id(&body.user_id)?, kind, &body.secret.into()).await?;
    Ok(Json(SignInAnswer { accepted: answer.accepted, must_change: answer.must_change }))
}
