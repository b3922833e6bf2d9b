//! The provisioning backend in front of a BroadWorks system, by its own binary: REST and the recovery site write
//! through.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::broadworks::{ADMIN, Double, Setup, Transport};
use crate::sandbox::{Sandbox, Served};
use crate::visitor::Visitor;

fn start(transport: Transport) -> (Double, Sandbox, Served) {
    let double = Double::start(Setup::default());
    let mut sandbox = Sandbox::new();
    sandbox.write("pw", ADMIN.1);
    let (url, xsi) = (double.url(transport), double.xsi_url());
    let login = ["--login-user", ADMIN.0, "--login-password-file", &sandbox.file("pw")];
    let served = sandbox.serve(&[&["--directory", &url, "--xsi-url", &xsi], &login[..]].concat()).unwrap();
    (double, sandbox, served)
}

/// The path of the newest link that was mailed; the worker of the outbox hands it over in its own time.
fn mailed(sandbox: &Sandbox, count: usize) -> String {
    let folder = sandbox.path("served/mail");
    let mails = |folder: &Path| -> Vec<std::path::PathBuf> {
        let files = std::fs::read_dir(folder).into_iter().flatten();
        files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "eml")).collect()
    };
    let begun = Instant::now();
    while mails(&folder).len() < count {
        assert!(begun.elapsed() < Duration::from_mins(1), "no mail came");
        std::thread::sleep(Duration::from_millis(50));
    }
    let newest = mails(&folder).into_iter().max_by_key(|path| path.metadata().unwrap().modified().unwrap()).unwrap();
    let parsed = std::fs::read(newest).unwrap();
    let mail = mail_parser::MessageParser::default().parse(&parsed).unwrap();
    let text = mail.body_text(0).unwrap().into_owned();
    let at = text.find("/r/").unwrap();
    text[at + 3..].split_whitespace().next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn links_lead_to_passwords_that_broadworks_keeps() {
    let (double, sandbox, served) = start(Transport::Tcp);
    let listed = sandbox.json(&["users", "list", "--location", "oslo"]);
    assert_eq!(listed["users"].as_array().unwrap().len(), 4);
    sandbox.run(&["forgot-password", "hansen@acme.example", "--yes"]).succeeds();
    let visitor = Visitor::new(&served.address);
    let token = mailed(&sandbox, 1);
    let landing = visitor.get(&format!("/r/{token}")).await.is(200);
    let answer = if landing.body.contains("Your extension") { "4001" } else { "0001" };
    let session = visitor.send(&landing.forms()[0].with("answer", answer)).await.is(200).says("Kari Hansen");
    let typed = |password: &str| session.form("/application").with("password", password).without("again");
    // The rules are those of BroadWorks.
    visitor.send(&typed("Kelp7!Anchor")).await.is(422);
    visitor.send(&typed("Kelp79!Anchor")).await.is(200).says("Your application password was changed");
    assert_eq!(double.company().users["hansen@acme.example"].password(), Some("Kelp79!Anchor"));
    let shown = visitor.send(&session.form("/voice-portal")).await.is(200);
    let passcode = shown.passcode().unwrap();
    assert_eq!(double.company().users["hansen@acme.example"].passcode(), Some(passcode.as_str()));
    assert!(sandbox.run(&["users", "sign-in", "4001", "--password-stdin"]).code != 0);
    sandbox.run_with_input(&["users", "sign-in", "4001", "--password-stdin"], "Kelp79!Anchor\n").succeeds();

    // An admin's reset ends the link of whoever it is about.
    sandbox.run(&["forgot-password", "moe@acme.example", "--yes"]).succeeds();
    let reset = ["reset-password", "--location", "acme/oslo", "--generate", "--secrets-out", "new.csv", "--yes"];
    sandbox.run(&reset).succeeds().says("4 changed");
    let links = sandbox.json(&["recovery", "list"]);
    assert!(links["links"].as_array().unwrap().iter().all(|link| link["state"] == "ended"), "{links}");
    sandbox.run(&["users", "edit", "4002", "--email", "aase@acme.example"]).succeeds();
    assert_eq!(double.company().users["haugen@acme.example"].email.as_deref(), Some("aase@acme.example"));
    drop(sandbox.run(&["users", "import", &crate::sandbox::data("users.csv")]).ends_with(3));
    assert_eq!(served.terminate(), Some(0));
    let record = double.record();
    assert_eq!(record.logouts.len(), record.logins.len(), "{:?}", record.logins);
}

#[test]
fn a_login_that_is_refused_is_known_when_it_starts() {
    let double = Double::start(Setup::default());
    let sandbox = Sandbox::new();
    sandbox.write("pw", "wrong");
    let words = ["serve", "--listen", "127.0.0.1:0", "--directory", &double.url(Transport::Soap)];
    let login = ["--login-user", ADMIN.0, "--login-password-file", "pw", "--data", "d"];
    drop(sandbox.run(&[&words[..], &login].concat()).ends_with(4).says("its password is wrong"));
    assert_eq!(double.record().logins.len(), 1);
}
