//! `users edit`: program or remove a user's email, protect a user or not.

use clap::Args as ClapArgs;

use super::changes_run::{Changes, ChangesRun, ChangesSetup};
use super::changes_told::failure;
use crate::api::{PatchBody, USERS_SCHEMA, UserBody, UsersDocument};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::look_up::one_user;
use crate::cli::render::report;
use crate::cli::run_args::Pushing;
use crate::cli::selection::Purpose;
use crate::domain::{Email, UserPatch};
use crate::journal::{Change, Item};

#[derive(ClapArgs)]
#[command(group(clap::ArgGroup::new("change").required(true).args(["email", "clear_email", "protect", "unprotect"])))]
pub(in crate::cli) struct Args {
    /// User id, phone number, extension or email
    user: String,
    /// Program this email
    #[arg(long, value_name = "ADDR")]
    email: Option<String>,
    /// Remove the email
    #[arg(long)]
    clear_email: bool,
    /// Leave the user out of resets and recovery links, unless --include-protected is given
    #[arg(long)]
    protect: bool,
    /// Leave the user out no longer
    #[arg(long)]
    unprotect: bool,
}

pub(in crate::cli) async fn run(args: &Args, context: &Context<'_>) -> anyhow::Result<Exit> {
    let email = args.email.as_deref().map(Email::parse).transpose().map_err(|e| {
        Failure::usage(format!("{:?} is no email address: {e}", args.email.as_deref().unwrap_or_default()))
    })?;
    if args.protect || args.unprotect {
        context.needs_backend("mark of protected users")?;
    }
    let opened = context.open().await?;
    let user = one_user(opened.directory.as_ref(), &args.user, Purpose::Changing).await?;
    let is_about_email = args.email.is_some() || args.clear_email;
    let (changes, change) = if is_about_email {
        (Changes::Emails, Change::Email(email.map(|email| email.to_string())))
    } else {
        let patch = UserPatch { protected: Some(args.protect), ..UserPatch::of(user.user_id.clone()) };
        (Changes::Users, Change::Update(PatchBody::from(&patch)))
    };
    let item = Item { change: Some(Box::new(change)), ..Item::of(&user.user_id) };
    let run = ChangesRun::begin(context, &opened, "users edit", ChangesSetup::of(changes), [item])?;
    let (came_to, _) = run.carry_out(&Pushing::default()).await?;
    came_to.cut_short(&run.journal)?;
    if let Some(error) = &came_to.first_error {
        return Err(failure(error, run.journal.run_id()).into());
    }
    let changed = UserBody::from(&opened.directory.user(&user.user_id).await?);
    let name = user.full_name();
    context.ui.say(match &changed.email {
        _ if !is_about_email && changed.protected => format!("{} ({name}) is protected now", changed.user_id),
        _ if !is_about_email => format!("{} ({name}) is not protected now", changed.user_id),
        Some(email) => format!("{} ({name}) now has the email {email}", changed.user_id),
        None => format!("{} ({name}) now has no email", changed.user_id),
    });
    let document = UsersDocument { schema: USERS_SCHEMA, users: vec![changed] };
    report(context.ui, context.output, &document, &document.users)?;
    Ok(Exit::Done)
}
