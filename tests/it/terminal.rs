//! What a person at a terminal sees: questions, prompts without echo, progress, colour.

use std::io::Read;
use std::num::NonZero;
use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::session::OsSession;
use expectrl::{Eof, Expect, Session};

use crate::sandbox::{Outcome, Sandbox};

/// The tool on a terminal of its own.
fn on_terminal(sandbox: &Sandbox, arguments: &[&str], variables: &[(&str, &str)]) -> OsSession {
    let mut command = sandbox.command(arguments);
    // The session brings its own three streams.
    command.stdin(std::process::Stdio::inherit()).stdout(std::process::Stdio::inherit());
    command.stderr(std::process::Stdio::inherit()).env("TERM", "xterm-256color");
    for (name, value) in variables {
        command.env(name, value);
    }
    let mut session = Session::spawn(command).unwrap();
    session.set_expect_timeout(Some(Duration::from_secs(30)));
    session
}

/// Everything else that it prints, and its exit code.
fn rest(mut session: OsSession) -> (String, i32) {
    let found = session.expect(Eof).unwrap();
    let text = String::from_utf8_lossy(found.as_bytes()).into_owned();
    match session.get_process().wait().unwrap() {
        WaitStatus::Exited(_, code) => (text, code),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_location_is_confirmed_before_it_is_reset() {
    let sandbox = Sandbox::with_sample_users();
    let arguments = ["reset-password", "-l", "Remote", "--generate", "--secrets-out", "s.csv"];
    let mut session = on_terminal(&sandbox, &arguments, &[]);
    session.expect("Reset the application passwords of 10 users (location Remote)?").unwrap();
    session.send("n\r").unwrap();
    let (text, code) = rest(session);
    assert_eq!(code, 9, "{text}");
    assert!(!sandbox.path("s.csv").exists());
    let mut session = on_terminal(&sandbox, &arguments, &[]);
    session.expect("10 users").unwrap();
    session.send("y\r").unwrap();
    let (text, code) = rest(session);
    assert_eq!(code, 0, "{text}");
    assert!(sandbox.path("s.csv").exists());
}

#[test]
fn interrupted_at_its_canary_a_run_tells_what_it_did_and_how_to_go_on() {
    let sandbox = Sandbox::with_sample_users();
    let arguments = ["reset-password", "-l", "Remote", "--generate", "--secrets-out", "s.csv", "--canary", "2"];
    let mut session = on_terminal(&sandbox, &arguments, &[]);
    session.expect("10 users").unwrap();
    session.send("y\r").unwrap();
    session.expect("Go on with the other 8 credentials?").unwrap();
    session.send("\u{3}").unwrap();
    let (text, code) = rest(session);
    assert_eq!(code, 130, "{text}");
    assert!(text.contains("\r\nUSER ID"), "the report stands behind the question: {text}");
    assert!(text.contains("2 changed, 8 not begun") && text.contains("ossmosis runs resume 2"), "{text}");
    assert_eq!(std::fs::read_to_string(sandbox.path("s.csv")).unwrap().lines().count(), 3);
    let run = sandbox.json(&["runs", "list"])["runs"][0].clone();
    let mut session = on_terminal(&sandbox, &["runs", "resume", run["run_id"].as_str().unwrap(), "--canary", "3"], &[]);
    session.expect("8 of 10 items left?").unwrap();
    session.send("y\r").unwrap();
    session.expect("Go on with the other 5 credentials?").unwrap();
    session.send("\r").unwrap();
    assert_eq!(rest(session).1, 3);
}

#[test]
fn a_password_is_asked_for_twice_without_echo() {
    let sandbox = Sandbox::with_sample_users();
    let typed = |first: &str, second: &str| {
        let mut session = on_terminal(&sandbox, &["reset-password", "4842531928"], &[]);
        session.expect("new application password:").unwrap();
        session.send(format!("{first}\r")).unwrap();
        session.expect("again:").unwrap();
        session.send(format!("{second}\r")).unwrap();
        rest(session)
    };
    let (text, code) = typed("Tulip7!Harbor", "Tulip7!Harbour");
    assert_eq!(code, 2, "{text}");
    let (text, code) = typed("Tulip7!Harbor", "Tulip7!Harbor");
    assert_eq!(code, 0, "{text}");
    assert!(!text.contains("Tulip"), "the password was echoed: {text}");
    let check = ["users", "sign-in", "4842531928", "--password-stdin"];
    sandbox.run_with_input(&check, "Tulip7!Harbor").succeeds();
}

#[test]
fn one_generated_secret_is_shown_to_whoever_sits_there() {
    let sandbox = Sandbox::with_sample_users();
    let session = on_terminal(&sandbox, &["reset-password", "4842531928", "--generate"], &[]);
    let (text, code) = rest(session);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("SECRET"), "{text}");
    let no_input = ["reset-password", "4842531928", "--generate", "--no-input"];
    assert_eq!(rest(on_terminal(&sandbox, &no_input, &[])).1, 2);
    // Where nothing but ids is printed, nobody would see it.
    let ids = ["reset-password", "4842531928", "--generate", "-o", "ids"];
    let (text, code) = rest(on_terminal(&sandbox, &ids, &[]));
    assert!(code == 2 && text.contains("nowhere to be shown"), "{text}");
    assert_eq!(
        sandbox.json(&["runs", "list"])["runs"].as_array().unwrap().len(),
        2,
        "only the import, and the reset before"
    );
    assert_eq!(rest(on_terminal(&sandbox, &["forgot-password", "-l", "Remote", "--no-input"], &[])).1, 9);
}

#[test]
fn interrupted_at_a_prompt_without_echo_the_terminal_echoes_again() {
    let sandbox = Sandbox::with_sample_users();
    let tool = sandbox.command(&["reset-password", "4842531928"]);
    // A terminal of a session begins without echo.
    let mut command = std::process::Command::new("sh");
    command.args(["-c", "stty echo && exec \"$0\" \"$@\""]).arg(tool.get_program()).args(tool.get_args());
    command.env_clear().env("PATH", "/usr/bin:/bin").current_dir(tool.get_current_dir().unwrap());
    command.envs(tool.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let mut session = Session::spawn(command).unwrap();
    session.set_expect_timeout(Some(Duration::from_secs(30)));
    session.expect("new application password:").unwrap();
    // What is typed is read without echo a moment after it was asked for.
    while session.get_process().get_echo().unwrap() {
        std::thread::yield_now();
    }
    session.send("\u{3}").unwrap();
    session.expect("interrupted, nothing was changed").unwrap();
    assert!(session.get_process().get_echo().unwrap());
    assert_eq!(rest(session).1, 130);
}

#[test]
fn colour_is_for_terminals_that_want_it() {
    let sandbox = Sandbox::new();
    let unknown = ["users", "list"];
    assert!(rest(on_terminal(&sandbox, &unknown, &[])).0.contains("\u{1b}[31m"));
    assert!(!rest(on_terminal(&sandbox, &unknown, &[("NO_COLOR", "1")])).0.contains('\u{1b}'));
    assert!(rest(on_terminal(&sandbox, &unknown, &[("NO_COLOR", "")])).0.contains("\u{1b}[31m"));
    assert!(!rest(on_terminal(&sandbox, &["users", "list", "--color", "never"], &[])).0.contains('\u{1b}'));
    assert!(sandbox.run(&["users", "list", "--color", "always"]).stderr.contains("\u{1b}[31m"));
    // What cannot be read is told in the same way, and help is.
    for words in [&["users", "lost"][..], &["--help"]] {
        let with = |color: &'static str| [words, &["--color", color]].concat();
        assert!(rest(on_terminal(&sandbox, words, &[])).0.contains("\u{1b}["), "{words:?}");
        assert!(!rest(on_terminal(&sandbox, &with("never"), &[])).0.contains("\u{1b}["), "{words:?}");
        let Outcome { stdout, stderr, .. } = sandbox.run(&with("always"));
        assert!((stdout + &stderr).contains("\u{1b}["), "{words:?}");
    }
    assert!(!rest(on_terminal(&sandbox, &["--color=never", "users", "lost"], &[])).0.contains("\u{1b}["));
}

fn rows(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

/// What stands on a terminal of so many columns when a command is over.
fn screen(sandbox: &Sandbox, arguments: &[&str], width: u16) -> Vec<String> {
    let mut session = on_terminal(sandbox, arguments, &[]);
    session.get_process_mut().set_window_size(width, 24).unwrap();
    let mut screen = vt100::Parser::new(rows(200), rows(width), 0);
    let mut bytes = Vec::new();
    let _ = session.read_to_end(&mut bytes);
    screen.process(&bytes);
    screen.screen().rows(0, width).collect()
}

#[test]
fn a_table_keeps_to_the_width_of_its_terminal() {
    let sandbox = Sandbox::with_sample_users();
    let rows = screen(&sandbox, &["users", "list", "-l", "Remote"], 60);
    assert!(rows.iter().any(|row| row.starts_with("USER ID")), "{rows:?}");
    let filled = rows.iter().filter(|row| row.starts_with("2155550000")).count();
    assert_eq!(filled, 10, "a user takes more than a line: {rows:?}");
    assert!(rows.iter().filter(|row| row.starts_with("2155550000")).all(|row| row.contains('…')), "{rows:?}");
}

#[test]
fn runs_are_listed_whole_on_a_terminal_of_80_columns() {
    let sandbox = Sandbox::with_sample_users();
    sandbox.run(&["reset-password", "-l", "Remote", "--generate", "--secrets-out", "s.csv", "--yes"]).succeeds();
    let rows = screen(&sandbox, &["runs", "list"], 80);
    let words: Vec<Vec<&str>> = rows.iter().map(|row| row.split_whitespace().collect()).collect();
    let run = words.iter().find(|words| words.contains(&"reset-password")).unwrap();
    assert_eq!(run[1..], ["reset-password", "done", "10", "0", "0", "0"], "{rows:?}");
    assert!(words.contains(&vec!["RUN", "COMMAND", "STATE", "DONE", "FAILED", "UNKNOWN", "LEFT"]), "{rows:?}");
}

#[test]
fn progress_is_drawn_on_a_terminal_and_never_in_a_pipe() {
    let sandbox = Sandbox::with_sample_users();
    let arguments = ["reset-password", "--all", "--generate", "--secrets-out", "s.csv", "--yes", "-o", "ids"];
    let (text, code) = rest(on_terminal(&sandbox, &arguments, &[]));
    assert_eq!(code, 0);
    assert!(text.contains("resetting"), "no progress was drawn");
    std::fs::remove_file(sandbox.path("s.csv")).unwrap();
    let piped = sandbox.run(&arguments).succeeds();
    assert!(!piped.stderr.contains("resetting") && !piped.stderr.contains('\r') && !piped.stderr.contains('\u{1b}'));
}
