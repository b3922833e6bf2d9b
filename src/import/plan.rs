//! What a file would do to a directory, decided before anything is written.

use std::collections::HashMap;

use crate::domain::{User, UserId, UserPatch, phone_key};
use crate::sheet::Problem;

use super::lookalike::{Lookalikes, is_exponent};

/// More users than this are not listed as perhaps meant: it would be no help.
const MOST_MEANT: usize = 10;

/// What an admin allowed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Create ids whose own extension suggests a lost zero.
    pub create: bool,
    /// Take extensions that differ from the one on file by a lost zero.
    pub accept_extensions: bool,
}

/// What a row will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Create the user.
    Create,
    /// Change the user.
    Update,
    /// Nothing: the user is already so.
    Unchanged,
}

/// A row that can be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub line: u64,
    /// What it asks for.
    pub patch: UserPatch,
    /// What it would do.
    pub kind: Kind,
}

/// What a file would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// The rows that can be applied, in order.
    pub entries: Vec<Entry>,
    /// The rows that are refused, and why.
    pub problems: Vec<Problem>,
}

/// Holds the rows of a file against the users there are.
pub fn plan(rows: Vec<(u64, UserPatch)>, existing: &[User], options: Options) -> Plan {
    let by_id: HashMap<&UserId, &User> = existing.iter().map(|user| (&user.user_id, user)).collect();
    let lookalikes = Lookalikes::of(existing);
    let mut plan = Plan::default();
    let mut seen: HashMap<UserId, u64> = HashMap::new();
    for (line, patch) in rows {
        let before = by_id.get(&patch.user_id).copied();
        let mut refused = judge(line, &patch, before, &lookalikes, options);
        // Two rows with one damaged id may be two people: that they are damaged is the better reason.
        let first = *seen.entry(patch.user_id.clone()).or_insert(line);
        if first != line && !refused.iter().any(Problem::is_spreadsheet_damage) {
            let message = format!("the user id {} stands on line {first} already", patch.user_id);
            refused.push(Problem::of_cell(line, "user_id", "duplicate", message));
        }
        if refused.is_empty() {
            match kind_of(&patch, before) {
                Some(kind) => plan.entries.push(Entry { line, patch, kind }),
                None => plan.problems.push(Problem::of_cell(
                    line,
                    "location",
                    "missing_location",
                    format!("{} is new and the file names no location", patch.user_id),
                )),
            }
        }
        plan.problems.extend(refused);
    }
    plan
}

fn kind_of(patch: &UserPatch, before: Option<&User>) -> Option<Kind> {
    let after = patch.applied_to(before)?;
    Some(match before {
        None => Kind::Create,
        Some(before) if *before == after => Kind::Unchanged,
        Some(_) => Kind::Update,
    })
}

/// Everything about a row that a spreadsheet may have done.
fn judge(line: u64, patch: &UserPatch, before: Option<&User>, known: &Lookalikes, options: Options) -> Vec<Problem> {
    let id = patch.user_id.as_str();
    let mut problems = Vec::new();
    let mut meant = known.of_id(id);
    let damaged = if is_exponent(id) && before.is_none() {
        meant = narrowed(meant, patch);
        Some("is a number in exponent notation: a spreadsheet has cut its digits".to_owned())
    } else if let Some(before) = before {
        let own = likeness(patch, before);
        meant.retain(|user| likeness(patch, user) > own);
        (!meant.is_empty()).then(|| format!("is {}, but the rest of the row is another's", before.full_name()))
    } else if !meant.is_empty() {
        let own_extension = patch.extension.as_ref().and_then(Option::as_deref);
        let consistent = own_extension.is_some() && own_extension == id.rsplit_once('.').map(|(_, decimals)| decimals);
        (!(options.create && consistent)).then(|| "is not known, and differs from a known one only by zeros".to_owned())
    } else if before.is_none() && !options.create && lost_zeros_by_its_extension(patch) {
        Some("seems to have lost its last zeros, by its own extension; if it is right, add --create".to_owned())
    } else {
        None
    };
    if let Some(why) = damaged {
        let message = format!("the user id {id} {why}{}", named(&meant));
        let ids = meant.iter().map(|user| user.user_id.clone()).collect();
        let problem = Problem::of_cell(line, "user_id", "damaged_id", message);
        problems.push(if meant.is_empty() || meant.len() > MOST_MEANT { problem } else { problem.meaning(ids) });
    } else {
        meant = before.into_iter().collect();
    }
    if !options.accept_extensions {
        problems.extend(judge_extension(line, patch, &meant));
    }
    problems
}

