//! Where a mailed link leads first: whose it is, until when, and the question before its session starts.

use std::net::IpAddr;

use axum::Form;
use axum::extract::{FromRequest, FromRequestParts, Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::Site;
use super::cookies::{from_elsewhere, landing_cookie, landing_key, landing_proof};
use super::ends::with_retry;
use crate::domain::Secret;
use crate::portal::address::Address;
use crate::portal::limits::address_key;
use crate::recovery::{Answered, LinkState, Purpose, Visit};

/// What the forms of this file send.
#[derive(Deserialize)]
pub(super) struct AnswerForm {
    #[serde(default)]
    form: String,
    #[serde(default)]
    answer: String,
}

/// An answer that was sent, by a form of ours or by something else.
pub(super) struct Posted {
    token: String,
    from: IpAddr,
    /// Whether the form comes from our own page, in the browser that read it.
    is_ours: bool,
    answer: String,
}

impl FromRequest<Site> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let path = Path::<String>::from_request_parts(&mut parts, site).await;
        let Path(token) = path.map_err(|_| site.unknown())?;
        let Ok(Address(from)) = Address::from_request_parts(&mut parts, site).await;
        let cookie = landing_cookie(&parts.headers);
        let came_back = cookie.is_some_and(|cookie| cookie.expose() == landing_key(&token).expose());
        let from_elsewhere = from_elsewhere(&parts.headers);
        let form = Form::<AnswerForm>::from_request(Request::from_parts(parts, body), site).await;
        let Form(AnswerForm { form, answer }) = form.map_err(|rejection| site.unreadable(&rejection))?;
        let is_ours = came_back && !from_elsewhere && form == landing_proof(&token);
        Ok(Self { token, from, is_ours, answer })
    }
}

/// The landing page.
pub(super) async fn show(State(site): State<Site>, Path(token): Path<String>) -> Response {
    site.look(&token, Purpose::Start).await
}

/// The page that ends the link.
pub(super) async fn show_not_me(State(site): State<Site>, Path(token): Path<String>) -> Response {
    site.look(&token, Purpose::NotMe).await
}

/// The answer that starts the session, or joins it.
pub(super) async fn start(State(site): State<Site>, posted: Posted) -> Response {
    site.answer(&posted, Purpose::Start).await
}

/// The answer that ends the link.
pub(super) async fn stop(State(site): State<Site>, posted: Posted) -> Response {
    site.answer(&posted, Purpose::NotMe).await
}

impl Site {
    async fn look(&self, token: &str, purpose: Purpose) -> Response {
        match self.sessions.visit(token).await {
            Ok(Some(visit)) => match visit.state() {
                LinkState::Ended(end) => self.ended(&visit, end),
                _ => self.ask(token, &visit, purpose, StatusCode::OK, None),
            },
            Ok(None) => self.unknown(),
            Err(e) => self.failed(&e),
        }
    }

    async fn answer(&self, posted: &Posted, purpose: Purpose) -> Response {
        let Posted { token, from, is_ours, answer } = posted;
        let from = address_key(*from);
        let let_in = is_ours.then(|| self.wrong_answers.let_in(&from));
        if !matches!(let_in, Some(Ok(_))) {
            match self.sessions.visit(token).await {
                Ok(Some(visit)) => match (visit.state(), &let_in) {
                    (LinkState::Ended(end), _) => return self.ended(&visit, end),
                    (_, None) => return self.stale(),
                    // Whoever has not been wrong yet is not kept waiting by others of the same network.
                    (_, Some(Err(wait))) if visit.link.wrong_answers > 0 => return self.too_many(*wait),
                    _ => {}
                },
                Ok(None) => return self.unknown(),
                Err(e) => return self.failed(&e),
            }
        }
        let answered = self.sessions.answer(token, answer, purpose).await;
        if let (Ok(Some(Answered::Wrong(_))), Some(Ok(permit))) = (&answered, let_in) {
            permit.count();
        }
        let t = self.texts();
        match answered {
            Ok(Some(Answered::Started { link_id, key })) => self.to_new_session(&link_id, &key),
            Ok(Some(Answered::Stopped(visit))) => self.stopped(&visit),
            Ok(Some(Answered::NoAnswer(visit))) => {
                self.ask(token, &visit, purpose, StatusCode::UNPROCESSABLE_ENTITY, Some(t.no_answer))
            }
            Ok(Some(Answered::Wrong(visit))) => match (visit.state(), visit.paused_until()) {
                (LinkState::Ended(end), _) => self.ended(&visit, end),
                (_, Some(until)) => self.paused(token, &visit, purpose, until),
                _ => {
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    self.ask(token, &visit, purpose, status, Some(t.wrong_answer))
                }
            },
            Ok(Some(Answered::Paused(visit, until))) => self.paused(token, &visit, purpose, until),
            Ok(Some(Answered::Ended(visit, end))) => self.ended(&visit, end),
            Ok(None) => self.unknown(),
            Err(e) => self.failed(&e),
        }
    }

    fn paused(&self, token: &str, visit: &Visit, purpose: Purpose, until: jiff::Timestamp) -> Response {
        let page = self.ask(token, visit, purpose, StatusCode::TOO_MANY_REQUESTS, None);
        with_retry(page, until.duration_since(visit.now))
    }

    /// On to the session, whose address holds no token.
    fn to_new_session(&self, link_id: &str, key: &Secret) -> Response {
        let location = format!("{}/r/session/{link_id}", self.prefix());
        let mut response = StatusCode::SEE_OTHER.into_response();
        let headers = response.headers_mut();
        headers.extend(HeaderValue::from_str(&location).ok().map(|location| (header::LOCATION, location)));
        headers.extend(self.set_session(link_id, key).map(|cookie| (header::SET_COOKIE, cookie)));
        response
    }
}
