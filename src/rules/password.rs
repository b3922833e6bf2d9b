//! The rules of the application password.

use super::check::{Broken, Owner, longest_run};
use super::{RuleId, RuleValue};
use crate::domain::counted;

/// The twelve special characters of the portal: solidus, number sign, at, hyphen, vertical bar, low line,
/// tilde, exclamation mark, full stop, circumflex, ampersand, asterisk.
pub const SPECIALS: &str = "/#@-|_~!.^&*";

/// The rules of the application password; the default is what the portal documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordRules {
    /// Fewest characters, counted as Unicode scalar values.
    pub min_length: usize,
    /// Most characters, counted likewise.
    pub max_length: Option<usize>,
    /// Every allowed character, each written out; `None` allows all.
    pub allowed_characters: Option<String>,
    /// Fewest ASCII capitals.
    pub min_upper: usize,
    /// Fewest ASCII small letters.
    pub min_lower: usize,
    /// Fewest ASCII digits.
    pub min_digits: usize,
    /// Fewest of the [`SPECIALS`].
    pub min_special: usize,
    /// Most times that one character, case told apart, may stand in a row.
    pub max_repeat: Option<usize>,
    /// Longest run of neighbours going up or down by one, among digits or among letters of either case.
    pub max_sequence: Option<usize>,
    /// Not the last password; the server compares.
    pub not_previous: bool,
    /// May not contain the user id, or the part before its `@`, case ignored.
    pub not_user_id: bool,
    /// Not the last password reversed; the server compares.
    pub not_previous_reversed: bool,
}

impl Default for PasswordRules {
    fn default() -> Self {
        let alphanumeric = ('0'..='9').chain('A'..='Z').chain('a'..='z');
        Self {
            min_length: 8,
            max_length: Some(40),
            allowed_characters: Some(alphanumeric.chain(SPECIALS.chars()).collect()),
            min_upper: 1,
            min_lower: 1,
            min_digits: 1,
            min_special: 1,
            max_repeat: Some(2),
            max_sequence: Some(2),
            not_previous: true,
            not_user_id: false,
            not_previous_reversed: false,
        }
    }
}

impl PasswordRules {
    /// No rule at all.
    pub(super) fn none() -> Self {
        Self {
            min_length: 0,
            max_length: None,
            allowed_characters: None,
            min_upper: 0,
            min_lower: 0,
            min_digits: 0,
            min_special: 0,
            max_repeat: None,
            max_sequence: None,
            not_previous: false,
            not_user_id: false,
            not_previous_reversed: false,
        }
    }

