//! `runs resume`: take up a run that was cut short, or that left something.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args as ClapArgs;

use super::changes_run::ChangesRun;
use super::changes_told::would_take_up;
use super::forgot_run::{ForgotRun, ForgotSetup};
use super::forgot_split::Split;
use super::forgot_told::Told;
use super::reset_run::{ResetRun, finish_file};
use super::reset_source;
use super::reset_told::{Report, has_room_for_secrets};
use super::run_setup::RunSetup;
use super::runs_show::find;
use super::secrets_of_rest::supply;
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::cli::mail_args::MailArgs;
use crate::cli::new_file::NewFile;
use crate::cli::outbox::{self, Outbox};
use crate::cli::prompt;
use crate::cli::render::seen;
use crate::cli::run_args::Pushing;
use crate::domain::{User, counted};
use crate::journal::{Fate, Item, Journal, Run, RunState, TakeUpError};
use crate::recovery::{LinkFilter, all_links};
use crate::reset::{SecretsFile, Setup, Source, Supply, take_up};
use crate::sealed::Identity;

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// The run's id, or enough of its beginning
    #[arg(value_name = "ID")]
    run_id: String,
    /// Key file (age, or OpenSSH) that opens the encrypted secrets of the run; without it, who is not done gets new
    /// ones in FILE.2
    #[arg(long, value_name = "FILE")]
    identity: Option<PathBuf>,
    #[command(flatten)]
    source: reset_source::GivenAgain,
    /// Say what would be done for each user who is left, and change nothing
    #[arg(long, help_heading = "The run")]
    dry_run: bool,
    #[command(flatten)]
    pushing: Pushing,
    #[command(flatten)]
    pub(in crate::cli) mail: MailArgs,
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let found = find(&args.run_id, context)?;
    let failed_out = args.pushing.failed_out.as_deref().map(NewFile::at).transpose()?;
    let Some(setup) = RunSetup::of(&found) else {
        if found.state == RunState::Done {
            tell_nothing_left(&found, context);
            return Ok(Exit::Done);
        }
        let message = format!("run {} was begun by another version, and this one cannot take it up", found.run_id);
        let hint = format!("give ossmosis {} again", found.command);
        return Err(Failure::usage(message).hint(hint).into());
    };
    if matches!(setup, RunSetup::Changes(_)) && failed_out.is_some() {
        return Err(Failure::usage(format!("who is left of run {} cannot be saved", found.run_id))
            .hint(format!("ossmosis runs show {} names them", found.run_id))
            .into());
    }
    if setup.reset().is_none() && (args.identity.is_some() || args.source.is_given()) {
        return Err(Failure::usage(format!("run {} sets no secrets: none are needed", found.run_id)).into());
    }
    if args.dry_run {
        return would_do(&found, &setup, context);
    }
    let (run, journal) = taken_up(&found, setup.reset().is_some(), context)?;
    tell_unseen(&run, setup.reset(), context);
    let left = run.progress.to_do();
    if left == 0 {
        let identity = args.identity.as_deref().map(Identity::read).transpose()?;
        close(&run, &journal, setup.reset(), identity.as_ref(), context)?;
        if let Some(exit) = hand_over(&run, &setup, journal, args, context).await? {
            return Ok(exit);
        }
        tell_nothing_left(&run, context);
        return Ok(Exit::Done);
    }
    has_room_for_secrets(setup.reset().is_some_and(|setup| setup.show), context.output)?;
    let opened = context.open_at(&run.server).await?;
    if let RunSetup::Forgot(setup) = &setup {
        setup.has_its_mail(context)?;
    }
    if left > 1 {
        let of = counted(run.progress.items(), "item");
        let question = format!("Take up run {} ({}), {left} of {of} left?", run.run_id, run.command);
        prompt::confirm(context.ui, &question, args.pushing.yes)?;
    }
    match setup {
        RunSetup::Reset(setup) => {
            let supply = supply(&setup, args.identity.as_deref(), &args.source, &journal, &opened, context).await?;
            let run = ResetRun { context, opened: &opened, setup, journal: Arc::new(journal), supply };
            run.carry_out(&args.pushing, failed_out.as_ref()).await
        }
        RunSetup::Changes(setup) => {
            let run = ChangesRun { context, opened: &opened, changes: setup.changes, journal: Arc::new(journal) };
            run.to_its_end(setup, &args.pushing, Vec::new()).await
        }
        RunSetup::Forgot(setup) => {
            let reset = match setup.reset.clone() {
                Some(reset) => {
                    let supply =
                        supply(&reset, args.identity.as_deref(), &args.source, &journal, &opened, context).await?;
                    Some((reset, supply))
                }
                None => None,
            };
            mail(&setup, reset, journal, &opened, args, context).await
        }
    }
}

/// Queues the links that are left, resets whom these secrets are for, and hands over the mails that wait.
async fn mail(
    setup: &ForgotSetup,
    reset: Option<(Setup, Supply)>,
    journal: Journal,
    opened: &Opened,
    args: &Args,
    context: &Context<'_>,
) -> anyhow::Result<Exit> {
    let failed_out = args.pushing.failed_out.as_deref().map(NewFile::at).transpose()?;
    let stagger = setup.stagger.as_deref().map(str::parse).transpose().map_err(anyhow::Error::msg)?;
    let outbox = Outbox::of(opened, context)?;
    let mut told = Told::new(&users(journal.items()?)?, false, setup.reset.is_some());
    let run = ForgotRun { context, opened, journal: Arc::new(journal), reset, stagger };
    run.carry_out(&mut told, outbox, &args.pushing, failed_out.as_ref()).await
}

