//! Resetting credentials: the plan decides and writes nothing, carrying it out decides nothing.

mod execute;
mod plan;
mod secrets_file;

pub use execute::{Carried, execute};
pub use plan::{Demands, Plan, PlanError, Planned, Wanted, plan};
pub use secrets_file::{COLUMNS as SECRET_COLUMNS, SecretsFile, SecretsFileError};
