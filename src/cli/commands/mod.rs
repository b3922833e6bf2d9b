//! One file a command: its arguments, its help and what it does.

pub(super) mod admin_token;
pub(super) mod apply;
pub(super) mod auth;
#[cfg(feature = "broadworks")]
mod auth_broadworks;
mod changes_run;
mod changes_told;
pub(super) mod completions;
pub(super) mod config;
pub(super) mod demo;
mod forgot_fallback;
pub(super) mod forgot_password;
mod forgot_run;
mod forgot_split;
mod forgot_told;
mod import_told;
pub(super) mod locations_list;
pub(super) mod man;
pub(super) mod recovery_list;
pub(super) mod recovery_mail;
pub(super) mod recovery_revoke;
mod reset_forced;
pub(super) mod reset_password;
mod reset_run;
mod reset_source;
mod reset_told;
pub(super) mod rules_check;
mod rules_drift;
pub(super) mod rules_show;
mod run_setup;
pub(super) mod runs_letters;
pub(super) mod runs_list;
pub(super) mod runs_resume;
pub(super) mod runs_show;
mod secrets_of_rest;
mod secrets_out;
pub(super) mod serve;
mod stagger;
pub(super) mod users_edit;
pub(super) mod users_import;
pub(super) mod users_list;
pub(super) mod users_set_emails;
pub(super) mod users_show;
pub(super) mod users_sign_in;

use super::args::{Admin, Cli, Command, Locations, Recovery, Rules, Runs, Users};
use super::context::Context;
use super::exit::Exit;
use super::mail_args::MailArgs;
use super::ui::Ui;

/// Carries out what was typed.
pub(super) async fn dispatch(cli: Cli, ui: &Ui) -> anyhow::Result<Exit> {
    let Cli { global, command } = cli;
    let global = global.without_empty();
    let given = match &command {
        Command::ForgotPassword(args) => args.mail.given(),
        Command::Apply(args) => args.mail.given(),
        Command::Serve(args) => args.mail.given(),
        Command::Recovery(Recovery::Preview(args)) => args.mail.given(),
        Command::Recovery(Recovery::TestMail(args)) => args.mail.given(),
        Command::Runs(Runs::Resume(args)) => args.mail.given(),
        _ => MailArgs::of_environment().map(|mail| mail.given()).unwrap_or_default(),
    };
    // These work without, and in spite of, any configuration.
    match command {
        Command::Completions(args) => completions::run(&args, ui),
        Command::Man(args) => man::run(&args, ui),
        Command::Config(args) => config::run(&args, global, given, ui),
        command => {
            let context = Context::new(global, given, ui)?;
            let exit = run(command, &context).await;
            context.close().await;
            exit
        }
    }
}

async fn run(command: Command, context: &Context<'_>) -> anyhow::Result<Exit> {
    match command {
        Command::Users(Users::List(args)) => users_list::run(&args, context).await,
        Command::Users(Users::Show(args)) => users_show::run(&args, context).await,
        Command::Users(Users::Edit(args)) => users_edit::run(&args, context).await,
        Command::Users(Users::Import(args)) => users_import::run(&args, context).await,
        Command::Users(Users::SetEmails(args)) => users_set_emails::run(&args, context).await,
        Command::Users(Users::SignIn(args)) => users_sign_in::run(&args, context).await,
        Command::Locations(Locations::List(args)) => locations_list::run(&args, context).await,
        Command::ResetPassword(args) => reset_password::run(&args, context).await,
        Command::ForgotPassword(args) => forgot_password::run(&args, context).await,
        Command::Apply(args) => apply::run(*args, context).await,
        Command::Recovery(Recovery::List(args)) => recovery_list::run(&args, context).await,
        Command::Recovery(Recovery::Revoke(args)) => recovery_revoke::run(&args, context).await,
        Command::Recovery(Recovery::Preview(args)) => recovery_mail::preview(&args, context).await,
        Command::Recovery(Recovery::TestMail(args)) => recovery_mail::test_mail(&args, context).await,
        Command::Admin(Admin::Token(args)) => admin_token::run(&args, context).await,
        Command::Rules(Rules::Show(args)) => rules_show::run(&args, context).await,
        Command::Rules(Rules::Check(args)) => rules_check::run(&args, context).await,
        Command::Runs(Runs::List(args)) => runs_list::run(&args, context),
        Command::Runs(Runs::Show(args)) => runs_show::run(&args, context),
        Command::Runs(Runs::Letters(args)) => runs_letters::run(&args, context),
        Command::Runs(Runs::Resume(args)) => runs_resume::run(&args, context).await,
        Command::Auth(args) => auth::run(args, context).await,
        Command::Serve(args) => serve::run(&args, context).await,
        Command::Demo(args) => demo::run(&args, context).await,
        // Carried out before there is a context.
        Command::Completions(_) | Command::Man(_) | Command::Config(_) => Ok(Exit::Done),
    }
}
