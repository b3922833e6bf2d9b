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
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header
            .and_then(|header| header.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let (_, token) = token.ok_or_else(Problem::unauthorized)?;
        let admin = portal.admins.by_token(token.trim()).await.map_err(DirectoryError::from)?;
        admin.map(Self).ok_or_else(Problem::unauthorized)
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
