//! Options on mails: for `serve`, and for commands on an embedded backend.

use clap::{Args, FromArgMatches};

use crate::config::Given;

/// How mails are made and handed over
#[derive(Args, Clone)]
#[command(next_help_heading = "Mail (for serve, and on an embedded backend)")]
pub(super) struct MailArgs {
    /// What links in mails begin with
    #[arg(long, value_name = "URL", env = "OSSMOSIS_PUBLIC_URL")]
    public_url: Option<String>,
    /// What takes mails: smtp://HOST, at most smtp://USER@HOST:PORT?tls=none|starttls|implicit, or dir:FOLDER
    #[arg(long, value_name = "URL", env = "OSSMOSIS_MAIL")]
    mail: Option<String>,
    /// File with the password of the user that signs in to the mail server
    #[arg(long, value_name = "FILE", env = "OSSMOSIS_MAIL_PASSWORD_FILE")]
    mail_password_file: Option<String>,
    /// From whom mails come, like "Acme Voice <no-reply@acme.example>"
    #[arg(long, value_name = "ADDR", env = "OSSMOSIS_MAIL_FROM")]
    mail_from: Option<String>,
}

impl MailArgs {
    /// What the environment says, for commands without these options: whatever orders a mail on an embedded backend hands
    /// it over.
    pub(super) fn of_environment() -> Option<Self> {
        let command = Self::augment_args(clap::Command::new("mail"));
        let matches = command.try_get_matches_from(["mail"]).ok()?;
        Self::from_arg_matches(&matches).ok()
    }

    /// What was given, for the settings.
    pub(super) fn given(&self) -> Given {
        // A variable may be set to nothing.
        let some = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        Given {
            public_url: some(&self.public_url),
            mail: some(&self.mail),
            mail_password_file: some(&self.mail_password_file),
            mail_from: some(&self.mail_from),
            ..Given::default()
        }
    }
}
