//! Setting credentials, without the old ones: as an administrator does.

use super::super::{CredentialChange, DirectoryError};
use super::BroadWorksDirectory;
use super::errors::of_change;
use crate::domain::{CredentialKind, Email, Secret, UserId};
use crate::ocip::{Command, OcipError};

/// Calls for an email before its error counts: programming it twice is harmless.
const EMAIL_ATTEMPTS: usize = 3;

impl BroadWorksDirectory {
    /// One outcome a change, in order. Changes that go out together are commands of one document; whether one that
    /// fails takes others with it nobody says, so each counts by its own answer alone.
    pub(super) async fn set_all(&self, changes: &[CredentialChange]) -> Vec<Result<(), DirectoryError>> {
        let mut outcomes = Vec::with_capacity(changes.len());
        for some in changes.chunks(super::WRITES_A_DOCUMENT) {
            let commands: Vec<Command> = some.iter().filter(|change| survives(&change.secret)).map(command).collect();
            let answers = if commands.is_empty() { Vec::new() } else { self.client.write(&commands).await };
            let mut answers = answers.into_iter();
            outcomes.extend(some.iter().map(|change| {
                if !survives(&change.secret) {
                    let why = "BroadWorks would not keep it as it is: it has a blank at an end, or two in a row";
                    return Err(DirectoryError::Refused(why.to_owned()));
                }
                let untold = || Err(OcipError::Unanswered("the server told nothing of it".to_owned()));
                of_change(answers.next().unwrap_or_else(untold))
            }));
        }
        outcomes
    }

    /// Programs an email, or removes it.
    pub(super) async fn program_email(&self, user: &UserId, email: Option<&Email>) -> Result<(), DirectoryError> {
        let command = Command::new("UserModifyRequest17sp4").text("userId", user.as_str());
        let command = match email {
            Some(email) => command.text("emailAddress", email.as_str()),
            None => command.nil("emailAddress"),
        };
        let mut attempt = 1;
        loop {
            let outcome = self.client.write(std::slice::from_ref(&command)).await.pop();
            match of_change(outcome.unwrap_or_else(|| Err(OcipError::Unanswered("nothing was told".to_owned())))) {
                Err(DirectoryError::Unanswered(_)) if attempt < EMAIL_ATTEMPTS => attempt += 1,
                outcome => return outcome,
            }
        }
    }
}

fn command(change: &CredentialChange) -> Command {
    let user = change.user_id.as_str();
    match change.kind {
        CredentialKind::Application => {
            Command::new("PasswordModifyRequest").text("userId", user).secret("newPassword", &change.secret)
        }
        CredentialKind::VoicePortal => {
            Command::new("UserPortalPasscodeModifyRequest").text("userId", user).secret("newPasscode", &change.secret)
        }
    }
}

/// Whether the other side keeps a secret to the letter: in a token of XML, blanks at the ends go and others collapse.
fn survives(secret: &Secret) -> bool {
    let text = secret.expose();
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
    !(text.starts_with(is_blank)
        || text.ends_with(is_blank)
        || text.contains("  ")
        || text.chars().any(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_that_would_be_altered_on_the_way_is_not_sent() {
        for (text, whole) in
            [("a b", true), (" a", false), ("a ", false), ("a  b", false), ("a\tb", false), ("é漢", true)]
        {
            assert_eq!(survives(&Secret::new(text.to_owned())), whole, "{text:?}");
        }
    }
}
