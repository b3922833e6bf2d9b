//! `reset-password`: set or generate credentials for the selection.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::{ArgAction, Args as ClapArgs, ValueEnum};
use rand::SeedableRng;

use super::reset_source::{self, Source};
use super::reset_told::{Report, error_of, status_of};
use crate::api::ResetStatus;
use crate::bulk::{Limits, MayFail, Outcome, Rate, StopSwitch};
use crate::cli::context::{Context, Opened};
use crate::cli::exit::{Exit, Failure};
use crate::cli::new_file::NewFile;
use crate::cli::render::{Output, seen};
use crate::cli::selection::SelectionArgs;
use crate::cli::signals::until_interrupted;
use crate::cli::{journaled, progress, prompt};
use crate::directory::{CredentialChange, Directory, DirectoryError};
use crate::domain::{CredentialKind, counted};
use crate::journal::Item;
use crate::reset::{Carried, Demands, Plan, SecretsFile, Wanted, execute, plan};

/// Which credentials to reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Credentials {
    /// The password of the applications
    Application,
    /// The passcode of the voice portal
    VoicePortal,
    /// Both
    Both,
}

impl Credentials {
    /// Each kind, application first.
    pub(super) fn kinds(self) -> &'static [CredentialKind] {
        match self {
            Self::Application => &[CredentialKind::Application],
            Self::VoicePortal => &[CredentialKind::VoicePortal],
            Self::Both => &[CredentialKind::Application, CredentialKind::VoicePortal],
        }
    }
}

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    #[command(flatten)]
    pub(super) selection: SelectionArgs,
    /// Which credentials to reset
    #[arg(short, long, value_enum, default_value = "application", value_name = "WHICH")]
    pub(super) credential: Credentials,
    #[command(flatten)]
    pub(super) source: reset_source::Args,
    /// Give the one secret that was typed to every user selected
    #[arg(long, conflicts_with_all = ["generate", "from_csv"], help_heading = "New secret")]
    pub(super) shared: bool,
    /// Take passwords that are easy to guess
    #[arg(long, help_heading = "New secret")]
    allow_weak: bool,
    /// Ask the users to choose another at the next sign-in
    #[arg(long, conflicts_with = "no_must_change", help_heading = "New secret")]
    must_change: bool,
    /// Do not ask them (the default for application passwords)
    #[arg(long, help_heading = "New secret")]
    no_must_change: bool,
    /// Write the new secrets to this file (CSV, readable by you alone, never overwritten)
    #[arg(long, value_name = "FILE", help_heading = "New secret")]
    secrets_out: Option<PathBuf>,
    /// Show the new secrets on standard output
    #[arg(long, help_heading = "New secret")]
    show: bool,
    #[command(flatten)]
    pub(super) run: RunArgs,
}

/// How a changing run goes about it.
#[derive(ClapArgs)]
pub(super) struct RunArgs {
    /// Say what would be done for each user, and change nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Do it without asking
    #[arg(short, long)]
    pub(super) yes: bool,
    /// Calls of the server in flight
    #[arg(long, value_name = "N", default_value = "4", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) jobs: u16,
    /// Send no more than so many a second or minute, like 5/s or 90/m
    #[arg(long, value_name = "N/s")]
    pub(super) rate: Option<Rate>,
    /// Stop at the first failure
    #[arg(long, action = ArgAction::SetTrue, conflicts_with = "max_failures")]
    pub(super) fail_fast: bool,
    /// Stop once more than so many have failed, like 20 or 5%
    #[arg(long, value_name = "N|N%")]
    pub(super) max_failures: Option<MayFail>,
    /// Save those who were not served, with the reasons, as a CSV file that --users-file takes back
    #[arg(long, value_name = "FILE")]
    pub(super) failed_out: Option<PathBuf>,
}

impl RunArgs {
    /// The limits of the run's engine.
    pub(super) fn limits(&self, batch_size: usize) -> Limits {
        let may_fail = if self.fail_fast { Some(MayFail::Items(0)) } else { self.max_failures };
        Limits { batch_size, jobs: usize::from(self.jobs), may_fail, rate: self.rate, ..Limits::default() }
    }
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    if let Some(file) = &args.secrets_out {
        if file.as_os_str() == "-" {
            return Err(Failure::usage("--secrets-out takes a file")
                .hint("--show prints secrets on standard output")
                .into());
        }
        SecretsFile::check(file)?;
    }
    let failed_out = args.run.failed_out.as_deref().map(NewFile::at).transpose()?;
    let source = args.source.prepare(args.credential, &args.selection)?;
    let opened = context.open().await?;
    let directory = opened.directory.as_ref();
    let selected = source.select(args, directory, context).await?;
    let show = args.shows(&source, selected.users, context)?;
    let wanted = source.secrets(args, selected.wanted, selected.users, context)?;
    let demands = Demands {
        min_score: if args.allow_weak { 0 } else { context.settings.min_score },
        must_change: if args.must_change { Some(true) } else { args.no_must_change.then_some(false) },
    };
    let mut rng = rand::rngs::StdRng::from_seed(rand::random());
    let plan = plan(directory, wanted, demands, &mut rng).await?;
    let report = Report { selected: selected.users, dry_run: args.run.dry_run, show, context };
    if plan.is_refused() {
        return report.refused(&plan);
    }
    for (kind, bits) in plan.entropy_bits.iter().filter(|_| !args.run.dry_run) {
        context.ui.say(format!("each {} generated has {:.0} bits of entropy", kind.noun(), bits.floor()));
    }
    let left_out = if selected.left_out { Exit::Partial } else { Exit::Done };
    if args.run.dry_run {
        report.print(None, &plan, |_| ResetStatus::WouldChange, |_| None)?;
        let (credentials, users) = (counted(plan.changes.len(), "credential"), counted(selected.users, "user"));
        context.ui.say(format!("{credentials} of {users} would be changed"));
        return Ok(Exit::Done);
    }
    if selected.users > 1 {
        let kinds: BTreeSet<CredentialKind> = plan.changes.iter().map(|planned| planned.change.kind).collect();
        let what = kinds.iter().map(|kind| format!("{}s", kind.noun())).collect::<Vec<_>>();
        let question =
            format!("Reset the {} of {} users ({})?", what.join(" and "), selected.users, selected.described);
        prompt::confirm(context.ui, &question, args.run.yes)?;
    }
    let exit = carry_out(args, &plan, &report, &opened, failed_out.as_ref()).await?;
    Ok(if exit == Exit::Done { left_out } else { exit })
}

