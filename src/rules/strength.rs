//! How hard a password is to guess, by zxcvbn, with the user's own words held against it.

use super::Owner;

/// Longer passwords are not scored: the estimator's time grows with their length, and nobody guesses them.
pub const MAX_SCORED_LENGTH: usize = 72;

/// An estimate of how hard a password is to guess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// 0 (guessed at once) to 4 (very hard to guess).
    pub score: u8,
    /// What makes it easy to guess, if something does.
    pub warning: Option<String>,
    /// What would make it better.
    pub suggestions: Vec<String>,
}

/// Scores an application password; `None` above [`MAX_SCORED_LENGTH`] characters.
pub fn strength(password: &str, owner: Option<&Owner>) -> Option<Strength> {
    if password.chars().count() > MAX_SCORED_LENGTH {
        return None;
    }
    let words: Vec<&str> = owner.map(own_words).unwrap_or_default();
    let estimate = zxcvbn::zxcvbn(password, &words);
    let feedback = estimate.feedback();
    Some(Strength {
        score: u8::from(estimate.score()),
        warning: feedback.and_then(zxcvbn::feedback::Feedback::warning).map(|warning| warning.to_string()),
        suggestions: feedback
            .map(|feedback| feedback.suggestions().iter().map(ToString::to_string).collect())
            .unwrap_or_default(),
    })
}

fn own_words(owner: &Owner) -> Vec<&str> {
    let numbers = [owner.extension.as_deref(), owner.phone_number.as_deref(), Some(owner.user_id.as_str())];
    let words = owner.words.iter().flat_map(|words| std::iter::once(words.as_str()).chain(words.split_whitespace()));
    numbers.into_iter().flatten().chain(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_make_a_password_weak() {
        let owner = Owner { words: vec!["Philadelphia HQ".to_owned(), "Kowalczyk".to_owned()], ..Owner::default() };
        let alone = strength("Kowalczyk1!", None).unwrap().score;
        let own = strength("Kowalczyk1!", Some(&owner)).unwrap().score;
        assert!(own < alone, "{own} is not below {alone}");
        assert!(own < 2);
        assert_eq!(strength(&"x!A4".repeat(19), None), None);
    }
}
