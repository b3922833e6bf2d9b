//! `forgot-password`: mail recovery links to those of the selection who have an email, and say who has none.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use clap::Args as ClapArgs;

use super::forgot_split::{NoEmailFile, Split};
use super::reset_password::RunArgs;
use crate::api::{ErrorBody, FORGOT_SCHEMA, ForgotDocument, ForgotResult, ForgotStatus, ForgotSummary};
use crate::bulk::{self, Outcome, StopSwitch};
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::cli::mail_args::MailArgs;
use crate::cli::render::{Line, Output, report, seen};
use crate::cli::selection::{Purpose, SelectionArgs};
use crate::cli::signals::{interrupted, until_interrupted};
use crate::cli::{journaled, progress, prompt};
use crate::directory::DirectoryError;
use crate::domain::{User, UserId, counted};
use crate::journal::{Item, ItemResult, Journal};
use crate::recovery::{LinkFilter, all_links};
use crate::sheet::{Column, ColumnKind};

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
    /// Count those without an email as left out on purpose
    #[arg(long)]
    skip_no_email: bool,
    #[command(flatten)]
    run: RunArgs,
    #[command(flatten)]
    pub(super) mail: MailArgs,
}

impl Line for ForgotResult {
    const COLUMNS: &'static [Column] = &[
        Column { name: "user_id", aliases: &[], kind: ColumnKind::Number, max_length: 161 },
        Column { name: "email", aliases: &[], kind: ColumnKind::Exact, max_length: 254 },
        Column { name: "status", aliases: &[], kind: ColumnKind::Exact, max_length: 20 },
        Column { name: "error", aliases: &[], kind: ColumnKind::Exact, max_length: 1000 },
    ];
    const HEADINGS: &'static [&'static str] = &["USER ID", "EMAIL", "STATUS", "ERROR"];

    fn cells(&self) -> Vec<Option<String>> {
        vec![
            Some(self.user_id.clone()),
            self.email.clone(),
            Some(self.status.as_str().to_owned()),
            self.error.as_ref().map(|error| format!("{}: {}", error.code.as_str(), error.message)),
        ]
    }

    fn id(&self) -> &str {
        &self.user_id
    }
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let file = args.no_email_out.as_deref().map(NoEmailFile::check).transpose()?;
    let opened = context.open().await?;
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
    let save = || file.as_ref().map_or(Ok(()), |file| file.write(&split.without_email));
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
        queued.end(&split.with_email, &told, context)?;
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
    for some in users.chunks(LinkFilter::MOST_USERS) {
        let ids = some.iter().map(|user| user.user_id.clone()).collect();
        let filter = LinkFilter { users: ids, not_done: true, ..LinkFilter::default() };
        let links = all_links(opened.recovery.as_ref(), &filter).await?;
        // Whoever is in a session at the moment is not to lose it.
        waiting.extend(links.into_iter().filter(|link| link.state != "started").map(|link| link.user_id));
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
        let ids: Vec<UserId> = batch.iter().map(|(_, user)| user.user_id.clone()).collect();
        let outcomes = opened.recovery.queue(&ids, Some(journal.run_id())).await;
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

/// What is told of a run.
struct Told {
    run_id: Option<String>,
    dry_run: bool,
    results: Vec<ForgotResult>,
    delayed: Vec<String>,
    why_delayed: Option<String>,
}

impl Told {
    fn new(users: &[User], dry_run: bool) -> Self {
        let result = |user: &User| {
            let status = match (&user.email, dry_run) {
                (None, _) => ForgotStatus::NoEmail,
                (Some(_), true) => ForgotStatus::WouldSend,
                (Some(_), false) => ForgotStatus::Skipped,
            };
            let email = user.email.as_ref().map(ToString::to_string);
            ForgotResult { user_id: user.user_id.to_string(), email, status, error: None }
        };
        Self {
            run_id: None,
            dry_run,
            results: users.iter().map(result).collect(),
            delayed: Vec::new(),
            why_delayed: None,
        }
    }

    fn apply(&mut self, users: &[&User], outcomes: &[Outcome<DirectoryError>]) {
        let mut by_user: HashMap<&str, &Outcome<DirectoryError>> =
            users.iter().map(|user| user.user_id.as_str()).zip(outcomes).collect();
        for result in &mut self.results {
            match by_user.remove(result.user_id.as_str()) {
                Some(Outcome::Done) => result.status = ForgotStatus::Queued,
                Some(Outcome::Failed(e) | Outcome::Unknown(e)) => {
                    result.status = ForgotStatus::Failed;
                    result.error = Some(ErrorBody::from(e));
                }
                Some(Outcome::Skipped) | None => {}
            }
        }
    }

    /// On an embedded backend nobody works the outbox later: what was refused has failed, and what will
    /// have to be tried again is named.
    #[cfg(feature = "server")]
    async fn after_work(&mut self, opened: &Opened) -> anyhow::Result<()> {
        for result in self.results.iter_mut().filter(|result| result.status == ForgotStatus::Queued) {
            let user = UserId::parse(&result.user_id)?;
            let links = crate::recovery::links_of(opened.recovery.as_ref(), &user).await?;
            let Some(link) = links.iter().find(|link| link.run_id == self.run_id) else { continue };
            match link.state.as_str() {
                "mail_failed" => {
                    let message = "the mail was refused for good".to_owned();
                    result.status = ForgotStatus::Failed;
                    result.error = Some(ErrorBody { code: crate::api::ErrorCode::Refused, message, rules: None });
                }
                "queued" => self.delayed.push(result.user_id.clone()),
                _ => {}
            }
        }
        Ok(())
    }

    fn count(&self, status: ForgotStatus) -> usize {
        self.results.iter().filter(|result| result.status == status).count()
    }

    fn has_failed(&self) -> bool {
        self.count(ForgotStatus::Failed) > 0 || !self.delayed.is_empty()
    }

    fn print(&self, context: &Context<'_>) -> anyhow::Result<()> {
        let with_email = self.results.iter().filter(|result| result.email.is_some()).count();
        let document = ForgotDocument {
            schema: FORGOT_SCHEMA,
            run_id: self.run_id.clone(),
            dry_run: self.dry_run,
            summary: ForgotSummary {
                selected: self.results.len(),
                with_email,
                without_email: self.results.len() - with_email,
                queued: self.count(ForgotStatus::Queued),
                would_send: self.count(ForgotStatus::WouldSend),
                failed: self.count(ForgotStatus::Failed),
                skipped: self.count(ForgotStatus::Skipped),
                ..ForgotSummary::default()
            },
            results: self.results.clone(),
        };
        // As a table the two lists were printed already; what went wrong is added.
        if context.output == Output::Table {
            let odd = |result: &&ForgotResult| {
                matches!(result.status, ForgotStatus::Failed | ForgotStatus::Skipped) && !self.dry_run
            };
            let odd: Vec<ForgotResult> = document.results.iter().filter(odd).cloned().collect();
            return if odd.is_empty() { Ok(()) } else { report(context.ui, context.output, &document, &odd) };
        }
        report(context.ui, context.output, &document, &document.results)
    }

    fn tell(&self, context: &Context<'_>) {
        let (queued, none) = (self.count(ForgotStatus::Queued), self.count(ForgotStatus::NoEmail));
        let run = self.run_id.as_deref().unwrap_or_default();
        context.ui.say(format!(
            "{} queued, {} without an email (run {run})",
            counted(queued, "recovery link"),
            counted(none, "user")
        ));
        if !self.delayed.is_empty() {
            context.ui.warn(format!(
                "not handed over yet, to be tried again by the next forgot-password or by serve: {}",
                self.delayed.join(", ")
            ));
            if let Some(why) = &self.why_delayed {
                context.ui.warn(why);
            }
        }
    }
}
