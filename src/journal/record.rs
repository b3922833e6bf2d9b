//! The lines of a journal.

use serde::{Deserialize, Serialize};

use crate::api::ErrorBody;

/// One item of a run's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Whom it is about.
    pub user_id: String,
    /// Which credential, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Result {
    /// It took effect.
    Done,
    /// It did not.
    Failed,
    /// Nobody knows.
    Unknown,
    /// It was left out on purpose.
    Skipped,
}

/// A line of a journal. Items are named by their place in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
pub enum Record {
    /// The first line.
    Begun {
        /// The format's version: 1.
        version: u32,
        /// The command, without its arguments.
        command: String,
        /// The server.
        server: String,
        /// When (RFC 3339).
        at: String,
        /// What is to be done.
        items: Vec<Item>,
    },
    /// These items are about to be sent.
    About {
        /// Their places.
        items: Vec<usize>,
    },
    /// What became of an item.
    Outcome {
        /// Its place.
        item: usize,
        /// What became of it.
        result: Result,
        /// Why not, if not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        error: Option<ErrorBody>,
    },
    /// The last line: nothing more will be sent.
    Ended {
        /// When (RFC 3339).
        at: String,
    },
}
