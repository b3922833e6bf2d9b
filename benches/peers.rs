//! A reset of 2,000 users beside what somebody would do instead: `xargs` with 32 times `curl`, and a script with
//! httpx and 32 connections. Journal and file of new secrets are written by ours alone.
//!
//! Usage: cargo bench --bench peers     (python3, curl and xargs on the path; httpx is fetched once)
//!
//! Each change takes the backend 20 ms, those of one call one after the other, so that batches are no advantage; 32
//! calls are in flight. Time is from the first call to the last answer. Memory is the most that a process held, its
//! children included. Limits: ours takes less of both than either.

#![expect(clippy::print_stdout, reason = "a program for developers")]

#[path = "common/figures.rs"]
mod figures;
#[path = "common/peak.rs"]
mod peak;
#[path = "common/python.rs"]
mod python;
#[path = "common/run.rs"]
mod run;
#[path = "../tests/stub/mod.rs"]
mod stub;

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use figures::Figures;
use peak::peak_of;
use python::python;
use run::{Backend, reset};
use stub::Behaviour;

const USERS: usize = 2_000;
const EACH: Duration = Duration::from_millis(20);

fn main() -> ExitCode {
    let python = python("httpx==0.28.1");
    let mut figures = Figures::begin();
    let each = Behaviour { each: EACH, ..Behaviour::default() };
    let ours = measure("ossmosis --jobs 32", &each, |backend| reset(backend, &["--jobs", "32"], peak_of));
    let curl = measure("xargs -P 32 curl", &each, |backend| peak_of(&mut curl(backend)));
    let httpx = measure("httpx, 32 connections", &each, |backend| {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peer_httpx.py");
        peak_of(Command::new(&python).args([script, &backend.stub.url(), &USERS.to_string()]))
    });
    let whole = Behaviour { latency: EACH, ..Behaviour::default() };
    measure("ossmosis, where a whole batch takes 20 ms", &whole, |backend| reset(backend, &[], peak_of));
    for (peer, (time, memory)) in [("xargs and curl", curl), ("httpx", httpx)] {
        figures.hold(&format!("time beside {peer}"), ours.0 / time, ..1.0);
        figures.hold(&format!("memory beside {peer}"), ours.1 / memory, ..1.0);
    }
    figures.exit()
}

/// Seconds and MiB that the changes take.
fn measure(who: &str, behaviour: &Behaviour, run: impl FnOnce(&Backend) -> u64) -> (f64, f64) {
    let backend = Backend::start(Behaviour { users: USERS, only_counts: true, ..behaviour.clone() });
    let began = Instant::now();
    let peak = f64::from(u32::try_from(run(&backend)).unwrap_or(u32::MAX)) / 1024.0;
    let (whole, busy) = (began.elapsed().as_secs_f64(), backend.busy().as_secs_f64());
    assert_eq!(backend.stub.state().counted, USERS, "{who}");
    println!("{who}: {busy:.2} s from the first call to the last answer, {whole:.2} s in all, {peak:.1} MiB");
    (busy, peak)
}

fn curl(backend: &Backend) -> Command {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let users = folder.join("peer-users");
    let lines: String = (0..USERS).map(|number| format!("u{number:07}\n")).collect();
    fs::write(&users, lines).expect("a list of users");
    let change = r#"{"user_id":"{}","credential":"application","secret":"Secret-{}","must_change":false}"#;
    let mut command = Command::new("xargs");
    command.stdin(File::open(users).expect("the list of users"));
    command.args(["-P", "32", "-I{}", "curl", "--silent", "--fail", "--output", "/dev/null"]);
    command.args([
        "--header",
        "authorization: Bearer a-token-for-the-stub",
        "--header",
        "content-type: application/json",
    ]);
    command.args(["--data", &format!(r#"{{"changes":[{change}]}}"#)]);
    command.arg(format!("{}/api/v1/credentials/batch", backend.stub.url()));
    command
}
