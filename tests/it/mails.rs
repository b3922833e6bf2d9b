//! The recovery mails, read by a MIME parser that is not the library that wrote them, out of the folder
//! and off the wire of an SMTP conversation.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use mail_parser::{Message, MessageParser};

use crate::sandbox::Sandbox;

/// Every mail in the folder: its file name and its bytes.
fn mails(sandbox: &Sandbox) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(sandbox.path("data/mail")).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(path).unwrap())).collect()
}

fn link(text: &str) -> String {
    text.split_whitespace().find(|word| word.contains("/r/")).unwrap().to_owned()
}

#[test]
fn two_hundred_mails_each_with_its_own_link() {
    let sandbox = Sandbox::with_sample_users();
    let run = sandbox.run(&["forgot-password", "--location", "Wayne, PA", "--yes"]).ends_with(3);
    assert!(run.stderr.contains("shared mailbox"), "{}", run.stderr);
    let users = sandbox.json(&["users", "list", "--location", "Wayne, PA", "--has-email"]);
    let users = users["users"].as_array().unwrap();
    let mails = mails(&sandbox);
    assert_eq!((mails.len(), users.len()), (200, 200));
    let mut links = HashSet::new();
    let mut in_shared: HashMap<String, HashSet<String>> = HashMap::new();
    for (name, bytes) in &mails {
        assert!(name.chars().all(|c| c.is_ascii_alphabetic() || c == '.'), "{name}");
        let mail = MessageParser::default().parse(bytes).unwrap();
        let (text, html) = (mail.body_text(0).unwrap(), mail.body_html(0).unwrap());
        let link = link(&text);
        assert!(link.starts_with("http://127.0.0.1:8443/r/"), "{link}");
        assert!(html.contains(&format!("href=\"{link}\"")) && html.contains(">Reset</a>"));
        assert!(links.insert(link), "a link was mailed twice");
        let to = mail.to().unwrap().first().unwrap().address().unwrap().to_owned();
        assert!(to.is_ascii(), "{to}");
        in_shared.entry(to).or_default().insert(mail.subject().unwrap().to_owned());
    }
    for (to, subjects) in &in_shared {
        let sharing = users.iter().filter(|user| ascii(user["email"].as_str().unwrap()) == *to).count();
        assert_eq!(subjects.len(), sharing, "{to}: each mail has to name another user");
    }
    for user in users {
        told_apart(user, &mails);
    }
}

/// An address with its domain as A-labels.
fn ascii(email: &str) -> String {
    let (local, domain) = email.rsplit_once('@').unwrap();
    format!("{local}@{}", idna::domain_to_ascii(domain).unwrap())
}

/// The user's mail names them, and holds nothing that its link will ask for.
fn told_apart(user: &serde_json::Value, mails: &[(String, Vec<u8>)]) {
    let field = |name: &str| user[name].as_str().unwrap_or_default();
    let name = format!("{} {}", field("first_name"), field("last_name"));
    let masked = ossmosis::domain::masked_user_id(field("user_id"));
    let is_theirs = |mail: &Message<'_>| {
        let subject = mail.subject().unwrap();
        let to = mail.to().unwrap().first().unwrap().address().unwrap();
        subject.contains(&name) && subject.contains(&masked) && to == ascii(field("email"))
    };
    let parsed = mails.iter().map(|(file, bytes)| (file, MessageParser::default().parse(bytes).unwrap()));
    let theirs: Vec<_> = parsed.filter(|(_, mail)| is_theirs(mail)).collect();
    assert!(!theirs.is_empty(), "no mail for {name} {masked}");
    let digits: String = field("phone_number").chars().filter(char::is_ascii_digit).collect();
    let last_four = digits.get(digits.len().saturating_sub(4)..).unwrap_or_default();
    for (file, mail) in theirs {
        assert!(mail.subject().unwrap().contains("Wayne, PA"));
        let (text, html) = (mail.body_text(0).unwrap(), mail.body_html(0).unwrap());
        let headers: String = ["Message-ID", "Subject", "From"]
            .iter()
            .filter_map(|name| mail.header(*name).and_then(|value| value.as_text()).map(str::to_owned))
            .collect();
        // The HTML's own numbers are its styles; what it says is between the tags.
        let said: String = html.split('>').filter_map(|part| part.split('<').next()).collect::<Vec<_>>().join(" ");
        for place in [file.as_str(), &text, &said, &headers] {
            assert!(!place.contains(field("user_id")), "{place}");
            assert!(last_four.is_empty() || !place.contains(last_four), "{last_four} in {place}");
            let extension = field("extension");
            // Numbers that every mail has: the minutes of the session, and the time it ends.
            let place = place.replace("20 minutes", "");
            let words = place.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() > 2);
            assert!(words.into_iter().all(|word| word != extension), "{extension} in {place}");
        }
        for application in ["Personal Portal", "UC One", "Webex", "Unity", "Web Agent", "Web Supervisor"] {
            assert!(text.contains(application) && html.contains(application));
        }
        assert!(text.contains("(UTC)") && html.contains("(UTC)"), "{text}");
    }
}

