//! Where recovery links lead. The page that changes a password is not there yet, and this one says so.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use maud::{DOCTYPE, html};

/// Answers a link, any number of times, and changes nothing.
pub(super) async fn landing() -> impl IntoResponse {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { "Reset your password" }
            }
            body {
                main {
                    h1 { "This page is not here yet" }
                    p { "You cannot change your password here at the moment. Nothing was changed, and your link is not used up." }
                    p { "Please ask the administrator of your telephone service to set a new password for you." }
                }
            }
        }
    };
    (StatusCode::NOT_IMPLEMENTED, Html(page.into_string()))
}
