//! Settings: defaults, then the configuration file and its profile, then environment and flags, resolved
//! once to plain values.

mod address;
mod branding;
mod broadworks;
mod data;
mod environment;
mod file;
mod mail;
mod paths;
mod rules;
mod settings;

pub use address::{Server, is_loopback};
pub use broadworks::BroadWorksSettings;
pub use data::{Data, Database, PostgresUrl};
pub use environment::color_is_unwelcome;
pub use mail::{MailServer, MailTarget, MailTls};
pub use paths::Paths;
pub use settings::{Given, Origin, Settings};

/// What `config init` writes.
pub const TEMPLATE: &str = include_str!("template.toml");

/// A setting that is missing or wrong: exit code 10.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ConfigError {
    /// What is wrong, and where.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

impl ConfigError {
    /// An error without a hint.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    /// The same, with what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