/// How the mail server answers a recipient.
pub(crate) type Answer = fn(&str) -> &'static str;

/// A mail server of few words: it speaks SMTP (RFC 5321) and keeps what it was given.
pub(crate) struct MailServer {
    pub(crate) address: String,
    pub(crate) received: Arc<Mutex<Vec<(String, String)>>>,
}

impl MailServer {
    pub(crate) fn start(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let kept = Arc::clone(&kept);
                std::thread::spawn(move || converse(stream.unwrap(), answer, &kept));
            }
        });
        Self { address, received }
    }
}

fn converse(mut stream: TcpStream, answer: Answer, kept: &Mutex<Vec<(String, String)>>) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let mut to = String::new();
    stream.write_all(b"220 mail.example ESMTP\r\n").ok()?;
    while let Some(Ok(line)) = lines.next() {
        let verb = line.split([' ', ':']).next()?.to_uppercase();
        let reply = match verb.as_str() {
            "EHLO" => "250-mail.example\r\n250 8BITMIME",
            "RCPT" => {
                line.split(['<', '>']).nth(1)?.clone_into(&mut to);
                answer(&to)
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").ok()?;
                let data: Vec<String> = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                let unstuffed = data.iter().map(|line| line.strip_prefix('.').unwrap_or(line));
                kept.lock().ok()?.push((to.clone(), unstuffed.collect::<Vec<_>>().join("\r\n")));
                "250 taken"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        stream.write_all(format!("{reply}\r\n").as_bytes()).ok()?;
    }
    Some(())
}

/// Somebody at Denver with an address of their own, and the arguments to mail them over SMTP.
fn over_smtp<'a>(mail: &'a str, extra: &[&'a str]) -> Vec<&'a str> {
    let fixed = ["forgot-password", "4842532525", "-o", "json", "--mail", mail, "--mail-from", "Acme <a@acme.example>"];
    [&fixed, extra].concat()
}

#[test]
fn a_mail_server_takes_the_mail() {
    let sandbox = Sandbox::with_sample_users();
    let server = MailServer::start(|_| "250 ok");
    let mail = format!("smtp://{}", server.address);
    let report = sandbox.run(&over_smtp(&mail, &["--public-url", "https://recovery.example/acme"])).succeeds().json();
    assert_eq!(report["results"][0]["status"], "queued");
    let received = server.received.lock().unwrap();
    let (to, data) = &received[0];
    assert_eq!((received.len(), to.as_str()), (1, "amara.jones2@acme.example"));
    let mail = MessageParser::default().parse(data.as_bytes()).unwrap();
    assert_eq!(mail.from().unwrap().first().unwrap().address(), Some("a@acme.example"));
    assert!(link(&mail.body_text(0).unwrap()).starts_with("https://recovery.example/acme/r/"));
    let shown = sandbox.json(&["users", "show", "4842532525"]);
    assert_eq!(shown["recovery_links"][0]["state"], "handed_over");
}

#[test]
fn a_refused_mail_has_failed_and_a_delayed_one_is_named() {
    let sandbox = Sandbox::with_sample_users();
    let refusing = MailServer::start(|_| "550 no such mailbox");
    let mail = format!("smtp://{}", refusing.address);
    let run = sandbox.run(&over_smtp(&mail, &["--public-url", "https://r.example"])).ends_with(3);
    assert_eq!(run.json()["results"][0]["status"], "failed");
    assert_eq!(run.json()["results"][0]["error"]["code"], "refused");
    let delaying = MailServer::start(|_| "450 try later");
    let mail = format!("smtp://{}", delaying.address);
    let run = sandbox.run(&over_smtp(&mail, &["--public-url", "https://r.example"])).ends_with(3);
    assert_eq!(run.json()["results"][0]["status"], "queued");
    assert!(run.stderr.contains("4842532525"), "{}", run.stderr);
    let down = over_smtp("smtp://127.0.0.1:1", &["--public-url", "https://r.example"]);
    assert_eq!(sandbox.run(&down).ends_with(3).json()["results"][0]["status"], "queued");
}

#[test]
fn a_mail_server_that_says_nothing_is_waited_for_once() {
    let sandbox = Sandbox::with_sample_users();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let mail = format!("smtp://{}", silent.local_addr().unwrap());
    let arguments = ["forgot-password", "--location", "Wayne, PA", "-y", "-o", "json", "--timeout", "1s"];
    let more = ["--mail", &mail, "--mail-from", "a@acme.example", "--public-url", "https://r.example"];
    let run = sandbox.run(&[&arguments[..], &more].concat()).ends_with(3).says("did not answer in time");
    silent.set_nonblocking(true).unwrap();
    let tried = silent.incoming().take_while(Result::is_ok).count();
    assert!(tried < 40, "each of 200 mails has waited for it: {tried}");
    assert_eq!(run.json()["summary"]["queued"], 200);
}

#[test]
fn mail_that_cannot_work_is_refused_before_anything_is_queued() {
    let sandbox = Sandbox::with_sample_users();
    sandbox.run(&over_smtp("smtp://127.0.0.1:1", &[])).ends_with(10).says("public_url");
    sandbox.write("password", "hush\n");
    sandbox.write("empty", "\n");
    let mail = |mail, extra: &[&str]| {
        let run =
            sandbox.run(&over_smtp(mail, &[&["--public-url", "https://r.example"], extra].concat())).ends_with(10);
        assert!(!run.stderr.contains("hush"), "{}", run.stderr);
        run
    };
    mail("smtp://me@127.0.0.1:1", &[]).says("--mail-password-file");
    mail("smtp://127.0.0.1:1", &["--mail-password-file", "password"]).says("names no user");
    mail("smtp://me@127.0.0.1:1", &["--mail-password-file", "missing"]).says("cannot be read");
    mail("smtp://me@127.0.0.1:1", &["--mail-password-file", "empty"]).says("is empty");
    mail("smtp://me@mx.example?tls=none", &["--mail-password-file", "password"]).says("tls=starttls");
    mail("smtp://me:hush@127.0.0.1:1", &[]).says("--mail-password-file");
    mail("smtp://127.0.0.1:1?tls=maybe", &[]).says("starttls");
    let no_sender =
        ["forgot-password", "4842532525", "--mail", "smtp://127.0.0.1:1", "--public-url", "https://r.example"];
    sandbox.run(&no_sender).ends_with(10).says("--mail-from");
    assert_eq!(sandbox.json(&["users", "show", "4842532525"])["recovery_links"], serde_json::json!([]));
}

#[test]
fn a_reader_that_goes_away_keeps_nobody_from_their_mail() {
    let sandbox = Sandbox::with_sample_users();
    let mut child = sandbox.command(&["forgot-password", "--location", "Wayne, PA", "--yes"]).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(3));
    assert_eq!(mails(&sandbox).len(), 200);
}

#[test]
fn a_newer_link_a_new_password_and_a_new_email_end_the_older_link() {
    let sandbox = Sandbox::with_sample_users();
    let user = "4842532525";
    let ends = || -> Vec<serde_json::Value> {
        let shown = sandbox.json(&["users", "show", user]);
        shown["recovery_links"].as_array().unwrap().iter().map(|link| link["end"].clone()).collect()
    };
    let forgot = || sandbox.run(&["forgot-password", user]).succeeds();
    let _ = (forgot(), forgot());
    assert_eq!(ends(), [serde_json::Value::Null, "replaced".into()]);
    sandbox.run(&["reset-password", user, "--generate", "--show"]).succeeds();
    assert_eq!(ends()[0], "overtaken");
    let _ = forgot();
    sandbox.run(&["users", "edit", user, "--email", "elsewhere@acme.example"]).succeeds();
    assert_eq!(ends()[0], "overtaken");
}
