//! What a person may have meant.

use crate::domain::User;
use crate::import::Lookalikes;

/// The names nearest to what was typed, at most three.
pub(super) fn names<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let typed = typed.to_lowercase();
    let mut near: Vec<(f64, &str)> = known
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let likeness = if lower.contains(&typed) || typed.contains(&lower) {
                1.0
            } else {
                strsim::jaro_winkler(&typed, &lower)
            };
            (likeness >= 0.75).then_some((likeness, name))
        })
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

/// The users whom a handle that fits nobody may have meant, at most three: what a spreadsheet makes of an
/// id comes first.
pub(super) fn users(handle: &str, known: &[User]) -> Vec<String> {
    let damaged: Vec<&User> = Lookalikes::of(known).of_id(handle).into_iter().take(3).collect();
    if !damaged.is_empty() {
        return damaged.into_iter().map(describe).collect();
    }
    let lower = handle.to_lowercase();
    let mut near: Vec<(f64, &User)> = known
        .iter()
        .filter_map(|user| {
            let name = user.full_name().to_lowercase();
            let texts = [
                user.user_id.as_str().to_lowercase(),
                user.first_name.to_lowercase(),
                user.last_name.to_lowercase(),
                name,
            ];
            let likeness = texts.iter().map(|text| strsim::jaro_winkler(&lower, text)).fold(0.0, f64::max);
            (likeness >= 0.9).then_some((likeness, user))
        })
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0));
    near.into_iter().take(3).map(|(_, user)| describe(user)).collect()
}

/// A user in a list of candidates: id, name, location.
pub(super) fn describe(user: &User) -> String {
    format!("{} ({}, {})", user.user_id, user.full_name(), user.location)
}
