//! What a link asks before its session starts: something that a machine reading the mail cannot know.

use crate::domain::User;

/// What a link asks for. It is decided for each mail, by what that mail holds, and stored with its token: only
/// the finished mail tells, and the pages never see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// The extension or the last four digits of the number, whichever is on file.
    Numbers,
    /// The extension alone.
    Extension,
    /// The last four digits alone.
    LastFour,
    /// The user id.
    UserId,
}

impl Asks {
    /// Everything that may be asked, what is easiest to answer first.
    const ALL: [Self; 4] = [Self::Numbers, Self::Extension, Self::LastFour, Self::UserId];

    /// The first that the mail does not answer, which `mail` writes for each; where it answers them all, the
    /// first of all.
    pub(super) fn unanswered_by<E>(user: &User, mail: impl Fn(&Challenge) -> Result<String, E>) -> Result<Self, E> {
        for asks in Self::ALL {
            let challenge = Challenge::of(user, asks);
            if !challenge.is_answered_by(&mail(&challenge)?) {
                return Ok(asks);
            }
        }
        Ok(Self::Numbers)
    }

    /// The word that is stored.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Numbers => "numbers",
            Self::Extension => "extension",
            Self::LastFour => "last_four",
            Self::UserId => "user_id",
        }
    }

    /// What a stored word means. Where none is stored, the mail is one of before words were.
    pub(super) fn from_word(word: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|asks| Some(asks.as_str()) == word).unwrap_or(Self::Numbers)
    }
}

/// The question for one user.
#[derive(Clone, PartialEq, Eq)]
pub enum Challenge {
    /// The extension, or the last four digits of the number; either is right, and one is there.
    Numbers {
        /// The extension's digits.
        extension: Option<String>,
        /// The number's last four digits.
        last_four: Option<String>,
    },
    /// The user id.
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
    /// What this user is asked: the user id, where none of what is asked for is on file.
    pub fn of(user: &User, asks: Asks) -> Self {
        let extension = user.extension.as_deref().map(digits).filter(|digits| !digits.is_empty());
        let number = user.phone_number.as_deref().map(digits).unwrap_or_default();
        let last_four = number.len().checked_sub(4).map(|at| number[at..].to_owned());
        let extension = extension.filter(|_| matches!(asks, Asks::Numbers | Asks::Extension));
        let last_four = last_four.filter(|_| matches!(asks, Asks::Numbers | Asks::LastFour));
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

    /// Whether whoever reads this text finds a right answer in it: as a word, within a longer number, or put
    /// together from parts of a time or an address (`20:16` is for the extension 2016).
    pub fn is_answered_by(&self, text: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::UserId(user_id) => letters_and_digits(text).contains(user_id),
            Self::Numbers { .. } => {
                let mut words = text.split(|c: char| !c.is_alphanumeric()).chain(text.split_whitespace());
                let mut numbers = text.split(|c: char| !c.is_ascii_digit());
                let mut in_parts = text.split(|c: char| !c.is_ascii_digit() && !":.-/+()".contains(c));
                let answers = self.numbers();
                words.any(|word| self.judge(word) == Judgement::Right)
                    || numbers.any(|number| answers.iter().any(|answer| number.contains(answer)))
                    || in_parts.any(|number| put_together(number).any(|parts| self.judge(&parts) == Judgement::Right))
            }
        }
    }

    /// The numbers that are right, each as it may be written.
    pub(super) fn numbers(&self) -> Vec<String> {
        let Self::Numbers { extension, last_four } = self else { return Vec::new() };
        let short = extension.as_ref().map(|digits| digits.trim_start_matches('0').to_owned());
        let written = [extension.clone(), short, last_four.clone()].into_iter().flatten();
        written.filter(|number| !number.is_empty()).collect()
    }
}

fn judged(given: &str, is_right: impl Fn(&str) -> bool) -> Judgement {
    match given {
        "" => Judgement::NoAnswer,
        given if is_right(given) => Judgement::Right,
        _ => Judgement::Wrong,
    }
}

/// The neighbouring parts of a number, put together in every way.
fn put_together(number: &str) -> impl Iterator<Item = String> {
    let parts: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let ways = (0..parts.len()).flat_map(|from| (from + 1..=parts.len()).map(move |to| (from, to))).collect::<Vec<_>>();
    ways.into_iter().map(move |(from, to)| parts[from..to].concat())
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
        Challenge::of(&patch.applied_to(None).unwrap(), Asks::Numbers)
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

    #[test]
    fn an_answer_is_found_wherever_a_reader_finds_it() {
        let both = challenge(Some("0200"), Some("+1 (484) 253-1928"));
        for text in ["<ann1928@acme.example>", "4842531928@acme.example", "http://a.example:19280/", "at 19:28 (UTC)"] {
            assert!(both.is_answered_by(text), "{text}");
        }
        for text in ["Ext. 200", "02:00:17", "17:02:00", "12004", "(19) 28-19-28"] {
            assert!(both.is_answered_by(text), "{text}");
        }
        for text in ["19 28", "192 8", "2 00", "Mon, 23 Nov 2026", "12:00:00", "1.92.80", ""] {
            assert!(!both.is_answered_by(text), "{text}");
        }
        let user_id = challenge(None, None);
        assert!(user_id.is_answered_by("To: Ann <ann.lee@acme.example>"));
        assert!(!user_id.is_answered_by("To: Ann <ann@acme.example>"));
        assert!(!Challenge::Nothing.is_answered_by("anything"));
    }

    #[test]
    fn the_first_question_is_asked_that_the_mail_does_not_answer() {
        let patch = UserPatch {
            extension: Some(Some("2026".to_owned())),
            phone_number: Some(Some("484-253-1928".to_owned())),
            location: Some(LocationName::parse("Oslo").unwrap()),
            ..UserPatch::of(UserId::parse("ann@acme.example").unwrap())
        };
        let user = patch.applied_to(None).unwrap();
        let asked = |mail: &str| Asks::unanswered_by(&user, |_| Ok::<_, ()>(mail.to_owned())).unwrap();
        assert_eq!(asked("nothing"), Asks::Numbers);
        assert_eq!(asked("Nov 2026"), Asks::LastFour);
        assert_eq!(asked("4842531928"), Asks::Extension);
        assert_eq!(asked("2026 1928"), Asks::UserId);
        assert_eq!(asked("2026 1928 ann@acme.example"), Asks::Numbers);
        for asks in Asks::ALL {
            assert_eq!(Asks::from_word(Some(asks.as_str())), asks);
        }
    }
}
