//! Peak memory of a reset of a million users beside that of ten thousand, as a dry run and in earnest.
//!
//! Usage: cargo bench --bench memory     (everything stays on the loopback)
//!
//! Limit: 1.5 times.

#![expect(clippy::print_stdout, reason = "a program for developers")]

#[path = "common/figures.rs"]
mod figures;
#[path = "common/peak.rs"]
mod peak;
#[path = "common/run.rs"]
mod run;
#[path = "../tests/stub/mod.rs"]
mod stub;

use std::process::ExitCode;

use figures::Figures;
use peak::peak_of;
use run::{Backend, reset};
use stub::Behaviour;

const FEW: usize = 10_000;
const MANY: usize = 1_000_000;

fn main() -> ExitCode {
    let mut figures = Figures::begin();
    for (what, more) in [("a dry run", &["--dry-run"][..]), ("a run", &[])] {
        let (few, many) = (peak_mib(FEW, more), peak_mib(MANY, more));
        println!("{what}: {few:.1} MiB at {FEW} users, {many:.1} MiB at {MANY}");
        figures.hold(&format!("peak memory of {what}"), many / few, ..=1.5);
    }
    figures.exit()
}

fn peak_mib(users: usize, more: &[&str]) -> f64 {
    let backend = Backend::start(Behaviour { users, only_counts: true, ..Behaviour::default() });
    let peak = reset(&backend, more, peak_of);
    println!("{users} users {more:?}: {:.1} s from the first call to the last answer", backend.busy().as_secs_f64());
    let dry = more.contains(&"--dry-run");
    assert_eq!(backend.stub.state().counted, if dry { 0 } else { users });
    f64::from(u32::try_from(peak).unwrap_or(u32::MAX)) / 1024.0
}
