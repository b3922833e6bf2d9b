//! OCI-P within SOAP 1.1: the document is a string in an envelope, and so is the reply.

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use reqwest::header::{CONTENT_TYPE, LOCATION, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use url::Url;
use zeroize::Zeroizing;

use super::command::escape;
use super::envelope::{Inner, read};
use super::frame::LONGEST_REPLY;
use super::session::Wire;
use super::{OcipError, tls};

/// What the front end says in place of a document when it has lost its application server, or is overrun.
const OUT_OF_REACH: [&str; 2] = ["NO_OCS_CONNECTION", "INVALID_REQUEST"];

/// One session over HTTP. Its cookie belongs to it as its session id does: either alone is refused.
pub(super) struct Soap {
    http: reqwest::Client,
    url: Url,
}

impl Soap {
    /// Prepares a session; nothing is sent yet.
    pub(super) fn prepare(url: &Url, ca_file: Option<&Path>, patience: Duration) -> Result<Self, OcipError> {
        Ok(Self { http: http_client(url, ca_file, patience)?, url: url.clone() })
    }

    async fn body(&self, mut response: Response) -> Result<Vec<u8>, OcipError> {
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|e| self.failed(&e))? {
            body.extend(piece);
            if body.len() > LONGEST_REPLY {
                return Err(OcipError::garbled(super::FrameError::TooLong(LONGEST_REPLY)));
            }
        }
        Ok(body)
    }

    fn failed(&self, error: &reqwest::Error) -> OcipError {
        let url = &self.url;
        if error.is_connect() {
            OcipError::Unreachable(format!("{url} cannot be reached: {}", tls::explain(error)))
        } else if error.is_timeout() {
            OcipError::Unanswered(format!("{url} did not answer in time"))
        } else {
            OcipError::Unanswered(format!("the connection to {url} broke: {}", tls::explain(error)))
        }
    }
}

/// A client of an HTTP server of the platform: with cookies, and certificates as [`super::Settings`] has them.
pub(crate) fn http_client(url: &Url, ca_file: Option<&Path>, patience: Duration) -> Result<reqwest::Client, OcipError> {
    let mut builder = reqwest::Client::builder()
        .timeout(patience)
        .connect_timeout(patience.min(Duration::from_secs(10)))
        // A redirect would carry passwords to wherever it points.
        .redirect(reqwest::redirect::Policy::none())
        .cookie_store(true)
        .user_agent(concat!("ossmosis/", env!("CARGO_PKG_VERSION")));
    if url.scheme() == "https" {
        builder = builder.tls_backend_preconfigured(tls::config(ca_file)?);
    } else {
        // Without a provider no client is built, not even one that never needs it.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    builder.build().map_err(|e| OcipError::Unreachable(format!("no client for {url}: {e}")))
}

#[async_trait]
impl Wire for Soap {
    async fn exchange(&mut self, document: &str) -> Result<String, OcipError> {
        let envelope = envelope(document);
        let request = self.http.post(self.url.clone()).header(CONTENT_TYPE, "text/xml; charset=utf-8");
        let request = request.header("SOAPAction", "\"\"").body(envelope.to_string());
        let response = request.send().await.map_err(|e| self.failed(&e))?;
        let status = response.status();
        let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let retry_after = header(RETRY_AFTER).and_then(|seconds| seconds.trim().parse().ok()).map(Duration::from_secs);
        if status.is_redirection() {
            let to = header(LOCATION).unwrap_or_else(|| "nowhere".to_owned());
            let message = format!("{} redirects to {to}; if that is the provisioning service, name it", self.url);
            return Err(OcipError::Unreachable(message));
        }
        let body = self.body(response).await?;
        unwrap(&body, status, retry_after, self.url.as_str())
    }
}

/// The envelope. Its string is escaped: a CDATA section would end where the data holds `]]>`.
fn envelope(document: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(document.len() * 2));
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soapenv:Envelope ");
    out.push_str("xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>");
    out.push_str("<processOCIMessage xmlns=\"urn:com:broadsoft:webservice\"><in0>");
    escape(document, &mut out);
    out.push_str("</in0></processOCIMessage></soapenv:Body></soapenv:Envelope>");
    out
}

