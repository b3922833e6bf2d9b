//! Runs that are cut short: killed at any point, interrupted, unheard, out of disk, their journal damaged. One
//! command does the rest, and everybody ends with the one secret that the file names.
//! `OSSMOSIS_TEST_KILLS` says at how many of a hundred points they are killed.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::sandbox::{Outcome, Sandbox};
use crate::share::number;
use crate::stub::{Behaviour, Stub};

const USERS: usize = 300;
/// Where a journal has to be long.
const MANY: usize = 900;
/// Of the users, those that the backend refuses for good: one of a hundred.
const LOCKED: usize = locked(USERS);
/// How a run is given: the fewer calls are in flight, the less is prepared ahead, and the more often the journal tells
/// of it.
const PACES: [&[&str]; 3] = [&[], ONE_BY_ONE, &["--jobs", "2"]];

/// One call after the other.
const ONE_BY_ONE: &[&str] = &["--jobs", "1"];

const RESET: &[&str] = &["reset-password", "--all", "--generate", "--secrets-out", "s.csv", "--yes", "-o", "json"];

const fn locked(users: usize) -> usize {
    users / 100
}

async fn start() -> (Stub, Sandbox) {
    start_with(USERS).await
}

async fn start_with(users: usize) -> (Stub, Sandbox) {
    let latency = Duration::from_millis(4);
    let stub = Stub::start(Behaviour { users, latency, ..Behaviour::default() }).await;
    let sandbox = Sandbox::new().on(&stub.url());
    sandbox.write("token", "ossmosis_test");
    (stub, sandbox)
}

/// The records in the journal of the one run there is.
fn records(sandbox: &Sandbox) -> usize {
    let journal = journal(sandbox);
    std::fs::read(journal).map_or(0, |bytes| bytes.split_inclusive(|byte| *byte == b'\n').count())
}

fn journal(sandbox: &Sandbox) -> std::path::PathBuf {
    let runs = std::fs::read_dir(sandbox.path("state/ossmosis/runs")).into_iter().flatten();
    let mut runs = runs.filter_map(|entry| Some(entry.ok()?.path().join("journal")));
    runs.find(|path| path.exists()).unwrap_or_default()
}

fn run_id(sandbox: &Sandbox) -> Option<String> {
    Some(sandbox.json(&["runs", "list"])["runs"].get(0)?["run_id"].as_str()?.to_owned())
}

fn resume(sandbox: &Sandbox) -> Option<Outcome> {
    Some(sandbox.run(&["runs", "resume", &run_id(sandbox)?, "--yes"]))
}

/// Everybody has the secret of the file, who is not locked, and was never sent another.
fn all_is_well(stub: &Stub, sandbox: &Sandbox, because: &str) {
    all_are_well(USERS, stub, sandbox, because);
}

fn all_are_well(users: usize, stub: &Stub, sandbox: &Sandbox, because: &str) {
    let locked = locked(users);
    let served = users - locked;
    let rows = std::fs::read_to_string(sandbox.path("s.csv")).unwrap();
    let rows: BTreeMap<&str, &str> =
        rows.lines().skip(1).map(|line| line.split_once(",application,").unwrap()).collect();
    assert_eq!(rows.len(), served, "{because}");
    assert!(rows.keys().is_sorted(), "{because}: the rows are in the order of the users");
    let state = stub.state();
    let mut sent: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for change in &state.asked {
        sent.entry(&change.user_id).or_default().insert(&change.secret);
    }
    for (user, secret) in rows {
        assert_eq!(state.in_force(user, "application"), Some(secret), "{because}: {user}");
        assert_eq!(sent[user].len(), 1, "{because}: {user} was sent two secrets");
    }
    drop(state);
    let run = sandbox.json(&["runs", "list"])["runs"][0].clone();
    let counts = ["done", "failed", "unknown", "left"].map(|key| run[key].as_u64().unwrap());
    assert_eq!(counts, [served as u64, locked as u64, 0, 0], "{because}");
    assert!(!sandbox.path("s.csv.unresolved").exists(), "{because}");
}

fn kill_when(child: &mut Child, mut is_time: impl FnMut() -> bool) {
    while !is_time() && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let _ = child.kill();
    child.wait().unwrap();
}

