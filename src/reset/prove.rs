//! Proving new application passwords: each is tried where the applications sign in, once.

use futures_util::{StreamExt, stream};

use crate::api::ErrorBody;
use crate::bulk::{Numbered, StopSwitch};
use crate::directory::{CredentialChange, Directory, DirectoryError};
use crate::domain::CredentialKind;

/// What trying came to.
#[derive(Default)]
pub struct Proved {
    /// Those that were set and do not sign in.
    pub refused: Vec<Numbered<CredentialChange>>,
    /// How many were set and could not be tried.
    pub untried: usize,
    /// Why, of the first of them.
    pub why_untried: Option<ErrorBody>,
}

impl Proved {
    /// The same with what came to another before it.
    pub fn add(&mut self, before: Self) {
        self.refused.extend(before.refused);
        self.untried += before.untried;
        self.why_untried = before.why_untried.or(self.why_untried.take());
    }
}

/// What is said of a password that was set and does not sign in.
pub(super) fn does_not_sign_in() -> DirectoryError {
    DirectoryError::Refused("it was set, and does not sign in".to_owned())
}

/// Tries each of these, a few at once. A wrong one counts towards a lock-out there, so none is tried twice.
pub(super) async fn prove(
    directory: &dyn Directory,
    set: Vec<Numbered<CredentialChange>>,
    jobs: usize,
    stop: &StopSwitch,
) -> Proved {
    let attempt = async |one: Numbered<CredentialChange>| {
        let CredentialChange { user_id, secret, .. } = &one.item;
        if stop.is_stopped() {
            let why = DirectoryError::Unreachable("the run was stopped before it was tried".to_owned());
            return (one, Err(why));
        }
        let answer = directory.sign_in(user_id, CredentialKind::Application, secret).await;
        (one, answer)
    };
    let tried: Vec<_> = stream::iter(set).map(attempt).buffered(jobs.max(1)).collect().await;
    let mut proved = Proved::default();
    for (one, answer) in tried {
        match answer {
            Ok(answer) if answer.accepted => {}
            Ok(_) => proved.refused.push(one),
            Err(e) => {
                proved.untried += 1;
                proved.why_untried.get_or_insert_with(|| ErrorBody::from(&e));
            }
        }
    }
    proved
}
