//! The main job, end to end, told once and held against every way to reach a backend.

use std::collections::HashSet;

use crate::sandbox::{Sandbox, data};

/// Load, look, reset, prove it, tell who has no email, mail the others.
fn story(sandbox: &Sandbox) {
    let imported = sandbox.json(&["users", "import", &data("users.csv")]);
    assert_eq!((&imported["created"], &imported["problems"]), (&1200.into(), &serde_json::json!([])));

    let listed = sandbox.json(&["users", "list", "--location", "Denver", "--no-email"]);
    assert_eq!(listed["users"].as_array().unwrap().len(), 28);
    assert!(listed["users"].as_array().unwrap().iter().all(|user| user["email"].is_null()));

    let locations = sandbox.json(&["locations", "list"]);
    let count = |name: &str| {
        let locations = locations["locations"].as_array().unwrap();
        let found = locations.iter().find(|location| location["name"] == name).unwrap();
        (found["users"].as_u64().unwrap(), found["without_email"].as_u64().unwrap())
    };
    assert_eq!(count("Philadelphia HQ"), (640, 114));
    assert_eq!(count("Québec – Vieux-Port"), (60, 13));

    reset_and_prove(sandbox);
    forgot(sandbox);
}

fn reset_and_prove(sandbox: &Sandbox) {
    let reset = |file: &str| {
        let arguments =
            ["reset-password", "--location", "Oslo \"Sentrum\"", "--generate", "--secrets-out", file, "--yes"];
        let report = sandbox.json(&arguments);
        assert_eq!(report["summary"]["changed"], 90);
        std::fs::read_to_string(sandbox.path(file)).unwrap()
    };
    let first = reset("first.csv");
    let second = reset("second.csv");
    let secrets = |text: &str| -> HashSet<String> {
        text.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().to_owned()).collect()
    };
    assert_eq!(secrets(&first).len(), 90);
    assert_eq!(secrets(&first).intersection(&secrets(&second)).count(), 0);
    let accepted = |file: &str, code: i32| {
        let arguments = ["users", "sign-in", "--from-csv", file, "-o", "json"];
        let answers = sandbox.run(&arguments).ends_with(code).json();
        let answers = answers["results"].as_array().unwrap().clone();
        answers.iter().filter(|answer| answer["accepted"] == true).count()
    };
    assert_eq!(accepted("second.csv", 0), 90);
    assert_eq!(accepted("first.csv", 3), 0);
}

fn forgot(sandbox: &Sandbox) {
    let dry = sandbox.json(&["forgot-password", "--location", "Wayne, PA", "--dry-run"]);
    let summary = |document: &serde_json::Value, key: &str| document["summary"][key].as_u64().unwrap();
    assert_eq!(
        (summary(&dry, "selected"), summary(&dry, "with_email"), summary(&dry, "without_email")),
        (260, 200, 60)
    );
    assert!(dry["run_id"].is_null());
    let real = ["forgot-password", "--location", "Wayne, PA", "--yes", "-o", "json"];
    let report = sandbox.run(&real).ends_with(3).json();
    assert_eq!((summary(&report, "queued"), summary(&report, "failed")), (200, 0));
    let without = report["results"].as_array().unwrap().iter().filter(|result| result["status"] == "no_email");
    assert_eq!(without.count(), 60);
    sandbox.run(&[&real[..], &["--skip-no-email"]].concat()).succeeds();
    let runs = sandbox.json(&["runs", "list"]);
    let commands: Vec<&str> =
        runs["runs"].as_array().unwrap().iter().map(|run| run["command"].as_str().unwrap()).collect();
    assert_eq!(commands, ["forgot-password", "forgot-password", "reset-password", "reset-password", "users import"]);
}

#[cfg(feature = "server")]
#[test]
fn on_an_embedded_backend() {
    story(&Sandbox::embedded());
}

#[test]
fn over_http() {
    let mut sandbox = Sandbox::new();
    let Some(_served) = sandbox.serve(&[]) else { return };
    story(&sandbox);
}

#[cfg(not(feature = "server"))]
#[test]
fn a_build_without_the_backend_says_so() {
    let sandbox = Sandbox::new().on("embedded");
    sandbox.run(&["users", "list"]).ends_with(10).says("without the feature `server`");
    sandbox.run(&["serve"]).ends_with(10).says("without the feature `server`");
    sandbox.run(&["demo"]).ends_with(10).says("without the feature `server`");
}

#[test]
fn without_a_server_every_command_says_how_to_get_one() {
    let sandbox = Sandbox::new();
    for arguments in [&["users", "list"][..], &["reset-password", "x", "--generate", "--show"], &["locations", "list"]]
    {
        sandbox.run(arguments).ends_with(10).says("no server is configured").says("--server URL");
    }
}

#[test]
fn what_is_not_there_yet_says_so_or_does_not_parse() {
    #[cfg(not(feature = "broadworks"))]
    for server in ["ocip://host", "ocips://host:2209", "broadworks+https://xsp", "broadworks+http://xsp/path"] {
        Sandbox::new().on(server).run(&["users", "list"]).ends_with(10).says("BroadWorks");
    }
    for server in ["ftp://x", "nonsense", "embedded:", "https://me:pw@host"] {
        Sandbox::new().on(server).run(&["users", "list"]).ends_with(10);
    }
    let sandbox = Sandbox::new().on("http://127.0.0.1:1");
    for flag in ["--fallback=rest", "--encrypt-to=x", "--letters=x", "--canary=0", "--rate=1/h", "--plan="] {
        sandbox.run(&["reset-password", "x", "--generate", "--show", flag]).ends_with(2);
        sandbox.run(&["forgot-password", "x", flag]).ends_with(2);
    }
    for command in ["audit", "desk", "doctor"] {
        sandbox.run(&[command]).ends_with(2);
    }
    sandbox.run(&["runs", "resume", "x"]).ends_with(5);
}

#[test]
fn no_secret_is_taken_from_the_command_line() {
    let sandbox = Sandbox::new().on("http://127.0.0.1:1");
    sandbox.run(&["reset-password", "x", "--password", "Tulip7!Harbor"]).ends_with(2);
    sandbox.run(&["users", "sign-in", "x", "--password", "Tulip7!Harbor"]).ends_with(2);
}

#[test]
fn misuse_is_told_as_json_where_json_was_asked_for() {
    for spelled in [&["-o", "json"][..], &["-ojson"], &["-o=json"], &["-qo", "json"], &["--output=json"]] {
        let run = Sandbox::new().run(&[&["users", "list", "--nonsense"], spelled].concat()).ends_with(2);
        let error: serde_json::Value = serde_json::from_str(&run.stderr).unwrap();
        assert_eq!((&error["schema"], &error["code"]), (&"ossmosis.error/v1".into(), &"usage".into()));
    }
}
