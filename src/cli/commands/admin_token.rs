//! `admin token`: a token for an application that proves sign-ins.

use clap::{Args as ClapArgs, ValueEnum};

use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::render::{refuse_list_forms, text_or_json};
use crate::directory::DirectoryError;
use crate::domain::{Secret, check_name};

#[derive(ClapArgs)]
pub(in crate::cli) struct Args {
    /// Name of the application
    name: String,
    /// What the token is for
    #[arg(long, value_enum)]
    scope: Scope,
    /// Make a new token in place of the one that the application has
    #[arg(long)]
    replace: bool,
}

/// What a token is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Scope {
    /// Proving sign-ins, and changing a secret that has to be changed
    SignIn,
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let Scope::SignIn = args.scope;
    check_name(&args.name).map_err(|e| Failure::usage(format!("the name {:?} cannot be used: {e}", args.name)))?;
    // A token that cannot be shown must not be made.
    refuse_list_forms(context.output)?;
    context.needs_backend("tokens for applications")?;
    let opened = context.open().await?;
    let made = opened.make_token(&args.name, args.replace).await.map_err(|e| match e.downcast_ref() {
        Some(DirectoryError::Refused(why)) => {
            Failure::new(Exit::Partial, why.clone()).hint("--replace makes a new one in its place").into()
        }
        _ => e,
    })?;
    let token = Secret::from(made.token.clone());
    text_or_json(context.ui, context.output, &made, &[token.expose().to_owned()])?;
    context.ui.say("keep it now: it is not shown again");
    Ok(Exit::Done)
}
