//! Who is asking: the bearer token of a request.

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;

use super::admins::Admin;
use super::problem::{Problem, TokenErrors};
use super::router::Portal;
use crate::api::WhoAmI;
use crate::directory::DirectoryError;

/// An admin who showed a valid token. A handler that takes one cannot be reached without.
pub(super) struct Signed(pub(super) Admin);

impl FromRequestParts<Portal> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Problem> {
        match Caller::from_request_parts(parts, portal).await? {
            Caller::Admin(admin) => Ok(Self(admin)),
            Caller::Application(_) => Err(Problem::forbidden("this token is for proving sign-ins only")),
        }
    }
}

/// Whoever may prove sign-ins.
pub(super) enum Caller {
    /// An admin.
    Admin(Admin),
    /// The application of this name, with a token for that alone.
    Application(String),
}

impl FromRequestParts<Portal> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Problem> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header
            .and_then(|header| header.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let (_, token) = token.ok_or_else(Problem::unauthorized)?;
        let token = token.trim();
        if let Some(admin) = portal.admins.by_token(token).await.map_err(DirectoryError::from)? {
            return Ok(Self::Admin(admin));
        }
        let application = portal.admins.application(token).await.map_err(DirectoryError::from)?;
        application.map(Self::Application).ok_or_else(Problem::unauthorized)
    }
}

/// Whose token it is
#[utoipa::path(
    get, path = "/api/v1/whoami", tag = "operation", security(("token" = [])),
    responses((status = 200, body = WhoAmI), TokenErrors)
)]
pub(super) async fn whoami(Signed(admin): Signed) -> Json<WhoAmI> {
    Json(WhoAmI { name: admin.name, role: admin.role })
}