/// The document in an answer, or what the answer says in its place.
fn unwrap(body: &[u8], status: StatusCode, retry_after: Option<Duration>, address: &str) -> Result<String, OcipError> {
    let text = String::from_utf8_lossy(body);
    if let Some(word) = OUT_OF_REACH.iter().find(|word| text.trim() == **word) {
        return Err(OcipError::Busy { message: format!("{address} answered {word}"), retry_after });
    }
    let read = if body.trim_ascii_start().starts_with(b"<") { Some(read(body)?) } else { None };
    match read {
        Some(Inner::Document(document)) => match OUT_OF_REACH.iter().find(|word| document.trim() == **word) {
            Some(word) => Err(OcipError::Busy { message: format!("{address} answered {word}"), retry_after }),
            None => Ok(document),
        },
        Some(Inner::Fault(reason)) if OUT_OF_REACH.iter().any(|word| reason.contains(word)) => {
            Err(OcipError::Busy { message: format!("{address} answered with a fault: {reason}"), retry_after })
        }
        Some(Inner::Fault(reason)) => Err(OcipError::Unanswered(format!("{address} answered with a fault: {reason}"))),
        Some(Inner::Nothing) | None => Err(without_document(status, retry_after, address)),
    }
}

fn without_document(status: StatusCode, retry_after: Option<Duration>, address: &str) -> OcipError {
    let told = format!("{address} answered {status}");
    match status.as_u16() {
        401 | 403 => OcipError::NotAllowed(format!("{told}: the front end lets this machine or account not in")),
        429 | 503 => OcipError::Busy { message: told, retry_after },
        500.. => OcipError::Unanswered(told),
        _ => OcipError::Unreachable(format!("{told}: no provisioning service of BroadWorks is there")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocip::answer::text_of;

    const OPEN: &str = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>";
    const CLOSE: &str = "</e:Body></e:Envelope>";

    fn told(body: &str, status: u16) -> Result<String, OcipError> {
        unwrap(body.as_bytes(), StatusCode::from_u16(status).unwrap(), None, "xsp")
    }

    #[test]
    fn a_document_comes_out_of_its_envelope_as_it_went_in() {
        let document = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a b=\"c\">]]&gt; &#233;</a>";
        let sent = envelope(document);
        let read = roxmltree::Document::parse(&sent).unwrap();
        assert_eq!(
            read.descendants().find(|node| node.has_tag_name(("urn:com:broadsoft:webservice", "in0"))).map(text_of),
            Some(document.to_owned())
        );
        let reply = "<a>é &amp;lt;</a>".replace('&', "&amp;").replace('<', "&lt;");
        let body = format!(
            "{OPEN}<r xmlns=\"\"><n:processOCIMessageReturn xmlns:n=\"urn:x\">{reply}</n:processOCIMessageReturn></r>{CLOSE}"
        );
        assert_eq!(told(&body, 200).unwrap(), "<a>é &amp;lt;</a>");
    }

    #[test]
    fn every_way_of_failing_is_known() {
        let fault = format!(
            "{OPEN}<e:Fault><faultstring>java.lang.Exception</faultstring><detail><string>no session</string></detail></e:Fault>{CLOSE}"
        );
        let Err(OcipError::Unanswered(why)) = told(&fault, 500) else { panic!("a fault") };
        assert!(why.ends_with("java.lang.Exception: no session"), "{why}");
        assert!(matches!(told("NO_OCS_CONNECTION", 200), Err(OcipError::Busy { .. })));
        assert!(matches!(told("INVALID_REQUEST\n", 500), Err(OcipError::Busy { .. })));
        assert!(matches!(told("", 503), Err(OcipError::Busy { .. })));
        assert!(matches!(told("oops", 502), Err(OcipError::Unanswered(_))));
        assert!(matches!(told("<html><body>not here</body></html>", 404), Err(OcipError::Unreachable(_))));
        assert!(matches!(told("<!DOCTYPE a><a/>", 200), Err(OcipError::Unanswered(_))));
    }
}
