//! A place of its own for each test: home, configuration, data and journals below one temporary folder,
//! and the real binary.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use tempfile::TempDir;

/// Hashing at test cost: the least that argon2 takes.
const CONFIG: &str = "[hashing]\nmemory_kib = 8\niterations = 1\n[recovery]\ntime_zone = \"UTC\"\n";

/// A place to run the tool in.
pub(crate) struct Sandbox {
    folder: TempDir,
    server: Option<String>,
}

/// What a run of the tool came to.
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Sandbox {
    /// An empty place without a server.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("config.toml"), CONFIG).unwrap();
        Self { folder, server: None }
    }

    /// A place with an embedded backend that holds the 1,200 sample users.
    #[cfg(feature = "server")]
    pub(crate) fn with_sample_users() -> Self {
        let sandbox = Self::embedded();
        sandbox.run(&["users", "import", &data("users.csv")]).succeeds();
        sandbox
    }

    /// A place with an empty embedded backend.
    #[cfg(feature = "server")]
    pub(crate) fn embedded() -> Self {
        let mut sandbox = Self::new();
        sandbox.server = Some(format!("embedded:{}", sandbox.path("data").display()));
        sandbox
    }

    /// The same place, working on this server.
    pub(crate) fn on(mut self, server: &str) -> Self {
        self.server = Some(server.to_owned());
        self
    }

    /// A path below the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The same as text.
    pub(crate) fn file(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    /// Writes a file below the folder, and returns its path.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), content).unwrap();
        self.file(name)
    }

    /// Adds to the configuration file.
    #[cfg(feature = "server")]
    pub(crate) fn configure(&self, lines: &str) {
        self.write("config.toml", format!("{lines}\n{CONFIG}"));
    }

    /// The tool, ready to be run here with these arguments.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        self.command_of(env!("CARGO_BIN_EXE_ossmosis"), arguments)
    }

    fn command_of(&self, binary: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary);
        command.args(arguments).env_clear().current_dir(self.folder.path()).env("HOME", self.folder.path());
        for (name, folder) in [("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "share"), ("XDG_STATE_HOME", "state")] {
            command.env(name, self.path(folder));
        }
        command.env("OSSMOSIS_CONFIG", self.path("config.toml")).env("OSSMOSIS_TIMEOUT", "5s");
        if let Some(server) = &self.server {
            command.env("OSSMOSIS_SERVER", server);
        }
        if self.path("token").exists() {
            command.env("OSSMOSIS_TOKEN_FILE", self.path("token"));
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the tool without a terminal and without input.
    #[must_use]
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        self.run_with_input(arguments, "")
    }

    /// Runs the tool with this on standard input.
    #[must_use]
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Outcome {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A tool that ends without reading its input is no failure of the test.
        let _ = stdin.write_all(input.as_ref());
        drop(stdin);
        child.wait_with_output().unwrap().into()
    }

    /// The exit code, and what was said, where this folder is on a disk of so little room; afterwards what it holds is on
    /// one with more. `None`: only root may make a disk.
    pub(crate) fn run_on_small_disk(
        &self,
        folder: &str,
        size: &str,
        arguments: &[&str],
    ) -> Option<(Option<i32>, String)> {
        std::fs::create_dir_all(self.path(folder)).unwrap();
        let mount = format!(
            "mount -t tmpfs -o size={size},mode=700 full {folder} && \"$@\"; code=$?; cp -r {folder} kept; exit $code"
        );
        let tool = self.command(arguments);
        let mut small = Command::new("unshare");
        small.args(["--mount", "sh", "-c", &mount, "sh"]).arg(tool.get_program()).args(tool.get_args());
        small.env_clear().env("PATH", "/usr/bin:/bin:/sbin").current_dir(tool.get_current_dir().unwrap());
        small.envs(tool.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let output = small.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if said.contains("unshare failed") || said.contains("must be superuser") {
            return None;
        }
        std::fs::remove_dir_all(self.path(folder)).unwrap();
        std::fs::rename(self.path("kept"), self.path(folder)).unwrap();
        Some((output.status.code(), said))
    }

    /// Runs the tool, which has to succeed, and reads its standard output as JSON.
    pub(crate) fn json(&self, arguments: &[&str]) -> serde_json::Value {
        self.run(&[arguments, &["-o", "json"]].concat()).succeeds().json()
    }

    /// Starts `serve` here, and works on it from now on. A build without the backend has another one
    /// serve; without one named in the environment, there is nothing to serve with.
    pub(crate) fn serve(&mut self, arguments: &[&str]) -> Option<Served> {
        let fixed = ["--data", &self.file("served"), "--token-out", &self.file("token")];
        let served = self.start("serve", &[&fixed, arguments].concat())?;
        self.server = Some(served.address.clone());
        Some(served)
    }

    /// The same, with its data in this PostgreSQL database.
    #[cfg(feature = "server")]
    pub(crate) fn serve_on(&mut self, database: &str) -> Served {
        let served = self.start("serve", &["--data", database, "--token-out", &self.file("token")]).unwrap();
        self.server = Some(served.address.clone());
        served
    }

    /// Starts `serve` here, with a name for its log. Several may run at once.
    pub(crate) fn start(&self, name: &str, arguments: &[&str]) -> Option<Served> {
        let binary = serving_binary()?;
        let fixed = ["serve", "--listen", "127.0.0.1:0"];
        let mut command = self.command_of(&binary, &[&fixed, arguments].concat());
        // What stands in this file moves the clock of the server while it runs.
        if self.path("clock").exists() {
            command.env("LD_PRELOAD", "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
            command.env("FAKETIME_TIMESTAMP_FILE", self.path("clock")).env("FAKETIME_NO_CACHE", "1");
            command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        }
        let mut child = command.env("OSSMOSIS_LOG", "debug").stdout(Stdio::null()).spawn().unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        let mut said = String::new();
        let address = loop {
            line.clear();
            assert_ne!(stderr.read_line(&mut line).unwrap(), 0, "serve ended: {said}");
            said.push_str(&line);
            if let Some(address) = line.trim().strip_prefix("listening on ") {
                break address.to_owned();
            }
        };
        // What it says later must not fill a pipe that nobody reads.
        let mut log = std::fs::File::create(self.path(&format!("{name}.log"))).unwrap();
        std::thread::spawn(move || std::io::copy(&mut stderr, &mut log));
        Some(Served { child, address })
    }
}

#[cfg(feature = "server")]
#[expect(clippy::unnecessary_wraps, reason = "a slim build may have none")]
fn serving_binary() -> Option<String> {
    Some(env!("CARGO_BIN_EXE_ossmosis").to_owned())
}

#[cfg(not(feature = "server"))]
#[expect(clippy::disallowed_methods, reason = "how a slim build is told what to be tested against")]
fn serving_binary() -> Option<String> {
    std::env::var("OSSMOSIS_TEST_SERVER").ok()
}

/// A running backend; it ends with the test.
pub(crate) struct Served {
    child: Child,
    pub(crate) address: String,
}

impl Served {
    /// Asks it to end, as an init system would, and returns its exit code.
    #[cfg(feature = "server")]
    pub(crate) fn terminate(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("sh").args(["-c", &format!("kill -TERM {pid}")]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Outcome {
    /// It ended with this code.
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// It ended with 0.
    pub(crate) fn succeeds(self) -> Self {
        self.ends_with(0)
    }

    /// Standard error holds this.
    pub(crate) fn says(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "stderr does not say {text:?}:\n{}", self.stderr);
        self
    }

    /// Standard output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|e| panic!("{e}\nstdout:\n{}\nstderr:\n{}", self.stdout, self.stderr))
    }
}

/// A file of the sample data.
pub(crate) fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name).display().to_string()
}
