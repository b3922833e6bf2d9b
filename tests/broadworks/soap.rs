//! The same over SOAP: a cookie holds the session, and it is worth nothing without the session's name.

use std::collections::HashMap;
use std::sync::Arc;

use roxmltree::Document;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::sync::Mutex;

use super::Shared;
use super::document;
use super::http::{self, Request, Response};
use super::reply::escaped;
use super::session::{Sent, Session};
use super::setup::Transport;

/// Where it answers.
pub(super) const PATH: &str = "/webservice/services/ProvisioningService";
const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";
const SERVICE: &str = "urn:com:broadsoft:webservice";

/// A session, and the name that its first document gave it.
type Kept = Arc<Mutex<(String, Session)>>;

/// All sessions, by cookie.
#[derive(Default)]
pub(super) struct Cookies {
    kept: std::sync::Mutex<HashMap<String, Kept>>,
}

impl Cookies {
    fn find(&self, cookie: Option<&str>) -> Option<Kept> {
        self.kept.lock().expect("nobody failed with it").get(cookie?).cloned()
    }

    fn keep(&self, name: &str, session: Session) -> (String, Kept) {
        let mut kept = self.kept.lock().expect("nobody failed with it");
        let cookie = format!("node0{:08x}", kept.len());
        let session = Arc::new(Mutex::new((name.to_owned(), session)));
        kept.insert(cookie.clone(), session.clone());
        (cookie, session)
    }
}

/// Serves one connection until it ends.
pub(super) async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    shared: &Arc<Shared>,
    transport: Transport,
    mut stream: S,
) {
    let mut buffer = Vec::new();
    while let Some(request) = http::read(&mut stream, &mut buffer).await {
        let goes_on = match message(&request) {
            Ok(text) => answer(shared, transport, &mut stream, &request, &text).await,
            Err(why) => {
                shared.record().invalid.push(why.clone());
                fault(&mut stream, &why).await
            }
        };
        if !goes_on {
            return;
        }
    }
}

/// The document within a request, which has to be as the service describes it.
fn message(request: &Request) -> Result<String, String> {
    let need = |is: bool, why: &str| if is { Ok(()) } else { Err(why.to_owned()) };
    need(request.method == "POST" && request.path == PATH, "no such operation")?;
    need(matches!(request.header("soapaction"), Some("" | "\"\"")), "no SOAPAction header")?;
    let kind = request.header("content-type").unwrap_or_default().to_ascii_lowercase().replace('"', "");
    need(kind.starts_with("text/xml") && kind.contains("charset=utf-8"), "no text/xml in UTF-8")?;
    let text = std::str::from_utf8(&request.body).map_err(|error| error.to_string())?;
    let parsed = Document::parse(text).map_err(|error| error.to_string())?;
    let mut node = parsed.root_element();
    need(node.has_tag_name((ENVELOPE, "Envelope")), "no Envelope")?;
    for name in [(ENVELOPE, "Body"), (SERVICE, "processOCIMessage"), (SERVICE, "in0")] {
        let mut children = node.children().filter(roxmltree::Node::is_element);
        let only = children.next().filter(|_| children.next().is_none());
        node =
            only.filter(|child| child.has_tag_name(name)).ok_or_else(|| format!("no {} alone in its place", name.1))?;
    }
    need(node.children().all(|child| child.is_text()), "in0 holds more than text")?;
    Ok(node.text().unwrap_or_default().to_owned())
}

async fn answer<S: AsyncRead + AsyncWrite + Unpin>(
    shared: &Arc<Shared>,
    transport: Transport,
    stream: &mut S,
    request: &Request,
    text: &str,
) -> bool {
    let cookies = request.header("cookie").unwrap_or_default().split(';');
    let cookie = cookies.filter_map(|pair| pair.trim().split_once('=')).find(|(name, _)| *name == "JSESSIONID");
    let cookie = cookie.map(|(_, value)| value);
    let name = document::read_text(text, &shared.setup).map_or_else(|invalid| invalid.session, |asked| asked.session);
    let mut headers = String::new();
    let kept = match shared.cookies.find(cookie) {
        Some(kept) => kept,
        None if cookie.is_some() || shared.sessions().contains(&name) => {
            shared.record().foreign_sessions += 1;
            return fault(stream, "the session is held by a cookie").await;
        }
        None => {
            let (cookie, kept) = shared.cookies.keep(&name, Session::new(shared, transport));
            headers = format!("set-cookie: JSESSIONID={cookie}; Path=/webservice; HttpOnly\r\n");
            kept
        }
    };
    let mut held = if let Ok(held) = kept.try_lock() {
        held
    } else {
        shared.record().overlaps += 1;
        kept.lock().await
    };
    if held.0 != name {
        shared.record().foreign_sessions += 1;
        return fault(stream, "the cookie is of another session").await;
    }
    let sent = held.1.take_text(text).await;
    if let (None, Some(id)) = (&held.1.login, &held.1.id) {
        shared.sessions().remove(id);
    }
    drop(held);
    send(stream, headers, sent).await
}

async fn send<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S, headers: String, sent: Sent) -> bool {
    let headers = headers + "content-type: text/xml; charset=utf-8\r\n";
    let (reply, whole) = match sent {
        Sent::Whole(reply) | Sent::Last(reply) => (escaped(&reply.text), true),
        Sent::Half(reply) => (escaped(&reply.text), false),
        Sent::Bare(words) => (words.to_owned(), true),
        Sent::SoapFault => return fault(stream, "the server is not there").await,
        Sent::Unavailable => {
            let headers = "content-type: text/html\r\n".to_owned();
            return Response { status: 503, headers, body: b"<html>busy</html>" }.send(stream, true).await;
        }
        Sent::Cut => return false,
        Sent::Silence => {
            let mut ends = [0; 64];
            while matches!(tokio::io::AsyncReadExt::read(stream, &mut ends).await, Ok(count) if count > 0) {}
            return false;
        }
        Sent::Endless(reply) => {
            let begin = format!("HTTP/1.1 200 X\r\n{headers}\r\n{}", envelope(&escaped(&reply.text)));
            let mut goes_on = stream.write_all(begin.as_bytes()).await.is_ok();
            while goes_on {
                goes_on = stream.write_all(&[b' '; 16384]).await.is_ok();
            }
            return false;
        }
    };
    // Bare words come as the whole message of the front end, within the envelope of a reply.
    Response { status: 200, headers, body: envelope(&reply).as_bytes() }.send(stream, whole).await
}

/// The wrapper has no namespace, and what it holds has one, as captures show.
fn envelope(text: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soapenv:Envelope xmlns:soapenv=\"{ENVELOPE}\"><soapenv:Body>\
         <processOCIMessageResponse xmlns=\"\"><ns1:processOCIMessageReturn xmlns:ns1=\"{SERVICE}\">{text}\
         </ns1:processOCIMessageReturn></processOCIMessageResponse></soapenv:Body></soapenv:Envelope>"
    )
}

async fn fault<S: AsyncWrite + Unpin>(stream: &mut S, why: &str) -> bool {
    let why = escaped(why);
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soapenv:Envelope xmlns:soapenv=\"{ENVELOPE}\"><soapenv:Body>\
         <soapenv:Fault><faultcode>soapenv:Server.userException</faultcode><faultstring>{why}</faultstring>\
         <detail><ns2:hostname xmlns:ns2=\"http://xml.apache.org/axis/\">xsp1</ns2:hostname><string>{why}</string>\
         </detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>"
    );
    let headers = "content-type: text/xml; charset=utf-8\r\n".to_owned();
    Response { status: 500, headers, body: body.as_bytes() }.send(stream, true).await
}
