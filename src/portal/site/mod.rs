//! The recovery site: where mailed links lead, and where users set their own password.
//!
//! GET and HEAD change nothing but a count of visits. What changes something is a form that only our own
//! page can send, answered by a person.

mod assets;
mod cookies;
mod ends;
mod landing;
mod landing_page;
mod live;
mod page;
mod rule_list;
mod session;
mod session_page;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::routing::{any, get, post};
use jiff::{SignedDuration, Timestamp};
use tower_http::set_header::SetResponseHeaderLayer;

use super::limits::Limit;
use crate::recovery::{Delivery, Sessions, moment};
use crate::texts::Texts;

/// The largest form.
const LARGEST_FORM: usize = 16 * 1024;
/// Wrong answers that one network may give at once, over all links, and how long each is remembered.
const WRONG_ANSWERS: (i32, SignedDuration) = (60, SignedDuration::from_secs(6));

const HEADERS: [(HeaderName, &str); 6] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// What the site works with.
#[derive(Clone)]
pub(super) struct Site {
    sessions: Sessions,
    delivery: Arc<Delivery>,
    wrong_answers: Arc<Limit>,
}

impl Site {
    pub(super) fn new(sessions: Sessions, delivery: Arc<Delivery>) -> Self {
        let (burst, pause) = WRONG_ANSWERS;
        let wrong_answers = Arc::new(Limit::new(Arc::clone(&delivery.clock), burst, pause));
        Self { sessions, delivery, wrong_answers }
    }

    fn texts(&self) -> &'static Texts {
        self.delivery.letters.texts
    }

    /// The path of `public_url`, without a slash at its end: what every address of the site begins with.
    fn prefix(&self) -> &str {
        self.delivery.public_url.path().trim_end_matches('/')
    }

    /// Whether browsers reach the site over TLS.
    fn is_secure(&self) -> bool {
        self.delivery.public_url.scheme() == "https"
    }

    fn moment(&self, at: Timestamp) -> String {
        moment(self.texts().moment, at, &self.delivery.letters.zone)
    }

    fn hour(&self, at: Timestamp) -> String {
        moment(self.texts().hour, at, &self.delivery.letters.zone)
    }
}

/// The routes of the site. Whatever else is asked below them, or anywhere that is not the API's, is answered
/// by its own page.
pub(super) fn router(site: &Site) -> Router {
    let pages = Router::new()
        .route("/r/{token}", get(landing::show).post(landing::start))
        // Some mail programs add a slash.
        .route("/r/{token}/", get(landing::show))
        .route("/r/{token}/not-me/", get(landing::show_not_me))
        .route("/r/{token}/not-me", get(landing::show_not_me).post(landing::stop))
        .route("/r/session/{link}", get(session::show))
        .route("/r/session/{link}/application", get(session::back).post(session::save_password))
        .route("/r/session/{link}/voice-portal", get(session::back).post(session::make_passcode))
        .route("/r/session/{link}/done", get(session::back).post(session::done))
        .route("/r/session/{link}/check", post(live::check))
        .route("/r/session/{link}/state", get(live::state))
        .route("/r/assets/{name}", get(assets::serve))
        .method_not_allowed_fallback(ends::not_allowed)
        .with_state(site.clone());
    let router = match site.prefix() {
        "" => pages,
        // A proxy may pass the path of public_url on, or take it off.
        prefix => pages.clone().nest(prefix, pages),
    };
    let mut router = router.fallback_service(any(ends::nothing).with_state(site.clone()));
    for (name, value) in HEADERS {
        router = router.layer(SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value)));
    }
    if site.is_secure() {
        let hsts = HeaderValue::from_static("max-age=63072000");
        router = router.layer(SetResponseHeaderLayer::overriding(header::STRICT_TRANSPORT_SECURITY, hsts));
    }
    router.layer(DefaultBodyLimit::max(LARGEST_FORM))
}
