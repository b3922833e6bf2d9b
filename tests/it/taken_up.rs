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

/// Sends a signal to a run once so many calls of it have their outcome; then its exit code, what it said, and what is
/// listed of it.
fn cut_short(sandbox: &Sandbox, arguments: &[&str], signal: &str, after: usize) -> (Option<i32>, String, Value) {
    let before = journals(sandbox);
    let mut child = sandbox.command(arguments).spawn().unwrap();
    let outcomes = || {
        let journal = journals(sandbox).difference(&before).next().map(std::fs::read_to_string);
        journal.map_or(0, |journal| journal.unwrap().matches("\"outcome\"").count())
    };
    while outcomes() < after {
        assert_eq!(child.try_wait().unwrap(), None, "it was over before");
    }
    let sent = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    let output = child.wait_with_output().unwrap();
    let journal = journals(sandbox).difference(&before).next().cloned().unwrap();
    let run_id = journal.parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
    let runs = sandbox.json(&["runs", "list"]);
    let run = runs["runs"].as_array().unwrap().iter().find(|run| run["run_id"] == *run_id).unwrap().clone();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned(), run)
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

#[test]
fn emails_that_were_programmed_stay_and_the_others_follow() {
    for (signal, code) in [("KILL", None), ("INT", Some(130)), ("TERM", Some(130))] {
        let sandbox = with_users(USERS);
        let file = rows(USERS, "user_id,email", |user| format!("u{user:04},new{user}@a.example"));
        let file = sandbox.write("emails.csv", file);
        let (ended, said, run) = cut_short(&sandbox, &["users", "set-emails", &file, "--yes"], signal, 20);
        assert_eq!(ended, code, "{said}");
        let id = run["run_id"].as_str().unwrap();
        assert!(code.is_none() || said.contains(&format!("ossmosis runs resume {id}")), "{said}");
        assert_eq!((run["command"].as_str(), run["state"].as_str()), (Some("users set-emails"), Some("interrupted")));
        let left = run["left"].as_u64().unwrap() + run["unknown"].as_u64().unwrap();
        assert!((1..USERS as u64).contains(&left), "{run}");

        // Who is done is nobody's to change any more.
        sandbox.run(&["users", "edit", "u0000", "--email", "since@a.example"]).succeeds();
        let would = sandbox.json(&["runs", "resume", id, "--dry-run"]);
        assert_eq!(would["results"].as_array().unwrap().len() as u64, left);
        assert_eq!(
            (would["results"][0]["status"].as_str(), would["updated"].as_u64()),
            (Some("would_update"), Some(left))
        );
        sandbox.run(&["runs", "resume", id]).ends_with(9).says("--yes");
        let outcome = sandbox.run(&["runs", "resume", id, "--yes", "-o", "json"]).succeeds();
        let report = outcome.json();
        assert_eq!((&report["schema"], &report["run_id"]), (&"ossmosis.import/v1".into(), &run["run_id"]));
        assert_eq!((report["updated"].as_u64(), report["skipped"].as_u64()), (Some(USERS as u64), Some(0)));
        let found = emails(&sandbox);
        assert_eq!(found["u0000"], "since@a.example");
        for user in 1..USERS {
            assert_eq!(found[&format!("u{user:04}")], format!("new{user}@a.example"));
        }
        sandbox.run(&["runs", "resume", id, "--yes"]).succeeds().says("nothing is left");
    }
}

#[test]
fn an_import_that_was_killed_goes_on_where_it_stopped() {
    let sandbox = with_users(1);
    let columns = "user_id,location,email";
    let file = rows(2_600, columns, |user| format!("u{user:04},Denver,{}", if user == 3 { "what" } else { "" }));
    let file = sandbox.write("many.csv", file);
    let import = ["users", "import", &file, "--skip-bad", "--yes"];
    let (_, _, run) = cut_short(&sandbox, &import, "KILL", 1);
    assert_eq!(run["state"], "interrupted");
    let id = run["run_id"].as_str().unwrap();
    assert!(run["done"].as_u64().unwrap() >= 500 && run["done"].as_u64().unwrap() < 2_599, "{run}");
    let report = sandbox.run(&["runs", "resume", id, "--yes", "-o", "json"]).succeeds().json();
    let counts = ["created", "updated", "unchanged", "skipped"].map(|key| report[key].as_u64().unwrap());
    assert_eq!(counts, [2_598, 1, 0, 1], "the whole run, and the row that was left out");
    assert_eq!(sandbox.json(&["users", "list", "--all"])["users"].as_array().unwrap().len(), 2_599);
}

#[test]
fn links_that_were_taken_back_stay_so_and_the_others_follow() {
    let sandbox = with_users(USERS);
    let mail = format!("dir:{}", sandbox.file("mail"));
    let mail = ["--mail", &mail, "--public-url", "http://127.0.0.1:8443"];
    sandbox.run(&[&["forgot-password", "--all", "--yes"], &mail[..]].concat()).succeeds();
    let (_, _, run) = cut_short(&sandbox, &["recovery", "revoke", "--all", "--yes"], "KILL", 1);
    assert_eq!((run["command"].as_str(), run["state"].as_str()), (Some("recovery revoke"), Some("interrupted")));
    let id = run["run_id"].as_str().unwrap();
    let would = sandbox.json(&["runs", "resume", id, "--dry-run"]);
    assert_eq!(would["results"][0]["status"], "would_revoke");
    let report = sandbox.run(&["runs", "resume", id, "--yes", "-o", "json"]).succeeds().json();
    let results = report["results"].as_array().unwrap();
    assert_eq!(results.len(), USERS);
    assert!(results.iter().all(|result| result["status"] == "revoked"), "{report}");
    let links = sandbox.json(&["recovery", "list"]);
    assert!(links["links"].as_array().unwrap().iter().all(|link| link["end"] == "revoked"));
}

#[test]
fn what_sets_no_secrets_takes_none_and_saves_nobody() {
    let sandbox = with_users(USERS);
    let file = rows(USERS, "user_id,email", |user| format!("u{user:04},new{user}@a.example"));
    let file = sandbox.write("emails.csv", file);
    let (_, _, run) = cut_short(&sandbox, &["users", "set-emails", &file, "--yes"], "KILL", 5);
    let resume = ["runs", "resume", run["run_id"].as_str().unwrap(), "--yes"];
    sandbox.run(&[&resume[..], &["--password-stdin"]].concat()).ends_with(2).says("sets no secrets");
    sandbox.run(&[&resume[..], &["--failed-out", "f.csv"]].concat()).ends_with(2).says("runs show");
    sandbox
        .run(&[&resume[..], &["--canary", "2"]].concat())
        .succeeds()
        .says("the first 2 users: 2 programmed, 0 failed");
}

#[test]
fn a_disk_that_fills_up_stops_the_run_before_the_next_change() {
    let sandbox = with_users(USERS);
    let file = rows(USERS, "user_id,email", |user| format!("u{user:04},new{user}@a.example"));
    let file = sandbox.write("emails.csv", file);
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
