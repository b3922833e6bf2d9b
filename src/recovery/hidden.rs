//! What mails and landing pages may show of a user: nothing that answers what their link will ask.

use super::challenge::{Asks, Challenge};
use crate::domain::{User, masked_user_id};

/// A text as this user's mail may show it: whatever a link may ask for is hidden wherever it stands. An id
/// like `4842531928@acme.example` holds the number before its last dot, a name like `Lobby 0200` the
/// extension; and an extension may be answered without its leading zeros.
pub fn hidden_from(user: &User, text: &str) -> String {
    // A user id is asked for only as a whole, which the mask keeps from standing anywhere.
    let numbers = Challenge::of(user, Asks::Numbers).numbers();
    if numbers.is_empty() {
        return text.to_owned();
    }
    // As it is on file, an extension may hold more than its digits.
    let written = user.extension.clone().filter(|extension| !extension.is_empty());
    // A single digit stands in half of all texts.
    let numbers = numbers.into_iter().filter(|number| number.len() > 1 || Some(number) == user.extension.as_ref());
    written.into_iter().chain(numbers).fold(text.to_owned(), |text, answer| text.replace(&answer, "••••"))
}

/// The user id as this user's mail may show it: where the whole id is what the link asks for, all but its
/// beginning is hidden.
pub fn hidden_id(user: &User, challenge: &Challenge) -> String {
    let id = user.user_id.as_str();
    match challenge {
        Challenge::UserId(_) => hidden_from(user, &id.chars().take(2).collect::<String>()) + "••••",
        _ => hidden_from(user, &masked_user_id(id)),
    }
}
