//! Resetting credentials: the plan decides and writes nothing; carrying it out puts secrets and journal on disk ahead
//! of the wire, and decides nothing.

mod execute;
mod letters;
mod letters_file;
mod plan;
mod prepare;
mod prove;
mod rows;
mod secrets_file;
mod setup;
mod supply;
mod take_up;

pub use execute::{Carried, Job, Recorder};
pub use letters::{Slip, SlipCredential, Slips};
pub use letters_file::Letters;
pub use plan::{PlanError, ResetPlan, RulesAt, Wanted, plan, read_item};
pub use prepare::{PrepareError, Preparer};
pub use prove::Proved;
pub use rows::{COLUMNS as SECRET_COLUMNS, Rows, SecretRow};
pub use secrets_file::{Finished, Form, SecretsFile, SecretsFileError, unresolved_beside};
pub use setup::{Origin, Setup};
pub use supply::{Source, Supply, SupplyError};
pub use take_up::take_up;
