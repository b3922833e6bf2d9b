//! The backend when hashing is all it does: how much of the cores' argon2id a run of changes gets, and whether
//! other requests are answered meanwhile.
//!
//! Usage: cargo bench --bench hashing [-- USERS]     (everything stays on the loopback)
//!
//! Cores are not as fast at one time as at another, least of all those of a virtual machine. So the run is made in
//! rounds, of so many users each, and between them the cores hash alone.
//!
//! Limits: at least 0.90 of the argon2id operations per second that the cores reach alone, with the same
//! parameters in the same run; p99 of `GET /api/v1/users/{id}` meanwhile at most 10 times its p99 idle.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a program for developers")]

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use reqwest::Client;
use serde_json::Value;

const SHARE: f64 = 0.90;
const SLOWDOWN: f64 = 10.0;
const ROUNDS: u32 = 5;
/// How long the cores hash alone, before the first round and after each.
const ALONE: Duration = Duration::from_secs(5);
const IDLE_REQUESTS: usize = 1_000;
/// Between two requests, as of somebody who works with the backend: few enough to be no load themselves.
const BETWEEN: Duration = Duration::from_millis(20);

fn main() -> ExitCode {
    let users = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(200_u32);
    let folder = tempfile::tempdir().unwrap();
    let cores = thread::available_parallelism().unwrap().get();
    println!("{cores} cores, load {}", std::fs::read_to_string("/proc/loadavg").unwrap().trim());

    let tool = Tool::start(folder.path());
    tool.import(users);
    // The first passwords: what is measured then compares with the last one, too.
    tool.reset("first.csv");

    let idle = tool.latencies(|asked| asked < IDLE_REQUESTS);
    let mut alone = Rate::default();
    alone.add(alone_for_a_while(cores));
    let (mut reached, mut busy) = (Rate::default(), Vec::new());
    for round in 1..=ROUNDS {
        let running = AtomicBool::new(true);
        thread::scope(|scope| {
            let asking = scope.spawn(|| tool.latencies(|_| running.load(Ordering::Relaxed)));
            let began = Instant::now();
            tool.reset(&format!("{round}.csv"));
            reached.add((2 * users, began.elapsed()));
            running.store(false, Ordering::Relaxed);
            busy.extend(asking.join().unwrap());
        });
        alone.add(alone_for_a_while(cores));
        println!("so far {:.1} operations/s, alone {:.1}", reached.a_second(), alone.a_second());
    }

    let share = reached.a_second() / alone.a_second();
    println!("{ROUNDS} times {users} users reset, 2 operations each: share of the cores {share:.3} (limit {SHARE})");
    let (idle, busy) = (p99(idle), p99(busy));
    let slowdown = busy.as_secs_f64() / idle.as_secs_f64();
    println!("p99 of GET /api/v1/users/{{id}}: {idle:.2?} idle, {busy:.2?} meanwhile");
    println!("slowdown: {slowdown:.1} (limit {SLOWDOWN})");
    if share >= SHARE && slowdown <= SLOWDOWN { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Operations, and the time that they took in all.
#[derive(Default)]
struct Rate(u32, Duration);

impl Rate {
    fn add(&mut self, (operations, time): (u32, Duration)) {
        self.0 += operations;
        self.1 += time;
    }

    fn a_second(&self) -> f64 {
        f64::from(self.0) / self.1.as_secs_f64()
    }
}

/// Operations of all cores, one thread each, with nothing else to do, each in memory of its own.
fn alone_for_a_while(cores: usize) -> (u32, Duration) {
    let done = AtomicU32::new(0);
    let began = Instant::now();
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                let params = Params::new(19_456, 2, 1, None).unwrap();
                let mut memory = vec![Block::new(); params.block_count()];
                let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
                let input = b"32 bytes, as a keyed secret has.";
                let (salt, mut out) = ([7; 16], [0; 32]);
                while began.elapsed() < ALONE {
                    argon2.hash_password_into_with_memory(input, &salt, &mut out, &mut memory).unwrap();
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    (done.into_inner(), began.elapsed())
}

fn p99(mut latencies: Vec<Duration>) -> Duration {
    latencies.sort_unstable();
    latencies[latencies.len() * 99 / 100]
}

/// The built binary, and its `serve` on a database of its own.
struct Tool<'a> {
    folder: &'a Path,
    server: Child,
    address: String,
}

impl<'a> Tool<'a> {
    fn start(folder: &'a Path) -> Self {
        let mut serve = command(folder);
        serve.args(["serve", "--data", "data", "--listen", "127.0.0.1:0", "--token-out", "token"]);
        let mut server = serve.stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(server.stderr.take().unwrap());
        let mut line = String::new();
        let address = loop {
            line.clear();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "serve ended");
            if let Some(address) = line.trim().strip_prefix("listening on ") {
                break address.to_owned();
            }
        };
        // What it says later must not fill a pipe that nobody reads.
        thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        Self { folder, server, address }
    }

    fn run(&self, arguments: &[&str]) {
        let mut tool = command(self.folder);
        tool.args(arguments).args(["--server", &self.address]).stdout(Stdio::null());
        let status = tool.env("OSSMOSIS_TOKEN_FILE", self.folder.join("token")).status().unwrap();
        assert!(status.success(), "{arguments:?} ended with {status}");
    }

    fn import(&self, users: u32) {
        let mut list = std::fs::File::create(self.folder.join("users.csv")).unwrap();
        writeln!(list, "user_id,first_name,last_name,location").unwrap();
        for number in 0..users {
            writeln!(list, "{},Given{number},Family{number},Denver", 4_840_000_000_u64 + u64::from(number)).unwrap();
        }
        self.run(&["users", "import", "users.csv", "-q"]);
    }

    fn reset(&self, secrets: &str) {
        self.run(&["reset-password", "--all", "--generate", "--secrets-out", secrets, "--yes", "-q"]);
    }

    /// How long `GET /api/v1/users/{id}` takes, one after the other on one connection, while `go_on`.
    fn latencies(&self, go_on: impl Fn(usize) -> bool) -> Vec<Duration> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let token = std::fs::read_to_string(self.folder.join("token")).unwrap();
        let url = format!("{}/api/v1/users/4840000000", self.address);
        runtime.block_on(async {
            let client = Client::builder().timeout(Duration::from_secs(30)).build().unwrap();
            let mut latencies = Vec::new();
            while go_on(latencies.len()) {
                let began = Instant::now();
                let answer = client.get(&url).bearer_auth(token.trim()).send().await.unwrap();
                assert_eq!(answer.json::<Value>().await.unwrap()["user"]["user_id"], "4840000000");
                latencies.push(began.elapsed());
                tokio::time::sleep(BETWEEN).await;
            }
            latencies
        })
    }
}

impl Drop for Tool<'_> {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn command(folder: &Path) -> Command {
    let mut tool = Command::new(env!("CARGO_BIN_EXE_ossmosis"));
    tool.env_clear().current_dir(folder).env("HOME", folder);
    tool
}
