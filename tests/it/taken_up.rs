//! Imports, emails and revoked links that are cut short: `runs resume` does the rest, and leaves what is done as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::sandbox::Sandbox;

/// The journals that there are.
fn journals(sandbox: &Sandbox) -> BTreeSet<PathBuf> {
    let folders = std::fs::read_dir(sandbox.path("state/ossmosis/runs")).into_iter().flatten();
    folders.filter_map(|entry| Some(entry.ok()?.path().join("journal"))).filter(|path| path.exists()).collect()
}

/// A run that got a signal.
struct CutShort {
    code: Option<i32>,
    report: String,
    said: String,
    /// What is listed of it.
    run: Value,
}

impl CutShort {
    fn id(&self) -> &str {
        self.run["run_id"].as_str().unwrap()
    }

    fn count(&self, key: &str) -> u64 {
        self.run[key].as_u64().unwrap()
    }
}

/// Sends a signal to a run once so many calls of it have their outcome.
fn cut_short(sandbox: &Sandbox, arguments: &[&str], signal: &str, after: usize) -> CutShort {
    cut_short_when(sandbox, arguments, signal, |outcomes| outcomes >= after)
}

/// The same when it is time, as the number of calls tells that have their outcome.
fn cut_short_when(sandbox: &Sandbox, arguments: &[&str], signal: &str, is_time: impl Fn(usize) -> bool) -> CutShort {
    let before = journals(sandbox);
    let mut child = sandbox.command(arguments).spawn().unwrap();
    let outcomes = || {
        let journal = journals(sandbox).difference(&before).next().map(std::fs::read_to_string);
        journal.map_or(0, |journal| journal.unwrap().matches("\"outcome\"").count())
    };
    while !is_time(outcomes()) {
        assert_eq!(child.try_wait().unwrap(), None, "it was over before");
    }
    let sent = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let output = child.wait_with_output().unwrap();
    let journal = journals(sandbox).difference(&before).next().cloned().unwrap();
    let run_id = journal.parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
    let runs = sandbox.json(&["runs", "list"]);
    let run = runs["runs"].as_array().unwrap().iter().find(|run| run["run_id"] == *run_id).unwrap().clone();
    let [report, said] = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    CutShort { code: output.status.code(), report, said, run }
}

fn emails(sandbox: &Sandbox) -> BTreeMap<String, String> {
    let users = sandbox.json(&["users", "list", "--all"]);
    let text = |user: &Value, key: &str| user[key].as_str().unwrap_or_default().to_owned();
    users["users"].as_array().unwrap().iter().map(|user| (text(user, "user_id"), text(user, "email"))).collect()
}

fn rows(count: usize, columns: &str, row: impl Fn(usize) -> String) -> String {
    let rows: Vec<String> = (0..count).map(row).collect();
    format!("{columns}\n{}\n", rows.join("\n"))
}

const USERS: usize = 300;

fn with_users(count: usize) -> Sandbox {
    let sandbox = Sandbox::embedded();
    let users = rows(count, "user_id,location,email", |user| format!("u{user:04},Denver,old{user}@a.example"));
    sandbox.run(&["users", "import", &sandbox.write("users.csv", users)]).succeeds();
    sandbox
}

/// A file that gives everybody another email.
fn new_emails(sandbox: &Sandbox) -> String {
    sandbox.write("emails.csv", rows(USERS, "user_id,email", |user| format!("u{user:04},new{user}@a.example")))
}

/// Mails go to a folder from here on.
fn mails_go_to_a_folder(sandbox: &Sandbox) {
    sandbox.configure(&format!("mail = \"dir:{}\"\npublic_url = \"http://127.0.0.1:8443\"", sandbox.file("mail")));
}

/// How many mails were handed over.
fn mails(sandbox: &Sandbox) -> u64 {
    std::fs::read_dir(sandbox.path("mail")).map_or(0, |mails| mails.count() as u64)
}

