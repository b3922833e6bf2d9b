//! The cookies of the site, and the proof that a form was filled in on our own page.

use axum::http::{HeaderMap, HeaderValue, header};

use super::Site;
use crate::domain::Secret;
use crate::recovery::token_hash;

/// The cookie that a landing page sets: without it its form is not taken.
const LANDING: &str = "ossmosis_link";
/// The cookie of a session.
const SESSION: &str = "ossmosis_session";

/// The key that a landing page and its form share. It follows from the token, so that a link open in two
/// tabs has one; another site cannot know it, nor make a browser send it.
pub(super) fn landing_key(token: &str) -> Secret {
    Secret::new(token_hash(&format!("landing {token}")))
}

/// What the form of a landing page holds to show that it comes from there. It tells nothing about the
/// cookie's key.
pub(super) fn landing_proof(token: &str) -> String {
    token_hash(&format!("form {}", landing_key(token).expose()))
}

/// Whether a browser says that another site sent the request.
pub(super) fn from_elsewhere(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site" || site == "same-site")
}

/// The key of a landing page that came back with its form.
pub(super) fn landing_cookie(headers: &HeaderMap) -> Option<Secret> {
    read(headers, LANDING)
}

/// The key of a session.
pub(super) fn session_cookie(headers: &HeaderMap) -> Option<Secret> {
    read(headers, SESSION)
}

fn read(headers: &HeaderMap, name: &str) -> Option<Secret> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, value)| Secret::new(value.to_owned()))
}

impl Site {
    /// Sets the cookie of a landing page, for that page alone.
    pub(super) fn set_landing(&self, token: &str) -> Option<HeaderValue> {
        let life = self.delivery.link_life.as_secs();
        self.cookie(LANDING, &landing_key(token), &format!("/r/{token}"), life)
    }

    /// Sets the cookie of a session, for its pages alone: who has two user ids may have two sessions.
    pub(super) fn set_session(&self, link_id: &str, key: &Secret) -> Option<HeaderValue> {
        // It outlives the session by far: who comes back late is to read that it is over, and what was changed.
        let life = (self.sessions.life() + self.delivery.link_life).as_secs();
        self.cookie(SESSION, key, &format!("/r/session/{link_id}"), life)
    }

    fn cookie(&self, name: &str, value: &Secret, path: &str, seconds: i64) -> Option<HeaderValue> {
        let secure = if self.is_secure() { "; Secure" } else { "" };
        let (value, prefix) = (value.expose(), self.prefix());
        let cookie =
            format!("{name}={value}; Path={prefix}{path}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
        let mut cookie = HeaderValue::from_str(&cookie).ok()?;
        cookie.set_sensitive(true);
        Some(cookie)
    }
}
