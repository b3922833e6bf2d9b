//! Where a mailed link leads first: whose it is, until when, and the question before its session starts.

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use maud::html;
use serde::Deserialize;

use super::Site;
use super::cookies::{from_elsewhere, landing_cookie, landing_key, landing_proof};
use super::ends::with_retry;
use super::page::Page;
use crate::domain::Secret;
use crate::portal::address::Address;
use crate::portal::limits::address_key;
use crate::recovery::{Answered, Challenge, LinkState, Purpose, Visit, hidden_from, hidden_id};
use crate::texts::fill;

/// What the forms of this file send.
#[derive(Deserialize)]
pub(super) struct AnswerForm {
    #[serde(default)]
    form: String,
    #[serde(default)]
    answer: String,
}

type Answer = Result<Form<AnswerForm>, FormRejection>;

/// The landing page.
pub(super) async fn show(State(site): State<Site>, Path(token): Path<String>) -> Response {
    site.look(&token, Purpose::Start).await
}

/// The page that ends the link.
pub(super) async fn show_not_me(State(site): State<Site>, Path(token): Path<String>) -> Response {
    site.look(&token, Purpose::NotMe).await
}

/// The answer that starts the session, or joins it.
pub(super) async fn start(
    State(site): State<Site>,
    Path(token): Path<String>,
    address: Address,
    headers: HeaderMap,
    form: Answer,
) -> Response {
    site.answer(&token, &address, &headers, form, Purpose::Start).await
}

/// The answer that ends the link.
pub(super) async fn stop(
    State(site): State<Site>,
    Path(token): Path<String>,
    address: Address,
    headers: HeaderMap,
    form: Answer,
) -> Response {
    site.answer(&token, &address, &headers, form, Purpose::NotMe).await
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

    async fn answer(
        &self,
        token: &str,
        Address(address): &Address,
        headers: &HeaderMap,
        form: Answer,
        purpose: Purpose,
    ) -> Response {
        let came_back = landing_cookie(headers).is_some_and(|cookie| cookie.expose() == landing_key(token).expose());
        let form = match form {
            Ok(Form(form)) => form,
            Err(rejection) => return self.unreadable(&rejection),
        };
        let is_ours = came_back && !from_elsewhere(headers) && form.form == landing_proof(token);
        let from = address_key(*address);
        let let_in = if is_ours { self.wrong_answers.let_in(&from) } else { Ok(()) };
        if !is_ours || let_in.is_err() {
            match self.sessions.visit(token).await {
                Ok(Some(visit)) => match (visit.state(), let_in) {
                    (LinkState::Ended(end), _) => return self.ended(&visit, end),
                    _ if !is_ours => return self.stale(),
                    // Whoever has not been wrong yet is not kept waiting by others of the same network.
                    (_, Err(wait)) if visit.link.wrong_answers > 0 => return self.too_many(wait),
                    _ => {}
                },
                Ok(None) => return self.unknown(),
                Err(e) => return self.failed(&e),
            }
        }
        let answered = self.sessions.answer(token, &form.answer, purpose).await;
        if !matches!(answered, Ok(Some(Answered::Wrong(_)))) && let_in.is_ok() {
            self.wrong_answers.give_back(&from);
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

    /// The page with the question. `wrong` is what was wrong with the last answer.
    fn ask(&self, token: &str, visit: &Visit, purpose: Purpose, status: StatusCode, wrong: Option<&str>) -> Response {
        let t = self.texts();
        let prefix = self.prefix();
        let (id, location) = (hidden_id(&visit.user), hidden_from(&visit.user, visit.user.location.as_str()));
        let question = match &visit.challenge {
            Challenge::Numbers { .. } => Some((t.ask_numbers, t.ask_numbers_hint, "numeric")),
            Challenge::UserId(_) => Some((t.ask_user_id, t.ask_user_id_hint, "text")),
            Challenge::Nothing => None,
        };
        // To the full minute after it: whoever comes when the page says finds the link open.
        let paused = visit.paused_until().map(|until| until + SignedDuration::from_secs(59));
        let paused = paused.map(|until| fill(t.paused, &[("until", &self.hour(until))]));
        let action = match purpose {
            Purpose::Start => format!("{prefix}/r/{token}"),
            Purpose::NotMe => format!("{prefix}/r/{token}/not-me"),
        };
        let body = html! {
            p { (fill(t.landing_about, &[("id", &id), ("location", &location)])) }
            @match purpose {
                Purpose::Start => (self.about_start(visit)),
                Purpose::NotMe => { p { (t.not_me_about) } @if question.is_some() { p.quiet { (t.not_me_why) } } },
            }
            @for text in wrong.into_iter().chain(paused.as_deref()) { p.bad #wrong role="alert" { (text) } }
            form method="post" action=(action) {
                input type="hidden" name="form" value=(landing_proof(token));
                @if let Some((label, hint, keyboard)) = question {
                    label for="answer" { (label) }
                    p.hint #hint { (hint) }
                    input #answer type="text" name="answer" inputmode=(keyboard) autocomplete="off" autocapitalize="none"
                        spellcheck="false" maxlength="200" aria-describedby=(if wrong.is_some() { "wrong hint" } else { "hint" }) aria-invalid=[wrong.map(|_| "true")];
                }
                button { @match purpose { Purpose::Start => (t.start), Purpose::NotMe => (t.not_me_stop) } }
            }
            @if purpose == Purpose::Start {
                p.quiet { (t.landing_safe) }
                @if let Some(help) = &self.delivery.letters.brand.help { p.quiet { (hidden_from(&visit.user, help)) } }
                p.quiet { a href={ (prefix) "/r/" (token) "/not-me" } { (t.landing_not_me) } }
            } @else {
                p.quiet { a href={ (prefix) "/r/" (token) } { (t.back) } }
            }
        };
        let title = if purpose == Purpose::Start { t.landing_title } else { t.not_me_title };
        let mut response = self.page(&Page::new(status, title, body));
        response.headers_mut().extend(self.set_landing(token).map(|cookie| (header::SET_COOKIE, cookie)));
        response
    }

    fn about_start(&self, visit: &Visit) -> maud::Markup {
        let t = self.texts();
        let minutes = (self.sessions.life().as_secs() / 60).to_string();
        html! {
            @if let Some(deadline) = visit.link.deadline {
                p { (fill(t.landing_under_way, &[("until", &self.hour(deadline))])) }
            } @else {
                @if let Some(until) = visit.link.openable_until {
                    p { (fill(t.landing_until, &[("until", &self.moment(until))])) }
                }
                p { (fill(t.landing_session, &[("minutes", &minutes)])) }
            }
        }
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