#[test]
fn emails_that_were_programmed_stay_and_the_others_follow() {
    for (signal, code) in [("KILL", None), ("INT", Some(130)), ("TERM", Some(130))] {
        let sandbox = with_users(USERS);
        mails_go_to_a_folder(&sandbox);
        let file = new_emails(&sandbox);
        let cut = cut_short(&sandbox, &["users", "set-emails", &file, "--yes", "-o", "json"], signal, 20);
        let (id, said) = (cut.id(), &cut.said);
        assert_eq!(cut.code, code, "{said}");
        assert_eq!((&cut.run["command"], &cut.run["state"]), (&"users set-emails".into(), &"interrupted".into()));
        let left = cut.count("left") + cut.count("unknown");
        assert!((1..USERS as u64).contains(&left), "{}", cut.run);
        if code.is_some() {
            assert!(said.contains(&format!("ossmosis runs resume {id}")), "{said}");
            let report: Value = serde_json::from_str(&cut.report).unwrap();
            let not_begun = report["problems"].as_array().unwrap().iter().filter(|row| row["code"] == "not_begun");
            assert_eq!((not_begun.count() as u64, report["skipped"].as_u64()), (left, Some(left)), "{report}");
            assert_eq!(mails(&sandbox), cut.count("done"), "whose email was changed is told so");
        }

        // Who is done is nobody's to change any more.
        let shown = sandbox.json(&["runs", "show", id]);
        let done = shown["items"].as_array().unwrap().iter().find(|item| item["outcome"] == "done").unwrap();
        let done = done["user_id"].as_str().unwrap();
        sandbox.run(&["users", "edit", done, "--email", "since@a.example"]).succeeds();
        let would = sandbox.json(&["runs", "resume", id, "--dry-run"]);
        assert_eq!(would["results"].as_array().unwrap().len() as u64, left);
        assert_eq!((&would["results"][0]["status"], &would["updated"]), (&"would_update".into(), &left.into()));
        sandbox.run(&["runs", "resume", id]).ends_with(9).says("--yes");
        let report = sandbox.run(&["runs", "resume", id, "--yes", "-o", "json"]).succeeds().json();
        assert_eq!((&report["schema"], &report["run_id"]), (&"ossmosis.import/v1".into(), &cut.run["run_id"]));
        assert_eq!((report["updated"].as_u64(), report["skipped"].as_u64()), (Some(USERS as u64), Some(0)));
        for (user, email) in emails(&sandbox) {
            let number: usize = user[1..].parse().unwrap();
            assert_eq!(
                email,
                if user == done { "since@a.example".to_owned() } else { format!("new{number}@a.example") }
            );
        }
        assert_eq!(mails(&sandbox), USERS as u64 + 1, "each change is told once");
        sandbox.run(&["runs", "resume", id, "--yes"]).succeeds().says("nothing is left");
    }
}

#[test]
fn mails_that_were_not_handed_over_when_all_was_changed_are() {
    let sandbox = with_users(USERS);
    // Who connects waits for a greeting that never comes.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("smtp://{}?tls=none", silent.local_addr().unwrap());
    let from = "mail_from = \"help@a.example\"\npublic_url = \"http://127.0.0.1:8443\"";
    sandbox.configure(&format!("mail = \"{url}\"\n{from}"));
    let file = new_emails(&sandbox);
    let cut = cut_short(&sandbox, &["users", "set-emails", &file, "--yes"], "KILL", USERS);
    assert_eq!((cut.count("done"), &cut.run["state"]), (USERS as u64, &"interrupted".into()));
    mails_go_to_a_folder(&sandbox);
    sandbox.run(&["runs", "resume", cut.id(), "--yes"]).succeeds().says("nothing is left");
    // The few that were on their way are claimed for some minutes.
    assert!(mails(&sandbox) + 10 >= USERS as u64, "{}", mails(&sandbox));
}

