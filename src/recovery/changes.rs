//! Changing credentials in the session of a link.

use rand::SeedableRng;

use super::sessions::{Sessions, Visit};
use crate::db::DbError;
use crate::directory::{ChangedBy, CredentialChange, DirectoryError};
use crate::domain::{CredentialKind, Secret};
use crate::links::{Link, LinkState};
use crate::rules::{Generator, Owner, RuleId, Rules, Strength, Verdict, Violation, check, strength};

/// Draws of a passcode that the directory may refuse as the last one.
const MOST_DRAWS: usize = 5;

/// What the rules say to a password, before it is saved.
pub struct Judged {
    /// Every broken rule, and those that only saving can judge.
    pub verdict: Verdict,
    /// How hard it is to guess.
    pub strength: Option<Strength>,
    /// Whether that is too easy for this provider.
    pub is_weak: bool,
}

/// What became of a change.
pub enum Change<T> {
    /// It is in force.
    Done(T),
    /// It breaks rules, or is too easy to guess; nothing was changed.
    Refused {
        /// Every broken rule.
        violations: Vec<Violation>,
        /// Whether it is too easy to guess.
        is_weak: bool,
    },
    /// Where the user lives it was refused, for this reason; nothing was changed.
    Declined(String),
    /// The session is over, or this page is older than what it shows; nothing was changed.
    Stale,
}

impl Sessions {
    /// The rules in force for the user of a link.
    pub async fn rules(&self, visit: &Visit) -> Result<Rules, DirectoryError> {
        self.directory.rules(Some(&visit.user.location)).await
    }

    /// Judges an application password as far as that is possible without saving it.
    pub fn judge(&self, visit: &Visit, rules: &Rules, password: &Secret) -> Judged {
        let owner = Owner::from(&visit.user);
        let verdict = check(rules, CredentialKind::Application, password.expose(), Some(&owner));
        let strength = strength(password.expose(), Some(&owner));
        let is_weak = strength.as_ref().is_some_and(|strength| strength.score < self.policy.min_score);
        Judged { verdict, strength, is_weak }
    }

    /// Saves an application password that the user chose.
    pub async fn set_password(&self, visit: &Visit, password: &Secret) -> Result<Change<()>, DirectoryError> {
        let rules = self.rules(visit).await?;
        let Judged { verdict, is_weak, .. } = self.judge(visit, &rules, password);
        if is_weak || !verdict.is_valid() {
            return Ok(Change::Refused { violations: verdict.violations, is_weak });
        }
        let change = change(visit, CredentialKind::Application, password, None);
        match self.set(&change).await {
            Ok(()) => Ok(Change::Done(())),
            Err(DirectoryError::RefusedByRules { rules, message }) => {
                Ok(Change::Refused { violations: violations(&rules, &message), is_weak: false })
            }
            Err(DirectoryError::Refused(why)) => {
                Ok(if self.is_stale(visit, None).await? { Change::Stale } else { Change::Declined(why) })
            }
            Err(e) => Err(e),
        }
    }

    /// Makes a temporary voice portal passcode and returns it, to be shown once. `known` is how many the
    /// page knew of: a button pressed twice makes one.
    pub async fn make_passcode(&self, visit: &Visit, known: u64) -> Result<Change<Secret>, DirectoryError> {
        if !matches!(visit.state(), LinkState::Started) {
            return Ok(Change::Stale);
        }
        let rules = self.rules(visit).await?;
        let owner = Owner::from(&visit.user);
        let generator = Generator::new(&rules, CredentialKind::VoicePortal);
        let mut refused = Change::Stale;
        for _ in 0..MOST_DRAWS {
            let mut rng = rand::rngs::StdRng::from_seed(rand::random());
            let drawn = generator.draw(Some(&owner), &mut rng).map_err(|e| DirectoryError::Refused(e.to_string()))?;
            let change = change(visit, CredentialKind::VoicePortal, &drawn, Some(known));
            match self.set(&change).await {
                Ok(()) => return Ok(Change::Done(drawn)),
                // By chance, the last one: draw another.
                Err(DirectoryError::RefusedByRules { rules, message }) => {
                    refused = Change::Refused { violations: violations(&rules, &message), is_weak: false };
                }
                Err(DirectoryError::Refused(_)) if self.is_stale(visit, Some(known)).await? => {
                    return Ok(Change::Stale);
                }
                // A platform may say no more than that it will not have this one.
                Err(DirectoryError::Refused(why)) => refused = Change::Declined(why),
                Err(e) => return Err(e),
            }
        }
        Ok(refused)
    }

    /// Whether it was for its link that a change was refused.
    async fn is_stale(&self, visit: &Visit, known: Option<u64>) -> Result<bool, DirectoryError> {
        let rows = self.db.fetch("SELECT * FROM recovery_links WHERE id = $1", vec![visit.link.id.as_str().into()]);
        let link = Link::read(rows.await?.first().ok_or_else(DbError::gone)?)?;
        let is_open = link.state(self.clock.now()) == LinkState::Started;
        Ok(!is_open || known.is_some_and(|known| known != link.passcodes))
    }

    async fn set(&self, change: &CredentialChange) -> Result<(), DirectoryError> {
        let outcome = self.directory.set_credentials(std::slice::from_ref(change)).await.pop();
        outcome.unwrap_or_else(|| Err(DirectoryError::Unanswered("the directory told no outcome".to_owned())))
    }
}

fn change(visit: &Visit, kind: CredentialKind, secret: &Secret, passcodes: Option<u64>) -> CredentialChange {
    CredentialChange {
        user_id: visit.user.user_id.clone(),
        kind,
        secret: secret.clone(),
        // A passcode is temporary; a password was chosen by the one who uses it.
        must_change: kind == CredentialKind::VoicePortal,
        by: ChangedBy::Link { id: visit.link.id.clone(), passcodes },
        idempotency_key: None,
    }
}

/// What a directory refused by its rules, rule by rule.
fn violations(rules: &[RuleId], message: &str) -> Vec<Violation> {
    let mut sentences = message.split("; ");
    let violation = |rule: &RuleId| Violation {
        rule: *rule,
        message: sentences.next().map_or_else(|| rule.about().to_owned(), str::to_owned),
    };
    rules.iter().map(violation).collect()
}
