//! What makes a password or passcode acceptable: rules as data, checked and obeyed. Pure: same input,
//! same answer.
//!
//! The rule ids and their exact meanings are the portal's; a backend may send other values per location.

mod book;
mod check;
mod generate;
mod passcode;
mod password;
mod phone;
mod strength;
mod wary;

pub use book::RuleBook;
pub use check::{Owner, Verdict, Violation, check};
pub use generate::{GenerateError, Generator, Style};
pub use passcode::PasscodeRules;
pub use password::{PasswordRules, SPECIALS};
pub use strength::{MAX_SCORED_LENGTH, Strength, strength};

use crate::domain::CredentialKind;

/// The rules of a location, for both credentials.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Those of the application password.
    pub application: PasswordRules,
    /// Those of the voice portal passcode.
    pub voice_portal: PasscodeRules,
}

impl Rules {
    /// Every rule in force for a credential, in the order in which they are explained. A rule that is off
    /// or unset is left out.
    pub fn entries(&self, kind: CredentialKind) -> Vec<(RuleId, RuleValue)> {
        match kind {
            CredentialKind::Application => self.application.entries(),
            CredentialKind::VoicePortal => self.voice_portal.entries(),
        }
    }

    /// Sets one rule of a credential from outside data.
    pub fn set(&mut self, kind: CredentialKind, rule: &str, value: RuleValue) -> Result<(), RuleError> {
        let known = match kind {
            CredentialKind::Application => self.application.set(rule, &value),
            CredentialKind::VoicePortal => self.voice_portal.set(rule, &value),
        };
        known.ok_or_else(|| RuleError { kind, rule: rule.to_owned(), value })
    }

    /// Switches every rule of a credential off, before setting those that are in force.
    pub fn clear(&mut self, kind: CredentialKind) {
        match kind {
            CredentialKind::Application => self.application = PasswordRules::none(),
            CredentialKind::VoicePortal => self.voice_portal = PasscodeRules::none(),
        }
    }
}

/// A rule that does not exist, or a value of the wrong kind for it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no rule {rule} of {kind} takes the value {value}")]
pub struct RuleError {
    kind: CredentialKind,
    rule: String,
    value: RuleValue,
}

/// The value of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleValue {
    /// A count of characters.
    Number(usize),
    /// On (`true`) or off.
    Switch(bool),
    /// A set of characters, each written out.
    Text(String),
}

impl std::fmt::Display for RuleValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Switch(true) => f.write_str("yes"),
            Self::Switch(false) => f.write_str("no"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl RuleValue {
    fn number(&self) -> Option<usize> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    fn switch(&self) -> Option<bool> {
        if let Self::Switch(on) = self { Some(*on) } else { None }
    }
}

macro_rules! rule_ids {
    ($($(#[$doc:meta])* $variant:ident = $id:literal, $about:literal;)*) => {
        /// A rule's id: the same word in flags, JSON and documentation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum RuleId { $($(#[$doc])* $variant,)* }

        impl RuleId {
            /// Every rule there is.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The id as written.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// What it asks, in a few words; `rules show` prints it beside the value.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about),* }
            }
        }
    };
}

rule_ids! {
    /// Fewest characters.
    MinLength = "min_length", "fewest characters";
    /// Most characters.
    MaxLength = "max_length", "most characters";
    /// Only these characters.
    AllowedCharacters = "allowed_characters", "only these characters";
    /// Capitals.
    MinUpper = "min_upper", "fewest capital letters";
    /// Small letters.
    MinLower = "min_lower", "fewest small letters";
    /// Digits.
    MinDigits = "min_digits", "fewest digits";
    /// Special characters.
    MinSpecial = "min_special", "fewest special characters";
    /// One character in a row.
    MaxRepeat = "max_repeat", "most times one character may stand in a row";
    /// Runs like `abc` or `321`.
    MaxSequence = "max_sequence", "longest run like abc or 321";
    /// Not the one before.
    NotPrevious = "not_previous", "not the last one (checked by the server)";
    /// Not the user id within.
    NotUserId = "not_user_id", "must not contain the user id";
    /// Not the one before, backwards.
    NotPreviousReversed = "not_previous_reversed", "not the last one backwards (checked by the server)";
    /// Digits only.
    DigitsOnly = "digits_only", "digits only";
    /// Not `111111`.
    NoRepeatedDigit = "no_repeated_digit", "not one digit repeated, like 111111";
    /// Not `123456`.
    NoSequence = "no_sequence", "not ascending or descending, like 123456";
    /// Not `232323`.
    NoRepeatedPattern = "no_repeated_pattern", "not a pattern repeated, like 232323";
    /// Not the extension or number.
    NotOwnNumber = "not_own_number", "not the user's extension or phone number";
    /// Nor either backwards.
    NotOwnNumberReversed = "not_own_number_reversed", "not the user's extension or phone number backwards";
    /// Longest run of one digit.
    MaxRepeatedDigits = "max_repeated_digits", "longest run of one digit";
    /// Longest ascending run.
    MaxAscending = "max_ascending", "longest ascending run of digits";
    /// Longest descending run.
    MaxDescending = "max_descending", "longest descending run of digits";
}

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl std::str::FromStr for RuleId {
    type Err = ();

    fn from_str(id: &str) -> Result<Self, ()> {
        Self::ALL.iter().copied().find(|rule| rule.as_str() == id).ok_or(())
    }
}
