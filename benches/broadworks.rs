//! A reset of a whole group of 2,000 users on BroadWorks, beside `broadworks-ocip` with as many sockets.
//!
//! Usage: cargo bench --bench broadworks     (python3 on the path; the package is fetched once)
//!
//! Both list the group and set a new password for everybody in it, each command taking the server 5 ms. Time is that
//! of the whole process, start-up included; journal and file of new secrets are written by ours alone. Limits: ours
//! is faster, and sends one list of groups, the pages of one list of users, at most four commands for rules, one write
//! a user, and nothing else but logins and logouts.

#![expect(clippy::print_stdout, reason = "a program for developers")]

#[expect(dead_code, unused_imports, reason = "tests use the rest of it")]
#[path = "../tests/broadworks/mod.rs"]
mod broadworks;
#[path = "common/figures.rs"]
mod figures;
#[path = "common/python.rs"]
mod python;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use broadworks::{ADMIN, Company, Double, FIRST_PASSWORD, Setup, Transport};
use figures::Figures;
use python::python;

const USERS: usize = 2_000;
const EACH: Duration = Duration::from_millis(5);
const SOCKETS: &str = "4";
const TIMES: usize = 3;

fn main() -> ExitCode {
    let python = python("broadworks-ocip==3.0.0");
    let mut figures = Figures::begin();
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("password"), ADMIN.1).expect("a password");
    let mut best = (f64::MAX, f64::MAX);
    for _ in 0..TIMES {
        let (seconds, double) = measure("ossmosis", |double| ours(double, folder.path()));
        hold_what_is_sent(&mut figures, &double);
        best.0 = best.0.min(seconds);
        best.1 = best.1.min(measure("broadworks-ocip", |double| theirs(double, &python, folder.path())).0);
    }
    figures.hold("time beside broadworks-ocip, the best of each", best.0 / best.1, ..1.0);
    figures.exit()
}

/// The seconds that one needs for all users, against a server of its own.
fn measure(who: &str, command: impl FnOnce(&Double) -> Command) -> (f64, Double) {
    // The package logs out in its own words.
    let setup = Setup { lenient: true, ..Setup::default() }.company(Company::of_size(USERS)).latency(EACH);
    let double = Double::start(setup);
    let mut command = command(&double);
    let began = Instant::now();
    let status = command.stdout(Stdio::null()).status().expect("it starts");
    let seconds = began.elapsed().as_secs_f64();
    assert!(status.success(), "{who}: {status}");
    let company = double.company();
    let changed = company.users.values().filter(|user| user.password() != Some(FIRST_PASSWORD)).count();
    assert_eq!(changed, USERS, "{who}");
    drop(company);
    let record = double.record();
    println!("{who}: {seconds:.2} s, {} documents, {} sockets opened", record.documents, record.sockets_opened);
    drop(record);
    (seconds, double)
}

fn hold_what_is_sent(figures: &mut Figures, double: &Double) {
    let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
    for command in &double.record().commands {
        let what = match *command {
            "AuthenticationRequest" | "LoginRequest14sp4" | "LogoutRequest" => "logins and logouts",
            "GroupGetListInServiceProviderRequest" => "lists of groups",
            "UserGetListInGroupPagedSortedListRequest" => "pages of users",
            "PasswordModifyRequest" => "writes",
            rules if rules.contains("RulesGet") => "commands for rules",
            _ => "other commands",
        };
        *counts.entry(what).or_default() += 1.0;
    }
    let users = u32::try_from(USERS).map_or(f64::MAX, f64::from);
    for (what, most) in [
        ("lists of groups", 1.0),
        ("pages of users", 3.0),
        ("commands for rules", 4.0),
        ("writes", users),
        ("other commands", 0.0),
    ] {
        figures.hold(what, counts.get(what).copied().unwrap_or_default(), ..=most);
    }
}

fn ours(double: &Double, folder: &Path) -> Command {
    let state = tempfile::tempdir_in(folder).expect("a folder").keep();
    let mut tool = Command::new(env!("CARGO_BIN_EXE_ossmosis"));
    tool.env_clear().current_dir(&state).env("HOME", &state).stderr(Stdio::null());
    tool.args(["--server", &double.url(Transport::Tcp), "--login-user", ADMIN.0, "--login-password-file"]);
    tool.arg(folder.join("password"));
    tool.args(["reset-password", "--location", "acme/oslo", "--generate", "--secrets-out", "new.csv", "--yes"]);
    tool
}

fn theirs(double: &Double, python: &Path, folder: &Path) -> Command {
    let address = double.address(Transport::Tcp);
    let mut peer = Command::new(python);
    peer.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peer_ocip.py"));
    peer.args([&address.ip().to_string(), &address.port().to_string(), SOCKETS, ADMIN.0, "acme", "oslo"]);
    peer.stdin(File::open(folder.join("password")).expect("the password"));
    peer
}
