//! Refusals that every directory of ours words alike.

use super::DirectoryError;
use crate::domain::{CredentialKind, UserId};
use crate::rules::{RuleId, Rules, Violation};

/// No user has this id.
pub(super) fn unknown(user: &UserId) -> DirectoryError {
    DirectoryError::NotFound(format!("no user has the id {user}"))
}

/// Another change was made under this idempotency key.
pub(super) fn key_taken() -> DirectoryError {
    DirectoryError::Conflict("its idempotency key was used for another change".to_owned())
}

/// A new user needs a location.
pub(super) fn no_location(user: &UserId) -> DirectoryError {
    DirectoryError::Refused(format!("{user} is new and has no location"))
}

/// Whether the last secret, and the last secret reversed, may not be used again.
pub(super) fn previous_rules(rules: &Rules, kind: CredentialKind) -> (bool, bool) {
    match kind {
        CredentialKind::Application => (rules.application.not_previous, rules.application.not_previous_reversed),
        CredentialKind::VoicePortal => (rules.voice_portal.not_previous, false),
    }
}

/// It is the last secret.
pub(super) fn not_previous(kind: CredentialKind) -> Violation {
    Violation { rule: RuleId::NotPrevious, message: format!("it is the last {}", kind.noun()) }
}

/// It is the last secret reversed.
pub(super) fn not_previous_reversed(kind: CredentialKind) -> Violation {
    Violation { rule: RuleId::NotPreviousReversed, message: format!("it is the last {} backwards", kind.noun()) }
}
