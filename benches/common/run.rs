//! The built binary against a stub of the backend, both on this machine.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

use crate::stub::{Behaviour, Stub};

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

/// Resets every user of a backend, with journal and file of new secrets. How the command is run is for
/// the caller to say.
pub(crate) fn reset<T>(backend: &Backend, more: &[&str], run: impl FnOnce(&mut Command) -> T) -> T {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("token"), "a-token-for-the-stub\n").expect("a token");
    let mut tool = Command::new(env!("CARGO_BIN_EXE_ossmosis"));
    tool.env_clear().current_dir(folder.path()).env("HOME", folder.path());
    tool.env("OSSMOSIS_SERVER", backend.stub.url()).env("OSSMOSIS_TOKEN_FILE", folder.path().join("token"));
    tool.args(["reset-password", "--all", "--generate", "--secrets-out", "new.csv", "--yes", "-q", "-o", "ndjson"]);
    run(tool.args(more).stdout(Stdio::null()))
}
