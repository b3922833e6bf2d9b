//! The state of a user's credentials. The command that tells of a passcode's state holds the passcode in clear: it is
//! left unread where answers are read.

use super::super::DirectoryError;
use super::BroadWorksDirectory;
use super::errors::of_fault;
use crate::domain::{CredentialKind, CredentialState, UserId};
use crate::ocip::{Command, Family};

/// Since 2022.08 the state of a password says also whether there is one.
const PASSWORD_STATE: Family = Family { name: "password state", forms: 2 };

impl BroadWorksDirectory {
    /// Both states, application first.
    pub(super) async fn states(&self, user: &UserId) -> Result<Vec<CredentialState>, DirectoryError> {
        let password = |form: usize| {
            let names = ["UserPasswordInfoGetRequest22", "UserPasswordInfoGetRequest"];
            Command::new(names[form]).text("userId", user.as_str())
        };
        let (_, password) = self.client.read_newest(PASSWORD_STATE, password).await?;
        let password = password.map_err(|fault| of_fault(&fault))?;
        let passcode = Command::new("UserPortalPasscodeGetInfoRequest").text("userId", user.as_str());
        let passcode = self.client.read_one(passcode).await?.map_err(|fault| of_fault(&fault))?;
        let state = |kind, set, locked| CredentialState { kind, set, must_change: false, changed_at: None, locked };
        Ok(vec![
            state(
                CredentialKind::Application,
                password.flag("hasPassword").unwrap_or(true),
                password.flag("isLoginDisabled"),
            ),
            state(CredentialKind::VoicePortal, true, passcode.flag("isLoginDisabled")),
        ])
    }
}
