//! The rules of passwords and passcodes, and what breaks them.

use super::company::User;

/// To whom a system's or a service provider's password rules apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ApplyTo {
    /// Administrators of some kind, in the words of that level: users have the rules of a lower one.
    Others,
    /// Users have these, whatever stands below.
    Users,
    /// A service provider whose users' passwords live elsewhere.
    External,
}

/// Whose passcode rules a group follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RuleLevel {
    System,
    ServiceProvider,
    Group,
}

/// Password rules of one level. A minimum that is not in force is `None`.
#[derive(Clone, Debug)]
pub(crate) struct PasswordRules {
    pub(crate) disallow_user_id: bool,
    pub(crate) disallow_old: bool,
    pub(crate) disallow_reversed_old: bool,
    pub(crate) min_digits: Option<u32>,
    pub(crate) min_upper: Option<u32>,
    pub(crate) min_lower: Option<u32>,
    pub(crate) min_special: Option<u32>,
    pub(crate) min_length: u32,
    /// 0: never locked.
    pub(crate) max_failed: u32,
    pub(crate) expires_days: u32,
    pub(crate) previous: Option<u32>,
    pub(crate) force_change: bool,
}

impl Default for PasswordRules {
    fn default() -> Self {
        Self {
            disallow_user_id: true,
            disallow_old: true,
            disallow_reversed_old: true,
            min_digits: Some(2),
            min_upper: Some(1),
            min_lower: Some(1),
            min_special: None,
            min_length: 10,
            max_failed: 5,
            expires_days: 0,
            previous: Some(3),
            force_change: true,
        }
    }
}

/// Passcode rules of one level.
#[derive(Clone, Debug)]
pub(crate) struct PasscodeRules {
    /// The longest run of one digit, shorter than the whole.
    pub(crate) repeated_digits: Option<u32>,
    pub(crate) disallow_patterns: bool,
    /// The longest runs that ascend, and that descend.
    pub(crate) sequences: Option<(u32, u32)>,
    pub(crate) disallow_number: bool,
    pub(crate) disallow_reversed_number: bool,
    pub(crate) previous: Option<u32>,
    pub(crate) disallow_reversed_old: bool,
    pub(crate) min_length: u32,
    pub(crate) max_length: u32,
    pub(crate) max_failed: Option<u32>,
    pub(crate) expires_days: Option<u32>,
}

impl Default for PasscodeRules {
    fn default() -> Self {
        Self {
            repeated_digits: Some(2),
            disallow_patterns: true,
            sequences: Some((3, 3)),
            disallow_number: true,
            disallow_reversed_number: true,
            previous: Some(4),
            disallow_reversed_old: false,
            min_length: 6,
            max_length: 10,
            max_failed: Some(5),
            expires_days: None,
        }
    }
}

fn reversed(text: &str) -> String {
    text.chars().rev().collect()
}

impl PasswordRules {
    /// What a new password breaks. Those that went before, newest first, count only where they are given.
    pub(super) fn broken_by(&self, password: &str, login: &str, before: &[String]) -> Option<String> {
        let count = |is: fn(&char) -> bool| u32::try_from(password.chars().filter(is).count()).unwrap_or(u32::MAX);
        let least = |least: Option<u32>, is: fn(&char) -> bool| least.is_some_and(|least| count(is) < least);
        let lower = password.to_lowercase();
        let (whole, part) = (login.to_lowercase(), login.split('@').next().unwrap_or(login).to_lowercase());
        let holds = |some: &str| !some.is_empty() && lower.contains(some);
        let newest = before.first().map_or("", String::as_str);
        let broken = [
            (count(|_| true) < self.min_length, "is too short"),
            (self.disallow_user_id && (holds(&whole) || holds(&part)), "contains the login ID"),
            (least(self.min_digits, char::is_ascii_digit), "has too few digits"),
            (least(self.min_upper, char::is_ascii_uppercase), "has too few upper case letters"),
            (least(self.min_lower, char::is_ascii_lowercase), "has too few lower case letters"),
            (least(self.min_special, |c| !c.is_alphanumeric()), "has too few non-alphanumeric characters"),
            (self.disallow_old && !newest.is_empty() && password.contains(newest), "contains the old one"),
            (
                self.disallow_reversed_old && !newest.is_empty() && password.contains(&reversed(newest)),
                "contains the old one reversed",
            ),
            (self.previous.is_some_and(|n| last(before, n).any(|old| old == password)), "is one of the previous ones"),
        ];
        broken.iter().find(|(is, _)| *is).map(|(_, what)| format!("The password {what}."))
    }
}

