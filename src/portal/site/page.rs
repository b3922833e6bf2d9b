//! What every page of the site looks like.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::Site;

/// A page under construction.
pub(super) struct Page {
    /// Its status.
    pub(super) status: StatusCode,
    /// Its title and heading.
    pub(super) title: &'static str,
    /// What stands at the top right.
    pub(super) panel: Option<Markup>,
    /// What it says.
    pub(super) body: Markup,
}

impl Page {
    pub(super) fn new(status: StatusCode, title: &'static str, body: Markup) -> Self {
        Self { status, title, panel: None, body }
    }
}

impl Site {
    /// The page as an answer.
    pub(super) fn page(&self, page: &Page) -> Response {
        let brand = &self.delivery.letters.brand;
        let name = brand.name.as_deref().unwrap_or(self.texts().provider);
        let prefix = self.prefix();
        let markup = html! {
            (DOCTYPE)
            html lang=(self.texts().language) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex, nofollow";
                    meta name="color-scheme" content="light dark";
                    title { (page.title) " – " (name) }
                    link rel="stylesheet" href={ (prefix) "/r/assets/site.css" };
                    script src={ (prefix) "/r/assets/site.js" } defer {}
                }
                body {
                    header {
                        p.brand {
                            @if brand.logo.is_some() {
                                img src={ (prefix) "/r/assets/logo" } alt="" height="32";
                            }
                            span { (name) }
                        }
                        @if let Some(panel) = &page.panel { (panel) }
                    }
                    main {
                        h1 { (page.title) }
                        (page.body)
                    }
                }
            }
        };
        (page.status, Html(markup.into_string())).into_response()
    }
}
