//! Where the application password signs in: a user's own profile in Xsi-Actions.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use tokio::io::{AsyncRead, AsyncWrite};

use super::Shared;
use super::http::{self, Request, Response};
use super::reply::element;

const BEFORE: &str = "/com.broadsoft.xsi-actions/v2.0/user/";
const AFTER: &str = "/profile";

/// Serves one connection until it ends.
pub(super) async fn serve<S: AsyncRead + AsyncWrite + Unpin>(shared: &Shared, mut stream: S) {
    let mut buffer = Vec::new();
    while let Some(request) = http::read(&mut stream, &mut buffer).await {
        let (status, body) = answer(shared, &request);
        let challenge = if status == 401 { "www-authenticate: Basic realm=\"BroadWorks\"\r\n" } else { "" };
        let headers = format!("content-type: application/xml\r\n{challenge}");
        if !(Response { status, headers, body: body.as_bytes() }.send(&mut stream, true).await) {
            return;
        }
    }
}

fn answer(shared: &Shared, request: &Request) -> (u16, String) {
    let user = request.path.strip_prefix(BEFORE).and_then(|rest| rest.strip_suffix(AFTER));
    let Some(user) = user.filter(|user| request.method == "GET" && !user.contains('/')) else {
        return (404, String::new());
    };
    let Ok(user) = percent_decode_str(user).decode_utf8() else { return (400, String::new()) };
    let given = request.header("authorization").and_then(|value| value.strip_prefix("Basic "));
    let given = given.and_then(|value| STANDARD.decode(value).ok()).and_then(|bytes| String::from_utf8(bytes).ok());
    // Nothing is tried without credentials.
    let Some((id, password)) = given.as_deref().and_then(|given| given.split_once(':')) else {
        return (401, String::new());
    };
    let profile = sign_in(shared, id, password, &user);
    shared.record().xsi.push((id.to_owned(), profile.is_some()));
    profile.map_or((401, String::new()), |profile| (200, profile))
}

/// The profile of whom these credentials let in.
fn sign_in(shared: &Shared, id: &str, password: &str, user: &str) -> Option<String> {
    let mut company = shared.company();
    let known = company.users.get(id).filter(|_| id == user);
    let right = known.is_some_and(|user| !user.password_disabled && user.password() == Some(password));
    if known.is_some_and(|user| !user.password_disabled) {
        company.signed_in(id, right);
    }
    let user = company.users.get(id).filter(|_| right)?;
    let mut details = String::new();
    element(&mut details, "userId", &user.id);
    element(&mut details, "firstName", &user.first_name);
    element(&mut details, "lastName", &user.last_name);
    element(&mut details, "groupId", &user.group);
    element(&mut details, "serviceProvider", &user.provider);
    Some(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Profile xmlns=\"http://schema.broadsoft.com/xsi\"><details>\
         {details}</details></Profile>"
    ))
}
