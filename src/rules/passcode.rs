//! The rules of the voice portal passcode.

use super::check::{Broken, Owner, longest_run};
use super::{RuleId, RuleValue};
use crate::domain::counted;

/// The rules of the voice portal passcode; the default is what the portal documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasscodeRules {
    /// ASCII digits only.
    pub digits_only: bool,
    /// Fewest digits.
    pub min_length: usize,
    /// Most digits.
    pub max_length: Option<usize>,
    /// Not one digit repeated throughout.
    pub no_repeated_digit: bool,
    /// Not ascending, nor descending, by one throughout.
    pub no_sequence: bool,
    /// Not a block of two or more digits repeated throughout.
    pub no_repeated_pattern: bool,
    /// Not the user's extension or phone number.
    pub not_own_number: bool,
    /// Nor either reversed.
    pub not_own_number_reversed: bool,
    /// Longest run of one digit.
    pub max_repeated_digits: Option<usize>,
    /// Longest ascending run.
    pub max_ascending: Option<usize>,
    /// Longest descending run.
    pub max_descending: Option<usize>,
    /// Not an earlier passcode; the server compares.
    pub not_previous: bool,
    /// No rule: whether what is generated keeps away from what BroadWorks may refuse beside its rules.
    pub wary: bool,
}

impl Default for PasscodeRules {
    fn default() -> Self {
        Self {
            digits_only: true,
            min_length: 6,
            max_length: Some(30),
            no_repeated_digit: true,
            no_sequence: true,
            no_repeated_pattern: true,
            not_own_number: true,
            not_own_number_reversed: true,
            max_repeated_digits: None,
            max_ascending: None,
            max_descending: None,
            not_previous: true,
            wary: false,
        }
    }
}

impl PasscodeRules {
    /// No rule at all.
    pub(super) fn none() -> Self {
        Self {
            digits_only: false,
            min_length: 0,
            max_length: None,
            no_repeated_digit: false,
            no_sequence: false,
            no_repeated_pattern: false,
            not_own_number: false,
            not_own_number_reversed: false,
            max_repeated_digits: None,
            max_ascending: None,
            max_descending: None,
            not_previous: false,
            wary: false,
        }
    }

