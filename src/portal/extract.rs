//! Reading requests, with problems that say what was wrong.

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::problem::Problem;
use crate::domain::UserId;

/// A JSON body. What is wrong with it is told without quoting it: it may hold secrets.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(Problem::bad_body(rejection.status(), describe(&rejection))),
        }
    }
}

fn describe(rejection: &JsonRejection) -> String {
    use std::error::Error;
    match rejection {
        // Only the place is told: the parser's own words may quote a value.
        JsonRejection::JsonDataError(e) => format!("the body is not what this takes{}", place(e.source())),
        JsonRejection::JsonSyntaxError(e) => format!("the body is no JSON{}", place(e.source())),
        other => other.body_text(),
    }
}

/// Where a parser stopped: the line and column at the end of its message.
fn place(error: Option<&(dyn std::error::Error + 'static)>) -> String {
    let text = error.map(|e| e.source().unwrap_or(e).to_string()).unwrap_or_default();
    text.rfind(" at line ").map(|at| text[at..].to_owned()).unwrap_or_default()
}

/// The query, pair by pair: keys may repeat.
pub(super) struct Pairs(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Pairs {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Query(pairs) = Query::<Vec<(String, String)>>::from_request_parts(parts, state)
            .await
            .map_err(|e| Problem::bad_request(e.body_text()))?;
        Ok(Self(pairs))
    }
}

impl Pairs {
    /// Refuses keys that mean nothing here.
    pub(super) fn only(self, known: &[&str]) -> Result<Self, Problem> {
        match self.0.iter().find(|(key, _)| !known.contains(&key.as_str())) {
            Some((key, _)) => {
                Err(Problem::bad_request(format!("{key} is no parameter here; there are {}", known.join(", "))))
            }
            None => Ok(self),
        }
    }

    /// Every value of a key.
    pub(super) fn all(&self, key: &str) -> Vec<&str> {
        self.0.iter().filter(|(found, _)| found == key).map(|(_, value)| value.as_str()).collect()
    }

    /// The value of a key that may stand there once.
    pub(super) fn one(&self, key: &str) -> Result<Option<&str>, Problem> {
        match self.all(key).as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            _ => Err(Problem::bad_request(format!("{key} stands there more than once"))),
        }
    }
}

impl Pairs {
    /// The value of a switch.
    pub(super) fn switch(&self, key: &str) -> Result<Option<bool>, Problem> {
        match self.one(key)? {
            None => Ok(None),
            Some("true") => Ok(Some(true)),
            Some("false") => Ok(Some(false)),
            Some(_) => Err(Problem::bad_request(format!("{key} is neither true nor false"))),
        }
    }

    /// How many a page is to have: 100 unless stated.
    pub(super) fn limit(&self, most: usize) -> Result<usize, Problem> {
        let Some(text) = self.one("limit")? else { return Ok(100) };
        let limit = text.parse().ok().filter(|limit| (1..=most).contains(limit));
        limit.ok_or_else(|| Problem::bad_request(format!("limit is no number from 1 to {most}")))
    }
}

/// The user id in a path.
pub(super) struct UserInPath(pub(super) UserId);

impl<S: Send + Sync> FromRequestParts<S> for UserInPath {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        let Path(text) = path.map_err(|e| Problem::bad_request(e.body_text()))?;
        user_id(&text).map(Self)
    }
}

/// A user id in a body.
pub(super) fn user_id(text: &str) -> Result<UserId, Problem> {
    UserId::parse(text).map_err(|e| Problem::bad_request(format!("user_id: {e}")))
}

/// Refuses a batch that is larger than its route takes.
pub(super) fn at_most(count: usize, most: usize) -> Result<(), Problem> {
    if count > most {
        return Err(Problem::bad_request(format!("the batch has {count} items; at most {most} are taken")));
    }
    Ok(())
}
