//! `users edit`: program or remove a user's email, protect a user or not.

use clap::Args as ClapArgs;

use crate::api::{USERS_SCHEMA, UserBody, UsersDocument};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::look_up::one_user;
use crate::cli::render::report;
use crate::cli::selection::Purpose;
use crate::cli::{journaled, outbox};
use crate::domain::{Email, Patched, UserPatch};
use crate::journal::Item;

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
    let item = Item::of(&user.user_id);
    let journal = journaled::begin(context, "users edit", &opened.server, [item])?;
    journal.about_to([(0, 1)])?;
    let is_about_email = args.email.is_some() || args.clear_email;
    let outcome = if is_about_email {
        opened.directory.set_email(&user.user_id, email.as_ref()).await
    } else {
        let patch = UserPatch { protected: Some(args.protect), ..UserPatch::of(user.user_id.clone()) };
        opened.directory.import(&[patch]).await.pop().unwrap_or(Ok(Patched::Unchanged)).map(drop)
    };
    journaled::record(&journal, 0, &outcome)?;
    journal.end(context.clock.as_ref())?;
    outcome?;
    outbox::work(context, &opened).await;
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
