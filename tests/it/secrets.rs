//! Where secrets come from, where they go, and where they must never be.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::sandbox::{Sandbox, data};

/// Somebody of the sample data, at Denver, without siblings in their id.
const USER: &str = "4842531928";

fn signs_in(sandbox: &Sandbox, user: &str, secret: &str) -> bool {
    let run = sandbox.run_with_input(&["users", "sign-in", user, "--password-stdin", "-o", "json"], secret);
    let accepted = run.json()["results"][0]["accepted"] == true;
    assert_eq!(run.code, if accepted { 0 } else { 6 });
    accepted
}

#[test]
fn generated_secrets_are_in_a_file_for_one_reader_before_they_are_in_force() {
    let sandbox = Sandbox::with_sample_users();
    let arguments = [
        "reset-password",
        "--location",
        "Remote",
        "--credential",
        "both",
        "--generate",
        "--secrets-out",
        "s.csv",
        "-y",
    ];
    sandbox.run(&arguments).succeeds();
    let mode = sandbox.path("s.csv").metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let text = std::fs::read_to_string(sandbox.path("s.csv")).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    assert_eq!(rows.len(), 20);
    assert!(
        rows.chunks(2)
            .all(|pair| pair[0][0] == pair[1][0] && pair[0][1] == "application" && pair[1][1] == "voice-portal")
    );
    let answers = sandbox.json(&["users", "sign-in", "--from-csv", "s.csv"]);
    for answer in answers["results"].as_array().unwrap() {
        assert_eq!(answer["accepted"], true);
        assert_eq!(answer["must_change"], answer["credential"] == "voice-portal");
    }
}

#[test]
fn an_existing_file_is_never_overwritten_and_nothing_is_sent() {
    let sandbox = Sandbox::with_sample_users();
    sandbox.write("there.csv", "precious");
    sandbox
        .run(&["reset-password", USER, "--generate", "--secrets-out", "there.csv"])
        .ends_with(2)
        .says("exists already");
    assert_eq!(std::fs::read_to_string(sandbox.path("there.csv")).unwrap(), "precious");
    std::os::unix::fs::symlink("nowhere", sandbox.path("link.csv")).unwrap();
    sandbox.run(&["reset-password", USER, "--generate", "--secrets-out", "link.csv"]).ends_with(2);
    let missing = ["reset-password", USER, "--generate", "--secrets-out", "no/such/folder/s.csv"];
    sandbox.run(&missing).ends_with(1).says("cannot be written");
    let shown = sandbox.json(&["users", "show", USER]);
    assert_eq!(shown["credentials"][0]["set"], false, "something was sent");
}

#[test]
fn two_files_are_not_made_at_one_place() {
    let sandbox = Sandbox::with_sample_users();
    let reset = ["reset-password", USER, "--generate", "--secrets-out", "s.csv", "--yes"];
    for other in ["--letters", "--failed-out"] {
        sandbox.run(&[&reset[..], &[other, "./s.csv"]].concat()).ends_with(2).says("name the same file");
    }
    let forgot = ["forgot-password", "--all", "--yes", "--no-email-out", "x.csv", "--failed-out", "x.csv"];
    sandbox.run(&forgot).ends_with(2).says("--failed-out and --no-email-out");
    assert!(!sandbox.path("s.csv").exists() && !sandbox.path("x.csv").exists());
}

#[test]
fn generated_secrets_need_somewhere_to_go() {
    let sandbox = Sandbox::with_sample_users();
    sandbox.run(&["reset-password", USER, "--generate"]).ends_with(2).says("--secrets-out");
    let shown = sandbox.json(&["reset-password", USER, "--generate", "--show"]);
    let secret = shown["results"][0]["secret"].as_str().unwrap();
    assert!(signs_in(&sandbox, USER, secret));
    let hidden = sandbox.json(&["reset-password", USER, "--generate", "--secrets-out", "s.csv"]);
    assert!(hidden["results"][0].get("secret").is_none());
    sandbox.run(&["reset-password", USER, "--generate", "--show", "-o", "ids"]).ends_with(2).says("nowhere");
    sandbox.run(&["reset-password", USER, "--generate", "--secrets-out", "-"]).ends_with(2).says("--show");
    sandbox.run(&["reset-password", USER, "--generate", "--shared", "--show"]).ends_with(2);
    let csv = sandbox.run(&["reset-password", USER, "--generate", "--secrets-out", "t.csv", "-o", "csv"]).succeeds();
    assert!(csv.stdout.starts_with("user_id,credential,status,error\n"), "{}", csv.stdout);
    let dry = sandbox.json(&["reset-password", "--location", "Denver", "--generate", "--dry-run"]);
    assert_eq!((&dry["summary"]["would_change"], &dry["run_id"]), (&140.into(), &serde_json::Value::Null));
}

