//! What stands in a run's folder: the items of its plan, and the records of its journal.

use serde::{Deserialize, Serialize};

use crate::api::{ErrorBody, PatchBody, UserBody};

/// The version of the format.
pub(super) const VERSION: u32 = 3;

/// One item of a run's plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Whom it is about.
    pub user_id: String,
    /// Which credential, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
    /// The user as they were when the run was planned, where it takes more than their id to carry it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<Box<UserBody>>,
    /// What is to be done, where that is neither to set a credential nor to queue a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Box<Change>>,
    /// The line of the file that asks for it, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
}

/// What is to be done about a user, but for credentials and new links. Done twice it comes to the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The user is created.
    Create(PatchBody),
    /// What is on file about the user is changed.
    Update(PatchBody),
    /// This email is programmed; `None` removes the one on file.
    Email(Option<String>),
    /// The recovery link with this id is taken back.
    Revoke(String),
}

impl Item {
    /// An item about a user, and no credential.
    pub fn of(user_id: &impl ToString) -> Self {
        Self { user_id: user_id.to_string(), credential: None, user: None, change: None, line: None }
    }
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
    /// It was about to be sent, and was not.
    NotSent,
}

/// A line of a journal. Items are named by their place in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
pub(super) enum Record {
    /// The first line.
    Begun {
        /// The format's version.
        version: u32,
        /// The command, without its arguments.
        command: String,
        /// The server.
        server: String,
        /// When (RFC 3339).
        at: String,
        /// How many items the plan has.
        items: usize,
        /// The plan's fingerprint.
        plan: String,
        /// What the command needs to take the run up again, as it wrote it.
        #[serde(default, skip_serializing_if = "serde_json::Value::is_null")]
        setup: serde_json::Value,
    },
    /// Items of this stretch are about to be sent, those excepted that are done.
    About {
        /// The first.
        from: usize,
        /// The one after the last.
        to: usize,
    },
    /// What became of the items of this stretch.
    Outcome {
        /// The first.
        from: usize,
        /// The one after the last.
        to: usize,
        /// What became of each.
        result: Result,
        /// Why not, if not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        error: Option<ErrorBody>,
    },
    /// The run was taken up again.
    TakenUp {
        /// When (RFC 3339).
        at: String,
        /// Which part of the run begins, the first being 1: what is done from here on is done with the secrets of
        /// this part.
        part: u32,
    },
    /// Nothing more will be sent, unless the run is taken up again.
    Ended {
        /// When (RFC 3339).
        at: String,
    },
}
