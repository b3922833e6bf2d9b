//! Names that a person gave, turned into the users and locations that they mean.

use std::collections::{HashMap, HashSet};

use futures_util::{StreamExt, TryStreamExt};

use super::exit::{Exit, Failure};
use super::selection::Purpose;
use super::{csv_users, suggest};
use crate::directory::{Counts, Directory, DirectoryError};
use crate::domain::{Email, Location, LocationName, Selection, Source, User, UserId, phone_key};

/// Users that are read to find what a wrong name may have meant.
const SUGGEST_FROM: usize = 20_000;

/// Of those whom a name may mean, so many are named.
const MOST_NAMED: usize = 20;

/// A name that cannot be used.
pub(super) struct Wrong {
    pub(super) handle: String,
    candidates: Vec<String>,
}

/// Whom names mean, and those that cannot be used.
pub(super) struct LookUp {
    pub(super) found: Vec<User>,
    pub(super) wrong: Vec<Wrong>,
}

/// Finds whom each handle means, in order. A user named twice is found once.
pub(super) async fn look_up(directory: &dyn Directory, handles: &[String]) -> anyhow::Result<LookUp> {
    let mut users: HashMap<UserId, User> = HashMap::new();
    for some in handles.chunks(directory.traits().handles) {
        let mut answer = directory.users(&Source::Handles(some.to_vec()).into());
        while let Some(user) = answer.next().await.transpose()? {
            users.insert(user.user_id.clone(), user);
        }
    }
    let index = Index::of(users.values());
    let mut found = LookUp { found: Vec::new(), wrong: Vec::new() };
    let mut seen = HashSet::new();
    for handle in handles {
        match index.meant(handle).as_slice() {
            [user] => {
                if seen.insert(user.user_id.clone()) {
                    found.found.push((*user).clone());
                }
            }
            candidates => found.wrong.push(Wrong {
                handle: handle.clone(),
                candidates: candidates.iter().map(|user| suggest::describe(user)).collect(),
            }),
        }
    }
    Ok(found)
}

impl LookUp {
    /// Takes those out whose id, read from a CSV file, may be what a spreadsheet made of another user's.
    pub(super) async fn without_doubtful(
        mut self,
        directory: &dyn Directory,
        handles: &[String],
    ) -> Result<Self, DirectoryError> {
        let ids: Vec<UserId> = handles.iter().filter_map(|handle| UserId::parse(handle).ok()).collect();
        let doubts = csv_users::doubts(directory, &ids).await?;
        self.found.retain(|user| {
            let Some(others) = doubts.get(&user.user_id) else { return true };
            let candidates = std::iter::once(user).chain(others).map(suggest::describe).collect();
            self.wrong.push(Wrong { handle: user.user_id.to_string(), candidates });
            false
        });
        Ok(self)
    }
}

/// One user whom a person names: unknown or ambiguous is a failure.
pub(super) async fn one_user(directory: &dyn Directory, handle: &str, purpose: Purpose) -> anyhow::Result<User> {
    let mut lookup = look_up(directory, &[handle.to_owned()]).await?;
    match lookup.found.pop() {
        Some(user) => Ok(user),
        None => Err(unknown_names(directory, &lookup.wrong, purpose, "name the user by user id").await?.into()),
    }
}

/// Users by everything that they answer to.
struct Index<'a> {
    by_key: HashMap<(u8, String), Vec<&'a User>>,
}

impl<'a> Index<'a> {
    fn of(users: impl Iterator<Item = &'a User>) -> Self {
        let mut by_key: HashMap<(u8, String), Vec<&User>> = HashMap::new();
        for user in users {
            let lower = user.user_id.as_str().to_lowercase();
            let keys = [
                Some((0, user.user_id.to_string())),
                Some((1, lower)),
                user.email.as_ref().map(|email| (2, email.key())),
                user.extension.as_ref().map(|extension| (2, extension.clone())),
                user.phone_number.as_deref().and_then(phone_key).map(|key| (3, key)),
            ];
            for key in keys.into_iter().flatten() {
                by_key.entry(key).or_default().push(user);
            }
        }
        for users in by_key.values_mut() {
            users.sort_by(|a, b| a.user_id.cmp(&b.user_id));
        }
        Self { by_key }
    }

