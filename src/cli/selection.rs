//! Which users a command is about: the words that every command understands, turned into users.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use futures_util::stream::{self, BoxStream};
use futures_util::{StreamExt, TryStreamExt};

use super::exit::{Exit, Failure};
use super::suggest;
use super::ui::Ui;
use crate::directory::{Directory, DirectoryError};
use crate::domain::{Email, Filters, LocationName, Selection, Source, User, UserId, phone_key};
use crate::sheet::{Column, ColumnKind, Sheet};

/// Handles that one query carries: an engine limits how deep a condition may nest.
const HANDLES_A_QUERY: usize = 50;
/// Users that are read to find what a wrong name may have meant.
const SUGGEST_FROM: usize = 20_000;

/// Headings of the help.
const SOURCES: &str = "Selecting users (these add up)";
const FILTERS: &str = "Narrowing the selection";

/// Which users are meant
#[derive(Args, Clone, Default)]
pub(super) struct SelectionArgs {
    /// User id, phone number, extension or email
    #[arg(value_name = "USER", help_heading = SOURCES)]
    pub(super) users: Vec<String>,
    /// All users of a location (repeatable)
    #[arg(short, long, value_name = "NAME", help_heading = SOURCES)]
    pub(super) location: Vec<String>,
    /// All users
    #[arg(long, help_heading = SOURCES)]
    pub(super) all: bool,
    /// Users whose name, phone number, extension or user id holds this text
    #[arg(long, value_name = "TEXT", help_heading = SOURCES)]
    pub(super) search: Option<String>,
    /// All users of a department
    #[arg(long, value_name = "NAME", help_heading = SOURCES)]
    pub(super) department: Option<String>,
    /// Users named in a file, one a line (- is standard input)
    #[arg(long, value_name = "FILE", help_heading = SOURCES)]
    pub(super) users_file: Option<PathBuf>,
    /// Column of the file that names the user; makes it a CSV file
    #[arg(long, value_name = "NAME", requires = "users_file", help_heading = SOURCES)]
    pub(super) id_column: Option<String>,
    /// Only users with an email
    #[arg(long, conflicts_with = "no_email", help_heading = FILTERS)]
    pub(super) has_email: bool,
    /// Only users without an email
    #[arg(long, help_heading = FILTERS)]
    pub(super) no_email: bool,
    /// Leave these users out
    #[arg(long, value_name = "USER", num_args = 1.., help_heading = FILTERS)]
    pub(super) exclude: Vec<String>,
    /// Leave out names that are unknown or ambiguous
    #[arg(long, help_heading = FILTERS)]
    pub(super) skip_unknown: bool,
}

/// What a selection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Listing: no source means all.
    Listing,
    /// Changing: a source is required.
    Changing,
}

/// A selection whose names have been looked up.
pub(super) struct Prepared {
    named: Vec<User>,
    sources: Vec<Source>,
    filters: Filters,
    excluded: HashSet<UserId>,
    /// Names that were left out because they are unknown or ambiguous.
    pub(super) left_out: Vec<String>,
    /// What was asked for, in words.
    pub(super) described: String,
}

impl SelectionArgs {
    /// Whether the selection reads standard input.
    pub(super) fn reads_stdin(&self) -> bool {
        self.users_file.as_deref() == Some(Path::new("-"))
    }

    fn has_source(&self) -> bool {
        !self.users.is_empty()
            || !self.location.is_empty()
            || self.all
            || self.search.is_some()
            || self.department.is_some()
            || self.users_file.is_some()
    }

    fn has_filter(&self) -> bool {
        self.has_email || self.no_email || !self.exclude.is_empty()
    }

