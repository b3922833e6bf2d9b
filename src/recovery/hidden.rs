//! What mails and landing pages may show of a user: nothing that answers what their link will ask.

use super::challenge::{Challenge, Judgement};
use crate::domain::{User, masked_user_id};

/// A text as this user's mail may show it: whatever the link will ask for is hidden wherever it stands. An
/// id like `4842531928@acme.example` holds the number before its last dot, a name like `Lobby 0200` the
/// extension; and an extension may be answered without its leading zeros.
pub fn hidden_from(user: &User, text: &str) -> String {
    let answers = match Challenge::of(user) {
        Challenge::Numbers { extension, last_four } => {
            let short = extension.as_ref().map(|digits| digits.trim_start_matches('0').to_owned());
            let short = short.filter(|short| short.len() > 1);
            [user.extension.clone(), extension, short, last_four]
        }
        // Asked for only as a whole, which the mask keeps from standing anywhere.
        Challenge::UserId(_) | Challenge::Nothing => return text.to_owned(),
    };
    let answers = answers.into_iter().flatten().filter(|answer| !answer.is_empty());
    answers.fold(text.to_owned(), |text, answer| text.replace(&answer, "••••"))
}

/// Whether a word of this text, or its digits alone, is a right answer: `20:16` is for the extension 2016.
pub(super) fn answers(user: &User, text: &str) -> bool {
    let challenge = Challenge::of(user);
    let words = text.split(|c: char| !c.is_alphanumeric()).chain(text.split_whitespace());
    words.into_iter().any(|word| challenge.judge(word) == Judgement::Right)
}

/// The user id as this user's mail may show it: where the whole id is what the link asks for, all but its
/// beginning is hidden.
pub fn hidden_id(user: &User) -> String {
    let id = user.user_id.as_str();
    match Challenge::of(user) {
        Challenge::UserId(_) => id.chars().take(2).chain("••••".chars()).collect(),
        _ => hidden_from(user, &masked_user_id(id)),
    }
}