    pub(super) fn entries(&self) -> Vec<(RuleId, RuleValue)> {
        let limit = |rule, most: Option<usize>| most.map(|most| (rule, RuleValue::Number(most)));
        let switch = |rule, on: bool| on.then_some((rule, RuleValue::Switch(true)));
        [
            switch(RuleId::DigitsOnly, self.digits_only),
            (self.min_length > 0).then_some((RuleId::MinLength, RuleValue::Number(self.min_length))),
            limit(RuleId::MaxLength, self.max_length),
            switch(RuleId::NoRepeatedDigit, self.no_repeated_digit),
            switch(RuleId::NoSequence, self.no_sequence),
            switch(RuleId::NoRepeatedPattern, self.no_repeated_pattern),
            switch(RuleId::NotOwnNumber, self.not_own_number),
            switch(RuleId::NotOwnNumberReversed, self.not_own_number_reversed),
            limit(RuleId::MaxRepeatedDigits, self.max_repeated_digits),
            limit(RuleId::MaxAscending, self.max_ascending),
            limit(RuleId::MaxDescending, self.max_descending),
            switch(RuleId::NotPrevious, self.not_previous),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// `None` when there is no such rule or the value does not fit it.
    pub(super) fn set(&mut self, rule: &str, value: &RuleValue) -> Option<()> {
        match rule {
            "digits_only" => self.digits_only = value.switch()?,
            "min_length" => self.min_length = value.number()?,
            "max_length" => self.max_length = Some(value.number()?),
            "no_repeated_digit" => self.no_repeated_digit = value.switch()?,
            "no_sequence" => self.no_sequence = value.switch()?,
            "no_repeated_pattern" => self.no_repeated_pattern = value.switch()?,
            "not_own_number" => self.not_own_number = value.switch()?,
            "not_own_number_reversed" => self.not_own_number_reversed = value.switch()?,
            "max_repeated_digits" => self.max_repeated_digits = Some(value.number()?),
            "max_ascending" => self.max_ascending = Some(value.number()?),
            "max_descending" => self.max_descending = Some(value.number()?),
            "not_previous" => self.not_previous = value.switch()?,
            _ => return None,
        }
        Some(())
    }

    pub(super) fn broken(&self, passcode: &str, owner: Option<&Owner>) -> Vec<Broken> {
        let length = passcode.chars().count();
        let all_digits = passcode.bytes().all(|b| b.is_ascii_digit());
        let mut broken = Vec::new();
        if self.digits_only && !all_digits {
            broken.push((RuleId::DigitsOnly, "it holds something other than the digits 0 to 9".to_owned()));
        }
        if length < self.min_length {
            let message = format!("it has {}, needs at least {}", counted(length, "character"), self.min_length);
            broken.push((RuleId::MinLength, message));
        }
        if let Some(most) = self.max_length.filter(|most| length > *most) {
            broken
                .push((RuleId::MaxLength, format!("it has {}, may have at most {most}", counted(length, "character"))));
        }
        // One digit alone is too short for any pattern, and what is no number has none.
        if all_digits && length >= 2 {
            self.check_patterns(passcode.as_bytes(), &mut broken);
            if let Some(owner) = owner {
                self.check_own_number(passcode, owner, &mut broken);
            }
            self.check_runs(passcode.as_bytes(), &mut broken);
        }
        broken
    }

    fn check_patterns(&self, digits: &[u8], broken: &mut Vec<Broken>) {
        let mut check = |on: bool, rule, holds: bool, message: &str| {
            if on && holds {
                broken.push((rule, message.to_owned()));
            }
        };
        let repeated = digits.windows(2).all(|pair| pair[0] == pair[1]);
        let ascending = digits.windows(2).all(|pair| pair[1] == pair[0] + 1);
        let descending = digits.windows(2).all(|pair| pair[0] == pair[1] + 1);
        check(self.no_repeated_digit, RuleId::NoRepeatedDigit, repeated, "it is one digit repeated");
        check(self.no_sequence, RuleId::NoSequence, ascending || descending, "its digits go up or down one by one");
        check(self.no_repeated_pattern, RuleId::NoRepeatedPattern, is_repeated_block(digits), "it repeats a pattern");
    }

    fn check_own_number(&self, passcode: &str, owner: &Owner, broken: &mut Vec<Broken>) {
        let numbers = owner.numbers();
        let reversed: String = passcode.chars().rev().collect();
        if self.not_own_number && numbers.iter().any(|number| number == passcode) {
            let message = "it is the user's own extension or phone number".to_owned();
            broken.push((RuleId::NotOwnNumber, message));
        }
        if self.not_own_number_reversed && numbers.contains(&reversed) {
            let message = "it is the user's own extension or phone number backwards".to_owned();
            broken.push((RuleId::NotOwnNumberReversed, message));
        }
    }

    fn check_runs(&self, digits: &[u8], broken: &mut Vec<Broken>) {
        let runs: [(RuleId, Option<usize>, usize, &str); 3] = [
            (
                RuleId::MaxRepeatedDigits,
                self.max_repeated_digits,
                longest_run(digits, |l, r| l == r),
                "one digit stands {} times in a row",
            ),
            (
                RuleId::MaxAscending,
                self.max_ascending,
                longest_run(digits, |l, r| r == l + 1),
                "{} digits in a row go up one by one",
            ),
            (
                RuleId::MaxDescending,
                self.max_descending,
                longest_run(digits, |l, r| l == r + 1),
                "{} digits in a row go down one by one",
            ),
        ];
        for (rule, most, found, sentence) in runs {
            if let Some(most) = most.filter(|most| found > *most) {
                let sentence = sentence.replace("{}", &found.to_string());
                broken.push((rule, format!("{sentence}, at most {most} are allowed")));
            }
        }
    }
}

/// Whether the whole is a block of two or more digits, two or more times.
fn is_repeated_block(digits: &[u8]) -> bool {
    let length = digits.len();
    (2..=length / 2)
        .filter(|block| length.is_multiple_of(*block))
        .any(|block| digits.chunks(block).all(|chunk| chunk == &digits[..block]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(passcode: &str, expected: &str) {
        let owner = Owner {
            extension: Some("860".to_owned()),
            phone_number: Some("6516386500".to_owned()),
            numbers_known: true,
            ..Owner::with_user_id("4842530547.860")
        };
        let broken = PasscodeRules::default().broken(passcode, Some(&owner));
        let ids: Vec<&str> = broken.iter().map(|(rule, _)| rule.as_str()).collect();
        assert_eq!(ids.join(" "), expected, "{passcode}");
    }

    #[test]
    fn the_documented_examples_hold() {
        check("112233", "");
        check("481236", "");
        check("111222", "");
        check("890123", "");
        check("111111", "no_repeated_digit no_repeated_pattern");
        check("1111111", "no_repeated_digit");
        check("121212", "no_repeated_pattern");
        check("123123", "no_repeated_pattern");
        check("123456", "no_sequence");
        check("987654", "no_sequence");
        check("12ab56", "digits_only");
        check("", "min_length");
        check("7", "min_length");
        check("860", "min_length not_own_number");
        check("068", "min_length not_own_number_reversed");
        check("6516386500", "not_own_number");
        check("16516386500", "not_own_number");
        check("0056836156", "not_own_number_reversed");
        check("0123456789012345678901234567890", "max_length");
        check("١٢٣٤٥٦", "digits_only");
    }

    #[test]
    fn the_platforms_run_limits_hold_where_sent() {
        let rules = PasscodeRules {
            max_repeated_digits: Some(2),
            max_ascending: Some(3),
            max_descending: Some(3),
            ..PasscodeRules::default()
        };
        let broken = |passcode| rules.broken(passcode, None).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>();
        assert_eq!(broken("481236"), []);
        assert_eq!(broken("412346"), [RuleId::MaxAscending]);
        assert_eq!(broken("498765"), [RuleId::MaxDescending]);
        assert_eq!(broken("411159"), [RuleId::MaxRepeatedDigits]);
    }
}