/// An extension that is the one on file without its leading zeros.
fn judge_extension(line: u64, patch: &UserPatch, meant: &[&User]) -> Option<Problem> {
    let written = patch.extension.as_ref()?.as_deref()?;
    let on_file = |user: &&User| user.extension.clone().unwrap_or_default();
    let lost = |user: &&&User| {
        let extension = on_file(user);
        extension.len() > written.len()
            && extension.trim_start_matches('0') == written.trim_start_matches('0')
            && extension.ends_with(written)
    };
    if meant.iter().any(|user| on_file(user) == written) {
        return None;
    }
    let user = meant.iter().find(lost)?;
    let message = format!(
        "the extension {written} of {} ({}) is {} on file: a spreadsheet has dropped its zero; if it is right, add \
         --accept-extensions",
        user.user_id,
        user.full_name(),
        on_file(user)
    );
    let problem = Problem::of_cell(line, "extension", "damaged_extension", message);
    Some(problem.meaning(vec![user.user_id.clone()]))
}

/// Whether an id `CLID.decimals` misses zeros that the extension in its own row still has. The extension
/// may itself have lost one zero at its front.
fn lost_zeros_by_its_extension(patch: &UserPatch) -> bool {
    let Some((clid, decimals)) = patch.user_id.as_str().rsplit_once('.') else { return false };
    let Some(extension) = patch.extension.as_ref().and_then(Option::as_deref) else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let adds_zeros = |extension: &str| {
        extension.strip_prefix(decimals).is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b == b'0'))
    };
    is_number(clid) && is_number(decimals) && (adds_zeros(extension) || adds_zeros(&format!("0{extension}")))
}

