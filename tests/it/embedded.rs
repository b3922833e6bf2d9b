//! What an embedded backend and the tool's own files come to.

use crate::sandbox::Sandbox;

#[test]
fn the_demo_runs_twice_and_leaves_other_folders_alone() {
    let sandbox = Sandbox::new();
    for _ in 0..2 {
        let run = sandbox.run(&["demo", "--dir", "tour"]).succeeds();
        for step in ["users import", "users list", "--dry-run", "--secrets-out", "users sign-in", "forgot-password"] {
            assert!(run.stderr.contains(step), "the tour shows no {step}:\n{}", run.stderr);
        }
        assert!(run.stderr.contains("4 files"));
    }
    sandbox.write("precious", "x");
    sandbox.run(&["demo", "--dir", "."]).ends_with(2).says("not empty");
    assert!(sandbox.path("precious").exists());
}

#[test]
fn the_configuration_is_made_shown_and_believed() {
    let sandbox = Sandbox::new();
    let path = sandbox.run(&["config", "path"]).succeeds().stdout;
    assert_eq!(path.trim(), sandbox.file("config.toml"));
    sandbox.run(&["config", "init"]).ends_with(2).says("exists already");
    std::fs::remove_file(sandbox.path("config.toml")).unwrap();
    sandbox.run(&["config", "init", "--server", "embedded"]).succeeds();
    let shown = sandbox.json(&["config", "show"]);
    let server = &shown["settings"].as_array().unwrap()[0];
    assert_eq!(
        (&server["key"], &server["value"], &server["origin"]),
        (&"server".into(), &"embedded".into(), &"file".into())
    );
    sandbox.run(&["users", "list"]).succeeds();
    sandbox.write("config.toml", "sever = \"embedded\"\n");
    sandbox.run(&["users", "list"]).ends_with(10).says("sever");
    sandbox.write("config.toml", "[profiles.prod]\nserver = \"embedded\"\n");
    sandbox.run(&["users", "list"]).ends_with(10);
    sandbox.run(&["users", "list", "--profile", "prod"]).succeeds();
    sandbox.run(&["users", "list", "--profile", "test"]).ends_with(10).says("prod");
}

#[test]
fn rules_of_a_location_come_from_the_backend_and_bind() {
    let sandbox = Sandbox::with_sample_users();
    sandbox.configure("[rules.locations.\"Denver\".application]\nmin_length = 20\n");
    let shown = sandbox.json(&["rules", "show", "--location", "denver"]);
    assert_eq!(
        (&shown["location"], &shown["credentials"]["application"]["min_length"]),
        (&"Denver".into(), &20.into())
    );
    assert_eq!(sandbox.json(&["rules", "show"])["credentials"]["application"]["min_length"], 8);
    let user = sandbox.run(&["users", "list", "-l", "Denver", "-o", "ids"]).succeeds();
    let user = user.stdout.lines().next().unwrap().to_owned();
    let set = ["reset-password", &user, "--password-stdin"];
    sandbox.run_with_input(&set, "Tulip7!Harbor\n").ends_with(6).says("at least 20");
    let generated = sandbox.json(&["reset-password", &user, "--generate", "--show"]);
    assert_eq!(generated["results"][0]["secret"].as_str().unwrap().len(), 20);
    let check = ["rules", "check", "--user", &user, "--credential", "voice-portal", "-o", "json"];
    let extension = sandbox.json(&["users", "list", &user])["users"][0]["extension"].as_str().unwrap().to_owned();
    let verdict = sandbox.run_with_input(&check, extension).ends_with(6).json();
    assert!(verdict["results"][0]["violations"].to_string().contains("not_own_number"));
    assert_eq!(verdict["results"][0]["unchecked"], serde_json::json!(["not_previous"]));
}

#[test]
fn a_run_can_be_looked_at_afterwards() {
    let sandbox = Sandbox::with_sample_users();
    let reset = ["reset-password", "-l", "Remote", "--generate", "--secrets-out", "s.csv", "--yes"];
    let run_id = sandbox.json(&reset)["run_id"].as_str().unwrap().to_owned();
    let run = sandbox.json(&["runs", "show", &run_id]);
    assert_eq!((&run["run"]["state"], &run["run"]["done"]), (&"done".into(), &10.into()));
    assert_eq!(run["items"][0]["outcome"], "done");
    let runs = sandbox.json(&["runs", "list"]);
    assert_eq!(runs["schema"], "ossmosis.runs/v1");
    assert_eq!(runs["runs"][0]["run_id"], run_id.as_str());
    sandbox.run(&["runs", "show", "nope"]).ends_with(5);
    let journal = std::fs::read_to_string(sandbox.path("state/ossmosis/runs").join(&run_id).join("journal")).unwrap();
    let secrets = std::fs::read_to_string(sandbox.path("s.csv")).unwrap();
    for secret in secrets.lines().skip(1).map(|line| line.rsplit(',').next().unwrap()) {
        assert!(!journal.contains(secret), "a secret is in the journal");
    }
}

