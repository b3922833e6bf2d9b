//! Locations.

use axum::Json;
use axum::extract::State;

use super::auth::Signed;
use super::problem::{Problem, TokenErrors};
use super::router::Portal;
use crate::api::{LOCATIONS_SCHEMA, LocationBody, LocationsDocument};

/// Every location, by name, with its users and how many have no email
#[utoipa::path(
    get, path = "/api/v1/locations", tag = "users", security(("token" = [])),
    responses((status = 200, body = LocationsDocument), TokenErrors)
)]
pub(super) async fn list(_: Signed, State(portal): State<Portal>) -> Result<Json<LocationsDocument>, Problem> {
    let locations = portal.directory.locations().await?.iter().map(LocationBody::from).collect();
    Ok(Json(LocationsDocument { schema: LOCATIONS_SCHEMA.to_owned(), locations }))
}
