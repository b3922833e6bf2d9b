//! What a run can be asked for: plans, protection, a canary, a deadline, sheets to print, files for spreadsheets.

use std::time::Duration;

use crate::sandbox::Sandbox;
use crate::stub::{Behaviour, Stub};

async fn stub(users: usize) -> (Stub, Sandbox) {
    let stub = Stub::start(Behaviour { users, ..Behaviour::default() }).await;
    let sandbox = Sandbox::new().on(&stub.url());
    sandbox.write("token", "ossmosis_test");
    (stub, sandbox)
}

fn rows(sandbox: &Sandbox, name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(sandbox.path(name)).unwrap();
    text.lines().skip(1).map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn run_id(sandbox: &Sandbox) -> String {
    sandbox.json(&["runs", "list"])["runs"][0]["run_id"].as_str().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_carried_out_unless_the_selection_has_changed() {
    let (stub, sandbox) = stub(12).await;
    let planned = ["reset-password", "--all", "--exclude", "u0000003", "--generate", "--plan", "p.json"];
    let run =
        sandbox.run(&planned).succeeds().says("to carry it out: ossmosis apply p.json --generate --secrets-out FILE");
    assert!(run.stdout.contains("would_change"), "{}", run.stdout);
    assert!(stub.state().asked.is_empty(), "a plan changes nothing");
    assert!(!std::fs::read_to_string(sandbox.path("p.json")).unwrap().contains("secret"));
    sandbox.run(&planned).ends_with(2).says("exists already");
    let apply = ["apply", "p.json", "--generate", "--secrets-out", "s.csv", "--yes"];
    stub.behave(Behaviour { users: 14, ..Behaviour::default() });
    sandbox.run(&apply).ends_with(5).says("new: u0000012, u0000013");
    stub.behave(Behaviour { users: 10, ..Behaviour::default() });
    sandbox.run(&apply).ends_with(5).says("gone: u0000010, u0000011");
    assert!(stub.state().asked.is_empty() && !sandbox.path("s.csv").exists());
    stub.behave(Behaviour { users: 12, ..Behaviour::default() });
    sandbox.run(&["apply", "p.json", "--generate", "--yes"]).ends_with(2).says("--secrets-out");
    sandbox.run(&apply).succeeds();
    assert_eq!(rows(&sandbox, "s.csv").len(), 11);
    assert_eq!(sandbox.json(&["runs", "list"])["runs"][0]["command"], "apply");
    let apply = ["apply", "p.json", "--password-stdin", "--yes"];
    sandbox.run_with_input(&apply, "Tulip7!Harbor-Blue\n").ends_with(2).says("--shared");
    sandbox.run_with_input(&[&apply[..], &["--shared"]].concat(), "Tulip7!Harbor-Blue\n").succeeds();
    sandbox.write("cut.json", std::fs::read_to_string(sandbox.path("p.json")).unwrap().lines().next().unwrap());
    sandbox.run(&["apply", "cut.json", "--generate", "--show", "--yes"]).ends_with(2).says("0 of 11 items");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_canary_goes_first_and_the_others_only_if_it_lives() {
    let (stub, sandbox) = stub(40).await;
    let reset = ["reset-password", "--all", "--generate", "--secrets-out", "s.csv", "--yes", "-o", "json", "--canary"];
    let stopped = sandbox.run(&[&reset[..], &["14"]].concat()).ends_with(3).says("the first 14 users");
    let summary = stopped.json()["summary"].clone();
    let counts = ["changed", "failed", "skipped"].map(|key| summary[key].as_u64().unwrap());
    assert_eq!(counts, [13, 1, 26], "the fourteenth user is locked");
    assert_eq!(rows(&sandbox, "s.csv").len(), 13);
    assert_eq!(stub.state().made.len(), 13);
    let would = sandbox.json(&["runs", "resume", &run_id(&sandbox), "--dry-run"]);
    let results = would["results"].as_array().unwrap();
    assert_eq!((&would["dry_run"], results.len(), &results[0]["user_id"]), (&true.into(), 27, &"u0000013".into()));
    assert!(results.iter().all(|result| result["status"] == "would_change"), "{would}");
    assert_eq!(stub.state().made.len(), 13);
    // Who failed before and fails again is no better a canary.
    let again = ["runs", "resume", &run_id(&sandbox), "--yes", "--canary"];
    sandbox.run(&[&again[..], &["1"]].concat()).ends_with(3).says("the first 1 user: 0 credentials changed, 1 failed");
    assert_eq!(stub.state().made.len(), 13);
    let rest = sandbox.run(&["runs", "resume", &run_id(&sandbox), "--yes", "-o", "json"]).ends_with(3);
    assert_eq!(rest.json()["summary"]["changed"], 39);
    assert_eq!(rows(&sandbox, "s.csv").len(), 39);
    std::fs::remove_file(sandbox.path("s.csv")).unwrap();
    sandbox.run(&[&reset[..], &["5", "--exclude", "u0000013"]].concat()).succeeds();
}

#[tokio::test(flavor = "multi_thread")]
async fn at_its_deadline_a_run_begins_nothing_new() {
    let (stub, sandbox) = stub(200).await;
    stub.behave(Behaviour { users: 200, latency: Duration::from_millis(100), ..Behaviour::default() });
    let reset = ["reset-password", "--all", "--generate", "--secrets-out", "s.csv", "--yes", "-o", "json"];
    let run = sandbox.run(&[&reset[..], &["--jobs", "2", "--deadline", "300ms"]].concat()).ends_with(7);
    let run = run.says("stopped at its deadline");
    let summary = run.json()["summary"].clone();
    assert!(summary["skipped"].as_u64().unwrap() > 0 && summary["unknown"] == 0, "{summary}");
    assert_eq!(rows(&sandbox, "s.csv").len() as u64, summary["changed"].as_u64().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_chose_is_given_again_and_what_was_shown_is_drawn_anew() {
    let (stub, sandbox) = stub(60).await;
    let slow = Behaviour { users: 60, latency: Duration::from_millis(100), ..Behaviour::default() };
    stub.behave(slow.clone());
    let typed =
        ["reset-password", "--all", "--shared", "--password-stdin", "--yes", "--jobs", "1", "--deadline", "250ms"];
    sandbox.run_with_input(&typed, "Tulip7!Harbor-Blue\n").ends_with(7);
    let id = run_id(&sandbox);
    sandbox.run(&["runs", "resume", &id, "--yes"]).ends_with(2).says("--password-stdin");
    let csv = sandbox.write("few.csv", "user_id,password\nu0000000,Tulip7!Harbor-Blue\n");
    let few = sandbox.run(&["runs", "resume", &id, "--yes", "--from-csv", &csv]).ends_with(2);
    let _ = few.says("no application password is given for");
    stub.behave(Behaviour { users: 60, ..Behaviour::default() });
    sandbox.run_with_input(&["runs", "resume", &id, "--yes", "--password-stdin"], "Tulip7!Harbor-Blue\n").ends_with(3);
    assert_eq!(stub.state().made.len(), 59);
    stub.behave(slow);
    let shown = ["reset-password", "--all", "--generate", "--show", "--yes", "--jobs", "1", "--deadline", "250ms"];
    let first = sandbox.run(&[&shown[..], &["-o", "json"]].concat()).ends_with(7).json();
    stub.behave(Behaviour { users: 60, ..Behaviour::default() });
    sandbox.run(&["runs", "resume", &run_id(&sandbox), "--yes", "-o", "ids"]).ends_with(2).says("nowhere to be shown");
    let second = sandbox.run(&["runs", "resume", &run_id(&sandbox), "--yes", "-o", "json"]).ends_with(3).json();
    let told = |report: &serde_json::Value, at: usize| report["results"][at]["secret"].as_str().map(str::to_owned);
    for (at, result) in second["results"].as_array().unwrap().iter().enumerate() {
        let user = result["user_id"].as_str().unwrap();
        let secrets = [told(&first, at), told(&second, at)];
        assert_eq!(secrets.iter().flatten().count(), usize::from(result["status"] == "changed"), "{user}: shown once");
        let state = stub.state();
        let in_force = state.in_force(user, "application");
        assert!(secrets.iter().flatten().all(|secret| in_force == Some(secret)), "{user}");
    }
}

#[cfg(feature = "server")]
#[test]
fn protected_users_are_left_out_unless_they_are_meant() {
    let sandbox = Sandbox::with_sample_users();
    let ids = sandbox.run(&["users", "list", "-l", "Denver", "-o", "ids"]).succeeds().stdout;
    let ids: Vec<&str> = ids.lines().collect();
    sandbox.configure(&format!("protected = [{:?}]\n", ids[0]));
    sandbox.run(&["users", "edit", ids[1], "--protect"]).succeeds().says("is protected now");
    assert_eq!(sandbox.json(&["users", "show", ids[1]])["user"]["protected"], true);
    let reset = |out: &str, extra: &[&str]| {
        let fixed = ["reset-password", "--generate", "--secrets-out", out, "--yes", "-o", "json"];
        sandbox.run(&[&fixed, extra].concat())
    };
    let report = reset("a.csv", &["-l", "Denver"]).succeeds().json();
    assert_eq!(report["summary"]["skipped"], 2);
    assert_eq!(report["results"][0]["status"], "skipped");
    assert_eq!(report["results"][0]["error"]["code"], "protected");
    reset("b.csv", &[ids[1], ids[2]]).ends_with(3);
    assert_eq!(rows(&sandbox, "b.csv").len(), 1);
    reset("c.csv", &[ids[0], ids[1], "--include-protected"]).succeeds();
    assert_eq!(rows(&sandbox, "c.csv").len(), 2);
    let report = sandbox.run(&["forgot-password", "-l", "Denver", "--dry-run", "-o", "json"]).succeeds().json();
    assert_eq!(report["summary"]["skipped"], 2);
    sandbox.run(&["users", "edit", ids[1], "--unprotect"]).succeeds();
    assert!(sandbox.json(&["users", "show", ids[1]])["user"].get("protected").is_none());
    let list = sandbox.write("u.csv", format!("user_id,protected\n{},yes\n", ids[3]));
    sandbox.run(&["users", "import", &list, "--yes"]).succeeds();
    assert_eq!(sandbox.json(&["users", "show", ids[3]])["user"]["protected"], true);
}

#[cfg(feature = "server")]
#[test]
fn one_run_mails_links_and_resets_those_without_an_email() {
    let sandbox = Sandbox::with_sample_users();
    let forgot = ["forgot-password", "-l", "Denver", "--fallback", "reset", "--yes", "-o", "json"];
    sandbox.run(&forgot).ends_with(2).says("--secrets-out");
    sandbox.run(&["forgot-password", "-l", "Denver", "--secrets-out", "x.csv", "--yes"]).ends_with(2);
    let dry = sandbox.run(&[&forgot[..], &["--dry-run"]].concat()).succeeds().json();
    let without = dry["summary"]["without_email"].as_u64().unwrap();
    assert!(without > 0 && dry["summary"]["would_reset"] == without, "{dry}");
    let out = ["--secrets-out", "s.csv", "--letters", "l.html"];
    let report = sandbox.run(&[&forgot[..], &out].concat()).succeeds().json();
    assert_eq!(report["summary"]["fallback_reset"], without);
    assert_eq!(report["summary"]["queued"], report["summary"]["with_email"]);
    assert_eq!(rows(&sandbox, "s.csv").len() as u64, without);
    sandbox.run(&["users", "sign-in", "--from-csv", "s.csv"]).succeeds();
    let letters = std::fs::read_to_string(sandbox.path("l.html")).unwrap();
    for row in rows(&sandbox, "s.csv") {
        assert!(letters.contains(&row[0]), "a slip for {}", row[0]);
    }
    let links = std::fs::read_dir(sandbox.path("data/mail")).unwrap().count() as u64;
    assert_eq!(links, report["summary"]["queued"].as_u64().unwrap());
    let shown = sandbox.json(&["runs", "show", &run_id(&sandbox)]);
    for item in shown["items"].as_array().unwrap() {
        assert_eq!(
            item["secrets_file"].is_string(),
            item["credential"] == "application",
            "a link has no secret: {item}"
        );
    }
    sandbox.run(&["runs", "resume", &run_id(&sandbox), "--dry-run"]).succeeds().says("nothing is left");
    let cut = ["--secrets-out", "cut.csv", "--rate", "1/m", "--deadline", "1s"];
    let done = sandbox.run(&[&forgot[..], &cut].concat()).ends_with(7).json()["summary"].clone();
    let would = sandbox.json(&["runs", "resume", &run_id(&sandbox), "--dry-run"])["summary"].clone();
    let of = |summary: &serde_json::Value, key: &str| summary[key].as_u64().unwrap();
    assert_eq!(of(&would, "would_send"), of(&done, "with_email") - of(&done, "queued"));
    assert_eq!(of(&would, "would_reset"), without - of(&done, "fallback_reset"));
}

#[cfg(feature = "server")]
#[test]
fn secrets_come_as_people_need_them() {
    let sandbox = Sandbox::with_sample_users();
    let fixed = ["reset-password", "-l", "Denver", "-c", "both", "--generate", "--yes"];
    let out = ["--secrets-out", "s.csv", "--excel", "--letters", "l.html", "--style", "phone"];
    sandbox.run(&[&fixed[..], &out].concat()).succeeds();
    let text = std::fs::read_to_string(sandbox.path("s.csv")).unwrap();
    assert!(text.starts_with('\u{feff}'));
    assert!(text.lines().filter(|line| line.contains("voice-portal")).all(|line| line.ends_with("\"\"\"")), "{text}");
    let letters = std::fs::read(sandbox.path("l.html")).unwrap();
    let id = run_id(&sandbox);
    let again = ["runs", "letters", &id, "--secrets", "s.csv"];
    assert_eq!(sandbox.run(&again).succeeds().stdout.into_bytes(), letters);
    sandbox.run(&[&again[..], &["--out", "m.html"]].concat()).succeeds();
    assert_eq!(std::fs::read(sandbox.path("m.html")).unwrap(), letters);
    sandbox.run(&[&again[..], &["--out", "m.html"]].concat()).ends_with(2);
    sandbox.run(&["runs", "letters", &id, "--secrets", "l.html"]).ends_with(2).says("no file of new secrets");
    let out = ["runs", "letters", &id, "--secrets", "l.html", "--out", "none.html"];
    sandbox.run(&out).ends_with(2).says("l.html cannot be used: it is no file of new secrets");
    assert!(!sandbox.path("none.html").exists());
    sandbox.run(&[&fixed[..], &["--secrets-out", "t.csv", "--letters", "l.html"]].concat()).ends_with(2);
    assert!(!sandbox.path("t.csv").exists());
    // Not even what a sheet is called while it is written.
    sandbox.write("n.html.new", "precious");
    sandbox.run(&[&fixed[..], &["--secrets-out", "t.csv", "--letters", "n.html"]].concat()).ends_with(2);
    assert_eq!(std::fs::read_to_string(sandbox.path("n.html.new")).unwrap(), "precious");
}

#[cfg(not(feature = "age"))]
#[tokio::test(flavor = "multi_thread")]
async fn a_build_without_age_says_how_to_get_it() {
    let (stub, sandbox) = stub(3).await;
    let reset = ["reset-password", "--all", "--generate", "--secrets-out", "s.age", "--yes", "--encrypt-to", "age1x"];
    sandbox.run(&reset).ends_with(10).says("--features age");
    assert!(stub.state().asked.is_empty() && !sandbox.path("s.age").exists());
}