fn check_rest(stub: &Stub, sandbox: &Sandbox, because: &str) {
    if let Some(outcome) = resume(sandbox) {
        // Locked users stay failed.
        drop(outcome.ends_with(3));
    } else {
        // Killed before anything was written: nothing was sent.
        assert!(stub.state().asked.is_empty(), "{because}");
        let _ = std::fs::remove_file(sandbox.path("s.csv"));
        drop(sandbox.run(RESET).ends_with(3));
    }
    all_is_well(stub, sandbox, because);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_record_a_run_is_finished_by_resume() {
    let share = number("OSSMOSIS_TEST_KILLS", 10);
    let step = usize::try_from(100 / share.clamp(1, 100)).unwrap();
    let mut points = Vec::new();
    for pace in PACES {
        let (_stub, sandbox) = start().await;
        drop(sandbox.run(&[RESET, pace].concat()).ends_with(3));
        points.extend((0..records(&sandbox)).map(|at| (pace, at)));
    }
    assert!(points.len() > 100, "a record for each call of ten, at least");
    let (mut rounds, mut cut_short) = (0, 0);
    for (pace, at) in points.into_iter().step_by(step) {
        let (stub, sandbox) = start().await;
        let mut child = sandbox.command(&[RESET, pace].concat()).spawn().unwrap();
        kill_when(&mut child, || records(&sandbox) > at);
        rounds += 1;
        cut_short += usize::from(sandbox.json(&["runs", "list"])["runs"][0]["state"] == "interrupted");
        check_rest(&stub, &sandbox, &format!("killed at record {at} {pace:?}"));
    }
    assert!(cut_short * 2 > rounds, "only {cut_short} of {rounds} runs were cut short");
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_time_and_once_more_while_resuming_a_run_is_finished() {
    let share = number("OSSMOSIS_TEST_KILLS", 10);
    for round in 0..share {
        let (stub, sandbox) = start().await;
        let after = Duration::from_millis((round * 7919) % 400);
        let mut child = sandbox.command(RESET).spawn().unwrap();
        std::thread::sleep(after);
        let _ = child.kill();
        child.wait().unwrap();
        if let Some(id) = run_id(&sandbox) {
            let before = records(&sandbox);
            let mut child = sandbox.command(&["runs", "resume", &id, "--yes"]).spawn().unwrap();
            kill_when(&mut child, || records(&sandbox) > before + 3);
        }
        check_rest(&stub, &sandbox, &format!("killed after {after:?}"));
    }
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn interrupted_a_run_finishes_what_is_under_way_and_says_how_to_go_on() {
    for name in ["INT", "TERM"] {
        let (stub, sandbox) = start().await;
        // Slow enough that it is under way when the signal comes.
        stub.behave(Behaviour { users: USERS, latency: Duration::from_millis(150), ..Behaviour::default() });
        let child = sandbox.command(RESET).spawn().unwrap();
        while records(&sandbox) < 3 {
            std::thread::yield_now();
        }
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(130), "{said}");
        let id = run_id(&sandbox).unwrap();
        assert!(said.contains(&format!("ossmosis runs resume {id}")), "{said}");
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["summary"]["unknown"], 0, "{name}: in flight was waited for");
        let rows = std::fs::read_to_string(sandbox.path("s.csv")).unwrap().lines().count() as u64 - 1;
        assert_eq!(report["summary"]["changed"], rows, "{name}: the file holds exactly what is in force");
        assert!(rows < (USERS - LOCKED) as u64);
        check_rest(&stub, &sandbox, name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn interrupted_twice_a_run_ends_at_once_and_is_taken_up() {
    let (stub, sandbox) = start().await;
    stub.behave(Behaviour { users: USERS, latency: Duration::from_secs(2), ..Behaviour::default() });
    let child = sandbox.command(RESET).spawn().unwrap();
    while records(&sandbox) < 2 {
        std::thread::yield_now();
    }
    signal(&child, "INT");
    std::thread::sleep(Duration::from_millis(200));
    signal(&child, "INT");
    let since = std::time::Instant::now();
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(130));
    assert!(since.elapsed() < Duration::from_millis(1500), "it waited");
    stub.behave(Behaviour { users: USERS, ..Behaviour::default() });
    check_rest(&stub, &sandbox, "interrupted twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reads_the_report_and_the_run_goes_on() {
    let (stub, sandbox) = start().await;
    let mut child = sandbox.command(RESET).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    all_is_well(&stub, &sandbox, "standard output was closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_journal_is_refused_with_the_record_that_is_damaged() {
    let (_stub, sandbox) = start().await;
    let mut child = sandbox.command(&[RESET, ONE_BY_ONE].concat()).spawn().unwrap();
    kill_when(&mut child, || records(&sandbox) > 12);
    let id = run_id(&sandbox).unwrap();
    let (path, whole) = (journal(&sandbox), std::fs::read(journal(&sandbox)).unwrap());
    let resume = || sandbox.run(&["runs", "resume", &id, "--yes"]).ends_with(1);
    let at = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(9).unwrap().0 + 30;
    let mut flipped = whole.clone();
    flipped[at] ^= 4;
    std::fs::write(&path, &flipped).unwrap();
    resume().says("record 11");
    std::fs::write(&path, &whole[..at]).unwrap();
    resume().says("record 11");
    std::fs::write(&path, &whole[..=at - 30]).unwrap();
    resume().says("record 11");
    sandbox.run(&["runs", "show", &id]).ends_with(1).says("record 11");
    sandbox.run(&["runs", "list"]).succeeds().says(&id);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_is_taken_up_by_one_process_at_a_time() {
    let (stub, sandbox) = start().await;
    let mut child = sandbox.command(&[RESET, ONE_BY_ONE].concat()).spawn().unwrap();
    kill_when(&mut child, || records(&sandbox) > 8);
    let id = run_id(&sandbox).unwrap();
    let arguments = ["runs", "resume", &id, "--yes", "--rate", "100/s"];
    let mut first = sandbox.command(&arguments).spawn().unwrap();
    let before = records(&sandbox);
    while records(&sandbox) <= before {
        std::thread::yield_now();
    }
    sandbox.run(&arguments).ends_with(2).says("by another process");
    first.wait().unwrap();
    all_is_well(&stub, &sandbox, "two were to resume");
    let again = sandbox.run(&["runs", "resume", &id, "--yes"]);
    again.ends_with(3);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_runs_over_the_same_users_leave_each_other_alone() {
    let (stub, sandbox) = start().await;
    let second: Vec<&str> = RESET.iter().map(|word| if *word == "s.csv" { "t.csv" } else { *word }).collect();
    let mut children = [RESET, &second].map(|arguments| sandbox.command(arguments).spawn().unwrap());
    for child in &mut children {
        assert_eq!(child.wait().unwrap().code(), Some(3));
    }
    let rows = |name: &str| -> BTreeMap<String, String> {
        let rows = std::fs::read_to_string(sandbox.path(name)).unwrap();
        let row =
            |line: &str| line.split_once(",application,").map(|(user, secret)| (user.to_owned(), secret.to_owned()));
        rows.lines().skip(1).filter_map(row).collect()
    };
    let (first, second) = (rows("s.csv"), rows("t.csv"));
    assert_eq!((first.len(), second.len()), (USERS - LOCKED, USERS - LOCKED));
    for (user, secret) in &first {
        let state = stub.state();
        let in_force = state.in_force(user, "application").unwrap();
        assert!(in_force == secret || in_force == second[user], "{user}");
    }
}

/// A disk of a few kilobytes for the run's folder, or for the file of secrets.
#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fills_up_stops_the_run_before_the_next_change() {
    for (full, size) in [("state", "204k"), ("secrets", "8k")] {
        // So many that their journal is longer than a page of the disk.
        let (stub, sandbox) = start_with(MANY).await;
        std::fs::create_dir(sandbox.path("secrets")).unwrap();
        let file = sandbox.file("secrets/s.csv");
        let arguments = ["reset-password", "--all", "--generate", "--secrets-out", &file, "--yes", "-o", "json"];
        let Some((code, said)) = sandbox.run_on_small_disk(full, size, &arguments) else { return };
        assert_eq!(code, Some(1), "{full}: {said}");
        assert!(said.contains("No space left") && said.contains("runs resume"), "{full}: {said}");
        let sent = stub.state().asked.len();
        // What does not fit into the file of secrets is not begun at all.
        assert!(sent < MANY && (sent > 0 || full == "secrets"), "{full}: {sent} were sent");
        let outcome = sandbox.run(&["runs", "resume", &run_id(&sandbox).unwrap(), "--yes"]);
        outcome.ends_with(3);
        std::fs::rename(sandbox.path("secrets/s.csv"), sandbox.path("s.csv")).unwrap();
        all_are_well(MANY, &stub, &sandbox, full);
    }
}

/// The tests of what is encrypted need the feature.
#[cfg(feature = "age")]
mod encrypted {
    use super::*;

    fn opened(sandbox: &Sandbox, name: &str, key: &std::path::Path) -> BTreeMap<String, String> {
        let identity = ossmosis::sealed::Identity::read(key).unwrap();
        let file = std::fs::File::open(sandbox.path(name)).unwrap();
        let rows = ossmosis::reset::Rows::read(identity.open(file).unwrap()).unwrap();
        rows.map(|row| row.unwrap()).map(|row| (row.user_id, row.secret.expose().to_owned())).collect()
    }

    async fn cut_short() -> (Stub, Sandbox, std::path::PathBuf) {
        use age::secrecy::ExposeSecret;
        let (stub, sandbox) = start().await;
        let key = age::x25519::Identity::generate();
        let path = sandbox.path("key.txt");
        std::fs::write(&path, key.to_string().expose_secret()).unwrap();
        let recipient = key.to_public().to_string();
        let arguments = [RESET, ONE_BY_ONE, &["--encrypt-to", &recipient, "--letters", "l.html"]].concat();
        let mut child = sandbox.command(&arguments).spawn().unwrap();
        kill_when(&mut child, || records(&sandbox) > 12);
        (stub, sandbox, path)
    }

    fn all_sign_in(stub: &Stub, rows: &BTreeMap<String, String>) {
        assert_eq!(rows.len(), USERS - LOCKED);
        let state = stub.state();
        for (user, secret) in rows {
            assert_eq!(state.in_force(user, "application"), Some(secret.as_str()), "{user}");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn with_the_identity_everybody_gets_the_same_secret() {
        let (stub, sandbox, key) = cut_short().await;
        assert!(!opened(&sandbox, "s.csv", &key).is_empty(), "what was about to be set can be read at any time");
        let id = run_id(&sandbox).unwrap();
        let key_file = key.display().to_string();
        sandbox.run(&["runs", "resume", &id, "--yes", "--identity", &key_file]).ends_with(3);
        all_sign_in(&stub, &opened(&sandbox, "s.csv", &key));
        let mut sent: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for change in &stub.state().asked {
            sent.entry(change.user_id.clone()).or_default().insert(change.secret.clone());
        }
        assert!(sent.values().all(|secrets| secrets.len() == 1), "somebody was sent two secrets");
        let letters = std::fs::read(sandbox.path("l.html")).unwrap();
        assert!(letters.starts_with(b"age-encryption.org/"), "the slips are encrypted like the secrets");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn without_it_the_later_part_is_the_one_that_signs_in() {
        let (stub, sandbox, key) = cut_short().await;
        let id = run_id(&sandbox).unwrap();
        let done = sandbox.json(&["runs", "list"])["runs"][0]["done"].as_u64().unwrap();
        sandbox.run(&["runs", "resume", &id, "--yes"]).ends_with(3).says("s.csv.2");
        let (first, later) = (opened(&sandbox, "s.csv", &key), opened(&sandbox, "s.csv.2", &key));
        assert_eq!(later.len() as u64 + done, (USERS - LOCKED) as u64, "who was recorded done was not touched");
        let run = sandbox.json(&["runs", "show", &id]);
        let items = run["items"].as_array().unwrap().iter().filter(|item| item["outcome"] == "done");
        let in_force: BTreeMap<String, String> = items
            .map(|item| {
                let user = item["user_id"].as_str().unwrap();
                let rows = if item["secrets_file"].as_str().unwrap().ends_with(".2") { &later } else { &first };
                (user.to_owned(), rows[user].clone())
            })
            .collect();
        all_sign_in(&stub, &in_force);
        assert!(later.iter().all(|(user, secret)| in_force[user] == *secret), "the later part wins");
    }
}
