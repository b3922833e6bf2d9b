//! Generating secrets that obey the rules in force.

use rand::{CryptoRng, RngExt, SeedableRng};
use zeroize::Zeroizing;

use super::Rules;
use super::check::{Owner, broken};
use super::phone::{self, log2};
use super::wary::is_doubtful;
use crate::domain::{CredentialKind, Secret};

/// What a generated secret never holds: characters that are taken for one another, and the hyphen, which
/// a portal may refuse (its printed list may have been a pattern in which `@-|` was a range).
const AVOIDED: &str = "0O1lI|-";
/// Draws after which the rules count as impossible to meet.
const MAX_DRAWS: usize = 1_000_000;
const PASSWORD_LENGTH: usize = 16;
const PASSCODE_LENGTH: usize = 8;

/// The rules leave nothing to generate from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no {} can be generated that meets the rules in force here", .0.noun())]
pub struct GenerateError(pub CredentialKind);

/// How a generated application password is made up. Passcodes are digits, drawn alike in either style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// 16 characters, for copying: about 95 bits under the portal's own rules.
    #[default]
    Random,
    /// For reading aloud over the telephone: groups of five characters, none of which sounds or looks like
    /// another, and no more capitals than the rules demand: about 90 bits under the portal's own rules.
    Phone,
}

impl Style {
    /// Both, as they are offered.
    pub const ALL: [Self; 2] = [Self::Random, Self::Phone];

    /// The one spelling, as in flags.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Phone => "phone",
        }
    }
}

impl std::str::FromStr for Style {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|style| style.as_str() == word).ok_or_else(|| format!("{word:?} is no style"))
    }
}

/// Draws secrets for one set of rules: uniformly over the valid strings of one shape, by rejecting whole
/// strings. The shape of [`Style::Random`] and of every passcode is one length, a letter first (passcodes:
/// any digit), and none of the characters avoided.
pub struct Generator<'a> {
    rules: &'a Rules,
    kind: CredentialKind,
    style: Style,
    /// What each place may hold; empty where nothing can be generated.
    shape: Vec<Vec<char>>,
}

impl<'a> Generator<'a> {
    /// Prepares to draw secrets of a kind: 16 characters for passwords and 8 digits for passcodes, or the
    /// nearest length that the rules allow.
    pub fn new(rules: &'a Rules, kind: CredentialKind) -> Self {
        Self::in_style(rules, kind, Style::Random)
    }

    /// Prepares to draw secrets of a kind, passwords in a style. In [`Style::Phone`] they have 29 characters,
    /// or the nearest length that the rules allow.
    pub fn in_style(rules: &'a Rules, kind: CredentialKind, style: Style) -> Self {
        let shape = match (kind, style) {
            (CredentialKind::Application, Style::Phone) => phone::shape(&rules.application).unwrap_or_default(),
            _ => random_shape(rules, kind),
        };
        let possible = shape.iter().all(|choices| !choices.is_empty());
        Self { rules, kind, style, shape: if possible { shape } else { Vec::new() } }
    }

    /// Draws a secret for a user.
    pub fn draw(&self, owner: Option<&Owner>, rng: &mut impl CryptoRng) -> Result<Secret, GenerateError> {
        if self.shape.is_empty() {
            return Err(GenerateError(self.kind));
        }
        (0..MAX_DRAWS)
            .map(|_| self.candidate(rng))
            .find(|candidate| self.accepts(candidate, owner))
            .map(|candidate| Secret::new(candidate.as_str().to_owned()))
            .ok_or(GenerateError(self.kind))
    }

    /// The entropy of what [`draw`](Self::draw) returns, in bits: that of a free string of the shape, less
    /// what the rules reject, which is counted for [`Style::Phone`] and else measured on a fixed sample of
    /// 1,024 strings. What a rule rejects for one user alone is not looked at.
    pub fn entropy_bits(&self) -> f64 {
        let kept = match (self.kind, self.style) {
            _ if self.shape.is_empty() => 0.0,
            (CredentialKind::Application, Style::Phone) => phone::share(&self.rules.application, &self.shape),
            _ => self.sampled_share(),
        };
        let free: f64 = self.shape.iter().map(|choices| log2(choices.len())).sum();
        (free + kept.log2()).max(0.0)
    }

    fn sampled_share(&self) -> f64 {
        const SAMPLE: u32 = 1024;
        let mut rng = rand::rngs::StdRng::seed_from_u64(0);
        let kept = (0..SAMPLE).filter(|_| self.accepts(&self.candidate(&mut rng), None));
        let kept = u32::try_from(kept.count()).unwrap_or(SAMPLE);
        f64::from(kept.max(1)) / f64::from(SAMPLE)
    }

