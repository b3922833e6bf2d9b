//! The bulk engine against what a backend could bear: how much of it a run gets, from a cold start.
//!
//! Usage: cargo bench --bench engine [-- latency-bound|rate-limited]     (everything stays on the loopback)
//!
//! Limits: where each call takes its time, at least 0.90 of the changes that fit, and at least 0.90 of what the best
//! fixed number of calls in flight reaches; where so many changes fit into a second, at least 0.95 of them, under 0.02
//! of all changes refused.

#![expect(clippy::print_stdout, reason = "a program for developers")]

#[path = "common/figures.rs"]
mod figures;
#[path = "common/run.rs"]
mod run;
#[path = "../tests/stub/mod.rs"]
mod stub;

use std::process::{Command, ExitCode};
use std::time::Duration;

use figures::Figures;
use run::{Backend, reset};
use stub::{Behaviour, Bucket};

const BATCH: f64 = 10.0;
const LATENCY: Duration = Duration::from_millis(20);
const AT_ONCE: usize = 32;
/// Users where the calls take their time.
const SLOW: u32 = 100_000;
/// Users where changes are limited.
const LIMITED: u32 = 12_000;
const A_SECOND: f64 = 200.0;
const BURST: f64 = 200.0;

fn main() -> ExitCode {
    let mut figures = Figures::begin();
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
    if wanted("latency-bound") {
        latency_bound(&mut figures);
    }
    if wanted("rate-limited") {
        rate_limited(&mut figures);
    }
    figures.exit()
}

fn latency_bound(figures: &mut Figures) {
    let fits = f64::from(SLOW) * LATENCY.as_secs_f64() / (BATCH * f64::from(u32::try_from(AT_ONCE).unwrap_or(0)));
    let took = slow(&[]);
    println!("{SLOW} changes: {took:.2} s; in {fits:.2} s they would fit");
    let mut best = f64::INFINITY;
    for jobs in ["8", "16", "24", "32", "48"] {
        let took = slow(&["--jobs", jobs]);
        println!("the same with --jobs {jobs}: {took:.2} s");
        best = best.min(took);
    }
    // Once more: the machine is not the same all the time.
    let took = took.min(slow(&[]));
    figures.hold("latency-bound, share of what fits", fits / took, 0.90..);
    figures.hold("latency-bound, beside the best fixed --jobs", best / took, 0.90..);
}

/// How long the changes take, in seconds.
fn slow(more: &[&str]) -> f64 {
    let behaviour = Behaviour { latency: LATENCY, at_once: Some(AT_ONCE), ..counting(SLOW) };
    let backend = Backend::start(behaviour);
    reset(&backend, more, to_its_end);
    let state = backend.stub.state();
    assert_eq!(state.counted, SLOW as usize);
    let each = state.answering.as_secs_f64() * BATCH / f64::from(SLOW);
    drop(state);
    assert!(each >= LATENCY.as_secs_f64() * 0.995, "a call took {:.2} ms only", each * 1e3);
    backend.busy().as_secs_f64()
}

fn rate_limited(figures: &mut Figures) {
    let bucket = Bucket { a_second: A_SECOND, holds: BURST };
    let backend = Backend::start(Behaviour { bucket: Some(bucket), ..counting(LIMITED) });
    reset(&backend, &[], to_its_end);
    let took = backend.busy().as_secs_f64();
    let fits = (f64::from(LIMITED) - BURST) / A_SECOND;
    let refused = f64::from(u32::try_from(backend.stub.state().refused).unwrap_or(u32::MAX));
    println!("{LIMITED} changes: {took:.2} s; in {fits:.2} s they would fit; {refused} refused");
    figures.hold("rate-limited, share of what fits", fits / took, 0.95..);
    figures.hold("rate-limited, share of changes refused", refused / f64::from(LIMITED), ..0.02);
}

fn counting(users: u32) -> Behaviour {
    Behaviour { users: users as usize, only_counts: true, ..Behaviour::default() }
}

/// Nothing is looked at meanwhile: the load is to be the tool's.
fn to_its_end(command: &mut Command) {
    let status = command.status().expect("it starts");
    assert!(status.success(), "{command:?} ended with {status}");
}
