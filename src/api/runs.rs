//! The journals of runs as JSON.

use serde::Serialize;

use super::ErrorBody;

/// A run.
#[derive(Clone, Debug, Serialize)]
pub struct RunBody {
    /// Its id.
    pub run_id: String,
    /// The command, without its arguments.
    pub command: String,
    /// When it began (RFC 3339).
    pub started_at: String,
    /// `running`, `done`, `partial` or `interrupted`.
    pub state: &'static str,
    /// Items planned.
    pub selected: usize,
    /// Of them, done.
    pub done: usize,
    /// Of them, failed.
    pub failed: usize,
    /// Of them, in doubt.
    pub unknown: usize,
    /// Of them, not begun.
    pub left: usize,
}

/// `runs list`.
#[derive(Debug, Serialize)]
pub struct RunsDocument {
    /// [`super::RUNS_SCHEMA`].
    pub schema: &'static str,
    /// The runs, newest first.
    pub runs: Vec<RunBody>,
}

/// One item of a run.
#[derive(Clone, Debug, Serialize)]
pub struct RunItem {
    /// Whom it is about.
    pub user_id: String,
    /// Which credential, where it is about one.
    pub credential: Option<String>,
    /// `done`, `failed`, `unknown`, `skipped` or `left`.
    pub outcome: &'static str,
    /// The file that holds its secret in force, where the run wrote one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secrets_file: Option<String>,
    /// Why not, if not.
    pub error: Option<ErrorBody>,
}

/// `runs show`; beside these fields its document has `items`: its [`RunItem`]s, in the order of the plan.
#[derive(Debug, Serialize)]
pub struct RunDocument {
    /// [`super::RUN_SCHEMA`].
    pub schema: &'static str,
    /// The run.
    pub run: RunBody,
    /// The server it worked on.
    pub server: String,
}
