//! Checking a secret: every broken rule with its reason, not just the first.

use super::{RuleId, Rules};
use crate::domain::{CredentialKind, User, phone_variants};

/// What is known of the person whose secret it is. Some rules cannot be judged without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    /// Their user id.
    pub user_id: String,
    /// Their extension, if on file.
    pub extension: Option<String>,
    /// Their number, if on file.
    pub phone_number: Option<String>,
    /// Whether extension and number are known at all; if not, the rules on them stay unchecked.
    pub numbers_known: bool,
    /// Their names, location and department: words that make a password easy to guess.
    pub words: Vec<String>,
}

impl Owner {
    /// An owner of whom nothing but the user id is known.
    pub fn with_user_id(user_id: &str) -> Self {
        Self { user_id: user_id.to_owned(), ..Self::default() }
    }

    /// Their extension and their number in every shape in which it is dialled.
    pub(super) fn numbers(&self) -> Vec<String> {
        let dialled = self.phone_number.iter().flat_map(|number| phone_variants(number));
        self.extension.iter().cloned().chain(dialled).collect()
    }
}

impl From<&User> for Owner {
    fn from(user: &User) -> Self {
        let words = [Some(&user.first_name), Some(&user.last_name), user.department.as_ref()];
        // The company, as far as it is known: the first label of the mail domain.
        let email = user.email.as_ref().into_iter().flat_map(|email| {
            let company = email.as_str().rsplit('@').next().and_then(|domain| domain.split('.').next());
            [Some(email.local_part()), company].into_iter().flatten().map(str::to_owned).collect::<Vec<_>>()
        });
        let digits = user.phone_number.iter().flat_map(|number| phone_variants(number));
        Self {
            user_id: user.user_id.to_string(),
            extension: user.extension.clone(),
            phone_number: user.phone_number.clone(),
            numbers_known: true,
            words: words
                .into_iter()
                .flatten()
                .cloned()
                .chain([user.location.to_string()])
                .chain(email)
                .chain(digits)
                .filter(|word| !word.is_empty())
                .collect(),
        }
    }
}

/// A broken rule and one plain sentence about it. The sentence never quotes the secret, only characters
/// that are not allowed in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which rule.
    pub rule: RuleId,
    /// What is wrong.
    pub message: String,
}

/// The outcome of a check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Every broken rule, in the order of the rules.
    pub violations: Vec<Violation>,
    /// Rules in force that could not be judged here: those on earlier secrets, which only the server
    /// knows, and those on the owner when nobody said who it is.
    pub unchecked: Vec<RuleId>,
}

impl Verdict {
    /// Whether no rule is broken.
    pub fn is_valid(&self) -> bool {
        self.violations.is_empty()
    }
}

/// Judges a secret by the rules, for its owner if that is known. The empty secret is judged like any other.
pub fn check(rules: &Rules, kind: CredentialKind, secret: &str, owner: Option<&Owner>) -> Verdict {
    let broken = broken(rules, kind, secret, owner);
    let violations = broken.into_iter().map(|(rule, message)| Violation { rule, message }).collect();
    let numbers_known = owner.is_some_and(|owner| owner.numbers_known);
    let unchecked = rules
        .entries(kind)
        .into_iter()
        .map(|(rule, _)| rule)
        .filter(|rule| match rule {
            RuleId::NotPrevious | RuleId::NotPreviousReversed => true,
            RuleId::NotUserId => owner.is_none(),
            RuleId::NotOwnNumber | RuleId::NotOwnNumberReversed => !numbers_known,
            _ => false,
        })
        .collect();
    Verdict { violations, unchecked }
}

/// A rule and what is wrong by it; what the two rule sets return.
pub(super) type Broken = (RuleId, String);

/// The rules that a secret breaks, as far as can be judged here.
pub(super) fn broken(rules: &Rules, kind: CredentialKind, secret: &str, owner: Option<&Owner>) -> Vec<Broken> {
    match kind {
        CredentialKind::Application => rules.application.broken(secret, owner),
        CredentialKind::VoicePortal => rules.voice_portal.broken(secret, owner),
    }
}

/// The length of the longest run of items for which `follows(left, right)` holds.
pub(super) fn longest_run<T: Copy>(items: &[T], follows: impl Fn(T, T) -> bool) -> usize {
    let mut longest = usize::from(!items.is_empty());
    let mut run = longest;
    for pair in items.windows(2) {
        run = if follows(pair[0], pair[1]) { run + 1 } else { 1 };
        longest = longest.max(run);
    }
    longest
}
