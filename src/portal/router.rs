//! Every route, in one place. The API's documentation is made from the routes themselves.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::problem::Problem;
use super::{
    Admins, auth, credentials, health, import, locations, recovery_links, recovery_page, rules, sign_in, users,
};
use crate::directory::Directory;
use crate::recovery::Recovery;

/// The largest request body.
const LARGEST_BODY: usize = 2 * 1024 * 1024;
/// How long a request may take.
const LONGEST_REQUEST: Duration = Duration::from_mins(2);

/// What the portal works with.
#[derive(Clone)]
pub struct Portal {
    /// The users.
    pub directory: Arc<dyn Directory>,
    /// Their recovery links.
    pub recovery: Arc<dyn Recovery>,
    /// Who may use the API.
    pub admins: Admins,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "ossmosis provisioning backend",
        description = "Users of hosted telephony, their credentials and recovery links. Errors are \
                       application/problem+json (RFC 9457)."
    ),
    tags(
        (name = "users", description = "Reading and changing users"),
        (name = "credentials", description = "Application passwords and voice portal passcodes"),
        (name = "recovery", description = "Recovery links"),
        (name = "operation", description = "Whether the backend is up")
    )
)]
struct Documentation;

fn api() -> OpenApiRouter<Portal> {
    OpenApiRouter::with_openapi(Documentation::openapi())
        .routes(routes!(users::list))
        .routes(routes!(users::show, users::edit))
        .routes(routes!(import::import))
        .routes(routes!(locations::list))
        .routes(routes!(rules::show))
        .routes(routes!(credentials::set))
        .routes(routes!(sign_in::sign_in))
        .routes(routes!(recovery_links::queue))
        .routes(routes!(auth::whoami))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
}

/// The API's documentation (OpenAPI 3.1).
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut document = api().split_for_parts().1;
    let token = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
    document.components.get_or_insert_default().add_security_scheme("token", token);
    document
}

/// The whole portal.
pub fn router(portal: Portal) -> Router {
    let document = openapi();
    let describe = move || {
        let document = document.clone();
        async move { Json(document) }
    };
    let pages = Router::new().route("/r/{token}", get(recovery_page::landing)).with_state(());
    let fixed = |name, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    api()
        .split_for_parts()
        .0
        .route("/api/v1/openapi.json", get(describe))
        .with_state(portal)
        .merge(pages)
        .fallback(|| async { Problem::no_route().into_response() })
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed().into_response() })
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, LONGEST_REQUEST))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(CatchPanicLayer::custom(|_| Problem::internal().into_response()))
}