impl Args {
    /// Whether new secrets are shown. Generated ones have to go somewhere: a file, or the screen.
    fn shows(&self, source: &Source, users: usize, context: &Context<'_>) -> Result<bool, Failure> {
        let generates = matches!(source, Source::Generate);
        if self.show && context.output == Output::Ids {
            return Err(Failure::usage("--show has nowhere to show secrets in -o ids").hint("choose another --output"));
        }
        if self.show || !generates || self.secrets_out.is_some() || self.run.dry_run {
            return Ok(self.show && !self.run.dry_run);
        }
        if users == 1 && context.ui.can_ask() {
            return Ok(true);
        }
        Err(Failure::usage("generated secrets have to go somewhere; nothing was changed")
            .hint("add --secrets-out FILE, or --show"))
    }
}

async fn carry_out(
    args: &Args,
    plan: &Plan,
    report: &Report<'_>,
    opened: &Opened,
    failed_out: Option<&NewFile>,
) -> anyhow::Result<Exit> {
    let context = report.context;
    let changes: Vec<&CredentialChange> = plan.changes.iter().map(|planned| &planned.change).collect();
    let generated: Vec<bool> = plan.changes.iter().map(|planned| planned.generated).collect();
    let file = args.secrets_out.as_ref().map(|path| SecretsFile::create(path, changes.iter().copied())).transpose()?;
    let item = |change: &&CredentialChange| Item {
        user_id: change.user_id.to_string(),
        credential: Some(change.kind.to_string()),
    };
    let items = changes.iter().map(item).collect();
    let journal = journaled::begin(context, "reset-password", &opened.server, items).inspect_err(|_| {
        // Nothing was sent: the secrets in the file are nobody's.
        if let Some(path) = &args.secrets_out {
            let _ = std::fs::remove_file(path);
        }
    })?;
    let directory: &dyn Directory = opened.directory.as_ref();
    let limits = args.run.limits(directory.traits().batch_size);
    let stop = StopSwitch::default();
    let bar = progress::bar(context.ui, changes.len(), "resetting");
    let work = execute(directory, &changes, &generated, limits, &stop, &journal, |_, _| bar.inc(1));
    let (carried, interrupted) = until_interrupted(context.ui, &stop, work).await?;
    bar.finish_and_clear();
    let ended = if interrupted { Ok(()) } else { journal.end(context.clock.as_ref()) };
    let finished = finish_file(file, &changes, &carried, context);
    let status = |index: usize| status_of(&carried.outcomes[index]);
    let run_id = Some(journal.run_id().to_owned());
    let printed = seen(report.print(run_id, plan, status, |index| error_of(&carried.outcomes[index])))?;
    report.tell(&carried, journal.run_id());
    let saved = failed_out.map_or(Ok(()), |file| report.save_unserved(file, plan, &carried));
    finished.with_context(|| "the run is over, but its secrets file still holds what was about to be set")?;
    if let Some(error) = carried.journal_error {
        return Err(error).with_context(|| format!("the journal of run {} cannot be written", journal.run_id()));
    }
    ended?;
    saved?;
    if report.show && !printed && args.secrets_out.is_none() {
        let message = "standard output was closed: nobody has seen the new secrets; reset these users again";
        return Err(Failure::new(Exit::Internal, message).into());
    }
    report.exit(&carried, interrupted, journal.run_id())
}

/// The file then holds exactly what is in force.
fn finish_file(
    file: Option<SecretsFile>,
    changes: &[&CredentialChange],
    carried: &Carried,
    context: &Context<'_>,
) -> anyhow::Result<()> {
    let Some(file) = file else { return Ok(()) };
    let with = |wanted: fn(&Outcome<DirectoryError>) -> bool| {
        changes.iter().zip(&carried.outcomes).filter(move |(_, outcome)| wanted(outcome)).map(|(change, _)| *change)
    };
    let unresolved: Vec<&CredentialChange> = with(|outcome| matches!(outcome, Outcome::Unknown(_))).collect();
    let beside = file.finish(with(|outcome| matches!(outcome, Outcome::Done)), &unresolved)?;
    if let Some(path) = beside {
        context.ui.warn(format!("{} secrets of which nobody knows are in {}", unresolved.len(), path.display()));
    }
    Ok(())
}

/// One user and credential to set; what the sources of secrets turn a selection into.
pub(super) fn wanted(users: Vec<crate::domain::User>, kinds: &[CredentialKind]) -> Vec<Wanted> {
    let of = |user: crate::domain::User| {
        kinds.iter().map(move |kind| Wanted { user: user.clone(), kind: *kind, secret: None })
    };
    users.into_iter().flat_map(of).collect()
}
