//! A token, a passcode and passwords are planted, and then looked for everywhere that they have no
//! business: the log, the database, the journals, the pages that say no.

use std::path::Path;
use std::time::Duration;

use reqwest::Method;

use crate::sandbox::Sandbox;
use crate::visitor::{Seen, Visitor};

const REFUSED: &str = "canary1";
const SAVED: &str = "Canary7!Vogel";
const LATE: &str = "Canary8#Uccello";
/// No time and no port holds this extension.
const USER: &str =
    "user_id,first_name,last_name,email,extension,location\nann,Ann,Lee,ann@acme.example,777777,Denver\n";

/// Every file below a folder.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        } else {
            found.push((entry.display().to_string(), std::fs::read(&entry).unwrap()));
        }
    }
    found
}

fn holds(bytes: &[u8], canary: &str) -> bool {
    bytes.windows(canary.len()).any(|window| window == canary.as_bytes())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_leaks_a_token_a_passcode_or_a_password() {
    let mut sandbox = Sandbox::new();
    let mail = format!("dir:{}", sandbox.file("mail"));
    let served = sandbox.serve(&["--mail", &mail]).unwrap();
    let file = sandbox.write("users.csv", USER);
    sandbox.run(&["users", "import", &file]).succeeds();
    sandbox.run(&["forgot-password", "ann"]).succeeds();
    let token = loop {
        let mails = if sandbox.path("mail").exists() { files(&sandbox.path("mail")) } else { Vec::new() };
        if let Some((_, mail)) = mails.iter().find(|(name, _)| name.contains(".eml")) {
            break crate::kit::token(&crate::kit::read(mail));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    let visitor = Visitor::new(&served.address);
    let mut refusals: Vec<Seen> = Vec::new();
    let path = format!("/r/{token}");
    refusals.push(visitor.ask(Method::POST, &path, Some(&[("answer".to_owned(), "777777".to_owned())]), &[]).await);
    refusals.push(visitor.ask(Method::DELETE, &path, None, &[]).await);
    refusals.push(visitor.get(&format!("{path}x")).await);
    let session = visitor.start(&token, "777777").await.is(200);
    let form = session.form("/application").without("again");
    refusals.push(visitor.send(&form.with("password", REFUSED)).await.is(422));
    let shown = visitor.send(&session.form("/voice-portal")).await.is(200);
    let passcode = shown.passcode().unwrap();
    refusals.push(visitor.send(&session.form("/voice-portal")).await.is(409));
    refusals.push(visitor.send(&form.with("password", SAVED)).await.is(200));
    refusals.push(visitor.send(&shown.form("/done")).await.is(200));
    refusals.push(visitor.send(&form.with("password", LATE)).await.is(410));
    refusals.push(visitor.get(&path).await.is(410));
    refusals.push(visitor.get(&session.path).await.is(410));
    // A body that is no form, and one that is no JSON, with a secret in it.
    for path in [form.action.split('#').next().unwrap(), "/api/v1/sign-in"] {
        let headers = [("content-type", "application/json"), ("authorization", "Bearer ossmosis_Canary7!Vogel")];
        refusals.push(visitor.ask(Method::POST, path, Some(&[(SAVED.to_owned(), LATE.to_owned())]), &headers).await);
    }
    sandbox.run(&["users", "show", "ann"]).succeeds();
    sandbox.run(&["recovery", "list"]).succeeds();
    assert_eq!(served.terminate(), Some(0));
    let canaries = [token.as_str(), REFUSED, SAVED, LATE, &passcode];
    for page in &refusals {
        let headers = format!("{:?}", page.headers).replace(&format!("Path=/r/{token}"), "");
        for canary in canaries {
            // The question's own form goes to the link's own address.
            let is_question = page.body.contains("name=\"answer\"") && canary == token;
            assert!(is_question || !page.body.contains(canary), "{canary} is on {}", page.path);
            assert!(!headers.contains(canary), "{canary} is in a header of {}: {headers}", page.path);
        }
    }
    let kept = files(&sandbox.path(""));
    assert!(kept.iter().any(|(name, bytes)| name.ends_with("serve.log") && !bytes.is_empty()));
    assert!(kept.iter().any(|(name, _)| name.ends_with(".sqlite")));
    for (name, bytes) in kept.iter().filter(|(name, _)| !name.contains(".eml")) {
        for canary in canaries {
            assert!(!holds(bytes, canary), "{canary} is in {name}");
        }
    }
    let mails: Vec<_> = kept.iter().filter(|(name, _)| name.contains(".eml")).collect();
    assert!(mails.iter().all(|(_, mail)| !holds(mail, SAVED) && !holds(mail, &passcode)));
}