#[test]
fn secrets_shown_to_nobody_are_no_success() {
    let sandbox = Sandbox::with_sample_users();
    let mut child = sandbox.command(&["reset-password", USER, "--generate", "--show"]).spawn().unwrap();
    drop(child.stdout.take());
    let run = child.wait_with_output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stderr).contains("nobody has seen"));
}

#[test]
fn secrets_that_may_be_in_force_are_not_overwritten() {
    let sandbox = Sandbox::with_sample_users();
    sandbox.write("s.csv.unresolved", "precious");
    sandbox
        .run(&["reset-password", USER, "--generate", "--secrets-out", "s.csv"])
        .ends_with(2)
        .says("s.csv.unresolved");
    assert_eq!(std::fs::read_to_string(sandbox.path("s.csv.unresolved")).unwrap(), "precious");
}

#[test]
fn without_its_key_a_database_is_not_opened() {
    let sandbox = Sandbox::with_sample_users();
    std::fs::remove_file(sandbox.path("data/secret.key")).unwrap();
    sandbox.run(&["users", "list"]).ends_with(10).says("secret.key");
    assert!(!sandbox.path("data/secret.key").exists(), "a new key was made in its place");
}

#[test]
fn a_typed_secret_is_checked_before_anything_is_sent() {
    let sandbox = Sandbox::with_sample_users();
    let set = |input: &str, extra: &[&str]| {
        let arguments = [&["reset-password", USER, "--password-stdin", "-o", "json"], extra].concat();
        sandbox.run_with_input(&arguments, input)
    };
    let refused = set("abc\n", &[]).ends_with(6);
    let document = refused.json();
    assert!(document["run_id"].is_null());
    let error = &document["results"][0]["error"];
    assert_eq!(error["code"], "refused_by_rules");
    assert_eq!(
        error["rules"],
        serde_json::json!(["min_length", "min_upper", "min_digits", "min_special", "max_sequence"])
    );
    assert!(refused.stderr.contains("ossmosis.error/v1"));
    let weak = set("Password1!\n", &[]).ends_with(6);
    assert_eq!(weak.json()["results"][0]["error"]["code"], "too_weak");
    assert!(weak.stderr.contains("\"code\":\"too_weak\""), "{}", weak.stderr);
    set("Password1!\n", &["--allow-weak"]).succeeds();
    assert!(signs_in(&sandbox, USER, "Password1!"));
    set("Tulip7!Harbor", &[]).succeeds();
    assert!(signs_in(&sandbox, USER, "Tulip7!Harbor"));
    // The last password again: only the server can tell.
    let again = set("Tulip7!Harbor", &[]).ends_with(6).json();
    assert_eq!(again["results"][0]["error"]["rules"], serde_json::json!(["not_previous"]));
    set("one\ntwo\n", &[]).ends_with(2).says("2 lines");
}

#[test]
fn one_secret_for_many_has_to_be_meant() {
    let sandbox = Sandbox::with_sample_users();
    let arguments = ["reset-password", "--location", "Remote", "--password-stdin", "--yes"];
    sandbox.run_with_input(&arguments, "Tulip7!Harbor\n").ends_with(2).says("--shared");
    sandbox.run_with_input(&[&arguments[..], &["--shared"]].concat(), "Tulip7!Harbor\n").succeeds();
    let both = ["reset-password", USER, "--credential", "both", "--password-file", "two"];
    sandbox.write("two", "Garden4#Lantern\n481236\n");
    sandbox.run(&both).succeeds();
    assert!(signs_in(&sandbox, USER, "Garden4#Lantern"));
}