    /// Looks up every name in it.
    pub(super) async fn prepare(&self, directory: &dyn Directory, purpose: Purpose) -> anyhow::Result<Prepared> {
        if purpose == Purpose::Changing && !self.has_source() {
            return Err(Failure::usage("no users are selected")
                .hint(
                    "name users, or give --location NAME, --search TEXT, --department NAME, --users-file FILE or --all",
                )
                .into());
        }
        if purpose == Purpose::Changing && self.search.as_ref().is_some_and(|text| text.trim().chars().count() < 2) {
            return Err(Failure::usage("--search needs at least 2 characters before anything is changed").into());
        }
        let mut handles = self.users.clone();
        if let Some(file) = &self.users_file {
            handles.extend(read_handles(file, self.id_column.as_deref())?);
        }
        let lookup = look_up(directory, &handles).await?;
        let excluded = look_up(directory, &self.exclude).await?;
        let mut wrong = lookup.wrong;
        wrong.extend(excluded.wrong);
        if !wrong.is_empty() && !self.skip_unknown {
            let leave_out = "name users by user id, or add --skip-unknown to leave these out";
            return Err(unknown_names(directory, &wrong, purpose, leave_out).await?.into());
        }
        let mut sources = Vec::new();
        if self.all || (purpose == Purpose::Listing && !self.has_source()) {
            sources.push(Source::All);
        }
        for name in locations(directory, &self.location).await? {
            sources.push(Source::Location(name));
        }
        sources.extend(self.search.clone().map(Source::Search));
        sources.extend(self.department.clone().map(Source::Department));
        let has_email = if self.has_email { Some(true) } else { self.no_email.then_some(false) };
        Ok(Prepared {
            described: self.describe(lookup.found.len()),
            named: lookup.found,
            sources,
            filters: Filters { has_email },
            excluded: excluded.found.into_iter().map(|user| user.user_id).collect(),
            left_out: wrong.into_iter().map(|wrong| wrong.handle).collect(),
        })
    }

    /// Every user selected, each once. None at all is a failure.
    pub(super) async fn select(
        &self,
        directory: &dyn Directory,
        ui: &Ui,
        purpose: Purpose,
    ) -> anyhow::Result<(Vec<User>, Prepared)> {
        let prepared = self.prepare(directory, purpose).await?;
        let mut users = Vec::new();
        let mut stream = prepared.stream(directory);
        while let Some(user) = stream.next().await.transpose()? {
            users.push(user);
        }
        drop(stream);
        if users.is_empty() {
            return Err(self.nothing_matched(&prepared, directory).await?.into());
        }
        prepared.tell_left_out(ui);
        Ok((users, prepared))
    }

    /// Nothing matched, and what may have been meant.
    pub(super) async fn nothing_matched(
        &self,
        prepared: &Prepared,
        directory: &dyn Directory,
    ) -> anyhow::Result<Failure> {
        let failure = Failure::new(Exit::NotFound, format!("no user matches {}", prepared.described));
        if let Some(typed) = &self.department {
            let departments: BTreeSet<String> =
                read_some(directory).await?.into_iter().filter_map(|user| user.department).collect();
            let near = suggest::names(typed, departments.iter().map(String::as_str));
            let hint = if near.is_empty() { "see ossmosis users list".to_owned() } else { did_you_mean(&near) };
            return Ok(failure.hint(format!("a department is matched by its exact name; {hint}")));
        }
        Ok(match &self.search {
            Some(_) => failure.hint("a search looks through names, phone numbers, extensions and user ids"),
            None if !self.has_source() => failure.hint("load users with ossmosis users import FILE"),
            None => failure,
        })
    }

    /// Whether everything was asked for, so that nothing is no surprise.
    pub(super) fn is_unrestricted(&self) -> bool {
        !self.has_source() && !self.has_filter()
    }

    fn describe(&self, named: usize) -> String {
        let mut parts: Vec<String> = Vec::new();
        if named > 0 {
            parts.push(if named == 1 { "the user named".to_owned() } else { format!("{named} users named") });
        }
        if self.all || !self.has_source() {
            parts.push("all users".to_owned());
        }
        parts.extend(self.location.iter().map(|name| format!("location {name}")));
        parts.extend(self.search.iter().map(|text| format!("search {text:?}")));
        parts.extend(self.department.iter().map(|name| format!("department {name}")));
        if parts.is_empty() {
            parts.push("the names given".to_owned());
        }
        let mut described = parts.join(" + ");
        if self.has_email {
            described.push_str(", with an email");
        }
        if self.no_email {
            described.push_str(", without an email");
        }
        described
    }
}

impl Prepared {
    /// The users, each once, as they are read: first those named, in the order of their names.
    pub(super) fn stream<'d>(&'d self, directory: &'d dyn Directory) -> BoxStream<'d, Result<User, DirectoryError>> {
        // Only where sources can overlap has anything to be remembered.
        let overlapping = self.sources.len() + usize::from(!self.named.is_empty()) > 1 || !self.named.is_empty();
        let mut seen: HashSet<UserId> = HashSet::new();
        let wanted = self.filters.has_email;
        let named = self.named.iter().filter(move |user| wanted.is_none_or(|has| user.email.is_some() == has));
        let named = stream::iter(named.cloned().map(Ok));
        let others = stream::iter(self.sources.iter())
            .flat_map(move |source| directory.users(&Selection { source: source.clone(), filters: self.filters }));
        let each_once = move |user: &Result<User, DirectoryError>| match user {
            Ok(user) if self.excluded.contains(&user.user_id) => false,
            Ok(user) if overlapping => seen.insert(user.user_id.clone()),
            _ => true,
        };
        let mut each_once = each_once;
        named.chain(others).filter(move |user| std::future::ready(each_once(user))).boxed()
    }

