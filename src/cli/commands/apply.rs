//! `apply`: carry out a saved plan.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser};

use super::secrets_out::SecretsOut;
use super::{forgot_password, reset_password, reset_source};
use crate::cli::args::{Cli, Command};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::mail_args::MailArgs;
use crate::cli::run_args::{ProtectionArgs, Pushing, RunArgs};
use crate::cli::saved_plan::SavedPlan;

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// The plan, as --plan has written it
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    source: reset_source::Args,
    #[command(flatten)]
    out: SecretsOut,
    /// Show the new secrets on standard output
    #[arg(long, help_heading = "New secret")]
    show: bool,
    /// Give the one secret that was typed to every user of the plan
    #[arg(long, conflicts_with_all = ["generate", "from_csv"], help_heading = "New secret")]
    shared: bool,
    /// Take passwords that are easy to guess
    #[arg(long, help_heading = "New secret")]
    allow_weak: bool,
    /// Say what would be done for each user, and change nothing
    #[arg(long, help_heading = "The run")]
    dry_run: bool,
    #[command(flatten)]
    pushing: Pushing,
    #[command(flatten)]
    protection: ProtectionArgs,
    #[command(flatten)]
    pub(super) mail: MailArgs,
}

pub(in crate::cli) async fn run(args: Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let plan = SavedPlan::read(&args.file)?;
    let words = ["ossmosis"].into_iter().map(str::to_owned).chain(plan.words.iter().cloned());
    let planned = Cli::try_parse_from(words).map_err(|e| {
        let why = e.render().to_string();
        let why = why.lines().next().unwrap_or_default().to_owned();
        Failure::usage(format!("{} is no plan that can be used: {why}", args.file.display()))
    })?;
    let Args { source, out, show, shared, allow_weak, dry_run, pushing, protection, .. } = args;
    let run = RunArgs { dry_run, plan: None, pushing, protection };
    match planned.command {
        Command::ResetPassword(mut planned) => {
            planned.take_over(reset_password::Again { source, out, show, shared, allow_weak, run });
            reset_password::carry_out(&planned, context, Some(&plan)).await
        }
        Command::ForgotPassword(mut planned) => {
            planned.take_over(out, run);
            forgot_password::carry_out(&planned, context, Some(&plan)).await
        }
        _ => Err(Failure::usage("the plan is of a command that has no plans").into()),
    }
}
