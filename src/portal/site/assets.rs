//! Stylesheet, script and logo. All of it is ours; nothing is fetched from elsewhere.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::Site;

const STYLE: &str = include_str!("site.css");
const SCRIPT: &str = include_str!("site.js");
/// Short, for a provider's new colour is to be seen soon.
const CACHED: HeaderValue = HeaderValue::from_static("public, max-age=300");

/// One of them.
pub(super) async fn serve(State(site): State<Site>, Path(name): Path<String>) -> Response {
    let brand = &site.delivery.letters.brand;
    let (kind, bytes) = match (name.as_str(), &brand.logo) {
        ("site.css", _) => {
            let colors = format!(":root{{--brand:{};--ink:{}}}\n", brand.color, brand.color.ink());
            ("text/css; charset=utf-8", (colors + STYLE).into_bytes())
        }
        ("site.js", _) => ("text/javascript; charset=utf-8", SCRIPT.into()),
        ("logo", Some(logo)) => (logo.kind, logo.bytes.clone()),
        _ => return site.unknown(),
    };
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(kind)), (header::CACHE_CONTROL, CACHED)];
    (headers, bytes).into_response()
}
