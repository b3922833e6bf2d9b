//! Whether the backend is up.

use axum::extract::State;

use super::problem::{Problem, ServiceErrors};
use super::router::Portal;
use crate::directory::DirectoryError;

/// Whether the process answers
#[utoipa::path(get, path = "/healthz", tag = "operation", responses((status = 200, body = String)))]
pub(super) async fn live() -> &'static str {
    "ok\n"
}

/// Whether the database answers, so that requests can be sent here
#[utoipa::path(
    get, path = "/readyz", tag = "operation",
    responses((status = 200, body = String), ServiceErrors)
)]
pub(super) async fn ready(State(portal): State<Portal>) -> Result<&'static str, Problem> {
    portal.admins.exist().await.map_err(DirectoryError::from)?;
    Ok("ready\n")
}