/// Of all whom a number in exponent notation may mean, those whom the rest of the row points at: by email,
/// else by number, else by name and extension.
fn narrowed<'a>(meant: Vec<&'a User>, patch: &UserPatch) -> Vec<&'a User> {
    for points_at in [same_email, same_number, same_name_and_extension] {
        let found: Vec<&User> = meant.iter().copied().filter(|user| points_at(patch, user)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    meant
}

/// How many things in the row speak for a user.
fn likeness(patch: &UserPatch, user: &User) -> usize {
    let tests = [same_email, same_number, same_name, same_extension];
    tests.into_iter().filter(|test| test(patch, user)).count()
}

fn same_email(patch: &UserPatch, user: &User) -> bool {
    let written = patch.email.as_ref().and_then(Option::as_ref);
    written.is_some_and(|email| user.email.as_ref().is_some_and(|on_file| on_file.key() == email.key()))
}

fn same_number(patch: &UserPatch, user: &User) -> bool {
    let written = patch.phone_number.as_ref().and_then(Option::as_deref).and_then(phone_key);
    written.is_some() && written == user.phone_number.as_deref().and_then(phone_key)
}

fn same_name(patch: &UserPatch, user: &User) -> bool {
    patch.first_name.as_ref() == Some(&user.first_name) && patch.last_name.as_ref() == Some(&user.last_name)
}

fn same_extension(patch: &UserPatch, user: &User) -> bool {
    let written = patch.extension.as_ref().and_then(Option::as_deref);
    let zeroless = |text: &str| text.trim_start_matches('0').to_owned();
    written.is_some_and(|written| user.extension.as_deref().map(zeroless) == Some(zeroless(written)))
}

fn same_name_and_extension(patch: &UserPatch, user: &User) -> bool {
    same_name(patch, user) && same_extension(patch, user)
}

/// The users that may be meant, as the end of a sentence.
fn named(meant: &[&User]) -> String {
    if meant.len() > MOST_MEANT {
        return format!("; it may mean any of {} users", meant.len());
    }
    let one = |user: &&User| {
        let email = user.email.as_ref().map_or("no email", |email| email.as_str());
        let number = user.phone_number.as_deref().unwrap_or("no number");
        format!("{} ({}, {email}, {number})", user.user_id, user.full_name())
    };
    match meant {
        [] => String::new(),
        meant => format!("; it may mean {}", meant.iter().map(one).collect::<Vec<_>>().join(" or ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{COLUMNS, read_rows};
    use super::*;
    use crate::sheet::Sheet;

    fn load(file: &str) -> (Vec<(u64, UserPatch)>, Vec<Problem>) {
        let sheet = Sheet::read(file.as_bytes(), COLUMNS, &["user_id"]).unwrap();
        let mut problems = sheet.problems;
        (read_rows(&sheet.rows, &mut problems), problems)
    }

    fn check(existing: &str, file: &str, options: Options, expected: &str) {
        let users: Vec<User> = load(existing).0.iter().map(|(_, patch)| patch.applied_to(None).unwrap()).collect();
        let (rows, mut problems) = load(file);
        let plan = plan(rows, &users, options);
        problems.extend(plan.problems);
        let mut told: Vec<String> =
            plan.entries.iter().map(|entry| format!("{}:{:?}", entry.line, entry.kind).to_lowercase()).collect();
        told.extend(problems.iter().map(|problem| {
            let meant: Vec<&str> = problem.meant.iter().flatten().map(UserId::as_str).collect();
            format!("{}:{}[{}]", problem.line, problem.code, meant.join(","))
        }));
        assert_eq!(told.join(" "), expected);
    }

    const STAFF: &str = "user_id,first_name,last_name,email,phone_number,extension,location\n\
        5.0200,Al,Ash,al@a.example,,0200,X\n\
        5.304,Bo,Bay,bo@a.example,,304,X\n\
        5.3040,Cy,Cox,cy@a.example,,304,X\n\
        4842531415,Di,Dee,di@a.example,4842531415,101,X\n\
        4842531416,Ed,Eve,,,0102,X\n";

    #[test]
    fn over_a_loaded_directory_lookalikes_are_refused() {
        let none = Options::default();
        check(STAFF, "user_id,ext\n5.02,200\n", none, "2:damaged_id[5.0200] 2:damaged_extension[5.0200]");
        check(STAFF, "user_id,ext\n4842531416,102\n", none, "2:damaged_extension[4842531416]");
        let accept = Options { accept_extensions: true, ..none };
        check(STAFF, "user_id,ext\n4842531416,102\n", accept, "2:update");
        check(STAFF, "user_id,email\n4.84E+09,DI@a.example\n", none, "2:damaged_id[4842531415]");
        check(
            STAFF,
            "user_id,first,last,ext\n4.84E+09,Ed,Eve,102\n",
            none,
            "2:damaged_id[4842531416] 2:damaged_extension[4842531416]",
        );
        check(STAFF, "user_id,location\n9,X\n5.304,X\n", none, "2:create 3:unchanged");
        let twice = "2:damaged_id[5.0200] 3:damaged_id[5.0200]";
        check(STAFF, "user_id,email\n5.02,a@b.example\n5.02,c@d.example\n", none, twice);
    }

    #[test]
    fn a_known_id_with_another_persons_row_is_refused() {
        let none = Options::default();
        check(STAFF, "user_id,first_name,last_name,ext\n5.304,Cy,Cox,304\n", none, "2:damaged_id[5.3040]");
        check(STAFF, "user_id,first_name,last_name,ext\n5.304,Bo,Bay,304\n", none, "2:unchanged");
    }

    #[test]
    fn into_an_empty_directory_only_the_evident_is_refused() {
        let none = Options::default();
        check("user_id\n", "user_id,ext,location\n5.86,860,X\n5.02,200,X\n", none, "2:damaged_id[] 3:damaged_id[]");
        let create = Options { create: true, ..none };
        check("user_id\n", "user_id,ext,location\n5.86,860,X\n4.84E+09,1,X\n", create, "2:create 3:damaged_id[]");
        check(
            "user_id\n",
            "user_id,ext,location\n5.2500,250,X\n5.120,125,X\n5.86,86,X\n",
            none,
            "2:create 3:create 4:create",
        );
    }

    #[test]
    fn damaged_rows_are_named() {
        let file = "user_id,email,location\nu1,a@b.example,X\nu1,a@b.example,X\n,a@b.example,X\nu2,nope,\nu3,,X\n";
        let expected = "2:create 6:create 4:missing_id[] 5:bad_email[] 5:missing_location[] 3:duplicate[]";
        check("user_id\n", file, Options::default(), expected);
        check("user_id\n", "user_id\nu9\n", Options::default(), "2:missing_location[]");
    }
}
