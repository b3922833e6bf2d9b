//! What OCI-P's errors mean to those who call a directory.

use super::super::DirectoryError;
use crate::ocip::{Fault, OcipError};

impl From<OcipError> for DirectoryError {
    /// Of a call that only read: nothing has happened.
    fn from(error: OcipError) -> Self {
        match error {
            OcipError::Unreachable(message) => Self::Unreachable(message),
            OcipError::NotAllowed(message) => Self::NotAllowed(message),
            OcipError::Busy { message, retry_after } => Self::Busy { message, retry_after },
            OcipError::Unanswered(message) => Self::Unanswered(message),
        }
    }
}

/// The same of a call that may have changed something.
pub(super) fn of_write(error: OcipError) -> DirectoryError {
    match error {
        // The front end took it; whether the application server had it nobody says.
        OcipError::Busy { message, .. } => DirectoryError::Unanswered(message),
        other => other.into(),
    }
}

/// What a command was refused with. For a broken rule no error number is known, so the sentence is told as it is.
pub(super) fn of_fault(fault: &Fault) -> DirectoryError {
    match fault.code {
        Some(Fault::NO_USER | Fault::NO_GROUP) => DirectoryError::NotFound(fault.summary.clone()),
        Some(Fault::UNAUTHORIZED) => DirectoryError::NotAllowed(
            "BroadWorks does not allow this login to do that (error 5404): its access policy, or the service provider \
             or group that it belongs to, leaves it out"
                .to_owned(),
        ),
        Some(Fault::UNKNOWN_COMMAND) => DirectoryError::Refused(format!(
            "this release of BroadWorks does not take the command (error 6004): {}",
            fault.summary
        )),
        Some(code) => DirectoryError::Refused(format!("BroadWorks refuses it: {} (error {code})", fault.summary)),
        None => DirectoryError::Refused(format!("BroadWorks refuses it: {}", fault.summary)),
    }
}

/// What a command that changes something came to.
pub(super) fn of_change<T>(outcome: Result<Result<T, Fault>, OcipError>) -> Result<(), DirectoryError> {
    match outcome {
        Ok(Ok(_)) => Ok(()),
        // A warning does not say that nothing was changed.
        Ok(Err(fault)) if fault.is_mild => {
            Err(DirectoryError::Unanswered(format!("BroadWorks answers with a warning: {}", fault.summary)))
        }
        Ok(Err(fault)) => Err(of_fault(&fault)),
        Err(e) => Err(of_write(e)),
    }
}