    fn accepts(&self, candidate: &str, owner: Option<&Owner>) -> bool {
        let wary = self.kind == CredentialKind::VoicePortal && self.rules.voice_portal.wary;
        broken(self.rules, self.kind, candidate, owner).is_empty() && !(wary && is_doubtful(candidate, owner))
    }

    fn candidate(&self, rng: &mut impl CryptoRng) -> Zeroizing<String> {
        let mut candidate = Zeroizing::new(String::with_capacity(self.shape.len()));
        candidate.extend(self.shape.iter().map(|choices| choices[rng.random_range(0..choices.len())]));
        candidate
    }
}

fn random_shape(rules: &Rules, kind: CredentialKind) -> Vec<Vec<char>> {
    let (least, most, usual) = match kind {
        CredentialKind::Application => (rules.application.min_length, rules.application.max_length, PASSWORD_LENGTH),
        CredentialKind::VoicePortal => (rules.voice_portal.min_length, rules.voice_portal.max_length, PASSCODE_LENGTH),
    };
    let length = usual.max(least).min(most.unwrap_or(usize::MAX)).max(1);
    let rest: Vec<char> = match kind {
        CredentialKind::VoicePortal => ('0'..='9').collect(),
        CredentialKind::Application => {
            let all: String = ('!'..='~').collect();
            let portal = super::PasswordRules::default().allowed_characters.unwrap_or_default();
            let allowed = rules.application.allowed_characters.as_ref().unwrap_or(&portal);
            all.chars().filter(|c| allowed.contains(*c) && !AVOIDED.contains(*c)).collect()
        }
    };
    let first = match kind {
        CredentialKind::VoicePortal => rest.clone(),
        CredentialKind::Application => rest.iter().copied().filter(char::is_ascii_alphabetic).collect(),
    };
    std::iter::once(first).chain(std::iter::repeat_n(rest, length - 1)).collect()
}

#[cfg(test)]
mod tests {
    use rand::rngs::StdRng;

    use super::*;
    use crate::rules::check;

    fn draw(rules: &Rules, kind: CredentialKind, seed: u64) -> String {
        let secret = Generator::new(rules, kind).draw(None, &mut StdRng::seed_from_u64(seed));
        secret.unwrap_or_else(|e| panic!("{e}")).expose().to_owned()
    }

    #[test]
    fn generated_secrets_obey_the_rules_and_read_well() {
        let rules = Rules::default();
        for seed in 0..500 {
            let password = draw(&rules, CredentialKind::Application, seed);
            assert!(check(&rules, CredentialKind::Application, &password, None).is_valid(), "{password}");
            assert_eq!(password.len(), 16);
            assert!(password.starts_with(|c: char| c.is_ascii_alphabetic()));
            assert!(!password.contains(|c| AVOIDED.contains(c)), "{password}");
            let passcode = draw(&rules, CredentialKind::VoicePortal, seed);
            assert!(check(&rules, CredentialKind::VoicePortal, &passcode, None).is_valid(), "{passcode}");
            assert_eq!(passcode.len(), 8);
        }
    }

    #[test]
    fn every_allowed_character_turns_up_about_equally_often() {
        let rules = Rules::default();
        let mut counts = std::collections::HashMap::new();
        for seed in 0..2_000 {
            for c in draw(&rules, CredentialKind::VoicePortal, seed).chars() {
                *counts.entry(c).or_insert(0_u32) += 1;
            }
        }
        assert_eq!(counts.len(), 10);
        // 1,600 expected of each; six standard deviations are 230.
        assert!(counts.values().all(|count| count.abs_diff(1_600) < 230), "{counts:?}");
    }

    #[test]
    fn lengths_follow_the_rules_and_impossible_rules_are_refused() {
        let mut rules = Rules::default();
        rules.application.max_length = Some(10);
        rules.voice_portal.min_length = 12;
        assert_eq!(draw(&rules, CredentialKind::Application, 1).len(), 10);
        assert_eq!(draw(&rules, CredentialKind::VoicePortal, 1).len(), 12);
        rules.application.allowed_characters = Some("0123456789".to_owned());
        let generator = Generator::new(&rules, CredentialKind::Application);
        assert!(generator.draw(None, &mut StdRng::seed_from_u64(1)).is_err());
    }

    #[test]
    fn entropy_is_stated() {
        let rules = Rules::default();
        let password = Generator::new(&rules, CredentialKind::Application).entropy_bits();
        assert!((90.0..98.0).contains(&password), "{password}");
        let passcode = Generator::new(&rules, CredentialKind::VoicePortal).entropy_bits();
        assert!((26.0..26.6).contains(&passcode), "{passcode}");
        let mut wary = rules.clone();
        wary.voice_portal.wary = true;
        let less = Generator::new(&wary, CredentialKind::VoicePortal).entropy_bits();
        assert!((25.9..passcode).contains(&less), "{less}");
    }
}
