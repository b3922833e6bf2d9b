//! Pages on which nothing can be done: links that have ended, and addresses that lead nowhere.

use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use maud::{Markup, html};

use super::Site;
use super::page::Page;
use crate::directory::DirectoryError;
use crate::domain::LinkEnd;
use crate::portal::limits::retry_after;
use crate::recovery::{Link, Visit};
use crate::texts::fill;

impl Site {
    /// A link has ended: how, what was changed by it and when, and what to do now.
    pub(super) fn ended(&self, visit: &Visit, end: LinkEnd) -> Response {
        let t = self.texts();
        let (title, why) = match end {
            LinkEnd::Expired if visit.link.started_at.is_none() => (t.expired_title, t.expired_unused),
            LinkEnd::Expired => (t.expired_title, t.expired_session),
            LinkEnd::Done => (t.expired_title, t.done_ended),
            LinkEnd::Revoked => (t.revoked_title, t.revoked_about),
            LinkEnd::NotMe => (t.revoked_title, t.not_me_ended),
            LinkEnd::Replaced => (t.replaced_title, t.replaced_about),
            LinkEnd::Overtaken => (t.overtaken_title, t.overtaken_about),
            LinkEnd::EmailChanged => (t.overtaken_title, t.email_changed_ended),
            LinkEnd::Locked => (t.locked_title, t.locked_about),
        };
        let body = html! {
            p { (why) }
            (self.changes(&visit.link))
            @if end == LinkEnd::NotMe && visit.link.changed_at().is_some() { p.bad { (t.stopped_tell) } }
            @if end != LinkEnd::Replaced { p { (t.ask_for_another) } }
            (self.help())
            (self.reference(&visit.link))
        };
        self.page(&Page::new(StatusCode::GONE, title, body))
    }

    /// The link was ended just now, as its user wished.
    pub(super) fn stopped(&self, visit: &Visit) -> Response {
        let t = self.texts();
        let body = html! {
            @if visit.link.changed_at().is_some() {
                p { (t.stopped_too_late) }
                (self.changes(&visit.link))
                p.bad { (t.stopped_tell) }
            } @else {
                p { (t.stopped_about) }
            }
            (self.help())
            (self.reference(&visit.link))
        };
        self.page(&Page::new(StatusCode::OK, t.stopped_title, body))
    }

    /// The user is done.
    pub(super) fn finished(&self, link: &Link) -> Response {
        let body = html! { (self.changes(link)) p { (self.texts().all_well) } (self.reference(link)) };
        self.page(&Page::new(StatusCode::OK, self.texts().done_title, body))
    }

    /// What was changed by a link.
    fn changes(&self, link: &Link) -> Markup {
        let t = self.texts();
        let line = |text: &str, at: Option<jiff::Timestamp>| at.map(|at| fill(text, &[("at", &self.moment(at))]));
        let password = line(t.password_changed_at, link.application_changed_at);
        let passcode = line(t.passcode_made_at, link.voice_portal_changed_at);
        html! {
            @if password.is_none() && passcode.is_none() { p { (t.nothing_changed) } }
            @for line in password.iter().chain(&passcode) { p.good { (line) } }
        }
    }

    fn help(&self) -> Markup {
        html! { @if let Some(help) = &self.delivery.letters.brand.help { p { (help) } } }
    }

    fn reference(&self, link: &Link) -> Markup {
        html! { p.quiet { (fill(self.texts().reference, &[("reference", &link.reference().to_string())])) } }
    }

    /// A token that opens nothing: one page, whatever the reason.
    pub(super) fn unknown(&self) -> Response {
        let t = self.texts();
        let body = html! { p { (t.unknown_about) } (self.help()) };
        self.page(&Page::new(StatusCode::NOT_FOUND, t.unknown_title, body))
    }

    /// A form that no page of ours can have sent, or a session that this browser is not in.
    pub(super) fn stale(&self) -> Response {
        let t = self.texts();
        self.page(&Page::new(StatusCode::FORBIDDEN, t.stale_title, html! { p { (t.stale_about) } }))
    }

    /// A form that cannot be read: too large, or no form at all.
    pub(super) fn unreadable(&self, rejection: &FormRejection) -> Response {
        let t = self.texts();
        self.page(&Page::new(rejection.status(), t.failed_title, html! { p { (t.unreadable_about) } }))
    }

    /// Wrong answers from one network came too fast.
    pub(super) fn too_many(&self, wait: jiff::SignedDuration) -> Response {
        let body = html! { p.bad { (self.texts().too_many) } };
        let page = Page::new(StatusCode::TOO_MANY_REQUESTS, self.texts().landing_title, body);
        with_retry(self.page(&page), wait)
    }

    /// Something failed here; the log says what.
    pub(super) fn failed(&self, error: &DirectoryError) -> Response {
        tracing::error!(%error, "a page of the recovery site failed");
        let t = self.texts();
        let body = html! { p { (t.failed_about) } (self.help()) };
        self.page(&Page::new(StatusCode::SERVICE_UNAVAILABLE, t.failed_title, body))
    }
}

/// The answer, with when to come back.
pub(super) fn with_retry(mut response: Response, wait: jiff::SignedDuration) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(retry_after(wait)));
    response
}

/// No page is there.
pub(super) async fn nothing(State(site): State<Site>) -> Response {
    site.unknown()
}

/// A page is there, but not for this method.
pub(super) async fn not_allowed(State(site): State<Site>) -> Response {
    let t = site.texts();
    site.page(&Page::new(StatusCode::METHOD_NOT_ALLOWED, t.unknown_title, html! { p { (t.unknown_about) } }))
}
