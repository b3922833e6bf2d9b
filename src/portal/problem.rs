//! Errors as answers: `application/problem+json` (RFC 9457).

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::limits::retry_after;
use crate::api::{ErrorBody, ErrorCode, ProblemBody};
use crate::directory::DirectoryError;

/// An error answer.
#[derive(Debug)]
pub(super) struct Problem {
    status: StatusCode,
    code: ErrorCode,
    detail: String,
    retry_after: Option<u64>,
}

impl Problem {
    fn new(status: StatusCode, code: ErrorCode, detail: impl Into<String>) -> Self {
        Self { status, code, detail: detail.into(), retry_after: None }
    }

    /// The request is not what the route takes.
    pub(super) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, ErrorCode::Refused, detail)
    }

    /// The request's body cannot be used; the status says why.
    pub(super) fn bad_body(status: StatusCode, detail: impl Into<String>) -> Self {
        Self::new(status, ErrorCode::Refused, detail)
    }

    /// No valid token came with the request.
    pub(super) fn unauthorized() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, ErrorCode::NotAllowed, "a valid bearer token is needed")
    }

    /// The token is valid, and not for this.
    pub(super) fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, ErrorCode::NotAllowed, detail)
    }

    /// It is there already.
    pub(super) fn conflict(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, ErrorCode::Refused, detail)
    }

    /// Wrong secrets came too fast.
    pub(super) fn too_many(wait: jiff::SignedDuration) -> Self {
        let detail = "too many wrong secrets; wait, then go on";
        Self {
            retry_after: Some(retry_after(wait)),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, ErrorCode::RateLimited, detail)
        }
    }

    /// No route is there. Its code is not that of a user who is not there.
    pub(super) fn no_route() -> Self {
        Self::new(StatusCode::NOT_FOUND, ErrorCode::Refused, "no such address")
    }

    /// Something is there, but not for this method.
    pub(super) fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, ErrorCode::Refused, "this address does not take that method")
    }

    /// Something went wrong here; the log has it.
    pub(super) fn internal() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, ErrorCode::Unreachable, "the server failed; its log says why")
    }
}

impl From<DirectoryError> for Problem {
    fn from(error: DirectoryError) -> Self {
        let code = error.code();
        let status = status_of(&error);
        if matches!(error, DirectoryError::Unanswered(_)) {
            tracing::error!(%error, "a request failed");
            return Self::internal();
        }
        let retry_after = match &error {
            DirectoryError::RateLimited { retry_after, .. } | DirectoryError::Busy { retry_after, .. } => {
                retry_after.map(|pause| pause.as_secs().max(1))
            }
            _ => None,
        };
        Self { retry_after, ..Self::new(status, code, error.to_string()) }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = ProblemBody {
            kind: "about:blank".to_owned(),
            title: self.status.canonical_reason().unwrap_or("error").to_owned(),
            status: self.status.as_u16(),
            detail: self.detail,
            code: self.code,
        };
        let mut response = (self.status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// The status that an error of the directory has as an answer.
fn status_of(error: &DirectoryError) -> StatusCode {
    match error {
        DirectoryError::NotFound(_) => StatusCode::NOT_FOUND,
        DirectoryError::Conflict(_) => StatusCode::CONFLICT,
        DirectoryError::RefusedByRules { .. } | DirectoryError::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
        DirectoryError::NotAllowed(_) => StatusCode::FORBIDDEN,
        DirectoryError::RateLimited { .. } => StatusCode::TOO_MANY_REQUESTS,
        DirectoryError::Unreachable(_) | DirectoryError::Busy { .. } => StatusCode::SERVICE_UNAVAILABLE,
        DirectoryError::Unanswered(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The status of one item of a batch.
pub(super) fn item_status<T>(outcome: &Result<T, DirectoryError>) -> u16 {
    outcome.as_ref().map_or_else(status_of, |_| StatusCode::OK).as_u16()
}

/// The error of one item of a batch. What failed inside is for the log, not for the caller.
pub(super) fn item_error(error: &DirectoryError) -> ErrorBody {
    let mut body = ErrorBody::from(error);
    if let DirectoryError::Unanswered(why) = error {
        tracing::error!(error = why, "an item of a batch failed");
        "the server failed; its log says why".clone_into(&mut body.message);
    }
    body
}

/// The error answers of a route, for the API's description.
macro_rules! error_answers {
    ($($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $variant:ident = $status:literal),* $(,)? })*) => { $(
        $(#[$doc])*
        #[derive(utoipa::IntoResponses)]
        #[expect(dead_code, reason = "describes answers; Problem makes them")]
        pub(super) enum $name {
            $(
                $(#[$about])*
                #[response(status = $status, content_type = "application/problem+json")]
                $variant(ProblemBody),
            )*
        }
    )* };
}

error_answers! {
    /// Of a route that takes nothing but a token.
    TokenErrors {
        /// No valid token
        Unauthorized = 401,
        /// The token is not for this
        Forbidden = 403,
    }
    /// Of a route that takes parameters.
    ReadErrors {
        /// A parameter is wrong
        BadRequest = 400,
        /// No valid token
        Unauthorized = 401,
        /// The token is not for this
        Forbidden = 403,
    }
    /// Of a route that takes a body.
    BodyErrors {
        /// The request is wrong
        BadRequest = 400,
        /// No valid token
        Unauthorized = 401,
        /// The token is not for this
        Forbidden = 403,
        /// The body is too large
        TooLarge = 413,
        /// The body is no JSON
        UnsupportedMedia = 415,
        /// The body is JSON, but not what this takes
        Unprocessable = 422,
    }
    /// Of a route that tries secrets.
    LimitErrors {
        /// Wrong secrets came too fast, or too many wait to be compared; Retry-After says how long to wait
        TooMany = 429,
    }
    /// Of a route that hashes secrets.
    QueueErrors {
        /// Too many secrets wait to be hashed; nothing was changed, and Retry-After says how long to wait
        TooMany = 429,
    }
    /// Of a route that makes something.
    ConflictError {
        /// It is there already
        Conflict = 409,
    }
    /// Of a route that may not do what is asked.
    RefusedError {
        /// It will not, and says why
        Refused = 422,
    }
    /// Of a route about one user.
    NotFoundError {
        /// No such user
        NotFound = 404,
    }
    /// Of a route on the backend itself.
    ServiceErrors {
        /// The server failed
        Failed = 500,
        /// The server cannot answer now
        Unavailable = 503,
    }
}
