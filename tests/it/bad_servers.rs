//! Servers that are down, slow, wrong or overloaded: what the tool says, and how it ends.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::sandbox::{Outcome, Sandbox};

/// A server that answers every request with the same bytes, then closes the connection.
struct BadServer {
    address: String,
    requests: Arc<AtomicUsize>,
}

impl BadServer {
    fn answering(answer: impl Into<Vec<u8>>) -> Self {
        Self::start(answer.into(), Duration::ZERO)
    }

    fn start(answer: Vec<u8>, delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&requests);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                counted.fetch_add(1, Ordering::SeqCst);
                let answer = answer.clone();
                std::thread::spawn(move || {
                    let mut request = [0; 8192];
                    let _ = stream.read(&mut request);
                    std::thread::sleep(delay);
                    let _ = stream.write_all(&answer);
                });
            }
        });
        Self { address, requests }
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        let sandbox = Sandbox::new().on(&self.address);
        sandbox.write("token", "ossmosis_token\n");
        sandbox.run(arguments)
    }
}

fn http(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

#[test]
fn a_server_that_is_down() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let sandbox = Sandbox::new().on(&format!("http://{free}"));
    sandbox.write("token", "ossmosis_token\n");
    sandbox.run(&["users", "list"]).ends_with(7).says("cannot be reached");
}

#[test]
fn a_server_that_never_answers() {
    let server = BadServer::start(Vec::new(), Duration::from_mins(1));
    server.run(&["users", "list", "--timeout", "300ms"]).ends_with(7).says("did not answer in time");
}

#[test]
fn a_server_that_answers_html() {
    let server = BadServer::answering(http("200 OK", "content-type: text/html\r\n", "<html>Welcome!</html>"));
    server.run(&["users", "list"]).ends_with(7).says("text/html");
}

#[test]
fn a_server_that_answers_half_a_json() {
    let whole = http("200 OK", "content-type: application/json\r\n", "{\"users\":[{\"user_id\":\"1\"");
    BadServer::answering(whole).run(&["users", "list"]).ends_with(7).says("broken JSON");
    let cut = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"users\":[";
    BadServer::answering(cut).run(&["users", "list"]).ends_with(7);
}

#[test]
fn a_server_that_limits_the_rate() {
    let server = BadServer::answering(http("429 Too Many Requests", "retry-after: 0\r\n", ""));
    server.run(&["users", "list"]).ends_with(8);
    assert_eq!(server.requests.load(Ordering::SeqCst), 5, "it was to be asked five times");
}

#[test]
fn a_sign_in_is_tried_again_only_where_nothing_was_tried() {
    let from_csv = ["users", "sign-in", "--from-csv", "s.csv", "--jobs", "1"];
    let tried = |answer: String, code: i32| {
        let server = BadServer::answering(answer);
        let sandbox = Sandbox::new().on(&server.address);
        sandbox.write("token", "ossmosis_token\n");
        sandbox.write("s.csv", "user_id,credential,secret\nu1,application,Tulip7!Harbor\n");
        sandbox.run(&from_csv).ends_with(code);
        server.requests.load(Ordering::SeqCst)
    };
    assert_eq!(tried(http("429 Too Many Requests", "retry-after: 0\r\n", ""), 8), 5);
    assert_eq!(tried(http("503 Service Unavailable", "retry-after: 0\r\n", ""), 7), 5);
    assert_eq!(tried(http("500 Internal Server Error", "", ""), 7), 1, "sign-ins can lock");
}

#[test]
fn a_server_that_asks_for_more_patience_than_anybody_has() {
    let server = BadServer::answering(http("429 Too Many Requests", "retry-after: 86400\r\n", ""));
    server.run(&["users", "list"]).ends_with(8).says("86400 s");
    assert_eq!(server.requests.load(Ordering::SeqCst), 1);
}

#[test]
fn a_web_server_of_somebody_else() {
    let server = BadServer::answering(http("404 Not Found", "content-type: text/html\r\n", "<h1>Not Found</h1>"));
    server.run(&["users", "list"]).ends_with(7).says("no provisioning backend");
}

