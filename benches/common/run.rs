//! The built binary against a stub of the backend, both on this machine.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use crate::stub::{Behaviour, Stub};

/// Between two looks at what a process holds.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// A stub, on a thread of its own.
pub(crate) struct Backend {
    pub(crate) stub: Stub,
    _runtime: Runtime,
}

impl Backend {
    pub(crate) fn start(behaviour: Behaviour) -> Self {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
        Self { stub: runtime.block_on(Stub::start(behaviour)), _runtime: runtime }
    }

    /// From the first call that changes something to the last answer.
    pub(crate) fn busy(&self) -> Duration {
        let state = self.stub.state();
        state.last_answer.zip(state.first_call).map_or(Duration::ZERO, |(last, first)| last - first)
    }
}

/// Resets every user of a backend, with journal and file of new secrets. Returns the most memory it held, in KiB.
pub(crate) fn reset(backend: &Backend, more: &[&str]) -> u64 {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("token"), "a-token-for-the-stub\n").expect("a token");
    let mut tool = Command::new(env!("CARGO_BIN_EXE_ossmosis"));
    tool.env_clear().current_dir(folder.path()).env("HOME", folder.path());
    tool.env("OSSMOSIS_SERVER", backend.stub.url()).env("OSSMOSIS_TOKEN_FILE", folder.path().join("token"));
    tool.args(["reset-password", "--all", "--generate", "--secrets-out", "new.csv", "--yes", "-q", "-o", "ndjson"]);
    peak_of(tool.args(more))
}

/// Runs a command to its end, which has to be a good one. Returns the most memory it held, in KiB: its own high-water
/// mark as the kernel keeps it, and what its children held at a time, memory that processes share counted once.
pub(crate) fn peak_of(command: &mut Command) -> u64 {
    let mut child: Child = command.stdout(Stdio::null()).spawn().expect("it starts");
    let (mut own, mut children) = (0, 0);
    let process = format!("/proc/{}", child.id());
    loop {
        own = own.max(kib(Path::new(&process).join("status"), "VmHWM:"));
        children = children.max(pss_of_children(&process));
        if let Some(status) = child.try_wait().expect("its end") {
            assert!(status.success(), "{command:?} ended with {status}");
            return own + children;
        }
        thread::sleep(LOOK_EVERY);
    }
}

fn pss_of_children(process: &str) -> u64 {
    let children = fs::read_to_string(format!("{process}/task/{}/children", process.trim_start_matches("/proc/")));
    let children = children.unwrap_or_default();
    children.split_whitespace().map(|child| kib(format!("/proc/{child}/smaps_rollup"), "Pss:")).sum()
}

/// A size in one of the kernel's lists; nothing where the process has ended.
fn kib(path: impl AsRef<Path>, name: &str) -> u64 {
    let list = fs::read_to_string(path).unwrap_or_default();
    let line = list.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}
