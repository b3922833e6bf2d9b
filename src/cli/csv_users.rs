//! Users named by a column of a CSV file: only the exact user id counts, and an id that a spreadsheet may
//! have damaged is not taken for somebody else's.

use std::collections::{HashMap, HashSet};

use futures_util::StreamExt;

use super::exit::{Exit, Failure};
use super::look_up::read_some;
use super::suggest;
use super::ui::Ui;
use crate::directory::{Directory, DirectoryError};
use crate::domain::{Source, User, UserId};
use crate::import::is_exponent;
use crate::sheet::{Problem, Row};

/// The user id of a row.
pub(super) fn read_id(row: &Row) -> Result<UserId, Problem> {
    let written = row.get("user_id").unwrap_or_default();
    let fault = |code, message: String| Problem::of_cell(row.line, "user_id", code, message);
    if written.is_empty() {
        return Err(fault("missing_id", "the row has no user id".to_owned()));
    }
    if is_exponent(written) {
        let message =
            format!("the user id {written} is a number in exponent notation: a spreadsheet has cut its digits");
        return Err(fault("damaged_id", message));
    }
    UserId::parse(written).map_err(|e| fault("bad_id", format!("the user id cannot be one: {e}")))
}

/// The users with these ids. An unknown one is a failure that names it and whom it may mean, unless such
/// are to be left out. So is a known one that is also what a spreadsheet makes of another, in a file that
/// shows no sign of having kept its zeros.
pub(super) async fn look_up(
    directory: &dyn Directory,
    ids: &[UserId],
    skip_unknown: bool,
    ui: &Ui,
) -> anyhow::Result<HashMap<UserId, User>> {
    let handles: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let doubts = doubts(directory, ids).await?;
    let mut known: HashMap<UserId, User> = HashMap::new();
    for some in handles.chunks(50) {
        let mut answer = directory.users(&Source::Handles(some.to_vec()).into());
        while let Some(user) = answer.next().await.transpose()? {
            known.insert(user.user_id.clone(), user);
        }
    }
    let mut sentences = Vec::new();
    let mut usable = HashMap::new();
    let mut left_out = Vec::new();
    let mut everyone = None;
    for id in ids.iter().collect::<HashSet<_>>() {
        let others: Vec<String> = doubts.get(id).into_iter().flatten().map(suggest::describe).collect();
        match known.get(id) {
            Some(user) if others.is_empty() => {
                usable.insert(id.clone(), user.clone());
                continue;
            }
            Some(user) => {
                let candidates = [vec![suggest::describe(user)], others].concat();
                sentences.push(format!(
                    "{id} is ambiguous, a spreadsheet may have taken its zeros; it may be {}",
                    candidates.join(", or ")
                ));
            }
            None => {
                if everyone.is_none() {
                    everyone = Some(read_some(directory).await?);
                }
                sentences.push(match suggest::users(id.as_str(), everyone.as_deref().unwrap_or_default()).as_slice() {
                    [] => format!("no user has the id {id}"),
                    near => format!("no user has the id {id}; did you mean {}?", near.join(", or ")),
                });
            }
        }
        left_out.push(id.to_string());
    }
    if sentences.is_empty() {
        return Ok(usable);
    }
    sentences.sort();
    left_out.sort();
    if skip_unknown {
        ui.warn(format!("left out, unknown or ambiguous: {}", left_out.join(", ")));
        return Ok(usable);
    }
    let message = format!("{} user ids of the file cannot be used:\n  {}", sentences.len(), sentences.join("\n  "));
    let hint = "nothing was changed; mend the file, or add --skip-unknown to leave these out";
    Err(Failure::new(Exit::NotFound, message).hint(hint).into())
}

/// The ids of a file that are also what a spreadsheet makes of another user's, each with those others. A
/// file in which some id still ends in a zero has kept its zeros, and leaves no doubt.
pub(super) async fn doubts(
    directory: &dyn Directory,
    ids: &[UserId],
) -> Result<HashMap<UserId, Vec<User>>, DirectoryError> {
    let mut doubts: HashMap<UserId, Vec<User>> = HashMap::new();
    if ids.iter().any(|id| fraction(id).is_some_and(|decimals| decimals.ends_with('0'))) {
        return Ok(doubts);
    }
    let with_fraction = ids.iter().filter(|id| fraction(id).is_some());
    let longer = with_fraction.flat_map(|id| ["0", "00", "000"].map(|zeros| (format!("{id}{zeros}"), id)));
    let longer: HashMap<String, &UserId> = longer.collect();
    let handles: Vec<String> = longer.keys().cloned().collect();
    for some in handles.chunks(50) {
        let mut answer = directory.users(&Source::Handles(some.to_vec()).into());
        while let Some(user) = answer.next().await.transpose()? {
            if let Some(id) = longer.get(user.user_id.as_str()) {
                doubts.entry((*id).clone()).or_default().push(user);
            }
        }
    }
    Ok(doubts)
}

/// The decimals of an id `CLID.decimals`.
fn fraction(id: &UserId) -> Option<&str> {
    let (clid, decimals) = id.as_str().rsplit_once('.')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    (is_number(clid) && is_number(decimals)).then_some(decimals)
}
