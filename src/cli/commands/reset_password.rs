//! `reset-password`: set or generate credentials for the selection.

use std::collections::HashMap;

use clap::{Args as ClapArgs, ValueEnum};
use rand::SeedableRng;

use super::reset_run::{ResetRun, SecretsOut};
use super::reset_source::{self, Given, Selected};
use super::reset_told::Report;
use crate::api::{ErrorBody, ResetStatus, ResetSummary};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::new_file::NewFile;
use crate::cli::prompt;
use crate::cli::render::Output;
use crate::cli::run_args::RunArgs;
use crate::cli::selection::SelectionArgs;
use crate::domain::{CredentialKind, User, counted};
use crate::reset::{ResetPlan, Setup, Source, SupplyError};

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
    #[command(flatten)]
    pub(super) out: SecretsOut,
    /// Show the new secrets on standard output
    #[arg(long, help_heading = "New secret")]
    show: bool,
    #[command(flatten)]
    pub(super) run: RunArgs,
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    args.out.check()?;
    let failed_out = args.run.pushing.failed_out.as_deref().map(NewFile::at).transpose()?;
    let given = args.source.prepare(args.credential, &args.selection)?;
    let opened = context.open().await?;
    let directory = opened.directory.as_ref();
    let Selected { plan, described, left_out } = given.plan(args, directory, context).await?;
    let show = args.shows(&given, plan.users, context)?;
    let mut source = given.source(args, &plan, context)?;
    let report = Report { selected: plan.users, dry_run: args.run.dry_run, context };
    let min_score = if args.allow_weak { 0 } else { context.settings.min_score };
    let refused = refused(&plan, &mut source, min_score)?;
    if !refused.is_empty() {
        return report.refused(&plan.plan, &refused);
    }
    if source.is_drawn() {
        let mut rng = rand::rngs::StdRng::from_seed(rand::random());
        for (kind, bits) in
            plan.rules.entropy_bits(&plan.kinds, args.out.style, &mut rng)?.iter().filter(|_| !args.run.dry_run)
        {
            context.ui.say(format!("each {} generated has {:.0} bits of entropy", kind.noun(), bits.floor()));
        }
    }
    if args.run.dry_run {
        let items = plan.plan.items();
        let summary = ResetSummary { selected: plan.users, would_change: items, ..ResetSummary::default() };
        report.print(None, plan.plan.read()?, summary, false, |_| (ResetStatus::WouldChange, None, None))?;
        let (credentials, users) = (counted(items, "credential"), counted(plan.users, "user"));
        context.ui.say(format!("{credentials} of {users} would be changed"));
        return Ok(Exit::Done);
    }
    if plan.users > 1 {
        let what = plan.kinds.iter().map(|kind| format!("{}s", kind.noun())).collect::<Vec<_>>().join(" and ");
        let question = format!("Reset the {what} of {} users ({described})?", plan.users);
        prompt::confirm(context.ui, &question, args.run.pushing.yes)?;
    }
    let setup = Setup {
        must_change: if args.must_change { Some(true) } else { args.no_must_change.then_some(false) },
        show,
        ..args.out.setup(plan.users, &plan.kinds, given.origin())?
    };
    let run = ResetRun::begin(context, &opened, setup, plan.plan, source)?;
    let exit = run.carry_out(&args.run.pushing, failed_out.as_ref()).await?;
    Ok(if exit == Exit::Done && left_out { Exit::Partial } else { exit })
}

/// The items whose secret, chosen by a person, cannot be used.
fn refused(plan: &ResetPlan, source: &mut Source, min_score: u8) -> Result<HashMap<usize, ErrorBody>, SupplyError> {
    let mut refused = HashMap::new();
    if source.is_drawn() {
        return Ok(refused);
    }
    for item in plan.plan.read()? {
        let (index, item) = item?;
        let (user, kind): (User, CredentialKind) = crate::reset::read_item(item)?;
        if let Some(why) = source.judge(&user, kind, plan.rules.at(&user.location)?, min_score)? {
            refused.insert(index, why);
        }
    }
    Ok(refused)
}

impl Args {
    /// Whether new secrets are shown. Generated ones have to go somewhere: a file, or the screen.
    fn shows(&self, given: &Given, users: usize, context: &Context<'_>) -> Result<bool, Failure> {
        if self.show && context.output == Output::Ids {
            return Err(Failure::usage("--show has nowhere to show secrets in -o ids").hint("choose another --output"));
        }
        let has_place = self.show || !matches!(given, Given::Generate) || self.out.is_given();
        if has_place || self.run.dry_run {
            return Ok(self.show && !self.run.dry_run);
        }
        if users == 1 && context.ui.can_ask() {
            return Ok(true);
        }
        Err(Failure::usage("generated secrets have to go somewhere; nothing was changed")
            .hint("add --secrets-out FILE, or --show"))
    }
}