    /// Everyone whom a handle may mean. A user id, to the letter and then whatever its case, wins.
    fn meant(&self, handle: &str) -> Vec<&'a User> {
        for (kind, key) in [(0, handle.to_owned()), (1, handle.to_lowercase())] {
            if let Some(users) = self.by_key.get(&(kind, key)) {
                return users.clone();
            }
        }
        let other = Email::parse(handle).map_or_else(|_| handle.to_owned(), |email| email.key());
        let by_number = phone_key(handle).and_then(|key| self.by_key.get(&(3, key)));
        let mut users: Vec<&User> =
            self.by_key.get(&(2, other)).into_iter().chain(by_number).flatten().copied().collect();
        users.sort_by(|a, b| a.user_id.cmp(&b.user_id));
        users.dedup_by(|a, b| a.user_id == b.user_id);
        users
    }
}

/// The failure that names every unknown or ambiguous name, and whom it may have meant.
pub(super) async fn unknown_names(
    directory: &dyn Directory,
    wrong: &[Wrong],
    purpose: Purpose,
    advice: &str,
) -> anyhow::Result<Failure> {
    let known = read_some(directory).await?;
    let sentences: Vec<String> = wrong
        .iter()
        .map(|Wrong { handle, candidates }| {
            if !candidates.is_empty() {
                return ambiguous(handle, candidates.iter().map(String::as_str));
            }
            match suggest::users(handle, &known).as_slice() {
                [] => format!("no user answers to {handle}"),
                near => format!("no user answers to {handle}; did you mean {}?", near.join(", or ")),
            }
        })
        .collect();
    let message = match sentences.as_slice() {
        [one] => one.clone(),
        many => format!("{} names cannot be used:\n  {}", many.len(), many.join("\n  ")),
    };
    let ending = if purpose == Purpose::Changing { "nothing was changed; " } else { "" };
    Ok(Failure::new(Exit::NotFound, message).hint(format!("{ending}{advice}")))
}

/// That a name may mean any of these.
fn ambiguous<'a>(typed: &str, candidates: impl ExactSizeIterator<Item = &'a str>) -> String {
    let more = candidates.len().saturating_sub(MOST_NAMED);
    let mut lines: Vec<String> = candidates.take(MOST_NAMED).map(str::to_owned).collect();
    if more > 0 {
        lines.push(format!("and {more} more"));
    }
    format!("{typed} is ambiguous, it may be any of:\n    {}", lines.join("\n    "))
}

/// Names as a suggestion.
pub(super) fn did_you_mean(near: &[String]) -> String {
    format!("did you mean {}?", near.join(", or "))
}

/// Users enough to find what a wrong name may have meant.
pub(super) async fn read_some(directory: &dyn Directory) -> Result<Vec<User>, DirectoryError> {
    directory.users(&Selection::all()).take(SUGGEST_FROM).try_collect().await
}

/// The exact names of the locations meant.
pub(super) async fn locations(directory: &dyn Directory, typed: &[String]) -> anyhow::Result<Vec<LocationName>> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let known = directory.locations(Counts::Unneeded).await?;
    typed.iter().map(|typed| Ok(location(typed, &known)?)).collect()
}

/// The location that a person means: the exact name, case ignored if only one fits; else what only one is called besides.
pub(super) fn location(typed: &str, known: &[Location]) -> Result<LocationName, Failure> {
    let lower = typed.to_lowercase();
    let is_alias = |alias: &String| alias.to_lowercase() == lower;
    let ways: [&dyn Fn(&Location) -> bool; 4] = [
        &|location| location.name.as_str() == typed,
        &|location| location.name.as_str().to_lowercase() == lower,
        &|location| location.aliases.iter().any(|alias| alias == typed),
        &|location| location.aliases.iter().any(is_alias),
    ];
    for fits in ways {
        let fitting: Vec<&Location> = known.iter().filter(|location| fits(location)).collect();
        match fitting.as_slice() {
            [] => {}
            [one] => return Ok(one.name.clone()),
            several => {
                let message = ambiguous(typed, several.iter().map(|location| location.name.as_str()));
                return Err(Failure::new(Exit::NotFound, message).hint("give the whole name"));
            }
        }
    }
    let failure = Failure::new(Exit::NotFound, format!("no location is called {typed}"));
    let all = known.iter().flat_map(|location| {
        std::iter::once(location.name.as_str()).chain(location.aliases.iter().map(String::as_str))
    });
    let near = suggest::names(typed, all);
    Err(if near.is_empty() { failure.hint("see ossmosis locations list") } else { failure.hint(did_you_mean(&near)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_candidates_some_are_named_and_the_others_counted() {
        let names: Vec<String> = (0..25).map(|number| format!("user{number}")).collect();
        let check = |count: usize, last: &str| {
            let message = ambiguous("25", names[..count].iter().map(String::as_str));
            assert_eq!(message.lines().last(), Some(last));
        };
        check(20, "    user19");
        check(25, "    and 5 more");
    }
}
