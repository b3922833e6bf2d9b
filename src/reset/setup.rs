//! What a reset needs to be taken up again: kept in its journal, without a secret.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::secrets_file::Form;
use crate::domain::CredentialKind;
use crate::rules::Style;
use crate::sealed::{Recipients, SealError};
use crate::sheet::Format;

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
    /// For whom it is encrypted; nobody: it is clear.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// The sheet of slips.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letters_file: Option<PathBuf>,
    /// How generated passwords are made up.
    #[serde(default)]
    pub style: String,
    /// Whether new application passwords are proved by signing in.
    #[serde(default)]
    pub proves: bool,
}

impl Setup {
    /// The file of new secrets of a part of the run: the one that was asked for, then `FILE.2`, `FILE.3` ….
    pub fn part_file(&self, part: u32) -> Option<PathBuf> {
        self.secrets_file.as_ref().map(|file| of_part(file, part))
    }

    /// The sheet of slips of a part of the run, likewise.
    pub fn part_letters(&self, part: u32) -> Option<PathBuf> {
        self.letters_file.as_ref().map(|file| of_part(file, part))
    }

    /// How the file of new secrets is written.
    pub fn form(&self) -> Result<Form, SealError> {
        let recipients = (!self.recipients.is_empty()).then(|| Recipients::parse(&self.recipients)).transpose()?;
        Ok(Form { format: if self.excel { Format::Excel } else { Format::Exact }, recipients })
    }

    /// How generated passwords are made up.
    pub fn style(&self) -> Style {
        self.style.parse().unwrap_or_default()
    }

    /// Whether a user has to choose another secret at the next sign-in.
    pub fn must_change(&self, kind: CredentialKind) -> bool {
        self.must_change.unwrap_or(kind.must_change_by_default())
    }
}

fn of_part(file: &Path, part: u32) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    if part > 1 {
        name.push(format!(".{part}"));
    }
    PathBuf::from(name)
}