/// Of a run of which nothing is left mails may be waiting still, where no server hands them over. `None`: none are.
async fn hand_over(
    run: &Run,
    setup: &RunSetup,
    journal: Journal,
    args: &Args,
    context: &Context<'_>,
) -> anyhow::Result<Option<Exit>> {
    if !run.server.starts_with("embedded") || matches!(setup, RunSetup::Reset(_)) {
        return Ok(None);
    }
    let opened = context.open_at(&run.server).await?;
    let RunSetup::Forgot(setup) = setup else {
        outbox::work(context, &opened).await;
        return Ok(None);
    };
    let of_run = LinkFilter { run_id: Some(run.run_id.clone()), open: true, ..LinkFilter::default() };
    if all_links(opened.recovery.as_ref(), &of_run).await?.iter().all(|link| link.state != "queued") {
        return Ok(None);
    }
    setup.has_its_mail(context)?;
    Ok(Some(mail(setup, None, journal, &opened, args, context).await?))
}

fn tell_nothing_left(run: &Run, context: &Context<'_>) {
    context.ui.say(format!("nothing is left of run {}: all of it is done", run.run_id));
}

/// Says what would be done for those who are left.
fn would_do(run: &Run, setup: &RunSetup, context: &Context<'_>) -> anyhow::Result<Exit> {
    if run.state == RunState::Running {
        let held = TakeUpError::Held(run.run_id.clone());
        return Err(cannot_be_taken_up(run, setup.reset().is_some(), &held).into());
    }
    if run.progress.is_settled() {
        tell_nothing_left(run, context);
        return Ok(Exit::Done);
    }
    let mut left =
        run.items()?.filter(|item| item.as_ref().map_or(true, |(index, _)| !run.progress.fate(*index).is_settled()));
    match setup {
        RunSetup::Reset(setup) => {
            Report { selected: setup.users, dry_run: true, context }.would_take_up(run, left)?;
        }
        RunSetup::Changes(setup) => would_take_up(*setup, &mut left, context)?,
        RunSetup::Forgot(setup) => {
            let users = users(left)?;
            let split = Split::of(&users);
            seen(split.tell(context))?;
            let resets = setup.reset.as_ref().map(|_| split.without_email.len());
            Told::new(&users, true, resets.is_some()).print_dry(split.with_email.len(), resets, context)?;
        }
    }
    Ok(Exit::Done)
}

/// Who is done stays as they are; but what was to be shown when the run ended was seen by nobody if it was cut short.
fn tell_unseen(run: &Run, reset: Option<&Setup>, context: &Context<'_>) {
    let is_lost = reset.is_some_and(|setup| setup.show && setup.secrets_file.is_none());
    let done = run.progress.count(Fate::Done);
    if is_lost && done > 0 && run.state == RunState::Interrupted {
        context.ui.warn(format!(
            "{} may be in force that nobody has seen, since the run was cut short before they were shown: see \
             ossmosis runs show {}, and reset those users again",
            counted(done, "secret"),
            run.run_id
        ));
    }
}

/// The run, and its journal in this process's hands.
fn taken_up(found: &Run, sets_secrets: bool, context: &Context<'_>) -> anyhow::Result<(Run, Journal)> {
    let taken_up = Journal::take_up(&context.settings.paths.runs, &found.run_id);
    taken_up.map_err(|e| cannot_be_taken_up(found, sets_secrets, &e).into())
}

fn cannot_be_taken_up(run: &Run, sets_secrets: bool, why: &TakeUpError) -> Failure {
    let hint = match why {
        TakeUpError::Held(_) => return Failure::usage(why.to_string()).hint("wait until that one has ended"),
        TakeUpError::Io(_) if sets_secrets => {
            "what became of its users is not known from here; see users sign-in --from-csv".to_owned()
        }
        TakeUpError::Io(_) => format!("give ossmosis {} again: what is done stays as it is", run.command),
    };
    Failure::new(Exit::Internal, format!("run {} cannot be taken up: {why}", run.run_id)).hint(hint)
}

/// A run that was cut short after its last change still has to leave its file as it should be.
fn close(
    run: &Run,
    journal: &Journal,
    reset: Option<&Setup>,
    identity: Option<&Identity>,
    context: &Context<'_>,
) -> anyhow::Result<()> {
    if run.state != RunState::Interrupted {
        return Ok(());
    }
    let file = reset.and_then(|setup| Some((setup, setup.part_file(journal.part())?)));
    if let Some((setup, path)) = file {
        if setup.recipients.is_empty() {
            finish_file(SecretsFile::open(&path, setup.form()?)?, setup, journal, context)?;
        } else if let Some(identity) = identity {
            let none = Source::Same(HashMap::new());
            let supply = take_up(&path, setup.form()?, Some(identity), journal, none)?;
            supply.into_file().map_or(Ok(()), |file| finish_file(file, setup, journal, context))?;
        } else {
            let path = path.display();
            context.ui.say(format!("{path} holds what is in force, and may hold more; --identity FILE tidies it"));
            return Ok(());
        }
    }
    Ok(journal.end(context.clock.as_ref())?)
}

/// The users of these items, each once.
fn users(items: impl Iterator<Item = std::io::Result<(usize, Item)>>) -> anyhow::Result<Vec<User>> {
    let mut users: Vec<User> = Vec::new();
    for item in items {
        let (_, Item { user, user_id, .. }) = item?;
        let body = user.ok_or_else(|| anyhow::anyhow!("nothing is known of {user_id}"))?;
        let user = User::try_from(*body).map_err(anyhow::Error::msg)?;
        if users.last().is_none_or(|last| last.user_id != user.user_id) {
            users.push(user);
        }
    }
    Ok(users)
}
