//! Asking the server for those who may be meant, rather than for everybody: criteria that let through everyone whom a
//! selection holds, and perhaps more. What comes back is held against the selection again.

use crate::domain::{SearchKey, phone_key};
use crate::ocip::Command;

/// The longest value of a criterion: no field that is searched is longer than a user id.
const LONGEST: usize = 161;
/// How many digits at the end of a number tell it well enough: country codes are written in several ways.
const TELLING: usize = 7;

/// One criterion of a list command. Two within a command would both have to hold, so each has a command of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Criterion {
    field: &'static str,
    mode: &'static str,
    value: String,
}

impl Criterion {
    fn new(field: &'static str, mode: &'static str, value: &str) -> Self {
        Self { field, mode, value: value.chars().take(LONGEST).collect() }
    }

    /// The user of this id.
    pub(super) fn user_id(id: &str) -> Self {
        Self::new("searchCriteriaUserId", "Equal To", id)
    }

    /// Adds it to a list command.
    pub(super) fn add_to(&self, command: Command) -> Command {
        command.within(self.field, |inner| {
            inner.text("mode", self.mode).text("value", &self.value).flag("isCaseInsensitive", true)
        })
    }
}

/// Whoever may answer to a handle: a user id, extension, email or phone number.
pub(super) fn of_handle(handle: &str) -> Vec<Criterion> {
    let mut criteria = vec![Criterion::user_id(handle)];
    if (2..=20).contains(&handle.len()) && handle.bytes().all(|byte| byte.is_ascii_digit()) {
        criteria.push(Criterion::new("searchCriteriaExtension", "Equal To", handle));
    }
    if let Some((local, _)) = handle.split_once('@') {
        // The domain may be written in another way.
        criteria.push(Criterion::new("searchCriteriaEmailAddress", "Starts With", &format!("{local}@")));
    }
    if let Some(digits) = phone_key(handle) {
        criteria.push(Criterion::new("searchCriteriaDn", "Contains", &digits[digits.len() - TELLING..]));
    }
    criteria
}

/// Whoever may be found by a search.
pub(super) fn of_search(typed: &str) -> Vec<Criterion> {
    let key = SearchKey::new(typed);
    // The names are searched as one text, but each of its words stands within one of them.
    let Some(word) = key.text.split_whitespace().max_by_key(|word| word.chars().count()) else { return Vec::new() };
    let mut criteria: Vec<Criterion> = ["UserLastName", "UserFirstName", "UserId", "Extension", "Dn"]
        .into_iter()
        .map(|field| match field {
            "UserLastName" => Criterion::new("searchCriteriaUserLastName", "Contains", word),
            "UserFirstName" => Criterion::new("searchCriteriaUserFirstName", "Contains", word),
            "UserId" => Criterion::new("searchCriteriaUserId", "Contains", word),
            "Extension" => Criterion::new("searchCriteriaExtension", "Contains", word),
            _ => Criterion::new("searchCriteriaDn", "Contains", word),
        })
        .collect();
    // On file, a hyphen stands between country code and number.
    let digits = key.digits.as_deref().or_else(|| word.bytes().all(|byte| byte.is_ascii_digit()).then_some(word));
    let national = |cut: usize| digits.and_then(|digits| digits.get(cut..)).filter(|rest| rest.len() >= 2);
    let first = usize::from(key.digits.is_none());
    criteria.extend((first..=3).filter_map(national).map(|rest| Criterion::new("searchCriteriaDn", "Contains", rest)));
    criteria
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(criteria: &[Criterion]) -> Vec<String> {
        let short = |one: &Criterion| one.field.trim_start_matches("searchCriteria").to_owned();
        criteria.iter().map(|one| format!("{} {} {}", short(one), one.mode, one.value)).collect()
    }

    #[test]
    fn a_handle_is_looked_for_wherever_it_may_stand() {
        assert_eq!(shown(&of_handle("4001")), ["UserId Equal To 4001", "Extension Equal To 4001"]);
        assert_eq!(
            shown(&of_handle("Ann@acme.example")),
            ["UserId Equal To Ann@acme.example", "EmailAddress Starts With Ann@"]
        );
        assert_eq!(shown(&of_handle("(484) 253-1928"))[1..], ["Dn Contains 2531928"]);
    }

    #[test]
    fn a_search_finds_at_least_what_it_means() {
        assert_eq!(
            shown(&of_search(" Ann Hansen ")),
            [
                "UserLastName Contains hansen",
                "UserFirstName Contains hansen",
                "UserId Contains hansen",
                "Extension Contains hansen",
                "Dn Contains hansen"
            ]
        );
        let dn = |typed: &str| -> Vec<String> {
            of_search(typed).into_iter().filter(|one| one.field.ends_with("Dn")).map(|one| one.value).collect()
        };
        assert_eq!(dn("14842"), ["14842", "4842", "842", "42"]);
        assert_eq!(dn("+1 484 253-1928"), ["253-1928", "14842531928", "4842531928", "842531928", "42531928"]);
        assert!(of_search("  ").is_empty());
    }
}
