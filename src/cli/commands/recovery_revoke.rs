//! `recovery revoke`: take links back. Neither they nor their sessions can be used afterwards.

use clap::Args as ClapArgs;

use super::recovery_list::{LinkArgs, select};
use crate::api::{ErrorBody, LinkBody, REVOKE_SCHEMA, RevokeDocument, RevokeResult};
use crate::bulk::StopSwitch;
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::cli::render::{Line, report, seen};
use crate::cli::selection::{Purpose, SelectionArgs};
use crate::cli::signals::{interrupted_for_good, until_interrupted};
use crate::cli::{journaled, prompt};
use crate::directory::DirectoryError;
use crate::domain::counted;
use crate::journal::Item;
use crate::recovery::LinkFilter;
use crate::sheet::{Column, ColumnKind};

/// Links that one call takes back.
const BATCH: usize = 50;

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
    let mut document = RevokeDocument {
        schema: REVOKE_SCHEMA,
        run_id: None,
        dry_run: args.dry_run,
        results: links.iter().map(|link| result(link, if args.dry_run { "would_revoke" } else { "skipped" })).collect(),
    };
    let mut outcome = Ok(());
    if links.is_empty() {
        context.ui.say("no link can be opened; nothing was taken back");
    } else if !args.dry_run {
        if links.len() > 1 {
            let question = format!("Take {} back?", counted(links.len(), "recovery link"));
            prompt::confirm(context.ui, &question, args.yes)?;
        }
        outcome = revoke(&links, &mut document, &opened, context).await;
    }
    seen(report(context.ui, context.output, &document, &document.results))?;
    outcome?;
    let failed = document.results.iter().any(|result| result.status == "failed");
    if !args.dry_run {
        let revoked = document.results.iter().filter(|result| result.status == "revoked").count();
        context.ui.say(format!("{} taken back", counted(revoked, "recovery link")));
    }
    Ok(if failed || (left_out && !args.dry_run) { Exit::Partial } else { Exit::Done })
}

/// Takes the links back, batch by batch; what stands for all of them stops it.
async fn revoke(
    links: &[LinkBody],
    document: &mut RevokeDocument,
    opened: &Opened,
    context: &Context<'_>,
) -> anyhow::Result<()> {
    let items = links.iter().map(|link| Item::of(&link.user_id));
    let journal = journaled::begin(context, "recovery revoke", &opened.server, items)?;
    document.run_id = Some(journal.run_id().to_owned());
    let stop = StopSwitch::default();
    let results = &mut document.results;
    let work = async {
        for start in (0..links.len()).step_by(BATCH) {
            if stop.is_stopped() {
                break;
            }
            let batch = &links[start..links.len().min(start + BATCH)];
            journal.about_to([(start, start + batch.len())])?;
            let ids: Vec<String> = batch.iter().map(|link| link.id.clone()).collect();
            let mut stopping: Option<DirectoryError> = None;
            for (index, outcome) in opened.recovery.revoke(&ids).await.into_iter().enumerate() {
                journaled::record(&journal, start + index, &outcome)?;
                let result = &mut results[start + index];
                match outcome {
                    Ok(revoked) => result.status = if revoked { "revoked" } else { "skipped" },
                    Err(e) => {
                        result.status = "failed";
                        result.error = Some(ErrorBody::from(&e));
                        let stops = matches!(Exit::of(&e), Exit::NotAllowed | Exit::Unreachable | Exit::RateLimited);
                        stopping = stopping.or(stops.then_some(e));
                    }
                }
            }
            if let Some(error) = stopping {
                return Err(error.into());
            }
        }
        Ok(())
    };
    let (worked, was_interrupted): (anyhow::Result<()>, bool) = until_interrupted(context.ui, &stop, work).await?;
    if was_interrupted {
        return Err(interrupted_for_good(journal.run_id()).into());
    }
    journal.end(context.clock.as_ref())?;
    worked
}

fn result(link: &LinkBody, status: &'static str) -> RevokeResult {
    RevokeResult { id: link.id.clone(), user_id: link.user_id.clone(), status, error: None }
}