#[test]
fn a_server_that_refuses_the_token() {
    let problem =
        r#"{"type":"about:blank","title":"Unauthorized","status":401,"detail":"who are you?","code":"not_allowed"}"#;
    let server = BadServer::answering(http("401 Unauthorized", "content-type: application/problem+json\r\n", problem));
    server.run(&["users", "list"]).ends_with(4).says("who are you?");
    assert_eq!(server.requests.load(Ordering::SeqCst), 1, "a refused token must not be tried again");
}

#[test]
fn a_server_that_redirects_gets_no_token_elsewhere() {
    let elsewhere = BadServer::answering(http("200 OK", "content-type: application/json\r\n", "{}"));
    let location = format!("location: {}/api/v1/users\r\n", elsewhere.address);
    BadServer::answering(http("307 Temporary Redirect", &location, ""))
        .run(&["users", "list"])
        .ends_with(7)
        .says("redirects");
    assert_eq!(elsewhere.requests.load(Ordering::SeqCst), 0);
}

#[test]
fn a_server_that_fails() {
    BadServer::answering(http("500 Internal Server Error", "", "oops")).run(&["users", "list"]).ends_with(7);
}

#[test]
fn nobody_signed_in() {
    let sandbox = Sandbox::new().on("http://127.0.0.1:9");
    sandbox.run(&["users", "list"]).ends_with(4).says("auth login");
}

/// A backend in front of which every change is swallowed after it took effect: answers what it was told to
/// a change, and users and rules truly.
#[test]
fn a_change_without_an_answer_is_in_doubt_and_told_so() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let changes = Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = Arc::clone(&changes);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let request = read_request(&mut stream);
            let user = r#"{"user_id":"u1","first_name":"","last_name":"","email":null,"phone_number":null,"extension":null,"location":"X","department":null}"#;
            let body = if request.starts_with("GET /api/v1/users?") {
                format!(r#"{{"users":[{user}],"next_cursor":null}}"#)
            } else if request.starts_with("GET /api/v1/rules") {
                r#"{"schema":"ossmosis.rules/v1","location":"X","credentials":{},"source":"server"}"#.to_owned()
            } else {
                seen.lock().unwrap().push(request.split("\r\n\r\n").nth(1).unwrap_or_default().to_owned());
                continue;
            };
            let _ = stream.write_all(http("200 OK", "content-type: application/json\r\n", &body).as_bytes());
        }
    });
    let sandbox = Sandbox::new().on(&address);
    sandbox.write("token", "ossmosis_token\n");
    let arguments = ["reset-password", "u1", "--generate", "--secrets-out", "new.csv", "-o", "json"];
    let report = sandbox.run(&arguments).ends_with(7).json();
    assert_eq!(report["summary"]["unknown"], 1);
    assert_eq!(report["results"][0]["status"], "unknown");
    // Every attempt carried the same secret, and it is kept for whoever resolves the doubt.
    let bodies = changes.lock().unwrap();
    let sent: Vec<&String> = bodies.iter().filter(|body| body.contains("\"changes\"")).collect();
    assert!(sent.len() > 1 && sent.iter().all(|body| *body == sent[0]), "{sent:?}");
    let kept = std::fs::read_to_string(sandbox.path("new.csv.unresolved")).unwrap();
    let secret = kept.lines().nth(1).unwrap().rsplit(',').next().unwrap().to_owned();
    assert!(sent[0].contains(&secret));
    assert_eq!(std::fs::read_to_string(sandbox.path("new.csv")).unwrap(), "user_id,credential,secret\n");
    let tries = bodies.iter().filter(|body| body.contains("\"credential\"") && !body.contains("\"changes\""));
    assert_eq!(tries.count(), 1, "one sign-in check, never two");
}

/// A request with its whole body.
fn read_request(stream: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = stream.read(&mut buffer).unwrap_or_default();
        bytes.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            if read == 0 {
                return text;
            }
            continue;
        };
        let length = head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        if read == 0 || body.len() >= length.unwrap_or(0_usize) {
            return text;
        }
    }
}
