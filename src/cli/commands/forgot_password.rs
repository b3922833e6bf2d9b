//! `forgot-password`: mail recovery links to those of the selection who have an email, and perhaps reset the others.

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args as ClapArgs, ValueEnum};

use super::forgot_fallback::FallbackArgs;
use super::forgot_run::{ForgotRun, items};
use super::forgot_split::{Split, save_without_email};
use super::forgot_told::Told;
use super::secrets_out::SecretsOut;
use super::stagger::Stagger;
use crate::api::LONGEST_WAIT;
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::cli::mail_args::MailArgs;
use crate::cli::new_file::NewFile;
use crate::cli::outbox::Outbox;
use crate::cli::prompt;
use crate::cli::protection::Protection;
use crate::cli::render::seen;
use crate::cli::run_args::RunArgs;
use crate::cli::saved_plan::{self, Made, SavedPlan};
use crate::cli::selection::{Purpose, SelectionArgs};
use crate::domain::{User, counted};
use crate::recovery::{LinkFilter, all_links};

/// What is done for those without an email.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Fallback {
    /// Reset them by generated secrets, in the same run
    Reset,
}

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
    #[arg(long, conflicts_with = "fallback")]
    skip_no_email: bool,
    #[command(flatten)]
    fallback: FallbackArgs,
    #[command(flatten)]
    run: RunArgs,
    #[command(flatten)]
    pub(super) mail: MailArgs,
}

impl Args {
    /// What a saved plan says, but whom it is about.
    fn words(&self) -> Vec<String> {
        let mut words = vec!["forgot-password".to_owned()];
        words.extend(self.fallback.words());
        words.extend(self.stagger.map(|stagger| format!("--stagger={stagger}")));
        let switches = [
            (self.only_not_done, "--only-not-done"),
            (self.skip_no_email, "--skip-no-email"),
            (self.run.protection.include_protected, "--include-protected"),
        ];
        words.extend(switches.into_iter().filter(|(is_on, _)| *is_on).map(|(_, word)| word.to_owned()));
        words
    }

    /// No mail is put off for longer than the server keeps it waiting.
    fn last_is_due_in_time(&self, links: usize) -> Result<(), Failure> {
        let last = self.stagger.map_or(Duration::ZERO, |stagger| stagger.after(links.saturating_sub(1)));
        if last <= Duration::from_secs(LONGEST_WAIT) {
            return Ok(());
        }
        let days = last.as_secs() / (24 * 3600);
        Err(Failure::usage(format!("the last of {links} mails would be due in {days} days; nothing was sent"))
            .hint("mails are put off for a week at most: send more at once, or at shorter intervals"))
    }

    /// Takes over what is said anew when a saved plan is carried out.
    pub(super) fn take_over(&mut self, out: SecretsOut, again: RunArgs) {
        self.fallback.out = out;
        self.run.take_over(again);
    }
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    carry_out(args, context, None).await
}

/// Carries it out, or a plan of it that was saved.
pub(super) async fn carry_out(args: &Args, context: &Context<'_>, saved: Option<&SavedPlan>) -> anyhow::Result<Exit> {
    let plan_out = args.run.plan.as_deref().map(NewFile::at).transpose()?;
    let file = args.no_email_out.as_deref().map(NewFile::at).transpose()?;
    let failed_out = args.run.pushing.failed_out.as_deref().map(NewFile::at).transpose()?;
    let no_email_out = [("--no-email-out", args.no_email_out.as_ref())];
    NewFile::each_its_own(args.fallback.out.files().into_iter().chain(args.run.files()).chain(no_email_out))?;
    args.fallback.check(args.run.is_dry())?;
    if !args.run.is_dry() || args.only_not_done {
        context.needs_backend("recovery links")?;
    }
    let opened = match saved {
        Some(saved) => context.open_planned(&saved.server).await?,
        None => context.open().await?,
    };
    if args.stagger.is_some() && opened.is_embedded() {
        return Err(Failure::usage("--stagger needs a server: an embedded backend sends no mails later")
            .hint("run ossmosis serve on the data, and give --server with its address")
            .into());
    }
    // What the mails need is settled before anybody is asked anything.
    let outbox = if args.run.is_dry() { None } else { Outbox::of(&opened, context)? };
    let (users, prepared) = args.selection.select(opened.directory.as_ref(), context.ui, Purpose::Changing).await?;
    let users = if args.only_not_done { not_done(users, &opened, &prepared.described, context).await? } else { users };
    let protection = Protection::of(context, args.run.protection);
    let (protected, users): (Vec<User>, Vec<User>) = users.into_iter().partition(|user| protection.why(user).is_some());
    if !protected.is_empty() {
        let ids: Vec<&str> = protected.iter().map(|user| user.user_id.as_str()).collect();
        context.ui.say(format!("left out, protected: {}", ids.join(", ")));
    }
    let named_left_out = protected.iter().any(|user| prepared.named_ids.contains(&user.user_id));
    let split = Split::of(&users);
    seen(split.tell(context))?;
    let save = || file.as_ref().map_or(Ok(()), |file| save_without_email(file, &split.without_email));
    args.last_is_due_in_time(split.with_email.len())?;
    let reset = args.fallback.plan(&split.without_email, &opened).await?;
    if let Some(saved) = saved {
        saved.check(items(&users, reset.as_ref()).map(Ok))?;
    }
    let mut told = Told::new(&users, args.run.is_dry(), reset.is_some());
    told.leave_out(&protected, &protection);
    let (links, resets) = (split.with_email.len(), if reset.is_some() { split.without_email.len() } else { 0 });
    if args.run.is_dry() {
        save()?;
        told.print_dry(links, reset.is_some().then_some(resets), context)?;
        if let Some(file) = &plan_out {
            let words = [args.words(), args.selection.words(&prepared)].concat();
            let at = context.clock.now().to_string();
            let with = if resets > 0 { " --secrets-out FILE" } else { "" };
            let made = Made { words, server: &opened.server, at, items: items(&users, reset.as_ref()).count(), with };
            saved_plan::save(file, made, items(&users, reset.as_ref()).map(Ok), context.ui)?;
        }
        return Ok(Exit::Done);
    }
    let all_served =
        prepared.left_out.is_empty() && !named_left_out && (resets == split.without_email.len() || args.skip_no_email);
    let done = if all_served { Exit::Done } else { Exit::Partial };
    if links + resets == 0 {
        save()?;
        told.print(context)?;
        context.ui.say("nobody has an email; nothing was sent");
        return Ok(done);
    }
    if users.len() > 1 {
        let reset = if resets > 0 { format!(", and reset {}", counted(resets, "user")) } else { String::new() };
        let question =
            format!("Mail recovery links to {links} of {} users ({}){reset}?", users.len(), prepared.described);
        prompt::confirm(context.ui, &question, args.run.pushing.yes)?;
    }
    save()?;
    let command = if saved.is_some() { "apply" } else { "forgot-password" };
    let run = ForgotRun::begin(context, &opened, command, &users, reset, args.stagger)?;
    let exit = run.carry_out(&mut told, outbox, &args.run.pushing, failed_out.as_ref()).await?;
    Ok(if exit == Exit::Done { done } else { exit })
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
        // Whoever is in a session at the moment is not to lose it, nor whoever was not mailed yet their turn.
        let (busy, left): (Vec<_>, Vec<_>) = links.into_iter().partition(|link| link.state == "started");
        in_session.extend(busy.into_iter().map(|link| link.user_id));
        waiting.extend(left.into_iter().filter(|link| link.state != "queued").map(|link| link.user_id));
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
