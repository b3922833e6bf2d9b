//! What a reset needs to be taken up again: kept in its journal, without a secret.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Where the secrets of a run came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// They were drawn.
    Drawn,
    /// One of each kind was typed, or read.
    Same,
    /// A file had one for each.
    Each,
}

/// How a reset was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// How many users it is about.
    pub users: usize,
    /// Which credentials it is about.
    pub kinds: Vec<String>,
    /// Where its secrets came from.
    pub origin: Origin,
    /// Whether users have to choose another secret at the next sign-in; `None` is each credential's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub must_change: Option<bool>,
    /// Whether the secrets are shown.
    #[serde(default)]
    pub show: bool,
    /// The file of new secrets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secrets_file: Option<PathBuf>,
    /// Whether that file is for people with a spreadsheet.
    #[serde(default)]
    pub excel: bool,
}

impl Setup {
    /// The file of new secrets of a part of the run: the one that was asked for, then `FILE.2`, `FILE.3` ….
    pub fn part_file(&self, part: u32) -> Option<PathBuf> {
        let file = self.secrets_file.as_ref()?;
        if part == 1 {
            return Some(file.clone());
        }
        let mut name = file.clone().into_os_string();
        name.push(format!(".{part}"));
        Some(PathBuf::from(name))
    }
}