#[test]
fn a_file_of_chosen_secrets_is_a_selection_of_its_own() {
    let sandbox = Sandbox::with_sample_users();
    let file = "user_id,password,credential\n4842531928,Tulip7!Harbor,\n4842532525,481236,voice-portal\n";
    let file = sandbox.write("chosen.csv", file);
    let report = sandbox.json(&["reset-password", "--from-csv", &file, "--yes"]);
    assert_eq!((&report["summary"]["selected"], &report["summary"]["changed"]), (&2.into(), &2.into()));
    assert_eq!(report["results"][0]["user_id"], "4842531928");
    let narrowed = ["reset-password", "4842532525", "--from-csv", &file, "--dry-run"];
    assert_eq!(sandbox.json(&narrowed)["summary"]["would_change"], 1);
    sandbox.run(&["reset-password", "--search", "4", "--from-csv", &file]).ends_with(2).says("at least 2 characters");
    let run = |content: &str| {
        let file = sandbox.write("bad.csv", content);
        sandbox.run(&["reset-password", "--from-csv", &file, "--yes", "-o", "json"])
    };
    run("user_id,password\n4842531928,Tulip7!Harbor\n4842531928,Garden4#Lantern\n").ends_with(2).says("twice");
    run("user_id,password\ndave,Tulip7!Harbor\n").ends_with(5).says("dave");
    run("user_id,password\n4.84E+09,Tulip7!Harbor\n").ends_with(2).says("exponent");
    run("user_id,secret,credential\n4842531928,x,pager\n").ends_with(2).says("pager");
    let mixed = run("user_id,password\n4842531928,Harbor9~Violin\n4842532525,abc\n").ends_with(6).json();
    assert_eq!((&mixed["summary"]["failed"], &mixed["summary"]["skipped"]), (&1.into(), &1.into()));
    assert!(!signs_in(&sandbox, "4842531928", "Harbor9~Violin"), "half a refused file was applied");
}

#[test]
fn must_change_is_as_asked() {
    let sandbox = Sandbox::with_sample_users();
    let must_change = |extra: &[&str]| {
        let arguments =
            [&["reset-password", USER, "--credential", "both", "--generate", "--show", "-o", "json"], extra];
        sandbox.run(&arguments.concat()).succeeds();
        let shown = sandbox.json(&["users", "show", USER]);
        [0, 1].map(|kind| shown["credentials"][kind]["must_change"].as_bool().unwrap())
    };
    assert_eq!(must_change(&[]), [false, true]);
    assert_eq!(must_change(&["--must-change"]), [true, true]);
    assert_eq!(must_change(&["--no-must-change"]), [false, false]);
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.flat_map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { vec![entry.path()] }).collect()
}

#[test]
fn a_planted_secret_is_in_no_file_and_no_log() {
    plant(&Sandbox::with_sample_users());
}

#[test]
fn nor_where_it_crosses_the_network() {
    let mut sandbox = Sandbox::new();
    let _served = sandbox.serve(&[]).unwrap();
    sandbox.run(&["users", "import", &data("users.csv")]).succeeds();
    let token = std::fs::read_to_string(sandbox.path("token")).unwrap();
    let log = plant(&sandbox);
    assert!(!log.contains(token.trim()), "the token is in the log");
}

/// Sets a secret with every diagnostic on, and looks for it everywhere. Returns the diagnostics.
fn plant(sandbox: &Sandbox) -> String {
    let canary = "Kanarie7!Vogel";
    let mut command = sandbox.command(&["reset-password", USER, "--password-stdin"]);
    command.env("OSSMOSIS_LOG", "trace").stdin(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), canary.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let holds = |bytes: &[u8]| bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
    assert!(!holds(&output.stdout) && !holds(&output.stderr), "the secret is in the output");
    assert!(signs_in(sandbox, USER, canary));
    for file in files(&sandbox.path("")) {
        assert!(!holds(&std::fs::read(&file).unwrap()), "the secret is in {}", file.display());
    }
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(log.contains("DEBUG"), "nothing was logged, so nothing was shown");
    log
}
