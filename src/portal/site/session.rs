//! The session: one page on which both credentials are set, each on its own, until its time is over.

use axum::Form;
use axum::extract::{FromRequest, FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::Site;
use super::cookies::{from_elsewhere, session_cookie};
use super::session_page::Shown;
use crate::api::SecretText;
use crate::directory::DirectoryError;
use crate::domain::{LinkEnd, Secret};
use crate::recovery::{Change, LinkState, Visit};
use crate::rules::RuleId;

/// What the forms of a session send.
#[derive(Deserialize)]
pub(super) struct SessionForm {
    #[serde(default)]
    form: String,
    pub(super) password: Option<SecretText>,
    /// Asked for where no script shows what was typed.
    again: Option<SecretText>,
    /// How many passcodes the page knew of.
    passcodes: Option<u64>,
}

/// A browser that is in the open session of the address; any other is answered by the page that says why.
pub(super) struct Inside(pub(super) Visit);

impl FromRequestParts<Site> for Inside {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let path = Path::<String>::from_request_parts(parts, site).await;
        let Path(link) = path.map_err(|_| site.unknown())?;
        site.inside(&link, &parts.headers).await.map(Self).map_err(|answer| *answer)
    }
}

/// A form of such a browser that comes from our own page.
pub(super) struct Sent(pub(super) Visit, pub(super) SessionForm);

impl FromRequest<Site> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let Inside(visit) = Inside::from_request_parts(&mut parts, site).await?;
        let from_elsewhere = from_elsewhere(&parts.headers);
        let form = Form::<SessionForm>::from_request(Request::from_parts(parts, body), site).await;
        let Form(form) = form.map_err(|rejection| site.unreadable(&rejection))?;
        let is_ours = !from_elsewhere && visit.link.form_key.as_ref() == Some(&form.form);
        if is_ours { Ok(Self(visit, form)) } else { Err(site.stale()) }
    }
}

/// The session page.
pub(super) async fn show(State(site): State<Site>, Inside(visit): Inside) -> Response {
    site.show(&visit, StatusCode::OK, &Shown::default()).await
}

/// Whoever reads the address of a form again.
pub(super) async fn back(State(site): State<Site>, Path(link): Path<String>) -> Response {
    site.to_session(&link)
}

/// Saves the application password that was typed.
pub(super) async fn save_password(State(site): State<Site>, headers: HeaderMap, Sent(visit, form): Sent) -> Response {
    let link = &visit.link.id;
    let password = form.password.map_or_else(|| Secret::new(String::new()), Secret::from);
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    if form.again.map(Secret::from).is_some_and(|again| again.expose() != password.expose()) {
        let shown = Shown { not_the_same: true, ..Shown::default() };
        return site.show(&visit, refused, &shown).await;
    }
    match site.sessions.set_password(&visit, &password).await {
        Ok(Change::Done(())) => site.to_session(link),
        // Sent twice: it is the last password, because the first time it was saved.
        Ok(Change::Refused { violations, .. })
            if visit.link.application_changed_at.is_some()
                && matches!(violations.as_slice(), [one] if one.rule == RuleId::NotPrevious) =>
        {
            site.to_session(link)
        }
        Ok(Change::Refused { violations, is_weak }) => {
            let shown = Shown { refused: Some((violations, is_weak)), typed: Some(password), ..Shown::default() };
            site.show(&visit, refused, &shown).await
        }
        Ok(Change::Declined(why)) => {
            let shown = Shown { declined: Some(why), typed: Some(password), ..Shown::default() };
            site.show(&visit, refused, &shown).await
        }
        Ok(Change::Stale) => site.over(link, &headers).await,
        Err(e) => site.failed(&e),
    }
}

/// Makes a passcode and shows it: the one answer that ever holds it.
pub(super) async fn make_passcode(State(site): State<Site>, headers: HeaderMap, Sent(visit, form): Sent) -> Response {
    let made = site.sessions.make_passcode(&visit, form.passcodes.unwrap_or_default()).await;
    let shown = match made {
        Ok(Change::Done(passcode)) => Shown { passcode: Some(passcode), ..Shown::default() },
        Ok(Change::Stale) => Shown { stale_passcode: true, ..Shown::default() },
        Ok(Change::Refused { violations, .. }) => {
            return site.failed(&DirectoryError::from_violations(&violations));
        }
        Ok(Change::Declined(why)) => return site.failed(&DirectoryError::Refused(why)),
        Err(e) => return site.failed(&e),
    };
    let status = if shown.passcode.is_some() { StatusCode::OK } else { StatusCode::CONFLICT };
    // The page tells what is so now, not what was so before.
    match site.inside(&visit.link.id, &headers).await {
        Ok(visit) => site.show(&visit, status, &shown).await,
        Err(answer) => *answer,
    }
}

/// Ends the session.
pub(super) async fn done(State(site): State<Site>, headers: HeaderMap, Sent(visit, _): Sent) -> Response {
    match site.sessions.done(&visit).await {
        Ok(link) => match link.ended {
            Some((_, LinkEnd::Done)) => site.finished(&link),
            _ => site.over(&link.id, &headers).await,
        },
        Err(e) => site.failed(&e),
    }
}

impl Site {
    /// The open session of this browser; otherwise, the answer to give instead.
    async fn inside(&self, link: &str, headers: &HeaderMap) -> Result<Visit, Box<Response>> {
        let key = session_cookie(headers).ok_or_else(|| Box::new(self.stale()))?;
        match self.sessions.session(link, &key).await {
            Ok(Some(visit)) => match visit.state() {
                LinkState::Ended(end) => Err(Box::new(self.ended(&visit, end))),
                _ => Ok(visit),
            },
            Ok(None) => Err(Box::new(self.stale())),
            Err(e) => Err(Box::new(self.failed(&e))),
        }
    }

    /// A change came too late: the page that says why.
    async fn over(&self, link: &str, headers: &HeaderMap) -> Response {
        match self.inside(link, headers).await {
            Ok(_) => self.to_session(link),
            Err(answer) => *answer,
        }
    }

    /// To the session page by a GET, so that reading it again sends nothing again.
    fn to_session(&self, link: &str) -> Response {
        let address = format!("{}/r/session/{link}", self.prefix());
        let location = HeaderValue::from_str(&address).ok().map(|address| (header::LOCATION, address));
        let mut response = StatusCode::SEE_OTHER.into_response();
        response.headers_mut().extend(location);
        response
    }
}
