//! `forgot-password`: mail recovery links to those of the selection who have an email, and say who has none.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args as ClapArgs;
use jiff::SignedDuration;

use super::forgot_split::{Split, save_without_email};
use super::forgot_told::Told;
use super::reset_password::RunArgs;
use super::stagger::Stagger;
use crate::api::ErrorBody;
use crate::bulk::{self, Outcome, StopSwitch};
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::cli::mail_args::MailArgs;
use crate::cli::new_file::NewFile;
use crate::cli::render::seen;
use crate::cli::selection::{Purpose, SelectionArgs};
use crate::cli::signals::{interrupted, until_interrupted};
use crate::cli::{journaled, progress, prompt};
use crate::directory::DirectoryError;
use crate::domain::{User, counted};
use crate::journal::{Item, ItemResult, Journal};
use crate::recovery::{LinkFilter, WantedLink, all_links};

/// Users that one call queues links for.
const BATCH: usize = 50;

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    selection: SelectionArgs,
    /// Save those without an email as a CSV file that `users set-emails` takes back
    #[arg(long, value_name = "FILE")]
    no_email_out: Option<PathBuf>,
    /// Only those who were sent a link that led to nothing; their older links end
    #[arg(long)]
    only_not_done: bool,
    /// Spread the mails: N at once, then N after each TIME, like 25/10m. Needs a server, which sends the later ones
    #[arg(long, value_name = "N/TIME")]
    stagger: Option<Stagger>,
    /// Count those without an email as left out on purpose
    #[arg(long)]
    skip_no_email: bool,
    #[command(flatten)]
    run: RunArgs,
    #[command(flatten)]
    pub(super) mail: MailArgs,
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let file = args.no_email_out.as_deref().map(NewFile::at).transpose()?;
    let failed_out = args.run.failed_out.as_deref().map(NewFile::at).transpose()?;
    let opened = context.open().await?;
    if args.stagger.is_some() && opened.is_embedded() {
        return Err(Failure::usage("--stagger needs a server: an embedded backend sends no mails later")
            .hint("run ossmosis serve on the data, and give --server with its address")
            .into());
    }
    // What the mails need is settled before anybody is asked anything.
    #[cfg(feature = "server")]
    let worker = match &opened.embedded {
        Some(backend) if !args.run.dry_run => Some(backend.worker(&backend.delivery(&context.settings, None)?)),
        _ => None,
    };
    let (users, prepared) = args.selection.select(opened.directory.as_ref(), context.ui, Purpose::Changing).await?;
    let users = if args.only_not_done { not_done(users, &opened, &prepared.described, context).await? } else { users };
    let split = Split::of(&users);
    seen(split.tell(context))?;
    let save = || file.as_ref().map_or(Ok(()), |file| save_without_email(file, &split.without_email));
    let mut told = Told::new(&users, args.run.dry_run);
    if args.run.dry_run {
        save()?;
        told.print(context)?;
        context.ui.say(format!("{} would be mailed", counted(split.with_email.len(), "recovery link")));
        return Ok(Exit::Done);
    }
    if split.with_email.is_empty() {
        save()?;
        told.print(context)?;
        context.ui.say("nobody has an email; nothing was sent");
    } else {
        if users.len() > 1 {
            let with = split.with_email.len();
            let question = format!("Mail recovery links to {with} of {} users ({})?", users.len(), prepared.described);
            prompt::confirm(context.ui, &question, args.run.yes)?;
        }
        save()?;
        let queued = queue(&split.with_email, args, context, &opened).await?;
        told.run_id = Some(queued.journal.run_id().to_owned());
        told.apply(&split.with_email, &queued.outcomes);
        #[cfg(feature = "server")]
        let (worked, interrupted) = match worker {
            Some(worker) => hand_over(&worker, &mut told, &opened, context).await?,
            None => (Ok(()), false),
        };
        #[cfg(not(feature = "server"))]
        let (worked, interrupted): (anyhow::Result<()>, bool) = (Ok(()), false);
        let queued = Queued { interrupted: queued.interrupted || interrupted, ..queued };
        // The report comes first, whatever became of the mails.
        seen(told.print(context))?;
        told.tell(context);
        if let Some(stagger) = args.stagger {
            let last = stagger.after(split.with_email.len() - 1);
            let last = SignedDuration::try_from(last).unwrap_or_default();
            context.ui.say(format!("the last of them is due in {last:#}; the server sends them, this command is done"));
        }
        let saved = failed_out.map_or(Ok(()), |file| told.save_unserved(&file, context));
        queued.end(&split.with_email, &told, context)?;
        saved?;
        worked?;
        queued.exit()?;
    }
    let left_out = !prepared.left_out.is_empty() || (!split.without_email.is_empty() && !args.skip_no_email);
    Ok(if left_out || told.has_failed() { Exit::Partial } else { Exit::Done })
}