    pub(super) fn entries(&self) -> Vec<(RuleId, RuleValue)> {
        let floor = |rule, least: usize| (least > 0).then_some((rule, RuleValue::Number(least)));
        let limit = |rule, most: Option<usize>| most.map(|most| (rule, RuleValue::Number(most)));
        let switch = |rule, on: bool| on.then_some((rule, RuleValue::Switch(true)));
        let characters = self.allowed_characters.clone();
        [
            floor(RuleId::MinLength, self.min_length),
            limit(RuleId::MaxLength, self.max_length),
            characters.map(|set| (RuleId::AllowedCharacters, RuleValue::Text(set))),
            floor(RuleId::MinUpper, self.min_upper),
            floor(RuleId::MinLower, self.min_lower),
            floor(RuleId::MinDigits, self.min_digits),
            floor(RuleId::MinSpecial, self.min_special),
            limit(RuleId::MaxRepeat, self.max_repeat),
            limit(RuleId::MaxSequence, self.max_sequence),
            switch(RuleId::NotPrevious, self.not_previous),
            switch(RuleId::NotUserId, self.not_user_id),
            switch(RuleId::NotPreviousReversed, self.not_previous_reversed),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// `None` when there is no such rule or the value does not fit it.
    pub(super) fn set(&mut self, rule: &str, value: &RuleValue) -> Option<()> {
        match (rule, value) {
            ("min_length", _) => self.min_length = value.number()?,
            ("max_length", _) => self.max_length = Some(value.number()?),
            ("allowed_characters", RuleValue::Text(set)) => self.allowed_characters = Some(set.clone()),
            ("min_upper", _) => self.min_upper = value.number()?,
            ("min_lower", _) => self.min_lower = value.number()?,
            ("min_digits", _) => self.min_digits = value.number()?,
            ("min_special", _) => self.min_special = value.number()?,
            ("max_repeat", _) => self.max_repeat = Some(value.number()?),
            ("max_sequence", _) => self.max_sequence = Some(value.number()?),
            ("not_previous", _) => self.not_previous = value.switch()?,
            ("not_user_id", _) => self.not_user_id = value.switch()?,
            ("not_previous_reversed", _) => self.not_previous_reversed = value.switch()?,
            _ => return None,
        }
        Some(())
    }

    pub(super) fn broken(&self, password: &str, owner: Option<&Owner>) -> Vec<Broken> {
        let characters: Vec<char> = password.chars().collect();
        let mut broken = Vec::new();
        self.check_length(characters.len(), &mut broken);
        self.check_characters(&characters, &mut broken);
        self.check_classes(&characters, &mut broken);
        self.check_runs(&characters, &mut broken);
        if self.not_user_id && owner.is_some_and(|owner| contains_user_id(password, &owner.user_id)) {
            broken.push((RuleId::NotUserId, "it contains the user id".to_owned()));
        }
        broken
    }

    fn check_length(&self, length: usize, broken: &mut Vec<Broken>) {
        if length < self.min_length {
            let message = format!("it has {}, needs at least {}", counted(length, "character"), self.min_length);
            broken.push((RuleId::MinLength, message));
        }
        if let Some(most) = self.max_length.filter(|most| length > *most) {
            broken
                .push((RuleId::MaxLength, format!("it has {}, may have at most {most}", counted(length, "character"))));
        }
    }

    fn check_characters(&self, characters: &[char], broken: &mut Vec<Broken>) {
        let Some(allowed) = &self.allowed_characters else { return };
        let mut offending: Vec<char> = Vec::new();
        for c in characters {
            if !allowed.contains(*c) && !offending.contains(c) {
                offending.push(*c);
            }
        }
        if !offending.is_empty() {
            let named: Vec<String> = offending.into_iter().map(name_character).collect();
            broken.push((RuleId::AllowedCharacters, format!("not allowed in it: {}", named.join(" "))));
        }
    }

    fn check_classes(&self, characters: &[char], broken: &mut Vec<Broken>) {
        let count_of = |belongs: fn(&char) -> bool| characters.iter().filter(|c| belongs(c)).count();
        let classes = [
            (RuleId::MinUpper, self.min_upper, "capital letter", count_of(char::is_ascii_uppercase)),
            (RuleId::MinLower, self.min_lower, "small letter", count_of(char::is_ascii_lowercase)),
            (RuleId::MinDigits, self.min_digits, "digit", count_of(char::is_ascii_digit)),
            (RuleId::MinSpecial, self.min_special, "special character", count_of(|c| SPECIALS.contains(*c))),
        ];
        for (rule, least, noun, found) in classes {
            if found < least {
                let list = if rule == RuleId::MinSpecial { format!(" ({SPECIALS})") } else { String::new() };
                let message = format!("it has {}{list}, needs at least {least}", counted(found, noun));
                broken.push((rule, message));
            }
        }
    }

    fn check_runs(&self, characters: &[char], broken: &mut Vec<Broken>) {
        let repeat = longest_run(characters, |left, right| left == right);
        if let Some(most) = self.max_repeat.filter(|most| repeat > *most) {
            let message = format!("one character stands {repeat} times in a row, at most {most} are allowed");
            broken.push((RuleId::MaxRepeat, message));
        }
        let sequence = longest_sequence(characters);
        if let Some(most) = self.max_sequence.filter(|most| sequence > *most) {
            let message = format!("it holds a sequence of {sequence} (like abc or 321), at most {most} are allowed");
            broken.push((RuleId::MaxSequence, message));
        }
    }
}

/// Shows a character that is not allowed, so that the eye can find it.
fn name_character(c: char) -> String {
    match c {
        ' ' => "blank".to_owned(),
        c if crate::domain::has_control(c.encode_utf8(&mut [0; 4])) => format!("U+{:04X}", u32::from(c)),
        c => c.to_string(),
    }
}

fn contains_user_id(password: &str, user_id: &str) -> bool {
    let password = password.to_lowercase();
    let user_id = user_id.to_lowercase();
    let local_part = user_id.split('@').next().unwrap_or_default();
    !local_part.is_empty() && password.contains(local_part)
}

/// The longest run in which each character is exactly one after, or each exactly one before, its left
/// neighbour. Digits follow digits and letters letters; nothing wraps around.
fn longest_sequence(characters: &[char]) -> usize {
    let ranks: Vec<Option<i32>> = characters.iter().map(|c| rank(*c)).collect();
    let stepping = |by: i32| {
        longest_run(&ranks, move |left, right| matches!((left, right), (Some(left), Some(right)) if right - left == by))
    };
    stepping(1).max(stepping(-1))
}

/// Digits at 0–9, letters of either case at 100–125: the two never touch.
pub(super) fn rank(c: char) -> Option<i32> {
    match c.to_ascii_lowercase() {
        digit @ '0'..='9' => Some(digit as i32 - '0' as i32),
        letter @ 'a'..='z' => Some(letter as i32 - 'a' as i32 + 100),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(password: &str, expected: &str) {
        let broken = PasswordRules::default().broken(password, None);
        let ids: Vec<&str> = broken.iter().map(|(rule, _)| rule.as_str()).collect();
        assert_eq!(ids.join(" "), expected, "{password}");
    }

    #[test]
    fn the_documented_examples_hold() {
        check("Ab1!Ab1!", "");
        check("AA11!!aa", "");
        check("aAa1!Bxz", "");
        check("Pa55-word", "");
        check("Aaa1!bcx", "");
        check("Acd1!acd", "");
        check("xy9!0aZA", "");
        check("aaa1!Bxx", "max_repeat");
        check("Abc1!xyz", "max_sequence");
        check("xaBc1!zz", "max_sequence");
        check("xCbA1!zz", "max_sequence");
        check("Xx!987zz", "max_sequence");
        check("Pa$$w0rd1!", "allowed_characters");
        check("ÉcoleX12", "allowed_characters min_special");
        check("", "min_length min_upper min_lower min_digits min_special");
        check("Ab1!Ab1!Ab1!Ab1!Ab1!Ab1!Ab1!Ab1!Ab1!Ab1!Q", "max_length");
    }

    #[test]
    fn each_offending_character_is_named_once_in_order() {
        let broken = PasswordRules::default().broken("Ab1! é$é\u{7}x", None);
        assert_eq!(broken[0].1, "not allowed in it: blank é $ U+0007");
    }

    #[test]
    fn the_user_id_is_looked_for_only_if_the_backend_asks() {
        let rules = PasswordRules { not_user_id: true, ..PasswordRules::default() };
        let owner = Owner::with_user_id("Ann.lee@acme.example");
        assert_eq!(rules.broken("Xq1!aNN.Leez", Some(&owner)).len(), 1);
        assert!(rules.broken("Xq1!aNN.Leez", None).is_empty());
    }
}
