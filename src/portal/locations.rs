//! Locations.

use axum::Json;
use axum::extract::State;

use super::auth::Signed;
use super::extract::Pairs;
use super::problem::{Problem, TokenErrors};
use super::router::Portal;
use crate::api::{LOCATIONS_SCHEMA, LocationBody, LocationsDocument};
use crate::directory::Counts;

/// Every location, by name, with its users and how many have no email
#[utoipa::path(
    get, path = "/api/v1/locations", tag = "users", security(("token" = [])),
    params(("counts" = Option<bool>, Query, description = "`false`: their names will do")),
    responses((status = 200, body = LocationsDocument), TokenErrors)
)]
pub(super) async fn list(
    _: Signed,
    State(portal): State<Portal>,
    query: Pairs,
) -> Result<Json<LocationsDocument>, Problem> {
    let query = query.only(&["counts"])?;
    let counts = match query.one("counts")? {
        None | Some("true") => Counts::Wanted,
        Some("false") => Counts::Unneeded,
        Some(other) => return Err(Problem::bad_request(format!("counts={other:?} is neither true nor false"))),
    };
    let locations = portal.directory.locations(counts).await?.iter().map(LocationBody::from).collect();
    Ok(Json(LocationsDocument { schema: LOCATIONS_SCHEMA.to_owned(), locations }))
}
