//! `recovery preview` and `recovery test-mail`: see a mail before anybody gets it, and whether it arrives.

use clap::Args as ClapArgs;

use crate::api::{TEST_MAIL_SCHEMA, TestMailDocument};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::look_up::one_user;
use crate::cli::mail_args::MailArgs;
use crate::cli::render::{Output, json, refuse_list_forms, text_or_json};
use crate::cli::selection::Purpose;
use crate::domain::Email;

#[derive(ClapArgs)]
pub(in crate::cli) struct Preview {
    /// User id, phone number, extension or email
    user: String,
    /// Print the HTML rather than the text
    #[arg(long)]
    html: bool,
    #[command(flatten)]
    pub(super) mail: MailArgs,
}

#[derive(ClapArgs)]
pub(in crate::cli) struct TestMail {
    /// Where to send it
    #[arg(value_name = "ADDR")]
    to: String,
    #[command(flatten)]
    pub(super) mail: MailArgs,
}

/// Prints the mail that a user would get, with a link that opens nothing.
pub(in crate::cli) async fn preview(args: &Preview, context: &Context<'_>) -> anyhow::Result<Exit> {
    context.needs_backend("recovery links")?;
    let opened = context.open().await?;
    let user = one_user(opened.directory.as_ref(), &args.user, Purpose::Listing).await?;
    let letter = opened.mailing(context)?.preview(&user.user_id).await?;
    let text = if args.html {
        vec![letter.html.clone()]
    } else {
        let head = [format!("To: {}", letter.to), format!("Subject: {}", letter.subject), String::new()];
        head.into_iter().chain(letter.text.lines().map(str::to_owned)).collect()
    };
    text_or_json(context.ui, context.output, &letter, &text)?;
    Ok(Exit::Done)
}

/// Hands a mail without a link to the mail server.
pub(in crate::cli) async fn test_mail(args: &TestMail, context: &Context<'_>) -> anyhow::Result<Exit> {
    let to = Email::parse(&args.to).map_err(|e| Failure::usage(format!("{:?} is no email address: {e}", args.to)))?;
    refuse_list_forms(context.output)?;
    context.needs_backend("recovery links")?;
    let opened = context.open().await?;
    opened.mailing(context)?.test_mail(&to).await?;
    let told = format!("a test mail to {to} was handed over; whether it arrives is for the mail server to see to");
    match context.output {
        Output::Table => context.ui.say(told),
        _ => json(context.ui, &TestMailDocument { schema: TEST_MAIL_SCHEMA, to: to.to_string() })?,
    }
    Ok(Exit::Done)
}