/// Where mails go is said by the environment, by a flag or by the configuration, and never guessed.
#[test]
fn mails_of_a_run_go_where_they_went_before() {
    let sandbox = with_users(USERS);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let silent = format!("smtp://{}?tls=none", listener.local_addr().unwrap());
    sandbox.configure("mail_from = \"help@a.example\"\npublic_url = \"http://127.0.0.1:8443\"");
    let forgot = ["forgot-password", "--all", "--yes", "--mail", &silent, "-o", "json"];
    let waiting = std::cell::OnceCell::new();
    let has_called = |_| listener.accept().is_ok_and(|connection| waiting.set(connection).is_ok());
    let cut = cut_short_when(&sandbox, &forgot, "KILL", has_called);
    assert_eq!(cut.count("done"), USERS as u64);
    let resume = ["runs", "resume", cut.id(), "--yes", "-o", "json"];
    sandbox.run(&resume).ends_with(2).says(&silent);
    assert!(!sandbox.path("data/mail").exists());
    // Those that were on their way are claimed for some minutes, and named.
    let folder = format!("dir:{}", sandbox.file("mail"));
    let report = sandbox.run(&[&resume[..], &["--mail", &folder]].concat()).ends_with(3).says("not handed over yet");
    assert_eq!(report.json()["summary"]["queued"], USERS);
    assert!(mails(&sandbox) + 10 >= USERS as u64 && mails(&sandbox) < USERS as u64, "{}", mails(&sandbox));
    let output = sandbox.command(&resume).env("OSSMOSIS_MAIL", &folder).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "they wait still");
    // So it is with the mails of any other command.
    let before = mails(&sandbox);
    let mut edit = sandbox.command(&["users", "edit", "u0000", "--email", "since@a.example"]);
    assert!(edit.env("OSSMOSIS_MAIL", &folder).output().unwrap().status.success());
    assert_eq!(mails(&sandbox), before + 1);
    assert!(!sandbox.path("data/mail").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_canary_that_fails_whatever_it_was_before_stops_the_run() {
    let sandbox = with_users(USERS);
    let file = new_emails(&sandbox);
    let cut = cut_short(&sandbox, &["users", "set-emails", &file, "--yes"], "KILL", 20);
    let db = ossmosis::db::Db::open_sqlite(&sandbox.path("data/ossmosis.sqlite")).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.execute("UPDATE users SET user_id = user_id || 'gone' WHERE email LIKE 'old%'", vec![]).await.unwrap();
    tx.commit().await.unwrap();
    let done = emails(&sandbox).values().filter(|email| email.starts_with("new")).count();
    let resume = ["runs", "resume", cut.id(), "--yes", "--canary"];
    // The first of those left may have been changed already: what they are asked for again is no failure. The second time
    // those fail who did before.
    for _ in 0..2 {
        let outcome = sandbox.run(&[&resume[..], &["80"]].concat()).ends_with(3).says("the first 80 users: ");
        assert!(outcome.stderr.contains("to do the rest: ossmosis runs resume"), "{}", outcome.stderr);
        let run = sandbox.json(&["runs", "list"])["runs"][0].clone();
        assert!(run["left"].as_u64().unwrap() > 0 && run["done"].as_u64() == Some(done as u64), "{run}");
    }
}

#[test]
fn an_import_that_was_killed_goes_on_where_it_stopped() {
    let sandbox = with_users(1);
    let columns = "user_id,location,email";
    let file = rows(2_600, columns, |user| format!("u{user:04},Denver,{}", if user == 3 { "what" } else { "" }));
    let file = sandbox.write("many.csv", file);
    let cut = cut_short(&sandbox, &["users", "import", &file, "--skip-bad", "--yes"], "KILL", 1);
    assert_eq!(cut.run["state"], "interrupted");
    assert!((500..2_599).contains(&cut.count("done")), "{}", cut.run);
    // A row was left out, as the uninterrupted command would have said.
    let report = sandbox.run(&["runs", "resume", cut.id(), "--yes", "-o", "json"]).ends_with(3).json();
    let counts = ["created", "updated", "unchanged", "skipped"].map(|key| report[key].as_u64().unwrap());
    assert_eq!(counts, [2_598, 1, 0, 1], "the whole run, and the row that was left out");
    assert_eq!(sandbox.json(&["users", "list", "--all"])["users"].as_array().unwrap().len(), 2_599);
}

#[test]
fn links_that_were_taken_back_stay_so_and_the_others_follow() {
    let sandbox = with_users(USERS);
    mails_go_to_a_folder(&sandbox);
    sandbox.run(&["forgot-password", "--all", "--yes"]).succeeds();
    let cut = cut_short(&sandbox, &["recovery", "revoke", "--all", "--yes"], "KILL", 1);
    assert_eq!((&cut.run["command"], &cut.run["state"]), (&"recovery revoke".into(), &"interrupted".into()));
    let would = sandbox.json(&["runs", "resume", cut.id(), "--dry-run"]);
    assert_eq!(would["results"][0]["status"], "would_revoke");
    let late = ["runs", "resume", cut.id(), "--yes", "--rate", "10/s", "--deadline", "1s", "-o", "json"];
    let late = sandbox.run(&late).ends_with(7);
    let counts = sandbox.json(&["runs", "list"])["runs"][0].clone();
    let left = counts["left"].as_u64().unwrap() + counts["unknown"].as_u64().unwrap();
    assert!(late.stderr.contains(&format!("stopped at its deadline, with {left} left")), "{left}: {}", late.stderr);
    let report = late.json();
    let mut failed = report["results"].as_array().unwrap().iter().filter(|result| result["status"] == "failed");
    assert!(failed.all(|result| result["error"]["code"] == "unreachable"), "who is in doubt is told why");
    let report = sandbox.run(&["runs", "resume", cut.id(), "--yes", "-o", "json"]).succeeds().json();
    let results = report["results"].as_array().unwrap();
    assert_eq!(results.len(), USERS);
    assert!(results.iter().all(|result| result["status"] == "revoked"), "{report}");
    let links = sandbox.json(&["recovery", "list"]);
    assert!(links["links"].as_array().unwrap().iter().all(|link| link["end"] == "revoked"));
}

#[test]
fn what_sets_no_secrets_takes_none_and_saves_nobody() {
    let sandbox = with_users(USERS);
    let file = new_emails(&sandbox);
    let cut = cut_short(&sandbox, &["users", "set-emails", &file, "--yes"], "KILL", 5);
    let resume = ["runs", "resume", cut.id(), "--yes"];
    sandbox.run(&[&resume[..], &["--password-stdin"]].concat()).ends_with(2).says("sets no secrets");
    sandbox.run(&[&resume[..], &["--failed-out", "f.csv"]].concat()).ends_with(2).says("runs show");
    let canary = sandbox.run(&[&resume[..], &["--canary", "2"]].concat()).succeeds();
    let _ = canary.says("the first 2 users: 2 programmed, 0 failed");
}

#[test]
fn a_disk_that_fills_up_stops_the_run_before_the_next_change() {
    let sandbox = with_users(USERS);
    let file = new_emails(&sandbox);
    let arguments = ["users", "set-emails", &file, "--yes"];
    let Some((code, said)) = sandbox.run_on_small_disk("state", "44k", &arguments) else { return };
    assert_eq!(code, Some(1), "{said}");
    let run = sandbox.json(&["runs", "list"])["runs"][0].clone();
    let id = run["run_id"].as_str().unwrap();
    assert!(said.contains("No space left") && said.contains(&format!("runs resume {id}")), "{said}");
    let programmed = emails(&sandbox).values().filter(|email| email.starts_with("new")).count() as u64;
    assert!((1..USERS as u64).contains(&programmed), "{programmed}");
    let left = run["left"].as_u64().unwrap();
    assert!(programmed + left <= USERS as u64, "{left} left, and {programmed} programmed");
    sandbox.run(&["runs", "resume", id, "--yes"]).succeeds();
    assert!(emails(&sandbox).values().all(|email| email.starts_with("new")));
}
