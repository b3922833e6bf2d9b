//! Documents of OCI-P over a bare socket, as tests of the double write them.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::broadworks::{ADMIN, Double, Transport, signature};

/// A document with these commands.
pub(crate) fn document(session: &str, commands: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<BroadsoftDocument protocol=\"OCI\" xmlns=\"C\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n<sessionId xmlns=\"\">{session}</sessionId>\n\
         {commands}</BroadsoftDocument>\n"
    )
}

/// A command.
pub(crate) fn command(kind: &str, body: &str) -> String {
    format!("<command xmlns=\"\" xsi:type=\"{kind}\">{body}</command>\n")
}

/// What stands between the first two of these.
pub(crate) fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}")).1;
    rest.split_once(after).unwrap_or_else(|| panic!("no {after} in {text}")).0
}

/// A bare connection and its session.
pub(crate) struct Raw {
    pub(crate) stream: TcpStream,
    pub(crate) session: String,
}

impl Raw {
    pub(crate) fn connect(address: SocketAddr, session: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(2))).unwrap();
        Self { stream, session: session.to_owned() }
    }

    /// One that is logged in as the administrator of acme.
    pub(crate) fn logged_in(double: &Double) -> Self {
        Self::logged_in_as(double, ADMIN)
    }

    pub(crate) fn logged_in_as(double: &Double, (id, password): (&str, &str)) -> Self {
        static SESSIONS: AtomicUsize = AtomicUsize::new(1);
        let session = format!("session-{}", SESSIONS.fetch_add(1, Ordering::Relaxed));
        let mut raw = Self::connect(double.address(Transport::Tcp), &session);
        let answer = raw.log_in(id, password);
        assert!(answer.contains("<loginType>"), "{answer}");
        raw
    }

    /// Logs in by digest. Returns the answer.
    pub(crate) fn log_in(&mut self, id: &str, password: &str) -> String {
        let answer = self.ask("AuthenticationRequest", &format!("<userId>{id}</userId>"));
        let signed = signature(between(&answer, "<nonce>", "</nonce>"), password);
        self.ask("LoginRequest14sp4", &format!("<userId>{id}</userId><signedPassword>{signed}</signedPassword>"))
    }

    /// Sends one command. Returns the reply.
    pub(crate) fn ask(&mut self, kind: &str, body: &str) -> String {
        let document = document(&self.session, &command(kind, body));
        self.exchange(document.as_bytes())
    }

    /// Sends bytes. Returns the document that comes back, or what came before the connection ended.
    pub(crate) fn exchange(&mut self, bytes: &[u8]) -> String {
        self.stream.write_all(bytes).unwrap();
        self.receive()
    }

    pub(crate) fn receive(&mut self) -> String {
        let mut bytes = Vec::new();
        let mut more = vec![0; 65536];
        // The newline comes after the end tag, and a tag within CDATA is not followed by one here.
        while !bytes.ends_with(b"</BroadsoftDocument>\n") {
            match self.stream.read(&mut more) {
                Ok(count) if count > 0 => bytes.extend_from_slice(&more[..count]),
                _ => break,
            }
        }
        let utf8 = bytes.starts_with(b"<?xml version=\"1.0\" encoding=\"UTF-8\"");
        if utf8 { String::from_utf8(bytes).unwrap() } else { bytes.iter().map(|byte| char::from(*byte)).collect() }
    }
}

/// The cells of a reply's table, row by row.
pub(crate) fn rows(reply: &str) -> Vec<Vec<String>> {
    let document = roxmltree::Document::parse(reply).unwrap();
    let rows = document.descendants().filter(|node| node.has_tag_name("row"));
    let cells = |row: roxmltree::Node<'_, '_>| {
        row.children().map(|cell| cell.text().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    rows.map(cells).collect()
}

/// The first cell of each row.
pub(crate) fn ids(reply: &str) -> Vec<String> {
    rows(reply).into_iter().map(|mut row| row.swap_remove(0)).collect()
}

/// Waits for what happens beside the test.
pub(crate) fn until(is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < Duration::from_secs(20), "it did not happen");
        std::thread::sleep(Duration::from_millis(2));
    }
}
