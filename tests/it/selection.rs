//! Selecting users: every way to name them, and what unknown and ambiguous names come to.

use crate::sandbox::Sandbox;

fn ids(sandbox: &Sandbox, arguments: &[&str]) -> Vec<String> {
    let run = sandbox.run(&[&["users", "list", "-o", "ids", "-q"], arguments].concat()).succeeds();
    run.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn a_user_answers_to_id_number_extension_and_email() {
    let sandbox = Sandbox::with_sample_users();
    for handle in ["4842532525", "(484) 253-2525", "+1 484.253.2525", "AMARA.jones2@acme.example"] {
        assert_eq!(ids(&sandbox, &[handle]), ["4842532525"], "{handle}");
    }
    let two = ids(&sandbox, &["4842532525", "4842531928", "amara.jones2@acme.example"]);
    assert_eq!(two, ["4842532525", "4842531928"], "in the order named, each once");
}

#[test]
fn sources_add_up_and_filters_narrow() {
    let sandbox = Sandbox::with_sample_users();
    assert_eq!(ids(&sandbox, &[]).len(), 1200);
    assert_eq!(ids(&sandbox, &["-l", "Denver", "-l", "remote"]).len(), 150);
    assert_eq!(ids(&sandbox, &["-l", "Denver", "--all"]).len(), 1200);
    assert_eq!(ids(&sandbox, &["-l", "Denver", "--has-email"]).len(), 112);
    let sales = ids(&sandbox, &["--department", "Sales"]).len();
    let in_both = ids(&sandbox, &["--department", "Sales", "-l", "Denver"]).len();
    assert!(sales < in_both && in_both < sales + 140, "{sales} and {in_both}");
    let all = ids(&sandbox, &["-l", "Remote"]);
    assert_eq!(ids(&sandbox, &["-l", "Remote", "--exclude", &all[0], &all[1]]), all[2..]);
    assert_eq!(ids(&sandbox, &["--search", "frontdesk-nobody-x", "-l", "Remote"]), all);
}

#[test]
fn names_come_from_files_and_standard_input() {
    let sandbox = Sandbox::with_sample_users();
    let file = sandbox.write("names", "\u{feff}# Monday\n4842531928\n\n  4842532525  \r\n");
    assert_eq!(ids(&sandbox, &["--users-file", &file]), ["4842531928", "4842532525"]);
    let csv = sandbox.write("names.csv", "Who;Note\n4842532525;x\n4842531928;y\n");
    assert_eq!(ids(&sandbox, &["--users-file", &csv, "--id-column", "who"]), ["4842532525", "4842531928"]);
    let stdin = sandbox.run_with_input(&["users", "list", "--users-file", "-", "-o", "ids"], "4842531928\n");
    assert_eq!(stdin.succeeds().stdout, "4842531928\n");
    let both = ["reset-password", "--users-file", "-", "--password-stdin"];
    sandbox.run_with_input(&both, "4842531928\n").ends_with(2).says("standard input");
    sandbox.run(&["users", "list", "--users-file", "missing"]).ends_with(2).says("missing");
}

#[test]
fn unknown_and_ambiguous_names_are_all_told_and_nothing_is_changed() {
    let sandbox = Sandbox::with_sample_users();
    let run = sandbox.run(&["reset-password", "dave", "4842530000.02", "250", "--generate", "--show"]).ends_with(5);
    assert!(run.stderr.contains("no user answers to dave"), "{}", run.stderr);
    assert!(run.stderr.contains("did you mean 4842530000.0200 (Łukasz Park, Philadelphia HQ)"), "{}", run.stderr);
    assert!(run.stderr.contains("250 is ambiguous"), "{}", run.stderr);
    assert!(run.stderr.contains("nothing was changed"));
    assert_eq!(sandbox.json(&["runs", "list"])["runs"].as_array().unwrap().len(), 1, "only the import");
    let skipping = ["reset-password", "dave", "4842531928", "--skip-unknown", "--generate", "--show", "-o", "json"];
    assert_eq!(sandbox.run(&skipping).ends_with(3).json()["summary"]["changed"], 1);
    let error = sandbox.run(&["users", "list", "dave", "-o", "json"]).ends_with(5);
    let error: serde_json::Value = serde_json::from_str(&error.stderr).unwrap();
    assert_eq!((&error["schema"], &error["code"]), (&"ossmosis.error/v1".into(), &"not_found".into()));
}

#[test]
fn an_unknown_location_gets_suggestions() {
    let sandbox = Sandbox::with_sample_users();
    sandbox.run(&["users", "list", "-l", "Denvr"]).ends_with(5).says("did you mean Denver");
    sandbox.run(&["users", "list", "--search", "Łukasz Prak"]).ends_with(5).says("4842530000.0200 (Łukasz Park");
    sandbox.run(&["users", "list", "--department", "sales"]).ends_with(5).says("did you mean Sales");
    sandbox.run(&["users", "list", "-l", "oslo"]).ends_with(5).says("Oslo \"Sentrum\"");
    assert_eq!(ids(&sandbox, &["-l", "DENVER"]).len(), 140, "case is ignored if only one fits");
}

#[test]
fn a_changing_command_needs_a_source() {
    let sandbox = Sandbox::with_sample_users();
    for command in ["reset-password", "forgot-password"] {
        sandbox.run(&[command]).ends_with(2).says("no users are selected");
        sandbox.run(&[command, "--no-email"]).ends_with(2);
        sandbox.run(&[command, "--search", "a"]).ends_with(2).says("at least 2 characters");
    }
    sandbox.run(&["users", "list", "--search", "nobody-at-all"]).ends_with(5);
}

#[test]
fn without_a_terminal_nothing_is_changed_unasked() {
    let sandbox = Sandbox::with_sample_users();
    let reset = ["reset-password", "-l", "Remote", "--generate", "--secrets-out", "s.csv"];
    sandbox.run(&reset).ends_with(9).says("--yes");
    assert!(!sandbox.path("s.csv").exists());
    sandbox.run(&["forgot-password", "-l", "Remote", "--no-email-out", "none.csv"]).ends_with(9);
    assert!(!sandbox.path("none.csv").exists(), "what was not confirmed left a file behind");
    sandbox.run_with_input(&reset, "y\n").ends_with(9);
    assert_eq!(sandbox.json(&["runs", "list"])["runs"].as_array().unwrap().len(), 1);
}

#[test]
fn every_output_holds_the_same_users() {
    let sandbox = Sandbox::with_sample_users();
    let arguments = |output| ["users", "list", "-l", "Oslo \"Sentrum\"", "-o", output];
    let json = sandbox.json(&["users", "list", "-l", "Oslo \"Sentrum\""]);
    assert_eq!(json["schema"], "ossmosis.users/v1");
    let users = json["users"].as_array().unwrap();
    let ndjson = sandbox.run(&arguments("ndjson")).succeeds().stdout;
    let lines: Vec<serde_json::Value> = ndjson.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(&lines, users);
    let csv = sandbox.run(&arguments("csv")).succeeds().stdout;
    assert!(csv.starts_with("user_id,first_name,last_name,email,phone_number,extension,location,department\n"));
    assert_eq!(csv.lines().count(), 91);
    assert!(csv.contains("\"Oslo \"\"Sentrum\"\"\""));
    let table = sandbox.run(&arguments("table")).succeeds();
    assert_eq!(table.stdout.lines().count(), 91);
    assert!(table.stdout.lines().all(|line| line == line.trim_end()), "trailing blanks in a pipe");
    assert!(!table.stdout.contains('\u{1b}') && !table.stderr.contains('\u{1b}'));
    let excel = sandbox.run(&["users", "list", "4842530000.0200", "-o", "csv", "--excel"]).succeeds().stdout;
    assert!(excel.starts_with('\u{feff}') && excel.contains("\"=\"\"4842530000.0200\"\"\""), "{excel}");
    sandbox.run(&["users", "list", "-o", "yaml"]).ends_with(2);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let sandbox = Sandbox::with_sample_users();
    for output in ["table", "json", "ndjson", "csv", "ids"] {
        let mut child = sandbox.command(&["users", "list", "--all", "-q", "-o", output]).spawn().unwrap();
        drop(child.stdout.take());
        let run = child.wait_with_output().unwrap();
        assert_eq!((run.status.code(), String::from_utf8_lossy(&run.stderr).as_ref()), (Some(0), ""), "{output}");
    }
}

#[test]
fn names_from_outside_cannot_move_the_cursor() {
    let sandbox = Sandbox::embedded();
    let file = sandbox.write("evil.csv", "user_id,first_name,location\nu1,\u{1b}[31mRed,X\nu2,a\u{202e}b,X\n");
    let run = sandbox.run(&["users", "import", &file]).ends_with(2);
    assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'));
    let unknown = sandbox.run(&["users", "list", "\u{1b}]0;x\u{7}"]).ends_with(5);
    assert!(!unknown.stderr.contains('\u{1b}'), "{:?}", unknown.stderr);
}
