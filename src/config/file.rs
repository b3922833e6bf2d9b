//! The configuration file as it is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::ConfigError;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfigFile {
    pub(super) profile: Option<String>,
    pub(super) server: Option<String>,
    pub(super) public_url: Option<String>,
    pub(super) mail: Option<String>,
    pub(super) mail_password_file: Option<String>,
    pub(super) mail_from: Option<String>,
    pub(super) timeout: Option<String>,
    #[serde(default)]
    pub(super) protected: Vec<String>,
    #[serde(default)]
    pub(super) recovery: RecoverySection,
    #[serde(default)]
    pub(super) branding: BrandingSection,
    #[serde(default)]
    pub(super) rules: RulesSection,
    #[serde(default)]
    pub(super) hashing: HashingSection,
    #[serde(default)]
    pub(super) broadworks: BroadWorksSection,
    #[serde(default)]
    pub(super) profiles: BTreeMap<String, Profile>,
}

/// What a profile may say in place of the file's own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Profile {
    pub(super) server: Option<String>,
    pub(super) public_url: Option<String>,
    pub(super) mail: Option<String>,
    pub(super) mail_password_file: Option<String>,
    pub(super) mail_from: Option<String>,
    pub(super) timeout: Option<String>,
    pub(super) xsi_url: Option<String>,
}

/// How a BroadWorks system is spoken to.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BroadWorksSection {
    pub(super) xsi_url: Option<String>,
    pub(super) sockets: Option<usize>,
    pub(super) ca_file: Option<PathBuf>,
    pub(super) portal_rules: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecoverySection {
    pub(super) link_life: Option<String>,
    pub(super) session_life: Option<String>,
    pub(super) challenge: Option<String>,
    pub(super) time_zone: Option<String>,
}

/// How the provider looks in mails and on the recovery site.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BrandingSection {
    pub(super) name: Option<String>,
    pub(super) logo: Option<PathBuf>,
    pub(super) color: Option<String>,
    pub(super) help: Option<String>,
    pub(super) voice_portal: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RulesSection {
    pub(super) min_score: Option<u8>,
    #[serde(default)]
    pub(super) application: toml::Table,
    #[serde(default, rename = "voice-portal")]
    pub(super) voice_portal: toml::Table,
    #[serde(default)]
    pub(super) locations: BTreeMap<String, LocationRules>,
}

/// Rules of a location that differ from those elsewhere.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LocationRules {
    #[serde(default)]
    pub(super) application: toml::Table,
    #[serde(default, rename = "voice-portal")]
    pub(super) voice_portal: toml::Table,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HashingSection {
    pub(super) memory_kib: Option<u32>,
    pub(super) iterations: Option<u32>,
    pub(super) parallelism: Option<u32>,
}

impl ConfigFile {
    /// Reads the file. One that is not there is empty, unless it was asked for by name.
    pub(super) fn read(path: &Path, must_exist: bool) -> Result<Option<Self>, ConfigError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound && !must_exist => return Ok(None),
            Err(e) => return Err(ConfigError::new(format!("{}: {e}", path.display()))),
        };
        let file = toml::from_str(&text);
        file.map(Some).map_err(|e| ConfigError::new(format!("{}: {}", path.display(), e.to_string().trim_end())))
    }
}
