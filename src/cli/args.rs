//! What a person may type. Each command's own arguments stand with the command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::commands::{
    admin_token, apply, auth, completions, config, demo, forgot_password, locations_list, man, recovery_list,
    recovery_mail, recovery_revoke, reset_password, rules_check, rules_show, runs_letters, runs_list, runs_resume,
    runs_show, serve, users_edit, users_import, users_list, users_set_emails, users_show, users_sign_in,
};
use super::render::Output;

/// Reset the passwords of hosted-telephony users
///
/// Resets the application passwords and voice portal passcodes of hosted-telephony users: one caller, or a whole
/// location. Mails recovery links to those who have an email, and says who has none.
#[derive(Parser)]
#[command(name = "ossmosis", bin_name = "ossmosis", version, max_term_width = 100, subcommand_required = true)]
pub struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options of every command.
#[derive(Args, Clone)]
#[command(next_help_heading = "Global options")]
pub(super) struct Global {
    /// Directory of users to work on: embedded, embedded:FOLDER, https://…, ocips://… or broadworks+https://…
    #[arg(long, value_name = "URL", env = "OSSMOSIS_SERVER", global = true)]
    pub(super) server: Option<String>,
    /// Profile of the configuration file to use
    #[arg(long, value_name = "NAME", env = "OSSMOSIS_PROFILE", global = true)]
    pub(super) profile: Option<String>,
    /// Configuration file to read
    #[arg(long, value_name = "FILE", env = "OSSMOSIS_CONFIG", global = true, value_parser = path)]
    pub(super) config: Option<PathBuf>,
    /// File with the server's token
    #[arg(long, value_name = "FILE", env = "OSSMOSIS_TOKEN_FILE", global = true, value_parser = path)]
    pub(super) token_file: Option<PathBuf>,
    /// Login user, for servers that ask for one
    #[arg(long, value_name = "NAME", env = "OSSMOSIS_LOGIN_USER", global = true)]
    pub(super) login_user: Option<String>,
    /// File with the login user's password
    #[arg(long, value_name = "FILE", env = "OSSMOSIS_LOGIN_PASSWORD_FILE", global = true, value_parser = path)]
    pub(super) login_password_file: Option<PathBuf>,
    /// Where BroadWorks proves sign-ins (Xsi-Actions), like https://HOST
    #[arg(long, value_name = "URL", env = "OSSMOSIS_XSI_URL", global = true)]
    pub(super) xsi_url: Option<String>,
    /// Speak to a BroadWorks system elsewhere although others can read on the way what is sent
    #[arg(long, global = true)]
    pub(super) insecure: bool,
    /// How long one call of the server may take, like 30s
    #[arg(long, value_name = "TIME", env = "OSSMOSIS_TIMEOUT", global = true)]
    pub(super) timeout: Option<String>,
    /// Format of the data on standard output
    #[arg(short, long, value_enum, default_value = "table", global = true)]
    pub(super) output: Output,
    /// Say nothing but data, questions and errors
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// When to use colour
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", global = true)]
    pub(super) color: Color,
    /// Never ask; fail where a question would be needed
    #[arg(long, global = true)]
    pub(super) no_input: bool,
}

/// A path. An empty one is read too, and means none: a variable may be set to nothing.
#[expect(clippy::unnecessary_wraps, reason = "the form of a value parser")]
fn path(text: &str) -> Result<PathBuf, std::convert::Infallible> {
    Ok(PathBuf::from(text))
}

impl Global {
    /// The same, without what is set to nothing.
    pub(super) fn without_empty(mut self) -> Self {
        let keep = |path: Option<PathBuf>| path.filter(|path| !path.as_os_str().is_empty());
        let text = |text: Option<String>| text.filter(|text| !text.is_empty());
        self.config = keep(self.config);
        self.token_file = keep(self.token_file);
        self.login_password_file = keep(self.login_password_file);
        self.server = text(self.server);
        self.profile = text(self.profile);
        self.login_user = text(self.login_user);
        self.timeout = text(self.timeout);
        self.xsi_url = text(self.xsi_url);
        self
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// See and change users
    #[command(subcommand, subcommand_required = true)]
    Users(Users),
    /// See locations
    #[command(subcommand, subcommand_required = true)]
    Locations(Locations),
    /// Set or generate passwords and passcodes
    ResetPassword(Box<reset_password::Args>),
    /// Mail recovery links to those who have an email
    ForgotPassword(Box<forgot_password::Args>),
    /// Carry out a saved plan, unless the selection has changed meanwhile
    Apply(Box<apply::Args>),
    /// See the recovery links that were sent, take them back, and try mails out
    #[command(subcommand, subcommand_required = true)]
    Recovery(Recovery),
    /// See the rules in force, and check secrets against them
    #[command(subcommand, subcommand_required = true)]
    Rules(Rules),
    /// See the journals of runs, and take runs up again
    #[command(subcommand, subcommand_required = true)]
    Runs(Runs),
    /// Make tokens for applications
    #[command(subcommand, subcommand_required = true)]
    Admin(Admin),
    /// Sign in to a server, and out
    #[command(subcommand, subcommand_required = true)]
    Auth(auth::Auth),
    /// Make and see the configuration
    #[command(subcommand, subcommand_required = true)]
    Config(config::Config),
    /// Serve the provisioning backend
    Serve(serve::Args),
    /// Take a tour on a sample company
    Demo(demo::Args),
    /// Print the completions of a shell
    Completions(completions::Args),
    /// Print the manual, or write all its pages
    Man(man::Args),
}

#[derive(Subcommand)]
pub(super) enum Users {
    /// List users, and see who has no email
    List(users_list::Args),
    /// Show one user
    Show(users_show::Args),
    /// Program or remove a user's email, protect a user or not
    Edit(users_edit::Args),
    /// Create or update users from a CSV file
    Import(users_import::Args),
    /// Program emails in bulk from a CSV file
    SetEmails(users_set_emails::Args),
    /// Try whether a secret signs in
    SignIn(users_sign_in::Args),
}

#[derive(Subcommand)]
pub(super) enum Locations {
    /// List locations, with their users and how many have no email
    List(locations_list::Args),
}

#[derive(Subcommand)]
pub(super) enum Recovery {
    /// List links, newest first, and what became of them
    List(Box<recovery_list::Args>),
    /// Take links back
    Revoke(Box<recovery_revoke::Args>),
    /// Show the mail that a user would get
    Preview(recovery_mail::Preview),
    /// Send a test mail
    TestMail(recovery_mail::TestMail),
}

#[derive(Subcommand)]
pub(super) enum Admin {
    /// Make a token for an application, and print it once
    Token(admin_token::Args),
}

#[derive(Subcommand)]
pub(super) enum Rules {
    /// Show the rules in force
    Show(rules_show::Args),
    /// Check secrets from standard input, one a line
    Check(rules_check::Args),
}

#[derive(Subcommand)]
pub(super) enum Runs {
    /// List runs, newest first
    List(runs_list::Args),
    /// Show one run and what became of each user
    Show(runs_show::Args),
    /// Take up a run that was cut short, or that left something
    Resume(Box<runs_resume::Args>),
    /// Write a sheet to print: a slip for each user, with the new secrets of a run
    Letters(runs_letters::Args),
}
