//! What mails and landing pages may show of a user.

use crate::domain::User;

/// A text as this user's mail may show it: whatever the link will ask for is hidden wherever it stands. An
/// id like `4842531928@acme.example` holds the number before its last dot, a name like `Lobby 0200` the
/// extension; and an extension may be answered without its leading zeros.
pub fn hidden_from(user: &User, text: &str) -> String {
    let digits: String =
        user.phone_number.iter().flat_map(|number| number.chars()).filter(char::is_ascii_digit).collect();
    let last_four = digits.len().checked_sub(4).map(|at| digits[at..].to_owned());
    let without_zeros = user.extension.as_ref().map(|extension| extension.trim_start_matches('0').to_owned());
    let answers = [user.extension.clone(), without_zeros.filter(|short| short.len() > 1), last_four];
    let answers = answers.into_iter().flatten().filter(|answer| !answer.is_empty());
    answers.fold(text.to_owned(), |text, answer| text.replace(&answer, "••••"))
}
