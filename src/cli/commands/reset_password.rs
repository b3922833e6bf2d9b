//! `reset-password`: set or generate credentials for the selection.

use std::collections::HashMap;

use clap::{Args as ClapArgs, ValueEnum};
use rand::SeedableRng;

use super::reset_forced;
use super::reset_run::ResetRun;
use super::reset_source::{self, Given, Selected};
use super::reset_told::{Report, has_room_for_secrets};
use super::secrets_out::SecretsOut;
use crate::api::ErrorBody;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::new_file::NewFile;
use crate::cli::prompt;
use crate::cli::run_args::RunArgs;
use crate::cli::saved_plan::{self, Made, SavedPlan};
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
    carry_out(args, context, None).await
}

/// Carries it out, or a plan of it that was saved.
pub(super) async fn carry_out(args: &Args, context: &Context<'_>, saved: Option<&SavedPlan>) -> anyhow::Result<Exit> {
    args.out.check()?;
    NewFile::each_its_own(args.out.files().into_iter().chain(args.run.files()))?;
    let plan_out = args.run.plan.as_deref().map(NewFile::at).transpose()?;
    let failed_out = args.run.pushing.failed_out.as_deref().map(NewFile::at).transpose()?;
    let given = args.source.prepare(args.credential, &args.selection)?;
    let opened = match saved {
        Some(saved) => context.open_planned(&saved.server).await?,
        None => context.open().await?,
    };
    let directory = opened.directory.as_ref();
    let Selected { plan, described, words, left_out } = given.plan(args, directory, context).await?;
    if let Some(saved) = saved {
        saved.check(plan.plan.items_alone()?)?;
    }
    reset_forced::check(args.asks_for_change(), &plan.rules, &plan.kinds, context.ui)?;
    let report = Report { selected: plan.users, dry_run: args.run.is_dry(), context };
    let plan_it = |file: &NewFile| {
        let words = [args.words(), words].concat();
        let at = context.clock.now().to_string();
        let with = if matches!(given, Given::Generate) { " --generate --secrets-out FILE" } else { "" };
        let made = Made { words, server: &opened.server, at, items: plan.plan.items(), with };
        saved_plan::save(file, made, plan.plan.items_alone()?, context.ui)
    };
    if let (Some(file), Given::Prompt) = (&plan_out, &given) {
        // Whoever is to choose a secret does so when the plan is carried out.
        report.would_change(&plan)?;
        plan_it(file)?;
        return Ok(Exit::Done);
    }
    let show = args.shows(&given, plan.users, context)?;
    let mut source = given.source(args, &plan, context)?;
    let min_score = if args.allow_weak { 0 } else { context.settings.min_score };
    let refused = refused(&plan, &mut source, min_score)?;
    if !refused.is_empty() {
        return report.refused(&plan.plan, &refused);
    }
    if source.is_drawn() {
        let mut rng = rand::rngs::StdRng::from_seed(rand::random());
        for (kind, bits) in
            plan.rules.entropy_bits(&plan.kinds, args.out.style, &mut rng)?.iter().filter(|_| !args.run.is_dry())
        {
            context.ui.say(format!("each {} generated has {:.0} bits of entropy", kind.noun(), bits.floor()));
        }
    }
    if args.run.is_dry() {
        report.would_change(&plan)?;
        plan_out.as_ref().map_or(Ok(()), plan_it)?;
        return Ok(Exit::Done);
    }
    if plan.users > 1 {
        let what = plan.kinds.iter().map(|kind| format!("{}s", kind.noun())).collect::<Vec<_>>().join(" and ");
        let but = match plan.left_out.len() {
            0 => String::new(),
            some => format!(", but for {} of protected users", counted(some, "credential")),
        };
        let question = format!("Reset the {what} of {} users ({described}){but}?", plan.users);
        prompt::confirm(context.ui, &question, args.run.pushing.yes)?;
    }
    let setup =
        Setup { must_change: args.asks_for_change(), show, ..args.out.setup(plan.users, &plan.kinds, given.origin())? };
    let command = if saved.is_some() { "apply" } else { "reset-password" };
    let run = ResetRun::begin(context, &opened, command, setup, plan, source)?;
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

/// What is said anew when a saved plan is carried out.
pub(super) struct Again {
    pub(super) source: reset_source::Args,
    pub(super) out: SecretsOut,
    pub(super) show: bool,
    pub(super) shared: bool,
    pub(super) allow_weak: bool,
    pub(super) run: RunArgs,
}

impl Args {
    /// What a saved plan says, but whom it is about.
    fn words(&self) -> Vec<String> {
        let credential = self.credential.to_possible_value().map_or_else(String::new, |one| one.get_name().to_owned());
        let mut words = vec!["reset-password".to_owned(), format!("--credential={credential}")];
        let switches = [
            (self.shared, "--shared"),
            (self.must_change, "--must-change"),
            (self.no_must_change, "--no-must-change"),
            (self.run.protection.include_protected, "--include-protected"),
        ];
        words.extend(switches.into_iter().filter(|(is_on, _)| *is_on).map(|(_, word)| word.to_owned()));
        words
    }

    /// Whether the users are expressly to be asked for another secret, or not.
    fn asks_for_change(&self) -> Option<bool> {
        if self.must_change { Some(true) } else { self.no_must_change.then_some(false) }
    }

    /// Takes over what is said anew when a saved plan is carried out.
    pub(super) fn take_over(&mut self, again: Again) {
        let Again { source, out, show, shared, allow_weak, run } = again;
        (self.source, self.out, self.show, self.allow_weak) = (source, out, show, allow_weak);
        self.shared |= shared;
        self.run.take_over(run);
    }

    /// Whether new secrets are shown. Generated ones have to go somewhere: a file, or the screen.
    fn shows(&self, given: &Given, users: usize, context: &Context<'_>) -> Result<bool, Failure> {
        let has_place = self.show || !matches!(given, Given::Generate) || self.out.is_given() || self.run.is_dry();
        if !has_place && (users > 1 || !context.ui.can_ask()) {
            return Err(Failure::usage("generated secrets have to go somewhere; nothing was changed")
                .hint("add --secrets-out FILE, or --show"));
        }
        let show = self.show || !has_place;
        has_room_for_secrets(show, context.output)?;
        Ok(show && !self.run.is_dry())
    }
}