#[test]
fn a_run_that_is_killed_is_told_as_interrupted() {
    let sandbox = Sandbox::with_sample_users();
    // Costly hashing, so that the run lasts long enough to be killed within.
    sandbox.write("config.toml", "[hashing]\nmemory_kib = 65536\niterations = 3\n");
    let arguments = ["reset-password", "--all", "--generate", "--secrets-out", "s.csv", "--yes"];
    let mut child = sandbox.command(&arguments).spawn().unwrap();
    let runs = sandbox.path("state/ossmosis/runs");
    let is_under_way = || {
        let folders = std::fs::read_dir(&runs).unwrap().map(|entry| entry.unwrap().path().join("journal"));
        let texts: Vec<String> = folders.map(|path| std::fs::read_to_string(path).unwrap_or_default()).collect();
        texts.iter().any(|text| text.contains("reset-password") && text.contains("\"about\""))
    };
    while !is_under_way() {
        assert!(child.try_wait().unwrap().is_none(), "the run was over too soon");
        std::thread::yield_now();
    }
    let running = sandbox.json(&["runs", "list"])["runs"][0]["state"].clone();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(running, "running");
    let cut = sandbox.json(&["runs", "list"])["runs"][0].clone();
    assert_eq!(cut["state"], "interrupted");
    assert!(cut["left"].as_u64().unwrap() > 0);
    let secrets = std::fs::read_to_string(sandbox.path("s.csv")).unwrap();
    let about_to = 1200 - cut["left"].as_u64().unwrap();
    assert!(secrets.lines().count() as u64 > about_to, "what was about to be set is on disk");
}

#[test]
fn a_first_interrupt_finishes_what_is_under_way() {
    let sandbox = Sandbox::with_sample_users();
    sandbox.write("config.toml", "[hashing]\nmemory_kib = 65536\niterations = 3\n");
    let arguments = ["reset-password", "--all", "--generate", "--secrets-out", "s.csv", "--yes", "-o", "json"];
    let child = sandbox.command(&arguments).spawn().unwrap();
    while !sandbox.path("s.csv").exists() {
        std::thread::yield_now();
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    let pid = child.id().to_string();
    assert!(std::process::Command::new("sh").args(["-c", &format!("kill -INT {pid}")]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let changed = report["summary"]["changed"].as_u64().unwrap();
    assert!(changed < 1200 && report["summary"]["unknown"] == 0, "{}", report["summary"]);
    let secrets = std::fs::read_to_string(sandbox.path("s.csv")).unwrap();
    assert_eq!(secrets.lines().count() as u64, changed + 1, "the file holds exactly what is in force");
    assert_eq!(sandbox.json(&["runs", "list"])["runs"][0]["state"], "interrupted");
}

#[test]
fn users_are_edited_one_by_one() {
    let sandbox = Sandbox::with_sample_users();
    sandbox.run(&["users", "edit", "4842531928", "--email", "no-address"]).ends_with(2).says("no email address");
    sandbox.run(&["users", "edit", "4842531928", "--email", "a@b.example\r\nBcc: x@y.example"]).ends_with(2);
    sandbox.run(&["users", "edit", "4842531928"]).ends_with(2);
    sandbox.run(&["users", "edit", "4842531928", "--email", "ines@acme.example"]).succeeds();
    assert_eq!(sandbox.json(&["users", "show", "4842531928"])["user"]["email"], "ines@acme.example");
    sandbox.run(&["users", "edit", "4842531928", "--clear-email"]).succeeds();
    assert!(sandbox.json(&["users", "show", "4842531928"])["user"]["email"].is_null());
}

#[test]
fn more_failures_than_allowed_stop_a_run() {
    let sandbox = Sandbox::with_sample_users();
    let password = sandbox.write("password", "Tulip7!Harbor\n");
    let all = ["reset-password", "-l", "Wayne, PA", "--password-file", &password, "--shared", "--yes", "-o", "json"];
    sandbox.run(&all).succeeds();
    // The same again: each is refused, for it is the last one.
    let summary = |extra: &[&str]| sandbox.run(&[&all[..], extra].concat()).ends_with(3).json()["summary"].clone();
    let everybody = summary(&[]);
    assert_eq!((&everybody["failed"], &everybody["skipped"]), (&everybody["selected"], &0.into()));
    for stopping in [&["--max-failures", "12"][..], &["--max-failures", "5%"], &["--fail-fast"]] {
        let stopped = summary(&[&["--jobs", "1"], stopping].concat());
        assert!(stopped["failed"].as_u64().unwrap() <= 20 && stopped["skipped"].as_u64().unwrap() > 0, "{stopped}");
    }
    sandbox.run(&[&all[..], &["--max-failures", "x"]].concat()).ends_with(2);
}

#[test]
fn those_who_were_not_served_are_saved_for_another_try() {
    let sandbox = Sandbox::with_sample_users();
    let password = sandbox.write("password", "Tulip7!Harbor\n");
    let reset = |extra: &[&str]| {
        let fixed = ["reset-password", "--password-file", &password, "--shared", "--yes"];
        sandbox.run(&[&fixed[..], extra].concat())
    };
    reset(&["-l", "Wayne, PA", "--failed-out", "failed.csv"]).succeeds();
    assert!(!sandbox.path("failed.csv").exists(), "nobody was left");
    let run = reset(&["-l", "Wayne, PA", "4842532525", "--failed-out", "failed.csv"]).ends_with(3);
    let count = sandbox.run(&["users", "list", "-l", "Wayne, PA", "-o", "ids"]).succeeds().stdout.lines().count();
    run.says(&format!("{count} × refused_by_rules")).says("--users-file failed.csv --id-column user_id");
    reset(&["4842532525", "--failed-out", "failed.csv"]).ends_with(2).says("exists already");
    let saved = std::fs::read_to_string(sandbox.path("failed.csv")).unwrap();
    assert!(saved.starts_with("user_id,credential,status,code,message\n"), "{saved}");
    assert!(!saved.contains("4842532525") && !saved.contains("Tulip7"));
    let again = ["--users-file", "failed.csv", "--id-column", "user_id", "--dry-run", "-o", "json"];
    assert_eq!(reset(&again).succeeds().json()["summary"]["selected"], count);
}
