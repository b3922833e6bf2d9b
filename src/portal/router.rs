//! Every route, in one place. The API's documentation is made from the routes themselves.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{any, get};
use axum::{Extension, Json, Router};
use jiff::SignedDuration;
use tower::util::option_layer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::address::BehindProxy;
use super::limits::Limit;
use super::problem::Problem;
use super::site::{self, Site};
use super::{
    Admins, auth, credentials, health, import, locations, mails, recovery_links, rules, sign_in, tokens, users,
};
use crate::api::ProblemBody;
use crate::directory::Directory;
use crate::recovery::{Delivery, Recovery, Sessions};

/// The largest request body.
const LARGEST_BODY: usize = 2 * 1024 * 1024;
/// How long a request may take.
const LONGEST_REQUEST: Duration = Duration::from_mins(2);

/// How many wrong secrets of a user an application may try at once, and how long each is remembered.
const WRONG_SECRETS_A_USER: (i32, SignedDuration) = (10, SignedDuration::from_secs(20));
/// The same for each address that it calls from: an application has one, and all its users come from there.
const WRONG_SECRETS_AN_ADDRESS: (i32, SignedDuration) = (300, SignedDuration::from_millis(200));
/// How many wrong secrets a user may have tried lately, and is still let in where the address is not: one who
/// guesses must not lock out all the others, nor try each of them for long.
const WRONG_SECRETS_LATELY: (i32, SignedDuration) = (3, SignedDuration::from_hours(8));

/// What the portal is made of.
pub struct Parts {
    /// The users.
    pub directory: Arc<dyn Directory>,
    /// Their recovery links.
    pub recovery: Arc<dyn Recovery>,
    /// What becomes of the links once they are opened.
    pub sessions: Sessions,
    /// How mails are made and handed over.
    pub delivery: Arc<Delivery>,
    /// Who may use the API.
    pub admins: Admins,
    /// Whether requests come through a proxy, which says from where.
    pub behind_proxy: bool,
}

/// What the portal works with.
#[derive(Clone)]
pub struct Portal {
    pub(super) directory: Arc<dyn Directory>,
    pub(super) recovery: Arc<dyn Recovery>,
    pub(super) delivery: Arc<Delivery>,
    pub(super) admins: Admins,
    pub(super) wrong_of_user: Arc<Limit>,
    pub(super) wrong_from_address: Arc<Limit>,
    pub(super) wrong_lately: Arc<Limit>,
    site: Site,
    behind_proxy: bool,
}

impl From<Parts> for Portal {
    fn from(parts: Parts) -> Self {
        let Parts { directory, recovery, sessions, delivery, admins, behind_proxy } = parts;
        let limit = |(burst, pause)| Arc::new(Limit::new(Arc::clone(&delivery.clock), burst, pause));
        Self {
            wrong_of_user: limit(WRONG_SECRETS_A_USER),
            wrong_from_address: limit(WRONG_SECRETS_AN_ADDRESS),
            wrong_lately: limit(WRONG_SECRETS_LATELY),
            site: Site::new(sessions, Arc::clone(&delivery)),
            directory,
            recovery,
            delivery,
            admins,
            behind_proxy,
        }
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "ossmosis provisioning backend",
        description = "Users of hosted telephony, their credentials and recovery links. Errors are \
                       application/problem+json (RFC 9457)."
    ),
    components(schemas(ProblemBody)),
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
        .routes(routes!(sign_in::change))
        .routes(routes!(recovery_links::list))
        .routes(routes!(recovery_links::queue))
        .routes(routes!(recovery_links::revoke))
        .routes(routes!(mails::preview))
        .routes(routes!(mails::test))
        .routes(routes!(tokens::make))
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
    let site = site::router(&portal.site);
    let proxied = portal.behind_proxy.then_some(Extension(BehindProxy));
    let fixed = |name, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    api()
        .split_for_parts()
        .0
        .route("/api/v1/openapi.json", get(describe))
        .route("/api/{*rest}", any(|| async { Problem::no_route() }))
        .with_state(portal)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .merge(site)
        .method_not_allowed_fallback(|| async { Problem::method_not_allowed().into_response() })
        .layer(option_layer(proxied))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, LONGEST_REQUEST))
        .layer(fixed(header::CACHE_CONTROL, "no-store"))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "no-referrer"))
        .layer(CatchPanicLayer::custom(|_| Problem::internal().into_response()))
}
