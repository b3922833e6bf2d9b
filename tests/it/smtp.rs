//! Mail over SMTP to a server that is not ours, in another process: TLS, signing in, connections kept.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use mail_parser::MessageParser;

use crate::certificates;
use crate::outside::{SMTP, named};
use crate::sandbox::{Outcome, Sandbox};

const USER: &str = "4842532525";
const PASSWORD: &str = "correct-horse-4711";

/// tests/smtp/server.py, running.
struct MailServer {
    child: Child,
    port: u16,
    folder: PathBuf,
}

impl MailServer {
    fn start(sandbox: &Sandbox, options: &[&str]) -> Self {
        let folder = sandbox.path("received");
        std::fs::create_dir(&folder).unwrap();
        let log = std::fs::File::create(sandbox.path("mail-server.log")).unwrap();
        let mut child = Command::new(named(SMTP).expect("a Python with aiosmtpd"))
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/smtp/server.py"))
            .arg("--folder")
            .arg(&folder)
            .args(["--certificate", &sandbox.file("leaf.pem"), "--key", &sandbox.file("leaf.key")])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().strip_prefix("port ").and_then(|port| port.parse().ok());
        Self { child, port: port.unwrap_or_else(|| panic!("the mail server did not start: {line}")), folder }
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.folder.join(file)).unwrap_or_default()
    }

    fn count(&self, of: &str) -> usize {
        self.read(of).parse().unwrap_or_default()
    }

    fn mails(&self) -> usize {
        let names = std::fs::read_dir(&self.folder).unwrap().map(|entry| entry.unwrap().path());
        names.filter(|path| path.extension().is_some_and(|extension| extension == "eml")).count()
    }

    /// The one mail that came, and its way: to whom, encrypted or not, from which user.
    fn only_mail(&self) -> (String, serde_json::Value) {
        assert_eq!(self.mails(), 1);
        (self.read("1.eml"), serde_json::from_str(&self.read("1.json")).unwrap())
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wait(what: &str, is_there: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_there() {
        assert!(started.elapsed() < Duration::from_secs(20), "{what} did not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Sample users, certificates, and a mail server with these options.
fn with_server(options: &[&str]) -> (Sandbox, MailServer) {
    let sandbox = Sandbox::with_sample_users();
    certificates::make(&sandbox);
    sandbox.write("password", format!("{PASSWORD}\n"));
    let server = MailServer::start(&sandbox, options);
    (sandbox, server)
}

/// Mails USER by `mail`, trusting `ca`, with everything logged.
fn forgot(sandbox: &Sandbox, mail: &str, ca: &str, extra: &[&str]) -> Outcome {
    let fixed = ["forgot-password", USER, "-o", "json", "--mail", mail, "--mail-from", "a@acme.example"];
    let arguments = [&fixed[..], &["--public-url", "https://r.example"], extra].concat();
    let mut command = sandbox.command(&arguments);
    let output = command.env("SSL_CERT_FILE", sandbox.path(ca)).env("OSSMOSIS_LOG", "trace").output().unwrap();
    let run = Outcome::from(output);
    // AUTH PLAIN sends the second: user and password in base64.
    for told in [PASSWORD, "AG1lQGFjbWUuZXhhbXBsZQBjb3JyZWN0"] {
        assert!(!run.stdout.contains(told) && !run.stderr.contains(told), "the password was told");
    }
    run
}

fn state(sandbox: &Sandbox) -> String {
    sandbox.json(&["users", "show", USER])["recovery_links"][0]["state"].as_str().unwrap().to_owned()
}

/// The mail waits, and its user is named.
fn is_put_off(sandbox: &Sandbox, run: Outcome, why: &str) {
    let run = run.ends_with(3).says(USER).says("warning: the mail server localhost:").says(why);
    assert_eq!(run.json()["results"][0]["status"], "queued");
    assert_eq!(state(sandbox), "queued");
}

#[test]
fn a_plain_server_takes_the_mail() {
    if named(SMTP).is_none() {
        return;
    }
    let (sandbox, server) = with_server(&[]);
    forgot(&sandbox, &format!("smtp://127.0.0.1:{}", server.port), "ca.pem", &[]).succeeds();
    let (mail, way) = server.only_mail();
    assert_eq!(way["to"], serde_json::json!(["amara.jones2@acme.example"]));
    assert_eq!((&way["from"], &way["encrypted"]), (&"a@acme.example".into(), &false.into()));
    let mail = MessageParser::default().parse(mail.as_bytes()).unwrap();
    assert!(mail.body_text(0).unwrap().contains("https://r.example/r/"));
    assert_eq!(state(&sandbox), "handed_over");
}

#[test]
fn encrypted_by_starttls_and_from_the_first_byte_signed_in_or_not() {
    if named(SMTP).is_none() {
        return;
    }
    for (tls, sign_in) in [("starttls", false), ("implicit", false), ("starttls", true), ("implicit", true)] {
        let users: &[&str] = if sign_in { &["--user", "me@acme.example", "--password", PASSWORD] } else { &[] };
        let (sandbox, server) = with_server(&[&["--tls", tls], users].concat());
        let user = if sign_in { "me%40acme.example@" } else { "" };
        let mail = format!("smtp://{user}localhost:{}?tls={tls}", server.port);
        let extra: &[&str] = if sign_in { &["--mail-password-file", "password"] } else { &[] };
        forgot(&sandbox, &mail, "ca.pem", extra).succeeds();
        let (_, way) = server.only_mail();
        let user = if sign_in { "me@acme.example".into() } else { serde_json::Value::Null };
        assert_eq!((&way["encrypted"], &way["user"]), (&true.into(), &user), "{tls}");
        let clear = server.read("clear").to_uppercase();
        for told in ["MAIL", "RCPT", "AUTH", "ACME.EXAMPLE"] {
            assert!(!clear.contains(told), "{tls}: {clear}");
        }
        assert_eq!(state(&sandbox), "handed_over");
    }
}

#[test]
fn a_wrong_password_puts_mail_off_and_the_right_one_brings_it() {
    if named(SMTP).is_none() {
        return;
    }
    let (sandbox, server) = with_server(&["--user", "me@acme.example", "--password", "another"]);
    let mail = format!("smtp://me%40acme.example@localhost:{}", server.port);
    let run = forgot(&sandbox, &mail, "ca.pem", &["--mail-password-file", "password"]);
    is_put_off(&sandbox, run, "signing in as me@acme.example was refused (535 5.7.8)");
    let run = forgot(&sandbox, &format!("smtp://localhost:{}", server.port), "ca.pem", &[]);
    is_put_off(&sandbox, run, "not signed in: permanent error (530)");
    sandbox.write("password", "another");
    forgot(&sandbox, &mail, "ca.pem", &["--mail-password-file", "password"]).succeeds();
    assert_eq!(server.only_mail().1["user"], "me@acme.example");
}

#[test]
fn a_wrong_password_is_not_tried_again_for_every_mail() {
    if named(SMTP).is_none() {
        return;
    }
    let (sandbox, server) = with_server(&["--user", "me", "--password", "another"]);
    let mail = format!("smtp://me@localhost:{}", server.port);
    let arguments = ["forgot-password", "--location", "Wayne, PA", "-y", "-o", "json", "--mail", &mail];
    let more = ["--mail-password-file", "password", "--mail-from", "a@b.example", "--public-url", "https://r.example"];
    let report = sandbox.run(&[&arguments[..], &more].concat()).ends_with(3).json();
    assert_eq!((&report["summary"]["queued"], &report["summary"]["failed"]), (&200.into(), &0.into()));
    assert!(server.count("opened") <= 10, "{} sign-ins", server.count("opened"));
}

#[test]
fn a_certificate_that_is_not_trusted_and_one_for_another_name() {
    if named(SMTP).is_none() {
        return;
    }
    for tls in ["starttls", "implicit"] {
        let (sandbox, server) = with_server(&["--tls", tls]);
        let mail = format!("smtp://localhost:{}?tls={tls}", server.port);
        is_put_off(&sandbox, forgot(&sandbox, &mail, "stranger.pem", &[]), "invalid peer certificate: UnknownIssuer");
        assert_eq!(server.mails(), 0);
        let by_address = format!("smtp://127.0.0.1:{}?tls={tls}", server.port);
        forgot(&sandbox, &by_address, "ca.pem", &[]).ends_with(3).says("not valid for name");
        assert_eq!(server.mails(), 0);
    }
}

#[test]
fn nothing_goes_out_in_clear_where_encryption_was_asked_for() {
    if named(SMTP).is_none() {
        return;
    }
    let (sandbox, server) = with_server(&["--user", "me", "--password", PASSWORD]);
    let mail = format!("smtp://me@localhost:{}?tls=starttls", server.port);
    let run = forgot(&sandbox, &mail, "ca.pem", &["--mail-password-file", "password"]);
    is_put_off(&sandbox, run, "does not offer STARTTLS");
    assert_eq!(server.mails(), 0);
    assert!(server.read("clear").lines().all(|line| line.starts_with("EHLO ")), "{}", server.read("clear"));
}

#[test]
fn many_mails_go_over_few_connections_also_when_some_end() {
    if named(SMTP).is_none() {
        return;
    }
    for (fill, connections) in [("0", 1..=10), ("7", 20..=60)] {
        let (sandbox, server) = with_server(&["--tls", "starttls", "--fill", fill]);
        let mail = format!("smtp://localhost:{}?tls=starttls", server.port);
        let arguments = ["forgot-password", "--location", "Wayne, PA", "-y", "-o", "json", "--mail", &mail];
        let more = ["--mail-from", "a@b.example", "--public-url", "https://r.example", "--skip-no-email"];
        let mut command = sandbox.command(&[&arguments[..], &more].concat());
        let run = command.env("SSL_CERT_FILE", sandbox.path("ca.pem")).output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
        assert_eq!(server.mails(), 200);
        let opened = server.count("opened");
        assert!(connections.contains(&opened), "{opened} connections");
    }
}

#[test]
fn an_idle_connection_that_the_server_closed_costs_no_mail() {
    if named(SMTP).is_none() {
        return;
    }
    let mut sandbox = Sandbox::new();
    let server = MailServer::start(&sandbox, &["--idle", "0.3"]);
    let mail = format!("smtp://127.0.0.1:{}", server.port);
    let served =
        sandbox.serve(&["--mail", &mail, "--mail-from", "a@acme.example", "--public-url", "https://r.example"]);
    sandbox.run(&["users", "import", &crate::sandbox::data("users.csv")]).succeeds();
    for mails in 1..=2 {
        sandbox.run(&["forgot-password", USER]).succeeds();
        wait("the mail", || server.mails() == mails);
        wait("the end of the connection", || server.count("closed") == mails);
    }
    assert_eq!(server.count("opened"), 2);
    drop(served);
    let log = std::fs::read_to_string(sandbox.path("serve.log")).unwrap();
    assert!(!log.contains("not handed over"), "{log}");
}