fn last(before: &[String], count: u32) -> impl Iterator<Item = &String> {
    before.iter().take(usize::try_from(count).unwrap_or(usize::MAX))
}

impl PasscodeRules {
    /// As they were before release 19: one digit throughout was all that counted as repeated.
    pub(super) fn before_19(&self) -> Self {
        let repeated_digits = self.repeated_digits.map(|_| u32::MAX);
        let previous = self.previous.map(|_| 1);
        Self { repeated_digits, disallow_patterns: false, sequences: None, previous, ..self.clone() }
    }

    /// What a new passcode breaks. Those that went before, newest first, count only where they are given.
    pub(super) fn broken_by(&self, passcode: &str, user: &User, before: &[String]) -> Option<String> {
        if !passcode.bytes().all(|b| b.is_ascii_digit()) {
            return Some("The passcode is not made of digits.".to_owned());
        }
        let digits = passcode.as_bytes();
        let length = u32::try_from(digits.len()).unwrap_or(u32::MAX);
        let run = |step: i16| longest_run(digits, step);
        let (up, down) = self.sequences.unwrap_or((u32::MAX, u32::MAX));
        let numbers = numbers(user);
        let broken = [
            (length < self.min_length, "is too short"),
            (length > self.max_length, "is too long"),
            (
                self.repeated_digits.is_some_and(|most| run(0) > most.min(length.saturating_sub(1))),
                "repeats a digit too often",
            ),
            (self.disallow_patterns && is_a_pattern(digits), "is a repeated pattern"),
            (run(1) > up || run(-1) > down, "holds a sequence"),
            (self.disallow_number && numbers.iter().any(|number| number == passcode), "is the user's number"),
            (
                self.disallow_reversed_number && numbers.iter().any(|number| reversed(number) == passcode),
                "is the user's number reversed",
            ),
            (self.previous.is_some_and(|n| last(before, n).any(|old| old == passcode)), "was used before"),
            (
                self.disallow_reversed_old && before.first().is_some_and(|old| reversed(old) == passcode),
                "is the old one reversed",
            ),
        ];
        broken.iter().find(|(is, _)| *is).map(|(_, what)| format!("The passcode {what}."))
    }
}

/// The longest run in which each digit is the one before it plus `step`.
fn longest_run(digits: &[u8], step: i16) -> u32 {
    let (mut longest, mut run) = (0, 0);
    let mut before = None;
    for &digit in digits {
        let goes_on = before.is_some_and(|before: u8| i16::from(digit) == i16::from(before) + step);
        run = if goes_on { run + 1 } else { 1 };
        longest = longest.max(run);
        before = Some(digit);
    }
    longest
}

fn is_a_pattern(digits: &[u8]) -> bool {
    (2..=digits.len() / 2)
        .filter(|block| digits.len().is_multiple_of(*block))
        .any(|block| digits.chunks(block).all(|chunk| chunk == &digits[..block]))
}

/// The shapes in which a user's own number may be dialled.
fn numbers(user: &User) -> Vec<String> {
    let mut numbers: Vec<String> = user.extension.iter().cloned().collect();
    if let Some(phone) = &user.phone {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let national = digits(phone.split_once('-').map_or(phone, |(_, national)| national));
        numbers.extend([digits(phone), format!("0{national}"), national]);
    }
    numbers
}
