//! How long the binary takes to say its version and its help, beside ripgrep, which people find quick.
//!
//! Usage: cargo bench --bench startup     (`rg` on the path: Debian's ripgrep)
//!
//! Limit: 1.5 times `rg --version`.

#![expect(clippy::print_stdout, reason = "a program for developers")]

#[path = "common/figures.rs"]
mod figures;

use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use figures::Figures;

const RUNS: usize = 500;
const COMMANDS: [(&str, &str); 3] =
    [("rg", "--version"), (env!("CARGO_BIN_EXE_ossmosis"), "--version"), (env!("CARGO_BIN_EXE_ossmosis"), "--help")];

fn main() -> ExitCode {
    let mut figures = Figures::begin();
    let mut times = COMMANDS.map(|_| Vec::with_capacity(RUNS));
    // Turn by turn: whatever else the machine does, it does to all of them.
    for _ in 0..RUNS {
        for ((program, argument), times) in COMMANDS.iter().zip(&mut times) {
            times.push(time(program, argument));
        }
    }
    let [rg, version, help] = times.map(median);
    println!("medians of {RUNS} runs: rg --version {rg:.2?}, ossmosis --version {version:.2?}, --help {help:.2?}");
    figures.hold("--version beside rg", version.as_secs_f64() / rg.as_secs_f64(), ..=1.5);
    figures.hold("--help beside rg", help.as_secs_f64() / rg.as_secs_f64(), ..=1.5);
    figures.exit()
}

fn time(program: &str, argument: &str) -> Duration {
    let began = Instant::now();
    let status = Command::new(program).arg(argument).stdin(Stdio::null()).stdout(Stdio::null()).status();
    assert!(status.is_ok_and(|status| status.success()), "{program} {argument} does not work here");
    began.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
