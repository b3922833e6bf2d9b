//! The client itself.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use reqwest::{Method, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::Url;

use super::HttpError;
use crate::domain::Secret;

/// Calls of what may succeed later.
const MOST_ATTEMPTS: u32 = 5;
/// The longest that is waited before a call is repeated.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What a client needs to know.
pub struct Settings {
    /// Scheme, host and port, perhaps a path.
    pub base: Url,
    /// The bearer token, if there is one.
    pub token: Option<Secret>,
    /// How long a whole call may take.
    pub timeout: Duration,
}

/// A client of one server.
pub struct Client {
    http: reqwest::Client,
    settings: Settings,
    address: String,
}

impl Client {
    /// Prepares a client; nothing is sent yet.
    pub fn new(settings: Settings) -> Result<Self, HttpError> {
        // Fails only where a provider is installed already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .timeout(settings.timeout)
            .connect_timeout(settings.timeout.min(Duration::from_secs(10)))
            // A redirect would carry the token, and the secrets, to wherever it points.
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("ossmosis/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|e| HttpError::Unreachable(format!("no client for {}: {e}", settings.base)))?;
        let address = settings.base.as_str().trim_end_matches('/').to_owned();
        Ok(Self { http, settings, address })
    }

    /// Scheme, host and port, as people write it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Reads. Calls again where the server asks to be left alone for a while.
    pub async fn get<T: DeserializeOwned>(&self, path: &[&str], query: &[(&str, &str)]) -> Result<T, HttpError> {
        self.patiently(Method::GET, path, query, None::<&()>).await
    }

    /// Writes, once: whether to call again is for the caller to say.
    pub async fn post<T: DeserializeOwned>(&self, path: &[&str], body: &impl Serialize) -> Result<T, HttpError> {
        self.call(Method::POST, path, &[], Some(body)).await
    }

    /// Writes. Calls again where the server asks to be left alone for a while, and so has done nothing.
    pub async fn post_patiently<T: DeserializeOwned>(
        &self,
        path: &[&str],
        body: &impl Serialize,
    ) -> Result<T, HttpError> {
        self.patiently(Method::POST, path, &[], Some(body)).await
    }

    /// Changes, likewise.
    pub async fn patch<T: DeserializeOwned>(&self, path: &[&str], body: &impl Serialize) -> Result<T, HttpError> {
        self.patiently(Method::PATCH, path, &[], Some(body)).await
    }

    async fn patiently<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        query: &[(&str, &str)],
        body: Option<&impl Serialize>,
    ) -> Result<T, HttpError> {
        let mut attempt = 1;
        loop {
            match self.call(method.clone(), path, query, body).await {
                // Whoever asks for more than a person waits for has refused.
                Err(HttpError::Busy { retry_after, .. })
                    if attempt < MOST_ATTEMPTS && retry_after.is_none_or(|pause| pause <= LONGEST_PAUSE) =>
                {
                    tokio::time::sleep(retry_after.unwrap_or(Duration::from_millis(200) * 2_u32.pow(attempt))).await;
                }
                answer => return answer,
            }
            attempt += 1;
        }
    }

    async fn call<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &[&str],
        query: &[(&str, &str)],
        body: Option<&impl Serialize>,
    ) -> Result<T, HttpError> {
        let mut request = self.http.request(method, self.url(path, query));
        if let Some(token) = &self.settings.token {
            request = request.bearer_auth(token.expose());
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await.map_err(|e| HttpError::from_transport(&e, &self.address))?;
        self.read(response).await
    }

    fn url(&self, path: &[&str], query: &[(&str, &str)]) -> Url {
        let mut url = self.settings.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(["api", "v1"]).extend(path);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    async fn read<T: DeserializeOwned>(&self, response: Response) -> Result<T, HttpError> {
        let address = &self.address;
        let status = response.status();
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let retry_after = header(RETRY_AFTER).and_then(|seconds| seconds.trim().parse().ok()).map(Duration::from_secs);
        let content_type = header(CONTENT_TYPE).unwrap_or_default();
        if status.is_redirection() {
            let to = header(LOCATION).unwrap_or_else(|| "nowhere".to_owned());
            return Err(HttpError::Unanswered(format!("{address} redirects to {to}; if that is the server, name it")));
        }
        let body = response.bytes().await.map_err(|e| HttpError::from_transport(&e, address))?;
        if !status.is_success() {
            return Err(HttpError::from_status(status, &body, retry_after, address));
        }
        if !content_type.contains("json") {
            let kind = content_type.split(';').next().filter(|kind| !kind.is_empty()).unwrap_or("no content type");
            let message =
                format!("{address} answered with {kind}, not JSON: no provisioning backend of ossmosis is there");
            return Err(HttpError::Unanswered(message));
        }
        serde_json::from_slice(&body)
            .map_err(|e| HttpError::Unanswered(format!("{address} answered with broken JSON: {e}")))
    }
}
