//! Finding people the way the portal's search box does: by name, number, extension or user id.

use super::{User, phone_key};

/// Everything that a search looks through, lower case, one item a line.
pub fn search_text(user: &User) -> String {
    let phone = user.phone_number.as_deref().unwrap_or_default();
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let extension = user.extension.as_deref().unwrap_or_default();
    let (first, last) = (&user.first_name, &user.last_name);
    format!("{first} {last}\n{last} {first}\n{}\n{phone}\n{digits}\n{extension}", user.user_id).to_lowercase()
}

/// What is looked for: the words as typed and, where they could be a number, its bare digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchKey {
    /// The words, lower case, trimmed.
    pub text: String,
    /// The digits of a phone number that was typed with punctuation.
    pub digits: Option<String>,
}

impl SearchKey {
    /// Prepares what a person typed.
    pub fn new(typed: &str) -> Self {
        let text = typed.trim().to_lowercase();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let punctuated = digits.len() != text.len() && phone_key(&text).is_some();
        Self { text, digits: punctuated.then_some(digits) }
    }

    /// Whether `haystack`, made by [`search_text`], holds it.
    pub fn is_in(&self, haystack: &str) -> bool {
        haystack.contains(&self.text) || self.digits.as_ref().is_some_and(|digits| haystack.contains(digits))
    }
}
