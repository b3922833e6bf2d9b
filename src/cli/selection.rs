//! Which users a command is about: the words that every command understands, turned into users.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use clap::Args;
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};

use super::exit::{Exit, Failure};
use super::input::read_handles;
use super::look_up::{did_you_mean, locations, look_up, read_some, unknown_names};
use super::suggest;
use super::ui::Ui;
use crate::directory::{Directory, DirectoryError};
use crate::domain::{Filters, Selection, Source, User, UserId};

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
    excluded_in_order: Vec<UserId>,
    /// Those who were named one by one.
    pub(super) named_ids: HashSet<UserId>,
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

    /// The same selection as words of a command line, with those who were named by their user ids.
    pub(super) fn words(&self, prepared: &Prepared) -> Vec<String> {
        let mut words: Vec<String> = self.location.iter().map(|name| format!("--location={name}")).collect();
        words.extend(self.search.iter().map(|text| format!("--search={text}")));
        words.extend(self.department.iter().map(|name| format!("--department={name}")));
        words.extend(prepared.excluded_in_order.iter().map(|user| format!("--exclude={user}")));
        let switches = [(self.all, "--all"), (self.has_email, "--has-email"), (self.no_email, "--no-email")];
        words.extend(switches.into_iter().filter(|(is_on, _)| *is_on).map(|(_, word)| word.to_owned()));
        if !prepared.named.is_empty() {
            words.push("--".to_owned());
            words.extend(prepared.named.iter().map(|user| user.user_id.to_string()));
        }
        words
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
        if purpose == Purpose::Changing {
            self.check_search()?;
        }
        let from_file = match &self.users_file {
            Some(file) => read_handles(file, self.id_column.as_deref())?,
            None => Vec::new(),
        };
        let mut lookup = look_up(directory, &[&self.users[..], &from_file].concat()).await?;
        if self.id_column.is_some() {
            lookup = lookup.without_doubtful(directory, &from_file).await?;
        }
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
            named_ids: lookup.found.iter().map(|user| user.user_id.clone()).collect(),
            named: lookup.found,
            sources,
            filters: Filters { has_email },
            excluded: excluded.found.iter().map(|user| user.user_id.clone()).collect(),
            excluded_in_order: excluded.found.into_iter().map(|user| user.user_id).collect(),
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

    /// A search that may change something has to say whom it looks for.
    pub(super) fn check_search(&self) -> Result<(), Failure> {
        if self.search.as_ref().is_some_and(|text| text.trim().chars().count() < 2) {
            return Err(Failure::usage("--search needs at least 2 characters before anything is changed"));
        }
        Ok(())
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
        if let Some(typed) = &self.search {
            let near = suggest::users(typed, &read_some(directory).await?);
            let looks = "a search looks through names, phone numbers, extensions and user ids";
            return Ok(failure.hint(if near.is_empty() { looks.to_owned() } else { did_you_mean(&near) }));
        }
        Ok(if !self.has_source() {
            failure.hint("load users with ossmosis users import FILE")
        } else if self.has_filter() {
            failure.hint("--has-email, --no-email and --exclude leave out the others")
        } else {
            failure
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
