//! What a link asks before its session starts: something that a machine reading the mail cannot know.

use crate::domain::User;

/// The question for one user.
#[derive(Clone, PartialEq, Eq)]
pub enum Challenge {
    /// The extension, or the last four digits of the number; either is right.
    Numbers {
        /// The extension's digits, if it is on file.
        extension: Option<String>,
        /// The number's last four digits, if it is on file.
        last_four: Option<String>,
    },
    /// The user id: neither number is on file.
    UserId(String),
    /// Nothing: the provider switched the question off.
    Nothing,
}

/// What an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It is right.
    Right,
    /// It is wrong, and counted.
    Wrong,
    /// It cannot be right in form; nobody counts it.
    NoAnswer,
}

impl Challenge {
    /// What this user is asked.
    pub fn of(user: &User) -> Self {
        let extension = user.extension.as_deref().map(digits).filter(|digits| !digits.is_empty());
        let number = user.phone_number.as_deref().map(digits).unwrap_or_default();
        let last_four = number.len().checked_sub(4).map(|at| number[at..].to_owned());
        if extension.is_none() && last_four.is_none() {
            return Self::UserId(letters_and_digits(user.user_id.as_str()));
        }
        Self::Numbers { extension, last_four }
    }

    /// Judges an answer. Blanks and punctuation do not count, and an extension's leading zeros may be left
    /// out.
    pub fn judge(&self, answer: &str) -> Judgement {
        match self {
            Self::Nothing => Judgement::Right,
            Self::UserId(user_id) => judged(&letters_and_digits(answer), |given| given == user_id),
            Self::Numbers { extension, last_four } => judged(&digits(answer), |given| {
                let is_extension = |extension: &String| {
                    given.len() <= extension.len() && given.trim_start_matches('0') == extension.trim_start_matches('0')
                };
                extension.as_ref().is_some_and(is_extension) || last_four.as_deref() == Some(given)
            }),
        }
    }
}

fn judged(given: &str, is_right: impl Fn(&str) -> bool) -> Judgement {
    match given {
        "" => Judgement::NoAnswer,
        given if is_right(given) => Judgement::Right,
        _ => Judgement::Wrong,
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::Judgement::{NoAnswer, Right, Wrong};
    use super::*;
    use crate::domain::{LocationName, UserId, UserPatch};

    fn challenge(extension: Option<&str>, number: Option<&str>) -> Challenge {
        let patch = UserPatch {
            extension: Some(extension.map(str::to_owned)),
            phone_number: Some(number.map(str::to_owned)),
            location: Some(LocationName::parse("Oslo").unwrap()),
            ..UserPatch::of(UserId::parse("Ann.Lee@acme.example").unwrap())
        };
        Challenge::of(&patch.applied_to(None).unwrap())
    }

    #[test]
    fn the_extension_or_the_last_four_digits_are_right() {
        let both = challenge(Some("0200"), Some("+1 (484) 253-1928"));
        for right in ["0200", "200", " 2-0-0 ", "1928", "19 28", "ext. 200"] {
            assert_eq!(both.judge(right), Right, "{right}");
        }
        for wrong in ["00200", "2000", "928", "4842531928", "1", "0", "253"] {
            assert_eq!(both.judge(wrong), Wrong, "{wrong}");
        }
        for nothing in ["", "  ", "ann", "--", "reset"] {
            assert_eq!(both.judge(nothing), NoAnswer, "{nothing}");
        }
        assert_eq!(challenge(Some("000"), None).judge("00"), Right);
        assert_eq!(challenge(None, Some("555-0100")).judge("0100"), Right);
        assert_eq!(challenge(None, Some("555-0100")).judge("100"), Wrong);
    }

    #[test]
    fn without_numbers_it_is_the_user_id() {
        for (extension, number) in [(None, None), (Some(""), Some("12"))] {
            let asked = challenge(extension, number);
            assert_eq!(asked.judge("ann.lee@acme.example"), Right);
            assert_eq!(asked.judge("ANN LEE ACME EXAMPLE"), Right);
            assert_eq!(asked.judge("ann.lee"), Wrong);
            assert_eq!(asked.judge(" .@ "), NoAnswer);
        }
    }
}
