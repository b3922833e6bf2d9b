//! Whether an application password signs in, as the applications themselves find out: Xsi-Actions,
//! `GET /com.broadsoft.xsi-actions/v2.0/user/USER_ID/profile` with HTTP Basic.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::RETRY_AFTER;
use url::Url;

use super::super::{DirectoryError, SignIn};
use crate::domain::{Secret, UserId};
use crate::http::HttpError;

/// The client of an Xtended Services Interface.
pub(super) struct Xsi {
    http: reqwest::Client,
    base: Url,
}

impl Xsi {
    /// For the interface at this address (scheme, host and port, perhaps a path).
    pub(super) fn new(base: Url, timeout: Duration, ca_file: Option<&std::path::Path>) -> Result<Self, DirectoryError> {
        let http = crate::ocip::http_client(&base, ca_file, timeout)?;
        Ok(Self { http, base })
    }

    /// Signs in once. A wrong password counts towards the user's lock-out there, so nothing is tried twice.
    pub(super) async fn sign_in(&self, user: &UserId, secret: &Secret) -> Result<SignIn, DirectoryError> {
        let request = self.http.get(self.profile_of(user)).basic_auth(user.as_str(), Some(secret.expose()));
        let response = request
            .send()
            .await
            .map_err(|e| HttpError::from_transport(&e, self.base.as_str().trim_end_matches('/')))?;
        let status = response.status();
        let accepted = match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => false,
            status if status.is_success() => true,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                let seconds = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
                let message = format!("{} answered {status}", self.base);
                return Err(DirectoryError::Busy { message, retry_after: seconds.map(Duration::from_secs) });
            }
            StatusCode::NOT_FOUND => {
                let why = format!("{} answered {status}: no Xsi-Actions is there", self.base);
                return Err(DirectoryError::Refused(why));
            }
            status => return Err(DirectoryError::Unanswered(format!("{} answered {status}", self.base))),
        };
        Ok(SignIn { accepted, must_change: false, proved: None })
    }

    fn profile_of(&self, user: &UserId) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            let path = ["com.broadsoft.xsi-actions", "v2.0", "user", user.as_str(), "profile"];
            segments.pop_if_empty().extend(path);
        }
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_id_stands_in_the_address_to_the_letter() {
        let xsi = Xsi::new(Url::parse("http://127.0.0.1:1/xsp/").unwrap(), Duration::from_secs(1), None).unwrap();
        let address = |id: &str| xsi.profile_of(&UserId::parse(id).unwrap()).to_string();
        let begin = "http://127.0.0.1:1/xsp/com.broadsoft.xsi-actions/v2.0/user";
        assert_eq!(address("ann@acme.example"), format!("{begin}/ann@acme.example/profile"));
        assert_eq!(address("a/b ?é"), format!("{begin}/a%2Fb%20%3F%C3%A9/profile"));
    }
}
