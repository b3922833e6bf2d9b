//! What a run was asked for, as its journal has it.

use serde::Deserialize;

use super::changes_run::ChangesSetup;
use super::forgot_run::ForgotSetup;
use crate::journal::Run;
use crate::reset::Setup;

/// What it takes to take a run up again. The command is not asked: a saved plan may have begun it.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum RunSetup {
    /// It sets credentials.
    Reset(Setup),
    /// It changes what is on file.
    Changes(ChangesSetup),
    /// It queues recovery links.
    Forgot(ForgotSetup),
}

impl RunSetup {
    /// `None`: another version began it, and this one cannot take it up.
    pub(super) fn of(run: &Run) -> Option<Self> {
        serde_json::from_value(run.setup.clone()).ok()
    }

    /// How it sets credentials, if it does.
    pub(super) fn reset(&self) -> Option<&Setup> {
        match self {
            Self::Reset(setup) => Some(setup),
            Self::Changes(_) => None,
            Self::Forgot(setup) => setup.reset.as_ref(),
        }
    }
}
