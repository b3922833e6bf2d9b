//! `recovery revoke`: take links back. Neither they nor their sessions can be used afterwards.

use clap::Args as ClapArgs;

use super::changes_run::{Changes, ChangesRun, ChangesSetup};
use super::recovery_list::{LinkArgs, select};
use crate::api::{LinkBody, REVOKE_SCHEMA, RevokeDocument, RevokeResult};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::prompt;
use crate::cli::render::{Line, report, seen};
use crate::cli::run_args::Pushing;
use crate::cli::selection::{Purpose, SelectionArgs};
use crate::domain::counted;
use crate::journal::{Change, Item};
use crate::recovery::LinkFilter;
use crate::sheet::{Column, ColumnKind};

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    links: LinkArgs,
    /// Say which links would be taken back, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Do it without asking
    #[arg(short, long)]
    yes: bool,
}

impl Line for RevokeResult {
    const COLUMNS: &'static [Column] = &[
        Column { name: "id", aliases: &[], kind: ColumnKind::Exact, max_length: 40 },
        Column { name: "user_id", aliases: &[], kind: ColumnKind::Number, max_length: 161 },
        Column { name: "status", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "error", aliases: &[], kind: ColumnKind::Exact, max_length: 1000 },
    ];
    const HEADINGS: &'static [&'static str] = &["LINK", "USER ID", "STATUS", "ERROR"];

    fn cells(&self) -> Vec<Option<String>> {
        let error = self.error.as_ref().map(|error| format!("{}: {}", error.code.as_str(), error.message));
        vec![Some(self.id.clone()), Some(self.user_id.clone()), Some(self.status.to_owned()), error]
    }

    #[expect(clippy::misnamed_getters, reason = "a list of ids is one of users, whom other commands take")]
    fn id(&self) -> &str {
        &self.user_id
    }
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    if args.selection.is_unrestricted() && !args.links.are_given() {
        return Err(Failure::usage("no links are selected")
            .hint("name users, or give --location NAME, --run ID, --reference REF or --all")
            .into());
    }
    context.needs_backend("recovery links")?;
    let opened = context.open().await?;
    if args.links.are_given() && opened.recovery.page(&args.links.filter(), None, 1).await?.is_empty() {
        return Err(args.links.nothing_there().into());
    }
    let filter = LinkFilter { open: true, ..args.links.filter() };
    let (links, left_out) = select(&args.selection, &opened, context, filter, Purpose::Changing).await?;
    if args.dry_run || links.is_empty() {
        let results = links.iter().map(would_become).collect();
        let document = RevokeDocument { schema: REVOKE_SCHEMA, run_id: None, dry_run: args.dry_run, results };
        if links.is_empty() {
            context.ui.say("no link can be opened; nothing was taken back");
        }
        seen(report(context.ui, context.output, &document, &document.results))?;
        return Ok(if left_out && !args.dry_run { Exit::Partial } else { Exit::Done });
    }
    if links.len() > 1 {
        let question = format!("Take {} back?", counted(links.len(), "recovery link"));
        prompt::confirm(context.ui, &question, args.yes)?;
    }
    let item =
        |link: &LinkBody| Item { change: Some(Box::new(Change::Revoke(link.id.clone()))), ..Item::of(&link.user_id) };
    let setup = ChangesSetup { is_partial: left_out, ..ChangesSetup::of(Changes::Links) };
    let run = ChangesRun::begin(context, &opened, "recovery revoke", setup, links.iter().map(item))?;
    run.to_its_end(setup, &Pushing::default(), Vec::new()).await
}

fn would_become(link: &LinkBody) -> RevokeResult {
    RevokeResult { id: link.id.clone(), user_id: link.user_id.clone(), status: "would_revoke", error: None }
}