    /// Says which names were left out.
    pub(super) fn tell_left_out(&self, ui: &Ui) {
        if !self.left_out.is_empty() {
            ui.warn(format!("left out, unknown or ambiguous: {}", self.left_out.join(", ")));
        }
    }
}

/// The exact names of the locations meant.
async fn locations(directory: &dyn Directory, typed: &[String]) -> anyhow::Result<Vec<LocationName>> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let known = directory.locations().await?;
    typed.iter().map(|typed| Ok(location(typed, known.iter().map(|location| &location.name))?)).collect()
}

/// The location that a person means: the exact name, case ignored if only one fits.
pub(super) fn location<'a>(
    typed: &str,
    known: impl Iterator<Item = &'a LocationName> + Clone,
) -> Result<LocationName, Failure> {
    if let Some(exact) = known.clone().find(|name| name.as_str() == typed) {
        return Ok(exact.clone());
    }
    let lower = typed.to_lowercase();
    let fitting: Vec<&LocationName> = known.clone().filter(|name| name.as_str().to_lowercase() == lower).collect();
    if let [one] = fitting.as_slice() {
        return Ok((*one).clone());
    }
    let failure = Failure::new(Exit::NotFound, format!("no location is called {typed}"));
    let near = suggest::names(typed, known.map(LocationName::as_str));
    Err(if near.is_empty() { failure.hint("see ossmosis locations list") } else { failure.hint(did_you_mean(&near)) })
}

/// A name that cannot be used.
struct Wrong {
    handle: String,
    candidates: Vec<String>,
}

struct LookUp {
    found: Vec<User>,
    wrong: Vec<Wrong>,
}

/// Finds whom each handle means, in order. A user named twice is found once.
async fn look_up(directory: &dyn Directory, handles: &[String]) -> anyhow::Result<LookUp> {
    let mut users: HashMap<UserId, User> = HashMap::new();
    for some in handles.chunks(HANDLES_A_QUERY) {
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
async fn unknown_names(
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
                let shown: Vec<&str> = candidates.iter().take(20).map(String::as_str).collect();
                return format!("{handle} is ambiguous, it may be any of:\n    {}", shown.join("\n    "));
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

/// Names as a suggestion.
fn did_you_mean(near: &[String]) -> String {
    format!("did you mean {}?", near.join(", or "))
}

/// Users enough to find what a wrong name may have meant.
pub(super) async fn read_some(directory: &dyn Directory) -> Result<Vec<User>, DirectoryError> {
    directory.users(&Selection::all()).take(SUGGEST_FROM).try_collect().await
}

/// The handles in a file: one a line, or a column of a CSV file.
fn read_handles(file: &Path, id_column: Option<&str>) -> anyhow::Result<Vec<String>> {
    let bytes = read_input(file)?;
    let Some(id_column) = id_column else {
        let text = String::from_utf8(bytes).map_err(|_| Failure::usage(format!("{} is not UTF-8", file.display())))?;
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        return Ok(lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect());
    };
    // The column's name comes from the person; the table of columns wants one that lasts.
    let key: String =
        id_column.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).flat_map(char::to_lowercase).collect();
    let aliases: &'static [&'static str] = Box::leak(Box::new([&*Box::leak(key.into_boxed_str())]));
    let column = Column { name: "user", aliases, kind: ColumnKind::Number, max_length: 254 };
    let sheet = Sheet::read(&bytes, &[column], &["user"])
        .map_err(|e| Failure::usage(format!("{}: {e}", file.display())).hint(format!("--id-column is {id_column}")))?;
    if let Some(problem) = sheet.problems.first() {
        let message = format!("{}, line {}: {}", file.display(), problem.line, problem.message);
        return Err(Failure::usage(message).into());
    }
    Ok(sheet.rows.iter().filter_map(|row| row.get("user")).filter(|cell| !cell.is_empty()).map(str::to_owned).collect())
}

/// What a file, or standard input for `-`, holds.
pub(super) fn read_input(file: &Path) -> anyhow::Result<Vec<u8>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    std::fs::read(file).with_context(|| Failure::usage(format!("{} cannot be read", file.display())))
}
