//! Resets on a BroadWorks system that fails in every way there is. `OSSMOSIS_TEST_CUTS` says at how many of 500 places
//! the socket is cut between a change and its reply.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value;

use crate::broadworks::{ADMIN, Company, Counted, Double, FIRST_PASSWORD, Fault, Faults, Setup, Transport};
use crate::sandbox::Sandbox;
use crate::share::number;

const USERS: usize = 300;
const RESET: &[&str] = &["reset-password", "--location", "oslo", "--generate", "--secrets-out", "s.csv", "--yes"];

fn place(double: &Double, transport: Transport) -> Sandbox {
    let sandbox = Sandbox::new().on(&double.url(transport));
    sandbox.write("config.toml", format!("[broadworks]\nxsi_url = {:?}\n", double.xsi_url()));
    let login = ["auth", "login", "--user", ADMIN.0, "--password-stdin"];
    sandbox.run_with_input(&login, ADMIN.1).succeeds();
    sandbox
}

/// Everybody has the secret of the file, and was never sent another.
fn all_is_well(double: &Double, sandbox: &Sandbox, because: &str) {
    let mut reader = csv::Reader::from_path(sandbox.path("s.csv")).unwrap();
    let rows: BTreeMap<String, String> =
        reader.records().map(|row| row.unwrap()).map(|row| (row[0].to_owned(), row[2].to_owned())).collect();
    assert_eq!(rows.len(), USERS, "{because}");
    assert!(!sandbox.path("s.csv.unresolved").exists(), "{because}");
    let mut sent: BTreeMap<String, BTreeSet<Option<String>>> = BTreeMap::new();
    for set in &double.record().secrets {
        sent.entry(set.user.clone()).or_default().insert(set.value.clone());
    }
    let company = double.company();
    for (user, secret) in &rows {
        assert_eq!(company.users[user].password(), Some(secret.as_str()), "{because}: {user}");
        assert_eq!(sent[user].len(), 1, "{because}: {user} was sent two secrets");
    }
}

/// Whoever is told to be changed is, and whoever is told not to be is not.
fn is_true(report: &Value, double: &Double, because: &str) {
    let results = report["results"].as_array().unwrap();
    assert_eq!(results.len(), USERS, "{because}");
    let company = double.company();
    for result in results {
        let (user, status) = (result["user_id"].as_str().unwrap(), result["status"].as_str().unwrap());
        let is_changed = company.users[user].password() != Some(FIRST_PASSWORD);
        match status {
            "changed" => assert!(is_changed, "{because}: {user} is told to be changed"),
            "failed" | "skipped" => assert!(!is_changed, "{because}: {user} is told not to be changed"),
            other => assert_eq!(other, "unknown", "{because}: {user}"),
        }
    }
}

fn cut(seed: u64) {
    let double = Double::start(Setup::default().company(Company::of_size(USERS)));
    let sandbox = place(&double, Transport::Tcp);
    // Every k-th document that changes something, from the place that the seed says.
    let every = 2 + usize::try_from(seed % 11).unwrap();
    let first = 1 + usize::try_from(seed / 11).unwrap() % every;
    let cuts = (first..=USERS).step_by(every);
    double.behave(cuts.fold(Faults::none().counting(Counted::Writes), |faults, at| faults.at(at, Fault::CutAfter)));
    let because = format!("seed {seed}, cut at {first} and every {every}");
    let run = sandbox.run(&[RESET, &["-o", "json"]].concat());
    is_true(&run.json(), &double, &because);
    if run.code != 0 {
        // Whoever is in doubt after all tries is told, and one command does the rest.
        double.behave(Faults::none());
        let run_id = sandbox.json(&["runs", "list"])["runs"][0]["run_id"].as_str().unwrap().to_owned();
        sandbox.run(&["runs", "resume", &run_id, "--yes"]).succeeds();
    }
    all_is_well(&double, &sandbox, &because);
}

#[test]
fn a_socket_cut_between_a_change_and_its_reply_loses_nobody() {
    let scenarios = number("OSSMOSIS_TEST_CUTS", 50);
    std::thread::scope(|scope| {
        for part in 0..2 {
            scope.spawn(move || (part..scenarios).step_by(2).for_each(cut));
        }
    });
}

#[test]
fn whatever_goes_wrong_one_command_does_the_rest() {
    for seed in 0..number("OSSMOSIS_TEST_CUTS", 50) / 5 {
        let double = Double::start(Setup::default().company(Company::of_size(USERS)));
        let transport = if seed.is_multiple_of(2) { Transport::Tcp } else { Transport::Soap };
        let sandbox = place(&double, transport);
        double.behave(Faults::none().counting(Counted::Writes).of_seed(seed, 15));
        let because = format!("seed {seed}, {transport:?}");
        let run = sandbox.run(&[RESET, &["--timeout", "1s"]].concat());
        double.behave(Faults::none());
        if run.code != 0 {
            let run_id = sandbox.json(&["runs", "list"])["runs"][0]["run_id"].as_str().unwrap().to_owned();
            sandbox.run(&["runs", "resume", &run_id, "--yes"]).succeeds();
        }
        all_is_well(&double, &sandbox, &because);
        let run = sandbox.json(&["runs", "list"])["runs"][0].clone();
        assert_eq!((&run["done"], &run["unknown"]), (&USERS.into(), &0.into()), "{because}");
    }
}

#[test]
fn a_reply_that_cannot_be_one_is_refused_and_asked_for_again() {
    for fault in [Fault::Huge, Fault::Doctype, Fault::WrongEcho, Fault::TooFew, Fault::ForcedLogout { applied: true }] {
        let double = Double::start(Setup::default());
        let sandbox = place(&double, Transport::Tcp);
        double.behave(Faults::none().at(1, fault));
        let listed =
            sandbox.run(&["users", "list", "--location", "acme/oslo", "-o", "ids", "--timeout", "1m"]).succeeds();
        assert_eq!(listed.stdout.lines().count(), 4, "{fault:?}");
        if fault != Fault::Huge {
            double.behave(Faults::none().always(fault));
            drop(sandbox.run(&["users", "list", "--location", "acme/oslo"]).ends_with(7));
        }
    }
    let double = Double::start(Setup::default());
    let sandbox = place(&double, Transport::Tcp);
    double.behave(Faults::none().at(1, Fault::Endless).at(2, Fault::NoReply { applied: false }));
    sandbox.run(&["users", "list", "--location", "acme/oslo", "--timeout", "2s"]).succeeds();
}

#[test]
fn a_reply_in_pieces_of_one_byte_is_read() {
    let double = Double::start(Setup { byte_by_byte: true, ..Setup::default() });
    let sandbox = place(&double, Transport::Tcp);
    let listed = sandbox.run(&["users", "list", "--location", "acme/oslo", "-o", "ids"]).succeeds();
    assert_eq!(listed.stdout.lines().count(), 4);
    let slow = Double::start(Setup::default().latency(Duration::from_millis(5)));
    place(&slow, Transport::Soap).run(&["locations", "list"]).succeeds();
}
