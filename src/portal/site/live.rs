//! What the script of the session page asks: how far a password meets the rules, and how late it is. The
//! server judges and tells the time; the script only shows.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;

use super::Site;
use super::rule_list::ticks;
use super::session::{Inside, Sent};
use crate::domain::Secret;

/// How far a password meets the rules.
#[derive(Serialize)]
struct CheckAnswer {
    /// `met`, `broken` or `later`, by rule.
    rules: BTreeMap<&'static str, &'static str>,
    /// 0 to 4, if it was scored.
    score: Option<u8>,
    /// Whether it is too easy to guess.
    weak: bool,
}

/// The time of the session, in milliseconds since 1970.
#[derive(Serialize)]
struct StateAnswer {
    now: i64,
    deadline: Option<i64>,
}

/// Judges what was typed so far.
pub(super) async fn check(State(site): State<Site>, Sent(visit, form): Sent) -> Response {
    let password = form.password.map_or_else(|| Secret::new(String::new()), Secret::from);
    let rules = match site.sessions.rules(&visit).await {
        Ok(rules) => rules,
        Err(e) => return site.failed(&e),
    };
    let judged = site.sessions.judge(&visit, &rules, &password);
    let rules = ticks(&rules, Some(&judged.verdict));
    Json(CheckAnswer {
        rules: rules.into_iter().map(|(rule, tick)| (rule.as_str(), tick.as_str())).collect(),
        score: judged.strength.map(|strength| strength.score),
        weak: judged.is_weak,
    })
    .into_response()
}

/// Tells the time. Once the session is over the answer is the page that says so, with its status.
pub(super) async fn state(Inside(visit): Inside) -> Response {
    let deadline = visit.link.deadline.map(Timestamp::as_millisecond);
    Json(StateAnswer { now: visit.now.as_millisecond(), deadline }).into_response()
}
