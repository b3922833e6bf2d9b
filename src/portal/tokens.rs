//! Tokens of applications.

use axum::Json;
use axum::extract::State;

use super::applications::SIGN_IN;
use super::auth::Signed;
use super::extract::Body;
use super::problem::{BodyErrors, ConflictError, Problem};
use super::router::Portal;
use crate::api::{NewToken, SecretText, TOKEN_SCHEMA, TokenBody};
use crate::directory::DirectoryError;
use crate::domain::check_name;

/// Make a token for an application, told once
#[utoipa::path(
    post, path = "/api/v1/tokens", tag = "operation", security(("token" = [])),
    request_body = TokenBody,
    responses((status = 200, body = NewToken), BodyErrors, ConflictError)
)]
pub(super) async fn make(
    _: Signed,
    State(portal): State<Portal>,
    Body(body): Body<TokenBody>,
) -> Result<Json<NewToken>, Problem> {
    check_name(&body.name).map_err(|e| Problem::bad_request(format!("name: {e}")))?;
    if body.scope != SIGN_IN {
        return Err(Problem::bad_request(format!("scope: there is only {SIGN_IN}")));
    }
    let token = portal.admins.make_application(&body.name, body.replace).await.map_err(DirectoryError::from)?;
    let token = token.ok_or_else(|| Problem::conflict(format!("{} has a token already", body.name)))?;
    let token = SecretText::from(&token);
    Ok(Json(NewToken { schema: TOKEN_SCHEMA.to_owned(), name: body.name, scope: body.scope, token }))
}
