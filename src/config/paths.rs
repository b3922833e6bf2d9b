//! Where files are kept (XDG Base Directory Specification).

use std::path::PathBuf;

use etcetera::{AppStrategy, AppStrategyArgs};
use sha2::{Digest, Sha256};

use super::ConfigError;

/// The folders of this user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The configuration file.
    pub config_file: PathBuf,
    /// Tokens of servers.
    pub credentials_file: PathBuf,
    /// The embedded backend.
    pub data: PathBuf,
    /// What `demo` makes.
    pub demo: PathBuf,
    /// Journals of runs.
    pub runs: PathBuf,
    /// What was learned of servers: forms of commands, rules as they were last shown.
    pub learned: PathBuf,
}

impl Paths {
    /// Finds them; `config_file` replaces the usual one.
    pub fn find(config_file: Option<PathBuf>) -> Result<Self, ConfigError> {
        let app = AppStrategyArgs { app_name: "ossmosis".to_owned(), ..AppStrategyArgs::default() };
        let xdg = etcetera::app_strategy::Xdg::new(app)
            .map_err(|e| ConfigError::new(format!("no home folder: {e}")).hint("set HOME, or the XDG_… variables"))?;
        let data = xdg.data_dir();
        let demo = data.with_file_name("ossmosis-demo");
        let state = xdg.state_dir().unwrap_or_else(|| data.clone());
        let (runs, learned) = (state.join("runs"), state.join("servers"));
        Ok(Self {
            config_file: config_file.unwrap_or_else(|| xdg.config_dir().join("config.toml")),
            credentials_file: xdg.config_dir().join("credentials.toml"),
            data,
            demo,
            runs,
            learned,
        })
    }

    /// Where is kept what was learned of this kind, of a server or a place there.
    pub fn learned_of(&self, kind: &str, of: &str) -> PathBuf {
        let name: String = Sha256::digest(of.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        self.learned.join(format!("{kind}-{name}.json"))
    }
}