/// Those whose newest link led to nothing.
async fn not_done(
    users: Vec<User>,
    opened: &Opened,
    described: &str,
    context: &Context<'_>,
) -> anyhow::Result<Vec<User>> {
    let selected = users.len();
    let mut waiting: HashSet<String> = HashSet::new();
    let mut in_session: Vec<String> = Vec::new();
    for some in users.chunks(LinkFilter::MOST_USERS) {
        let ids = some.iter().map(|user| user.user_id.clone()).collect();
        let filter = LinkFilter { users: ids, not_done: true, ..LinkFilter::default() };
        let links = all_links(opened.recovery.as_ref(), &filter).await?;
        // Whoever is in a session at the moment is not to lose it.
        let (busy, left): (Vec<_>, Vec<_>) = links.into_iter().partition(|link| link.state == "started");
        in_session.extend(busy.into_iter().map(|link| link.user_id));
        waiting.extend(left.into_iter().map(|link| link.user_id));
    }
    if !in_session.is_empty() {
        context.ui.warn(format!("left alone, their session is under way: {}", in_session.join(", ")));
    }
    let users: Vec<User> = users.into_iter().filter(|user| waiting.contains(user.user_id.as_str())).collect();
    context.ui.say(format!(
        "of {} selected, {} have a link that led to nothing",
        counted(selected, "user"),
        users.len()
    ));
    if users.is_empty() {
        return Err(Failure::new(Exit::NotFound, format!("of {described} nobody has a link that led to nothing"))
            .hint("ossmosis recovery list --not-done shows who has one")
            .into());
    }
    Ok(users)
}

/// Works the outbox of an embedded backend, which has no worker afterwards. Returns what went wrong, and
/// whether it was interrupted.
#[cfg(feature = "server")]
async fn hand_over(
    worker: &crate::recovery::Worker,
    told: &mut Told,
    opened: &Opened,
    context: &Context<'_>,
) -> Result<(anyhow::Result<()>, bool), Failure> {
    let stop = StopSwitch::default();
    let (done, interrupted) = until_interrupted(context.ui, &stop, worker.work_due(&stop)).await?;
    let looked = told.after_work(opened).await;
    told.why_delayed = worker.why_put_off();
    Ok((done.map_err(anyhow::Error::from).and(looked), interrupted))
}

/// Links that were queued.
struct Queued {
    journal: Journal,
    outcomes: Vec<Outcome<DirectoryError>>,
    interrupted: bool,
}

/// Queues a link for each user with an email. Queueing again in the same run is harmless: the run's link
/// is found again.
async fn queue(users: &[&User], args: &Args, context: &Context<'_>, opened: &Opened) -> anyhow::Result<Queued> {
    let item = |user: &&User| Item { user_id: user.user_id.to_string(), credential: None };
    let journal = journaled::begin(context, "forgot-password", &opened.server, users.iter().map(item).collect())?;
    let stop = StopSwitch::default();
    let bar = progress::bar(context.ui, users.len(), "queueing");
    let call = async |batch: Vec<(usize, &&User)>, _again: bool| {
        if let Err(e) = journal.about_to(batch.iter().map(|(index, _)| *index).collect()) {
            stop.stop();
            let error = DirectoryError::Unreachable(format!("nothing was sent: the journal cannot be written: {e}"));
            return batch.iter().map(|_| Err(error.clone())).collect();
        }
        let after = |index: usize| args.stagger.map_or(Duration::ZERO, |stagger| stagger.after(index));
        let link = |(index, user): &(usize, &&User)| WantedLink { user: user.user_id.clone(), after: after(*index) };
        let links: Vec<WantedLink> = batch.iter().map(link).collect();
        let outcomes = opened.recovery.queue(&links, Some(journal.run_id())).await;
        outcomes.into_iter().map(|outcome| outcome.map(drop)).collect()
    };
    let work = bulk::run(users, args.run.limits(BATCH), &stop, &call, |index, outcome| {
        bar.inc(1);
        // A journal that cannot be written stops the run at the next batch.
        let _ = record(&journal, index, outcome);
    });
    let (outcomes, interrupted) = until_interrupted(context.ui, &stop, work).await?;
    bar.finish_and_clear();
    Ok(Queued { journal, outcomes, interrupted })
}

impl Queued {
    /// Records which mails were refused after all, and ends the journal.
    fn end(&self, users: &[&User], told: &Told, context: &Context<'_>) -> anyhow::Result<()> {
        let errors: HashMap<&str, &ErrorBody> =
            told.results.iter().filter_map(|result| Some((result.user_id.as_str(), result.error.as_ref()?))).collect();
        for (index, (user, outcome)) in users.iter().zip(&self.outcomes).enumerate() {
            if let (Outcome::Done, Some(error)) = (outcome, errors.get(user.user_id.as_str())) {
                self.journal.outcome(index, ItemResult::Failed, Some((*error).clone()))?;
            }
        }
        if !self.interrupted {
            self.journal.end(context.clock.as_ref())?;
        }
        Ok(())
    }

    /// A run stopped early by an interrupt, or because the server cannot be used, ends with that code.
    fn exit(&self) -> Result<(), Failure> {
        if self.interrupted {
            return Err(interrupted(self.journal.run_id()));
        }
        let stopped = self.outcomes.iter().find_map(|outcome| match outcome {
            Outcome::Failed(e) | Outcome::Unknown(e) => {
                matches!(Exit::of(e), Exit::NotAllowed | Exit::Unreachable | Exit::RateLimited).then_some(e)
            }
            _ => None,
        });
        stopped.map_or(Ok(()), |error| Err(Failure::from(error)))
    }
}

fn record(journal: &Journal, index: usize, outcome: &Outcome<DirectoryError>) -> std::io::Result<()> {
    match outcome {
        Outcome::Done => journal.outcome(index, ItemResult::Done, None),
        Outcome::Failed(e) => journal.outcome(index, ItemResult::Failed, Some(ErrorBody::from(e))),
        Outcome::Unknown(e) => journal.outcome(index, ItemResult::Unknown, Some(ErrorBody::from(e))),
        Outcome::Skipped => Ok(()),
    }
}
