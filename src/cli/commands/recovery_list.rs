//! `recovery list`: the links that were sent, newest first, and what became of them.

use clap::Args as ClapArgs;
use futures_util::StreamExt;

use crate::api::{LinkBody, LinksDocument, RECOVERY_SCHEMA};
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::cli::render::{Line, report};
use crate::cli::selection::{Purpose, SelectionArgs};
use crate::domain::Reference;
use crate::recovery::{LinkFilter, all_links};
use crate::sheet::{Column, ColumnKind};

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    pub(super) links: LinkArgs,
    /// Only the newest link of each user, where it led to nothing: nothing was changed by it, nor otherwise since
    #[arg(long, help_heading = LINKS)]
    not_done: bool,
    /// Only links that can be opened, or whose session is under way
    #[arg(long, help_heading = LINKS)]
    open: bool,
}

const LINKS: &str = "Which links";

/// Which links are meant, apart from whose
#[derive(ClapArgs, Clone)]
pub(super) struct LinkArgs {
    /// Only links that this run asked for
    #[arg(long, value_name = "ID", help_heading = LINKS, value_parser = clap::builder::NonEmptyStringValueParser::new())]
    run: Option<String>,
    /// Only the link with this reference, as its user reads it from the page
    #[arg(long, value_name = "REF", help_heading = LINKS, value_parser = reference)]
    reference: Option<Reference>,
}

impl LinkArgs {
    pub(super) fn are_given(&self) -> bool {
        self.run.is_some() || self.reference.is_some()
    }

    /// Nothing is there under the run or the reference that was given.
    pub(super) fn nothing_there(&self) -> Failure {
        let what = match (&self.run, &self.reference) {
            (_, Some(reference)) => format!("the reference {reference}"),
            (run, None) => format!("the run {}", run.as_deref().unwrap_or_default()),
        };
        Failure::new(Exit::NotFound, format!("no such recovery link with {what}"))
            .hint("see ossmosis recovery list, and ossmosis runs list")
    }

    pub(super) fn filter(&self) -> LinkFilter {
        LinkFilter { run_id: self.run.clone(), reference: self.reference.clone(), ..LinkFilter::default() }
    }
}

fn reference(text: &str) -> Result<Reference, String> {
    Reference::parse(text).ok_or_else(|| "a reference is like 7F3A-91C2".to_owned())
}

const fn column(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, aliases: &[], kind, max_length: 200 }
}

impl Line for LinkBody {
    const COLUMNS: &'static [Column] = &[
        column("id", ColumnKind::Exact),
        column("user_id", ColumnKind::Number),
        column("run_id", ColumnKind::Exact),
        column("state", ColumnKind::Exact),
        column("end", ColumnKind::Exact),
        column("queued_at", ColumnKind::Exact),
        column("handed_over_at", ColumnKind::Exact),
        column("openable_until", ColumnKind::Exact),
        column("started_at", ColumnKind::Exact),
        column("deadline", ColumnKind::Exact),
        column("changed_at", ColumnKind::Exact),
        column("reference", ColumnKind::Exact),
        column("visits", ColumnKind::Exact),
        column("wrong_answers", ColumnKind::Exact),
    ];
    const HEADINGS: &'static [&'static str] =
        &["USER ID", "STATE", "QUEUED", "OPEN UNTIL", "STARTED", "CHANGED", "VISITS", "WRONG", "REFERENCE"];

    fn cells(&self) -> Vec<Option<String>> {
        vec![
            Some(self.id.clone()),
            Some(self.user_id.clone()),
            self.run_id.clone(),
            Some(self.state.clone()),
            self.end.clone(),
            Some(self.queued_at.clone()),
            self.handed_over_at.clone(),
            self.openable_until.clone(),
            self.started_at.clone(),
            self.deadline.clone(),
            self.changed_at.clone(),
            Some(self.reference.clone()),
            Some(self.visits.to_string()),
            Some(self.wrong_answers.to_string()),
        ]
    }

    fn shown(&self) -> Vec<Option<String>> {
        // To the second: nobody reads more of a table.
        let short = |at: &str| at.split('.').next().unwrap_or(at).trim_end_matches('Z').replace('T', " ");
        let state = match &self.end {
            Some(end) => format!("{}: {end}", self.state),
            None => self.state.replace('_', " "),
        };
        let until = self.deadline.as_deref().or(self.openable_until.as_deref()).filter(|_| self.end.is_none());
        vec![
            Some(self.user_id.clone()),
            Some(state),
            Some(short(&self.queued_at)),
            until.map(short),
            self.started_at.as_deref().map(short),
            self.changed_at.as_deref().map(short),
            Some(self.visits.to_string()),
            Some(self.wrong_answers.to_string()),
            Some(self.reference.clone()),
        ]
    }

    #[expect(clippy::misnamed_getters, reason = "a list of ids is one of users, whom other commands take")]
    fn id(&self) -> &str {
        &self.user_id
    }
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    context.needs_backend("recovery links")?;
    let opened = context.open().await?;
    let filter = LinkFilter { not_done: args.not_done, open: args.open, ..args.links.filter() };
    let (links, left_out) = select(&args.selection, &opened, context, filter, Purpose::Listing).await?;
    if links.is_empty() && args.links.are_given() {
        return Err(args.links.nothing_there().into());
    }
    let document = LinksDocument { schema: RECOVERY_SCHEMA, links };
    report(context.ui, context.output, &document, &document.links)?;
    Ok(if left_out { Exit::Partial } else { Exit::Done })
}

/// The links of the users selected, newest first, and whether names were left out.
pub(super) async fn select(
    selection: &SelectionArgs,
    opened: &Opened,
    context: &Context<'_>,
    filter: LinkFilter,
    purpose: Purpose,
) -> anyhow::Result<(Vec<LinkBody>, bool)> {
    let recovery = opened.recovery.as_ref();
    if selection.is_unrestricted() {
        return Ok((all_links(recovery, &filter).await?, false));
    }
    let directory = opened.directory.as_ref();
    let prepared = selection.prepare(directory, purpose).await?;
    let mut links: Vec<LinkBody> = Vec::new();
    let mut nobody = true;
    let mut users = prepared.stream(directory).chunks(LinkFilter::MOST_USERS);
    while let Some(some) = users.next().await {
        let users = some.into_iter().map(|user| Ok(user?.user_id)).collect::<anyhow::Result<Vec<_>>>()?;
        nobody = false;
        links.extend(all_links(recovery, &LinkFilter { users, ..filter.clone() }).await?);
    }
    drop(users);
    if nobody {
        return Err(selection.nothing_matched(&prepared, directory).await?.into());
    }
    prepared.tell_left_out(context.ui);
    // Ids rise with the time at which links were queued.
    links.sort_by(|a, b| b.id.cmp(&a.id));
    Ok((links, !prepared.left_out.is_empty()))
}
