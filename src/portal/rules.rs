//! The rules in force.

use axum::Json;
use axum::extract::State;

use super::auth::Signed;
use super::extract::Pairs;
use super::problem::{Problem, ReadErrors};
use super::router::Portal;
use crate::api::RulesDocument;
use crate::domain::LocationName;

/// The rules in force at a location, or wherever a location has none of its own
#[utoipa::path(
    get, path = "/api/v1/rules", tag = "credentials", security(("token" = [])),
    params(("location" = Option<String>, Query, description = "A location's exact name")),
    responses((status = 200, body = RulesDocument), ReadErrors)
)]
pub(super) async fn show(
    _: Signed,
    State(portal): State<Portal>,
    query: Pairs,
) -> Result<Json<RulesDocument>, Problem> {
    let query = query.only(&["location"])?;
    let location = query.one("location")?.map(LocationName::parse).transpose();
    let location = location.map_err(|e| Problem::bad_request(format!("location: {e}")))?;
    let told = portal.directory.rules_told(location.as_ref()).await?;
    Ok(Json(told.document(location.map(|name| name.to_string()), "server".to_owned())))
}
